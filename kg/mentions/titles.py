"""Which document a title means: one that was named before, by its end, by part of its words, or a new one. (标题认定)"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.model import Located, Span

_BRACKETED_TAIL: Final = re.compile(r"\((?P<mark>[^()]{1,24})\)$")
_YEAR: Final = re.compile(r"\d{4}")
_YEAR_TAIL: Final = re.compile(r"\(\d{4}[^()]*\)$")
# Of so many titles with one last word, some characters in order tell none from the others.
_MOST_ALIKE: Final = 200


@dataclass(slots=True, eq=False)
class Draft:
    """A document while its mentions are still being gathered."""

    title: str  # folded
    span: Span
    short: str | None = None  # folded
    short_span: Span | None = None
    mentions: list[Span] = field(default_factory=list)
    number: Located[str] | None = None
    rule: str = "documents.title"
    bare: str = ""  # the title without its marks
    endings: tuple[str, ...] = ()  # what a shorter form of it ends like
    turn: int = 0  # the later one of two got its title later


class Titles:
    """The documents of a notice by their titles, and by what may be said instead of these."""

    def __init__(self, holds: re.Pattern[str]) -> None:
        """``holds``: what a title holds of another one, as group ``inner`` (``DocumentWords.holds``)."""
        self._holds = holds
        self.drafts: dict[str, Draft] = {}  # in the order in which they got their titles
        self._shorts: defaultdict[str, list[Draft]] = defaultdict(list)
        self._bares: dict[str, Draft] = {}
        self._last_words: defaultdict[str, list[Draft]] = defaultdict(list)
        self._reversed: list[tuple[str, int]] = []  # endings from their last character on, with numbers of drafts
        self._numbered: list[Draft] = []
        self._agreed: set[str] = set()  # short names that the text itself gives: (以下简称《方案》)
        self._turns = 0

    def of(self, title: str, span: Span, beside: Sequence[Draft] = ()) -> Draft:
        """The document that a title means, where an earlier mention settles it; else a new one, first named at ``span``.

        ``beside``: the documents that the paragraph has named before.
        """
        return self._beside(title, beside) or self._known(title) or self._new(title, span)

    def agree_short(self, short: str, draft: Draft) -> None:
        """From now on ``short`` means ``draft``, as the text itself says, whatever else ends so."""
        self._agreed.add(short)
        self._call_short(short, draft)

    def _call_short(self, short: str, draft: Draft) -> None:
        """From now on ``short`` means ``draft``."""
        self._shorts[short].append(draft)

    def _beside(self, title: str, beside: Sequence[Draft]) -> Draft | None:
        """在研究《甲方案》时,会议原则同意该|《方案》: the one that the paragraph named last, and not the last of the list in the lead."""
        if title in self.drafts or title in self._agreed:
            return None
        draft = next((d for d in reversed(beside) if _is_shorter_form(title, d.endings)), None)
        if draft is not None:
            draft.short = draft.short or title
            self._call_short(title, draft)
        return draft

    def _new(self, title: str, span: Span) -> Draft:
        bare = bare_title(title)
        draft = Draft(title, span, bare=bare, endings=_endings(bare, self._holds))
        self._enter(draft)
        number = len(self._numbered)
        self._numbered.append(draft)
        self._bares[bare] = draft
        self._last_words[bare[-2:]].append(draft)
        for ending in set(draft.endings):
            insort(self._reversed, (ending[::-1], number))
        return draft

    def _enter(self, draft: Draft) -> None:
        self._turns += 1
        draft.turn = self._turns
        self.drafts[draft.title] = draft

    def _known(self, title: str) -> Draft | None:
        if title in self.drafts:
            return self.drafts[title]
        if self._shorts.get(title):
            return self._shorts[title][-1]
        bare = bare_title(title)
        same = self._bares.get(bare)
        if same is not None:
            return self._longer(title, same)
        draft = self._ending_so(bare) or self._contracted(bare)
        if draft is not None:
            if draft.short is None:
                draft.short = title
            self._call_short(title, draft)
        return draft

    def _longer(self, title: str, draft: Draft) -> Draft:
        """Two mentions that differ only by a draft mark: the longer title names the document, the other is its short form."""
        if len(title) > len(draft.title):
            del self.drafts[draft.title]
            draft.short = draft.short or draft.title
            draft.title = title
            self._enter(draft)
        elif draft.short is None:
            draft.short = title
        return draft

    def _ending_so(self, short: str) -> Draft | None:
        """《条例》, 《工会法》 or 《通知》 after the full title; where several end so, the last."""
        if not short:
            return next((draft for draft in reversed(self.drafts.values()) if draft.bare), None)
        key, found = short[::-1], None
        for at in range(bisect_left(self._reversed, (key,)), len(self._reversed)):
            ending, number = self._reversed[at]
            if not ending.startswith(key):
                break
            draft = self._numbered[number]
            if (found is None or draft.turn > found.turn) and _is_shorter_form(short, draft.endings):
                found = draft
        return found

    def _contracted(self, short: str) -> Draft | None:
        """《布局调整方案》 of 《…布局结构调整方案》: its characters in order; one title that has them, or nobody's."""
        alike = self._last_words.get(short[-2:], [])
        if len(alike) > _MOST_ALIKE:
            return None
        found = [draft for draft in alike if _is_contraction(short, draft.bare)]
        return found[0] if len(found) == 1 else None


def bare_title(title: str) -> str:
    """The title without draft and trial marks in brackets at its end."""
    while title.endswith(")"):
        match = _BRACKETED_TAIL.search(title)
        if match is None or _YEAR.search(match["mark"]) is not None:
            break
        title = title[: match.start()]
    return title


def mark_of(title: str) -> str | None:
    """What stands in brackets at the end of a title: 草案, 2024年."""
    match = _BRACKETED_TAIL.search(title)
    return None if match is None else match["mark"]


def _endings(bare: str, holds: re.Pattern[str]) -> tuple[str, ...]:
    """The title, the title without its year, and the title of what it prints (关于印发X方案的通知)."""
    held = holds.search(bare)
    inner = () if held is None else (bare_title(held["inner"].strip("《》〈〉")),)
    return (bare, _YEAR_TAIL.sub("", bare), *inner)


def _is_shorter_form(short: str, endings: tuple[str, ...]) -> bool:
    """《条例》 or 《工会法》 or 《通知》 after the full title: its end, or its end without the place in front."""
    if len(short) >= len(endings[0]):
        return False
    if endings[0].endswith(short) or (len(short) >= 2 and endings[1].endswith(short)):
        return True
    # 《政策意见》 of 《关于支持…的若干政策意见》, 《方案》 of a title printed by a notice
    return len(endings) > 2 and endings[2].endswith(short)


def _is_contraction(short: str, bare: str) -> bool:
    if not 4 <= len(short) < len(bare) or short[-2:] != bare[-2:]:
        return False
    letters = iter(bare)
    return all(letter in letters for letter in short)
