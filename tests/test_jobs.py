"""Builds in several processes: the same store and report as in one, and no process left behind however they end."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_store import dump

from kg import build, readings
from kg.build import parcels
from kg.build.processes import interrupts_held, pool_of
from kg.errors import KgError
from kg.read import read_text
from kg.readings import Reading
from kg.shards import NoticeQuads

ROOT = Path(__file__).resolve().parent.parent
TEXT = """雷州市政府召开第{number}次常务会议
2024年3月5日，市长赵一山主持召开雷州市人民政府第十八届第{number}次常务会议。会议审议并原则通过《雷州市防汛预案》。
会议强调，市水务局要会同市财政局在5月底前完成水库除险，督促指导各镇（街）落实巡查。要抓好值班值守。
"""


def notices(folder: Path, many: int) -> Path:
    """So many notices; one in three is what ``reader`` is upset by."""
    folder.mkdir()
    for number in range(1, many + 1):
        text = TEXT.format(number=number)
        (folder / f"{number:04}.txt").write_text(f"坏{text}" if number % 3 == 0 else text, "utf-8")
    return folder


# Readers are functions of a module, so that they can be sent to a process.


def upset_by_some(notice):
    if notice.text.startswith("坏"):
        raise ValueError("出错")
    return readings.read_notice(notice)


def killed_by_some(notice):
    if notice.text.startswith("坏"):
        os.kill(os.getpid(), signal.SIGKILL)
    return readings.read_notice(notice)


def test_the_store_and_the_report_are_the_same_with_two_processes(tmp_path):
    folder = notices(tmp_path / "in", 40)
    seen: dict[int, list[str]] = {1: [], 2: []}
    reports = {
        jobs: build.build([str(folder)], tmp_path / f"s{jobs}", jobs=jobs, reader=upset_by_some, version="1",
                          tick=seen[jobs].append)
        for jobs in (1, 2)
    }  # fmt: skip
    assert dump(tmp_path / "s1") == dump(tmp_path / "s2")
    assert reports[1].as_json() == reports[2].as_json()
    assert seen[1] == seen[2]
    assert (reports[2].new, len(reports[2].failures)) == (27, 13)
    again = build.build([str(folder)], tmp_path / "s2", jobs=2, reader=upset_by_some, version="1")
    assert (again.unchanged, len(again.failures)) == (27, 13)


def in_order(notice):
    return Reading(NoticeQuads(f"https://x/notice/{notice.id}", notice.text.encode() + b"\n", b""), {}, {})


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_order_and_what_needs_none_gets_none(tmp_path, jobs):
    entries = [read_text(f"第{number}次" * (number % 5), source=str(number)) for number in range(500)]
    with parcels.parcels(in_order, jobs, tmp_path / "shards") as worked_out:
        found = []
        for entry, answer in worked_out.beside(entries, lambda entry: entry if entry.text else None):
            worked = None if answer is None else answer()
            found.append((entry, "" if worked is None else own_lines(tmp_path / "shards", worked)))
    assert [entry for entry, _ in found] == entries
    assert [text.rstrip() for _, text in found] == [entry.text for entry in entries]


def own_lines(folder: Path, worked: parcels.Worked) -> str:
    with (folder / worked.shard.name).open("rb") as file:
        file.seek(worked.start)
        return file.read(worked.own).decode()


def test_a_process_that_is_killed_ends_the_build_with_a_sentence_and_the_next_goes_on(tmp_path):
    folder = notices(tmp_path / "in", 40)
    with pytest.raises(KgError, match="ended from outside"):
        build.build([str(folder)], tmp_path / "s", jobs=2, reader=killed_by_some, version="1")
    build.build([str(folder)], tmp_path / "s", jobs=2, reader=upset_by_some, version="1")
    build.build([str(folder)], tmp_path / "t", reader=upset_by_some, version="1")
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_build_that_is_stopped_leaves_no_process_and_goes_on(tmp_path, sign):
    folder = notices(tmp_path / "in", 300)
    command = [sys.executable, "-m", "kg", "build", "in", "-", "-s", "s", "--no-exports", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    until(lambda: len(processes_of(running.pid)) >= 3)  # the command and two that read
    time.sleep(0.5)
    if sign == signal.SIGINT:
        os.killpg(running.pid, sign)  # as a terminal does
    else:
        os.kill(running.pid, sign)
    err = running.communicate(timeout=30)[1].decode()
    assert running.returncode == (130 if sign == signal.SIGINT else -sign)
    assert "Traceback" not in err
    until(lambda: processes_of(running.pid) == [])
    build.build([str(folder)], tmp_path / "s")
    build.build([str(folder)], tmp_path / "t", jobs=2)
    assert dump(tmp_path / "s") == dump(tmp_path / "t")


def processes_of(session: int) -> list[str]:
    """Processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # one that ended meanwhile
            state, _, _, its_session = entry.read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state not in "ZX":
                found.append(entry.parent.name)
    return found


def until(what, seconds: float = 20) -> None:
    """Wait for ``what()`` to hold; fail after ``seconds``."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_processes_look_for_cycles_as_seldom_as_the_command_does():
    with interrupts_held(), pool_of(1) as pool:
        assert pool.submit(gc.get_threshold).result() == (50_000, 10, 10)
