#!/usr/bin/env python3
"""Makes an invented Woo dossier: mixed formats, mail, archives in archives, broken files, copies.

Usage: make.py --documents N [--seed S] OUT

Beside OUT stands OUT.planted.json: what each file and member is, which personal data are planted in it, and
what must stay. The same N and S give the same bytes. All persons are invented.
"""

import argparse
import hashlib
import json
import pathlib
import random
import shutil
import sys
from collections import deque

import people
import story
from formats import archive, broken, mail, near, office, pdf, plain, rich

A_CASE = 40
WRITERS = {
    "txt": plain.txt, "md": plain.md, "json": plain.jsonl, "csv": plain.csv, "pdf": pdf.pdf, "docx": office.docx,
    "xlsx": office.xlsx, "odt": office.odt, "ods": office.ods, "rtf": rich.rtf, "html": rich.html,
}
PROSE = [("pdf", 24), ("docx", 20), ("txt", 20), ("odt", 8), ("rtf", 6), ("html", 6), ("md", 4), ("json", 3)]
TABLES = [("xlsx", 5), ("csv", 4), ("ods", 3), ("html", 1)]
GENRES = [("nota", 30), ("letter", 22), ("complaint", 15), ("minutes", 15), ("sheet", 6), ("register", 5), ("chat", 6)]


class Case:
    """A file on one matter, with the same few persons in all its documents."""

    def __init__(self, rng, number):
        self.code = f"Z-{number:04d}"
        self.cast = [people.person(rng, citizen=n in (1, 4)) for n in range(rng.randrange(5, 8))]


class Item:
    """A file, with what is in it: (way within it, kind, document, copy of)."""

    def __init__(self, name, data, parts, simple=True):
        self.name, self.data, self.parts, self.simple = name, data, parts, simple

    @property
    def documents(self):
        return sum(part["kind"] != "container" for part in self.parts)


def part(inner, kind, data, doc=None, **more):
    return {"inner": inner, "kind": kind, "hash": hashlib.sha256(data).hexdigest(), "doc": doc, **more}


def pick(rng, weighted):
    return rng.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


class Maker:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        # What copies are made of: the last few documents, of this case and others.
        self.recent = deque(maxlen=300)

    def case(self, number, room):
        """The files of a case, with `room` documents in all."""
        rng = self.rng
        case = Case(rng, number)
        items, threads = [], []
        items.append(self.document(case, 0, "contacts", rng.choice(("txt", "docx", "odt"))))
        room -= 1
        while room > 0:
            item = self.item(case, len(items), threads, room)
            if item.documents > room:
                continue
            room -= item.documents
            items.append(item)
        return case, items

    def item(self, case, n, threads, room):
        rng = self.rng
        what = rng.random()
        if what < 0.065:
            return self.broken(case, n)
        if what < 0.075:
            return self.misnamed(case, n)
        if what < 0.20 and self.recent:
            return self.copy(case, n)
        if what < 0.47:
            return self.mail(case, n, threads, room)
        if what < 0.49 and room > 6:
            return self.mailbox(case, n, rng.randrange(3, 7))
        return self.document(case, n, pick(rng, GENRES))

    def document(self, case, n, genre, format=None):
        rng = self.rng
        table = genre in ("sheet", "register")
        cast = list(case.cast) if genre in ("contacts", "register", "minutes") else rng.sample(case.cast, min(4, len(case.cast)))
        doc = story.tell(rng, case, genre, cast)
        format = format or ("txt" if genre == "chat" else pick(rng, TABLES if table else PROSE))
        data = WRITERS[format](doc)
        name = self.name(case, n, doc, format)
        item = Item(name, data, [part("", "document", data, doc, format=format)])
        self.recent.append((item, doc))
        return item

    def name(self, case, n, doc, extension):
        """A file name; a third hold the name of a person."""
        rng, p = self.rng, doc.cast[0]
        start = f"{case.code}-{n:03d}"
        form = rng.random()
        if form < 0.08:
            return f"{start} {doc.genre} {doc.full(p)}.{extension}"
        if form < 0.16:
            return f"{start} {doc.alone(p, doc.genre + ' ')}.{extension}"
        if form < 0.22:
            return f"{start}_{doc.short(p).replace(' ', '_')}_{doc.genre}.{extension}"
        if form < 0.27:
            return f"{start} {doc.listed(p)}.{extension}"
        if form < 0.31:
            return f"{start} {doc.titled(p)} {doc.genre}.{extension}"
        if form < 0.34:
            return f"{start} {doc.email(p)}.{extension}"
        return f"{start} {doc.genre}.{extension}"

    def mail(self, case, n, threads, room):
        rng = self.rng
        if not threads or rng.random() < 0.3:
            threads.append(mail.Thread(rng, case, len(threads)))
        d = rng.choice(threads[-3:]).next()
        attached, parts = [], []
        if rng.random() < 0.22 and room > 3:
            for k in range(rng.randrange(1, 3)):
                inner = self.recent[-1 - rng.randrange(len(self.recent))][0] if rng.random() < 0.3 else self.document(case, 500 + n * 3 + k, pick(rng, GENRES[:4]), pick(rng, PROSE[:3]))
                if any(name == inner.name for name, _ in attached):
                    continue
                attached.append((inner.name, inner.data))
                parts += [{**p, "inner": inner.name} for p in inner.parts]
        data = mail.eml(d, attached)
        item = Item(self.name(case, n, d, "eml"), data, [part("", "document", data, d, format="eml"), *parts], simple=not attached)
        if not attached:
            self.recent.append((item, d))
        return item

    def mailbox(self, case, n, count):
        rng = self.rng
        thread, mails, parts = mail.Thread(rng, case, 900 + n), [], []
        for number in range(1, count + 1):
            d = thread.next()
            data = mail.eml(d)
            mails.append(data)
            # A mailbox changes line ends and From lines, so its mails are copies of no file.
            parts.append(part(f"{number:05}.eml", "document", b"mbox" + data, d, format="mbox"))
        data = mail.mbox(mails)
        return Item(f"{case.code}-{n:03d} postvak.mbox", data, [part("", "container", data), *parts], simple=False)

    def broken(self, case, n):
        rng = self.rng
        kind = rng.choice([*broken.KINDS, "locked"])
        doc = story.tell(rng, case, "nota", case.cast)
        start = f"{case.code}-{n:03d}"
        if kind == "locked":
            inner = office.docx(doc)
            data = archive.locked(inner, "geheim.docx")
            return Item(f"{start} bijlagen.zip", data, [part("", "container", data), part("geheim.docx", "broken", inner, doc, how=kind)], simple=False)
        data, extension = broken.broken(doc, kind)
        return Item(f"{start} stuk.{extension}", data, [part("", "broken", data, doc, how=kind)], simple=False)

    def misnamed(self, case, n):
        """A whole file with the extension of another format."""
        real, shown = self.rng.choice((("docx", "pdf"), ("pdf", "docx"), ("odt", "doc"), ("rtf", "doc"), ("xlsx", "csv"), ("pdf", "txt")))
        item = self.document(case, n, "sheet" if real == "xlsx" else "nota", real)
        self.recent.pop()
        item.name = item.name.rsplit(".", 1)[0] + "." + shown
        item.parts[0]["how"] = "wrong extension"
        return item

    def copy(self, case, n):
        rng = self.rng
        item, doc = self.recent[rng.randrange(len(self.recent))]
        first = item.parts[0]
        if rng.random() < 0.5 or doc.genre in ("sheet", "register", "chat", "mail", "contacts"):
            # Under its own name in another folder, or under another.
            name = f"kopie {n:03d}/{item.name}" if rng.random() < 0.6 else f"{case.code}-{n:03d} kopie.{item.name.rsplit('.', 1)[-1]}"
            return Item(name, item.data, [dict(first, copy="exact")], simple=False)
        how = rng.random()
        if how < 0.7:
            data, extension = near.near(doc), "txt"
        else:
            extension = "pdf" if first["format"] == "docx" else "docx"
            data = WRITERS[extension](doc)
        return Item(f"{case.code}-{n:03d} afdruk.{extension}", data, [part("", "document", data, doc, format=extension, copy="near", near=first)], simple=False)


def folder(rng, case):
    """The folder of a case; half of them are called by a person."""
    p = case.cast[1]
    form = rng.random()
    if form < 0.25:
        return f"{case.code} {p.full}", [(p.full, "full")]
    if form < 0.5:
        return f"{case.code} klacht van {p.titled}", [(p.titled, "titled")]
    return f"{case.code} {rng.choice(('vergunning', 'bezwaar', 'overleg', 'subsidie'))}", []


def place(rng, case, items):
    """The files of a case with their paths; of one case in three, some stand in archives in archives."""
    top, plants = folder(rng, case)
    if rng.random() > 0.35 or len(items) < 12:
        return top, plants, items
    cut = len(items) // 2
    loose, packed = items[:cut], items[cut:]
    third = len(packed) // 3
    deep = pack("dieper.zip", archive.zipped, packed[:third])
    middle = pack("map/bijlagen.tar.gz", archive.tarred, [*packed[third:2 * third], deep])
    outer = pack(f"{case.code} stukken.zip", archive.zipped, [*packed[2 * third:], middle])
    return top, plants, [*loose, outer]


def pack(name, how, items):
    data = how([(item.name, item.data) for item in items])
    parts = [part("", "container", data)]
    for item in items:
        for p in item.parts:
            parts.append({**p, "inner": f"{item.name}/{p['inner']}" if p["inner"] else item.name})
    return Item(name, data, parts, simple=False)


class Account:
    """What is where: the answer that the output is checked by."""

    def __init__(self):
        self.values, self.entries, self.ids = {}, [], {}

    def value(self, value, kind):
        return self.values.setdefault((value, kind), len(self.values))

    def add(self, path, part, plants):
        doc = part["doc"]
        whole = part["kind"] == "document"
        entry = {"path": path, "kind": part["kind"], "hash": part["hash"]}
        for key in ("format", "how", "copy"):
            if key in part:
                entry[key] = part[key]
        if doc:
            entry["plants"] = sorted({self.value(*plant) for plant in [*doc.plants, *plants]})
            # OCR may have misread what must stay, so a near copy is not asked for it.
            if whole and part.get("copy") != "near":
                entry["keeps"] = sorted(set(doc.keeps))
            entry["genre"] = doc.genre
        if "near" in part:
            entry["near"] = part["near"]["hash"]
        self.entries.append(entry)

    def write(self, path, **more):
        self.entries.sort(key=lambda e: [c.encode() for c in e["path"].split("/")])
        values = [{"value": value, "kind": kind} for value, kind in self.values]
        path.write_text(json.dumps({**more, "values": values, "entries": self.entries}, ensure_ascii=False), encoding="utf-8")


def make(out, documents, seed):
    if out.exists():
        shutil.rmtree(out)
    maker, account, left, number = Maker(seed), Account(), documents, 0
    while left > 0:
        number += 1
        case, items = maker.case(number, min(left, A_CASE))
        left -= sum(item.documents for item in items)
        top, plants, items = place(maker.rng, case, items)
        for item in items:
            path = out / top / item.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(item.data)
            for p in item.parts:
                inner = f"/{p['inner']}" if p["inner"] else ""
                account.add(f"{top}/{item.name}{inner}", p, plants)
    account.write(out.with_name(out.name + ".planted.json"), documents=documents, seed=seed)
    return account


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("out", type=pathlib.Path)
    args = parser.parse_args()
    account = make(args.out, args.documents, args.seed)
    count = lambda kind: sum(e["kind"] == kind for e in account.entries)
    print(f"{count('document')} documents, {count('broken')} broken, {count('container')} containers, {len(account.values)} planted values", file=sys.stderr)


if __name__ == "__main__":
    main()
