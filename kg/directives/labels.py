"""The labels of minutes: 牵头单位:X, 责任单位:Y, 完成时限:Z, in brackets or one a line after a directive. (责任清单标签)

A label says what the same words say over a column (``table_columns.tsv``), and the names after it are read as in a cell.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final

from kg.directives.cells import CellReader
from kg.directives.demand_words import demand_words
from kg.directives.draft import Draft
from kg.directives.label_marks import GIVING, find_labels
from kg.directives.limits import limits_in
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.model import Deadline, Party, PartyRole, Span
from kg.scan import Scan
from kg.structure import Clause, Outline, Paragraph

# What a label gives to a directive, as the role of a column and of a party.
_UNITS: Final[dict[str, PartyRole]] = {"lead": "lead", "responsible": "responsible", "assist": "co-actor"}
_VALUE_END: Final = re.compile(r"[\n。【】\[\]()]")
_BRACKETS: Final = {")": "(", "】": "【", "]": "["}
_BY: Final = "由"
_LEVELS: Final = frozenset("县市区镇乡村")
_SHARED: Final = ("街道", "园区", "场", "镇", "乡")
_BLANK: Final = " \u3000,;"


class LabelReader:
    """Reads labels into the directive that they follow."""

    def __init__(self, scan: Scan, outline: Outline, parties: PartyReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.outline = outline
        self.cells = CellReader(scan, parties)
        self.demand_words = demand_words(scan.lexicon)
        self.companions = scan.plain("with")
        self.labels = find_labels(scan)
        self.starts = [label.start for label in self.labels]
        self.standing = frozenset(self.starts)
        self.giving = [label.start for label in self.labels if label.role in GIVING]

    def begins(self, at: int) -> bool:
        """Whether labels begin at ``at``, with a bracket or without, one of which gives something in the same line."""
        if at not in self.standing:
            return False
        giving = self.next_after(at)
        return giving < len(self.text) and self.text.find("\n", at, giving) < 0

    def stands(self, at: int) -> bool:
        """Whether any label stands at ``at``; one that gives nothing (责任人:, 督办单位:) parts no others."""
        return at in self.standing

    def next_after(self, at: int) -> int:
        """Where the first label that gives something begins, at ``at`` or later; the length of the text where none does."""
        index = bisect_left(self.giving, at)
        return self.giving[index] if index < len(self.giving) else len(self.text)

    def follow(self, start: int, end: int) -> bool:
        """Whether labels stand in a sentence, or right after it in its paragraph or in the lines below."""
        giving = self.next_after(start)
        if giving < end or giving == len(self.text):
            return giving < end
        while True:
            index = bisect_left(self.starts, end)
            if index == len(self.starts) or self.text[end : self.starts[index]].strip("。 \u3000\r\n—-→－"):
                return False
            if self.begins(self.starts[index]):
                return self._is_read(giving)
            end = max(self.text.find("\n", self.starts[index]), end + 1)  # 责任人:, and what follows it

    def _is_read(self, at: int) -> bool:
        """Whether ``at`` lies in what the notice says, and not in the page's foot (主办单位:)."""
        index = bisect_right(self.outline.paragraphs, at, key=_start) - 1
        return index >= 0 and self.outline.paragraphs[index].role == "body"

    def reach(self, clause: Clause) -> int:
        """Labels in the line go on to its next full stop: their colons cut them into clauses; those in one bracket to its end."""
        mask = self.scan.masked(clause.start) if self.text[clause.start] in "([【" else None
        if mask is not None and ":" in self.text[mask.start : mask.end]:
            return min(mask.end, clause.end)
        end = self.outline.paragraphs[clause.paragraph].end
        stop = self.text.find("。", clause.start, end)
        return end if stop < 0 else stop

    def read(self, current: Draft, start: int, end: int) -> None:
        """牵头单位:X / 责任单位:Y / 完成时限:Z belong to the directive that they follow and lie inside its span."""
        roles: dict[PartyRole, list[Party]] = {"lead": [], "responsible": [], "co-actor": []}
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        for number in range(low, high):
            label = self.labels[number]
            value = self._value(label.end, self.starts[number + 1] if number + 1 < high else end)
            if label.role == "deadline":
                current.deadline = self._limit(value) or current.deadline
            elif label.role in _UNITS:
                for party in self.cells.listed(value, _UNITS[label.role]):
                    roles[party.role].append(party)
        self._take_roles(current, roles)
        current.end = end

    def _limit(self, value: Span) -> Deadline | None:
        """The first limit that a label states, up to a semicolon: what follows it is no limit."""
        stop = self.text.find(";", *value)
        return next(iter(limits_in(self.scan, value if stop < 0 else Span(value.start, stop))), None)

    def _value(self, start: int, end: int) -> Span:
        """From a label to the next, or to the mark that ends it; a bracket that it opens itself belongs to it."""
        at, depth = start, 0
        while (mark := _VALUE_END.search(self.text, at, end)) is not None:
            depth += {"(": 1, ")": -1}.get(mark[0], 0)
            if mark[0] not in "()" or depth < 0:
                end = mark.start()
                break
            at = mark.end()
        while start < end and self.text[start] in _BLANK:
            start += 1
        while end > start and self.text[end - 1] in _BLANK:
            end -= 1
        return Span(start, end)

    def _take_roles(self, current: Draft, roles: dict[PartyRole, list[Party]]) -> None:
        """The 牵头单位 are addressees, and the 责任单位 where there is none; beside a 牵头单位 they are co-actors. The labels may
        come in one bracket or one a line, in any order."""
        helpers = list(roles["co-actor"])
        if roles["lead"]:
            if current.labelled:  # what an earlier line made responsible only helps
                helpers.extend(Party(self.scan.notice.quote(n.span), n.span, "co-actor", n.kind) for n in current.names)
            current.headed = True
        if roles["responsible"] and current.headed:
            helpers.extend(roles["responsible"])
        leads = roles["lead"] or ([] if current.headed else roles["responsible"])
        helping = {party.surface for party in current.parties if party.role == "co-actor"} | self._joined(current)
        others = [party for party in leads if party.surface not in helping]
        # 由X牵头,Y配合…。责任单位:X、Y, 由X牵头,联合Y…。责任单位:Y
        leads = others if others or (current.basis == "explicit" and not current.labelled) else leads
        if leads:
            # X要…。责任单位:Y: both must; a 牵头单位 says who of all.
            named = current.names if current.basis == "explicit" and not current.labelled else ()
            if roles["lead"]:  # 县水务局负责…。牵头单位:Y: both; 各部门要…。牵头单位:Y: who of all
                named = tuple([name for name in named if name.kind == "organization"])
            current.names = (*named, *(Name(p.span, p.kind, "lead" if roles["lead"] else None) for p in leads))
            current.basis, current.labelled = "explicit", True
        current.parties.extend(Party(p.surface, p.span, "co-actor", p.kind) for p in helpers)

    def _joined(self, current: Draft) -> set[str]:
        """由X牵头,|联合Y、Z|开通线路: with whom those bound act, as the directive says before its labels."""
        found: set[str] = set()
        for event in self.companions.between(current.start, current.end):
            names = self.cells.parties.after(event.end, current.end)
            found.update(self.scan.notice.quote(name.span) for name in (names[0] if names is not None else ()))
        return found

    def may_close(self, clause: Clause) -> bool:
        """Whether any of the following need be asked of a clause: few end with a bracket, and few notices have labels."""
        return self.text[clause.end - 1] in _BRACKETS or bool(self.giving)

    def seals(self, clause: Clause) -> bool:
        """Whether a clause ends with a bracket that says who answers for it."""
        if self.text[clause.end - 1] not in _BRACKETS:
            return False
        mask = self.scan.masked(clause.end - 1)
        return (mask is not None and self.begins(mask.start)) or self.charge(clause) is not None

    def aside(self, clause: Clause) -> int | None:
        """Where labels in brackets begin inside a clause, one of which gives something: 做好安置(责任人:甲,责任单位:X); None where
        there are none."""
        low, high = bisect_left(self.starts, clause.start + 1), bisect_left(self.starts, clause.end)
        for at in self.starts[low:high]:
            mask = self.scan.masked(at) if self.text[at] in "([【" else None
            if mask is not None and self.next_after(at) < mask.end:
                return at
        return None

    def read_charge(self, current: Draft, clause: Clause) -> None:
        """做好排查(县住建局牵头,各镇配合): a bracket that ends a clause and tells units with what each does, as labels would."""
        inner = self.charge(clause)
        if inner is None or (current.basis == "explicit" and self._only_names(inner)):
            return
        roles: dict[PartyRole, list[Party]] = {"lead": [], "responsible": [], "co-actor": []}
        for party in self.cells.listed(inner, "responsible"):
            roles[party.role].append(party)
        self._take_roles(current, roles)

    def charge(self, clause: Clause) -> Span | None:
        """What the bracket that ends a clause says, if it begins with units and goes on with what they do, with a limit
        (县公安局、县教育局,5月底前), or ends the sentence with them."""
        closing = self.text[clause.end - 1]
        mask = self.scan.masked(clause.end - 1) if closing in _BRACKETS else None
        if mask is None or self.text[mask.start] != _BRACKETS[closing]:
            return None
        by = self.text.startswith(_BY, mask.start + 1)  # (由县教育局牵头,各镇配合)
        inner = Span(mask.start + 1 + by, mask.end - 1)
        names = self.cells.parties.after(*inner, generic=True)
        if names is None or self.text[names[1] : names[1] + 1] == ":":
            return None
        if self.cells.behind.match(self.text, names[1], inner.end) is not None:  # 负责, but not 负责同志
            return inner
        known = all(map(self.cells.parties.is_known, names[0]))
        if not known or self.cells.parties.ends_as_one(Name(Span(clause.start, mask.start), "group")):
            return None  # 成员单位(县医院、县中学): who they are
        if names[1] == inner.end:
            if self.demand_words.whose.search(self.text, clause.start, clause.end) is not None:
                return None  # 学习治水经验(县水利局、县住建局): it may be theirs
            if self.text[mask.start - 1] in _LEVELS and self.text.endswith(_SHARED, inner.start, inner.end):
                return None  # 各镇(街道), 各乡镇(街道、园区): one name for all of a level
            end = mask.end + (
                self.text[mask.end : mask.end + 1] == " "
            )  # a CR before the line feed is folded to a blank
            ends = self.text[end : end + 1] in ("", "。", ";", "\n")
            offices = all(
                self.text[name.span.end - 1] in self.cells.parties.party_words.office_ends for name in names[0]
            )  # not 医共体(县医院、县中医院)
            return inner if ends and offices and clause.start < mask.start else None  # alone it is who wrote the notice
        limit = Span(names[1] + 1, inner.end)
        return inner if self.text[names[1]] in ",;" and self._limit(limit) is not None else None

    def _only_names(self, inner: Span) -> bool:
        """(县公安局、县教育局): beside an addressee it may be anything."""
        names = self.cells.parties.after(*inner, generic=True)
        return names is not None and names[1] == inner.end


def _start(paragraph: Paragraph) -> int:
    return paragraph.start
