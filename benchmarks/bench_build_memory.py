"""Memory of the process that builds a store, for more and more notices: what is remembered of them lies on the disk.

``python -m benchmarks.bench_build_memory [--notices 1000 10000 100000] [--folder DIR]``

So that a hundred thousand take minutes, a notice here is one line of text, and what it says is made up: thirty quads of
its own, five on shared things of which one in four is new. Reading, parcels, plans, memory of builds and loading are those of
``kg build``. Each size is built in a process of its own, whose peak of resident memory the system tells; it is also
asked for along the way.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import shutil
import sys
import tempfile
from pathlib import Path

from kg.iris import Minter
from kg.model import Notice
from kg.readings import Reading
from kg.shards import NoticeQuads

_MINTER = Minter()


def made_up(notice: Notice) -> Reading:
    """What a notice says, without reading it."""
    graph, things = _MINTER.notice(notice.id), _MINTER.graph("entities")
    number = int(notice.text.split()[1])
    own = "".join(
        f'<{graph}> <urn:says> "{number} {line} 市政府召开常务会议研究安全生产工作" <{graph}> .\n' for line in range(30)
    )
    shared = "".join(
        f'<urn:thing:{number // 4 if line == 0 else line}> <urn:label> "县水务局" <{things}> .\n' for line in range(5)
    )
    return Reading(NoticeQuads(graph, own.encode(), shared.encode()), {"directives": 2}, {})


def write_notices(path: Path, many: int) -> None:
    """As JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(many):
            file.write(json.dumps({"text": f"第 {number} 次常务会议"}, ensure_ascii=False) + "\n")


def resident() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def measured(many: int, folder: str) -> dict[str, float]:
    """Build so many in this process: megabytes at a quarter, half and three quarters of the way, and at most."""
    from kg.build import build

    place = Path(folder)
    write_notices(place / "notices.jsonl", many)
    found: dict[str, float] = {}
    seen = 0

    def tick(_: str) -> None:
        nonlocal seen
        seen += 1
        for part in (25, 50, 75):
            if seen == many * part // 100:
                found[f"at {part} %"] = resident()

    build([str(place / "notices.jsonl")], place / "store", reader=made_up, version="1", tick=tick)
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    return found


def main() -> int:
    """A row for each size; exit code 1 where one takes 400 MB or more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    print("| notices | MB at 25 % | at 50 % | at 75 % | peak |\n|---:|---:|---:|---:|---:|", flush=True)
    most = 0.0
    for many in options.notices:
        folder = tempfile.mkdtemp(prefix="kg-bench-", dir=options.folder)
        try:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found = pool.apply(measured, (many, folder))
        finally:
            shutil.rmtree(folder)
        most = max(most, found["peak"])
        print(f"| {many} | " + " | ".join(f"{value:.0f}" for value in found.values()) + " |", flush=True)
    return int(most >= 400)


if __name__ == "__main__":
    sys.exit(main())
