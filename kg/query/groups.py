"""Which groups (各镇（街）, 各部门) an agency belongs to, so that what they are told concerns it too.

A group's rule says which organisations of which place it means (``乡镇街道@440882``; ``kg.resolve.group_rules``). Towns and
counties belong by their codes, departments and other bodies by their place and the ending of their name
(``group_members.tsv``). Elliptical lists (规划、财政等部门) are left out: whom 等 covers nobody can say.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.resolve.group_rules import COUNTIES, PREFECTURES, TOWNS
from kg.vocab import DCTERMS, KG, SKOS, WORDS

if TYPE_CHECKING:
    from kg.source import Source

_DIRECTLY_UNDER: Final = "直属"  # 市直部门: says whose they are, not what they are
_GOVERNMENTS: Final = ("人民政府", "街道办事处")
_ELIDED: Final = WORDS["agency-kinds"]["elided"]
OPEN_MARK: Final = "（成员不定）"
"""Stands behind the name of a group whose members nobody can list: the agency may be meant, or not."""


def groups_of(agency: str, opened: Source) -> dict[str, str | None]:
    """IRI -> name of the groups in the store that ``agency`` belongs to; open groups bear ``OPEN_MARK``.

    Empty where the agency's place is not known: nothing can then be said.
    """
    place = _value(opened, agency, KG.place)
    code = None if place is None else _value(opened, place, SKOS.notation)
    name = _value(opened, agency, SKOS.prefLabel)
    if place is None or code is None or name is None:
        return {}
    found: dict[str, str | None] = {}
    for around in _with_parents(opened, place):
        for group in _described_at(opened, around):
            rule = _value(opened, group, KG.groupRule)
            if rule is None or _value(opened, group, DCTERMS.type) == _ELIDED:
                continue
            if belongs(code, name, rule):
                closed = _value(opened, group, KG.closed) == "true"
                label = _value(opened, group, SKOS.prefLabel) or group
                found[group] = label if closed else f"{label}{OPEN_MARK}"
    return found


def belongs(code: str, name: str, rule: str) -> bool:
    """Whether the organisation called ``name`` of the place ``code`` is a member of the group that ``rule`` means."""
    kinds, _, whose = rule.partition("@")
    return any(_is_member(code, name, kind, whose) for kind in kinds.split("+") if kind != _DIRECTLY_UNDER)


def _is_member(code: str, name: str, kind: str, whose: str) -> bool:
    government = name.endswith(_GOVERNMENTS)
    if kind == TOWNS:
        return government and len(code) == 9 and code.startswith(whose)
    if kind == COUNTIES:
        return government and len(code) == 6 and not code.endswith("00") and code.startswith(_stem(whose))
    if kind == PREFECTURES:
        return government and len(code) == 6 and code.endswith("00") and code != whose and code.startswith(_stem(whose))
    return code == whose and not name.endswith(_GOVERNMENTS[0]) and _by_ending(name, kind)


def _stem(code: str) -> str:
    """The digits that all places inside ``code`` share: 4408 for 440800, 44 for 440000."""
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def _by_ending(name: str, kind: str) -> bool:
    endings = [(ending, member) for ending, member in _endings().get(kind, ()) if name.endswith(ending)]
    return max(endings, key=lambda row: len(row[0]))[1] if endings else False


@cache
def _endings() -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    with (Path(__file__).parent / "group_members.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"):
            found.setdefault(row["kind"], []).append((row["ending"], row["member"] == "yes"))
    return found


def _value(opened: Source, subject: str, predicate: str) -> str | None:
    from pyoxigraph import NamedNode

    quads = opened.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    return min((str(getattr(quad.object, "value", "")) for quad in quads), default=None)


def _with_parents(opened: Source, place: str) -> Iterator[str]:
    """``place`` and the places it lies in, upwards. A place that is said to lie in itself ends the walk."""
    seen: set[str] = set()
    current: str | None = place
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = _value(opened, current, DCTERMS.isPartOf)


def _described_at(opened: Source, place: str) -> list[str]:
    from pyoxigraph import NamedNode

    quads = opened.quads_for_pattern(None, NamedNode(KG.place), NamedNode(place))
    return sorted({str(getattr(quad.subject, "value", "")) for quad in quads})
