"""What building a store takes: time by ``--jobs``, memory of the parent as it grows, an unchanged run, single changes.

``python -m benchmarks.bench_build [--notices 20000] [--seed 7] [--folder DIR] [--rounds 4] [--markdown]``

The notices (``make_notices``, the same everywhere) are one JSON-lines file for each round. In each round one store grows by it
with one job, another with two, each in a process of its own, in turns, so that whatever else the machine does falls on both. Then both
are built once more, with nothing changed, and with a hundred notices changed. Wall time, CPU time of all processes, and
the parent's resident memory are what the system says. With ``--bars`` the exit code is 1 where a bar is missed:
two jobs 1.7 times as fast as one, an unchanged run 20 times as fast as the first, the parent below 400 MB.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.make_notices import Writer

CHANGED = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One build: wall and CPU seconds, peak of the parent's resident memory in MB, what was done, quads in the store."""

    wall: float
    cpu: float
    peak: float
    done: str
    notices: int


def write_rounds(folder: Path, notices: int, rounds: int, seed: int) -> list[Path]:
    """The notices as a file for each round."""
    writer, paths = Writer(seed), []
    for number in range(rounds):
        paths.append(folder / f"round-{number:02}.jsonl")
        with paths[-1].open("w", encoding="utf-8") as file:
            for _ in range(notices // rounds):
                file.write(json.dumps({"text": writer.notice()}, ensure_ascii=False) + "\n")
    return paths


def change(path: Path, many: int) -> None:
    """Add a directive to so many notices of ``path``, evenly spread."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number in range(0, len(lines), -(-len(lines) // many)):
        record = json.loads(lines[number])
        record["text"] += "会议要求，县财政局要在年底前完成资金清算。\n"
        lines[number] = json.dumps(record, ensure_ascii=False) + "\n"
    path.write_text("".join(lines), "utf-8")


def built(paths: list[str], store: str, jobs: int) -> Measured:
    """Build ``store`` in this process, which is a fresh one."""
    from kg.build import build

    start = time.perf_counter()
    report = build(paths, Path(store), jobs=jobs)
    wall = time.perf_counter() - start
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
    done = f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, {len(report.failures)} failed"
    return Measured(wall, cpu, own.ru_maxrss / 1024, done, report.store_notices)


def in_child(paths: list[Path], store: Path, jobs: int) -> Measured:
    """``built`` in a process of its own."""
    context = multiprocessing.get_context("spawn")
    reading, writing = context.Pipe(duplex=False)
    child = context.Process(target=_send_built, args=(writing, [str(path) for path in paths], str(store), jobs))
    child.start()
    writing.close()
    measured: Measured = reading.recv()
    child.join()
    return measured


def _send_built(writing, paths, store, jobs) -> None:  # noqa: ANN001  (a connection has no public type)
    from kg.build.processes import die_with_parent

    die_with_parent()
    writing.send(built(paths, store, jobs))


def free_cores(seconds: float = 1.0) -> float:
    """How many cores two busy loops get just now: what two jobs can hope for. 2.0 on a quiet machine that has two."""
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_busy, (0.01, 0.01), chunksize=1)  # started
        return sum(pool.map(_busy, (seconds, seconds), chunksize=1)) / seconds


def _busy(seconds: float) -> float:
    end, before = time.perf_counter() + seconds, time.process_time()
    while time.perf_counter() < end:
        pass
    return time.process_time() - before


def size_mb(folder: Path) -> float:
    """Megabytes of all files below ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def measure(folder: Path, notices: int, rounds: int, seed: int, say: Callable[[str], None]) -> dict[str, object]:
    """All of it; what came out."""
    paths = write_rounds(folder, notices, rounds, seed)
    text_mb = sum(path.stat().st_size for path in paths) / 1e6
    say(f"{notices} notices, {text_mb:.0f} MB of JSON lines, seed {seed}")
    stores = {jobs: folder / f"store-{jobs}" for jobs in (1, 2)}
    first: dict[int, list[Measured]] = {1: [], 2: []}
    for number, path in enumerate(paths):
        for jobs in (1, 2) if number % 2 == 0 else (2, 1):
            free = free_cores()
            first[jobs].append(in_child([path], stores[jobs], jobs))
            one = first[jobs][-1]
            say(
                f"round {number + 1}, {jobs} job(s): {one.wall:.1f} s wall, {one.cpu:.1f} s CPU, parent {one.peak:.0f} MB, "
                f"{one.notices} notices in the store ({one.done}); two busy loops got {free:.1f} cores before"
            )
    again = in_child(paths, stores[1], 1)
    say(f"once more, nothing changed: {again.wall:.2f} s wall, {again.cpu:.2f} s CPU ({again.done})")
    if ", 0 changed," not in again.done:
        raise SystemExit(
            "The code or its words changed while this ran, so notices were read anew: run it in a checkout of its own."
        )
    change(paths[0], CHANGED)
    changed = in_child(paths, stores[1], 1)
    say(f"{CHANGED} changed: {changed.wall:.2f} s wall, {changed.cpu:.2f} s CPU ({changed.done})")
    return {
        "notices": notices,
        "text_mb": text_mb,
        "store_mb": size_mb(stores[1]),
        "wall": {jobs: sum(one.wall for one in first[jobs]) for jobs in (1, 2)},
        "cpu": {jobs: sum(one.cpu for one in first[jobs]) for jobs in (1, 2)},
        "peaks": {jobs: [(one.notices, one.peak) for one in first[jobs]] for jobs in (1, 2)},
        "again": (again.wall, again.cpu, again.peak),
        "changed": (changed.wall - again.wall, changed.cpu - again.cpu, changed.peak),
    }


def table(found: dict) -> str:
    """What came out, as Markdown."""
    n, wall, cpu = found["notices"], found["wall"], found["cpu"]
    lines = ["| | wall s | CPU s | notices a second | parent, peak MB |", "|---|---:|---:|---:|---:|"]
    for jobs in (1, 2):
        peak = max(peak for _, peak in found["peaks"][jobs])
        lines.append(
            f"| first build, `--jobs {jobs}` | {wall[jobs]:.0f} | {cpu[jobs]:.0f} | {n / wall[jobs]:.0f} | {peak:.0f} |"
        )
    again, changed = found["again"], found["changed"]
    lines.append(f"| again, nothing changed | {again[0]:.1f} | {again[1]:.1f} | {n / again[0]:.0f} | {again[2]:.0f} |")
    lines.append(
        f"| again, {CHANGED} changed: what they add | {changed[0]:.1f} | {changed[1]:.1f} | {CHANGED / max(changed[0], 1e-9):.0f} "
        f"| {changed[2]:.0f} |"
    )
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--folder", type=Path, help="room for notices and stores (1 MB a notice); default: a temporary one"
    )
    parser.add_argument("--bars", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="kg-bench-", dir=options.folder))
    try:
        found = measure(folder, options.notices, options.rounds, options.seed, lambda line: print(line, flush=True))
    finally:
        shutil.rmtree(folder)
    print(
        f"\n{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n"
    )
    print(table(found))
    speedup = found["wall"][1] / found["wall"][2]
    again = found["wall"][1] / found["again"][0]
    peak = max(peak for jobs in (1, 2) for _, peak in found["peaks"][jobs])
    print(
        f"\ntwo jobs: {speedup:.2f} × one; unchanged: {again:.0f} × faster than the first; parent: {peak:.0f} MB at most"
    )
    for jobs in (1, 2):
        grows = ", ".join(f"{peak:.0f} MB at {notices}" for notices, peak in found["peaks"][jobs])
        print(f"parent with {jobs} job(s): {grows} notices in the store")
    good = speedup >= 1.7 and again >= 20 and peak < 400
    return int(options.bars and not good)


if __name__ == "__main__":
    sys.exit(main())
