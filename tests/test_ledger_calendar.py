"""The deadlines of the ledger as a calendar."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from ledgers import TODAY, entry_of, lines_in, take

from kg.ledger import calendar
from kg.ledger.columns import Clock


def unfolded(pieces) -> list[str]:
    text = "".join(pieces)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_the_calendar_has_the_stated_deadlines_and_nothing_that_is_settled(own):
    lines = lines_in(own / "s")
    dated = [line for line in lines if line.due]
    take(own / "s", [entry_of(dated[0], status="办结")])
    found = unfolded(calendar.ics(lines_in(own / "s"), TODAY))
    assert found[0] == "BEGIN:VCALENDAR"
    assert sorted(line for line in found if line.startswith("UID")) == sorted(
        f"UID:{line.key}-stated@huiyi-kg" for line in dated[1:]
    )
    assert "DTSTART;VALUE=DATE:20240630" in found
    assert "DTEND;VALUE=DATE:20240701" in found
    assert any(line.startswith("SUMMARY:沂源县水利局：县水利局要在6月底前") for line in found)


def test_the_calendar_of_a_rule_is_another_calendar(series):
    clock = Clock(TODAY.today, 20)
    rule = unfolded(calendar.ics(lines_in(series / "s"), clock, "rule"))
    stated = unfolded(calendar.ics(lines_in(series / "s"), clock))
    uids = [{line for line in found if line.startswith("UID")} for found in (rule, stated)]
    assert uids[0]
    assert uids[0].isdisjoint(uids[1])
    assert "DTSTART;VALUE=DATE:20240508" in rule
    assert "DTSTART;VALUE=DATE:20240508" not in stated


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_folding_a_calendar_line_keeps_octets_and_words(text):
    line = calendar._text(text)
    assert "".join(calendar._folded(line)).replace("\r\n ", "") == f"{line}\r\n"
    assert all(len(piece.encode()) <= 77 for piece in calendar._folded(line))
