#!/usr/bin/env python3
"""`lakmoes redact` over odd PDFs: a checked file or a clear refusal; no panic, no hang, memory within limits.

Usage: pdf-odd.py LAKMOES FOLDER [SECONDS [MEBIBYTES]]. Of each PDF a word that poppler reads in it is taken out.
"""
import collections, os, pathlib, re, subprocess, sys, tempfile, threading, time

lakmoes, folder = sys.argv[1], pathlib.Path(sys.argv[2])
most_seconds, most_memory = (int(n) for n in (sys.argv[3:] + ["60", "1024"][len(sys.argv) - 3:]))


def read(pdf):
    done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, timeout=120)
    return done.stdout.decode(errors="replace")


def word_of(pdf):
    words = collections.Counter(re.findall(r"[^\W\d_]{5,}", read(pdf)))
    return max(sorted(words), key=words.get, default="begroting")


def run(command):
    """Exit code, messages, seconds, mebibytes."""
    with tempfile.TemporaryFile() as messages:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=messages)
        alarm = threading.Timer(most_seconds + 5, child.kill)
        alarm.start()
        _, status, usage = os.wait4(child.pid, 0)
        alarm.cancel()
        messages.seek(0)
        said = messages.read().decode(errors="replace").strip()
    return os.waitstatus_to_exitcode(status), said, time.monotonic() - start, usage.ru_maxrss / 1024


def judge(pdf, target):
    word = word_of(pdf)
    command = [lakmoes, "redact", pdf, "-o", target, "--no-detect", "--phrase", word, "--timeout", str(most_seconds), "--quiet"]
    code, said, seconds, memory = run(command)
    wrong = []
    if seconds > most_seconds:
        wrong.append(f"took {seconds:.0f} s")
    if memory > most_memory:
        wrong.append(f"took {memory:.0f} MiB")
    if "internal error" in said or code not in (0, 1, 3):
        wrong.append(f"ended with {code}: {said}")
    if (code == 0) != target.exists() or (code != 0 and not said):
        wrong.append(f"ended with {code}, file: {target.exists()}, said: {said}")
    if code == 0 and target.exists():
        if re.search(rf"(?<!\w){word}(?!\w)", read(target)):
            wrong.append("the word still stands in it")
        check = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True)
        if check.returncode:
            wrong.append(f"qpdf: {check.stderr.strip()[:200]}")
    return ("written" if code == 0 else "refused"), wrong, said, seconds, memory


ends, slowest, largest = collections.Counter(), 0, 0
with tempfile.TemporaryDirectory() as scratch:
    for pdf in sorted(folder.rglob("*.pdf")):
        target = pathlib.Path(scratch, "out.pdf")
        target.unlink(missing_ok=True)
        end, wrong, said, seconds, memory = judge(pdf, target)
        slowest, largest = max(slowest, seconds), max(largest, memory)
        ends["wrong" if wrong else end] += 1
        if wrong:
            print(f"{pdf.relative_to(folder)}: {'; '.join(wrong)}")
        elif end == "refused":
            print(f"{pdf.relative_to(folder)} refused: {said.split(': ', 2)[-1]}")
print(f"{ends['written']} written, {ends['refused']} refused, {ends['wrong']} wrong; at most {slowest:.1f} s, {largest:.0f} MiB")
sys.exit(1 if ends["wrong"] or not ends["written"] else 0)
