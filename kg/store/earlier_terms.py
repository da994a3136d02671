"""What people recorded in the terms of earlier versions, read as if it were in ours.

What somebody recorded or decided is never written anew, in no store, backup or other office's graph: so whoever reads it
asks here, and gets what it says in either form. New records have our terms only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from kg.vocab import DCTERMS, KG, PROV

if TYPE_CHECKING:
    from kg.store.walk import Walk

REVISES: Final = (PROV.wasRevisionOf, PROV.wasDerivedFrom)
"""What leads from a record to those whose place it takes: our term, and the one of old."""
_OLD: Final[Mapping[str, str]] = {
    KG.demandText: DCTERMS.description,
    KG.meetingTitle: DCTERMS.title,
    KG.ownName: DCTERMS.title,
    KG.partyText: KG.note,
}
_PASSAGE: Final = "#char="


def recorded(iri: str, predicate: str, graph: str, walk: Walk) -> str | None:
    """What the record ``iri`` has under ``predicate``, one of our terms, or under the term that was used before."""
    found = walk.value(iri, predicate, graph)
    return found if found is not None or predicate not in _OLD else walk.value(iri, _OLD[predicate], graph)


def revised(iri: str, graph: str, walk: Walk) -> tuple[str, ...]:
    """The IRIs of the records whose place the record ``iri`` takes, sorted."""
    found = {earlier for predicate in REVISES for earlier in walk.values(iri, predicate, graph)}
    return tuple(sorted(earlier for earlier in found if _PASSAGE not in earlier))


def passage(iri: str, graph: str, walk: Walk) -> str | None:
    """The IRI of the passage that the record ``iri`` was about; of old it stood beside the earlier records."""
    return next((one for one in walk.values(iri, PROV.wasDerivedFrom, graph) if _PASSAGE in one), None)
