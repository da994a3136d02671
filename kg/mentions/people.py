"""People: a name beside a post, before 同志, in a roll call, in a byline. (人员)

A surname alone proves nothing (要, 高, 时 are surnames too); every rule here needs a second sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import PersonRole, Post, Span
from kg.scan import Event, Scan
from kg.structure import Outline

# What may follow a name: a mark, or a word that a person is the subject of.
_AFTER_NAME = re.compile(
    r"\s*(?:$|[、,。;:)\]】”)(\s丨|/]|同志|主持|强调|指出|要求|出席|参加|列席|应邀|受邀|缺席|请假|通报|作|在|就|关于|受|委托|率|带队|一行|为|的|和|及|与|等|讲话|介绍|解读|围绕|汇报|"
    r"传达|宣读|领学|到|来|因|同|分别|先后|对|代表|以|向|致辞|致|说|表示|听取|调研|批示|考察|近日|日前|\d|总书记|市长|县长|区长|省长|州长|盟长|旗长|主席|书记|局长|主任)"
)
_GIVEN = re.compile(r"[一-鿿㐀-䶿\U00020000-\U0002ffff·]")
# Words that begin with a surname and follow a post without being a name.
_NO_NAME = re.compile(
    "办公|会议|主持|出席|列席|参加|同志|负责|分管|联系|牵头|包保|约谈|督办|督导|质量|热线|信箱|专线|专题|常务|党组|党委|成员|助理|以上|人选|任期|挂帅|领衔|包联|包抓|包案|签批|批示|接访|要求|强调|指出|通报|应急|应对|应当|应该|应邀|"
    "安排|部署|研究|讲话|调研|带队|带头|亲自|全面|和谐|和(?=[县市区省州])|及其|与|等|在|为了|的|了|要把|要在|要带|须|国务|国家|计划|政府|政策|政务|单位|部门|班子|工作|公开|就|都|也|或|向|对|从|把|将|由|宣传|宣布|经济|经过|受|有关|任务|"
    "时间|高度|高质|于是|区域|区长|县长|市长|项目|项工|连续|充分|全市|全县|全区|全省|全体|各|水平|水利|方面|方案|文件|文化|安全|金融|能力|农业|农村|应统|关于|关心|关键|相关|支持|边|时任|任务|权|满意|党员|门户|门前|门店|门票"
)
_TIME_BEFORE = re.compile(r"(?:\d+日|日|上午|下午|晚上|晚|中午|凌晨|昨日|昨天|今天|今日)$")
_CHIEF = frozenset({"gov", "party", "dept"})
_ATTEND = re.compile("出席|参加|列席|请假|缺席|应邀|受邀")
_PRESENT_AFTER = re.compile(
    "[^。;]{0,80}?(?:作了?(?:专题)?(?:解读|辅导|汇报|报告|讲座|授课|宣讲|讲解)|通报了|汇报了|授课|进行了?(?:专题)?(?:解读|辅导|讲解|宣讲))"
)
_REPORT_AFTER = re.compile("(?:同志)?(?:关于|就|所作|作)[^。;]{0,80}?(?:汇报|报告|说明|解读|辅导)")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A name with the posts before or after it. ``role`` as far as the words right around it tell; else None."""

    span: Span
    posts: tuple[Post, ...]
    role: PersonRole | None
    rule: str
    confidence: float


def find_people(scan: Scan, outline: Outline) -> tuple[PersonMention, ...]:
    """All mentions of named people, in reading order; the longest post list wins where two rules meet."""
    found: dict[Span, PersonMention] = {}
    for mention in (
        *_bylines(scan),
        *_by_posts(scan),
        *_comrades(scan),
        *_chairs(scan),
        *_labelled(scan),
        *_rolls(scan, outline),
    ):
        other = found.get(mention.span)
        if other is None or len(mention.posts) > len(other.posts) or (other.role is None and mention.role is not None):
            posts = mention.posts if other is None or len(mention.posts) >= len(other.posts) else other.posts
            role = mention.role or (other.role if other is not None else None)
            found[mention.span] = PersonMention(mention.span, posts, role, mention.rule, mention.confidence)
    return _without_overlaps(sorted(found.values(), key=lambda m: (m.span.start, -m.span.end)))


def _without_overlaps(mentions: list[PersonMention]) -> tuple[PersonMention, ...]:
    kept: list[PersonMention] = []
    for mention in mentions:
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def name_at(scan: Scan, at: int, *, listed: bool = False, strict: bool = True) -> Span | None:
    """The personal name that begins at ``at``: surname and one or two characters, with something after it that may
    follow a name. ``listed``: inside a roll call, where three given characters (白萨日娜) and odd surnames occur."""
    text = scan.text
    if at >= len(text) or _NO_NAME.match(text, at) is not None:
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
        if text[at] in "要应须" and _AFTER_STRANGE.match(text, end) is None:
            continue  # a surname that is a modal far more often
        if end > len(text) or _AFTER_NAME.match(text, end) is None or not all(_GIVEN.match(c) for c in text[at:end]):
            continue
        if _given_is_sound(text[at + max(surname, 1) : end]) and _no_word_inside(scan, at, end):
            return Span(at, end)
    return None


# What must follow a name that has no known surname (多吉旺堆, 叶尔江·哈力木别克): only right after a post, and only these.
_AFTER_STRANGE = re.compile(
    "主持|出席|参加|列席|应邀|受邀|同志|[、,。;)]|围绕|通报|传达|强调|指出|作了|汇报了|宣读|领学|在[^,。;]{0,16}?主持|在会上|请假|缺席|$"
)
# Posts that stand before words other than names all the time.
_VAGUE_POSTS = frozenset(
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
_COMPANY = re.compile("主持|出席|参加|列席|通报|解读|作了|汇报了|强调|指出")
_DOTTED = re.compile(
    "(?:[一-鿿]{1,6}(?:[·•・‧][一-鿿]{1,5}?){1,2})(?=主持|出席|参加|列席|应邀|受邀|同志|[、,。;)]|围绕|通报|传达|强调|指出|作了|汇报了|在)"
)


def strange_name_at(scan: Scan, at: int) -> Span | None:
    """A name of two to six characters without a known surname that begins right after a post, in a sentence that says
    who chaired, came or spoke."""
    stop = re.compile("[。;\n]").search(scan.text, at)
    if _COMPANY.search(scan.text, at, stop.start() if stop is not None else len(scan.text)) is None:
        return None
    if any(e.kind in ("modal", "modal-tail") for e in scan.between(at, at + 1)):
        return None
    dotted = _DOTTED.match(scan.text, at)
    if dotted is not None:
        return Span(*dotted.span())
    if _NO_NAME.match(scan.text, at) is not None:
        return None
    for length in range(2, 7):
        end = at + length
        if end > len(scan.text) or _GIVEN.match(scan.text[end - 1]) is None:
            return None
        if _AFTER_STRANGE.match(scan.text, end) is not None:
            sound = _given_is_sound(scan.text[at:end].removeprefix("和")) and _no_word_inside(scan, at, end)
            return Span(at, end) if sound else None
    return None


def _given_is_sound(given: str) -> bool:
    return given != "" and not any(c in "的了在与及等把被" for c in given)


def _no_word_inside(scan: Scan, start: int, end: int) -> bool:
    """No word of the lexicon lies inside or across the end of the name (关|负责|同志); single characters may."""
    return not any(
        (e.end - e.start >= 2 and e.kind not in ("place", "cue"))
        or (e.kind == "cue" and e.start < end - 1 and e.start > start)
        for e in scan.between(start, end)
    )


# ── bylines ───────────────────────────────────────────────────────────────────────────────────────────────────

_NAME_GAP = re.compile(r"[ \u3000\xa0、,/]{0,4}")


def _bylines(scan: Scan) -> Iterator[PersonMention]:
    """(记者 甲 乙), 编辑:丙, 作者:丁 戊; a name alone in brackets at the very end of a paragraph."""
    text = scan.text
    for event in scan.events:
        if event.kind != "press" or not _is_byline(text, event):
            continue
        post = Post(scan.notice.quote(Span(event.start, event.end)), Span(event.start, event.end))
        at = event.end
        while at < len(text) and text[at] in " \u3000\xa0:丨|/":
            at += 1
        while (name := _byline_name(scan, at)) is not None:
            yield PersonMention(name, (post,), "other", "people.byline", 0.95)
            gap = _NAME_GAP.match(text, name.end)
            if gap is None or gap.end() == name.end:
                break
            at = gap.end()
    for match in re.finditer(r"。\((?P<name>[一-鿿]{2,4})\)\s*(?:\n|$)", text):
        start, end = match.span("name")
        if text[start] in scan.lexicon.surnames and _NO_NAME.match(text, start) is None:
            yield PersonMention(Span(start, end), (), "other", "people.byline-bare", 0.85)


def _is_byline(text: str, event: Event) -> bool:
    following = text[event.end : event.end + 1]
    return following in " \u3000\xa0:丨|/" and following != ""


def _byline_name(scan: Scan, at: int) -> Span | None:
    text = scan.text
    if text[at : at + 1] == "" or any(e.start == at and e.kind in ("press", "inert") for e in scan.between(at, at + 1)):
        return None
    spaced = re.compile(r"[一-鿿][ \u3000][一-鿿](?=[ \u3000、,。)】\n]|$)").match(text, at)
    if spaced is not None and text[at] in scan.lexicon.surnames:
        return Span(at, spaced.end())
    match = re.compile(r"[一-鿿]{2,6}(?=[ \u3000\xa0、,。)】\n丨|/]|$)").match(text, at)
    if match is None or _NO_NAME.match(text, at) is not None or not _no_word_inside(scan, at, match.end()):
        return None
    return Span(*match.span())


# ── posts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _by_posts(scan: Scan) -> Iterator[PersonMention]:
    """市长甲, and the list that shares one post: 副县长甲、乙、丙; 甲市长."""
    text = scan.text
    for event in scan.events:
        if event.kind != "post":
            continue
        at = event.end
        while at < len(text) and text[at] in " \u3000":
            at += 1
        name = name_at(scan, at)
        rule, confidence = "people.after-post", 0.96
        if name is None and scan.text[event.start : event.end] not in _VAGUE_POSTS:
            name, rule, confidence = strange_name_at(scan, at), "people.after-post-strange", 0.88
        if name is not None:
            posts = _posts_before(scan, event.end)
            yield PersonMention(name, posts, None, rule, confidence)
            for more in _more_names(scan, name.end):
                yield PersonMention(more, posts, None, "people.shared-post", 0.9)
            continue
        before = _name_before(scan, event)
        if before is not None:
            span = Span(event.start, event.end)
            yield PersonMention(before, (Post(scan.notice.quote(span), span),), None, "people.before-post", 0.95)


def _more_names(scan: Scan, at: int) -> Iterator[Span]:
    while scan.text[at : at + 1] == "、":
        name = name_at(scan, at + 1, listed=True) or strange_name_at(scan, at + 1)
        if name is None or any(
            e.kind in ("post", "tail", "department", "name") and e.start < name.end
            for e in scan.between(at + 1, name.end)
        ):
            return
        if any(e.kind == "post" for e in scan.between(name.end, name.end + 1)):
            return
        yield name
        at = name.end


def _name_before(scan: Scan, event: Event) -> Span | None:
    """习近平总书记, 闫嘉伟市长: the name must begin at a mark, a date, or a word that takes a person."""
    text = scan.text
    if event.value not in _CHIEF or event.end - event.start > 3:
        return None
    for length in (3, 2, 4):
        start = event.start - length
        if start < 0:
            continue
        surname = 2 if text[start : start + 2] in scan.lexicon.surnames else 1
        if text[start : start + surname] not in scan.lexicon.surnames or (length == 4 and surname != 2):
            continue
        if not all(_GIVEN.match(c) for c in text[start : event.start]) or not _given_is_sound(
            text[start + surname : event.start]
        ):
            continue
        if any(e.kind not in ("inert", "place") for e in scan.between(start, event.start)):
            continue
        if (
            _NO_NAME.match(text, start) is not None
            or text.startswith("周边", start)
            or re.match("会议|办公", text[event.end : event.end + 2]) is not None
        ):
            continue
        if (
            start == 0
            or _GIVEN.match(text[start - 1]) is None
            or _TAKES_PERSON.search(text, max(0, start - 6), start) is not None
        ):
            return Span(start, event.start)
    return None


_TAKES_PERSON = re.compile(
    "(?:日|上午|下午|受|由|对|向|学习|传达|了|按照|落实|贯彻|和|牢记|在|根据|围绕|以|把|、|是|与|及|将|遵循|重温|领会|研读)$"
)


def _posts_before(scan: Scan, end: int) -> tuple[Post, ...]:
    """The posts that end at ``end``, with the organisation each names: 市委副书记、市长| gives two."""
    posts: list[Post] = []
    at = end
    while True:
        start = _post_start(scan, at)
        if start is None:
            break
        posts.append(Post(scan.notice.quote(Span(start, at)), Span(start, at)))
        if scan.text[start - 1 : start] not in ("、", " ", "兼") or start < 2:
            break
        at = start - 1
        if not any(e.kind == "post" and e.end == at for e in scan.between(max(0, at - 8), at)):
            break
    return tuple(reversed(posts))


_POST_LEFT = re.compile(
    r"(?:[^一-鿿]|\d日|[上下]午|晚上|了|由|受|经|请|在|和|与|及|向|对|会上|会前|其中|出席|参加|列席|传达学习|传达|学习|听取|邀请|特邀|以及|邀|等|来自|会议)"
)


def _post_start(scan: Scan, end: int) -> int | None:
    """Where the post that ends at ``end`` begins: its organisation belongs to it."""
    event = next((e for e in reversed(scan.between(max(0, end - 12), end)) if e.end == end and e.kind == "post"), None)
    if event is None:
        return None
    limit = max(0, event.start - 24)
    start = event.start
    text = scan.text
    at = start
    best = start
    while at > limit:
        at -= 1
        char = text[at]
        if _GIVEN.match(char) is None:
            break
        covered = next((e for e in scan.between(max(0, at - 9), at + 1) if e.start <= at < e.end), None)
        if covered is not None and covered.kind in (
            "treat",
            "speech",
            "cue",
            "ask",
            "by",
            "comma",
            "enum-comma",
            "with",
            "press",
        ):
            break
        if char == "和" and (covered is None or covered.kind != "department"):
            break
        if char in "了由受经请在与向对等日午晚" and not (
            char == "对" or (covered is not None and covered.end - covered.start > 1)
        ):
            break
        best = at
    return best


# ── 同志, 主持, labels ────────────────────────────────────────────────────────────────────────────────────────


def _comrades(scan: Scan) -> Iterator[PersonMention]:
    """甲同志, 甲、乙、丙同志出席."""
    for event in scan.events:
        if event.kind == "cue" and event.value == "comrade":
            for name in _list_before(scan, event.start):
                yield PersonMention(name, (), None, "people.comrade", 0.9)


def _list_before(scan: Scan, end: int) -> list[Span]:
    """The list of names that ends at ``end``: |甲、乙、丙|. Its first name begins at a mark or after an organisation, a
    post or a word that takes people; one name with a known surname vouches for the others."""
    text = scan.text
    names: list[Span] = []
    known = False
    at = end
    while True:
        name = _name_ending(scan, at, first=False)
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
    if not known or (len(names) == 1 and _name_ending(scan, end, first=False) is None):
        return []
    return list(reversed(names))


_TOKEN = re.compile("(?:^|[、,。;:\\s])(?P<name>[一-鿿]{2,5}|[一-鿿]{1,6}[·•][一-鿿]{1,8})$")


def _token_ending(scan: Scan, end: int) -> Span | None:
    """Two to five characters between marks, in a list of names: 央金卓嘎, 幸福."""
    match = _TOKEN.search(scan.text, max(0, end - 16), end)
    if match is None or _NO_NAME.match(scan.text, match.start("name")) is not None:
        return None
    start = match.start("name")
    return Span(start, end) if _no_word_inside(scan, start, end) and _given_is_sound(scan.text[start:end]) else None


_OWNED = re.compile("、[一-鿿]{2,16}$")


def _name_ending(scan: Scan, end: int, *, first: bool) -> Span | None:
    """The name that ends at ``end`` and begins at a mark, or after an organisation, a post or a word that takes people."""
    text = scan.text
    for length in (3, 2, 4):
        start = end - length
        if start < 0 or not all(_GIVEN.match(c) for c in text[start:end]):
            continue
        two = text[start : start + 2] in scan.lexicon.surnames and length >= 3
        if not two and text[start] not in scan.lexicon.surnames:
            continue
        if _NO_NAME.match(text, start) is not None or not _given_is_sound(text[start + (2 if two else 1) : end]):
            continue
        if not _no_word_inside(scan, start, end):
            continue
        before = text[start - 1 : start]
        if before == "" or _GIVEN.match(before) is None:
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


def _chairs(scan: Scan) -> Iterator[PersonMention]:
    """甲主持召开, 会议由甲主持, 甲在会上强调; the post, where there is one, has been read by its own rule."""
    text = scan.text
    for event in scan.events:
        if event.kind == "cue" and event.value == "chair":
            name = _name_ending(scan, event.start, first=True)
            if name is not None:
                yield PersonMention(name, (), "chair", "people.chairs", 0.95)
        elif event.kind == "verb-speech":
            name = _name_ending(scan, event.start, first=True)
            if name is not None and (name.start == 0 or text[name.start - 1] in "\n。,; \u3000"):
                yield PersonMention(name, (), None, "people.speaks", 0.85)


_LABEL = re.compile(
    r"(?:主\s*持\s*人?|召\s*集\s*人|【汇报】|汇报人|汇报单位|【汇报人】)\s*:?\s*(?P<name>[一-鿿]{2,4})\s*\((?P<posts>[^()\n]{2,40}(?:\([^()]*\)[^()\n]*)?)\)"
)
# 主持人:袁牧之  集团党委副书记、总经理
_LABEL_SPACED = re.compile(r"主\s*持\s*人?\s*:\s*(?P<name>[一-鿿]{2,4})[ \u3000]+(?P<posts>[一-鿿、]{2,40})")
_LABEL_BARE = re.compile(
    r"(?:主[ \u3000]*持[ \u3000]*人?|召[ \u3000]*集[ \u3000]*人)[ \u3000]*:[ \u3000]*(?P<posts>[^\n:。]{0,30}?)(?P<name>[一-鿿]{2,3})\s*(?=[\n。;]|$)"
)


def _labelled(scan: Scan) -> Iterator[PersonMention]:
    """主持人:甲(区委副书记、区长), 【汇报】乙(区财政局局长)."""
    for match in _LABEL.finditer(scan.text):
        role: PersonRole = "presenter" if "汇报" in match[0][:6] else "chair"
        yield PersonMention(
            Span(*match.span("name")), _posts_in(scan, *match.span("posts")), role, "people.labelled", 0.97
        )
    for match in _LABEL_SPACED.finditer(scan.text):
        posts = _posts_in(scan, *match.span("posts"))
        if posts:
            yield PersonMention(Span(*match.span("name")), posts, "chair", "people.labelled", 0.95)
    for match in _LABEL_BARE.finditer(scan.text):
        if scan.text[match.start("name")] in scan.lexicon.surnames:
            posts = _posts_in(scan, *match.span("posts")) if match["posts"].strip() else ()
            yield PersonMention(Span(*match.span("name")), posts, "chair", "people.labelled", 0.9)


def _posts_in(scan: Scan, start: int, end: int) -> tuple[Post, ...]:
    posts = []
    at = start
    for piece in re.split("[、,; \u3000]", scan.text[start:end]):
        stop = at + len(piece)
        if piece and any(e.kind == "post" and e.end == stop for e in scan.between(max(at, stop - 8), stop)):
            posts.append(Post(scan.notice.quote(Span(at, at + len(piece))), Span(at, at + len(piece))))
        at += len(piece) + 1
    return tuple(posts)


# ── roll calls ────────────────────────────────────────────────────────────────────────────────────────────────

_ROLL_LABEL = re.compile(
    r"(?P<label>出\s*席|列\s*席|参\s*会|参\s*加|请\s*假|缺\s*席|记\s*录|与会)(?:会议)?(?:人员|领导|人)?\s*[:丨]\s*"
)
_ROLL_ITEM = re.compile(
    r"\s*(?P<name>[一-鿿]{2,4}|[一-鿿][ \u3000]{1,2}[一-鿿])"
    r"(?:\((?P<posts>[^()\n]{2,40})\)|[ \u3000]{1,4}(?P<after>[一-鿿、]{2,30}))?"
    r"(?=[\s\u3000、,;。(]|$)"
)
_ROLL_TOKEN = re.compile(r"[^、,;。\s\u3000()]+(?:\([^()\n]*\))?")
_ROLE_OF: dict[str, PersonRole] = {
    "出席": "attendee",
    "参会": "attendee",
    "参加": "attendee",
    "与会": "attendee",
    "列席": "observer",
}
_ROLL_VERB = re.compile(
    "(?:等(?:同志|领导|[一-鿿]{0,10}(?:人员|成员))?)?(?:同志)?(?:应邀|受邀)?(?:分别)?(?:出席|参加|列席|请假|缺席)(?:了)?(?:会议)?"
)
_ROLL_HAVE = re.compile("(?P<verb>出席|参加|列席|请假|缺席)(?:会议)?的(?:领导|同志|人员)?(?:有|是|还有)?:?")


def _rolls(scan: Scan, outline: Outline) -> Iterator[PersonMention]:
    yield from _labelled_rolls(scan, outline)
    text = scan.text
    for event in scan.events:
        if event.kind != "cue" or event.value not in ("attend", "observe", "absent"):
            continue
        end = event.start
        tail = re.search(
            "(?:等(?:同志|领导|[一-鿿]{0,10}(?:人员|成员))?)?(?:同志)?(?:应邀|受邀)?$", text[max(0, end - 20) : end]
        )
        if tail is not None:
            end -= len(tail[0])
        role: PersonRole | None = {"attend": "attendee", "observe": "observer"}.get(event.value)  # type: ignore[assignment]
        for name in _list_before(scan, end):
            yield PersonMention(name, (), role or "other", "people.roll-call", 0.9)
        have = _ROLL_HAVE.match(text, event.start)
        if have is not None:
            yield from _names_after(scan, have.end(), role or "other")
    for match in _LEADERS.finditer(text):
        stop = re.compile("[。;\n]").search(text, match.end())
        if _COMPANY.search(text, match.end(), stop.start() if stop is not None else len(text)) is not None:
            yield from _names_after(scan, match.end(), None)
    for match in re.finditer("请假|缺席", text):
        for name in _list_before(scan, match.start()):
            yield PersonMention(name, (), "other", "people.absent", 0.85)


# 县领导易成、熊纪中、文利民,…: leaders by name, whatever follows.
_LEADERS = re.compile("[省市县区州盟旗]领导")


def _names_after(scan: Scan, at: int, role: PersonRole | None) -> Iterator[PersonMention]:
    name = name_at(scan, at, listed=True) or strange_name_at(scan, at)
    while name is not None:
        yield PersonMention(name, (), role, "people.roll-call", 0.9)
        if scan.text[name.end : name.end + 1] != "、":
            return
        name = name_at(scan, name.end + 1, listed=True) or strange_name_at(scan, name.end + 1)


def _labelled_rolls(scan: Scan, outline: Outline) -> Iterator[PersonMention]:
    """出席:甲 乙 丙(副县长、县公安局局长)."""
    role: PersonRole = "other"
    for paragraph in outline.paragraphs:
        if paragraph.role not in ("roll", "body"):
            continue
        label = _ROLL_LABEL.match(scan.text, paragraph.start)
        if label is None and paragraph.role == "body":
            role = "other"
            continue
        at = paragraph.start
        if label is not None:
            role = _ROLE_OF.get(re.sub(r"\s", "", label["label"]), "other")
            at = label.end()
        yield from _roll_names(scan, at, paragraph.end, role)


def _roll_names(scan: Scan, at: int, end: int, role: PersonRole) -> Iterator[PersonMention]:
    """甲 乙 丙(副县长), 县发改局丁, 戊  集团副总经理: names with what stands beside them, up to the first thing that is none."""
    text = scan.text
    while at < end:
        item = _ROLL_ITEM.match(text, at, end)
        if item is not None and _is_roll_name(scan, item.start("name"), item.end("name")):
            posts = (
                _posts_in(scan, *item.span("posts"))
                if item["posts"]
                else _posts_in(scan, *item.span("after"))
                if item["after"]
                else ()
            )
            stop = item.end() if item["after"] is None or posts else item.end("name")
            yield PersonMention(Span(*item.span("name")), posts, role, "people.roll-label", 0.92)
            at = stop
        else:
            token = _ROLL_TOKEN.search(text, at, end)
            if token is None:
                return
            owned = _after_organisation(scan, token.start(), token.end())
            if owned is not None:
                yield PersonMention(owned, (), role, "people.roll-organisation", 0.85)
            at = token.end()
        while at < end and text[at] in " \u3000、,;":
            at += 1


def _is_roll_name(scan: Scan, start: int, end: int) -> bool:
    if _NO_NAME.match(scan.text, start) is not None or not _no_word_inside(scan, start, end):
        return False
    two = scan.text[start : start + 2] in scan.lexicon.surnames
    return (
        (scan.text[start] in scan.lexicon.surnames and end - start <= 3)
        or two
        or " " in scan.text[start:end]
        or "\u3000" in scan.text[start:end]
    )


def _after_organisation(scan: Scan, start: int, end: int) -> Span | None:
    """县发改局|郑兰: two or three characters after the last organisation of the token."""
    stops = [e.end for e in scan.between(start, end) if e.kind in ("tail", "department", "name") and e.end < end]
    if not stops or not 2 <= end - stops[-1] <= 3:
        return None
    name = Span(stops[-1], end)
    return name if _is_roll_name(scan, *name) else None
