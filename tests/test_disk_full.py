"""No room: a clear error, every notice whole or not there, and the same command goes on when there is room again."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from test_store import dump

from kg import build, store
from kg.store.check import check

ROOT = Path(__file__).resolve().parent.parent
TEXT = """县政府召开第{number}次常务会议
2024年3月5日，县长赵一山主持召开景东县人民政府第十八届第{number}次常务会议。会议审议并原则通过《景东县防汛预案》。
会议强调，县水务局要会同县财政局在5月底前完成第{number}批水库除险，督促指导各乡（镇）落实巡查。
"""
BUILD = (
    "import sys, resource; from kg.store import batches; from kg import cli;"
    "batches._BULK_FROM = 1000;"
    "limit = int(sys.argv.pop(1));"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)) if limit else None;"
    "sys.exit(cli.run())"
)


def notices(folder: Path, many: int) -> Path:
    folder.mkdir()
    for number in range(1, many + 1):
        (folder / f"{number:03}.txt").write_text(TEXT.format(number=number), "utf-8")
    return folder


def kg(*arguments: object, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """The command, in a process that can write no file longer than ``limit`` bytes."""
    command = [sys.executable, "-c", BUILD, str(limit), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert "Traceback" not in done.stderr, done.stderr
    return done


def assert_goes_on(folder: Path, texts: Path, fresh: Path) -> None:
    if (folder / store.MARKER).exists():
        assert check(folder).faults == []
    assert kg("build", texts, "-s", folder, "--no-exports").returncode == 0
    build.build([str(texts)], fresh)
    assert dump(folder) == dump(fresh)
    assert check(folder).faults == []
    assert not (folder / store.INCOMING).exists()


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0x4000, 0x20000, 0x40000, 0x60000, 0xC0000])
def test_a_file_that_may_not_grow_ends_the_build_with_a_sentence(tmp_path, limit):
    texts = notices(tmp_path / "in", 25)
    done = kg("build", texts, "-s", tmp_path / "s", "--no-exports", limit=limit)
    assert done.returncode in (1, 3)
    assert re.match(r"kg: .*(cannot be|could not be) (written|opened|used|made)", done.stderr.splitlines()[-1]), (
        done.stderr
    )
    assert_goes_on(tmp_path / "s", texts, tmp_path / "fresh")


@pytest.fixture
def small_disk(tmp_path):
    """A function that gives a file system of so many megabytes, or changes its size."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = False

    def of_size(megabytes: int) -> Path:
        nonlocal mounted
        options = f"{'remount,' if mounted else ''}size={megabytes}m"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True)
        if done.returncode != 0:
            pytest.skip("file systems cannot be mounted here")
        mounted = True
        return place

    yield of_size
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [1, 4, 6, 8])
def test_a_full_disk_ends_the_build_with_a_sentence(tmp_path, small_disk, megabytes):
    texts = notices(tmp_path / "in", 60)
    disk = small_disk(megabytes)
    done = kg("build", texts, "-s", disk / "s", "--no-exports")
    assert done.returncode in (1, 3)
    assert "No space left on device" in done.stderr or "disk is full" in done.stderr, done.stderr
    small_disk(400)
    assert_goes_on(disk / "s", texts, tmp_path / "fresh")


def test_a_store_on_a_disk_without_any_room_is_locked_all_the_same(tmp_path):
    """Who holds it cannot be signed there; what is to be written says that there is no room."""
    texts = notices(tmp_path / "in", 1)
    assert kg("build", texts, "-s", tmp_path / "s", "--no-exports").returncode == 0
    assert kg("build", texts, "-s", tmp_path / "s", "--no-exports", limit=9).returncode == 0
    (texts / "001.txt").write_text(TEXT.format(number=2), "utf-8")
    done = kg("build", texts, "-s", tmp_path / "s", "--no-exports", limit=9)
    assert done.returncode in (1, 3)
    assert_goes_on(tmp_path / "s", texts, tmp_path / "fresh")
