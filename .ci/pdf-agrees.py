#!/usr/bin/env python3
"""What poppler reads in the PDFs of the corpus, lakmoes reads too: no passage is lost.

Usage: pdf-agrees.py LAKMOES CORPUS. Compares the words of `pdftotext` with those of the result and
of the confidential file together.
"""
import collections, json, pathlib, re, subprocess, sys, tempfile

lakmoes, corpus = sys.argv[1], pathlib.Path(sys.argv[2])
words = lambda text: collections.Counter(re.findall(r"[^\W\d_]{4,}", text))
with tempfile.TemporaryDirectory() as folder:
    out, originals = pathlib.Path(folder, "out"), pathlib.Path(folder, "originals.jsonl")
    command = [lakmoes, "run", corpus, "--out", out, "--confidential", originals, "--quiet"]
    subprocess.run(command, stderr=subprocess.DEVNULL)
    hidden = {}
    for line in originals.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        hidden[document["output"]] = " ".join(r["text"] for r in document["redactions"])
    total = lost = holes = 0
    for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        source = corpus / entry["path"]
        if entry["status"] != "done" or source.suffix != ".pdf" or not source.exists():
            continue
        theirs = words(subprocess.run(["pdftotext", source, "-"], capture_output=True, text=True).stdout)
        ours = json.loads((out / entry["output"]).read_text(encoding="utf-8"))
        mine = words("\n".join((ours["text"], ours["colofon"], hidden.get(entry["output"], ""))))
        missing, read = sum((theirs - mine).values()), sum(theirs.values())
        total, lost = total + read, lost + missing
        # Undone hyphens and repaired letters make words differ: what counts is a hole.
        if missing > 5 + 0.1 * read:
            holes += 1
            print(f"{entry['path']}: {missing} of {read} words are not in the result")
    print(f"{total} words read by poppler, {lost} spelt otherwise or missing, {holes} documents with a hole")
    sys.exit(1 if holes or not total else 0)
