"""Notices to shards without a store: on this machine, and task by task as Spark's workers do it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made import notice
from pyoxigraph import RdfFormat

from kg import build, shards, store
from kg.errors import InputError
from kg.read import ReadFailure, ReadOptions, read_path
from kg.settings import Settings
from kg.sharding import shards_of_paths
from kg.sharding.rows import Table, place_of, read_lines, read_records
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
    notices = [each for shard in manifest.shards for each in shards.notices_in(folder, shard)]
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
    assert "t.jsonl#5 is no JSON" in result.stderr
    assert "shards: 2; 1 failed" in result.stderr
    assert shards.whole_shards(tmp_path / "s").notices == 4


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--engine", "spark"], 2, "--shards DIR"),
        (["--engine", "hadoop", "--shards", "x"], 2, "local or spark"),
        (["--master", "local[2]", "--shards", "x"], 2, "without --engine spark"),
        (["--shards", "x", "--prune"], 2, "--prune cannot be had with --shards"),
        (["--shards", "x", "--jobs", "2", "--report", "r.json"], 2, "--report and --jobs cannot be had"),
        (["--shards", "x", "--index"], 2, "--index cannot be had"),
    ],
)
def test_options_that_do_not_go_together(table, arguments, code, words):
    result = kg("build", table, *arguments)
    assert (result.returncode, result.stderr.count("\n")) == (code, 1)
    assert words in result.stderr
