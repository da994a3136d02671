"""Every word that makes, bounds or bars the name of an organisation has a text in which it does so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from case_tables import Row, cases, joined, notice, rows

from kg.lexicon import FOLDER, Lexicon
from kg.lexicon import rows as lexicon_rows
from kg.mentions.agencies import AgencyMention, find_agencies
from kg.mentions.agencies.organisation_words import organisation_words
from kg.pipeline import knowledge
from kg.scan import scan

WORD = "~"
WORDS, ENDINGS = rows("organisation_words"), rows("organisation_endings")
ONE_BY_ONE = [(row, word) for row in WORDS for word in row["words"].split()]


def mark(mention: AgencyMention) -> str:
    if mention.post:
        return "^"
    return "" if mention.kind == "organization" else "*"


def found(text: str, lexicon: Lexicon) -> list[str]:
    """The organisations of a text as the tables write them."""
    scanned = scan(notice(text), lexicon)
    return [scanned.notice.quote(mention.span) + mark(mention) for mention in find_agencies(scanned)]


@pytest.fixture(scope="module", autouse=True)
def _patterns_of_lesser_lexicons_are_dropped() -> Iterator[None]:
    yield
    organisation_words.cache_clear()


def without(kind: str, word: str) -> Lexicon:
    """The shipped words, but for this one as one of its kinds."""
    lexicon = knowledge().lexicon
    kept = tuple(form for form in lexicon.organisation_names[kind] if form != word)
    return replace(lexicon, organisation_names={**lexicon.organisation_names, kind: kept})


def of(table: Iterable[Row], column: str, value: str) -> set[str]:
    return {word for row in table if row[column] == value for word in row["words"].split()}


@pytest.mark.parametrize(("row", "word"), ONE_BY_ONE, ids=[f"{row['kind']}-{word}" for row, word in ONE_BY_ONE])
def test_word_makes_bounds_or_bars_a_name(row: Row, word: str) -> None:
    text = row["text"].replace(WORD, word)
    got = joined(found(text, knowledge().lexicon), "|")
    assert got == row["expected"].replace(WORD, word), f"{row['place']}: {row['why']}"
    if row["alone"] == "yes":
        try:
            assert joined(found(text, without(row["kind"], word)), "|") != got, (
                f"{row['place']}: {word} decides nothing"
            )
        finally:
            organisation_words.cache_clear()


def test_every_word_around_names_has_a_case() -> None:
    kinds = knowledge().lexicon.organisation_names
    in_cases = {word for row in WORDS for word in row["words"].split()}
    assert {form for forms in kinds.values() for form in forms} - in_cases == set()


def test_cases_are_of_words_that_have_the_kind() -> None:
    kinds = knowledge().lexicon.organisation_names
    assert [(row["place"], word) for row, word in ONE_BY_ONE if word not in kinds.get(row["kind"], ())] == []
    assert {row["alone"] for row in WORDS} == {"yes", "no"}


@cases("organisation_endings")
def test_word_ends_a_name_or_is_part_of_none(row: Row) -> None:
    got = found(row["text"], knowledge().lexicon)
    assert joined(got, "|") == row["expected"]
    for word in row["words"].split():
        assert word in row["text"]
        assert any(name.rstrip("*^").endswith(word) for name in got) == (row["fires"] == "yes"), word


def test_every_word_that_is_scanned_for_has_a_case() -> None:
    of_kind: dict[str, set[str]] = {}
    for cells, _ in lexicon_rows(FOLDER / "actors.tsv"):
        of_kind.setdefault(cells[1], set()).add(cells[0])
    assert of(ENDINGS, "fires", "yes") == of_kind["tail"] | of_kind["name"] | of_kind["town"]
    assert of(ENDINGS, "fires", "no") == of_kind["inert"]
