"""Who is named beside a demand and could not be read as bound by it: doubts, so that nobody is lost in silence. (未辨明的责任主体)"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from kg.directives.demand_words import demand_words
from kg.directives.doubtful_limits import doubtful_limits
from kg.directives.lexicon_index import lexicon_index
from kg.directives.name import Name, is_plain
from kg.directives.parties import PartyReader
from kg.directives.subjects import EXCEPTION
from kg.directives.unclaimed_labels import unclaimed_labels
from kg.mentions.agencies import AgencyMention
from kg.model import Directive, Doubt, Span
from kg.scan import Scan
from kg.structure import Clause, Outline

_SHORTEST_NAME: Final = 2
_AND: Final = re.compile("、|(?<=[一-鿿]{2})(?:以及|[和与及])")  # not in 、和平公安分局
_LONGEST_HEAD: Final = 16  # characters of the number, time and adverbs before a name
_CLOSING: Final = frozenset(")]】〕")
_IN_BRACKET: Final = r"[(\[【〔](?P<who>[^()\[\]【】〔〕,;。\n]{2,30})[)\]】〕]"
_BRACKET_BEHIND: Final = re.compile(f"[。;]{_IN_BRACKET}")
_BRACKET_AT_END: Final = re.compile(f"(?<=[。;]){_IN_BRACKET}\\Z")
_PARTIES: Final = frozenset({"organization", "group", "elided"})
_ENUMERATORS: Final = frozenset({"enum-demand", "enum-point", "enum-bracket", "enum-arabic", "enum-arabic-bracket"})


def find_unread(
    scan: Scan, outline: Outline, parties: PartyReader, directives: tuple[Directive, ...]
) -> tuple[Doubt, ...]:
    """Organisations before a demand or at the head of a part of it that are none of its parties, those whose act between
    demands is in none of them, and who is excepted from one. ``directives``: those of the running text, in order."""
    reader = _Unread(scan, outline, parties, directives)
    return (
        *reader.unread(),
        *reader.subjects(),
        *reader.dropped(),
        *reader.in_case(),
        *reader.bracketed(),
        *reader.offices_behind(),
        *reader.excepted(),
        *unclaimed_labels(scan, outline, parties, directives),
        *doubtful_limits(scan, directives),
    )


class _Unread:
    """Compares the names at the heads of clauses with the parties of the directives. Holds only look-ups."""

    def __init__(self, scan: Scan, outline: Outline, parties: PartyReader, directives: tuple[Directive, ...]) -> None:
        self.scan = scan
        self.text = scan.text
        self.outline = outline
        self.parties = parties
        self.demand_words = demand_words(scan.lexicon)
        self.directives = directives
        self.modals = scan.plain("modal")
        self.starts = [directive.span.start for directive in directives]
        self.spoken = [event.start for event in scan.of_kinds("speech")]

    def unread(self) -> Iterator[Doubt]:
        """Those named at the head of a clause, each once."""
        clauses = self.outline.clauses
        starts = [clause.start for clause in clauses]
        heads: dict[int, AgencyMention | None] = {}  # by number of clause: several are named in one
        for at in sorted(self.parties.at_start):
            named = self.parties.at_start[at]
            index = bisect_right(starts, at) - 1
            if index < 0 or at - starts[index] > _LONGEST_HEAD or named.kind not in _PARTIES:
                continue
            if index not in heads:
                heads[index] = self._named(clauses[index])
            if heads[index] is named and self._is_lost(named, clauses[index]):
                name = self.text[at : named.span.end]
                note = f"{name} stands beside a demand; whether it must act was not read"
                yield Doubt("addressee-unread", named.span, note)

    def _is_lost(self, named: AgencyMention, clause: Clause) -> bool:
        """Whether who begins a clause is no party of the demand in it, or has an act that is in no demand."""
        at = named.span.start
        index = bisect_right(self.starts, at)
        if index and at < self.directives[index - 1].span.end:
            parties = self.directives[index - 1].parties
            if named.kind == "group" and any(party.role == "lead" for party in parties):
                return False  # 各部门要…。牵头单位:X says who of them
            # 相关责任单位(县水利局、县住建局) is bound as those in its bracket
            return not any(p.span.start <= at < p.span.end or at < p.span.start < named.span.end for p in parties)
        if index < len(self.starts) and self.starts[index] < clause.end:
            return self.directives[index].basis != "explicit"
        paragraph = self.outline.paragraphs[clause.paragraph]
        spoken = (_any_in(starts, paragraph.start, paragraph.end) for starts in (self.starts, self.spoken))
        return named.kind == "organization" and paragraph.role == "body" and self._acts(named, clause) and any(spoken)

    def _named(self, clause: Clause) -> AgencyMention | None:
        """The party that begins a clause, behind a number, a time or an adverb."""
        event = self.scan.at.get(clause.start)
        start = event.end if event is not None and event.kind in _ENUMERATORS else clause.start
        start += 2 * self.text.startswith("以及", start)
        at = self.parties.past_time(start, clause.end)
        while at not in self.parties.at_start and (adverb := self.parties.adverb(at, clause.end)):
            at += len(adverb)
        if self.text[at : at + 2] in self.scan.lexicon.acts:
            return None  # 主动|履行法院生效裁判
        return self.parties.at_start.get(at)

    def _acts(self, named: AgencyMention, clause: Clause) -> bool:
        """Whether what follows the list that ``named`` begins looks like an act, and not like what is told of a meeting."""
        found = self.parties.after(named.span.start, clause.end)
        if found is None:
            return False
        if self.demand_words.came_about.match(self.text, found[1]) is not None:
            return False
        at = self.parties.past_others(found[1], clause.end)
        while adverb := self.parties.adverb(at, clause.end):
            at += len(adverb)
        if self.demand_words.told.match(self.text, at, clause.end) is not None:
            return False
        if at == clause.end:
            return self.text[at : at + 1] == ","  # a list that waits for its modal
        acts = self.text[at : at + 2] in self.scan.lexicon.acts
        return acts or self.demand_words.acts_loosely.match(self.text, at, clause.end) is not None

    def subjects(self) -> Iterator[Doubt]:
        """市建设局、市土总|要加快推进: who stands before the modal of a demand that binds nobody, where one of them is known or
        ends as an organisation does; the first, if it is known, is a doubt already."""
        for directive in self.directives:
            members = self._members(directive) if directive.rule == "directives.main-modal" else []
            if not any(map(self._may_act, members)):
                continue
            for number, member in enumerate(members):
                if number or member.start not in self.parties.at_start:
                    name = self.text[member.start : member.end]
                    note = f"{name} stands beside a demand; whether it must act was not read"
                    yield Doubt("addressee-unread", member, note)

    def dropped(self) -> Iterator[Doubt]:
        """县住建局、县水利局、|县土总|要: the last of a list whose others alone are bound."""
        for directive in self.directives:
            if directive.rule != "directives.subject-modal":
                continue
            ends = [p.span.end for p in directive.parties if p.role in ("lead", "responsible")]
            at = max(ends, default=-1) + 1
            if not self.text.startswith("、", at - 1):
                continue
            modal = self.modals.first(at, min(directive.span.end, at + _LONGEST_HEAD))
            if at > directive.span.start and modal is not None and modal.start > at:
                name = self.text[at : modal.start]
                note = f"{name} stands beside a demand; whether it must act was not read"
                yield Doubt("addressee-unread", Span(at, modal.start), note)

    def _members(self, directive: Directive) -> list[Span]:
        """The members of the list between the head of a clause and the modal that opens ``directive``."""
        clauses, stop = self.outline.clauses, directive.span.start
        clause = clauses[bisect_right(clauses, stop, key=lambda other: other.start) - 1]
        event = self.scan.at.get(clause.start)
        at = event.end if event is not None and event.kind in _ENUMERATORS else clause.start
        members: list[Span] = []
        for mark in (*_AND.finditer(self.text, at, stop), None):
            end = stop if mark is None else mark.start()
            if end - at < _SHORTEST_NAME or not is_plain(self.text[at:end]):
                return []
            members.append(Span(at, end))
            at = end if mark is None else mark.end()
        return members

    def _may_act(self, member: Span) -> bool:
        """Whether a member of a list is known, or ends as an organisation does."""
        named = self.parties.at_start.get(member.start)
        if named is not None and named.span.end == member.end:
            return True
        ends = self.text.endswith(self.demand_words.party_ends, *member)
        return ends or self.parties.ends_as_one(Name(member, "group"))

    def in_case(self) -> Iterator[Doubt]:
        """逾期未完成的|由县水务局约谈: in a demand on another, who is to act in a case."""
        clauses = self.outline.clauses
        starts = [clause.start for clause in clauses]
        case = lexicon_index(self.scan.lexicon).case
        for by in self.scan.of_kinds("by"):
            index, within = bisect_right(starts, by.start) - 1, bisect_right(self.starts, by.start) - 1
            named = self.parties.at_start.get(by.end)
            if named is None or index < 0 or within < 0 or by.start >= self.directives[within].span.end:
                continue
            bound = any(party.span.start == by.end for party in self.directives[within].parties)
            if not bound and case.fullmatch(self.text, starts[index], by.start) is not None:
                name = self.text[by.end : named.span.end]
                note = f"{name} stands beside a demand; whether it must act was not read"
                yield Doubt("addressee-unread", named.span, note)

    def bracketed(self) -> Iterator[Doubt]:
        """学习治水经验(县水利局、县住建局): whose it is, or who must learn."""
        for directive in self.directives:
            if self.text.find("(", *directive.span) < 0:
                continue  # nine of ten
            for bracket in self.demand_words.whose.finditer(self.text, *directive.span):
                who = Span(*bracket.span("who"))
                found = self.parties.after(*who, generic=True)
                bound = any(who.start <= party.span.start < who.end for party in directive.parties)
                if found is not None and found[1] == who.end and not bound:
                    note = f"{self.text[who.start : who.end]} stands beside a demand; whether it must act was not read"
                    yield Doubt("addressee-unread", who, note)

    def offices_behind(self) -> Iterator[Doubt]:
        """做好开学准备。〔县财政局〕: offices in a bracket of their own behind a demand; a newsroom there wrote the notice."""
        for directive in self.directives:
            bracket = _BRACKET_BEHIND.match(self.text, directive.span.end)
            if bracket is None and self.text[directive.span.end - 1] in _CLOSING:
                bracket = _BRACKET_AT_END.search(self.text, *directive.span)
            if bracket is None:
                continue
            who = Span(*bracket.span("who"))
            found = self.parties.after(*who)
            if found is None or found[1] != who.end or not all(map(self._is_office, found[0])):
                continue
            if not any(who.start <= party.span.start < who.end for party in directive.parties):
                note = f"{self.text[who.start : who.end]} stands beside a demand; whether it must act was not read"
                yield Doubt("addressee-unread", who, note)

    def _is_office(self, name: Name) -> bool:
        ends = self.parties.party_words.office_ends
        return name.kind == "organization" and self.text[name.span.end - 1] in ends and self.parties.is_known(name)

    def excepted(self) -> Iterator[Doubt]:
        """除县水务局外, in a demand or in the clause before one: also in 除县水务局外,其他各单位 nothing else keeps who is excepted."""
        for exception in EXCEPTION.finditer(self.text) if "除" in self.text else ():
            start, end = exception.span()
            index = bisect_right(self.starts, start)
            inside = index > 0 and start < self.directives[index - 1].span.end
            before = index < len(self.starts) and self.starts[index] <= end + 1
            named = any(at in self.parties.at_start for at in range(start, end))
            if (inside or before) and named:
                note = f"{exception[0]}: who is excepted may be one of a group that is bound"
                yield Doubt("party-excepted", Span(start, end), note)


def _any_in(starts: list[int], low: int, high: int) -> bool:
    at = bisect_right(starts, low - 1)
    return at < len(starts) and starts[at] < high
