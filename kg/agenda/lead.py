"""Which paragraph says who met and what was taken up. (导语)"""

from __future__ import annotations

from kg.agenda.paragraph_words import paragraph_words
from kg.scan import Scan
from kg.structure import Outline
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
        return lead
    for index, (start, end, role) in enumerate(outline.paragraphs[lead : lead + _LONGEST_BLOCK], lead):
        told = role == "body" and header.match(scan.text, start, end) is None and is_digest(scan, start, end) is False
        if (
            told
            and paragraph_words(scan.lexicon).holds.search(scan.text, start, end) is not None
            and scan.text.find("。", start, end) >= 0
        ):
            return index
    return lead


def is_digest(scan: Scan, start: int, end: int) -> bool:
    """Whether a paragraph only sums up the notice that follows: 会议摘要:…"""
    return paragraph_words(scan.lexicon).digest.match(scan.text, start, end) is not None
