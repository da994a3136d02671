"""Organisations, from the words that end their names. (机构)"""

from __future__ import annotations

from typing import NamedTuple

from kg.mentions.agencies.bounds import NAME_CHAR, NAME_CHARS, at_boundary
from kg.mentions.agencies.heads import is_unnamed_head
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.mentions.agencies.owners import LEVELS, from_brand, left_of
from kg.mentions.agencies.unknown import HOMES, look_back
from kg.mentions.agencies.wholes import joined_start
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Event, Scan


def enter(found: list[AgencyMention], mention: AgencyMention | None) -> None:
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


class _Reading(NamedTuple):
    """Where the name of an organisation begins, by which rule, and how surely it is one."""

    start: int
    rule: str
    confidence: float


def read_organisation(scan: Scan, event: Event, previous: AgencyMention | None) -> AgencyMention | None:
    """The organisation whose name ``event`` ends, or is; ``previous``: the one before it. None where it is no name."""
    office = _committee_office(scan, event) if event.value == "委" else None
    if office is not None and (committee := left_of(scan, event.start)) is not None:
        return _made(scan, from_brand(scan, committee), office, "agencies.subunit", 0.93)
    end = _extend(scan, event)
    reading = _known_name(scan, event, end) if event.kind == "name" else _read(scan, event, previous)
    return None if reading is None else _made(scan, reading.start, end, reading.rule, reading.confidence)


def _committee_office(scan: Scan, event: Event) -> int | None:
    """Where 县|委党史和地方志研究室 ends: the longest office of a committee that the register knows and ``event`` begins; None where none
    stands there, or its last character begins another word (县委政法委|员)."""
    text, start = scan.text, event.start
    if text[start] != "委":
        return None
    for size in range(min(_LONGEST_OFFICE, len(text) - start), 2, -1):
        if text[start : start + size] in scan.lexicon.committee_offices:
            end = start + size
            return None if text.startswith(_GOES_ON.get(text[end - 1], ()), end) else end
    return None


_LONGEST_OFFICE = 26
_GOES_ON = {"委": ("员",), "办": tuple("公法理好事学实"), "部": tuple("门分署队"), "局": ("面", "势"), "组": ("织",)}


def _known_name(scan: Scan, event: Event, end: int) -> _Reading | None:
    """水利部, 行署: an organisation that is one by its name alone; 部门 and 部队 only begin like one."""
    if scan.text[end - 1] == "部" and scan.text[end : end + 1] in ("门", "分", "署", "队", "长"):
        return None
    start = left_of(scan, event.start) if event.value == "行署" else None
    if start is None and event.value == "行署":
        start = _prefecture_start(scan, event.start)  # 指导|东河地区|行署
    return _Reading(from_brand(scan, event.start) if start is None else start, "agencies.known-name", 0.99)


def _prefecture_start(scan: Scan, end: int) -> int | None:
    """Where a prefecture that no register knows any more begins, whose 地区 ends at ``end``."""
    if not scan.text.endswith("地区", 0, end):
        return None
    starts = range(end - len("地区") - 2, max(-1, end - len("地区") - _LONGEST_PREFECTURE - 1), -1)
    return next(
        (at for at in starts if at >= 0 and at_boundary(scan, at) and NAME_CHARS.fullmatch(scan.text, at, end)), None
    )


_LONGEST_PREFECTURE = 5


def _read(scan: Scan, event: Event, previous: AgencyMention | None) -> _Reading | None:
    """An organisation by the last word of its name, or as a department of the register."""
    whole = _second_issuer(scan, event, previous) or _of_whole(scan, event, previous)
    if whole is not None:
        return whole
    text, start = scan.text, left_of(scan, event.start)
    if start is not None:
        of_many = event.value in organisation_words(scan.lexicon).of_many
        if of_many and (text[start] == "全" or (event.value in HOMES and text[start] in LEVELS)):
            return None  # 全县医院, 镇敬老院: by a level alone no name
        if _is_subject(scan, event, start):
            return None  # 《东河县幼儿园布局规划》 is on all that it has, 《东河县博物馆提升方案》 on a house
        start = _behind_posted(scan, event, from_brand(scan, start))
    else:
        start = _level_of_ours(scan, event)
        numbered = _numbered(scan, event) if start is None else None
        if numbered is not None:
            return _Reading(numbered, "agencies.grammar", 0.85)
    department = _department(scan, event, start) if event.kind == "department" else None
    return department or _by_tail(scan, event, start)


def _behind_posted(scan: Scan, event: Event, start: int) -> int:
    """东河市龙岗区|驻平塘工作组, 皖北水务|平塘公司: where the name begins whose last place begins at ``start``, when who is posted there, or whose
    branch it is by a name that nothing knows, stands before it."""
    text = scan.text
    if text[start - 1 : start] == "驻" and event.value in _POSTED:
        sender = left_of(scan, start - 1)
        return start if sender is None else sender
    place = text[start : event.start]
    if event.value != "公司" or place not in scan.lexicon.places or place[-1] in LEVELS or at_boundary(scan, start):
        return start
    for size in _BRAND_SIZES:
        begin = start - size
        if begin < 0 or NAME_CHARS.fullmatch(text, begin, start) is None or not at_boundary(scan, begin):
            continue
        return begin if _is_brand(scan, begin, start) else start
    return start


def _is_brand(scan: Scan, begin: int, end: int) -> bool:
    """龙煤|双鸭山公司: what may be the brand of a company before the place of a branch: no word of any use stands in it."""
    name, words = scan.text[begin:end], organisation_words(scan.lexicon)
    return (
        not any(event.kind not in _INSIDE_BRAND for event in scan.between(begin, end))
        and not any(name[at : at + 2] in scan.lexicon.acts for at in range(len(name)))
        and words.none.search(name) is None
        and words.begins_none.match(name) is None
        and NEVER.isdisjoint(name)
    )


_POSTED = frozenset({"组", "队", "办", "指挥部", "专班"})
_BRAND_SIZES = (2, 3, 4, 5)
_INSIDE_BRAND = frozenset({"inert", "place"})


def _numbered(scan: Scan, event: Event) -> int | None:
    """Where 第六|人民医院 and 第三|小学 begin: a place has one of each number. None for other names, and where no name can begin."""
    if not scan.text.endswith(_OF_A_NUMBER, event.start, event.end):
        return None
    number = _NUMBER.search(scan.text, max(0, event.start - _LONGEST_NUMBER), event.start)
    if number is None:
        return None
    if _opens_title(scan, number.start()):
        return None  # 《第六人民医院建设方案》 names what it is on
    begins = at_boundary(scan, number.start()) or scan.text.endswith("关于", 0, number.start())
    return number.start() if begins else None


_OF_A_NUMBER = ("小学", "中学", "幼儿园", "医院")
_NUMBER = lazy("第[一二三四五六七八九十]{1,3}(?:人民|实验|中心|中医)?\\Z")
_LONGEST_NUMBER = 6


def _level_of_ours(scan: Scan, event: Event) -> int | None:
    """我市|安委会召开会议: the level behind 我 or 本 before an organ of which there is one; None where none stands there, and before
    what there are many of (我县幼儿园)."""
    at = event.start - 1
    if at < 1 or scan.text[at] not in LEVELS or scan.text[at - 1] not in _OURS:
        return None
    name = scan.text[event.start : event.end]
    one = event.kind == "department" or event.value == "政府" or (event.value == "委员会" and name != event.value)
    return (
        at
        if one and len(name) >= _SHORTEST_OF_OURS and not name.endswith(organisation_words(scan.lexicon).many_of_ours)
        else None
    )


_OURS = frozenset("我本")
_SHORTEST_OF_OURS = 2  # 我县委托…
_HOUSES = ("小学", "中学", "幼儿园", "馆", "处理厂", "救援站", "卫生院")
_LONGEST_STEM = 4


def _is_subject(scan: Scan, event: Event, at: int) -> bool:
    """Whether a house, whose name ``event`` ends and which begins at ``at``, opens a title that is on it."""
    about = scan.text.endswith("关于", 0, at)
    return not about and scan.text.endswith(_HOUSES, event.start, event.end) and _opens_title(scan, at)


def _opens_title(scan: Scan, at: int) -> bool:
    """Whether nothing but a place that no register knows may stand between 《 and ``at``."""
    mask = scan.masked(at)
    return mask is not None and scan.text[mask.start] == "《" and at - mask.start <= _LONGEST_STEM


def _second_issuer(scan: Scan, event: Event, previous: AgencyMention | None) -> _Reading | None:
    """《自治区党委办公厅|人民政府办公厅关于…》: the government's office beside the committee's, and no part of it."""
    if previous is None or not scan.text.startswith(_OFFICES_OF_GOVERNMENT, event.start):
        return None
    beside = scan.text.endswith(_OFFICES_OF_COMMITTEE, previous.span.start, previous.span.end)
    gap = scan.text[previous.span.end : event.start]
    return _Reading(event.start, "agencies.second-issuer", 0.9) if beside and gap in ("", " ", "\u3000") else None


_OFFICES_OF_COMMITTEE = ("委办公厅", "委办公室")
_OFFICES_OF_GOVERNMENT = ("人民政府办公厅", "人民政府办公室", "政府办公厅", "政府办公室")


def _of_whole(scan: Scan, event: Event, previous: AgencyMention | None) -> _Reading | None:
    """What belongs to the organisations right before it: a body of both, an office of both, a part of one."""
    both = (
        _COMMITTEE_AND_GOVERNMENT.search(scan.text, max(0, event.start - 30), event.start)
        if _is_task_force(event)
        else None
    )
    if both is not None and NAME_CHARS.fullmatch(both["task"]) is not None:
        return _Reading(both.start(), "agencies.task-force-of-both", 0.9)
    joined = joined_start(scan, event, previous)
    if joined is None:
        return None
    of_both = _office_of_both(scan, event, joined)
    if of_both is not None:
        return _Reading(of_both, "agencies.office-of-both", 0.93)
    return _Reading(_past_posted(scan, event, joined), "agencies.subunit", 0.93)


def _past_posted(scan: Scan, event: Event, joined: int) -> int:
    """请|驻县政府办公室纪检监察组: where the name of an inspection group begins that is posted at an organ, which begins at ``joined``."""
    if not scan.text.startswith("纪检", event.start):
        return joined
    posted = next((word for word in ("派驻", "驻") if scan.text.endswith(word, 0, joined)), "")
    start = joined - len(posted)
    return start if posted and at_boundary(scan, start) else joined


def _department(scan: Scan, event: Event, start: int | None) -> _Reading | None:
    """A department of the register, behind the level or place at ``start``, as a part of a longer name, or alone."""
    if start is not None:
        return _Reading(start, "agencies.register", 0.98)
    merged = _first_half(scan, event)
    if merged is not None:
        return _Reading(merged, "agencies.merged-department", 0.9)
    # 县|农业农村和科学技术局: a department that the register knows only in part.
    longer = look_back(scan, event)
    if longer is not None and longer < event.start and scan.text[longer] in LEVELS:
        return _Reading(from_brand(scan, longer), "agencies.grammar", 0.9)
    mask = scan.masked(event.start)
    titled = mask is not None and scan.text[mask.start] == "《"  # 《纪检监察机关派驻机构工作规则》 names nobody
    if at_boundary(scan, event.start) and len(event.value) >= 3 and not titled:
        return _Reading(event.start, "agencies.register-bare", 0.8)
    return None


def _first_half(scan: Scan, event: Event) -> int | None:
    """住房城乡建设和|交通局: where a department begins that was merged of two, each of which the register knows. None for
    财政局和|交通局, which are two, and where the first half begins inside a word."""
    text, end = scan.text, event.start - 1
    if text[end : event.start] != "和":
        return None
    rank = text[event.end - 1]
    for start in range(max(0, end - _LONGEST_HALF), end - 1):
        if f"{text[start:end]}{rank}" in scan.lexicon.departments and at_boundary(scan, start):
            return start
    return None


_LONGEST_HALF = 8


def _by_tail(scan: Scan, event: Event, start: int | None) -> _Reading | None:
    """What no register knows, by its last word: behind the level or place at ``start``, alone, or by the words before it."""
    text, words = scan.text, organisation_words(scan.lexicon)
    if start is not None and event.value in words.of_village:
        whole = look_back(scan, event)  # 河口街道王慈溪|小学 is none of 慈溪
        start = start if whole is None else min(start, whole)
    if start is not None and _tail_stands_alone(event, text[start : event.start]):
        return _Reading(start, "agencies.level-and-tail", 0.97)
    shortened = event.value == "委员会" and text[event.start : event.end] != event.value
    begins = at_boundary(scan, event.start) or _COUNTED.search(text, max(0, event.start - _LONGEST_COUNT), event.start)
    alone = event.value in words.alone or text[event.start : event.end] in words.alone
    if (shortened or alone) and begins:
        return _Reading(event.start, "agencies.register-bare", 0.8)  # 召开|安委会|第四次例会, 党工委、|管委会
    start = look_back(scan, event)
    if start is not None and _is_subject(scan, event, start):
        return None  # 《东河县青花博物馆提升方案》
    if start is None or (text[start] == "全" and event.value in words.of_many and text[start + 1] in LEVELS):
        return None  # 全县水稻育秧|中心: all that it has of them
    return _Reading(from_brand(scan, start), "agencies.grammar", 0.9)


# 市委、市政府推进…|领导小组: one body of both.
_COMMITTEE_AND_GOVERNMENT = lazy(
    "(?:(?P<level>[省市县区州盟旗])委、?(?P=level)(?:人民)?政府|党委、政府)(?P<task>[一-鿿]{2,20})\\Z"
)


# 召开2024年第六次|管委会会议, 第12次|安委会全体会议
_COUNTED = lazy("第[0-9一二三四五六七八九十百]{1,4}次\\Z")
_LONGEST_COUNT = 6


def _office_of_both(scan: Scan, event: Event, government: int) -> int | None:
    """Where 市委|市政府|督查室 begins: one office of both, where no mark parts them. ``government``: where 市政府 begins."""
    text, committee = scan.text, government - 1
    same_level = text[max(0, committee - 1) : committee] == text[government] and text[government] in LEVELS
    if (
        not same_level
        or text[committee] != "委"
        or not text.endswith(organisation_words(scan.lexicon).of_both, event.start, event.end)
    ):
        return None
    start = left_of(scan, committee)
    return None if start is None else from_brand(scan, start)


def _is_task_force(event: Event) -> bool:
    return event.value == "指挥部" or (event.value == "组" and event.end - event.start > 2)


def _extend(scan: Scan, event: Event) -> int:
    """Where the name ends: 县公安局(交警大队) keeps a parenthesis out; 委 that begins 委员 is no tail (inert rows); 城投|集团
    goes on."""
    company = event.kind == "department" or event.value == "公司"
    if event.value.endswith(("纪委监委", "纪委", "监委")) and scan.text.startswith("机关", event.end):
        return event.end + 2  # 市纪委监委机关
    words = organisation_words(scan.lexicon)
    section = words.section.match(scan.text, event.end) if event.value.endswith(words.has_sections) else None
    if section is not None:
        return section.end()
    goes_on = words.named_after if event.kind == "name" else words.company if company else None
    more = goes_on.match(scan.text, event.end) if goes_on is not None else None
    return event.end if more is None else more.end()


def _tail_stands_alone(event: Event, prefix: str) -> bool:
    """市委, 县政府, 镇财政所: tails that make a name with nothing but the level or place before them."""
    if event.end - event.start == 1:
        return event.value == "委"
    return event.end - event.start > 2 or event.value not in {"中心", "集团", "组", "局"} or len(prefix) > 1


def _made(scan: Scan, start: int, end: int, rule: str, confidence: float) -> AgencyMention | None:
    words = organisation_words(scan.lexicon)
    if scan.text.startswith("商", start) and scan.text[start - 1 : start] in words.consults_behind:
        start += not scan.text.startswith(words.no_consulting, start)  # 县财政局|商|建水供电局
    if end - start < 2 or NAME_CHAR.match(scan.text, start) is None:
        return None
    if scan.text.startswith("成员单位", end) and not scan.text.startswith(words.of_members, end + 4):
        return AgencyMention(Span(start, end + 4), "group", rule, confidence)  # 市防指成员单位
    if scan.text[end - 1] == "办" and scan.text.startswith("法", end) and not scan.text.startswith("法院", end):
        return None  # 以改革办|法解决难题
    if (
        rule == "agencies.register-bare"
        and scan.text[end - 1] == "办"
        and scan.text[end : end + 1] in words.office_does
    ):
        return None  # 政府办|好民生实事
    if _DOCUMENT_NUMBER.match(scan.text, end) is not None:
        return None  # 黔江府办|纪〔2021〕12号
    if scan.text[end - 1 : end + 1] in ("部门", "委员"):
        return None  # 县委组织部|门, 政法委|员
    if scan.text[end - 1] == "组" and scan.text.startswith("织", end):
        return None  # 安置区党组|织
    was_there = scan.text[start - 1 : start] == "在" and scan.text.startswith(_HELD_THERE, end)
    if was_there and scan.text.endswith(_PLACES_OF_MEETINGS, start, end):
        return None  # 在|县防汛指挥中心|主持召开: where it was
    if scan.text.endswith("报社", start, end) and _signs(scan, start, end):
        return None  # 来源:东河日报社, (东河日报社|全媒体记者甲): a medium, and no organisation of the notice
    if scan.text[end - 1] == "队" and scan.text.startswith("伍", end):
        return None  # 乡镇综合执法队|伍建设
    room = scan.text.endswith("政府", start, end) and _ROOM.match(scan.text, end) is not None
    room = room or _is_masthead(scan, start, end)
    if (words.not_itself.match(scan.text, end) is not None and not room) or _is_quoted(scan, start, end):
        return None
    if scan.text[start] == "全" and scan.text[start + 1] in LEVELS and scan.text.endswith(("人大", "政协"), start, end):
        return None  # 全市人大工作会议 is of all congresses
    post = words.post_after.match(scan.text, end) is not None and not is_unnamed_head(scan, start, end)
    post = post or scan.text.startswith("党组成员", end)  # 市政府|党组成员要带头: people
    body = words.body_of_members.match(scan.text, end)
    if body is not None:
        end, post = body.end(), False  # 县政府党组|成员列席: of the Party group, and not of the government
    return AgencyMention(Span(start, end), "organization", rule, confidence, post)


def _is_masthead(scan: Scan, start: int, end: int) -> bool:
    """东河县人民政府|门户网站 at the very beginning of a page: whose site it is."""
    if start > _LONGEST_WELCOME or not scan.text.endswith("人民政府", start, end):
        return False
    return _WELCOME.fullmatch(scan.text, 0, start) is not None and _SITE.match(scan.text, end) is not None


_WELCOME = lazy(r"\s*(?:欢迎(?:进入|访问|光临|来到|您?访问)|(?:您?当前(?:的)?|您所在的?|现在)位置\s*:?|位置\s*:)?\s*")
_LONGEST_WELCOME = 16
_SITE = lazy("(?:门户)?网(?:站|(?=[^一-鿿]))")


_PLACES_OF_MEETINGS = ("指挥中心", "调度中心", "会议中心", "行政中心", "服务中心", "融媒体中心")
_HELD_THERE = ("主持", "召开", "组织召开", "参加", "收听收看", "举行")


def _signs(scan: Scan, start: int, end: int) -> bool:
    """Whether who published or wrote the page is told by the name ``text[start:end]``."""
    wrote = any(event.kind == "press" for event in scan.between(end, end + _LONGEST_PRESS))
    return (
        wrote
        or _REPORTED.match(scan.text, end) is not None
        or scan.text[:start].rstrip(" \u3000").endswith((":", "丨"))
    )


_LONGEST_PRESS = 5
_REPORTED = lazy("[一-鿿]{0,6}讯(?![一-鿿])")  # 东河日报社|东河融媒讯
# 在县政府|三楼会议室: whose house it is
_ROOM = lazy("(?:第[一二三四五六七八九十0-9]|[一-鿿0-9]{0,6}[楼层][一-鿿0-9]{0,3})会议室")


_DOCUMENT_NUMBER = lazy("[纪发函字文阅规专]{1,3}[〔\\[]")


def _is_quoted(scan: Scan, start: int, end: int) -> bool:
    """“绿色银行” is a figure of speech: quotation marks right around the words."""
    return start > 0 and scan.text[start - 1] in "“‘「『" and scan.text[end : end + 1] in {"”", "’", "」", "』"}
