"""Values that a query is asked with: bound and never pasted, dates and periods as people write them, and what is turned down."""

from __future__ import annotations

import re
from inspect import cleandoc

import pytest
from asking import WATER, rows

from kg import query, store
from kg.cli.asking import query as query_command
from kg.errors import TimeoutExpired, UsageError
from kg.vocab import PREFIXES


@pytest.fixture(scope="module")
def opened(three_meetings):
    with store.opened_for_reading(three_meetings) as opened:
        yield opened


def test_values_are_bound_and_never_become_query_text(opened):
    text = "SELECT ?label ?s { GRAPH ?g { ?s skos:prefLabel ?l } FILTER(str(?l) = ?label) }"
    assert len(rows(opened, query.free_question(text, {"label": "景东县水务局"}))) == 1
    assert rows(opened, query.free_question(text, {"label": '景东县水务局") || (1=1'})) == []


@pytest.mark.parametrize(
    ("text", "values", "says"),
    [
        ("PREFIX x: <urn:x> # y:\nDELETE WHERE { ?s x:p ?o }", {}, "only be asked here, not changed"),
        (
            "PREFIX x: <urn:x> SELECT ?s { ?s x:p kg:q . _:b y:p 'z:z', <w:w> }",
            {},
            r"The prefix y: is not declared \(PREFIX y: <…>\); these need no declaring: dc, dcat,",
        ),
        ("SELEC ?s { ?s ?p ?o }", {}, "cannot be read"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", {}, "only be asked here, not changed"),
        ("SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", {}, "SERVICE"),
        ("SELECT ?s { ?s ?p ?o }", {"o": "x"}, "Only variables that the query selects"),
    ],
)
def test_a_query_that_cannot_be_asked_is_a_usage_error(opened, text, values, says):
    with pytest.raises(UsageError, match=says):
        "".join(query.answer(opened, query.free_question(text, values), "csv"))


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("no-such-query", {}, "agency-directives"),
        ("../query", {}, "There is no shipped query"),
        ("agency-directives", {}, "needs a value for agency"),
        ("agency-directives", {"agency": WATER, "x": "1"}, "no parameter 'x'"),
    ],
)
def test_a_wrong_name_or_parameter_is_a_usage_error(name, values, says):
    with pytest.raises(UsageError, match=re.escape(says)):
        query.question_of(query.shipped_query(name), values)


@pytest.mark.parametrize(
    "written",
    [
        "2025-04-01",
        "2025-4-1",
        "2025/4/1",
        "2025.04.1",
        "20250401",
        "2025年4月1日",
        "2025 年 04 月 01 日",
        "２０２５-４-１",
    ],
)
def test_a_date_is_understood_as_people_write_it(written):
    assert query.iso_date(written) == "2025-04-01"


@pytest.mark.parametrize(
    "written",
    [
        "2025-2-30",
        "2025-13-1",
        "2025-4",
        "2025年4月",
        "2025",
        "4月1日",
        "25-4-1",
        "2025-4/1",
        "2025-W14-2",
        "2025-04-01x",
        "",
    ],
)
def test_what_is_no_date_is_turned_down_with_one_sentence(written):
    with pytest.raises(UsageError, match="is not a date; write it like 2023-11-09 or 2023年11月9日") as refused:
        query.iso_date(written)
    assert str(refused.value).startswith(repr(written))


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024年2月", "2024-02-01", "2024-02-29"),
        ("2023 年 12 月份", "2023-12-01", "2023-12-31"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2024/11", "2024-11-01", "2024-11-30"),
        ("2024年", "2024-01-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024年6月1日", "2024-06-01", "2024-06-01"),
    ],
)
def test_a_month_or_a_year_begins_and_ends_a_period(written, first, last):
    assert query.days_of(written, written) == (first, last)


@pytest.mark.parametrize("written", ["2024年13月", "0年", "6月", "明天", "2024-02-30", ""])
def test_what_begins_no_period_is_turned_down_with_one_sentence(written):
    for days in ((written, None), (None, written)):
        with pytest.raises(UsageError, match="is not a date; write it like 2023-11-09"):
            query.days_of(*days)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("first_day", "soon"),
        ("last_day", "2024年13月"),
        ("date", "2024-02-30"),
        ("date", "soon"),
        ("integer", "1.5"),
        ("iri", "a b"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_usage_error(opened, kind, value):
    with pytest.raises(UsageError):
        query.term_of(kind, value, opened)


def test_the_help_names_the_prefixes_that_need_no_declaring():
    told = cleandoc(query_command.__doc__ or "").partition("no declaring: ")[2]
    assert told.replace("\n", " ") == f"{', '.join(PREFIXES)}."


def test_a_query_that_takes_too_long_is_ended(three_meetings):
    cross = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(4)) + " }"
    with pytest.raises(TimeoutExpired):
        list(
            query.in_store(
                three_meetings, lambda o: query.answer(o, query.free_question(cross, {}), "csv"), timeout=0.5
            )
        )
