"""Comparisons as rows for people and programs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.diff.changes import WORDING, Change, Comparison, Detail, How, Kind
from kg.diff.versions import Demand
from kg.export.accounts import Passage
from kg.messages import SEMICOLON, Message, joined, message
from kg.tables import Cell

KIND_WORDS: Final[dict[Kind, str]] = {"field": "字段", "item": "议题", "directive": "要求"}
HOW_WORDS: Final[dict[How, str]] = {"came": "新增", "went": "删去", "changed": "变更"}

COLUMNS: Final = (
    "kind", "change", "aspects", "details", "before", "after", "marked", "before_addressees", "after_addressees",
    "before_deadline", "after_deadline", "likeness", "before_source", "before_start", "before_end", "before_iri",
    "after_source", "after_start", "after_end", "after_iri",
)  # fmt: skip
TABLE: Final = {
    "kind_word": message("kind"),
    "how_word": message("change"),
    "details": message("what differs"),
    "before": message("was"),
    "after": message("is now"),
    "before_place": message("was at"),
    "after_place": message("is now at"),
}
_SHORT: Final = 2
"""Signs that two texts must share between two changes for the changes to be shown apart."""


def cells(comparison: Comparison, change: Change) -> dict[str, Cell]:
    """Values by the names in ``COLUMNS`` and ``TABLE``."""
    old, new = comparison.before, comparison.after
    names = [*_names(change.before_told), *_names(change.after_told)]
    wording = next((detail for detail in change.details if detail.aspect == WORDING), None)
    return {
        "kind": change.kind,
        "change": change.how,
        "aspects": tuple(detail.aspect for detail in change.details),
        "details": tuple(_in_words(detail, names) for detail in change.details),
        "before": _quote(change.before),
        "after": _quote(change.after),
        "marked": None if wording is None else marked(wording.before, wording.after, names),
        "before_addressees": _addressees(change.before_told),
        "after_addressees": _addressees(change.after_told),
        "before_deadline": change.before_told.deadline if isinstance(change.before_told, Demand) else None,
        "after_deadline": change.after_told.deadline if isinstance(change.after_told, Demand) else None,
        "likeness": change.likeness,
        "before_source": None if change.before is None else old.source,
        "before_start": None if change.before is None else change.before.start,
        "before_end": None if change.before is None else change.before.end,
        "before_iri": None if change.before_told is None else change.before_told.iri,
        "after_source": None if change.after is None else new.source,
        "after_start": None if change.after is None else change.after.start,
        "after_end": None if change.after is None else change.after.end,
        "after_iri": None if change.after_told is None else change.after_told.iri,
        "kind_word": KIND_WORDS[change.kind] if change.name is None else f"{KIND_WORDS[change.kind]}·{change.name}",
        "how_word": HOW_WORDS[change.how],
        "before_place": _place(old.source, change.before),
        "after_place": _place(new.source, change.after),
    }


def summary(comparison: Comparison) -> Iterator[Message]:
    """For people, one line: which two were compared, and how much of each kind came, went, changed, or is the same."""
    counts = joined([_counts(comparison, kind) for kind in reversed(KIND_WORDS)], SEMICOLON)
    yield message(
        "{before} → {after}: {counts}", before=comparison.before.source, after=comparison.after.source, counts=counts
    )


def _counts(comparison: Comparison, kind: Kind) -> Message:
    numbers = {
        "came": comparison.count(kind, "came"),
        "went": comparison.count(kind, "went"),
        "changed": comparison.count(kind, "changed"),
        "same": dict(comparison.same)[kind],
    }
    if kind == "directive":
        return message("directives: {came} came, {went} went, {changed} changed, {same} the same", **numbers)
    if kind == "item":
        return message("items: {came} came, {went} went, {changed} changed, {same} the same", **numbers)
    return message("fields: {came} came, {went} went, {changed} changed, {same} the same", **numbers)


def marked(before: str, after: str, whole: Sequence[str] = ()) -> str:
    """``after`` with what it has instead of ``before``: 县水利局[-要-]{+务必+}在…

    Numbers and the strings ``whole`` (names) change as a whole.
    """
    old, new = _signs(before, whole), _signs(after, whole)
    pieces, went, came = [], "", ""
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal" and (len(was) >= _SHORT or not (went or came) or b == len(old)):
            pieces.append(f"{_mark(went, came)}{was}")
            went, came = "", ""
        else:  # what changed, or too little between two changes to be shown as the same
            went, came = went + was, came + now
    return "".join(pieces) + _mark(went, came)


def _signs(text: str, whole: Sequence[str]) -> list[str]:
    names = "|".join(re.escape(name) for name in sorted(set(filter(None, whole)), key=lambda name: (-len(name), name)))
    return re.findall(rf"{names}|[0-9A-Za-z]+|." if names else r"[0-9A-Za-z]+|.", text, re.DOTALL)


def _mark(went: str, came: str) -> str:
    return (f"[-{went}-]" if went else "") + (f"{{+{came}+}}" if came else "")


def _in_words(detail: Detail, names: Sequence[str]) -> str:
    if detail.aspect == WORDING:
        return f"{WORDING}：{marked(detail.before, detail.after, names)}"
    return f"{detail.aspect}：{detail.before or '无'} → {detail.after or '无'}"


def _names(told: object) -> tuple[str, ...]:
    return tuple(party.surface for party in told.parties) if isinstance(told, Demand) else ()


def _quote(passage: Passage | None) -> str | None:
    return None if passage is None else passage.quote


def _place(source: str, passage: Passage | None) -> str | None:
    return None if passage is None else f"{source} {passage.start}–{passage.end}"


def _addressees(told: object) -> Cell:
    return told.addressees() if isinstance(told, Demand) else None
