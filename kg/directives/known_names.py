"""Parties that are known by name: organisations and groups that ``mentions.agencies`` found, and places. (已识别的责任主体)"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.directives.heads import HeadReader
from kg.directives.name import Name
from kg.directives.name_bounds import NameBounds
from kg.directives.party_times import PartyTimeReader
from kg.directives.places import PlaceReader
from kg.directives.short_names import ShortNameReader
from kg.mentions.agencies import AgencyMention
from kg.model import Span
from kg.scan import Scan

_LONGEST = 24
_LONGEST_BEFORE_GROUP = 6
_LONGEST_PLACE = 20


class KnownNameReader:
    """Reads the organisation, group or place that begins at an offset. Holds only look-ups."""

    def __init__(
        self,
        scan: Scan,
        agencies: tuple[AgencyMention, ...],
        heads: HeadReader,
        bounds: NameBounds,
        times: PartyTimeReader,
    ) -> None:
        self.scan = scan
        self.text = scan.text
        self.at_start = {mention.span.start: mention for mention in agencies}
        self.starts = sorted(self.at_start)
        self.heads = heads
        self.bounds = bounds
        self.words = heads.words
        self.party_words = heads.party_words
        self.places = PlaceReader(scan, times)
        self.short = ShortNameReader(scan, self.at_start)
        self.acts = scan.lexicon.acts
        self.urges = frozenset(scan.lexicon.demands["urges"])
        self.read_before: dict[
            tuple[int, int], Name | None
        ] = {}  # each member of a list is asked for by those before it

    def read(self, at: int, limit: int) -> Name | None:
        """The organisation, group or place that begins at ``at``."""
        asked = (at, limit)
        if asked not in self.read_before:
            self.read_before[asked] = self._read(at, limit)
        return self.read_before[asked]

    def _read(self, at: int, limit: int) -> Name | None:
        mention = self.at_start.get(at)
        if mention is not None and mention.span.end <= limit:
            short = self.short.read(at, mention.span.end)
            if short is not None and self.text[short.span.end + 2 : short.span.end + 3] in self.party_words.levels:
                return short  # 县财政|安排|县文明办…: two names and an act
            people = self.people_of(mention.span.end, limit)
            if people is not None and (people[0] in self.party_words.members or self._do_often(people.end(), limit)):
                return Name(Span(at, people.end()), "people")
            return self.lengthened(mention, limit)
        place = self.places.place(at, limit)
        runs = self.party_words.runs.match(self.text, place.span.end, limit) if place is not None else None
        return Name(Span(at, runs.end()), "group") if runs is not None else place

    def _do_often(self, at: int, limit: int) -> bool:
        """各镇主要负责人|每月带队检查: what they do again and again is no act of the meeting's."""
        return at < limit and self.text[at] == "每"

    def people_of(self, at: int, limit: int) -> re.Match[str] | None:
        """县财政局|主要负责人: words that make people of the organisation before them."""
        if self.text[at : at + 1] not in self.party_words.people_begin:
            return None
        people = self.party_words.people_of.match(self.text, at, limit)
        if people is None or self.party_words.no_people.match(self.text, at, limit) is None:
            return people
        return people if self._act_follows(people.end(), limit) else None  # 负责|人大建议办理, but 负责人|大力推进

    def _act_follows(self, at: int, limit: int) -> bool:
        """Whether an act, a charge or an adverb of more than one character (not 均) stands at ``at``."""
        follows = self.text[at : at + 2]
        return (
            follows in self.acts
            or follows in self.party_words.charges
            or len(self.words.adverb(self.text, at, limit)) > 1
        )

    def headed(self, names: tuple[Name, ...], limit: int) -> tuple[tuple[Name, ...], int]:
        """由县财政局|主要负责人|牵头: names that end right before words for their people, with the last as the people meant, and where
        these end; 县委、县政府|主要领导 are one, since the two organs share the words."""
        *before, last = names
        people = self.people_of(last.span.end, limit) if last.kind in ("organization", "group") else None
        if people is None or people.end() == limit:
            return names, last.span.end
        return self.joint((*before, Name(Span(last.span.start, people.end()), "people"))), people.end()

    def joint(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """县委、县政府主要领导 as one, where a list takes it for the 县委 and the heads of the 县政府; else ``names``."""
        if len(names) < 2 or names[-1].kind != "people":
            return names
        *before, organ, last = names
        words, near = self.party_words, organ.span.end + 1 == last.span.start
        both = near and words.shared_heads.fullmatch(self.text, *last.span) is not None
        if not both or words.shares_heads.search(self.text, *organ.span) is None:
            return names
        return (*before, Name(Span(organ.span.start, last.span.end), "people"))

    def lengthened(self, mention: AgencyMention, limit: int) -> Name:
        """The name of a mention with what makes another party of it (市政府|有关部门, 市税务局|城区分局)."""
        longer = self._longer_group(mention, limit) or self._branch(mention, limit) or self._office(mention, limit)
        return longer or Name(mention.span, mention.kind)

    def _longer_group(self, mention: AgencyMention, limit: int) -> Name | None:
        """市政府|有关部门, 市安委会|成员单位: a group of whom the organisation is only the owner."""
        if self.text[mention.span.end : mention.span.end + 1] not in self.party_words.owned_begin:
            return None
        match = self.party_words.owned.match(self.text, mention.span.end, limit)
        return Name(Span(mention.span.start, match.end()), "group") if match is not None else None

    def _branch(self, mention: AgencyMention, limit: int) -> Name | None:
        """市自然资源局|城区分局: a branch that is named behind its parent, which it would be taken for."""
        if mention.kind != "organization":
            return None
        branch = self.party_words.branch.match(self.text, mention.span.end, limit)
        if branch is None or branch[0][:2] in self.acts or self.bounds.holds_cue(*branch.span()):
            return None
        if self.party_words.none.search(branch[0]) is not None:
            return None
        return Name(Span(mention.span.start, branch.end()), "organization")

    def _office(self, mention: AgencyMention, limit: int) -> Name | None:
        """县委|从严治党办, 县政府|推进职能转变办公室: an office of a committee or a government that is named by an act it sees to, for whose
        owner it would be taken."""
        start, end = mention.span
        if mention.kind != "organization" or self.party_words.governs.search(self.text, start, end) is None:
            return None
        office = self.party_words.act_office.match(self.text, end, limit)
        if office is None or self.bounds.holds_cue(*office.span()) or office.end() in self.heads.inert_ends:
            return None
        follows = self.scan.at.get(office.end())
        ends = (
            office.end() == limit or follows is not None or self.text.startswith(self.party_words.charges, office.end())
        )
        return Name(Span(start, office.end()), "organization") if ends else None

    def prefixed_group(self, at: int, limit: int) -> Name | None:
        """汾湖沿岸|各镇(街道), 政府系统|各部门: up to six characters that say which."""
        for start in range(at + 2, min(at + _LONGEST_BEFORE_GROUP + 1, limit)):
            mention = self.at_start.get(start)
            if mention is None or mention.kind != "group" or mention.span.end > limit:
                continue
            if self.bounds.is_name_like(at, start) and not self.bounds.holds_cue(at, start):
                return Name(Span(at, mention.span.end), "group")
        return None

    def is_known(self, name: Name) -> bool:
        """A mention or a place, or a group that says so itself: what merely ends like one may be any clause."""
        if name.span.start in self.at_start or name.kind == "place":
            return True
        if self.party_words.role_unit.fullmatch(self.text, *name.span) is not None:
            return True  # 责任单位
        return self.party_words.group.match(self.text, name.span.start) is not None and self.heads.ends_as_one(name)

    def is_in_name(self, at: int) -> bool:
        """Whether ``at`` lies inside the name of an organisation or a group, and not at its head."""
        low, high = bisect_left(self.starts, at - _LONGEST), bisect_left(self.starts, at)
        return any(self.at_start[start].span.end > at for start in self.starts[low:high])

    def ends_at(self, at: int) -> bool:
        """Whether the name of an organisation or a group ends at ``at``."""
        low, high = bisect_left(self.starts, at - _LONGEST), bisect_left(self.starts, at)
        return any(self.at_start[start].span.end == at for start in self.starts[low:high])

    def acts_within(self, at: int, stop: int) -> bool:
        """各乡镇|负责征地, 县水利局|6月底前开工建设水库: whether an act, a charge or a time follows who is known, so that it is no part of
        the name."""
        known = self.at_start.get(at)
        if known is None or known.span.end >= stop:
            return False
        if self.text[known.span.end : known.span.end + 2] in self.urges:
            return True  # 各镇|抓紧销号, whatever the verb
        at = known.span.end + len(self.words.adverb(self.text, known.span.end, stop))
        follows = self.text[at : at + 2]
        return follows in self.acts or follows in self.party_words.charges or follows.lstrip("在于")[:1].isdigit()

    def begins_place(self, at: int, limit: int) -> bool:
        """Whether a place that can act begins at ``at``: 城关镇, but not 指导各镇."""
        acts = self.scan.at.get(at) is not None or self.text[at : at + 2] in self.acts
        return not acts and self.may_be_place(at, limit) and self.places.place(at, limit) is not None

    def may_be_place(self, at: int, limit: int) -> bool:
        """Whether the words at ``at`` name a place, or hold a character that could end a kind of place (镇, 开发区)."""
        ends = self.words.place_tail_ends
        if not self.places.may_begin(at, limit) and ends.isdisjoint(
            self.text[at + 1 : min(limit, at + _LONGEST_PLACE)]
        ):
            return False  # most clauses
        words = self.text[at + 1 : self.bounds.reach(at, limit)]
        return not ends.isdisjoint(words) or self.places.place(at, limit) is not None
