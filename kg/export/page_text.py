"""A notice's text as HTML, with what was found in it marked: directives, parties, deadlines, documents, agencies, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from kg.export.accounts import Account
from kg.vocab import FOAF, KG, WORDS

_ROLES: Final = WORDS["party-roles"]
_ROLE_MARKS: Final = {
    _ROLES["lead"]: "lead",
    _ROLES["responsible"]: "lead",
    _ROLES["co-actor"]: "co",
    _ROLES["overseen"]: "over",
}
_CLASS_MARKS: Final = {KG.Document: "doc", KG.Agency: "org", KG.AgencyGroup: "org", FOAF.Person: "who"}


class Mark(NamedTuple):
    """A stretch of the text (code points, half-open), the style it gets, and what a pointer over it shows."""

    start: int
    end: int
    style: str
    title: str


def marks_of(account: Account, describe: Callable[[str], tuple[str | None, str]]) -> list[Mark]:
    """Everything to be marked in the text. ``describe`` gives the class and the label of a thing."""
    marks = []
    for mention in account.mentions:
        class_, label = describe(mention.thing)
        style = _CLASS_MARKS.get(class_ or "")
        if style is not None:
            marks.append(Mark(mention.passage.start, mention.passage.end, style, label))
    for directive in account.directives:
        for part in directive.parts:
            if part.passage is not None:
                mark = _ROLE_MARKS.get(part.role, "lead")
                marks.append(Mark(part.passage.start, part.passage.end, mark, describe(part.party)[1]))
        if directive.deadline_at is not None:
            title = directive.due or "日期未定"
            marks.append(Mark(directive.deadline_at.start, directive.deadline_at.end, "due", title))
    return marks


def marked_text(account: Account, marks: Sequence[Mark], prefix: str) -> str:
    """The text as HTML. Directives are numbered in the order of the text; their marks link to rows of the table.

    ``prefix`` keeps the anchors of several notices on one page apart.
    """
    return "".join(_pieces(account, marks, prefix))


def _pieces(account: Account, marks: Sequence[Mark], prefix: str) -> Iterator[str]:
    text = account.text
    directives = [Mark(d.passage.start, d.passage.end, "d", "") for d in account.directives]
    cuts = sorted({0, len(text), *(at for mark in (*marks, *directives) for at in (mark.start, mark.end))})
    numbers: dict[int, list[int]] = {}
    for number, mark in enumerate(directives, start=1):
        numbers.setdefault(mark.start, []).append(number)
    for start, end in pairwise(cuts):
        for number in numbers.get(start, ()):
            anchor = f"{prefix}{number}"
            yield f'<a class="n" id="t{anchor}" href="#r{anchor}">{number}</a>'
        styles = [mark for mark in (*directives, *marks) if mark.start <= start and end <= mark.end]
        yield _wrapped(escape(text[start:end]), styles)


def _wrapped(html: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return html
    styles = " ".join(dict.fromkeys(mark.style for mark in marks))
    titles = " · ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    shown = f' title="{escape(titles)}"' if titles else ""
    return f'<span class="{styles}"{shown}>{html}</span>'
