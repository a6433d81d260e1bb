#!/usr/bin/env python3
"""Names, side by side with Deduce in one run: recall, precision, speed and memory, as a Markdown table and bars.

  cargo build --release && python3 benches/names.py [--lakmoes PATH] [--own]

Deduce, a de-identifier of Dutch medical text (PyPI, LGPL, nothing of it is shipped here), is the best tool for Dutch names that
installs from PyPI without downloading a model. It goes into a virtual environment, target/names-venv; --own leaves it out.
Needs Python 3.11 and, the first time, PyPI; about a minute, three the first time.

The same rules for both: both run with all they find by default, on one thread; of what they find, only persons count (lakmoes:
`person`; Deduce: `persoon` and `patient`), apart from the row that says otherwise.
* A mention is covered when each of its letters and digits is. A document leaks when a mention of a person is not covered.
* A find is right when it touches anything that must be redacted, of whatever type: a name within an e-mail address is right.
* Something to keep is blacked out when any letter of it is.
* Speed is text over processor time, of the corpus COPIES times less that of its first document alone: loading is told apart.
Deduce was made for patient records and knows no minister, so mind what each row asks.
"""
import argparse, collections, json, pathlib, shutil, statistics, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
VENV = ROOT / "target/names-venv"
PACKAGES = ["deduce==3.0.6", "docdeid==1.0.1", "frozendict==2.5.1", "numpy==2.4.6", "RapidFuzz==3.14.6", "regex==2024.11.6"]
PERSON = {"person", "persoon", "patient"}
KEEPS = {"OFFICE_HOLDER": "office holders", "ORGANISATION": "organisations", "NAME_IN_NAME": "names within names"}
COPIES, ROUNDS = 10, 3


def findings_of_deduce():
    """Answers {"id","text"} lines as `lakmoes detect --jsonl` does; run by the Python of the environment."""
    import logging

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)  # before Deduce has its log written among the answers
    from deduce import Deduce

    deduce = Deduce()
    for line in sys.stdin:
        document = json.loads(line)
        found = deduce.deidentify(document["text"]).annotations
        findings = [{"start": int(a.start_char), "end": int(a.end_char), "kind": a.tag, "action": "redact"} for a in found]
        print(json.dumps({"id": document["id"], "findings": findings}))


def install_deduce():
    """Its command, installed first if need be. Its first start builds its tables, for a minute or two."""
    command = [VENV / "bin/python", __file__, "deduce"]
    done = VENV / "installed.txt"
    if not done.exists() or done.read_text().split() != PACKAGES:
        print("installing Deduce", file=sys.stderr)
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
        subprocess.run([VENV / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        done.write_text("\n".join(PACKAGES))
    return command


def read_gold():
    done = subprocess.run([sys.executable, ROOT / "corpus/tools/export.py"], capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def measured(command, documents, folder):
    """What the command answers, its processor seconds, and its peak memory in MiB."""
    (folder / "in").write_text("".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in documents))
    # A child's child, so that each is measured alone.
    script = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=sys.stderr)"""
    with open(folder / "in") as source, open(folder / "out", "w") as out:
        command = [sys.executable, "-c", script, *map(str, command)]
        done = subprocess.run(command, stdin=source, stdout=out, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    seconds, memory = map(float, done.stderr.splitlines()[-1].split())
    return [json.loads(line) for line in open(folder / "out")], seconds, memory


def letters(text, span):
    """The places of a span that count."""
    places = range(span["start"], span["end"])
    return {i for i in places if text[i].isalnum()} or set(places)


def covered(findings):
    return {i for f in findings for i in range(f["start"], f["end"])}


def score(gold, answers):
    """What came true how often, of how many: {row: [true, all]}."""
    rows = collections.defaultdict(lambda: [0, 0])

    def count(row, true):
        rows[row][0] += bool(true)
        rows[row][1] += 1

    for document, answer in zip(gold, answers, strict=True):
        assert document["id"] == answer["id"]
        text, noise = document["text"], "clean" if document["noise"] == "clean" else "OCR"
        redacted = [f for f in answer["findings"] if f["action"] in ("redact", "review")]
        persons = [f for f in redacted if f["kind"] in PERSON]
        ink, any_ink = covered(persons), covered(redacted)
        people = collections.defaultdict(set)
        for span in document["spans"]:
            need = letters(text, span)
            if span["type"] == "PERSON":
                count(f"mentions fully covered, {noise}", need <= ink)
                count("mentions touched", need & ink)
                count("mentions fully covered, by finds of any kind", need <= any_ink)
                people[span["entity"]] |= need
            elif span["type"] in KEEPS:
                count(f"{KEEPS[span['type']]} blacked out", need & ink)
        for need in people.values():
            count(f"persons with every mention covered, {noise}", need <= ink)
        if people:
            count(f"documents with a leaked name, {noise}", not all(need <= ink for need in people.values()))
        personal = covered(s for s in document["spans"] if s["action"] == "redact")
        for f in persons:
            count(f"precision, {noise}", not personal.isdisjoint(range(f["start"], f["end"])))
    return rows


def timed(commands, gold, folder):
    """[(KB/s, seconds to start, MiB)], in turns: A B A B …, medians."""
    size = lambda documents: sum(len(d["text"].encode()) for d in documents) / 1000
    runs = [[] for _ in commands]
    for _ in range(ROUNDS):
        for command, own in zip(commands, runs):
            _, start, _ = measured(command, gold[:1], folder)
            _, whole, memory = measured(command, gold * COPIES, folder)
            own.append(((size(gold) * COPIES - size(gold[:1])) / (whole - start), start, memory))
    return [[statistics.median(column) for column in zip(*own)] for own in runs]


ROWS = [
    "mentions fully covered, clean", "mentions fully covered, OCR", "mentions touched", "mentions fully covered, by finds of any kind",
    "persons with every mention covered, clean", "persons with every mention covered, OCR", "precision, clean", "precision, OCR",
    *(f"{keep} blacked out" for keep in KEEPS.values()), "documents with a leaked name, clean", "documents with a leaked name, OCR",
]


def table(names, scores, times, title):
    share = lambda s, row: f"{100 * s[row][0] / s[row][1]:.1f} %" if s[row][1] else "–"
    rows = [[title, *names], ["---"] * (len(names) + 1)]
    rows += [[row, *(share(s, row) for s in scores)] for row in ROWS]
    for i, (row, form) in enumerate([("KB of text a second", ",.0f"), ("seconds to start", ".2f"), ("peak memory, MiB", ",.0f")]):
        rows.append([row, *(format(t[i], form) for t in times)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def bars(names, scores):
    width = max(map(len, names))
    for row in ROWS:
        print(row)
        for name, s in zip(names, scores):
            true, of = s[row]
            print(f"  {name:{width}} {'█' * round(40 * true / of) if of else '':·<40}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lakmoes", type=pathlib.Path, default=ROOT / "target/release/lakmoes", help="the binary (target/release/lakmoes)")
    options.add_argument("--own", action="store_true", help="lakmoes alone")
    options = options.parse_args()
    if not options.lakmoes.exists():
        sys.exit(f"{options.lakmoes} is not there: cargo build --release, or say --lakmoes PATH")
    tools = {"lakmoes": [options.lakmoes.resolve(), "detect", "--jsonl", "--threads", "1", "--quiet", "-"]}
    if not options.own:
        tools["Deduce " + PACKAGES[0].split("==")[1]] = install_deduce()
    gold = read_gold()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        scores = [score(gold, measured(command, gold, folder)[0]) for command in tools.values()]
        times = timed(tools.values(), gold, folder)
    mentions = sum(s["type"] == "PERSON" for d in gold for s in d["spans"])
    print(table(list(tools), scores, times, f"{len(gold)} texts, {mentions:,} mentions of persons"), "\n\n```", sep="")
    bars(list(tools), scores)
    print("```")


if __name__ == "__main__":
    findings_of_deduce() if sys.argv[1:] == ["deduce"] else main()
