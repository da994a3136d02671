"""From an open file to its notices: chooses the format's reader, and turns what it cannot read into a failure."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO, Final

from kg.errors import why
from kg.messages import message
from kg.model import Notice
from kg.read.buffers import buffered, seekable, whole
from kg.read.formats import REFUSED, SUFFIXES, sniff, suffix_of
from kg.read.given_day import dated
from kg.read.notice import read_text
from kg.read.options import Format, ReadOptions
from kg.read.outcome import ReadFailure, Unreadable, said

_HEAD: Final = 512  # bytes that show a format


def read_stream(
    stream: IO[bytes], name: str, options: ReadOptions, *, packed: bool = False
) -> Iterator[Notice | ReadFailure]:
    """The notices of one open file called ``name``; whatever stops the reading is the last thing it yields.

    ``packed`` says that it is a member of an archive, where no further archive may be.
    """
    try:
        for entry in _read(stream, name, options, packed):
            yield entry if isinstance(entry, ReadFailure) else dated(entry, options)
    except Unreadable as error:
        yield ReadFailure(name, why(error))
    except OSError as error:
        yield ReadFailure(
            name, message("could not be read to its end ({why}): try again, or copy it anew", why=said(error))
        )


def _read(stream: IO[bytes], name: str, options: ReadOptions, packed: bool) -> Iterator[Notice | ReadFailure]:
    chosen = options.format or _by_name(name)
    if chosen is not None:
        yield from _read_as(chosen, stream, name, options, packed)
    elif stream.seekable():
        start = stream.tell()
        head = stream.read(_HEAD)
        stream.seek(start)
        yield from _read_as(sniff(head), stream, name, options, packed)
    else:
        with buffered(stream) as source:
            yield from _read_as(sniff(source.peek(_HEAD)), source, name, options, packed)


def _read_as(
    chosen: Format, stream: IO[bytes], name: str, options: ReadOptions, packed: bool
) -> Iterator[Notice | ReadFailure]:
    match chosen:
        case "text" | "markdown":
            from kg.read.plain import texts

            for source, text in texts(whole(stream, options), name, chosen, options):
                yield read_text(text, source=source)
        case "html":
            from kg.read.html import read_html

            yield read_html(whole(stream, options), name, options)
        case "docx":
            from kg.read.docx import read_docx

            yield read_docx(whole(stream, options), name, options)
        case "pdf":
            from kg.read.pdf import read_pdf

            yield read_pdf(whole(stream, options), name, options)
        case "xlsx":
            from kg.read.xlsx import read_xlsx

            yield from read_xlsx(whole(stream, options), name, options)
        case "jsonl":
            from kg.read.jsonl import read_jsonl

            yield from read_jsonl(stream, name, options)
        case "csv" | "tsv":
            from kg.read.csv import read_csv

            yield from read_csv(stream, name, options, tabs=chosen == "tsv")
        case "parquet":
            from kg.read.parquet import read_parquet

            yield from read_parquet(seekable(stream, options), name, options)
        case "zip":
            from kg.read.archive import read_archive

            read_member = partial(read_stream, packed=True)
            yield from read_archive(seekable(stream, options), name, options, read_member, packed=packed)


def _by_name(name: str) -> Format | None:
    suffix = suffix_of(name)
    if suffix in REFUSED:
        raise Unreadable(
            message("files ending in .{suffix} cannot be read: {advice}", suffix=suffix, advice=REFUSED[suffix])
        )
    return SUFFIXES.get(suffix)
