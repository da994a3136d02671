"""Who a directive names: the one door to the readers of parties. (责任主体)

Known organisations, groups and places were found by ``mentions.agencies``; here position adds what only a
directive makes an actor: 燃气企业须…, 属地街道、社区要…, 企业主要负责人必须…. ``subjects`` reads who stands before a modal,
``agents`` who stands after 由, 会同 and 督促.
"""

from __future__ import annotations

from kg.directives.adverbials import AdverbialReader
from kg.directives.agents import AgentReader
from kg.directives.conjuncts import ConjunctReader
from kg.directives.coordination import CoordinationReader
from kg.directives.heads import HeadReader
from kg.directives.known_names import KnownNameReader
from kg.directives.name_bounds import NameBounds
from kg.directives.party_times import PartyTimeReader
from kg.directives.subjects import SubjectReader
from kg.directives.unnamed import UnnamedReader
from kg.mentions.agencies import AgencyMention
from kg.scan import Scan


class PartyReader:
    """Reads lists of parties at a place in the text. Holds only look-ups; every answer depends on its arguments."""

    def __init__(self, scan: Scan, agencies: tuple[AgencyMention, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        heads, bounds, times = HeadReader(scan), NameBounds(scan), PartyTimeReader(scan)
        known = KnownNameReader(scan, agencies, heads, bounds, times)
        unnamed = UnnamedReader(scan, known, heads, bounds)
        lists = CoordinationReader(scan, known)
        agents = AgentReader(scan, known, unnamed, lists)
        adverbials = AdverbialReader(scan, times, lists, bounds)
        conjuncts = ConjunctReader(known, unnamed, times)
        self.at_start = known.at_start
        self.words = known.words
        self.party_words = known.party_words
        self.before = SubjectReader(conjuncts, lists, adverbials, agents, unnamed).before
        self.after = agents.after
        self.whole = agents.whole
        self.firm = agents.firm
        self.past_time = times.past
        self.department_called = known.short.read
        self.departments_listed = known.short.listed
        self.past_others = lists.past_others
        self.ends_as_one = heads.ends_as_one
        self.head_kind = heads.kind
        self.is_known = known.is_known
        self.people_of = known.people_of
        self.headed = known.headed
        self.joint = known.joint
        self.is_in_name = known.is_in_name
        self.ends_name = known.ends_at
        self.begins_place = known.begins_place
        self.levels_in_step = unnamed.levels_in_step
        self.may_be_place = known.may_be_place

    def adverb(self, at: int, end: int) -> str:
        """The adverb that begins at ``at``; empty where none does."""
        return self.words.adverb(self.text, at, end)
