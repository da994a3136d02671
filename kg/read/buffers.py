"""Bytes of an open file as readers want them: whole and bounded, to go back and forth in, or with a look ahead."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final, cast

from kg.messages import message
from kg.read.options import MIB, ReadOptions, mib
from kg.read.outcome import Unreadable

_CHUNK: Final = MIB


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
    if size is None:
        return message(
            "is larger than the {limit} that one document may have: split it, or in Python raise ReadOptions.max_file_bytes",
            limit=mib(limit),
        )
    return message(
        "has {size}, more than the {limit} that one document may have: split it, or in Python raise ReadOptions.max_file_bytes",
        size=mib(size),
        limit=mib(limit),
    )
