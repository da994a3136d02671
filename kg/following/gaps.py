"""What is not there: meetings whose numbers are missing, numbers that clash, business that was not disclosed.

Meetings of one body are numbered through, within its term or within the year. What lies between two numbers that were
found took place and was not found. What lies before the first or after the last is not counted: nobody knows whether
the collection was meant to hold it (``from_one`` counts from the first meeting of the series on).

News seldom tells the term. Where no notice of a body does, its numbers within a calendar year are one count if they rise with the
days: which count it is stays open.

A meeting whose place the notice leaves open (桥西区 of three cities) belongs to no series that is known. It is listed as such,
and where it may be the missing one, by name of its body, number and day, that number is not counted as missing.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final, Literal

from kg.concepts import concept_labels
from kg.following.meetings import Meetings
from kg.iris import org_place
from kg.lookup import label_of
from kg.messages import message
from kg.store.walk import Walk
from kg.tables import Cell, Row
from kg.vocab import DC, DCTERMS, ELI_DL, KG, NIF, PROV, RDF, SCHEMA, SKOS

if TYPE_CHECKING:
    from kg.source import Source

GapKind = Literal["missing", "place-open", "clash", "order", "undisclosed"]
KIND_WORDS: Final[dict[GapKind, str]] = {
    "missing": "缺号",
    "place-open": "地点未定",
    "clash": "重号",
    "order": "次序颠倒",
    "undisclosed": "未公开事项",
}


@dataclass(frozen=True, slots=True)
class Gap(Row):
    """One finding. ``numbers`` are those missing or in question; ``after`` and ``before`` are the days around a gap."""

    kind: str
    body: str
    meeting_kind: str
    series: str
    numbers: tuple[str, ...]
    count: int
    after: str | None
    before: str | None
    quote: str | None
    sources: tuple[str, ...]


COLUMNS: Final = tuple(field.name for field in fields(Gap))
_PARENT_ENDS: Final = "省市州盟区"
TABLE_COLUMNS: Final = {
    "kind": message("issue"),
    "body": message("body"),
    "meeting_kind": message("meeting"),
    "series": message("term or year"),
    "numbers": message("numbers"),
    "count": message("how many"),
    "after": message("later than"),
    "before": message("earlier than"),
    "quote": message("quote"),
    "sources": message("source"),
}


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting as one notice tells it. ``series`` is 第19届 or 2024年; None where the notice tells neither."""

    body: str
    body_label: str
    kind: str
    series: str | None
    number: int
    date: str | None
    source: str


def gaps(opened: Source, *, body: str | None = None, from_one: bool = False) -> list[Gap]:
    """All findings, those of one ``body`` (IRI) together: by name, series, kind of finding, number."""
    walk = Walk(opened)
    known = Meetings(walk)
    told = sorted(set(walk.subjects(RDF.type, KG.Meeting)))
    meetings = [
        (meeting, notice)
        for meeting, notice in told
        if body is None or walk.value(meeting, ELI_DL.had_responsible_organization, notice) == body
    ]
    placed, open_ones = _by_place(_held_of(told, walk, known))
    if body is not None:
        name = label_of(body, opened)
        placed = [one for one in placed if one.body == body]
        open_ones = [one for one in open_ones if one.body == body or _same_name(one.body_label, name)]
    series, others = _by_series(placed)
    found = [gap for same in series.values() for gap in of_series(same, open_ones, from_one=from_one)]
    found += (gap for same in _by_year(others, series).values() for gap in of_series(same, open_ones))
    found += (_found("place-open", [one], (one.number,)) for one in open_ones)
    found += (gap for meeting, notice in meetings for gap in _undisclosed(meeting, notice, walk))
    kinds = list(KIND_WORDS.values())
    return sorted(
        found,
        key=lambda gap: (gap.body, gap.meeting_kind, gap.series, kinds.index(gap.kind), gap.after or "", gap.sources),
    )


def without_series(opened: Source, *, body: str | None = None) -> int:
    """How many meetings have a number but tell neither term nor year, fill no gap by number and day, and are in no count."""
    walk = Walk(opened)
    known = Meetings(walk)
    placed, _ = _by_place(_held_of(sorted(set(walk.subjects(RDF.type, KG.Meeting))), walk, known))
    series, left_out = _by_series([one for one in placed if body in (None, one.body)])
    return len(left_out) - sum(map(len, _by_year(left_out, series).values()))


def _by_place(held: Iterable[Held]) -> tuple[list[Held], list[Held]]:
    """Meetings of a body whose place is known, and those of a body that only its notice knows."""
    placed: list[Held] = []
    open_ones: list[Held] = []
    for one in held:
        (open_ones if org_place(one.body) is None else placed).append(one)
    return placed, open_ones


def _same_name(one: str, other: str) -> bool:
    """Whether two names of bodies may mean one: a notice may print the city in front (石家庄市桥西区人民政府) or not."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and (long == short or long.removesuffix(short)[-1] in _PARENT_ENDS)


Series = dict[tuple[str, str, str], list[Held]]


def _by_series(meetings: Sequence[Held]) -> tuple[Series, list[Held]]:
    """Meetings of one body, kind and series together; and those that tell no series and have a place in none.

    A meeting that tells its number and day only stands in the series whose gap it fills: between the days of a lower
    and a higher number. Where two series would do, in neither.
    """
    series: Series = defaultdict(list)
    for one in meetings:
        if one.series is not None:
            series[one.body, one.kind, one.series].append(one)
    told = {key: tuple(same) for key, same in series.items()}
    left_out = []
    for one in meetings:
        if one.series is None:
            fitting = [key for key, same in told.items() if key[:2] == (one.body, one.kind) and _fills(one, same)]
            if len(fitting) == 1:
                series[fitting[0]].append(replace(one, series=fitting[0][2]))
            else:
                left_out.append(one)
    return series, left_out


def _by_year(left_out: Sequence[Held], series: Series) -> Series:
    """Meetings of one body, kind and calendar year together, whose numbers rise with the days; the year is that of the days, and
    may not be what the numbers count in. Not where notices tell a series of that body: they may have the numbers between.
    """
    told = {key[:2] for key in series}
    found: Series = defaultdict(list)
    for one in left_out:
        if one.date is not None and (one.body, one.kind) not in told:
            found[one.body, one.kind, one.date[:4]].append(one)
    return {key: same for key, same in found.items() if _rise(same)}


def _rise(same: Sequence[Held]) -> bool:
    """Whether there are several numbers in ``same``, each of one day, and a higher one is of no earlier day."""
    days = {(one.number, one.date or "") for one in same}
    pairs = itertools.pairwise(sorted(days))
    return len(days) > 1 and all(low[0] < high[0] and low[1] <= high[1] for low, high in pairs)


def _fills(one: Held, same: Sequence[Held]) -> bool:
    """Whether nothing in ``same`` has the number of ``one``, and its day lies between lower and higher numbers."""
    lower = _last([other for other in same if other.number < one.number])
    higher = _first([other for other in same if other.number > one.number])
    if one.date is None or lower is None or higher is None or one.number in {other.number for other in same}:
        return False
    return lower <= one.date <= higher


def of_series(same: Sequence[Held], open_ones: Iterable[Held] = (), *, from_one: bool = False) -> Iterator[Gap]:
    """What is wrong with the meetings of one body, kind and series. ``open_ones``: meetings whose place is not known."""
    by_number: dict[int, list[Held]] = defaultdict(list)
    for held in same:
        by_number[held.number].append(held)
    numbers = sorted(by_number)
    before_first = [0] if from_one and numbers[0] > 1 else []
    not_surely_missing = {one.number for one in open_ones if _may_fill(one, same)}
    for low, high in itertools.pairwise([*before_first, *numbers]):
        missing = (number for number in range(low + 1, high) if number not in not_surely_missing)
        for first, last in _runs(missing):
            yield _missing(by_number, (low, high), (first, last))
    for number in numbers:
        days = {held.date for held in by_number[number] if held.date is not None}
        if len(days) > 1:
            yield _found("clash", by_number[number], (number,))
    for low, high in itertools.pairwise(numbers):
        last_low, first_high = _last(by_number[low]), _first(by_number[high])
        if last_low is not None and first_high is not None and first_high < last_low:
            yield _found("order", [*by_number[low], *by_number[high]], (low, high))


def _may_fill(one: Held, same: Sequence[Held]) -> bool:
    """Whether nothing that is told of ``one``, whose place is open, speaks against its being of the series ``same``."""
    known = same[0]
    if (
        one.kind != known.kind
        or (None not in (one.series, known.series) and one.series != known.series)
        or not _same_name(one.body_label, known.body_label)
    ):
        return False
    lower = _last([other for other in same if other.number < one.number])
    higher = _first([other for other in same if other.number > one.number])
    return one.date is None or (lower or one.date) <= one.date <= (higher or one.date)


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of numbers without a hole; ``numbers`` rise."""
    for _, run in itertools.groupby(enumerate(numbers), key=lambda at: at[1] - at[0]):
        together = [number for _, number in run]
        yield together[0], together[-1]


def table_of(found: Sequence[Gap]) -> tuple[list[str], list[list[Cell]]]:
    """Headings and cells for a terminal."""
    return list(TABLE_COLUMNS.values()), [gap.cells(list(TABLE_COLUMNS)) for gap in found]


def _missing(by_number: dict[int, list[Held]], between: tuple[int, int], missing: tuple[int, int]) -> Gap:
    """``between``: the numbers found on either side; ``missing``: first and last number that were not found."""
    (low, high), (first, last) = between, missing
    around = [*by_number.get(low, ()), *by_number[high]]
    one = around[-1]
    return Gap(
        kind=KIND_WORDS["missing"],
        body=one.body_label,
        meeting_kind=one.kind,
        series=one.series or "",
        numbers=(f"第{first}次" if first == last else f"第{first}—{last}次",),
        count=last - first + 1,
        after=_last(by_number.get(low, [])),
        before=_first(by_number[high]),
        quote=None,
        sources=tuple(sorted({held.source for held in around})),
    )


def _found(kind: GapKind, held: Sequence[Held], numbers: Sequence[int]) -> Gap:
    return Gap(
        kind=KIND_WORDS[kind],
        body=held[0].body_label,
        meeting_kind=held[0].kind,
        series=held[0].series or "",
        numbers=tuple(f"第{number}次" for number in numbers),
        count=len(numbers),
        after=_first(held),
        before=_last(held),
        quote=None,
        sources=tuple(sorted({f"{one.source}（{one.date or '日期不详'}）" for one in held})),
    )


def _first(held: Sequence[Held]) -> str | None:
    return min((one.date for one in held if one.date is not None), default=None)


def _last(held: Sequence[Held]) -> str | None:
    return max((one.date for one in held if one.date is not None), default=None)


def _held_of(meetings: Iterable[tuple[str, str]], walk: Walk, known: Meetings) -> Iterator[Held]:
    """Those of ``meetings`` (with the notice that tells each) that have a number and a body."""
    for meeting, notice in meetings:
        held = _held(meeting, notice, walk, known)
        if held is not None:
            yield held


def _held(meeting: str, notice: str, walk: Walk, known: Meetings) -> Held | None:
    """None for meetings without a number, or of a body that nobody knows. Another notice may tell the term."""
    number = walk.number(meeting, KG.number, notice)
    body = walk.value(meeting, ELI_DL.had_responsible_organization, notice)
    if number is None or body is None:
        return None
    return Held(
        body=body,
        body_label=label_of(body, walk.opened),
        kind=_kind(meeting, notice, walk),
        series=_series(meeting, notice, walk) or _series_elsewhere(meeting, notice, walk, known),
        number=number,
        date=walk.value(meeting, SCHEMA.startDate, notice),
        source=walk.value(notice, DC.source, notice) or notice,
    )


def _kind(meeting: str, notice: str, walk: Walk) -> str:
    concept = walk.value(meeting, DCTERMS.type, notice)
    return concept_labels("zh").get(concept or "", "") or walk.value(meeting, KG.kindAsWritten, notice) or "会议"


def _series(meeting: str, notice: str, walk: Walk) -> str | None:
    year = walk.value(meeting, KG.countingYear, notice)
    term = walk.number(meeting, KG.term, notice)
    if year is not None:
        return f"{year}年"
    return None if term is None else f"第{term}届"


def _series_elsewhere(meeting: str, notice: str, walk: Walk, known: Meetings) -> str | None:
    """The series that another notice of the same meeting tells."""
    identity = known.identity(meeting, notice)
    if identity == meeting:
        return None
    return min(
        filter(None, (_series(identity, other, walk) for other in known.reports(identity).notices)), default=None
    )


def _undisclosed(meeting: str, notice: str, walk: Walk) -> Iterator[Gap]:
    for record in walk.values(meeting, KG.undisclosed, notice):
        body = walk.value(meeting, ELI_DL.had_responsible_organization, notice)
        number = walk.number(meeting, KG.number, notice)
        date = walk.value(meeting, SCHEMA.startDate, notice)
        passage = walk.value(record, PROV.wasQuotedFrom, notice)
        yield Gap(
            kind=KIND_WORDS["undisclosed"],
            body=walk.shared(body, SKOS.prefLabel) or label_of(meeting, walk.opened),
            meeting_kind=_kind(meeting, notice, walk),
            series=_series(meeting, notice, walk) or "",
            numbers=() if number is None else (f"第{number}次",),
            count=1,
            after=date,
            before=date,
            quote=walk.value(passage, NIF.anchorOf, notice),
            sources=(walk.value(notice, DC.source, notice) or notice,),
        )
