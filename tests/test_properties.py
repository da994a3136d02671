"""What holds for every notice, whatever it says: offsets, quotes, order, well-formed quads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strange_texts import EVERY, NOTICES, anything, extracted, text_of, texts

from kg.model import Analysis, Located, Notice, Span
from kg.pipeline import entity_quads, knowledge, to_quads
from kg.read.notice import read_text
from kg.scan import fold, scan
from kg.structure import parse_structure


def spans_in(value: object) -> Iterator[Span]:
    """Every span anywhere inside a value of the model."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)
    elif is_dataclass(value) and not isinstance(value, Notice):
        for part in fields(value):
            yield from spans_in(getattr(value, part.name))


def quoted(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Everything that claims to be the words of a span."""
    located: list[Located[str] | None] = [
        analysis.fields.title,
        analysis.fields.publisher,
        analysis.meeting.body,
        analysis.meeting.chair,
        analysis.meeting.delegated_by,
    ]
    for document in analysis.documents:
        yield document.title, document.span
        located += [document.number, document.issuer, document.printed]
    for agency in analysis.agencies:
        for span in agency.mentions:
            yield agency.surface, span
    for person in analysis.people:
        yield person.name, person.span
        for post in person.posts:
            yield post.surface, post.span
    for directive in analysis.directives:
        for party in directive.parties:
            yield party.surface, party.span
        if directive.deadline is not None:
            yield directive.deadline.surface, directive.deadline.span
    for value in located:
        if value is not None and value.span is not None:
            yield value.value, value.span


def check_quotes(text: str) -> None:
    extraction = extracted(text)
    analysis = extraction.analysis
    length = len(analysis.notice.text)
    for span in spans_in(analysis):
        assert 0 <= span.start < span.end <= length
    for words, span in quoted(analysis):
        assert analysis.notice.words(span) == words  # its quote, unless a width broke its lines


# ── quotes and order ──────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_notices_to_hold_it_against() -> None:
    assert len(NOTICES) >= 40


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_every_quote_in_a_notice_is_its_text(path: Path) -> None:
    check_quotes(text_of(path))


@EVERY
@given(texts)
@example("2024-05-08县政府")  # what may be a party ends the text
def test_every_quote_in_a_strange_text_is_its_text(text: str) -> None:
    check_quotes(text)


@EVERY
@given(anything)
def test_any_string_at_all_is_extracted(text: str) -> None:
    extraction = extracted(text)
    extraction.analysis.notice.text.encode("utf-8")
    assert triples_by_pyoxigraph(to_quads(extraction))
    check_quotes(text)


MARKS = (
    "",
    " ",
    "\n",
    "。",
    "，，，；；：：",
    "（" * 500,
    "）" * 500,
    "《" * 500,
    "“" * 500,
    "《" * 200 + "》" * 200,
    "（《“" * 100,
)
CUES = (
    "会议强调，" * 50,
    "要" * 300,
    "一要" * 100,
    "\r\n" * 50,
    "\ud800会议强调，要加强。",
    "\x00\x01会议召开，要加强。",
)


LISTED = (
    "会议决定，由产业发展局牵头、县财政局配合、第三师五家渠市和各乡镇、村负责。",
    "会议要求，县水利、全县和产业发展局、县财政局等部门要会同县住建局、由财政和国土安排、请住建、",
)


@pytest.mark.parametrize("ends", ["", "、", "和", "由", "第", "，", "（", "等", "会同", "牵头、"], ids=repr)
@pytest.mark.parametrize("text", LISTED)
def test_notice_that_is_cut_off_anywhere_is_extracted(text: str, ends: str) -> None:
    for end in range(len(text) + 1):
        extracted(text[:end] + ends)


@pytest.mark.parametrize("text", MARKS + CUES, ids=repr)
def test_text_of_marks_alone_is_extracted(text: str) -> None:
    check_quotes(text)


@EVERY
@given(texts)
def test_clauses_and_paragraphs_are_ordered_and_do_not_overlap(text: str) -> None:
    notice = read_text(text, source="property.txt")
    outline = parse_structure(scan(notice, knowledge().lexicon))
    for pieces in (outline.paragraphs, outline.clauses):
        ends = [0, *(piece.end for piece in pieces)]
        for before, piece in zip(ends, pieces, strict=False):
            assert before <= piece.start < piece.end
            assert re.search(r"[\r\n]", notice.text[piece.start : piece.end]) is None
            assert notice.text[piece.start : piece.end] == notice.text[piece.start : piece.end].strip()
    for clause in outline.clauses:
        paragraph = outline.paragraphs[clause.paragraph]
        assert paragraph.start <= clause.start < clause.end <= paragraph.end


@EVERY
@given(texts)
def test_items_and_directives_are_in_order_and_directives_do_not_overlap(text: str) -> None:
    analysis = extracted("县政府召开常务会议。\n" + text).analysis
    assert [item.order for item in analysis.agenda] == list(range(1, len(analysis.agenda) + 1))
    ends = [0, *(directive.span.end for directive in analysis.directives)]
    for before, directive in zip(ends, analysis.directives, strict=False):
        assert before <= directive.span.start
        assert bool(directive.surfaces("lead", "responsible")) is (directive.basis != "none")


@EVERY
@given(st.text(max_size=100))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


# ── quads ─────────────────────────────────────────────────────────────────────────────────────────────────────


def triples_by_pyoxigraph(quads: str) -> set[str]:
    import pyoxigraph

    return {str(quad) for quad in pyoxigraph.parse(quads.encode(), format=pyoxigraph.RdfFormat.N_QUADS)}


def triples_by_rdflib(quads: str) -> set[str]:
    """The quads that rdflib reads, as pyoxigraph writes them."""
    import rdflib

    dataset = rdflib.Dataset()
    dataset.parse(data=quads, format="nquads")
    return triples_by_pyoxigraph(dataset.serialize(format="nquads"))


@pytest.mark.parametrize("path", NOTICES[::5], ids=lambda path: path.stem)
def test_quads_of_a_notice_are_the_same_set_in_rdflib_and_pyoxigraph(path: Path) -> None:
    extraction = extracted(text_of(path))
    for quads in (to_quads(extraction), entity_quads(extraction)):
        once = triples_by_pyoxigraph(quads)
        assert once
        assert triples_by_rdflib(quads) == once


@settings(EVERY, max_examples=30)
@given(texts)
def test_quads_of_a_strange_text_are_well_formed(text: str) -> None:
    extraction = extracted("县政府召开常务会议，会议要求，" + text)
    assert triples_by_pyoxigraph(to_quads(extraction) + entity_quads(extraction))


def test_same_notices_give_the_same_bytes_in_any_order() -> None:
    def quads(paths: list[Path]) -> dict[Path, str]:
        return {path: to_quads(e) + entity_quads(e) for path in paths for e in [extracted(text_of(path))]}

    forward = quads(NOTICES[:12])
    assert quads(NOTICES[:12][::-1]) == forward
