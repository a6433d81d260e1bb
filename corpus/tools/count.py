#!/usr/bin/env python3
"""Counts what is in the corpus and writes the tables into its README."""
import collections
import contextlib
import io
import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
NOISE = ["clean", "light", "medium", "heavy"]
ORIGINS = {
    "nl": "Dutch", "word": "Dutch, a word or a first name", "fy": "Frisian", "be": "Flemish", "tr": "Turkish",
    "ma": "Moroccan", "hi": "Surinamese-Hindustani", "cr": "Surinamese-Creole", "jv": "Surinamese-Javanese",
    "an": "Antillean", "mo": "Moluccan, Indonesian", "cn": "Chinese", "vn": "Vietnamese", "pl": "Polish",
    "ua": "Ukrainian", "de": "German", "ir": "Iranian", "af": "Afghan", "iq": "Iraqi", "sy": "Syrian, Levantine",
    "so": "Somali", "er": "Eritrean", "gh": "Ghanaian", "cv": "Cape Verdean", "ba": "Bosnian", "gr": "Greek",
    "it": "Italian", "es": "Spanish", "pt": "Portuguese",
}


def golds():
    for folder, _, names in sorted(os.walk(ROOT)):
        for name in sorted(names):
            if name.endswith(".gold.json"):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    yield os.path.relpath(folder, ROOT).split(os.sep)[0], json.load(f)


def tables():
    genres = collections.defaultdict(collections.Counter)
    kinds = {"redact": collections.Counter(), "keep": collections.Counter()}
    origins, mentions, ministries = collections.Counter(), collections.Counter(), collections.Counter()
    forms = collections.defaultdict(collections.Counter)
    for form, g in golds():
        genres[g["genre"]][g["noise"]] += 1
        forms[form if "made" not in g or form != "text" else "text by OCR"][g["noise"]] += 1
        if "ministry" in g:
            ministries[g["ministry"]] += 1
        for s in g["spans"]:
            kinds[s["action"]][s["type"]] += 1
        for o in {(s["entity"], s["origin"]) for s in g["spans"] if "entity" in s}:
            origins[o[1]] += 1
        for s in g["spans"]:
            if s["type"] == "PERSON":
                mentions[s["origin"]] += 1

    def by_noise(title, table):
        print("| %s | %s | all |\n|---|%s" % (title, " | ".join(NOISE), "---|" * 5))
        for name, c in sorted(table.items(), key=lambda z: (-sum(z[1].values()), z[0])):
            print("| %s | %s | %d |" % (name, " | ".join(str(c[n] or "") for n in NOISE), sum(c.values())))
        total = sum(table.values(), collections.Counter())
        print("| **all** | %s | %d |\n" % (" | ".join(str(total[n]) for n in NOISE), sum(total.values())))

    by_noise("genre", genres)
    by_noise("form", forms)
    for action, title in (("redact", "to redact"), ("keep", "to keep")):
        print("**Mentions %s**: %s.\n" % (title, ", ".join("%s %d" % x for x in kinds[action].most_common())))
    print("**Ministries**: %s.\n" % ", ".join("%s %d" % x for x in ministries.most_common()))
    print("| origin of the name | persons | mentions |\n|---|---|---|")
    for o, n in origins.most_common():
        print("| %s (`%s`) | %d | %d |" % (ORIGINS[o], o, n, mentions[o]))


def main():
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        tables()
    path = os.path.join(ROOT, "README.md")
    with open(path, encoding="utf-8") as f:
        before, rest = f.read().split("## What is in it\n", 1)
    after = rest.split("## Building it\n", 1)[1]
    with open(path, "w", encoding="utf-8") as f:
        f.write(before + "## What is in it\n\n" + out.getvalue() + "\n## Building it\n" + after)


if __name__ == "__main__":
    main()
