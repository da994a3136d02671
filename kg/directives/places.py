"""Places that a directive addresses: 雷州市, 附城镇, 高新区, 第六师五家渠市. (责任地区)"""

from __future__ import annotations

import re

from kg.directives.lexicon_index import ADDRESSED, LEVEL_WORDS, lexicon_index
from kg.directives.name import SEPARATOR, Name
from kg.directives.party_times import PartyTimeReader
from kg.directives.party_words import party_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

_DIVISION = lazy("(?:兵团)?第[一二三四五六七八九十]{1,3}师(?:[一-鿿]{2,4}市)?(?:[一二三四五六七八九十百零〇]{1,5}团)?")
_REGIMENT = lazy("[一二三四五六七八九十百零〇]{2,5}团(?![队体长结])")  # 七十九团
_NUMERALS = frozenset("一二三四五六七八九")
_BEGINS_DIVISION = _NUMERALS | {"第", "兵"}
_LONGEST, _LONGEST_TOWN, _LONGEST_REGISTERED, _LONGEST_ORGAN = 20, 13, 16, 4
_ONE_WITH_COUNTY = "新区"
_ZONE_END = re.compile("[发新开范假园作验税理景能][区园]|业园")
_ZONE_OR_TOWN = re.compile("[区园街镇乡苏村]")
_TOWN_END = re.compile("[街镇乡苏村]")
_GOES_ON = frozenset("镇乡村街道苏林农市县区旗")
_SHORTEST_ACT_AND_TOWN = 5  # characters
# Words that take a place after them, and begin none: 同意|城东新区, 督促|河口镇.
_TAKES_PLACE = frozenset(
    {"modal", "modal-tail", "speech", "verb-speech", "with", "oversee", "by", "ask", "agree", "treat"}
)
# 和 belongs to the name in 永和镇 and 朱日和镇; after an organisation or a place it begins the next one.
_LIST_IN_TOWN = re.compile("、|以及|及|与|[省市县区州盟旗镇乡村街局委办部厅院府]和")


class PlaceReader:
    """Reads the place that begins at an offset, as whoever governs it."""

    def __init__(self, scan: Scan, times: PartyTimeReader) -> None:
        self.scan = scan
        self.times = times
        self.text = scan.text
        self.words = lexicon_index(scan.lexicon)
        self.party_words = party_words(scan.lexicon)
        self.acts = scan.lexicon.acts

    def may_begin(self, at: int, limit: int) -> bool:
        """Whether ``place`` need be asked: it begins like a place or a division, or holds a last character of a town or zone."""
        text = self.text
        return (
            text[at : at + 2] in self.words.place_openings
            or text[at : at + 1] in _BEGINS_DIVISION
            or _ZONE_OR_TOWN.search(text, at + 1, min(limit, at + _LONGEST + 1)) is not None
        )

    def place(self, at: int, limit: int) -> Name | None:
        """The place that begins at ``at``; None where none does, or where its organ does (高要区|政府)."""
        if self.text[at : at + 1] in _BEGINS_DIVISION and (division := self._division(at, limit)) is not None:
            return division
        # Only a fiftieth of the stretches asked about begin like a place, end like a zone or like a town: looking for
        # that first takes 1 µs instead of 7.
        if self.text[at : at + 2] in self.words.place_openings:
            end = self._registered_end(at, limit)
            if end > at:
                end = self._end_below(end, limit)
                organ = self.party_words.organ.match(self.text, end, end + _LONGEST_ORGAN)
                return Name(Span(at, end), "place") if organ is None else None
            short = self._short_place(at, limit)
            if short is not None:
                return short
        if _ZONE_OR_TOWN.search(self.text, at + 1, min(limit, at + _LONGEST + 1)) is None:
            return None
        return self._zone_and_county(at, limit) or self._listed_district(at, limit) or self._town(at, limit)

    def _zone_and_county(self, at: int, limit: int) -> Name | None:
        """A zone, with the county that is one with it: 东山新区|昭平县|要."""
        zone = self._zone(at, limit)
        if zone is None or not self.text.endswith(_ONE_WITH_COUNTY, *zone.span):
            return zone
        end = self._registered_end(zone.span.end, limit)
        alone = self.party_words.organ.match(self.text, end, end + _LONGEST_ORGAN) is None
        return Name(Span(at, end), "place") if alone else zone

    def _division(self, at: int, limit: int) -> Name | None:
        """第六师五家渠市, 七十九团: divisions and regiments of the Xinjiang Production and Construction Corps."""
        found = _DIVISION.match(self.text, at, limit) if self.text.startswith(("第", "兵团第"), at) else None
        if found is None and self.text[at : at + 1] in _NUMERALS:
            found = _REGIMENT.match(self.text, at, limit)
        return None if found is None else Name(Span(*found.span()), "place")

    def _registered_end(self, at: int, limit: int) -> int:
        """Where the longest full name of a place ends that begins at ``at``; ``at`` where none does."""
        for end in range(min(at + _LONGEST_REGISTERED, limit), at + 1, -1):
            word = self.text[at:end]
            addressed = word in self.scan.lexicon.places and word[-1] in ADDRESSED and word not in LEVEL_WORDS
            if addressed and not self._is_short(word):
                return end
        return at

    def _end_below(self, at: int, limit: int) -> int:
        """青川县|城关镇, 广元市|青川县|城关镇: where the smallest place ends that is named behind a place which ends at ``at``."""
        while at < limit and (below := self._registered_end(at, limit)) > at:
            at = below
        town = self._town(at, limit) if at < limit else None
        return at if town is None else town.span.end

    def _zone(self, at: int, limit: int) -> Name | None:
        """峡山区, which the register knows; 滨海新区, 城北工业园, which their last words tell."""
        for name in self.words.zones.get(self.text[at : at + 2], ()):
            if self.text.startswith(name, at) and self.party_words.governed.match(self.text, at + len(name)) is None:
                return Name(Span(at, at + len(name)), "place")
        if _ZONE_END.search(self.text, at + 2, min(limit, at + _LONGEST + 1)) is None or self._takes_place(at):
            return None
        zone = self.party_words.zone.match(self.text, at, limit)
        if zone is None or not self._may_be_name(zone[0]) or SEPARATOR.search(zone[0]) is not None:
            return None
        if self.is_made(*zone.span()) or self._begins_with_limit(at, zone.end()):
            return None
        return Name(Span(*zone.span()), "place")

    def _takes_place(self, at: int) -> bool:
        event = self.scan.at.get(at)
        return event is not None and event.kind in _TAKES_PLACE

    def is_made(self, start: int, end: int) -> bool:
        """打造|示范区, 合理|划定重点管理区, 规划建设|滨海新区: what is done to a place is no part of its name."""
        if self.text.startswith(self.party_words.begins_yet, start):
            return False  # 未来科技城
        begins = self.words.adverb(self.text, start, end) or self.text[start : start + 2] in self.acts
        return bool(begins) or self.party_words.makes_place.search(self.text, start, end) is not None

    def _town(self, at: int, limit: int) -> Name | None:
        """附城镇, 望江街道."""
        if _TOWN_END.search(self.text, at + 1, min(limit, at + _LONGEST_TOWN)) is None:
            return None
        town = self.party_words.town.match(self.text, at, limit)
        if town is None or not self._may_be_name(town[0]) or not self._town_is_sound(town[0]):
            return None
        if self._begins_with_limit(at, town.end()) or self._begins_with_act(town[0]):
            return None
        if any(event.kind in _TAKES_PLACE for event in self.scan.between(at, town.end())):
            return None  # 并督促|各镇
        return Name(Span(*town.span()), "place")

    def _begins_with_limit(self, at: int, end: int) -> bool:
        """一个月内|拿出新区方案, 三日内|河口镇: by when is no part of a name."""
        return self.times.limit_end(at, end) > at

    def _begins_with_act(self, town: str) -> bool:
        """上报|河口镇, but 建设街道 and 开发区街道."""
        return len(town) >= _SHORTEST_ACT_AND_TOWN and town[:2] in self.acts and town[2] != "区"

    def _may_be_name(self, words: str) -> bool:
        return words[0] not in self.party_words.begins_none and self.party_words.none.search(words) is None

    def _short_place(self, at: int, limit: int) -> Name | None:
        """南昌、九江、上饶: short forms of places, in a list of them."""
        for length in (3, 2):
            end = at + length
            if (
                end > limit
                or self.text[at:end] not in self.scan.lexicon.places
                or self.text[at:end][-1] in "省市县区旗"
                or self.text[end : end + 1] in _GOES_ON  # 威远|镇 is no 威远, nor 米林|县
                or self.party_words.town.match(self.text, at, limit) is not None  # nor is 大竹|园村 大竹
            ):
                continue
            listed = self.text[end : end + 1] == "、" or self.text[at - 1 : at] == "、"
            if listed and any(self.text[at:end] + level in self.scan.lexicon.places for level in "市县区"):
                return Name(Span(at, end), "place")
        return None

    def _listed_district(self, at: int, limit: int) -> Name | None:
        """大通湖区|、资阳区: governed as a district without being one, in a list with places that are known."""
        match = self.party_words.district.match(self.text, at, limit)
        if match is None or not self._may_be_name(match[0]):
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
        if word.endswith(self.party_words.built_up) and (len(word) == 2 or word[:2] in self.scan.lexicon.acts):
            return False  # 深化|城镇, but 枝城镇
        return self.party_words.no_town.match(word) is None and _LIST_IN_TOWN.search(word) is None
