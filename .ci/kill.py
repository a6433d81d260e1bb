#!/usr/bin/env python3
"""A run that is killed at random moments, and resumed until it ends, leaves the same bytes as one that nobody disturbed.

Usage: kill.py LAKMOES N [--seed S] [--documents D] [--only SCENARIO] [--keep DIR]

Kills N times (SIGKILL of the whole process group or of the parent alone, SIGTERM, SIGINT), while documents are read
and while they are published; also with changed rules, changed inputs and a full disk in between, and with a second run
beside the first. Counts processes that are left behind. Ends with 1 if anything is other than it must be.
"""

import argparse
import hashlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "benches" / "dossier"))
import make

# How a run is ended, and how often in so many.
ENDS = [("group", 5), ("parent", 5), ("term", 1), ("int", 1)]
OPTIONS = {
    "plain": ["--policy", "beslisnota"],
    "pdf": ["--pdf"],
    "pseudonyms": ["--pseudonyms", "--confidential", "{private}"],
    "confidential": ["--confidential", "{private}"],
    "all": ["--pdf", "--pseudonyms", "--confidential", "{private}"],
    "lists": ["--inventarislijst", "--diwoo", "--publisher", "JenV", "--besluitdatum", "2025-06-01", "--pdf"],
    "one thread": ["--confidential", "{private}", "--threads", "1"],
    "other rules": ["--policy", "woo-dossier", "--confidential", "{private}"],
}
# All that our processes start has this in its environment, so that none is missed.
TAG = "LAKMOES_KILL_TEST"


def tree(folder):
    """Each file below a folder, by its bytes."""
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if not p.is_dir()}


def left_behind(tag):
    """Processes that carry the tag."""
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            environment = pathlib.Path("/proc", entry, "environ").read_bytes()
            state = pathlib.Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if f"{TAG}={tag}".encode() in environment.split(b"\0") and state != "Z":
            found.append(int(entry))
    return found


class Run:
    """One run of the program, in a process group of its own."""

    def __init__(self, test, source, out, options, resume=True, limit=None):
        private = str(out) + ".jsonl"
        words = [word.replace("{private}", private) for word in options]
        if "--threads" not in words:
            words += ["--threads", "2"]
        command = [test.lakmoes, "run", str(source), "--out", str(out), "--quiet", *words]
        if resume:
            command.append("--resume")
        self.tag = str(test.next())
        self.said = tempfile.TemporaryFile()
        self.started = time.time()
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=self.said, start_new_session=True, env={**os.environ, TAG: self.tag})

    def wait(self):
        code = self.process.wait()
        self.gone()
        return code

    def gone(self):
        """How many of its processes are still there after a while; they are ended."""
        patience = time.monotonic() + 5
        while True:
            left = left_behind(self.tag)
            if not left or time.monotonic() > patience:
                break
            time.sleep(0.02)
        for process in left:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        return len(left)

    def end(self, how):
        """Ends it. Whether it was still running."""
        if self.process.poll() is not None:
            return False
        one = {"parent": signal.SIGKILL, "term": signal.SIGTERM, "int": signal.SIGINT}.get(how)
        if one is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            os.kill(self.process.pid, one)
        self.process.wait()
        return True

    def words(self):
        self.said.seek(0)
        return self.said.read().decode("utf-8", "replace")


class Test:
    def __init__(self, lakmoes, rng, work, documents):
        self.lakmoes, self.rng, self.work, self.tags = lakmoes, rng, work, 0
        self.source = work / "in"
        make.make(self.source, documents, rng.randrange(10**6))
        self.references, self.counts, self.wrong, self.order = {}, Counter(), [], 0

    def next(self):
        self.tags += 1
        return f"{os.getpid()}-{self.tags}"

    def fresh(self):
        self.order += 1
        return self.work / f"out-{self.order}"

    def bad(self, what):
        self.wrong.append(what)
        print(f"WRONG: {what}", flush=True)

    def reference(self, options, source=None):
        """What an undisturbed run gives: code, tree, confidential file, and how long it took."""
        key = (tuple(options), str(source or self.source))
        if key not in self.references or source:
            out = self.fresh()
            start = time.monotonic()
            run = Run(self, source or self.source, out, options, resume=False)
            code = run.wait()
            if code not in (0, 1):
                sys.exit(f"an undisturbed run ended with {code}: {run.words()[-2000:]}")
            self.references[key] = (code, tree(out), self.private(out), time.monotonic() - start, self.rest(out))
            self.remove(out)
        return self.references[key]

    @staticmethod
    def private(out):
        path = pathlib.Path(str(out) + ".jsonl")
        return path.read_bytes() if path.exists() else None

    @staticmethod
    def rest(out):
        """What is left in the private folder, by name."""
        folder = out.with_name(out.name + ".lakmoes")
        return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))

    @staticmethod
    def remove(out):
        for path in (out, out.with_name(out.name + ".lakmoes")):
            shutil.rmtree(path, ignore_errors=True)
        pathlib.Path(str(out) + ".jsonl").unlink(missing_ok=True)

    def compare(self, name, out, code, reference):
        """Whether the end is that of the undisturbed run; what differs is kept."""
        wanted_code, wanted, private, _, rest = reference
        found, differences = tree(out), []
        if code != wanted_code:
            differences.append(f"code {code} in place of {wanted_code}")
        for path in sorted(wanted.keys() - found.keys())[:3]:
            differences.append(f"lost: {path}")
        for path in sorted(found.keys() - wanted.keys())[:3]:
            differences.append(f"too many: {path}")
        for path in [p for p in sorted(wanted) if p in found and wanted[p] != found[p]][:3]:
            differences.append(f"other bytes: {path}")
        if private != self.private(out):
            differences.append("other confidential file")
        if self.rest(out) != rest:
            differences.append(f"left in the private folder: {self.rest(out)[:5]}, undisturbed {rest[:5]}")
        if differences:
            self.bad(f"{name} ({out}): " + "; ".join(differences))
        else:
            self.remove(out)

    def moment(self, run, out, duration):
        """Waits for a random moment: early, when results begin to be published, or anywhere."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.3:
            # Publishing takes long where the disk is slow: most of these fall before it.
            time.sleep(rng.random() * duration * 0.4)
        elif kind < 0.6:
            patience = time.monotonic() + 3 * duration + 5
            while run.process.poll() is None and time.monotonic() < patience and not self.publishes(run, out):
                time.sleep(0.001)
            time.sleep(rng.random() ** 2 * 0.25 * duration)
        else:
            time.sleep(rng.random() * duration * 1.1)

    @staticmethod
    def publishes(run, out):
        """Whether it has written down what it will place, and places it."""
        placed = out.with_name(out.name + ".lakmoes") / "placed"
        try:
            return placed.stat().st_mtime >= run.started
        except FileNotFoundError:
            return False

    def disturbed(self, out, options, kills, source=None, duration=1.0):
        """Starts runs and kills them. Whether one of them ended by itself, with its code."""
        for _ in range(kills):
            how = self.rng.choices([name for name, _ in ENDS], [weight for _, weight in ENDS])[0]
            run = Run(self, source or self.source, out, options)
            self.moment(run, out, duration)
            state = "publishing" if self.publishes(run, out) else "reading"
            if not run.end(how):
                return run.wait()
            self.counts[how] += 1
            self.counts[state] += 1
            if left := run.gone():
                self.counts["left behind"] += left
                self.bad(f"{left} processes left behind after {how}")
        return None

    def finish(self, name, out, options, code, reference, source=None):
        if code is None:
            run = Run(self, source or self.source, out, options)
            code = run.wait()
            if code not in (0, 1):
                self.bad(f"{name}: the run that went on ended with {code}: {run.words()[-500:]}")
        self.compare(name, out, code, reference)
        self.counts["rounds"] += 1

    # The scenarios.
    def killed(self, name):
        """Killed a few times and resumed."""
        options, out = OPTIONS[name], self.fresh()
        reference = self.reference(options)
        code = self.disturbed(out, options, self.rng.randrange(1, 6), duration=reference[3])
        self.finish(name, out, options, code, reference)

    def other_rules(self):
        """Killed, and resumed with other rules: what was done under the first must not stay."""
        before, after = OPTIONS[self.rng.choice(("plain", "all", "confidential"))], OPTIONS["other rules"]
        out, reference = self.fresh(), self.reference(after)
        self.disturbed(out, before, self.rng.randrange(1, 3), duration=reference[3])
        code = self.disturbed(out, after, self.rng.randrange(0, 3), duration=reference[3])
        self.finish("other rules in between", out, after, code, reference)

    def other_inputs(self):
        """Killed, and resumed when files were changed, added and taken away."""
        options, out, source = OPTIONS["confidential"], self.fresh(), self.work / "changed"
        shutil.rmtree(source, ignore_errors=True)
        shutil.copytree(self.source, source)
        self.disturbed(out, options, self.rng.randrange(1, 4), source, self.reference(options)[3])
        files = sorted(p for p in source.rglob("*") if p.is_file())
        texts = [p for p in files if p.suffix == ".txt"]
        gone = self.rng.sample([p for p in files if p not in texts], 5)
        for path in gone:
            path.unlink()
        texts[0].write_text("Opgesteld door: Wilhelmina Zwartekruis\n\nZij is bereikbaar op 06-12345678.\n", encoding="utf-8")
        shutil.copy(texts[1], source / "erbij.txt")
        texts[2].rename(texts[2].with_name("anders genoemd.txt"))
        reference = self.reference(options, source)
        code = self.disturbed(out, options, self.rng.randrange(0, 2), source, reference[3])
        self.finish("other inputs in between", out, options, code, reference, source)

    def ended_before(self):
        """Over the results of a run that had ended; killed while these are replaced."""
        options, out = OPTIONS["all"], self.fresh()
        Run(self, self.source, out, OPTIONS["confidential"], resume=False).wait()
        reference = self.reference(options)
        code = self.disturbed(out, options, self.rng.randrange(1, 4), duration=reference[3])
        self.finish("over an earlier run", out, options, code, reference)

    def full_disk(self):
        """On a disk that is too small; then it grows."""
        options, place = OPTIONS["pdf"], self.work / "disk"
        reference = self.reference(options)
        place.mkdir(exist_ok=True)
        size = self.rng.randrange(50, 6000)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "lakmoes", place], stderr=subprocess.DEVNULL).returncode:
            self.counts["full disk not tested: no mounts allowed"] += 1
            return
        try:
            out = place / "out"
            run = Run(self, self.source, out, options)
            code = run.wait()
            if code == 0 or "panick" in run.words() or code < 0:
                self.bad(f"full disk of {size} KiB: ended with {code}: {run.words()[-300:]}")
            self.counts[f"full disk: ended with {code}"] += 1
            part = [p for p in tree(out) if p.endswith(".part")] if out.exists() else []
            if part:
                self.bad(f"full disk: half files {part[:3]}")
            subprocess.run(["mount", "-o", "remount,size=1g", place], check=True)
            code = Run(self, self.source, out, options).wait()
            self.compare(f"full disk of {size} KiB", out, code, reference)
        finally:
            subprocess.run(["umount", "-l", place], check=True)
        self.counts["rounds"] += 1

    def worker(self):
        """Workers are killed, by the system or by hand: their documents fail, the others do not, and the next run does all."""
        options, out = OPTIONS["confidential"], self.fresh()
        reference = self.reference(options)
        run, killed = Run(self, self.source, out, options), 0
        patience = time.monotonic() + 60
        while run.process.poll() is None and killed < 3 and time.monotonic() < patience:
            time.sleep(self.rng.random() * 0.2 * reference[3])
            workers = [process for process in left_behind(run.tag) if process != run.process.pid]
            if workers and run.process.poll() is None:
                try:
                    os.kill(self.rng.choice(workers), signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:
                    pass
        code = run.wait()
        self.counts["workers killed"] += killed
        lost = [path for path in reference[1] if path not in tree(out)]
        if code not in (0, 1) or len(lost) > max(killed * 40, 1):
            self.bad(f"{killed} workers killed: ended with {code}, {len(lost)} documents lost")
        code = Run(self, self.source, out, options).wait()
        self.compare("workers killed", out, code, reference)
        self.counts["rounds"] += 1

    def beside(self):
        """A second run into the same folder is refused, and does the first no harm."""
        options, out = OPTIONS["confidential"], self.fresh()
        reference = self.reference(options)
        first = Run(self, self.source, out, options)
        lock = out.with_name(out.name + ".lakmoes") / "lock"
        while first.process.poll() is None and not lock.exists():
            time.sleep(0.001)
        time.sleep(self.rng.random() * 0.3 * reference[3])
        second = Run(self, self.source, out, options)
        code = second.wait()
        if first.process.poll() is None and code != 2:
            self.bad(f"a second run ended with {code}: {second.words()[-300:]}")
        self.counts["second run refused" if code == 2 else "second run came too late"] += 1
        code = first.wait()
        if not second.words() or code not in (0, 1):
            self.bad(f"beside a second run the first ended with {code}")
        self.compare("a second run beside it", out, code, reference)
        self.counts["rounds"] += 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lakmoes")
    parser.add_argument("kills", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--only", help="one scenario")
    parser.add_argument("--keep", type=pathlib.Path, help="work here, and leave what differs")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    work = args.keep or pathlib.Path(tempfile.mkdtemp(prefix="kill-"))
    work.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()
    try:
        test = Test(os.path.abspath(args.lakmoes), rng, work, args.documents)
        scenarios = [lambda: test.killed("plain"), test.other_rules, lambda: test.killed("all"), test.beside, lambda: test.killed("confidential"),
                     test.other_inputs, lambda: test.killed("pdf"), test.full_disk, lambda: test.killed("pseudonyms"), test.ended_before, test.worker, lambda: test.killed("lists"),
                     lambda: test.killed("one thread")]
        if args.only:
            scenarios = [getattr(test, args.only)]
        kills = lambda: sum(test.counts[how] for how, _ in ENDS)
        rounds = 0
        while kills() < args.kills:
            scenarios[rounds % len(scenarios)]()
            rounds += 1
            if args.only and rounds >= args.kills:
                break
    finally:
        if not args.keep:
            shutil.rmtree(work, ignore_errors=True)
    print(f"{kills()} kills in {test.counts.pop('rounds')} rounds, {time.monotonic() - start:.0f} s: " + ", ".join(f"{n} {what}" for what, n in sorted(test.counts.items())))
    print(f"{len(test.wrong)} wrong")
    sys.exit(1 if test.wrong else 0)


if __name__ == "__main__":
    main()
