"""The least parts of what a matter lists: each may be a topic of its own. (清单拆分)"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.agenda.matter import HEARD, Matter
from kg.agenda.subjects import ORGANS, ends_in_organ, matter_words
from kg.model import Span
from kg.scan import Scan

_MARK = re.compile("[、;,]|以及|和|与|及|(?<=》)(?=《)")
_JOINS = frozenset({"和", "与", "及"})
_LISTS = _JOINS | {"、"}
_PLACES = "县市区旗"


class Fragment(NamedTuple):
    """The least part of a list that may be a topic of its own."""

    matter: Matter
    subject: Span
    documents: tuple[str, ...]
    joined: bool  # 和 or 及 stands before it
    open: bool  # names no matter: 研究部署下步工作
    before: bool  # 会前学习了《甲》: seldom spoken of


def fragments(scan: Scan, matter: Matter, titles: Sequence[tuple[Span, str]]) -> list[Fragment]:
    """The least parts of what ``matter`` lists, in order; ``titles``: where documents are named."""
    words = matter_words(scan.lexicon)
    subject = matter.subject
    heard = not HEARD.isdisjoint(matter.treatments)
    named = [(span, title) for span, title in titles if subject.start <= span.start < subject.end]
    found: list[tuple[Span, bool]] = []
    at, joined = subject.start, False
    used: list[str] = []
    marks = [m for m in _MARK.finditer(scan.text, *subject) if scan.masked(m.start()) is None or m.end() == m.start()]
    for start, end, mark in [*((m.start(), m.end(), m[0]) for m in marks), (subject.end, subject.end, "")]:
        if mark and (ends_in_organ(scan, at, start) or (heard and mark in _LISTS and scan.text[start - 1] in _PLACES)):
            continue  # who reports goes with what on
        tells = words.tells(scan.text[at:start]) or any(at <= span.start < start for span, _ in named)
        if tells:
            found.append((Span(at, start), joined))
        elif found:
            found[-1] = Span(found[-1][0].start, start), found[-1][1]
        else:
            continue  # what tells nothing goes with what follows it
        at, joined = end, mark in _JOINS
        used.append(mark)
    parts = [
        Fragment(
            matter,
            span,
            tuple(title for at, title in named if span.start <= at.start < span.end),
            joined,
            not named and not words.tells(scan.text[span.start : span.end]),
            scan.text.startswith("会前", matter.start),
        )
        for span, joined in found or [(subject, False)]
    ]
    known = {title for part in parts for title in part.documents}
    beside = tuple(title for title in matter.documents if title not in known)
    if any(mark == "、" for mark in used):
        parts = [part._replace(joined=False) for part in parts]  # 甲、乙和丙: 和 stands before the last of a list
    return [parts[0]._replace(documents=parts[0].documents + beside), *parts[1:]]


def told_of(scan: Scan, fragment: Fragment) -> Span:
    """听取市交通运输局|安全生产工作汇报: what was heard, without the organ that told it, if that names anything."""
    start, end = fragment.subject
    if HEARD.isdisjoint(fragment.matter.treatments):
        return fragment.subject
    organs = [event.end for event in scan.between(start, end) if event.kind in ORGANS and event.end < end]
    names = organs and matter_words(scan.lexicon).tells(scan.text[organs[-1] : end])
    return Span(organs[-1], end) if names else fragment.subject
