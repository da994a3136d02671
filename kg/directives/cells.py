"""Units named in the cell of a table, and which of them lead or help. (单元格中的单位)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.role_marks import ROLES, role_marks_of
from kg.model import Party, PartyRole, Span
from kg.scan import Scan
from kg.task_tables import Cell, Headings, headings_of

# Between units; 和 and its like part them too, but belong to many names, so a name is tried first.
_BETWEEN: Final = re.compile(r"(?:[、,;/。 \u3000\xa0]|<br\s*/?>|以及|和|及|与|(?<!\d)\d{1,2}[.、])+")
_PART_END: Final = re.compile(r"[、,;/。 \u3000\xa0]|<br|\Z")
_LABEL: Final = re.compile(r"(?<![一-鿿])([一-鿿]{2,8})\s*:")
# 县住建局等单位, 县政府办公室(督查室), 县水务局:张立新: what stands behind a name and belongs to it.
_WITH_NAME: Final = re.compile(r"(?:等[一-鿿]{0,10}|\([^()]{2,12}\)|:[^:;。 \u3000\xa0]*)(?=[、,;/。( \u3000\xa0]|\Z)")
_BRACKET: Final = re.compile(r"\(([^()]{2,12})\)")
_UNIT: Final = re.compile("[一-鿿·]{3,14}")
_LEVEL: Final = re.compile("[省市州盟县区旗镇乡]")


class Named(NamedTuple):
    """What cells name: parties with the roles that their columns, or words beside them, give; what was not understood; and
    units in brackets behind another, of which nothing says whether they act as well: 县人社局(县财政局)."""

    parties: tuple[Party, ...] = ()
    unread: tuple[Span, ...] = ()
    beside: tuple[Span, ...] = ()


class CellReader:
    """Reads the units in cells. Holds only look-ups; every answer depends on its arguments."""

    def __init__(self, scan: Scan, parties: PartyReader) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.headings: Headings = headings_of(scan.lexicon)
        marks = role_marks_of(scan.lexicon)
        self.of_all = scan.lexicon.cells["of-all"]  # 县住建局、县水务局(分别牵头)
        self.unit_ends = scan.lexicon.cells["unit-end"]
        self.acts = scan.lexicon.acts
        self.beside, self.behind, self.words = marks.beside, marks.behind, marks.roles

    def read(self, cells: tuple[Cell, ...], role: PartyRole) -> Named:
        """The units in ``cells``, which stand in columns of ``role``."""
        listed = [self._listed(part, own) for cell in cells for part, own in self._labelled(cell.span, role)]
        return Named(
            tuple(party for one in listed for party in one.parties),
            tuple(span for one in listed for span in one.unread),
            tuple(span for one in listed for span in one.beside),
        )

    def listed(self, part: Span, role: PartyRole) -> list[Party]:
        """The units in a stretch without labels of its own; ``role``: of those that no word beside them gives another."""
        return list(self._listed(part, role).parties)

    def _labelled(self, cell: Span, role: PartyRole) -> Iterator[tuple[Span, PartyRole]]:
        """牵头单位:X 配合单位:Y inside one cell: each stretch with its role. What a label gives to persons is left out."""
        at, own = cell.start, True
        for label in _LABEL.finditer(self.text, cell.start, cell.end):
            said = self.headings.role(label[1])
            if not said:
                continue
            if own and at < label.start():
                yield Span(at, label.start()), role
            at, own = label.end(), said in ROLES
            role = ROLES.get(said, role)
        if own and at < cell.end:
            yield Span(at, cell.end), role

    def _listed(self, part: Span, role: PartyRole) -> Named:
        parties: list[Party] = []
        unread: list[Span] = []
        beside: list[Span] = []
        group = 0  # from which party on a word behind several counts
        at = part.start
        while True:
            between = _BETWEEN.match(self.text, at, part.end)
            if between is not None:
                group = len(parties) if _ends_group(between[0]) else group
                at = between.end()
            if at >= part.end:
                return Named(tuple(self._answering(parties, part, role)), tuple(unread), tuple(beside))
            names = self._names(at, part.end)
            if not names:
                end = self._part_end(at, part.end)
                name = Span(at, end)
                if self._is_unit_like(name):
                    parties.append(Party(self.scan.notice.quote(name), name, role, "organization"))
                else:
                    unread.append(name)
                at = end
                continue
            parties += [Party(self.scan.notice.quote(name.span), name.span, role, name.kind) for name in names]
            beside += self._in_bracket(names[-1].span.end, part.end)
            at, group = self._role_behind(names[-1].span.end, part.end, parties, group)

    def _is_unit_like(self, name: Span) -> bool:
        """采油三厂, 云峰矿业, 东山粮库: what no table knows, but ends like a unit where nothing but units is listed."""
        words = self.text[name.start : name.end]
        return _UNIT.fullmatch(words) is not None and words.endswith(self.unit_ends) and words[:2] not in self.acts

    def _in_bracket(self, at: int, end: int) -> Iterator[Span]:
        """县人社局|(县财政局): a unit of its own, and no office inside the one before it (县政府办公室(督查室))."""
        bracket = _BRACKET.match(self.text, at, end)
        if bracket is None or _LEVEL.match(self.text, bracket.start(1)) is None:
            return
        if self.parties.whole(*bracket.span(1)) is not None:
            yield Span(*bracket.span(1))

    def _answering(self, parties: list[Party], part: Span, role: PartyRole) -> list[Party]:
        """责任单位:各镇、县水务局配合: somebody has to answer for it, so that 配合 is of the last alone; not where it says itself that
        all help (分别配合)."""
        if role == "co-actor" or len(parties) < 2 or any(party.role != "co-actor" for party in parties):
            return parties
        behind = self.behind.match(self.text, parties[-1].span.end, part.end)
        if behind is None or behind["word"].startswith(self.of_all):
            return parties
        return [*(party._replace(role=role) for party in parties[:-1]), parties[-1]]

    def _role_behind(self, at: int, end: int, parties: list[Party], group: int) -> tuple[int, int]:
        """Past 等单位 and the words that say what the units before them do, which is put into ``parties``."""
        beside = self.beside.match(self.text, at, end)
        if beside is None and (more := _WITH_NAME.match(self.text, at, end)) is not None:
            at = more.end()
            beside = self.beside.match(self.text, at, end)
        if beside is not None:
            said = self.words[beside["word"]]
            first = group if beside["word"].startswith(self.of_all) else len(parties) - 1
            parties[first:] = [party._replace(role=said) for party in parties[first:]]
            at = beside.end()
        behind = self.behind.match(self.text, at, end)
        if behind is not None:
            said = self.words[behind["word"]]
            parties[group:] = [party._replace(role=said) for party in parties[group:]]
            return behind.end(), len(parties)
        return at, group

    def _names(self, at: int, end: int) -> tuple[Name, ...]:
        """The units that begin at ``at``; none where the words up to the next mark are more than their names."""
        found = self.parties.after(at, end, generic=True, marks=False)
        if found is not None and self._ends_part(found[1], end):
            return found[0]
        if found is not None and len(found[0]) > 1 and self._ends_part(found[0][0].span.end, end):
            return found[0][:1]  # 县住建局和县城投|项目部: the first is read, the next is asked for apart
        stop = self._part_end(at, end)
        whole = self.parties.whole(at, stop)
        return () if whole is None else (whole,)

    def _ends_part(self, at: int, end: int) -> bool:
        """Whether a name may end at ``at``: before a mark, 等 or what its bearer does."""
        return (
            at >= end
            or _BETWEEN.match(self.text, at, end) is not None
            or _WITH_NAME.match(self.text, at, end) is not None
            or self.beside.match(self.text, at, end) is not None
            or self.behind.match(self.text, at, end) is not None
        )

    def _part_end(self, at: int, end: int) -> int:
        """The next mark outside brackets."""
        for mark in _PART_END.finditer(self.text, at + 1, end):
            if self.text.count("(", at, mark.start()) == self.text.count(")", at, mark.start()):
                return mark.start()
        return end


def _ends_group(between: str) -> bool:
    """县住建局牵头,县财政局配合: a comma ends the group that a word behind it is of; 、 and blanks do not."""
    return any(mark in between for mark in ",;。<")
