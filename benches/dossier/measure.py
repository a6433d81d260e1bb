#!/usr/bin/env python3
"""Memory, time and pages a second of `lakmoes run` on dossiers of growing size, as a Markdown table.

Usage: measure.py LAKMOES [--sizes 100,1000,20000] [--threads 2] [--work DIR] [-- OPTION…]

Memory is what the process and its workers hold together, sampled ten times a second and more (so that a page that
several hold counts for each), and the most that any of them held, as the kernel noted it.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make

PAGE = resource.getpagesize()


def family(root):
    """The process and all that it started."""
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                stat = pathlib.Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry))
    found, open_ = [], [root]
    while open_:
        process = open_.pop()
        found.append(process)
        open_ += children.get(process, [])
    return found


class Watch(threading.Thread):
    """What a process and its workers hold, until it ends."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.root, self.together, self.parent, self.worker, self.processes = process, 0, 0, 0, 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            total = 0
            processes = family(self.root)
            for process in processes:
                try:
                    held = int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
                    status = pathlib.Path(f"/proc/{process}/status").read_text()
                except (OSError, IndexError):
                    continue
                total += held
                most = next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)
                if process == self.root:
                    self.parent = max(self.parent, most)
                else:
                    self.worker = max(self.worker, most)
            self.together = max(self.together, total)
            self.processes = max(self.processes, len(processes))


def measured(lakmoes, source, out, threads, options):
    command = [lakmoes, "run", str(source), "--out", str(out), "--threads", str(threads), "--quiet", *options]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    run = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    watch = Watch(run.pid)
    watch.start()
    code = run.wait()
    wall = time.monotonic() - start
    watch.over.set()
    watch.join()
    if code not in (0, 1):
        sys.exit(f"lakmoes ended with {code}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, watch


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lakmoes")
    parser.add_argument("--sizes", default="100,1000,20000")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=pathlib.Path, help="where the dossiers are made; they stay there")
    parser.add_argument("options", nargs="*", help="for lakmoes run")
    args = parser.parse_args()
    work = args.work or pathlib.Path(tempfile.mkdtemp(prefix="dossier-"))
    print("| documents | MB | wall s | CPU s | documents/s | pages/s | MB/s | peak MiB, all | parent | largest worker | processes |")
    print("|---|---|---|---|---|---|---|---|---|---|---|", flush=True)
    for size in map(int, args.sizes.split(",")):
        source, out = work / f"in-{size}", work / f"out-{size}"
        if not source.exists():
            make.make(source, size, 1)
        megabytes = sum(f.stat().st_size for f in source.rglob("*") if f.is_file()) / 1e6
        wall, cpu, watch = measured(args.lakmoes, source, out, args.threads, args.options)
        summary = json.loads((out / "summary.json").read_text())
        mib = lambda held: f"{held / 2**20:.0f}"
        print(f"| {summary['documents']:,} | {megabytes:.1f} | {wall:.1f} | {cpu:.1f} | {summary['documents'] / wall:.0f} | {summary['pages'] / wall:.0f} "
              f"| {megabytes / wall:.1f} | {mib(watch.together)} | {mib(watch.parent)} | {mib(watch.worker)} | {watch.processes} |", flush=True)
        shutil.rmtree(out)
        shutil.rmtree(out.with_name(out.name + ".lakmoes"), ignore_errors=True)
    if not args.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
