"""A rule and a measured confidence on every finding, in JSON and in RDF, and both worth what they say."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from strange_texts import NOTICES, extracted, text_of

from kg.gold import to_gold
from kg.lexicon import load_lexicon
from kg.pipeline import to_quads
from kg.vocab import KG, RDF

ROOT = Path(__file__).parent.parent
CALIBRATE = runpy.run_path(str(ROOT / "scripts" / "calibrate.py"))


@pytest.fixture(scope="module")
def cases() -> Any:
    return CALIBRATE["measure"]()[0]


@pytest.fixture(scope="module")
def names() -> Any:
    return CALIBRATE["measure"]()[1]


def test_each_rule_of_full_names_has_about_the_confidence_that_is_measured(names: Any) -> None:
    """After rules or the register change: ``make calibration``."""
    assert CALIBRATE["stale"](CALIBRATE["rules"](names), CALIBRATE["written_names"]()) == []


def test_full_names_of_a_confidence_are_right_as_often_as_it_says(names: Any) -> None:
    """Each with what its rule gets from the other notices."""
    told = CALIBRATE["held_out"](names)
    sure = [pair for pair in told if pair[0] >= 0.9]
    assert len(sure) > 500
    assert abs(sum(c for c, _ in sure) - sum(right for _, right in sure)) / len(sure) < 0.02


def test_each_rule_that_is_at_work_has_about_the_confidence_that_is_measured(cases: Any) -> None:
    """After rules change: ``make calibration``."""
    assert CALIBRATE["stale"](CALIBRATE["rules"](cases)) == []


def test_findings_of_a_confidence_are_right_as_often_as_it_says(cases: Any) -> None:
    """Each with what its rule gets from the other notices, so that no finding vouches for itself."""
    told = CALIBRATE["held_out"](cases)
    sure = [pair for pair in told if pair[0] >= 0.9]
    assert len(sure) > 2000
    assert abs(sum(c for c, _ in sure) - sum(right for _, right in sure)) / len(sure) < 0.02


def test_the_page_tells_the_figures_that_are_shipped() -> None:
    page = (ROOT / "docs" / "calibration.md").read_text("utf-8")
    findings, _, names = page.partition("## By rule of full names")
    told = {name: float(value) for name, value in re.findall(r"^\| `([a-z.:-]+)` \| ([0-9.]+) \|", findings, re.M)}
    assert told == load_lexicon().confidences
    rows = re.findall(r"^\| `([a-z-]+)` \| ([0-9.]+) \| ([0-9.]+) \|", names, re.M)
    of_names = {f"{name}\t{prior}": float(value) for name, prior, value in rows}
    assert of_names == CALIBRATE["written_names"]()


def every(value: Any) -> Any:
    """All JSON objects inside ``value``."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from every(part)


@pytest.mark.parametrize("path", NOTICES[::4], ids=lambda path: path.stem)
def test_every_finding_in_json_has_rule_and_confidence(path: Path) -> None:
    extraction = extracted(text_of(path))
    value = to_gold(extraction.analysis, extraction.resolution)
    findings = [*value["people"], *value["documents"], *value["agencies"], *value["agenda"], *value["directives"]]
    findings += [ground for ground in value["evidence"].values() if ground is not None]
    assert len(findings) > 20
    assert all(re.fullmatch(r"[a-z]+\.[a-z-]+", finding["rule"]) for finding in findings)
    assert all(0 < finding["confidence"] <= 1 for finding in findings)
    assert all((d["deadline"] is None) == (d["deadline_confidence"] is None) for d in value["directives"])
    quoted = [ground for ground in every(value) if ground.get("quote") and ground.get("span")]
    assert all(extraction.analysis.notice.text[slice(*g["span"])] == g["quote"] for g in quoted)


FINDINGS = (KG.Directive, KG.AgendaItem, KG.Deadline, KG.Participation, KG.Reading)


@pytest.mark.parametrize("path", NOTICES[::4], ids=lambda path: path.stem)
def test_every_finding_in_rdf_has_rule_and_confidence(path: Path) -> None:
    store = ox.Store()
    store.extend(ox.parse(to_quads(extracted(text_of(path))), ox.RdfFormat.N_QUADS))

    def values(node: ox.NamedNode, predicate: str) -> list[str]:
        return [quad.object.value for quad in store.quads_for_pattern(node, ox.NamedNode(predicate), None)]

    for kind in FINDINGS:
        found = [q.subject for q in store.quads_for_pattern(None, ox.NamedNode(RDF.type), ox.NamedNode(kind))]
        assert found or kind == KG.Deadline, kind
        for node in found:
            assert values(node, KG.rule), node
            assert all(0 < float(value) <= 1 for value in values(node, KG.confidence))
            assert len(values(node, KG.confidence)) >= 1, node
