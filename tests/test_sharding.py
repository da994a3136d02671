"""Notices to shards without a store: on this machine, and task by task as Spark's workers do it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import notice
from pyoxigraph import RdfFormat
from test_jobs import processes_of, until

from kg import build, shards, store
from kg.errors import InputError, KgError
from kg.read import ReadFailure, ReadOptions, read_path
from kg.settings import Settings
from kg.sharding import shards_of_paths
from kg.sharding.made import NAMED
from kg.sharding.records import quads_of_notice
from kg.sharding.rows import Table, place_of, read_lines, read_records
from kg.sharding.seen import Seen
from kg.sharding.spark import write_part

TABLE = Table(0, "t.jsonl", "/somewhere/t.jsonl", False)


@pytest.fixture
def table(tmp_path):
    """Four notices in JSON lines; two lines have one text, one is blank, one broken."""
    path = tmp_path / "in" / "t.jsonl"
    path.parent.mkdir()
    rows = [
        json.dumps({"text": notice(number).text, "title": str(number)}, ensure_ascii=False)
        for number in (60, 61, 60, 62, 63)
    ]
    path.write_text("\n".join([*rows[:3], "", "{broken", *rows[3:]]) + "\n", "utf-8")
    return path


def lines_in(folder):
    manifest = shards.whole_shards(folder)
    notices = [each for shard in manifest.shards for each in shards.notices_in(folder, shard, manifest.base)]
    return {line for each in notices for line in (each.own + each.shared).decode().split("\n") if line}


def made(folder, path, **more):
    return shards_of_paths([str(path)], folder, settings=Settings(), options=ReadOptions(), **more)


def test_shards_hold_what_a_store_would(tmp_path, table):
    done = made(tmp_path / "shards", table, size=3)
    assert [shard.notices for shard in done.manifest.shards] == [3, 1]
    assert [failure.source for failure in done.failures] == ["t.jsonl#5"]
    build.build([str(table)], tmp_path / "s")
    with store.opened_for_reading(tmp_path / "s") as opened:
        held = opened.dump(format=RdfFormat.N_QUADS).decode().split("\n")
    assert lines_in(tmp_path / "shards") == {line for line in held if line and "/graph/vocabularies>" not in line}


def test_the_same_input_gives_the_same_bytes(tmp_path, table):
    for name in ("one", "two"):
        made(tmp_path / name, table)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_base_of_ones_own_is_in_the_manifest_and_in_every_graph(tmp_path, table):
    settings = Settings(base="https://data.example.gov.cn/id/")
    done = shards_of_paths([str(table)], tmp_path / "s", settings=settings, options=ReadOptions())
    assert done.manifest.base == "https://data.example.gov.cn/id/"
    graphs = {line.rpartition(" <")[2] for line in lines_in(tmp_path / "s")}
    assert len(graphs) > 4
    assert all(graph.startswith("https://data.example.gov.cn/id/") for graph in graphs)


def test_a_folder_with_other_things_is_left_alone(tmp_path, table):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "thesis.docx").touch()
    with pytest.raises(InputError, match=r"holds thesis.docx"):
        made(tmp_path / "s", table)


def test_a_text_that_comes_twice_is_one_notice_wherever_it_stands_again(tmp_path, table):
    (table.parent / "again.jsonl").write_bytes(table.read_bytes())
    done = made(tmp_path / "s", table.parent, size=1)
    assert [shard.notices for shard in done.manifest.shards] == [1, 1, 1, 1]
    assert [each.source for each in done.failures] == ["again.jsonl#5", "t.jsonl#5"]


def test_an_id_is_seen_once_among_very_many():
    ids = [hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()[:16] for n in range(3000)]
    with Seen() as seen:
        assert all(seen.add(each) for each in (*ids, "0" * 16, "f" * 16))
        assert not any(seen.add(each) for each in (*ids, "0" * 16, "f" * 16))


def test_of_many_failures_the_first_are_named_and_all_are_counted(tmp_path):
    (tmp_path / "t.jsonl").write_text("{broken\n" * 50, "utf-8")
    done = made(tmp_path / "s", tmp_path / "t.jsonl")
    assert (done.failed, len(done.failures)) == (50, NAMED)
    assert [each.source for each in done.failures] == [f"t.jsonl#{n}" for n in range(1, NAMED + 1)]
    result = kg("build", tmp_path / "t.jsonl", "--shards", tmp_path / "s")
    assert (result.returncode, "kg: and 30 more could not be read" in result.stderr) == (4, True)


# ── many processes ────────────────────────────────────────────────────────────────────────────────────────────


def many(folder, count=24):
    """So many notices and every fourth a second time; of every third, ``upset_by_some`` makes nothing."""
    folder.mkdir()
    for number in range(1, count + 1):
        text = notice(60 + number).text
        (folder / f"{number:03}.txt").write_text(f"坏{text}" if number % 3 == 0 else text, "utf-8")
        if number % 4 == 0:
            (folder / f"{number:03}-again.txt").write_bytes((folder / f"{number:03}.txt").read_bytes())
    (folder / "007-broken.txt").write_bytes(b"\xff\xfe\xff")
    return folder


# Readers are functions of a module, so that they can be sent to a process.


def upset_by_some(entry, settings):
    return ReadFailure(entry.source, "出错") if entry.text.startswith("坏") else quads_of_notice(entry, settings)


def upset_by_all(entry, settings):
    return ReadFailure(entry.source, "出错")


def killed_by_some(entry, settings):
    if entry.text.startswith("坏"):
        os.kill(os.getpid(), signal.SIGKILL)
    return quads_of_notice(entry, settings)


def bytes_in(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("size", [1, 5, 100])
def test_any_number_of_processes_writes_the_same_bytes(tmp_path, size):
    notices = many(tmp_path / "in")
    ticks: dict[int, list[str]] = {jobs: [] for jobs in (1, 2, 3)}
    done = {
        jobs: made(tmp_path / str(jobs), notices, size=size, jobs=jobs, reader=upset_by_some, tick=ticks[jobs].append)
        for jobs in ticks
    }
    assert done[1] == done[2] == done[3]
    assert (done[1].manifest.notices, done[1].failed) == (16, 9)
    assert [each.source for each in done[1].failures][:3] == ["003.txt", "006.txt", "007-broken.txt"]
    assert bytes_in(tmp_path / "1") == bytes_in(tmp_path / "2") == bytes_in(tmp_path / "3")
    assert ticks[1] == ticks[2] == ticks[3]


def test_a_shard_of_which_nothing_can_be_made_is_not_there(tmp_path):
    done = made(tmp_path / "s", many(tmp_path / "in", 6), size=2, jobs=2, reader=upset_by_all)
    assert (done.manifest.shards, done.failed) == ((), 7)
    assert list(bytes_in(tmp_path / "s")) == [shards.MANIFEST]


def test_no_notice_at_all_needs_no_process(tmp_path):
    (tmp_path / "in").mkdir()
    assert made(tmp_path / "s", tmp_path / "in", jobs=2).manifest.shards == ()


def test_a_process_that_is_killed_ends_the_run_with_a_sentence_and_leaves_it_unfinished(tmp_path):
    notices = many(tmp_path / "in")
    with pytest.raises(KgError, match="ended from outside"):
        made(tmp_path / "s", notices, size=4, jobs=2, reader=killed_by_some)
    assert [name for name in bytes_in(tmp_path / "s") if name.endswith((".notices", ".json"))] == []
    with pytest.raises(InputError, match=r"did not end; run it again"):
        shards.whole_shards(tmp_path / "s")
    made(tmp_path / "s", notices, size=4, jobs=2, reader=upset_by_some)
    made(tmp_path / "t", notices, size=4, reader=upset_by_some)
    assert bytes_in(tmp_path / "s") == bytes_in(tmp_path / "t")


def test_the_command_takes_jobs(tmp_path):
    notices = many(tmp_path / "in")
    for jobs in ("1", "2"):
        result = kg("build", notices, "--shards", tmp_path / jobs, "--per-shard", "7", "--jobs", jobs)
        assert (result.returncode, "24 notices" in result.stderr) == (4, True)
    assert bytes_in(tmp_path / "1") == bytes_in(tmp_path / "2")


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_no_process_and_the_next_writes_it_whole(tmp_path, sign):
    notices = many(tmp_path / "in", 900)
    command = [sys.executable, "-m", "kg", "build", "in", "--shards", "s", "--per-shard", "100", "-j", "2"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    until(lambda: any((tmp_path / "s").glob(".part-*")))
    if sign == signal.SIGKILL:  # a process that is just being started when its parent is gone complains
        until(lambda: len(list((tmp_path / "s").glob(".part-*.tmp"))) == 2)
    if sign == signal.SIGINT:
        os.killpg(running.pid, sign)  # as a terminal does
    else:
        os.kill(running.pid, sign)
    err = running.communicate(timeout=30)[1].decode()
    assert running.returncode == (130 if sign == signal.SIGINT else -sign)
    assert "Traceback" not in err
    until(lambda: processes_of(running.pid) == [])
    if sign == signal.SIGINT:
        assert not any((tmp_path / "s").glob(".part-*"))
    made(tmp_path / "s", notices, size=100)
    made(tmp_path / "t", notices, size=100)
    assert bytes_in(tmp_path / "s") == bytes_in(tmp_path / "t")


# ── what Spark's workers do ───────────────────────────────────────────────────────────────────────────────────


def rows_of(path):
    return [(line, number) for number, line in enumerate(path.read_bytes().split(b"\n")[:-1])]


def test_lines_become_the_notices_that_one_machine_reads(table):
    here = list(read_path(table))
    there = [entry for _, (_, entry) in read_lines(rows_of(table), TABLE, ReadOptions())]
    assert there == here


def test_records_become_notices_as_rows_of_a_table_do():
    record = {"正文": notice(60).text, "标题": "六十"}
    ((key, (order, entry)),) = read_records([(record, 6)], TABLE._replace(number=3), ReadOptions())
    assert (key, order, entry.source, entry.page.title) == (notice(60).id, (3, 7), "t.jsonl#7", "六十")


def test_a_line_that_is_no_utf8_is_a_failure_not_a_guess():
    ((_, (_, failure)),) = read_lines([('{"text": "水务局"}'.encode("gb18030"), 8)], TABLE, ReadOptions())
    assert isinstance(failure, ReadFailure)
    assert (failure.source, "is no UTF-8" in failure.reason) == ("t.jsonl#9", True)


def test_a_byte_order_mark_is_no_part_of_the_first_line():
    line = b"\xef\xbb\xbf" + json.dumps({"text": notice(60).text}).encode()
    ((key, _),) = read_lines([(line, 0)], TABLE, ReadOptions())
    assert key == notice(60).id


def test_a_task_writes_the_same_file_whatever_order_its_rows_come_in(tmp_path, table):
    rows = list(read_lines(rows_of(table), TABLE, ReadOptions()))
    first = dict(reversed(rows))  # of two rows with one text the first
    written = []
    for seed in range(3):
        shuffled = list(first.items())
        random.Random(seed).shuffle(shuffled)
        (part,) = write_part(7, shuffled, tmp_path, Settings())
        written.append((part, (tmp_path / "part-00007.nq.gz").read_bytes()))
    assert written[0] == written[1] == written[2]
    assert (part.shard.notices, [failure.source for _, failure in part.failures]) == (4, ["t.jsonl#5"])


def test_a_task_without_notices_leaves_no_file(tmp_path):
    (part,) = write_part(0, [], tmp_path, Settings())
    assert part.shard is None
    assert list(tmp_path.iterdir()) == []


def test_the_shard_of_a_notice_is_the_same_on_every_machine():
    assert place_of("0123456789abcdef") == 1757737011
    assert place_of("!0#5") == 4122689941


# ── the command line ──────────────────────────────────────────────────────────────────────────────────────────


def kg(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_command_names_what_failed(tmp_path, table):
    result = kg("build", table, "--shards", tmp_path / "s", "--per-shard", "2")
    assert result.returncode == 4
    assert "t.jsonl#5: is no JSON" in result.stderr
    assert "shards: 2; 1 failed" in result.stderr
    assert shards.whole_shards(tmp_path / "s").notices == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--engine", "spark"], 2, "--shards DIR"),
        (["--engine", "hadoop", "--shards", "x"], 2, "local or spark"),
        (["--master", "local[2]", "--shards", "x"], 2, "without --engine spark"),
        (["--shards", "x", "--prune"], 2, "--prune cannot be had with --shards"),
        (["--shards", "x", "--prune", "--report", "r.json"], 2, "--prune, --report cannot be had with --shards"),
        (["--shards", "x", "--store", "s"], 2, "--store cannot be had with --shards"),
        (["--shards", "x", "--out", "o"], 2, "--out cannot be had with --shards"),
        (["--shards", "x", "--no-exports"], 2, "--no-exports cannot be had with --shards"),
        (["--shards", "x", "--forget-options"], 2, "--forget-options cannot be had with --shards"),
        (["--shards", "x", "--engine", "spark", "-j", "2"], 2, "--jobs has no meaning with --engine spark"),
        (["--per-shard", "5"], 2, "--per-shard has no meaning without --shards DIR"),
        (["--shards", "x", "--index"], 2, "--index cannot be had"),
    ],
)
def test_options_that_do_not_go_together(table, arguments, code, words):
    result = kg("build", table, *arguments)
    assert (result.returncode, result.stderr.count("\n")) == (code, 1)
    assert words in result.stderr
    assert not Path("x").exists()


def test_a_store_named_by_the_environment_is_no_option_that_was_given(tmp_path, table, monkeypatch):
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    assert kg("build", table, "--shards", tmp_path / "s").returncode == 4
    assert not (tmp_path / "store").exists()
