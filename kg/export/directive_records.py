"""Directives as flat records, one a row, for tables that are computed with (CSV, Parquet)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from kg.concepts import ADDRESSEE_ROLES, concept_labels
from kg.export.accounts import Account, Part, ToldDirective
from kg.export.things import things_of
from kg.one_line import on_one_line
from kg.vocab import WORDS

if TYPE_CHECKING:
    from kg.source import Source

_ROLES: Final = WORDS["party-roles"]


@dataclass(frozen=True, slots=True)
class DirectiveRecord:
    """One directive. Parties as written stand beside their names; offsets are code points, half-open; dates are ISO."""

    directive: str
    date: str | None
    meeting: str | None
    meeting_label: str | None
    item: str | None
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    co_actors: tuple[str, ...]
    overseen: tuple[str, ...]
    addressees: tuple[str, ...]  # IRIs of lead and responsible
    addressee_labels: tuple[str, ...]
    basis: str | None
    modality: str | None
    topic: str | None
    deadline: str | None
    due: str | None
    precision: str | None
    supervisable: bool | None
    reasons: tuple[str, ...]
    quote: str
    source: str | None
    notice: str
    start: int
    end: int
    rule: str | None
    confidence: float | None


COLUMNS: Final = tuple(field.name for field in fields(DirectiveRecord))
TYPES: Final[Mapping[str, str]] = {
    "date": "date", "due": "date", "supervisable": "boolean", "start": "integer", "end": "integer",
    "confidence": "number", "lead": "list", "responsible": "list", "co_actors": "list", "overseen": "list",
    "addressees": "list", "addressee_labels": "list", "reasons": "list",
}  # fmt: skip
"""Types of the columns that are no plain text."""


def directive_records(found: Iterable[Account], opened: Source) -> Iterator[DirectiveRecord]:
    """All directives of these accounts, in the order of the text."""
    thing_of = things_of(opened)
    for account in found:
        titles = {item.iri: item.title for item in account.items}
        for directive in account.directives:
            told = [part for part in directive.parts if part.role in ADDRESSEE_ROLES]
            addressees = tuple(dict.fromkeys(part.party for part in told))
            yield DirectiveRecord(
                directive=directive.iri,
                date=account.date,
                meeting=account.meeting,
                meeting_label=account.label,
                item=titles.get(directive.item or ""),
                lead=_written(directive, "lead"),
                responsible=_written(directive, "responsible"),
                co_actors=_written(directive, "co-actor"),
                overseen=_written(directive, "overseen"),
                addressees=addressees,
                addressee_labels=tuple(thing_of(addressee).label for addressee in addressees),
                basis=_word(directive.basis),
                modality=_word(directive.modality),
                topic=_word(directive.topic),
                deadline=directive.deadline,
                due=directive.due,
                precision=_word(directive.precision),
                supervisable=directive.supervisable,
                reasons=tuple(filter(None, map(_word, directive.reasons))),
                quote=directive.passage.quote,
                source=account.source,
                notice=account.notice,
                start=directive.passage.start,
                end=directive.passage.end,
                rule=directive.rule,
                confidence=directive.confidence,
            )


def _written(directive: ToldDirective, role: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_surface(part) for part in directive.parts if part.role == _ROLES[role]))


def _surface(part: Part) -> str:
    return part.party.rpartition("/")[2] if part.passage is None else on_one_line(part.passage.quote)


def _word(concept: str | None) -> str | None:
    """The Chinese word of a concept; what the vocabularies do not have stays as it is."""
    return None if concept is None else concept_labels("zh").get(concept, concept)
