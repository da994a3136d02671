"""Places that a directive addresses: 雷州市, 附城镇, 高新区, 第六师五家渠市. (责任地区)"""

from __future__ import annotations

import re

from kg.directives.name import SEPARATOR, Name
from kg.directives.party_words import party_words
from kg.directives.words import ADDRESSED, LEVEL_WORDS, words_of
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

_TOWN = re.compile(
    "[一-鿿]{1,5}?(?:街道办事处|街道办|街道|镇(?![街乡村])|(?<![城下家返])乡(?!镇)|苏木|(?<![农乡全各])村)(?!政府|人民政府|党委|镇|乡|街道|长|级|域|村|贤|道|卫生院|中心|村|庄|集体|民|支|委|干部|医)"
)
_ORGAN_NEXT = re.compile("(?:各级)?(?:党委|政府|人民政府|委|直)")
_DIVISION = lazy("(?:兵团)?第[一二三四五六七八九十]{1,3}师(?:[一-鿿]{2,4}市)?(?:[一二三四五六七八九十百零〇]{1,5}团)?")
_REGIMENT = lazy("[一二三四五六七八九十百零〇]{2,5}团(?![队体长结])")  # 七十九团
_NUMERALS = frozenset("一二三四五六七八九")
_ZONE = re.compile(
    "[一-鿿]{2,10}?(?<!各)(?:经济技术开发区|高新技术产业开发区|开发区|高新区|经开区|示范区|新区|度假区|工业园区|产业园区|工业园|产业园|合作区|实验区|试验区|保税区|管理区|风景区|功能区)"
    "(?!管委|管理委|党工委|[市县区])"
)
# What may be a zone that is called a district; only a list with places tells it from a part of a sentence.
_DISTRICT = lazy("[一-鿿]{2,3}(?<!各)区(?!域|级|直|属|内|里|政府|人民政府)")
# After a zone: its organs (峡山区|管委会) are read as such; 峡山区|内 is where, not who.
_GOVERNED = lazy("管委|管理委|党工委|党委|政府|人民政府|域|级|直|属|内|里|[市县区]")
_ZONE_END = re.compile("[发新开范假园作验税理景能][区园]|业园")
_ZONE_OR_TOWN = re.compile("[区园街镇乡苏村]")
_TOWN_END = re.compile("[街镇乡苏村]")
_GOES_ON = frozenset("镇乡村街道苏林农")
_NO_TOWN = re.compile("各|有关|相关|属地|沿|涉|全|乡镇|各乡|城镇|村")
# 和 belongs to the name in 永和镇 and 朱日和镇; after an organisation or a place it begins the next one.
_LIST_IN_TOWN = re.compile("、|以及|及|与|[省市县区州盟旗镇乡村街局委办部厅院府]和")


class PlaceReader:
    """Reads the place that begins at an offset, as whoever governs it."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self.words = words_of(scan.lexicon)
        self.party_words = party_words(scan.lexicon)

    def may_begin(self, at: int, limit: int) -> bool:
        """Whether ``place`` need be asked: it begins like a place or a division, or holds a last character of a town or zone."""
        text = self.text
        return (
            text[at : at + 2] in self.words.place_openings
            or text.startswith(("第", "兵团第"), at)
            or text[at] in _NUMERALS
            or _ZONE_OR_TOWN.search(text, at + 1, min(limit, at + 21)) is not None
        )

    def place(self, at: int, limit: int) -> Name | None:
        text = self.text
        if text.startswith(("第", "兵团第"), at):  # divisions of the Xinjiang Production and Construction Corps
            division = _DIVISION.match(text, at, limit)
            if division is not None:
                return Name(Span(*division.span()), "place")
        if text[at] in _NUMERALS and (regiment := _REGIMENT.match(text, at, limit)) is not None:
            return Name(Span(*regiment.span()), "place")
        # Only a fiftieth of the stretches asked about begin like a place, end like a zone or like a town: looking for
        # that first takes 1 µs instead of 7.
        if text[at : at + 2] in self.words.place_openings:
            for length in range(min(11, limit - at), 1, -1):
                word = text[at : at + length]
                if (
                    word in self.scan.lexicon.places
                    and word[-1] in ADDRESSED
                    and word not in LEVEL_WORDS
                    and not self._is_short(word)
                ):
                    if _ORGAN_NEXT.match(text, at + length, at + length + 4) is not None:
                        return None
                    return Name(Span(at, at + length), "place")
            short = self._short_place(at, limit)
            if short is not None:
                return short
        if _ZONE_OR_TOWN.search(text, at + 1, min(limit, at + 21)) is None:
            return None
        for zone_name in self.words.zones.get(text[at : at + 2], ()):
            if text.startswith(zone_name, at) and _GOVERNED.match(text, at + len(zone_name)) is None:
                return Name(Span(at, at + len(zone_name)), "place")
        if _ZONE_END.search(text, at + 3, min(limit, at + 21)) is not None:
            zone = _ZONE.match(text, at, limit)
            if (
                zone is not None
                and zone[0][0] not in self.party_words.begins_none
                and self.party_words.none.search(zone[0]) is None
                and SEPARATOR.search(zone[0]) is None
            ):
                return Name(Span(*zone.span()), "place")
        if (district := self._listed_district(at, limit)) is not None:
            return district
        if _TOWN_END.search(text, at + 1, min(limit, at + 7)) is not None:
            town = _TOWN.match(text, at, limit)
            if (
                town is not None
                and town[0][0] not in self.party_words.begins_none
                and self.party_words.none.search(town[0]) is None
                and self._town_is_sound(town[0])
            ):
                return Name(Span(*town.span()), "place")
        return None

    def _short_place(self, at: int, limit: int) -> Name | None:
        """南昌、九江、上饶: short forms of places, in a list of them."""
        for length in (3, 2):
            end = at + length
            if (
                end > limit
                or self.text[at:end] not in self.scan.lexicon.places
                or self.text[at:end][-1] in "省市县区旗"
                or self.text[end : end + 1] in _GOES_ON  # 威远|镇 is no 威远
                or _TOWN.match(self.text, at, limit) is not None  # nor is 大竹|园村 大竹
            ):
                continue
            listed = self.text[end : end + 1] == "、" or self.text[at - 1 : at] == "、"
            if listed and any(self.text[at:end] + level in self.scan.lexicon.places for level in "市县区"):
                return Name(Span(at, end), "place")
        return None

    def _listed_district(self, at: int, limit: int) -> Name | None:
        """大通湖区|、资阳区: governed as a district without being one, in a list with places that are known."""
        match = _DISTRICT.match(self.text, at, limit)
        if (
            match is None
            or self.party_words.none.search(match[0]) is not None
            or match[0][0] in self.party_words.begins_none
        ):
            return None
        following, before = match.end() + 1, at - 1
        after_known = self.text.startswith("、", before) and self._is_place(self.text[max(0, before - 5) : before])
        if after_known or self._begins_with_place(following):
            return Name(Span(*match.span()), "place")
        return None

    def _begins_with_place(self, at: int) -> bool:
        """Whether a place that can be addressed follows the 、 before ``at``."""
        text, places = self.text, self.scan.lexicon.places
        return text.startswith("、", at - 1) and any(
            text[at : at + length] in places and text[at + length - 1] in ADDRESSED for length in range(3, 8)
        )

    def _is_place(self, before: str) -> bool:
        """Whether ``before`` ends in a place that can be addressed."""
        ends = before[-1:] in ADDRESSED
        return ends and any(before[-length:] in self.scan.lexicon.places for length in range(3, len(before) + 1))

    def _is_short(self, word: str) -> bool:
        """兰州 is the short form of 兰州市, and no addressee."""
        return word[-1] in "州盟" and any(word + level in self.scan.lexicon.places for level in "市县区")

    def _town_is_sound(self, word: str) -> bool:
        if word.endswith(("城镇", "集镇")) and (len(word) == 2 or word[:2] in self.scan.lexicon.acts):
            return False  # 深化|城镇, but 枝城镇
        return _NO_TOWN.match(word) is None and _LIST_IN_TOWN.search(word) is None
