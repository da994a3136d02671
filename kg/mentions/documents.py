"""Documents: 《…》, what they are called for short, their kind, issuer, number, and what they print. (文件)"""

from __future__ import annotations

import re

from kg.lexicon import Lexicon
from kg.mentions.titles import Draft, Titles, bare_title, mark_of, printed_in
from kg.model import Document, Located, Span
from kg.scan import Scan
from kg.structure import Outline

# (以下简称《工会法》), (下称"方案"): right after one or more titles.
_SHORT = re.compile(
    r"\s*[\(\[]?(?:以下(?:统一)?简称|下称|以下称|简称)(?:为)?:?\s*[《“\"](?P<short>[^《》“”\"\n]{1,30})[》”\"]"
)
# 浙自然资规〔2021〕8号, 国办发[2020]24号: issuer's mark, year, serial.
_NUMBER = re.compile(r"\s*\(?(?P<number>[一-鿿]{2,12}[〔\[\(](?:19|20)\d{2}[〕\]\)]第?\d{1,5}号)\)?")
_ISSUER = re.compile(
    "^(?P<issuer>(?:(?:中共中央|国务院|中央)(?:办公厅)?|[一-鿿]{2,16}?(?:人民政府办公[厅室]|人民政府|办公[厅室]|委员会|省委|市委|县委|厅|局|部|委))"
    "(?:[、 ](?:中共中央|国务院|[一-鿿]{2,16}?)(?:办公[厅室]|委员会|厅|局|部|委)?){0,3})(?=关于|印发)"
)
# Brackets that hold no document: newspapers, columns and books are told by the word before or after.
_NO_DOCUMENT_BEFORE = re.compile(
    "(?:报纸|刊物|栏目|节目|专栏|杂志|电视剧|专题片|警示教育片|纪录片|短片|歌曲|书籍|一书|影片|电影|视频|宣传片|警示片)$"
)
_NO_DOCUMENT_AFTER = re.compile(
    "^(?:专栏|栏目|杂志|报道|节目|一书|专题片|警示片|警示教育片|警示教育专题片|宣传片|纪录片|视频|电视专题片|影片|短片)"
)
_MEDIA = re.compile(
    "^(?:人民日报|光明日报|经济日报|新华日报|求是|学习时报|焦点访谈|新闻联播|[一-鿿]{2,6}(?:日报|晚报|晨报|都市报|时报))$"
)
# Books that meetings study, and no documents: 《习近平谈治国理政》第四卷, 《…文选》, 《…读本》.
_BOOK = re.compile("谈治国理政|(?:文选|选集|选读|读本|著作选编|论述摘编|学习问答|学习纲要|自传|传记)(?:\\(|$|第)")
_NATIONAL = re.compile("^(?:中华人民共和国|国务院|全国)")
_PARTY = re.compile("^(?:中国共产党|中共中央|党(?:政|内|委|组|员|章|的))")


def find_documents(scan: Scan, outline: Outline) -> tuple[Document, ...]:
    """Every law, plan or other document in brackets, once, under its longest full title, in reading order."""
    titles = Titles()
    pending: dict[Draft, None] = {}  # titles that share what follows the last of them
    spans = _title_spans(scan, outline)
    for index, span in enumerate(spans):
        title = scan.text[span.start : span.end]
        gap = scan.text[spans[index - 1].end + 1 : span.start - 1] if index else ""
        if pending and _NAMES_SHORT.search(gap) is not None:
            continue  # the short name itself, bound at the title before it
        draft = titles.of(title, span)
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


def _is_document(scan: Scan, span: Span) -> bool:
    text = scan.text
    if _MEDIA.match(text[span.start : span.end]) is not None or _BOOK.search(text, span.start, span.end) is not None:
        return False
    before, after = text[max(0, span.start - 10) : span.start - 1], text[span.end + 1 : span.end + 9]
    return _NO_DOCUMENT_BEFORE.search(before) is None and _NO_DOCUMENT_AFTER.match(after) is None


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
        titles.call_short(short, draft)


def _finish(scan: Scan, draft: Draft) -> Document:
    notice = scan.notice
    title_span = next((s for s in draft.mentions if scan.text[s.start : s.end] == draft.title), draft.span)
    kind, rule, confidence = kind_of(draft.title, scan.lexicon, _context(scan, title_span))
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


def _context(scan: Scan, span: Span) -> str:
    return scan.text[max(0, span.start - 16) : span.start - 1]


def _issuer(scan: Scan, span: Span) -> Located[str] | None:
    match = _ISSUER.match(scan.text[span.start : span.end])
    if match is None:
        return None
    where = Span(span.start, span.start + match.end("issuer"))
    return Located(scan.notice.quote(where), where, "documents.issuer-in-title", 0.95)


def _printed(scan: Scan, span: Span) -> Located[str] | None:
    match = printed_in(scan.text[span.start : span.end])
    if match is None or not re.search("印发|转发|批转|下发|公布|发布", match[0][:8]):
        return None
    start, end = span.start + match.start("inner"), span.start + match.end("inner")
    while scan.text[start] in "《〈" and end - start > 2:
        start, end = start + 1, end - 1
    where = Span(start, end)
    return Located(scan.notice.quote(where), where, "documents.printed-with", 0.95)


def _draft_mark(title: str, lexicon: Lexicon) -> str | None:
    mark = mark_of(title)
    return mark if mark in lexicon.drafts else None


_ASIDE = re.compile(r"[\(〔\[][^()〔〕\[\]]*[\)〕\]]$")
_ASIDE_ENDS = frozenset(")〕]")
_EDITION = re.compile(r"(?:\d{4}年?(?:版|修订|修正)|第?[一二三四五六七八九十\d]+(?:批|版|期|号))$")
_EDITION_ENDS = frozenset("版订正批期号")
_SPEECH = re.compile("讲话$|讲话精神$|重要讲话")


def kind_of(title: str, lexicon: Lexicon, before: str = "") -> tuple[str, str, float]:
    """Kind of a document by its title (folded, without outer brackets) and the words before it.

    Returns (kind of GUIDELINE.md, rule, confidence). 条例 is 行政法规 when national, 地方性法规 when a place's,
    党内法规 when the Party's, else 条例.
    """
    bare = bare_title(title).strip()
    while bare and bare[-1] in "》〉”":
        bare = bare[:-1]
    if bare[-1:] in _ASIDE_ENDS:
        bare = _ASIDE.sub("", bare)
    if bare[-1:] in _EDITION_ENDS:
        bare = _EDITION.sub("", bare)
    if "讲话" in bare and _SPEECH.search(bare) is not None:
        return "讲话", "documents.kind-suffix", 0.98
    for length in range(min(6, len(bare)), 0, -1):
        kind = lexicon.document_kinds.get(bare[-length:])
        if kind is None:
            continue
        if bare[-length:] == "法":
            return _kind_of_law(bare)
        if kind == "条例":
            return _kind_of_regulation(bare, lexicon, before)
        return kind, "documents.kind-suffix", 0.99
    return "其他", "documents.kind-unknown", 0.6


def _kind_of_law(bare: str) -> tuple[str, str, float]:
    if bare.endswith("办法"):
        return "办法", "documents.kind-suffix", 0.99
    return ("宪法" if bare.endswith("宪法") else "法律"), "documents.kind-law", 0.97


def _kind_of_regulation(bare: str, lexicon: Lexicon, before: str) -> tuple[str, str, float]:
    known = lexicon.known_documents.get(bare)
    if known is not None:
        return known, "documents.kind-known", 0.97
    if _PARTY.match(bare) is not None:
        return "党内法规", "documents.kind-party", 0.95
    if _NATIONAL.match(bare) is not None or re.search("国务院(?:公布|颁布|发布|令)?(?:的|新修订的)?$", before):
        return "行政法规", "documents.kind-national", 0.97
    if _starts_with_place(bare, lexicon):
        return "地方性法规", "documents.kind-local", 0.97
    return "条例", "documents.kind-open", 0.7


def _starts_with_place(bare: str, lexicon: Lexicon) -> bool:
    return (
        any(bare[:length] in lexicon.places for length in range(2, 12))
        or re.match("[一-鿿]{2,7}?(?:省|市|自治区|自治州|自治县|县|州|盟|旗|自由贸易港|经济特区)", bare) is not None
    )
