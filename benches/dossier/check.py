#!/usr/bin/env python3
"""Checks what `lakmoes run` made of a dossier of make.py against what is known of it.

Usage: check.py IN.planted.json OUT [--confidential FILE] [--keeps PERCENT] [--examples N] [--json FILE]

Every input has one line in the manifest and the fate it must have; what the manifest says is written is there, and
nothing else; no planted value stands anywhere, in contents or names, in any form; what must stay stands; copies
are told as copies. Ends with 1 if anything is wrong.
"""

import argparse
import json
import pathlib
import re
import sys
from collections import Counter, defaultdict

import leaks

OWN = {"manifest.jsonl", "summary.json", "report.html", "inventarislijst.csv", "inventarislijst.xlsx"}


class Findings:
    def __init__(self, shown):
        self.shown, self.counts, self.examples = shown, Counter(), defaultdict(list)

    def wrong(self, what, example):
        self.counts[what] += 1
        if len(self.examples[what]) < self.shown:
            self.examples[what].append(example)


def pattern(published):
    """What an input path may have been, given its redacted path."""
    return re.compile(".*".join(re.escape(part) for part in re.split(r"\[[^\[\]]*\]", published)), re.S)


def accounted(entries, lines, found):
    """Pairs each entry with its line: both stand in the order of the paths."""
    if len(entries) != len(lines):
        found.wrong("accounting", f"{len(entries)} inputs, {len(lines)} lines in the manifest")
    pairs = []
    at = 0
    for entry in entries:
        # A line too many or too few must not make all that follows wrong.
        for skip in range(0, 4):
            if at + skip < len(lines) and pattern(lines[at + skip]["path"]).fullmatch(entry["path"]):
                for extra in lines[at:at + skip]:
                    found.wrong("accounting", f"a line of no input: {extra['path']}")
                pairs.append((entry, lines[at + skip]))
                at += skip + 1
                break
        else:
            found.wrong("accounting", f"no line for {entry['path']}")
    return pairs


EXPECTED = {"document": ("done",), "container": ("skipped",), "broken": ("failed",)}


def fates(pairs, found):
    for entry, line in pairs:
        if line["status"] not in EXPECTED[entry["kind"]]:
            how = entry.get("how") or entry.get("format") or ""
            reason = (line.get("reason") or {}).get("message", "")
            found.wrong("fate", f"{entry['path']}: {entry['kind']} {how} became {line['status']} {reason}")
        if line["status"] not in ("done",) and not line.get("reason"):
            found.wrong("fate", f"{entry['path']}: {line['status']} without a reason")


def summed(out, lines, found):
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    counts = Counter(line["status"] for line in lines)
    told = {key: summary[key] for key in ("done", "failed", "withdrawn", "skipped")}
    if sum(told.values()) != summary["documents"] or summary["documents"] != len(lines) or any(told[k] != counts[k] for k in told):
        found.wrong("accounting", f"the summary says {summary['documents']} and {told}, the manifest {dict(counts)}")


def files(out, lines, found):
    """Outputs stand where the manifest says, and nothing else stands there."""
    told = {}
    for line in lines:
        for output in (line.get("output"), (line.get("pdf") or {}).get("output"), line.get("diwoo")):
            if not output:
                continue
            if output in told:
                found.wrong("outputs", f"two lines claim {output}")
            told[output] = line
            if line["status"] != "done":
                found.wrong("outputs", f"{line['status']}, yet with an output: {output}")
        if line["status"] == "done" and not line.get("output"):
            found.wrong("outputs", f"done, yet without an output: {line['path']}")
    there = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}
    for missing in sorted(told.keys() - there):
        found.wrong("outputs", f"not there: {missing}")
    for extra in sorted(there - told.keys()):
        if extra not in OWN and not extra.startswith("diwoo/"):
            found.wrong("outputs", f"nobody speaks of {extra}")
    return told


def keeps(out, pairs, found):
    asked = gone = 0
    fold = lambda text: re.sub(r"\s+", " ", text).lower()
    for entry, line in pairs:
        if not entry.get("keeps") or line["status"] != "done":
            continue
        document = json.loads((out / line["output"]).read_text(encoding="utf-8"))
        text = fold(document["text"] + "\n" + document["colofon"] + "\n" + json.dumps(document["fields"], ensure_ascii=False))
        for value in entry["keeps"]:
            asked += 1
            if fold(value) not in text:
                gone += 1
                found.wrong("keeps", f"{value!r} is gone from {line['output']} ({entry.get('format')})")
    return asked, gone


def copies(pairs, found):
    """Exact copies are one group, with one first; near ones stand in it too; what is no copy stands alone."""
    done = [(e, l) for e, l in pairs if l["status"] == "done"]
    if not any("duplicate" in line for _, line in done):
        return None
    group_of = lambda line: (line.get("duplicate") or {}).get("group")
    by_hash, asked = defaultdict(list), Counter()
    for entry, line in done:
        by_hash[entry["hash"]].append((entry, line))
    for same in by_hash.values():
        if len(same) < 2:
            continue
        asked["exact"] += len(same) - 1
        groups = {group_of(line) for _, line in same}
        if None in groups or len(groups) > 1:
            found.wrong("duplicates", f"exact copies in groups {groups}: {same[0][0]['path']} and {same[1][0]['path']}")
            continue
        told = [line["duplicate"]["copy"] for _, line in same]
        # They are told by how they are like the first of the group, which may be another document.
        if any(copy not in ("exact", "near") for copy in told[1:]) or told[0] == "exact" or told[0] == "first" and "near" in told:
            found.wrong("duplicates", f"exact copies are called {told}: {same[0][0]['path']}")
    family = {}
    for entry, line in done:
        if "near" in entry and entry["near"] in by_hash:
            asked["near"] += 1
            family[entry["hash"]] = entry["near"]
            origin = group_of(by_hash[entry["near"]][0][1])
            if origin is None or origin != group_of(line):
                found.wrong("near copies missed", f"{entry['path']} is a near copy of {by_hash[entry['near']][0][0]['path']}")
    members = defaultdict(list)
    for entry, line in done:
        if group_of(line) is not None:
            members[group_of(line)].append(entry)
    for group, entries in members.items():
        # Forms that differ in nothing but persons are one text once these are taken out.
        entries = [e for e in entries if e["genre"] != "contacts"]
        if len({family.get(e["hash"], e["hash"]) for e in entries}) > 1:
            found.wrong("no copies, yet grouped", f"group {group}: " + " and ".join(e["path"] for e in entries[:3]))
    return asked


def confidential(path, out, pairs, found):
    """The private file speaks of each document that is done, once, by its own path."""
    if path.stat().st_mode & 0o077:
        found.wrong("confidential", "others may read the file")
    done = Counter(entry["path"] for entry, line in pairs if line["status"] == "done")
    told = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        source = record.get("source") or record.get("input") or record.get("path")
        if source is not None and "output" in record:
            told[source] += 1
    for source in (done - told) + (told - done):
        found.wrong("confidential", f"{source}: done {done[source]} times, told {told[source]} times")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("planted", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--confidential", type=pathlib.Path)
    parser.add_argument("--keeps", type=float, default=100, help="so many percent of what must stay have to")
    parser.add_argument("--examples", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path, help="write all leaks to this file")
    args = parser.parse_args()
    planted = json.loads(args.planted.read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in (args.out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    found = Findings(args.examples)
    pairs = accounted(planted["entries"], lines, found)
    fates(pairs, found)
    summed(args.out, lines, found)
    files(args.out, lines, found)
    kept, gone = keeps(args.out, pairs, found)
    stands = 100 * (1 - gone / max(kept, 1))
    grouped = copies(pairs, found)
    if args.confidential:
        confidential(args.confidential, args.out, pairs, found)
    by_output = {line["output"]: entry for entry, line in pairs if line.get("output")}
    leaked = leaks.seek(args.out, planted["values"], by_output)

    statuses = Counter(line["status"] for line in lines)
    print(f"{len(planted['entries'])} inputs = " + " + ".join(f"{n} {status}" for status, n in sorted(statuses.items())))
    if grouped is not None:
        print(f"of what is done {grouped['exact']} exact and {grouped['near']} near copies were planted")
    print(f"{kept} values that must stay, {stands:.2f} % do")
    print(f"\n{'planted':16}{'values':>9}{'leaked':>9}{'documents':>11}{'absent':>10}")
    by_kind = defaultdict(list)
    for leak in leaked:
        by_kind[leak["kind"]].append(leak)
    for kind, total in sorted(Counter(v["kind"] for v in planted["values"]).items()):
        values = {leak["value"] for leak in by_kind[kind]}
        places = {leak["where"] for leak in by_kind[kind]}
        print(f"{kind:16}{total:9}{len(values):9}{len(places):11}{100 * (1 - len(values) / total):9.2f} %")
    for kind, some in sorted(by_kind.items()):
        for leak in some[:args.examples]:
            print(f"  leaked {kind}: {leak['value']!r} in {leak['where']}: …{leak['context']}…")
    for what, count in found.counts.items():
        print(f"\nwrong: {what}: {count}")
        for example in found.examples[what]:
            print(f"  {example}")
    if args.json:
        args.json.write_text("".join(json.dumps(leak, ensure_ascii=False) + "\n" for leak in leaked), encoding="utf-8")
    wrong = found.counts.keys() - ({"keeps"} if stands >= args.keeps else set())
    sys.exit(1 if leaked or wrong else 0)


if __name__ == "__main__":
    main()
