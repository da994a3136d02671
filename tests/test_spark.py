"""Spark on a cluster of two workers on this machine: what one machine makes, also when a worker is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from outside import missing, program

from kg import shards

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"
CLUSTER = "local-cluster[2,1,1024]"
NOTICES = 400


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Two tables, JSON lines and Parquet, in a folder: examples with another last line each; some texts stand in both."""
    program("java")
    if importlib.util.find_spec("pyspark") is None:
        missing("needs pyspark: pip install -e '.[spark]'")
    import pyarrow
    from pyarrow.parquet import write_table

    texts = [path.read_text("utf-8") for path in sorted(EXAMPLES.rglob("*.txt"))]
    rows = [
        {"text": f"{texts[n % len(texts)].rstrip()}\n会议还研究了第{n}号事项。\n", "title": f"第{n}号"}
        for n in range(NOTICES)
    ]
    random.Random(1).shuffle(rows)
    folder = tmp_path_factory.mktemp("tables")
    lines = [json.dumps(row, ensure_ascii=False) for row in rows[:250]]
    (folder / "a.jsonl").write_text("\n".join([*lines[:100], "{broken", "", *lines[100:]]) + "\n", "utf-8")
    write_table(pyarrow.Table.from_pylist(rows[240:]), folder / "b.parquet")
    return folder


@pytest.fixture(scope="module")
def here(tmp_path_factory, tables):
    """The shards that one machine makes."""
    folder = tmp_path_factory.mktemp("one") / "shards"
    result = subprocess.run(command(tables, folder), capture_output=True, text=True, timeout=300)
    assert (result.returncode, result.stderr.count("a.jsonl#101: is no JSON")) == (4, 1), result.stderr
    return folder


def command(tables, folder, *more):
    return [sys.executable, "-m", "kg", "build", str(tables), "--shards", str(folder), *more]


def lines_in(folder):
    """All quads, as a set, and the graphs of notices, each of which must be there once."""
    manifest = shards.whole_shards(folder)
    notices = [each for shard in manifest.shards for each in shards.notices_in(folder, shard, manifest.base)]
    lines = {line for each in notices for line in (each.own + each.shared).split(b"\n") if line}
    return lines, sorted(each.graph for each in notices)


def children_of(process: int) -> dict[int, str]:
    """Command lines of all processes below ``process``, by their ids."""
    parents, commands = {}, {}
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdecimal():
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                commands[int(entry.name)] = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue  # it has ended

    def below(child: int) -> bool:
        while child in parents:
            child = parents[child]
            if child == process:
                return True
        return False

    return {child: commands[child] for child in commands if below(child)}


def end(process: subprocess.Popen[bytes]) -> None:
    """End ``process`` and all below it, by their ids."""
    below = children_of(process.pid)
    if process.poll() is None:
        process.kill()
    process.wait()
    for child in below:
        try:
            os.kill(child, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_a_killed_executor_costs_no_notice(tmp_path, tables, here):
    folder = tmp_path / "shards"
    more = ("--engine", "spark", "--master", CLUSTER, "--per-shard", "10")
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command(tables, folder, *more), cwd=tmp_path, stdout=log, stderr=log)
    try:
        killed, until = None, time.monotonic() + 900
        while process.poll() is None and time.monotonic() < until:
            done = len(list(folder.glob("part-*.nq.gz"))) if folder.is_dir() else 0
            if killed is None and done >= 4:
                executors = [
                    c for c, line in children_of(process.pid).items() if "CoarseGrainedExecutorBackend" in line
                ]
                assert executors, "a worker must be there to be killed"
                killed = executors[0]
                os.kill(killed, signal.SIGKILL)
                assert not (folder / shards.MANIFEST).exists(), "it was killed in the middle"
                assert done < 30
            time.sleep(0.02)
        said = (tmp_path / "log").read_text("utf-8", "replace")
        assert killed is not None, said
        assert process.returncode == 4, said
    finally:
        end(process)
    assert "a.jsonl#101: is no JSON" in said
    assert f"{NOTICES} notices, " in said
    lines, graphs = lines_in(folder)
    assert (lines, graphs) == lines_in(here)
    assert len(graphs) == len(set(graphs)) == NOTICES
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [shards.MANIFEST, *(shard.name for shard in shards.read_manifest(folder).shards)]
    ), "nothing of the killed worker is left"


def test_a_table_that_is_not_there_is_said_so(tmp_path, tables):
    more = ("--engine", "spark", "--master", "local[1]")
    nothing = command(tmp_path / "none.jsonl", tmp_path / "s", *more)
    result = subprocess.run(nothing, capture_output=True, text=True, timeout=300)
    assert result.returncode == 3, result.stderr
    assert "is not there, as Spark sees it" in result.stderr
    assert "Traceback" not in result.stderr
