"""The labels of minutes: 牵头单位:X, 责任单位:Y, 完成时限:Z, in brackets or one a line after a directive. (责任清单标签)"""

from __future__ import annotations

import re

from kg.directives.draft import Draft
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.mentions.deadlines import find_deadlines
from kg.model import Deadline, Party, PartyRole, Span
from kg.patterns import lazy
from kg.scan import Marks, Scan
from kg.structure import Clause, Outline

# (牵头单位:X;责任单位:Y;完成时限:Z), or one label a line, right after a directive.
_LABELS = lazy(
    r"(?P<label>牵头(?:单位|部门)|主办单位|责任(?:单位|部门|主体)|落实单位|承办单位|配合(?:单位|部门)|协办单位|完成(?:时限|时间)|办理时限|办结时限|时限(?:要求)?|整改时限)\s*:\s*(?P<value>(?:[^;:\n()】]|\([^()\n]*\))*?)(?=[;,。]?\s*(?:牵头|主办|责任|落实|承办|配合|协办|完成|办理|办结|时限|整改)[一-鿿]{0,4}:|[;)】\n。]|$)"
)
_LABEL_LINE = re.compile(
    r"[\(【\[]?\s*(?:牵头(?:单位|部门)|主办单位|责任(?:单位|部门|主体)|落实单位|承办单位|配合(?:单位|部门)|协办单位|完成(?:时限|时间)|办理时限|办结时限|时限(?:要求)?|整改时限)\s*:"
)
_LABEL_ASIDE = re.compile(r"\((?:牵头|主办|责任|落实|承办|完成|办理|办结)(?:单位|部门|主体|时限|时间)\s*:")
# First characters of what _LABEL_LINE matches.
_LABEL_BEGINS = frozenset("([【牵主责落承配协完办时整")
_LISTED = re.compile("(?:\\((?P<role>牵头|主办|主责|配合|协办|参与)(?:单位)?\\))?(?:[、,和及 ]+|$)")
_LEADS = frozenset({"牵头", "主办", "主责"})
_NEVER = re.compile("(?!)")


class LabelReader:
    """Reads labels into the directive that they follow."""

    def __init__(self, scan: Scan, outline: Outline, parties: PartyReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.outline = outline
        self.parties = parties
        self.asides = Marks(_LABEL_ASIDE, scan.text)

    def begins(self, at: int) -> bool:
        return self.text[at] in _LABEL_BEGINS and _LABEL_LINE.match(self.text, at) is not None

    def reach(self, clause: Clause) -> int:
        """Labels in the line go on to its next full stop: their colons cut them into clauses."""
        if self.text[clause.start] in "([【":
            return clause.end
        end = self.outline.paragraphs[clause.paragraph].end
        stop = self.text.find("。", clause.start, end)
        return end if stop < 0 else stop

    def read(self, current: Draft, start: int, end: int) -> None:
        """牵头单位:X / 责任单位:Y / 完成时限:Z belong to the directive that they follow and lie inside its span."""
        roles: dict[str, list[Party]] = {"lead": [], "responsible": [], "co-actor": []}
        for match in _LABELS.finditer(self.text, start, end):
            label = match["label"]
            if "时" in label:
                span = Span(*match.span("value"))
                found = find_deadlines(self.text, span.start, span.end, None, self.scan.lexicon, _NEVER)
                current.deadline = (
                    found[0]
                    if found
                    else Deadline(self.scan.notice.quote(span), span, None, "open", "deadlines.labelled")
                )
                continue
            role: PartyRole = (
                "lead"
                if label.startswith(("牵头", "主办"))
                else "co-actor"
                if label.startswith(("配合", "协办"))
                else "responsible"
            )
            for party in self._listed(match.start("value"), match.end("value"), role):
                roles[party.role].append(party)
        self._take_roles(current, roles)
        current.end = end

    def _take_roles(self, current: Draft, roles: dict[str, list[Party]]) -> None:
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

    def _listed(self, start: int, end: int, role: PartyRole) -> list[Party]:
        found = self.parties.after(start, end, generic=True)
        parties: list[Party] = []
        at = start
        while found is not None:
            names, at = found
            gap = _LISTED.match(self.text, at, end)
            said = gap["role"] if gap is not None else None
            own: PartyRole = role if said is None else "lead" if said in _LEADS else "co-actor"
            parties.extend(Party(self.scan.notice.quote(n.span), n.span, role, n.kind) for n in names[:-1])
            parties.extend(Party(self.scan.notice.quote(n.span), n.span, own, n.kind) for n in names[-1:])
            found = self.parties.after(gap.end(), end, generic=True) if gap is not None and gap.end() > at else None
        return parties

    def aside(self, clause: Clause) -> int | None:
        """Where labels in brackets begin inside a clause: 做好安置(责任单位:X,完成时限:Y); None where there are none."""
        at = self.asides.after(clause.start)
        return at if at < clause.end and _LABEL_ASIDE.match(self.text, at, clause.end) is not None else None
