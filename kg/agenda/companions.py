"""Whether two papers that one speech follows are one matter: 学习《防火条例》,部署落实《防火整治通知》。会议强调,… (同题文件)"""

from __future__ import annotations

from collections.abc import Sequence

from kg.agenda.matter import Matter, is_studied
from kg.agenda.subjects import MatterWords
from kg.agenda.themes import Themes

# So many characters name a thing whatever else stands in two titles: 接诉即办, 污染防治.
_NAMES = 4


class Companions:
    """Compares the papers of two clauses. Holds only look-ups."""

    def __init__(self, words: MatterWords, themes: Themes) -> None:
        self.words = words
        self.themes = themes

    def are_one(self, before: Matter, after: Matter, titles: tuple[Sequence[str], Sequence[str]]) -> bool:
        """Whether one paper was studied and the other deliberated or put to work, on one thing. Two that were both deliberated, or both
        studied, are two matters, whatever they are on. ``titles``: of the papers of each, in simplified characters."""
        if is_studied(before) == is_studied(after):
            return False
        first, second = titles
        return any(self._share(one, two) for one in first for two in second)

    def on_one_theme(self, one: str, two: str) -> bool:
        """研究小麦单产方案,听取三夏生产情况: whether words are on one theme"""
        return not self.themes.of(one).keys().isdisjoint(self.themes.of(two))

    def _share(self, one: str, two: str) -> bool:
        """Whether titles name the same in four characters, the name of a place at their heads aside, or are on one theme."""
        if self.on_one_theme(one, two):
            return True
        pairs = self.words.pairs(one)
        return any(
            one[at : at + _NAMES] in two[1:] and all(one[k : k + 2] in pairs for k in range(at, at + _NAMES - 1))
            for at in range(1, len(one) - _NAMES + 1)
        )
