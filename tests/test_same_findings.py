"""The same notice in other characters gives the same findings: punctuation, digits, line ends, traditional characters."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from strange_texts import EVERY, NOTICES, extracted, text_of, texts

from kg.hanzi import is_traditional
from kg.model import Analysis, Span


def findings(analysis: Analysis) -> dict[str, object]:
    """What was found and where, without the characters it is written in."""
    meeting = analysis.meeting
    return {
        "fields": [
            (name, value and value.span)
            for name, value in (
                ("title", analysis.fields.title),
                ("publisher", analysis.fields.publisher),
                ("body", meeting.body),
                ("chair", meeting.chair),
            )
        ],
        "published": analysis.fields.published and (analysis.fields.published.value, analysis.fields.published.span),
        "meeting": [
            value and (value.value, value.span) for value in (meeting.kind, meeting.term, meeting.number, meeting.date)
        ],
        "people": [(p.span, [post.span for post in p.posts], p.role) for p in analysis.people],
        "documents": [(d.span, d.kind, d.mentions, d.number and d.number.span) for d in analysis.documents],
        "agencies": [(a.mentions, a.kind) for a in analysis.agencies],
        "agenda": [(i.span, i.treatments, i.outcomes, len(i.documents)) for i in analysis.agenda],
        "directives": [
            (
                d.span,
                [(p.span, p.role, p.kind) for p in d.parties],
                d.basis,
                d.item,
                d.modality,
                d.deadline and (d.deadline.span, d.deadline.date, d.deadline.precision),
                d.supervision,
                d.topic,
            )
            for d in analysis.directives
        ],
    }


def moved(value: object, shift: list[int]) -> object:
    """``value`` with every span at its new place."""
    if isinstance(value, Span):
        return Span(shift[value.start], shift[value.end])
    if isinstance(value, (list, tuple)):
        make = getattr(value, "_make", type(value))  # a NamedTuple stays one
        return make(moved(part, shift) for part in value)
    return {key: moved(part, shift) for key, part in value.items()} if isinstance(value, dict) else value


NARROW = str.maketrans("，：；（）！？", ",:;()!?")


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_ascii_punctuation_gives_the_same_findings(path: Path) -> None:
    text = text_of(path)
    assert findings(extracted(text.translate(NARROW)).analysis) == findings(extracted(text).analysis)


@EVERY
@given(texts)
def test_ascii_punctuation_gives_the_same_findings_in_strange_texts(text: str) -> None:
    text = "县政府召开常务会议，会议要求，" + text
    assert findings(extracted(text.translate(NARROW)).analysis) == findings(extracted(text).analysis)


WIDE_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_wide_digits_give_the_same_findings(path: Path) -> None:
    text = text_of(path)
    assert findings(extracted(text.translate(WIDE_DIGITS)).analysis) == findings(extracted(text).analysis)


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
    expected = moved(findings(extracted(text).analysis), after_breaks(text))
    assert findings(extracted(text.replace("\n", "\r\n")).analysis) == expected


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
    assert findings(extracted(written).analysis) == findings(extracted(text).analysis)


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
