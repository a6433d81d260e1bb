"""RTF and HTML."""

from html import escape


def rtf(doc):
    def text(piece):
        out = []
        for c in piece:
            if c in "\\{}":
                out.append("\\" + c)
            elif ord(c) < 128:
                out.append(c)
            elif ord(c) < 256:
                out.append(f"\\'{ord(c):02x}")
            else:
                out.append(f"\\u{ord(c)}?")
        return "".join(out)

    out = ["{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}{\\info{\\author " + text(doc.cast[0].full) + "}}"]
    for kind, *pieces in doc.blocks:
        if kind == "row":
            out.append("\\trowd" + "".join(f"\\cellx{2000 * (n + 1)}" for n in range(len(pieces))))
            out.append("".join(f"\\intbl {text(piece)}\\cell " for piece in pieces) + "\\row")
        elif kind == "kv":
            out.append(f"{{\\b {text(pieces[0])}:}} {text(pieces[1])}\\par")
        elif kind in ("title", "h"):
            out.append(f"{{\\b\\fs28 {text(pieces[0])}}}\\par")
        else:
            out += [f"{text(piece)}\\par" for piece in pieces]
    return ("\n".join(out) + "}").encode("ascii")


def entities(text):
    """Letters outside ASCII as numbers, as mail programs write them."""
    return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in escape(text))


def html(doc):
    write = entities if doc.rng.random() < 0.5 else escape
    out = ["<!DOCTYPE html><html lang=nl><head><meta charset=utf-8><title>", write(doc.genre), "</title><style>p { margin: 1em }</style></head><body>"]
    pending = False
    for kind, *text in doc.blocks:
        if kind in ("row", "kv"):
            if not pending:
                out.append("<table>")
            pending = True
            out.append("<tr>" + "".join(f"<td>{write(cell)}</td>" for cell in text) + "</tr>")
            continue
        if pending:
            out.append("</table>")
            pending = False
        tag = {"title": "h1", "h": "h2", "li": "li"}.get(kind, "p")
        out += [f"<{tag}>{write(piece)}</{tag}>" for piece in text]
    if pending:
        out.append("</table>")
    out.append("</body></html>")
    return "\n".join(out).encode()
