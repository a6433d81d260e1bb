"""A PDF as other programs read it: its text, and every carrier of bytes in it."""
import re, subprocess, tempfile, pathlib

import pikepdf, pypdfium2
from pdfminer.high_level import extract_text

HARMLESS = re.compile(r"ICC support is not available|^page |^\s*$")


def call(*command):
    """What a command prints, and what it complains of."""
    done = subprocess.run([str(c) for c in command], capture_output=True, timeout=300)
    lines = done.stderr.decode(errors="replace").splitlines()
    return done.stdout, [line for line in lines if not HARMLESS.search(line)]


def printed(*command):
    return call(*command)[0].decode(errors="replace")


def by_pdfium(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage() for page in document]
        return "\f".join(page.get_text_range() for page in pages)


READERS = {
    "pdftotext": lambda pdf: printed("pdftotext", pdf, "-"),
    "pdftotext -raw": lambda pdf: printed("pdftotext", "-raw", pdf, "-"),
    "pdftotext -layout": lambda pdf: printed("pdftotext", "-layout", pdf, "-"),
    "mutool": lambda pdf: printed("mutool", "draw", "-q", "-F", "txt", pdf),
    "pdfium": by_pdfium,
    "pdfminer": lambda pdf: extract_text(pdf),
}


def texts(pdf):
    return {name: read(pdf) for name, read in READERS.items()}


def carriers(pdf):
    """Every name, string and stream, as several programs unpack them."""
    yield "raw bytes", pdf.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        clean = pathlib.Path(folder, "clean.pdf")
        call("mutool", "clean", "-d", "-a", pdf, clean)
        yield "mutool clean", clean.read_bytes() if clean.exists() else b""
    yield "qpdf --qdf", call("qpdf", "--qdf", "--object-streams=disable", "--preserve-unreferenced", pdf, "-")[0]
    yield "pdfinfo", call("pdfinfo", pdf)[0]
    for what in ("-meta", "-js", "-dests", "-struct-text"):
        yield f"pdfinfo {what}", call("pdfinfo", what, pdf)[0]
    yield "pdfdetach", call("pdfdetach", "-list", pdf)[0]
    with pikepdf.open(pdf) as document:
        for thing in [document.trailer, *document.objects]:
            for value in values(thing, 50):
                yield "an object, by pikepdf", value


def values(thing, depth):
    if depth == 0 or thing is None:
        return
    if isinstance(thing, pikepdf.Stream):
        try:
            yield thing.read_bytes()
        except pikepdf.PdfError:
            yield thing.read_raw_bytes()
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
        yield str(thing).encode()
    elif isinstance(thing, pikepdf.Name):
        yield str(thing).encode()
    elif isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in thing.items():
            yield key.encode()
            if not getattr(value, "is_indirect", False):
                yield from values(value, depth - 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from values(value, depth - 1)


def complaints(pdf):
    """What is wrong with the file itself."""
    out = printed("qpdf", "--check", pdf)
    check = call("qpdf", "--check", pdf)[1] + [line for line in out.splitlines() if "WARNING" in line]
    found = [f"qpdf: {line}" for line in check]
    for command in (["pdfinfo", pdf], ["pdftotext", pdf, "-"], ["mutool", "draw", "-q", "-F", "txt", pdf], ["mutool", "info", pdf]):
        found += [f"{command[0]}: {line}" for line in call(*command)[1]]
    return found


def forms(value):
    """The bytes in which a value can stand, in small letters."""
    joined = re.sub(r"\s+", "", value)
    for text in {value, joined, value.replace(" ", "%20"), value.replace(" ", "#20")}:
        plain, wide = text.encode(), text.encode("utf-16-be")
        yield from (plain, plain[::-1], wide, text.encode("utf-16-le"))
        yield from (plain.hex().encode(), wide.hex().encode())
        yield " ".join(text).encode()
        yield "".join(f"\\{b:03o}" for b in plain).encode()
        if text.encode("latin-1", "ignore").decode("latin-1") == text:
            yield text.encode("latin-1")


def words_of(value):
    """A value, and its words that are long enough to be sought alone."""
    return [value, *(word for word in re.split(r"[\s-]+", value) if len(word) > 4 and word != value)]


class Seeker:
    """Seeks values in text and bytes."""

    def __init__(self, sought):
        self.sought = [v for v in sought if len(re.sub(r"\W", "", v)) > 3]
        needles = {re.escape(form.lower()) for v in self.sought if len(v) > 5 for form in forms(v)}
        self.needles = re.compile(b"|".join(sorted(needles)) or b"(?!)")

    def in_bytes(self, data):
        return bool(self.needles.search(data.lower()))

    def in_text(self, text):
        """Which values stand in a text as words, in whatever way it is broken into lines."""
        flat = re.sub(r"\s+", " ", text)
        whole = lambda v: r"(?<!\w)" + r"\s?".join(map(re.escape, re.sub(r"\s+", "", v))) + r"(?!\w)"
        # Of a short one the capitals count: it may be another word without them.
        flags = lambda v: re.I if len(v) > 5 else 0
        return [v for v in self.sought if re.search(whole(v), flat, flags(v))]
