"""The store: what it refuses, and that a replacement happens whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hand_made import notice, reading_of

from kg import store
from kg.errors import InputError
from kg.nquads import lines_of
from kg.store import Replacement, changing, lock, opening
from kg.store.lock import Holder, holders
from kg.store.sweep import sweep


def dump(folder: Path) -> list[str]:
    with store.opened_for_reading(folder) as opened:
        return sorted(f"{quad} ." for quad in opened)


def written(folder: Path) -> dict[Path, int]:
    """When each file of a store was written. The lock is signed by every writer."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.name != "lock"}


def filled(folder: Path, *numbers: int) -> Path:
    with store.opened_for_writing(folder) as opened:
        for number in numbers:
            reading = reading_of(notice(number))
            store.replace(opened, Replacement((*reading.lines, *reading.entities)))
        del opened
    return folder


def test_a_replaced_notice_leaves_nothing_of_what_it_replaces(tmp_path):
    old, new = reading_of(notice(60)), reading_of(notice(61))
    folder = filled(tmp_path / "s", 60)
    with store.opened_for_writing(folder) as opened:
        store.replace(opened, Replacement((*new.lines, *new.entities), graphs=(old.graph,)))
        del opened
    assert dump(folder) == dump(filled(tmp_path / "t", 61))


def test_a_replacement_that_cannot_be_carried_out_changes_nothing(tmp_path):
    folder = filled(tmp_path / "s", 60)
    before = dump(folder)
    graph = reading_of(notice(60)).graph
    with store.opened_for_writing(folder) as opened:
        with pytest.raises(SyntaxError):
            store.replace(opened, Replacement((f'<a b> <x> "broken <{graph}> .',), graphs=(graph,)))
        del opened
    assert dump(folder) == before


def test_bulk_loading_gives_the_same_store_as_transactions(tmp_path):
    readings = [reading_of(notice(number)) for number in (60, 61)]
    with store.opened_for_writing(tmp_path / "b") as opened:
        store.bulk_load(opened, b"".join(r.quads.own + r.quads.shared for r in readings))
        del opened
    assert dump(tmp_path / "b") == dump(filled(tmp_path / "t", 60, 61))


def test_many_lines_are_added_as_few_are(tmp_path, monkeypatch):
    lines = [f'<urn:s:{number}> <urn:p> "{number}" <urn:g> .' for number in range(9)]
    for name, least in (("few", 10), ("many", 9)):
        monkeypatch.setattr(changing, "BULK_FROM", least)
        with store.opened_for_writing(tmp_path / name) as opened:
            store.add(opened, lines)
            opened.flush()
            del opened
    assert dump(tmp_path / "few") == dump(tmp_path / "many") == sorted(lines)


def test_a_line_without_a_graph_is_refused(tmp_path):
    with store.opened_for_writing(tmp_path / "s") as opened:
        with pytest.raises(ValueError, match="N-Quads"):
            store.replace(opened, Replacement(('<urn:a> <urn:b> "c" .',)))
        del opened


def test_a_quote_may_hold_any_sign_that_ends_a_line_elsewhere():
    assert lines_of('<a> <b> "x\u2028y\x85z" <g> .\n<c> <d> <e> <g> .\n') == (
        '<a> <b> "x\u2028y\x85z" <g> .',
        "<c> <d> <e> <g> .",
    )


def test_sweeping_takes_what_nobody_mentions_and_leaves_the_parents_of_what_is_mentioned(tmp_path):
    folder = filled(tmp_path / "s", 60)
    lonely = f'<urn:lonely> <urn:label> "x" <{store.ENTITIES}> .'
    with store.opened_for_writing(folder) as opened:
        before = len(opened)
        store.replace(opened, Replacement((lonely,)))
        assert sweep(opened) == 1
        assert len(opened) == before
        store.replace(opened, Replacement(graphs=(reading_of(notice(60)).graph,)))
        assert sweep(opened) > 1
        assert len(opened) == 0
        del opened


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda p: None, "no store at"),
        (lambda p: p.write_text("x"), "is a file"),
        (lambda p: p.mkdir(), "is not a store"),
        (lambda p: (p.mkdir(), (p / store.MARKER).write_text("{}")), "does not say which format"),
        (lambda p: (p.mkdir(), (p / store.MARKER).write_text(json.dumps({"format": 99}))), "newer version"),
        (lambda p: (p.mkdir(), (p / store.MARKER).write_text(json.dumps({"format": 0}))), "older version"),
        (lambda p: (p.mkdir(), (p / store.MARKER).write_text(json.dumps({"format": store.FORMAT}))), "build it anew"),
        (lambda p: (p.mkdir(), (p / store.MARKER).write_bytes(b"\xff\xfe")), "cannot be read"),
    ],
)
def test_what_is_no_store_of_ours_is_named_for_what_it_is(tmp_path, make, says):
    make(tmp_path / "s")
    with pytest.raises(InputError, match=says), store.opened_for_reading(tmp_path / "s"):
        pass


def test_a_store_whose_first_build_was_killed_at_once_is_an_empty_one(tmp_path):
    with store.writer(tmp_path / "s"):
        pass
    assert dump(tmp_path / "s") == []


def test_a_store_that_lost_a_file_is_not_an_empty_one(tmp_path):
    folder = filled(tmp_path / "s", 60)
    with store.opened_for_writing(folder) as opened:
        opened.flush()
        del opened
    (folder / store.QUADS / "CURRENT").unlink()
    with pytest.raises(InputError, match="cannot be read"), store.opened_for_reading(folder):
        pass


def test_a_folder_with_other_files_is_not_made_a_store(tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(InputError, match="holds other files"), store.opened_for_writing(tmp_path):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_second_writer_and_a_reader_beside_a_writer_are_told_who_writes(tmp_path):
    folder = filled(tmp_path / "s", 60)
    who = rf"process {os.getpid()}, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d: \S+"
    with store.writer(folder):
        with pytest.raises(InputError, match=f"in use by {who}"), store.writer(folder):
            pass
        with pytest.raises(InputError, match=f"being written by {who}"), store.opened_for_reading(folder):
            pass
    with store.writer(folder):
        pass


def test_a_writer_beside_readers_is_told_who_reads(tmp_path):
    folder = filled(tmp_path / "s", 60)
    with (
        store.opened_for_reading(folder),
        pytest.raises(InputError, match=f"in use by process {os.getpid()}: .*py"),
        store.writer(folder),
    ):
        pass


def test_since_when_a_store_is_held_is_said_in_beijing_time_whatever_the_machine_s(tmp_path, monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        with store.writer(filled(tmp_path / "s", 60)):
            (holder,) = holders(tmp_path / "s")
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (holder.since or "").endswith("+08:00")
    assert (
        Holder(1, "2024-06-05T17:30:00+00:00", "kg build").sentence == "process 1, since 2024-06-06 01:30:00: kg build"
    )


def test_what_a_killed_writer_signed_holds_nobody_up(tmp_path):
    folder = filled(tmp_path / "s", 60)
    (folder / "lock").write_text('{"pid": 1, "since": "2024-01-01T00:00:00+08:00", "command": "kg build"}')
    assert holders(folder) == ()
    with store.writer(folder):
        assert [holder.pid for holder in holders(folder)] == [os.getpid()]


def test_a_lock_whose_store_is_another_now_holds_nothing(tmp_path, monkeypatch):
    """Between its opening and its locking, who held it has taken the store away and another is made in its place."""
    folder = filled(tmp_path / "s", 60)
    opened_file = lock._lock_file

    def overtaken(*arguments: object, **options: object) -> object:
        handle = opened_file(*arguments, **options)
        (folder / "lock").unlink()
        (folder / "lock").touch()
        return handle

    monkeypatch.setattr(lock, "_lock_file", overtaken)
    with pytest.raises(InputError, match="in use by another process"), store.writer(folder):
        pass


def test_of_two_first_builds_at_once_one_makes_the_store(tmp_path, monkeypatch):
    """Both find nothing there; the second comes to the lock when the first has made its store and let go of it."""
    folder, prepared = tmp_path / "s", opening.prepare

    def overtaken(*arguments: object) -> None:
        prepared(*arguments)
        monkeypatch.undo()
        with store.writer(folder, base="https://example.org/a/"):
            pass

    monkeypatch.setattr(opening, "prepare", overtaken)
    other = store.writer(folder, base="https://example.org/b/")
    with pytest.raises(InputError, match=r"has IRIs below https://example\.org/a/"), other:
        pass
    assert store.base_of_folder(folder) == "https://example.org/a/"


def test_readers_do_not_disturb_each_other(tmp_path):
    folder = filled(tmp_path / "s", 60)
    with store.opened_for_reading(folder) as one, store.opened_for_reading(folder) as other:
        assert len(one) == len(other) > 0


def test_holding_a_store_without_writing_leaves_its_files_alone(tmp_path):
    folder = filled(tmp_path / "s", 60)
    before = written(folder)
    with store.writer(folder):
        pass
    assert written(folder) == before


def test_loading_what_is_no_nquads_names_the_file(tmp_path):
    broken = tmp_path / "broken.nq"
    broken.write_text("nonsense")
    with store.opened_for_writing(tmp_path / "s") as opened:
        with pytest.raises(InputError, match=r"broken\.nq is no N-Quads"):
            store.load_nquads(opened, broken)
        with pytest.raises(InputError, match="cannot be read"):
            store.load_nquads(opened, tmp_path / "missing.nq")
        del opened


# ── damage ──


def harmed(folder: Path, pattern: str, first: float, last: float) -> Path:
    """``folder`` with every 4000th byte of Oxigraph's longer files turned over, between two parts of their lengths."""
    with store.opened_for_writing(folder) as opened:
        store.bulk_load(opened, [f'<urn:s:{n}> <urn:p> "{n * 7919}" <urn:g> .' for n in range(30_000)])
        store.compact(opened)
        opened.flush()
        del opened
    for path in (folder / store.QUADS).glob(pattern):
        data = bytearray(path.read_bytes())
        if pattern == "*.sst" and len(data) < 100_000:
            continue  # what describes the file, which is read when it is opened, is no small part of these
        for at in range(int(len(data) * first), int(len(data) * last), 4000):
            data[at] ^= 0xFF
        path.write_bytes(data)
    return folder


def read(folder: Path) -> int:
    with store.opened_for_reading(folder) as opened:
        return sum(1 for _ in opened)


def write(folder: Path) -> None:
    with store.opened_for_writing(folder) as opened:
        store.replace(opened, Replacement(graphs=("urn:g",)))
        del opened


OPENED, LATER = ("MANIFEST-*", 0.0, 1.0), ("*.sst", 0.1, 0.6)


@pytest.mark.parametrize("act", [read, write])
@pytest.mark.parametrize("harm", [OPENED, LATER], ids=["at opening", "later"])
def test_a_damaged_store_is_said_to_be_damaged_whenever_that_is_met_with(tmp_path, act, harm):
    folder = harmed(filled(tmp_path / "s", 60), *harm)
    with pytest.raises(
        InputError, match=r"The store .* is damaged \(Corruption: .*\); put a backup in its place"
    ) as told:
        act(folder)
    assert "\n" not in str(told.value)


def test_other_errors_of_those_who_read_stay_what_they_are(tmp_path):
    folder = filled(tmp_path / "s", 60)
    with pytest.raises(RuntimeError, match="mine"), store.opened_for_reading(folder):
        raise RuntimeError("mine")


@pytest.mark.parametrize(
    "command", [("stats",), ("store", "info"), ("query", "SELECT * WHERE { GRAPH ?g { ?s ?p ?o } }")]
)
def test_a_command_on_a_damaged_store_ends_in_one_sentence(tmp_path, command):
    folder = harmed(filled(tmp_path / "s", 60), *OPENED)
    done = subprocess.run([sys.executable, "-m", "kg", *command, "-s", str(folder)], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
    assert "is damaged (Corruption: " in done.stderr
