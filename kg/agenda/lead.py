"""Which paragraph says who met and what was taken up. (导语)"""

from __future__ import annotations

from kg.agenda.paragraph_words import paragraph_words
from kg.scan import Scan
from kg.structure import Outline, Paragraph
from kg.structure.marks import marks_of

_LONGEST_BLOCK = 12


def find_lead(scan: Scan, outline: Outline) -> int | None:
    """The paragraph that says who met and what was taken up: the lead, or after a block of 会议时间: 主持人: the sentence that
    tells it in full."""
    lead = outline.lead
    if lead is None:
        return None
    header = marks_of(scan.lexicon).header
    if header.match(scan.text, *outline.paragraphs[lead][:2]) is None:
        return lead + 1 if _is_told_again(scan, outline, lead) else lead
    for index, (start, end, role) in enumerate(outline.paragraphs[lead : lead + _LONGEST_BLOCK], lead):
        told = role == "body" and header.match(scan.text, start, end) is None and is_digest(scan, start, end) is False
        if (
            told
            and paragraph_words(scan.lexicon).holds.search(scan.text, start, end) is not None
            and scan.text.find("。", start, end) >= 0
        ):
            return index
    return lead


def _is_told_again(scan: Scan, outline: Outline, lead: int) -> bool:
    """2月26日,县长甲主持召开县政府第3次常务会议。乙、丙列席会议。|县长甲主持召开县政府常务会议,传达学习…: whether the lead takes nothing up, and
    the paragraph behind it says once more who met and what on."""
    if lead + 1 >= len(outline.paragraphs) or _takes_up(scan, outline.paragraphs[lead]):
        return False
    following = outline.paragraphs[lead + 1]
    convened = paragraph_words(scan.lexicon).convenes.match(scan.text, following.start) is not None
    return convened and following.role == "body" and _takes_up(scan, following)


def _takes_up(scan: Scan, paragraph: Paragraph) -> bool:
    return any(event.kind == "treat" for event in scan.between(paragraph.start, paragraph.end))


def is_digest(scan: Scan, start: int, end: int) -> bool:
    """Whether a paragraph only sums up the notice that follows: 会议摘要:…"""
    return paragraph_words(scan.lexicon).digest.match(scan.text, start, end) is not None
