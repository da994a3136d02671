"""Of which rank a meeting is, and who stands above it. (会议层级与上级)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cache, cached_property
from typing import Final, NamedTuple

from kg.lexicon import Lexicon
from kg.scan import Scan
from kg.word_patterns import WordPatterns, first_characters, part, pattern, words

_LONGEST_LEAD: Final = 800  # characters that tell whose meeting it is


class Rank(Enum):
    """Of whose government or committee a meeting is."""

    PROVINCE = auto()
    CITY = auto()
    COUNTY = auto()  # or of a town


_RANKS: Final = {
    **dict.fromkeys(("省", "自治区"), Rank.PROVINCE),
    **dict.fromkeys(("市", "自治州", "州", "盟"), Rank.CITY),
}


class Above(NamedTuple):
    """Patterns for who stands above a meeting of one rank."""

    who: re.Pattern[str]  # 习近平总书记|亲临福建, 省委全会, above a county 市政府; not 省委书记 above a province
    asks: re.Pattern[str]  # 党中央|要求, 习近平总书记|在讲话中强调, 《条例》|要求各级政府要…
    does: re.Pattern[str]  # 党中央、国务院|高度重视粮食安全


class SuperiorWords(WordPatterns, table="demands"):
    """Patterns made once for a lexicon."""

    # 县政府|召开, 县长|主持: whose meeting it is
    held = pattern(r"(?P<of>‹level-of›)(?:(?:委|(?:人民)?政府)[^,;。\n]{0,16}?(?:会议|召开)|长[^,;。\n]{2,16}?主持)")
    held_by_province = pattern("(?:省|自治区)(?:人民)?政府(?:党组)?(?:[^,。;]{0,12}会议|召开)")
    offices = words("highest")  # 省财政厅
    city_offices = pattern(
        "‹above-county-office but above-county-office-yet›"
    )  # 市水利局, above a county; not 市场监管局
    # the first characters of what ``above`` matches, and of papers: most clauses begin with none
    begins = first_characters("above", "above-city-head", "above-county", "above-county-head", beside="省市县区州《")
    asking = part("‹asked-noun, not behind›‹above-verb›(?![的高之了])")
    # 习近平总书记亲临福建,|并要求福建要
    goes_on_asking = pattern("[并又还]?(?:明确|郑重|特别|多次|反复)?‹:asking›")

    @cached_property
    def above(self) -> Mapping[Rank, Above]:
        """By the rank of the meeting: the centre and the province's organs; the province's head above a city; the city's
        organs and its head above a county."""
        return {
            Rank.PROVINCE: self._above("above"),
            Rank.CITY: self._above("above", "above-city-head"),
            Rank.COUNTY: self._above("above + above-county", "above-city-head + above-county-head"),
        }

    def _above(self, organs: str, heads: str = "") -> Above:
        who = f"(?:‹{organs}›|[省市县区州]委(?:[^,;。]{{0,8}})全会)(?![一-鿿]{{0,3}}‹above-post›)"
        if heads:
            who = f"(?:‹{heads}›(?!‹no-head›)|{who})"
        asks = f"(?:{who}[^,;。:]{{0,24}}?|《[^》]{{1,40}}》)‹:asking›"
        does = f"{who}(?:[、和]{who})*‹above-does›"
        return Above(*(re.compile(self.filled(template)) for template in (who, asks, does)))


@cache
def superior_words(lexicon: Lexicon) -> SuperiorWords:
    """The patterns for ``lexicon``. Cached."""
    return SuperiorWords(lexicon)


class Superiors:
    """Who stands above the meeting of one notice. ``rank``: as high as can be where nothing tells it."""

    def __init__(self, scan: Scan) -> None:
        self.text = scan.text
        self.words = superior_words(scan.lexicon)
        held = self.words.held.search(scan.text, 0, _LONGEST_LEAD)
        self.rank = Rank.PROVINCE if held is None else _RANKS.get(held["of"], Rank.COUNTY)
        self.above = self.words.above[self.rank]
        # 省政府常务会议还学习了…,强调…: the government that meets is not above itself
        self.own_government = () if held is None else (f"{held['of']}政府", f"{held['of']}人民政府")
        self.of_province = self.words.held_by_province.search(scan.text, 0, _LONGEST_LEAD) is not None

    def has_office(self, start: int, end: int) -> bool:
        """省交通厅, unless the province itself meets; 市交通局 where a county does."""
        if self.text.startswith(self.words.offices, start, end):
            return not self.of_province
        return self.rank is Rank.COUNTY and self.words.city_offices.match(self.text, start, end) is not None
