"""Directives that say who is in charge: X负责…, X会同Y负责…, X牵头、Y配合. (指明职责的要求)"""

from __future__ import annotations

from kg.directives.charge_words import charge_words
from kg.directives.clauses import ClauseReader
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.opening import Opening, Setting
from kg.directives.parties import PartyReader
from kg.model import Span
from kg.scan import Marks, Scan
from kg.structure import Clause

_LONGEST_HEADS = 60  # characters of a list of people


class ChargeOpeningReader:
    """Reads a clause in which who is named is in charge. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, clauses: ClauseReader, names: tuple[Span, ...] = ()) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.clauses = clauses
        self.charge_words = charge_words(scan.lexicon)
        self.heads = NamedHeadReader(scan, parties, names)
        self.charges = Marks(self.charge_words.charge, self.text)
        self.together = scan.track("with")
        self.consulting = Marks(self.charge_words.consults, self.text)

    def may_be(self, start: int, end: int) -> bool:
        """Whether 负责, 牵头, 会同 or 商 stands in the stretch: without it no party need be looked for."""
        marked = self.charges.after(start) < end or self.consulting.after(start) < end
        return marked or self.together.first(start, end) is not None

    def in_charge(self, start: int, clause: Clause, setting: Setting) -> Opening | None:
        """X负责…, X会同Y负责…, 3.X会同Y全程监督: in minutes and lists an act without modal."""
        called_for = clause.level < 3 and (setting.demands or setting.going)
        asked = setting.decides or setting.numbered or called_for
        found = self._heads(start, clause.end) if asked else None
        found = found or self.parties.after(start, clause.end)
        if found is None and asked and self.charges.after(start) < clause.end:
            found = self._short_named(start, clause.end)
        shared = found is not None and any(name.role == "lead" for name in found[0])
        if found is not None and self.clauses.is_relative(found[1], clause.end):
            return None  # 甲牵头、乙配合|的专班要加快
        if found is not None and shared and (asked or setting.demands or setting.going):
            return Opening(start, found[0], "负责", "directives.in-charge", 0.93)  # 甲牵头、乙配合
        if found is None or found[1] >= clause.end or self.clauses.tells_of(found[1], clause.end):
            return None
        if self._leads(found[1]):
            return Opening(start, found[0], "负责", "directives.in-charge", 0.93)
        return self._together(start, found, clause, sure=setting.numbered or setting.decides)

    def _together(
        self, start: int, found: tuple[tuple[Name, ...], int], clause: Clause, *, sure: bool
    ) -> Opening | None:
        """X|会同Y负责, X|商Y提出意见; ``sure``: the meeting decides, so that any act of theirs is asked for."""
        companion = self.scan.at.get(found[1])
        asks = self.charge_words.consults.match(self.text, found[1], clause.end)
        if companion is not None and companion.kind == "with":
            behind = companion.end
        elif asks is not None:
            behind = asks.end()
        else:
            return None
        others = self.parties.after(behind, clause.end)
        if others is None or not (sure or self._leads(others[1])):
            return None
        return Opening(start, found[0], "会同", "directives.together", 0.88)

    def _heads(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """副县长甲|牵头, 县水利局局长乙|负责整改, 丙|牵头: somebody by name, with a post or without, right before the charge."""
        charge = self.charges.after(start)
        if charge >= end or charge - start > _LONGEST_HEADS or not self._leads(charge):
            return None
        heads = self.heads.before(start, charge) or self.heads.alone(start, charge)
        return (heads, charge) if heads else None

    def _leads(self, at: int) -> bool:
        return self.charge_words.leads.match(self.text, at) is not None

    def _short_named(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """农业服务中心|负责质量监督, 分管副县长|负责推进: an organisation that is named without its place, or who holds a post, right before
        the charge."""
        found = self.parties.after(start, end, generic=True)
        if found is None or not self._leads(found[1]):
            return None
        holds = any(event.end == found[1] for event in self.scan.between(start, found[1]) if event.kind == "post")
        return found if holds or all(name.kind != "people" for name in found[0]) else None
