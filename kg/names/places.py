"""Places that a notice addresses as whoever governs them: 雷州市 is its government, 附城镇 and 雷城街道 theirs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Place
from kg.names.name_words import name_words
from kg.names.patterns import Name, render
from kg.scope import TOWNS, Context, Scope, class_word, nearest, own_name, split
from kg.zones import registered_zone, zone_named


def as_place(text: str, context: Context) -> Name | None:
    """A place or zone as the body that governs it; None when ``text`` is neither."""
    town = town_named(text, context.division, context)
    if town is not None and town.confidence > 0.9:
        return town
    scope, rest, how = split(text, context)
    if how == "full" and rest == "":
        return _zone_of_own_city(text, scope, context) or render("{gov}", scope, context, "place", 0.95)
    town = town_named(text if how == "bare" else rest, scope, context)
    if town is not None:
        return town
    zone = zone_named(rest if how == "level" else text, context, host=scope)
    if how == "level" and rest[:1] in {"属", "直", "辖", "内"}:
        return None  # 市属开发区: some of many
    if zone is not None:
        scope = Scope(zone.name, zone.host, zone=True)
        return render("{gov}", scope, context, zone.rule, zone.confidence)
    places = context.register.places_named(text)
    place = nearest(places, context) if places else None
    if place is not None:
        return render("{gov}", Scope(own_name(place, context), place), context, "place-short", 0.9)
    if how == "level" and rest == "":
        return render("{gov}", scope, context, "own-place", 0.9)
    return None


def _zone_of_own_city(text: str, scope: Scope | None, context: Context) -> Name | None:
    """万山区 in a notice of 珠海 is its 海洋开发试验区, and not the district of 铜仁; None where ``scope`` is of the own province."""
    place, own = scope.place if scope is not None else None, context.place
    near = place is not None and own is not None and place.code[:2] == own.code[:2]
    zone = None if near else registered_zone(text, context)
    if zone is None:
        return None
    return render("{gov}", Scope(zone.name, zone.host, zone=True), context, zone.rule, zone.confidence)


_TOWN = re.compile(
    r"^(.{1,8}?(?:街道|镇|乡|苏木)|.{2,8}?族.{0,3}?(?:乡|镇|苏木))(人民政府街道办事处|人民政府|政府|办事处|街道办事处|办|党委|党工委)?$|^(.{2,5}?)(街道办事处|街道办|办事处)$"
)


def town_named(text: str, scope: Scope | None, context: Context) -> Name | None:
    """A town's government or a street's office, where the county is known."""
    found = _TOWN.match(text)
    if found is None or scope is None or scope.zone:
        return None
    name = found[1] or found[3] + "街道"
    register, place = context.register, scope.place
    if class_word(scope.name) in TOWNS and scope.name.endswith(name):
        own = "{committee}" if (found[2] or "").startswith("党") else "{gov}"
        return render(own, scope, context, "town", 0.95)  # in the town's own notice
    confidence = 0.8
    if place is not None and place.level != "county" and register.children(place):
        hits = [
            town for county in register.children(place) for town in register.towns_of(county.code) if town.name == name
        ]
        if len(hits) != 1 or place.level != "prefecture":
            return None
        county = register.place(hits[0].parents[-1])
        scope = Scope(own_name(county, context), county) if county is not None else scope
    elif place is not None:
        hits = [town for town in register.towns_of(place.code) if town.name == name]
        confidence = 0.95 if hits else 0.8
    else:
        hits = []
    if not hits and place is not None and place.level == "county":
        hits = _of_people(name, register.towns_of(place.code))
        name = hits[0].name if hits else name
    words = name_words(register)
    if not hits and (words.several_towns.search(name) is not None or words.no_town.search(name) is not None):
        return None  # 受灾乡镇, 文旅小镇, unless the register has a town of that name (沿江街道)
    if (found[2] or "").startswith("党"):
        pattern = "中共{place}" + name + ("工作委员会" if name.endswith("街道") else "委员会")
    else:
        pattern = "{gov}" + name + "办事处" if name.endswith("街道") else "{place}" + name + "人民政府"
    made = render(pattern, scope, context, "town", confidence)
    return made._replace(parent=None) if not hits else made._replace(place=hits[0].code, key=_town_key(pattern, name))


def _of_people(name: str, towns: Iterable[Place]) -> list[Place]:
    """淤泥乡 for 淤泥彝族乡: the one township of a people that is called so without it; empty where there is none, or two."""
    hits = [t for t in towns if "族" in t.name and t.name.startswith(name[:-1]) and t.name.endswith(name[-1])]
    return hits if len(hits) == 1 and len(name) > _SHORTEST_TOWN else []


_SHORTEST_TOWN = 2


def _town_key(pattern: str, name: str) -> str:
    return "中共委员会" if pattern.startswith("中共") else ("办事处" if name.endswith("街道") else "人民政府")
