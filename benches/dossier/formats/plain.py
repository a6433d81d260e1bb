"""Text, Markdown, JSON and CSV."""

import json
import textwrap


def lines(doc, width=92):
    """The document as lines of plain text."""
    out = []
    for kind, *text in doc.blocks:
        if kind == "kv":
            out.append(f"{text[0]}: {text[1]}")
        elif kind == "row":
            out.append("   ".join(text))
        elif kind == "line":
            out.append(text[0])
        elif kind == "li":
            out += textwrap.wrap("- " + text[0], width, break_long_words=False, break_on_hyphens=False)
        elif kind == "sign":
            out += ["", text[0], "", *text[1:]]
        elif kind == "p":
            out += ["", *textwrap.wrap(text[0], width, break_long_words=False, break_on_hyphens=False)]
        else:
            out += ["", text[0], ""]
    return out


def txt(doc):
    text = "\n".join(lines(doc)).strip("\n") + "\n"
    # Some stand in the encoding of older machines, where that knows their letters.
    if doc.rng.random() < 0.2:
        try:
            return text.replace("\n", "\r\n").encode("cp1252")
        except UnicodeEncodeError:
            pass
    return text.encode()


def md(doc):
    out = []
    table = False
    for kind, *text in doc.blocks:
        if kind == "row":
            out.append("| " + " | ".join(text) + " |")
            if not table:
                out.append("|" + " --- |" * len(text))
            table = True
            continue
        table = False
        if kind == "title":
            out += ["# " + text[0], ""]
        elif kind == "h":
            out += ["", "## " + text[0], ""]
        elif kind == "kv":
            out.append(f"**{text[0]}:** {text[1]}  ")
        elif kind == "li":
            out.append("* " + text[0])
        else:
            out += ["", "  \n".join(text), ""]
    return ("\n".join(out).strip() + "\n").encode()


def jsonl(doc):
    """A JSON file as systems export them: fields with names, the rest as text."""
    fields = {"dossier": doc.case.code}
    rows = [text for kind, *text in doc.blocks if kind == "row"]
    for kind, *text in doc.blocks:
        if kind == "kv":
            fields[text[0].lower().replace(" ", "_")] = text[1]
    if rows:
        fields["rijen"] = [dict(zip(rows[0], row)) for row in rows[1:]]
    fields["tekst"] = "\n".join(t for kind, *text in doc.blocks if kind not in ("kv", "row") for t in text)
    return json.dumps(fields, ensure_ascii=doc.rng.random() < 0.5, indent=1).encode()


def csv(doc):
    mark = doc.rng.choice(",;\t")
    quote = lambda cell: '"' + cell.replace('"', '""') + '"' if any(c in cell for c in f'{mark}"\n') else cell
    return "".join(mark.join(map(quote, row)) + "\r\n" for row in rows(doc)).encode("utf-8-sig" if doc.rng.random() < 0.5 else "utf-8")


def rows(doc):
    """The document as rows of cells."""
    return [list(text) for _, *text in doc.blocks]
