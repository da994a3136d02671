"""Where a notice names its meeting: header lines, the lead, the title, other lines above the lead. (会议名称所在)"""

from __future__ import annotations

from kg.fields.meeting_words import meeting_words
from kg.model import NoticeFields, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph, is_chrome
from kg.structure.marks import marks_of

# How many paragraphs from the lead on may be header lines, or hold 主持召开 below them; how many open with the meeting where
# neither lead nor title names it, and how far into each of them.
_HEADER_LINES, _BELOW_HEADER, _FOLLOWING, _OPENING = 6, 12, 4, 200


def named_in(scan: Scan, outline: Outline, notice: NoticeFields) -> list[Span]:
    """Where the meeting is named: header lines (会议名称:), the lead's first sentences, the title, other heads."""
    zones: list[Span] = []
    if outline.lead is not None:
        header = meeting_words(scan.lexicon).header
        for paragraph in outline.paragraphs[outline.lead : outline.lead + _HEADER_LINES]:
            if header.match(scan.text, paragraph.start, paragraph.end) is not None:
                zones.append(Span(paragraph.start, paragraph.end))
        lead = outline.paragraphs[outline.lead]
        zones.append(lead_sentence(scan, lead))
        for paragraph in outline.paragraphs[outline.lead + 1 : outline.lead + _BELOW_HEADER]:
            if "主持召开" in scan.text[paragraph.start : paragraph.end]:
                stop = scan.text.find("。", paragraph.start, paragraph.end)
                zones.append(Span(paragraph.start, paragraph.end if stop < 0 else stop))
                break
    if notice.title is not None and notice.title.span is not None:
        zones.append(notice.title.span)
    zones.extend(
        Span(p.start, p.end)
        for p in outline.paragraphs
        if p.role == "head" and not is_chrome(scan, p.start, p.end) and ">" not in scan.text[p.start : p.end]
    )
    return zones


def following(outline: Outline) -> list[Span]:
    """What the first paragraphs open with, where neither lead nor title names the meeting."""
    more = () if outline.lead is None else outline.paragraphs[outline.lead : outline.lead + _FOLLOWING]
    return [Span(p.start, min(p.end, p.start + _OPENING)) for p in more]


def lead_sentence(scan: Scan, lead: Paragraph) -> Span:
    """Who held which meeting when: the lead's first sentence, or the later one that says so (当前,…。7月4日,…召开…)."""
    stop = scan.text.find("。", lead.start, lead.end)
    end = lead.end if stop < 0 else stop
    held = marks_of(scan.lexicon).lead.search(scan.text, lead.start, lead.end)
    if held is None or held.start() < end:
        return Span(lead.start, end)
    stop = scan.text.find("。", held.end(), lead.end)
    return Span(scan.text.rfind("。", lead.start, held.start()) + 1, lead.end if stop < 0 else stop)
