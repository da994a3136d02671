"""Text and Markdown: the decoded file as it is. Only a byte order mark goes; CRLF stays, so offsets are the file's."""

from __future__ import annotations

from collections.abc import Iterator

from kg.messages import message
from kg.read.decode import decode
from kg.read.options import ReadOptions
from kg.read.outcome import Unreadable
from kg.read.signatures import recognise
from kg.read.split import parts


def texts(data: bytes, name: str, kind: str, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """Source and text of each notice in one text file. Raises Unreadable for empty, binary and undecodable files."""
    text = text_of(data, options)
    if not options.split or "=====" not in text:
        yield name, text
        return
    found = tuple(parts(text, markdown=kind == "markdown"))
    if found == (text,):
        yield name, text
        return
    if not found:
        raise Unreadable(message("holds nothing between its lines of =====: give the notices' text, or leave it out"))
    for number, part in enumerate(found, 1):
        yield f"{name}#{number}", part


def text_of(data: bytes, options: ReadOptions, *, declared: str | None = None) -> str:
    """The decoded text of a file that should be text. Raises Unreadable for empty, binary and undecodable files."""
    refuse_binary(data)
    text = decode(data, encoding=options.encoding, declared=declared).text
    if not text or text.isspace():
        raise Unreadable(
            message("holds only white space: give the notice's text, or leave it out")
            if text
            else message("is empty: give the notice's text, or leave it out")
        )
    return text


def refuse_binary(data: bytes) -> None:
    """Raises Unreadable where the first bytes are those of a known binary format."""
    if known := recognise(data[:262]):
        raise Unreadable(message("is {kind}, not text: {advice}", kind=known[0], advice=known[1]))
