"""What came in the place of a directive that the store holds no more, since its notice was read again with other words. (更替)

The IRI of a directive has the notice and a number in it, so that any correction of a text makes new ones. The same demand is
surely there again where one directive has the same words, but for the number before them, and the same addressees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.concepts import ADDRESSEE_ROLES
from kg.enumerators import unnumbered
from kg.iris import fold
from kg.lookup.names import known_iri
from kg.one_line import on_one_line
from kg.store import base_of, state_readers
from kg.store.predecessors import Before
from kg.store.walk import Walk
from kg.vocab import KG, NIF, PROV, RDF

if TYPE_CHECKING:
    from kg.source import Source


class Replaced(NamedTuple):
    """``before`` as it stood. ``now`` is the same directive in the notice that took its place, None where none surely is."""

    before: Before
    now: str | None


def demands_in(notice: str, by: str, opened: Source) -> Iterator[Before]:
    """The directives in the graph ``notice``, as what ``by`` takes the place of; the notice itself comes first, without words."""
    yield Before(notice, by, "", "")
    walk = Walk(opened)
    for directive, _ in sorted(walk.subjects(RDF.type, KG.Directive, notice)):
        quote = walk.value(walk.value(directive, PROV.wasQuotedFrom, notice), NIF.anchorOf, notice) or ""
        yield Before(directive, by, quote, "、".join(_addressees(walk, directive, notice)))


def _addressees(walk: Walk, directive: str, notice: str) -> list[str]:
    """As written, sorted."""
    return sorted(
        on_one_line(walk.value(walk.value(allocation, PROV.wasQuotedFrom, notice), NIF.anchorOf, notice) or "")
        for allocation in walk.values(directive, KG.allocation, notice)
        if walk.value(allocation, KG.role, notice) in ADDRESSEE_ROLES
    )


def replaced(name: str, opened: Source, memory: Path) -> Replaced | None:
    """What became of the directive or notice with the IRI ``name`` (whole, or as tables show it), as far as the file ``memory``
    knows; None where it does not, or the store still has it. A part of a directive stands for it."""
    for iri in (name, f"{base_of(opened)}{name}"):
        if known_iri(iri, opened) is not None:
            return None
        whole = iri.partition("/allocation/")[0].partition("/deadline")[0]
        before = state_readers.replaced(memory, whole)
        if before is not None:
            return Replaced(before, _again(before, opened))
    return None


def _again(before: Before, opened: Source) -> str | None:
    """The one directive of the notice now that says the same to the same; None where none does, or several do."""
    if not before.quote:
        return None
    now = list(demands_in(before.by, "", opened))
    same = [one.iri for one in now if one.quote and _key(one) == _key(before)]
    exact = [one.iri for one in now if (one.quote, one.addressees) == (before.quote, before.addressees)]
    found = same if len(same) == 1 else exact
    return found[0] if len(found) == 1 else None


def _key(one: Before) -> tuple[str, str]:
    return fold(unnumbered(one.quote)), fold(one.addressees)
