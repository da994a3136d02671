"""What is matched: stretches of speech, and what they may be on. (讲话片段与议题)"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.agenda.matter import Matter
from kg.model import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that may treat a matter: a speech and what follows it, a numbered section, or sentences of a speech."""

    start: int
    end: int
    paragraphs: tuple[int, ...]
    opens: bool  # begins with 会议强调 or with a number: likely to turn to the next matter
    numbered: bool = False  # a section under a heading: one matter, whatever else its sentences mention
    topic: str = ""  # what its first words say that it is on: 针对防汛工作
    headed: bool = False  # under a heading that names a matter: 一、关于…的问题
    studies: bool = False  # its first demand is to study what was said elsewhere


@dataclass(frozen=True, slots=True)
class Topic:
    """What an announced matter is about, or one of several things that it lists under one verb."""

    matter: Matter
    subject: Span
    documents: tuple[str, ...]
    open: bool  # 安排部署近期重点工作: any speech may treat it that treats nothing else


def unnamed(part: Part, documents: Sequence[str] = ()) -> Matter:
    """The item that a part is of a matter which no verb says that the meeting took up."""
    subject = Span(part.start, part.end)
    sections = [*part.paragraphs]
    return Matter(*subject, sections[0], ["其他"], [], [*documents], True, subject, named=False, sections=sections)


def treated(matter: Matter, part: Part, subject: Span | None = None) -> Matter:
    """The item that ``matter`` becomes where this part treats it, or what it names at ``subject``."""
    subject = subject or matter.subject
    return replace(
        matter,
        start=part.start,
        end=part.end,
        treatments=matter.told_of(subject),
        subject=subject,
        outcomes=list(matter.outcomes),
        documents=list(matter.documents),
        sections=list(part.paragraphs),
    )
