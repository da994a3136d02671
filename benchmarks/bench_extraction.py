"""Files to N-Quads beside jieba, a union of regular expressions, and reading alone; by room; and growth with length.

``python -m benchmarks.bench_extraction [--megabytes 5] [--runs 5] [--bar 0]``

All in one process, on one core, over the same files (``benchmarks.make_notices``), CPU time, median of the runs; the
runs of all contestants take turns, so that a busy machine slows them alike. Exit code 1 where extraction is not at
least ``--bar`` times as fast as ``jieba.lcut``.
"""

from __future__ import annotations

import argparse
import platform
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

import kg.pipeline
from benchmarks.make_notices import texts, write
from kg.model import Notice
from kg.quads import entity_nquads, notice_nquads
from kg.read import read_path

P = ParamSpec("P")
T = TypeVar("T")

# What each room is called in ``kg.pipeline``.
ROOMS = {
    "scan": ("scan",),
    "structure": ("parse_structure",),
    "documents": ("find_documents",),
    "agencies": ("find_agencies",),
    "people": ("find_people", "assign_roles"),
    "fields": ("find_notice_fields", "find_meeting_fields"),
    "agenda": ("find_agenda",),
    "directives": ("PartyReader", "find_directives"),
    "resolve": ("resolve",),
}

# A plain extractor of the kind one writes in an afternoon: what each finding looks like, joined into one pattern.
UNION = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in {
            "title": "《[^《》\n]{1,80}》",
            "alias": "以下简称[《“][^》”]{1,20}[》”]",
            "number": "第[一二三四五六七八九十百0-9]+次",
            "term": "第[一二三四五六七八九十0-9]+届",
            "date": r"\d{4}年\d{1,2}月\d{1,2}日",
            "day": r"\d{1,2}月\d{1,2}日",
            "stamp": r"\d{4}-\d{2}-\d{2}",
            "meeting": "[一-鿿]{0,8}(?:常务会议|党组会议|专题会议|办公会议)",
            "chair": "[一-鿿]{2,3}主持召开",
            "post": "(?:副)?(?:市长|县长|区长|局长|主任|书记|镇长)",
            "comrade": "[一-鿿]{2,4}同志",
            "attended": "(?:出席|列席|参加)(?:了)?会议",
            "office": "[一-鿿]{2,12}(?:办公室|办公厅)",
            "bureau": "[一-鿿]{1,10}(?:局|委|厅)",
            "centre": "[一-鿿]{2,10}(?:中心|集团|公司)",
            "brigade": "[一-鿿]{2,8}(?:大队|支队)",
            "government": "[市县区镇](?:人民)?政府",
            "committee": "[市县区镇]委",
            "towns": "各(?:镇|乡镇|镇街|县区)(?:（街道）|\\(街道\\))?",
            "departments": "(?:各|有关|相关)[一-鿿]{0,6}(?:部门|单位)",
            "levels": "各级[一-鿿]{0,6}",
            "heard": "听取了?[^，。,;；]{2,60}汇报",
            "deliberated": "审议(?:并)?(?:原则)?(?:通过)?了?",
            "studied": "(?:传达)?学习(?:贯彻)?",
            "agreed": "原则(?:上)?(?:同意|通过)",
            "speech": "会议(?:要求|强调|指出|认为|明确|决定)",
            "enumerated": "[一二三四五六七八九十](?:要|是)",
            "heading": "[一二三四五六七八九十]{1,3}、",
            "bracketed": r"[（(][一二三四五六七八九十]+[）)]",
            "must": "(?:必须|务必|严禁|不得|应当)",
            "modal": "[一-鿿]{2,20}(?:要|须)",
            "led": "由[一-鿿]{2,12}牵头",
            "charged": "(?:责成|请)[一-鿿]{2,12}",
            "together": "会同[一-鿿]{2,12}",
            "overseen": "(?:督促|指导)[一-鿿]{2,12}",
            "before": "[0-9一二三四五六七八九十年月日]{1,8}(?:底|末)?前",
            "within": "[0-9一二三四五六七八九十]{1,3}(?:个工作日|日|天|周|个月)内",
            "labelled": "(?:牵头|责任|配合)单位[:：]",
            "due": "完成时限[:：]",
            "source": "(?:来源|记者|编辑)[:： ]",
        }.items()
    )
)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    start = time.process_time()
    work()
    return time.process_time() - start


def notices(path: Path) -> Iterator[Notice]:
    """The notices of a file or folder; anything unreadable ends the benchmark."""
    for notice in read_path(path):
        if not isinstance(notice, Notice):
            raise SystemExit(str(notice))
        yield notice


def quads_of(notice: Notice) -> int:
    """One notice through the whole line; the length of its N-Quads in bytes."""
    found = kg.pipeline.extract(notice)
    return len(notice_nquads(found.analysis, found.resolution)) + len(entity_nquads(found.analysis, found.resolution))


@contextmanager
def clocked(taken: dict[str, float]) -> Iterator[None]:
    """While it lasts, every room of the pipeline adds its CPU seconds to ``taken``."""
    saved = {name: getattr(kg.pipeline, name) for names in ROOMS.values() for name in names}

    def clock(room: str, work: Callable[P, T]) -> Callable[P, T]:
        def timed(*arguments: P.args, **options: P.kwargs) -> T:
            start = time.process_time()
            found = work(*arguments, **options)
            taken[room] = taken.get(room, 0.0) + time.process_time() - start
            return found

        return timed

    for room, names in ROOMS.items():
        for name in names:
            setattr(kg.pipeline, name, clock(room, saved[name]))
    try:
        yield
    finally:
        for name, work in saved.items():
            setattr(kg.pipeline, name, work)


def contestants(folder: Path, paths: list[Path]) -> dict[str, Callable[[], object]]:
    """What is measured, by name; jieba first."""
    import jieba

    jieba.setLogLevel("ERROR")
    contents = [path.read_text("utf-8") for path in paths]
    return {
        "jieba.lcut": lambda: [jieba.lcut(text) for text in contents],
        "union of 40 regular expressions": lambda: [sum(1 for _ in UNION.finditer(text)) for text in contents],
        "read and decode": lambda: sum(1 for path in paths for _ in notices(path)),
        "files to N-Quads": partial(through, folder),
    }


def compare(folder: Path, paths: list[Path], runs: int) -> dict[str, float]:
    """Median CPU seconds of each contestant; the first run of each only warms."""
    works = contestants(folder, paths)
    taken: dict[str, list[float]] = {name: [] for name in works}
    for run in range(runs + 1):
        for name, work in works.items():
            seconds = cpu(work)
            if run:
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def by_room(folder: Path) -> dict[str, float]:
    """CPU seconds of each room over all files, and of writing."""
    taken: dict[str, float] = {}
    with clocked(taken):
        found = [kg.pipeline.extract(notice) for notice in notices(folder)]
    taken["quads of the notice"] = cpu(lambda: [notice_nquads(one.analysis, one.resolution) for one in found])
    taken["quads of entities"] = cpu(lambda: [entity_nquads(one.analysis, one.resolution) for one in found])
    return taken


def growth(folder: Path, runs: int) -> Iterator[tuple[str, int, float]]:
    """(what, characters, CPU seconds for each 1000 characters) of ever longer notices."""
    base = next(text for text in texts(1, seed=11) if 1500 < len(text) < 2500)
    longest = "\n".join(texts(1, seed=13))
    for name, text in [(f"one notice, {n} times", base * n) for n in (1, 4, 16, 64)] + [("notice of 1 MB", longest)]:
        path = folder / "long.txt"
        path.write_text(text, "utf-8")
        seconds = statistics.median(cpu(partial(through, path)) for _ in range(runs))
        yield name, len(text), seconds / len(text) * 1000


def through(path: Path) -> int:
    """All notices of a file or folder through the whole line; the bytes of their N-Quads."""
    return sum(quads_of(notice) for notice in notices(path))


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=5)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--bar", type=float, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "notices"
        paths = write(folder, options.megabytes)
        size, characters = sum(path.stat().st_size for path in paths) / 1e6, sum(len(p.read_text()) for p in paths)
        written = sum(quads_of(notice) for notice in notices(folder)) / 1e6
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{len(paths)} notices, {size:.1f} MB, {characters} characters; {written:.0f} MB of N-Quads")
        print(f"Python {platform.python_version()}, {platform.machine()}; peak memory of a worker {before:.0f} MB\n")
        taken = compare(folder, paths, options.runs)
        jieba = taken["jieba.lcut"]
        print(f"{'':32} {'ms/notice':>10} {'MB/s':>8} {'× jieba':>8}")
        for name, seconds in taken.items():
            print(f"{name:32} {seconds * 1000 / len(paths):10.3f} {size / seconds:8.2f} {jieba / seconds:8.2f}")
        rooms = by_room(folder)
        print(f"\n{'room':32} {'ms/notice':>10} {'share':>8}")
        for name, seconds in rooms.items():
            print(f"{name:32} {seconds * 1000 / len(paths):10.3f} {seconds / sum(rooms.values()):8.0%}")
        print(f"\n{'growth':32} {'characters':>10} {'ms/1000':>8}")
        for name, length, seconds in growth(Path(scratch), 3):
            print(f"{name:32} {length:10} {seconds * 1000:8.2f}")
    return 0 if jieba / taken["files to N-Quads"] >= options.bar else 1


if __name__ == "__main__":
    sys.exit(main())
