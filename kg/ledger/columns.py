"""What stands in the columns of a ledger, for the spreadsheet, CSV and the terminal alike.

The headings are those that offices use; ``kg ledger import`` finds columns by them, in any order.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.enumerators import unnumbered
from kg.ledger.lines import Line, told_standing
from kg.ledger.statuses import SETTLED, status_word, version_of
from kg.local_time import beijing
from kg.messages import message
from kg.query.results import shortened_iri

Value = str | int | float | datetime.date | None

STATUS: Final = "状态"
PROGRESS: Final = "进展情况"
KEY: Final = "台账键"
TIME: Final = "记录时间"
VERSION: Final = "记录版本"
DIRECTIVE: Final = "编号"
MEETING: Final = "会议"
LEAD: Final = "牵头/承办单位"
ROLE: Final = "角色"
CO_ADDRESSEES: Final = "共同承办单位"
CO_ACTORS: Final = "配合单位"
QUOTE: Final = "原文"
DEADLINE: Final = "完成时限"
DUE: Final = "到期日"
SOURCE: Final = "出处"
MATTER: Final = "议定事项"
SENTENCE: Final = "所在语句"
DAYS_LEFT: Final = "剩余天数"
RULE_DAYS_LEFT: Final = "规则剩余天数"
RULE_DUE: Final = "规则期限"
REMARK: Final = "提示"

HEADINGS: Final = {
    "序号": message("line no."),
    MEETING: message("meeting"),
    "会议日期": message("meeting's day"),
    "议题": message("agenda item"),
    MATTER: message("what is to be done"),
    LEAD: message("addressee"),
    ROLE: message("role"),
    CO_ADDRESSEES: message("other addressees"),
    CO_ACTORS: message("with"),
    "督促对象": message("whom to oversee"),
    DEADLINE: message("to be done by"),
    DUE: message("due"),
    DAYS_LEFT: message("days left"),
    RULE_DUE: message("due by the rule"),
    RULE_DAYS_LEFT: message("days left by the rule"),
    STATUS: message("status"),
    PROGRESS: message("progress"),
    "记录人": message("recorded by"),
    TIME: message("recorded at"),
    REMARK: message("remark"),
    "是否台账事项": message("is a line of the ledger"),
    "理由": message("reasons"),
    SENTENCE: message("its sentence"),
    QUOTE: message("quote"),
    SOURCE: message("source"),
    "起": message("start"),
    "止": message("end"),
    "置信度": message("confidence"),
    "主体依据": message("ground of the addressee"),
    DIRECTIVE: message("id of the directive"),
    KEY: message("key of the line"),
    VERSION: message("records it was made from"),
}
"""What a column is called for people who look at it. In spreadsheets, CSV and JSON the headings are data, and Chinese in every language:
an office hands the file in again, and columns are found by them."""

# What XML 1.0 cannot hold: a damaged notice must not keep the others from their ledger.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
CELL_LIMIT: Final = 32_767
"""Characters that a cell of a spreadsheet holds."""
_MOST_NOW: Final = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """The day that days left are counted to, and the local rule, where one was named.

    ``rule_days`` are calendar days from the meeting's day on (会后20日内办结); ``rule_name`` says whose rule it is.
    A rule never fills the column of stated deadlines.
    """

    today: datetime.date
    rule_days: int | None = None
    rule_name: str | None = None

    def rule_due(self, line: Line) -> datetime.date | None:
        """The day by which the local rule wants it done; None without a rule or without the meeting's date."""
        held = day(line.date)
        return None if self.rule_days is None or held is None else held + datetime.timedelta(self.rule_days)

    def left(self, due: datetime.date | None) -> int | None:
        """Days until ``due``; negative when it has passed."""
        return None if due is None else (due - self.today).days


def day(date: str | None) -> datetime.date | None:
    """An ISO date as a date; None for None and for what is no date."""
    try:
        return None if date is None else datetime.date.fromisoformat(date)
    except ValueError:
        return None


def settled(line: Line) -> bool:
    """Whether people recorded it as done, closed, transferred or cancelled: its deadline presses no more."""
    return line.latest is not None and line.latest.status in SETTLED


def cells(line: Line, number: int, clock: Clock) -> dict[str, Value]:
    """The line's values by heading, in the order of the columns. ``number`` is its number in this ledger.

    The time of a record is in Beijing time, with its zone.
    """
    due, rule_due, latest = day(line.due), clock.rule_due(line), line.latest
    rule: Mapping[str, Value] = (
        {} if clock.rule_days is None else {RULE_DUE: rule_due, RULE_DAYS_LEFT: clock.left(rule_due)}
    )
    return {
        "序号": number,
        MEETING: line.meeting,
        "会议日期": day(line.date),
        "议题": line.item,
        MATTER: matter(line),
        LEAD: line.lead,
        ROLE: line.role,
        CO_ADDRESSEES: "、".join(line.others),
        CO_ACTORS: "、".join(line.co_actors),
        "督促对象": "、".join(line.overseen),
        DEADLINE: line.deadline,
        DUE: due,
        DAYS_LEFT: clock.left(due),
        **rule,
        STATUS: None if latest is None else status_word(latest.status),
        PROGRESS: None if latest is None else latest.progress,
        "记录人": None if latest is None else latest.by,
        TIME: None if latest is None else beijing(latest.at) or latest.at,
        REMARK: remark(line),
        "是否台账事项": "是" if line.supervisable else "否",
        "理由": "、".join(line.reasons),
        SENTENCE: line.sentence or None,
        QUOTE: line.quote,
        SOURCE: line.source,
        "起": line.start,
        "止": line.end,
        "置信度": line.confidence,
        "主体依据": line.basis,
        DIRECTIVE: None if line.allocation is None else shortened_iri(line.allocation.rpartition("/allocation/")[0]),
        KEY: line.key,
        VERSION: version_of(line.standing),
    }


def matter(line: Line) -> str:
    """What is asked for, on one line, without the number before it; before it in 〔〕 what its sentence says it hangs on."""
    told = unnumbered(line.quote)
    return f"〔{line.condition}〕{told}" if line.condition else told


def headings(clock: Clock) -> list[str]:
    """The headings of a ledger, also of one without lines."""
    return list(cells(_EMPTY, 0, clock))


def cell_text(text: str) -> str:
    """``text`` as a spreadsheet's cell can hold it; offsets are never counted in it."""
    return _ILLEGAL.sub("\ufffd", text)[:CELL_LIMIT]


def plain_text(written: str) -> str:
    """``written`` in the one form in which every file gives it back: line feeds between its lines, no characters that cells cannot
    hold. Else a line that nobody touched would look changed when it comes back by another kind of file."""
    return _ILLEGAL.sub("", "\n".join(line.rstrip() for line in written.splitlines())).strip()


def remark(line: Line) -> str:
    """What whoever keeps the ledger should look at: conflicts, orphans, records that went over, what was left open, other places."""
    notes = [line.since] if line.since else []
    if line.conflict:
        notes.append(f"记录不一致，请核定后填写：{told_standing(line)}")
    if line.orphan:
        notes.append("原要求已不在图库中，所列为最后记录时的内容")
    if line.now:
        told = "；".join(unnumbered(quote) for quote in line.now[:_MOST_NOW])
        notes.append(f"同一会议对该单位现有 {len(line.now)} 项未记录：{told}{'…' if len(line.now) > _MOST_NOW else ''}")
    if line.moved:
        notes.append("会议或条目编号已变，按原文与单位对应")
    if line.before is not None:
        notes.append(f"时限已改，请核对；记录时为：{unnumbered(line.before)}")
    if line.doubts:
        notes.append(f"存疑：{'、'.join(line.doubts)}")
    if line.other_deadlines:
        notes.append(f"另有时限 {'、'.join(line.other_deadlines)}")
    if line.also:
        notes.append(f"另见 {'；'.join(line.also)}")
    return "；".join(notes)


def rows(lines: Sequence[Line], clock: Clock) -> list[dict[str, Value]]:
    """All lines with their numbers."""
    return [cells(line, number, clock) for number, line in enumerate(lines, start=1)]


_EMPTY: Final = Line(
    key="", meeting="", meeting_iri=None, date=None, item=None, lead=None, addressee="", others=(), co_actors=(),
    overseen=(), deadline=None, due=None, quote="", source="", url=None, notice=None, start=None, end=None,
    confidence=None, basis=None, supervisable=False, reasons=(), allocation=None,
)  # fmt: skip
