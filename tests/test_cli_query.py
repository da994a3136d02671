"""``kg query`` through a real process: the answers, and questions that cannot be answered or take too long."""

from __future__ import annotations

import codecs
import csv
import io
import os
import signal
import subprocess
import sys
import time

import pytest
from command import KG, complaint, kg


def test_query_lists_what_each_shipped_query_answers():
    listed = list(csv.DictReader(io.StringIO(kg("query", "--list", check=0).out, newline="")))
    assert "agency-directives" in [row["name"] for row in listed]
    assert all(row["zh"] and row["en"] for row in listed)


@pytest.mark.parametrize("output_format", ["table", "csv", "tsv", "json", "jsonl", "xml", "markdown"])
def test_query_in_every_format(place, output_format):
    answer = kg(
        "query", "agency-directives", "-p", "agency=雷州市水务局", "--format", output_format, cwd=place, check=0
    )
    assert "2024-05-31" in answer.out
    assert answer.err == ""


def test_query_from_a_file_from_standard_input_and_into_a_file(place, tmp_path):
    text = "SELECT (COUNT(DISTINCT ?d) AS ?n) { GRAPH ?g { ?d a kg:Directive } }"
    (tmp_path / "q.rq").write_text(text)
    direct = kg("query", text, cwd=place, check=0).out
    assert direct == kg("query", "-f", tmp_path / "q.rq", cwd=place, check=0).out
    assert direct == kg("query", "-f", "-", cwd=place, text=text, check=0).out
    assert kg("query", text, "-o", tmp_path / "answer.csv", cwd=place, check=0).out == ""
    assert (tmp_path / "answer.csv").read_text("utf-8-sig").split() == direct.split()


@pytest.mark.parametrize(
    "words",
    [
        "directives",
        "query agency-partners -p agency=雷州市水务局",
        "query --list",
        "show 雷州市水务局",
        "search 水务",
        "followup",
        "gaps",
        "stats",
        "ledger",
        "link list",
    ],
)
def test_csv_in_a_file_is_what_excel_reads_as_utf_8_and_in_a_pipe_has_no_mark(place, tmp_path, words):
    direct = kg(*words.split(), "--format", "csv", cwd=place, check=0).stdout
    kg(*words.split(), "-o", tmp_path / "answer.csv", cwd=place, check=0)
    assert (tmp_path / "answer.csv").read_bytes() == codecs.BOM_UTF8 + direct
    assert not direct.startswith(codecs.BOM_UTF8)
    kg(*words.split(), "-o", tmp_path / "answer.json", cwd=place, check=0)
    assert not (tmp_path / "answer.json").read_bytes().startswith(codecs.BOM_UTF8)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["SELECT * { broken"], 2, "cannot be read"),
        (["DELETE WHERE { ?s ?p ?o }"], 2, "not changed"),
        (["SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }"], 2, "SERVICE"),
        (["SELECT * { ?s ?p ?o }", "--format", "gif"], 2, "gif"),
        (["no-such-query"], 2, "agency-directives"),
        (["directive-due"], 2, "the nearest are: directives-due"),
        (["agency-directives"], 2, "needs a value for agency"),
        (["agency-directives", "-p", "agency"], 2, "KEY=VALUE"),
        (["agency-directives", "-p", "agency=市水利局"], 3, "雷州市水务局"),
        (["directives-due", "-p", "since=soon"], 2, "not a date"),
        (["directives-due", "--since", "2024-05-01"], 2, "as a parameter: -p since=VALUE"),
        (["directives-due", "--sinze", "2024-05-01"], 2, "see kg query --help"),
        (["-f", "nowhere.rq"], 3, "nowhere.rq"),
        ([], 2, "Give one question"),
        (["ASK {}", "-s", "nowhere"], 3, "no store at nowhere"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_sentence(place, arguments, code, says):
    assert says in complaint(kg("query", *arguments, cwd=place), code)


CROSS = "SELECT ?s0 { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(4)) + " } ORDER BY ?s3"


def test_a_query_beyond_its_time_is_ended(place):
    started = time.monotonic()
    assert "--timeout" in complaint(kg("query", CROSS, "--timeout", "1", cwd=place), 124)
    assert time.monotonic() - started < 10


def test_an_interrupt_ends_a_query_at_once_with_130(place):
    running = subprocess.Popen(
        [*KG, "query", CROSS], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(1.5)
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=10)
    assert running.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.parametrize(("where", "why"), [("> /dev/full", "No space left on device"), (">&-", "it is closed")])
def test_an_answer_that_cannot_be_written_is_one_sentence(place, where, why):
    command = f"{sys.executable} -m kg directives {where}"
    done = subprocess.run(["bash", "-c", command], cwd=place, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (3, f"kg: Standard output cannot be written: {why}.\n")


def test_remarks_do_not_go_among_the_data_where_nobody_reads_them(place):
    command = f"{sys.executable} -m kg directives --since 2100-01-01 2>&-"
    done = subprocess.run(["bash", "-c", command], cwd=place, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("arguments", [("query", "doubts"), ("store", "info"), ("build", "in"), ("validate",)])
def test_a_store_in_a_folder_that_may_not_be_entered_is_one_sentence(tmp_path, arguments):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    done = kg(*arguments, "-s", closed / "s", cwd=tmp_path, powerless=True)
    assert "cannot be used: Permission denied" in complaint(done, 3)


def test_a_reader_that_goes_away_is_no_error(place):
    query = "SELECT ?s ?p ?o ?s2 { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s2 a kg:Directive } }"
    command = f"{sys.executable} -m kg query '{query}' | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=place, capture_output=True, timeout=60, check=True)
    assert done.stdout.decode().startswith("s,p,o,s2")
    assert done.stderr == b""
