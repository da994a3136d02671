"""How values are written in N-Quads, and the one trick behind the speed.

While a graph is being written, its text is ``Wire``: UTF-8 bytes, each carried as one character of a ``str``. So every
piece is one byte a character, f-strings only copy, and the whole becomes ``bytes`` by a plain copy at the end. Written
as ordinary text, one Chinese quote would widen all that it is joined with, and encoding the whole would cost half as
much again as writing it (measured: 150 of 590 microseconds a notice). Whatever is not ASCII by construction must pass
``escape`` (literals) or ``wire`` (IRIs).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NewType

Wire = NewType("Wire", str)

_SPECIAL = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\f": "\\f", "\r": "\\r"}


@lru_cache(maxsize=32768)  # the agencies of a place come again in each of its notices
def wire(iri: str) -> Wire:
    """An IRI, ready to be written. It holds nothing to escape: ``kg.iris`` saw to that."""
    return Wire(iri.encode().decode("latin-1"))


def escape(text: str) -> Wire:
    """``text`` as it stands between the quotation marks of a literal, escaped as canonical N-Quads want it.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD: one code point for one, so that offsets stay true.
    """
    # Most quotes are printable and hold neither sign: three passes in C are cheaper than the pattern.
    if not text.isprintable() or '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        if not text.isprintable():
            text = _SPECIAL.sub(_escape_one, text)
    return Wire(text.encode().decode("latin-1"))


def _escape_one(match: re.Match[str]) -> str:
    char = match[0]
    short = _SHORT.get(char)
    if short is not None:
        return short
    return f"\\u{ord(char):04X}" if char < "\ud800" else "\ufffd"


@lru_cache(maxsize=4096)
def decimal(value: float) -> str:
    """``value`` with up to four decimals, in the one form that Oxigraph keeps: 0.95, 1, never 1.0 or 1e-05."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def moment(value: str) -> str:
    """A printed time of day as xsd:dateTime wants it: ``2024-08-23T17:20`` gets its seconds."""
    return f"{value}:00" if value.count(":") == 1 else value
