"""From an open file to its notices: chooses the format's reader, and turns what it cannot read into a failure."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from kg.model import Notice
from kg.read.formats import REFUSED, SUFFIXES, sniff, suffix_of
from kg.read.notice import read_text
from kg.read.options import Format, ReadOptions, mib
from kg.read.outcome import ReadFailure, Unreadable, said

_HEAD: Final = 512  # bytes that show a format
_CHUNK: Final = 1024 * 1024


def read_stream(
    stream: IO[bytes], name: str, options: ReadOptions, *, packed: bool = False
) -> Iterator[Notice | ReadFailure]:
    """The notices of one open file called ``name``; whatever stops the reading is the last thing it yields.

    ``packed`` says that it is a member of an archive, where no further archive may be.
    """
    try:
        yield from _read(stream, name, options, packed)
    except Unreadable as error:
        yield ReadFailure(name, str(error))
    except OSError as error:
        yield ReadFailure(name, f"could not be read to its end ({said(error)}): try again, or copy it anew")


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

            yield from read_archive(seekable(stream, options), name, options, packed=packed)


def _by_name(name: str) -> Format | None:
    suffix = suffix_of(name)
    if suffix in REFUSED:
        raise Unreadable(f"files ending in .{suffix} cannot be read: {REFUSED[suffix]}")
    return SUFFIXES.get(suffix)


def whole(stream: IO[bytes], options: ReadOptions) -> bytes:
    """All bytes of one document. Raises Unreadable past ``max_file_bytes``, before reading where the size is known."""
    limit = options.max_file_bytes
    size = _size(stream)
    if size is not None:
        if size > limit:
            raise Unreadable(_too_large(size, limit))
        return stream.read()
    chunks: list[bytes] = []
    total = 0
    while chunk := stream.read(_CHUNK):
        chunks.append(chunk)
        total += len(chunk)
        if total > limit:
            raise Unreadable(_too_large(None, limit))
    return b"".join(chunks)


def seekable(stream: IO[bytes], options: ReadOptions) -> IO[bytes]:
    """The stream itself where one can go back and forth in it, else all its bytes, as bounded as a document's."""
    return stream if stream.seekable() else io.BytesIO(whole(stream, options))


@contextmanager
def buffered(stream: IO[bytes]) -> Iterator[io.BufferedReader[Any]]:
    """``stream`` with a buffer to look ahead in. The stream stays open afterwards: closing it is its opener's part."""
    if isinstance(stream, io.BufferedReader):
        yield stream
        return
    source = io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        yield source
    finally:
        if not stream.closed:
            source.detach()


def _size(stream: IO[bytes]) -> int | None:
    """The size of a regular file; None for pipes, devices and members of archives."""
    if not isinstance(stream, io.FileIO):
        return None
    status = os.fstat(stream.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _too_large(size: int | None, limit: int) -> str:
    value = "is larger than" if size is None else f"has {mib(size)}, more than"
    return (
        f"{value} the {mib(limit)} that one document may have: split it, or in Python raise ReadOptions.max_file_bytes"
    )
