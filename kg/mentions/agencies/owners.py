"""Whose organ a name is: the level, place, zone or brand right before it. (隶属)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.lexicon import Lexicon
from kg.mentions.agencies.bounds import NEVER, OWN, at_boundary, cuts_word
from kg.patterns import lazy
from kg.scan import Scan

# One character that says whose department it is: 市财政局. 自治区 and 兵团 are longer.
LEVELS = frozenset("省市县区州盟旗镇乡")
LONG_LEVELS = ("自治区", "自治州", "自治县", "兵团")
# What stands before the place in the name of a branch: 国网|巴州供电公司, 人行|南昌中心支行, 中共|宜都市委.
_BRAND = re.compile(
    "(?:国网|南网|国家电网|南方电网|人行|人民银行|中国人民银行|农发行|中国农业发展银行|国开行|国家开发银行|工行|农行|中行|建行|交行|邮储银行|中国(?:工商|农业|建设|邮政储蓄)?银行|"
    "中国(?:移动|电信|联通|铁塔|邮政|石油|石化|烟草)|中石油|中石化|中油|人保财险|中国人寿|国家统计局|国家税务总局|国家金融监督管理总局|国家矿山安全监察局|中共|中国科学院|中科院|[沈哈京太呼郑武西济上南广成昆兰青乌]铁)$"
)
_BRAND_ENDS = frozenset("院铁网行动信通塔政油化草险寿局共")


def from_brand(scan: Scan, start: int) -> int:
    if scan.text[start - 1 : start] not in _BRAND_ENDS:
        return start
    match = _BRAND.search(scan.text, max(0, start - 14), start)
    return match.start() if match is not None else start


def left_of(scan: Scan, at: int) -> int | None:
    """The start of the level or place that ends at ``at``: 雷州市|, 县|, 自治区|, 肇庆市高要区|. None where there is none."""
    text = scan.text
    start = None
    for long in LONG_LEVELS:
        if text.endswith(long, 0, at):
            start = at - len(long)
    if start is None and text.endswith("地区", 0, at) and _is_prefecture(scan, at - 2):
        start = at - 2
    place = _place_ending(scan, at)
    if place is not None:
        start = place
    elif (
        start is None
        and text[at - 1 : at] in _ZONE_ENDS
        and (zone := _ZONE.search(text, max(0, at - 10), at)) is not None
    ):
        start = _zone_start(scan, zone.start())
    elif start is None and at and text[at - 1] in LEVELS:
        start = from_level(text, at - 1)
    return None if start is None else widen(scan, start)


def _is_prefecture(scan: Scan, at: int) -> bool:
    """地区|财政局 after a mark or a word that takes an organisation; 沿海地区|, 西部地区| are no level."""
    before = scan.between(max(0, at - 1), at)
    return at_boundary(scan, at) or (bool(before) and before[-1].end == at and before[-1].kind == "treat")


# 经济技术开发区|管委会, 高新区|管委会: a zone stands where a place would.
_ZONE = re.compile(
    "(?:(?:国家级?|省级)?(?:经济技术|高新技术产业|高新技术|经济|综合|工业|产业|文化|生态|旅游|农业|循环经济)?"
    "(?:开发区|示范区|园区|产业园|工业园|度假区|保税区|合作区|风景区|新区)|高新区|经开区|工业集中区|管理区|景区|"
    "(?:风景名胜|旅游度假|自然保护|水利风景)区|国家公园|(?:森林|湿地|地质)公园)$"
)
_ZONE_ENDS = frozenset("区园")


def _zone_start(scan: Scan, at: int) -> int:
    """粗芦岛|经济开发区: a zone may be named after something smaller than a county; its name goes back to a mark, or to
    a word that takes an organisation (会同|花亭湖风景名胜区)."""
    start = at
    while start > max(0, at - _LONGEST_ZONE_NAME) and "一" <= scan.text[start - 1] <= "鿿":
        if scan.text[start - 1] in NEVER:
            break
        start -= 1
    for event in scan.between(max(0, start - 4), at):
        if event.kind in _BEFORE_ZONE and start < event.end <= at:
            start = event.end
        elif event.kind in _ORGANS and start < event.end <= at and scan.text[event.end] in "和及与":
            start = event.end + 1  # 城管局和|开发区, 县政府及|高新区
    for inside in range(max(start, at - _LONGEST_ZONE_NAME + 1) + 1, at - 1):
        if _place_ending(scan, inside) is not None:
            return inside  # 盐源县|泸沽湖|景区
    name = scan.text[start:at]
    at_mark = start == 0 or at_boundary(scan, start)
    if 2 <= len(name) < _LONGEST_ZONE_NAME and at_mark and _TAKES_ORGAN.match(name) is None:
        return start
    levelled = at > 0 and scan.text[at - 1] in LEVELS and at_boundary(scan, at - 1)
    return at - 1 if levelled else at  # 县|工业园区管委会


_LONGEST_ZONE_NAME = 6
_ORGANS = frozenset({"tail", "department", "name"})
_BEFORE_ZONE = frozenset(
    {"with", "oversee", "by", "ask", "agree", "speech", "verb-speech", "enum-point", "enum-demand"}
)


def from_level(text: str, at: int) -> int | None:
    """Start of a name whose level stands at ``at``; 全市安委会 keeps its 全, 我市 and 城市 begin none."""
    if _LEVEL_IN_WORD.match(text, at) is not None:
        return None
    if at and text[at - 1] == "全":
        return at - 1
    if text[at - 1 : at + 1] == "乡镇":
        return at - 1 if at < 2 or not "一" <= text[at - 2] <= "鿿" else None  # 、乡镇林管站, but 补齐乡镇商贸中心
    if text[at] in "镇乡":
        start = _town_start(text, at)
        in_word = text[at - 1 : at + 1] in _LEVEL_ENDS_WORD and at - start < 2
        return None if in_word else start  # 区|城乡水务局, but 八面城镇|污水处理厂
    if text[at - 1 : at + 1] in _LEVEL_ENDS_WORD:
        return None
    return None if at and text[at - 1] in OWN else at


# 市场, 县域, 社区, 园区: the character is no level here. 市场监管 and 市政府 are what they look like.
_LEVEL_IN_WORD = re.compile(
    "市场(?!监)|市民(?!政|宗|族)|市容|市值|市区|市域|市政(?!府|协|法|务|研)|县域|县城(?!管|市|投|建)|区域|区位|区间|省份|省会|省心|镇域|镇区|乡村|乡亲|乡贤|乡镇"
)
_LEVEL_ENDS_WORD = frozenset(
    [
        "社区",
        "园区",
        "地区",
        "矿区",
        "景区",
        "校区",
        "库区",
        "片区",
        "灾区",
        "小区",
        "湖区",
        "牧区",
        "郊区",
        "街区",
        "老区",
        "特区",
        "城区",
        "林区",
        "山区",
        "新区",
        "院区",
        "港区",
        "湾区",
        "辖区",
        "厂区",
        "夜市",
        "超市",
        "股市",
        "楼市",
        "集市",
        "都市",
        "城市",
        "闹市",
        "乡镇",
        "城镇",
        "集镇",
        "古镇",
        "城乡",
        "下乡",
        "返乡",
    ]
)


def _town_start(text: str, at: int) -> int:
    """高家镇|中学: the town's name stands before its level, back to a mark; else the level alone begins the name."""
    match = _TOWN_NAME.search(text, max(0, at - _LONGEST_TOWN_NAME), at)
    if match is None:
        return at
    taker = _TAKES_TOWN.match(match[0])
    name = match[0] if taker is None else match[0][taker.end() :]
    whole = len(match[0]) < _LONGEST_TOWN_NAME  # what stands before it is a mark
    if not 1 <= len(name) <= 4 or not (whole or taker is not None):
        return at
    if _TAKES_ORGAN.match(name) is not None or _TAKEN_IN.search(name) is not None or not NEVER.isdisjoint(name):
        return at
    return at - len(name)


_TAKEN_IN = re.compile("报|送|由|请|经|前|后|内|至|入")
_LONGEST_TOWN_NAME = 8
_TOWN_NAME = lazy(r"[一-鿿]{1,8}\Z")
# Words in front of a town's name that are none of it: 关于|八面城镇污水处理厂, 导致|龙池镇中心小学.
# 平塘县|克度镇人民政府 with the county that holds the town.
_TAKES_TOWN = lazy(".*(?:关于|导致|听取|迁入|并入|划入|由|请|向|把|将|对|给|[县市区旗])")
_TAKES_ORGAN = re.compile(
    "由|请|向|和|及|与|对|报|送|经|关于|责成|会同|联合|督促|指导|同意|要求|听取|配合|县|市|区|各|全|本|该|我|有关|相关"
)


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


_LONGEST_PLACE = 11


def _place_ending(scan: Scan, at: int) -> int | None:
    """Start of the longest place name that ends right before ``at``."""
    places, text = scan.lexicon.places, scan.text
    for length in _place_lengths(scan.lexicon)[1].get(text[at - 2 : at], ()) if at >= 2 else ():
        start = at - length
        if start >= 0 and text[start:at] in places and (not cuts_word(scan, start) or _is_after_place(scan, start)):
            return start
    return None


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
        if at + length <= end and text[at : at + length] in places:
            return length
    return 0
