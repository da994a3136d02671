"""What a notice was read by: another release or other words are another version, other rooms are not."""

from __future__ import annotations

import subprocess
import sys

from kg.build import reading_version as room
from kg.build.reading_version import OUTSIDE, PACKAGE, ReadingVersion, reading_version


def test_rooms_left_out_of_the_version_have_no_part_in_reading():
    assert all((PACKAGE / name).exists() for name in OUTSIDE)
    code = "import sys, kg.pipeline, kg.read, kg.quads, kg.read.formats; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=PACKAGE.parent).stdout
    modules = {name.removeprefix("kg.") for name in loaded.decode().split() if name.startswith("kg.")}
    assert {"pipeline", "read", "quads", "register", "register.rows"} <= modules
    outside = {name.removesuffix(".py").replace("/", ".") for name in OUTSIDE}
    assert not [name for name in modules if any(name == room or name.startswith(f"{room}.") for room in outside)]


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
