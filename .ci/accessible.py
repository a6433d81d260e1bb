"""Judges redacted PDFs by rules of PDF/UA-1 and PDF/A-2b, as veraPDF has them.

    accessible.py FILE...

What must hold for every file of ours is judged always; what only some files can meet (fonts that
are embedded, colours of no press) is judged where the file claims it. Numbers are the clauses of
ISO 14289-1 (UA) and ISO 19005-2 (A). Needs pikepdf. Exit 1 with a line for each rule that is
broken.
"""

import re
import sys
from collections import Counter

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

HEADINGS = [f"/H{n}" for n in range(1, 7)]
KNOWN_TAGS = {"/Document", "/Sect", "/P", "/Span", *HEADINGS}
OPERATORS = set(
    "b B b* B* BDC BMC BT c cm cs CS d d0 d1 Do EMC ET f F f* g G gs h i j J k K l m M n q Q re "
    "rg RG ri s S sc SC scn SCN sh T* Tc Td TD Tf TJ Tj TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
PAINT = set("b B b* B* f F f* s S sh Do Tj TJ ' \" INLINE IMAGE".split())
BLEND = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
    "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion",
    "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class Judged:
    """A file, and the rules it breaks."""

    def __init__(self, path):
        self.raw = open(path, "rb").read()
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.xmp = bytes(self.root.Metadata.read_bytes()).decode() if "/Metadata" in self.root else ""
        self.claims_a = "<pdfaid:part>2<" in self.xmp
        self.claims_ua = "<pdfuaid:part>1<" in self.xmp
        self.broken = Counter()
        self.parents = {}  # the parent tree: by page, the elements of its marks

    def must(self, holds, rule, what):
        if not holds:
            self.broken[f"{rule}: {what}"] += 1
        return holds

    def a(self, holds, rule, what):
        if self.claims_a:
            self.must(holds, f"A {rule}", what)

    def ua(self, holds, rule, what):
        if self.claims_ua:
            self.must(holds, f"UA {rule}", what)

    def objects(self):
        for obj in self.pdf.objects:
            yield obj
            stack = [obj]
            while stack:
                one = stack.pop()
                inner = one.values() if isinstance(one, (Dictionary, Stream)) else one
                if not isinstance(one, (Array, Dictionary, Stream)):
                    continue
                for value in inner:
                    if isinstance(value, (Array, Dictionary)) and not value.is_indirect:
                        yield value
                        stack.append(value)


def file_structure(j):
    raw = j.raw
    j.must(re.match(rb"%PDF-1\.[0-7][\r\n]", raw), "A 6.1.2-1", "header at the first byte")
    mark = re.match(rb"[^\r\n]*[\r\n]+%([\x80-\xff]{4,})[\r\n]", raw)
    j.must(mark, "A 6.1.2-2", "a comment of four high bytes behind the header")
    j.must("/ID" in j.pdf.trailer, "A 6.1.3-1", "trailer has an ID")
    j.must("/Encrypt" not in j.pdf.trailer, "A 6.1.3-2", "not encrypted")
    j.must(re.search(rb"%%EOF[\r\n]{0,2}$", raw), "A 6.1.3-3", "nothing behind the end")
    j.must(raw.count(b"startxref") == 1 == raw.count(b"%%EOF"), "ours", "one revision")
    for found in re.finditer(rb"(\d+) (\d+) obj(.?)", raw, re.S):
        j.must(found[3] in b"\r\n", "A 6.1.9-1", "an end of line behind obj")
    for found in re.finditer(rb"(.)endstream\s*endobj", raw, re.S):
        j.must(found[1] in b"\r\n", "A 6.1.7.1-2", "an end of line before endstream")
    j.must(len(j.pdf.objects) <= 8388607, "A 6.1.13-7", "not too many objects")


def limits(j):
    for obj in j.objects():
        if isinstance(obj, (Dictionary, Stream)):
            for key in obj.keys():
                name_is_sound(j, key)
        values = obj.values() if isinstance(obj, (Dictionary, Stream)) else [obj]
        if isinstance(obj, Array):
            values = list(obj)
        for value in values:
            if isinstance(value, Name):
                name_is_sound(j, str(value))
            elif isinstance(value, int):
                j.a(abs(value) <= 2147483647, "6.1.13-1", "whole numbers of 32 bits")
            elif isinstance(value, pikepdf.String):
                j.a(len(bytes(value)) <= 32767, "6.1.13-3", "strings are not too long")
    for page in j.pdf.pages:
        box = [float(n) for n in page.mediabox]
        for side in (box[2] - box[0], box[3] - box[1]):
            j.a(3 <= side <= 14400, "6.1.13-11", "pages are neither too small nor too large")


def name_is_sound(j, name):
    j.a(len(name.encode("utf-8", "surrogateescape")) <= 128, "6.1.13-4", "names are not too long")
    j.a(name.isprintable(), "6.1.8-1", "names are UTF-8")


def catalog(j):
    root = j.root
    j.must(root.get("/Lang") == "nl-NL", "UA 7.2-33", "the language is said")
    j.must(root.get("/MarkInfo", {}).get("/Marked") is True, "UA 6.2-1", "marked as tagged")
    j.must(not root.get("/MarkInfo", {}).get("/Suspects", False), "UA 7.1-4", "no suspects")
    j.must("/StructTreeRoot" in root, "UA 7.1-11", "a structure tree")
    shown = root.get("/ViewerPreferences", {}).get("/DisplayDocTitle")
    j.must(shown is True, "UA 7.1-10", "the title is shown")
    allowed = {
        "/Type", "/Lang", "/MarkInfo", "/Metadata", "/OutputIntents", "/Pages", "/StructTreeRoot",
        "/ViewerPreferences",
    }  # fmt: skip
    extra = set(root.keys()) - allowed
    rule = "A 6.4 6.5 6.8 6.9 6.10, UA 7.10 7.11 7.15"
    j.must(not extra, rule, f"no forms, actions, files, layers: {sorted(extra)}")
    for page in j.pdf.pages:
        j.must("/Annots" not in page, "A 6.3, UA 7.18", "no annotations")
        j.must("/AA" not in page, "A 6.5.2", "no actions")
        j.must(page.get("/Tabs") == "/S", "UA 7.18.3-1", "tabs follow the structure")
        allowed = {
            "/Type", "/Parent", "/MediaBox", "/Contents", "/Resources", "/StructParents", "/Tabs",
            "/Rotate", "/UserUnit", "/Group",
        }  # fmt: skip
        extra = set(page.keys()) - allowed
        j.must(not extra, "A 6.10", f"no other keys of pages: {sorted(extra)}")


def metadata(j):
    if not j.must(j.xmp, "UA 7.1-8, A 6.6.2.1-1", "metadata"):
        return
    packet = re.match(r'<\?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"\?>', j.xmp)
    j.must(packet, "A 6.6.2.1-3", "no bytes nor encoding in the packet's header")
    j.must(j.root.Metadata.get("/Subtype") == "/XML", "A 6.6.2.1", "it is XML")
    with j.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        title = xmp.get("dc:title")
        j.must(title, "UA 7.1-9", "a title")
        info = j.pdf.docinfo
        j.must(str(info.get("/Title", "")) == title, "A 6.6.2.3", "both titles are one")
        producer = xmp.get("pdf:Producer")
        j.must(str(info.get("/Producer", "")) == producer, "A 6.6.2.3", "both producers are one")
        j.must(set(info.keys()) == {"/Title", "/Producer"}, "ours", "no more of the document")
        j.a(xmp.get("pdfaid:conformance") == "B", "6.6.4-2", "the level is said")
    both = j.claims_a and j.claims_ua
    explained = "pdfaExtension:schemas" in j.xmp
    j.must(explained == both, "A 6.6.2.3.1-1", "the mark of PDF/UA is explained")
    intents = list(j.root.get("/OutputIntents", []))
    j.a(len(intents) == 1, "6.2.3-2", "one output intent")
    for intent in intents:
        profile = bytes(intent.DestOutputProfile.read_bytes())
        j.a(icc_is_sound(profile, intent.DestOutputProfile.N), "6.2.3-1", "its profile is sound")


def icc_is_sound(profile, n):
    channels = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}.get(profile[16:20])
    kind = profile[12:16] in (b"mntr", b"prtr", b"scnr", b"spac")
    length = int.from_bytes(profile[:4], "big") == len(profile)
    return channels == n and kind and length and profile[36:40] == b"acsp" and profile[8] <= 4


def streams_and_resources(j):
    inks = {}
    for obj in j.objects():
        if isinstance(obj, Stream):
            for key in ("/F", "/FFilter", "/FDecodeParms"):
                j.must(key not in obj, "A 6.1.7.1-3", "no streams outside the file")
            filters = obj.get("/Filter", [])
            filters = [filters] if isinstance(filters, Name) else filters
            known = {"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode", "/JBIG2Decode"}
            extra = {str(f) for f in filters} - known
            j.must(not extra, "A 6.1.7.2-1", f"filters are known: {extra}")
        if isinstance(obj, (Dictionary, Stream)):
            dictionary(j, obj)
        if isinstance(obj, Array) and len(obj) > 3 and obj[0] == "/Separation":
            look = repr(obj[2]) + repr(obj[3])
            j.a(inks.setdefault(str(obj[1]), look) == look, "6.2.4.4-2", "inks agree")
        if isinstance(obj, Array) and len(obj) == 2 and obj[0] == "/ICCBased":
            profile = bytes(obj[1].read_bytes())
            j.a(icc_is_sound(profile, obj[1].N), "6.2.4.2-1", "profiles are sound")


def dictionary(j, obj):
    j.must("/OC" not in obj and obj.get("/Type") != "/OCG", "A 6.9, UA 7.10", "no layers")
    j.must("/JS" not in obj and obj.get("/S") != "/JavaScript", "A 6.5.1", "no scripts")
    for value in obj.values():
        j.a(value != Name.DeviceCMYK, "6.2.4.3-3", "no colours of a press")
    if obj.get("/Type") == "/ExtGState":
        for key in ("/TR", "/HTP", "/TR2"):
            j.a(key not in obj, "6.2.5-1", "no transfer functions")
        j.a(obj.get("/BM", "/Normal") in BLEND, "6.2.10-1", "blend modes are known")
        j.a(obj.get("/RI", "/Perceptual") in INTENTS, "6.2.6-1", "intents are known")
    if obj.get("/Subtype") == "/Image" and isinstance(obj, Stream):
        for key in ("/Alternates", "/OPI"):
            j.must(key not in obj, "A 6.2.8-1", "no alternates of images")
        j.a(obj.get("/Interpolate", False) is False, "6.2.8-3", "images are not smoothed")
        j.a(obj.get("/Intent", "/Perceptual") in INTENTS, "6.2.6-1", "intents are known")
        j.ua(False, "7.3-1", "images are described")
    if obj.get("/Subtype") == "/Form":
        for key in ("/OPI", "/Subtype2", "/PS", "/Ref"):
            j.must(key not in obj, "A 6.2.9", "forms hold nothing else")
    if obj.get("/Type") == "/Font":
        font(j, obj)


def font(j, obj):
    kind = str(obj.get("/Subtype"))
    if kind == "/Type0":
        below = obj.DescendantFonts[0]
        system = below.CIDSystemInfo
        j.ua("/ToUnicode" in obj, "7.21.7-1", "fonts say what they show")
        encoding = obj.Encoding
        named = isinstance(encoding, Name) and str(encoding) in ("/Identity-H", "/Identity-V")
        j.a(named, "6.2.11.3.3-1", "codes are glyphs")
        j.ua(named, "7.21.3.3-1", "codes are glyphs")
        registered = bytes(system.Registry), bytes(system.Ordering)
        j.must(all(registered), "A 6.2.11.3.1", "a character collection is named")
        return
    if kind == "/Type3":
        j.ua("/ToUnicode" in obj, "7.21.7-1", "fonts say what they show")
        return
    descriptor = obj.get("/FontDescriptor", Dictionary())
    files = [key for key in FONT_FILES if key in descriptor]
    j.a(len(files) == 1, "6.2.11.4.1-1", "fonts are embedded")
    j.ua(len(files) == 1, "7.21.4.1-1", "fonts are embedded")
    j.must("/CIDSet" not in descriptor and "/CharSet" not in descriptor, "ours", "no lists of glyphs")
    if kind == "/CIDFontType2":
        j.a("/CIDToGIDMap" in obj, "6.2.11.3.2-1", "glyphs of codes are said")
    if not kind.startswith("/CIDFont"):
        j.ua("/ToUnicode" in obj, "7.21.7-1", "fonts say what they show")
        for key in ("/FirstChar", "/LastChar", "/Widths"):
            j.a(key in obj, "6.2.11.2", "widths are said")


def to_unicode_is_sound(j):
    for obj in j.pdf.objects:
        if isinstance(obj, Dictionary) and isinstance(obj.get("/ToUnicode"), Stream):
            cmap = obj.ToUnicode.read_bytes()
            for found in re.finditer(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]*)>\s*[\r\n]", cmap):
                text = bytes.fromhex(found[1].decode()).decode("utf-16-be", "replace")
                bad = not text or any(c in "\0\ufeff\ufffe" for c in text)
                j.ua(not bad, "7.21.7-2", "no glyph stands for nothing")


def content(j):
    """All content of pages and forms: nesting, marks, colours."""
    for number, page in enumerate(j.pdf.pages):
        marks = Counter()
        run(j, page.obj, page.get("/Resources", Dictionary()), marks, False, set())
        in_tree = len(parent_tree(j).get(page.obj.get("/StructParents"), []))
        j.must(sorted(marks) == list(range(in_tree)), "UA 7.1-3", f"page {number + 1}: marks are in the tree")
        j.must(all(n == 1 for n in marks.values()), "UA 7.20-2", "each mark is used once")


def run(j, of, resources, marks, marked, running):
    saved, depth, stack = 0, 0, []
    for instruction in pikepdf.parse_content_stream(of):
        operator = str(instruction.operator)
        operands = list(instruction.operands)
        j.must(operator in OPERATORS, "A 6.2.2-1", f"operators are known: {operator}")
        if operator == "q":
            saved += 1
            depth = max(depth, saved)
        elif operator == "Q":
            saved -= 1
            j.must(saved >= 0, "ours", "states are balanced")
        elif operator in ("BMC", "BDC"):
            tag = str(operands[0])
            inner = any(kind == "artifact" for kind in stack)
            outer = any(kind == "tagged" for kind in stack) or marked == "tagged"
            if tag == "/Artifact":
                j.must(not outer, "UA 7.1-1", "no artifacts in what is read")
                stack.append("artifact")
            elif operator == "BDC" and "/MCID" in operands[1]:
                j.must(not inner and marked != "artifact", "UA 7.1-2", "nothing read in artifacts")
                j.must(set(operands[1].keys()) == {"/MCID"}, "ours", "marks hold a number only")
                marks[int(operands[1].MCID)] += 1
                stack.append("tagged")
            else:
                j.must(False, "ours", f"a mark that says nothing: {tag}")
                stack.append("other")
        elif operator == "EMC":
            j.must(stack, "ours", "marks are balanced")
            stack = stack[:-1]
        elif operator in ("k", "K"):
            j.a(False, "6.2.4.3-3", "no colours of a press")
        elif operator == "ri":
            j.a(str(operands[0]) in INTENTS, "6.2.6-1", "intents are known")
        named = {"Do": "/XObject", "Tf": "/Font", "gs": "/ExtGState", "sh": "/Shading"}.get(operator)
        found = None
        if named:
            found = resources.get(named, Dictionary()).get(operands[0])
            j.must(found is not None, "A 6.2.2-2", f"what is named is there: {operands[0]}")
        if operator in PAINT:
            j.must(stack or marked, "UA 7.1-3", f"all that is drawn is marked: {operator}")
        if operator == "Do" and found is not None and found.get("/Subtype") == "/Form":
            if found.objgen not in running:
                own = found.get("/Resources", Dictionary())
                run(j, found, own, marks, (stack or [marked])[-1], running | {found.objgen})
        if operator in ("Tj", "TJ") and named is None:
            strings = operands[0] if operator == "TJ" else operands
            for string in strings:
                if isinstance(string, pikepdf.String):
                    j.a(len(bytes(string)) <= 32767, "6.1.13-3", "strings are not too long")
    j.must(saved == 0 and not stack, "ours", "states and marks are balanced")
    j.a(depth <= 28, "6.1.13-8", "states are not nested too deeply")


def parent_tree(j):
    if not j.parents:
        nums = list(j.root.StructTreeRoot.ParentTree.Nums)
        j.parents = {int(n): list(elements) for n, elements in zip(nums[::2], nums[1::2])}
    return j.parents


def structure(j):
    root = j.root.StructTreeRoot
    top = root.K
    j.must(top.S == "/Document" and top.P.objgen == root.objgen, "UA 7.1", "one document")
    level, seen = 0, set()
    stack = [(top, None)]
    while stack:
        element, page = stack.pop()
        if not j.must(element.objgen not in seen, "ours", "no element twice"):
            continue
        seen.add(element.objgen)
        tag = str(element.S)
        allowed = {"/Type", "/S", "/P", "/K", "/Pg", "/Alt"}
        extra = set(element.keys()) - allowed
        j.must(not extra, "ours", f"no other keys of elements: {sorted(extra)}")
        j.must(tag in KNOWN_TAGS, "UA 7.1-5", f"tags are known: {tag}")
        if tag in HEADINGS:
            now = HEADINGS.index(tag) + 1
            j.must(now <= level + 1, "UA 7.4.2-1", "no level of headings is left out")
            level = now
        if tag == "/Span":
            j.must(str(element.get("/Alt", "")).strip(), "ours", "boxes say what they are")
        kids = element.get("/K", Array([]))
        kids = list(kids) if isinstance(kids, Array) else [kids]
        page = element.get("/Pg", page)
        for kid in reversed(kids):
            if isinstance(kid, Dictionary) and "/MCID" not in kid:
                j.must(kid.P.objgen == element.objgen, "UA 7.1", "children know their parent")
                stack.append((kid, page))
            else:
                on = kid.get("/Pg", page) if isinstance(kid, Dictionary) else page
                number = int(kid.MCID) if isinstance(kid, Dictionary) else int(kid)
                back = parent_tree(j).get(int(on.StructParents), [])[number : number + 1]
                known = [one.objgen for one in back] == [element.objgen]
                j.must(known, "UA 7.1", "marks know their element")


RULES = [
    file_structure, limits, catalog, metadata, streams_and_resources, to_unicode_is_sound, content,
    structure,
]  # fmt: skip


def main(paths):
    failed = False
    claims = Counter()
    for path in paths:
        j = Judged(path)
        for rule in RULES:
            rule(j)
        claims["PDF/A-2b"] += j.claims_a
        claims["PDF/UA-1"] += j.claims_ua
        for what, times in sorted(j.broken.items()):
            failed = True
            print(f"{path}: {what} ({times}x)")
    said = ", ".join(f"{what} {times}" for what, times in claims.items())
    print(f"{len(paths)} files; claimed and judged: {said}")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
