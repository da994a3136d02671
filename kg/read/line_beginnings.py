"""Whether a line begins or ends as the lines of paragraphs do, or as one that was broken off. (行首与行尾)"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.patterns import any_of
from kg.read.own_words import words_of

_TABLE: Final = "line_beginnings"
_SENTENCE_END: Final = tuple("。！？!?…")
_PART_END: Final = tuple("；：;:")
_GOES_ON: Final = tuple("，、,")
_CLOSERS: Final = "”」』）)》"
# What no line begins with that nothing broke off.
_CLOSING: Final = tuple("，。；：、！？）》〉”’」』】,;:!?)%％．…")
_OPEN: Final = "（(《〈【["
_SHUT: Final = "）)》〉】]"
_NUMBER: Final = (
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)]|[、．]|\.(?!\d))|[①-⑳●■◆▲【]|\d{4}[-./]\d{1,2}[-./]\d"
)
_POINT: Final = r"第[一二三四五六七八九十\d]+[条项、，,是]|[一二三四五六七八九十][是要]"
_DAY: Final = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|[（(](?=记者|通讯员)"


def ends_within(words: str) -> bool:
    """Whether a line ends within a sentence."""
    return not words.rstrip(_CLOSERS).endswith((*_SENTENCE_END, *_PART_END))


def ends_sentence(words: str) -> bool:
    """Whether a line ends a sentence, and not only a part of one."""
    return words.rstrip(_CLOSERS).endswith(_SENTENCE_END)


def must_go_on(before: str, after: str) -> bool:
    """Whether nothing can end after ``before``, or nothing begin with ``after``: a comma, a bracket that is open or closes."""
    leaves_open = max(map(before.rfind, _OPEN)) > max(map(before.rfind, _SHUT))
    return leaves_open or before.endswith(_GOES_ON) or after.startswith(_CLOSING)


def begins(words: str) -> bool:
    """Whether a line begins with what stands at the head of paragraphs: a number, a bullet, a day of the page, a label."""
    return begins_heading(words) or begins_label(words)


def begins_heading(words: str) -> bool:
    """Whether a line begins with a number, a bullet or the day of the page."""
    return _pattern(_NUMBER).match(words) is not None


def begins_label(words: str) -> bool:
    """Whether a line begins with a label (来源：, 责任单位：) or with what pages print below a notice."""
    return _labels().match(words) is not None


def begins_point(words: str) -> bool:
    """Whether a line begins with a point of a sentence: 一要, 二是."""
    return _pattern(_POINT).match(words) is not None


def holds_point(words: str) -> bool:
    """Whether one such point follows another within a line."""
    return _pattern(f"[。；;](?:{_POINT})").search(words) is not None


def begins_notice(words: str) -> bool:
    """Whether a line begins as the first sentence of a notice does, below title and source: 5月8日, 本报讯, 昨日."""
    return _pattern(f"{_DAY}|{_any('first')}").match(words) is not None


def takes_up_meeting(words: str) -> bool:
    """Whether a line begins with the meeting, as paragraphs of minutes do."""
    return _pattern(_any("again")).match(words) is not None


def says_of_meeting(words: str) -> bool:
    """Whether a line begins with what the meeting did: 会议强调."""
    return _pattern(_any("says")).match(words) is not None


_pattern = cache(re.compile)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words_of(_TABLE, 'label'), spaced=True)}\s*[：:]|{_any('page')}")


@cache
def _any(kind: str) -> str:
    return any_of(words_of(_TABLE, kind))
