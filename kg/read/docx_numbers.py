"""The numbers that Word prints before list paragraphs (自动编号); they are settings, not characters, in the file.

Minutes number their items and demands so, and without the numbers nobody could tell where one begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

_Element = Any

_PLACE: Final = re.compile("%([1-9])")
_DIGITS: Final = "〇一二三四五六七八九"
_CHINESE: Final = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "ideographTraditional",
    )
)
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str  # w:numFmt
    pattern: str  # w:lvlText, such as （%1）


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts a document's list paragraphs in reading order."""

    def __init__(self, part: Any) -> None:  # noqa: ANN401  (python-docx's DocumentPart, untyped)
        from docx.oxml.ns import qn

        self._qn = qn
        self._lists: dict[str, _List] = {}  # by abstractNumId
        self._of_number: dict[str, str] = {}  # numId -> abstractNumId
        self._restarts: dict[str, dict[int, int]] = {}  # numId -> level -> start, until first use
        self._of_style: dict[str, tuple[str, int]] = {}  # paragraph style -> numId, level
        self._based_on: dict[str, str] = {}
        for relation in part.rels.values():
            if relation.is_external:
                continue
            if relation.reltype.endswith("/numbering"):
                self._read_lists(relation.target_part.element)
            elif relation.reltype.endswith("/styles"):
                self._read_styles(relation.target_part.element)

    def label(self, paragraph: _Element) -> str:
        """What stands before this paragraph's text: ``一、``, ``（二）``, ``3.``; empty for most paragraphs."""
        number, level = self._number_of(paragraph)
        found = self._lists.get(self._of_number.get(number, ""))
        if found is None or level not in found.levels:
            return ""
        for restarted, start in self._restarts.pop(number, {}).items():
            found.counts[restarted] = start - 1
        found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [other for other in found.counts if other > level]:
            del found.counts[deeper]
        return _PLACE.sub(lambda place: self._printed(found, int(place[1]) - 1), found.levels[level].pattern)

    def _printed(self, found: _List, level: int) -> str:
        if level not in found.levels:
            return ""
        shape = found.levels[level]
        return spelled(found.counts.get(level, shape.start), shape.style)

    def _number_of(self, paragraph: _Element) -> tuple[str, int]:
        settings = paragraph.find(self._qn("w:pPr"))
        if settings is None:
            return "", 0
        number, level = self._number_in(settings)
        style: str | None = self._value(settings, "w:pStyle")
        seen: set[str] = set()
        while number is None and style is not None and style not in seen:
            seen.add(style)
            if style in self._of_style:
                return self._of_style[style]
            style = self._based_on.get(style)
        return number or "", level or 0

    def _number_in(self, settings: _Element) -> tuple[str | None, int | None]:
        listed = settings.find(self._qn("w:numPr"))
        if listed is None:
            return None, None
        return self._value(listed, "w:numId"), _whole(self._value(listed, "w:ilvl"))

    def _read_styles(self, styles: _Element) -> None:
        for style in styles.iter(self._qn("w:style")):
            name = style.get(self._qn("w:styleId"), "")
            if (base := self._value(style, "w:basedOn")) is not None:
                self._based_on[name] = base
            settings = style.find(self._qn("w:pPr"))
            if settings is not None:
                number, level = self._number_in(settings)
                if number is not None:
                    self._of_style[name] = (number, level or 0)

    def _read_lists(self, numbering: _Element) -> None:
        for abstract in numbering.iter(self._qn("w:abstractNum")):
            found = self._lists.setdefault(abstract.get(self._qn("w:abstractNumId"), ""), _List())
            for level in abstract.iter(self._qn("w:lvl")):
                found.levels[_whole(level.get(self._qn("w:ilvl"))) or 0] = _Level(
                    start=_whole(self._value(level, "w:start")) or 0,
                    style=self._value(level, "w:numFmt") or "decimal",
                    pattern=self._pattern(level),
                )
        for number in numbering.iter(self._qn("w:num")):
            key = number.get(self._qn("w:numId"), "")
            self._of_number[key] = self._value(number, "w:abstractNumId") or ""
            for override in number.iter(self._qn("w:lvlOverride")):
                start = _whole(self._value(override, "w:startOverride"))
                if start is not None:
                    self._restarts.setdefault(key, {})[_whole(override.get(self._qn("w:ilvl"))) or 0] = start

    def _pattern(self, level: _Element) -> str:
        """The level's pattern; empty for bullets, which say nothing and are private-use characters at times."""
        if self._value(level, "w:numFmt") in ("bullet", "none"):
            return ""
        return self._value(level, "w:lvlText") or ""

    def _value(self, parent: _Element, tag: str) -> str | None:
        child = parent.find(self._qn(tag))
        if child is None:
            return None
        value: str | None = child.get(self._qn("w:val"))
        return value


def spelled(number: int, style: str) -> str:
    """``number`` in one of Word's number formats (``w:numFmt``); in ASCII digits for those not known here."""
    if style in _CHINESE and 0 < number < 100:
        return _chinese(number)
    if style == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if style == "decimalFullWidth":
        return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    if style in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if style == "lowerLetter" else "A") + number - 1)
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number) if style == "lowerRoman" else _roman(number).upper()
    return str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        while number >= value:
            letters += sign
            number -= value
    return letters


def _whole(value: str | None) -> int | None:
    """A small whole number, or None for what is no such."""
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else None
