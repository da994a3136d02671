"""What was seen and is left open, kept as such and counted in the build report. (存疑)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from kg.lexicon import table
from kg.mentions.numerals import NUMBER, chinese_number
from kg.model import Agency, AgendaItem, Directive, Document, Doubt, Located, MeetingFields, Notice, Span

NO_MEETING: Final = "no-meeting"
"""The kind of doubt about a text that tells of no meeting."""

# Below this a directive is more often misread than the rest together; see scripts/calibrate.py.
_WEAK: Final = 0.8
_HALF_A_YEAR: Final = 183
"""Days: a limit without a year that lies further ahead in the next year is nearer to the meeting in its own, before it."""
_OPEN_KINDS = frozenset({"documents.kind-open", "documents.kind-unknown"})
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
# 6月20日前, 年底前: a day of some year, which the day of the meeting tells. (每月10日前, 三个月内 are days of none.)
_IN_A_YEAR = re.compile(f"(?<!每)(?:{NUMBER}月|年[底末])")
_NO_YEAR: Final = (
    ": the year of the meeting is not known; the day of publication in a line above the text (发布时间：2024-05-08), or by "
    "--published, may tell it"
)
_ORDINAL = re.compile(f"第\\s*(?P<number>{NUMBER})\\s*次")


def find_doubts(
    notice: Notice,
    title: Located[str] | None,
    meeting: MeetingFields,
    documents: tuple[Document, ...],
    agencies: tuple[Agency, ...],
    directives: tuple[Directive, ...],
    agenda: tuple[AgendaItem, ...],
    unread: tuple[Doubt, ...] = (),
) -> tuple[Doubt, ...]:
    """All doubts of one notice, in reading order; kinds are words of their own, notes are for people.

    ``unread``: what was left open in its tables, who stands beside a demand, and whether little was read for its length."""
    found = (
        *unread,
        *(() if agenda or directives else _about_meeting(notice, title, meeting)),
        *_about_number(notice, title, meeting),
        *_about_documents(documents),
        *_about_agencies(agencies),
        *_about_directives(directives, day_known=meeting.date is not None),
        *_about_days(meeting, directives),
    )
    return tuple(sorted(found, key=lambda doubt: (doubt.span, doubt.kind)))


def _about_meeting(notice: Notice, title: Located[str] | None, meeting: MeetingFields) -> Iterator[Doubt]:
    """A poem, a recipe, the notice of a competition: the text is taken in, and said to tell of no meeting."""
    if any(value is not None for value in (meeting.body, meeting.kind, meeting.number, meeting.chair)):
        return
    span = title.span if title is not None and title.span is not None else _first_line(notice.text)
    if span is not None:
        yield Doubt("no-meeting", span, "nothing of a meeting was recognised")


def _first_line(text: str) -> Span | None:
    line = _LINE.search(text)
    return None if line is None else Span(*line.span())


def _about_number(notice: Notice, title: Located[str] | None, meeting: MeetingFields) -> Iterator[Doubt]:
    if title is None or title.span is None or meeting.number is None:
        return
    for match in _ORDINAL.finditer(notice.quote(title.span)):
        value = chinese_number(match["number"])
        if value is not None and value != meeting.number.value and len(_ORDINAL.findall(notice.quote(title.span))) == 1:
            yield Doubt("two-numbers", title.span, f"the title counts {value}, the text {meeting.number.value}")


def _about_documents(documents: tuple[Document, ...]) -> Iterator[Doubt]:
    shorts: dict[str, Document] = {}
    for document in documents:
        if document.rule in _OPEN_KINDS:
            yield Doubt(
                "document-kind-open",
                document.span,
                f"what kind of document 《{document.title}》 is, the text does not tell",
            )
        if document.short is not None and document.short in shorts:
            other = shorts[document.short]
            yield Doubt("short-for-two", document.span, f"《{document.short}》 may also mean 《{other.title}》")
        elif document.short is not None:
            shorts[document.short] = document


def _about_agencies(agencies: tuple[Agency, ...]) -> Iterator[Doubt]:
    for agency in agencies:
        if agency.rule == "agencies.party" and agency.kind in ("organization", "group"):
            yield Doubt(
                "party-by-position", agency.mentions[0], f"{agency.surface} is taken for a party only by its position"
            )


def _about_directives(directives: tuple[Directive, ...], *, day_known: bool) -> Iterator[Doubt]:
    for directive in directives:
        if directive.deadline is not None and directive.deadline.date is None:
            limit = directive.deadline.surface
            needs_year = not day_known and _IN_A_YEAR.search(limit) is not None
            yield Doubt(
                "deadline-open", directive.deadline.span, f"{limit} fixes no day{_NO_YEAR if needs_year else ''}"
            )
        for other in directive.other_deadlines:
            yield Doubt("second-deadline", other.span, f"{other.surface} is stated besides {_first(directive)}")
        if directive.rule in table("doubted_rules") or directive.confidence < _WEAK:
            yield Doubt(
                "weak-directive", directive.span, f"read by {directive.rule}, which is wrong more often than others"
            )


def _about_days(meeting: MeetingFields, directives: tuple[Directive, ...]) -> Iterator[Doubt]:
    """6月5日前 in a meeting of 6 June: taken for next year's, though the day just before may be meant, or be misprinted."""
    if meeting.date is None:
        return
    met = date.fromisoformat(meeting.date.value)
    for directive in directives:
        for limit in (directive.deadline, *directive.other_deadlines):
            if limit is None or limit.date is None or "年" in limit.surface:
                continue
            due = date.fromisoformat(limit.date)
            if due.year > met.year and (due - met).days > _HALF_A_YEAR:
                note = f"{limit.surface} was over on the day of the meeting, and is taken for the next year's"
                yield Doubt("deadline-before-meeting", limit.span, note)


def _first(directive: Directive) -> str:
    return "another" if directive.deadline is None else directive.deadline.surface
