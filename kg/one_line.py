"""What is quoted from a text whose lines were broken at a width, on one line: 市发展和⏎改革委 is 市发展和改革委. (跨行)"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_BREAK: Final = re.compile(
    r"[ \t\u3000\xa0]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]\s*"
)  # all that str.splitlines parts at


def parts_words(before: str, after: str) -> bool:
    """Whether a line break stands for a space: before a Latin word, behind another or a mark of its script. Between two
    capitals it stands inside an abbreviation.

    ``before`` and ``after`` are the characters beside it, each empty where none is.
    """
    begins = after.isascii() and after.isalpha() and not (before.isupper() and after.isupper())
    return begins and before != "" and (before in ",.;:" or (before.isascii() and before.isalpha()))


def on_one_line(name: str) -> str:
    """``name`` without line breaks and the spaces around them, but for one between Latin words (New⏎York). Names go over a
    break only where a width made it."""
    return name if name.isprintable() else _BREAK.sub(_space, name)


def _space(gap: re.Match[str]) -> str:
    text, start, end = gap.string, gap.start(), gap.end()
    return " " if parts_words(text[max(start - 1, 0) : start], text[end : end + 1]) else ""


_GAP: Final = re.compile(r"\s+")
_CHINESE: Final = "WFA"
"""East Asian widths of what Chinese text is made of; ``A`` are the marks that it shares with others (“ ” — ·)."""
_ENDS: Final = frozenset("。；;！!？?")
_LABEL: Final = re.compile(r"[^\W\d_]{2,8}[：:]")  # 责任单位：, 完成时限：


def in_one_line(quote: str) -> str:
    """``quote`` as people are shown it: every gap is one blank, but a line break inside a Chinese sentence is nothing.

    A break behind the end of a sentence, or before a label of a line of its own (责任单位：…), parts what it parted: it
    is a blank. Blanks at the ends stay, so that pieces of a text can be put together again.
    """
    return quote if quote.isprintable() and "  " not in quote else _GAP.sub(_joint, quote)


def _joint(gap: re.Match[str]) -> str:
    text, start, end = gap.string, gap.start(), gap.end()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    if not _BREAK.search(gap[0]) or not any(unicodedata.east_asian_width(char) in _CHINESE for char in before + after):
        return " "
    return " " if before in _ENDS or _LABEL.match(text, end) else ""


_COMMANDS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters but for tab and line breaks, and those that turn the direction of what follows."""


def harmless(text: str) -> str:
    """``text`` with U+FFFD for what a terminal would obey: a name in a notice must not colour, move or hide what stands around it."""
    return text if text.isprintable() else _COMMANDS.sub("\ufffd", text)
