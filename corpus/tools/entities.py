#!/usr/bin/env python3
"""How well mentions of one person are linked: the gold's entity numbers against those of `lakmoes detect`.

  export.py > gold.jsonl
  lakmoes detect --jsonl gold.jsonl > found.jsonl
  entities.py gold.jsonl found.jsonl [--list N]

covered   entities of which every mention is covered
whole     entities whose found mentions (two or more) all carry one number
merged    numbers that stand for two or more persons of the gold
pairs     of the pairs of mentions of one person that were found, how many are linked (recall);
          of the pairs that are linked, how many are of one person (precision)
"""
import argparse
import collections
import itertools
import json

KINDS = {"PERSON", "EMAIL", "SIGNATURE", "USERNAME"}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("gold")
    a.add_argument("found")
    a.add_argument("--list", type=int, default=0)
    n = a.parse_args()
    found = {}
    for line in open(n.found, encoding="utf-8"):
        row = json.loads(line)
        found[row["id"]] = [f for f in row["findings"] if f["action"] != "keep"]
    sums = collections.defaultdict(collections.Counter)
    shown = []
    for line in open(n.gold, encoding="utf-8"):
        doc = json.loads(line)
        level = "clean" if doc["noise"] == "clean" else "OCR"
        one = measure(doc, found.get(doc["id"], []), shown)
        for key in (level, "all"):
            sums[key].update(one)
    for level in sorted(sums):
        s = sums[level]
        print(
            f"{level:6} covered {part(s['covered'], s['entities'])}  whole {part(s['whole'], s['several'])}  "
            f"merged {s['merged']} of {s['numbers']}  pairs R {part(s['both'], s['gold_pairs'])} P {part(s['both'], s['found_pairs'])}"
        )
    for line in shown[: n.list]:
        print(line)


def part(a, b):
    return f"{a}/{b} = {100 * a / b:.1f} %" if b else "-"


def measure(doc, findings, shown):
    out = collections.Counter()
    people = collections.defaultdict(list)
    for g in doc["spans"]:
        if g["action"] == "redact" and g["type"] in KINDS and g.get("entity") is not None:
            people[g["entity"]].append((g, number(g, findings), covered(g, findings, doc["text"])))
    persons = {e for e, ms in people.items() if any(m[0]["type"] == "PERSON" for m in ms)}
    numbers = collections.defaultdict(set)
    linked = []
    for e, mentions in people.items():
        if e in persons:
            out["entities"] += 1
            out["covered"] += all(c for _, _, c in mentions)
        ids = [i for _, i, _ in mentions if i is not None]
        for g, i, _ in mentions:
            if i is not None:
                numbers[i].add(e)
                linked.append((i, e))
        if len(ids) > 1:
            out["several"] += 1
            whole = len(set(ids)) == 1
            out["whole"] += whole
            if not whole:
                parts = collections.defaultdict(list)
                for g, i, _ in mentions:
                    parts[i].append(g["text"])
                shown.append(f"SPLIT {doc['id']}: {dict(parts)}")
    for i, es in numbers.items():
        out["numbers"] += 1
        if len(es) > 1:
            out["merged"] += 1
            shown.append(f"MERGED {doc['id']}: " + " | ".join(str([g["text"] for g, j, _ in people[e] if j == i]) for e in es))
    for (i, e), (j, f) in itertools.combinations(linked, 2):
        out["gold_pairs"] += e == f
        out["found_pairs"] += i == j
        out["both"] += e == f and i == j
    return out


def number(g, findings):
    over = [f for f in findings if f["entity"] is not None and f["start"] < g["end"] and g["start"] < f["end"]]
    return over[0]["entity"] if over else None


def covered(g, findings, text):
    end = g["start"] + g["text"].index("@") if g["type"] == "EMAIL" and "@" in g["text"] else g["end"]
    left = set(range(g["start"], end))
    for f in findings:
        left -= set(range(f["start"], f["end"]))
    return not any(text[i].isalnum() for i in left if i < len(text))


if __name__ == "__main__":
    main()
