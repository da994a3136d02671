"""What one member of a list before a modal can be: 县财政局, 汾湖沿岸各镇, 在建项目施工单位. (并列成分)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.directives.known_names import KnownNameReader
from kg.directives.name import SEPARATOR, Name
from kg.directives.party_times import PartyTimeReader
from kg.directives.unnamed import UnnamedReader
from kg.model import Span

_LONGEST = 20
_LONGEST_EACH = 12
_SHORTEST_EVENT = 2  # characters before 前 or 后, and one of these
_EACH_OF_THINGS = "各项"
_JOINS = frozenset("、和及与")
_AND_MORE = ("以上", "以下")  # 各镇、村|以上单位
_OTHERS_INSIDE = re.compile("(?<![平同高中初])等(?!级)")


# 各县|级部门, 各市|属企业, but 各镇|属地管理: the place is no actor, what belongs to it may be.
_OF_LEVEL = re.compile("[省市县区州旗镇乡村](?:级|属(?!地))")


class ConjunctReader:
    """Reads the conjunct that begins at an offset. Holds only look-ups."""

    def __init__(self, known: KnownNameReader, unnamed: UnnamedReader, times: PartyTimeReader) -> None:
        self.text = known.text
        self.known = known
        self.unnamed = unnamed
        self.times = times
        self.heads = known.heads
        self.bounds = known.bounds
        self.words = known.words
        self.party_words = known.party_words
        # Each clause is asked about by several rules.
        self.likely: dict[tuple[int, int], list[Name]] = {}
        self.others: dict[tuple[int, int], list[Name]] = {}

    def readings(self, at: int, limit: int) -> Iterator[Name]:
        """Readings of the conjunct that begins at ``at``, the likeliest first. A known name mostly serves, and then nothing else
        is looked for."""
        while at < limit and self.text[at] in " \u3000":
            at += 1
        asked = at, limit
        likely = self.likely.get(asked)
        if likely is None:
            likely = self.likely[asked] = self._likely(at, limit)
        yield from likely
        others = self.others.get(asked)
        if others is None:
            others = self.others[asked] = self._others(at, limit, likely)
        yield from others

    def _likely(self, at: int, limit: int) -> list[Name]:
        """An organisation right after what it is in the matter (施工单位|中铁建设公司), else who is known at ``at``."""
        capacity = self.party_words.capacity.match(self.text, at, limit)
        if capacity is not None and (named := self._organisations(capacity.end(), limit)):
            self.others[at, limit] = []
            return named
        mentioned = self._mentioned(at, limit)
        return [] if mentioned is None else [mentioned]

    def _organisations(self, at: int, limit: int) -> list[Name]:
        return [name for name in self.readings(at, limit) if name.kind == "organization"] if at < limit else []

    def _others(self, at: int, limit: int, likely: list[Name]) -> list[Name]:
        """What else the form of the list, or a last word, tells for a name."""
        found = [*likely, *[self._itself(name) for name in self._by_form(at, limit) if name is not None]]
        reach = self.bounds.reach(at, limit)
        if reach >= at + 2:
            found += [name for name in map(self._itself, self._by_head(at, limit, reach)) if name not in found]
        return found[len(likely) :]

    def _itself(self, name: Name) -> Name:
        """县城投公司 of 承担建设任务的|县城投公司, 各镇 of 清淤任务|各镇 and of 方案印发后|各镇: who is known, without what is said of them, the
        topic or the event before."""
        for at in range(name.span.start + 2, name.span.end - 1):
            said = self.text[at - 1] == "的"
            topic = said or self.text.endswith(self.party_words.topics, name.span.start, at)
            if not topic and not self._ends_event(name.span.start, at):
                continue
            known = self.known.read(at, name.span.end)
            if known is None or known.span.end != name.span.end:
                known = None if topic else self._unit_at(at, name)
            if known is not None and (known.kind != "group" or not said) and "的" not in self.text[at : known.span.end]:
                return known  # 各镇, but not 较重的乡镇 of 任务|较重的乡镇
        return name

    def _unit_at(self, at: int, name: Name) -> Name | None:
        """各县属企业 of 过渡期内|各县属企业, 施工单位 of 竣工后|施工单位: what says by itself that it is a group or what it is in the matter."""
        words, end = self.party_words, name.span.end
        if words.each_one.match(self.text, at, end) is not None:
            return name._replace(span=Span(at, end))
        return Name(Span(at, end), "group") if words.capacity.fullmatch(self.text, at, end) is not None else None

    def _ends_event(self, start: int, at: int) -> bool:
        """Whether text[start:at] is the event before or after which who stands at ``at`` acts: 企业投产前|, 方案印发后|; not 进度落后|."""
        ends = self.text[at - 1] in self.party_words.event_last and at - start > _SHORTEST_EVENT
        return ends and self.party_words.ends_event(self.text, start, at)

    def _by_form(self, at: int, limit: int) -> Iterator[Name | None]:
        """Readings that the form of the list, or the kind of place, tells for a name."""
        known = at in self.known.at_start
        if not known:
            yield self.known.prefixed_group(at, limit)
            yield self.unnamed.elliptic(at, limit)
        yield self.known.places.place(at, limit)
        within = self.party_words.within_place.match(self.text, at, limit) if not known else None
        if within is not None:  # 县内|各加油站
            yield from (n._replace(span=Span(at, n.span.end)) for n in self._by_head(within.end(), limit, limit) if n)
        counted = self.party_words.counted_places.match(self.text, at, limit) if not known else None
        if counted is not None and not self.unnamed.begins_act(at) and self.bounds.is_name_like(*counted.span()):
            yield Name(Span(*counted.span()), "group")
        role = self.party_words.role_unit.match(self.text, at, limit)
        if role is not None:
            yield Name(Span(*role.span()), "group")
        level = self.party_words.one_level.match(self.text, at, limit)
        if level is not None:
            yield Name(Span(*level.span()), "group")
        if self._is_whole_level(at):
            yield Name(Span(at, at + 2), "group")
        if not known:
            yield self._last_company(at, limit)
            yield self._small_place(at, limit)
        if self.text.startswith("《", at):
            drafters = self.party_words.drafters.match(self.text, at, limit)
            yield None if drafters is None else Name(Span(*drafters.span()), "organization")

    def _mentioned(self, at: int, limit: int) -> Name | None:
        mention = self.known.at_start.get(at)
        if mention is None or mention.span.end > limit:
            return None
        if mention.span.end == limit:
            return Name(mention.span, mention.kind)
        people = self.known.people_of(mention.span.end, limit)
        return self.known.lengthened(mention, limit) if people is None else Name(Span(at, people.end()), "people")

    def _is_whole_level(self, at: int) -> bool:
        """全市|要."""
        return self.text.startswith("全", at) and self.text[at + 1 : at + 2] in self.party_words.levels

    def _last_company(self, at: int, limit: int) -> Name | None:
        """中国盐湖集团、|西部矿业|等龙头企业要…"""
        if self.text[at - 1 : at] != "、":
            return None
        listed = self.party_words.last_company.match(self.text, at, limit)
        return None if listed is None else Name(Span(*listed.span("name")), "organization")

    def _small_place(self, at: int, limit: int) -> Name | None:
        """各乡镇、|村|要, 各镇、|村|、社区要: places of one character, in a list that a group begins; 问题村、组 are no such list."""
        small = self.party_words.small_places
        if self.text[at] not in small or self.text[at - 1] not in _JOINS:
            return None
        follows = _JOINS | self.party_words.before_how
        alone = at + 1 == limit or (self.text[at + 1] in follows and not self.text.startswith(_AND_MORE, at + 1))
        group = self.known.ends_at(at - 1) or (self.text[at - 2] in small and self.text[at - 3 : at - 2] in _JOINS)
        return Name(Span(at, at + 1), "group") if alone and group else None

    def _by_head(self, at: int, limit: int, reach: int) -> list[Name]:
        """The longest reading up to the first separator that ends with a head, and the longest of all.

        ``reach``: how far a name can go.
        """
        stop = min(limit, at + _LONGEST)
        separator = self._separator(at + 1, stop)
        each = self.party_words.each_one.match(self.text, at, at + 3) is not None
        floor, found = at + 1, []
        for end in (stop,) if separator is None else (separator.start(), stop):
            generic = self._generic(at, floor, end, min(end, reach), each=each)
            if generic is not None and generic not in found:
                found.append(generic)
            if not each:
                floor = end  # what ends before has been read
        return found

    def _separator(self, at: int, stop: int) -> re.Match[str] | None:
        """The first separator that stands outside brackets: 各县(市、区)党政主要负责同志 is one."""
        for found in SEPARATOR.finditer(self.text, at, stop):
            if self.text.count("(", at, found.start()) == self.text.count(")", at, found.start()):
                return found
        return None

    def _generic(self, at: int, floor: int, end: int, reach: int, *, each: bool) -> Name | None:
        """The longest reading of text[at:…] that ends with a head (企业, 单位, 干部, 局) after ``floor`` and not after ``reach``.

        ``each``: it begins with 各 or its like, so that it may be all of text[at:end].
        """
        whole = end if each and end - at <= _LONGEST_EACH else -1
        whole_list: Name | None = None  # 江西国控等省属企业, where 江西国控 alone cannot be told for a name
        for stop in range(reach, floor, -1):
            if self.text[stop - 1] not in self.words.tail_ends and stop != whole:
                continue
            if self.text[at:stop] in self.party_words.verb_objects or (each and _OF_LEVEL.match(self.text, stop - 1)):
                continue  # 各市|级重点项目
            kind = self.heads.kind(at, stop)
            if kind is None and stop == whole and self._may_be_group(at, stop):
                # 各村(居)“两委”要…: 各 before a modal is a group whatever its head; 任何单位和个人不得…
                kind = "people" if self.text.endswith("个人", at, stop) else "group"
            if kind == "place" and self.known.places.is_made(at, stop):
                continue
            if kind is not None and self._is_one(at, stop):
                if _OTHERS_INSIDE.search(self.text, at + 1, stop) is None:
                    return Name(Span(at, stop), kind)
                whole_list = whole_list or Name(Span(at, stop), kind)
        return whole_list

    def _may_be_group(self, at: int, stop: int) -> bool:
        """Whether what begins with 各 does not end with a time, a thing or an act."""
        thing = self.words.thing_end.search(self.text, at, stop) is not None
        if "“" in self.text[at:stop] and self.text[stop - 1] != "”":
            return False  # 各部门要闻“汛”|而动
        if self.text[stop - 2 : stop] in self.known.acts or self.text.startswith(_EACH_OF_THINGS, at):
            return False  # 各学校具体|实施, 各项|建设
        return not thing and not self.times.ends_in_time(at, stop)

    def _is_one(self, at: int, stop: int) -> bool:
        return not self.known.acts_within(at, stop) and self.bounds.is_one(at, stop)
