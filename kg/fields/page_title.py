"""The title of the page, from the lines above the notice. (标题)"""

from __future__ import annotations

import re

from kg.fields.page_words import PageWords, inner_dateline, page_words
from kg.fields.stamps import stamps_in
from kg.model import Located, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph, is_chrome

_SITE_TAIL = re.compile(r"\s*(?:--|——|_|\|(?!\s*$)| - | – ).*$")
# 【县政府召开第30次常务会议】
_BOXED = re.compile("【(?P<title>[^【】]+)】")
_SUMMARY = re.compile(r"\s*会议摘要\s*:\s*")
_HAN_WORDS = re.compile("[一-鿿]{3}")
# 第27次, above a day and what it is the 27th of: all the title there is.
_ONLY_COUNTS = re.compile("第[0-9一二三四五六七八九十百]{1,4}次")
_SHORTEST, _LONGEST, _LONG = 4, 90, 9


def find_title(scan: Scan, outline: Outline) -> Located[str] | None:
    """The line above the notice that tells most of the meeting, without the site's name behind it."""
    words = page_words(scan.lexicon)
    heads = [p for p in outline.paragraphs if p.role == "head"]
    candidates = [p for p in heads if _may_be_title(scan, p)]
    telling = [p for p in candidates if words.meeting.search(scan.text, p.start, p.end) is not None]
    if not telling:
        inside = _behind_crumbs(scan, heads)
        if inside is not None:
            return Located(scan.notice.quote(inside), inside, "fields.title", 0.9)
    ranked = telling or candidates or [p for p in heads if _ONLY_COUNTS.fullmatch(scan.text, p.start, p.end)]
    if not ranked:
        return _boxed_in_lead(scan, outline)
    # 市政府第28次常务会议 tells more than the column's name 会议公开; among equals the first stands.
    paragraph = max(ranked, key=lambda p: (_tells(words, scan.text[p.start : p.end]), -p.start))
    span = Span(paragraph.start, paragraph.end)
    cut = _SITE_TAIL.search(scan.text, span.start + 4, span.end)
    if cut is not None and _tells(words, scan.text[cut.start() : span.end]) < 2:
        span = Span(span.start, cut.start())
    repeated = next((p for p in ranked if scan.text[p.start : p.end] == scan.text[span.start : span.end]), None)
    span = Span(repeated.start, repeated.end) if repeated is not None else span
    cell = words.title_cell.search(scan.text, span.start, paragraph.end)
    span = Span(*cell.span("title")) if cell is not None else span
    span = _as_repeated(scan, ranked, span)
    boxed = _BOXED.fullmatch(scan.text, *span)
    span = _with_organ(scan, outline, Span(*boxed.span("title")) if boxed is not None else _without_bar(scan, span))
    return Located(scan.notice.quote(span).replace("\n", ""), span, "fields.title", 0.95 if telling else 0.7)


def _as_repeated(scan: Scan, ranked: list[Paragraph], title: Span) -> Span:
    """甲主持召开县政府常务会议 研究防汛等工作 above the same line without what stands behind the blank: the latter is the heading."""
    text = scan.text[slice(*title)]
    for other in ranked:
        short = scan.text[other.start : other.end]
        again = other.start > title.end and len(short) >= _LONG and text.startswith(short)
        if again and text[len(short) : len(short) + 1] in _BLANKS:
            return Span(other.start, other.end)
    return title


_BLANKS = (" ", "\u3000")


def _behind_crumbs(scan: Scan, heads: list[Paragraph]) -> Span | None:
    """首页>>政务要闻>>正文  |县政府召开第五次常务会议|  【来源:…】: the title in one line with the way to the page and its particulars."""
    words = page_words(scan.lexicon)
    for paragraph in heads:
        line = scan.text[paragraph.start : paragraph.end]
        for part in _PART_OF_LINE.finditer(line) if ">" in line or "»" in line else ():
            cell = part["cell"]
            telling = words.meeting.search(cell) is not None and words.tells.search(cell) is not None
            if telling and len(cell) >= _LONG and not any(mark in cell for mark in ">»。:"):
                return Span(paragraph.start + part.start("cell"), paragraph.start + part.end("cell"))
    return None


# what stands between two blanks at least, the last of which may be that before a bracket
_PART_OF_LINE = re.compile(
    r"[ \u3000\xa0]{2,}(?P<cell>[^\s【\[|]+(?: [^\s【\[|]+)?)(?=[ \u3000\xa0]{2}|[ \u3000\xa0]*[【\[]|$)"
)


def _boxed_in_lead(scan: Scan, outline: Outline) -> Located[str] | None:
    """【县政府召开第30次常务会议】 5月8日,…: the title in the lead's own line, as yearbooks print it."""
    if outline.lead is None:
        return None
    lead = outline.paragraphs[outline.lead]
    summary = _SUMMARY.match(scan.text, lead.start, lead.end)
    paper = None if summary is None else inner_dateline(scan, summary.end(), lead.end)
    if summary is not None and paper is not None and _LONG <= paper.start - summary.end() <= _LONGEST:
        span = Span(summary.end(), paper.start)  # 会议摘要:|赵一山主持召开…会议|东河日报讯(记者…)
        return Located(scan.notice.quote(span), span, "fields.title-in-lead", 0.85)
    boxed = _BOXED.match(scan.text, lead.start, lead.end)
    if boxed is None or page_words(scan.lexicon).meeting.search(boxed["title"]) is None or len(boxed["title"]) < _LONG:
        return None
    span = Span(*boxed.span("title"))
    return Located(scan.notice.quote(span), span, "fields.title-in-lead", 0.85)


def _without_bar(scan: Scan, line: Span) -> Span:
    """县政府召开第30次常务会议| |: the bar that parts a line of a page from the next."""
    return Span(line.start, line.start + len(scan.text[slice(*line)].rstrip(" \u3000|")))


def _with_organ(scan: Scan, outline: Outline, title: Span) -> Span:
    """东河县人民政府 | 常务会议纪要: the letterhead of minutes in two lines is one title."""
    words = page_words(scan.lexicon)
    if words.letterhead_paper.fullmatch(scan.text, *title) is None:
        return title
    above = [p for p in outline.paragraphs if p.end <= title.start]
    if not above or above[-1].role != "head" or scan.text[above[-1].end : title.start] != "\n":
        return title
    organ = words.letterhead_organ.fullmatch(scan.text, above[-1].start, above[-1].end)
    return title if organ is None else Span(organ.start(), title.end)


def _tells(words: PageWords, line: str) -> int:
    """How much a line tells: 2 where it says what the meeting did or which it was, 1 where it is long, and 1 more for what minutes are
    on, below their letterhead."""
    subject = words.subject.match(line) is not None
    return 2 * (words.tells.search(line) is not None) + (len(line) >= _LONG) + subject


def _may_be_title(scan: Scan, paragraph: Paragraph) -> bool:
    words = page_words(scan.lexicon)
    line = scan.text[paragraph.start : paragraph.end]
    if words.title_cell.search(line) is not None:
        return True
    if (
        not _SHORTEST <= len(line) <= _LONGEST
        or _HAN_WORDS.search(line) is None
        or "。" in line
        or words.no_title.search(line) is not None
        or words.signature.match(line) is not None
        or words.masthead_alone.fullmatch(line) is not None
        or _is_dated_organ(words, line)
    ):
        return False
    return not is_chrome(scan, paragraph.start, paragraph.end) or (
        _SITE_TAIL.search(line) is not None and words.meeting.search(line) is not None
    )


def _is_dated_organ(words: PageWords, line: str) -> bool:
    """东河县人民政府办公室 2024-5-9: who published, and when."""
    stamp = next(iter(stamps_in(line)), None)
    alone = stamp is not None and not line[stamp.end() :].strip()
    return stamp is not None and alone and words.before_stamp.fullmatch(line, 0, stamp.start()) is not None
