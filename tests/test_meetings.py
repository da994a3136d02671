"""Which notices report the same meeting, and what gaps and the ledger make of it."""

from __future__ import annotations

import csv
import io

import pytest

from kg import build, query, store
from kg.following.gaps import gaps, without_series
from kg.following.meetings import Meetings, several
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines
from kg.store.walk import Walk
from kg.vocab import DC, FOAF, KG

COUNTY = "https://w3id.org/huiyi/id/meeting/370323/人民政府/常务会议"
BODY = "会议研究夏粮收购工作。会议要求，县财政局要在6月底前拨付收购资金。\n"


def told(number: str, day: str, *, term: str = "第十九届", extra: str = "") -> str:
    """A notice of a meeting; ``number`` is 第33次 or nothing."""
    head = f"县政府召开{number}常务会议\n发布时间：2024-06-20\n"
    return f"{head}2024年{day}，县长柳承岳主持召开沂源县{term}人民政府{number}常务会议。\n{BODY}{extra}"


CASES = {
    "the number without the term, on the same day": (
        {"a": told("第33次", "6月12日"), "b": told("第33次", "6月12日", term="")},
        {("19-33", "ab")},
    ),
    "no number at all, on the day of one meeting": (
        {"a": told("第33次", "6月12日"), "b": told("", "6月12日", term="")},
        {("19-33", "ab")},
    ),
    "another number on the same day": (
        {"a": told("第33次", "6月12日"), "b": told("第34次", "6月12日", term="")},
        {("19-33", "a"), ("2024-06-12", "b")},
    ),
    "another day": (
        {"a": told("第33次", "6月12日"), "b": told("第33次", "6月13日", term="")},
        {("19-33", "a"), ("2024-06-13", "b")},
    ),
    "no number, on a day of two meetings": (
        {"a": told("第33次", "6月12日"), "b": told("第34次", "6月12日"), "c": told("", "6月12日", term="")},
        {("19-33", "a"), ("19-34", "b"), ("2024-06-12", "c")},
    ),
    "the number decides between two meetings of a day": (
        {"a": told("第33次", "6月12日"), "b": told("第34次", "6月12日"), "c": told("第34次", "6月12日", term="")},
        {("19-33", "a"), ("19-34", "bc")},
    ),
    "the same term and number, whatever else": (
        {"a": told("第33次", "6月12日"), "b": told("第33次", "6月12日", extra="会议还研究了其他事项。\n")},
        {("19-33", "ab")},
    ),
}


def built(folder, notices):
    folder.mkdir(exist_ok=True)
    for name, text in notices.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build.build([str(folder)], folder / "s")
    return folder / "s"


@pytest.mark.parametrize(("notices", "expected"), CASES.values(), ids=CASES)
def test_notices_report_the_same_meeting_where_nothing_they_say_speaks_against_it(tmp_path, notices, expected):
    with store.opened_for_reading(built(tmp_path, notices)) as opened:
        walk = Walk(opened)
        meetings = Meetings(walk)
        sources = {walk.value(graph, DC.source, graph): graph for graph in store.notice_graphs(opened)}
        names = {graph: name.removesuffix(".txt") for name, graph in sources.items()}
        found = set()
        for graph in names:
            (meeting,) = walk.values(graph, FOAF.primaryTopic, graph)
            reports = meetings.reports(meetings.identity(meeting, graph))
            assert graph in reports.notices
            assert meetings.reports(meeting) == reports, "either IRI leads to the same notices"
            found.add(
                (reports.meeting.removeprefix(f"{COUNTY}/"), "".join(sorted(names[one] for one in reports.notices)))
            )
        assert found == expected
        assert {(r.meeting.removeprefix(f"{COUNTY}/"), len(r.notices)) for r in several(meetings)} == {
            (meeting, len(notices)) for meeting, notices in expected if len(notices) > 1
        }


def test_a_notice_that_fits_two_meetings_is_named_as_unclear(tmp_path):
    notices, _ = CASES["no number, on a day of two meetings"]
    with store.opened_for_reading(built(tmp_path, notices)) as opened:
        reports = Meetings(Walk(opened)).reports(f"{COUNTY}/19-33")
        assert (len(reports.notices), len(reports.unclear)) == (1, 1)


def test_the_meetings_of_one_day_are_looked_at_once_not_by_each_notice_of_it(tmp_path, monkeypatch):
    """Else a table whose days are all one takes minutes for its first thousand rows."""
    many = {f"n{number}": told(f"第{number}次", "6月12日") for number in range(1, 9)}
    none = {f"o{number}": told("", "6月12日", term="", extra=f"会议还研究了第{number}项。\n") for number in range(1, 9)}
    asked = []
    subjects = Walk.subjects
    monkeypatch.setattr(Walk, "subjects", lambda *arguments: asked.append(arguments[1]) or subjects(*arguments))
    with store.opened_for_reading(built(tmp_path, {**many, **none})) as opened:
        known = Meetings(Walk(opened))
        day = f"{COUNTY}/2024-06-12"
        for notice in known._notices(day):
            assert known.identity(day, notice) == day
    assert asked.count(KG.dayIdentity) == 1


def test_the_ledger_has_one_line_for_a_demand_that_two_notices_of_a_meeting_print(tmp_path):
    notices, _ = CASES["the number without the term, on the same day"]
    with store.opened_for_reading(built(tmp_path, notices)) as opened:
        (line,) = ledger_lines(opened, Selection())
    assert (line.meeting_iri, line.meeting) == (f"{COUNTY}/19-33", "沂源县人民政府第19届第33次常务会议")
    assert len(line.also) == 1
    other, _ = CASES["another number on the same day"]
    with store.opened_for_reading(built(tmp_path / "other", other)) as opened:
        assert len(ledger_lines(opened, Selection())) == 2


def test_a_number_counts_in_the_series_that_another_notice_of_the_meeting_tells(tmp_path):
    notices = {
        "a": told("第33次", "6月12日"),
        "b": told("第35次", "7月12日"),
        "c": told("第35次", "7月12日", term=""),
        "d": told("第34次", "8月30日", term=""),
    }
    with store.opened_for_reading(built(tmp_path, notices)) as opened:
        (gap,) = gaps(opened)
        assert (gap.series, gap.numbers, gap.sources) == ("第19届", ("第34次",), ("a.txt", "b.txt", "c.txt"))
        assert without_series(opened) == 1  # the 34th: no other notice tells its term, and its day fits no gap


def test_the_shipped_query_names_the_notices_of_a_meeting_by_either_iri(tmp_path):
    notices, _ = CASES["the number decides between two meetings of a day"]
    with store.opened_for_reading(built(tmp_path, notices)) as opened:
        for meeting, sources in (
            ("19-34", {"b.txt", "c.txt"}),
            ("19-33", {"a.txt"}),
            ("2024-06-12", {"b.txt", "c.txt"}),
        ):
            question = query.question_of(query.shipped_query("meeting-notices"), {"meeting": f"{COUNTY}/{meeting}"})
            rows = list(csv.DictReader(io.StringIO("".join(query.answer(opened, question, "csv")), newline="")))
            assert {row["source"] for row in rows} == sources
            assert len(rows) == len(sources)
            assert {row["published"] for row in rows} == {"2024-06-20"}
