"""What opens a directive. (交办事项的起点)

A clause opens one with a modal (要加强…), a party and a modal (县财政局要…), an agent (由X牵头, 请X, 责成X, 同意X…), or who is in
charge (X负责…). What is asked for without any of these is read by ``acts``.
"""

from __future__ import annotations

from kg.directives.agent_openings import AgentOpeningReader
from kg.directives.charge_openings import ChargeOpeningReader
from kg.directives.clauses import ClauseReader
from kg.directives.modal_openings import ModalReader
from kg.directives.opening import Opening, Setting
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Scan, Track
from kg.structure import Clause

# Events without which a clause opens nothing, besides modals; treat is 原则同意.
_OPENERS = frozenset({"ask", "by", "agree", "treat", "enum-demand", "enum-point"})


class OpeningReader:
    """Decides for one clause whether it opens a directive."""

    def __init__(self, scan: Scan, parties: PartyReader, clauses: ClauseReader, names: tuple[Span, ...] = ()) -> None:
        self.text = scan.text
        self.clauses = clauses
        self.modals = ModalReader(scan, parties, clauses, names)
        self.agents = AgentOpeningReader(scan, parties, clauses, names)
        self.charges = ChargeOpeningReader(scan, parties, clauses, names)
        self.openers = Track(sorted([*self.modals.events, *scan.of_kinds(*_OPENERS)]))

    def opening(self, start: int, clause: Clause, setting: Setting) -> Opening | None:
        """How the stretch from ``start`` to the clause's end opens a directive, or None."""
        if self.modals.second_of_pair(start):
            return None
        start = self.clauses.past_adverbs(self.clauses.past_conjunction(start), clause.end)
        if self.openers.first(start, clause.end) is None and not self.charges.may_be(start, clause.end):
            return None  # half of all clauses
        if self.clauses.tells_attendance(start, clause.end):
            return None
        begins, opening = self.modals.at_head(start, clause)
        if begins:
            return opening if opening is None else self.agents.behind_modal(opening, clause)
        return (
            self.modals.with_subject(start, clause, asked=setting.demands or setting.decides, behind=setting.behind)
            or self._main_by_agent(start, clause)
            or self.agents.by_agent(start, clause, setting)
            or self.agents.agreed(start, clause)
            or self.charges.in_charge(start, clause, setting)
            or (self.modals.main(start, clause.end) if setting.first else None)
        )

    def _main_by_agent(self, start: int, clause: Clause) -> Opening | None:
        """险情|要由县水利局处置: whom a main modal binds, wherever in a sentence it stands."""
        opening = self.modals.main(start, clause.end) if self.text.find("由", start, clause.end) >= 0 else None
        by_whom = None if opening is None else self.agents.behind_modal(opening, clause)
        return by_whom if by_whom is not None and by_whom.names else None
