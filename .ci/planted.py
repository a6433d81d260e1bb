#!/usr/bin/env python3
"""What `lakmoes run` says it redacted must be gone from its output, as another program sees it.

Usage: planted.py LAKMOES CORPUS. The values come from the confidential file of the same run and are
sought in the whole output of their document, outside the places that it lists as kept.
"""
import json, pathlib, re, subprocess, sys, tempfile

lakmoes, corpus = sys.argv[1], sys.argv[2]
fold = lambda text: re.sub(r"\s+", " ", text).strip()
with tempfile.TemporaryDirectory() as folder:
    out, originals = pathlib.Path(folder, "out"), pathlib.Path(folder, "originals.jsonl")
    command = [lakmoes, "run", corpus, "--out", out, "--confidential", originals, "--quiet"]
    done = subprocess.run(command, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        sys.exit(f"run ended with {done.returncode}")
    values = leaks = 0
    for line in originals.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        result = json.loads((out / document["output"]).read_text(encoding="utf-8"))
        for part in ("text", "colofon"):
            signs = list(result[part])
            for k in (k for k in result["kept"] if k["part"] == part):
                signs[k["start"]:k["end"]] = "\0" * (k["end"] - k["start"])
            result[part] = "".join(signs)
        haystack = fold(result["text"] + "\n" + result["colofon"])
        for value in {fold(r["text"]) for r in document["redactions"]}:
            if len(re.sub(r"\W", "", value)) < 4:
                continue
            values += 1
            if re.search(r"(?<!\w)" + re.escape(value) + r"(?!\w)", haystack):
                leaks += 1
                print(f"{document['output']}: a redacted value still stands in it")
    print(f"{values} values sought, {leaks} found")
    sys.exit(1 if leaks or not values else 0)
