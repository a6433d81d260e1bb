#!/usr/bin/env python3
"""The inventarislijst and the DiWoo metadata of a run, read as those read them who get them: the list by the
rules of the publication platform, the metadata by the elements that the standard requires and knows.

Usage: lists.py DIR    with openpyxl and xlsx2csv installed; xlsx2csv is what the platform itself reads workbooks with.
"""
import csv, io, json, re, sys
import xml.etree.ElementTree as ET
from pathlib import Path

import openpyxl
from xlsx2csv import Xlsx2csv

out = Path(sys.argv[1])
manifest = [json.loads(line) for line in (out / "manifest.jsonl").open(encoding="utf-8")]
wrong = []


def check(fine, what):
    if not fine:
        wrong.append(what)


# The names by which the platform knows a column, those it can't do without first.
REQUIRED = {"id", "document", "beoordeling", "beoordelingsgrond"}
COLUMNS = REQUIRED | {"datum", "familie", "thread id", "toelichting", "file type", "matter", "gerelateerd id"}
GROUND = re.compile(r"5\.1\.[12][a-i]|5\.1\.5|5\.2|10\.[12][a-g]|11\.1")
JUDGED = {"Openbaar", "Deels openbaar", "Niet openbaar", "Reeds openbaar"}


def listed(rows, what):
    """The rows by their columns, judged by the platform's rules."""
    head = [name.strip().lower() for name in rows[0]]
    check(COLUMNS <= set(head), f"{what}: no column {COLUMNS - set(head)}")
    rows = [dict(zip(head, row)) for row in rows[1:]]
    ids = [row["id"] for row in rows]
    check(len(set(ids)) == len(ids), f"{what}: an id twice")
    for row in rows:
        check(re.fullmatch(r"[A-Za-z0-9.-]{1,170}", row["id"]), f"{what}: id {row['id']}")
        check(0 < len(row["document"].encode()) <= 500, f"{what}: document of {row['id']}")
        check(len(row["toelichting"]) <= 1000, f"{what}: toelichting of {row['id']}")
        check(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["datum"]), f"{what}: datum {row['datum']}")
        check(row["beoordeling"] in JUDGED or row["toelichting"] or row["nog te doen"], f"{what}: {row['id']} unjudged")
        for ground in filter(None, row["beoordelingsgrond"].split(";")):
            check(GROUND.fullmatch(ground), f"{what}: ground {ground}")
        for column in ("familie", "gerelateerd id"):
            check(not row[column] or row[column] in ids, f"{what}: {column} {row[column]} is no row")
        check(re.fullmatch(r"([1-9]\d*)?", row["thread id"]), f"{what}: thread {row['thread id']}")
    return rows


text = (out / "inventarislijst.csv").read_bytes().decode("utf-8")
check(not text.startswith("\ufeff"), "csv: a byte order mark")
of_csv = listed(list(csv.reader(io.StringIO(text, newline=""))), "csv")
documents = [line for line in manifest if line["status"] != "skipped"]
check([row["pad"].lstrip("'") for row in of_csv] == [d["path"] for d in documents], "csv: not the documents of the manifest")
for row in of_csv:
    for name, cell in row.items():
        check(not re.match(r"\s*[=+\-@]", cell), f"csv: {name} of {row['id']} begins a formula")

converted = io.StringIO(newline="")
Xlsx2csv(str(out / "inventarislijst.xlsx"), outputencoding="utf-8").convert(converted)
converted.seek(0)
of_workbook = listed(list(csv.reader(converted)), "xlsx")
same = lambda row: {name: cell.replace("'", "") for name, cell in row.items()}
check(list(map(same, of_csv)) == list(map(same, of_workbook)), "csv and xlsx differ")
sheet = openpyxl.load_workbook(out / "inventarislijst.xlsx").active
check(sheet.freeze_panes == "A2" and sheet.auto_filter.ref, "xlsx: header not frozen, or no filter")
for row in sheet.iter_rows():
    for cell in row:
        check(cell.data_type in "sn" and not cell.hyperlink, f"xlsx: {cell.coordinate} is no plain text or number")

SPACE = "{https://standaarden.overheid.nl/diwoo/metadata/}"
# Children: how many of each there may be; in text, what it must look like.
ONE, SOME, MANY, MAY = (1, 1), (1, None), (0, None), (0, 1)
KNOWN = {
    "Document": {"DiWoo": ONE},
    "DiWoo": {
        "identifiers": MAY, "publisher": ONE, "titelcollectie": ONE, "classificatiecollectie": ONE, "creatiedatum": MAY,
        "language": MAY, "format": MAY, "documenthandelingen": ONE, "documentrelaties": MAY,
    },
    "identifiers": {"identifier": SOME},
    "titelcollectie": {"officieleTitel": ONE},
    "classificatiecollectie": {"informatiecategorieen": ONE, "documentsoorten": MAY},
    "informatiecategorieen": {"informatiecategorie": SOME},
    "documentsoorten": {"documentsoort": SOME},
    "documenthandelingen": {"documenthandeling": SOME},
    "documenthandeling": {"soortHandeling": ONE, "atTime": ONE},
    "documentrelaties": {"documentrelatie": SOME},
    "documentrelatie": {"role": ONE, "relation": ONE},
}
TEXT = {"creatiedatum": r"\d{4}-\d\d-\d\d", "atTime": r"\d{4}-\d\d-\d\dT00:00:00"}
KERN = r"https://identifier\.overheid\.nl/tooi/def/thes/kern/c_[0-9a-f]{8}"
RESOURCE = {
    "publisher": r"https://identifier\.overheid\.nl/tooi/id/\w+/\w+", "relation": r"[0-9a-f]{16}",
    "informatiecategorie": KERN, "documentsoort": KERN, "soortHandeling": KERN, "role": KERN,
    "language": r"http://publications\.europa\.eu/resource/authority/language/[A-Z]{3}",
    "format": r"http://publications\.europa\.eu/resource/authority/file-type/[A-Z]+",
}


def judge(element, file):
    name = element.tag.removeprefix(SPACE)
    check(element.tag.startswith(SPACE), f"{file}: {element.tag} is of another namespace")
    children = [child.tag.removeprefix(SPACE) for child in element]
    known = KNOWN.get(name)
    if known is None:
        check(not children and (element.text or "").strip(), f"{file}: {name} says nothing")
        check(re.fullmatch(TEXT.get(name, r"(?s).+"), element.text or ""), f"{file}: {name} is {element.text!r}")
        if name in RESOURCE:
            check(re.fullmatch(RESOURCE[name], element.get("resource", "")), f"{file}: {name} of {element.get('resource')}")
    else:
        check(set(children) <= set(known), f"{file}: {name} holds {set(children) - set(known)}")
        for child, (least, most) in known.items():
            count = children.count(child)
            check(count >= least and (most is None or count <= most), f"{file}: {name} holds {count} {child}")
    for child in element:
        judge(child, file)


files = {str(path.relative_to(out)) for path in out.rglob("*.diwoo.xml")}
check(files == {line["diwoo"] for line in manifest if "diwoo" in line}, "metadata: not the files of the manifest")
check(len(files) == sum("output" in line for line in manifest), "metadata: not beside every document")
for file in sorted(files):
    judge(ET.parse(out / file).getroot(), file)

for what in wrong[:20]:
    print(what)
print(f"{len(of_csv)} rows, {len(files)} files of metadata, {len(wrong)} things wrong")
sys.exit(1 if wrong or not of_csv or not files else 0)
