"""The PDFs and the truly OCR'd texts: typeset with LibreOffice; for scans also rendered with pdftoppm,
degraded, and read with Tesseract (nld). `form:` of a source says which: pdf, scan or ocr; `dpi:` and
`noise:` how good the scan is. Only this file needs those programs; its results are committed."""
import glob
import os
import re
import shutil
import subprocess
import tempfile

from fields import fields_of
from fodt import fodt
from markup import Text, parse, seeded
from page import part_lines
from place import place, readable


def truth_of(doc):
    """The true text, part after part, page breaks and running heads left out."""
    h = doc["header"]
    origins = dict(x.split("=") for x in h.get("who", "").split())
    filled, headings = {}, []
    text = Text()
    rng = seeded(doc["id"], "layout")
    for name, lines in doc["parts"]:
        if name == "run":
            continue
        for line in part_lines(doc, lines, rng, origins, filled, headings):
            if line.s != "%%page":
                text = text + line + "\n"
    for s in text.spans:
        s["text"] = text.s[s["start"]:s["end"]]
    text.spans.sort(key=lambda p: (p["start"], p["end"]))
    return text, headings, filled


def run(*command, **more):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def typeset(docs, folder):
    """All documents as PDF, in one run of LibreOffice."""
    for doc in docs:
        _, _, filled = truth_of(doc)
        rng = seeded(doc["id"], "layout")
        value = lambda m, filled=filled: parse(m.group(0), rng, None, filled).s
        with open(os.path.join(folder, doc["id"] + ".fodt"), "w", encoding="utf-8") as f:
            f.write(fodt(doc, value))
    files = [os.path.join(folder, d["id"] + ".fodt") for d in docs]
    profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})


def degrade(path, out, level, rng):
    """A page image as a scanner would give it: grey, askew, blurred, speckled."""
    import numpy
    from PIL import Image, ImageFilter

    image = Image.open(path).convert("L")
    skew, blur, grain, specks, black = {
        "light": (0.25, 0.4, 6, 40, 225), "medium": (0.6, 0.7, 14, 250, 205), "heavy": (1.0, 0.9, 24, 700, 190),
    }[level]
    image = image.rotate(rng.uniform(-skew, skew), resample=Image.BICUBIC, fillcolor=255)
    image = image.filter(ImageFilter.GaussianBlur(blur))
    pixels = numpy.asarray(image).astype("float32")
    seed = numpy.random.default_rng(rng.randrange(1 << 30))
    pixels += seed.normal(0, grain, pixels.shape)
    for _ in range(specks):
        y, x, r = rng.randrange(pixels.shape[0] - 3), rng.randrange(pixels.shape[1] - 3), rng.randrange(1, 3)
        pixels[y:y + r, x:x + r] = rng.choice([0, 60, 255])
    # One bit a pixel keeps the files small and hurts the letters the way an office copier does.
    bits = Image.fromarray(((pixels > black - 45) * 255).astype("uint8")).convert("1")
    bits.save(out, dpi=(int(rng.dpi), int(rng.dpi)), compression="group4")


def scan(doc, pdf, folder):
    """The page images of a PDF, degraded, as one TIFF."""
    h = doc["header"]
    dpi = h.get("dpi", "200")
    rng = seeded(doc["id"], "scan")
    rng.dpi = dpi
    base = os.path.join(folder, doc["id"] + "-page")
    run("pdftoppm", "-r", dpi, "-gray", pdf, base)
    pages = []
    for path in sorted(glob.glob(base + "-*.pgm")):
        out = path[:-4] + ".tif"
        degrade(path, out, h["noise"], rng)
        pages.append(out)
    listing = base + ".txt"
    with open(listing, "w") as f:
        f.write("\n".join(pages) + "\n")
    return listing, dpi


def unreadable(fields, read, printed):
    """Takes out the values that the scan has lost: there the right answer is none."""
    lost = []
    for name in ("recipients", "sender"):
        kept = [v for v in fields[name] or [] if readable(v, read)]
        if len(kept) < len(fields[name] or []):
            fields[name] = kept or (None if name == "sender" else [])
            lost.append(name)
    for name in ("kenmerk", "uw_kenmerk", "subject"):
        if fields[name] and not readable(fields[name], read):
            fields[name] = None
            lost.append(name)
    if fields["date"] and not any(readable(v, read) for v in printed):
        fields["date"] = None
        lost.append("date")
    return lost


def settle(path):
    """Takes the time of making out of a PDF, byte for byte in its place, so that a rebuild changes little."""
    with open(path, "rb") as f:
        data = f.read()
    data = re.sub(rb"(/CreationDate ?\(D:)\d{14}", rb"\g<1>20240101120000", data)
    data = re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)", b"0" * 32, data)
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)
    with open(path, "wb") as f:
        f.write(data)


def build_pdfs(docs, root):
    from build import check, gold_of, printed_forms, write_gold

    work = tempfile.mkdtemp(prefix="corpus-")
    try:
        for doc in docs:
            text, headings, _ = truth_of(doc)
            check(doc, text, fields_of(doc["header"], headings))
        typeset(docs, work)
        for doc in docs:
            h = doc["header"]
            text, headings, _ = truth_of(doc)
            fields = fields_of(h, headings)
            pdf = os.path.join(work, doc["id"] + ".pdf")
            form, noise = h["form"], h.get("noise", "clean")
            out = os.path.join(root, "text" if form == "ocr" else form, h["genre"], doc["id"])
            os.makedirs(os.path.dirname(out), exist_ok=True)
            more = {"made": {"pdf": "LibreOffice", "scan": "Tesseract", "ocr": "Tesseract"}[form]}
            spans = text.spans
            if form == "pdf":
                shutil.copyfile(pdf, out + ".pdf")
            else:
                pages, dpi = scan(doc, pdf, work)
                kind = "pdf" if form == "scan" else "txt"
                run("tesseract", pages, out, "-l", "nld", "--dpi", dpi, kind, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
                more["dpi"] = int(dpi)
                if form == "ocr":
                    with open(out + ".txt", encoding="utf-8") as f:
                        read = f.read()
                    spans = place(text, read)
                else:
                    read = subprocess.run(["pdftotext", out + ".pdf", "-"], check=True, capture_output=True).stdout.decode()
                lost = unreadable(fields, read, printed_forms({**fields, "kenmerk": None, "uw_kenmerk": None}))
                if lost:
                    more["unreadable"] = lost
            if form != "ocr":
                more["truth"] = text.s
            if form != "ocr":
                settle(out + ".pdf")
            write_gold(out + ".gold.json", gold_of(doc, noise, spans, fields, **more))
            print(doc["id"], flush=True)
    finally:
        shutil.rmtree(work)
