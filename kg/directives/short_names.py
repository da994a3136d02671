"""Departments named by what they deal with alone: 请国土会同发改, 由县财政安排. (部门简称)

Such a word is a topic nearly everywhere else, so it counts only where an agent is asked for and its act follows.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.directives.lexicon_index import lexicon_index
from kg.directives.name import Name
from kg.directives.party_words import party_words
from kg.lexicon import Lexicon
from kg.model import Span
from kg.scan import Scan

_TAILS: Final = "局委"
_LONGEST: Final = 5
_WHEN_OR_HOW: Final = frozenset("于按")


@cache
def _stems(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """财政, 国土, 农业农村: names of departments without their last word; and the first two characters of these."""
    levels = party_words(lexicon).levels
    names = (name for name in lexicon.departments if name[-1] in _TAILS and 3 <= len(name) <= _LONGEST + 1)
    no_department = (*lexicon.party_names["no-department"], *levels)
    stems = frozenset(name[:-1] for name in names if not name.startswith(no_department))
    return stems, frozenset(stem[:2] for stem in stems)


class ShortNameReader:
    """Reads such a name at a place where an agent is asked for. Holds only look-ups."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.stems, self.openings = _stems(scan.lexicon)
        self.words = lexicon_index(scan.lexicon)
        self.party_words = party_words(scan.lexicon)
        self.acts = scan.lexicon.acts

    def read(self, at: int, limit: int) -> Name | None:
        """The department that ``text[at:limit]`` begins with, if it goes on with an act, a charge or another one."""
        end = self._end(at, limit)
        if end is None or not self._acts(end, limit, sure=self._is_sure(at)):
            return None
        return Name(Span(at, end), "organization")

    def _is_sure(self, at: int) -> bool:
        """县财政, 请住建: whose department it is, or that it is spoken to, is said."""
        return self.text[at] in self.party_words.levels or self.text[at - 1 : at] == "请"

    def _end(self, at: int, limit: int) -> int | None:
        start = at + (self.text[at : at + 1] in self.party_words.levels)
        if self.text[start : start + 2] not in self.openings:
            return None
        for length in range(_LONGEST, 1, -1):
            end = start + length
            if end < limit and self.text[start:end] in self.stems:
                return end
        return None

    def _acts(self, at: int, limit: int, *, sure: bool) -> bool:
        text = self.text
        if text[at] in "、和":
            following = self._end(at + 1, limit)
            return following is not None and self._acts(following, limit, sure=sure)
        event = self.scan.at.get(at)
        if event is not None and event.kind in ("with", "modal", "modal-tail"):
            return True
        if text.startswith(self.party_words.charges, at) or text[at] in _WHEN_OR_HOW:
            return True
        return self.words.adverb(text, at, limit) != "" or (sure and text[at : at + 2] in self.acts)
