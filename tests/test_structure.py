"""Paragraphs and clauses: where the page ends and the notice begins, and how its sentences are cut."""

from __future__ import annotations

from case_tables import Row, cases, notice, printed

from kg.pipeline import knowledge
from kg.scan import scan
from kg.structure import Outline, parse_structure


def outline_of(text: str) -> tuple[Outline, str]:
    scanned = scan(notice(text), knowledge().lexicon)
    return parse_structure(scanned), scanned.notice.text


@cases("structure")
def test_notice_is_cut_as_its_marks_say(row: Row) -> None:
    outline, text = outline_of(row["text"])
    if row["what"] == "roles":
        got = " ".join(paragraph.role for paragraph in outline.paragraphs)
    else:
        got = "|".join(f"{clause.level}:{printed(text[clause.start : clause.end])}" for clause in outline.clauses)
    assert got == row["expected"], row["why"]


def test_lead_is_the_paragraph_that_says_who_met() -> None:
    outline, text = outline_of("县政府召开常务会议⏎来源：东河日报⏎5月8日，赵一山主持召开县政府常务会议，审议有关文件。")
    assert outline.lead == 2
    assert text[outline.paragraphs[2].start :].startswith("5月8日")


def test_text_without_meeting_has_no_lead() -> None:
    outline, _ = outline_of("今年以来，全县粮食丰收，农民增收。")
    assert outline.lead is None
