"""PDFs with a text layer, written by hand: Helvetica, a few pages, streams packed or not."""

import zlib

from .plain import lines

# Letters that the usual encoding lacks stand at bytes that it leaves free.
EXTRA = {"ı": (129, "dotlessi"), "ğ": (141, "gbreve"), "ş": (143, "scedilla"), "Ş": (144, "Scedilla"), "ł": (157, "lslash"),
         "ą": (1, "aogonek"), "ó": (243, "oacute"), "ễ": (2, "uni1EC5"), "ầ": (3, "uni1EA7"), "Đ": (4, "Dcroat"), "đ": (5, "dcroat")}


def text(line):
    out = bytearray()
    for c in line:
        byte = EXTRA[c][0] if c in EXTRA else c.encode("cp1252")[0]
        if byte in b"()\\":
            out += b"\\"
        if byte < 32:
            out += b"\\%03o" % byte
        else:
            out.append(byte)
    return bytes(out)


def pdf(doc):
    rng = doc.rng
    packed = rng.random() < 0.5
    all_lines, pages = lines(doc, 88), []
    room = 48
    for at in range(0, len(all_lines), room):
        pages.append(all_lines[at:at + room])
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", None]
    differences = " ".join(f"{code} /{name}" for code, name in sorted(EXTRA.values()))
    objects[2] = (f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[{differences}]>>>>").encode()
    kids = []
    for number, page in enumerate(pages, 1):
        content = [b"BT /F 10 Tf 14 TL 60 780 Td"]
        for line in page:
            content.append(b"(" + text(line) + b") Tj T*")
        content.append(b"ET BT /F 8 Tf 60 40 Td (Pagina %d van %d) Tj ET" % (number, len(pages)))
        data = b"\n".join(content)
        filtered = b""
        if packed:
            data, filtered = zlib.compress(data, 1), b"/Filter/FlateDecode"
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), filtered, data))
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % len(objects))
        kids.append(len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    info = b"<</Title(%s)/Author(%s)>>" % (text(doc.genre), text(doc.cast[0].full))
    objects.append(info)
    out, places = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(objects), start)
    return bytes(out)
