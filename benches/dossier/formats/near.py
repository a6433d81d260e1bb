"""Near copies: the same document with another header, or read by OCR once more."""

CONFUSED = {"e": "c", "l": "1", "o": "0", "i": "l", "n": "u", "c": "e", "d": "cl", "m": "rn", "s": "5"}


def changed_header(rng, lines):
    head = ["ONTVANGEN " + str(rng.randrange(1, 29)) + " MEI 2024", f"Registratie {rng.randrange(1000, 9999)}", ""]
    return head + lines


def ocr(rng, lines, share=0.006):
    """Some letters misread, some spaces lost."""
    out = []
    for line in lines:
        letters = []
        for c in line:
            if rng.random() < share:
                c = CONFUSED.get(c, "" if c == " " else c)
            letters.append(c)
        out.append("".join(letters))
    return out


def near(doc):
    from .plain import lines
    text = lines(doc)
    text = changed_header(doc.rng, text) if doc.rng.random() < 0.5 else ocr(doc.rng, text)
    return ("\n".join(text) + "\n").encode()
