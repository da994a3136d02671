"""From a filled ledger to records: what was changed is recorded, what is unclear is named and left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from kg.iris import BASE
from kg.ledger.columns import CELL_LIMIT, KEY, cell_text
from kg.ledger.filled import Entry
from kg.ledger.keys import is_key, key_of, wording, words_of
from kg.ledger.lines import Line, told_standing
from kg.ledger.statuses import Assertion, mark_of, record_iri, status_of, status_words
from kg.messages import message
from kg.one_line import in_one_line

_NOBODY: Final = message("the directive names nobody, so there is no allocation that a status could be about")


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that was not taken in, or was but needs a look: where it stands, and what to do, in one sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file brings: new records, how many rows say nothing new, and what people must look at.

    ``conflicts`` are rows that were recorded although somebody recorded something else meanwhile: both now stand.
    """

    new: tuple[Assertion, ...]
    unchanged: int
    problems: tuple[Problem, ...]
    conflicts: tuple[Problem, ...]


def take_in(
    entries: Iterable[Entry],
    lines: Sequence[Line],
    known: Mapping[str, Assertion],
    *,
    by: str,
    at: str,
    base: str = BASE,
) -> Taken:
    """What ``entries`` change in the ledger that ``lines`` (all of them) and ``known`` records make up.

    ``by`` says who filled it in, ``at`` when (ISO date and time). New records get IRIs below ``base``.
    """
    together, problems = _by_key(entries)
    ledger, recorder = _Ledger(lines, known.values()), _Recorder(by, at, base)
    new: list[Assertion] = []
    conflicts: list[Problem] = []
    unchanged = 0
    for same in together.values():
        decision = _decide(same, ledger, recorder)
        if isinstance(decision, Problem):
            problems.append(decision)
        elif decision is None:
            unchanged += 1
        else:
            new.append(decision[0])
            if _contradicts(*decision):
                told = message(
                    "was recorded, but meanwhile somebody recorded: {records}; settle it in a new ledger",
                    records=told_standing(decision[1]),
                )
                conflicts.append(Problem(same[0].where, told))
    return Taken(tuple(new), unchanged, tuple(problems), tuple(conflicts))


def _by_key(entries: Iterable[Entry]) -> tuple[dict[str, list[Entry]], list[Problem]]:
    """The rows with one key together; and those that are filled in under none."""
    together: dict[str, list[Entry]] = defaultdict(list)
    problems: list[Problem] = []
    for entry in entries:
        if is_key(entry.key):
            together[entry.key].append(entry)
        elif entry.status or entry.progress:
            told = message("has no valid {column}: {key!r}; copy it from a ledger", column=KEY, key=entry.key)
            problems.append(Problem(entry.where, told))
    return together, problems


class _Ledger:
    """Lines by key, and by words for those whose meeting got another number since the file was written; records."""

    def __init__(self, lines: Sequence[Line], known: Iterable[Assertion]) -> None:
        self._by_mark = {mark_of(assertion): assertion for assertion in known}
        self._by_key = {line.key: line for line in lines}
        self._by_words: dict[str, list[Line]] = defaultdict(list)
        self._by_bare: dict[str, list[Line]] = defaultdict(list)
        self._by_rest: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            self._by_words[words_of(line.key)].append(line)
            self._by_bare[wording(line.quote)].append(line)
            if line.deadline is not None:
                self._by_rest[wording(line.quote, line.deadline)].append(line)

    def line(self, entry: Entry) -> Line | None:
        """The line with the key of ``entry``, else the only one that says the same to the same addressee, then that says it under
        another number, then that says it at the same meeting with another deadline."""
        found = self._by_key.get(entry.key)
        if found is not None:
            return found
        same = self._by_words.get(words_of(entry.key), [])
        if not same and entry.quote is not None:
            same = [
                line
                for line in self._by_bare.get(wording(entry.quote), ())
                if words_of(key_of("", entry.quote, line.addressee)) == words_of(entry.key)
            ]
        if not same and entry.quote is not None and entry.deadline is not None:
            same = [
                line
                for line in self._by_rest.get(wording(entry.quote, entry.deadline), ())
                if key_of(line.meeting_iri or "", entry.quote, line.addressee) == entry.key
            ]
        return same[0] if len(same) == 1 else None

    def made_from(self, version: str) -> list[Assertion]:
        """The records that ``version_of`` stands for, as far as this store has them."""
        return [self._by_mark[mark] for mark in version.split() if mark in self._by_mark]


def _says(entry: Entry, line: Line) -> bool:
    """Whether the row's quote is that of ``line``, perhaps under another number or with another deadline."""
    quote, there = entry.quote or "", cell_text(line.quote)
    return wording(quote) == wording(there) or wording(quote, entry.deadline) == wording(there, line.deadline)


@dataclass(frozen=True, slots=True)
class _Recorder:
    by: str
    at: str
    base: str


def _decide(same: Sequence[Entry], ledger: _Ledger, recorder: _Recorder) -> tuple[Assertion, Line] | Problem | None:
    """What the rows with one key ask for: a new record about a line, nothing, or somebody's look."""
    entry = same[0]
    if (unclear := _unclear(same)) is not None:
        return unclear
    made_from = ledger.made_from(entry.version)
    before = {assertion.state for assertion in made_from}
    status = _status(entry, before)
    if status is None or isinstance(status, Problem):
        return status
    wanted = _as_shown([(status, entry.progress)])
    if _as_shown(before) == wanted:
        return None
    line = _line(entry, ledger)
    if isinstance(line, Problem):
        return line
    if _as_shown(head.state for head in line.standing) == wanted:
        return None
    # Whoever fills in the same file a second time knows what they recorded from it the first time.
    own = [head.iri for head in line.standing if head.by == recorder.by]
    follows = sorted({*(assertion.iri for assertion in made_from), *own})
    return _assertion(line, status, entry, follows, recorder), line


def _unclear(same: Sequence[Entry]) -> Problem | None:
    """Why nobody can tell what the rows with one key say, whatever the ledger holds; None where that is plain."""
    entry = same[0]
    if len(entry.progress) > CELL_LIMIT:
        what = message(
            "has {count} characters of progress, more than a cell holds ({most}); shorten it",
            count=len(entry.progress),
            most=CELL_LIMIT,
        )
        return Problem(entry.where, what)
    if len({(status_of(other.status) or other.status, other.progress) for other in same}) > 1:
        places = "、".join(other.where for other in same)
        return Problem(
            entry.where,
            message("is filled in differently in several rows ({places}); leave one of them", places=places),
        )
    return None


def _as_shown(states: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Status and progress to compare by: a file of lines (TSV) has no line breaks in its cells, and they say nothing new."""
    return {(status, in_one_line(progress).strip()) for status, progress in states}


def _status(entry: Entry, before: Set[tuple[str, str]]) -> str | Problem | None:
    """The status that a row records, where its file had the states ``before``; None where nothing is filled in."""
    status = status_of(entry.status)
    if status is not None:
        return status
    statuses = "、".join(status_words())
    if entry.status:
        return Problem(
            entry.where,
            message("has no known status: {status!r}; use one of: {statuses}", status=entry.status, statuses=statuses),
        )
    if not entry.progress and len(before) != 1:
        return None  # where records disagree, the file left the cells empty
    if before:
        return Problem(entry.where, message("had a status that was taken away; choose another one instead (取消 …)"))
    return Problem(entry.where, message("has progress but no status; choose one of: {statuses}", statuses=statuses))


def _line(entry: Entry, ledger: _Ledger) -> Line | Problem:
    """The line that a row is about, where a status can be about it."""
    line = ledger.line(entry)
    if line is None:
        return Problem(
            entry.where,
            message("matches no directive in this store (key {key}); build its notice first", key=entry.key),
        )
    if entry.quote is not None and not _says(entry, line):
        return Problem(
            entry.where, message("has a quote that is not the one of its key; were rows pasted over each other?")
        )
    return line if line.allocation is not None else Problem(entry.where, _NOBODY)


def _contradicts(assertion: Assertion, line: Line) -> bool:
    """Whether somebody recorded something else about ``line`` that ``assertion`` does not know of."""
    return any(head.iri not in assertion.follows and head.state != assertion.state for head in line.standing)


def _assertion(line: Line, status: str, entry: Entry, follows: Sequence[str], recorder: _Recorder) -> Assertion:
    progress = entry.progress or None
    passage = None if line.notice is None else f"{line.notice}#char={line.start},{line.end}"
    return Assertion(
        iri=record_iri(recorder.base, line.key, status, progress, recorder.by, recorder.at, follows),
        key=line.key,
        status=status,
        progress=progress,
        by=recorder.by,
        at=recorder.at,
        follows=tuple(follows),
        allocation=line.allocation or "",
        meeting=line.meeting_iri,
        meeting_label=line.meeting or None,
        quote=line.quote,
        addressee=line.addressee,
        source=line.source or None,
        passage=passage if passage is not None else _last(line, "passage"),
        date=line.date,
        item=line.item,
        deadline=line.deadline,
        due=line.due,
        party=line.concerns[0] if line.concerns else None,
        party_label=line.lead,
    )


def _last(line: Line, name: str) -> str | None:
    """An orphan's passage is the one that was recorded last."""
    value: str | None = getattr(line.standing[-1], name) if line.standing else None
    return value
