#!/usr/bin/env python3
"""Judges redacted PDFs with other programs: nothing that was taken out can be found by any of them,
nothing else is lost, and the pages look the same outside the boxes.

Usage: pdf-secrets.py LAKMOES --fixture FOLDER --corpus FOLDER… [--redact COMMAND] [--keep FOLDER]

The fixture holds one PDF a place, with the secret in the file SECRET; those in `odd` may be refused. Of
each PDF of a corpus two are made: with what is found in it, and with an ordinary word taken out by hand.
COMMAND, with {in} {out} {phrase}, stands in for lakmoes: a judge must also be seen to complain.
Needs poppler-utils, qpdf, mupdf-tools, tesseract-ocr-nld; pypdfium2, pdfminer.six, pikepdf and Pillow.
"""
import argparse, collections, json, logging, os, pathlib, re, shlex, shutil, subprocess, sys, tempfile
from concurrent.futures import ProcessPoolExecutor

import pdf_looks
from pdf_readers import Seeker, carriers, complaints, texts, words_of

logging.getLogger("pdfminer").setLevel(logging.ERROR)
GROUND, UNREAD = "5.1.2e", "niet gelezen"


def redact(options, source, target, phrase):
    """Why there is no file; nothing when there is one."""
    if options.redact:
        names = {"in": str(source), "out": str(target), "phrase": phrase}
        command = [part.format(**names) for part in shlex.split(options.redact)]
    else:
        command = [options.lakmoes, "redact", source, "-o", target, "--no-detect", "--keep-unread", "--phrase", phrase, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if done.returncode == 0 and target.exists():
        return None
    if target.exists() or done.returncode not in (1, 3) or not done.stderr.strip():
        return f"ended with {done.returncode}, file: {target.exists()}: {done.stderr}"
    return f"refused: {done.stderr.strip()}"


def letters(text):
    return collections.Counter(re.sub(r"[\W_]", "", text))


def count(text, value):
    squeezed = lambda s: re.sub(r"\s", "", s).lower()
    return squeezed(text).count(squeezed(value))


def leaks(pdf, sought, kept=()):
    """Where what was sought is found; `kept` are the passages that stay, though a value may stand in them."""
    gone = [value for value in sought if not any(count(k, value) for k in kept)]
    seeker, in_bytes = Seeker(sought), Seeker(gone)
    hits = {name for name, data in carriers(pdf) if in_bytes.in_bytes(data)}
    yield from (f"found in {name}" for name in sorted(hits))
    for name, text in texts(pdf).items():
        stay = lambda value: sum(count(k, value) for k in kept)
        if any(count(text, value) > stay(value) for value in seeker.in_text(text)):
            yield f"found by {name}"


def boxes(added, labels):
    """How often each label was drawn: first those that have a letter of their own, then of what is left."""
    added, counts, drawn = added.copy(), {label: letters(label) for label in labels}, {}
    while counts:
        own = {k: [c for c in n if not any(c in m for l, m in counts.items() if l != k)] for k, n in counts.items()}
        label = max(counts, key=lambda k: len(own[k]))
        wanted = counts.pop(label)
        drawn[label] = max(added[c] // wanted[c] for c in own[label] or wanted)
        added -= collections.Counter({c: n * drawn[label] for c, n in wanted.items()})
    return drawn


def lost(before, after, gone, labels=(GROUND,)):
    """Letters and digits that a reader no longer sees, or sees now, besides what went and the labels."""
    now, under = texts(after), letters(pdf_looks.letters_under_boxes(before, after))
    for name, text in texts(before).items():
        expected, left = letters(text) - letters(gone(text)), letters(now[name])
        missing, added = expected - left, left - expected
        drawn = letters("".join(label * n for label, n in boxes(added, labels).items()))
        missing, added = missing + (drawn - added) - under, added - drawn
        if +missing or +added:
            short = lambda c: "".join((+c).elements())[:60]
            yield f"{name}: lost “{short(missing)}”, new “{short(added)}”"


def judge_fixture(job):
    options, source, secret, keep = job
    target = keep / source.name
    reason = redact(options, source, target, secret)
    if reason:
        return source.name, [] if source.parent.name == "odd" and reason.startswith("refused") else [reason]
    wrong = list(leaks(target, words_of(secret))) + complaints(target)
    seen = pdf_looks.read_aloud(target).upper()
    wrong += ["can be read by eye" for _ in [0] if any(w.upper() in seen for w in words_of(secret))]
    return source.name, wrong


def ordinary_word(readings):
    """A word of the body that stands in it several times and never inside another, whoever reads it."""
    text = readings["pdftotext"]
    words = collections.Counter(re.findall(r"(?<![\w-])[a-z]{7,}(?![\w-])", text))
    alike = lambda word, n: all(count(re.sub(r"\W", "", t), word) == n for t in readings.values())
    fit = (w for w in sorted(words, key=lambda w: (-words[w], w)) if words[w] <= 40)
    return next((w for w in fit if alike(w, words[w])), None)


def judge_word(job):
    options, source, keep = job
    word = ordinary_word(texts(source))
    if word is None:
        return f"{source.name} by hand", []
    target = keep / f"{source.stem}.word.pdf"
    reason = redact(options, source, target, word)
    if reason:
        return f"{source.name} by hand", [reason]
    wrong = list(leaks(target, [word])) + complaints(target)
    wrong += lost(source, target, lambda text: word * count(text, word))
    wrong += pdf_looks.differences(source, target, keep)
    return f"{source.name} by hand", wrong


def judge_found(job):
    source, target, values, kept, labels, keep = job
    wrong = list(leaks(target, set(values), kept)) + complaints(target)
    wrong += lost(source, target, lambda _: "".join(values), labels)
    wrong += pdf_looks.differences(source, target, keep)
    return f"{source.name} as found", wrong


def found(lakmoes, corpus, keep):
    """Redacts a folder with what is found in it; one job a PDF."""
    out, originals = keep / "out", keep / "originals.jsonl"
    command = [lakmoes, "run", corpus, "--out", out, "--pdf", "--confidential", originals, "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        print(f"{corpus}: run --pdf ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    documents = [json.loads(line) for line in originals.read_text(encoding="utf-8").splitlines()]
    documents = {d["output"]: d for d in documents if "redactions" in d}
    for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if not entry["path"].lower().endswith(".pdf"):
            continue
        if (entry.get("pdf") or {}).get("status") != "done":
            yield entry["path"], None, entry.get("pdf") or entry.get("reason"), None, None, keep
            continue
        result = json.loads((out / entry["output"]).read_text(encoding="utf-8"))
        original = documents[entry["output"]]
        values = [r["text"] for r in original["redactions"]]
        kept = [result[k["part"]][k["start"]:k["end"]] for k in result["kept"]]
        labels = sorted({r["label"].strip("[]") for r in result["redactions"]} | {UNREAD})
        yield pathlib.Path(corpus, original["path"]), out / entry["pdf"]["output"], values, kept, labels, keep


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lakmoes", type=pathlib.Path)
    parser.add_argument("--fixture", type=pathlib.Path)
    parser.add_argument("--corpus", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--redact")
    parser.add_argument("--keep", type=pathlib.Path, help="leave the redacted files and pictures of differences here")
    options = parser.parse_args()
    verdicts = collections.Counter()
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(os.cpu_count()) as pool:
        keep = options.keep or pathlib.Path(folder)
        keep.mkdir(exist_ok=True, parents=True)
        tasks = []
        if options.fixture:
            secret = (options.fixture / "SECRET").read_text()
            files = sorted(options.fixture.rglob("*.pdf"))
            tasks += [pool.submit(judge_fixture, (options, f, secret, keep)) for f in files]
        for n, corpus in enumerate(options.corpus):
            here = keep / str(n)
            shutil.rmtree(here, ignore_errors=True)
            here.mkdir()
            files = sorted(corpus.rglob("*.pdf"))
            tasks += [pool.submit(judge_word, (options, f, here)) for f in files]
            if options.redact:
                continue
            for job in found(options.lakmoes, corpus, here):
                if job[1] is None:
                    verdicts["wrong"] += 1
                    print(f"{job[0]} as found: {job[2]}")
                else:
                    tasks.append(pool.submit(judge_found, job))
        for task in tasks:
            name, wrong = task.result()
            verdicts["wrong" if wrong else "right"] += 1
            if wrong:
                print(f"{name}: " + "\n    ".join(wrong[:12]), flush=True)
    print(f"{verdicts['right']} PDFs right, {verdicts['wrong']} wrong")
    sys.exit(1 if verdicts["wrong"] or not verdicts["right"] else 0)


if __name__ == "__main__":
    main()
