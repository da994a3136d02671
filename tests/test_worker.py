"""Work in a killable process: its results, its errors, its end."""

from __future__ import annotations

import os
import time

import pytest

from kg.errors import InputError, KgError, TimeoutExpired
from kg.worker import killable


def test_what_the_work_gives_arrives_in_order():
    pieces = [b"", b"a", b"x" * 1_000_000, "雷州".encode()]
    assert list(killable(lambda: iter(pieces))) == pieces


def test_an_error_for_the_user_arrives_as_itself():
    def work():
        yield b"first"
        raise InputError("no such thing")

    arrived = killable(work)
    assert next(arrived) == b"first"
    with pytest.raises(InputError, match="no such thing"):
        next(arrived)


def test_work_that_takes_too_long_is_ended_and_leaves_no_process(tmp_path):
    def work():
        (tmp_path / "pid").write_text(str(os.getpid()))
        time.sleep(60)
        yield b""

    started = time.monotonic()
    with pytest.raises(TimeoutExpired, match=r"0\.5 s"):
        list(killable(work, timeout=0.5))
    assert time.monotonic() - started < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_whoever_stops_listening_ends_the_work(tmp_path):
    def work():
        (tmp_path / "pid").write_text(str(os.getpid()))
        while True:
            yield b"more"

    arrived = killable(work)
    assert next(arrived) == b"more"
    arrived.close()
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_process_that_dies_is_an_error():
    def work():
        yield b"a"
        os._exit(9)

    with pytest.raises(KgError, match="ended before its time"):
        list(killable(work))
