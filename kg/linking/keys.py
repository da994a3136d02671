"""What names, titles, codes and numbers are compared by."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from kg.lookup.names import bare, plain

_ADMINISTRATIVE: Final = re.compile(r"\d{6}|\d{9}|\d{12}")
_COUNTY, _TOWN = 6, 9
_NUMBERED: Final = re.compile(r"〔\d{4}〕")
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs"})
_DIGITS: Final = re.compile(r"\d+")


def one_line(words: str) -> str:
    """``words`` of a cell on one line, without characters that nobody sees: controls, marks of no width, halves of characters."""
    seen = "".join(char for char in words if char.isspace() or unicodedata.category(char) not in _UNSEEN)
    return " ".join(seen.split())


def name_key(name: str) -> str:
    """``name`` without brackets around it, in simplified characters, with one form for each sign."""
    return plain(bare(name))


def digits_of(key: str) -> list[str]:
    """The numbers in a key: names that differ in them are names of two things (2023年, 2024年)."""
    return _DIGITS.findall(key)


def administrative_code(text: str) -> str | None:
    """A code of GB/T 2260 (6 digits) or of a town (9), also written with blanks or with zeros up to 12; None for any other."""
    digits = "".join(text.split())
    if not digits.isascii() or _ADMINISTRATIVE.fullmatch(digits) is None:
        return None
    for length in (_COUNTY, _TOWN):
        if not digits[length:].strip("0"):
            return digits[:length]
    return None


def document_number(text: str) -> str | None:
    """A 文号 as it is compared, told by its year in brackets (雷府〔2023〕5号); None for any other code."""
    key = plain(text)
    return key if _NUMBERED.search(key) else None


def above(code: str) -> tuple[str, ...]:
    """Codes of the places that may hold the place with this code, the nearest first."""
    codes = (code[:6] if len(code) > _COUNTY else code, code[:4] + "00", code[:2] + "0000")
    return tuple(dict.fromkeys(other for other in codes if other != code))
