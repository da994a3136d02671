"""A second act with a limit of its own: 要7月10日前完成排查,|9月底前完成整改. (分段时限)"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.directives.clauses import ClauseReader
from kg.directives.draft import FORBIDS, Draft
from kg.directives.limits import once
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.prefaces import PrefaceReader
from kg.model import Deadline, Span
from kg.structure import Clause

_LEVEL = re.compile("[省市县区镇乡村]级")  # 县级部门6月底前完成,|镇级|7月底前完成


class OwnLimitReader:
    """Tells which limit belongs to which act. Holds only look-ups."""

    def __init__(self, parties: PartyReader, reader: ClauseReader, prefaces: PrefaceReader) -> None:
        self.text = parties.text
        self.parties = parties
        self.reader = reader
        self.prefaces = prefaces

    def main_act(self, draft: Draft, done: Sequence[Draft]) -> Draft | None:
        """The act to which a prohibition is the tail: 要排查隐患 before 不得漏报, in one sentence."""
        at = draft.start
        if draft.opening.modality not in FORBIDS:
            return None
        for before in reversed([d for d in done if d is not draft]):
            if self.text[before.end : at].strip() not in (",", ""):
                return None
            if before.opening.modality not in FORBIDS:
                return before
            at = before.start
        return None

    def second(self, current: Draft, done: Sequence[Draft], start: int, clause: Clause) -> Deadline | None:
        """The limit of a clause that goes on with ``current``, where that has one already, so that each has its date.

        After 不得漏报 the limit is that of the act before, which it is given to.
        """
        own = once(self.reader.limits(start, clause.end))
        if not own:
            return None
        main = self.main_act(current, done)
        if main is not None:
            if main.deadline is None and not self._stated(main):
                main.deadline, current.timeless = own[0], True
            return None
        if current.deadline is None and self._stated(current):
            return None if self._hurries_to(current, start, own[0], clause) else own[0]
        return own[0] if self._is_of_another(current, own[0], clause) else None

    def _hurries_to(self, current: Draft, start: int, own: Deadline, clause: Clause) -> bool:
        """要抢在封冻之前倒排工期,|力争10月底前完工: what the act is hurried to, which tells by when it is to be done."""
        first = once(self.reader.limits(current.start, current.end))
        words = self.reader.demand_words
        hurried = any(self.text.endswith(words.hurries, current.start, limit.span.start) for limit in first)
        return hurried and self.text.startswith(words.aims_at, start)

    def _is_of_another(self, current: Draft, limit: Deadline, clause: Clause) -> bool:
        """各镇要加强排查,|6月底前县财政局拨付资金: by when somebody else is to act, though no limit was said before."""
        found = self.parties.after(limit.span.end, clause.end, generic=True) if limit.span.end < clause.end else None
        if found is None or not current.names or limit.span.start > clause.start + 1:
            return False
        known = {self.text[name.span.start : name.span.end] for name in current.names}
        another = all(self.text[name.span.start : name.span.end] not in known for name in found[0])
        acts = self.reader.acts_on(found[1], clause.end) and not self.reader.states_fact(found[1], clause.end)
        return another and acts and self._can_act(found[0], found[1], clause.end)

    def _stated(self, draft: Draft) -> bool:
        """Whether the words of a directive hold a limit."""
        return bool(once(self.reader.limits(draft.start, draft.end)))

    def parties_of(self, start: int, limit: Span, clause: Clause, following: int) -> tuple[Name, ...] | None:
        """Whom a limit of its own binds: 7月底前|各镇完成整改, 7月底前,|各镇…, 各镇|7月底前…; None where that is not sure. Nobody
        named is sure: the addressee before is meant."""
        before = self.parties.before(self.reader.past_adverbs(start, limit.start), limit.start)
        if before is not None and self.reader.is_relative(before[1], clause.end):
            return ()
        if before is not None:
            return before[0] if all(map(self.parties.is_known, before[0])) else None
        if _LEVEL.fullmatch(self.text, start, limit.start) is not None:
            return (Name(Span(start, limit.start), "group"),)
        topic = self.parties.after(start, limit.start) if start < limit.start else None
        if topic is not None and all(map(self.parties.is_known, topic[0])):
            # 河西镇|因地质条件复杂,可延期至|8月底前; not 县水利局承建的项目|8月底前
            of_theirs = self.reader.is_relative(topic[1], clause.end)
            return topic[0] if not of_theirs and self._can_act(topic[0], limit.end, clause.end) else ()
        at, end = limit.end, clause.end
        if at == end and self.text[at : at + 1] == "," and self.prefaces.is_followed(clause, following):
            at, end = at + 1, self.prefaces.clauses[following].end
        found = self.parties.after(self.reader.past_adverbs(at, end), end, generic=True)
        if found is None:
            return ()
        return found[0] if self._can_act(found[0], found[1], end) else None

    def is_of_thing(self, start: int, limit: Span, end: int) -> bool:
        """县水利局承建的项目|8月底前完成: whether the limit of a clause is that of a thing, which nobody before is asked for."""
        found = self.parties.after(start, limit.start) if start < limit.start else None
        return found is not None and self.reader.is_relative(found[1], end)

    def _can_act(self, names: tuple[Name, ...], at: int, end: int) -> bool:
        """Whether parties that are known do what follows them: 县财政局|拨付资金, but not 县医院|建成投用."""
        words = self.text[at:end]
        told = words.startswith(("的", *self.parties.words.built))
        return bool(words) and not told and all(map(self.parties.is_known, names))
