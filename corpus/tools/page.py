"""Lays a source out as plain text, the way text comes out of a reader: in one column,
with the colofon behind the body, or woven into it."""
import re
import textwrap

from markup import Text, parse

WIDTH = 80


def cells(line):
    return [c.strip() for c in line.strip().strip("|").split("|")]


def table(rows, parse_cell, style):
    """Rows of cells as text: 'columns' pads them, 'cells' gives each cell a line."""
    parsed = [[parse_cell(c) for c in r] for r in rows]
    out = []
    if style == "cells":
        for r in parsed:
            out += [c for c in r if c.s]
        return out
    widths = [max(len(r[i].s) for r in parsed if i < len(r)) for i in range(max(map(len, parsed)))]
    for r in parsed:
        line = Text()
        for i, c in enumerate(r):
            line = line + c
            if i + 1 < len(r):
                line = line + " " * (widths[i] - len(c.s) + 3)
        out.append(line)
    return out


def wrap(line, width):
    """Breaks a long line at spaces; a space becomes a line feed, so no offset moves."""
    if len(line.s) <= width or line.row:
        return line
    chars, at = list(line.s), 0
    for piece in textwrap.wrap(line.s, width, break_long_words=False, break_on_hyphens=False,
                               drop_whitespace=True)[:-1]:
        at = line.s.index(piece, at) + len(piece)
        if at < len(chars) and chars[at] == " ":
            chars[at] = "\n"
    return Text("".join(chars), line.spans)


def part_lines(doc, lines, rng, origins, filled, headings):
    """The parsed lines of a part; notes headings; tables flattened; footnotes at the end."""
    out, rows, notes = [], [], []
    style = doc["header"].get("table", "columns")

    def one(s):
        return parse(s, rng, origins, filled)

    def flush():
        if rows:
            flat = table(rows, one, style)
            for line in flat:
                line.row = True
            out.extend(flat)
            rows.clear()

    for raw in lines:
        if raw.startswith("|"):
            rows.append(cells(raw))
            continue
        flush()
        for m in re.finditer(r"\^\[(.*?)\]", raw):
            notes.append(m.group(1))
        raw = re.sub(r"\^\[.*?\]", lambda m, n=len(notes): str(n), raw)
        if raw.startswith("# "):
            line = one(raw[2:])
            headings.append(line.s)
        else:
            line = one(raw)
        out.append(line)
    flush()
    for n, note in enumerate(notes, 1):
        out.append(one("%d %s" % (n, note)))
    return out


def weave(body, column, rng):
    """Puts colofon lines between and behind body lines, as text extraction does."""
    out = []
    column = [c for c in column if c.s.strip()]
    start = rng.randint(0, min(6, max(0, len(body) - 2 * len(column))))
    for i, line in enumerate(body):
        cut = any("\n" in p["text"] for p in line.spans)
        take = i >= start and column and line.s.strip() and not cut and rng.random() < 0.75
        if take:
            c = column.pop(0)
            if rng.random() < 0.5 and len(line.s) > 30:
                out.append(line + " " + c)
            else:
                out += [line, c]
        else:
            out.append(line)
    return out + column


def syllable(word):
    """Where a word may be cut, nearest its middle: before a consonant that a vowel follows."""
    places = [i for i in range(3, len(word) - 2)
              if word[i] not in "aeiouyhj" and word[i + 1] in "aeiouy" and word[i - 1:i + 1] not in ("sc", "ng")]
    return min(places, key=lambda i: abs(2 * i - len(word)), default=None)


def hyphenate(t, rng):
    """Cuts some words at a line end."""
    edits = []
    for m in re.finditer(r"\n([a-z]{8,}) ", t.s):
        cut = syllable(m.group(1))
        if cut and rng.random() < 0.4:
            edits.append((m.start(), m.end(), " " + m.group(1)[:cut] + "-\n" + m.group(1)[cut:] + " "))
    return t.edit(edits)


def split_wrapped(lines, width, rng):
    """Wrapped lines as separate lines; a line whose break falls in a mention stays in one piece."""
    out = []
    for line in lines:
        w = wrap(line, width)
        if rng:
            w = hyphenate(w, rng)
        whole = w.lines()
        if sum(len(x.spans) for x in whole) == len(w.spans):
            out += whole
        else:
            out.append(w)
    return out


def as_text(doc, rng):
    """The document as (Text, headings)."""
    h = doc["header"]
    origins = dict(x.split("=") for x in h.get("who", "").split())
    filled, headings = {}, []
    width = int(h.get("wrap", WIDTH))
    layout = h.get("layout", "linear")
    run = []
    parts = []
    for name, lines in doc["parts"]:
        parsed = part_lines(doc, lines, rng, origins, filled, headings if name != "run" else [])
        if name == "run":
            run = parsed
        else:
            parts.append((name, parsed))
    pages = 1 + sum(line.s == "%%page" for _, ls in parts for line in ls)
    page = [1]

    def page_end(line):
        if line.s != "%%page":
            return [line]
        foot = [Text("Pagina %d van %d" % (page[0], pages))] if h.get("foot", "yes") == "yes" else []
        page[0] += 1
        return [Text("")] + foot + [Text("\f")] + run + [Text("")]

    out = []
    column = [line for name, ls in parts if name == "col" for line in ls]
    for name, ls in parts:
        if name == "col" and layout != "linear":
            continue
        flat = [x for line in ls for x in page_end(line)]
        if name == "body":
            flat = split_wrapped(flat, width, rng if h.get("noise", "clean") != "clean" else None)
            if layout == "weave":
                flat = weave(flat, list(column), rng)
            elif layout == "after":
                flat = flat + [Text("")] + column
        if out:
            out.append(Text(""))
        out += flat
    if pages > 1 and h.get("foot", "yes") == "yes":
        out += [Text(""), Text("Pagina %d van %d" % (pages, pages))]
    text = Text()
    for i, line in enumerate(out):
        text = text + (line if i == 0 else Text("\n") + line)
    text = text + "\n"
    return text, headings
