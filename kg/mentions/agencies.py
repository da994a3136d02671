"""Organisations and groups of them, wherever they stand. (机构)

The automaton finds last words (局, 办公室, 集团) and whole department names (市场监督管理局). From there one looks back:
for a department of the register, a level (市, 县) or a place right before it; for an unknown one, the first level or
place after a word that no name contains. What is only *kinds* of organisation (企业, 学校) is no mention here; a
directive that addresses them finds them by position (``directives.parties``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.model import AgencyKind, Span
from kg.scan import Event, Scan

# One character that says whose department it is: 市财政局. 自治区 and 兵团 are longer.
LEVELS = frozenset("省市县区州盟旗镇乡")
_LONG_LEVELS = ("自治区", "自治州", "自治县", "兵团")
# The longest name without its place: 生态环境保护综合行政执法支队 has 15 characters.
_LONGEST_BODY = 22
# Characters that no name of an organisation contains; 和, 及, 与 are decided by what stands before them.
_NEVER = frozenset("各的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很")
_NAME_CHAR = re.compile(r"[一-鿿0-9A-Za-z·]")
_NAME_CHARS = re.compile(r"[一-鿿0-9A-Za-z·]+")
_NO_NAME_CHAR = re.compile(f"[^一-鿿0-9A-Za-z·]|[{''.join(sorted(_NEVER))}]")
# Words before a level that show it begins no name: 我市, 全县, 各区.
_OWN = frozenset("我全本各两多外进超城股楼菜夜灯上门闹贵每跨整辖城某此该")
# Groups: who, then a head. 各镇(街道), 市直各单位, 全县各级各部门, 县级有关部门.
_GROUP_HEADS = (
    "党委政府|党委、政府|项目法人|法人|高校|煤矿|敬老院|养老院|局室|部室|科室|站所|驻区机构|工作组|设区市|人民政府|乡镇人民政府|嘎查村|救援队伍|扑火队伍|部门单位|部门|单位|机关单位|机关|机构|企业|学校|镇村|乡镇街道|乡镇|镇街|街镇|镇乡|镇|乡|街道|苏木乡镇|旗县市区|旗县市|旗县区|旗县|县市区|区县市|市县区|区市县|县区|区县|区市|市区县|市县|市州|州市|县市|"
    "县|区|市|州|旗|地|地区|村\\(居\\)民?委员?会|村社区|社区|村|园区管委会|管委会|园区|功能区|开发区|板块|专班|工作专班|窗口单位|窗口|项目业主|业主|行业主管部门|主管部门|职能部门|责任单位|成员单位|承办单位|牵头单位|配合单位|"
    "预算单位|服务中心|分局|支队|大队|派出所|医院|医疗机构|平台公司|国有企业|公司|集团|银行|金融机构|协会|商会|党委|党组(?!织)|党支部|基层党组织|党组织|乡镇政府|政府|林场|渔场|农场|灌区管理单位|主体"
)
_PAREN = r"(?:\((?:[^()\n]{1,12})\))?"
GROUP = re.compile(
    "(?:全[省市县区州盟旗镇乡]|[省市县区州盟旗镇乡](?:直|级|属|管)|区直|沿[一-鿿]|[一-鿿]{0,2})?"
    "(?:各级?|有关|相关|其他|其它|全体|所有)(?:级|有关|相关|涉农|相关责任|责任)?"
)
# Words right after a name that show it is somebody's post and not the organisation.
_POST_AFTER = re.compile(
    "(?:党委|党组|党工委|常务|执行|第一|原|代)?(?:副)?(?:局长|厅长|主任|书记|部长|处长|院长|校长|秘书长|检察长|行长|总经理(?!办公)|董事长|队长|支队长|大队长|政委|主席|会长|委员|常委|[一二三四]级(?:调研员|巡视员|主任科员)|督学|"
    "(?:镇长|乡长|市长|县长|区长|州长|盟长|旗长|省长)(?!办公会)|科长|所长|站长|专员|组长|教授|研究员|调研员|巡视员|司令员|负责人(?=[一-鿿]{2,3}[、,。]))"
)
# Subdivisions that join on to the organisation right before them: 市政府|办公室, 市生态环境局|安乡分局.
_SUBUNIT = frozenset(
    {
        "办公室",
        "办公厅",
        "分局",
        "支局",
        "常委会",
        "队",
        "室",
        "组",
        "处",
        "所",
        "站",
        "党组",
        "银行",
        "公司",
        "学校",
        "医院",
        "中心",
        "办",
        "部",
        "局",
        "政府办",
        "院",
        "委",
    }
)
_HONEST_PREFIX = re.compile("国家|中国|中华|人民|中共|全国|中央|驻|公安|武警|省|市|县|区")


class AgencyMention(NamedTuple):
    """One mention of an organisation or group. ``post``: it is only part of somebody's post."""

    span: Span
    kind: AgencyKind
    rule: str
    confidence: float
    post: bool = False


def find_agencies(scan: Scan) -> tuple[AgencyMention, ...]:
    """All mentions of organisations and groups, in reading order, without overlaps."""
    found: list[AgencyMention] = []
    for event in scan.of_kinds("tail", "department", "name"):
        _add(found, _organisation(scan, event, found[-1] if found else None))
    return _merge(found, _groups(scan))


def _add(found: list[AgencyMention], mention: AgencyMention | None) -> None:
    if mention is None:
        return
    while found and found[-1].span.end > mention.span.start:
        last = found[-1].span
        if last.start <= mention.span.start and last.end >= mention.span.end:
            return
        if last.start < mention.span.start:
            return
        found.pop()
    found.append(mention)


def _organisation(scan: Scan, event: Event, previous: AgencyMention | None) -> AgencyMention | None:
    text = scan.text
    end = _extend(scan, event)
    if event.kind == "name":
        if text[end - 1] == "部" and text[end : end + 1] in ("门", "分", "署", "队", "长"):
            return None
        return _made(scan, _from_brand(scan, event.start), end, "agencies.known-name", 0.99)
    joined = _joined_start(scan, event, previous)
    if joined is not None:
        return _made(scan, joined, end, "agencies.subunit", 0.93)
    start = _left_of(scan, event.start)
    if start is not None:
        start = _from_brand(scan, start)
    if event.kind == "department":
        if start is not None:
            return _made(scan, start, end, "agencies.register", 0.98)
        # 县|农业农村和科学技术局: a department that the register knows only in part.
        longer = _look_back(scan, event)
        if longer is not None and longer < event.start and text[longer] in LEVELS:
            return _made(scan, _from_brand(scan, longer), end, "agencies.grammar", 0.9)
        if _at_boundary(scan, event.start) and len(event.value) >= 3:
            return _made(scan, event.start, end, "agencies.register-bare", 0.8)
    if start is not None and _tail_stands_alone(event, text[start : event.start]):
        return _made(scan, start, end, "agencies.level-and-tail", 0.97)
    start = _look_back(scan, event)
    if start is None:
        return None
    return _made(scan, _from_brand(scan, start), end, "agencies.grammar", 0.9)


# What stands before the place in the name of a branch: 国网|巴州供电公司, 人行|南昌中心支行, 中共|宜都市委.
_BRAND = re.compile(
    "(?:国网|南网|国家电网|南方电网|人行|人民银行|中国人民银行|农发行|中国农业发展银行|国开行|国家开发银行|工行|农行|中行|建行|交行|邮储银行|中国(?:工商|农业|建设|邮政储蓄)?银行|"
    "中国(?:移动|电信|联通|铁塔|邮政|石油|石化|烟草)|中石油|中石化|中油|人保财险|中国人寿|国家统计局|国家税务总局|国家金融监督管理总局|国家矿山安全监察局|中共)$"
)


_BRAND_ENDS = frozenset("网行动信通塔政油化草险寿局共")


def _from_brand(scan: Scan, start: int) -> int:
    if scan.text[start - 1 : start] not in _BRAND_ENDS:
        return start
    match = _BRAND.search(scan.text, max(0, start - 14), start)
    return match.start() if match is not None else start


def _extend(scan: Scan, event: Event) -> int:
    """Where the name ends: 县公安局(交警大队) keeps a parenthesis out; 委 that begins 委员 is no tail (inert rows)."""
    return event.end


def _tail_stands_alone(event: Event, prefix: str) -> bool:
    """市委, 县政府, 镇财政所: tails that make a name with nothing but the level or place before them."""
    if event.end - event.start == 1:
        return event.value == "委"
    return event.end - event.start > 2 or event.value not in {"中心", "集团", "组", "局"} or len(prefix) > 1


_SENTENCE_IN_GAP = re.compile("[年次]|请求|申请|提请|汇报|解决|申报|反映|请示|建设")


def _joined_start(scan: Scan, event: Event, previous: AgencyMention | None) -> int | None:
    """The start of the organisation that this one is a part of, when it stands right before (no level between)."""
    if previous is None or previous.kind != "organization":
        return None
    gap = scan.text[previous.span.end : event.start]
    if scan.text[event.start] in LEVELS and event.kind == "department" and event.value[:1] == "市":
        return None
    if not gap:
        return previous.span.start if event.value in _SUBUNIT or event.kind == "department" else None
    if event.value not in _SUBUNIT and event.kind != "department":
        return None
    if len(gap) > 9 or _NO_NAME.search(gap) is not None or _stops(scan, previous.span.end, event.start):
        return None
    if gap.startswith("派驻"):
        return previous.span.start
    if _SENTENCE_IN_GAP.search(gap) is not None:
        return None  # 市政府党组2024年第9次|党组, 市公安局请求解决执法办案|中心
    if gap[0] in "和及与、" or gap[0] in LEVELS or _NAME_CHARS.fullmatch(gap) is None:
        return None
    if event.kind == "department":
        return previous.span.start if gap in scan.lexicon.places else None
    return previous.span.start


def _left_of(scan: Scan, at: int) -> int | None:
    """The start of the level or place that ends at ``at``: 雷州市|, 县|, 自治区|, 肇庆市高要区|. None where there is none."""
    text = scan.text
    start = None
    for long in _LONG_LEVELS:
        if text.endswith(long, 0, at):
            start = at - len(long)
    place = _place_ending(scan, at)
    if place is not None:
        start = place
    elif (
        start is None
        and text[at - 1 : at] in _ZONE_ENDS
        and (zone := _ZONE.search(text, max(0, at - 10), at)) is not None
    ):
        start = _zone_start(text, zone.start())
    elif start is None and at and text[at - 1] in LEVELS:
        start = _from_level(text, at - 1)
    if start is None:
        return None
    while (more := _place_ending(scan, start)) is not None:
        start = more
    return start


# 经济技术开发区|管委会, 高新区|管委会: a zone stands where a place would.
_ZONE = re.compile(
    "(?:(?:国家级?|省级)?(?:经济技术|高新技术产业|高新技术|经济|综合|工业|产业|文化|生态|旅游|农业|循环经济)?"
    "(?:开发区|示范区|园区|产业园|工业园|度假区|保税区|合作区|风景区|新区)|高新区|经开区|工业集中区|管理区)$"
)


_ZONE_ENDS = frozenset("区园")


def _zone_start(text: str, at: int) -> int:
    """粗芦岛|经济开发区: a zone may be named after something smaller than a county; its name goes back to a mark."""
    match = re.compile(r"(?:^|[^一-鿿])([一-鿿]{2,5})\Z").search(text, max(0, at - 6), at)
    return at - len(match[1]) if match is not None and _TAKES_ORGAN.match(match[1]) is None else at


def _from_level(text: str, at: int) -> int | None:
    """Start of a name whose level stands at ``at``; 全市安委会 keeps its 全, 我市 and 城市 begin none."""
    if _LEVEL_IN_WORD.match(text, at) is not None:
        return None
    if at and text[at - 1] == "全":
        return at - 1
    if text[at] in "镇乡":
        return _town_start(text, at)
    return None if at and (text[at - 1] in _OWN or text[at - 1 : at + 1] in _LEVEL_ENDS_WORD) else at


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
    match = _TOWN_NAME.search(text, max(0, at - 5), at)
    return at - len(match[1]) if match is not None and _TAKES_ORGAN.match(match[1]) is None else at


_TOWN_NAME = re.compile(r"(?:^|[^一-鿿])([一-鿿]{1,4})\Z")
_TAKES_ORGAN = re.compile(
    "由|请|向|和|及|与|对|报|送|经|关于|责成|会同|联合|督促|指导|同意|要求|听取|配合|县|市|区|各|全|本|该|我|有关|相关"
)


@cache
def _place_lengths(lexicon: Lexicon) -> tuple[Mapping[str, tuple[int, ...]], Mapping[str, tuple[int, ...]]]:
    """How long the places are that begin, and that end, with two characters; longest first. Nine of ten look-ups end
    at those two, where a slice for each length cost 1 µs."""
    first: dict[str, set[int]] = {}
    last: dict[str, set[int]] = {}
    for place in lexicon.places:
        if len(place) <= _LONGEST_PLACE:
            first.setdefault(place[:2], set()).add(len(place))
            last.setdefault(place[-2:], set()).add(len(place))
    descending = [
        {pair: tuple(sorted(found, reverse=True)) for pair, found in table.items()} for table in (first, last)
    ]
    return descending[0], descending[1]


_LONGEST_PLACE = 11


def _place_ending(scan: Scan, at: int) -> int | None:
    """Start of the longest place name that ends right before ``at``."""
    places, text = scan.lexicon.places, scan.text
    for length in _place_lengths(scan.lexicon)[1].get(text[at - 2 : at], ()) if at >= 2 else ():
        if length <= at and text[at - length : at] in places and not _inside_word(scan, at - length):
            return at - length
    return None


def _inside_word(scan: Scan, at: int) -> bool:
    """Whether ``at`` cuts a cue word in two: 责成|县 holds the county 成县, 会同|县 the county 会同县."""
    index = bisect_right(scan.starts, at - 1) - 1
    return index >= 0 and scan.events[index].start < at < scan.events[index].end


def _at_boundary(scan: Scan, at: int) -> bool:
    """Whether a bare name can begin here: after a mark, a space, or a word that takes an organisation."""
    if at == 0 or _NAME_CHAR.match(scan.text[at - 1]) is None:
        return True
    index = bisect_right(scan.starts, at - 1) - 1
    event = scan.events[index] if index >= 0 else None
    if event is not None and event.end == at:
        return event.kind in {
            "with",
            "oversee",
            "by",
            "ask",
            "agree",
            "enum-point",
            "enum-demand",
            "speech",
            "tail",
            "department",
            "modal",
        }
    return scan.text[at - 1] in "和及与由请向报送经对"


_STOP_KINDS = frozenset(
    "modal modal-tail speech verb-speech with oversee by ask agree lead stop comma semicolon colon enum-comma open close "
    "enum-point enum-demand enum-bracket enum-heading cue".split()
)
# Words that no name contains.
_NO_NAME = re.compile(
    "[的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很]|关于|以及|召开|听取|审议|研究(?!院|所|室|中心|会)|通过|根据|按照|提请|报请|加强|推进|推动|落实|提出|进行|开展|"
    "参加|出席|负责|牵头|要求|完成|做好|抓好|确保|汇报|通报|传达|修改|印发|吸收|主持|精神|情况|吸取|组织(?!部)|给予|协调|对接|引导|支持|帮助|作为|连同|会同|联合(?!会)|所在|跑|新建|公办|优先"
)
_STOP_WORDS = re.compile(
    "根据|按照|结合|围绕|关于|针对|通过|传达|听取|学习|审议|提请|报请|报送|上报|经过|涉及|来自|包括|以及|还有|进一步|抓好|做好|加强|推动|落实|报|经|向|与|及|同|和|送|呈|归|属|至|即|为|以|于|给|转|抄"
)


def _stops(scan: Scan, start: int, end: int) -> bool:
    return any(event.kind in _STOP_KINDS for event in scan.between(start, end))


def _look_back(scan: Scan, event: Event) -> int | None:
    """Start of an organisation that the register does not know: the leftmost level or place from which only
    characters of a name lead to the tail; for a tail with a body but no level, what follows a boundary."""
    text = scan.text
    left = _left_limit(scan, event.start)
    for at in range(left, event.start):
        long = next((level for level in _LONG_LEVELS if text.startswith(level, at)), None)
        place = _place_at(scan, at, event.start)
        if place and _body_is_sound(text[at + place : event.start], event, allow_empty=True):
            return _widen(scan, at)
        if long is not None and _body_is_sound(text[at + len(long) : event.start], event):
            return _widen(scan, at)
        if text[at] in LEVELS and _body_is_sound(text[at + 1 : event.start], event):
            start = _from_level(text, at)
            if start is not None:
                return _widen(scan, start)
    if event.end - event.start >= 2 or event.value in {"办", "局", "委"}:
        body = text[left : event.start]
        if _bare_is_sound(scan, left, body, event):
            return left
    return None


def _widen(scan: Scan, start: int) -> int:
    while (more := _place_ending(scan, start)) is not None:
        start = more
    return start


def _left_limit(scan: Scan, at: int) -> int:
    """How far back a name may begin: after the last mark, stop word or never-character."""
    text = scan.text
    limit = max(0, at - _LONGEST_BODY)
    for stop in _NO_NAME_CHAR.finditer(text, limit, at):
        limit = stop.end()
    for event in reversed(scan.between(max(0, limit - 8), at)):
        if event.kind in _LEFT_KINDS:
            if limit < event.end <= at and not (event.kind in _LOOSE_KINDS and event.end == at):
                if event.kind in _LOOSE_KINDS:
                    continue
                limit = event.end
            break
    return limit


_LOOSE_KINDS = frozenset({"inert", "treat"})
_LEFT_KINDS = _STOP_KINDS | _LOOSE_KINDS | {"tail", "name", "post", "department"}


def _place_at(scan: Scan, at: int, end: int) -> int:
    """Length of the longest place name that begins at ``at`` and ends before ``end``, or 0."""
    places, text = scan.lexicon.places, scan.text
    for length in _place_lengths(scan.lexicon)[0].get(text[at : at + 2], ()):
        if at + length <= end and text[at : at + length] in places:
            return length
    return 0


def _body_is_sound(body: str, event: Event, *, allow_empty: bool = False) -> bool:
    """Whether ``body`` + tail can be the name of an organisation."""
    if not body:
        return allow_empty and (event.end - event.start >= 2)
    return (
        len(body) <= 18
        and body[0] not in "和及与、"
        and _NO_NAME.search(body) is None
        and _COUNTED.search(body) is None
    )


# 二十六|处, 两|所: a number before the tail makes it a measure word.
_COUNTED = re.compile("[一二两三四五六七八九十百0-9]$")


def _bare_is_sound(scan: Scan, left: int, body: str, event: Event) -> bool:
    """A name without level or place counts only right after a boundary and with a strong tail."""
    if not 2 <= len(body) <= 14 or not _body_is_sound(body, event) or _STOP_WORDS.match(body) is not None:
        return False
    if event.value not in {"公司", "集团", "海关", "法院", "检察院", "管委会", "指挥部", "局", "分局", "军"}:
        return False
    if any(e.kind in {"inert", "treat"} for e in scan.between(left, event.start)):
        return False
    return left == 0 or _NAME_CHAR.match(scan.text[left - 1]) is None or _at_boundary(scan, left)


def _made(scan: Scan, start: int, end: int, rule: str, confidence: float) -> AgencyMention | None:
    if end - start < 2 or not _NAME_CHAR.match(scan.text[start]):
        return None
    if _NOT_ITSELF.match(scan.text, end) is not None or _is_quoted(scan, start, end):
        return None
    post = _POST_AFTER.match(scan.text, end) is not None
    return AgencyMention(Span(start, end), "organization", rule, confidence, post)


# 县委小礼堂, 市政府会议室: a building; 临高县人民政府网: a portal; 市政府常务会议 is no such thing.
_NOT_ITSELF = re.compile(
    "小礼堂|礼堂|公楼|公大楼|会议室|常委会议室|办公楼|大院|大楼|机关大院|[一二三四五六七八九十0-9]+楼|网(?!络|格|信|办)|门户|公报(?!》)"
)


def _is_quoted(scan: Scan, start: int, end: int) -> bool:
    """“绿色银行” is a figure of speech: quotation marks right around the words."""
    return start > 0 and scan.text[start - 1] in "“‘「『" and scan.text[end : end + 1] in {"”", "’", "」", "』"}


# ── groups ────────────────────────────────────────────────────────────────────────────────────────────────────

_WHO = (
    "(?:[省市县区州盟旗](?:政府|委)?(?=各|有关|相关)|与会|参会|地方(?=各级)|[一-鿿]{2}沿岸|沿[一-鿿]{1,4}?(?=各)|"
    "全[省市县区州盟旗镇乡]|沿[一-鿿]{1,2}|[省市县区州盟旗镇乡自治]{1,3}(?:直属|直|级|属|管))?"
)
_EACH = "(?:各级政府|各级|各类|各有关|各相关|各涉[一-鿿]{1,2}|各|有关|相关)"
_MIDDLE = "[一-鿿]{0,8}?"
_HEAD = f"(?:{_GROUP_HEADS})"
# 各县(市、区)政府, 各镇(街道), 各级各部门, 市直有关部门, 各部门各乡镇(街道), 各级政务服务中心, 有关市政府
_GROUP = re.compile(
    f"{_WHO}(?:{_EACH}{_MIDDLE}{_HEAD}{_PAREN}(?:{_HEAD}{_PAREN})?)(?:{_EACH}{_MIDDLE}{_HEAD}{_PAREN}(?:{_HEAD})?){{0,2}}"
)
_EACH_AT = re.compile("各|有关|相关")
# 全市政府系统, 政府系统各单位, 市政府有关部门, 市各机关单位, 属地街道, 沿边8县(市、区): groups without or around 各.
_WHOLE = re.compile(
    f"属地(?:镇政府|乡镇政府|街道办|街道|乡镇|镇街|镇{_PAREN}|政府)|沿[一-鿿]{{1,2}}(?:乡镇|镇街|县区|县市|地方政府)|沿[一-鿿][0-9]+个?县{_PAREN}"
)
# 区属国有公司, 县属国有平台公司, 区直国有林场: a level and what belongs to it.
_BELONGING = re.compile(
    "[省市县区州盟旗](?:属|直属|管|直|级)(?:[一-鿿]{0,6}?)(?:企业|公司|平台公司|林场|单位|部门|机关|医院|学校|医疗机构|媒体|国企)"
)
_BELONG_AT = re.compile("[属直管级]")
_GROUP_TAIL_STOP = re.compile(
    "各(?:地|级|方|项|类|个|种|环节|领域|方面|行业|界|族)(?![一-鿿]{0,6}(?:部门|单位|政府|机关|党|组织|镇|县|企业|机构|医))"
)


def _groups(scan: Scan) -> list[AgencyMention]:
    text = scan.text
    found = []
    at = 0
    for match in _EACH_AT.finditer(text):
        if match.start() < at:
            continue
        start = _group_start(scan, match.start())
        group = _GROUP.match(text, start)
        if group is None and start != match.start():
            start = match.start()
            group = _GROUP.match(text, start)
        if group is None or group.end() <= match.start() or not _group_is_sound(scan, group.start(), group.end()):
            continue
        found.append(AgencyMention(Span(group.start(), group.end()), "group", "agencies.group", 0.95))
        at = group.end()
    for match in _WHOLE.finditer(text):
        if any(e.kind in _GROUP_STOPS for e in scan.between(*match.span())):
            continue
        _put(found, AgencyMention(Span(*match.span()), "group", "agencies.group-whole", 0.95))
    for elided in _elided_lists(scan):
        _put(found, elided)
    for match in _BELONGING.finditer(text):
        before = bisect_right(found, match.start(), key=_start_of) - 1
        if before >= 0 and match.start() < found[before].span.end:
            continue
        if match.start() and text[match.start() - 1] in _OWN - {"各"}:
            continue
        # Only spoken of elsewhere; in a roll call (列席) they are there, and as addressees their position tells.
        if not _in_roll_call(text, match.end()):
            continue
        _put(found, AgencyMention(Span(*match.span()), "group", "agencies.group-belonging", 0.9))
    return found


def _start_of(mention: AgencyMention) -> int:
    return mention.span.start


def _put(found: list[AgencyMention], mention: AgencyMention) -> None:
    """Enter a group in order, in place of those that it overlaps. ``found`` holds no two that overlap."""
    low = bisect_left(found, mention.span.start, key=_start_of)
    if low and found[low - 1].span.end > mention.span.start:
        low -= 1
    high = low
    while high < len(found) and found[high].span.start < mention.span.end:
        high += 1
    found[low:high] = [mention]


# What closes a list that only as a whole names somebody: 规划、财政|等部门, 福州、厦门|两市, 华北、东北|有关省份.
_CLOSES_LIST = re.compile(
    "等(?:有关|相关|职能|责任|行业主管|主管)*(?:部门|单位)|[两三四五六七八九十]个?(?:市|县区|县|区|州|镇街|镇|街道|省)(?![一-鿿]?委)|有关省份"
    "|(?<=、[一-鿿]{2})部门|(?<=、[一-鿿]{3})部门|(?<=、[一-鿿]{4})部门"
)
# 各乡镇、行业主管部门 is two groups; 财政、税务部门 one.
_OF_MANY = re.compile("各|有关|相关|全|本|主管|职能|责任|监管|属地|镇|单位|企业|政府|上级|牵头")
_LIST_ITEM = re.compile("[一-鿿]{2,8}")


def _elided_lists(scan: Scan) -> list[AgencyMention]:
    """规划、财政等部门; 福州、厦门两市; 华北、东北有关省份: a list that only its last word makes whole. A list of full names
    (县财政局、县民政局等单位) is none: its members stand for themselves."""
    text, found = scan.text, []
    for match in _CLOSES_LIST.finditer(text):
        at, items = match.start(), 0
        while True:
            start = at
            while start > max(0, at - 9) and "一" <= text[start - 1] <= "鿿":
                start -= 1
            more = start > 0 and text[start - 1] == "、"
            if not more:
                start = max(
                    [start, *(e.end for e in scan.between(max(0, start - 4), at) if e.kind in _TAKERS and e.end < at)]
                )
            if not 2 <= at - start <= 8 or any(
                e.end == at and e.kind in ("tail", "department", "name") for e in scan.between(start, at)
            ):
                items = 0
                break
            items += 1
            if not more:
                break
            at = start - 1
        if items >= 2 and not (match[0] == "部门" and _OF_MANY.search(text[start : match.start()]) is not None):
            found.append(AgencyMention(Span(start, match.end()), "group", "agencies.group-elided", 0.9))
    return found


# Words after which a list of parties may begin.
_TAKERS = frozenset("with oversee by ask agree speech verb-speech modal enum-demand enum-point".split())


def _in_roll_call(text: str, at: int) -> bool:
    stop = re.compile("[。;\n]").search(text, at)
    return re.search("列席|出席|参加会议", text[at : stop.start() if stop is not None else len(text)]) is not None


_BEFORE_EACH = re.compile(
    "(?:全[省市县区州盟旗镇乡]|沿[一-鿿]{1,4}|[一-鿿]{2}沿岸|与会|参会|属地|(?:自治区|自治州|[省市县区州盟旗镇乡])(?:直属|直|级|属|管))$"
)


def _group_start(scan: Scan, at: int) -> int:
    match = _BEFORE_EACH.search(scan.text, max(0, at - 6), at)
    if match is not None:
        return match.start()
    # 督促指导|市各机关单位: a bare level right after a word that takes an organisation.
    if at and scan.text[at - 1] in "省市县区州盟旗" and _at_boundary(scan, at - 1):
        return at - 1
    return at


_GROUP_BAD = re.compile(
    "(?:各|有关|相关)(?:项(?!目)|类|方|种|个|环节|领域|方面|族|界|行业(?!主管|部门|监管)|阶段|路)|的"
)


_GROUP_STOPS = _STOP_KINDS - {"open", "close", "enum-comma"}
_NEVER_IN_GROUP = _NEVER - {"各"}
_POST_OF_GROUP = re.compile("领导|长(?!江)|委书记")


def _group_is_sound(scan: Scan, start: int, end: int) -> bool:
    words = scan.text[start:end]
    if _POST_OF_GROUP.match(scan.text, end, end + 3) is not None:
        return False
    if _GROUP_BAD.search(words) is not None or not _NEVER_IN_GROUP.isdisjoint(words):
        return False
    if words in {"有关地", "相关地", "有关市", "有关区", "有关县", "相关市"}:
        return False
    return not any(e.kind in _GROUP_STOPS for e in scan.between(start + 1, end))


def _with_owner(group: AgencyMention, by_end: Mapping[int, AgencyMention]) -> AgencyMention:
    """市政府|有关部门 is one group."""
    owner = by_end.get(group.span.start)
    if owner is None or owner.span.end - owner.span.start > 8:
        return group
    if owner.rule not in ("agencies.level-and-tail", "agencies.known-name"):
        return group
    return AgencyMention(Span(owner.span.start, group.span.end), "group", group.rule, group.confidence)


def _merge(organisations: list[AgencyMention], groups: list[AgencyMention]) -> tuple[AgencyMention, ...]:
    """Groups win over what stands inside them; an organisation that contains a group wins over the group.

    ``organisations`` are in order and do not overlap, so that one look to the left answers for all of them.
    """
    if not groups:
        return tuple(organisations)
    by_end = {organisation.span.end: organisation for organisation in organisations}
    starts = [organisation.span.start for organisation in organisations]
    kept = []
    for group in [_with_owner(group, by_end) for group in groups]:
        before = bisect_left(starts, group.span.start) - 1
        if before < 0 or organisations[before].span.end < group.span.end:
            kept.append(group)
    kept.sort(key=_start_of)
    group_starts = [group.span.start for group in kept]
    reach = list(accumulate((group.span.end for group in kept), max))  # how far the groups up to this one go
    for organisation in organisations:
        before = bisect_left(group_starts, organisation.span.end) - 1
        if before < 0 or reach[before] <= organisation.span.start:
            kept.append(organisation)
    return tuple(sorted(kept, key=lambda mention: mention.span))
