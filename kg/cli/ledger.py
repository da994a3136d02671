"""``kg ledger`` and ``kg ledger import``: the 督办台账, and what people filled in."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from kg import local_time
from kg.cli.answering import parties_called, require_whose_groups
from kg.cli.console import FOR_PEOPLE, complain, on_terminal, put, remark, table_width, told_table
from kg.cli.exits import SOME_FAILED
from kg.cli.ledger_choice import AgainstOption, OnlyOption, chosen_lines, rows_against, tell_comparison
from kg.cli.options import (
    DEFAULT_STORE,
    AgencyOption,
    AtOption,
    ByOption,
    DryRunOption,
    EndpointOption,
    OutputOption,
    RegisterOption,
    SinceOption,
    StoreOption,
    UntilOption,
    ViaGroupsOption,
    flags_given,
    names_of,
    period,
    place_of,
    recorder,
    tell_undated,
)
from kg.errors import InputError, UsageError
from kg.messages import Message, joined, message, plural

if TYPE_CHECKING:
    from kg.ledger.columns import Clock
    from kg.ledger.importing import Taken
    from kg.ledger.lines import Line
    from kg.ledger.workbook import Layout
    from kg.source import Source

FORMATS = ("xlsx", "csv", "tsv", "json", "jsonl", "markdown", "table", "ics")
_ENDINGS = {"md": "markdown", "txt": "table"}
_ON_TERMINAL = ("序号", "会议日期", "牵头/承办单位", "议定事项", "到期日", "剩余天数", "状态", "提示")

ledger_commands = typer.Typer(rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]})


@ledger_commands.callback(invoke_without_command=True)
def ledger(
    context: typer.Context,
    agency: AgencyOption = None,
    via_groups: ViaGroupsOption = False,
    since: SinceOption = None,
    until: UntilOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what is no ledger line, and why.")] = False,
    only: OnlyOption = None,
    against: AgainstOption = None,
    today: Annotated[str | None, typer.Option("--today", metavar="DATE", help="Count days left to this day.")] = None,
    rule: Annotated[
        str | None,
        typer.Option("--rule", metavar="[NAME=]DAYS", help="A local rule, own column."),
    ] = None,
    clock: Annotated[
        str, typer.Option("--clock", metavar="stated|rule", help="Which deadlines go into ics.")
    ] = "stated",
    sheets: Annotated[str, typer.Option("--sheets", metavar="one|department", help="One sheet, or one each.")] = "one",
    soon: Annotated[int, typer.Option("--soon", metavar="DAYS", min=0, help="Days left that turn it yellow.")] = 7,
    output_format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help=f"{'|'.join(FORMATS)}; by default the file's ending."),
    ] = None,
    output: OutputOption = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also over what was filled in in the file and not imported.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
    endpoint: EndpointOption = None,
    register: RegisterOption = None,
) -> None:
    """The supervision ledger; people fill it in, `import` takes it back."""
    if context.invoked_subcommand is not None:
        _require_none_before(context)
        return
    from kg.ledger.workbook import Layout

    wanted = _format(output_format, output)
    require_whose_groups(agency, via_groups=via_groups)
    when = _clock(today, rule)
    _require_known(clock, sheets, when)
    earlier = rows_against(against, only or ())
    first, last = period(since, until)
    place = place_of(context, store, endpoint)
    names = names_of(register, place)

    from kg.ledger.choosing import stands_so
    from kg.ledger.lines import Selection
    from kg.ledger.rows import belongs
    from kg.query.places import opened_for_reading

    with opened_for_reading(place) as opened:
        if not overwrite and output is not None:
            _require_nothing_lost(Path(output), opened, wanted)
        parties = None if agency is None else frozenset(parties_called(agency, opened, names, via_groups=via_groups))
        whenever, comparison = chosen_lines(opened, Selection(parties, everything=True), earlier)
        period_asked = Selection(since=first, until=last)
        found = [line for line in whenever if period_asked.holds(line.date)]
        kept = [line for line in found if everything or belongs(line)]
        lines = [line for line in kept if not only or stands_so(line, only, when, soon)]
        undated = period_asked.left_out(line for line in whenever if everything or belongs(line))
        layout = Layout(by_department=sheets == "department", soon=soon, undated=undated)
        put(_pieces(opened, lines, when, layout, wanted, output, by_rule=clock == "rule"), output, wanted)
    if output not in (None, "-"):
        remark(plural("{count} line written to {file}", "{count} lines written to {file}", len(lines), file=output))
    if only and not lines and kept:
        remark(message("no line of the ledger stands so: {only}", only=", ".join(only)))
    else:
        _tell(lines, [line for line in found if not everything and not belongs(line)])
    tell_undated(undated)
    if against is not None and comparison is not None:
        tell_comparison(against, comparison, kept)


_FILLED_IN: Final = ("xlsx", "csv", "tsv")
"""Formats that are filled in and taken back; a file of another holds nobody's work."""


def _require_nothing_lost(file: Path, opened: Source, wanted: str) -> None:
    """Return where nobody filled in in ``file`` what is not recorded yet; else raise UsageError: the ledger, in the format
    ``wanted``, would be written over it. Nor is it written over a spreadsheet in which that cannot be told."""
    if not file.is_file() or not file.stat().st_size:
        return
    from kg.ledger.lines import Selection
    from kg.ledger.rows import ledger_lines
    from kg.ledger.statuses import records
    from kg.ledger.unrecorded import unrecorded

    try:
        lost = unrecorded(file, ledger_lines(opened, Selection(everything=True)), records(opened))
    except InputError as error:
        if not {wanted, file.suffix.lower().removeprefix(".")} & set(_FILLED_IN):
            return
        raise UsageError(
            message("{why} What stands in it would be lost; name another file, or add --overwrite.", why=error)
        ) from error
    if lost:
        raise UsageError(
            plural(
                "{file} has {count} row filled in that is not recorded; take it in first (kg ledger import {file} --by NAME), "
                "name another file, or add --overwrite.",
                "{file} has {count} rows filled in that are not recorded; take them in first (kg ledger import {file} --by "
                "NAME), name another file, or add --overwrite.",
                lost,
                file=file,
            )
        )


@ledger_commands.command("import")
def import_ledger(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The filled file.")],
    by: ByOption,
    at: AtOption = None,
    dry_run: DryRunOption = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Record the status and progress that were filled in."""
    from kg.ledger.filled import read_filled
    from kg.ledger.importing import take_in
    from kg.ledger.lines import Selection
    from kg.ledger.rows import ledger_lines
    from kg.ledger.statuses import nquads, records
    from kg.store import add, base_of, opened_for_writing, require_store

    who, moment = recorder(by, at)
    entries = read_filled(file)
    require_store(store)
    with opened_for_writing(store) as opened:
        lines = ledger_lines(opened, Selection(everything=True))
        taken = take_in(entries, lines, records(opened), by=who, at=moment, base=base_of(opened))
        if taken.new and not dry_run:
            add(opened, [line for assertion in taken.new for line in nquads(assertion)])
            opened.flush()
    _tell_taken(file, taken, dry_run=dry_run)
    if taken.problems or taken.conflicts:
        raise typer.Exit(SOME_FAILED)


def _tell_taken(file: Path, taken: Taken, *, dry_run: bool) -> None:
    """What was recorded of ``file``, and which of its rows were left alone."""
    for problem in (*taken.problems, *taken.conflicts):
        complain(message("{file} {where} {what}", file=file, where=problem.where, what=problem.what))
    remark(
        message(
            "{new} would be recorded, {unchanged} unchanged, {problems} left alone, {conflicts} in conflict"
            if dry_run
            else "{new} recorded, {unchanged} unchanged, {problems} left alone, {conflicts} in conflict",
            new=len(taken.new),
            unchanged=taken.unchanged,
            problems=len(taken.problems),
            conflicts=len(taken.conflicts),
        )
    )


def _pieces(
    opened: Source, lines: list[Line], clock: Clock, layout: Layout, wanted: str, output: str | None, *, by_rule: bool
) -> Iterable[bytes | str]:
    from kg import tables
    from kg.ledger import calendar, columns, workbook

    if wanted == "xlsx":
        return [workbook.xlsx(opened, lines, clock, layout)]
    if wanted == "ics":
        return calendar.ics(lines, clock, "rule" if by_rule else "stated")
    headings = columns.headings(clock) if wanted != "table" else list(_ON_TERMINAL)
    rows = ([_cell(values[heading], wanted) for heading in headings] for values in columns.rows(lines, clock))
    if wanted in FOR_PEOPLE:
        told = told_table([columns.HEADINGS[heading] for heading in headings], rows)
        return tables.render(*told, wanted, width=table_width(output))
    return tables.render(headings, rows, wanted)


def _cell(value: object, wanted: str) -> str | int | float | None:
    if isinstance(value, datetime.datetime) and wanted in FOR_PEOPLE:
        return local_time.wall_clock(value.isoformat())
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str | int | float) else None


def _format(written: str | None, output: str | None) -> str:
    """The format that was asked for, by name or by the file's ending."""
    to_file = output is not None and output != "-"
    ending = Path(output or "").suffix.lower().removeprefix(".") if to_file else ""
    wanted = written or _ENDINGS.get(ending, ending) or ("table" if on_terminal(output) else "csv")
    if wanted not in FORMATS:
        raise UsageError(
            message(
                "There is no format {wanted!r} for a ledger; use one of: {formats} (--format).",
                wanted=wanted,
                formats=", ".join(FORMATS),
            )
        )
    if wanted == "xlsx" and on_terminal(output):
        raise UsageError(message("A spreadsheet cannot be shown on a terminal; name a file with -o FILE.xlsx."))
    return wanted


def _require_none_before(context: typer.Context) -> None:
    """Return where no option of the ledger stands before a command below it; else raise UsageError: taken for that command's own,
    ``--store`` would say where to record, and is not passed on to it."""
    given = [flag for flag in flags_given(context) if flag != "--lang"]
    if given:
        raise UsageError(
            message(
                "{options} before {command} is not passed on to it; write options behind it: kg ledger {command} FILE {options} ….",
                options=joined(given),
                command=context.invoked_subcommand,
            )
        )


def _require_known(clock: str, sheets: str, when: Clock) -> None:
    """Return where ``--clock`` and ``--sheets`` are words that are known and go with the others; else raise UsageError."""
    if clock not in ("stated", "rule"):
        raise UsageError(message("--clock is stated or rule, not {clock!r}.", clock=clock))
    if sheets not in ("one", "department"):
        raise UsageError(message("--sheets is one or department, not {sheets!r}.", sheets=sheets))
    if clock == "rule" and when.rule_days is None:
        raise UsageError(message("--clock rule needs a --rule, such as --rule 20."))


def _clock(today: str | None, rule: str | None) -> Clock:
    from kg.ledger.columns import Clock
    from kg.query import iso_date

    # The only place where the ledger looks at the clock: everything behind it is given the day.
    day = local_time.now().date() if today is None else datetime.date.fromisoformat(iso_date(today))
    if rule is None:
        return Clock(day)
    name, _, days = rule.rpartition("=")
    if not days.isdecimal() or not 0 < int(days) <= 3660:
        raise UsageError(
            message(
                "--rule is a number of days, perhaps with a name: 20, or 会议纪要办理规则=20; not {rule!r}.", rule=rule
            )
        )
    return Clock(day, int(days), name or None)


_WHY: Final[dict[str, Callable[[int], Message]]] = {
    "no-addressee": lambda count: message("{count} with nobody named", count=count),
    "open-group": lambda count: message("{count} with only an open group named", count=count),
    "exhortation": lambda count: message("{count} that exhort", count=count),
    "no-concrete-act": lambda count: message("{count} without a task, act, date or amount", count=count),
}


def _told_left_out(left_out: list[Line]) -> Message:
    """How many lines are missing, why, and how to see them."""
    from kg.ledger.rows import left_out_for

    reasons = Counter(map(left_out_for, left_out))
    return plural(
        "{count} line that cannot be supervised is left out: {reasons}; {dated} of them with a deadline; --all lists them "
        "with the reason",
        "{count} lines that cannot be supervised are left out: {reasons}; {dated} of them with a deadline; --all lists them "
        "with the reason",
        len(left_out),
        reasons=joined(told(reasons[word]) for word, told in _WHY.items() if reasons[word]),
        dated=sum(line.deadline is not None for line in left_out),
    )


def _tell(lines: list[Line], left_out: list[Line]) -> None:
    """What the file alone does not make plain."""
    orphans = sum(line.orphan for line in lines)
    conflicts = sum(line.conflict for line in lines)
    if not lines:
        remark(message("no directive matches; the ledger is empty (--all also lists what is no ledger line)"))
    elif left_out:
        remark(_told_left_out(left_out))
    if orphans:
        remark(
            plural(
                "{count} recorded line has lost its directive; it stands at the end",
                "{count} recorded lines have lost their directives; they stand at the end",
                orphans,
            )
        )
    if conflicts:
        remark(
            plural(
                "{count} line has records that disagree; see 提示",
                "{count} lines have records that disagree; see 提示",
                conflicts,
            )
        )
