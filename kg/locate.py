"""Which place a notice is of, from the notice alone: weighted votes of the places that it names, one clear winner.

What the page says of itself (发布机构, 来源) weighs most, then the title, then a place followed by 人民政府 or 日报,
then titles of documents, then mere mentions. Only places that fit the level of the organ that met can win:
a 县政府 needs a county. A prefecture that lends its name to a plan which its county studies does not win for that, and a tie is no
answer: then the place stays unknown and the reason is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.hanzi import is_traditional, simplify
from kg.model import Analysis, Place, Span
from kg.register import Register
from kg.scope import Context, class_word, split
from kg.zones import zone_named

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# How much of a page's beginning and end is taken for its own words about itself.
_CHROME = 200
_PUBLISHER, _TITLE, _DOCUMENT, _FULL, _SHORT, _LANDMARK = 8.0, 4.0, 2.0, 1.5, 0.7, 0.6
_MOST_MENTIONS, _MOST_DOCUMENTS, _MOST_CHILDREN = 4.0, 5.0, 4.0
_LEAST, _LEAST_HINT, _MARGIN = 1.4, 0.6, 0.75
# What may stand before a county's name of two characters; after any other character 县 mostly ends a phrase
# (公开县政府).
_BEFORE_SHORT = frozenset("省市州盟在由从经对向和与及为")
_LONGEST_CUE = 8

_LEVEL = re.compile("自治区|地区|行署|行政公署|街道|[省市县区旗州盟镇乡]")
_HEADS = re.compile("(?:^|副|任|、)(省|市|县|区|州|盟|旗|专员)长?$")
_ZONE_BODY = re.compile("管委会|管理委员会|党工委")
# What only a prefecture has below it or with it; and what only a county has.
_PREFECTURE_SIGN = re.compile(
    r"县[（(]?[市区]|区县|县区|区[（(]市|市[（(]?[县区]|旗县|各县|支队|军分区|中级人民法院|中院"
)
_COUNTY_SIGN = re.compile(r"镇[（(]?街|乡镇|镇[（(]场|各镇|街道|大队|人武部|各村|苏木")


class Home(NamedTuple):
    """The notice's own place as a ``Context``, the rule that found it, and the places that came as near (a tie)."""

    context: Context
    rule: str
    confidence: float
    rivals: tuple[Place, ...] = ()


@dataclass(slots=True)
class _Votes:
    """What speaks for one place, by sort, so that each sort can be capped."""

    own: float = 0.0
    cue: float = 0.0
    mentions: float = 0.0
    documents: float = 0.0
    children: dict[str, float] = field(default_factory=dict)
    bonus: float = 0.0

    def total(self) -> float:
        return (
            self.own
            + self.cue
            + min(self.mentions, _MOST_MENTIONS)
            + min(self.documents, _MOST_DOCUMENTS)
            + min(sum(self.children.values()), _MOST_CHILDREN)
            + self.bonus
        )


def locate(analysis: Analysis, register: Register, *, printed: tuple[str, ...] = ()) -> Home:
    """The place, level and, where it is one, the zone that the notice is of. ``printed``: names of organs in it."""
    body = _plain(analysis.meeting.body.value) if analysis.meeting.body is not None else ""
    if _ZONE_BODY.search(body):
        home = _zone(analysis, body, register)
        if home is not None:
            return Home(_with(home.context, printed), home.rule, home.confidence)
    nowhere = Context(register, printed=printed)
    scope, _, how = split(body, Context(register)) if body else (None, "", "bare")
    if how == "full" and scope is not None:
        town = _town(body, scope.place, register)
        if town is not None:
            return Home(Context(register, town, scope.name + town.name, printed=printed), "body-full", 0.98)
        name = _printed_name(scope.place, analysis, register) if scope.place is not None else scope.name
        if scope.name != (scope.place.name if scope.place else ""):
            name = scope.name
        if scope.place is not None:
            return Home(Context(register, scope.place, name, printed=printed), "body-full", 0.98)
        level, wanted = class_word(scope.name), scope.name
    else:
        level, wanted = _level(body, analysis), None
    votes = _count(analysis, register)
    of_town = level in {"镇", "乡", "街道"}
    level = "" if of_town else level
    fits = [
        (votes[place.code].total() + _level_bonus(place, level, analysis), place)
        for place in (register.places[code] for code in votes)
        if _fits(place, level) and (wanted is None or place.name == wanted) and (place.level == "county" or not of_town)
    ]
    best, rivals = _winner(fits, _LEAST)
    if best is None and not rivals and level:
        hints = list(_by_towns(analysis, register, level)) or list(_by_landmarks(analysis, register, level))
        best, rivals = _winner(hints, _LEAST_HINT)
    if best is not None:
        name = _printed_name(best[1], analysis, register)
        town = _town(analysis.notice.text, best[1], register) if of_town else None
        if town is not None:
            return Home(Context(register, town, name + town.name, printed=printed), "votes-town", 0.85)
        return Home(Context(register, best[1], name, printed=printed), "votes", min(0.98, 0.7 + best[0] / 40))
    names = {place.name for place in rivals} or ({wanted} if wanted else set())
    if len(names) == 1:
        # Which 鼓楼区 it is stays open, but not what its organs are called.
        return Home(Context(register, None, names.pop(), printed=printed), "name-only", 0.6, rivals)
    return Home(nowhere, "unknown", 0.0, rivals)


def _town(text: str, county: Place | None, register: Register) -> Place | None:
    """The town of ``county`` that ``text`` names most; None when it names none, or two as often."""
    if county is None or county.level != "county":
        return None
    counts = sorted(((text.count(town.name), town) for town in register.towns_of(county.code)), key=lambda c: -c[0])
    if not counts or counts[0][0] == 0 or (len(counts) > 1 and counts[0][0] == counts[1][0]):
        return None
    return counts[0][1]


def _with(context: Context, printed: tuple[str, ...]) -> Context:
    return Context(context.register, context.place, context.name, context.zone, printed)


def _plain(text: str) -> str:
    return simplify(text) if is_traditional(text) or "縣" in text or "區" in text else text


# ── the level that fits ───────────────────────────────────────────────────────────────────────────────────────


def _level(body: str, analysis: Analysis) -> str:
    """The level word of the organ that met; else of the posts of those present; else of most agencies; else ''."""
    found = _LEVEL.search(body)
    if found is not None:
        return "行署" if found[0] == "行政公署" else found[0]
    for person in analysis.people:
        for post in person.posts:
            head = _HEADS.search(post.surface)
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


def _level_bonus(place: Place, level: str, analysis: Analysis) -> float:
    """For 市, which is a prefecture or a county: what the groups and brigades that are named say."""
    if level != "市":
        return 0.0
    surfaces = "\n".join(agency.surface for agency in analysis.agencies)
    if _PREFECTURE_SIGN.search(surfaces):
        return 3.0 if place.level == "prefecture" or not place.parents else -3.0
    if _COUNTY_SIGN.search(surfaces):
        return 3.0 if place.level == "county" else 0.0
    return 0.0


# ── votes ─────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4)
def _automaton(register: Register) -> tuple[AhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    names = tuple(register.all_names())
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def _count(analysis: Analysis, register: Register) -> dict[str, _Votes]:
    """The votes for every place that the text or the page's own fields name, by code."""
    automaton, names = _automaton(register)
    votes: dict[str, _Votes] = {}
    text = analysis.notice.text
    plain = simplify(text) if is_traditional(text) else text
    titles = sorted(document.span for document in analysis.documents)
    own = _own_spans(analysis)
    people = {person.name for person in analysis.people}
    for pattern, start, end in automaton.find_matches_as_indexes(plain):
        name = names[pattern]
        if name in register.words and not _cue(plain, end, register)[1]:
            continue
        if _is_other_word(plain, start, end, people):
            continue
        for place in register.places_named(name):
            vote = votes.setdefault(place.code, _Votes())
            _vote(vote, place.name == name, plain, start, end, own, titles, register)
    for weight, field_text in _page_fields(analysis):
        for pattern, _, end in automaton.find_matches_as_indexes(field_text):
            if names[pattern] in register.words and not _cue(field_text, end, register)[1]:
                continue
            for place in register.places_named(names[pattern]):
                vote = votes.setdefault(place.code, _Votes())
                vote.own = max(vote.own, weight)
    _relate(votes, register)
    return votes


def _is_other_word(text: str, start: int, end: int, people: set[str]) -> bool:
    """Is the hit a part of a person's name, or 县 with the end of another word before it?"""
    before = text[start - 1 : start]
    if end - start == 2 and text[end - 1] in "县区" and "\u4e00" <= before <= "\u9fff" and before not in _BEFORE_SHORT:
        return True
    around = (text[start - 1 : end], text[start - 2 : end], text[start : end + 1], text[start - 1 : end + 1])
    return text[start:end] in people or any(part in people for part in around)


def _own_spans(analysis: Analysis) -> list[tuple[Span, float]]:
    fields = ((analysis.fields.publisher, _PUBLISHER), (analysis.fields.title, _TITLE))
    return [(found.span, weight) for found, weight in fields if found is not None and found.span is not None]


def _page_fields(analysis: Analysis) -> Iterator[tuple[float, str]]:
    page = analysis.notice.page
    for text, weight in ((page.publisher, _PUBLISHER), (page.title, _TITLE)):
        if text:
            yield weight, _plain(text)
    for found, weight in ((analysis.fields.publisher, _PUBLISHER), (analysis.fields.title, _TITLE)):
        if found is not None and found.span is None:
            yield weight, _plain(found.value)


def _vote(
    vote: _Votes,
    full: bool,
    text: str,
    start: int,
    end: int,
    own: list[tuple[Span, float]],
    titles: list[Span],
    register: Register,
) -> None:
    base = _FULL if full else _SHORT
    title = next((span for span in titles if span.start <= start < span.end), None)
    if title is not None:
        # A title that opens with the place is mostly a document of the place or of one above it.
        vote.documents += _DOCUMENT * (1.0 if full else 0.4) if title.start == start else 0.3 * base
        return
    for span, weight in own:
        if span.start <= start < span.end:
            vote.own = max(vote.own, weight * (1.0 if full else 0.8))
    cue, _ = _cue(text, end, register)
    if cue:
        in_chrome = start < _CHROME or end > len(text) - _CHROME
        vote.cue = max(vote.cue, cue * (1.0 if in_chrome else 0.5))
    vote.mentions += base


def _cue(text: str, end: int, register: Register) -> tuple[float, bool]:
    cues = register.place_cues
    for size in range(_LONGEST_CUE, 0, -1):
        found = cues.get(text[end : end + size])
        if found is not None:
            return found
    return 0.0, False


def _relate(votes: dict[str, _Votes], register: Register) -> None:
    """Children speak a little for what holds them; a namesake gains where what holds it is named too."""
    named = {code: vote.total() for code, vote in votes.items()}
    for code, total in named.items():
        place = register.places[code]
        parents = [parent for parent in place.parents if parent in register.places]
        votes[code].bonus = 1.0 if any(parent in named for parent in parents) else 0.0
        if parents and len(register.places_named(place.name)) == 1:
            parent = votes.setdefault(parents[-1], _Votes())
            parent.children[code] = min(total, _FULL) * 0.6


def _winner(fits: Iterable[tuple[float, Place]], least: float) -> tuple[tuple[float, Place] | None, tuple[Place, ...]]:
    """The best of ``fits`` when it has ``least`` and stands clear of the next; else all that stand as near as it."""
    ranked = sorted(fits, key=lambda fit: (-fit[0], fit[1].code))
    if not ranked or ranked[0][0] < least:
        return None, ()
    best = ranked[0][0]
    near = tuple(place for score, place in ranked if best - score < _MARGIN)
    return (ranked[0], ()) if len(near) == 1 else (None, near)


# ── when no fitting place is named ────────────────────────────────────────────────────────────────────────────


def _by_towns(analysis: Analysis, register: Register, level: str) -> Iterator[tuple[float, Place]]:
    """Counties (or their prefectures) that hold the towns which the notice names: two at least."""
    towns = {a.surface for a in analysis.agencies if a.surface.endswith(("镇", "乡", "街道")) and len(a.surface) > 2}
    counts: dict[str, int] = {}
    for town in towns:
        for code in set(register.counties_with_town(town)):
            counts[code] = counts.get(code, 0) + 1
    for code, count in counts.items():
        place = register.place(code)
        if count >= 2 and place is not None and _fits(place, level):
            yield float(count), place


def _by_landmarks(analysis: Analysis, register: Register, level: str) -> Iterator[tuple[float, Place]]:
    text = analysis.notice.text
    found: dict[str, float] = {}
    for name, code in register.landmarks.items():
        if name in text:
            found[code] = found.get(code, 0.0) + _LANDMARK
    for code, score in found.items():
        place = register.place(code)
        if place is not None and _fits(place, level):
            yield score, place


def _printed_name(place: Place, analysis: Analysis, register: Register) -> str:
    """A district with its city in front where the text prints the two together; else the place's name."""
    if place.level != "county" or class_word(place.name) != "区":
        return place.name
    above = register.prefecture(place)
    text = analysis.notice.text
    fields = (analysis.notice.page.publisher or "", analysis.notice.page.title or "")
    if above is not None and any(above.name + place.name in part for part in (text, *fields)):
        return above.name + place.name
    return place.name


# ── zones ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _zone(analysis: Analysis, body: str, register: Register) -> Home | None:
    """The zone whose committee met: the one that the page's own fields and the text name most."""
    text = _plain(analysis.notice.text)
    fields = [(_PUBLISHER * 2, field) for _, field in _page_fields(analysis)]
    if analysis.fields.publisher is not None:
        fields.append((_PUBLISHER * 2, _plain(analysis.fields.publisher.value)))
    scores: dict[tuple[str, Place], float] = {}
    in_full: set[tuple[str, Place]] = set()
    for weight, part in ((1.0, text), (4.0, body), *fields):
        for name in _zone_names(part, register):
            named = zone_named(name, Context(register))
            if named is not None and named.host is not None:
                zone = named.name, named.host
                scores[zone] = scores.get(zone, 0.0) + weight
                if name == named.name:
                    in_full.add(zone)
    if not scores:
        return None
    # A name printed in full settles what its short form (经开区) stands for.
    best = max(in_full or scores, key=lambda zone: (scores[zone], len(zone[0])))
    return Home(Context(register, best[1], None, best[0]), "zone", 0.9)


def _zone_names(text: str, register: Register) -> Iterator[str]:
    """Stretches from a place's name to a word for a zone, and registered zones."""
    words = "|".join(word for word, _, _ in register.zone_words)
    automaton, _ = _automaton(register)
    for _, start, end in automaton.find_matches_as_indexes(text):
        tail = re.compile(f"[\u4e00-\u9fff]{{0,8}}?(?:{words})").match(text, end)
        if tail is not None:
            yield text[start : tail.end()]
    for zone in register.zones:
        for name in (zone.name, *(alias for alias in zone.aliases if len(alias) > 3)):
            for _ in range(text.count(name)):
                yield name
