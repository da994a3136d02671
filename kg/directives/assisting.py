"""Who helps with the directive being read: 由X牵头,|Y配合…. (协办)"""

from __future__ import annotations

from kg.directives.charge_words import charge_words, helping_in
from kg.directives.charges import ChargeReader
from kg.directives.draft import Draft
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.model import Party
from kg.scan import Scan
from kg.structure import Clause


class AssistReader:
    """Reads a clause that names helpers. Holds only look-ups."""

    def __init__(self, scan: Scan, parties: PartyReader, charges: ChargeReader) -> None:
        self.text = scan.text
        self.notice = scan.notice
        self.parties = parties
        self.charges = charges
        self.charge_words = charge_words(scan.lexicon)
        self.marks = helping_in(scan.text, self.charge_words)

    def joins(self, draft: Draft, start: int, clause: Clause) -> bool:
        """Y配合…, Y派员… after 由X牵头: Y is a co-actor of ``draft``, into which it is put."""
        if clause.level >= 2 or self.marks.after(start) + 2 > clause.end:
            return False
        names = self.charges.by_duty(draft, start, clause) or self._assisting(draft, start, clause)
        if not names:
            return False
        draft.end = clause.end
        if not draft.names and self.text.startswith(self.charge_words.each_own, names[-1].span.end):
            draft.names, draft.basis = names, "explicit"
        else:
            draft.parties.extend(self.helper(name) for name in names)
        return True

    def helps(self, draft: Draft, clause: Clause) -> bool:
        """Whether a clause would only name helpers of ``draft``."""
        return bool(self.charges.by_duty(draft, clause.start, clause) or self._assisting(draft, clause.start, clause))

    def helper(self, name: Name) -> Party:
        """A name as a co-actor."""
        return Party(self.notice.quote(name.span), name.span, "co-actor", name.kind)

    def _assisting(self, draft: Draft, start: int, clause: Clause) -> tuple[Name, ...]:
        """Who helps with ``draft``; nobody where they are to help another with a task of its own."""
        found = self.parties.after(start, clause.end, generic=True)
        if found is None:
            return ()
        at = self.parties.past_others(found[1], clause.end)
        act = self.charge_words.assists.match(self.text, at)
        if act is None and all(map(self.parties.is_known, found[0])):
            act = self.charge_words.assists_alone.match(self.text, at)
        if act is None or self._helps_another(draft, act.end(), clause):
            return ()
        return found[0]

    def _helps_another(self, draft: Draft, at: int, clause: Clause) -> bool:
        """县公安局配合|县行政审批局做好核对 after a demand on 县住建局: whom they help is not who is bound there, nor who only helps."""
        helped = self.parties.after(at, clause.end) if at in self.parties.at_start else None
        if helped is None:
            return False
        bound = {self.text[name.span.start : name.span.end] for name in draft.names}
        return all(self.text[name.span.start : name.span.end] not in bound for name in helped[0])
