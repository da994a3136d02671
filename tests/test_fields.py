"""Fields of the page and of the meeting."""

from __future__ import annotations

from case_tables import NOTHING, Row, analysed, cases

from kg.model import Analysis, Located, Page


def values(analysis: Analysis) -> tuple[dict[str, str], set[str]]:
    """Every field as a cell writes it, and the rules at work."""
    meeting, fields = analysis.meeting, analysis.fields
    located = {
        "title": fields.title, "published": fields.published, "publisher": fields.publisher,
        "body": meeting.body, "kind": meeting.kind, "term": meeting.term, "number": meeting.number,
        "date": meeting.date, "end_date": meeting.end_date, "chair": meeting.chair, "delegated_by": meeting.delegated_by,
    }  # fmt: skip
    shown = {name: NOTHING if value is None else str(value.value) for name, value in located.items()}
    shown["yearly"] = str(meeting.yearly)
    shown["undisclosed"] = NOTHING if meeting.undisclosed is None else analysis.notice.quote(meeting.undisclosed)
    return shown, {value.rule for value in located.values() if isinstance(value, Located)}


def pairs(cell: str) -> dict[str, str]:
    return {} if cell == NOTHING else dict(pair.split("=", 1) for pair in cell.split(";"))


@cases("fields")
def test_field_says_what_the_page_and_the_lead_say(row: Row) -> None:
    shown, rules = values(analysed(row["text"], Page(**pairs(row["page"]))))
    expected = pairs(row["expected"])
    assert {name: shown[name] for name in expected} == expected, row["why"]
    assert (row["rule"] in rules) is (row["fires"] == "yes"), f"rules at work: {sorted(rules)}"
