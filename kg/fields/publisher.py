"""Who published the page: by label, beside the date, in the dateline, in crumbs, masthead or signature. (发布机构)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from kg.fields.page_words import inner_dateline, page_words
from kg.fields.stamps import stamps_in
from kg.model import Located, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph
from kg.structure.marks import DAY, marks_of

# One name in a line of its own.
_NAME = re.compile("[一-鿿A-Za-z]{2,20}")
_QUOTES = frozenset('“‘「『"')


def find_publisher(scan: Scan, outline: Outline) -> Located[str] | None:
    """The publisher by the surest sign that the page has."""
    return next((found for sign in _SIGNS if (found := sign(scan, outline)) is not None), None)


def _by_label(scan: Scan, outline: Outline) -> Located[str] | None:
    """来源 says who published the page; 发布机构 in an index table whose column it is."""
    labelled = list(_labelled(scan, outline))
    first = next((span for is_source, span in labelled if is_source), labelled[0][1] if labelled else None)
    return None if first is None else Located(scan.notice.quote(first), first, "fields.publisher-label", 0.97)


def _labelled(scan: Scan, outline: Outline) -> Iterator[tuple[bool, Span]]:
    """Names behind 来源:, 发布机构: and the like, in the line or alone in the next; whether the label is one of source."""
    words = page_words(scan.lexicon)
    for number, paragraph in enumerate(outline.paragraphs):
        if paragraph.role not in ("head", "foot"):
            continue
        below = _below_label(scan, outline, number)
        if below is not None:
            yield words.source.match(scan.text, paragraph.start) is not None, below
        for cell in words.labelled_cell.finditer(scan.text, paragraph.start, paragraph.end):
            yield words.source.match(cell["label"]) is not None, Span(*cell.span("name"))
        for match in words.labelled.finditer(scan.text, paragraph.start, paragraph.end):
            if scan.text[match.start() - 1 : match.start()] in _QUOTES:
                continue  # 转载必须注明“来源:…”
            span: Span | None = Span(*match.span("name"))
            if not match["name"] and match.end() == paragraph.end and number + 1 < len(outline.paragraphs):
                span = _alone(scan, outline.paragraphs[number + 1])
            span = None if span is None else _without_label(scan, span)
            name = "" if span is None else scan.text[span.start : span.end]
            if span is not None and len(name) >= 2 and words.nobody.match(name) is None:
                yield words.source.match(match[0]) is not None, span


def _below_label(scan: Scan, outline: Outline, number: int) -> Span | None:
    """The organ or medium in the line below a label without a colon, as tables of a page's particulars come out."""
    words = page_words(scan.lexicon)
    label, below = outline.paragraphs[number], outline.paragraphs[number + 1 : number + 2]
    if not below or words.label_alone.fullmatch(scan.text, label.start, label.end) is None:
        return None
    named = words.organ_alone.fullmatch(scan.text, below[0].start, below[0].end)
    return None if named is None else Span(*named.span())


def _alone(scan: Scan, paragraph: Paragraph) -> Span | None:
    """A line that is one name and nothing else, as what stands below a label that has a line of its own."""
    return Span(paragraph.start, paragraph.end) if _NAME.fullmatch(scan.text, paragraph.start, paragraph.end) else None


def _without_label(scan: Scan, name: Span) -> Span | None:
    """``name`` without the next label that runs into it (东河新闻网作者:); None where it is that label."""
    if not scan.text.startswith(":", name.end):
        return name
    label = page_words(scan.lexicon).run_in.search(scan.text, name.start, name.end)
    return None if label is None else Span(name.start, label.start())


def _beside_date(scan: Scan, outline: Outline) -> Located[str] | None:
    """2024-05-09 东河日报, 东河日报 2024-05-09, 东河县人民政府 2024-05-09."""
    words = page_words(scan.lexicon)
    for paragraph in _around(outline):
        stamp = next(iter(stamps_in(scan.text, paragraph.start, paragraph.end)), None)
        if stamp is None:
            continue
        medium = words.after_stamp.match(scan.text, stamp.end(), paragraph.end)
        medium = medium or words.paper.match(scan.text, paragraph.start, stamp.start())
        if medium is not None:
            return _located(scan, medium, "fields.publisher-beside-date", 0.85)
        organ = words.before_stamp.match(scan.text, paragraph.start, stamp.start())
        if organ is not None:
            return _located(scan, organ, "fields.publisher-signature", 0.85)
    return None


def _by_account(scan: Scan, outline: Outline) -> Located[str] | None:
    """原创 东河发布 2024-05-09, and 东河发布 2024-05-09 10:30 发表于广东, as pages made for telephones begin."""
    words = page_words(scan.lexicon)
    for paragraph in outline.paragraphs:
        stamp = next(iter(stamps_in(scan.text, paragraph.start, paragraph.end)), None)
        if paragraph.role != "head" or stamp is None:
            continue
        account = words.account.fullmatch(scan.text, paragraph.start, stamp.start())
        if account is not None and (account["own"] or words.posted_from.match(scan.text, stamp.end())):
            return _located(scan, account, "fields.publisher-account", 0.85)
    return None


def _by_reporter(scan: Scan, outline: Outline) -> Located[str] | None:
    heads = tuple(p for p in outline.paragraphs if p.role == "head")
    return _first(scan, heads, page_words(scan.lexicon).reporter.match, "fields.publisher-reporter", 0.8)


def _by_dateline(scan: Scan, outline: Outline) -> Located[str] | None:
    begins = outline.paragraphs if outline.lead is None else outline.paragraphs[outline.lead :][:1]
    found = _first(scan, begins, page_words(scan.lexicon).dateline.match, "fields.publisher-dateline", 0.85)
    return found or _inside(scan, begins)


def _inside(scan: Scan, begins: tuple[Paragraph, ...]) -> Located[str] | None:
    """会议摘要:赵一山主持召开…会议|东河日报|讯(记者…: a dateline that ran together with the title, the paper of a place of the register."""
    for paragraph in begins:
        span = inner_dateline(scan, paragraph.start, paragraph.end)
        if span is not None:
            return Located(scan.notice.quote(span), span, "fields.publisher-dateline", 0.8)
    return None


def _by_head(scan: Scan, outline: Outline) -> Located[str] | None:
    """The breadcrumbs of a portal, or the masthead of a paper in a line that is no title."""
    words = page_words(scan.lexicon)
    for paragraph in outline.paragraphs:
        if paragraph.role != "head":
            continue
        crumbs = words.crumbs.match(scan.text, paragraph.start, paragraph.end)
        if crumbs is not None:
            return _located(scan, crumbs, "fields.publisher-crumbs", 0.85)
        paper = words.masthead.search(scan.text, paragraph.start, paragraph.end)
        if paper is not None and words.meeting.search(scan.text, paragraph.start, paragraph.end) is None:
            paper = _daily_beside(scan, paragraph) or paper
            return _located(scan, paper, "fields.publisher-masthead", 0.85)
    return None


def _daily_beside(scan: Scan, paragraph: Paragraph) -> re.Match[str] | None:
    """东河零距离    |东河日报|    西岸都市报: of the papers of one house that stand side by side the daily."""
    papers = list(page_words(scan.lexicon).a_paper.finditer(scan.text, paragraph.start, paragraph.end))
    dailies = [paper for paper in papers if paper["name"].endswith(_DAILY)]
    return dailies[0] if len(dailies) == 1 else None


_DAILY = "日报"


def _by_own_paper(scan: Scan, outline: Outline) -> Located[str] | None:
    """东河新闻网    东河日报 above a notice that begins with 本报讯: the one paper that the page names."""
    words = page_words(scan.lexicon)
    if outline.lead is None or words.own_report.match(scan.text, outline.paragraphs[outline.lead].start) is None:
        return None
    heads = (p for p in outline.paragraphs if p.role == "head")
    papers = [paper for p in heads for paper in words.a_paper.finditer(scan.text, p.start, p.end)]
    if len({paper["name"] for paper in papers}) != 1:
        return None
    return _located(scan, papers[0], "fields.publisher-own-paper", 0.8)


def _by_signature_in_two_lines(scan: Scan, outline: Outline) -> Located[str] | None:
    """The organ, and below it the day."""
    text, signer = scan.text, marks_of(scan.lexicon).signer
    for paragraph, below in pairwise(outline.paragraphs):
        at_foot = paragraph.role == below.role == "foot" and DAY.match(text, below.start, below.end) is not None
        if at_foot and signer.match(text, paragraph.start, paragraph.end) is not None:
            span = Span(paragraph.start, paragraph.end)
            return Located(scan.notice.quote(span), span, "fields.publisher-signature", 0.85)
    return None


def _by_signature(scan: Scan, outline: Outline) -> Located[str] | None:
    signature = page_words(scan.lexicon).signature
    return _first(scan, _around(outline), signature.match, "fields.publisher-signature", 0.85)


def _by_author(scan: Scan, outline: Outline) -> Located[str] | None:
    return _first(scan, _around(outline), page_words(scan.lexicon).author.search, "fields.publisher-author", 0.8)


def _by_brackets(scan: Scan, outline: Outline) -> Located[str] | None:
    last_first = tuple(reversed(outline.paragraphs))
    return _first(scan, last_first, page_words(scan.lexicon).signed.search, "fields.publisher-signed", 0.8)


# The surest first.
_SIGNS: tuple[Callable[[Scan, Outline], Located[str] | None], ...] = (
    _by_label,
    _beside_date,
    _by_dateline,
    _by_head,
    _by_own_paper,
    _by_account,
    _by_reporter,
    _by_signature_in_two_lines,
    _by_signature,
    _by_author,
    _by_brackets,
)


def _around(outline: Outline) -> tuple[Paragraph, ...]:
    return tuple([p for p in outline.paragraphs if p.role in ("head", "foot")])


def _first(
    scan: Scan,
    paragraphs: tuple[Paragraph, ...],
    find: Callable[[str, int, int], re.Match[str] | None],
    rule: str,
    confidence: float,
) -> Located[str] | None:
    """What ``find`` finds in the first paragraph that has it."""
    found = (find(scan.text, paragraph.start, paragraph.end) for paragraph in paragraphs)
    match = next((match for match in found if match is not None), None)
    return None if match is None else _located(scan, match, rule, confidence)


def _located(scan: Scan, match: re.Match[str], rule: str, confidence: float) -> Located[str]:
    span = Span(*match.span("name"))
    return Located(scan.notice.quote(span), span, rule, confidence)
