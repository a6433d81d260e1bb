#!/usr/bin/env python3
"""Whole-process times, as ratios measured in one run: A B A B …, medians.

  cargo build --release && python3 benches/end_to_end.py [PDF]

1. a long PDF to JSON against `pdftotext` extracting it (Debian: poppler-utils, qpdf). Without an
   argument the PDF is made of the born-digital ones of the corpus, repeated to 58 pages.
2. one thread against two on a folder of 400 documents.
3. peak memory on 100 documents and on 1,000.
"""
import pathlib, shutil, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAKMOES = ROOT / "target/release/lakmoes"
RUNS = 9


def seconds(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def compare(name, a, b):
    pairs = [(seconds(a), seconds(b)) for _ in range(RUNS)]
    ratio = statistics.median(x / y for x, y in pairs)
    left, right = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    print(f"{name:44} {left * 1000:8.1f} ms {right * 1000:8.1f} ms   ratio {ratio:.2f}")


def long_pdf(folder):
    sources = sorted((ROOT / "corpus").rglob("*.pdf"))
    sources = [s for s in sources if s.stat().st_size < 200_000] or sources
    target = folder / "long.pdf"
    subprocess.run(["qpdf", "--empty", "--pages", *(sources * 20), "--", folder / "all.pdf"], check=False)
    subprocess.run(["qpdf", folder / "all.pdf", "--pages", ".", "1-58", "--", target], check=False)
    return target


def folder_of(folder, documents):
    sources = sorted((ROOT / "corpus").rglob("*.txt"))
    folder.mkdir()
    for n in range(documents):
        source = sources[n % len(sources)]
        shutil.copy(source, folder / f"{n:05}-{source.name}")
    return folder


def run(source, out, threads):
    return [LAKMOES, "run", source, "--out", out, "--threads", str(threads), "--quiet", "--progress", "never"]


def peak(command):
    """In MiB, of a child's child, so that each is measured alone."""
    script = "import resource,subprocess,sys;subprocess.run(sys.argv[1:]);print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", script, *map(str, command)], capture_output=True, text=True)
    return int(done.stdout.split()[-1]) / 1024


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    pdf = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else long_pdf(folder)
    compare("PDF: lakmoes to JSON / pdftotext", run(pdf, folder / "out", 1), ["pdftotext", pdf, folder / "out.txt"])
    many = folder_of(folder / "many", 400)
    compare("400 documents: 1 thread / 2 threads", run(many, folder / "one", 1), run(many, folder / "two", 2))
    few, more = folder_of(folder / "few", 100), folder_of(folder / "more", 1000)
    print(f"peak memory: {peak(run(few, folder / 'f', 2)):.0f} MiB on 100 documents, {peak(run(more, folder / 'm', 2)):.0f} MiB on 1,000")
