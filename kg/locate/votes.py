"""What speaks for each place as a notice's own: every place that it names, weighed by where and how it is named."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.counties import is_word_and_level, tells_itself
from kg.hanzi import is_traditional, simplify
from kg.model import Analysis, Place, Span
from kg.patterns import either
from kg.register import Register
from kg.register.rows import level_letter

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# How much of a page's beginning and end is taken for its own words about itself.
_CHROME = 200
PUBLISHER, _TITLE, _DOCUMENT, _FULL, _SHORT = 8.0, 4.0, 2.0, 1.5, 0.7
# What it tells that the place which holds this one is named, too, and that the page names this one alone as its own.
_HELD, _PAGE = 1.0, 4.0
_PLANS = 5.0  # several papers of this place and none of what holds it: a city does not make the plans of one county
_MOST_MENTIONS, _MOST_DOCUMENTS, _MOST_CHILDREN = 4.0, 5.0, 4.0
_LONGEST_CUE = 8
# What shows that a short form is the beginning of a village's name.
_VILLAGE = re.compile("[\u4e00-\u9fff]{0,2}?(?:村|社区)(?!庄|镇|民|级|居)")

# 老城区|改造, 新城区|建设: a part of any town.
_QUARTER = re.compile(
    "[老新]城区(?:改造|改建|更新|提升|整治|拆迁|建设|开发|棚户|危旧|道路|路网|管网|雨污|积水|群众|居民|内|和新|与新)"
)


# 召开|州政府常务会议 is not of 开州.
_CUT = re.compile("(?<=[召公展])开州(?!区)")


@dataclass(slots=True)
class Votes:
    """What speaks for one place, by sort, so that each sort can be capped."""

    own: float = 0.0
    cue: float = 0.0
    mentions: float = 0.0
    documents: float = 0.0
    children: dict[str, float] = field(default_factory=dict)
    bonus: float = 0.0
    on_page: bool = False  # named with a cue in what the page says of itself: 首页 - 扬中新闻

    def total(self) -> float:
        return (
            self.own
            + self.cue
            + min(self.mentions, _MOST_MENTIONS)
            + min(self.documents, _MOST_DOCUMENTS)
            + min(sum(self.children.values()), _MOST_CHILDREN)
            + self.bonus
        )


@lru_cache(maxsize=4)
def automaton_of(register: Register) -> tuple[AhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    names = tuple(register.all_names())
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def count_votes(analysis: Analysis, register: Register) -> dict[str, Votes]:
    """The votes for every place that the text or the page's own fields name, by code."""
    automaton, names = automaton_of(register)
    votes: dict[str, Votes] = {}
    text = analysis.notice.text
    plain = simplify(text) if is_traditional(text) else text
    titles = sorted(document.span for document in analysis.documents)
    own = _own_spans(analysis)
    people = {person.name for person in analysis.people}
    title = analysis.fields.title
    above = title.span.start if title is not None and title.span is not None else 0  # 首页 - 扬中新闻
    papers = _newspapers(plain, analysis, register, votes)
    for pattern, start, end in automaton.find_matches_as_indexes(plain):
        name = names[pattern]
        if start in papers:
            continue  # 新民|晚报
        if name in register.words and not _is_meant(plain, start, end, name, register):
            continue
        if _is_other_word(plain, start, end, people):
            continue
        for place in register.places_named(name):
            vote = votes.setdefault(place.code, Votes())
            _vote(vote, place, place.name == name, plain, start, end, own, titles, register, above)
    for weight, field_text in page_fields(analysis):
        for pattern, _, end in automaton.find_matches_as_indexes(field_text):
            if names[pattern] in register.words and not _cue(field_text, end, register)[1]:
                continue
            for place in register.places_named(names[pattern]):
                vote = votes.setdefault(place.code, Votes())
                vote.own = max(vote.own, weight)
    _relate(votes, register)
    return votes


@lru_cache(maxsize=4)
def _a_newspaper(register: Register) -> re.Pattern[str]:
    return re.compile(either(register.newspapers))


def _newspapers(text: str, analysis: Analysis, register: Register, votes: dict[str, Votes]) -> set[int]:
    """Where newspapers that are not called by their place stand (starts, code points). A city's paper speaks for its city where it
    published the notice; one that the text only speaks of, and a word like it (于今|晚报送), for nothing."""
    own = [as_read(name) for name in (analysis.notice.page.publisher, _published_by(analysis)) if name]
    starts: set[int] = set()
    if _a_newspaper(register).search(text) is None:
        return starts  # most notices
    for name, code in register.newspapers.items():
        at = text.find(name)
        while at >= 0:
            starts.add(at)
            at = text.find(name, at + len(name))
        place = register.place(code) if any(name in publisher for publisher in own) else None
        if place is not None and level_letter(place) != "P":
            votes.setdefault(code, Votes()).own = PUBLISHER
    return starts


def _published_by(analysis: Analysis) -> str | None:
    publisher = analysis.fields.publisher
    return None if publisher is None else publisher.value


def _is_other_word(text: str, start: int, end: int, people: set[str]) -> bool:
    """Is the hit a part of a person's name, or 县 with the end of another word before it?"""
    if text.startswith("代", start) and text.startswith("长", end):
        return True  # 代县|长: the acting head of a county, not that of 代县
    if _CUT.match(text, start) is not None:
        return True
    if text[end - 1] not in "省市县区州盟旗" and _VILLAGE.match(text, end) is not None:
        return True  # 大竹|园村 is no part of 大竹县
    if is_word_and_level(text, start, end) or _QUARTER.match(text, start) is not None:
        return True
    around = (text[start - 1 : end], text[start - 2 : end], text[start : end + 1], text[start - 1 : end + 1])
    return text[start:end] in people or any(part in people for part in around)


def _is_meant(text: str, start: int, end: int, name: str, register: Register) -> bool:
    """Whether what is beside a name that is a common word shows that the place is meant."""
    return _cue(text, end, register)[1] or _behind_city(text, start, name, register) or tells_itself(text, start, end)


def _behind_city(text: str, start: int, name: str, register: Register) -> bool:
    """汕尾市|城区: the city before it says that a common word is the place's full name."""
    cities = (register.prefecture(place) for place in register.places_named(name) if place.name == name)
    return any(city is not None and text.endswith(city.name, 0, start) for city in cities)


def _own_spans(analysis: Analysis) -> list[tuple[Span, float]]:
    fields = ((analysis.fields.publisher, PUBLISHER), (analysis.fields.title, _TITLE))
    return [(found.span, weight) for found, weight in fields if found is not None and found.span is not None]


def page_fields(analysis: Analysis) -> Iterator[tuple[float, str]]:
    page = analysis.notice.page
    for text, weight in ((page.publisher, PUBLISHER), (page.title, _TITLE)):
        if text:
            yield weight, as_read(text)
    for found, weight in ((analysis.fields.publisher, PUBLISHER), (analysis.fields.title, _TITLE)):
        if found is not None and found.span is None:
            yield weight, as_read(found.value)


def _behind_what_holds(text: str, opening: int, start: int, place: Place, register: Register) -> bool:
    """Whether nothing stands between the ``opening`` of a title and a place but the names of places that hold it."""
    while start > opening:
        holds = (register.place(code) for code in place.parents)
        above = next((held for held in holds if held is not None and text.endswith(held.name, opening, start)), None)
        if above is None:
            return False
        start -= len(above.name)
    return True


def _vote(
    vote: Votes,
    place: Place,
    full: bool,
    text: str,
    start: int,
    end: int,
    own: list[tuple[Span, float]],
    titles: list[Span],
    register: Register,
    above: int,
) -> None:
    base = _FULL if full else _SHORT
    title = titles[bisect_right(titles, (start, len(text))) - 1] if titles else None
    if title is not None and title.start <= start < title.end:
        # A title that opens with the place is mostly a document of the place or of one above it: 《东江市南湖区…方案》 is the district's.
        opens = title.start == start or (full and _behind_what_holds(text, title.start, start, place, register))
        vote.documents += _DOCUMENT * (1.0 if full else 0.4) if opens else 0.3 * base
        return
    for span, weight in own:
        if span.start <= start < span.end:
            vote.own = max(vote.own, weight * (1.0 if full else 0.8))
    cue, _ = _cue(text, end, register)
    if cue:
        in_chrome = start < _CHROME or end > len(text) - _CHROME
        vote.cue = max(vote.cue, cue * (1.0 if in_chrome else 0.5))
        vote.on_page = vote.on_page or start < above
    vote.mentions += base


def _cue(text: str, end: int, register: Register) -> tuple[float, bool]:
    if text[end : end + 1] not in register.cue_starts:
        return 0.0, False
    cues = register.place_cues
    for size in range(_LONGEST_CUE, 0, -1):
        found = cues.get(text[end : end + size])
        if found is not None:
            return found
    return 0.0, False


def _relate(votes: dict[str, Votes], register: Register) -> None:
    """Children speak a little for what holds them; a namesake gains where what holds it is named too."""
    named = {code: vote.total() for code, vote in votes.items()}
    for code, total in named.items():
        place = register.places[code]
        parents = [parent for parent in place.parents if parent in register.places]
        held = [parent for parent in parents if parent in named]
        votes[code].bonus = (_PAGE if _is_pages_own(code, held, votes, register) else _HELD) if held else 0.0
        if held and votes[code].documents >= 2 * _DOCUMENT and not votes[held[-1]].documents:
            votes[code].bonus += _PLANS
        if parents and len(register.places_named(place.name)) == 1:
            parent = votes.setdefault(parents[-1], Votes())
            parent.children[code] = min(total, _FULL) * 0.6


def _is_pages_own(code: str, held: list[str], votes: dict[str, Votes], register: Register) -> bool:
    """Whether the page names this place as its own, no other in the same city, and the city only in the text: a county tells
    of its city, and a city of several counties."""
    if not votes[code].on_page or any(votes[parent].on_page or votes[parent].own for parent in held):
        return False
    return not any(other != code and held[-1] in register.places[other].parents for other in votes)


def as_read(text: str) -> str:
    return simplify(text) if is_traditional(text) or "縣" in text or "區" in text else text
