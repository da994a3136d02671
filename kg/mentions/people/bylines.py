"""Who wrote, edited and checked the page. (署名)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from kg.lexicon import Lexicon
from kg.mentions.people.mention import PersonMention
from kg.mentions.people.name_signs import PLACE_ENDS, is_odd_name, no_word_inside
from kg.mentions.people.person_words import person_words
from kg.model import Post, Span
from kg.patterns import lazy
from kg.scan import Event, Scan

_SEPARATES = " \u3000\xa0:丨｜|/"
_SPACED = re.compile(r"[ \u3000][ \u3000]{0,3}(?P<second>[一-鿿])(?=[ \u3000]*:)")
_STAGE = re.compile(r"\([初复终一二三四]审\)(?=[ \u3000]*:)")  # 责编(二审):甲
_MEDIUM = re.compile(r"\([一-鿿]{2,12}(?:中心|台|社|报)\Z")  # (县融媒体中心|记者甲)
_LONGEST_MEDIUM = 16
_ENDS_BEFORE = ("。", "”", "\n")


_LONGEST_NAME = 4  # characters, with a surname of one of them and what stands behind it: 符传奇文
# A line of one to three names after the sentence that ends the text; a name of two characters may have a space in it.
_A_NAME = "(?:[一-鿿]{2,3}|[一-鿿][ \u3000]{1,2}[一-鿿])"
_MADE = r"(?:(?:文|图|摄|文图|图文|文/图|图/文)[/:丨|])?"
# A name alone in brackets: after the last sentence, in a line of its own, or after 本报讯; (文/甲 图/乙)
_ALONE = re.compile(
    rf"\({_MADE}(?P<name>{_A_NAME})(?:[ \u3000、]{{1,3}}{_MADE}(?P<other>{_A_NAME}))?\)(?P<last>[ \u3000]*$)?",
    re.MULTILINE,
)
_SIGNED = lazy(
    f"\n(?<=。\n)(?:[ \u3000]*\n){{0,4}}[ \u3000]*(?P<names>{_A_NAME}(?:[ \u3000]{{1,4}}{_A_NAME}){{0,2}})[ \u3000]*(?=\n|$)"
)
# 陆晓菁 姜 恒 2024年5月9日08:12, above the notice
_HEADED = re.compile(
    rf"^[ \u3000]*(?P<names>{_A_NAME}(?:[ \u3000]{{1,4}}{_A_NAME}){{0,2}})[ \u3000]*\n?[ \u3000]*20\d\d[-年./]\d{{1,2}}[-月./]\d",
    re.M,
)
# 姜 恒; 叶尔江·哈力木别克, 孟克嘉刘畅之
_SPACED_NAME = re.compile(r"[一-鿿][ \u3000][一-鿿](?=[ \u3000、,。)】\]\n]|$)")
# 丨 is a Chinese character and a bar.
_ANY_NAME = re.compile(
    r"(?:[一-鿿]{1,8}[·•][一-鿿]{1,8}|[一-\u4e27\u4e29-鿿]{2,6})(?=[ \u3000\xa0、,。)】\]\n丨｜|/]|$)"
)
_SIGNED_NAME = lazy(f"{_A_NAME}(?=[ \u3000]|$|\n)")


@cache
def _press_words(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(value for kind, value in zip(lexicon.kinds, lexicon.values, strict=True) if kind == "press")


_BEFORE_LABEL = ("", *"\n( \u3000")


def _labels(scan: Scan) -> Iterator[Span]:
    """Words for who made the page, with names after them: 记者, 编辑:, 编 辑:."""
    for event in scan.of_kinds("press"):
        stage = _STAGE.match(scan.text, event.end)
        if stage is not None:
            yield Span(event.start, stage.end())
        elif _is_byline(scan, event):
            yield Span(event.start, event.end)
    text = scan.text
    words = person_words(scan.lexicon)
    for match in words.took_minutes.finditer(text):
        yield Span(*match.span())
    for match in words.behind_label.finditer(text):
        if text.endswith(words.weak_labels, 0, match.start()):
            ends = match.start()
            starts = [ends - len(label) for label in words.weak_labels if text.endswith(label, 0, ends)]
            yield from (Span(at, ends) for at in starts if text[at - 1 : at] in _BEFORE_LABEL)
    for match in _SPACED.finditer(text):
        first = match.start() - 1
        whole = first < 1 or not "一" <= text[first - 1] <= "鿿"
        if whole and text[first : first + 1] + match["second"] in _press_words(scan.lexicon):
            yield Span(first, match.end("second"))


def bylines(scan: Scan) -> Iterator[PersonMention]:
    """(记者 甲 乙), 编辑:丙, 编 审:丁 戊; a name alone in brackets after the last sentence or 本报讯,
    or behind its office there (县融媒体中心 甲)."""
    text = scan.text
    for label in _labels(scan):
        while label.start and text[label.start - 1].isascii() and text[label.start - 1].isalpha():
            label = Span(label.start - 1, label.end)  # YMG|全媒体记者
        post = Post(scan.notice.quote(label), label)
        at = label.end
        while at < len(text) and text[at] in _SEPARATES:
            at += 1
        at = _after_office(scan, at)
        while True:
            more = person_words(scan.lexicon).byline_label.match(text, at)
            if more is not None:
                post, at = Post(scan.notice.quote(Span(*more.span("label"))), Span(*more.span("label"))), more.end()
            if (name := _byline_name(scan, at)) is None:
                break
            made = person_words(scan.lexicon).made_by.match(text, name.end)
            own = post if made is None or text.startswith(_WROTE, made.start("made")) else _post_of(scan, made)
            yield PersonMention(name, (own,), "other", "people.byline", 0.95)
            if _second_of_two(scan, name):
                at = name.end
                continue
            gap = person_words(scan.lexicon).name_gap.match(text, name.end)
            if gap is None or gap.end() == name.end:
                break
            at = gap.end()
    for match in chain(_ALONE.finditer(text), person_words(scan.lexicon).office_alone.finditer(text)):
        before = text[max(0, match.start() - 4) : match.start()].rstrip(" \u3000")
        names = [Span(*match.span(part)) for part in ("name", "other") if match[part]]
        ends = match["last"] is not None and (before == "" or before.endswith(_ENDS_BEFORE))
        if (before.endswith(("讯", "电")) or ends) and _are_writers(scan, names):
            for name in names:
                yield PersonMention(name, (), "other", "people.byline-bare", 0.85)


def _are_writers(scan: Scan, names: list[Span]) -> bool:
    """(钱二河 天乐): the second may go by a name without a known surname."""
    first, *others = names
    return _is_bare_name(scan, first) and all(_is_bare_name(scan, name) or _is_pen_name(scan, name) for name in others)


def _is_pen_name(scan: Scan, name: Span) -> bool:
    barred = person_words(scan.lexicon).none.match(scan.text, name.start) is not None
    return not barred and no_word_inside(scan, *name) and scan.text[name.end - 1] not in PLACE_ENDS


_WROTE = "文"  # 记者甲/文: the label says it


def _post_of(scan: Scan, made: re.Match[str]) -> Post:
    """甲/文 乙|/摄: what each made of it."""
    span = Span(*made.span("made"))
    return Post(scan.notice.quote(span), span)


def _is_bare_name(scan: Scan, name: Span) -> bool:
    joined = "".join(scan.notice.quote(name).split())
    return (
        scan.text[name.start] in scan.lexicon.surnames
        and scan.text[name.end - 1] not in PLACE_ENDS
        and (
            (
                person_words(scan.lexicon).none.match(joined) is None and no_word_inside(scan, name.start, name.end)
            )  # 全 文
            or is_odd_name(scan, name.start, name.end)
        )
    )


def _after_office(scan: Scan, at: int) -> int:
    """供稿:市政府办公室|甲."""
    office = person_words(scan.lexicon).byline_office.match(scan.text, at)
    return at if office is None else office.end()


def _is_byline(scan: Scan, event: Event) -> bool:
    text = scan.text
    following = text[event.end : event.end + 1]
    if following in scan.lexicon.surnames and following:
        # (记者甲 通讯员乙); 记者甲 乙 本报讯 at the head of a line
        begins = event.start == 0 or text[event.start - 1] == "\n"
        return (
            begins
            or _MEDIUM.search(text, max(0, event.start - _LONGEST_MEDIUM), event.start) is not None
            or person_words(scan.lexicon).in_byline.search(text, max(0, event.start - 24), event.start) is not None
            or _follows_another(scan, event.start)
        )
    return following in _SEPARATES and following != ""


def _follows_another(scan: Scan, at: int) -> bool:
    """(记者甲、|通讯员乙): whether a label stands behind the name of another in the same brackets."""
    opens = scan.text.rfind("(", max(0, at - _LONGEST_MEDIUM), at)
    if opens < 0 or scan.text[at - 1] not in _PARTS_NAMES or ")" in scan.text[opens:at]:
        return False
    return any(e.kind == "press" for e in scan.between(opens, at))


_NO_NAME_ENDS = frozenset("办报刊局科社")  # 审核:党政办, 校对:都市报
_PARTS_NAMES = "、,/ \u3000"


def _byline_name(scan: Scan, at: int) -> Span | None:
    text = scan.text
    if text[at : at + 1] == "" or any(e.start == at and e.kind in ("press", "inert") for e in scan.between(at, at + 1)):
        return None
    spaced = _SPACED_NAME.match(text, at)
    if spaced is not None and text[at] in scan.lexicon.surnames:
        return Span(at, spaced.end())
    reported = person_words(scan.lexicon).reported.match(text, at)
    if reported is not None:
        name = Span(*reported.span("name"))
        return _first_of_two(scan, name) if _is_bare_name(scan, name) else None
    match = _ANY_NAME.match(text, at)
    if (
        match is None
        or person_words(scan.lexicon).site.search(match[0]) is not None
        or match[0][-1] in _NO_NAME_ENDS
        or (
            (person_words(scan.lexicon).none.match(text, at) is not None or not no_word_inside(scan, at, match.end()))
            and not is_odd_name(scan, at, match.end())
        )
    ):
        return None
    return _first_of_two(scan, Span(*match.span()))


def _first_of_two(scan: Scan, name: Span) -> Span:
    """孟克嘉|刘畅之: two names without anything between them; 符传奇|文: without the word for what he made."""
    text, size = scan.text, name.end - name.start
    if text[name.start] not in scan.lexicon.surnames or any(dot in text[name.start : name.end] for dot in "·•"):
        return name
    if (
        size == _LONGEST_NAME
        and text[name.end - 1] in person_words(scan.lexicon).made
        and not _has_long_surname(scan, name.start)
    ):
        return Span(name.start, name.end - 1)
    if size > _LONGEST_NAME and not _has_long_surname(scan, name.start):
        for first in (3, 2):
            if text[name.start + first] in scan.lexicon.surnames and 2 <= size - first <= 3:
                return Span(name.start, name.start + first)
    return name


def _second_of_two(scan: Scan, name: Span) -> bool:
    """Whether another name begins right where this one ends."""
    following = scan.text[name.end : name.end + 1]
    return following in scan.lexicon.surnames and following != "" and following not in person_words(scan.lexicon).made


def _has_long_surname(scan: Scan, at: int) -> bool:
    return scan.text[at : at + 2] in scan.lexicon.surnames


_PAPER_ENDS = frozenset("报刊")
_HEAD = 400  # characters of a page above its notice, at most


def signatures(scan: Scan) -> Iterator[PersonMention]:
    """陆晓菁 姜 恒 in a line of its own after the last sentence, or before the day at the head: who wrote it, without a label."""
    for match in (*_SIGNED.finditer(scan.text), *_HEADED.finditer(scan.text, 0, _HEAD)):
        names = [Span(*found.span()) for found in _SIGNED_NAME.finditer(scan.text, *match.span("names"))]
        if scan.text[names[-1].end - 1] in _PAPER_ENDS:
            continue  # 安海报 2024年5月9日 第01版
        if all(_is_bare_name(scan, name) for name in names):
            for name in names:
                yield PersonMention(name, (), "other", "people.byline-bare", 0.85)
