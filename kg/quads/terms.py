"""How terms are written in N-Quads: literals escaped as canonical N-Quads want it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.vocab import XSD

_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff]')
_SHORT: Final = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}

INTEGER: Final = f'"^^<{XSD.integer}>'
OFFSET: Final = f'"^^<{XSD.nonNegativeInteger}>'
DECIMAL: Final = f'"^^<{XSD.decimal}>'
DATE: Final = f'"^^<{XSD.date}>'
TIME: Final = f'"^^<{XSD.dateTime}>'
YEAR: Final = f'"^^<{XSD.gYear}>'
TRUE: Final = f'"true"^^<{XSD.boolean}>'
FALSE: Final = f'"false"^^<{XSD.boolean}>'
ADDRESS: Final = f'"^^<{XSD.anyURI}>'


def escape(text: str) -> str:
    """``text`` as it stands between the quotation marks of a literal.

    A lone surrogate, which UTF-8 cannot hold, becomes U+FFFD: one code point for one, so that offsets stay true.
    """
    # Most quotes are printable and hold neither sign: three passes in C are cheaper than the pattern.
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return _SPECIAL.sub(_escape_one, text)


def _escape_one(match: re.Match[str]) -> str:
    char = match[0]
    short = _SHORT.get(char)
    if short is not None:
        return short
    return f"\\u{ord(char):04X}" if char < "\ud800" else "\ufffd"


@lru_cache(maxsize=1024)
def decimal(value: float) -> str:
    """``value`` with up to four decimals, in the one form that Oxigraph keeps: 0.95, 1, never 1.0 or 1e-05."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def moment(value: str) -> str:
    """A printed time of day as xsd:dateTime wants it: ``2024-08-23T17:20`` gets its seconds."""
    return f"{value}:00" if value.count(":") == 1 else value
