"""Departments named by what they deal with alone: 请国土会同发改, 由县财政安排. (部门简称)

Such a word is a topic nearly everywhere else, so it counts only where an agent is asked for and its act follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from kg.directives.lexicon_index import lexicon_index
from kg.directives.name import Name
from kg.directives.party_words import party_words
from kg.lexicon import Lexicon
from kg.mentions.agencies import AgencyMention
from kg.model import Span
from kg.scan import Scan

_TAILS: Final = "局委"
_LONGEST: Final = 5
_MEMBER: Final = re.compile("[^、和及]+")
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

    def __init__(self, scan: Scan, known_at: Mapping[int, AgencyMention]) -> None:
        self.scan = scan
        self.known_at = known_at
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

    def listed(self, at: int, limit: int) -> tuple[Name, ...]:
        """人武部、公安、交警|要, 各镇、县住建局、消防|要: a list that fills ``text[at:limit]``, of departments by what they deal with and of
        who is known; empty where no member can be nothing but a department (教育、医疗|要补短板)."""
        if "、" not in self.text[at:limit]:
            return ()
        names: list[Name] = []
        sure = False
        for member in _MEMBER.finditer(self.text, at, limit):
            start, end = member.span()
            known = self.known_at.get(start)
            if known is not None and known.span.end == end:
                names.append(Name(known.span, known.kind))
            elif member[0] in self.party_words.bare_departments or self._stem(start) == end:
                names.append(Name(Span(start, end), "organization"))
            else:
                return ()
            sure = sure or member[0] in self.party_words.bare_departments
        return tuple(names) if sure and len(names) > 1 else ()

    def _stem(self, at: int) -> int:
        """Where the longest name without its last word ends that begins at ``at``, be a level before it (县公安) or not."""
        start = at + (self.text[at : at + 1] in self.party_words.levels)
        found = (start + length for length in range(_LONGEST, 1, -1) if self.text[start : start + length] in self.stems)
        return next(found, -1)

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
