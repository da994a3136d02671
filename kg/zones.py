"""Full names of development zones and the like, which have a management committee but no division code."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.model import Place
from kg.register import Register
from kg.register.rows import Zone, level_letter
from kg.scope import Context, Scope, class_word

# What no zone's name contains.
_NEVER = re.compile("[的了]|未(?!来)")


class NamedZone(NamedTuple):
    """A zone by its full name, the division that holds it (None: unknown), and how it was found."""

    name: str
    host: Place | None
    rule: str
    confidence: float


def zone_named(text: str, context: Context, *, host: Scope | None = None) -> NamedZone | None:
    """The zone that ``text`` (without 管委会) names, seen from the notice, or from ``host`` where that is given.

    A registered zone by name or alias; else a place and a word for a zone (六安开发区), else that word alone, which is
    the zone of the notice's own place (经开区). None when ``text`` names no zone.
    """
    registered = registered_zone(text, context)
    if registered is not None:
        return registered
    if context.zone is not None and (context.zone == text or _ends_alike(text, context)):
        return NamedZone(context.zone, context.place, "zone-own", 0.95)
    word = next((row.word for row in context.register.zone_words if text.endswith(row.word)), None)
    if word is None:
        return None
    stem = text.removesuffix(word)
    if _NEVER.search(stem) is not None:
        return None  # 改革未完成的|开发区
    scope = host or context.division
    base = scope.place if scope is not None else None
    if not stem:
        return None if base is None else _of_place_alone(word, base, context)
    places = _places_called(stem, context)
    if places:
        return _of_place(word, stem, places[0], context)
    # 先进制造业|开发区 and 德感|工业园 are called so; 经开区 and 高新区 are short for something
    full = word if word.endswith(("开发区", "工业园")) else _full(word, base, context)
    return NamedZone(stem + full, base, "zone-name", 0.7)


def _of_place_alone(word: str, place: Place, context: Context) -> NamedZone | None:
    """The zone of ``place`` by a ``word`` alone (经开区); None for 新区, 示范区: only the zone's own notice says which."""
    full = _full(word, place, context)
    if not full.endswith(_words("of-every-place", context)) or level_letter(place) == "P":
        return None  # a province has many
    national = _national(full, place, context) or _of_register(_short(place, context) + word, place, context)
    if national is not None:
        return national
    return NamedZone(_front(word, place, context) + _short(place, context) + full, place, "zone-word", 0.75)


def _of_register(name: str, place: Place, context: Context) -> NamedZone | None:
    """The zone of ``place`` that the register has under ``name``: 开发区 in a notice of 浦口区 is 浦口开发区."""
    found = registered_zone(name, context)
    return found if found is not None and found.host is not None and found.host.code == place.code else None


def _of_place(word: str, stem: str, place: Place, context: Context) -> NamedZone:
    """The zone of ``place``, which ``stem`` names before the ``word``."""
    full = _full(word, place, context)
    national = _national(full, place, context)
    if national is not None:
        return national
    front = _front(word, place, context)
    return NamedZone(front + (_short(place, context) if front else stem) + full, place, "zone-place", 0.85)


def _places_called(stem: str, context: Context) -> tuple[Place, ...]:
    """The places of that name, those of the own prefecture where there are any; the city lends its name to its zone, not the
    county of the same name. A common word (滨海, 东湖) names a place of the own province alone."""
    places = context.register.places_named(stem)
    if stem in context.register.words and context.place is not None:
        places = tuple(place for place in places if place.code[:2] == context.place.code[:2])
    if len(places) <= 1 or context.place is None:
        return places
    places = tuple(place for place in places if place.code[:4] == context.place.code[:4]) or places
    return tuple(place for place in places if place.level == "prefecture") or places


def registered_zone(text: str, context: Context) -> NamedZone | None:
    """The zone of the register that ``text`` is the name or an alias of: 智造新城, which no word for zones ends."""
    found = _registered(text, context) or _behind_own_city(text, context)
    return None if found is None else NamedZone(found.name, context.register.place(found.code), "zone-register", 0.95)


def _behind_own_city(text: str, context: Context) -> Zone | None:
    """东津新区 in a notice of 襄阳 or of a county of it is 襄阳东津新区, and 九江八里湖新区 there is 八里湖新区; None for a word alone, which
    the city's other zones end in too."""
    register = context.register
    city = register.prefecture(context.place) if context.place is not None else None
    if city is None:
        return None
    short = register.short(city)
    bare = text.removeprefix(city.name).removeprefix(short)
    called = (bare,) if bare != text else (short + text, city.name + text)
    found = [zone for name in called for zone in register.zones_called.get(name, ()) if zone.code[:4] == city.code[:4]]
    if len(found) != 1 or any(bare == row.word for row in register.zone_words):
        return None
    return found[0]


def find_zone(text: str, context: Context) -> NamedZone | None:
    """The zone in ``text`` when the whole of it, less 管委会 and the like, is a zone's name."""
    for ending in _words("zone-office", context):
        if text.endswith(ending):
            return zone_named(text[: -len(ending)], context)
    return None


def _words(kind: str, context: Context) -> tuple[str, ...]:
    return tuple(context.register.name_words[kind])


def _national(full: str, place: Place, context: Context) -> NamedZone | None:
    """The 经济技术开发区 that the register has for the county ``place``, where its zone is told as 开发区: 昆山开发区 is no
    江苏昆山经济开发区. A city may have a 经济开发区 beside one of another name: 沧州经济开发区 is no 沧州临港经济技术开发区."""
    if full != PROVINCIAL:
        return None
    own = _short(place, context) + NATIONAL
    found = [
        zone
        for zone in context.register.zones
        if zone.code == place.code and (zone.name == own if place.level != "county" else zone.name.endswith(NATIONAL))
    ]
    return NamedZone(found[0].name, place, "zone-register", 0.95) if len(found) == 1 else None


PROVINCIAL, NATIONAL = "经济开发区", "经济技术开发区"


def _registered(text: str, context: Context) -> Zone | None:
    found = context.register.zones_called.get(text, ())
    if not found:
        return None
    if context.place is not None:
        own = context.place
        near = [z for z in found if z.code == own.code or z.code in own.parents or own.code[:4] == z.code[:4]]
        of_province = own.level == "province" and all(text != row.word for row in context.register.zone_words)
        near = near or [z for z in found if z.code[:2] == own.code[:2] and (text == z.name or of_province)]
        # An alias that many zones may share (工业园区, 示范区, 滨海开发区) means one only beside it.
        shared = len(text) <= 4 or text[:2] in context.register.words
        found = tuple(near or [z for z in found if text == z.name or not shared])
    elif any(text == row.word for row in context.register.zone_words):
        return None  # 县|工业园区 of a county that nobody knows is not the one zone that is called so
    return found[0] if len(found) == 1 else None


def short_of_zone(name: str, register: Register) -> str | None:
    """What branches in the zone are called after (临港分局 of 临沂临港经济开发区); None where no alias says it."""
    aliases = (alias for zone in register.zones if zone.name == name for alias in zone.aliases)
    short = next((alias for alias in aliases if alias.endswith("区") and len(alias) in {3, 4}), None)
    return short if short is None or short.endswith("新区") else short[:-1]


def _ends_alike(text: str, context: Context) -> bool:
    """经开区, and 宁乡经开区 with the name of the place that holds it, in the notice of 宁乡经济技术开发区."""
    own, host = context.zone or "", context.place
    word = text.removeprefix(context.register.short(host)) if host is not None else text
    return any(word == row.word and own.endswith(row.full) for row in context.register.zone_words)


def _full(word: str, place: Place | None, context: Context) -> str:
    letter = level_letter(place) if place is not None else "D"
    rows = context.register.zone_words
    return next((row.full for row in rows if row.word == word and (not row.levels or letter in row.levels)), word)


def _front(word: str, place: Place, context: Context) -> str:
    """The province's short name before a county's zone where zones bear it: 安徽太湖经济开发区."""
    province = context.register.province(place)
    if province is None or place.level != "county":
        return ""
    named = any(row.word == word and province.code.startswith(row.provinces) for row in context.register.zone_words)
    return context.register.short(province) if named else ""


def _short(place: Place, context: Context) -> str:
    short = context.register.short(place)
    return short if short else place.name.removesuffix(class_word(place.name))
