"""Measure how often each rule is right on the project's own gold, and write kg/lexicons/confidence.tsv.

usage: calibrate.py [--check]

A rule's confidence is (right + 4 × prior) / (seen + 4): the figure written beside the rule in the code is its prior and
weighs as much as four cases, so a rule that was hardly ever seen keeps about what its author thought of it.
With --check nothing is written; the exit code is 1 where the file is not what this would write.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.evaluate import fold, pairs
from kg.lexicon import FOLDER
from kg.pipeline import extract
from kg.read import read_path

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "examples" / "gold"
FILE = FOLDER / "confidence.tsv"
WEIGHT = 4
HEAD = """\
# How often each rule is right, measured on examples/gold by scripts/calibrate.py; do not edit by hand.
# confidence = (right + 4 x prior) / (seen + 4). :inherited is a directive whose addressee was said before.
# rule\tconfidence\tright/seen
"""


def judged(gold: dict[str, Any], found: Any) -> Iterator[tuple[str, float, bool]]:  # noqa: ANN401  an Extraction
    """(rule, prior, right) of every finding of one notice."""
    analysis = found.analysis
    surfaces = {fold(a["surface"]) for a in gold["agencies"]}
    for agency in analysis.agencies:
        if agency.kind != "people" and agency.rule != "agencies.party":
            yield agency.rule, agency.confidence, fold(agency.surface) in surfaces
    kinds = {fold(d["title"]): d["kind"] for d in gold["documents"]}
    for document in analysis.documents:
        yield document.rule, document.confidence, kinds.get(fold(document.title)) == document.kind
    people = {(fold(p["name"]), tuple(sorted(map(fold, map(str, p["posts"]))))) for p in gold["people"]}
    for person in analysis.people:
        key = (fold(person.name), tuple(sorted(str(fold(post.surface)) for post in person.posts)))
        yield person.rule, person.confidence, key in people
    yield from _spans(gold["agenda"], analysis.agenda, 0.5, _same_item)
    yield from _spans(gold["directives"], analysis.directives, 0.7, _same_parties)


def _spans(gold: list[dict[str, Any]], found: Any, least: float, same: Any) -> Iterator[tuple[str, float, bool]]:  # noqa: ANN401
    given = [{"span": list(finding.span)} for finding in found]
    matched = {j: i for i, j in pairs(gold, given, least)}
    for number, finding in enumerate(found):
        rule = finding.rule + (":inherited" if getattr(finding, "basis", "") == "inherited" else "")
        yield rule, finding.confidence, number in matched and same(gold[matched[number]], finding)


def _same_item(gold: dict[str, Any], item: Any) -> bool:  # noqa: ANN401
    return {fold(d) for d in gold["documents"]} == {fold(d) for d in item.documents}


def _same_parties(gold: dict[str, Any], directive: Any) -> bool:  # noqa: ANN401
    return {fold(a) for a in gold["addressees"]} == {fold(a) for a in directive.surfaces("lead", "responsible")}


def table(priors: dict[str, float]) -> str:
    """The file's text, measured anew; ``priors`` are the code's own figures by rule."""
    right: defaultdict[str, int] = defaultdict(int)
    seen: defaultdict[str, int] = defaultdict(int)
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        notice = next(iter(read_path(path.with_suffix(".txt"))))
        for rule, prior, is_right in judged(gold, extract(notice)):
            priors.setdefault(rule, prior)
            seen[rule] += 1
            right[rule] += is_right
    rows = (
        f"{rule}\t{(right[rule] + WEIGHT * priors[rule]) / (seen[rule] + WEIGHT):.3f}\t{right[rule]}/{seen[rule]}\n"
        for rule in sorted(seen)
    )
    return HEAD + "".join(rows)


def main() -> int:
    """Write the table, or compare it."""
    shipped = FILE.read_text("utf-8") if FILE.exists() else ""
    FILE.unlink(missing_ok=True)  # the code's own figures are the priors, not those measured last time
    try:
        fresh = table({})
    finally:
        FILE.write_text(shipped, "utf-8")
    if "--check" in sys.argv:
        return int(fresh != shipped)
    FILE.write_text(fresh, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
