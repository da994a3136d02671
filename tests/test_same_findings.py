"""The same notice in other characters gives the same findings: punctuation, digits, line ends, traditional characters."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from strange_texts import EVERY, NOTICES, extracted, text_of, texts

from kg.hanzi import is_traditional
from kg.model import Analysis, Notice, Span

WRITTEN = {"value", "name", "surface", "title", "short", "draft", "note", "modality"}
"""What is copied from the text, and so is written in its characters; the rest must be the same, spans and all."""


def findings(value: object, name: str = "") -> object:
    """All that was found and where, without the characters it is written in: every field of every finding."""
    if isinstance(value, Span):
        return value
    if isinstance(value, Notice):
        return None
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: findings(part, key) for key, part in value._asdict().items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: findings(getattr(value, field.name), field.name) for field in fields(value)}
    if isinstance(value, str) and (name in WRITTEN or name == "documents"):
        return "written"
    if isinstance(value, (list, tuple)):
        return [findings(part, name) for part in value]
    return value


def told(analysis: Analysis) -> object:
    """``findings``, and the values that are no copies: dates, kinds, numbers."""
    meeting = analysis.meeting
    values = (meeting.kind, meeting.term, meeting.number, meeting.date, meeting.end_date, analysis.fields.published)
    return findings(analysis), [value and value.value for value in values]


def moved(value: object, shift: list[int]) -> object:
    """``value`` with every span at its new place."""
    if isinstance(value, Span):
        return Span(shift[value.start], shift[value.end])
    if isinstance(value, (list, tuple)):
        make = getattr(value, "_make", type(value))  # a NamedTuple stays one
        return make(moved(part, shift) for part in value)
    return {key: moved(part, shift) for key, part in value.items()} if isinstance(value, dict) else value


NARROW = str.maketrans("，：；（）！？", ",:;()!?")


WIDE = str.maketrans(",:;()!?", "，：；（）！？")
WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("signs", [NARROW, WIDE, WIDE_DIGITS], ids=["ASCII marks", "wide marks", "wide digits"])
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_other_widths_give_the_same_findings(path: Path, signs: dict[int, int]) -> None:
    text = text_of(path)
    assert told(extracted(text.translate(signs)).analysis) == told(extracted(text).analysis)


@pytest.mark.parametrize("signs", [NARROW, WIDE_DIGITS], ids=["ASCII marks", "wide digits"])
@EVERY
@given(text=texts)
@example(text="会议要求,二是。")  # a point that says nothing
def test_other_widths_give_the_same_findings_in_strange_texts(signs: dict[int, int], text: str) -> None:
    text = "县政府召开常务会议，会议要求，" + text
    assert told(extracted(text.translate(signs)).analysis) == told(extracted(text).analysis)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_carriage_returns_alone_give_the_same_findings(path: Path) -> None:
    text = text_of(path)
    assert told(extracted(text.replace("\n", "\r")).analysis) == told(extracted(text).analysis)


def after_breaks(text: str) -> list[int]:
    """Where each offset of a text with LF lies once every line ends with CRLF."""
    shift, more = [], 0
    for char in text:
        shift.append(len(shift) + more)
        more += char == "\n"
    return [*shift, len(shift) + more]


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_crlf_gives_the_same_findings_one_place_later_per_line(path: Path) -> None:
    text = text_of(path)
    assert "\r" not in text
    expected = moved(told(extracted(text).analysis), after_breaks(text))
    assert told(extracted(text.replace("\n", "\r\n")).analysis) == expected


@EVERY
@given(texts)
def test_crlf_gives_the_same_findings_in_strange_texts(text: str) -> None:
    text = "县政府召开常务会议，会议要求，" + text.replace("\r", "")
    expected = moved(told(extracted(text).analysis), after_breaks(text))
    assert told(extracted(text.replace("\n", "\r\n")).analysis) == expected


@cache
def traditional() -> dict[int, str]:
    lines = files("opencc").joinpath("dictionary/STCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {ord(old): new.split()[0] for old, new in pairs if len(old) == 1 and len(new.split()[0]) == 1}


SIMPLIFIED = [path for path in NOTICES if not is_traditional(text_of(path))]


@pytest.mark.parametrize("path", SIMPLIFIED, ids=lambda path: path.stem)
def test_traditional_characters_give_the_same_findings(path: Path) -> None:
    text = text_of(path)
    written = text.translate(traditional())
    assert sum(a != b for a, b in zip(text, written, strict=True)) > 50
    assert told(extracted(written).analysis) == told(extracted(text).analysis)


@EVERY
@given(texts)
def test_traditional_characters_give_the_same_findings_in_strange_texts(text: str) -> None:
    text = "县政府召开常务会议，会议要求，" + text
    assume(not set("會議縣長強調") & set(text))  # pieces of the strange texts that are traditional already
    written = text.translate(traditional())
    assert told(extracted(written).analysis) == told(extracted(text).analysis)


def identities(text: str) -> dict[str, object]:
    """Who and what the names are; a part that hangs on the notice's own hash counts only as such."""
    extraction = extracted(text)
    analysis, resolution = extraction.analysis, extraction.resolution

    def of(iri: str) -> str:
        return iri.replace(analysis.notice.id, "this")

    return {
        "meeting": of(resolution.meeting),
        "agencies": {
            a.mentions: (of(resolution.agencies[a.surface].iri), resolution.agencies[a.surface].canonical)
            for a in analysis.agencies
        },
        "documents": {d.mentions: of(resolution.documents[d.title].iri) for d in analysis.documents},
        "people": {p.span: of(resolution.people[p.name].iri) for p in analysis.people},
    }


@pytest.mark.parametrize("path", SIMPLIFIED, ids=lambda path: path.stem)
def test_traditional_characters_give_the_same_identities(path: Path) -> None:
    text = text_of(path)
    assert identities(text.translate(traditional())) == identities(text)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_ascii_punctuation_gives_the_same_identities(path: Path) -> None:
    text = text_of(path)
    assert identities(text.translate(NARROW)) == identities(text)
