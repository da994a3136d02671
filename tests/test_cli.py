"""The command line through a real process: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import ctypes
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest
from test_store import written

from kg.cli import app
from kg.cli.helping import wrapped
from kg.tables import display_width

COMMANDS = (
    "build", "extract", "query", "directives", "search", "show", "explain", "trace", "followup", "gaps", "export", "stats", "diff", "validate",
    "evaluate", "doctor", "load", "serve",
)  # fmt: skip
TEXT = """雷州市政府召开第{number}次常务会议
2024年3月{day}日，市长赵一山主持召开雷州市人民政府第十八届第{number}次常务会议。会议审议并原则通过《雷州市防汛预案》。
会议强调，市水务局要会同市财政局在5月底前完成水库除险，督促指导各镇（街）落实巡查。要抓好值班值守。
"""
NOTICE = TEXT.format(number=62, day=5)
KG = [sys.executable, "-m", "kg"]


def _give_up_power():
    """Be bound by rights even as root: without CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH from the next program on."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def kg(*arguments, cwd=None, text=None, check=None, powerless=False):
    """Run the command; ``check`` is the exit code it must have, ``powerless`` takes away what root may do."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    environment.pop("KG_STORE", None)
    done = subprocess.run(
        [*KG, *map(str, arguments)],
        cwd=cwd,
        input=None if text is None else text.encode(),
        capture_output=True,
        env=environment,
        timeout=60,
        preexec_fn=_give_up_power if powerless else None,
    )
    done.out, done.err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in done.err, done.err
    if check is not None:
        assert done.returncode == check, done.err
    return done


def complaint(done, code):
    """The one sentence on stderr of a command that failed with ``code``."""
    assert done.returncode == code, done.err
    assert done.out == ""
    lines = done.err.strip().split("\n")
    assert len(lines) == 1
    return lines[0]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with two notices in ``in``, built into the default places."""
    place = tmp_path_factory.mktemp("place")
    (place / "in").mkdir()
    for number in (61, 62):
        (place / "in" / f"{number}.txt").write_text(TEXT.format(number=number, day=number - 50), encoding="utf-8")
    kg("build", "in", cwd=place, check=0)
    return place


def test_help_names_every_command_with_what_it_does():
    shown = kg("--help", check=0).out
    for command in COMMANDS:
        assert re.search(rf"^  {command} +\S", shown, re.MULTILINE)
    assert "..." not in shown.partition("Commands:")[2], "a sentence that is cut off"
    assert {registered.callback.__name__ for registered in app.registered_commands} == set(COMMANDS)
    for command in COMMANDS:
        assert "Usage" in kg(command, "--help", check=0).out


SUBCOMMANDS = (
    ("ledger",),
    ("ledger", "import"),
    *(("store", name) for name in ("info", "check", "compact", "backup", "restore", "shards")),
)


@pytest.mark.parametrize("command", [*((name,) for name in COMMANDS), *SUBCOMMANDS], ids=" ".join)
def test_help_speaks_of_arguments_and_options_in_words_and_fits_eighty_columns(command):
    shown = kg(*command, "--help", check=0).out
    assert not re.search(r"<[a-z]+(\[[a-z]+\])?( range)?>", shown), "the name of a Python type"
    assert not re.search(r"[{}]|\[\[", shown.partition("\n")[0]), "brackets around brackets"
    assert max(display_width(line) for line in shown.splitlines()) <= 80
    assert re.search(r"^Usage: kg " + " ".join(command) + r" \[OPTIONS\]", shown)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("图库所在文件夹。 The folder.", ["图库所在", "文件夹。", "The", "folder."]),
        ("a|bc|def|ghij|k", ["a|bc|def|", "ghij|k"]),
        ("一二三四。五", ["一二三", "四。五"]),
        ("unbreakableword 一", ["unbreakableword", "一"]),
        ("", [""]),
    ],
)
def test_a_line_of_help_ends_between_words_or_chinese_characters_and_before_no_mark(text, lines):
    assert wrapped(text, 9) == lines


@pytest.mark.parametrize(
    ("arguments", "usage"),
    [
        (["build"], "PATH..."),
        (["diff"], "A [B]"),
        (["query"], "[SPARQL|NAME]"),
        (["evaluate"], "GOLD_DIR [KIND...]"),
        (["ledger", "import"], "FILE"),
    ],
)
def test_a_usage_line_tells_what_must_be_given_and_what_may(arguments, usage):
    first = kg(*arguments, "--help", check=0).out.partition("\n")[0]
    assert first == f"Usage: kg {' '.join(arguments)} [OPTIONS] {usage}"


def test_nothing_heavy_is_imported_for_help():
    heavy = {"rdflib", "networkx", "jieba", "pyshacl", "rich", "pyoxigraph", "trafilatura", "pyarrow", "sqlite3"}
    code = (
        "import sys; sys.argv = ['kg', '--help']\nfrom kg.cli import run\nrun()\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert not heavy & set(done.stderr.decode().split())


# ── build ─────────────────────────────────────────────────────────────────────────────────────────────────────


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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["extract"], "Missing argument 'PATH'; see kg extract --help."),
        (["extract", "a", "b"], "extra argument"),
        (["exract", "a"], "Did you mean 'extract'"),
        (["build", "a", "--jobs", "x"], "--jobs"),
        (["build", "a", "--jbs", "2"], "--jobs"),
        (["ledger", "import"], "see kg ledger import --help."),
        (["ledger", "import", "--by"], "see kg ledger import --help."),
        (["directives", "--since"], "see kg directives --help."),
        (["ledger", "--since"], "see kg ledger --help."),
        (["stroe"], "see kg --help."),
    ],
)
def test_arguments_that_cannot_be_are_one_sentence(arguments, says):
    assert says in complaint(kg(*arguments), 2)


# ── extract ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_extract_prints_the_guidelines_shape(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    value = json.loads(kg("extract", "a.txt", cwd=tmp_path, check=0).out)
    assert value["meeting"]["number"] == 62
    assert value["meeting"]["chair"] == "赵一山"
    assert all(NOTICE[d["span"][0] : d["span"][1]] == d["quote"] for d in value["directives"])


def test_extract_says_where_nothing_of_a_meeting_was_recognised(tmp_path):
    (tmp_path / "poem.txt").write_text("春江花月夜\n春江潮水连海平，海上明月共潮生。\n", encoding="utf-8")
    done = kg("extract", "poem.txt", cwd=tmp_path, check=0)
    assert json.loads(done.out)["directives"] == []
    assert done.err == "nothing of a meeting was recognised in poem.txt: is it the notice of one?\n"


@pytest.mark.parametrize("output_format", ["nquads", "turtle", "trig", "jsonld"])
def test_extract_prints_rdf_that_says_the_same_in_every_format(tmp_path, output_format):
    forms = {"nquads": "N_QUADS", "turtle": "TURTLE", "trig": "TRIG", "jsonld": "JSON_LD"}
    printed = kg("extract", "-", "--format", output_format, text=NOTICE, check=0).stdout
    plain = kg("extract", "-", "--format", "nquads", text=NOTICE, check=0).stdout
    read = {
        str(q.triple) for q in pyoxigraph.parse(printed, format=getattr(pyoxigraph.RdfFormat, forms[output_format]))
    }
    assert read == {str(q.triple) for q in pyoxigraph.parse(plain, format=pyoxigraph.RdfFormat.N_QUADS)}


def test_extract_of_several_notices_gives_a_line_each(place):
    lines = kg("extract", "in", cwd=place, check=0).out.splitlines()
    assert [json.loads(line)["meeting"]["number"] for line in lines] == [61, 62]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff\xfe\x00" * 50, b"   \n"])
def test_extract_of_what_is_no_notice_is_one_sentence(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    assert "a.txt" in complaint(kg("extract", "a.txt", cwd=tmp_path), 3)


def test_extract_of_nothing_and_in_no_format(tmp_path):
    assert "nowhere.txt" in complaint(kg("extract", "nowhere.txt", cwd=tmp_path), 3)
    assert "json, nquads" in complaint(kg("extract", "-", "--format", "xml", cwd=tmp_path), 2)


TABLE = f"""编号,内文,题目,公开日,出处,网页
a,"{NOTICE}",第62次常务会议,2024-03-06,市政府办公室,https://a.example/1
"""
COLUMNS = ["--text-column=内文", "--title-column=题目", "--date-column=公开日", "--publisher-column=出处"]
COLUMNS += ["--url-column=网页", "--id-column=编号"]


def test_the_columns_of_a_table_can_be_named(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="gb18030")
    value = json.loads(kg("extract", "a.csv", *COLUMNS, cwd=tmp_path, check=0).out)
    assert value["notice"] == {"title": "第62次常务会议", "published": "2024-03-06", "publisher": "市政府办公室"}
    kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0)
    shown = kg("query", "SELECT ?o { GRAPH ?g { ?s dcterms:source|dc:source ?o } }", "-s", "s", cwd=tmp_path, check=0)
    assert "a.csv#a" in shown.out
    assert "a.example/1" in kg("query", "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "-s", "s", cwd=tmp_path, check=0).out


def test_a_row_that_moves_is_known_again_by_its_id(tmp_path):
    head, row = TABLE.split("\n", 1)
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0)
    other = row.replace("a,", "b,", 1).replace("62", "63")
    (tmp_path / "a.csv").write_text(f"{head}\n{other}{row.replace('62', '64')}", encoding="utf-8")
    assert "1 new, 1 changed" in kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0).err


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    said = complaint(kg("extract", "a.csv", cwd=tmp_path), 3)
    assert "'编号', '内文', '题目'" in said
    assert "--text-column" in said
    assert "correct --title-column" in complaint(
        kg("extract", "a.csv", "--text-column=内文", "--title-column=标题", cwd=tmp_path), 3
    )


def test_encoding_and_format_of_what_comes_from_standard_input(tmp_path):
    done = kg("extract", "-", "--input-format=csv", *COLUMNS, text=TABLE, check=0)
    assert json.loads(done.out)["meeting"]["number"] == 62
    (tmp_path / "a.txt").write_bytes(NOTICE.encode("gb18030"))
    assert kg("extract", "a.txt", "--encoding", "gbk", cwd=tmp_path, check=0).out
    assert "is not valid UTF-8" in complaint(kg("extract", "a.txt", "--encoding", "utf-8", cwd=tmp_path), 3)
    assert "use one of: text, markdown" in complaint(kg("extract", "-", "--input-format", "rtf", text="x"), 2)
    assert "'klingon' is unknown" in complaint(kg("extract", "-", "--encoding", "klingon", text="x"), 2)


# ── query ─────────────────────────────────────────────────────────────────────────────────────────────────────


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
    assert (tmp_path / "answer.csv").read_bytes().decode() == direct


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


def test_a_reader_that_goes_away_is_no_error(place):
    query = "SELECT ?s ?p ?o ?s2 { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s2 a kg:Directive } }"
    command = f"{sys.executable} -m kg query '{query}' | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=place, capture_output=True, timeout=60, check=True)
    assert done.stdout.decode().startswith("s,p,o,s2")
    assert done.stderr == b""


# ── directives, show, export ──────────────────────────────────────────────────────────────────────────────────


def rows(done):
    return list(csv.DictReader(io.StringIO(done.out, newline="")))


def test_directives_of_an_agency_by_any_of_its_names(place):
    found = [rows(kg("directives", "--agency", name, cwd=place, check=0)) for name in ("市水务局", "雷州市水务局")]
    assert found[0] == found[1]
    assert [(row["date"], row["basis"]) for row in found[0]] == [
        ("2024-03-11", "explicit"),
        ("2024-03-11", "inherited"),
        ("2024-03-12", "explicit"),
        ("2024-03-12", "inherited"),
    ]
    row = found[0][2]
    assert (row["role"], row["co_actors"], row["overseen"], row["due"]) == (
        "责任",
        "市财政局",
        "各镇（街）",
        "2024-05-31",
    )
    assert row["source"] == "62.txt"
    text = (place / "in" / "62.txt").read_text(encoding="utf-8")
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_directives_by_period_and_document_and_in_json(place):
    assert len(rows(kg("directives", "--since", "2024-03-12", cwd=place, check=0))) == 2
    assert rows(kg("directives", "--until", "2024-03-01", cwd=place, check=0)) == []
    assert len(rows(kg("directives", "--document", "《雷州市防汛预案》", cwd=place, check=0))) == 4
    value = json.loads(kg("directives", "-a", "市财政局", "--format", "json", cwd=place, check=0).out)
    assert value[0]["addressees"] == ["市水务局"]
    assert value[0]["role"] == "配合"


def test_directives_of_nobody_in_particular_tell_the_role_of_their_addressees(place):
    found = rows(kg("directives", cwd=place, check=0))
    assert {(row["role"], row["addressees"]) for row in found} == {("责任", "市水务局")}


def test_a_period_is_given_by_dates_as_people_write_them(place):
    assert len(rows(kg("directives", "--since", "2024-3-12", "--until", "2024年3月12日", cwd=place, check=0))) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--agency", "市水利局"], 3, "雷州市水务局"),
        (["--document", "《不存在的文件》"], 3, "《不存在的文件》"),
        (["--since", "2024-13-01"], 2, "not a date"),
        (["--since", "2024-05-01", "--until", "2024-04-01"], 2, "ends before it begins"),
        (["--via-groups"], 2, "--agency"),
        (["--format", "gif"], 2, "gif"),
    ],
)
def test_a_wrong_wish_for_directives_is_one_sentence(place, arguments, code, says):
    assert says in complaint(kg("directives", *arguments, cwd=place), code)


def test_no_directive_is_an_empty_table_that_says_so(place):
    done = kg("directives", "--since", "2031-01-01", cwd=place, check=0)
    assert (rows(done), done.err) == ([], "no directive matches\n")


@pytest.mark.parametrize(
    ("arguments", "ending", "begins"),
    [
        (["directives"], ".json", "[\n {"),
        (["directives"], ".jsonl", '{"date"'),
        (["directives"], ".md", "| date |"),
        (["directives"], ".TSV", "date\t"),
        (["directives"], ".txt", "date,"),
        (["directives", "--format", "csv"], ".json", "date,"),
        (["query", "directives-due"], ".xml", "<?xml"),
        (["query", "CONSTRUCT { ?m a kg:Meeting } WHERE { GRAPH ?g { ?m a kg:Meeting } }"], ".nt", "<http"),
        (["show", "市水务局"], ".ttl", "@prefix"),
        (["trace", "《雷州市防汛预案》"], ".dot", "digraph"),
        (["gaps"], ".json", "["),
        (["query", "--list"], ".md", "| name |"),
    ],
)
def test_a_file_has_the_format_of_its_ending(place, tmp_path, arguments, ending, begins):
    kg(*arguments, "-o", tmp_path / f"answer{ending}", cwd=place, check=0)
    assert (tmp_path / f"answer{ending}").read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (["directives"], ".xlsx"),
        (["directives"], ".ttl"),
        (["query", "directives-due"], ".ttl"),
        (["show", "市水务局"], ".dot"),
    ],
)
def test_an_ending_of_another_format_is_refused_and_nothing_is_written(place, tmp_path, arguments, ending):
    done = kg(*arguments, "-o", tmp_path / f"answer{ending}", cwd=place)
    assert "by its ending" in complaint(done, 2)
    assert list(tmp_path.iterdir()) == []


def test_show_says_everything_of_one_thing(place):
    shown = rows(kg("show", "市水务局", cwd=place, check=0))
    assert {"→", "←"} == {row["direction"] for row in shown}
    assert "雷州市水务局" in {row["value"] for row in shown}
    assert "skos:prefLabel" in kg("show", "雷州市水务局", "--format", "turtle", cwd=place, check=0).out
    assert "雷州市水务局" in complaint(kg("show", "市水利局", cwd=place), 3)


def test_export_to_stdout_and_to_a_file_is_the_same(place, tmp_path):
    for output_format in ("turtle", "nquads", "trig", "jsonld", "graphml"):
        printed = kg("export", output_format, cwd=place, check=0).stdout
        kg("export", output_format, "-o", tmp_path / "x", cwd=place, check=0)
        assert (tmp_path / "x").read_bytes() == printed
    assert (place / "exports" / "graph.ttl").read_bytes() == kg("export", "turtle", cwd=place).stdout
    assert "turtle, nquads" in complaint(kg("export", "gif", cwd=place), 2)
    assert "is a folder" in complaint(kg("export", "turtle", "-o", tmp_path, cwd=place), 3)


# ── validate, evaluate, doctor ────────────────────────────────────────────────────────────────────────────────


def test_validate_passes_what_kg_built_and_fails_what_breaks_a_shape(place, tmp_path):
    done = kg("validate", cwd=place, check=0)
    assert " 0 violations" in done.err
    from kg import store

    with store.opened_for_writing(tmp_path / "s") as opened:
        graph = "https://w3id.org/huiyi/id/notice/0123456789abcdef"
        store.bulk_load(
            opened, [f"<{graph}> <{pyoxigraph_type()}> <https://w3id.org/huiyi/ontology#Notice> <{graph}> ."]
        )
        del opened
    broken = kg("validate", "-s", tmp_path / "s", check=5)
    assert "violation" in broken.out
    assert re.search(r"\b[0-9]+ statements? in .* breaks? the shapes", broken.err)


def pyoxigraph_type():
    from kg.vocab import RDF

    return RDF.type


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    """One notice whose gold is what the extraction gives, but for one addressee."""
    folder = tmp_path_factory.mktemp("gold")
    (folder / "a.txt").write_text(NOTICE, encoding="utf-8")
    value = json.loads(kg("extract", folder / "a.txt", check=0).out)
    value["directives"][0]["addressees"] = ["市应急局"]
    (folder / "a.json").write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return folder


def test_evaluate_gives_figures_and_differences(gold):
    figures = json.loads(kg("evaluate", gold, "--format", "json", check=0).out)["figures"]
    assert figures["directives.span"] == 1.0
    assert figures["directives.joint"] < 1.0
    assert {row["figure"] for row in rows(kg("evaluate", gold, check=0))} == set(figures)


def test_evaluate_gives_the_figures_of_each_notice(gold):
    found = json.loads(kg("evaluate", gold, "--per-notice", "--format", "json", check=0).out)
    assert found["per_notice"] == {"a": found["figures"]}
    by_notice = rows(kg("evaluate", gold, "--per-notice", check=0))
    assert [row["notice"] for row in by_notice] == ["a", "all"]
    assert set(by_notice[0]) == {"notice", *found["figures"]}


@pytest.mark.parametrize(
    "arguments", [["{gold}", "--errors"], ["{gold}", "--errors", "directives"], ["--errors", "directives", "{gold}"]]
)
def test_evaluate_lists_what_differs_with_the_words_around_it(gold, arguments):
    done = kg("evaluate", *(argument.format(gold=gold) for argument in arguments), check=0)
    (row,) = rows(done)
    assert (row["notice"], row["kind"], row["sign"]) == ("a", "directives", "~")
    assert (row["want"], row["got"]) == ("市应急局", "市水务局")
    assert row["context"].startswith(
        NOTICE[int(row["at"]) - 15 : int(row["at"])].replace("\n", " ") + "【市水务局要会同"
    )
    assert done.err == "1 notice, 1 difference\n"


def test_evaluate_lists_no_errors_of_a_kind_that_has_none(gold):
    assert rows(kg("evaluate", gold, "--errors", "people", "agencies", check=0)) == []
    assert "say: kg evaluate" in complaint(kg("evaluate", gold, "directives"), 2)
    assert "One folder" in complaint(kg("evaluate", gold, gold), 2)
    assert "Name the folder" in complaint(kg("evaluate", "--errors", "people"), 2)


def test_evaluate_fails_below_its_baseline(gold, tmp_path):
    (tmp_path / "low.json").write_text('{"directives.span": 1.0}')
    (tmp_path / "high.json").write_text('{"figures": {"directives.joint": 1.0}}')
    kg("evaluate", gold, "--baseline", tmp_path / "low.json", check=0)
    assert "directives.joint" in kg("evaluate", gold, "--baseline", tmp_path / "high.json", check=5).err
    assert "not a folder" in complaint(kg("evaluate", tmp_path / "nowhere"), 3)
    assert "canonical, agenda, directives" in complaint(kg("evaluate", gold, "--errors", "typos"), 2)


def test_doctor_names_versions_and_counts(place, tmp_path):
    facts = {row["what"]: row["value"] for row in rows(kg("doctor", cwd=place, check=0))}
    assert facts["notices"] == "2"
    assert facts["store format"] == "2"
    assert {"huiyi-kg", "Python", "pyoxigraph", "quads"} <= set(facts)
    assert "none yet" in kg("doctor", cwd=tmp_path, check=0).out


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
