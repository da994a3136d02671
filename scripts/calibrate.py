"""Measure how often each rule is right on the project's own gold.

Writes kg/lexicons/confidence.tsv and, for full names of organisations, kg/registers/name_confidence.tsv, which the
extraction reads, and docs/calibration.md, which tells how far the figures can be trusted. usage: calibrate.py [--check]

A rule's confidence is (right + 4 × prior) / (seen + 4): the figure written beside the rule in the code is its prior and
weighs as much as four cases, so a rule that was hardly ever seen keeps about what its author thought of it. None is
told to be surer than 0.999: forty notices cannot show more.
With --check nothing is written; the exit code is 1 where a written figure promises more than 0.05 too much or 0.15 too
little, or a rule that was seen five times has none.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from kg.evaluate import fold, pairs
from kg.lexicon import FOLDER, load_lexicon
from kg.pipeline import Extraction, analyse, knowledge
from kg.read import read_path
from kg.register import FOLDER as NAMES_FOLDER
from kg.register import Register, load_register
from kg.resolve import resolve

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "examples" / "gold"
FILE = FOLDER / "confidence.tsv"
NAMES_FILE = NAMES_FOLDER / "name_confidence.tsv"
PAGE = ROOT / "docs" / "calibration.md"
WEIGHT = 4
MOST = 0.999
TOO_MUCH, TOO_LITTLE = 0.05, 0.15
FEW = 5
BINS = (0.0, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001)
HEAD = """\
# How often each rule is right, measured on examples/gold by scripts/calibrate.py; do not edit by hand.
# confidence = (right + 4 x prior) / (seen + 4). :inherited is a directive whose addressee was said before.
# rule\tconfidence\tright/seen
"""


NAMES_HEAD = """\
# How often the full name that a rule gives an organisation is right, measured on examples/gold by scripts/calibrate.py; do not
# edit by hand. A rule has a line for each figure beside it in the code: how sure its author was in that case.
# confidence = (right + 4 x prior) / (seen + 4)
rule\tprior\tconfidence\tright/seen
"""


class Case(NamedTuple):
    """One finding: of which notice, by which rule, how sure the rule's author was, and whether it is right."""

    notice: str
    rule: str
    prior: float
    right: bool


class Rule(NamedTuple):
    """What was seen of one rule."""

    prior: float
    right: int
    seen: int

    @property
    def confidence(self) -> float:
        """How sure a finding of the rule is."""
        return min(MOST, (self.right + WEIGHT * self.prior) / (self.seen + WEIGHT))


def judged(gold: dict[str, Any], found: Extraction) -> Iterator[tuple[str, float, bool]]:
    """(rule, prior, right) of every finding of one notice."""
    analysis = found.analysis
    yield from _fields(gold, found)
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
    for number, finding in _paired(gold["agenda"], analysis.agenda, 0.5):
        yield finding.rule, finding.confidence, number is not None and _same_item(gold["agenda"][number], finding)
    for number, finding in _paired(gold["directives"], analysis.directives, 0.7):
        entry = None if number is None else gold["directives"][number]
        rule = finding.rule + (":inherited" if finding.basis == "inherited" else "")
        yield rule, finding.confidence, entry is not None and _same_parties(entry, finding)
        if finding.deadline is not None:
            right = entry is not None and fold(entry["deadline"]) == fold(finding.deadline.surface)
            yield finding.deadline.rule, finding.deadline.confidence, right


def judged_names(gold: dict[str, Any], found: Extraction) -> Iterator[tuple[str, float, bool]]:
    """(rule, prior, right) of every full name of an organisation that the gold has; a name where it has none is wrong."""
    names = {fold(a["surface"]): a["canonical"] for a in gold["agencies"]}
    for agency in found.analysis.agencies:
        ref = found.resolution.agencies[agency.surface]
        if ref.canonical is not None and fold(agency.surface) in names:
            want = names[fold(agency.surface)]
            yield ref.rule, ref.confidence, want is not None and fold(ref.canonical) == fold(want)


def _fields(gold: dict[str, Any], found: Extraction) -> Iterator[tuple[str, float, bool]]:
    fields, meeting = found.analysis.fields, found.analysis.meeting
    body = found.resolution.body
    told = [(gold["notice"][name], getattr(fields, name)) for name in ("title", "published", "publisher")]
    told += [(gold["meeting"][name], getattr(meeting, name)) for name in ("kind", "term", "number", "date", "chair")]
    for want, located in told:
        if located is not None:
            got = located.value
            if isinstance(got, str) and isinstance(want, str) and located is fields.published:
                got = got[: len(want)]  # a time of day that the gold leaves out is no mistake
            yield located.rule, located.confidence, fold(got) == fold(want)
    if meeting.body is not None and gold["meeting"]["body"] is not None:
        right = body is not None and fold(body.canonical) == fold(gold["meeting"]["body"])
        yield meeting.body.rule, meeting.body.confidence, right


def _paired(gold: list[dict[str, Any]], found: Any, least: float) -> Iterator[tuple[int | None, Any]]:  # noqa: ANN401  (any kind of finding that has a span)
    """Each finding with the number of the gold entry that it is, or None."""
    matched = {j: i for i, j in pairs(gold, [{"span": list(finding.span)} for finding in found], least)}
    for number, finding in enumerate(found):
        yield matched.get(number), finding


def _same_item(gold: dict[str, Any], item: Any) -> bool:  # noqa: ANN401  (an AgendaItem; scripts see what evaluate gives)
    return {fold(d) for d in gold["documents"]} == {fold(d) for d in item.documents}


def _same_parties(gold: dict[str, Any], directive: Any) -> bool:  # noqa: ANN401  (a Directive; scripts see what evaluate gives)
    return {fold(a) for a in gold["addressees"]} == {fold(a) for a in directive.surfaces("lead", "responsible")}


def unmeasured(register: Register) -> Register:
    """``register`` without what was measured last time."""
    bare = replace(register)
    vars(bare)["name_confidences"] = {}
    return bare


def measure() -> tuple[list[Case], list[Case]]:
    """Every finding, and every full name, on the gold, judged; with the code's own figures, not those measured last
    time, as priors."""
    known = knowledge()
    bare, register = replace(known.lexicon, confidences={}), unmeasured(known.register)
    cases: list[Case] = []
    names: list[Case] = []
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        analysis = analyse(next(iter(read_path(path.with_suffix(".txt")))), bare)
        found = Extraction(analysis, resolve(analysis, register))
        cases += (Case(path.stem, *judgement) for judgement in judged(gold, found))
        names += (Case(path.stem, f"{rule}\t{prior}", prior, right) for rule, prior, right in judged_names(gold, found))
    return cases, names


def rules(cases: Iterable[Case]) -> dict[str, Rule]:
    """What was seen of each rule, by name."""
    seen: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        seen[case.rule].append(case)
    return {
        rule: Rule(found[0].prior, sum(case.right for case in found), len(found))
        for rule, found in sorted(seen.items())
    }


def table(measured: dict[str, Rule]) -> str:
    """The text of confidence.tsv."""
    return HEAD + "".join(f"{name}\t{r.confidence:.3f}\t{r.right}/{r.seen}\n" for name, r in measured.items())


def names_table(measured: dict[str, Rule]) -> str:
    """The text of name_confidence.tsv."""
    lines = (f"{name}\t{r.confidence:.3f}\t{r.right}/{r.seen}\n" for name, r in measured.items())
    return NAMES_HEAD + "".join(lines)


def held_out(cases: list[Case]) -> list[tuple[float, bool]]:
    """For each finding the confidence that its rule gets from all other notices, and whether it is right."""
    whole = rules(cases)
    found: list[tuple[float, bool]] = []
    for _, group in groupby(cases, key=lambda case: case.notice):
        own = list(group)
        here = rules(own)
        for case in own:
            every, part = whole[case.rule], here[case.rule]
            others = Rule(case.prior, every.right - part.right, every.seen - part.seen)
            found.append((others.confidence, case.right))
    return found


def trusted(cases: list[Case]) -> tuple[str, str]:
    """What findings of a confidence are worth when it comes from the other notices: the lines of a table, a sentence."""
    told = held_out(cases)
    brier = sum((sure - right) ** 2 for sure, right in told) / len(told)
    share = sum(right for _, right in told) / len(told)
    lines = []
    off = 0.0
    for low, high in pairwise(BINS):
        inside = [(sure, right) for sure, right in told if low <= sure < high]
        if inside:
            mean, right = (sum(pair[part] for pair in inside) / len(inside) for part in (0, 1))
            off += abs(mean - right) * len(inside) / len(told)
            lines.append(f"| {low:.2f}–{min(high, 1):.2f} | {len(inside)} | {mean:.3f} | {right:.3f} |")
    summary = (
        f"{share:.3f} of them right; expected calibration error {off:.3f}, Brier score {brier:.4f}\n"
        f"(one confidence for all would have {share * (1 - share):.4f})."
    )
    return "\n".join(lines), f"{len(told)} findings, {summary}"


def page(cases: list[Case], names: list[Case]) -> str:
    """The text of docs/calibration.md."""
    lines, summary = trusted(cases)
    name_lines, name_summary = trusted(names)
    by_rule = [f"| `{name}` | {r.confidence:.3f} | {r.right} of {r.seen} |" for name, r in rules(cases).items()]
    by_name_rule = [
        f"| `{name.partition(chr(9))[0]}` | {r.prior} | {r.confidence:.3f} | {r.right} of {r.seen} |"
        for name, r in rules(names).items()
    ]
    return f"""\
# How far a confidence can be trusted (置信度)

Made by `make calibration`; do not edit by hand. Every finding has a rule, and a rule's confidence is how often it is right on the
forty notices of [examples/gold](../examples), drawn towards what its author thought of it as if that were four more cases:
`(right + 4 × prior) / (seen + 4)`, and never more than {MOST}. It stands beside the finding in JSON and RDF (`kg:confidence`);
what a directive's parties are worth is its own.

## Does 0.95 mean 95 of 100?

Each finding below has the confidence that its rule gets from the other thirty-nine notices, and is right or not in its own.

| confidence | findings | mean confidence | share right |
|---|---|---|---|
{lines}

{summary}

The rules were made with these notices in view: on pages of a form that none of them has, expect them to be right less often.
A confidence says nothing of what was not found at all.

## Full names

That an organisation is found is one thing, its full name another: 县水务局 may be there and be called otherwise in this county.
In RDF a mention's confidence is the product of both. Measured in the same way; a name where the gold knows none counts as wrong.

| confidence | names | mean confidence | share right |
|---|---|---|---|
{name_lines}

{name_summary.replace("findings", "names", 1)}

The register knows the departments of these places rather well, since gaps that showed here were filled; of a place whose
departments are called in a way of its own, expect less.

## By rule

| rule | confidence | right |
|---|---|---|
{chr(10).join(by_rule)}

## By rule of full names

A rule has a line for each prior: what its author thought of that case.

| rule | prior | confidence | right |
|---|---|---|---|
{chr(10).join(by_name_rule)}
"""


def stale(measured: dict[str, Rule], written: dict[str, float] | None = None) -> list[str]:
    """Rules whose written confidence is off, or that have none; ``written``: by rule, else those of the lexicon."""
    written = load_lexicon().confidences if written is None else written
    return [
        f"{name}: {written.get(name)} is written, {rule.confidence:.3f} is measured"
        for name, rule in measured.items()
        if (rule.seen >= FEW if name not in written else not -TOO_LITTLE <= written[name] - rule.confidence <= TOO_MUCH)
    ]


def written_names() -> dict[str, float]:
    """What name_confidence.tsv says, by rule and prior."""
    return {f"{rule}\t{prior}": sure for (rule, prior), sure in load_register().name_confidences.items()}


def main() -> int:
    """Write the files, or compare the tables."""
    cases, names = measure()
    if "--check" in sys.argv:
        found = stale(rules(cases)) + stale(rules(names), written_names())
        print("\n".join(found), end="\n" if found else "")
        return int(bool(found))
    FILE.write_text(table(rules(cases)), "utf-8")
    NAMES_FILE.write_text(names_table(rules(names)), "utf-8")
    PAGE.write_text(page(cases, names), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
