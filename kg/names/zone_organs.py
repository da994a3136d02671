"""Organs of development zones: behind the zone's name, and in the zone's own notice. (开发区机构)"""

from __future__ import annotations

from kg.names.companies import brand_named
from kg.names.name_words import name_words
from kg.names.patterns import UNKNOWN, Name, render
from kg.names.places import town_named
from kg.names.registered import registered, unfolded
from kg.scope import Context, Scope
from kg.zones import zone_named

_LONGEST_ZONE = 16
_OF_COMMITTEE = ("部", "办公室")  # 党政综合部: inside of the committee, as no bureau is
_COMMITTEE = ("管理委员会", "管委会")


def of_zone_named(text: str, host: Scope | None, context: Context) -> Name | None:
    """An organ behind the name of its zone: 泸州经开区应急管理局, 新区党工委 in a zone's own notice."""
    words = name_words(context.register)
    parts = words.zone_part if context.zone is not None else words.zone_bureau
    for size in range(min(len(text) - 2, _LONGEST_ZONE), 1, -1):
        rest = text[size:]
        office = _of_committee(rest, context) if text[size - 1] in "区城园" else None
        if office is not None and (held := zone_named(text[:size], context, host=host)) is not None:
            return render("{gov}" + office, Scope(held.name, held.host, zone=True), context, "zone-part", 0.85)
        if text[size - 1] not in "区城园" or parts.search(rest) is None:
            continue
        zone = zone_named(text[:size], context, host=host)
        if zone is None or zone.rule == "zone-name" or rest.startswith(("管委", "管理委员会")):
            continue
        scope = Scope(zone.name, zone.host, zone=True)
        if rest == "党工委":
            return render("{committee}", scope, context, "zone-part", 0.85)
        named = registered(rest, scope, context)
        own_part = context.zone == zone.name and rest.endswith(_OF_COMMITTEE) and not rest.startswith("党政办")
        whose = "{gov}" if own_part else "{place}"  # 党政办公室 is of both committees, and called after the zone
        return named or render(whose + unfolded(rest, context), scope, context, "zone-part", 0.7)
    return None


def _of_committee(rest: str, context: Context) -> str | None:
    """办公室 of 经开区|管委会办公室: the part of a zone's committee that ``rest`` names behind it; None where it names none."""
    part = next((rest.removeprefix(word) for word in _COMMITTEE if rest.startswith(word)), "")
    return part if part and name_words(context.register).zone_part.fullmatch(part) is not None else None


def of_own_zone(text: str, scope: Scope, context: Context) -> Name:
    """A bare name in a zone's notice: a town beside it, a brand, a bureau of the committee; branches stay open."""
    if text in {"党组", "党工委"}:
        return render("{gov}党组" if text == "党组" else "{committee}", scope, context, "zone-own", 0.9)
    if name_words(context.register).party_and_zone.match(text) is not None:
        return render(
            "{gov}" + unfolded(text, context), scope, context, "zone-own", 0.7
        )  # 党政办公室: of both committees
    found = brand_named(text, context) or town_named(text, context.division, context)
    if found is not None:
        return found
    row = context.department(text, None)
    committees = name_words(context.register).zone_committee
    if row is not None and row.canonical.endswith(committees) and "{" not in row.canonical:
        return render("{place}" + row.canonical, scope, context, "zone-own", 0.8)  # 安委会, 消安委
    # 财政局 of a zone may be its own bureau or one that the city keeps there: the notice does not say.
    return UNKNOWN
