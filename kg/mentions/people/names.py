"""Where a personal name begins and ends. A surname alone proves nothing (要, 高, 时 are surnames too). (人名)"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import Span
from kg.patterns import lazy
from kg.scan import SENTENCE_END, Marks, Scan

# What may follow a name: a mark, or a word that a person is the subject of.
_AFTER_NAME = re.compile(
    r"\s*(?:$|[、,。;:)\]】”)(\s丨|/]|同志|主持|召集|牵头|负责|分管|强调|指出|要求|出席|参加|参会|列席|应邀|受邀|缺席|请假|通报|作|所作|在|就|关于|受|委托|率|带队|一行|为|的|和|及|与|等|讲话|介绍|解读|围绕|汇报|"
    r"传达|宣读|领学|到|来|因|同|分别|先后|对|代表|以|向|致辞|致|说|表示|听取|调研|批示|考察|近日|日前|要|须|应当|必须|先后|[兼担出]任|任(?:[总副第]|组长|主任|指挥|班长|队长|召集人)|\d|总书记|市长|县长|区长|省长|州长|盟长|旗长|主席|书记|局长|主任)"
)
GIVEN = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0002ffff·]")
# Words that begin with a surname and follow a post without being a name.
NO_NAME = re.compile(
    "本报|办公|会议|支部|全文|主持|出席|列席|参加|同志|负责|分管|联系|牵头|包保|约谈|督办|督导|质量|热线|信箱|专线|专题|常务|党组|党委|成员|助理|以上|人选|任期|挂帅|领衔|包联|包抓|包案|签批|批示|接访|要求|强调|指出|通报|应急|应对|应当|应该|应邀|"
    "安排|部署|研究|讲话|调研|带队|带头|亲自|全面|和谐|和(?=[县市区省州])|及其|与|等|在|为了|的|了|要把|要在|要带|须|国务|国家|计划|政府|政策|政务|单位|部门|班子|工作|公开|就|都|也|或|向(?![一-鿿]{1,2}(?:[、,。;)]|出席|列席|主持|参加|强调|指出|关于|作))|对|从|把|将|由|宣传|宣布|经济|经过|受|有关|任务|"
    "江(?:办|保护|流域|大保护|经济带|禁渔|十年)|关领导|时间|高度|高质|于是|区域|区长|县长|市长|项目|项工|连续|充分|全市|全县|全区|全省|全体|各|水平|水利|方面|方案|文件|文化|安全|金融|能力|农业|农村|应统|关于|关心|关键|相关|支持|边(?:境|防|远|界|疆|缘|角|坡|沿|民|贸)|时任|任务|权|满意|党员|门户|门前|门店|门票"
)


def name_at(scan: Scan, at: int, *, listed: bool = False, strict: bool = True) -> Span | None:
    """The personal name that begins at ``at``: surname and one or two characters, with something after it that may
    follow a name. ``listed``: inside a roll call, where three given characters (白萨日娜) and odd surnames occur."""
    text = scan.text
    if at >= len(text) or NO_NAME.match(text, at) is not None:
        return None
    surname = next((n for n in (2, 1) if text[at : at + n] in scan.lexicon.surnames), 0)
    if not surname and not listed:
        return None
    spaced = re.compile(r"[一-鿿][ \u3000][一-鿿](?=[、,。)\s\u3000]|$)").match(text, at)
    if spaced is not None and listed:
        return Span(at, spaced.end())
    lengths = (3, 2, 4) if surname != 2 else (4, 3)
    for length in lengths:
        if length == 4 and not listed and surname != 2:
            continue
        end = at + length
        if (text[at] in "要应须" or text[end - 1 : end] in ("要", "应", "须", "将")) and _AFTER_STRANGE.match(
            text, end
        ) is None:
            continue  # a surname that is a modal far more often
        if text.startswith("所作", end - 1) or (length == 3 and text[end - 1 : end] in ("以", "就") and surname != 2):
            continue  # 高飞|所作的汇报, 相成|以视频形式
        if end > len(text) or _AFTER_NAME.match(text, end) is None or not all(GIVEN.match(c) for c in text[at:end]):
            continue
        if given_is_sound(text[at + max(surname, 1) : end]) and no_word_inside(scan, at, end):
            return Span(at, end)
    return None


# What must follow a name that has no known surname (多吉旺堆, 叶尔江·哈力木别克): only right after a post, and only these.
_AFTER_STRANGE = re.compile(
    "主持|先后|分别|出席|参加|列席|应邀|受邀|同志|[、,。;)]|围绕|通报|传达|强调|指出|作了|汇报了|关于|宣读|领学|在[^,。;]{0,16}?主持|在会上|请假|缺席|$"
)
# Posts that stand before words other than names all the time.
VAGUE_POSTS = frozenset(
    {
        "专家",
        "理事",
        "委员",
        "党组成员",
        "常委",
        "总书记",
        "顾问",
        "教授",
        "博士",
        "讲师",
        "律师",
        "秘书",
        "主席",
        "书记",
    }
)
COMPANY = re.compile("主持|出席|参加|参会|列席|通报|解读|作了|汇报了|强调|指出")
# 出席:副县长阿苏友良、…
_ROLL_LINE = re.compile(r"\s*(?:出\s*席|列\s*席|参\s*会|参\s*加|主\s*持)[^:\n]{0,6}:")
_DOTTED = re.compile(
    "(?:[一-鿿]{1,6}(?:[·•・‧][一-鿿]{1,5}?){1,2})(?=主持|出席|参加|列席|应邀|受邀|同志|[、,。;)]|围绕|通报|传达|强调|指出|在|关于|所作|就)"
)


@lru_cache(maxsize=1)
def _company(text: str) -> tuple[Marks, Marks]:
    """Where such a word begins, and where sentences end: found once for a text, not once for each post in it."""
    return Marks(_COMPANY_AT, text), Marks(SENTENCE_END, text)


# Their first characters alone, because 指出席 holds two words.
_COMPANY_AT = re.compile("|".join(f"{word[0]}(?={word[1:]})" for word in COMPANY.pattern.split("|")))


def in_company(text: str, at: int) -> bool:
    """Whether the rest of the sentence from ``at`` on says who chaired, came or spoke."""
    words, ends = _company(text)
    return words.after(at) < ends.after(at)


def strange_name_at(scan: Scan, at: int) -> Span | None:
    """A name of two to six characters without a known surname that begins right after a post, in a sentence that says
    who chaired, came or spoke."""
    if not in_company(scan.text, at):
        return None
    if any(e.kind in ("modal", "modal-tail") for e in scan.between(at, at + 1)):
        return None
    dotted = _DOTTED.match(scan.text, at)
    if dotted is not None:
        return Span(*dotted.span())
    if NO_NAME.match(scan.text, at) is not None:
        return None
    if at >= len(scan.text) or GIVEN.match(scan.text[at]) is None:
        return None
    for length in range(2, 7):
        end = at + length
        if end > len(scan.text) or GIVEN.match(scan.text[end - 1]) is None:
            return None
        if _AFTER_STRANGE.match(scan.text, end) is not None:
            sound = given_is_sound(scan.text[at:end].removeprefix("和")) and no_word_inside(scan, at, end)
            return Span(at, end) if sound else None
    return None


def given_is_sound(given: str) -> bool:
    return given != "" and given[-2:] != "家镇" and not any(c in "的了在与及等把被" for c in given)


def no_word_inside(scan: Scan, start: int, end: int) -> bool:
    """No word of the lexicon lies inside or across the end of the name (关|负责|同志); single characters may, and
    one that the next word cuts in two (赵立业|主持 holds 业主)."""
    cut = any(scan.text.startswith(word, end) for word in _CUTS)
    return not any(
        (e.end - e.start >= 2 and e.kind not in ("place", "cue") and not (cut and e.end > end))
        or (e.kind == "cue" and e.start < end - 1 and e.start > start)
        for e in scan.between(start, end)
    )


_CUTS = ("主持", "关于", "列席", "出席")


def list_before(scan: Scan, end: int) -> list[Span]:
    """The list of names that ends at ``end``: |甲、乙、丙|. Its first name begins at a mark or after an organisation, a
    post or a word that takes people; one name with a known surname vouches for the others."""
    text = scan.text
    names: list[Span] = []
    known = False
    at = end
    while True:
        name = name_ending(scan, at, first=False)
        known = known or name is not None
        if name is None:
            name = _token_ending(scan, at)
        if name is None:
            break
        names.append(name)
        # 军分区甲、市政协乙: each name may have its organisation before it.
        owner = _OWNED.search(text, max(0, name.start - 18), name.start)
        if text[name.start - 1 : name.start] == "、":
            at = name.start - 1
        elif owner is not None:
            at = owner.start()
        else:
            break
    if not known or (len(names) == 1 and name_ending(scan, end, first=False) is None):
        return []
    return list(reversed(names))


_TOKEN = lazy("(?:^|[、,。;:\\s])(?P<name>[一-鿿]{2,5}|[一-鿿]{1,6}[·•][一-鿿]{1,8})\\Z")


def _token_ending(scan: Scan, end: int) -> Span | None:
    """Two to five characters between marks, in a list of names: 央金卓嘎, 幸福."""
    match = _TOKEN.search(scan.text, max(0, end - 16), end)
    if match is None or NO_NAME.match(scan.text, match.start("name")) is not None:
        return None
    start = match.start("name")
    return Span(start, end) if no_word_inside(scan, start, end) and given_is_sound(scan.text[start:end]) else None


_OWNED = re.compile("、[一-鿿]{2,16}\\Z")


def name_ending(scan: Scan, end: int, *, first: bool) -> Span | None:
    """The name that ends at ``end`` and begins at a mark, or after an organisation, a post or a word that takes people."""
    text = scan.text
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or not all(GIVEN.match(c) for c in text[start:end]):
            continue
        two = text[start : start + 2] in scan.lexicon.surnames and length >= 3
        if not two and text[start] not in scan.lexicon.surnames:
            continue
        if NO_NAME.match(text, start) is not None or not given_is_sound(text[start + (2 if two else 1) : end]):
            continue
        if not no_word_inside(scan, start, end):
            continue
        before = text[start - 1 : start]
        if before == "" or GIVEN.match(before) is None:
            return Span(start, end)
        if any(
            e.end == start and e.kind in ("tail", "department", "name", "post", "cue", "head")
            for e in scan.between(max(0, start - 16), start)
        ):
            return Span(start, end)
        if (
            re.search("(?:领导|有|由|受|日|午|和|及|与|人员|成员|干部|嘉宾|代表)$", text[max(0, start - 3) : start])
            is not None
        ):
            return Span(start, end)
    return None
