#!/usr/bin/env python3
"""Builds the corpus from tools/sources. Deterministic: the same sources give the same bytes.

  build.py            the text documents (Python's standard library only)
  build.py --pdf      also the PDFs and OCR texts (LibreOffice, poppler, Tesseract with nld, Pillow, numpy)
  build.py --office   also Word, OpenDocument, rich text, web pages and tables (LibreOffice)
  build.py … ID…      only these documents
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from fields import fields_of, listed
from mail import mail_of
from markup import read_sources, seeded
from noise import damage
from page import as_text

ROOT = os.path.dirname(HERE)
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()

ENGLISH = "January February March April May June July August September October November December".split()


def printed_forms(fields):
    """How the document may print its date and references."""
    out = [v for v in (fields["kenmerk"], fields["uw_kenmerk"]) if v]
    if fields["date"]:
        y, m, d = fields["date"].split("-")
        out += ["%d %s %s" % (int(d), MONTHS[int(m) - 1], y), "%s-%s-%s" % (d, m, y), "%d-%d-%s" % (int(d), int(m), y),
                "%d %s %s" % (int(d), MONTHS[int(m) - 1][:3], y), "%s %d, %s" % (ENGLISH[int(m) - 1], int(d), y)]
    return out


def gold_of(doc, noise, spans, fields, **more):
    h = doc["header"]
    gold = {"id": doc["id"], "genre": h["genre"], "noise": noise}
    if "ministry" in h:
        gold["ministry"] = h["ministry"]
    gold.update(more)
    alt = {name: listed(h["alt_" + name]) for name in ("subject", "sender", "date", "kenmerk", "doc_type") if "alt_" + name in h}
    if "alt_attachments" in h:
        alt["attachments"] = [int(n) for n in listed(h["alt_attachments"])]
    if h.get("type") in ("nota", "beslisnota"):
        alt["doc_type"] = ["nota", "beslisnota"]
    elif h.get("type") in ("kamerbrief", "besluit"):
        alt["doc_type"] = ["brief"]
    elif h.get("type") == "other":
        alt["doc_type"] = ["other", h["genre"]]
    if alt:
        gold["alt"] = alt
    gold["fields"] = fields
    gold["section_headings"] = fields["section_headings"]
    gold["spans"] = spans
    return gold


def write_gold(path, gold):
    with open(path, "w", encoding="utf-8") as f:
        head = {k: v for k, v in gold.items() if k != "spans"}
        body = json.dumps(head, ensure_ascii=False, indent=1)[:-2]
        spans = ",\n".join("  " + json.dumps(s, ensure_ascii=False) for s in gold["spans"])
        f.write(body + ',\n "spans": [\n' + spans + "\n ]\n}\n")


def check(doc, text, fields):
    for s in text.spans:
        assert text.s[s["start"]:s["end"]] == s["text"], (doc["id"], s)
    ordered = sorted((s["start"], s["end"]) for s in text.spans)
    for (_, b), (c, _) in zip(ordered, ordered[1:]):
        assert b <= c, (doc["id"], "marks overlap")
    assert "{" not in text.s and "}" not in text.s, (doc["id"], text.s[max(0, text.s.find("{") - 40):][:90])
    if doc["header"].get("layout") == "weave":
        return
    flat = " ".join(text.s.split())
    for name in ("kenmerk", "uw_kenmerk", "subject", "project"):
        v = fields[name]
        assert not v or " ".join(v.split()).casefold() in flat.casefold(), (doc["id"], name, v)
    for v in fields["recipients"] + (fields["sender"] or []):
        assert " ".join(v.split()).casefold() in flat.casefold(), (doc["id"], v)
    d = fields["date"]
    assert not d or any(v in flat for v in printed_forms(fields)), (doc["id"], "date", d)


def build_text(doc):
    h = doc["header"]
    text, headings = as_text(doc, seeded(doc["id"], "layout"))
    fields = fields_of(h, headings)
    for s in text.spans:
        s["text"] = text.s[s["start"]:s["end"]]
    check(doc, text, fields)
    noise = h.get("noise", "clean")
    text = damage(text, noise, seeded(doc["id"], "noise"), printed_forms(fields))
    folder = os.path.join(ROOT, "text", h["genre"])
    os.makedirs(folder, exist_ok=True)
    if h.get("eol") == "crlf":
        text = text.edit([(i, i + 1, "\r\n") for i, c in enumerate(text.s) if c == "\n"])
        for s in text.spans:
            s["text"] = text.s[s["start"]:s["end"]]
    if h.get("form") == "mail":
        data, ending, more = mail_of(doc, text.s), ".eml", {"truth": text.s}
    else:
        data, ending = text.s.encode(h.get("encoding", "utf-8")), ".txt"
        more = {"encoding": h["encoding"]} if "encoding" in h else {}
    with open(os.path.join(folder, doc["id"] + ending), "wb") as f:
        f.write(data)
    write_gold(os.path.join(folder, doc["id"] + ".gold.json"), gold_of(doc, noise, text.spans, fields, **more))


def sources():
    folder = os.path.join(HERE, "sources")
    docs = []
    for name in sorted(os.listdir(folder)):
        docs += read_sources(os.path.join(folder, name))
    ids = [d["id"] for d in docs]
    twice = {i for i in ids if ids.count(i) > 1}
    assert not twice, twice
    return docs


def main():
    docs = sources()
    only = [a for a in sys.argv[1:] if not a.startswith("--")]
    docs = [d for d in docs if not only or d["id"] in only]
    for doc in docs:
        if doc["header"].get("form", "text") in ("text", "mail"):
            build_text(doc)
    if "--pdf" in sys.argv:
        from pdf import build_pdfs
        build_pdfs([d for d in docs if d["header"].get("form") in ("pdf", "scan", "ocr")], ROOT)
    if "--office" in sys.argv:
        from office import TABLES, TEXTS, build_office
        build_office([d for d in docs if d["header"].get("form") in (*TABLES, *TEXTS)], ROOT)


if __name__ == "__main__":
    main()
