"""When the meeting was: its first day, and the last of a meeting of several. (会议日期)"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from kg.fields.meeting_words import meeting_words
from kg.fields.naming import lead_sentence
from kg.fields.page_words import PageWords, page_words
from kg.fields.stamps import STAMP
from kg.mentions.dates import parse_date
from kg.model import Located, NoticeFields, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph

# Not 到2030年 and 1998年以来.
_YEAR = re.compile(r"(?<![至到—~-])((?:19|20)\d{2})年(?!以来|前|底)")
_DAMAGED = ("dates.lost-marks", "dates.lost-signs")
_MONTH_AND_DAY = re.compile(r"\s*\d{1,2}月\d{1,2}日")
_DAY_FOLLOWS = re.compile("[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月")
# （2025年4月8日）4月7日，市长…: the day of publication, then the day of the meeting.
_STAMP = re.compile(r"\s*[(（]\d{4}年\d{1,2}月\d{1,2}日[)）]\s*(?=(?:\d{1,2}月)?\d{1,2}日)")
# How far into the notice a header of minutes goes, how long its value is, how far into a paragraph a day is looked for, and how long the
# label before a day is.
_HEADER_ENDS, _VALUE, _FAR, _LABEL = 400, 40, 160, 14


def find_day(scan: Scan, outline: Outline, zones: list[Span], notice: NoticeFields) -> Located[str] | None:
    """The first day of the meeting, from the header of minutes, the lead, or the paragraphs behind it. A missing year is the
    one that ``zones``, where the meeting is named, tell, else follows from the day of publication."""
    year = next((own for zone in zones[:4] if (own := _year(scan, zone)) is not None), None)
    published = _published_day(notice)
    if outline.lead is None:
        return None
    if year is None and published is None:
        year = _year_above(scan, outline)
    spoken = _day_of_speech(scan, outline)
    if spoken is not None:
        return spoken
    lead = outline.paragraphs[outline.lead]
    places = [Paragraph(*lead_sentence(scan, lead), "body")]
    header = _time_header(scan, outline, lead.start + _HEADER_ENDS)
    if header is not None:
        places.insert(0, Paragraph(header, min(len(scan.text), header + _VALUE), "body"))
    places.extend(p for p in outline.paragraphs[outline.lead + 1 : outline.lead + 3] if p.role == "body")
    for paragraph in places:
        stop = scan.text.find("。", paragraph.start, paragraph.end)
        end = min(paragraph.end if stop < 0 else stop, paragraph.start + _FAR)
        found = _day_met(scan, paragraph.start, end, published, year)
        if found is not None:
            day, span, rule = found
            return Located(day.isoformat(), span, rule, 0.75 if rule in _DAMAGED else 0.97)
        if meeting_words(scan.lexicon).no_day.search(scan.text, paragraph.start, end) is not None or (
            _MONTH_AND_DAY.match(scan.text, paragraph.start, end) is not None
        ):
            return None  # 近日,…召开, or 5月8日,… of a year that nothing tells: a day further on is of something else
    return None


def _day_of_speech(scan: Scan, outline: Outline) -> Located[str] | None:
    """(2024年5月8日) alone below …在县政府全体会议上的讲话: when it was held."""
    titles = page_words(scan.lexicon).speech_title
    for above, paragraph in pairwise(outline.paragraphs[: (outline.lead or 0) + 1]):
        day = _DAY_ALONE.fullmatch(scan.text, paragraph.start, paragraph.end)
        if day is None or titles.search(scan.text, above.start, above.end) is None:
            continue
        found = parse_date(scan.text, None, None, start=day.start("day"), end=day.end("day"))
        if found is not None:
            return Located(found[0].isoformat(), found[1], found[2], 0.95)
    return None


_DAY_ALONE = re.compile(r"\((?P<day>20\d\d年\d{1,2}月\d{1,2}日)(?:[上下]午)?\)")


def _year_above(scan: Scan, outline: Outline) -> int | None:
    """The year of a day above the notice that is said to be the meeting's (会议时间 2024-05-08)."""
    label = page_words(scan.lexicon).not_published
    for number, paragraph in enumerate(outline.paragraphs[: outline.lead]):
        found = label.search(scan.text, paragraph.start, paragraph.end)
        if found is not None:
            stamp = STAMP.search(scan.text, found.end(), outline.paragraphs[number + 1].end)
            return None if stamp is None else int(stamp["y"])
    return None


def _published_day(notice: NoticeFields) -> date | None:
    if notice.published is None:
        return None
    try:
        return date.fromisoformat(notice.published.value[:10])
    except ValueError:
        return None


def _year(scan: Scan, zone: Span) -> int | None:
    """The meeting's year: one with a month behind it, or one in front of 会议 (2024年第8次常务会议).

    What the meeting took up has years of its own (审议《…规划（2024—2035年）》, 研究2025年预算草案), which say nothing of when.
    """
    named = scan.text.find("会议", zone.start, zone.end)
    for stated in _YEAR.finditer(scan.text, zone.start, zone.end):
        before = scan.masked(stated.start()) is None and (named < 0 or stated.start() < named)
        if before or _DAY_FOLLOWS.match(scan.text, stated.end()) is not None:
            return int(stated[1])
    return None


def _time_header(scan: Scan, outline: Outline, before: int) -> int | None:
    """Where the value of a line 时间: begins, in a block at the head of minutes that ends ``before``."""
    for paragraph in outline.paragraphs[outline.lead :]:
        if paragraph.start >= before:
            return None
        if paragraph.role != "foot":
            words = meeting_words(scan.lexicon)
            label = words.time_header.search(scan.text, paragraph.start, min(paragraph.end, before))
            if label is not None:
                return label.end()
    return None


def _day_met(
    scan: Scan, start: int, end: int, published: date | None, year: int | None
) -> tuple[date, Span, str] | None:
    """The first day of a sentence that is neither another meeting's nor, where one more follows, the report's own."""
    text, words = scan.text, meeting_words(scan.lexicon)
    stamp = _STAMP.match(text, start, end)
    at = start if stamp is None else stamp.end()
    reported: tuple[date, Span, str] | None = None
    while (found := parse_date(text, published, year, start=at, end=end)) is not None:
        if reported is not None and words.holds.search(text, at, found[1].start) is not None:
            return reported  # what follows 主持召开 is a day of something else
        at = found[1].end
        if _is_labelled(text[max(start, found[1].start - _LABEL) : found[1].start], page_words(scan.lexicon)):
            published = published or found[0]
            continue  # 发布时间:2024-05-10 来源:… 5月9日,县长…: a page that was poured into one line
        passed_on = words.passes_on.search(text, start, found[1].start) is not None
        if passed_on and words.others_day.match(text, at, end) is not None:
            continue
        if reported is not None or words.reported.match(text, at, end) is None:
            return found
        reported = found
    return reported


def _is_labelled(before: str, words: PageWords) -> bool:
    """Whether what stands before a day ends with a label that makes it the page's or the paper's (发布日期:, and not 时间: alone)."""
    label = next((found for found in words.day_label.finditer(before) if found.end() == len(before)), None)
    return label is not None and label["what"] is not None


def last_day(scan: Scan, met: Located[str] | None) -> Located[str] | None:
    """4月2日|至3日: the last day of a meeting of several, in the year of its first."""
    if met is None or met.span is None:
        return None
    match = meeting_words(scan.lexicon).to_day.match(scan.text, met.span.end)
    if match is None:
        return None
    first = date.fromisoformat(met.value)
    try:
        last = first.replace(month=int(match["month"] or first.month), day=int(match["day"]))
    except ValueError:
        return None
    if last <= first:
        return None
    span = Span(match.start("month" if match["month"] else "day"), match.end())
    return Located(last.isoformat(), span, "dates.range", 0.95)
