"""Groups of organs that a notice addresses as one (各镇(街), 各有关部门): which they are, and if one can list them.

各镇(街) of a known county is closed: the register knows its towns. 各部门 and 各有关部门 are open: nobody outside
can list them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.iris import BASE, Minter
from kg.model import AgencyRef, Place
from kg.names import canonical_name
from kg.register import Register
from kg.resolve.labels import labels
from kg.scope import Context

TOWNS, COUNTIES, PREFECTURES = "乡镇街道", "县级区划", "地级区划"
_OPEN = "open"
_NO_MEMBERS = "?"


@lru_cache(maxsize=4)
def _words(register: Register) -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    rows = register.group_words
    return re.compile("|".join(sorted(map(re.escape, rows), key=lambda word: -len(word)))), rows


def group_members(surface: str, register: Register) -> tuple[tuple[str, ...], bool]:
    """(kinds of members in reading order, whether they can be listed) of a group as written."""
    pattern, rows = _words(register)
    members: list[str] = []
    listed = True
    for found in pattern.finditer(surface):
        kind, closed = rows[found[0]]
        if kind == _OPEN:
            listed = False
        elif kind != _NO_MEMBERS:
            listed = listed and closed
            if kind not in members:
                members.append(kind)
    # 各县(市、区) speaks of counties all through: its 市 are cities of that level.
    if COUNTIES in members and PREFECTURES in members:
        members.remove(PREFECTURES)
    return tuple(members), listed and bool(members)


def group_rule(surface: str, place: Place | None, register: Register) -> tuple[str, bool]:
    """(rule, closed): the rule reads ``乡镇街道@440882``: which organs, of which place; ``?`` for an unknown place."""
    members, listed = group_members(surface, register)
    rule = "+".join(members or ("单位",)) + "@" + (place.code if place is not None else "?")
    return rule, listed and place is not None and all(_listable(member, place) for member in members)


def _listable(member: str, place: Place) -> bool:
    if member == TOWNS:
        return place.level == "county"
    return place.level in {"province", "prefecture"} if member == COUNTIES else place.level == "province"


def expand_group(ref: AgencyRef, register: Register, *, base: str = BASE) -> tuple[AgencyRef, ...]:
    """The organs that a closed group has, as the register knows them today; empty for an open one.

    Counties and prefectures stand for their governments, towns for theirs. The register is of one day: for an older
    notice a member may have had another name.
    """
    if not ref.closed or ref.group_rule is None:
        return ()
    members, _, code = ref.group_rule.partition("@")
    place = register.place(code)
    if place is None:
        return ()
    found: list[AgencyRef] = []
    for member in members.split("+"):
        for part in _parts(member, place, register):
            found.append(_government(part, place, register, base))
    return tuple(found)


def _parts(member: str, place: Place, register: Register) -> tuple[Place, ...]:
    if member == TOWNS:
        return register.towns_of(place.code)
    if member == PREFECTURES:
        return register.children(place)
    if place.level == "prefecture":
        return register.children(place)
    below = register.children(place)
    return tuple(p for child in below for p in ((child,) if child.level == "county" else register.children(child)))


def _government(part: Place, place: Place, register: Register, base: str) -> AgencyRef:
    name = canonical_name(part.name, "place", Context(register, place))
    iri = Minter(base).org(name.place or part.code, name.key or part.name, notice="")
    label, _ = labels(name.canonical or part.name, name.place, register)
    return AgencyRef(iri, label, name.canonical, "place", name.place, None, None, "member-of-group", name.confidence)
