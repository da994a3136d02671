"""JSON lines: one object, one notice, on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from kg.model import Notice
from kg.read.columns import find_columns, row_notice
from kg.read.options import ReadOptions
from kg.read.outcome import ReadFailure, Unreadable
from kg.read.rows import lines


def read_jsonl(stream: IO[bytes], name: str, options: ReadOptions) -> Iterator[Notice | ReadFailure]:
    """A notice or a failure for each line that is not blank, called ``name#line``.

    Raises Unreadable where the file as a whole cannot be read (empty, binary, no encoding fits).
    """
    for number, line in enumerate(lines(stream, options), 1):
        source = f"{name}#{number}"
        try:
            if isinstance(line, Unreadable):
                raise line
            if line.strip():
                yield _notice(line, source, options)
        except Unreadable as error:
            yield ReadFailure(source, str(error))


def _notice(line: str, source: str, options: ReadOptions) -> Notice:
    try:
        record = json.loads(line.strip())
    except json.JSONDecodeError as error:
        raise Unreadable(f"is no JSON ({error.msg} at column {error.colno}): write one object on each line") from None
    except (RecursionError, ValueError):
        raise Unreadable("is JSON nested too deeply or with too long a number: write plain fields") from None
    if not isinstance(record, dict):
        raise Unreadable(f"is a JSON {type(record).__name__}, no object: write one object on each line")
    return row_notice(record.get, find_columns(record, options), source)
