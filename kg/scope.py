"""Whose organ a name speaks of: the level word or place before it, seen from the notice's own place.

市 in a notice of 雷州市 is 雷州市; in a notice of 安乡县 it is 常德市; in one of 海淀区 it is 北京市; in a notice of a
zone it is the city that holds the zone. What cannot be known stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kg.model import Place
from kg.register import Register
from kg.register.rows import Department, level_letter

# 市场监管局 and 市政园林局 start with words of their own, not with the level 市; 省级文明县城创建指挥部 is of the county that wants to be one.
_LEVEL_WORD = re.compile(
    "(?![省市州]级[一-鿿]{2,12}创建[一-鿿]{0,6}(?:指挥部|领导小组|专班))(?:[我本全])?(自治区|自治州|自治县|自治旗|地区|地(?=委)|行署|行政公署|街道|省|州|盟|旗|镇|乡"
    "|市(?!场|容|政(?![府协务法数研]))|县(?!域)|区(?!域|块链))"
)


# 祁连|山国家公园: what begins like a place is a mountain or water.
_IN_LANDSCAPE = re.compile("[山湖江河](?![洪道长泊务流水区村镇塘林])")


class Scope(NamedTuple):
    """The place an organ belongs to: ``name`` as canonical names write it; ``place`` None when the code is unknown.

    ``zone`` is the full name of a development zone; ``place`` is then the division that holds it.
    """

    name: str
    place: Place | None
    zone: bool = False


@dataclass(frozen=True)
class Context:
    """What a notice's own place is, for reading the names in it.

    ``name`` is how its organs call the place: 惠阳区, or 肇庆市高要区 where the text prints that; it may be known
    although ``place`` is not (two places of that name). ``zone`` is the full name of the zone that the notice is of,
    ``place`` then the division that holds it. ``printed`` are names of organs that the notice prints. ``era`` is the time
    that it speaks of (``Register.era``): what was in use then names an organ.
    """

    register: Register
    place: Place | None = None
    name: str | None = None
    zone: str | None = None
    printed: tuple[str, ...] = ()
    era: str = ""

    def department(self, form: str, place: Place | None) -> Department | None:
        """The row of the register for ``form`` as ``place`` used it at the notice's time."""
        return self.register.department(form, place, self.era)

    @cached_property
    def bare(self) -> Context:
        """The same without what is printed: what names of a place's notices have in common."""
        return Context(self.register, self.place, self.name, self.zone, era=self.era) if self.printed else self

    @cached_property
    def own(self) -> Scope | None:
        """The notice's own scope; None when nothing is known."""
        if self.zone is not None:
            return Scope(self.zone, self.place, zone=True)
        if self.name is not None:
            return Scope(self.name, self.place)
        return Scope(self.place.name, self.place) if self.place is not None else None

    @cached_property
    def division(self) -> Scope | None:
        """The administrative division that the notice is of or that holds its zone."""
        if self.zone is None:
            return self.own
        return Scope(self.place.name, self.place) if self.place is not None else None


TOWNS = frozenset({"镇", "乡", "街道", "苏木"})
"""Class words of what lies below a county."""


def class_word(name: str) -> str:
    """The word for the class of a place, as level words say it (市, 自治区, 州, 街道 …); '' if none."""
    for word in ("自治区", "地区", "街道", "苏木"):
        if name.endswith(word):
            return word
    return name[-1] if name[-1:] in "省市县区旗州盟镇乡" else ""


def is_district(place: Place) -> bool:
    """Is ``place`` a district (市辖区), which stands behind its city's name? 六枝特区 and 神农架林区 are none."""
    return place.level == "county" and class_word(place.name) == "区" and not place.name.endswith(("特区", "林区"))


def by_level_word(word: str, rest: str, context: Context) -> Scope | None:
    """The scope that ``word`` (市, 县, 省 …) before ``rest`` means in this notice; None when it cannot be known."""
    own, division, register = context.own, context.division, context.register
    word = word.removeprefix("自治") if word != "自治区" else word
    word = "地区" if word == "地" else word  # 地委
    if word == "区" and context.zone is not None:
        return own
    if division is None:
        return None
    if word in {"行署", "行政公署"}:
        word = class_word(division.name) if class_word(division.name) in {"盟", "地区"} else "地区"
    if class_word(division.name) == word:
        return division
    place = division.place
    if place is None:
        return None
    above: Iterable[Place | None] = ()
    if word in {"省", "自治区"} or (word == "区" and _is_of_region(rest)):
        above = (register.province(place),)
        word = "自治区" if word == "区" else word
    elif word in {"市", "州", "盟", "地区"}:
        above = (register.prefecture(place),)
    elif word in {"县", "区", "旗"} and place.level == "town":
        above = (register.place(place.parents[-1]),)
    found = next((p for p in above if p is not None and class_word(p.name) == word), None)
    return Scope(found.name, found) if found is not None else None


def _is_of_region(rest: str) -> bool:
    """区党委, 区生态环境厅 of an autonomous region, seen from a city of it: no district has a 厅."""
    return rest.endswith("厅") or rest.startswith(("党委", "政府", "人大", "政协", "直", "纪委"))


def level_word(surface: str) -> str | None:
    """The level word that ``surface`` starts with, without 我, 本 or 全 before it: 市 of 我市财政局; None if there is none."""
    word = _LEVEL_WORD.match(surface)
    return None if word is None else word[1]


def split(surface: str, context: Context) -> tuple[Scope | None, str, str]:
    """(scope, rest, how): ``how`` is full, level, short or bare.

    full: a place's full name stands in front; level: a level word; short: a place's short form; bare: none of them.
    The scope of a level word that cannot be known is None.
    """
    full = _named_prefix(surface, context, full=True)
    if full is not None:
        return full[0], full[1], "full"
    word = _LEVEL_WORD.match(surface)
    short = _named_prefix(surface, context, full=False)
    meant = short is not None and _may_be_meant(short[0], surface, context)
    # 镇江海关 and 乡宁税务局 start with a place, not with the word for a town; 镇安委会 of a town elsewhere does not.
    if word is not None and not (word[1] in {"镇", "乡"} and meant):
        rest = surface[word.end() :]
        return by_level_word(word[1], rest, context), _after_word(word[1], rest), "level"
    if short is not None and meant:
        return short[0], short[1], "short"
    return context.own, surface, "bare"


def _may_be_meant(scope: Scope, surface: str, context: Context) -> bool:
    """A short form names a place of the notice's own province, and no common word: 公安分局 of 石家庄 is none of 公安县."""
    place = scope.place
    if place is None or context.place is None:
        return True
    if _distance(place, context.place) >= 9 and place.level != "province":
        return False
    return (
        _distance(place, context.place) <= 3
        or surface[: len(context.register.short(place))] not in context.register.words
    )


def full_prefix(text: str, register: Register) -> Scope | None:
    """The place (or places, city and district) whose full name ``text`` starts with; None when it starts otherwise."""
    found = _named_prefix(text, _nowhere(register), full=True)
    return found[0] if found is not None else None


@lru_cache(maxsize=4)
def _nowhere(register: Register) -> Context:
    return Context(register)


def _after_word(word: str, rest: str) -> str:
    return "政府" + rest if word in {"行署", "行政公署"} else rest


def _named_prefix(surface: str, context: Context, *, full: bool) -> tuple[Scope, str] | None:
    own = context.own
    if full and own is not None and surface.startswith(own.name) and not _splits_word(own.name, surface):
        return own, surface[len(own.name) :]
    for size in context.register.beginnings.get(surface[:2], ()):
        name = surface[:size]
        if len(name) < size:
            continue
        places = context.register.places_named(name)
        in_full = tuple(place for place in places if place.name == name)
        if full:
            places = () if _is_new_area_elsewhere(name, in_full, context) else in_full
        elif in_full or size == len(surface):
            continue
        if not places or (full and _splits_word(name, surface)) or _IN_LANDSCAPE.match(surface, size) is not None:
            continue
        return _chosen(name, surface[size:], places, context, full=full)
    return None


def _is_new_area_elsewhere(name: str, places: tuple[Place, ...], context: Context) -> bool:
    """滨海新区 in a notice from 绍兴 is a zone there, and not the district of 天津."""
    if not name.endswith("新区") or context.place is None or name.removesuffix("新区") not in context.register.words:
        return False
    return all(_distance(place, context.place) >= 9 for place in places)


def _splits_word(name: str, surface: str) -> bool:
    """雷州市场监管局 is 雷州 and 市场监管局."""
    return name[-1] == "市" and surface[len(name) : len(name) + 1] in {"场", "容"}


def _chosen(
    name: str, rest: str, places: tuple[Place, ...], context: Context, *, full: bool
) -> tuple[Scope, str] | None:
    place = nearest(places, context)
    if full and place is not None and place.level in {"prefecture", "province"}:
        # Seen from the city: 和平区 behind 天津市 is its own, though 沈阳市 has one too.
        below = _named_prefix(rest, Context(context.register, place), full=True)
        if below is not None and below[0].place is not None and place.code in below[0].place.parents:
            under = below[0].place
            district = is_district(under) and level_letter(place) in {"D", "M"}
            return Scope(
                place.name + under.name if district or below[0].name.startswith(place.name) else under.name, under
            ), below[1]
    if place is None:
        return (Scope(name, None), rest) if full else None
    # 雷州市政府 is found in full; 广西区党委 and 雷州市局 after a short form say their class once more.
    word = class_word(place.name)
    if not full and word and rest.startswith(word) and not _splits_word(name + word, name + rest):
        rest = rest[len(word) :]
    elif not full and word == "自治区" and rest.startswith("区"):
        rest = rest[1:]
    return Scope(own_name(place, context), place), rest


def nearest(places: tuple[Place, ...], context: Context) -> Place | None:
    """The one of several places of a name that the notice means: itself, below it, above it, beside it; else None."""
    own = context.place
    if len(places) == 1:
        return places[0]
    if own is None:
        return None
    ranked: dict[int, list[Place]] = {}
    for place in places:
        ranked.setdefault(_distance(place, own), []).append(place)
    closest = ranked[min(ranked)]
    return closest[0] if len(closest) == 1 and min(ranked) < 9 else None


def _distance(place: Place, own: Place) -> int:
    if place.code == own.code:
        return 0
    if own.code in place.parents:
        return 1 if place.parents[-1] == own.code else 2
    if place.code in own.parents:
        return 2
    if place.parents and own.parents and place.parents[-1] == own.parents[-1]:
        return 3
    return 4 if place.code[:2] == own.code[:2] else 9


def own_name(place: Place, context: Context) -> str:
    """How canonical names write ``place`` here: a district of the notice's own city takes the city in front."""
    if (
        context.place is not None
        and place.code == context.place.code
        and context.zone is None
        and context.name is not None
    ):
        return context.name
    above = context.register.prefecture(place)
    if is_district(place) and above is not None and context.place is not None:
        if above.code == context.place.code:
            return above.name + place.name
        if context.name is not None and context.name.startswith(above.name) and context.place.level == "county":
            return above.name + place.name
    return place.name
