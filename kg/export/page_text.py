"""A notice's text as HTML, with what was found in it marked: directives, parties, deadlines, documents, agencies, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from kg.export.accounts import Account
from kg.export.things import Thing
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


def marks_of(account: Account, thing_of: Callable[[str], Thing]) -> list[Mark]:
    """Everything to be marked in the text. ``thing_of`` describes a thing by its IRI."""
    marks = []
    for mention in account.mentions:
        thing = thing_of(mention.thing)
        style = _CLASS_MARKS.get(thing.class_ or "")
        if style is not None:
            marks.append(Mark(mention.passage.start, mention.passage.end, style, thing.label))
    for directive in account.directives:
        for part in directive.parts:
            if part.passage is not None:
                mark = _ROLE_MARKS.get(part.role, "lead")
                marks.append(Mark(part.passage.start, part.passage.end, mark, thing_of(part.party).label))
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
    """A directive that no other one overlaps is one element, so that a link lights it whole; others are marked in parts."""
    text = account.text
    directives = {number: Mark(*d.passage[1:3], "d", "") for number, d in enumerate(account.directives, start=1)}
    alone = _alone(directives)
    in_parts = [mark for number, mark in directives.items() if number not in alone]
    cuts = sorted({0, len(text), *(at for mark in (*marks, *directives.values()) for at in mark[:2])})
    beginning: dict[int, list[int]] = {}
    for number, mark in directives.items():
        beginning.setdefault(mark.start, []).append(number)
    ends = {directives[number].end for number in alone}
    for start, end in pairwise(cuts):
        for number in beginning.get(start, ()):
            yield _number(f"{prefix}{number}", number, opens=number in alone)
        styles = [mark for mark in (*in_parts, *marks) if mark.start <= start and end <= mark.end]
        yield _wrapped(escape(text[start:end]), styles)
        if end in ends:
            yield "</span>"


def _alone(directives: Mapping[int, Mark]) -> set[int]:
    """The numbers of those that overlap no other."""
    ordered = sorted(directives.items(), key=lambda pair: pair[1][:2])
    crossed: set[int] = set()
    furthest, holder = -1, 0
    for number, mark in ordered:
        if mark.start < furthest or mark.start == mark.end:
            crossed |= {number, holder}
        if mark.end > furthest:
            furthest, holder = mark.end, number
    return set(directives) - crossed


def _number(anchor: str, number: int, *, opens: bool) -> str:
    if opens:
        return f'<span class="d" id="t{anchor}"><a class="n" href="#r{anchor}">{number}</a>'
    return f'<a class="n" id="t{anchor}" href="#r{anchor}">{number}</a>'


def _wrapped(html: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return html
    styles = " ".join(dict.fromkeys(mark.style for mark in marks))
    titles = " · ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    shown = f' title="{escape(titles)}"' if titles else ""
    return f'<span class="{styles}"{shown}>{html}</span>'
