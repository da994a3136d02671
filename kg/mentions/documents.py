"""Documents: 《…》, what they are called for short, their kind, issuer, number, and what they print. (文件)"""

from __future__ import annotations

import re
from collections import deque

from kg.lexicon import Lexicon
from kg.mentions.document_kinds import kind_of
from kg.mentions.document_words import document_words
from kg.mentions.titles import Draft, Titles, mark_of
from kg.model import Document, Located, Span
from kg.patterns import lazy
from kg.scan import Scan
from kg.structure import Outline

# (以下简称《工会法》), (下称"方案"): right after one or more titles.
_SHORT = re.compile(
    r"\s*[\(\[]?(?:以下(?:统一)?简称|下称|以下称|简称)(?:为)?:?\s*[《“\"](?P<short>[^《》“”\"\n]{1,30})[》”\"]"
)
# 浙自然资规〔2021〕8号, 国办发[2020]24号: issuer's mark, year, serial.
_NUMBER = re.compile(r"\s*\(?(?P<number>[一-鿿]{2,12}[〔\[\(](?:19|20)\d{2}[〕\]\)]第?\d{1,5}号)\)?")

# A short name means one of so many documents that its paragraph named last.
_MOST_BESIDE = 20


def find_documents(scan: Scan, outline: Outline) -> tuple[Document, ...]:
    """Every law, plan or other document in brackets, once, under its longest full title, in reading order."""
    titles = Titles(document_words(scan.lexicon).holds)
    pending: dict[Draft, None] = {}  # titles that share what follows the last of them
    spans = _title_spans(scan, outline)
    beside: deque[Draft] = deque(maxlen=_MOST_BESIDE)  # what the paragraph has named
    for index, span in enumerate(spans):
        title = scan.text[span.start : span.end]
        gap = scan.text[spans[index - 1].end + 1 : span.start - 1] if index else ""
        if pending and _NAMES_SHORT.search(gap) is not None:
            continue  # the short name itself, bound at the title before it
        if "\n" in gap:
            beside.clear()
        draft = titles.of(title, span, beside)
        beside.append(draft)
        draft.mentions.append(span)
        if not (index and _joins(gap)) or draft in pending:
            pending.clear()
        pending[draft] = None
        _bind_short(scan, span, pending, titles)
    return tuple(_finish(scan, draft) for draft in titles.drafts.values())


def _joins(gap: str) -> bool:
    """Titles with nothing, 、 or 和 between them share one short name that follows the last."""
    return gap.strip() in ("", "、", "和", "及", "以及", "与")


def _title_spans(scan: Scan, outline: Outline) -> list[Span]:
    """Insides of outermost 《…》 that name documents, in the notice proper and in its title."""
    first = outline.paragraphs[outline.lead].start if outline.lead is not None else 0
    spans: list[Span] = []
    for mask in scan.masks:
        if scan.text[mask.start] == "《":
            found = [Span(mask.start + 1, mask.end - 1)]
        elif "《" in scan.text[mask.start : mask.end]:
            found = [Span(m.start() + 1, m.end() - 1) for m in _INNER.finditer(scan.text, mask.start, mask.end)]
        else:
            continue
        spans.extend(span for span in found if span.start < span.end and _is_document(scan, span))
    head = [s for s in spans if s.start < first]
    return [s for s in spans if s.start >= first] + head


_INNER = re.compile("《[^《》\n]{2,80}》")
_REACH = 10
_NO_KIND = "其他"


def _is_document(scan: Scan, span: Span) -> bool:
    text, words = scan.text, document_words(scan.lexicon)
    if words.medium.match(text, *span) is not None or words.book.search(text, *span) is not None:
        return False
    before = words.no_document_before.search(text, max(0, span.start - _REACH), span.start - 1)
    if before is not None or words.no_document_after.match(text, span.end + 1) is not None:
        return False
    lecture = words.lecture_after.match(text, span.end + 1) is not None
    return not lecture or kind_of(text[span.start : span.end], scan.lexicon, "")[0] != _NO_KIND


# The bracket after these words holds a short name and no title.
_NAMES_SHORT = re.compile('(?:简称|下称)(?:为)?:?[“"]?$')


def _bind_short(scan: Scan, span: Span, pending: dict[Draft, None], titles: Titles) -> None:
    """Read the number and the short name that follow a title; a short name after several titles is each one's."""
    at = span.end + 1
    number = _NUMBER.match(scan.text, at)
    if number is not None:
        where = Span(number.start("number"), number.end("number"))
        next(reversed(pending)).number = Located(scan.notice.quote(where), where, "documents.number", 0.99)
        at = number.end()
    match = _SHORT.match(scan.text, at)
    if match is None:
        return
    short, where = match["short"], Span(match.start("short"), match.end("short"))
    # 《纲要》 after two titles that both end so is the short name of both; 《责任清单》 after 《…方案》和《…责任清单》 of one.
    meant = [draft for draft in pending if draft.bare.endswith(short)] or list(pending)
    for draft in meant:
        draft.short, draft.short_span = short, where
        draft.mentions.append(where)
        titles.agree_short(short, draft)


def _finish(scan: Scan, draft: Draft) -> Document:
    notice = scan.notice
    title_span = next((s for s in draft.mentions if scan.text[s.start : s.end] == draft.title), draft.span)
    kind, rule, confidence = kind_of(draft.title, scan.lexicon, _context(scan, title_span))
    if kind == _OF_NOBODY and _is_draft_of_state_council(scan, draft.title):
        kind, rule, confidence = "行政法规", "documents.kind-drafted", 0.95
    short = None
    if draft.short is not None:
        where = draft.short_span or next(s for s in draft.mentions if scan.text[s.start : s.end] == draft.short)
        short = notice.quote(where)
    return Document(
        title=notice.quote(title_span),
        span=title_span,
        kind=kind,
        short=short,
        mentions=tuple(sorted(draft.mentions)),
        number=draft.number,
        issuer=_issuer(scan, title_span),
        printed=_printed(scan, title_span),
        draft=_draft_mark(draft.title, scan.lexicon),
        rule=rule,
        confidence=scan.lexicon.confidence(rule, confidence),
    )


_OF_NOBODY = "条例"
# 李强主持召开|国务院常务会议, in the title or the lead; what counties study is 国务院常务会议精神.
_STATE_COUNCIL_MEETS = lazy("(?:主持召开|^)国务院(?:第[0-9一二三四五六七八九十百]{1,5}次)?常务会议(?!精神)")
_LEAD = 400


def _is_draft_of_state_council(scan: Scan, title: str) -> bool:
    """《…条例(修订草案)》 before an executive meeting of the State Council."""
    drafted = _draft_mark(title, scan.lexicon) is not None
    return drafted and _STATE_COUNCIL_MEETS.search(scan.text, 0, _LEAD) is not None


def _context(scan: Scan, span: Span) -> str:
    return scan.text[max(0, span.start - 16) : span.start - 1]


def _issuer(scan: Scan, span: Span) -> Located[str] | None:
    match = document_words(scan.lexicon).issuer.match(scan.text, *span)
    if match is None:
        return None
    where = Span(*match.span("issuer"))
    return Located(scan.notice.quote(where), where, "documents.issuer-in-title", 0.95)


def _printed(scan: Scan, span: Span) -> Located[str] | None:
    match = document_words(scan.lexicon).holds.search(scan.text[span.start : span.end])
    if match is None or match["prints"] is None:
        return None
    start, end = span.start + match.start("inner"), span.start + match.end("inner")
    while scan.text[start] in "《〈" and end - start > 2:
        start, end = start + 1, end - 1
    where = Span(start, end)
    return Located(scan.notice.quote(where), where, "documents.printed-with", 0.95)


def _draft_mark(title: str, lexicon: Lexicon) -> str | None:
    mark = mark_of(title)
    return mark if mark in lexicon.drafts else None
