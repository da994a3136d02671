"""``kg build`` through a real process: what it reads and writes, and how it tells what failed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time

import pytest
from command import KG, NOTICE, complaint, kg
from test_store import written


def test_a_build_says_what_it_did_and_writes_its_exports(place):
    report = json.loads((place / "exports" / "report.json").read_text(encoding="utf-8"))
    assert report["new"] == 2
    assert report["failed"] == []
    assert {path.name for path in (place / "exports").iterdir()} == {
        "store",
        "report.json",
        "graph.ttl",
        "graph.graphml",
    }


def test_a_second_build_writes_nothing_and_says_so(place):
    before = written(place / "exports")
    done = kg("build", "in", cwd=place, check=0)
    assert "2 unchanged" in done.err
    assert "the store was left as it is" in done.err
    assert done.out == ""
    assert written(place / "exports") == before


def test_failed_notices_are_named_and_give_exit_code_4(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    done = kg("build", "in", cwd=tmp_path, check=4)
    assert "failed: empty.txt" in done.err
    assert "1 new" in done.err
    failed = json.loads((tmp_path / "exports" / "report.json").read_text(encoding="utf-8"))["failed"]
    assert [failure["source"] for failure in failed] == ["empty.txt"]


def test_the_report_tells_what_is_gone_as_long_as_it_is(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(NOTICE, encoding="utf-8")

    def gone(*options):
        done = kg("build", "in", *options, cwd=tmp_path, check=0)
        report = json.loads((tmp_path / "exports" / "report.json").read_text(encoding="utf-8"))
        assert ("no longer there (a.txt)" in done.err) == bool(report["no_longer_there"]["notices"])
        return report["no_longer_there"]

    assert gone() == {"notices": 0, "sources": []}
    (tmp_path / "in" / "a.txt").rename(tmp_path / "a.txt")
    assert gone() == {"notices": 1, "sources": ["a.txt"]}
    (tmp_path / "a.txt").rename(tmp_path / "in" / "a.txt")
    assert gone() == {"notices": 0, "sources": []}
    (tmp_path / "in" / "a.txt").unlink()
    assert gone("--prune") == {"notices": 0, "sources": []}


def test_a_notice_from_standard_input(tmp_path):
    kg("build", "-", "--store", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)
    assert not (tmp_path / "exports").exists()
    assert "1" in kg("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?g a kg:Notice } }", "-s", "s", cwd=tmp_path).out


@pytest.mark.parametrize(("path", "code"), [("empty", 3), ("nowhere", 3), ("-", 4), ("empty.txt", 4)])
def test_a_build_that_reads_nothing_leaves_no_store_and_no_exports_behind(path, code, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "there").mkdir()
    (tmp_path / "empty.txt").touch()
    kg("build", path, "-s", "s", "--report", "r.json", cwd=tmp_path, text="", check=code)
    kg("build", path, "-s", "there", cwd=tmp_path, text="", check=code)
    assert not (tmp_path / "s").exists()
    assert not (tmp_path / "exports").exists()
    assert list((tmp_path / "there").iterdir()) == [], "a folder that was there stays"
    kg("build", "-", "-s", "s", "--no-exports", cwd=tmp_path, text=NOTICE, check=0)
    kg("build", path, "-s", "s", "--no-exports", cwd=tmp_path, text="", check=code)
    assert "1" in kg("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?g a kg:Notice } }", "-s", "s", cwd=tmp_path).out


def test_a_folder_that_holds_nothing_to_read_is_no_success_and_one_that_was_emptied_is(tmp_path):
    (tmp_path / "empty").mkdir()
    assert (
        "nothing to read was found there" in kg("build", "empty", "-s", "s", "--no-exports", cwd=tmp_path, check=3).err
    )
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(NOTICE, encoding="utf-8")
    kg("build", "in", "-s", "s", "--no-exports", cwd=tmp_path, check=0)
    (tmp_path / "in" / "a.txt").unlink()
    kg("build", "in", "-s", "s", "--no-exports", "--prune", cwd=tmp_path, check=0)


def test_an_interrupted_build_says_how_to_go_on_and_goes_on(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    command = [*KG, "build", "-", "a.txt", "-s", "s", "--no-exports"]  # waits for standard input to end
    running = subprocess.Popen(
        command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    while not (tmp_path / "s" / "huiyi-store.json").exists():
        time.sleep(0.05)
    time.sleep(1.5)
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(timeout=10) == 130
    err = running.communicate()[1].decode()
    assert "the store holds 0 notices, which stay; the same command goes on from there" in err
    assert "older version" not in kg("store", "info", "-s", "s", cwd=tmp_path, check=0).out
    assert "Traceback" not in err
    assert "1 new" in kg("build", "a.txt", "-s", "s", "--no-exports", cwd=tmp_path, check=0).err


def test_wrong_paths_and_stores_of_others_are_one_sentence_each(tmp_path):
    assert "nowhere" in complaint(kg("build", "nowhere", cwd=tmp_path), 3)
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    assert "holds other files" in complaint(kg("build", "a.txt", "-s", "mine", cwd=tmp_path), 3)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "huiyi-store.json").write_text('{"format": 0}')
    for command in (
        ["build", "a.txt"],
        ["directives"],
        ["export", "turtle"],
        ["query", "ASK {}"],
        ["show", "x"],
        ["validate"],
    ):
        assert "older version" in complaint(kg(*command, "-s", "old", cwd=tmp_path), 3)


def test_no_permission_is_one_sentence_and_an_input_that_cannot_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    kg("build", "a.txt", "-s", "store", "--no-exports", cwd=tmp_path, check=0)
    (tmp_path / "gold").mkdir()
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "posts.tsv").write_text("总河长\tpost\tgov\t\n", encoding="utf-8")
    (tmp_path / "closed").mkdir()
    for name, mode in (("a.txt", 0), ("store", 0), ("gold", 0), ("words/posts.tsv", 0), ("closed", 0o555)):
        (tmp_path / name).chmod(mode)
    try:
        for arguments, named in (
            (["extract", "a.txt"], "a.txt"),
            (["build", "a.txt", "-s", "other"], "a.txt"),
            (["directives", "-s", "store"], "store"),
            (["validate", "-s", "store"], "store"),
            (["query", "-f", "a.txt", "-s", "store"], "store"),
            (["build", "-", "-s", "closed/store"], "closed/store"),
            (["evaluate", "gold"], "gold"),
            (["extract", "-", "--lexicon", "words"], "posts.tsv"),
            (["extract", "-", "-o", "closed/a.json"], "closed/a.json"),
        ):
            done = kg(*arguments, cwd=tmp_path, text=NOTICE, powerless=True)
            assert named in complaint(done, 3)
            assert "ermission denied" in done.err
    finally:
        for name in ("store", "gold"):
            (tmp_path / name).chmod(0o755)


def test_a_file_without_permission_fails_alone_in_its_folder(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("1.txt", "2.txt"):
        (tmp_path / "in" / name).write_text(NOTICE, encoding="utf-8")
    (tmp_path / "in" / "1.txt").chmod(0)
    done = kg("build", "in", "-s", "store", "--no-exports", cwd=tmp_path, powerless=True, check=4)
    assert "failed: 1.txt: cannot be opened (Permission denied)" in done.err
    assert "1 new" in done.err


def test_a_build_into_a_store_elsewhere_says_where_the_exports_went(tmp_path):
    (tmp_path / "one.txt").write_text(NOTICE, encoding="utf-8")
    where = f"(in {tmp_path}; --out DIR puts them elsewhere, --no-exports leaves them out)"
    assert where in kg("build", "one.txt", "-s", "elsewhere", cwd=tmp_path, check=0).err
    assert (tmp_path / "exports" / "graph.ttl").is_file()
    assert where not in kg("build", "one.txt", "-s", "third", "--out", "out", cwd=tmp_path, check=0).err
    assert where not in kg("build", "one.txt", cwd=tmp_path, check=0).err


def test_a_build_counts_one_thing_as_one(tmp_path):
    (tmp_path / "one.txt").write_text(NOTICE, encoding="utf-8")
    said = kg("build", "one.txt", "--no-exports", cwd=tmp_path, check=0).err
    assert said.startswith("1 notice read: 1 new, 0 changed")
    assert "1 person, 1 document, " in said
    assert not re.search(r"\b1 (people|documents|agencies|agenda items|directives|doubts)\b", said)


def test_exports_of_another_store_in_the_same_folder_are_written_anew(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "a" / "one.txt").write_text(NOTICE, encoding="utf-8")
    kg("build", "a", "-s", "sa", cwd=tmp_path, check=0)
    of_a = (tmp_path / "exports" / "graph.ttl").read_bytes()
    (tmp_path / "b" / "other.txt").write_text("5月8日，县长赵一山主持召开县政府常务会议。", encoding="utf-8")
    kg("build", "b", "-s", "sb", cwd=tmp_path, check=0)
    assert (tmp_path / "exports" / "graph.ttl").read_bytes() != of_a
    kg("build", "a", "-s", "sa", cwd=tmp_path, check=0)
    assert (tmp_path / "exports" / "graph.ttl").read_bytes() == of_a


def test_a_store_below_the_folder_that_is_read_is_no_notice(tmp_path):
    (tmp_path / "one.txt").write_text(NOTICE, encoding="utf-8")
    assert "1 new" in kg("build", ".", "-s", "store", "--no-exports", cwd=tmp_path, check=0).err
    assert "1 unchanged" in kg("build", ".", "-s", "store", "--no-exports", cwd=tmp_path, check=0).err
