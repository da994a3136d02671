"""Which place a notice is of, from the notice alone: weighted votes of the places that it names, one clear winner.

What the page says of itself (发布机构, 来源) weighs most, then the title, then a place followed by 人民政府 or 日报,
then titles of documents, then mere mentions. Only places that fit the level of the organ that met can win:
a 县政府 needs a county. A prefecture that lends its name to a plan which its county studies does not win for that,
and a tie is no answer: then the place stays unknown and the reason is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.locate.hints import by_landmarks, by_towns, zone_of
from kg.locate.votes import as_read, count_votes
from kg.model import Analysis, Place
from kg.register import Register
from kg.scope import Context, Scope, class_word, is_district, split

# How many votes win, how many a hint needs, and by how much the next has to stay behind.
_LEAST, _LEAST_HINT, _MARGIN = 1.4, 0.6, 0.75
_SIGN = 3.0  # what a group or organ of one level counts for a place of that level
_LEVEL = re.compile("自治区|地区|行署|行政公署|街道|[省市县区旗州盟镇乡]")
_HEADS = re.compile("(?:^|副|任|、)(省|市|县|区|州|盟|旗|专员)长?$")
# 东河县长, 东河市市长: the place itself in front.
_HEAD_OF_NAMED = re.compile("^[一-鿿]{2,8}?([省市县区州盟旗])长$")
_COMMITTEE_HEAD = re.compile("[省市县区州盟旗]委(?:副)?书记$")
_ZONE_HEAD = re.compile("管委会?主任|(?:区|园|城)党工委书记")
_ZONE_BODY = re.compile("管委会|管理委员会|党工委|[区园]管委")


class Home(NamedTuple):
    """The notice's own place as a ``Context``, the rule that found it, and the places that came as near (a tie)."""

    context: Context
    rule: str
    confidence: float
    rivals: tuple[Place, ...] = ()


def locate(analysis: Analysis, register: Register, *, printed: tuple[str, ...] = ()) -> Home:
    """The place, level and, where it is one, the zone that the notice is of. ``printed``: names of organs in it."""
    body = _subject(analysis) + as_read(analysis.meeting.body.value) if analysis.meeting.body is not None else ""
    if _ZONE_BODY.search(body) or _chaired_by_zone(analysis) or (not body and _is_working_committee(analysis)):
        zone = zone_of(analysis, body, register)
        if zone is not None:
            return Home(Context(register, zone.host, None, zone.name, printed), "zone", 0.9)
    scope, _, how = split(body, Context(register)) if body else (None, "", "bare")
    wanted = None
    if how == "full" and scope is not None:
        if scope.place is not None:
            return _by_body(body, scope, scope.place, analysis, register, printed)
        level, wanted = class_word(scope.name), scope.name
    else:
        level = _level(body, analysis)
    of_town = level in {"镇", "乡", "街道"}
    best, rivals = _voted(analysis, register, "" if of_town else level, wanted, of_town=of_town)
    if best is not None:
        return _by_votes(*best, analysis, register, printed, of_town=of_town)
    if of_town and not rivals and (named := _TOWN_BODY.match(body)) is not None:
        # Of which county the town is stays open, but not what its organs are called.
        return Home(Context(register, None, named[1], printed=printed), "name-only", 0.6)
    names = {place.name for place in rivals} or ({wanted} if wanted else set())
    if len(names) == 1:
        # Which 鼓楼区 it is stays open, but not what its organs are called.
        return Home(Context(register, None, names.pop(), printed=printed), "name-only", 0.6, rivals)
    return Home(Context(register, printed=printed), "unknown", 0.0, rivals)


def _by_body(
    body: str, scope: Scope, place: Place, analysis: Analysis, register: Register, printed: tuple[str, ...]
) -> Home:
    """Of the ``place`` that the organ that met names in full, or of a town of it that it names besides."""
    town = _town(body, place, register)
    if town is not None:
        return Home(Context(register, town, scope.name + town.name, printed=printed), "body-full", 0.98)
    name = scope.name if scope.name != place.name else _printed_name(place, analysis, register)
    return Home(Context(register, place, name, printed=printed), "body-full", 0.98)


def _voted(
    analysis: Analysis, register: Register, level: str, wanted: str | None, *, of_town: bool
) -> tuple[tuple[float, Place] | None, tuple[Place, ...]]:
    """What wins the vote among places of the ``level`` (any, where it is '') that are called as ``wanted``, or else by what hints
    at such a place; and the places that come as near (see ``_winner``). ``of_town``: counties, of which a town met."""
    votes = count_votes(analysis, register)
    fits = [
        (votes[place.code].total() + _level_bonus(place, level, analysis, register), place)
        for place in (register.places[code] for code in votes)
        if _fits(place, level) and (wanted is None or place.name == wanted) and (place.level == "county" or not of_town)
    ]
    best, rivals = _winner(fits, _LEAST)
    if best is not None or not level:
        return best, rivals
    hints = [hint for hint in by_towns(analysis, register) if _fits(hint[1], level)]
    if rivals:
        settled, _ = _winner((hint for hint in hints if hint[1] in rivals), _LEAST_HINT)
        return settled, () if settled else rivals
    hints = hints or [hint for hint in by_landmarks(analysis, register) if _fits(hint[1], level)]
    return _winner(hints, _LEAST_HINT)


def _by_votes(
    votes: float, place: Place, analysis: Analysis, register: Register, printed: tuple[str, ...], *, of_town: bool
) -> Home:
    """Of the ``place`` that won, or of a town of it where a town met."""
    name = _printed_name(place, analysis, register)
    town = _town(analysis.notice.text, place, register) if of_town else None
    if town is not None:
        return Home(Context(register, town, name + town.name, printed=printed), "votes-town", 0.85)
    return Home(Context(register, place, name, printed=printed), "votes", min(0.98, 0.7 + votes / 40))


_TOWN_BODY = re.compile("([一-鿿]{1,6}(?:镇|乡|街道|苏木))")

# 东河县金山镇|召开|安委会第四次例会: the place that convened an organ of its own.
_SUBJECT = re.compile("([一-鿿]{1,9}(?:[县区旗镇乡]|街道|市(?!场)))(?:组织)?(?:召开|举行)了?$")


def _subject(analysis: Analysis) -> str:
    """The place in front of 召开, where the organ that met stands behind it and names no place itself; else ''."""
    body = analysis.meeting.body
    if body is None or body.span is None or _LEVEL.match(body.value) is not None:
        return ""
    start = body.span.start
    found = _SUBJECT.search(as_read(analysis.notice.text[max(0, start - 16) : start]))
    if found is None or found[1].startswith(("我", "全", "该", "各")):
        return ""
    return found[1]


def _is_working_committee(analysis: Analysis) -> bool:
    return analysis.meeting.kind is not None and analysis.meeting.kind.value.startswith("党工委")


def _chaired_by_zone(analysis: Analysis) -> bool:
    """Whether the head of a zone's committee chaired; a street has a 党工委 too, yet no 区党工委."""
    posts = [post.surface for person in analysis.people if person.role == "chair" for post in person.posts]
    return any(_ZONE_HEAD.search(post) for post in posts) and not any(
        _HEADS.search(post) or _COMMITTEE_HEAD.search(post) for post in posts
    )


def _town(text: str, county: Place | None, register: Register) -> Place | None:
    """The town of ``county`` that ``text`` names most; None when it names none, or two as often."""
    if county is None or county.level != "county":
        return None
    counts = sorted(((text.count(town.name), town) for town in register.towns_of(county.code)), key=lambda c: -c[0])
    if not counts or counts[0][0] == 0 or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


# ── the level that fits ───────────────────────────────────────────────────────────────────────────────────────


def _level(body: str, analysis: Analysis) -> str:
    """The level word of the organ that met; else of the posts of those present; else of most agencies; else ''."""
    found = _LEVEL.search(body)
    if found is not None:
        return "行署" if found[0] == "行政公署" else found[0]
    for person in analysis.people:
        for post in person.posts:
            head = _HEADS.search(post.surface) or _HEAD_OF_NAMED.match(post.surface)
            if head is not None and head[1] != "专员":
                return head[1]
    counts: dict[str, int] = {}
    for agency in analysis.agencies:
        word = _LEVEL.match(agency.surface)
        if word is not None:
            counts[word[0]] = counts.get(word[0], 0) + len(agency.mentions)
    return max(counts, key=lambda word: counts[word], default="")


def _fits(place: Place, level: str) -> bool:
    if not level:
        return True
    word = class_word(place.name)
    if level == "行署":
        return word in {"盟", "地区"}
    return word == level


def _level_bonus(place: Place, level: str, analysis: Analysis, register: Register) -> float:
    """For 市, which is a prefecture or a county: what the groups and brigades that are named say."""
    if level != "市":
        return 0.0
    surfaces = "\n".join(agency.surface for agency in analysis.agencies)
    if any(sign in surfaces for sign in register.level_signs["D"]):
        return _SIGN if place.level == "prefecture" or not place.parents else -_SIGN
    if any(sign in surfaces for sign in register.level_signs["X"]):
        return _SIGN if place.level == "county" else 0.0
    return 0.0


def _winner(fits: Iterable[tuple[float, Place]], least: float) -> tuple[tuple[float, Place] | None, tuple[Place, ...]]:
    """The best of ``fits`` when it has ``least`` and stands clear of the next; else all that stand as near as it."""
    ranked = sorted(fits, key=lambda fit: (-fit[0], fit[1].code))
    if not ranked or ranked[0][0] < least:
        return None, ()
    best = ranked[0][0]
    near = tuple(place for score, place in ranked if best - score < _MARGIN)
    return (ranked[0], ()) if len(near) == 1 else (None, near)


def _printed_name(place: Place, analysis: Analysis, register: Register) -> str:
    """A district with its city in front where the text prints the two together; else the place's name."""
    if not is_district(place):
        return place.name
    above = register.prefecture(place)
    text = analysis.notice.text
    fields = (analysis.notice.page.publisher or "", analysis.notice.page.title or "")
    if above is not None and any(above.name + place.name in part for part in (text, *fields)):
        return above.name + place.name
    return place.name
