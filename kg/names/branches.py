"""Branches of bureaus: 市X局Y分局, 公安分局 of a district, 司法所 of a town; whose they are, and what they are called."""

from __future__ import annotations

import re

from kg.model import Place
from kg.names.name_words import name_words
from kg.names.patterns import UNKNOWN, Name, from_row, render, within
from kg.scope import Context, Scope, is_district
from kg.zones import short_of_zone

_BRANCH = re.compile(r"^(.*(?:局|厅|委))(.{2,7}?)(分局|管理局|监管局)$")
_NAMED_STATION = re.compile("^(?:公安局|司法局)?(([一-鿿]{2,6})(派出所|司法所))$")
_COURT = re.compile("^([一-鿿]{2,4}?)(?:人民)?法庭$")
# 公安嘉定分局, 公安和平消防支队: the city's bureau without its last word.
_POLICE = re.compile("^公安([一-鿿]{2,5}?)(分局|[一-鿿]{2}[支大]队)$")
_BARE_BRANCH = re.compile("^([一-鿿]{4,12})分局$")
# What notices leave out between a bureau and the place of its branch: 规划资源(局)浦口分局.
_LEFT_OUT = ("", "局", "委")
_TOWN_CLASS = re.compile("(?:街道|镇|乡|苏木)$")


def branch_named(rest: str, scope: Scope, context: Context) -> Name | None:
    """The branch that ``rest`` is, seen from ``scope``; None when it is none, or when whose it is cannot be known."""
    found = _BRANCH.match(rest)
    if found is not None and (found[3] == "分局" or context.register.places_named(found[2])):
        # 市生态环境局龙岗管理局 is a branch, 市委机关事务管理局 none.
        return _with_bureau(found[1], found[2], found[3], scope, context)
    police = _POLICE.match(rest)
    if police is not None:
        return _of_city_police(police, scope, context)
    called = _called_after_district(rest, scope, context)
    if called is not None:
        return called
    court = _COURT.match(rest)
    if court is not None:
        return _court_in_town(court[1], scope, context)
    named = _NAMED_STATION.match(rest)
    if named is not None and scope.place is not None:
        return _named_station(named, scope.place, context)
    if scope.place is not None and scope.place.level == "town":
        return _station(rest, scope.place, context)
    if not rest.endswith("分局") or len(rest) < 4 or rest.startswith(name_words(context.register).own_branch):
        return None
    if scope.zone:
        return _in_zone(rest, scope, context)
    above = context.register.prefecture(scope.place) if scope.place is not None else None
    if above is None or scope.place is None or above.code == scope.place.code:
        return None
    stem = rest[:-2].removesuffix("局") + "局"
    row = context.department(stem, above) or context.department(stem, scope.place)
    if row is None:
        return None
    head = row.canonical if "{" not in row.canonical else stem
    return render("{prefecture}" + head + "{short}分局", scope, context, "branch", 0.85)


def _called_after_district(rest: str, scope: Scope, context: Context) -> Name | None:
    """规划资源浦口分局, 自然资源局江宁分局 in a notice of the district or of its city: the city's bureau in the district."""
    city = scope.place if scope.place is None or scope.place.level == "prefecture" else _city(scope.place, context)
    found = _BARE_BRANCH.match(rest)
    if city is None or found is None:
        return None
    stem = found[1]
    for size in range(2, min(6, len(stem) - 1)):
        bureau, where = stem[:-size], stem[-size:]
        districts = [place for place in context.register.places_named(where) if city.code in place.parents]
        if len(districts) != 1:
            continue
        known = context.department(bureau + "分局", districts[0])
        if known is not None:
            made = from_row(known, Scope(districts[0].name, districts[0]), context)
            return made._replace(rule="branch", confidence=0.85)
        row = next(filter(None, (context.department(bureau + end, city) for end in _LEFT_OUT)), None)
        if row is not None and "{" not in row.canonical:
            host = Scope(city.name, city)
            return render("{place}" + row.canonical + where + "分局", host, context, "branch", 0.85)
    return None


def _city(place: Place, context: Context) -> Place | None:
    """The prefecture or municipality that ``place`` is in; None where it is none itself and nothing stands between."""
    above = context.register.prefecture(place)
    return above if above is not None and above.code != place.code else None


def _of_city_police(found: re.Match[str], scope: Scope, context: Context) -> Name | None:
    """公安嘉定分局 in a notice of 嘉定区 or of 上海市 is 上海市公安局嘉定分局."""
    register = context.register
    city = scope.place
    if city is not None and city.level in {"county", "town"}:
        city = register.prefecture(city)
    if city is None or not any(city.code in place.parents for place in register.places_named(found[1])):
        return None
    return render(f"{{place}}公安局{found[0].removeprefix('公安')}", Scope(city.name, city), context, "branch", 0.85)


def _in_zone(rest: str, scope: Scope, context: Context) -> Name:
    """A branch in a zone is one of the city that holds the zone, called after the zone: 临沂市统计局临港分局."""
    short = short_of_zone(scope.name, context.register)
    row = context.department(rest[:-2].removesuffix("局") + "局", scope.place)
    if short is None or row is None or "{" in row.canonical or scope.place is None or scope.place.level == "province":
        return UNKNOWN
    host = Scope(scope.place.name, scope.place)
    return render("{place}" + row.canonical + short + "分局", host, context, "branch", 0.75)


def _with_bureau(bureau: str, where: str, word: str, scope: Scope, context: Context) -> Name:
    place = scope.place
    own = context.place
    if bureau.endswith("公安局") and own is not None and is_district(own) and where == context.register.short(own):
        police = context.department("公安分局", own)
        if police is not None:
            return from_row(police, Scope(own.name, own), context)._replace(rule="branch", confidence=0.85)
    if place is not None and place.level == "county" and where in (place.name, context.register.short(place)):
        # 市生态环境局都匀分局 in a notice of 都匀市: only the prefecture can have a branch there.
        above = context.register.prefecture(place)
        scope = Scope(above.name, above) if above is not None else scope
    row = context.department(bureau, scope.place)
    head = from_row(row, scope, context).canonical if row is not None else None
    if head is not None:
        head = head.removeprefix(scope.name) if head.startswith(scope.name) else head
        pattern = "{place}" + head if row is not None and "{" not in row.canonical else head
    else:
        pattern = "{place}" + bureau
    return render(pattern + where + word, scope, context, "branch", 0.9)


def _court_in_town(called: str, scope: Scope, context: Context) -> Name | None:
    """竹园法庭 in a notice of 青川县, which has a 竹园镇, is 青川县人民法院竹园人民法庭."""
    county = scope.place
    towns = context.register.towns_of(county.code) if county is not None and county.level == "county" else ()
    if not any(_TOWN_CLASS.sub("", town.name) == called for town in towns):
        return None
    return render("{place}人民法院" + called + "人民法庭", scope, context, "station", 0.8)


def _named_station(found: re.Match[str], place: Place, context: Context) -> Name | None:
    """河口派出所 in a notice of 东河县 or of its 河口镇 is 东河县公安局河口派出所."""
    county = context.register.place(place.parents[-1]) if place.level == "town" else place
    if county is None or county.level != "county" or found[2] in name_words(context.register).no_station:
        return None
    if found[3] == "派出所" and is_district(county):
        # In a district the branch of the city's bureau keeps the stations: 湖州市公安局吴兴区分局飞英派出所.
        scope = Scope(county.name, county)
        row = context.department("公安分局", county)
        branch = from_row(row, scope, context) if row is not None else branch_named("公安分局", scope, context)
        return within(branch, found[1], "station") if branch is not None else None
    row = context.department("公安局" if found[3] == "派出所" else "司法局", county)
    if row is None:
        return None
    pattern = row.canonical if "{" in row.canonical else "{place}" + row.canonical
    return render(pattern + found[1], Scope(county.name, county), context, "station", 0.8)


def _station(rest: str, town: Place, context: Context) -> Name | None:
    """镇司法所 is 平塘县司法局克度司法所, 镇市场监管分局 平塘县市场监督管理局克度分局."""
    words = name_words(context.register)
    found = words.station.match(rest)
    county = context.register.place(town.parents[-1])
    if found is None or county is None:
        return None
    row = context.department(words.station_bureaus[found[1]], county)
    if row is None:
        return None
    pattern = row.canonical if "{" in row.canonical else "{place}" + row.canonical
    name = _TOWN_CLASS.sub("", town.name) or town.name
    called = found[2] if found[1] in words.plain_stations else rest.removeprefix("公安")
    return render(pattern + name + called, Scope(county.name, county), context, "station", 0.8)
