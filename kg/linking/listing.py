"""What people decided, as a table: one row for each decision that holds, whether both things are still there beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.linking.judgements import Judgement, judgements, standing
from kg.linking.recording import short_relation
from kg.lookup import label_of
from kg.lookup.names import is_a
from kg.messages import message
from kg.tables import Cell

if TYPE_CHECKING:
    from kg.source import Source

COLUMNS: Final = (
    "entity",
    "label",
    "relation",
    "iri",
    "name",
    "by",
    "at",
    "why",
    "score",
    "evidence",
    "source",
    "orphan",
    "conflict",
)
FOR_READERS: Final = {
    "label": message("in the store"),
    "relation": message("relation"),
    "iri": message("foreign IRI"),
    "name": message("foreign name"),
    "by": message("by"),
    "at": message("at"),
    "why": message("why"),
    "state": message("state"),
}
"""What a terminal shows, and what the columns are called there."""


class Link(NamedTuple):
    """A decision that holds. ``orphan``: the store no more holds its thing; ``conflict``: another one on the pair disagrees."""

    judgement: Judgement
    label: str
    orphan: bool
    conflict: bool


def label_in_store(iri: str, opened: Source) -> str | None:
    """What the thing ``iri`` of the store is called; None where the store holds no such thing."""
    try:
        return label_of(iri, opened) if is_a("any", iri, opened) else None
    except ValueError:  # no IRI at all
        return None


def links(opened: Source) -> list[Link]:
    """All decisions that hold, by label and IRIs."""
    found: list[Link] = []
    for heads in standing(judgements(opened)).values():
        disagree = len({head.relation for head in heads}) > 1
        for head in heads:
            label = label_in_store(head.entity, opened)
            found.append(Link(head, label or head.label or head.entity, label is None, disagree))
    return sorted(
        found, key=lambda link: (link.label, link.judgement.entity, link.judgement.foreign, link.judgement.at)
    )


def rows(found: list[Link]) -> Iterator[dict[str, Cell]]:
    """The cells of each link by column; ``state`` is a message."""
    for link in found:
        one = link.judgement
        yield {
            "entity": one.entity,
            "label": link.label,
            "relation": short_relation(one.relation),
            "iri": one.foreign,
            "name": one.name,
            "by": one.by,
            "at": one.at,
            "why": one.why,
            "score": one.score,
            "evidence": one.rule,
            "source": one.source,
            "orphan": "yes" if link.orphan else "no",
            "conflict": "yes" if link.conflict else "no",
            "state": _state(link),
        }


def _state(link: Link) -> str | None:
    if link.conflict:
        return message("decided differently by others")
    return message("no more in the store") if link.orphan else None
