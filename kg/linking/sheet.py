"""Candidates as a table that people decide in: one row for each pair, the decision left for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from kg.linking.candidates import Candidate
from kg.linking.evidence import NEAR
from kg.messages import SEMICOLON, joined, message
from kg.tables import Cell

COLUMNS: Final = (
    "decision",
    "entity",
    "entity_label",
    "entity_number",
    "entity_within",
    "iri",
    "name",
    "aliases",
    "code",
    "type",
    "date",
    "of",
    "score",
    "exact",
    "rivals",
    "evidence",
    "why",
    "relation",
    "note",
    "line",
)
"""``decision``, ``relation`` and ``note`` are to be filled in; ``kg link accept`` needs ``entity`` and ``iri`` besides."""

FOR_READERS: Final = {
    "entity_label": message("in the store"),
    "entity_within": message("within"),
    "name": message("foreign name"),
    "iri": message("foreign IRI"),
    "score": message("score"),
    "why": message("why"),
}
"""What a terminal shows, and what the columns are called there; ``why`` tells of rivals."""

_MOST_ALIASES: Final = 10


def rows(found: Iterable[Candidate], accepted: Collection[tuple[str, str]] = ()) -> Iterator[dict[str, Cell]]:
    """The cells of each candidate by column. ``why`` is a message, and what ``rivals`` says is told in it.

    ``accepted``: pairs that are decided on already.
    """
    for one in found:
        yield {
            "decision": "accept" if one.pair in accepted else None,
            "entity": one.own.iri,
            "entity_label": one.own.label,
            "entity_number": one.own.number,
            "entity_within": "".join(one.own.within) or None,
            "iri": one.foreign.iri,
            "name": one.foreign.names[0],
            "aliases": "|".join(one.foreign.aliases[:_MOST_ALIASES]) or None,
            "code": "|".join(one.foreign.codes) or None,
            "type": "|".join(one.foreign.types) or None,
            "date": "|".join(one.foreign.dates) or None,
            "of": "|".join(one.foreign.of) or None,
            "score": one.score,
            "exact": "yes" if one.exact else "no",
            "rivals": one.rivals or None,
            "evidence": "|".join(evidence.rule for evidence in one.evidence),
            "why": _why(one),
            "relation": None,
            "note": None,
            "line": one.foreign.line,
        }


def _why(one: Candidate) -> str:
    told: list[str] = [evidence.told for evidence in one.evidence]
    if NEAR in one.evidence:
        told = [message("a similar name ({likeness} % alike)", likeness=round(100 * one.score / NEAR.score))]
    if one.rivals in ("entity", "both"):
        told.append(message("other rows may be this thing, too"))
    if one.rivals in ("row", "both"):
        told.append(message("this row may be other things, too"))
    return joined(told, SEMICOLON)
