"""What the meeting took up, how it treated each matter, and with what outcome."""

from __future__ import annotations

import pytest
from case_tables import BREAK, LEAD, Row, analysed, cases, notice

from kg.agenda.matter import Matter
from kg.agenda.subjects import matter_words, topics
from kg.lexicon import load_lexicon
from kg.model import Span
from kg.scan import scan


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


@pytest.mark.parametrize(
    ("words", "tells", "follows"),
    [
        ("听取有关重点工作汇报", False, False),
        ("传达有关会议、文件精神", False, False),
        ("研究我县贯彻意见", False, True),
        ("研究南湖区贯彻落实意见", False, True),
        ("并安排部署相关工作", False, True),
        ("研究土地出让有关事宜", True, False),
        ("听取防汛工作情况汇报", True, False),
        ("传达学习习近平总书记重要讲话精神", True, False),
    ],
)
def test_words_of_an_object_say_whether_it_names_a_matter(words: str, tells: bool, follows: bool) -> None:
    known = matter_words(load_lexicon())
    assert (known.tells(words), known.follows(words)) == (tells, follows)


def test_topics_that_one_verb_lists_are_cut_outside_brackets() -> None:
    scanned = scan(notice("听取了养蜂产业、“两不愁、三保障”和校车管理、有关情况的汇报"), load_lexicon())
    found = [scanned.text[start:end] for start, end in topics(scanned, Span(0, len(scanned.text)))]
    assert found == ["听取了养蜂产业", "“两不愁、三保障”和校车管理、有关情况的汇报"]


@pytest.mark.parametrize(
    ("treatments", "outcomes", "together"),
    [
        (("审议",), ("原则通过",), ("原则通过",)),
        (("听取汇报", "研究"), ("原则同意",), ("听取汇报", "原则同意")),
        (("审议",), (), ("审议",)),
        (("审议",), ("暂缓",), ("审议",)),
        (("审议通过",), ("审议通过",), ("审议通过",)),
        (("传达学习", "安排"), (), ("传达学习", "安排")),
    ],
)
def test_a_stated_outcome_stands_for_the_bare_verb(treatments, outcomes, together):
    matter = Matter(0, 0, 0, [*treatments], [], [], separate=False, subject=Span(0, 0))
    matter.state([*outcomes])
    assert tuple(matter.treatments) == together


def test_a_copied_matter_is_the_same_and_its_lists_are_its_own() -> None:
    span = Span(1, 2)
    matter = Matter(1, 2, 3, ["研究"], ["审议通过"], ["甲"], True, span, True, True, False, [4], ("部署",))
    copied = matter.copy()
    assert copied == matter
    copied.treatments.append("部署")
    copied.sections.append(5)
    assert (matter.treatments, matter.sections) == (["研究"], [4])
