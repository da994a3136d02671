"""Roll calls: 出席, 列席, 请假, before or after the names, with or without a label. (出席与列席)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.people.mention import PersonMention
from kg.mentions.people.name_signs import PLACE_ENDS, given_is_sound, is_odd_name, no_word_inside, tells_presence
from kg.mentions.people.names import name_at
from kg.mentions.people.names_before import list_before
from kg.mentions.people.person_words import person_words
from kg.mentions.people.posts import posts_before, posts_in
from kg.mentions.people.strange_names import strange_name_at
from kg.model import PersonRole, Post, Span
from kg.patterns import lazy
from kg.scan import Scan
from kg.structure import Outline

# 记录:甲 below the text is a byline; in the head it is one label of the roll call among others.
_MINUTES_LABEL = lazy(r"(记\s*录(?:\s+人)?)\s*人?(?:员)?\s*[:丨]\s*\Z")
_ROLL_ITEM = lazy(
    r"\s*(?P<name>[一-鿿]{1,6}(?:[·•・‧][一-鿿]{1,6}){1,2}|[一-鿿]{2,4}|[一-鿿][ \u3000]{1,2}[一-鿿])"
    r"(?:\((?P<posts>[^()\n]{2,40})\)|[ \u3000]{1,4}(?P<after>[一-鿿、]{2,30}))?"
    r"(?=[\s\u3000、,;。(]|$)"
)
_ROLL_TOKEN = re.compile(r"[^、,;。\s\u3000()]+(?:\([^()\n]*\))?")
_TOWN = lazy("[一-鿿]{2,5}?(?:街道|[镇乡村])(?=[一-鿿]{2,3}\\Z)")
_ROLE_OF_CUE: dict[str, PersonRole] = {"attend": "attendee", "observe": "observer"}


def rolls(scan: Scan, outline: Outline) -> Iterator[PersonMention]:
    """Everyone in a roll call, by label, by 出席 and the like, or as leaders and members by name."""
    yield from _labelled_rolls(scan, outline)
    text, words = scan.text, person_words(scan.lexicon)
    since = 0
    for event in scan.of_kinds("cue"):
        if event.value not in ("attend", "observe", "absent"):
            continue
        end = event.start
        tail = words.before_roll.search(text, max(0, end - 26), end)
        if tail is not None:
            end -= len(tail[0])
        role: PersonRole | None = _ROLE_OF_CUE.get(event.value)
        for name in list_before(scan, end) or _before_others(scan, event.start):
            yield PersonMention(name, (), role or "other", "people.roll-call", 0.9)
        for name in _at_head(scan, max(since, event.start - _LONGEST_ROLL), event.start):
            yield PersonMention(name, (), role or "other", "people.roll-call", 0.85)
        yield from _of_organisations(scan, max(since, event.start - _LONGEST_ROLL), event.start, role or "other")
        since = event.end
        have = words.roll_have.match(text, event.start)
        if have is not None:
            yield from _names_after(scan, have.end(), role or "other")
    for match in _LEADERS.finditer(text):
        led = match[0].startswith("班子") or text.endswith(words.led_by, 0, match.start())
        if led and tells_presence(scan, match.end()):
            yield from _names_after(scan, match.end(), None)
    for match in _MEMBERS.finditer(text):
        stop = _STOP.search(text, match.end())
        yield from _roll_names(scan, match.end(), len(text) if stop is None else stop.start(), "other")
    for match in _LED_LIST.finditer(text):
        if tells_presence(scan, match.end()):
            for name in list_before(scan, match.start()):
                yield PersonMention(name, (), None, "people.roll-call", 0.9)
    for match in words.absent.finditer(text):
        for name in list_before(scan, match.start()):
            yield PersonMention(name, (), "other", "people.absent", 0.85)


def _before_others(scan: Scan, end: int) -> list[Span]:
    """甲、乙|及市纪委监委、市法院负责人|列席: the names before those who came besides them."""
    for joins in reversed(
        [*person_words(scan.lexicon).and_others.finditer(scan.text, max(0, end - _LONGEST_OTHERS), end)]
    ):
        names = list_before(scan, joins.start())
        others = scan.text[joins.end() : end]
        if "," in others and not (
            len(names) > 1 and scan.text[names[0].start - 1 : names[0].start] in _SENTENCE_BEGINS
        ):
            continue  # 甲、乙、丙|及各县主要负责人,市直各部门负责人|参加: only where the sentence has nothing else
        if len(names) > 1 or (names and "、" not in others):
            return names
    return []


_SENTENCE_BEGINS = ("", "\n", "。")
# How far before 出席 the words for those who came besides the named may begin; and how far a roll of organisations.
_LONGEST_OTHERS, _LONGEST_ROLL = 60, 400


def _at_head(scan: Scan, low: int, end: int) -> list[Span]:
    """。|甲、乙、丙|,市人武部部长丁出席会议: two names at least at the head of the sentence that ends in who came, before a comma."""
    start = max(low, *(scan.text.rfind(mark, low, end) + 1 for mark in "。;\n"))
    while scan.text[start : start + 1] in (" ", "\u3000"):
        start += 1
    names: list[Span] = []
    name = name_at(scan, start)
    while name is not None and name.end < end:
        names.append(name)
        if scan.text[name.end] == ",":
            return names if len(names) > 1 else []
        if scan.text[name.end] != "、":
            break
        name = name_at(scan, name.end + 1)
    return []


def _of_organisations(scan: Scan, low: int, end: int, role: PersonRole) -> Iterator[PersonMention]:
    """市发改局甲,市司法局乙参加会议: names right behind organisations, one of them at least of three characters or two of two."""
    start = max(low, *(scan.text.rfind(mark, low, end) + 1 for mark in "。\n"))
    names = []
    for event in scan.between(start, end):
        if event.kind in ("tail", "department"):
            name = name_at(scan, event.end)
            if name is not None and (name.end == end or scan.text[name.end] in ",、"):
                names.append(name)
    if len(names) > 1:
        for name in names:
            yield PersonMention(name, (), role, "people.roll-organisation", 0.85)


# 组长甲;成员:县住建局乙,县司法局丙。
_MEMBERS = re.compile(r"成\s?员\s?:(?!单位)")
_STOP = re.compile("[。\n]")
# 甲、乙、丙|等市政府领导,市长助理、市政府秘书长出席
_LED_LIST = re.compile("等(?:[一-鿿]{0,8})领导(?=[,、])")
# 县领导易成、熊纪中、文利民,…; 县政府领导甲、乙; 市政府(某局)领导甲; 街道班子成员甲: leaders by name, whatever follows.
_LEADERS = re.compile("领导(?:班子)?(?:成员)?|班子成员")


_LISTED = lazy("[一-鿿]{2,4}(?=、)")


def _names_after(scan: Scan, at: int, role: PersonRole | None) -> Iterator[PersonMention]:
    name = name_at(scan, at, listed=True) or strange_name_at(scan, at)
    while name is not None:
        if scan.text[name.end - 1] not in PLACE_ENDS:  # 东河县
            yield PersonMention(name, (), role, "people.roll-call", 0.9)
        if scan.text[name.end : name.end + 1] not in ("、", ","):
            return
        at = name.end + 1
        name = name_at(scan, at, listed=True) or strange_name_at(scan, at) or _between_names(scan, at)


def _between_names(scan: Scan, at: int) -> Span | None:
    """县领导甲、|都小宝|、丙: by its place in a list of leaders, though it begins with a word of one character."""
    token = _LISTED.match(scan.text, at)
    if token is None or name_at(scan, token.end() + 1, listed=True) is None:
        return None
    barred = person_words(scan.lexicon).none.match(scan.text, at)
    if barred is not None and barred.end() - at > 1:
        return None  # 有关方面, 两院
    if scan.text[token.end() - 1] in PLACE_ENDS:
        return None  # 东河县
    sound = given_is_sound(scan.text[at + 1 : token.end()]) and no_word_inside(scan, at, token.end())
    return Span(at, token.end()) if sound else None


def _labelled_rolls(scan: Scan, outline: Outline) -> Iterator[PersonMention]:
    """出席:甲 乙 丙(副县长、县公安局局长)."""
    for span, role in roll_calls(scan, outline):
        label = _MINUTES_LABEL.search(scan.text, max(0, span.start - 12), span.start)
        if label is None or not _ends_page(outline, span.end):
            yield from _roll_names(scan, span.start, span.end, role)
            continue
        post = Post(scan.notice.quote(Span(*label.span(1))), Span(*label.span(1)))
        for mention in _roll_names(scan, span.start, span.end, role):
            yield mention if mention.posts else mention._replace(posts=(post,))


def roll_calls(scan: Scan, outline: Outline) -> Iterator[tuple[Span, PersonRole]]:
    """Where names stand after a label (出席:, 列席:), in lines below it too, and what everybody named there was."""
    words = person_words(scan.lexicon)
    role: PersonRole = "other"
    alone = False
    for paragraph in outline.paragraphs:
        if paragraph.role not in ("roll", "body"):
            continue
        label = words.roll_label.match(scan.text, paragraph.start)
        if label is None and paragraph.role == "body" and not alone:
            role = "other"
            continue
        alone = label is not None and label.end() >= paragraph.end  # the names stand in the next line
        at = paragraph.start
        if label is not None:
            role = words.roles.get("".join(label["label"].split()), "other")
            at = label.end()
        yield from _run_together(scan, at, paragraph.end, role)


def _run_together(scan: Scan, at: int, end: int, role: PersonRole) -> Iterator[tuple[Span, PersonRole]]:
    """出席:甲、乙|列席:丙: the rolls of one paragraph, each with its role, where the page lost what parted them."""
    words = person_words(scan.lexicon)
    for label in words.inner_label.finditer(scan.text, at, end):
        yield Span(at, label.start()), role
        role, at = words.roles.get(label["label"], "other"), label.end()
    yield Span(at, end), role


def _roll_names(scan: Scan, at: int, end: int, role: PersonRole) -> Iterator[PersonMention]:
    """甲 乙 丙(副县长), 县发改局丁, 戊  集团副总经理: names with what stands beside them, up to the first thing that is none."""
    text, low, owners = scan.text, at, 0
    while at < end:
        item = _ROLL_ITEM.match(text, at, end)
        posts = _roll_posts(scan, item) if item is not None else ()
        if item is not None and (
            _is_roll_name(scan, item.start("name"), item.end("name"))
            # 起文亮(市住建局局长), 保天龙(市水务局): a post or an organ in brackets vouches for a rare surname
            or (
                (item["posts"] or (posts and item["after"]))
                and (posts or _ends_in_organ(scan, item.end("posts")))
                and _may_be_name(scan, item.start("name"), item.end("name"))
            )
        ):
            stop = item.end() if item["after"] is None or posts else item.end("name")
            yield PersonMention(Span(*item.span("name")), posts, role, "people.roll-label", 0.92)
            at = stop
        else:
            token = _ROLL_TOKEN.search(text, at, end)
            if token is None:
                return
            owned = _after_organisation(scan, *token.span(), strange=owners >= _LEAST_OWNERS)
            owners += owned is not None
            owned = owned or _after_leaders(scan, *token.span())
            press = _after_press(scan, token.start(), token.end()) or _after_post(scan, token.start(), token.end())
            if press is not None:
                yield press._replace(role=role)
            elif owned is not None:
                yield PersonMention(owned, (), role, "people.roll-organisation", 0.85)
            elif (
                _is_between(scan, at, *token.span())
                or _is_last(scan, low, *token.span(), end)
                or _is_strange_listed(scan, low, *token.span(), end)
            ):
                yield PersonMention(Span(*token.span()), (), role, "people.roll-label", 0.85)
            at = token.end()
        while at < end and text[at] in " \u3000、,;":
            at += 1


def _after_post(scan: Scan, start: int, end: int) -> PersonMention | None:
    """县政协副主席|斯琴高娃, in a roll call: a name without a known surname."""
    post = next((e for e in reversed(scan.between(start, end)) if e.kind == "post" and e.end < end), None)
    if post is None or not 2 <= end - post.end <= _LONGEST_STRANGE or not _may_be_name(scan, post.end, end):
        return None
    if scan.text[end - 1] in _ENDS_NO_NAME | _ENDS_KINDS_OF_PEOPLE or not given_is_sound(scan.text[post.end : end]):
        return None
    return PersonMention(Span(post.end, end), posts_before(scan, post.end), None, "people.roll-post", 0.85)


_LONGEST_STRANGE = 6


def _after_press(scan: Scan, start: int, end: int) -> PersonMention | None:
    """新闻媒体记者|甲 in a roll call."""
    for event in scan.between(start, end):
        if event.kind == "press" and event.end < end and _is_roll_name(scan, event.end, end):
            span = Span(start, event.end)
            post = Post(scan.notice.quote(span), span)
            return PersonMention(Span(event.end, end), (post,), None, "people.roll-press", 0.9)
    return None


_PARTS = re.compile("、|[ \u3000]{1,4}")
_LISTED_NAME = lazy("[一-鿿]{2,3}(?=、|\\s|$)")


def _is_between(scan: Scan, at: int, start: int, end: int) -> bool:
    """甲、|过云龙|、丙, 甲 |折彩霞| 丙: a name by its place between two of a list, though its surname is known for none."""
    text = scan.text
    parts = _PARTS.match(text, end)
    if not 2 <= end - start <= _LONGEST_LISTED or parts is None or text[start - 1 : start] not in (*"、 \u3000",):
        return False
    after = _LISTED_NAME.match(text, parts.end())
    stop = len(text[:start].rstrip("、 \u3000"))
    low = max(text.rfind(mark, max(0, at - _LONGEST_ITEM), stop) for mark in "、:\n \u3000") + 1
    before = _LISTED_NAME.fullmatch(text, low, stop)
    around = after is not None and _is_roll_name(scan, *after.span())
    around = around and before is not None and _is_roll_name(scan, low, start - 1)
    barred = person_words(scan.lexicon).none.match(text, start)
    return (
        around
        and (barred is None or barred.end() - start == 1)  # 过云龙, but no 有关方面
        and text[end - 1] not in _ENDS_NO_NAME
        and given_is_sound(text[start + 1 : end])
        and no_word_inside(scan, start, end)
    )


def _is_last(scan: Scan, low: int, start: int, end: int, stop: int) -> bool:
    """甲某某、乙某某、|别道军: the same where it ends a roll that has nothing but names (``low`` to ``stop``)."""
    text = scan.text
    if end != stop or end - start != _LONGEST_LISTED or not text.startswith("、", start - 1):
        return False
    names = list(_ANY_LISTED.finditer(text, max(low, start - _LONGEST_ROLL), start - 1))
    return (
        len(names) >= _LEAST_BEFORE_LAST
        and all(2 <= len(name[0]) <= _LONGEST_LISTED and _is_roll_name(scan, *name.span()) for name in names)
        and text[end - 1] not in _ENDS_NO_NAME | _ENDS_KINDS_OF_PEOPLE
        and person_words(scan.lexicon).none.match(text, start) is None
        and given_is_sound(text[start + 1 : end])
        and no_word_inside(scan, start, end)
    )


def _is_strange_listed(scan: Scan, low: int, start: int, end: int, stop: int) -> bool:
    """甲 乙 |斯琴高娃| 丙: four characters in a roll with names enough whose surnames are known."""
    text = scan.text
    if end - start != _LONGEST_STRANGE_LISTED or not _may_be_name(scan, start, end):
        return False
    if text[end - 1] in _ENDS_NO_NAME | _ENDS_KINDS_OF_PEOPLE or not given_is_sound(text[start:end]):
        return False
    names = [name for name in _ROLL_PARTS.finditer(text, low, stop) if _is_roll_name(scan, *name.span())]
    return len(names) >= _LEAST_BEFORE_LAST


_LONGEST_STRANGE_LISTED = 4
_ROLL_PARTS = lazy("(?<![一-鿿])[一-鿿]{2,3}(?![一-鿿])")
_LEAST_BEFORE_LAST = _LEAST_OWNERS = 2
_ANY_LISTED = re.compile("[^、]+")
_ENDS_PLACES = frozenset("镇乡县")
_ENDS_KINDS_OF_PEOPLE = frozenset("人员长者家组队会方处科股司")  # 负责人, 企业家, 村组长
_ENDS_NO_NAME = frozenset("镇乡村街区县市州旗局委办院所站部室")  # 各镇, 林业局
_LONGEST_LISTED, _LONGEST_ITEM = 3, 8
_PARAGRAPH = 40  # characters; shorter ones below the text are signatures and lists of who gets a copy


def _ends_page(outline: Outline, at: int) -> bool:
    """Whether no paragraph of running text begins after ``at``."""
    return not any(p.start >= at and p.role == "body" and p.end - p.start > _PARAGRAPH for p in outline.paragraphs)


def _ends_in_organ(scan: Scan, end: int) -> bool:
    return any(e.end == end and e.kind in ("tail", "department", "name") for e in scan.between(end - 16, end))


def _roll_posts(scan: Scan, item: re.Match[str]) -> tuple[Post, ...]:
    for beside in ("posts", "after"):
        if item[beside]:
            return posts_in(scan, *item.span(beside))
    return ()


def _may_be_name(scan: Scan, start: int, end: int) -> bool:
    if scan.text[end - 1] in _ENDS_PLACES and end - start == _LONGEST_LISTED:
        return False  # 战河镇, 沙洋县
    barred = person_words(scan.lexicon).none.match(scan.text, start)
    if barred is not None and barred.end() - start == 1 and is_odd_name(scan, start, end):
        return True
    return barred is None and no_word_inside(scan, start, end)


def _is_roll_name(scan: Scan, start: int, end: int) -> bool:
    if not _may_be_name(scan, start, end):
        return False
    two = scan.text[start : start + 2] in scan.lexicon.surnames
    if any(dot in scan.text[start:end] for dot in "·•・‧"):
        return True
    return (
        (scan.text[start] in scan.lexicon.surnames and end - start <= 3)
        or two
        or " " in scan.text[start:end]
        or "\u3000" in scan.text[start:end]
    )


def _after_leaders(scan: Scan, start: int, end: int) -> Span | None:
    """出席:县政府领导|郑兰: the first of a list behind the word for what they are."""
    leaders = _LEADERS.search(scan.text, start, end)
    if leaders is None or not 2 <= end - leaders.end() <= _LONGEST_LISTED:
        return None
    return Span(leaders.end(), end) if _is_roll_name(scan, leaders.end(), end) else None


def _after_organisation(scan: Scan, start: int, end: int, *, strange: bool = False) -> Span | None:
    """县发改局|郑兰, 河口镇|郑兰: two or three characters after the last organisation of the token, or after a town; ``strange``: without
    a known surname, too (县水利局|德兴华), behind others of the list."""
    stops = [e.end for e in scan.between(start, end) if e.kind in ("tail", "department", "name") and e.end < end]
    office = scan.text[end - 1] in person_words(scan.lexicon).town_offices
    town = None if stops or office else _TOWN.match(scan.text, start, end)
    stops = stops if town is None else [town.end()]
    if not stops or not 2 <= end - stops[-1] <= 3:
        return None
    name = Span(stops[-1], end)
    if strange and scan.text[end - 1] not in _ENDS_NO_NAME | _ENDS_KINDS_OF_PEOPLE and _may_be_name(scan, *name):
        return name if end - name.start == _LONGEST_LISTED and given_is_sound(scan.text[slice(*name)]) else None
    return name if _is_roll_name(scan, *name) else None
