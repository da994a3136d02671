"""Who is the subject of a modal: 县财政局、各镇|要. (情态词前的责任主体)"""

from __future__ import annotations

import re

from kg.directives.adverbials import AdverbialReader
from kg.directives.agents import AgentReader
from kg.directives.conjuncts import ConjunctReader
from kg.directives.coordination import CoordinationReader
from kg.directives.name import Name
from kg.directives.unnamed import UnnamedReader
from kg.model import Span

_JOINS = frozenset("和与及")
_MEMBER = re.compile("[^、和及]+")
_LONGEST_JOINED = 8  # characters of what 和 joins to a list
_SHORTEST_LAST, _LONGEST_LAST = 3, 5  # characters of a last member that nothing but its list tells for a party
_LONGEST_ADVERB, _LONGEST_MODAL = 4, 3
_MOST_MEMBERS = 150  # separators before a modal: more are no list of parties
_QUALIFIES = ("除", "包括")
_INCLUSION = re.compile("包括(?P<who>[^,;。:]{2,24}?)在内的")
EXCEPTION = re.compile("除了?[^,;。:除]{2,24}?(?:之|以)?外的?")
"""除县水务局、县财政局外的: who of a group is not meant; 除…外 before 也 or 还 says who is meant besides."""


class SubjectReader:
    """Reads the list of parties before a modal. Holds only look-ups."""

    def __init__(
        self,
        conjuncts: ConjunctReader,
        lists: CoordinationReader,
        adverbials: AdverbialReader,
        agents: AgentReader,
        unnamed: UnnamedReader,
    ) -> None:
        self.text = conjuncts.text
        self.conjuncts = conjuncts
        self.lists = lists
        self.adverbials = adverbials
        self.agents = agents
        self.unnamed = unnamed
        self.at_start = lists.at_start
        self.heads = conjuncts.heads
        self.words = conjuncts.words
        self.party_words = conjuncts.party_words

    def before(self, start: int, modal: int) -> tuple[tuple[Name, ...], int] | None:
        """Parties that begin at ``start`` and are the subject of the modal at ``modal``.

        Returns the names and the end of the list; None when the stretch is no subject. What stands between the list
        and the modal must be adverbial (同时, 作为牵头部门, 对此).
        """
        if self.text.count("、", start, modal) > _MOST_MEMBERS:
            return None  # no list of parties
        if (levels := self._bare_levels(start, modal)) is not None:
            return levels, modal
        at, names = self._qualified(start, modal) if self.text.startswith(_QUALIFIES, start) else (start, [])
        while True:
            found = self._conjunct(at, modal)
            if found is None:
                share = self.text.find("各", modal, modal + _LONGEST_MODAL)
                return None if share < 0 else self.agents.sharers(start, modal, share, len(self.text))
            marked, rest = self.lists.marked(found, modal)
            names.append(marked)
            if rest == modal:  # most lists: nothing stands between
                return self._as_bound(names), rest
            onward = self.lists.next_member(rest, modal)
            if onward < 0 or next(self.conjuncts.readings(onward, modal), None) is None:
                return self._closed(names, found, rest, modal)
            at = onward

    def _bare_levels(self, start: int, modal: int) -> tuple[Name, ...] | None:
        """社区、村|要, 城区、郊区|要: a list of nothing but levels right before the modal."""
        if self.text[start] not in self.party_words.bare_level_begins:
            return None
        if self.party_words.bare_levels.fullmatch(self.text, start, modal) is None:
            return None
        return tuple(Name(Span(*word.span()), "group") for word in _MEMBER.finditer(self.text, start, modal))

    def _conjunct(self, at: int, modal: int) -> Name | None:
        """The likeliest reading at ``at`` after which the list goes on or ends."""
        for reading in self.conjuncts.readings(at, modal):
            if reading.span.end == modal or self._leads_on(reading, modal):
                return reading
        return None

    def _closed(self, names: list[Name], last: Name, rest: int, modal: int) -> tuple[tuple[Name, ...], int] | None:
        """The list that ends with ``last``, or with one more whom no word is known for."""
        more = self._last_member(last, modal) if rest == last.span.end else None
        if more is not None:
            names, rest = [*names, more], more.span.end
        elif rest == last.span.end:
            rest = self._past_unknown(last, modal)
        if not self.adverbials.is_adverbial(rest, modal):
            return None
        return (*self._as_bound(names), *self._above_all(rest, modal)), rest

    def _leads_on(self, found: Name, modal: int) -> bool:
        """After this conjunct comes another one, or nothing but adverbials up to the modal."""
        end = self.lists.marked(found, modal)[1]
        if end == modal:
            return True
        onward = self.lists.next_member(end, modal)
        if onward >= 0 and any(self._leads_on(piece, modal) for piece in self.conjuncts.readings(onward, modal)):
            return True
        if self.adverbials.is_adverbial(end, modal) or self._last_member(found, modal) is not None:
            return True
        return self._past_unknown(found, modal) > found.span.end

    def _as_bound(self, names: list[Name]) -> tuple[Name, ...]:
        """The names of a list, those in a bracket in the stead of the group before it."""
        return self.conjuncts.known.joint(tuple([inner for name in names for inner in self._in_its_bracket(name)]))

    def _in_its_bracket(self, name: Name) -> tuple[Name, ...]:
        """县水利局, 县住建局 of 相关责任单位(县水利局、县住建局): who they are, where all are organisations; else the name itself."""
        if name.kind != "group" or self.text[name.span.end - 1] != ")":
            return (name,)
        at = self.text.find("(", name.span.start, name.span.end) + 1
        members: list[Name] = []
        for word in self.text[at : name.span.end - 1].split("、"):
            members.append(Name(Span(at, at + len(word)), "organization"))
            at += len(word) + 1
        return tuple(members) if len(members) > 1 and all(map(self._is_organisation, members)) else (name,)

    def _is_organisation(self, name: Name) -> bool:
        """Whether a member of a bracket ends as an organisation; 含县水利局 names but some of them."""
        start, end = name.span
        includes = self.text[start] in self.party_words.includes
        return end - start > 2 and not includes and self.heads.kind(start, end) == "organization"

    def _above_all(self, end: int, modal: int) -> tuple[Name, ...]:
        """县直有关单位|特别是县住建局|要: organisations that are named besides the group that they belong to."""
        word = self.party_words.above_all.match(self.text, end, modal)
        found = self.before(word.end(), modal) if word is not None else None
        named = found is not None and all(n.kind == "organization" or n.span.start in self.at_start for n in found[0])
        return found[0] if found is not None and named else ()

    def _qualified(self, start: int, modal: int) -> tuple[int, list[Name]]:
        """Past 除县水务局外 and 包括县水利局在内的 before 各单位: where it begins, and who is named of it."""
        at = self._past_exception(start, modal)
        inclusion = _INCLUSION.match(self.text, at, modal) if self.text.startswith("包括", at) else None
        if inclusion is None:
            return at, []
        found = self.agents.after(*inclusion.span("who"))
        return inclusion.end(), [] if found is None else list(found[0])

    def _past_exception(self, start: int, limit: int) -> int:
        """Past 除县水务局外 before 各单位: who is named there is not bound."""
        exception = EXCEPTION.match(self.text, start, limit) if self.text.startswith("除", start) else None
        return start if exception is None else exception.end()

    def _past_unknown(self, last: Name, modal: int) -> int:
        """县住建局、县水利局|、县土总|要: past a last member that nothing tells for a party, so that those before it are not lost;
        the end of ``last`` where none stands. ``unread`` keeps it as a doubt."""
        end = last.span.end
        listed = self.text[last.span.start - 1 : last.span.start] == "、" and self.text[end : end + 1] == "、"
        known = last.span.start in self.at_start or last.kind == "place"
        if not listed or not known or not _SHORTEST_LAST < modal - end <= _LONGEST_LAST + 1:
            return end
        word = self.text[end + 1 : modal]
        level = word[0] in self.party_words.levels  # 县, 市: whose it is
        thing = self.words.thing_end.search(word) is not None or self.unnamed.begins_act(end + 1)
        return modal if level and not thing and self.unnamed.is_plain_word(end + 1, modal) else end

    def _last_member(self, before: Name, modal: int) -> Name | None:
        """各乡镇、|村组|要, 甲、乙和|国网天津电力|要: what ends a list of parties may be one that no word is known for; else the list
        would be lost."""
        at = before.span.end + 1
        mark, begins = self.text[at - 1 : at], self.text[before.span.start - 1 : before.span.start]
        closes = mark in _JOINS and begins == "、"  # the last of a list by the grammar of lists
        longest = _LONGEST_JOINED if closes else _LONGEST_LAST
        short = modal - at <= longest + _LONGEST_ADVERB and (mark == "、" or closes)
        if not short or before.span.start not in self.at_start or self.unnamed.begins_act(at):
            return None
        for end in range(min(modal, at + longest), at + _SHORTEST_LAST - 1, -1):
            if (
                (self.text[end - 1] in self.words.member_ends or (closes and end == modal))
                and self.adverbials.is_adverbial(end, modal)
                and self.words.thing_end.search(self.text[at:end]) is None
                and self.unnamed.is_plain_word(at, end)
            ):
                return Name(Span(at, end), "group")
        return None
