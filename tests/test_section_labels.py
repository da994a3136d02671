"""Sections may be numbered 一、 or 【议题一】 or 01, and lines be indented by any blank: the same matters and demands are found. (序号与缩进)"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from strange_texts import NOTICES, extracted, text_of

NUMERALS = "一二三四五六七八九十"
_BLANK = re.compile(r"\s")
_LABEL = re.compile(r"(?m)^([ \u3000]*)([一二三四五六七八九十])、")
LABELS: dict[str, Callable[[int], str]] = {
    "一.": lambda at: f"{NUMERALS[at]}.",
    "【一】": lambda at: f"【{NUMERALS[at]}】",
    "【议题一】": lambda at: f"【议题{NUMERALS[at]}】",
    "议题一：": lambda at: f"议题{NUMERALS[at]}：",
    "a numeral and a blank": lambda at: f"{NUMERALS[at]}\u3000",
    "numerals of two digits": lambda at: f"{at + 1:02d}、",
}
# Digits are also the second depth here, or lines below each decision: what digits count is then another question.
DIGITS_BELOW = ("21-lushui", "34-lianjiang")


def numbered() -> list[Path]:
    """Examples whose sections are counted 一、二、三、, once each."""
    found = []
    for name in NOTICES:
        counted = [NUMERALS.index(match[2]) for match in _LABEL.finditer(text_of(name))]
        if len(counted) > 1 and counted == list(range(len(counted))):
            found.append(name)
    return found


def told(text: str) -> tuple[Counter[object], Counter[object]]:
    """Items by treatments and papers, and demands by addressees and last words: labels and indents are part of the spans."""
    analysis = extracted(text).analysis
    items = Counter((item.treatments, item.documents) for item in analysis.agenda)
    demands = Counter(
        (demand.surfaces("lead", "responsible"), _BLANK.sub("", text[demand.span.start : demand.span.end])[-12:])
        for demand in analysis.directives
    )
    return items, demands


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("name", numbered(), ids=lambda path: path.stem)
def test_how_sections_are_numbered_changes_nothing_that_they_say(name, label):
    if label == "numerals of two digits" and name.stem in DIGITS_BELOW:
        pytest.skip("digits count something else in this notice")
    text = text_of(name)
    relabelled = _LABEL.sub(lambda match: match[1] + LABELS[label](NUMERALS.index(match[2])), text)
    assert told(relabelled) == told(text)


def test_examples_with_numbered_sections_are_many():
    assert len(numbered()) >= 10


@pytest.mark.parametrize(
    "indent", ["\t", "\xa0\xa0\xa0\xa0", "\u3000\u3000"], ids=["a tab", "blanks of a page", "wide blanks"]
)
@pytest.mark.parametrize("name", NOTICES, ids=lambda path: path.stem)
def test_how_lines_are_indented_changes_nothing_that_they_say(name, indent):
    lines = text_of(name).splitlines()
    flat = "\n".join(line.strip() for line in lines)
    indented = "\n".join(indent + line.strip() if line.strip() else "" for line in lines)
    assert told(indented) == told(flat)
