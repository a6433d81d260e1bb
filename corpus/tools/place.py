"""Finds the marked mentions of a true text in what OCR made of it: by their letters and digits with a
few edits allowed, and of several places by the likeness of what stands around them."""
import unicodedata

LOOKALIKE = str.maketrans("1i058" "9", "llosb" "g")
CONTEXT = 24


def folded(text):
    """Letters and digits, look-alikes folded, each with where it stands."""
    chars, at = [], []
    for i, c in enumerate(text):
        if not c.isalnum():
            continue
        for f in unicodedata.normalize("NFKD", c).lower().translate(LOOKALIKE):
            if not unicodedata.combining(f):
                chars.append(f)
                at.append(i)
    return chars, at


def find(pattern, text, most):
    """(start, end, distance) of each place within `most` edits."""
    column = [(i, 0) for i in range(len(pattern) + 1)]
    hits = []
    for j, c in enumerate(text):
        diagonal, column[0] = column[0], (0, j + 1)
        for i in range(1, len(pattern) + 1):
            options = [(diagonal[0] + (pattern[i - 1] != c), -diagonal[1]),
                       (column[i][0] + 1, -column[i][1]), (column[i - 1][0] + 1, -column[i - 1][1])]
            diagonal = column[i]
            d, s = min(options)
            column[i] = (d, -s)
        d, s = column[-1]
        if d <= most:
            if hits and s < hits[-1][1]:
                if d < hits[-1][2]:
                    hits[-1] = (s, j + 1, d)
            else:
                hits.append((s, j + 1, d))
    return hits


def likeness(a, b):
    if not a and not b:
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        new = [i]
        for j, y in enumerate(b, 1):
            new.append(min(row[j - 1] + (x != y), row[j] + 1, new[-1] + 1))
        row = new
    return 1 - row[-1] / max(len(a), len(b))


def place(truth, read):
    """The spans of the truth that can be found in `read`; the others are reported."""
    fc, fa = folded(truth.s)
    tc, ta = folded(read)
    candidates, homes = [], []
    for n, s in enumerate(truth.spans):
        here = [k for k, i in enumerate(fa) if s["start"] <= i < s["end"]]
        homes.append((here[0], here[-1] + 1) if here else None)
        if not here:
            continue
        a, b = homes[-1]
        short = b - a < 5
        for start, end, d in find(fc[a:b], tc, 0 if short else (b - a) * 4 // 10):
            one = likeness(fc[max(0, a - CONTEXT):a], tc[max(0, start - CONTEXT):start])
            two = likeness(fc[b:b + CONTEXT], tc[end:end + CONTEXT])
            if (short or d * 5 > b - a) and max(one, two) < 0.5:
                continue
            candidates.append((-(2 * (1 - d / (b - a)) + max(one, two) + min(one, two) / 2), n, start, end))
    taken, found = [], {}
    for _, n, start, end in sorted(candidates):
        if n not in found and all(end <= x or y <= start for x, y in taken):
            found[n] = (start, end)
            taken.append((start, end))
    out = []
    for n, s in enumerate(truth.spans):
        if n not in found:
            print("  not in the text as read:", s["type"], s["text"])
            continue
        start, end = ta[found[n][0]], ta[found[n][1] - 1] + 1
        if read[start:end].casefold() != s["text"].casefold():
            # A damaged mention: what stands against it is the rest of it.
            while start > 0 and read[start - 1].isalnum():
                start -= 1
            while end < len(read) and read[end].isalnum():
                end += 1
        span = {**s, "start": start, "end": end, "text": read[start:end]}
        if " ".join(span["text"].split()) != s["text"]:
            span["orig"] = s["text"]
        out.append(span)
    return sorted(out, key=lambda s: s["start"])


def readable(value, read):
    """Whether a value can still be read, give or take a look-alike and one letter in ten."""
    value, read = value.replace("rn", "m"), read.replace("rn", "m")
    pattern = folded(value)[0]
    return bool(find(pattern, folded(read)[0], len(pattern) // 10))
