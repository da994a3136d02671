"""What the meeting took up, how it treated each matter, and with what outcome."""

from __future__ import annotations

from case_tables import BREAK, LEAD, Row, analysed, cases


def treated(cell: str) -> list[tuple[str, str, str, str]]:
    """Treatments, documents, and the first and last words of the span, for each item of a cell."""
    items = []
    for item in cell.split("‖") if cell != "-" else []:
        treatments, rest = item.split(" [", 1)
        documents, span = rest.split("] ", 1)
        begin, end = span.split("…", 1)
        items.append((treatments, documents, begin, end))
    return items


@cases("agenda")
def test_each_matter_is_one_item_with_its_span(row: Row) -> None:
    analysis = analysed(row["text"])
    expected = treated(row["expected"])
    got = []
    for number, item in enumerate(analysis.agenda):
        words = analysis.notice.quote(item.span).replace("\n", BREAK)
        # A full stop at the very end of a span is neither here nor there (GUIDELINE.md compares spans by overlap).
        begin, end = words.rstrip("。"), words.rstrip("。")
        if number < len(expected):
            begin, end = begin[: len(expected[number][2])], end[-len(expected[number][3].rstrip("。")) :]
            end += "。" if expected[number][3].endswith("。") else ""
        got.append(("+".join(item.treatments), "+".join(item.documents), begin, end))
    assert got == expected, row["why"]
    rules = {item.rule for item in analysis.agenda}
    assert (row["rule"] in rules) is (row["fires"] == "yes"), f"rules at work: {sorted(rules)}"


def test_items_are_numbered_from_one_in_reading_order() -> None:
    analysis = analysed(LEAD + "会议听取防汛汇报，审议《东河县防汛预案》，研究土地出让事宜。")
    assert [item.order for item in analysis.agenda] == [1, 2, 3]
    assert sorted(analysis.agenda, key=lambda item: item.span) == list(analysis.agenda)
