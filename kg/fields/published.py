"""When the page was published, from the lines around the notice. (发布时间)"""

from __future__ import annotations

import re

from kg.fields.page_words import PageWords, page_words
from kg.fields.stamps import SHORT_STAMP, STAMP, as_iso, day_of, is_day, otherwise_written, stamps_in
from kg.mentions.dates import sound_date
from kg.mentions.numerals import chinese_number
from kg.model import Located, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph
from kg.structure.marks import DAY

# How much speaks for a day: a label of publication, another one, a time beside it, a place above the notice; and from where on
# it counts against a signature.
_STRONG, _WEAK, _TIMED, _ABOVE, _ENOUGH = 6, 4, 2, 1, 4
_LABEL_REACH = 12
_TIME_LINE = re.compile(r"时\s*间\s*:")
# 信息提供日期:20211018
_LABELLED_RUN = re.compile(r"(?:日期|时间)\s*[:丨|]\s*20\d{6}(?!\d)")


def find_published(scan: Scan, outline: Outline) -> Located[str] | None:
    """The day, with its time where there is one, that most speaks for; else the one of a signature."""
    words = page_words(scan.lexicon)
    best: tuple[int, re.Match[str]] | None = None
    for number, paragraph in enumerate(outline.paragraphs):
        if paragraph.role not in ("head", "foot"):
            continue
        for stamp in stamps_in(scan.text, paragraph.start, paragraph.end):
            before = _before(scan, outline, number, stamp.start())
            if (
                words.not_published.search(before) is not None
                or _is_inside_title(scan, stamp.start())
                or _is_meeting_header(scan, outline, paragraph)
                or not is_day(stamp)
                or scan.text.startswith(words.past_day, stamp.end())
            ):
                continue
            score = _weight(words, before) + _TIMED * (stamp["h"] is not None) + _ABOVE * (paragraph.role == "head")
            if best is None or score > best[0]:
                best = (score, stamp)
    if best is not None and best[0] < _ENOUGH:
        short = _without_year(scan, outline, words, best[1])
        if short is not None:
            return short
    if best is None or best[0] < _ENOUGH:
        stamped = _stamped(scan, words)
        if stamped is not None:
            return stamped
        signed = _signed(scan, outline)
        if signed is not None:
            return signed
    if best is None:
        return None
    span = Span(best[1].start(), best[1].start() + len(best[1][0].rstrip()))
    return Located(as_iso(best[1]), span, "fields.published", 0.97 if best[0] >= _ENOUGH else 0.85)


def _without_year(scan: Scan, outline: Outline, words: PageWords, shown: re.Match[str]) -> Located[str] | None:
    """日期:03-24 on a page that is dated as shown: the last such day not after it."""
    for paragraph in outline.paragraphs:
        label = words.day_label.match(scan.text, paragraph.start, paragraph.end) if paragraph.role == "head" else None
        stamp = None if label is None else SHORT_STAMP.match(scan.text, label.end(), paragraph.end)
        if stamp is None:
            continue
        page = day_of(shown)
        months = int(stamp["m"]), int(stamp["d"])
        day = sound_date(page.year - (months > (page.month, page.day)), *months)
        if day is not None:
            return Located(day.isoformat(), Span(*stamp.span()), "fields.published", 0.85)
    return None


# (2025年4月30日|发布), which begins a sentence or a line: behind a title it is the document's day.
_STAMP_BEFORE = re.compile(rf"(?:^|(?<=[。!?\n]))[ \u3000]*\(?(?P<stamp>{STAMP.pattern})[ \u3000]*$")
_STAMP_REACH = 40
_STAMP_ENDS = re.compile(r"[ \u3000]*(?:\)?[。]?[ \u3000]*(?:\n|$)|\)|。)")


def _stamped(scan: Scan, words: PageWords) -> Located[str] | None:
    """A day within the text that says of itself that it is the page's: (2025年4月30日发布), behind a sentence or in a line of its own."""
    found: list[tuple[int, re.Match[str]]] = []
    for word in words.strong_days:
        at = scan.text.find(word)
        while at >= 0:
            low = max(0, at - _STAMP_REACH)
            stamp = _STAMP_BEFORE.search(scan.text[low:at])
            if (
                stamp is not None
                and (low == 0 or stamp.start() > 0)
                and is_day(stamp)
                and _STAMP_ENDS.match(scan.text, at + len(word)) is not None
            ):
                found.append((low, stamp))
            at = scan.text.find(word, at + 1)
    if not found:
        return None
    low, stamp = min(found, key=lambda one: one[0] + one[1].start())
    span = Span(low + stamp.start("stamp"), low + stamp.end("stamp"))
    return Located(as_iso(stamp), span, "fields.published-stamped", 0.9)


def _before(scan: Scan, outline: Outline, number: int, at: int) -> str:
    """What stands before a date: in its line, or the label that has a line of its own."""
    start = outline.paragraphs[number].start
    own = scan.text[max(start, at - _LABEL_REACH) : at]
    if own.strip(" \u3000\t") or number == 0:
        return own
    above = outline.paragraphs[number - 1]
    label = scan.text[max(above.start, above.end - _LABEL_REACH) : above.end]
    labels = scan.text[above.end - 1] in ":丨" or page_words(scan.lexicon).not_published.fullmatch(label) is not None
    return label if labels else own


def _weight(words: PageWords, before: str) -> int:
    """How much a label makes of a date: 发布日期 most, 更新时间 or 日期 less, and the day a paper was made nothing."""
    label = words.day_label.search(before)
    if label is None or label["what"] in words.paper_days:
        return 0
    return _STRONG if label["what"] in words.strong_days else _WEAK


def _is_meeting_header(scan: Scan, outline: Outline, paragraph: Paragraph) -> bool:
    """时间:… with 地点: or 主持: in the lines around it is the meeting's time, not the page's."""
    if _TIME_LINE.match(scan.text, paragraph.start, paragraph.end) is None:
        return False
    index = outline.paragraphs.index(paragraph)
    place_line = page_words(scan.lexicon).place_line
    around = outline.paragraphs[index + 1 : index + 4]
    return any(place_line.match(scan.text, p.start, p.end) is not None for p in around)


def _is_inside_title(scan: Scan, at: int) -> bool:
    mask = scan.masked(at)
    return mask is not None and scan.text[mask.start] == "《"


def _signed(scan: Scan, outline: Outline) -> Located[str] | None:
    """The day in a signature (东河县人民政府办公室  二〇一二年五月十一日), in digits or Chinese numerals, or run together after a label."""
    words = page_words(scan.lexicon)
    for paragraph in outline.paragraphs:
        if paragraph.role == "body":
            continue
        source = _dated(words, scan.text[paragraph.start : paragraph.end])
        stamp = None if source is None else STAMP.search(source) or otherwise_written(source)
        if stamp is None:
            continue
        day = sound_date(*(chinese_number(stamp[key]) for key in "ymd"))
        if day is None:
            continue
        at = scan.text.index(stamp[0], paragraph.start)
        told = as_iso(stamp) if "h" in stamp.groupdict() else day.isoformat()
        return Located(told, Span(at, at + len(stamp[0].rstrip())), "fields.published-signed", 0.85)
    return None


def _dated(words: PageWords, line: str) -> str | None:
    """The part of a line in which the day of a signature or behind a label stands; None where the line has neither."""
    signed = words.signature.match(line)
    if signed is not None:
        return line[signed.start("date") :]
    run = _LABELLED_RUN.search(line)
    if run is not None:
        return run[0]
    alone = DAY.fullmatch(line.strip(" \u3000")) is not None and STAMP.search(line) is None  # 二〇二四年五月八日
    return line if alone or words.day_label.match(line) is not None else None
