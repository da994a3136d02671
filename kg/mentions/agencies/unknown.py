"""Organisations that the register does not know: how far back from its last word such a name begins. (未登记机构)"""

from __future__ import annotations

import re

from kg.mentions.agencies.bounds import NAME_CHAR, STOP_KINDS, at_boundary
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.mentions.agencies.owners import LEVELS, LONG_LEVELS, from_level, place_at, widen, zone_before
from kg.scan import Event, Scan

# The longest name without its place: 生态环境保护综合行政执法支队 has 15 characters.
_LONGEST_BODY = 22
_LONGEST_BARE = 16
_OF_MINISTRY = "司"
_OWNED = re.compile("[省市县区州盟旗]属")
_NO_NAME_CHAR = re.compile(f"[^一-鿿0-9A-Za-z·]|[{''.join(sorted(NEVER))}]")


def look_back(scan: Scan, event: Event) -> int | None:
    """Start of an organisation that the register does not know: the leftmost level or place from which only
    characters of a name lead to the tail; for a tail with a body but no level, what follows a boundary."""
    text = scan.text
    left = _left_limit(scan, event.start)
    if _begins_with_aim(scan, left, event):
        return left
    for at in range(left, event.start):
        long = next((level for level in LONG_LEVELS if text.startswith(level, at)), None)
        place = place_at(scan, at, event.start)
        if place and _body_is_sound(scan, text[at + place : event.start], event, allow_empty=True):
            return widen(scan, at)
        if long is not None and _body_is_sound(scan, text[at + len(long) : event.start], event):
            return widen(scan, at)
        of_many = event.value == "公司" and _OWNED.match(text, at) is not None
        if text[at] in LEVELS and not of_many and _body_is_sound(scan, text[at + 1 : event.start], event):
            start = (zone_before(scan, at + 1) if event.value in _OF_ZONES else None) or from_level(scan, at)
            if start is not None:
                return widen(scan, start)
    if event.end - event.start >= 2 or event.value in {"办", "局", "委"}:
        left = _behind_adverbial(scan, left, event.start)
        body = text[left : event.start]
        if _bare_is_sound(scan, left, body, event):
            return left
    return None


_OF_ZONES = frozenset({"局", "办", "中心"})  # 高新区|社会事务局


def _begins_with_aim(scan: Scan, left: int, event: Event) -> bool:
    """由|创建省级文明县城工作指挥部|提出方案: what a task force is for begins its name; behind 要 it is what is to be done."""
    words = organisation_words(scan.lexicon)
    aim = next((word for word in words.aim if scan.text.startswith(word, left)), None)
    return (
        aim is not None
        and scan.text[event.start : event.end].removesuffix("办公室").endswith(words.task_force)
        and at_boundary(scan, left)
        and not any(e.kind == "modal" and e.end == left for e in scan.between(max(0, left - 2), left))
        and _body_is_sound(scan, scan.text[left + len(aim) : event.start], event)
    )


def _behind_adverbial(scan: Scan, left: int, end: int) -> int:
    """与|中国农业大学, 要|同|东河职业技术学院…, 就|东河公司重组…: where the name begins behind a word that is no part of it."""
    asked = any(event.end == left and event.kind == "modal" for event in scan.between(max(0, left - 2), left))
    if scan.text.startswith("与", left) or (asked and scan.text.startswith("同", left)):
        return left + 1
    words = organisation_words(scan.lexicon)
    adverbial = words.adverbial.match(scan.text, left, end)
    return left if adverbial is None or words.begins_none.match(scan.text, left) is not None else adverbial.end()


def _is_inside(text: str, at: int, phrases: tuple[str, ...]) -> bool:
    """Whether the 的 at ``at`` is that of a phrase which names may contain: 感染的肺炎."""
    return any(text.startswith(phrase, at - phrase.index("的")) for phrase in phrases)


def _left_limit(scan: Scan, at: int) -> int:
    """How far back a name may begin: after the last mark, stop word or never-character."""
    text, words = scan.text, organisation_words(scan.lexicon)
    limit = max(0, at - _LONGEST_BODY)
    for stop in _NO_NAME_CHAR.finditer(text, limit, at):
        inside = text[stop.start()] == "的" and _is_inside(text, stop.start(), words.with_de)
        if not inside and words.named_like.match(text, stop.start(), at) is None:
            limit = stop.end()
    if words.before_name_at.search(text, limit, at) is not None:  # before one name of ten
        for word in words.before_name:
            limit = max(limit, text.rfind(word, limit, at) + len(word)) if word in text[limit:at] else limit
    if text.endswith("关于", 0, limit) and (asked := words.requested.match(text, limit, at)) is not None:
        limit = asked.end()  # 关于撤销|东河镇卫生院的请示
    given = text.rfind("给", limit + 1, at)
    if given >= 0 and text[given + 1] not in "排水":
        # 研究给|东河公司供地, 给予|东河公司补助, but 给排水公司
        limit = given + 1 + text.startswith("予", given + 1, at)
    changed = text.rfind("调整", limit, at)
    if changed >= 0 and text[changed + 2] in LEVELS:
        limit = changed + 2  # 调整|区防汛抗旱指挥部组成人员
    year = text.rfind("年", limit, at)
    if year >= 4 and text[year - 4 : year].isdecimal():
        limit = year + 1
    for event in reversed(scan.between(max(0, limit - 8), at)):
        if event.kind == "oversee" and (scan.text.startswith("监督管理", event.start) or _is_of_name(scan, event, at)):
            continue  # 市场监督管理|分局
        if event.kind in _LOOSE_KINDS:
            continue  # 督促|县直|机关工委: a word that may stand in the name, and says nothing of what stands before it
        if event.kind in _LEFT_KINDS:
            limit = event.end if limit < event.end <= at else limit
            break
    return limit


def _is_of_name(scan: Scan, oversee: Event, at: int) -> bool:
    """市工程质量|监督|中心, 县就业|指导|中心: a word of oversight right before the last word of a name, which is ``at``, and behind what it
    is on; not 东河镇|指导|中心小学, 县教育局|监督|中心校."""
    before = scan.text[oversee.start - 1 : oversee.start]
    if oversee.end != at or scan.at[at].value not in _OVERSEE or not "一" <= before <= "鿿" or before in LEVELS:
        return False
    near = scan.between(max(0, oversee.start - 1), oversee.start)
    return not any(e.end == oversee.start and e.kind in _LEFT_KINDS for e in near) and not at_boundary(
        scan, oversee.start
    )


_OVERSEE = frozenset({"中心", "队", "室", "站", "所"})
_LOOSE_KINDS = frozenset({"inert", "treat"})
_LEFT_KINDS = STOP_KINDS | _LOOSE_KINDS | {"tail", "name", "post", "department"}


def _body_is_sound(scan: Scan, body: str, event: Event, *, allow_empty: bool = False) -> bool:
    """Whether ``body`` + tail can be the name of an organisation."""
    words = organisation_words(scan.lexicon)
    if not body:
        return allow_empty and (event.end - event.start >= 2)
    if event.value == "组" or event.value == "指挥部":
        body = body.replace("推进", "")  # 项目推进领导小组
    body = body.replace("项目推进", "项目")  # 重点项目推进|中心
    return (
        0 < len(body) <= 18
        and body[0] not in "和及与、"
        and not (event.value == "政府" and body.endswith("项目"))  # 特许经营权项目|政府方代表
        # 县级医院, 市属公立医院, 县乡镇卫生院
        and not (event.value in words.of_many and (body[0] in "级属" or words.many.search(body) is not None))
        and not (event.value == "公司" and _OWNED.match(body) is not None)  # 县属平台公司
        and words.none.search(body) is None
        and _COUNTED.search(body) is None
        and _JOINS_PLACES.search(body) is None
    )


# 峰峰|矿区和冀中能源|集团: two names, not one.
_JOINS_PLACES = re.compile("[市县区旗镇乡]和")
# 二十六|处, 两|所: a number before the tail makes it a measure word, as 5所|小学 are some; 区划调整后|政府 is no name.
_COUNTED = re.compile(
    "(?<!第)[一二两三四五六七八九十百0-9后]$|第.{1,4}次$|[一二两三四五六七八九十百0-9]{1,4}[所家个座]$"
)


def _bare_is_sound(scan: Scan, left: int, body: str, event: Event) -> bool:
    """A name without level or place counts only right after a boundary and with a strong tail."""
    words = organisation_words(scan.lexicon)
    if not body and event.value == _OF_MINISTRY:
        return at_boundary(scan, left)  # 科技司
    if (
        not 2 <= len(body) <= _LONGEST_BARE
        or not _body_is_sound(scan, body, event)
        or words.begins_none.match(body) is not None
    ):
        return False
    heard = _is_heard(scan, left, event)
    if (
        event.kind != "department"
        and event.value not in words.strong
        and not scan.text.endswith(words.strong_tail, event.start, event.end)
        and not (
            _is_task_force(scan, event, left)
            or _is_station(scan, event, body)
            or _is_school(scan, left, event, body)
            or _is_university(scan, event, body)
            or _is_home(scan, event, body)
            or heard
        )
    ):
        return False
    if f"{body}{scan.text[event.start : event.end]}" in scan.lexicon.heads:
        return False  # 上市公司 is a kind of company
    if not heard and any(_hides_name(scan, inside, event) for inside in scan.between(left, event.start)):
        return False
    if left == 0 or NAME_CHAR.match(scan.text[left - 1]) is None or at_boundary(scan, left):
        return True
    if _behind_about(scan, left):
        return True
    if _is_home(scan, event, body):
        return scan.text[left - 1] == "在"
    closes = organisation_words(scan.lexicon).closes_companies.match(scan.text, event.end)
    if closes is not None and not any(body[at : at + 2] in scan.lexicon.acts for at in range(len(body))):
        return True  # 支持|东河集团|等龙头企业, but 培育壮大|集团公司等企业
    # 由市领导任组长的|项目推进领导小组, 把|产业链专班的作用发挥出来, 成立|征收工作领导小组.
    return _is_task_force(scan, event, left) and (
        scan.text[left - 1] in NEVER or scan.text.endswith(words.before_name, 0, left)
    )


def _hides_name(scan: Scan, inside: Event, event: Event) -> bool:
    """Whether a word before the tail ``event`` shows that what holds it is no name: not 片区 in 城东片区指挥部."""
    words = organisation_words(scan.lexicon)
    task_force = scan.text.endswith(words.task_force, event.start, event.end)
    word = scan.text[inside.start : inside.end]
    stretch = task_force and (word in words.level_ends_word or word.endswith(_STATIONS))
    return inside.kind == "treat" or (inside.kind == "inert" and not stretch)


_STATIONS = ("站", "所")  # 泵站


def _is_task_force(scan: Scan, event: Event, left: int) -> bool:
    """A body set up for one matter, by its own name: 产业链专班, but none where one is only to be set up (组建工作专班)."""
    words = organisation_words(scan.lexicon)
    if not scan.text.endswith(words.task_force, event.start, event.end):
        return False
    name = scan.text[left : event.start]
    if name in words.no_matter or name.endswith("个") or name.startswith(("有关", "相关", "一项目", "工作")):
        return False
    if event.value != "专班":
        return True
    # 成立|专班, 成立由县长任组长的|专班
    mark = max(scan.text.rfind(mark, 0, left) for mark in ",;。\n")
    led = scan.text[left - 1 : left] == "的" and any(word in scan.text[mark + 1 : left] for word in words.set_up)
    verb = next((word for word in words.set_up if scan.text.endswith(word, 0, left)), None)
    if led or verb is None:
        return not led
    # 成立|排涝泵站改造工作专班, but 要成立|防汛工作专班: there is none yet.
    asked = any(e.kind == "modal" and e.end == left - len(verb) for e in scan.between(max(0, left - 8), left))
    return len(name) >= _LEAST_OF_TASK and not asked


_LEAST_OF_TASK = 4


def _is_station(scan: Scan, event: Event, body: str) -> bool:
    """飞英派出所, 交警中队: called after a place or a service; 辖区派出所 is any."""
    words = organisation_words(scan.lexicon)
    return (
        scan.text.endswith(words.station, event.start, event.end) and len(body) <= 4 and body not in words.any_station
    )


def _behind_about(scan: Scan, left: int) -> bool:
    """关于|心湖小学扩建, 关于明确|东河镇小学业主: whether a matter begins at ``left``, or right before it with what is asked for."""
    begins = scan.text.rfind("关于", max(0, left - _LONGEST_REQUEST), left) + 2
    asked = organisation_words(scan.lexicon).requested.fullmatch(scan.text, begins, left) if begins > 1 else None
    return begins > 1 and (begins == left or asked is not None)


_LONGEST_REQUEST = 8


def _is_heard(scan: Scan, left: int, event: Event) -> bool:
    """听取了|社会事务局|关于…的汇报, 原则同意|招商服务局|《关于…》: a bureau of a zone, by its paper or report."""
    return (
        event.value in _REPORTING
        and scan.text.startswith(("关于", "《关于"), event.end)
        and at_boundary(scan, left)
        and scan.text[event.start : event.end] == event.value
    )


_REPORTING = frozenset({"局", "办", "中心"})


def _is_school(scan: Scan, left: int, event: Event, body: str) -> bool:
    """关于|心湖小学扩建工程: called by its own name; 农村小学 are many."""
    named = _behind_about(scan, left) and not scan.text.startswith("项目", event.end)
    return event.value == "学校" and named and organisation_words(scan.lexicon).many_schools.search(body) is None


def _is_university(scan: Scan, event: Event, body: str) -> bool:
    """与|中国农业大学, 东河职业技术学院: called by its own name; 老年大学 are many, 大学城 is a part of a town."""
    words = organisation_words(scan.lexicon)
    if not scan.text.endswith(words.university, event.start, event.end) or body[:2] in scan.lexicon.acts:
        return False
    if words.many_schools.search(body) is not None:
        return False
    return len(body) >= _LEAST_OF_COLLEGE or (
        scan.text[event.start] == "大" and not scan.text.startswith(_OF_STUDENTS, event.end)
    )


def _is_home(scan: Scan, event: Event, body: str) -> bool:
    """河口敬老院, 柑橘科技小院: called after a place or a matter; 农村敬老院, 新建敬老院 are many or none yet."""
    words = organisation_words(scan.lexicon)
    short = len(body) <= _LONGEST_OF_HOME and body[:2] not in scan.lexicon.acts
    return event.value in HOMES and short and words.many_homes.search(body) is None


HOMES = frozenset({"养老", "小院"})
_LEAST_OF_COLLEGE, _LONGEST_OF_HOME = 4, 5
_OF_STUDENTS = tuple("生城路园科")
