"""Words of our own that stand in tables in Chinese (责任, 听取汇报, 未公开事项), in the language of the reader.

They are the same in all that programs read; only tables for people say them otherwise. Which they are is told by the heading
above them: under any other, the same characters are words of a notice, and stay.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from kg.catalogues import LANGUAGES
from kg.concepts import concept_labels
from kg.shipped_rows import shipped_rows
from kg.vocab import WORDS

_SCHEMES: Final = {
    "role": "party-roles",
    "treatment": "treatments",
    "outcome": "outcomes",
    "status": "statuses",
    "level": "place-levels",
    "kind": "document-kinds",
    "reasons": "supervision-reasons",
    "ground of the addressee": "addressee-basis",
    "part taken": "participation-roles",
    "meeting": "meeting-kinds",
}
"""Headings (in English) -> the vocabulary whose labels stand below them."""
_PARTED: Final = re.compile("([、；·])")
_DIFFERENCE: Final = re.compile("([^：]+)：(.*)", re.DOTALL)
_CHANGED: Final = "what differs"
_NOTHING: Final = "无"
_VALUES: Final = {"处理": "treatment", "结果": "outcome"}
"""What may differ -> the heading under which its values stand elsewhere."""
_ARROW: Final = " → "
_STATED: Final = "statement"
_PARTIES: Final = {"分工": "role", "参会": "part taken"}
"""What is stated of somebody -> the heading under which the first value of such a statement stands elsewhere."""
_PHRASED: Final = ("basis", "remark", "term or year", "numbers", "diagram")
"""Headings below which our words are phrases that stand at the beginning, or behind ；, with a notice's words behind them (题名含《甲》);
``{n}`` in one is a number."""


def is_headed(heading: str) -> bool:
    """Whether words of ours stand under ``heading``, which is in English."""
    return heading in _SCHEMES or heading in _by_heading()


def in_language(heading: str, cell: str, language: str) -> str:
    """``cell``, which stands under ``heading``, with our words in ``language``; what is none of them stays."""
    if heading == _CHANGED:
        return _difference(cell, language)
    if heading == _STATED:
        return _statement(cell, language)
    if heading in _PHRASED:
        return _phrases(heading, cell, language)
    return "".join(_word(heading, part, language) for part in _PARTED.split(cell))


def _difference(cell: str, language: str) -> str:
    """时限：甲 → 乙 with its first word, and nothing in place of another value, in ``language``. The values are words of notices but
    where they are ours (处理：听取汇报 → 审议通过)."""
    found = _DIFFERENCE.fullmatch(cell)
    if found is None:
        return cell
    under = _VALUES.get(found[1])
    values = [
        _word(_CHANGED, value, language)
        if value == _NOTHING
        else value
        if under is None
        else in_language(under, value, language)
        for value in found[2].split(_ARROW)
    ]
    return f"{_word(_CHANGED, found[1], language)}: {_ARROW.join(values)}"


def _statement(cell: str, language: str) -> str:
    """分工：责任 → 甲, 指称 → 乙 or 要求 with its first word, its role and what is no day in ``language``."""
    label, mark, rest = cell.partition("：")
    if not mark:
        label, mark, rest = cell.partition(_ARROW)
        return _word(_STATED, label, language) + mark + rest
    first, arrow, last = rest.partition(_ARROW)
    if label in _PARTIES:
        first = _word(_PARTIES[label], first, language)
    elif label == "台账记录":
        status, blank, told = rest.partition(" ")
        first, arrow, last = _word("status", status, language) + blank + told, "", ""
    return f"{_word(_STATED, label, language)}: {first}{arrow}{_word(_STATED, last, language)}"


def _phrases(heading: str, cell: str, language: str) -> str:
    for phrase, own in _phrases_below(heading, language):
        cell = phrase.sub(own, cell)
    return cell


@cache
def _phrases_below(heading: str, language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each phrase as a pattern, with what takes its place."""
    return tuple(
        (
            re.compile("(?:^|(?<=；))" + re.escape(phrase).replace(r"\{n\}", "([0-9]+)")),
            _numbered(own[LANGUAGES.index(language)]),
        )
        for phrase, own in _by_heading()[heading].items()
    )


def _numbered(template: str) -> str:
    """``template`` for re.sub: the numbers in it in their order."""
    first, *others = template.split("{n}")
    return first + "".join(rf"\g<{place}>{words}" for place, words in enumerate(others, start=1))


def _word(heading: str, word: str, language: str) -> str:
    own = _by_heading().get(heading, {}).get(word)
    if own is not None:
        return own[LANGUAGES.index(language)]
    concept = WORDS[_SCHEMES[heading]].get(word) if heading in _SCHEMES else None
    return word if concept is None else concept_labels(language).get(concept, word)


@cache
def _by_heading() -> dict[str, dict[str, tuple[str, ...]]]:
    """Heading -> word -> the word in each of ``LANGUAGES``."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for heading, zh, *others in shipped_rows(Path(__file__).with_name("code_words.tsv")):
        found.setdefault(heading, {})[zh] = (zh, *others)
    return found
