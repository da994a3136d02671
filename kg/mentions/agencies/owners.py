"""Whose organ a name is: the level, place, zone or brand right before it. (隶属)"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.counties import is_word_and_level
from kg.lexicon import Lexicon
from kg.mentions.agencies.bounds import NAME_CHARS, OWN, at_boundary, cuts_word
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

# One character that says whose department it is: 市财政局. 自治区 and 兵团 are longer.
LEVELS = frozenset("省市县区州盟旗镇乡")
LONG_LEVELS = ("自治区", "自治州", "自治县", "兵团")
_LONG_LEVEL_ENDS = frozenset("区州县团")


def from_brand(scan: Scan, start: int) -> int:
    words = organisation_words(scan.lexicon)
    if scan.text[start - 1 : start] not in words.brand_ends:
        return start
    match = words.brand.search(scan.text, max(0, start - 14), start)
    return match.start() if match is not None else start


def left_of(scan: Scan, at: int) -> int | None:
    """The start of the level or place that ends at ``at``: 雷州市|, 县|, 自治区|, 肇庆市高要区|. None where there is none."""
    text = scan.text
    start = None
    if text[at - 1 : at] in _LONG_LEVEL_ENDS:
        for long in LONG_LEVELS:
            if text.endswith(long, 0, at):
                start = at - len(long)
        if start is None and text.endswith("地区", 0, at) and _is_prefecture(scan, at - 2):
            start = at - 2
    place = _place_ending(scan, at)
    if place is not None:
        start = place
    elif start is None and (zone := zone_before(scan, at)) is not None:
        start = zone
    elif start is None and at and text[at - 1] in LEVELS:
        start = from_level(scan, at - 1)
    return None if start is None else widen(scan, start)


def zone_before(scan: Scan, at: int) -> int | None:
    """Where the zone begins that ends at ``at``: 高新区|, 粗芦岛经济开发区|; None where none does."""
    if scan.text[at - 1 : at] not in _ZONE_ENDS:
        return None
    zone = organisation_words(scan.lexicon).zone.search(scan.text, max(0, at - 10), at)
    return None if zone is None else _zone_start(scan, zone.start())


def _is_prefecture(scan: Scan, at: int) -> bool:
    """地区|财政局 after a mark or a word that takes an organisation; 沿海地区|, 西部地区| are no level."""
    before = scan.between(max(0, at - 1), at)
    return at_boundary(scan, at) or (bool(before) and before[-1].end == at and before[-1].kind == "treat")


_ZONE_ENDS = frozenset("区园")


def _zone_start(scan: Scan, at: int) -> int:
    """粗芦岛|经济开发区: a zone may be named after something smaller than a county; its name goes back to a mark, or to
    a word that takes an organisation (会同|花亭湖风景名胜区)."""
    taken = _taken_at(scan, at)
    if taken is not None:
        return taken
    start = at
    while start > max(0, at - _LONGEST_ZONE_NAME) and "一" <= scan.text[start - 1] <= "鿿":
        if scan.text[start - 1] in NEVER:
            break
        start -= 1
    for taker in organisation_words(scan.lexicon).takes:  # 召开|小蓝经开区管委会
        found = scan.text.rfind(taker, start, at)
        start = start if found < 0 else found + len(taker)
    for event in scan.between(max(0, start - 4), at):
        if event.kind in _BEFORE_ZONE and start < event.end <= at:
            start = event.end
        elif event.kind in _ORGANS and start < event.end <= at and scan.text[event.end] in "和及与":
            start = event.end + 1  # 城管局和|开发区, 县政府及|高新区
    joined = _JOINED.search(scan.text, start, at)
    start = start if joined is None else joined.end()
    for inside in range(max(start, at - _LONGEST_ZONE_NAME + 1) + 1, at - 1):
        if _place_ending(scan, inside) is not None:
            return inside  # 盐源县|泸沽湖|景区
    at_mark = start == 0 or at_boundary(scan, start)
    start = _behind_takers(scan, start, at) if at_mark else start
    if at_mark and 2 <= at - start < _LONGEST_ZONE_NAME:
        return start
    levelled = at > 0 and scan.text[at - 1] in LEVELS and at_boundary(scan, at - 1)
    return at - 1 if levelled else at  # 县|工业园区管委会


def _taken_at(scan: Scan, at: int) -> int | None:
    """Where a long name begins that ends at ``at``, right behind a word that takes an organisation and with none in between:
    会同|博鳌乐城国际医疗旅游|先行区. None for shorter names, which other signs tell."""
    start = None
    for event in scan.between(max(0, at - _LONGEST_TAKEN_ZONE), at):
        if event.end <= at:
            start = event.end if event.kind in _BEFORE_ZONE else None
    if start is None or at - start < _LONGEST_ZONE_NAME or NAME_CHARS.fullmatch(scan.text, start, at) is None:
        return None
    return start


_LONGEST_TAKEN_ZONE = 14
_LONGEST_ZONE_NAME = 6
# 东河区和|市产业园区, 要与|边境经济合作区: what stands before the zone's name in the same list, or takes it.
_JOINED = lazy("(?:[一-鿿]{2}[市县区旗镇乡]和|与)(?=[一-鿿])")
_ORGANS = frozenset({"tail", "department", "name"})
_BEFORE_ZONE = frozenset(
    {"with", "oversee", "by", "ask", "agree", "speech", "verb-speech", "enum-point", "enum-demand"}
)


def from_level(scan: Scan, at: int) -> int | None:
    """Start of a name whose level stands at ``at``; 全市安委会 keeps its 全, 我市 and 城市 begin none."""
    text, words = scan.text, organisation_words(scan.lexicon)
    if words.level_in_word.match(text, at) is not None:
        return None
    if at and text[at - 1] == "全":
        return at - 1
    if text[at - 1 : at + 1] == "乡镇":
        return at - 1 if at < 2 or not "一" <= text[at - 2] <= "鿿" else None  # 、乡镇林管站, but 补齐乡镇商贸中心
    if text[at] in "镇乡":
        start = _town_start(scan, at)
        in_word = text[at - 1 : at + 1] in words.level_ends_word and at - start < 2
        return None if in_word else start  # 区|城乡水务局, but 八面城镇|污水处理厂
    if text[at - 1 : at + 1] in words.level_ends_word:
        return None
    own = at > 0 and text[at - 1] in OWN
    return None if own and from_brand(scan, at) == at else at  # but 民进|市委


def _town_start(scan: Scan, at: int) -> int:
    """高家镇|中学: the town's name stands before its level, back to a mark; else the level alone begins the name."""
    text, words = scan.text, organisation_words(scan.lexicon)
    low = max(0, at - _LONGEST_TOWN_NAME)
    match = _TOWN_NAME.search(text, low, at)
    if match is None:
        return at
    if len(match[0]) == _LONGEST_TOWN_NAME:  # no mark: 县财政局要会同|城关|镇派出所
        takers = [event.end for event in scan.between(low, at) if event.kind in _BEFORE_TOWN and event.end < at]
        match = (_TOWN_NAME.search(text, takers[-1], at) if takers else None) or match
    taker = words.takes_town.match(match[0])
    start = match.start() if taker is None else match.start() + taker.end()
    if len(match[0]) == _LONGEST_TOWN_NAME and taker is None:
        return at  # what stands before it is no mark
    start = _behind_takers(scan, start, at)
    name = text[start:at]
    if text[at - 1] in "和及与" and any(event.kind in _ORGANS for event in scan.between(start, at)):
        return at  # 县公安局和|镇党委
    if not 1 <= len(name) <= 4 or words.no_town.search(name) is not None or not NEVER.isdisjoint(name):
        return at
    return start


def _behind_takers(scan: Scan, start: int, at: int) -> int:
    """Where a name begins that ends at ``at``, behind the words that take an organ: 督促|指导|石材镇, 报|县茶业园区; ``at`` where
    nothing that can be a name stands behind them."""
    words = organisation_words(scan.lexicon)
    begins = start
    while (taker := words.takes_organ.match(scan.text, begins, at)) is not None:
        begins = taker.end()
    name = scan.text[begins:at]
    if begins == start:
        return start
    if len(name) < _SHORTEST_TAKEN or words.none.search(name) is not None or name[:2] in scan.lexicon.acts:
        return at  # 全|镇政府, 和|平镇政府, 要求|加快园区…
    return begins


_BEFORE_TOWN = _BEFORE_ZONE | {"modal"}
_SHORTEST_TAKEN = 2
_LONGEST_TOWN_NAME = 8
_TOWN_NAME = lazy(r"[一-鿿]{1,8}\Z")


def is_owned_body(scan: Scan, name: Span) -> bool:
    """县车管所, 县国有林场, 平塘火车站: whether ``name`` is a level, or a place of the register, and what may be a body of it."""
    if _OF_LEVEL.fullmatch(scan.text, *name) is not None:
        return True
    place = place_at(scan, name.start, name.end)
    return place > 0 and _AFTER_PLACE.fullmatch(scan.text, name.start + place, name.end) is not None


_OF_LEVEL = lazy("[省市县区州盟旗](?![直级内属])[一-鿿]{1,8}[站所队院场馆园段社处店厂]")
_AFTER_PLACE = lazy("[一-鿿]{1,6}[站所队院场馆园段社处店厂]")


@cache
def _place_lengths(lexicon: Lexicon) -> tuple[Mapping[str, tuple[int, ...]], Mapping[str, tuple[int, ...]]]:
    """How long the places are that begin, and that end, with two characters; longest first. Nine of ten look-ups end
    at those two, where a slice for each length cost 1 µs."""
    first: dict[str, tuple[int, ...]] = {}
    last: dict[str, tuple[int, ...]] = {}
    # From the longest on: a pair's lengths come in the order they are wanted.
    for place in sorted(lexicon.places, key=len, reverse=True):
        length = len(place)
        if length <= _LONGEST_PLACE:
            for pair, table in ((place[:2], first), (place[-2:], last)):
                known = table.get(pair, ())
                if not known or known[-1] != length:
                    table[pair] = (*known, length)
    return first, last


_SHORTEST_PLACE, _LONGEST_PLACE = 2, 16


def _place_ending(scan: Scan, at: int) -> int | None:
    """Start of the longest place name that ends right before ``at``."""
    places, text = scan.lexicon.places, scan.text
    for length in _place_lengths(scan.lexicon)[1].get(text[at - 2 : at], ()) if at >= 2 else ():
        start = at - length
        if start < 0 or text[start:at] not in places or _is_word_and_level(scan, start, at):
            continue
        if not cuts_word(scan, start) or _is_after_place(scan, start):
            return start
    return None


def _is_word_and_level(scan: Scan, start: int, end: int) -> bool:
    """召开|县政府 is no 开县: unless a name can begin there, and what begins is no verb; 延长|县城投公司… is no 延长县."""
    if not _SHORTEST_PLACE <= end - start <= _SHORTEST_PLACE + 1:
        return False
    return is_word_and_level(scan.text, start, end, bound=at_boundary(scan, start))


def _is_after_place(scan: Scan, at: int) -> bool:
    """上海市|长宁区: 市长 is no word between the name of a city and that of its district."""
    text, places = scan.text, scan.lexicon.places
    lengths = _place_lengths(scan.lexicon)[1].get(text[at - 2 : at], ()) if text[at - 1 : at] == "市" else ()
    return any(length <= at and text[at - length : at] in places for length in lengths)


def widen(scan: Scan, start: int) -> int:
    while (more := _place_ending(scan, start)) is not None:
        start = more
    return start


def place_at(scan: Scan, at: int, end: int) -> int:
    """Length of the longest place name that begins at ``at`` and ends before ``end``, or 0."""
    places, text = scan.lexicon.places, scan.text
    for length in _place_lengths(scan.lexicon)[0].get(text[at : at + 2], ()):
        if at + length <= end and text[at : at + length] in places and not _is_word_and_level(scan, at, at + length):
            return length
    return 0
