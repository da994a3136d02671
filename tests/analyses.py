"""Analyses of one notice made by hand, for what is resolved from them."""

from __future__ import annotations

import re

from kg.model import (
    Agency,
    AgencyKind,
    Analysis,
    Document,
    Located,
    MeetingFields,
    Notice,
    NoticeFields,
    Page,
    Person,
    Post,
    Resolution,
    Span,
)
from kg.register import load_register

REGISTER = load_register()
BASE = "https://w3id.org/huiyi/id/"


def span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def located(text: str, part: str) -> Located[str]:
    return Located(part, span(text, part), "test", 1.0)


def said(value: str) -> Located[str]:
    return Located(value, None, "test", 1.0)


def analysis(
    text: str,
    body: str,
    *,
    kind: str = "常务会议",
    agencies: dict[str, AgencyKind] | None = None,
    publisher: str | None = None,
    title: str | None = None,
    documents: dict[str, str] | None = None,
    people: dict[str, str] | None = None,
    page: Page | None = None,
) -> Analysis:
    """An analysis by hand of ``text``; every surface given must stand in it."""
    return Analysis(
        notice=Notice("0123456789abcdef", text, "-", page or Page()),
        fields=NoticeFields(
            title=located(text, title) if title else None,
            publisher=located(text, publisher) if publisher else None,
        ),
        meeting=MeetingFields(body=located(text, body), kind=said(kind), date=said("2023-11-09")),
        agencies=tuple(
            Agency(s, k, tuple(Span(m.start(), m.end()) for m in re.finditer(re.escape(s), text)), "test", 1.0)
            for s, k in (agencies or {}).items()
        ),
        documents=tuple(Document(t, span(text, t), k, None, (span(text, t),)) for t, k in (documents or {}).items()),
        people=tuple(
            Person(n, span(text, n), (Post(p, span(text, p)),), "attendee", "test", 1.0)
            for n, p in (people or {}).items()
        ),
    )


def body_of(found: Resolution) -> str | None:
    return found.body.canonical if found.body is not None else None
