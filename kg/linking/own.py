"""What the store names of one kind: label, other names, number or code, and where it belongs, for all of them in a few passes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.iris import org_place, person_organ
from kg.linking.columns import Kind
from kg.store import base_of
from kg.store.walk import Walk
from kg.vocab import DCTERMS, ELI, FOAF, KG, RDF, SKOS

if TYPE_CHECKING:
    from kg.source import Source

# A group is no organisation, so that nothing of another register can be the same.
_CLASSES: Final[Mapping[Kind, str]] = {
    "agency": KG.Agency,
    "document": KG.Document,
    "person": FOAF.Person,
    "place": KG.Place,
}


@dataclass(frozen=True, slots=True)
class Own:
    """A thing of the store. ``place``: its code; ``within``: names of the places that hold it, the largest first.

    ``number``: the code of a place, the 文号 of a document. ``organ``: the full name of a person's organ. ``alone``: whether a
    document's title says by itself which it is.
    """

    iri: str
    label: str
    others: tuple[str, ...]
    number: str | None
    place: str | None
    within: tuple[str, ...]
    organ: str | None = None
    alone: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """The things of one kind, by label and IRI; ``unplaced``: how many bear a name within one notice only and are left out."""

    things: tuple[Own, ...]
    unplaced: int


def named(kind: Kind, opened: Source) -> Named:
    """All things of ``kind`` whose identity reaches beyond one notice."""
    base = base_of(opened)
    walk = Walk(opened)
    iris = sorted(iri for iri, graph in walk.subjects(RDF.type, _CLASSES[kind]) if graph == walk.entities)
    wide = [iri for iri in iris if not iri.startswith(f"{base}notice/")]
    told = _Told(
        kind,
        base,
        labels=walk.all_values(SKOS.prefLabel, walk.entities),
        others=walk.all_values(SKOS.altLabel, walk.entities),
        numbers=walk.all_values(ELI.id_local if kind == "document" else SKOS.notation, walk.entities),
        codes=walk.all_values(SKOS.notation, walk.entities),
        places=walk.all_values(KG.place, walk.entities),
        above=walk.all_values(DCTERMS.isPartOf, walk.entities),
    )
    things = sorted(map(told.described, wide), key=lambda own: (own.label, own.iri))
    return Named(tuple(things), len(iris) - len(wide))


_Values = Mapping[str, list[str]]
"""Values by IRI."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What the store says of its shared things, looked up once for all of a kind."""

    kind: Kind
    base: str
    labels: _Values
    others: _Values
    numbers: _Values
    codes: _Values
    places: _Values
    above: _Values

    def described(self, iri: str) -> Own:
        """One of the things."""
        organ = person_organ(iri) if self.kind == "person" else None
        place = _first(self.above, iri) if self.kind == "place" else _first(self.places, organ or iri)
        code = _first(self.codes, place) or (org_place(organ or iri) if self.kind in ("agency", "person") else None)
        number = _first(self.numbers, iri) if self.kind in ("document", "place") else None
        return Own(
            iri=iri,
            label=_first(self.labels, iri) or iri,
            others=tuple(self.others.get(iri, ())),
            number=number,
            place=number if self.kind == "place" else code,
            within=self._holding(place),
            organ=_first(self.labels, organ),
            alone=self.kind != "document" or "/" not in iri.removeprefix(f"{self.base}doc/"),
        )

    def _holding(self, iri: str | None) -> tuple[str, ...]:
        """The labels of a place and of all in which it lies, the widest first."""
        names: list[str] = []
        seen: set[str] = set()
        while iri is not None and iri not in seen:
            seen.add(iri)
            names.append(_first(self.labels, iri) or "")
            iri = _first(self.above, iri)
        return tuple(reversed([name for name in names if name]))


def _first(values: _Values, iri: str | None) -> str | None:
    return None if iri is None else next(iter(values.get(iri, ())), None)
