"""``kg validate``, ``evaluate`` and ``doctor`` through a real process: what they measure, and what does not pass."""

from __future__ import annotations

import json
import re

import pytest
from command import NOTICE, complaint, kg, rows


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
    assert {"huiyi-kg", "Python", "pyoxigraph", "quads", "directives", "agencies (notice by notice)"} <= set(facts)
    assert "none yet" in kg("doctor", cwd=tmp_path, check=0).out
