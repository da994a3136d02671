"""How far the name of a party can go, and what no such name contains. (责任主体名称的边界)"""

from __future__ import annotations

import re

from kg.directives.name import PLAIN, SEPARATOR, is_plain
from kg.directives.party_words import party_words
from kg.scan import Scan

_LONGEST = 20
_CUES = frozenset(
    {"modal", "modal-tail", "enum-demand", "speech", "verb-speech", "with", "oversee", "by", "ask", "agree", "treat"}
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TWO_PARTIES = re.compile(".(?:及|和|与|以及)各|(?:单位|部门)[和及与](?:单位|部门)\\Z")  # 晋能控股区域公司及各煤矿


class NameBounds:
    """Tells what can be no name. Holds only look-ups."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.text
        self.words = party_words(scan.lexicon)
        self.cues = scan.track(*_CUES)

    def reach(self, at: int, limit: int) -> int:
        """How far a name that begins at ``at`` can go at most: up to what no name contains, or a word that makes
        sentences. Found once, it spares three patterns at each place where a name might end."""
        text, stop = self.text, min(limit, at + _LONGEST)
        if at >= stop or not self.words.begins_name(text, at):
            return at
        plain = PLAIN.match(text, at, stop)
        words = plain[0] if plain is not None else ""
        bar = self.words.none.search(words)
        reach = at + (len(words) if bar is None else bar.end() - 1)
        cue = self.cues.first(at, reach)
        return reach if cue is None or cue.end > reach else cue.end - 1

    def holds_cue(self, start: int, end: int) -> bool:
        """Whether a word that makes sentences lies inside: then it is no name."""
        return any(e.end <= end for e in self.cues.between(start, end))

    def holds_agent(self, start: int, end: int) -> bool:
        """Whether 由 stands inside: 任务|由县发改局 names two things."""
        return any(event.kind == "by" for event in self.cues.between(start, end))

    def is_name_like(self, start: int, end: int) -> bool:
        """Whether text[start:end] holds nothing that no name contains, and is no list."""
        words = self.text[start:end]
        return self.words.none.search(words) is None and is_plain(words) and SEPARATOR.search(words) is None

    def is_one(self, start: int, end: int) -> bool:
        """Whether text[start:end] is no list, and has at most one 的."""
        words = self.text[start:end]
        if words.count("的") > 1 or _TWO_PARTIES.search(words) is not None:
            return False
        return "、" not in words or "、" not in _IN_BRACKETS.sub("", words)
