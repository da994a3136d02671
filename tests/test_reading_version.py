"""What a notice was read by: another release or other words are another version, other rooms are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kg import reading_version as room
from kg.reading_version import OUTSIDE, ReadingVersion, reading_version


def test_rooms_left_out_of_the_version_have_no_part_in_reading():
    package = Path(room.__file__).parent
    assert all((package / name).exists() for name in OUTSIDE)
    code = "import sys, kg.pipeline, kg.read, kg.quads, kg.read.formats; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=package.parent).stdout
    rooms = {name.split(".")[1] for name in loaded.decode().split() if name.startswith("kg.")}
    assert {"pipeline", "read", "quads", "register"} <= rooms
    assert not rooms & {name.partition(".")[0] for name in OUTSIDE}


def test_the_version_is_the_same_twice_and_another_for_another_release(monkeypatch):
    before = reading_version()
    room._package.cache_clear()
    assert reading_version() == before
    room._package.cache_clear()
    monkeypatch.setattr(room, "VERSION", "another")
    assert reading_version() != before
    room._package.cache_clear()


def test_words_of_ones_own_are_a_part_of_it():
    assert str(ReadingVersion("a", "")) == "a"
    assert len({str(ReadingVersion("a", "")), str(ReadingVersion("a", "b")), str(ReadingVersion("a", "c"))}) == 3
