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
    notices = f"{base}notice/"
    walk = Walk(opened)
    iris = sorted(iri for iri, graph in walk.subjects(RDF.type, _CLASSES[kind]) if graph == walk.entities)
    wide = [iri for iri in iris if not iri.startswith(notices)]
    labels = walk.all_values(SKOS.prefLabel, walk.entities)
    others = walk.all_values(SKOS.altLabel, walk.entities)
    numbers = walk.all_values(ELI.id_local if kind == "document" else SKOS.notation, walk.entities)
    codes = walk.all_values(SKOS.notation, walk.entities)
    places = walk.all_values(KG.place, walk.entities)
    above = walk.all_values(DCTERMS.isPartOf, walk.entities)

    def first(values: Mapping[str, list[str]], iri: str | None) -> str | None:
        return None if iri is None else next(iter(values.get(iri, ())), None)

    def holding(iri: str | None) -> tuple[str, ...]:
        names: list[str] = []
        seen: set[str] = set()
        while iri is not None and iri not in seen:
            seen.add(iri)
            names.append(first(labels, iri) or "")
            iri = first(above, iri)
        return tuple(reversed([name for name in names if name]))

    def described(iri: str) -> Own:
        organ = person_organ(iri) if kind == "person" else None
        place = first(above, iri) if kind == "place" else first(places, organ or iri)
        code = first(codes, place) or (org_place(organ or iri) if kind in ("agency", "person") else None)
        number = first(numbers, iri) if kind in ("document", "place") else None
        return Own(
            iri=iri,
            label=first(labels, iri) or iri,
            others=tuple(others.get(iri, ())),
            number=number,
            place=number if kind == "place" else code,
            within=holding(place),
            organ=first(labels, organ),
            alone=kind != "document" or "/" not in iri.removeprefix(f"{base}doc/"),
        )

    things = sorted(map(described, wide), key=lambda own: (own.label, own.iri))
    return Named(tuple(things), len(iris) - len(wide))
