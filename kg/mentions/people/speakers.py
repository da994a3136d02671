"""Who chaired, spoke or reported, told by 主持, 强调, 同志 or a label. (主持与发言)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.people.mention import PersonMention
from kg.mentions.people.name_signs import given_is_sound, no_word_inside
from kg.mentions.people.names import name_at
from kg.mentions.people.names_before import list_before, name_ending
from kg.mentions.people.person_words import person_words
from kg.mentions.people.posts import posts_in
from kg.model import PersonRole, Post, Span
from kg.patterns import lazy
from kg.scan import Scan


def comrades(scan: Scan) -> Iterator[PersonMention]:
    """甲同志, 甲、乙、丙同志出席."""
    for event in scan.of_kinds("cue"):
        if event.value == "comrade":
            names = list_before(scan, event.start)
            disposed = None if names else _disposed_of(scan, event.start)
            for name in names if disposed is None else [disposed]:
                yield PersonMention(name, (), None, "people.comrade", 0.9)


def _disposed_of(scan: Scan, end: int) -> Span | None:
    """同意|甲|同志联系的工作调整至|乙|同志: whose tasks or posts the meeting gives away, and to whom."""
    text, words = scan.text, person_words(scan.lexicon)
    for start in (end - 3, end - 2):
        named = start > 0 and text[start] in scan.lexicon.surnames and given_is_sound(text[start + 1 : end])
        if named and text.endswith(words.disposes, 0, start) and words.none.match(text, start) is None:
            return Span(start, end) if no_word_inside(scan, start, end) else None
    return None


def _before_adverb(scan: Scan, at: int) -> int:
    """何平|先后主持召开: where the words before an adverb end."""
    return at - 2 if scan.text[max(0, at - 2) : at] in person_words(scan.lexicon).how_chaired else at


def chairs(scan: Scan) -> Iterator[PersonMention]:
    """甲主持召开, 会议由甲主持, 甲在会上强调; the post, where there is one, has been read by its own rule."""
    text = scan.text
    for event in scan.of_kinds("cue", "verb-speech"):
        if event.kind == "cue" and event.value == "chair":
            end = _before_adverb(scan, event.start)
            posts: tuple[Post, ...] = ()
            name = name_ending(scan, end, first=True)
            if name is None:
                name, posts = _name_before_post(scan, end)
            if name is not None:
                yield PersonMention(name, posts, "chair", "people.chairs", 0.95)
        elif event.kind == "verb-speech":
            name = name_ending(scan, event.start, first=True)
            demands = name is not None and text[name.start] in _DEMANDS  # 要完善|决定程序
            if name is not None and not demands and (name.start == 0 or text[name.start - 1] in "\n。,; \u3000"):
                yield PersonMention(name, (), None, "people.speaks", 0.85)


def _name_before_post(scan: Scan, end: int) -> tuple[Span | None, tuple[Post, ...]]:
    """谷春晖副县长|主持: the name before the post that ends at ``end``."""
    for event in scan.between(end - _LONGEST_POST, end):
        if event.kind == "post" and event.end == end:
            span = Span(event.start, event.end)
            return name_ending(scan, event.start, first=True), (Post(scan.notice.quote(span), span),)
    return None, ()


def leaders(scan: Scan, known: frozenset[str]) -> Iterator[PersonMention]:
    """会议要求,|甲|牵头,县水利局配合; 甲、乙|负责: who leads and bears no post there. ``known``: names that the notice has elsewhere.

    Anybody else is a name of three characters that begins a clause or stands behind 由, and does not end as an office, a place or
    a kind of people does (国资委牵头, 高新区负责, 包村人负责).
    """
    words = person_words(scan.lexicon)
    for match in words.leads.finditer(scan.text):
        names = list_before(scan, match.start())
        if not names or scan.text[names[0].start - 1 : names[0].start] not in _BEFORE_LEADERS:
            continue  # 对真实性、|有效性|负责
        if all(scan.text[slice(*name)] in known or _is_clearly_named(scan, name) for name in names):
            for name in names:
                yield PersonMention(name, (), None, "people.leads", 0.85)


def _is_clearly_named(scan: Scan, name: Span) -> bool:
    text = scan.text
    words = person_words(scan.lexicon)
    surname = text[name.start] in scan.lexicon.surnames and text[name.start] not in words.adverb_surnames
    return surname and name.end - name.start == _CLEAR and text[name.end - 1] not in words.no_given


_DEMANDS = frozenset("要须")  # surnames, and far more often what a demand begins with
_BEFORE_LEADERS = frozenset(["", *"\n,。;:由"])
_IN_LIST = frozenset("、和")
_CLEAR = 3
_ENDS_ORGANS = frozenset("委府局办")  # 主持人:区委|副书记
_LONGEST_POST = 10
_MAY_REPORT = re.compile("[一-鿿]{2,4}?(?:同志)?(?:关于|就|所作)")
_REPORTS = re.compile("(?:同志)?(?:关于|就(?=[^,。;]{2,60}(?:汇报|报告|说明))|所作)")


def reporters(scan: Scan) -> Iterator[PersonMention]:
    """听取了水务局|甲|关于…的汇报: in minutes a name right after an organisation, without a post."""
    text = scan.text
    for event in scan.of_kinds("tail", "department", "name"):
        name = name_at(scan, event.end) if _MAY_REPORT.match(text, event.end) is not None else None
        if name is None or _REPORTS.match(text, name.end) is None:
            continue
        start = max(0, event.start - 24)
        heard = max(
            (match.end() for match in person_words(scan.lexicon).hears.finditer(text, start, event.end)), default=None
        )
        if heard is not None and not any(mark in text[heard : event.start] for mark in ",。;、"):
            yield PersonMention(name, (), "presenter", "people.reports", 0.9)


def entrusting(scan: Scan) -> Iterator[PersonMention]:
    """受|甲|委托,乙主持: who sent another in their place, without a post."""
    for match in person_words(scan.lexicon).entrusted.finditer(scan.text):
        stop = scan.text.find("委托", match.end())
        for name in list_before(scan, stop) if stop - match.end() <= _LONGEST_POST else ():
            if name.start == match.end():
                yield PersonMention(name, (), None, "people.entrusts", 0.9)


def in_brackets(scan: Scan) -> Iterator[PersonMention]:
    """听取了|甲(县水利局局长)|的汇报, 由|甲(副县长)|约谈: a name in a sentence, with the bearer's posts behind it in brackets."""
    text, hears = scan.text, person_words(scan.lexicon).hears
    told = -1  # where the last such bracket ends: 由甲(副县长)、|乙(县水利局局长)|负责
    for match in _POSTS_BEHIND.finditer(text):
        end = match.end() - 1
        if not any(event.kind == "post" and event.end == end for event in scan.between(match.start(), end)):
            continue
        for start in (match.start() - 3, match.start() - 2, match.start() - 4):
            if start < 0 or name_at(scan, start) != Span(start, match.start()):
                continue
            before = text[max(0, start - 8) : start]
            heard = any(found.end() == len(before) for found in hears.finditer(before))
            listed = before[-1:] in _IN_LIST and start - 1 == told
            if heard or listed or before[-1:] in _BEFORE_LEADERS:
                told = match.end()
                role: PersonRole | None = "presenter" if _REPORTS_THEN.match(text, match.end()) else None
                posts = posts_in(scan, *match.span("posts"))
                yield PersonMention(Span(start, match.start()), posts, role, "people.in-brackets", 0.9)
                break


_POSTS_BEHIND = lazy(r"\((?P<posts>[一-鿿、]{2,40})\)")
_REPORTS_THEN = lazy("所?作?(?:了|的)?(?:[^,。;的]{0,20}的?)?(?:汇报|报告|说明|介绍|解读)")


# 在全市防汛工作会议上的讲话精神
_SPOKE_THERE = lazy("在(?=[^,。;、]{2,40}?(?:会|会议|会上|会议上|时|期间)的?[^,。;、]{0,12}(?:讲话|指示|批示))")


def cited(scan: Scan) -> Iterator[PersonMention]:
    """传达学习|甲、乙|在…会议上的讲话精神: leaders without a post whose speech was passed on."""
    for match in _SPOKE_THERE.finditer(scan.text):
        at = match.start()
        names = list_before(scan, at)
        for verb in scan.between(at - _LONGEST_CITED, at):
            first = name_at(scan, verb.end) if verb.kind == "treat" else None
            if first is not None and first not in names and (first.end == at or scan.text[first.end] == "、"):
                names.insert(0, first)
        for name in names:
            yield PersonMention(name, (), None, "people.cited", 0.85)


_LONGEST_CITED = 24


def labelled(scan: Scan) -> Iterator[PersonMention]:
    """主持人:甲(区委副书记、区长), 【汇报】乙(区财政局局长)."""
    words = person_words(scan.lexicon)
    for match in words.labelled.finditer(scan.text):
        role: PersonRole = "presenter" if match[0].startswith(words.reporting) else "chair"
        yield PersonMention(
            Span(*match.span("name")), posts_in(scan, *match.span("posts")), role, "people.labelled", 0.97
        )
    if words.label_ends.search(scan.text) is None:
        return
    for match in words.label_spaced.finditer(scan.text):
        posts = posts_in(scan, *match.span("posts"))
        if posts:
            yield PersonMention(Span(*match.span("name")), posts, "chair", "people.labelled", 0.95)
    for match in words.label_bare.finditer(scan.text):
        if scan.text[match.start("name")] in scan.lexicon.surnames:
            posts = posts_in(scan, *match.span("posts")) if match["posts"].strip() else ()
            if posts or "\n" not in scan.text[match.start() : match.start("name")]:  # a line below has to show a post
                yield PersonMention(Span(*match.span("name")), posts, "chair", "people.labelled", 0.9)
    for match in words.label_front.finditer(scan.text):
        for event in scan.between(match.end(), match.end() + 6):
            name = name_ending(scan, event.start, first=True) if event.kind == "post" else None
            if name is not None and name.start == match.end() and scan.text[name.end - 1] not in _ENDS_ORGANS:
                posts = posts_in(scan, event.start, event.end)
                yield PersonMention(name, posts, "chair", "people.labelled", 0.95)
                break
