"""Groups that are addressed as one: 各镇(街道), 市直各单位, 规划、财政等部门. (机构群体)"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from kg.lexicon import Lexicon
from kg.mentions.agencies.bounds import OWN, STOP_KINDS, TAKERS, at_boundary
from kg.mentions.agencies.mention import AgencyMention, start_of
from kg.mentions.agencies.owners import left_of
from kg.mentions.agencies.words import NEVER
from kg.model import Span
from kg.scan import SENTENCE_END, Marks, Scan

_PAREN = r"(?:\((?:[^()\n]{1,12})\))?"
_WHO = (
    "(?:(?:[省市县区州盟旗](?:政府|委)?|[局委厅院](?:机关|直属|属)|地区|行署|管委会|园区)(?=各|有关|相关)|全地区|与会|参会|地方(?=各级)|[一-鿿]{2}沿岸|沿[一-鿿]{1,4}?(?=各)|"
    "全[省市县区州盟旗镇乡]|沿[一-鿿]{1,2}|(?:[省市县区州盟旗][直属级]、)?驻[一-鿿]{1,2}(?=各)|[省市县区州盟旗镇乡自治]{1,3}(?:直属|直|级|属|管))?"
)
_EACH = "(?:各级政府|各级|各类|各有关|各相关|各涉[一-鿿]{1,2}|各|有关|相关)"
# 县政府各分管领导|和各级各部门: the conjunction begins another group.
_MIDDLE = "(?:(?![和及与](?:各|有关|相关|涉))[一-鿿]){0,8}?"


@cache
def _group(lexicon: Lexicon) -> re.Pattern[str]:
    """各县(市、区)政府, 各镇(街道), 各级各部门, 市直有关部门, 各部门各乡镇(街道), 各级政务服务中心, 有关市政府."""
    heads = sorted(lexicon.group_heads.items(), key=lambda row: (-len(row[0]), row[0]))
    head = "|".join(re.escape(form) + (f"(?![{stop}])" if stop else "") for form, stop in heads)
    one = f"{_EACH}{_MIDDLE}(?:{head}){_PAREN}"
    return re.compile(f"{_WHO}(?:{one}(?:(?:{head}){_PAREN}){{0,2}})(?:{one}(?:{head})?){{0,2}}")


# 各街镇、|园区|主要负责人: 各 holds for the next member of the list as well.
_BESIDE = re.compile(
    "(?:、(?:园区|开发区|功能区|街道|林场|景区|社区)|和(?:部门单位|部门|单位))(?=主要|分管|负责|要|须|和|及|[、,。;])"
)
_UNITS_BESIDE = re.compile("和(?:部门单位|部门|单位)(?=主要|分管|负责|要|须|和|及|[、,。;])")
_EACH_AT = re.compile("各|有关|相关")
_GOVERNMENT = "(?:人民)?政府(?![一-鿿]*?采购)"
# 全市政府系统, 政府系统各单位, 市政府有关部门, 市各机关单位, 属地街道, 沿边8县(市、区): groups without or around 各.
_WHOLE = re.compile(
    f"县区{_GOVERNMENT}|区县{_GOVERNMENT}|市县{_GOVERNMENT}|县市{_GOVERNMENT}|属地(?:镇政府|乡镇政府|街道办|街道|乡镇|镇街|镇办|镇{_PAREN}|政府)|沿[一-鿿]{{1,2}}(?:乡镇|镇街|县区|县市|地方政府)(?:政府)?|(?:与会|参会)(?:职能)?(?:部门|单位)|涉关(?:单位部门|部门单位|部门|单位)|(?:议题涉及|涉及议题的)(?:部门|单位|乡镇|镇街|街道)|部分(?:[省市县区州盟旗]直)?(?:部门|单位|乡镇|镇街|街道|县区|区县|县市|旗县|旗县市\\(区\\)|企业|高校)(?:政府)?(?=主要|分管|负责)|沿[一-鿿][0-9]+个?县{_PAREN}"
)
# 区属国有公司, 县属国有平台公司, 区直国有林场: a level and what belongs to it.
_BELONGING = re.compile(
    "[省市县区州盟旗](?:属|直属|管|直|级)(?:[一-鿿]{0,6}?)(?:企业|公司|平台公司|林场|单位|部门|机关|医院|学校|医疗机构|媒体|国企)"
)


def find_groups(scan: Scan) -> list[AgencyMention]:
    text = scan.text
    pattern = _group(scan.lexicon)
    found = []
    at = 0
    for match in _EACH_AT.finditer(text):
        if match.start() < at:
            continue
        start = _group_start(scan, match.start())
        group = pattern.match(text, start)
        if group is None and start != match.start():
            start = match.start()
            group = pattern.match(text, start)
        if group is None or group.end() <= match.start() or not _group_is_sound(scan, group.start(), group.end()):
            continue
        at = _with_department(scan, group.end())
        found.append(AgencyMention(Span(group.start(), at), "group", "agencies.group", 0.95))
        beside = (_BESIDE if text[match.start()] == "各" else _UNITS_BESIDE).match(text, at)
        if beside is not None:
            at = beside.end()
            found.append(AgencyMention(Span(beside.start() + 1, at), "group", "agencies.group-beside", 0.9))
    for match in _WHOLE.finditer(text):
        if any(e.kind in _GROUP_STOPS for e in scan.between(*match.span())) or _is_titled(scan, match.start()):
            continue
        before = bisect_right(found, match.start(), key=start_of) - 1
        if before >= 0 and match.end() <= found[before].span.end:
            continue  # 有关|县区政府
        _put(found, AgencyMention(Span(*match.span()), "group", "agencies.group-whole", 0.95))
    for elided in _elided_lists(scan):
        _put(found, elided)
    ends = rolls = None
    for match in _BELONGING.finditer(text):
        before = bisect_right(found, match.start(), key=start_of) - 1
        if before >= 0 and match.start() < found[before].span.end:
            continue
        if match.start() and text[match.start() - 1] in OWN - {"各"}:
            continue
        # Only spoken of elsewhere; in a roll call (列席) they are there, and as addressees their position tells.
        if ends is None or rolls is None:
            ends, rolls = Marks(SENTENCE_END, text), Marks(_ROLL_CALL, text)
        if rolls.after(match.end()) >= ends.after(match.end()):
            continue
        place = left_of(scan, match.start() + 1)  # 宁乡市|直派驻单位
        start = match.start() if place is None else min(place, match.start())
        _put(found, AgencyMention(Span(start, match.end()), "group", "agencies.group-belonging", 0.9))
    return found


def _with_department(scan: Scan, end: int) -> int:
    """各县市|林草局, 各县(市、区)|应急管理局: the departments of all of them."""
    event = scan.at.get(end)
    if event is None or event.kind != "department" or scan.text[end - 1] not in "市县区旗镇乡道州)":
        return end
    return event.end


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


# What closes a list that only as a whole names somebody: 规划、财政|等部门, 福州、厦门|两市, 华北、东北|有关省份.
# Each form begins with a plain character: only then does ``re`` skip to where one can begin.
_CLOSES_LIST = re.compile(
    "等(?:有关|相关|职能|责任|行业主管|主管|[省市县区州]级|[省市县区州]直)*(?:部门|单位|机构)|"
    + "|".join(f"{n}个?(?:市|县区|县|区|州|镇街|镇|街道|省)(?![一-鿿]?委)" for n in "两三四五六七八九十")
    + "|有关省份"
    + "|"
    + "|".join(f"{n}个[一-鿿]{{0,3}}(?:管理局|管委会|分局|园区|开发区)" for n in "两三四五六")
    + ""
    "|等(?:市州|州市|县市|县区|市县|区县|地市|镇街|街镇|乡镇|街道|市|县|区|州|盟|旗|镇|乡)(?=[要须应务])"
    "|部门(?:(?<=、[一-鿿]{2}部门)|(?<=、[一-鿿]{3}部门)|(?<=、[一-鿿]{4}部门))"
)
# 各乡镇、行业主管部门 is two groups; 财政、税务部门 one.
_OF_MANY = re.compile("各|有关|相关|全|本|主管|职能|责任|监管|属地|镇|单位|企业|政府|上级|牵头")


def _elided_lists(scan: Scan) -> list[AgencyMention]:
    """规划、财政等部门; 福州、厦门两市; 华北、东北有关省份: a list that only its last word makes whole. A list of full names
    (县财政局、县民政局等单位) is none: its members stand for themselves."""
    text, found = scan.text, []
    lists: dict[int, tuple[int, int]] = {}
    of_many: list[int] | None = None
    for match in _CLOSES_LIST.finditer(text):
        start, items = _list_before(scan, match.start(), lists)
        if items < 2:
            continue
        if match[0] == "部门":
            of_many = [many.start() for many in _OF_MANY.finditer(text)] if of_many is None else of_many
            first = bisect_left(of_many, start)
            if first < len(of_many) and of_many[first] < match.start():
                continue
        found.append(AgencyMention(Span(start, match.end()), "group", "agencies.group-elided", 0.9))
    return found


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
            known[at] = at, 0
        elif start == 0 or scan.text[start - 1] != "、":
            known[at] = start, 1
        else:
            at = start - 1
    begin, items = known[at]
    for place in reversed(asked):
        if place != at:
            items += 1 if items else 0
            known[place] = begin, items
    return known[end]


def _item_before(scan: Scan, at: int) -> int | None:
    """Where the item that ends at ``at`` begins; None where it is no part of a name, or a full name."""
    text, start = scan.text, at
    while start > max(0, at - 9) and "一" <= text[start - 1] <= "鿿":
        start -= 1
    if start == 0 or text[start - 1] != "、":
        near = scan.between(max(0, start - 4), at)
        start = max([start, *(e.end for e in near if e.kind in TAKERS and e.end < at)])
    if not 2 <= at - start <= 8 or text[start] == "各" or _YOUTH_LEAGUE.fullmatch(text, start, at) is not None:
        return None
    # 公安、法院、住建等部门: 法院 alone is as elided as the others
    whole = any(
        e.end == at and e.start > start and e.kind in ("tail", "department", "name") for e in scan.between(start, at)
    )
    return None if whole else start


_YOUTH_LEAGUE = re.compile("团[省市县区州旗]委")  # a full name, though it begins with no level
_ROLL_CALL = re.compile("列席|出席|参加会议")


_BEFORE_EACH = re.compile(
    "(?:全(?:[省市县区州盟旗镇乡]|地区)|(?<![一-鿿])[局委厅院](?:机关|直属|属)|(?<![一-鿿])地区|行署|管委会|(?<![一-鿿])园区|沿[一-鿿]{1,4}|[一-鿿]{2}沿岸|与会|参会|属地|(?:[省市县区州盟旗][直属级]、)?驻[一-鿿]{1,2}|(?:自治区|自治州|[省市县区州盟旗镇乡])(?:直属|直|级|属|管))$"
)


def _group_start(scan: Scan, at: int) -> int:
    match = _BEFORE_EACH.search(scan.text, max(0, at - 7), at)
    if match is not None:
        return match.start()
    # 督促指导|市各机关单位: a bare level right after a word that takes an organisation.
    if at and scan.text[at - 1] in "省市县区州盟旗" and at_boundary(scan, at - 1):
        return at - 1
    return at


_GROUP_BAD = re.compile(
    "(?:有关|相关)于|(?:有关|相关)(?:工作|文件)|(?:各|有关|相关)(?:项(?!目)|类|方|种|个|环节|领域|方面|族|界|行业(?!主管|部门|监管)|阶段|路)|的"
)
_ADDRESSED = re.compile("[、,。;:)]|要|应|须|务必|必须|和|及|认真|严格")
_GROUP_STOPS = STOP_KINDS - {"open", "close", "enum-comma"}
_NEVER_IN_GROUP = NEVER - {"各"}
_POST_OF_GROUP = re.compile("党(?:\\(工\\)|工)?委书记|领导|书记(?!处)|长(?!江)|委书记|干部(?!学院)|工作人员")


def _group_is_sound(scan: Scan, start: int, end: int) -> bool:
    words = scan.text[start:end]
    if _POST_OF_GROUP.match(scan.text, end, end + 7) is not None:
        return False
    if _GROUP_BAD.search(words) is not None or not _NEVER_IN_GROUP.isdisjoint(words):
        return False
    if words == "各地" and _ADDRESSED.match(scan.text, end) is None:
        return False  # 吸取各地事故教训
    if words in {"有关地", "相关地", "有关市", "有关区", "有关县", "相关市"}:
        return False
    return not any(e.kind in _GROUP_STOPS for e in scan.between(start + 1, end))
