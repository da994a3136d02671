"""What a meeting proposes or settles behind what it did: 审议《…》,提出|要…; 听取汇报,明确|县水利局负责巡查. (审议后的要求)"""

from __future__ import annotations

from typing import NamedTuple

from kg.directives.clauses import ClauseReader
from kg.directives.parties import PartyReader
from kg.directives.sentences import SentenceReader
from kg.structure import Clause

_ASKS = frozenset({"modal", "by", "ask"})
_CHARGES = frozenset({"by", "ask"})
_SENTENCE = 3  # level of a clause that begins one
_AGAIN = "每"  # 各镇|每月报送


class Proposal(NamedTuple):
    """Where what is asked for begins, and as which speech."""

    start: int
    speech: str


class ProposalReader:
    """Reads a clause behind one with a verb of the meeting's own. Holds only look-ups."""

    def __init__(self, parties: PartyReader, clauses: ClauseReader, sentences: SentenceReader) -> None:
        self.text = clauses.text
        self.parties = parties
        self.clauses = clauses
        self.sentences = sentences
        self.words = clauses.demand_words

    def settles(self, start: int) -> bool:
        """Whether the stretch begins with 明确 or its like."""
        return self.text.startswith(self.words.settles, start)

    def agrees_to_points(self, clause: Clause) -> bool:
        """会议同意|:1.县教育局按时推进;2.…: whether nothing but that the meeting agrees stands before a colon and a number."""
        if not self.text.startswith(":", clause.end):
            return False
        at = clause.end + 1
        while self.text[at : at + 1].isspace():
            at += 1
        begins = self.clauses.past_collective(clause.start, clause.end)
        return at in self.clauses.enumerators and self.text[begins : clause.end] in self.words.agrees

    def read(self, start: int, clause: Clause) -> Proposal | None:
        """What the clause asks for behind what the meeting did; None where nobody is asked there."""
        if clause.level == _SENTENCE:
            return None
        proposes = self.words.proposes.match(self.text, start, clause.end)
        if proposes is not None:
            asks = self.sentences.treats_before(clause) and self._asks_at(proposes.end(), clause.end)
            return Proposal(proposes.end(), "point") if asks else None
        settled = self.words.settled.match(self.text, start, clause.end) if clause.level == 1 else None
        if settled is None or not self.sentences.treats_before(clause):
            return None
        return Proposal(settled.end(), "decide") if self._charged_at(settled.end(), clause.end) else None

    def _asks_at(self, at: int, end: int) -> bool:
        """要…, 由X…, X要…"""
        event = self.parties.scan.at.get(at)
        if event is not None:
            return event.kind in _ASKS and self.clauses.words.matter_end.search(self.text[at:end]) is None
        found = self.parties.after(at, end)
        behind = None if found is None else self.parties.scan.at.get(found[1])
        return behind is not None and behind.kind == "modal"

    def _charged_at(self, at: int, end: int) -> bool:
        """明确|县水利局负责巡查, 明确|由县水利局巡查: whether somebody who is known stands at ``at`` with a task."""
        event = self.parties.scan.at.get(at)
        if event is not None:
            return event.kind in _CHARGES
        found = self.parties.after(at, end)
        if found is None or found[1] >= end or not all(map(self.parties.is_known, found[0])):
            return False
        charged = self.text.startswith(self.parties.party_words.charges, found[1])
        return charged or self.text[found[1]] == _AGAIN or self.clauses.acts_loosely(found[1], end)
