"""Word, OpenDocument, rich text, web pages and tables: typeset or filled with LibreOffice, from the sources
whose `form:` names one of these formats. Only this file needs LibreOffice; its results are committed."""
import csv
import os
import shutil
import tempfile

from fields import fields_of
from markup import parse, seeded
from page import cells
from pdf import run, truth_of

TEXTS = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "rtf": "rtf", "html": "html:HTML (StarWriter)"}
TABLES = {"xlsx": "xlsx", "ods": "ods", "csv": ";", "tsv": "\t"}


def rows_of(doc):
    """The true rows of a table, and these as one text, a bar between the cells."""
    text, _, filled = truth_of(doc)
    rng = seeded(doc["id"], "layout")
    rows = []
    for name, lines in doc["parts"]:
        rows += [[parse(c, rng, None, filled).s for c in cells(line)] for line in lines if line.startswith("|")]
    return rows


def soffice(folder, kind, files, *more):
    profile = "-env:UserInstallation=file://" + os.path.join(folder, "profile")
    run("soffice", profile, "--headless", *more, "--convert-to", kind, "--outdir", folder, *files)


def typeset(docs, folder):
    from fodt import fodt

    for form, kind in TEXTS.items():
        files = []
        for doc in docs:
            if doc["header"]["form"] == form:
                _, _, filled = truth_of(doc)
                rng = seeded(doc["id"], "layout")
                value = lambda m, filled=filled: parse(m.group(0), rng, None, filled).s
                files.append(os.path.join(folder, doc["id"] + ".fodt"))
                with open(files[-1], "w", encoding="utf-8") as f:
                    f.write(fodt(doc, value))
        if files:
            soffice(folder, kind, files)
    for form, kind in TABLES.items():
        files = []
        for doc in docs:
            if doc["header"]["form"] == form:
                delimiter = kind if len(kind) == 1 else ";"
                path = os.path.join(folder, doc["id"] + (".csv" if len(kind) > 1 else "." + form))
                with open(path, "w", encoding="utf-8", newline="") as f:
                    csv.writer(f, delimiter=delimiter).writerows(rows_of(doc))
                files.append(path)
        if files and len(kind) > 1:
            # Semicolons, quotes, UTF-8; all columns as text.
            columns = "/".join("%d/2" % n for n in range(1, 20))
            soffice(folder, kind, files, "--infilter=CSV:59,34,76,1," + columns)


def build_office(docs, root):
    from build import check, gold_of, write_gold

    work = tempfile.mkdtemp(prefix="corpus-")
    try:
        typeset(docs, work)
        for doc in docs:
            h = doc["header"]
            text, headings, _ = truth_of(doc)
            fields = fields_of(h, headings)
            check(doc, text, fields)
            form = h["form"]
            folder = os.path.join(root, "office", h["genre"])
            os.makedirs(folder, exist_ok=True)
            out = os.path.join(folder, doc["id"])
            shutil.copyfile(os.path.join(work, doc["id"] + "." + form), out + "." + form)
            write_gold(out + ".gold.json", gold_of(doc, "clean", text.spans, fields, made="LibreOffice", truth=text.s))
            print(doc["id"], flush=True)
    finally:
        shutil.rmtree(work)
