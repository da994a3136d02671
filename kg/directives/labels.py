"""The labels of minutes: 牵头单位:X, 责任单位:Y, 完成时限:Z, in brackets or one a line after a directive. (责任清单标签)

A label says what the same words say over a column (``table_columns.tsv``), and the names after it are read as in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.directives.cells import CellReader
from kg.directives.draft import Draft
from kg.directives.limits import limits_in
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.model import Deadline, Party, PartyRole, Span
from kg.scan import Marks, Scan
from kg.structure import Clause, Outline
from kg.task_tables import headings_of

# What a label gives to a directive, as the role of a column and of a party.
_UNITS: Final[dict[str, PartyRole]] = {"lead": "lead", "responsible": "responsible", "assist": "co-actor"}
_GIVING: Final = frozenset({*_UNITS, "deadline"})
# What may stand among the labels and gives nothing: 督办单位, 责任人.
_AMONG: Final = frozenset({*_GIVING, "overseer", "people"})
_WORD: Final = "[一-鿿、/]{2,12}"
_LABEL = re.compile(rf"[\(【\[]?[ \u3000]*(?P<label>{_WORD})[ \u3000】\]]*:")
_INSIDE = re.compile(rf"(?P<label>{_WORD})[ \u3000】\]]*:")
_ASIDE = re.compile(rf"[\(【](?=[ \u3000]*{_WORD}[ \u3000】]*:)")
_VALUE_END = re.compile(r"[\n。【\[()]")
_BLANK: Final = " \u3000,;"


class _Label(NamedTuple):
    """What one label gives, and where its words and its value stand."""

    role: str
    start: int
    end: int


class LabelReader:
    """Reads labels into the directive that they follow."""

    def __init__(self, scan: Scan, outline: Outline, parties: PartyReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.outline = outline
        self.parties = parties
        self.cells = CellReader(scan, parties)
        self.headings = headings_of(scan.lexicon)
        self.asides = Marks(_ASIDE, scan.text)

    def begins(self, at: int) -> bool:
        """Whether a label that gives something stands at ``at``, with its bracket or without."""
        found = _LABEL.match(self.text, at)
        return found is not None and self.headings.role(found["label"]) in _GIVING

    def reach(self, clause: Clause) -> int:
        """Labels in the line go on to its next full stop: their colons cut them into clauses."""
        if self.text[clause.start] in "([【":
            return clause.end
        end = self.outline.paragraphs[clause.paragraph].end
        stop = self.text.find("。", clause.start, end)
        return end if stop < 0 else stop

    def read(self, current: Draft, start: int, end: int) -> None:
        """牵头单位:X / 责任单位:Y / 完成时限:Z belong to the directive that they follow and lie inside its span."""
        roles: dict[PartyRole, list[Party]] = {"lead": [], "responsible": [], "co-actor": []}
        labels = list(self._labels(start, end))
        for number, label in enumerate(labels):
            value = self._value(label.end, labels[number + 1].start if number + 1 < len(labels) else end)
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

    def _labels(self, start: int, end: int) -> Iterator[_Label]:
        for found in _INSIDE.finditer(self.text, start, end):
            role = self.headings.role(found["label"])
            if role in _AMONG:
                yield _Label(role, self._own_start(*found.span("label")), found.end())

    def _own_start(self, start: int, end: int) -> int:
        """责任单位:县住建局|完成时限:6月底: where nothing parts a label from the name before it, the label is the longest that is known."""
        if self.parties.after(start, end) is None:
            return start
        return next((at for at in range(start + 1, end) if self.text[at:end] in self.headings.forms), start)

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
            current.led = True
        if roles["responsible"] and current.led:
            helpers.extend(roles["responsible"])
        leads = roles["lead"] or ([] if current.led else roles["responsible"])
        helping = {party.surface for party in current.parties if party.role == "co-actor"}
        leads = [party for party in leads if party.surface not in helping] or leads  # 由X牵头,Y配合…。责任单位:X、Y
        if leads:
            # X要…。责任单位:Y: both must; a 牵头单位 says who of all.
            both = current.basis == "explicit" and not current.labelled and not roles["lead"]
            named = current.names if both else ()
            current.names = (*named, *(Name(p.span, p.kind) for p in leads))
            current.basis, current.labelled = "explicit", True
        current.parties.extend(Party(p.surface, p.span, "co-actor", p.kind) for p in helpers)

    def aside(self, clause: Clause) -> int | None:
        """Where labels in brackets begin inside a clause: 做好安置(责任单位:X,完成时限:Y); None where there are none."""
        at = self.asides.after(clause.start)
        while at < clause.end:
            if self.begins(at):
                return at
            at = self.asides.after(at + 1)
        return None
