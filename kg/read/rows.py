"""The lines of a table file, one at a time, each bounded, in whatever encoding the file has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import nullcontext
from typing import IO, Final

from kg.messages import message
from kg.read.buffers import buffered, whole
from kg.read.decode import codec_name, decode, strictly
from kg.read.options import MIB, ReadOptions, mib
from kg.read.outcome import Unreadable
from kg.read.plain import refuse_binary

_SAMPLE: Final = MIB // 4
_MARK: Final = b"\xef\xbb\xbf"
_WIDE: Final = ("utf-16", "utf-32")


def lines(stream: IO[bytes], options: ReadOptions) -> Iterator[str | Unreadable]:
    """Every line with its line end, decoded; an Unreadable in the place of one that is too long or not in the encoding.

    The encoding is the user's, or found out once from the first 256 KB. Memory stays within one line. In UTF-8,
    GB18030 and Big5 the byte 0x0A is always a line end, so lines can be cut before decoding; a table in UTF-16 is
    read whole, and bounded as a document is. Raises Unreadable where the file is empty, binary or undecodable.
    """
    with buffered(stream) if isinstance(stream, io.RawIOBase) else nullcontext(stream) as source:
        yield from _lines(source, options)


def _lines(source: IO[bytes], options: ReadOptions) -> Iterator[str | Unreadable]:
    sample = source.read(_SAMPLE)
    if not sample.strip():
        raise Unreadable(message("is empty: give a table with a header and rows, or leave it out"))
    refuse_binary(sample)
    encoding = _encoding(sample, options)
    if encoding.startswith(_WIDE):
        text = decode(sample + whole(source, options), encoding=options.encoding).text
        # Lone surrogates cannot come out of a strict decoder, so this never fails.
        sample, encoding = text.encode("utf-8"), "utf-8"
    elif sample.startswith(_MARK):
        sample = sample[len(_MARK) :]
    for raw in _raw_lines(sample, source, options.max_line_bytes):
        yield raw if isinstance(raw, Unreadable) else _decoded(raw, encoding)


def _encoding(sample: bytes, options: ReadOptions) -> str:
    if options.encoding is not None:
        return codec_name(options.encoding)
    # The sample may end inside a character, or in a line that is no text: only its whole lines are judged. A NUL up to
    # just behind the first line end means UTF-16, where 0x0A is half a character and no place to cut.
    is_wide = b"\0" in sample[: sample.find(b"\n") + 2]
    if (end := sample.rfind(b"\n") + 1) and not is_wide:
        return decode(sample[:end]).encoding
    for cut in range(4 if len(sample) == _SAMPLE else 1):
        try:
            return decode(sample[: len(sample) - cut]).encoding
        except Unreadable as error:
            problem = error
    raise problem


def _raw_lines(sample: bytes, source: IO[bytes], limit: int) -> Iterator[bytes | Unreadable]:
    start = 0
    while (end := sample.find(b"\n", start)) >= 0:
        yield sample[start : end + 1]
        start = end + 1
    carried = sample[start:]
    while True:
        line = carried + source.readline(limit + 1)
        carried = b""
        if not line:
            return
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(source)
            yield Unreadable(
                message(
                    "is longer than {limit} without a line end: leave it out, or in Python raise ReadOptions.max_line_bytes",
                    limit=mib(limit),
                )
            )
        else:
            yield line


def _skip_line(source: IO[bytes]) -> None:
    while (piece := source.readline(MIB)) and not piece.endswith(b"\n"):
        pass


def _decoded(raw: bytes, encoding: str) -> str | Unreadable:
    try:
        return strictly(raw, encoding)
    except Unreadable as error:
        return error
