"""Directives of tables that give out work: one a row, whom it binds, with whom, by when. (任务表中的交办事项)"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from kg.directives.cells import CellReader, Named
from kg.directives.draft import Draft
from kg.directives.finishing import Finisher
from kg.directives.limits import limits_in
from kg.directives.name import Name
from kg.directives.opening import Opening
from kg.directives.parties import PartyReader
from kg.directives.supervision import tells_act, tells_number
from kg.model import AgendaItem, Deadline, Directive, Doubt, Party, PartyRole, Span
from kg.scan import Scan
from kg.task_tables import Cell, TaskRow, TaskTable


class Found(NamedTuple):
    """What the tables of a notice ask for, and what could not be read in them."""

    directives: tuple[Directive, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_task_directives(
    scan: Scan,
    tables: tuple[TaskTable, ...],
    parties: PartyReader,
    agenda: tuple[AgendaItem, ...],
    met: date | None,
) -> Found:
    """One directive for each row, in order. ``met``: the day of the meeting, for limits without a year."""
    if not tables:
        return Found()
    reader = _TableReader(scan, parties, Finisher(scan, parties, agenda, met), met)
    for table in tables:
        reader.read(table)
    return Found(tuple(reader.directives), tuple(reader.doubts))


class _Asked(NamedTuple):
    """A row while those below it may add to it."""

    draft: Draft
    leads: list[Party]
    responsible: list[Party]
    helpers: list[Party]
    row: TaskRow
    others: list[Deadline]  # further limits in the cell of the limit


class _TableReader:
    def __init__(self, scan: Scan, parties: PartyReader, finisher: Finisher, met: date | None) -> None:
        self.scan = scan
        self.text = scan.text
        self.parties = parties
        self.cells = CellReader(scan, parties)
        self.finisher = finisher
        self.met = met
        self.charged = (*scan.lexicon.cells["lead"], *scan.lexicon.cells["responsible"])
        self.directives: list[Directive] = []
        self.doubts: list[Doubt] = []

    def read(self, table: TaskTable) -> None:
        """Enter what ``table`` asks for and what is left open in it."""
        self.doubts += table.doubts
        over_several = _over_several(table)
        asked: _Asked | None = None
        for row in table.rows:
            if row.adds and asked is not None and not _is_another(row):
                self._enter(asked, row, carried=False)
                self._limit(asked, row)
                continue
            self._finish(asked)
            said = self._demand(row, over_several)
            asked = self._begin(
                row, said if not row.adds or asked is None else Span(asked.draft.start, asked.draft.end)
            )
        self._finish(asked)

    def _begin(self, row: TaskRow, said: Span) -> _Asked:
        draft = Draft(said.start, said.end, _NOBODY_YET, (), "none", numbered=False)
        asked = _Asked(draft, [], [], [], row, [])
        self._enter(asked, row, carried=True)
        self._limit(asked, row, carried=True)
        return asked

    def _limit(self, asked: _Asked, row: TaskRow, *, carried: bool = False) -> None:
        if row.deadline is None or (row.deadline.above and not carried):
            return
        limits = self._limits(row.deadline.span)
        if asked.draft.deadline is None and limits:
            asked.draft.deadline = limits.pop(0)
        asked.others.extend(limits)

    def _demand(self, row: TaskRow, over_several: frozenset[Span]) -> Span:
        """The words that are asked for. Where one cell names a task (扬尘治理) and another how to do it, the one that says more
        of what is to be done; of two that say as much, the task, to which the limit belongs, unless it is over several."""
        own = [cell.span for cell in row.wordings if not cell.above] or [cell.span for cell in row.wordings]
        best, *closer = [span for span in own if span not in over_several] or own
        for span in closer:
            said, says = self._says(best), self._says(span)
            names_topic = (
                said == (False, False) and self.text[best.start : best.start + 2] not in self.scan.lexicon.acts
            )
            if says > said or (says == said and names_topic):
                best = span
        return best

    def _says(self, span: Span) -> tuple[bool, bool]:
        """Whether words tell of a concrete act, and of a number."""
        words = self.text[span.start : span.end]
        return tells_act(words, self.scan.lexicon), tells_number(words)

    def _enter(self, asked: _Asked, row: TaskRow, *, carried: bool) -> None:
        """Add the units of a row; ``carried``: those of cells that stand in rows above too."""
        columns: tuple[tuple[PartyRole, tuple[Cell, ...]], ...] = (
            ("lead", row.lead), ("responsible", row.responsible), ("co-actor", row.assist),
        )  # fmt: skip
        for role, cells in columns:
            own = tuple(cell for cell in cells if carried or not cell.above)
            named = self.cells.read(own, role)
            asked.leads.extend(party for party in named.parties if party.role == "lead")
            asked.responsible.extend(party for party in named.parties if party.role == "responsible")
            asked.helpers.extend(party for party in named.parties if party.role == "co-actor")
            self._tell_unread(named, own)

    def _tell_unread(self, named: Named, cells: tuple[Cell, ...]) -> None:
        above = [cell.span for cell in cells if cell.above]
        told = [(span, "is not understood as a unit's name") for span in named.unread]
        told += [(span, "is in brackets behind a unit: nothing says whether it acts as well") for span in named.beside]
        for span, what in told:
            if not any(cell.start <= span.start < cell.end for cell in above):  # told where the cell stands
                self.doubts.append(Doubt("table-party-unread", span, f"{self.scan.notice.quote(span)} {what}"))

    def _finish(self, asked: _Asked | None) -> None:
        """The 牵头单位 are addressees, and the 责任单位 where there is none; beside a 牵头单位 they help, as after a sentence
        (``labels``)."""
        if asked is None:
            return
        draft, row = asked.draft, asked.row
        addressees = asked.leads or asked.responsible or self._agents(draft)
        helpers = [*(asked.responsible if asked.leads else ()), *asked.helpers]
        carried = bool(asked.leads or asked.responsible) and any(cell.above for cell in (*row.lead, *row.responsible))
        rule = ("directives.table-merged", 0.88) if carried else ("directives.table-row", 0.93)
        names = tuple(Name(party.span, party.kind) for party in addressees)
        draft.names, draft.basis = names, "explicit" if names else "none"
        draft.labelled = draft.led = bool(asked.leads)
        draft.assigned = True
        draft.opening = Opening(draft.start, names, "demand", *rule)
        draft.parties.extend(party._replace(role="co-actor") for party in helpers)
        made = self.finisher.finish(draft)
        stated = {limit.span for limit in (made.deadline, *made.other_deadlines) if limit is not None}
        others = tuple(limit for limit in asked.others if limit.span not in stated)
        self.directives.append(made._replace(other_deadlines=(*others, *made.other_deadlines)))
        if not names:
            self._tell_unassigned(row, made.span)

    def _agents(self, draft: Draft) -> list[Party]:
        """由县住建局牵头完成…: where no cell names a unit, the demand itself may, at its beginning."""
        start, end = draft.start, draft.end
        event = self.scan.at.get(start)
        agent = event is not None and event.kind in ("by", "ask")
        start = event.end if event is not None and agent else start
        found = self.parties.after(start, end)
        if found is None:
            return []
        names, at = found
        after = self.scan.at.get(at)
        acts = self.text.startswith(self.charged, at) or (after is not None and after.kind in ("modal", "modal-tail"))
        if not (agent or acts):
            return []  # 县医院改造: it may be what the act is done to
        return [Party(self.scan.notice.quote(name.span), name.span, "responsible", name.kind) for name in names]

    def _tell_unassigned(self, row: TaskRow, asked: Span) -> None:
        if row.people is not None:
            self.doubts.append(Doubt("table-people-only", row.people.span, "only persons are named, no unit"))
        else:
            self.doubts.append(Doubt("table-no-addressee", asked, "no unit is named for it"))

    def _limits(self, cell: Span) -> list[Deadline]:
        """By when: the limits that a cell states, else the whole cell, if it tells of time at all."""
        found = limits_in(self.scan, cell, self.met)
        if not found:
            words = self.text[cell.start : cell.end]
            self.doubts.append(Doubt("table-deadline-unread", cell, f"{words} is not understood as a limit"))
        return found


def _over_several(table: TaskTable) -> frozenset[Span]:
    """Cells that are over several rows, of which each says more closely what it asks for."""
    return frozenset(cell.span for row in table.rows if not row.adds for cell in row.wordings if cell.above)


def _is_another(row: TaskRow) -> bool:
    """An act that two units must do by two days is two directives; of one unit it has two limits."""
    units = (*row.lead, *row.responsible)
    return row.deadline is not None and not row.deadline.above and any(not cell.above for cell in units)


_NOBODY_YET: Final = Opening(0, (), "demand", "directives.table-row", 0.93)
