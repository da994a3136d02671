"""Which agencies of a store a relative name may mean: 市财政局, 财政局 or 龙岩财政局, whoever's notices call them so.

A full name says whose organ it is. A relative one is true of an organ in every place that has such, and a notice means by it
the one of its own place; a user has no such place, so all that the store holds are candidates.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.iris import org_place
from kg.lookup.names import is_a, label_of, shared_names, text
from kg.vocab import DC, DCTERMS, KG

if TYPE_CHECKING:
    from kg.register import Register
    from kg.source import Source

_COUNTRY: Final = "000000"
_COUNTY_DIGITS: Final = 6


def says_whose(name: str, iri: str, opened: Source) -> bool:
    """Whether ``name``, the own name of the agency ``iri``, says whose organ it is: by its place, or as a national one."""
    code = org_place(iri)
    if code is None:
        return False
    place = _value(iri, KG.place, opened)
    return code == _COUNTRY or (place is not None and label_of(place, opened) in name)


def by_usual_name(name: str, opened: Source, register: Register) -> set[str]:
    """Organisations that ``name`` is a usual name of, though no notice may use it: 嘉善县卫健局 for 嘉善县卫生健康局."""
    from kg.lookup.agency_names import endings, same_agency
    from kg.model import AgencyRef
    from kg.register.rows import key

    possible = endings(name, register)
    refs = (
        AgencyRef(iri, label, label, "organization", org_place(iri), None, None, "label", 1.0)
        for label, iri in shared_names(lambda text: key(text).endswith(possible), opened)
        if org_place(iri) is not None and is_a("agency", iri, opened)
    )
    return {ref.iri for ref in refs if same_agency(name, ref, register)}


def place_of_agency(iri: str, opened: Source) -> str | None:
    """The places that the agency ``iri`` lies in, the largest first: 福建省龙岩市; None where its place is not known."""
    return places_down_to(_value(iri, KG.place, opened), opened)


def places_down_to(place: str | None, opened: Source) -> str | None:
    """The names of ``place`` and of those that it lies in, the largest first; None for None."""
    names: list[str] = []
    seen = set[str]()
    while place is not None and place not in seen:
        seen.add(place)
        names.append(label_of(place, opened))
        place = _value(place, DCTERMS.isPartOf, opened)
    return "".join(reversed(names)) or None


def others_of_its_place(iri: str, register: Register) -> str | None:
    """The name of the county or district that ``iri`` is of, where other places have it, too: 鼓楼区; else None."""
    code = org_place(iri)
    if code is None or len(code) != _COUNTY_DIGITS or code.endswith("00"):
        return None
    place = register.places.get(code)
    if place is None:
        return None
    return place.name if sum(other.name == place.name for other in register.places_named(place.name)) > 1 else None


def source_of(iri: str, opened: Source) -> str | None:
    """The file of the only notice that names ``iri``, an organ whose place is not known; None for any other."""
    notice, mark, _ = iri.partition("/org/")
    return _value(notice, DC.source, opened) if mark and org_place(iri) is None else None


def _value(subject: str, predicate: str, opened: Source) -> str | None:
    from pyoxigraph import NamedNode

    quads: Iterable[object] = (
        quad.object for quad in opened.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)
    )
    return min(map(text, quads), default=None)
