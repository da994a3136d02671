"""Names beside a post: 市长甲, 甲市长, 副县长甲、乙、丙. (职务)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.people.mention import PersonMention
from kg.mentions.people.name_signs import GIVEN, given_is_sound
from kg.mentions.people.names import name_at
from kg.mentions.people.names_before import name_ending
from kg.mentions.people.person_words import person_words
from kg.mentions.people.strange_names import strange_name_at
from kg.model import Post, Span
from kg.patterns import lazy
from kg.scan import Event, Scan

_WITH_GIVEN = 3  # characters of a surname and two given ones
_CALLED = "应"  # a modal, and a surname
_CHIEF = frozenset({"gov", "party", "dept"})


_OF_THAT = re.compile("该[省市县区州盟旗镇乡](?=[省市县区州盟旗镇乡])")
# Their names are no words of the lexicon, since they are "together with" far more often; the level said twice tells them.
_JOINS_AS_NAME = re.compile("(?:会同|和)县(?=县)")
_JOINING = frozenset("和及同")
_LONGEST_PLACE = 8
_ASIDE = re.compile(r"\([一-鿿]{2,10}\)")


def by_posts(scan: Scan) -> Iterator[PersonMention]:
    """市长甲, and the list that shares one post: 副县长甲、乙、丙; 甲市长."""
    text = scan.text
    for event in scan.of_kinds("post"):
        if _lies_across_places(scan, event):
            continue
        at = event.end
        aside = _ASIDE.match(text, at)  # 副市长(非中共党员)甲
        at = aside.end() if aside is not None else at
        while at < len(text) and text[at] in " \u3000":
            at += 1
        name = name_at(scan, at)
        rule, confidence = "people.after-post", 0.96
        if name is None:
            name, rule, confidence = _strange_name(scan, event, at), "people.after-post-strange", 0.88
        if name is not None:
            posts = posts_before(scan, event.end)
            yield PersonMention(name, (*posts, *_posts_behind(scan, name.end)), None, rule, confidence)
            for more in _more_names(scan, name.end):
                own = (*posts, *_posts_behind(scan, more.end))
                yield PersonMention(more, own, None, "people.shared-post", 0.9)
            continue
        before = _name_before(scan, event) or _name_before_title(scan, event)
        if before is not None:
            span = Span(event.start, event.end)
            yield PersonMention(before, (Post(scan.notice.quote(span), span),), None, "people.before-post", 0.95)


def _posts_behind(scan: Scan, end: int) -> tuple[Post, ...]:
    """副县长甲|(兼县公安局局长): what else the bearer of the name that ends at ``end`` is, told in brackets."""
    also = _ALSO.match(scan.text, end)
    return () if also is None else posts_in(scan, *also.span("posts"))


# 甲(兼县公安局局长), 乙(县水利局局长)
_ALSO = lazy(r"\((?P<posts>[一-鿿、]{3,40})\)")
# the same and whatever else is said of somebody in brackets, inside a list: 甲(挂职)、乙
_SAID_OF_ONE = lazy(r"(?:\([^()\n。;]{1,20}\))?、")


def _strange_name(scan: Scan, event: Event, at: int) -> Span | None:
    """A name without a known surname behind a post; behind one that stands before other words all the time (党组成员) only where a
    name in the list that it begins has one."""
    words = person_words(scan.lexicon)
    name = strange_name_at(scan, at)
    if name is None or scan.text[event.start : event.end] not in words.vague_posts:
        return name
    if name.end - name.start >= _CLEARLY_STRANGE and words.chairs_then.match(scan.text, name.end) is not None:
        return name  # 县委书记|扎西次仁|主持召开
    vouched = any(name_at(scan, more.start, listed=True) is not None for more in _more_names(scan, name.end))
    return name if vouched else None


_CLEARLY_STRANGE = 4


def _lies_across_places(scan: Scan, event: Event) -> bool:
    """山西|省长|治市: 省长 is the end of one place's name and the beginning of the next."""
    text, places = scan.text, scan.lexicon.places
    if text[event.end - 1] != "长" or event.end - event.start != len("省长"):
        return False
    ahead = (text[event.end - 1 : event.end - 1 + length] for length in range(3, 6))
    behind = (text[event.start + 1 - length : event.start + 1] for length in range(3, 9))
    return any(name in places and name[-1] in "市县区" for name in ahead) and any(name in places for name in behind)


def _more_names(scan: Scan, at: int) -> Iterator[Span]:
    while (gap := _SAID_OF_ONE.match(scan.text, at)) is not None:
        at = gap.end()
        name = name_at(scan, at, listed=True) or strange_name_at(scan, at)
        if name is None or any(
            e.kind in ("post", "tail", "department", "name") and e.start < name.end for e in scan.between(at, name.end)
        ):
            return
        if any(e.kind == "post" for e in scan.between(name.end, name.end + 1)):
            return
        yield name
        at = name.end


def _is_no_name_before(scan: Scan, start: int, event: Event) -> bool:
    """Whether what begins at ``start`` and ends before a post is a place, or a word of its own."""
    text, words = scan.text, person_words(scan.lexicon)
    return (
        words.none.match(text, start) is not None
        or text[event.start - 1] == "任"  # 王海任|副组长
        or (text[event.start - 1] in "镇乡" and text[event.start] in "镇乡")  # 金山镇|镇长
        or (
            text[event.start - 1] in "省市县区州盟旗" and text[start : event.start] in scan.lexicon.places
        )  # 白城市|市长, 金华市|副市长
        or text[start : event.start + 1] in scan.lexicon.places  # 安徽省|长江
        or text.startswith(words.behind_post, event.end)
    )


def _name_before(scan: Scan, event: Event) -> Span | None:
    """习近平总书记, 闫嘉伟市长: the name must begin at a mark, a date, or a word that takes a person."""
    text = scan.text
    if event.value not in _CHIEF or event.end - event.start > 3:
        return None
    words = person_words(scan.lexicon)
    for length in (3, 2, 4):
        start = event.start - length
        if start < 0:
            continue
        surname = 2 if text[start : start + 2] in scan.lexicon.surnames else 1
        if text[start : start + surname] not in scan.lexicon.surnames or (length == 4 and surname != 2):
            continue
        if not all(GIVEN.match(c) for c in text[start : event.start]) or not given_is_sound(
            text[start + surname : event.start]
        ):
            continue
        # 应国强|县长|主持; not 应李平|县长|要求
        called = length == _WITH_GIVEN and text[start] == _CALLED and text.startswith(("主持", "在"), event.end)
        if any(
            e.kind not in ("inert", "place") and not (called and e.start == start and e.end == start + 1)
            for e in scan.between(start, event.start)
        ):
            continue
        if _is_no_name_before(scan, start, event):
            continue
        if (
            start == 0
            or GIVEN.match(text[start - 1]) is None
            or words.before_one.search(text, max(0, start - 6), start) is not None
            or (_TOLD.match(text, event.end) is not None and _ends_organ(scan, start))
        ):
            return Span(start, event.start)
    return None


# 县教育局甲局长|关于…的汇报, 县委办乙主任|主持: what the bearer of a post does
_TOLD = lazy("(?:同志)?(?:关于|就|所?作|代表|主持|列席|出席|参加|汇报|通报|传达|领学|解读|介绍)")


def _ends_organ(scan: Scan, at: int) -> bool:
    """听取|县教育局|甲局长…: whether an organisation ends at ``at``."""
    near = scan.between(max(0, at - _LONGEST_ORGAN), at)
    return any(e.end == at and e.kind in ("tail", "department", "name") for e in near)


_LONGEST_ORGAN = 16


def _name_before_title(scan: Scan, event: Event) -> Span | None:
    """邀请南开大学|甲|教授围绕…: who comes to explain something, with a title behind the name."""
    if person_words(scan.lexicon).titled.match(scan.text, event.start) is None:
        return None
    return name_ending(scan, event.start, first=True)


def posts_before(scan: Scan, end: int) -> tuple[Post, ...]:
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


def _post_start(scan: Scan, end: int) -> int | None:
    """Where the post that ends at ``end`` begins: its organisation belongs to it."""
    event = next((e for e in reversed(scan.between(max(0, end - 12), end)) if e.end == end and e.kind == "post"), None)
    if event is None:
        return None
    limit = max(0, event.start - 24)
    text, invites = scan.text, person_words(scan.lexicon).invites
    at = best = event.start
    while at > limit:
        at -= 1
        if GIVEN.match(text[at]) is None:
            break
        if text.endswith(invites, 0, at + 1) or _OF_THAT.match(text, max(0, at - 1)) is not None:
            break
        if text[at] in _JOINING and (place := _place_over(scan, at, event.start)) is not None:
            at = best = place
            continue  # 和平区|区长, 太和县|县长
        if _is_before_post(scan, at) and not (text[at] in _IN_SCHOOL and _is_in_school(scan, at, event.start)):
            break
        best = at
    return best


_IN_SCHOOL = frozenset("与和及")


def _is_in_school(scan: Scan, at: int, post: int) -> bool:
    """某大学政治|与|公共管理学院|教授."""
    school = person_words(scan.lexicon).academic.search(scan.text, max(0, at - _LONGEST_SCHOOL), post)
    return school is not None and school.start() < at


_LONGEST_SCHOOL = 12
_NO_PART_OF_POST = frozenset(
    {"treat", "speech", "cue", "ask", "by", "comma", "enum-comma", "with", "press", "modal", "modal-tail"},
)


def _is_before_post(scan: Scan, at: int) -> bool:
    """Whether the character at ``at`` stands before a post with its organisation, and is no part of it."""
    covered = next((e for e in scan.between(max(0, at - 9), at + 1) if e.start <= at < e.end), None)
    if covered is not None and covered.kind in _NO_PART_OF_POST:
        return True
    char = scan.text[at]
    if char in "和及":
        return covered is None or covered.kind != "department"
    words = person_words(scan.lexicon)
    if char not in words.before_post or scan.text.startswith(words.begins_organ, at):
        return False
    return covered is None or covered.end - covered.start == 1


def _place_over(scan: Scan, at: int, end: int) -> int | None:
    """Where the full name of a place begins that ends before ``end`` and holds the character at ``at``: 太和县, 会同县|县长."""
    text, places = scan.text, scan.lexicon.places
    for start in range(max(0, at - _LONGEST_PLACE), at + 1):
        named = _JOINS_AS_NAME.match(text, start, end + 1)
        if named is not None and named.end() > at:
            return start
        for stop in range(max(at + 1, start + 3), min(end, start + _LONGEST_PLACE) + 1):
            if text[stop - 1] in "市县区州盟旗" and text[start:stop] in places:
                return start
    return None


def posts_in(scan: Scan, start: int, end: int) -> tuple[Post, ...]:
    posts = []
    at = start
    for piece in re.split("[、,; \u3000]", scan.text[start:end]):
        stop, begins = at + len(piece), at
        if piece and any(e.kind == "post" and e.end == stop for e in scan.between(max(at, stop - 8), stop)):
            beside = _BESIDE.match(piece)  # 兼|县公安局局长
            begins += 0 if beside is None else beside.end()
            posts.append(Post(scan.notice.quote(Span(begins, stop)), Span(begins, stop)))
        at = stop + 1
    return tuple(posts)


_BESIDE = re.compile("兼任?")
