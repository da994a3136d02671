"""The ends of the command line: data to stdout, everything else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.cli.exits import BROKEN_PIPE
from kg.cli.language import said, said_below
from kg.errors import InputError, UsageError, why
from kg.messages import message
from kg.one_line import harmless

if TYPE_CHECKING:
    from kg.tables import Cell


def complain(sentence: str) -> None:
    """An error, on one line of stderr."""
    _say(f"kg: {' '.join(said(sentence).split())}")


def remark(sentence: str) -> None:
    """What the user should know besides the data, on stderr."""
    _say(said(sentence))


def _say(line: str) -> None:
    if sys.stderr is not None:  # closed by whoever started us; print would take stdout then
        print(harmless(line), file=sys.stderr, flush=True)  # noqa: T201  (the one place that speaks to the user)


_CSV_MARK: Final = "\ufeff"
"""By this Excel tells UTF-8 when somebody opens a file; in a pipe it would only be in the way."""


def put(pieces: Iterable[bytes | str], output: str | None = None, form: str | None = None) -> None:
    """Write the data ``pieces`` to the file ``output``, whole or not at all; to stdout for None and ``-``.

    ``form`` is their format: CSV in a file of that ending begins with a byte order mark. Ends the process quietly when the
    reader of stdout has gone. Raises InputError where the file, or stdout, cannot be written.
    """
    if output is not None and output != "-":
        from kg.export.files import written_whole

        with written_whole(Path(output)) as file:
            file.writelines(_encoded(chain([_CSV_MARK], pieces) if form == "csv" and _opens_as_csv(output) else pieces))
        return
    if sys.stdout is None:
        raise _unwritten(message("it is closed"))
    for piece in _encoded(pieces):
        _to_stdout(piece)
    _to_stdout(b"", end=True)


def _to_stdout(piece: bytes, *, end: bool = False) -> None:
    """Write one piece of data. What fails in making the pieces is not taken for what fails in writing them."""
    try:
        sys.stdout.buffer.write(piece)
        if end:
            sys.stdout.buffer.flush()
    except OSError as error:
        # Python would complain once more when it flushes stdout at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise SystemExit(BROKEN_PIPE) from None
        raise _unwritten(why(error)) from error


def _unwritten(reason: str) -> InputError:
    return InputError(message("Standard output cannot be written: {why}.", why=reason))


def _opens_as_csv(output: str) -> bool:
    return ENDINGS.get(Path(output).suffix.lower()) == "csv"


def _encoded(pieces: Iterable[bytes | str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece


def on_terminal(output: str | None = None) -> bool:
    """Whether the data go to somebody's eyes: no file was named, and stdout is a terminal."""
    return output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()


def table_width(output: str | None = None) -> int | None:
    """Columns of the terminal the data go to; None where they go elsewhere and need not be squeezed."""
    return shutil.get_terminal_size().columns if on_terminal(output) else None


ENDINGS: Final = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".xml": "xml",
    ".xlsx": "xlsx",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".mmd": "mermaid",
    ".dot": "dot",
}
"""Endings of files -> the format that they ask for."""


def format_by_place(output: str | None, offered: Collection[str], *, otherwise: str = "csv") -> str:
    """The format where none was asked for: the one of the file's ending, ``table`` on a terminal, else ``otherwise``.

    Raises UsageError where the file's ending is that of a format which is not ``offered``.
    """
    if on_terminal(output):
        return "table" if "table" in offered else otherwise
    ending = "" if output in (None, "-") else Path(str(output)).suffix.lower()
    wanted = ENDINGS.get(ending, otherwise)
    if ending in ENDINGS and wanted not in offered:
        raise UsageError(
            message(
                "This command writes no {wanted}, which {output} asks for by its ending; name a file of another "
                "ending, or use one of these with --format: {offered}.",
                wanted=wanted,
                output=output,
                offered=", ".join(offered),
            )
        )
    return wanted


def table_format(asked: str | None, output: str | None = None, *, more: tuple[str, ...] = ()) -> str:
    """The format of a table: the one asked for, else by the file's ending, aligned on a terminal, CSV elsewhere.

    ``more``: formats that the command has besides the usual ones. Raises UsageError for any other.
    """
    from kg.tables import TABLE_FORMATS

    offered = (*TABLE_FORMATS, *more)
    wanted = asked or format_by_place(output, offered)
    if wanted not in offered:
        raise UsageError(
            message(
                "There is no format {wanted!r} here; use one of: {offered}.", wanted=wanted, offered=", ".join(offered)
            )
        )
    return wanted


FOR_PEOPLE: Final = ("table", "markdown")
"""Formats whose headings and words are in the user's language; the others are the same in every language."""


def tabled(
    columns: Sequence[str], rows: Iterable[Sequence[Cell]], wanted: str, output: str | None = None
) -> Iterator[str]:
    """The table in the format ``wanted``; messages in it are said in the user's language where people look at it."""
    from kg import tables

    if wanted in FOR_PEOPLE:
        columns, rows = told_table(columns, rows)
    return tables.render(columns, rows, wanted, width=table_width(output))


def told_headings(names: Iterable[str]) -> list[str]:
    """Headings with the messages among them said in the user's language."""
    return [said(name) for name in names]


def told_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> tuple[list[str], Iterator[list[Cell]]]:
    """Headings (in English, or messages) and rows with the messages and the words of our own in them said in the user's language."""
    from kg.code_words import is_headed

    headed = [str(column) if is_headed(str(column)) else None for column in columns]
    return told_headings(columns), ([_told(head, cell) for head, cell in zip(headed, row, strict=True)] for row in rows)


def _told(heading: str | None, cell: Cell) -> Cell:
    """``cell`` in the user's language; ``heading`` is None where only messages are to be said."""
    tell = said if heading is None else partial(said_below, heading)
    if isinstance(cell, tuple):
        return tuple(map(tell, cell))
    return tell(cell) if isinstance(cell, str) else cell


def read_text_argument(path: str) -> str:
    """The text in the file ``path``, or of standard input for ``-``. Raises InputError."""
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(message("{path} cannot be read: {why}.", path=path, why=why(error))) from error
    except UnicodeDecodeError:
        raise InputError(message("{path} is not UTF-8 text.", path=path)) from None


@contextmanager
def progress(what: str, total: Callable[[], int | None] = lambda: None) -> Iterator[Callable[[str], None]]:
    """A function to call with the name (a path, an IRI) of each piece of work done. It shows a bar if stderr is a terminal.

    ``total``, asked beside the work, says of how many pieces; the bar then says how long it will take.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    what = said(what)
    import threading

    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:.0f}/s" if speed >= 10 else f"{speed:.1f}/s")

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn(said(message("left"))),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True, speed_estimate_period=60) as bar:
        task = bar.add_task(what, total=None)
        counting = threading.Thread(target=lambda: bar.update(task, total=total()), daemon=True)
        counting.start()
        yield lambda name: bar.update(task, advance=1, description=f"{what} {name.rpartition('/')[2][-40:]}")
