"""Seeks planted values in the output, in every form that a reader could read.

A text is taken as the sequence of its words, without case, accents and punctuation; a value is found where some words
in a row give its letters, whatever the spaces between them. So `J.de Vries`, `j. DEVRIES` and `J_de_Vries` are one value.
Texts are read as they are and with percent signs, quoted-printable and HTML entities undone.
"""

import html
import io
import json
import pathlib
import quopri
import re
import unicodedata
import zipfile
from urllib.parse import unquote

# The most words that a value is sought over.
SPAN = 10
SINGLE = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ß": "ss", "æ": "ae"})
WORD = re.compile(r"[^\W_]+")


def folded(text):
    text = text.translate(SINGLE)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


def squeezed(value):
    return "".join(WORD.findall(folded(value)))


class Index:
    """All values by their letters alone."""

    def __init__(self, values):
        self.exact = {}
        for n, value in enumerate(values):
            self.exact.setdefault(squeezed(value["value"]), []).append(n)
            if value["kind"] == "titled":
                continue
            for form in reversed_forms(value["value"], value["kind"]):
                self.exact.setdefault(form, []).append(n)
        # Which two letters a value begins with, and how long the longest of them is.
        self.heads = {}
        for form in self.exact:
            self.heads[form[:2]] = max(self.heads.get(form[:2], 0), len(form))
        # The same value, percent-encoded and the like, is met after decoding only.

    def seek(self, text, found):
        """Calls found(value number, place) for each value in a text."""
        text = folded(text)
        spans = [(m.start(), m.group()) for m in WORD.finditer(text)]
        for i, (start, word) in enumerate(spans):
            longest = self.heads.get(word[:2])
            if longest is None and len(word) > 1:
                continue
            joined = ""
            for _, part in spans[i:i + SPAN]:
                joined += part
                longest = self.heads.get(joined[:2], 99 if len(joined) < 2 else 0)
                if len(joined) > longest:
                    break
                for n in self.exact.get(joined, ()):
                    found(n, start)
        return text


def reversed_forms(value, kind):
    """A full name with the surname first."""
    if kind != "full":
        return []
    first, _, surname = value.partition(" ")
    return [squeezed(surname + first)]


def decoded(text):
    """A text, and what is left of it when one way of writing letters otherwise is undone."""
    yield text
    if re.search(r"%[0-9A-Fa-f]{2}", text):
        yield unquote(text, errors="replace")
    if re.search(r"=(?:[0-9A-F]{2}|\r?\n)", text):
        yield quopri.decodestring(text.encode()).decode("utf-8", "replace")
    if re.search(r"&(?:#\w+|\w+);", text):
        yield html.unescape(text)
    if re.search(r"\\u[0-9a-fA-F]{4}", text):
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)


def texts(path):
    """The texts in a file of the output."""
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            for name in file.namelist():
                yield re.sub(r"<[^>]+>", " ", file.read(name).decode("utf-8", "replace"))
        return
    text = data.decode("utf-8", "replace")
    if path.suffix == ".json":
        # Strings are read apart, so that no value runs from one into the next.
        yield from strings(json.loads(text))
    elif path.suffix == ".jsonl":
        for line in text.splitlines():
            yield from strings(json.loads(line))
    elif path.suffix in (".html", ".xml"):
        yield html.unescape(re.sub(r"<[^>]+>", " \u2028 ", text))
        yield text
    else:
        yield text


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def seek(out, values, entries):
    """All leaks: what, where, and what stands around it. `entries`: what each output was made of."""
    index, leaks, seen = Index(values), [], set()
    sources = [(str(p.relative_to(out)), p) for p in sorted(pathlib.Path(out).rglob("*"))]
    for where, path in sources:
        readings = [("name", path.name)]
        if path.is_file():
            readings += [("content", text) for text in texts(path)]
        for kind, whole in readings:
            for text in decoded(whole):
                hits = []
                plain = index.seek(text, lambda n, at: hits.append((n, at)))
                for n, at in hits:
                    if (where, n) in seen:
                        continue
                    seen.add((where, n))
                    entry = entries.get(where) or {}
                    leaks.append({
                        "value": values[n]["value"], "kind": values[n]["kind"], "where": where, "in": kind,
                        "own": n in (entry.get("plants") or ()), "path": entry.get("path"), "format": entry.get("format"),
                        "context": " ".join(plain[max(0, at - 60):at + 60].split()),
                    })
    return leaks
