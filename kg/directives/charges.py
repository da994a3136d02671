"""Who answers for one matter together: X牵头,Y具体负责. (共同承担)"""

from __future__ import annotations

import re
from typing import Final

from kg.directives.charge_words import charge_words
from kg.directives.draft import Draft
from kg.directives.name import Name
from kg.directives.named_heads import NamedHeadReader
from kg.directives.parties import PartyReader
from kg.directives.role_marks import role_marks_of
from kg.mentions.due_days import COUNT, UNIT
from kg.structure import Clause

# 具体负责施工招标: what Y does is the matter that X leads, and no task beside it, as 具体实施奖补 and 具体落实管网 are.
_OF_THE_MATTER: Final = re.compile("具体负责(?!人)")
_STEP: Final = re.compile("[初复会终审核受签核拨划代收实主联协承][一-鿿](?<![级员方])")
"""初审, 复核, 受理, 核发: what each of several does in turn, by the character that such verbs begin with."""
_OF_LEVEL: Final = frozenset("直属")
# 于7月底前落实资金, 负责用地, 要于7月底前: a limit, a charge or a modal of its own, with what is to be done.
_OWN_TASK: Final = re.compile(
    "(?:要|须|应当?|务必)[一-鿿\\d]|(?:于|在)?(?:20\\d\\d年|今年|明年)?(?:\\d{1,2}月|年)(?:\\d{1,2}日|底)?前(?![一-鿿]{0,4}前)|负责[一-鿿]{2}"
    f"|(?:于|在)?{COUNT}{UNIT}(?:之|以)?内"
)


class ChargeReader:
    """Reads a clause that names who else answers for what the directive before it asks for. Holds only look-ups."""

    def __init__(self, parties: PartyReader, heads: NamedHeadReader) -> None:
        self.text = parties.text
        self.heads = heads
        self.acts = parties.scan.lexicon.acts
        self.parties = parties
        self.marks = role_marks_of(parties.scan.lexicon)
        self.charge_words = charge_words(parties.scan.lexicon)
        self.ends = self.marks.lead_ends | self.charge_words.answer_ends

    def joining(self, draft: Draft, start: int, clause: Clause) -> tuple[Name, ...]:
        """Who joins those whom ``draft`` binds, if it says nothing but that they lead or answer: 由X牵头,|Y具体负责; else nobody.

        Y负责资金 after 由X牵头 is a task of Y's own.
        """
        if draft.end + 1 != clause.start or not draft.names or not self.only_charges(draft.names, draft.end):
            return ()
        each = self.parties.party_words.each_one.match(self.text, start) is not None  # 各包联领导
        found = self._heads(start, clause.end) or self.parties.after(start, clause.end, generic=each)
        if (
            found is None
            or self.charge_words.by_duty.match(self.text, self.parties.past_others(found[1], clause.end)) is not None
        ):
            return ()
        names, at = found
        acts = self.marks.acting.match(self.text, at, clause.end)
        if acts is None or not (acts.end() == clause.end or _OF_THE_MATTER.match(self.text, at) is not None):
            return ()
        return names

    def _heads(self, start: int, end: int) -> tuple[tuple[Name, ...], int] | None:
        """副县长甲|具体负责: somebody by post and name."""
        charge = self.charge_words.leads.search(self.text, start, end)
        heads = () if charge is None else self.heads.before(start, charge.start())
        return (heads, charge.start()) if charge is not None and heads else None

    def by_duty(self, draft: Draft, start: int, clause: Clause) -> tuple[Name, ...]:
        """由X牵头制定方案,|Y、Z等部门按职责分工负责: who has a part in what X leads, and so helps; else nobody."""
        if not draft.names or self.marks.leading.search(self.text, draft.names[-1].span.end, draft.end) is None:
            return ()
        found = self.parties.after(start, clause.end, generic=True)
        if found is None:
            return ()
        at = self.parties.past_others(found[1], clause.end)
        return found[0] if self.charge_words.by_duty.match(self.text, at, clause.end) is not None else ()

    def beside(self, at: int, end: int) -> tuple[int, tuple[Name, ...]] | None:
        """由甲于6月底前完成设计、|乙于7月底前落实资金、丙负责用地: who else has a task in the list that goes on from ``at``, and where."""
        leads = self.charge_words.leads.match(self.text, at)
        led = leads is not None and self.text.startswith("、", leads.end())
        at = self._past_object(at, end)
        while (at := self.text.find("、", at, end) + 1) > 0:
            # 县直部门, which no 各 begins, and 、其他部门7月底前
            group = self.text[at + 1 : at + 2] in _OF_LEVEL or self.parties.party_words.group.match(self.text, at)
            # 会同甲、|乙于7月底前
            listed = not (group or at in self.parties.at_start) or self.parties.ends_name(at - 1)
            found = None if listed else self.parties.after(at, end, generic=bool(group))
            task = None if found is None else _OWN_TASK.match(self.text, found[1], end)
            acts = found is not None and self._only_acts(found[1], end, led=led)
            if found is not None and (acts or (task is not None and self._ends_with(task.end(), end))):
                return at, found[0]
        return None

    def _past_object(self, at: int, end: int) -> int:
        """县水利局|对新华镇、向阳镇|要加强指导: past a list of those whom an act is toward."""
        toward = self.parties.party_words.preposition.match(self.text, at, end)
        found = None if toward is None else self.parties.after(toward.end(), end)
        return at if found is None else found[1]

    def _only_acts(self, at: int, end: int, *, led: bool) -> bool:
        """甲审核、乙|支付、丙监督: whether nothing but an act stands between a party and the next mark; behind who leads (甲负责、乙|指导), who
        guides or supervises only helps."""
        mark = self.text.find("、", at, end)
        stop = end if mark < 0 else mark
        return (
            self.text[at:stop] in self.acts
            or _STEP.fullmatch(self.text, at, stop) is not None
            or (not led and self.charge_words.assists_alone.fullmatch(self.text, at, stop) is not None)
        )

    def only_shares(self, draft: Draft) -> bool:
        """县农业农村局|牵头, 县财政局|牵头、县审计局|配合: whether a directive says nothing but who leads, and who helps them."""
        names, end = draft.names, draft.end
        helpers = [p.span for p in draft.parties if p.role == "co-actor" and names[-1].span.end < p.span.start < end]
        if helpers:
            if self.marks.roles.get(self.text[helpers[-1].end : end]) != "co-actor":
                return False
            end = helpers[0].start - 1
        return end > names[-1].span.end and self.only_charges(names, end)

    def _ends_with(self, at: int, end: int) -> bool:
        """Whether a list of times does not go on at ``at`` (乙5月底前、|6月底前), but what others have to do (乙5月底前、|丙6月底前)."""
        return self.text[at : at + 1] != "、" or self.parties.after(at + 1, end) is not None

    def only_charges(self, names: tuple[Name, ...], end: int) -> bool:
        """县农业农村局|牵头, 由县住建局|总牵头: whether nothing follows ``names`` up to ``end`` but the word that gives the charge."""
        start = names[-1].span.end
        if self.text[end - 1] not in self.ends:
            return False  # nine of ten
        return any(
            pattern.fullmatch(self.text, start, end) is not None
            for pattern in (self.marks.leading, self.charge_words.answers)
        )
