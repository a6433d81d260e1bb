#!/usr/bin/env python3
"""A note of 58 pages with 500 hits, redacted on one core, beside a plain reader and beside PyMuPDF.

  cargo build --release && python3 benches/redact.py [--pdf FILE]

Needs mupdf-tools (`mutool`), and, for the note and for the comparison, reportlab and pymupdf from PyPI.
Times are of whole processes: A B A B …, medians; the ratios are of the pairs.
"""
import argparse, pathlib, random, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAKMOES = ROOT / "target/release/lakmoes"
PAGES, HITS, RUNS = 58, 500, 7
FIRST = "Aaltje Bouke Corneel Dieuwke Eelco Femke Gosse Hidde Ietje Jorrit Klaske Lolke Minke Nynke Oeds Pytsje".split()
LAST = "Ferwerda Zandstra Oosterwal Kloosterboer Hoitinga Vlietman Terpstra Boonsma Rinsema Wiarda Galema Douma".split()
WORDS = """de het een van voor met over door bij naar begroting archief uitvoering maatregel voortgang gemeente
provincie wetsvoorstel regeling toezicht advies besluit planning termijn onderzoek gesprek afspraak bijlage
samenwerking gegevens beleid werkgroep kosten opbrengst rapportage evaluatie is wordt kan zal heeft en maar""".split()


def write_note(path):
    """Dense pages of ordinary words, with names strewn over them; the same file each time."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    font = embedded_font()
    if font:
        pdfmetrics.registerFont(TTFont("Note", font))
    chance = random.Random(4)
    names = [f"{f} {l}" for f in FIRST for l in LAST]
    chance.shuffle(names)
    names = names[:60]
    page = Canvas(str(path), invariant=True)
    for number in range(PAGES):
        text = page.beginText(60, 790)
        text.setFont("Note" if font else "Helvetica", 10, leading=13)
        hits = HITS // PAGES + (number < HITS % PAGES)
        lines = [[chance.choice(WORDS) for _ in range(14)] for _ in range(56)]
        for line in chance.sample(range(len(lines)), hits):
            lines[line][chance.randrange(2, 10)] = "de heer " + chance.choice(names)
        for line in lines:
            text.textLine(" ".join(line))
        page.drawText(text)
        page.showPage()
    page.save()
    return names


def embedded_font():
    try:
        done = subprocess.run(["fc-match", "-f", "%{file}", "DejaVu Serif"], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return done.stdout if done.stdout.endswith(".ttf") else None


def seconds(command):
    start = time.perf_counter()
    done = subprocess.run([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", type=pathlib.Path, help="another note than the one that is made")
    parser.add_argument("--phrase", action="append", default=[], help="a name in that note")
    parser.add_argument("--leave", type=pathlib.Path, help="only write the note here")
    options = parser.parse_args()
    if options.leave:
        print("\n".join(write_note(options.leave)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        note, names = options.pdf, options.phrase
        if not note:
            note = folder / "note.pdf"
            names = write_note(note)
        phrases = [word for name in names for word in ("--phrase", name)]
        one_core = ["taskset", "-c", "0"]
        lakmoes = [*one_core, LAKMOES, "redact", note, "-o", folder / "ours.pdf", "--quiet", "--threads", "1"]
        commands = {
            "mutool draw -F txt": [*one_core, "mutool", "draw", "-q", "-F", "txt", "-o", folder / "text.txt", note],
            "lakmoes redact, names given": [*lakmoes, "--no-detect", *phrases],
            "lakmoes redact, names detected": lakmoes,
            "PyMuPDF apply_redactions and scrub": [*one_core, sys.executable, ROOT / "benches/by_pymupdf.py", note, folder / "theirs.pdf", *names],
        }
        times = {what: [] for what in commands}
        for _ in range(RUNS):
            for what, command in commands.items():
                times[what].append(seconds(command))
        base = times["mutool draw -F txt"]
        print("| | ms | times mutool |\n|---|---|---|")
        for what, taken in times.items():
            ratio = statistics.median(t / b for t, b in zip(taken, base))
            print(f"| {what} | {statistics.median(taken) * 1000:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
