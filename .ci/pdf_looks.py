"""What a page looks like, before and after: but for the lines of boxes nothing changes."""
import io, re, subprocess

import pikepdf, pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage

DPI = 80
# How far a pixel may stray from its neighbours in the other picture: glyphs are drawn anew, without hints.
STRAY = 90
# So many stray pixels are chance.
CHANCE = 6


def by_poppler(pdf, dpi):
    done = subprocess.run(["pdftoppm", "-cropbox", "-r", str(dpi), "-gray", str(pdf)], capture_output=True, timeout=300)
    data, pages = done.stdout, []
    while data:
        size = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        width, height = int(size[1]), int(size[2])
        end = size.end() + width * height
        pages.append(Image.open(io.BytesIO(data[:end])))
        data = data[end:]
    return pages


def by_pdfium(pdf, dpi):
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


PAINTERS = {"poppler": by_poppler, "pdfium": by_pdfium}


def curves(page):
    return [curve for curve in all_of(page, LTCurve) if curve.fill]


def boxes(before, after):
    """The filled rectangles of each page that were not there before, from its bottom left, in points."""
    for old, new in zip(extract_pages(before), extract_pages(after)):
        known = [c.bbox for c in curves(old)]
        same = lambda a, b: all(abs(x - y) < 0.5 for x, y in zip(a, b))
        yield new, [c for c in curves(new) if not any(same(c.bbox, k) for k in known)]


def allowed(page, found, size):
    """Where the picture may differ: on the lines of boxes. What stands behind a box moves up, and where a
    line was stretched to the margin, the gaps in front of the box would tell how wide the name was."""
    mask = Image.new("L", size, 255)
    draw, scale = ImageDraw.Draw(mask), size[0] / page.width
    for box in found:
        x0, y0, x1, y1 = box.bbox
        slanted = not getattr(box, "pts", None) or len({round(x) for x, _ in box.pts}) > 2
        if not slanted:
            x0, x1, y0, y1 = (0, page.width, y0, y1) if x1 - x0 >= y1 - y0 else (x0, x1, 0, page.height)
        y0, y1 = page.height - y1, page.height - y0
        draw.rectangle([v * scale for v in (x0 - 3, y0 - 4, x1 + 3, y1 + 4)], fill=0)
    return mask


def stray(one, other):
    """Pixels of one that no near pixel of the other explains."""
    low, high = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    over = ImageChops.lighter(ImageChops.subtract(one, high), ImageChops.subtract(low, one))
    return over.point(lambda v: 255 if v > STRAY else 0)


def frames(pdf):
    """Pages with a text box laid over them: pdfium puts a frame around it that is not in the file."""
    with pikepdf.open(pdf) as document:
        return {n for n, page in enumerate(document.pages, 1) if "/FreeText" in [a.get("/Subtype") for a in page.get("/Annots", [])]}


def letters_under_boxes(before, after):
    """Of a page that is an image: what was read under a box of the next line."""
    found = ""
    for page, (_, new) in zip(extract_pages(before), boxes(before, after)):
        inside = lambda c: any(b.x0 - 2 < (c.x0 + c.x1) / 2 < b.x1 + 2 and b.y0 - 2 < (c.y0 + c.y1) / 2 < b.y1 + 2 for b in new)
        if any(i.width * i.height > page.width * page.height / 2 for i in all_of(page, LTImage)):
            found += "".join(c.get_text() for c in all_of(page, LTChar) if inside(c))
    return found


def all_of(container, kind):
    for thing in container:
        if isinstance(thing, kind):
            yield thing
        elif isinstance(thing, LTContainer):
            yield from all_of(thing, kind)


def differences(before, after, keep=None):
    """Pages that look different outside their boxes, by each painter."""
    layout = list(boxes(before, after))
    for painter, paint in PAINTERS.items():
        old, new = paint(before, DPI), paint(after, DPI)
        if len(old) != len(new):
            yield f"{painter}: {len(old)} pages before, {len(new)} after"
            continue
        for n, (a, b, (page, found)) in enumerate(zip(old, new, layout), 1):
            if painter == "pdfium" and n in frames(before):
                continue
            if abs(a.width - b.width) > 1 or abs(a.height - b.height) > 1:
                yield f"{painter}: page {n} has another size"
                continue
            b = b.crop((0, 0, *a.size))
            wrong = ImageChops.lighter(stray(a, b), stray(b, a))
            wrong = ImageChops.multiply(wrong, allowed(page, found, a.size))
            pixels = wrong.histogram()[255]
            if pixels > CHANCE:
                yield f"{painter}: page {n} looks different in {pixels} pixels around {wrong.getbbox()}"
                if keep:
                    Image.merge("RGB", (ImageChops.invert(wrong), a, b)).save(keep / f"{after.stem}-{painter}-{n}.png")


def read_aloud(pdf):
    """What an optical reader makes of the pages, and of each image in the file, shown or not."""
    pictures = by_pdfium(pdf, 250)
    with pikepdf.open(pdf) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and "/Width" in thing and "/Height" in thing:
                try:
                    picture = pikepdf.PdfImage(thing).as_pil_image().convert("L")
                except Exception:
                    # Without an image header (a stencil, an odd filter): only the pages can be looked at.
                    continue
                large = max(1, 60 // max(1, picture.height))
                picture = picture.resize((picture.width * large, picture.height * large), Image.Resampling.BICUBIC)
                pictures.append(ImageOps.expand(picture, 20, 255))
    return "\f".join(map(recognised, pictures))


def recognised(picture):
    data = io.BytesIO()
    picture.save(data, "PNG")
    command = ["tesseract", "-", "-", "-l", "nld", "--psm", "6"]
    return subprocess.run(command, input=data.getvalue(), capture_output=True).stdout.decode(errors="replace")
