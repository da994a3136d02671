"""What theme words are on, where a speech shows it without naming the matter: 当前已进入主汛期 is on 防汛. (主题)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import either

# More words of a theme than this show it no better.
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Themes:
    """``themes.tsv`` as it is asked."""

    words: re.Pattern[str]
    of_word: dict[str, str]

    def of(self, words: str) -> dict[str, set[str]]:
        """The themes of which the words have some, with those that they have."""
        found: dict[str, set[str]] = {}
        for word in self.words.findall(words):
            found.setdefault(self.of_word[word], set()).add(word)
        return found


def shown(spoken: Mapping[str, set[str]], named: Mapping[str, set[str]], shared: Mapping[str, int]) -> float:
    """How many words of the themes ``named`` are ``spoken`` that name none of them; what several topics share shows each of them
    less. ``shared``: how many topics have a theme."""
    return sum(
        min(len(spoken[theme] - words), _ENOUGH) / shared[theme] for theme, words in named.items() if theme in spoken
    )


@cache
def themes(lexicon: Lexicon) -> Themes:
    """The themes of a lexicon, prepared once."""
    return Themes(re.compile(either(list(lexicon.themes))), lexicon.themes)
