"""``kg directives``, ``show`` and ``export`` through a real process: what they find, and in which form they write it."""

from __future__ import annotations

import json

import pytest
from command import complaint, kg, rows


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
