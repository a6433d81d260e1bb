"""Files that can't be read, each in its own way."""

import struct

from . import archive, office, pdf


def broken(doc, kind):
    """Its bytes, and the extension that it pretends to have."""
    rng = doc.rng
    if kind == "cut docx":
        return half(office.docx(doc)), "docx"
    if kind == "cut xlsx":
        return half(office.xlsx(doc)), "xlsx"
    if kind == "cut pdf":
        # So little is left that no page is in it.
        return pdf.pdf(doc)[:200], "pdf"
    if kind == "cut zip":
        return half(archive.zipped([("nota.docx", office.docx(doc))])), "zip"
    if kind == "noise pdf":
        return noise(rng), "pdf"
    if kind == "noise docx":
        return noise(rng), "docx"
    if kind == "empty":
        return b"", rng.choice(("txt", "pdf", "docx"))
    if kind == "password":
        return compound(rng), rng.choice(("docx", "xlsx"))
    raise ValueError(kind)


KINDS = ["cut docx", "cut xlsx", "cut pdf", "cut zip", "noise pdf", "noise docx", "empty", "password"]


def half(data):
    return data[:len(data) // 2]


def noise(rng):
    return b"\x00\xff\xfe\x01" + rng.randbytes(rng.randrange(500, 4000))


def compound(rng):
    """What office programs save with a password: a compound file with an encrypted package."""
    sector = 512
    streams = [("EncryptionInfo", rng.randbytes(4096)), ("EncryptedPackage", rng.randbytes(4096 + 8))]
    table, data, entries = [], b"", []
    for name, content in streams:
        start, count = len(table), -(-len(content) // sector)
        table += [start + n + 1 for n in range(count - 1)] + [0xFFFFFFFE]
        data += content.ljust(count * sector, b"\0")
        entries.append((name, 2, start, len(content)))
    folder = len(table)
    table.append(0xFFFFFFFE)
    fat = len(table)
    table.append(0xFFFFFFFD)

    def entry(name, kind, start, size, left=0xFFFFFFFF, right=0xFFFFFFFF, child=0xFFFFFFFF):
        text = (name + "\0").encode("utf-16-le") if name else b""
        return text.ljust(64, b"\0") + struct.pack("<HBBIII16sIQQIQ", len(text), kind, 1, left, right, child, b"", 0, 0, 0, start, size)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + entry(*entries[0], right=2) + entry(*entries[1]) + entry("", 0, 0, 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6sIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, b"", 0, 1, folder, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", fat) + b"\xff" * (4 * 108)
    return head + data + directory + b"".join(struct.pack("<I", n) for n in table).ljust(sector, b"\xff")
