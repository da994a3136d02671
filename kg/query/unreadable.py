"""Why a query cannot be read: where it is no SPARQL any more, and what could stand there. (查询语法)

Oxigraph tells the furthest place that its parser looked at, and what it looked for there. A keyword is looked for by as many signs as it
has, so that place lies anywhere behind the fault. Where gaps wider than any keyword stand between the words, the fault is the last
word that begins before the place: had the parser accepted it, it would have looked at the next.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.messages import Message, joined, message
from kg.sparql_text import TOKEN
from kg.vocab import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import Store

_LONGEST: Final = 100_000
"""Characters of a query that is looked at; nobody writes a longer one by hand."""
_DEEPEST: Final = 8
"""Open brackets at the fault up to which is tried what could stand there: Oxigraph takes twice as long for each."""
_FEW: Final = 5
"""Things that could stand there, up to which they are told."""
_SHOWN: Final = 30
_GAP: Final = " " * 24  # the longest keyword has 14 signs (ENCODE_FOR_URI)
_PARTED: Final = frozenset("(){};,")
"""Marks beside which SPARQL takes a blank wherever they stand outside strings and names."""
_BRACKETS: Final = {"{": "}", "(": ")", "[": "]"}
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_IN_STRING: Final = r'"\\U"'
_IN_IRI: Final = "IRI parsing failed"
_LIKE: Final = 0.7
_SIGNS: Final = {"“": '"', "”": '"', "‘": "'", "’": "'", "。": ".", "、": ",", "《": "<", "》": ">"}
_MARKS: Final = ("{", "}", "(", ")", ".", ";", ",")
_KEYWORDS: Final = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "DISTINCT", "AS", "FROM", "NAMED", "WHERE", "GRAPH", "FILTER", "OPTIONAL",
    "UNION", "MINUS", "BIND", "VALUES", "UNDEF", "GROUP", "HAVING", "ORDER", "BY", "LIMIT", "OFFSET",
)  # fmt: skip
_KINDS: Final = {
    "?x": message("a variable"),
    "<x:y>": message("a name"),
    "1": message("a number"),
    '"x"': message("a text"),
}
"""A specimen of each kind of word -> what the kind is called."""
_MEANINGS: Final = {
    "The SELECT contains a variable that is unbound": message(
        "SELECT has a variable by which it does not group: name it behind GROUP BY, or use it in COUNT(…), SAMPLE(…) and the like only"
    ),
    "The SELECT overrides an existing variable using an expression": message(
        "(… AS ?name) gives a value to a variable that has one already; choose another name"
    ),
}
"""What Oxigraph says of queries that are well formed and mean nothing -> the same for people."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query: ``text[start:]`` begins with it (code points), and so does the stretched text from ``at`` on."""

    text: str
    start: int
    at: int


@dataclass(frozen=True, slots=True)
class _Stretched:
    """A query with wide gaps between its words."""

    text: str
    words: tuple[_Word, ...]


@dataclass(frozen=True, slots=True)
class _Fault:
    """The first word that cannot stand where it does: ``words[number]``, or the end of the query where there is none such.
    ``sought``: what the parser looked for, in its words."""

    number: int
    sought: str


def unreadable(text: str, error: SyntaxError) -> Message:
    """Why Oxigraph, which says ``error``, cannot read the query ``text``, in one sentence."""
    if not text.strip():
        return message("The query is empty.")
    stretched = _stretched(text) if len(text) <= _LONGEST else None
    fault = None if stretched is None else _fault(stretched)
    if stretched is None or fault is None:  # it was another parser that could not read it
        return message("The query cannot be read: {error}.", error=" ".join(str(error).split())[:200])
    for key, told in _MEANINGS.items():
        if key in fault.sought:
            return message("The query cannot be read: {error}.", error=told)
    return _opened(text, stretched, fault) or _ended(text, stretched, fault) or _misplaced(text, stretched, fault)


def _opened(text: str, stretched: _Stretched, fault: _Fault) -> Message | None:
    """The sentence on a string or an address that is not closed."""
    before = stretched.words[fault.number :: -1]
    if _IN_STRING in fault.sought:
        for word in before:
            if word.text in ("'", '"'):
                return message(
                    "The query cannot be read: the text that begins with {mark!r} at {place} is not closed on its line.",
                    mark=word.text,
                    place=_place(text, word.start),
                )
    if fault.sought.endswith(_IN_IRI):
        for word in before:
            if word.text == "<":
                return message(
                    "The query cannot be read: the address that begins with < at {place} is not closed, or has a blank or another "
                    "sign in it that no address can have.",
                    place=_place(text, word.start),
                )
    return None


def _ended(text: str, stretched: _Stretched, fault: _Fault) -> Message | None:
    """The sentence on a query that ends too early."""
    if fault.number < len(stretched.words):
        return None
    unclosed = _unclosed(stretched.words)
    if unclosed:
        return message(
            "The query cannot be read: it ends, but {bracket!r} at {place} is not closed.",
            bracket=unclosed[-1].text,
            place=_place(text, unclosed[-1].start),
        )
    could = _could_stand(stretched, fault)
    if not could:
        return message("The query cannot be read: it ends too early.")
    return message("The query cannot be read: it ends where {expected} should follow.", expected=joined(could))


def _misplaced(text: str, stretched: _Stretched, fault: _Fault) -> Message:
    """The sentence on a word that cannot stand where it does."""
    word = stretched.words[fault.number]
    there, place = word.text[:_SHOWN], _place(text, word.start)
    sign = unicodedata.normalize("NFKC", _SIGNS.get(there, there))
    if sign != there and sign.isascii():
        return message(
            "The query cannot be read: {there!r} at {place} is a Chinese sign; SPARQL has {sign!r}.",
            there=there,
            place=place,
            sign=sign,
        )
    if word.text in _BRACKETS.values() and not _unclosed(stretched.words[: fault.number]):
        return message(
            "The query cannot be read: {there!r} at {place} closes nothing that is open.", there=there, place=place
        )
    could = _could_stand(stretched, fault)
    meant = difflib.get_close_matches(there.upper(), [one for one in could if one in _KEYWORDS], n=1, cutoff=_LIKE)
    if meant:
        return message(
            "The query cannot be read: {there!r} stands at {place}; is {meant} meant?",
            there=there,
            place=place,
            meant=meant[0],
        )
    if not could or len(could) > _FEW:
        return message("The query cannot be read: {there!r} cannot stand at {place}.", there=there, place=place)
    return message(
        "The query cannot be read: {there!r} stands at {place}, where it could go on with {expected}.",
        there=there,
        place=place,
        expected=joined(could),
    )


def _place(text: str, at: int) -> Message:
    """The place ``at`` of the query as editors count it: lines and columns from 1 on."""
    line_start = text.rfind("\n", 0, at) + 1
    return message("line {line}, column {column}", line=text.count("\n", 0, at) + 1, column=at - line_start + 1)


def _stretched(text: str) -> _Stretched:
    """``text`` with gaps between its words that are wider than any keyword, and one behind."""
    pieces: list[str] = []
    words: list[_Word] = []
    length = 0
    for token in TOKEN.finditer(text):
        piece = token[0]
        gap = _GAP if piece.isspace() or piece in _PARTED else ""
        if piece and not piece.isspace() and token["comment"] is None:
            words.append(_Word(piece, token.start(), length + len(gap)))
            piece = gap + piece
        pieces.append(piece + gap)
        length += len(piece) + len(gap)
    return _Stretched(f"{''.join(pieces)}\n{_GAP}", tuple(words))


def _fault(stretched: _Stretched) -> _Fault | None:
    """Where ``stretched`` cannot be read; None where it can."""
    try:
        _nothing().query(stretched.text, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        found = _PLACE.fullmatch(str(error))
        if found is None:
            return None
        lines = stretched.text.split("\n")[: int(found[1]) - 1]
        place = sum(map(len, lines)) + len(lines) + int(found[2]) - 1
        if place >= len(stretched.text):
            return _Fault(len(stretched.words), found[3])
        return _Fault(max(0, bisect_right(stretched.words, place, key=lambda word: word.at) - 1), found[3])
    except RuntimeError:  # it is read, and fails later
        return None
    return None


def _could_stand(stretched: _Stretched, fault: _Fault) -> list[str]:
    """What could stand in place of the word at the fault: whatever the parser goes past."""
    before = stretched.words[: fault.number]
    if len(_unclosed(before)) > _DEEPEST:
        return []
    end = stretched.words[fault.number].at if fault.number < len(stretched.words) else len(stretched.text)
    start = stretched.text[:end]

    def goes_on(word: str) -> bool:
        tried = _Stretched(f"{start}{_GAP}{word}\n{_GAP}", (*before, _Word(word, 0, len(start) + len(_GAP))))
        at = _fault(tried)
        return at is None or at.number > len(before)

    return [
        *(told for specimen, told in _KINDS.items() if goes_on(specimen)),
        *(f"{mark!r}" for mark in _MARKS if goes_on(mark)),
        *(keyword for keyword in _KEYWORDS if goes_on(keyword)),
    ]


def _unclosed(words: Sequence[_Word]) -> list[_Word]:
    """The brackets among ``words`` that none of them closes."""
    found: list[_Word] = []
    for word in words:
        if word.text in _BRACKETS:
            found.append(word)
        elif found and word.text == _BRACKETS[found[-1].text]:
            found.pop()
    return found


@cache
def _nothing() -> Store:
    """A store that holds nothing: queries are only read by it."""
    from pyoxigraph import Store

    return Store()
