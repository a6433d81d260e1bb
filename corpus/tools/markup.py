"""The source format of the corpus: hand-written documents with their personal data marked in place.

A source file holds documents; each starts with `=== id`, then header lines `key: value`, then
parts `---head`, `---col`, `---run` (what page 2 repeats) and `---body`, in the order of the page.

In a part, `{1:Anna Vos}` marks a mention of person 1, `{E1:a.vos@example.nl}` their e-mail address;
a letter says what it is (see REDACT), a small letter marks what must stay (see KEEP). `{B1:?9}`
has the generator fill in a number that passes its check. `# ` opens a heading, `|` a table row,
`%%page` a page end, `^[...]` a footnote.
"""
import random
import re

REDACT = {
    "": "PERSON", "P": "PERSON", "E": "EMAIL", "T": "PHONE", "B": "BSN", "I": "IBAN", "K": "PLATE",
    "D": "DOB", "A": "ADDRESS", "N": "PERSONNEL_NO", "S": "SIGNATURE", "U": "USERNAME",
    "X": "ID_DOCUMENT", "Q": "IP_ADDRESS",
}
KEEP = {
    "o": "OFFICE_HOLDER", "g": "ORGANISATION", "m": "MAILBOX", "w": "SWITCHBOARD", "r": "REFERENCE",
    "a": "OFFICIAL_ADDRESS", "n": "NAME_IN_NAME", "d": "DATE",
}
MARK = re.compile(r"\{([A-Za-z]?)(\d*):([^{}]*)\}")


class Text:
    """A string with marked spans that move along when it is edited."""

    def __init__(self, s="", spans=None):
        self.s = s
        self.spans = spans or []
        self.row = False  # a table row, which is not wrapped

    def __add__(self, other):
        if isinstance(other, str):
            return Text(self.s + other, list(self.spans))
        n = len(self.s)
        moved = [{**p, "start": p["start"] + n, "end": p["end"] + n} for p in other.spans]
        return Text(self.s + other.s, self.spans + moved)

    def edit(self, edits):
        """Replaces (start, end, new) runs, which must not overlap; spans keep what they cover."""
        edits = sorted(edits)
        out, at = [], 0
        moves = []  # (start, end, new_start, new_end)
        size = 0
        for a, b, new in edits:
            if a < at:
                continue
            out.append(self.s[at:a])
            size += a - at
            moves.append((a, b, size, size + len(new)))
            out.append(new)
            size += len(new)
            at = b
        out.append(self.s[at:])

        def position(p, is_end):
            shift = 0
            for a, b, x, y in moves:
                if p < a or (is_end and p == a):
                    break
                if p >= b:
                    shift = y - b
                    continue
                return y if is_end else x
            return p + shift

        spans = []
        for p in self.spans:
            spans.append({**p, "start": position(p["start"], False), "end": position(p["end"], True)})
        return Text("".join(out), spans)

    def lines(self):
        """The lines, each with the spans that lie in it whole."""
        out, at = [], 0
        for line in self.s.split("\n"):
            end = at + len(line)
            inside = [{**p, "start": p["start"] - at, "end": p["end"] - at}
                      for p in self.spans if at <= p["start"] and p["end"] <= end]
            out.append(Text(line, inside))
            at = end + 1
        return out


def elfproef(digits):
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return sum(w * d for w, d in zip(weights, digits)) % 11 == 0


def bsn(rng, shape):
    """A number that passes the elfproef; shape: '9' plain, '.' dotted, '_' spaced, '8' without its leading zero."""
    while True:
        d = [0 if shape == "8" else rng.randint(1, 9)] + [rng.randint(0, 9) for _ in range(8)]
        if shape == "8" and d[1] == 0:
            continue
        if elfproef(d):
            break
    s = "".join(map(str, d))
    if shape == "8":
        return s[1:]
    if shape == ".":
        return "%s.%s.%s" % (s[:4], s[4:6], s[6:])
    if shape == "_":
        return "%s %s %s" % (s[:3], s[3:6], s[6:])
    return s


def iban(rng, shape):
    """A valid Dutch IBAN at the named bank; a trailing '-' leaves out the spaces."""
    bank, plain = shape.rstrip("-"), shape.endswith("-")
    account = "%010d" % rng.randint(100_000_000, 999_999_999)
    numeric = "".join(str(int(c, 36)) for c in bank + account + "NL00")
    s = "NL%02d%s%s" % (98 - int(numeric) % 97, bank, account)
    return s if plain else " ".join(s[i:i + 4] for i in range(0, len(s), 4))


def parse(s, rng, origins=None, filled=None):
    """The marked text of a part. `filled` remembers made-up numbers per person, so a repeat is the same."""
    out, at, spans, size = [], 0, [], 0
    filled = {} if filled is None else filled
    for m in MARK.finditer(s):
        code, entity, value = m.groups()
        out.append(s[at:m.start()])
        size += m.start() - at
        at = m.end()
        if value.startswith("?"):
            key = (code, entity, value)
            if key not in filled:
                filled[key] = bsn(rng, value[1:]) if code == "B" else iban(rng, value[1:])
            value = filled[key]
        if code in REDACT:
            span = {"start": size, "end": size + len(value), "type": REDACT[code], "action": "redact", "text": value}
            if entity:
                span["entity"] = int(entity)
                span["origin"] = (origins or {}).get(entity, "nl")
        else:
            span = {"start": size, "end": size + len(value), "type": KEEP[code], "action": "keep", "text": value}
        spans.append(span)
        out.append(value)
        size += len(value)
    out.append(s[at:])
    return Text("".join(out), spans)


def read_sources(path):
    """The documents of a source file as dicts: id, header, parts [(name, source lines)]."""
    docs = []
    for line in open(path, encoding="utf-8").read().split("\n"):
        if line.startswith("=== "):
            docs.append({"id": line[4:].strip(), "header": {}, "parts": []})
        elif not docs:
            continue
        elif re.fullmatch(r"---\w+", line):
            docs[-1]["parts"].append((line[3:], []))
        elif docs[-1]["parts"]:
            docs[-1]["parts"][-1][1].append(line)
        elif ":" in line:
            key, value = line.split(":", 1)
            docs[-1]["header"][key.strip()] = value.strip()
    for d in docs:
        for _, lines in d["parts"]:
            while lines and not lines[-1].strip():
                lines.pop()
    return docs


def seeded(*names):
    """A generator of random numbers that depends on nothing but these names."""
    return random.Random("/".join(names))
