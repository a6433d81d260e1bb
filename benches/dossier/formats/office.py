"""Word, OpenDocument, Excel: ZIP files of XML."""

import io
import zipfile
from xml.sax.saxutils import escape

from .plain import rows

STAMP = (2024, 1, 1, 0, 0, 0)


def package(parts, first_stored=False):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for n, (name, content) in enumerate(parts):
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_STORED if first_stored and n == 0 else zipfile.ZIP_DEFLATED
            file.writestr(entry, content)
    return out.getvalue()


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


def properties(author):
    return (f'{HEAD}<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:creator>{escape(author)}</dc:creator></cp:coreProperties>")


def relations(target, with_core=True):
    core = f'<Relationship Id="rId2" Type="{RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>' if with_core else ""
    return f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{target}"/>{core}</Relationships>'


def types(overrides):
    parts = "".join(f'<Override PartName="{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>' for name, kind in overrides)
    return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>')


def docx(doc):
    def runs(text):
        # Names are cut in two runs now and then, as Word does after each change.
        cut = len(text) // 2 if doc.rng.random() < 0.2 else 0
        pieces = [text[:cut], text[cut:]] if cut else [text]
        return "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces)

    def paragraph(text, style=""):
        style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{style}{runs(text)}</w:p>"

    body = []
    table = False
    for kind, *text in doc.blocks:
        if kind in ("row", "kv"):
            if not table:
                body.append("<w:tbl>")
            table = True
            body.append("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in text) + "</w:tr>")
            continue
        if table:
            body.append("</w:tbl>")
            table = False
        style = {"title": "Title", "h": "Heading1"}.get(kind, "")
        body += [paragraph(piece, style) for piece in text]
    if table:
        body.append("</w:tbl>")
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{i}"><w:name w:val="{n}"/></w:style>' for i, n in (("Title", "Title"), ("Heading1", "heading 1")))
    return package([
        ("[Content_Types].xml", types([("/word/document.xml", "wordprocessingml.document.main"), ("/word/styles.xml", "wordprocessingml.styles")])),
        ("_rels/.rels", relations("word/document.xml")),
        ("word/document.xml", f'{HEAD}<w:document xmlns:w="{WORD}"><w:body>{"".join(body)}</w:body></w:document>'),
        ("word/styles.xml", f'{HEAD}<w:styles xmlns:w="{WORD}">{styles}</w:styles>'),
        ("word/_rels/document.xml.rels", f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'),
        ("docProps/core.xml", properties(doc.cast[0].full)),
    ])


def column(n):
    return chr(65 + n)


def xlsx(doc):
    def cells(row, number):
        out = []
        for n, cell in enumerate(row):
            place = f'{column(n)}{number}'
            if cell.isdigit() and len(cell) < 8:
                out.append(f'<c r="{place}"><v>{cell}</v></c>')
            else:
                out.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
        return "".join(out)

    data = "".join(f'<row r="{number}">{cells(row, number)}</row>' for number, row in enumerate(rows(doc), 1))
    hidden = ' state="hidden"' if doc.rng.random() < 0.2 else ""
    sheet = f'{HEAD}<worksheet xmlns="{SHEET}"><sheetData>%s</sheetData></worksheet>'
    return package([
        ("[Content_Types].xml", types([("/xl/workbook.xml", "spreadsheetml.sheet.main"), ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"), ("/xl/worksheets/sheet2.xml", "spreadsheetml.worksheet")])),
        ("_rels/.rels", relations("xl/workbook.xml")),
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Overzicht" sheetId="1" r:id="rId1"/><sheet name="Gegevens" sheetId="2"{hidden} r:id="rId2"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", sheet % f'<row r="1"><c r="A1" t="inlineStr"><is><t>Overzicht bij dossier {doc.case.code}</t></is></c></row>'),
        ("xl/worksheets/sheet2.xml", sheet % data),
        ("docProps/core.xml", properties(doc.cast[0].full)),
    ])


SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "meta"))


def opened(kind, content, author):
    media = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    meta = f'{HEAD}<office:document-meta {SPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><meta:initial-creator>{escape(author)}</meta:initial-creator></office:meta></office:document-meta>'
    return package([("mimetype", media), ("content.xml", f"{HEAD}<office:document-content {SPACES}><office:body>{content}</office:body></office:document-content>"),
                    ("meta.xml", meta), ("META-INF/manifest.xml", manifest)], first_stored=True)


def table(name, all_rows):
    return f'<table:table table:name="{name}">' + "".join(
        "<table:table-row>" + "".join(f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>' for cell in row) + "</table:table-row>"
        for row in all_rows) + "</table:table>"


def odt(doc):
    out, pending = [], []
    for kind, *text in [*doc.blocks, ("end",)]:
        if kind in ("row", "kv"):
            pending.append(text)
            continue
        if pending:
            out.append(table(f"T{len(out)}", pending))
            pending = []
        for piece in text:
            if kind in ("title", "h"):
                out.append(f'<text:h text:outline-level="1">{escape(piece)}</text:h>')
            else:
                out.append(f"<text:p>{escape(piece)}</text:p>")
    return opened("text", f'<office:text>{"".join(out)}</office:text>', doc.cast[0].full)


def ods(doc):
    return opened("spreadsheet", f'<office:spreadsheet>{table("Gegevens", rows(doc))}</office:spreadsheet>', doc.cast[0].full)
