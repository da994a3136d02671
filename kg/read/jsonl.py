"""JSON lines: one object, one notice, on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from kg.errors import why
from kg.messages import message
from kg.model import Notice
from kg.read.columns import RowNames, find_columns, row_notice, wanted_columns
from kg.read.options import ReadOptions
from kg.read.outcome import ReadFailure, Unreadable
from kg.read.rows import lines


def read_jsonl(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:
    """A notice or a failure for each line that is not blank, called ``name#line``.

    A failure of the file stands last where a key that the user named is in no line. Raises Unreadable where the file
    as a whole cannot be read (empty, binary, no encoding fits).
    """
    unseen = wanted_columns(options)
    called = RowNames(name)
    for number, line in enumerate(lines(stream, options), 1):
        try:
            if isinstance(line, Unreadable):
                raise line
            if line.strip():
                record = record_of(line)
                for field in [field for field, key in unseen.items() if key in record]:
                    del unseen[field]
                columns = find_columns(record, options, loose=True)
                yield row_notice(record.get, columns, called.of(number, columns, record.get))
        except Unreadable as error:
            yield ReadFailure(f"{name}#{number}", why(error))
    for field, key in unseen.items():
        if field != "text":
            yield ReadFailure(
                name, message("has no key {key!r} in any line: correct --{field}-column", key=key, field=field)
            )


def record_of(line: str) -> dict[str, object]:
    """The object that a line of JSON is. Raises Unreadable where it is none."""
    try:
        record = json.loads(line.strip())
    except json.JSONDecodeError as error:
        raise Unreadable(
            message(
                "is no JSON ({why} at column {column}): write one object on each line",
                why=error.msg,
                column=error.colno,
            )
        ) from None
    except (RecursionError, ValueError):
        raise Unreadable(message("is JSON nested too deeply or with too long a number: write plain fields")) from None
    if not isinstance(record, dict):
        raise Unreadable(
            message("is a JSON {type}, no object: write one object on each line", type=type(record).__name__)
        )
    return record
