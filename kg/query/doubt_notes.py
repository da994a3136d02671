"""The notes of doubts as messages: they stand in the graph in English, and people read them in their language. (存疑说明)

A note is written where the doubt arises, with the words that it is about in it; here stand the sentences that are written so, by
kind of doubt, so that one that is read from a graph can be said in other words. One of another form stays as it is.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from kg.catalogues import LANGUAGES, SOURCE, has_catalogue, words
from kg.errors import UsageError
from kg.messages import Message, joined, message, said
from kg.nearest import nearest_told

KIND: Final = "doubtKind"
NOTE: Final = "note"
"""Columns of the shipped queries that have kinds of doubts and their notes."""

NOTES: Final[Mapping[str, tuple[str, ...]]] = {
    "lines-joined": ("{count} line breaks within sentences were read over",),
    "no-meeting": ("nothing of a meeting was recognised",),
    "no-sentence-ends": ("no mark parts {count} characters",),
    "no-agenda-item": ("no agenda item was recognised in {count} characters",),
    "few-directives": ("directives recognised in {count} characters: {found}",),
    "two-numbers": ("the title counts {title}, the text {text}",),
    "document-kind-open": ("what kind of document 《{title}》 is, the text does not tell",),
    "short-for-two": ("《{short}》 may also mean 《{title}》",),
    "party-by-position": ("{name} is taken for a party only by its position",),
    "deadline-open": (
        "{limit} fixes no day",
        "{limit} fixes no day: the year of the meeting is not known; "
        "the day of publication in a line above the text (发布时间：2024-05-08), or by --published, may tell it",
    ),
    "deadline-before-meeting": ("{limit} was over on the day of the meeting, and is taken for the next year's",),
    "deadline-recurring": ("{limit} comes again and again, so it is kept as no limit",),
    "deadline-unread": (
        "{limit} looks like a limit, and none was read",
        "{limit} may be the limit of the demand before as well",
        "{limit} is listed before another day, and was not read as a limit",
    ),
    "second-deadline": ("{limit} is stated besides another", "{limit} is stated besides {first}"),
    "limits-respective": ("{limits}: each limit is another party's",),
    "weak-directive": ("read by {rule}, which is wrong more often than others",),
    "addressee-unread": (
        "{name} stands beside a demand; whether it must act was not read",
        "{name} is to answer for something that was read as no demand",
    ),
    "party-excepted": ("{words}: who is excepted may be one of a group that is bound",),
    "table-row-askew": ("has {count} cells under {wanted} headings",),
    "table-row-without-task": ("no cell says what is to be done",),
    "table-row-alone": ("stands alone in its row: a heading, or a task given to nobody",),
    "table-party-unread": (
        "{name} is not understood as a unit's name",
        "{name} is in brackets behind a unit: nothing says whether it acts as well",
    ),
    "table-people-only": ("only persons are named, no unit",),
    "table-no-addressee": ("no unit is named for it",),
    "table-deadline-unread": ("{words} is not understood as a limit",),
    "two-places": ("the notice may be of {places}: nothing in it decides",),
    "place-unknown": (
        "no place that fits the organ is named clearly enough; "
        "who published it, in a line above the text (来源：东河县人民政府办公室), may tell it",
    ),
    "unknown-agency": ("the full name of {name} cannot be known: {rule}",),
}
"""Kind of doubt -> templates of its notes; the first that fits is the one that was written."""

_WHY_NAMELESS: Final[Mapping[str, Message]] = {
    "unregistered": message("unregistered"),
    "place-unknown": message("place-unknown"),
    "company-open": message("company-open"),
}
"""Rules by which an agency stays without a full name (``kg.names``), as the notes about it end with them."""


def note_told(kind: str, note: str) -> str:
    """The ``note`` of a doubt of this ``kind`` as a message, the same in English; ``note`` itself where it has another form."""
    for template in NOTES.get(kind, ()):
        match = _pattern(template).fullmatch(note)
        if match is not None:
            values = match.groupdict()
            return message(template, **{name: _WHY_NAMELESS.get(words, words) for name, words in values.items()})
    return note


def doubt_told(kind: str, note: str) -> Message:
    """What is doubted, for people: the ``kind`` of doubt and its ``note``, if it has one."""
    if not note:
        return message("疑点：{kind}", kind=message(kind))
    return message("疑点：{kind} {note}", kind=message(kind), note=note_told(kind, note))


def doubt_choices() -> Message:
    """All kinds of doubts, each as the graph has it and in Chinese (deadline-open 时限不能定到日期), the same in every language."""
    called = {kind: name for name, kind in _kinds().items() if name != kind}
    return joined(" ".join(filter(None, (kind, called.get(kind)))) for kind in NOTES)


def doubt_called(name: str) -> str:
    """The kind of doubt that goes by ``name``: as the graph has it, or as people read it in one of the languages.

    Raises UsageError for any other name, with all that there are: no row at all would look as if nothing had been left open.
    """
    kinds = _kinds()
    if name.strip() not in kinds:
        raise UsageError(
            message(
                "There is no kind of doubt {name!r}; {hint}there are: {kinds}.",
                name=name,
                hint=nearest_told(name, kinds),
                kinds=doubt_choices(),
            )
        )
    return kinds[name.strip()]


@cache
def _kinds() -> Mapping[str, str]:
    """Name -> kind."""
    spoken = [words(language) for language in LANGUAGES if language != SOURCE and has_catalogue(language)]
    return {kind: kind for kind in NOTES} | {str(said(message(kind), own)): kind for own in spoken for kind in NOTES}


def told_row(columns: Sequence[str], row: Sequence[str | None]) -> list[str | None]:
    """``row`` of an answer about doubts with their kinds and notes as messages; any other row as it is."""
    told = list(row)
    if KIND not in columns:
        return told
    at = columns.index(KIND)
    kind = row[at]
    if kind is None:
        return told
    told[at] = message(kind)
    if NOTE in columns and (note := row[columns.index(NOTE)]) is not None:
        told[columns.index(NOTE)] = note_told(kind, note)
    return told


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = (
        re.escape(words) + ("" if name is None else f"(?P<{name}>.+)")
        for words, name, _, _ in string.Formatter().parse(template)
    )
    return re.compile("".join(parts), re.DOTALL)
