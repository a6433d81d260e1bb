"""A source as a flat OpenDocument text, for LibreOffice to typeset: a right-hand colofon in a frame
beside the body, a smaller one repeated from page 2, page numbers, tables and footnotes."""
import re
from xml.sax.saxutils import escape

from markup import MARK
from page import cells

NS = " ".join('xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (p, q) for p, q in [
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
    ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")])

STYLES = """
<office:font-face-decls>
<style:font-face style:name="F" svg:font-family="%(font)s"/>
</office:font-face-decls>
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="0.12cm"%(justify)s/>
<style:text-properties style:font-name="F" fo:font-size="%(size)spt" fo:language="nl" fo:country="NL" fo:hyphenate="%(hyphenate)s"/></style:style>
<style:style style:name="Kop" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="0.3cm" fo:keep-with-next="always"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="Col" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0cm" fo:text-align="start"/><style:text-properties fo:font-size="7pt" fo:hyphenate="false"/></style:style>
<style:style style:name="Bul" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:margin-left="0.6cm" fo:text-indent="-0.4cm"/></style:style>
<style:style style:name="Voet" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="%(foot)s"/><style:text-properties fo:font-size="7pt"/></style:style>
<style:style style:name="Fr" style:family="graphic"><style:graphic-properties draw:stroke="none" fo:border="none" fo:padding="0cm" style:wrap="parallel" style:number-wrapped-paragraphs="no-limit" style:vertical-pos="from-top" style:vertical-rel="page" style:horizontal-pos="from-left" style:horizontal-rel="page" style:flow-with-text="false"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="PEerste" style:family="paragraph" style:parent-style-name="Standard" style:master-page-name="Eerste"/>
<style:style style:name="Cel" style:family="table-cell"><style:table-cell-properties fo:border="%(border)s" fo:padding="0.08cm"/></style:style>
<style:page-layout style:name="L1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.4cm" fo:margin-bottom="1.8cm" fo:margin-left="%(left)scm" fo:margin-right="%(right)scm"/><style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
"""

LOOKS = {  # left margin, right margin, where the colofon begins, its width; all in cm
    "right": (2.6, 6.6, 15.0, 5.2),
    "narrow": (2.2, 5.6, 15.9, 4.4),
    "left": (6.4, 2.2, 1.6, 4.2),
    "none": (2.5, 2.5, None, None),
}


def plain(s, text):
    """Marked source as escaped text; `text` gives each mark its value."""
    return escape(re.sub(MARK, text, s)).replace("\t", "<text:tab/>")


def inline(s, text, counter):
    """A line with footnotes."""
    out, at = [], 0
    for m in re.finditer(r"\^\[(.*?)\]", s):
        out.append(plain(s[at:m.start()], text))
        counter[0] += 1
        out.append('<text:note text:id="n%d" text:note-class="footnote"><text:note-citation>%d</text:note-citation>'
                   '<text:note-body><text:p text:style-name="Voet">%s</text:p></text:note-body></text:note>'
                   % (counter[0], counter[0], plain(m.group(1), text)))
        at = m.end()
    out.append(plain(s[at:], text))
    return "".join(out)


def table(rows, text, counter, number):
    widest = max(map(len, rows))
    out = ['<table:table table:name="T%d"><table:table-column table:number-columns-repeated="%d"/>' % (number, widest)]
    for r in rows:
        r = r + [""] * (widest - len(r))
        out.append("<table:table-row>%s</table:table-row>" % "".join(
            '<table:table-cell table:style-name="Cel" office:value-type="string"><text:p text:style-name="Standard">%s</text:p></table:table-cell>'
            % inline(c, text, counter) for c in r))
    return "".join(out) + "</table:table>"


def paragraphs(lines, text, style="Standard"):
    out, rows, counter, tables = [], [], [0], 0
    for line in lines + [""]:
        if line.startswith("|"):
            rows.append(cells(line))
            continue
        if rows:
            tables += 1
            out.append(table(rows, text, counter, tables))
            rows = []
        if line == "%%page":
            continue
        name = style
        if line.startswith("# "):
            line, name = line[2:], "Kop"
        elif re.match(r"[-•] ", line):
            name = "Bul"
        out.append('<text:p text:style-name="%s">%s</text:p>' % (name, inline(line, text, counter)))
    return "".join(out[:-1])


def frame(name, lines, text, x, y, width):
    body = paragraphs(lines, text, "Col")
    return ('<draw:frame draw:style-name="Fr" draw:name="%s" text:anchor-type="paragraph" svg:x="%scm" svg:y="%scm" svg:width="%scm">'
            '<draw:text-box fo:min-height="1cm">%s</draw:text-box></draw:frame>' % (name, x, y, width, body))


def fodt(doc, text):
    """The document; `text` is called with each mark's match and gives its value."""
    h = doc["header"]
    left, right, x, width = LOOKS[h.get("look", "right")]
    parts = {}
    for name, lines in doc["parts"]:
        parts.setdefault(name, []).extend(lines)
    style = STYLES % {
        "font": h.get("font", "Liberation Sans"), "size": h.get("size", "9"), "left": left, "right": right,
        "justify": ' fo:text-align="justify"' if h.get("justify") else "",
        "hyphenate": "true" if h.get("hyphenate") else "false", "foot": h.get("footalign", "end"),
        "border": "0.02cm solid #888888" if h.get("grid", "yes") == "yes" else "none",
    }
    pages = '<text:p text:style-name="Voet">Pagina <text:page-number text:select-page="current">1</text:page-number> van <text:page-count>1</text:page-count></text:p>'
    footer = "<style:footer>%s</style:footer>" % (pages if h.get("foot", "yes") == "yes" else "<text:p/>")
    run = ""
    if parts.get("run"):
        where = (x, width) if x is not None else (2.5, 16)
        run = '<style:header><text:p text:style-name="Voet">%s</text:p></style:header>' % frame(
            "run", parts["run"], text, where[0], 1.2 if x is None else 2.6, where[1])
    masters = ('<office:master-styles><style:master-page style:name="Eerste" style:page-layout-name="L1" style:next-style-name="Verder">%s</style:master-page>'
               '<style:master-page style:name="Verder" style:page-layout-name="L1">%s%s</style:master-page></office:master-styles>' % (footer, run, footer))
    side = parts.get("col") if x is not None else None
    anchor = frame("colofon", side, text, x, h.get("coltop", "4.2"), width) if side else ""
    first = '<text:p text:style-name="PEerste">%s</text:p>' % anchor
    inside = first
    for name, lines in doc["parts"]:
        if name == "run" or (name == "col" and side):
            continue
        inside += paragraphs(lines, text)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<office:document %s office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">%s%s'
            "<office:body><office:text>%s</office:text></office:body></office:document>" % (NS, style, masters, inside))

