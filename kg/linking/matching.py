"""Pairs of a thing of the store and a foreign one, by keys that both have: one look-up for each name, none for each pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.iris import Minter
from kg.linking.columns import Kind
from kg.linking.evidence import (
    ALIAS,
    BARE_TITLE,
    CODE,
    FORMER_CODE,
    NAME,
    NAME_AND_ORGAN,
    NAME_AND_PLACE,
    NUMBER,
    PERSON_NAME,
    PERSON_NEARBY,
    TITLE,
    USUAL_NAME,
    Evidence,
)
from kg.linking.foreign import Foreign
from kg.linking.keys import above, administrative_code, document_number, name_key
from kg.linking.own import Own
from kg.linking.whereabouts import Whereabouts
from kg.lookup.names import bare_title
from kg.register.register import COUNTRY
from kg.scope import Context, split

if TYPE_CHECKING:
    from kg.register import Register

MOST_FOR_ONE: Final = 50
"""Foreign things of one name that are looked at for a thing of the store: 政府工作报告 may be called so by thousands."""

Found = dict[int, set[Evidence]]
"""Number of a foreign thing -> what speaks for it."""


@dataclass(slots=True)
class Index:
    """Foreign things by what they are found by; numbers are places in ``things``."""

    things: Sequence[Foreign]
    names: dict[str, list[int]] = field(default_factory=dict)
    aliases: dict[str, list[int]] = field(default_factory=dict)
    titles: dict[str, list[int]] = field(default_factory=dict)
    codes: dict[str, list[int]] = field(default_factory=dict)
    former: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, kind: Kind, things: Sequence[Foreign], where: Whereabouts) -> Index:
        """The index of ``things``, all of them of ``kind``."""
        index = cls(things)
        code_of = document_number if kind == "document" else administrative_code
        for number, thing in enumerate(things):
            for table, words in ((index.names, thing.names), (index.aliases, thing.aliases)):
                for key in dict.fromkeys(map(name_key, words)):
                    table.setdefault(key, []).append(number)
            for code in dict.fromkeys(filter(None, map(code_of, thing.codes))):
                index.codes.setdefault(code, []).append(number)
                if kind == "place" and (now := where.now(code)) != code:
                    index.former.setdefault(now, []).append(number)
            if kind == "document":
                for key in dict.fromkeys(bare_title(name_key(name)) for name in thing.names):
                    index.titles.setdefault(key, []).append(number)
        return index


def matcher(kind: Kind, things: Sequence[Foreign], owns: Sequence[Own], base: str, register: Register) -> Matcher:
    """How things of ``kind`` are paired. ``base`` is the store's; ``register`` tells places and usual names."""
    where = Whereabouts(register)
    index = Index.of(kind, things, where)
    if kind == "agency":
        return Matcher(index, where, _agency, _usual_names(index, owns, base, where, register))
    by_kind: Mapping[Kind, Look] = {"document": _document, "person": _person, "place": _place}
    return Matcher(index, where, by_kind[kind], {})


@dataclass(frozen=True, slots=True)
class Matcher:
    """The foreign things of a table, ready to be asked for each thing of the store."""

    index: Index
    where: Whereabouts
    look: Look
    usual: Mapping[str, Found]

    def found(self, own: Own) -> Found:
        """The foreign things that share a key with ``own``, and what speaks for each."""
        found: Found = {}
        for number, evidence in self.look(own, self.index, self.where):
            found.setdefault(number, set()).add(evidence)
        for number, more in self.usual.get(own.iri, {}).items():
            found.setdefault(number, set()).update(more)
        return found


Hit = tuple[int, Evidence]
Look = Callable[[Own, Index, Whereabouts], Iterator[Hit]]


def _by_name(own: Own, index: Index) -> Iterator[tuple[int, bool]]:
    """Foreign things that bear a name of ``own``, and whether it is what both are called."""
    label = name_key(own.label)
    yield from ((number, True) for number in islice(index.names.get(label, ()), MOST_FOR_ONE))
    yield from ((number, False) for number in islice(index.aliases.get(label, ()), MOST_FOR_ONE))
    for other in own.others:
        yield from ((number, False) for number in islice(index.names.get(name_key(other), ()), MOST_FOR_ONE))


def _agency(own: Own, index: Index, where: Whereabouts) -> Iterator[Hit]:
    for number, same in _by_name(own, index):
        fit = where.fit(own.place, index.things[number])
        if fit == "another":
            continue
        if not same:
            yield number, ALIAS
        elif fit == "agreed" or own.place == COUNTRY.code:
            yield number, NAME_AND_PLACE
        else:
            yield number, NAME


def _usual_names(
    index: Index, owns: Sequence[Own], base: str, where: Whereabouts, register: Register
) -> dict[str, Found]:
    """IRI of an agency -> foreign things that a usual name calls so: 雷州市市场监管局 is 雷州市市场监督管理局, and so is the
    市场监管局 of a row that says it is of 雷州市."""
    there = {own.iri for own in owns}
    context, mint = Context(register), Minter(base)
    found: dict[str, Found] = {}
    for number, thing in enumerate(index.things):
        for name in (*thing.names, *thing.aliases):
            meant = _meant(name_key(name), context) or _meant_there(name_key(name), where.stated(thing), register)
            if meant is None:
                continue
            iri = mint.org(meant.place, meant.name, notice="")
            if iri in there:
                evidence = NAME_AND_PLACE if meant.in_full and name in thing.names else USUAL_NAME
                found.setdefault(iri, {}).setdefault(number, set()).add(evidence)
    return found


class _Meant(NamedTuple):
    """An organ by the code of its place and its full name without it; ``in_full``: both were written so."""

    place: str
    name: str
    in_full: bool


def _meant(name: str, context: Context) -> _Meant | None:
    """The organ that ``name`` is a usual name of wherever it stands; None where that hangs on the text around it."""
    register = context.register
    if name in register.central:
        return _Meant(COUNTRY.code, register.central[name][0], register.central[name][0] == name)
    scope, rest, how = split(name, context)
    if how not in ("full", "short") or scope is None or scope.place is None or not rest:
        return None
    if how == "short" and name.removesuffix(rest) in register.words:  # 公安分局 is no organ of 公安县
        return None
    row = register.department(rest, scope.place)
    full = rest if row is None else row.canonical.removeprefix("{place}")
    return _Meant(scope.place.code, full, full == rest and how == "full")


def _meant_there(name: str, stated: frozenset[str], register: Register) -> _Meant | None:
    """The registered organ that ``name`` is a name of, without its place (水利局, 县水利局), in the one place that the row
    says it belongs to; ``stated``: codes of all that may be meant."""
    place = register.place(next(iter(stated))) if len(stated) == 1 else None
    if place is None:
        return None
    scope, rest, how = split(name, Context(register, place))
    if how not in ("bare", "level") or scope is None or scope.place is None:
        return None
    row = register.department(rest, scope.place)
    return None if row is None else _Meant(scope.place.code, row.canonical.removeprefix("{place}"), in_full=False)


def _document(own: Own, index: Index, where: Whereabouts) -> Iterator[Hit]:
    number_of = None if own.number is None else document_number(own.number)
    if number_of is not None:
        yield from ((number, NUMBER) for number in islice(index.codes.get(number_of, ()), MOST_FOR_ONE))
    key = name_key(own.label)
    hits = [(number, same, own.alone) for number, same in _by_name(own, index)]
    if not own.alone and own.within:
        told = name_key(own.within[-1]) + key  # 雷州市 before a title that does not say whose it is
        hits += ((number, True, True) for number in islice(index.names.get(told, ()), MOST_FOR_ONE))
    named = {number for number, _, _ in hits}
    title = bare_title(key)
    for number in islice(index.titles.get(title, ()), MOST_FOR_ONE):
        thing = index.things[number]
        # 办法（试行） and 办法; two that both have brackets may be two years' plans.
        if number not in named and (title == key or any(name_key(name) == title for name in thing.names)):
            hits.append((number, False, False))
    for number, same, alone in hits:
        thing = index.things[number]
        others = {code for code in map(document_number, thing.codes) if code is not None}
        if number_of is not None and others and number_of not in others:
            continue
        fit = "unknown" if own.alone else where.fit(own.place, thing)
        if fit == "another":
            continue
        if number not in named:
            yield number, BARE_TITLE
        elif not same:
            yield number, ALIAS
        elif alone:
            yield number, TITLE if own.alone else NAME_AND_PLACE
        else:
            yield number, NAME_AND_PLACE if fit == "agreed" else NAME


def _person(own: Own, index: Index, where: Whereabouts) -> Iterator[Hit]:
    organ = None if own.organ is None else name_key(own.organ)
    for number, _ in _by_name(own, index):
        thing = index.things[number]
        if organ is not None and any(name_key(text) == organ for text in thing.of):
            yield number, NAME_AND_ORGAN
        elif where.fit(own.place, thing) in ("agreed", "within"):
            yield number, PERSON_NEARBY
        else:
            yield number, PERSON_NAME


def _place(own: Own, index: Index, where: Whereabouts) -> Iterator[Hit]:
    code = own.number or ""
    yield from ((number, CODE) for number in islice(index.codes.get(code, ()), MOST_FOR_ONE))
    yield from ((number, FORMER_CODE) for number in islice(index.former.get(code, ()), MOST_FOR_ONE))
    told = {name_key("".join(own.within[first:]) + own.label) for first in range(len(own.within))}
    hits = [(number, True) for key in sorted(told) for number in islice(index.names.get(key, ()), MOST_FOR_ONE)]
    hits += ((number, False) for number, _ in _by_name(own, index))
    holding = above(code) if code else ()
    for number, with_place in hits:
        thing = index.things[number]
        codes = {found for text in thing.codes if (found := administrative_code(text)) is not None}
        parents = where.stated(thing)
        if (codes and code not in codes) or (parents and parents.isdisjoint((code, *holding))):
            continue
        # One prefecture has no two counties of one name; a province may.
        yield number, NAME_AND_PLACE if with_place or codes or parents.intersection(holding[:1]) else NAME
