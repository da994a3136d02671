"""Matching what a user types against organisations: full name, abbreviation, with or without the place.

市场监管局, 雷州市市场监管局 and 雷州市市场监督管理局 all find 雷州市市场监督管理局.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kg.model import AgencyRef, Place
from kg.register import Register, load_register
from kg.register.rows import key
from kg.scope import Context, class_word, level_word, split


def short_form(canonical: str, register: Register | None = None) -> str:
    """The usual abbreviation of a full name, without its place: 雷州市市场监督管理局 gives 市场监管局.

    A name that the register does not abbreviate comes back without its place.
    """
    register = register or load_register()
    scope, rest, how = split(canonical, Context(register))
    rest = rest if rest and how in {"full", "level"} else canonical
    row = register.department(rest, scope.place if scope is not None else None)
    if row is None or not row.aliases:
        return rest
    return row.aliases[0]


def without_place(name: str, register: Register | None = None, place: Place | None = None) -> str:
    """``name`` without the place or level word that it starts with; the whole of it when nothing else is left.

    ``place`` is whose it is, where that is known: 鼓楼区 alone is a district of four cities.
    """
    register = register or load_register()
    _, rest, how = split(name, Context(register, place))
    return rest if rest and how in {"full", "level"} else name


def same_agency(query: str, ref: AgencyRef, register: Register | None = None) -> bool:
    """Does ``query`` name ``ref``: by its label, its full name or an abbreviation, with its place or with none?

    A place in the query has to be the agency's own; before a level word (市…, 县…) it is one of places of that level.
    """
    register = register or load_register()
    if query in (ref.label, ref.canonical):
        return True
    if ref.canonical is None:
        return False
    rest, codes = _rest_and_places(query, register)
    place = register.places.get(ref.place) if ref.place is not None else None
    if codes is not None and ref.place not in codes:
        return False
    word = level_word(query) if codes is None and rest != query else None
    if word is not None and place is not None and not _has_level(word, place):
        return False
    full = without_place(ref.canonical, register, place)
    return any(_plain(rest, register, of) == _plain(full, register, of) for of in dict.fromkeys((None, place)))


def endings(query: str, register: Register) -> tuple[str, ...]:
    """What the ``key`` of each full name ends with that ``query`` may stand for (``same_agency``): a quick no for most."""
    rest, _ = _rest_and_places(query, register)
    return tuple({key(form) for form in (query, *register.names_like(rest))})


def _rest_and_places(query: str, register: Register) -> tuple[str, frozenset[str] | None]:
    """``query`` without its place or level word, and the codes of the places it may mean; None: it names no place."""
    scope, rest, how = split(query, Context(register))
    if how == "level":
        return rest, None
    if how not in {"full", "short"} or scope is None:
        return query, None
    if scope.place is not None:
        return rest, frozenset({scope.place.code})
    return rest, frozenset(place.code for place in register.places_named(scope.name))


def _has_level(word: str, place: Place) -> bool:
    """Does ``word`` (市, 县, 自治区 …) say the class of ``place``?"""
    own = class_word(place.name)
    return own in {word, word.removeprefix("自治")} or (word == "区" and own == "自治区")


def _plain(rest: str, register: Register, place: Place | None) -> str:
    """The full name, without its place, of what is called ``rest`` in ``place``; None: in places of any level."""
    row = register.department(rest, place)
    return key(row.canonical.removeprefix("{place}") if row is not None else rest)


def nearest(name: str, names: Iterable[str], n: int = 5) -> tuple[str, ...]:
    """Up to ``n`` of ``names`` that are most like ``name``, best first; for suggestions after a miss."""
    return tuple(difflib.get_close_matches(name, list(names), n=n, cutoff=0.4))
