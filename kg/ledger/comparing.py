"""What a ledger has that an earlier one did not: which lines are new, which say something else, and which are gone. (与上次台账相比)"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.iris import fold
from kg.ledger.columns import cell_text, plain_text
from kg.ledger.filled import Entry
from kg.ledger.keys import wording
from kg.ledger.lines import Line
from kg.ledger.statuses import status_of, status_word
from kg.one_line import in_one_line

NEW: Final = "新增"
_BEFORE: Final = "较上次："


@dataclass(frozen=True, slots=True)
class Comparison:
    """``lines`` with what each has that the earlier ledger did not (``Line.since``), and the rows whose line is gone."""

    lines: tuple[Line, ...]
    gone: tuple[Entry, ...]


def compared(entries: Iterable[Entry], lines: Sequence[Line]) -> Comparison:
    """``lines`` beside the rows of an earlier ledger.

    A line is known again by its key; else, as what was recorded is, by the same demand of the same meeting to the same addressee with
    another deadline, where exactly one line and one row are left that have it.
    """
    earlier = {entry.key: entry for entry in entries if entry.key}
    known = {line.key: earlier[line.key] for line in lines if line.key in earlier}
    left = [entry for key, entry in earlier.items() if key not in known]
    known |= _with_another_deadline([line for line in lines if line.key not in known], left)
    found = {entry.key for entry in known.values()}
    return Comparison(
        tuple(replace(line, since=_since(known.get(line.key), line)) for line in lines),
        tuple(entry for entry in left if entry.key not in found),
    )


def _with_another_deadline(lines: Iterable[Line], entries: Iterable[Entry]) -> dict[str, Entry]:
    there: dict[Hashable, list[Line]] = defaultdict(list)
    for line in lines:
        there[_demand(line.quote, line.deadline, line.lead, line.meeting)].append(line)
    wanted: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        wanted[_demand(entry.quote or "", entry.deadline, entry.lead, entry.meeting)].append(entry)
    return {
        there[same][0].key: rows[0] for same, rows in wanted.items() if len(rows) == 1 and len(there.get(same, ())) == 1
    }


def _demand(quote: str, deadline: str | None, lead: str | None, meeting: str | None) -> Hashable:
    return wording(cell_text(quote), deadline), fold(lead or ""), fold(meeting or "")


def _since(entry: Entry | None, line: Line) -> str:
    """What ``line`` has that its row in the earlier ledger did not, in one phrase; empty where there is nothing."""
    if entry is None:
        return NEW
    latest = line.latest
    told = [
        *_told("完成时限", entry.deadline or "", line.deadline or ""),
        *_told("到期日", entry.due or "", line.due or ""),
        *_told("状态", _status(entry), "" if latest is None else status_word(latest.status)),
        *_told("进展", in_one_line(entry.progress), in_one_line(plain_text((latest and latest.progress) or ""))),
    ]
    return f"{_BEFORE}{'，'.join(told)}" if told else ""


def _status(entry: Entry) -> str:
    known = status_of(entry.status)
    return entry.status if known is None else status_word(known)


def _told(what: str, before: str, now: str) -> list[str]:
    if before.strip() == now.strip():
        return []
    return [f"{what}已更新" if what == "进展" else f"{what} {before.strip() or '无'} → {now.strip() or '无'}"]
