#!/usr/bin/env python3
"""Writes the text documents with their gold as JSON lines, {"id","genre","noise","text","spans","fields"}:
the input of `lakmoes detect --jsonl` and the gold of a scorer in one.

  export.py [--noise LEVEL] [--genre GENRE] > gold.jsonl
"""
import argparse
import json
import os

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def cases():
    for folder, _, names in sorted(os.walk(os.path.join(ROOT, "text"))):
        for name in sorted(names):
            if name.endswith(".gold.json"):
                gold = json.load(open(os.path.join(folder, name), encoding="utf-8"))
                with open(os.path.join(folder, gold["id"] + ".txt"), "rb") as f:
                    yield gold, f.read().decode(gold.get("encoding", "utf-8"))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--noise")
    a.add_argument("--genre")
    n = a.parse_args()
    for gold, text in cases():
        if n.noise in (None, gold["noise"]) and n.genre in (None, gold["genre"]):
            row = {k: gold[k] for k in ("id", "genre", "noise")}
            print(json.dumps({**row, "text": text, "spans": gold["spans"], "fields": gold["fields"]}, ensure_ascii=False))


if __name__ == "__main__":
    main()
