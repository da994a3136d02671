"""A notice's text as HTML, with what was found in it marked: directives, parties, deadlines, documents, agencies, people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """A stretch of the text (code points, half-open), the style it gets, what a pointer over it shows, where it leads."""

    start: int
    end: int
    style: str
    title: str
    href: str = ""


def marks_of(
    account: Account, thing_of: Callable[[str], Thing], address_of: Callable[[str], str] = lambda _: ""
) -> list[Mark]:
    """Everything to be marked in the text. ``thing_of`` describes a thing by its IRI, ``address_of`` says where it is shown."""
    marks = []
    for mention in account.mentions:
        thing = thing_of(mention.thing)
        style = _CLASS_MARKS.get(thing.class_ or "")
        if style is not None:
            passage = mention.passage
            marks.append(Mark(passage.start, passage.end, style, thing.label, address_of(mention.thing)))
    for directive in account.directives:
        for part in directive.parts:
            if part.passage is not None:
                mark = _ROLE_MARKS.get(part.role, "lead")
                label, address = thing_of(part.party).label, address_of(part.party)
                marks.append(Mark(part.passage.start, part.passage.end, mark, label, address))
        if directive.deadline_at is not None:
            title = directive.due or "日期未定"
            marks.append(Mark(directive.deadline_at.start, directive.deadline_at.end, "due", title))
    return marks


@dataclass(frozen=True, slots=True)
class Frame:
    """What of a notice's text is shown, and how its directives are called on the page.

    ``prefix`` keeps the anchors of several notices on one page apart. ``within``: only these code points (half-open).
    ``by_place``: a directive's anchor is its place, as the IRI of the evidence has it (char=120,145), not its number.
    ``lit``: the number of a directive that stands out. ``row_of`` says where the number of a directive leads; by default to
    its row of a table on the same page.
    """

    prefix: str = ""
    within: tuple[int, int] | None = None
    by_place: bool = False
    lit: int | None = None
    row_of: Callable[[int], str] | None = None


def marked_text(account: Account, marks: Sequence[Mark], frame: Frame) -> str:
    """The text as HTML. Directives are numbered in the order of the text; their marks link to rows of the table."""
    return "".join(_pieces(account, marks, frame))


def _pieces(account: Account, marks: Sequence[Mark], frame: Frame) -> Iterator[str]:
    """A directive that no other one overlaps is one element, so that a link lights it whole; others are marked in parts."""
    text = account.text
    low, high = frame.within or (0, len(text))
    whole = {
        number: Mark(*told.passage[1:3], "d lit" if number == frame.lit else "d", "")
        for number, told in enumerate(account.directives, start=1)
    }
    directives = {number: cut for number, mark in whole.items() if (cut := _cut(mark, low, high)) is not None}
    marks = [cut for mark in marks if (cut := _cut(mark, low, high)) is not None]
    alone = _alone(directives)
    in_parts = [mark for number, mark in directives.items() if number not in alone]
    cuts = sorted({low, high, *(at for mark in (*marks, *directives.values()) for at in mark[:2])})
    beginning: dict[int, list[int]] = {}
    for number, mark in directives.items():
        beginning.setdefault(mark.start, []).append(number)
    ends = {directives[number].end for number in alone}
    for start, end in pairwise(cuts):
        for number in beginning.get(start, ()):
            yield _number(frame, number, whole[number], opens=number in alone)
        styles = [mark for mark in (*in_parts, *marks) if mark.start <= start and end <= mark.end]
        yield _wrapped(escape(text[start:end]), styles)
        if end in ends:
            yield "</span>"


def _cut(mark: Mark, low: int, high: int) -> Mark | None:
    """``mark`` as far as it lies between ``low`` and ``high``; None where nothing of it does."""
    if mark.end < low or mark.start > high or (mark.start == high and high > low):
        return None
    return mark._replace(start=max(mark.start, low), end=min(mark.end, high))


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


def _number(frame: Frame, number: int, mark: Mark, *, opens: bool) -> str:
    anchor = f"{frame.prefix}{number}"
    name = f"char={mark.start},{mark.end}" if frame.by_place else f"t{anchor}"
    href = f"#r{anchor}" if frame.row_of is None else escape(frame.row_of(number))
    if opens:
        return f'<span class="{mark.style}" id="{name}"><a class="n" href="{href}">{number}</a>'
    return f'<a class="n" id="{name}" href="{href}">{number}</a>'


def _wrapped(html: str, marks: Sequence[Mark]) -> str:
    if not marks:
        return html
    styles = " ".join(dict.fromkeys(mark.style for mark in marks))
    titles = " · ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    shown = f' title="{escape(titles)}"' if titles else ""
    href = next((mark.href for mark in marks if mark.href), "")
    if href:
        return f'<a class="{styles}" href="{escape(href)}"{shown}>{html}</a>'
    return f'<span class="{styles}"{shown}>{html}</span>'
