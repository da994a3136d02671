"""Groups that are addressed as one: 各镇(街道), 市直各单位, 规划、财政等部门. (机构群体)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.mentions.agencies.bounds import NAME_CHARS, OWN, STOP_KINDS, at_boundary
from kg.mentions.agencies.elided import elided_lists
from kg.mentions.agencies.group_words import group_words
from kg.mentions.agencies.mention import AgencyMention, start_of
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.mentions.agencies.owners import left_of
from kg.model import Span
from kg.patterns import found_from
from kg.scan import Marks, Scan, sentence_ends

_EACH_AT = re.compile("各|有关|相关")
_LEVELS = frozenset("省市县区州盟旗")
_TAKE = frozenset({"oversee", "with", "by", "ask"})
_UNITS, _NOBODY = ("部门", "单位"), "单位"
_HEADED = ("主要", "分管", "负责人", "负责同志")
_LONGEST_TAKER, _LONGEST_ORGAN = 6, 4
_BEFORE_EACH_REACH, _POST_REACH = 7, 7
_GROUP_STOPS = STOP_KINDS - {"open", "close", "enum-comma"}
_NEVER_IN_GROUP = NEVER - {"各"}


def find_groups(scan: Scan) -> list[AgencyMention]:
    """All groups, in order, without overlaps."""
    found = list(_by_each(scan))
    for group in _whole(scan):
        before = bisect_right(found, group.span.start, key=start_of) - 1
        if before < 0 or group.span.end > found[before].span.end:  # else 有关|县区政府
            _put(found, group)
    for group in (*elided_lists(scan), *_numbered(scan), *_in_rolls(scan), *_both_committees(scan)):
        _put(found, group)
    for group in _belonging(scan):
        before = bisect_right(found, group.span.start, key=start_of) - 1
        if before < 0 or group.span.start >= found[before].span.end:
            _put(found, _with_place(scan, group))
    return found


def _by_each(scan: Scan) -> Iterator[AgencyMention]:
    """各镇(街道), 有关部门, and what goes on with them: 各街镇、|园区|主要负责人."""
    text, words = scan.text, group_words(scan.lexicon)
    at = 0
    for each in _EACH_AT.finditer(text):
        if each.start() < at:
            continue
        if text[each.start() - 1 : each.start()] == "等" and each[0] != "各":
            continue  # 县财政局、县民政局等|有关单位: those that are named
        if each[0] != "各" and text.endswith(organisation_words(scan.lexicon).set_up, 0, each.start()):
            continue  # 研究成立|有关议事协调机构: there are none yet
        if each[0] != "各" and _is_titled(scan, each.start()):
            continue  # 《县有关部门消防工作职责规定》
        start = _group_start(scan, each.start())
        of_field = _of_field(scan, start)
        if of_field is not None:
            at = of_field.end
            yield AgencyMention(of_field, "group", "agencies.group", 0.9)
            continue
        group = words.group.match(text, start)
        if group is None and start != each.start():
            group = words.group.match(text, each.start())
        if group is None or group.end() <= each.start() or not _group_is_sound(scan, group.start(), group.end()):
            organs = _each_organ(scan, each) or _only_asked(scan, start)
            if organs is not None:
                at = organs.end
                yield AgencyMention(organs, "group", "agencies.group", 0.9)
            continue
        at = _with_department(scan, group.end())
        if _heads_are_asked(scan, at):
            continue  # 各企业|主要负责人要带头学法
        held = text[each.start()] == "各"  # for what is beside it as well
        beside = (words.beside if held else words.units_beside).match(text, at)
        if beside is not None and text.endswith(_UNITS, 0, at) and (not held or beside[0].endswith(_NOBODY)):
            at, beside = beside.end(), None  # 市有关部门和单位, 各部门和单位: 单位 alone is nobody
        elif beside is None and not held:  # 有关部门、|街道|负责人参加
            beside = words.beside.match(text, at)
            beside = beside if beside is not None and text.startswith(_HEADED, beside.end()) else None
        found = AgencyMention(Span(group.start(), at), "group", "agencies.group", 0.95)
        yield _with_place(scan, found) if text[group.start()] in _LEVELS else found
        if beside is not None:
            at = beside.end()
            yield AgencyMention(Span(beside.start() + 1, at), "group", "agencies.group-beside", 0.9)


def _heads_are_asked(scan: Scan, at: int) -> bool:
    """Whether the heads of a group that ends at ``at`` are told to act, who are people and not the group."""
    heads = group_words(scan.lexicon).heads_of_each.match(scan.text, at)
    follows = None if heads is None else scan.at.get(heads.end())
    return follows is not None and follows.kind == "modal"


def _whole(scan: Scan) -> Iterator[AgencyMention]:
    """属地街道, 与会单位: groups that no 各 begins."""
    words = group_words(scan.lexicon)
    for match in words.whole.finditer(scan.text):
        stopped = any(e.kind in _GROUP_STOPS and e.kind != "cue" for e in scan.between(*match.span()))
        if not stopped and not _is_titled(scan, match.start()):
            yield AgencyMention(Span(*match.span()), "group", "agencies.group-whole", 0.95)
            beside = None if stopped else words.beside_local.match(scan.text, match.end())
            if beside is not None and scan.text.startswith("属地", match.start()):
                yield AgencyMention(Span(beside.start() + 1, beside.end()), "group", "agencies.group-beside", 0.9)


def _belonging(scan: Scan) -> Iterator[AgencyMention]:
    """区属国有公司 in a roll call (列席). Only spoken of elsewhere; as addressees their position tells."""
    text, words, ends, rolls = scan.text, group_words(scan.lexicon), None, None
    for match in words.belonging.finditer(text):
        if match.start() and text[match.start() - 1] in OWN - {"各"}:
            continue
        if ends is None or rolls is None:
            ends, rolls = sentence_ends(text), Marks(words.roll, text)
        if rolls.after(match.end()) < ends.after(match.end()):
            yield AgencyMention(Span(*match.span()), "group", "agencies.group-belonging", 0.9)


def _numbered(scan: Scan) -> Iterator[AgencyMention]:
    """5县|要落实责任, 督促|三县（区）: not 投资5县道路, which asks nobody."""
    words = group_words(scan.lexicon)
    for match in found_from(words.begins_numbered, words.numbered, scan.text):
        overseen = any(event.end == match.start() and event.kind in _TAKE for event in scan.between(*_around(match)))
        asked = words.asked.match(scan.text, match.end()) is not None and at_boundary(scan, match.start())
        if (overseen or asked) and not _is_titled(scan, match.start()):
            yield AgencyMention(Span(*match.span()), "group", "agencies.group-numbered", 0.9)


def _both_committees(scan: Scan) -> Iterator[AgencyMention]:
    """协同|村“两委”|整改, 督促|村(居)“两委”|公开: both committees of villages, where they are taken by a word that takes parties."""
    for match in group_words(scan.lexicon).both_committees.finditer(scan.text):
        taken = any(event.end == match.start() and event.kind in _TAKE for event in scan.between(*_around(match)))
        if taken and not _is_titled(scan, match.start()):
            yield AgencyMention(Span(*match.span()), "group", "agencies.group-both-committees", 0.9)


def _around(match: re.Match[str]) -> tuple[int, int]:
    return max(0, match.start() - _LONGEST_TAKER), match.start()


def _in_rolls(scan: Scan) -> Iterator[AgencyMention]:
    """乡镇、园区主要负责人列席: kinds of units that are there as a group, in a list that closes with who came of them."""
    text, words, ends, rolls = scan.text, group_words(scan.lexicon), None, None
    for match in found_from(words.begins_in_roll, words.in_roll, text):
        if ends is None or rolls is None:
            ends, rolls = sentence_ends(text), Marks(words.roll, text)
        came = rolls.after(match.end())
        if came < ends.after(match.end()) and words.in_charge.search(text, match.end(), came) is not None:
            yield AgencyMention(Span(*match.span()), "group", "agencies.group-in-roll", 0.9)


def _with_place(scan: Scan, group: AgencyMention) -> AgencyMention:
    """宁乡市|直派驻单位: the place whose level begins the group."""
    place = left_of(scan, group.span.start + 1)
    start = group.span.start if place is None else min(place, group.span.start)
    return group._replace(span=Span(start, group.span.end))


def _with_department(scan: Scan, end: int) -> int:
    """各县市|林草局, 各县(市、区)|应急管理局, 各灌区|水管所: the departments and stations of all of them."""
    if scan.text[end - 1] not in "市县区旗镇乡道州)":
        return end
    event = scan.at.get(end)
    if event is not None and event.kind == "department":
        return event.end
    organ = next(iter(scan.between(end, end + _LONGEST_ORGAN)), None)
    if organ is None or organ.kind != "tail" or organ.value not in group_words(scan.lexicon).stations:
        return end
    words = organisation_words(scan.lexicon)
    named = organ.start == end or NAME_CHARS.fullmatch(scan.text, end, organ.start) is not None
    led = words.post_after.match(scan.text, organ.end) is not None
    return organ.end if named and not led and words.none.search(scan.text, end, organ.start) is None else end


def _each_organ(scan: Scan, each: re.Match[str]) -> Span | None:
    """各|林业局: departments of one kind, where 各 has no place behind it."""
    event = scan.at.get(each.end())
    if each[0] != "各" or event is None or event.kind != "department":
        return None
    return Span(each.start(), event.end)


def _of_field(scan: Scan, start: int) -> Span | None:
    """|各地水务部门|: those who see to one field in all places, where a department of that field is known; not 各地用好部门数据."""
    group = _ALL_PLACES.match(scan.text, start)
    if group is None or not any(group["field"] + rank in scan.lexicon.departments for rank in _RANKS):
        return None
    return Span(*group.span())


_ALL_PLACES = re.compile("(?:全[省市县区州盟旗])?各地(?P<field>[一-鿿]{2,6})(?:部门|机关)")
_RANKS = ("局", "委", "厅", "委员会")


def _only_asked(scan: Scan, start: int) -> Span | None:
    """|全区各级|要行动起来, |各地储备企业|要腾库: what is a group where it is told to act, right before the modal."""
    group = group_words(scan.lexicon).only_asked.match(scan.text, start)
    follows = None if group is None else scan.at.get(group.end())
    if group is None or follows is None or follows.kind != "modal" or scan.between(start + 1, group.end() - 2):
        return None
    return Span(*group.span())


def _is_titled(scan: Scan, at: int) -> bool:
    """《某县沿河乡镇垃圾收运方案》 addresses nobody."""
    mask = scan.masked(at)
    return mask is not None and scan.text[mask.start] == "《"


def _put(found: list[AgencyMention], mention: AgencyMention) -> None:
    """Enter a group in order, in place of those that it overlaps. ``found`` holds no two that overlap."""
    low = bisect_left(found, mention.span.start, key=start_of)
    if low and found[low - 1].span.end > mention.span.start:
        low -= 1
    high = low
    while high < len(found) and found[high].span.start < mention.span.end:
        high += 1
    found[low:high] = [mention]


def _group_start(scan: Scan, at: int) -> int:
    match = group_words(scan.lexicon).before_each.search(scan.text, max(0, at - _BEFORE_EACH_REACH), at)
    if match is not None:
        return match.start()
    # 督促指导|市各机关单位, 与|省、市有关部门: a bare level right after a word that takes an organisation.
    if not at or scan.text[at - 1] not in _LEVELS or not at_boundary(scan, at - 1):
        return at
    start = at - 1
    while (
        start > 1 and scan.text[start - 1] == "、" and scan.text[start - 2] in _LEVELS and at_boundary(scan, start - 2)
    ):
        start -= 2
    return start


def _group_is_sound(scan: Scan, start: int, end: int) -> bool:
    group, words = scan.text[start:end], group_words(scan.lexicon)
    if words.post.match(scan.text, end, end + _POST_REACH) is not None:
        return False
    never = _NEVER_IN_GROUP - {"被"} if group.startswith("各被") else _NEVER_IN_GROUP  # 各被审计单位
    if words.no_group.search(group) is not None or not never.isdisjoint(group):
        return False
    if group == "各地" and words.addressed.match(scan.text, end) is None:
        return False  # 吸取各地事故教训
    if group in words.one_place or words.counted.search(group) is not None:
        return False
    return not any(e.kind in _GROUP_STOPS for e in scan.between(start + 1, end))
