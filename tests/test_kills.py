"""Builds that are killed (kill -9) at any moment: the store opens, each notice is whole or not there, the next run goes on.

Each round changes some notices, adds and removes others, begins a build of them and kills it after a random time. A
seed decides all of it but the moment itself, which depends on the machine. Afterwards ``kg store check`` must pass, and every
notice in the store must be what it was in one of the rounds. At the end the store must equal one that nobody disturbed.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_store import dump

from kg import build, store
from kg.read import read_text
from kg.readings import read_notice
from kg.store.check import check

ROOT = Path(__file__).resolve().parent.parent
BUILD = (
    "import sys; from kg.build import filling, parcels, run; from kg.store import batches; "
    # Small enough that a build of some seconds goes through all that a large one goes through, many times.
    "filling._BATCH, parcels._PARCEL, batches._BULK_FROM = 9, 4, int(sys.argv[2]); "
    "run.build([sys.argv[1]], __import__('pathlib').Path(sys.argv[3]), jobs=int(sys.argv[4]), prune=True)"
)
TEXT = """{place}政府召开第{number}次常务会议
2024年3月5日，县长赵一山主持召开{place}人民政府第十八届第{number}次常务会议。会议审议并原则通过《{place}防汛预案》。
会议强调，县水务局要会同县财政局在5月底前完成第{version}批水库除险，督促指导各乡（镇）落实巡查。
"""
PLACES = ("景东县", "蕉岭县", "桂阳县", "石门县", "泾县")


def change(notices: Path, chance: random.Random, many: int) -> None:
    """Another state of the folder: a few files new, a few changed, a few gone; one in ten cannot be read."""
    notices.mkdir(exist_ok=True)
    for number in chance.sample(range(1, many + 1), many // 4):
        path = notices / f"{number:03}.txt"
        if path.exists() and chance.random() < 0.3:
            path.unlink()
        else:
            text = TEXT.format(place=PLACES[number % 5], number=number, version=chance.randint(1, 30))
            path.write_bytes(b"\xff\xfe\xff" if chance.random() < 0.1 else text.encode())


def killed_build(notices: Path, folder: Path, chance: random.Random, longest: float) -> bool:
    """Begin a build in one to three processes and kill it and all its processes; False where it had ended before."""
    arguments = [str(notices), str(chance.choice((0, 10**9))), str(folder), str(chance.randint(1, 3))]
    running = subprocess.Popen(
        [sys.executable, "-c", BUILD, *arguments], env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True
    )
    ended = False
    until = time.monotonic() + chance.uniform(0, longest)
    while time.monotonic() < until and not ended:
        ended = running.poll() is not None
        time.sleep(0.005)
    if not ended:
        os.kill(running.pid, signal.SIGKILL)  # the others end by themselves when it is gone
    return running.wait() == -signal.SIGKILL


def quads_of(path: Path) -> dict[str, frozenset[str]]:
    """The graph of the notice in ``path`` with its lines; nothing where it cannot be read."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return {}
    reading = read_notice(read_text(text, source=path.name))
    return {reading.graph: frozenset(reading.lines)}


def play(tmp_path: Path, seed: int, kills: int, many: int) -> None:
    chance = random.Random(seed)
    notices, folder = tmp_path / "in", tmp_path / "s"
    known: dict[str, frozenset[str]] = {}
    done, longest = 0, 3.0
    while done < kills:
        change(notices, chance, many)
        for path in notices.iterdir():
            known |= quads_of(path)
        killed = killed_build(notices, folder, chance, longest)
        done += killed
        # So that most builds are hit in the middle, whatever else the machine has to do.
        longest = min(60.0, longest * 1.1) if killed else max(1.0, longest * 0.8)
        if (folder / store.MARKER).exists():
            assert check(folder).faults == [], f"seed {seed}, kill {done}"
            assert_whole(folder, known, f"seed {seed}, kill {done}")
    for path in notices.iterdir():
        if not quads_of(path):  # as long as it cannot be read, the store keeps what stood there before
            path.unlink()
    build.build([str(notices)], folder, prune=True)
    build.build([str(notices)], tmp_path / "fresh")
    assert dump(folder) == dump(tmp_path / "fresh")
    assert check(folder).faults == []


def assert_whole(folder: Path, known: dict[str, frozenset[str]], when: str) -> None:
    lines: dict[str, set[str]] = {}
    for line in dump(folder):
        graph = line.rpartition(" <")[2].removesuffix("> .")
        if "/notice/" in graph:
            lines.setdefault(graph, set()).add(line)
    for graph, its_lines in lines.items():
        assert its_lines == known[graph], f"{when}: {graph} is not whole"


@pytest.mark.slow
def test_eight_kills_leave_every_notice_whole_and_the_end_is_the_same(tmp_path):
    play(tmp_path, seed=1, kills=8, many=40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_a_hundred_kills_leave_every_notice_whole_and_the_end_is_the_same(tmp_path, seed):
    play(tmp_path, seed=seed, kills=25, many=60)
