"""What was left open about a demand, as its ledger line says it: whoever checks a line need not look for it elsewhere. (存疑)

The doubts of a notice stand in its graph with the words that they are about. One belongs to a line where these words are those of its
demand or of its addressee; the notes with all that is known of a doubt are listed by ``kg query doubts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.one_line import on_one_line
from kg.store.walk import Walk
from kg.vocab import KG, NIF, PROV

_LONGEST: Final = 30
"""Characters of a notice's words that are quoted."""

# Kind of doubt -> what a line says of it; the words of the notice come before it.
_OF_ADDRESSEE: Final[Mapping[str, str]] = {
    "party-by-position": "仅凭所处位置认作责任方",
    "unknown-agency": "全称不明",
}
_OF_DEMAND: Final[Mapping[str, str]] = {
    "deadline-recurring": "反复出现，未作时限",
    "deadline-unread": "像是时限，未能读懂",
    "deadline-before-meeting": "在会议当日已过，按下一年计",
    "limits-respective": "各时限分属不同单位",
    "table-deadline-unread": "未能读作时限",
    "table-party-unread": "未能读作单位",
    "table-people-only": "只有人名，没有单位",
    "table-row-askew": "该行列数与表头不符",
    "weak-directive": "所依规则不够可靠，请核对原文",
}
_OF_SENTENCE: Final[Mapping[str, str]] = {
    "addressee-unread": "是否也须办理，未能读懂",
    "party-excepted": "所除外的，可能在所列群体之内",
}
OF_LINES: Final = frozenset({"deadline-open", *_OF_ADDRESSEE, *_OF_DEMAND, *_OF_SENTENCE})
"""Kinds of doubt that a line tells. That no day is known for a deadline (deadline-open) its own cells show: ``deadline_open``."""
ELSEWHERE: Final = frozenset(
    {
        "second-deadline",  # stands in the line's other deadlines
        "table-no-addressee",  # its line has no addressee
        "table-row-without-task",
        "table-row-alone",  # no demand was read there
        "document-kind-open",
        "short-for-two",  # of documents
        "no-meeting",
        "two-numbers",
        "two-places",
        "place-unknown",
        "lines-joined",
        "no-sentence-ends",
        "no-agenda-item",
        "few-directives",  # of whole notices
    }
)
"""Kinds of doubt that are about no demand, or that a line tells in other words."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt: its kind, and its words with their offsets (code points, half-open)."""

    start: int
    end: int
    kind: str
    quote: str


def doubts_of(walk: Walk, notice: str) -> list[Doubted]:
    """The doubts of ``notice`` that lines tell, in reading order."""
    return sorted(_doubts(walk, notice), key=lambda one: (one.start, one.end, one.kind))


def _doubts(walk: Walk, notice: str) -> Iterator[Doubted]:
    for doubt, kinds in walk.all_values(KG.doubtKind, notice).items():
        passage = walk.value(doubt, PROV.wasQuotedFrom, notice)
        start, end = (walk.number(passage, index, notice) for index in (NIF.beginIndex, NIF.endIndex))
        if kinds[0] in OF_LINES and start is not None and end is not None:
            yield Doubted(start, end, kinds[0], on_one_line(walk.value(passage, NIF.anchorOf, notice) or ""))


def about_demand(doubts: Sequence[Doubted], demand: tuple[int, int], sentence: tuple[int, int]) -> tuple[str, ...]:
    """What is left open about a demand that stands at ``demand`` in its ``sentence``, but for whom it is asked of."""
    told = []
    for one in doubts:
        if one.kind in _OF_DEMAND and _meet(one, demand):
            told.append(_told(one, _OF_DEMAND))
        elif one.kind in _OF_SENTENCE and _meet(one, sentence):
            told.append(_told(one, _OF_SENTENCE))
    return tuple(dict.fromkeys(told))


def about_addressee(doubts: Sequence[Doubted], surface: str) -> tuple[str, ...]:
    """What is left open about who is asked; the notice writes it ``surface``. A doubt stands where a name is first met."""
    return tuple(
        dict.fromkeys(_told(one, _OF_ADDRESSEE) for one in doubts if one.kind in _OF_ADDRESSEE and one.quote == surface)
    )


def deadline_open(deadline: str | None, due: str | None, day: str | None) -> tuple[str, ...]:
    """That a ``deadline`` is stated and no day it is ``due``; ``day`` is the meeting's, as far as it is known."""
    if deadline is None or due is not None:
        return ()
    return (f"“{_short(deadline)}”不能定到日期{'（会议日期不明）' if day is None else ''}",)


def _meet(one: Doubted, span: tuple[int, int]) -> bool:
    return one.start < span[1] and span[0] < one.end


def _told(one: Doubted, words: Mapping[str, str]) -> str:
    return words[one.kind] if one.kind == "weak-directive" else f"“{_short(one.quote)}”{words[one.kind]}"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
