"""Agencies, parties and issuers of one notice as organisations and groups, by the words that name them. (机构认定)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kg.iris import Minter
from kg.model import AgencyKind, AgencyRef, Analysis
from kg.names import canonical_name, measured, section_of
from kg.names.name_words import NameWords, name_words
from kg.names.patterns import Name
from kg.resolve.group_rules import group_rule
from kg.resolve.keys import key_of
from kg.resolve.labels import labels
from kg.scope import Context, class_word
from kg.zones import registered_zone

_OF_SEVERAL: Final = frozenset({"group", "elided", "people"})
# Rules by which a longer name in the notice decides what a shorter one means.
_BY_PRINT = frozenset({"as-written", "shortened", "zone-place", "zone-word", "zone-own"})
# Notices of one place name a few hundred organs.
_MOST_SURFACES: Final = 4096


@dataclass(frozen=True)
class Organisations:
    """How names of organisations are read in one notice: by its ``context``; what stays open lies under ``notice`` (its id)."""

    context: Context
    notice: str
    minter: Minter

    @cached_property
    def _known(self) -> dict[tuple[str, AgencyKind], AgencyRef | None]:
        """What names mean in each notice of the place, as far as they were met with."""
        return _references(self.context.bare, self.minter)

    def called(self, surface: str, kind: AgencyKind = "organization") -> AgencyRef:
        """What ``surface`` means here."""
        kind = "organization" if kind == "group" and self._is_one(surface) else kind
        known = self._known
        if (surface, kind) not in known:
            if len(known) > _MOST_SURFACES:
                known.clear()
            known[surface, kind] = Organisations(self.context.bare, "", self.minter)._shared(surface, kind)
        shared = known[surface, kind]
        if shared is not None and (shared.rule not in _BY_PRINT or not self.context.printed):
            return shared
        if kind in _OF_SEVERAL:
            return self._group(surface, kind)
        return self.of_name(surface, kind, canonical_name(surface, kind, self.context))

    def _is_one(self, surface: str) -> bool:
        """智造新城, a zone that no word for zones ends; 城区 and 郊区 where the city has a district of that name; 派出所 in a town's
        notice is the one there, and elsewhere all of them."""
        place = self.context.place
        if registered_zone(surface, self.context) is not None:
            return True
        called = self.context.register.places_named(surface) if place is not None else ()
        if place is not None and any(place.code in one.parents and one.name == surface for one in called):
            return True
        return (
            place is not None
            and place.level == "town"
            and name_words(self.context.register).station.match(surface) is not None
        )

    def of_name(self, surface: str, kind: AgencyKind, name: Name) -> AgencyRef:
        """``surface`` as the organisation with this full ``name``."""
        known = name.canonical is not None and name.place is not None
        key = (name.key if known else "") or name.canonical or surface
        place = name.place if known else None
        iri = self.minter.org(place, key, notice=self.notice)
        parent = self.minter.org(place, name.parent, notice=self.notice) if known and name.parent else None
        label, other = surface, None
        if name.canonical is not None:
            label, other = labels(name.canonical, place, self.context.register)
        return AgencyRef(
            iri, label, name.canonical, kind, place, parent, None, name.rule, name.confidence, alternative=other
        )

    def _group(self, surface: str, kind: AgencyKind) -> AgencyRef:
        """A group is described by its rule. Its key holds the surface: what the words mean is the rule's business."""
        place = self.context.place if self.context.zone is None else None
        rule, closed = group_rule(surface, place, self.context.register)
        code = place.code if place is not None else None
        iri = self.minter.org(code, surface, notice=self.notice)
        described = rule if kind != "people" else None
        return AgencyRef(iri, surface, None, kind, code, None, closed and kind == "group", "group", 0.95, described)

    def _shared(self, surface: str, kind: AgencyKind) -> AgencyRef | None:
        """The reference that every notice of the place gives to ``surface``; None where the key lies under the notice."""
        if kind in _OF_SEVERAL:
            is_shared = self.context.place is not None and self.context.zone is None
            return self._group(surface, kind) if is_shared else None
        name = canonical_name(surface, kind, self.context)
        known = name.canonical is not None and name.place is not None
        return self.of_name(surface, kind, name) if known else None


@lru_cache(maxsize=256)
def _references(context: Context, minter: Minter) -> dict[tuple[str, AgencyKind], AgencyRef | None]:
    """What is shared of the surfaces met with so far: by context once, since hashing one takes as long as the rest."""
    return {}


def agencies_of(analysis: Analysis, organisations: Organisations) -> dict[str, AgencyRef]:
    """Every agency, party and issuer by surface; a party that is no agency of its own is taken for what it reads as."""
    words = name_words(organisations.context.register)
    kinds: dict[str, AgencyKind] = {agency.surface: agency.kind for agency in analysis.agencies}
    for directive in analysis.directives:
        for party in directive.parties:
            if party.surface not in kinds:
                kinds[party.surface] = _kind(party.surface, words)
    for document in analysis.documents:
        if document.issuer is not None:
            kinds.setdefault(document.issuer.value, "organization")
    return {surface: organisations.called(surface, kind) for surface, kind in kinds.items()}


def sections_of(
    body: AgencyRef | None, agencies: Mapping[str, AgencyRef], organisations: Organisations
) -> dict[str, AgencyRef]:
    """What is open by itself and can be a section of the bureau, zone or company that met: 政策法规科, 综合管理部."""
    if body is None or body.canonical is None:
        return {}
    found = {}
    for surface, ref in agencies.items():
        part = section_of(body.canonical, surface) if ref.canonical is None and ref.kind == "organization" else None
        if part is not None:
            key = key_of(body)
            name = Name(body.canonical + part, "section-of-body", 0.75, body.place, key + part, key if part else None)
            found[surface] = organisations.of_name(surface, "organization", measured(name, organisations.context))
    return found


def _kind(surface: str, words: NameWords) -> AgencyKind:
    if surface.endswith(words.people):
        return "people"
    if surface.startswith(words.group_begins) or surface.endswith(words.group_ends):
        return "group"
    return "place" if class_word(surface) and len(surface) > 2 else "organization"
