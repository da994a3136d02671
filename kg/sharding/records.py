"""From records (rows of a table) to the N-Quads of their notices: one pure function, for any machine that has rows.

No store, no file and no other notice is looked at: the same record gives the same bytes wherever it is read, in any
order, as often as it is tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.errors import why
from kg.model import Notice
from kg.read import ReadFailure, ReadOptions
from kg.read.columns import find_columns, row_notice
from kg.read.given_day import dated
from kg.read.outcome import Unreadable
from kg.readings import Unread, attempt, read_notice
from kg.settings import Settings
from kg.shards import NoticeQuads

Record = Mapping[str, object]
"""Names of columns -> values. Which of them are text, title, date, address and publisher: ``kg/read/columns.tsv``."""


def notice_of_record(record: Record, source: str, options: ReadOptions | None = None) -> Notice | ReadFailure:
    """The notice of one record that was read at ``source`` (``table.jsonl#7``), or why there is none."""
    wanted = ReadOptions() if options is None else options
    try:
        return dated(row_notice(record.get, find_columns(record, wanted), source), wanted)
    except Unreadable as error:
        return ReadFailure(source, why(error))


def quads_of_notice(notice: Notice, settings: Settings | None = None) -> NoticeQuads | ReadFailure:
    """The N-Quads of one notice, or why there are none. Raises InputError for a fault in the user's own words."""
    reading = attempt(lambda each: read_notice(each, settings), notice)
    return ReadFailure(notice.source, reading.reason) if isinstance(reading, Unread) else reading.quads


def quads_of_records(
    records: Iterable[tuple[str, Record]], settings: Settings | None = None, options: ReadOptions | None = None
) -> Iterator[NoticeQuads | ReadFailure]:
    """For each of ``records`` (source and record), in order: the N-Quads of its notice, or why there are none.

    Two records with one text are one notice, and come out twice, with a source each: leave one out before, by the
    ``id`` of their notices. ``settings.base`` is the base of all IRIs. Raises InputError for a fault in the user's words.
    """
    wanted = Settings() if settings is None else settings
    wanted.require_whole()
    for source, record in records:
        notice = notice_of_record(record, source, options)
        yield notice if isinstance(notice, ReadFailure) else quads_of_notice(notice, wanted)
