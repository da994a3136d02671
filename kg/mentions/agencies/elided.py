"""Lists that only their last word makes names: 规划、财政等部门; 福州、厦门两市; 华北、东北有关省份. (省略式列举)"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.mentions.agencies.bounds import TAKERS
from kg.mentions.agencies.group_words import GroupWords, group_words
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import organisation_words
from kg.model import Span
from kg.scan import PARTY_TAKERS, Scan

_YOUTH_LEAGUE = re.compile("团[省市县区州旗]委")  # a full name, though it begins with no level
_LONGEST_ITEM = 9
_LEAST_LIST = 2
_LONGEST_TAKER = 6
_LENGTH_OF_ACT = 2
_BEFORE_PLACES = frozenset("对向由请")
_CLOSED_BEFORE = re.compile("[一-鿿]{2,4}等[一-鿿]{1,4}[和及与]")  # 水利、住建等部门和|东湾、西涧等乡镇
_PLACE_IN_FULL = re.compile("[一-鿿]{2}(?:[镇乡县市区旗]|街道)\\Z")
_CLOSES_PLACES = frozenset("省市县区州盟旗镇乡街道)")
_ACT_WITH = re.compile("(?P<act>[一-鿿]{2})[与同]")  # 厘清与|市场监管、资规等部门; 文化与旅游 is one matter
_PLACE_ENDS = frozenset("省市县区州盟旗镇乡街")


def elided_lists(scan: Scan) -> list[AgencyMention]:
    """Such lists as groups, in order. A list of full names (县财政局、县民政局等单位) is none: its members stand for themselves."""
    text, words, found = scan.text, group_words(scan.lexicon), []
    lists: dict[int, tuple[int, int]] = {}
    of_many: list[int] | None = None
    for match in words.closes_list.finditer(text):
        start, items = _list_before(scan, match.start(), lists)
        if items < _LEAST_LIST:
            continue
        if _are_places_named(text, start, match) or _are_heads_of_their_own(
            text[start : match.start()].split("、"), match[0], words
        ):
            continue
        if match[0] == "部门":
            of_many = [many.start() for many in words.of_many.finditer(text)] if of_many is None else of_many
            first = bisect_left(of_many, start)
            if first < len(of_many) and of_many[first] < match.start():
                continue  # 各乡镇、行业主管部门 is two groups; 财政、税务部门 one
        if text.endswith(words.in_capacity, 0, start):
            continue  # 县财政局作为|权力集中、资金密集部门: what they are who were named
        found.append(_elided(_behind_act(scan, start, match), match.end()))
    taken = words.closes_taken.finditer(text) if PARTY_TAKERS.intersection(scan.by_kind) else ()
    for match in taken:
        start, items = _list_before(scan, match.start(), lists)
        if items >= _LEAST_LIST and _is_taken(scan, start):
            found.append(_elided(start, match.end()))
    return found


def _are_places_named(text: str, start: int, closer: re.Match[str]) -> bool:
    """东湾镇、西涧镇|等沿海镇: places by their names in full, who stand for themselves; the closer says what they are."""
    if closer[0][-1] not in _CLOSES_PLACES:
        return False
    return all(_PLACE_IN_FULL.search(item) is not None for item in text[start : closer.start()].split("、"))


def _are_heads_of_their_own(items: list[str], closer: str, words: GroupWords) -> bool:
    """财政局、区属国有|公司, 河口镇、县城投|公司, 经开区、重点|企业: an item that ends as a name of its own, or a last one that is named by whose or
    of what sort it is, shares no last word; 供电、供水、燃气|公司 do."""
    if closer.endswith("公司") and any(item.endswith(words.office_ends) for item in items):
        return True
    if closer not in words.firms:
        return False
    named = any(item.endswith(words.own_heads) for item in items[:-1])
    return named or words.own_firm.match(items[-1]) is not None


def _elided(start: int, end: int) -> AgencyMention:
    return AgencyMention(Span(start, end), "group", "agencies.group-elided", 0.9)


def _behind_act(scan: Scan, start: int, closer: re.Match[str]) -> int:
    """Where a list of places begins behind an act: 学习|东湾、西涧等镇; 发展改革、财政等部门 begins with none; behind what joins it
    (要与|气象、水文部门), or tells when (去年|东湾、西涧两镇)."""
    joined = _JOINS_LIST.match(scan.text, start, closer.start())
    if joined is not None and joined.end() < scan.text.find("、", start, closer.start()) - 1:
        return joined.end()
    if closer[0][-1] not in _PLACE_ENDS:
        return start
    first = scan.text.find("、", start, closer.start())
    if scan.text[start] in _BEFORE_PLACES and first - start > _LENGTH_OF_ACT:
        return start + 1  # 对|湾岭、红毛两镇水源点采样
    act = scan.text[start : start + _LENGTH_OF_ACT]
    return start + _LENGTH_OF_ACT if act in scan.lexicon.acts and first - start > _LENGTH_OF_ACT + 1 else start


_JOINS_LIST = re.compile("[与同]|[去今明前]年|近年来?")


def _is_taken(scan: Scan, at: int) -> bool:
    """督导|东河、西河等县, 会同|东镇、西镇等乡镇: places behind a word that takes parties."""
    before = scan.between(max(0, at - _LONGEST_TAKER), at)
    return bool(before) and before[-1].end == at and before[-1].kind in PARTY_TAKERS


def _list_before(scan: Scan, end: int, known: dict[int, tuple[int, int]]) -> tuple[int, int]:
    """Where the list that ends at ``end`` begins, and how many items it has: 0 where one of them cannot be one.

    ``known`` remembers the answers, so that lists that go on from each other (甲、乙等部门丙、丁等部门) are read once.
    """
    asked: list[int] = []
    at = end
    while at not in known:
        asked.append(at)
        start = _item_before(scan, at)
        if start is None:
            known[at] = (at + 1, _BEGINS) if _is_group(scan, at) else (at, 0)
        elif start == 0 or scan.text[start - 1] != "、":
            known[at] = start, 1
        else:
            at = start - 1
    begin, items = known[at]
    for place in reversed(asked):
        if place != at:
            items = 1 if items == _BEGINS else items + 1 if items else 0
            known[place] = begin, items
    return known[end]


_BEGINS = -1  # for a number of items: the list begins behind this place


def _is_group(scan: Scan, at: int) -> bool:
    """各镇(街)|、发改、统计等部门: a group stands for itself, and the list begins behind it."""
    text, start = scan.text, at
    if text[at - 1 : at] == ")":
        return True
    while start > max(0, at - _LONGEST_ITEM) and "一" <= text[start - 1] <= "鿿":
        start -= 1
    return text.startswith("各", start)


def _item_before(scan: Scan, at: int) -> int | None:
    """Where the item that ends at ``at`` begins; None where it is no part of a name, or a full name."""
    text, start = scan.text, at
    while start > max(0, at - _LONGEST_ITEM) and "一" <= text[start - 1] <= "鿿":
        start -= 1
    closed = _CLOSED_BEFORE.match(text, start, at)
    if closed is not None:
        start = closed.end()
    elif start == 0 or text[start - 1] != "、":
        near = scan.between(max(0, start - 4), at)
        words = organisation_words(scan.lexicon)
        begun = words.none.finditer(text, start, at)  # 12月底前实现|大陈、苏溪两镇
        start = max(
            [
                start,
                *(e.end for e in near if e.kind in TAKERS and e.end < at),
                *(m.end() for m in begun if len(m[0]) > 1 or m[0] == "的"),
                *(m.end() for m in words.consulting.finditer(text, start, at)),
                *(m.end() for m in _ACT_WITH.finditer(text, start, at) if m["act"] in scan.lexicon.acts),
            ]
        )
    if not 2 <= at - start < _LONGEST_ITEM or text[start] == "各" or _YOUTH_LEAGUE.fullmatch(text, start, at):
        return None
    # 公安、法院、住建等部门: 法院 alone is as elided as the others
    whole = any(
        e.end == at and e.start > start and e.kind in ("tail", "department", "name") for e in scan.between(start, at)
    )
    return None if whole else start
