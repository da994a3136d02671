"""What the page says about itself: title, time of publication, publisher. (页面字段)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kg.mentions.dates import sound_date
from kg.mentions.numerals import chinese_number
from kg.model import Located, NoticeFields, Span
from kg.patterns import lazy
from kg.scan import Scan
from kg.structure import Outline, Paragraph, is_chrome
from kg.structure.marks import DAY, marks_of

_TITLE_WORDS = re.compile("会议|常务会|党组会|办公会|专题会|全会")
_NO_TITLE = re.compile(
    r"^(?:首页|当前|您|网站|首頁|第[一二三四五六七八九十A-Z0-9]+版|第?[A-Z]?\d+版|来源|发布|时间|日期|字|【|\[|\(|□|■|●|作者|记者|编辑|索\s*引|主题分类|组配分类|\d{4}[-./]\d|\d{4}年\d{1,2}月(?!.*(?:召开|会议)))|>|»|版权|导航|^\S{0,6}(?:浏览|阅读)"
)
_SITE_TAIL = re.compile(r"\s*(?:--|——|_|\|(?!\s*$)| - | – ).*$")
_PUBLISHED_LABEL = re.compile(
    r"(?P<what>发布|发文|生成|成文|公开|发稿|刊发|上传|更新|录入|提供)?(?:日\s*期|时\s*间)\s*[:丨|\t]\s*"
)
# The cell of an index table: 标 题 | …常务会议 |, 名称:…, also behind other cells.
_TITLE_CELL = re.compile(
    r"(?<![^\s|丨])(?:标\s*题|名\s*称|信息名称|信息标题|文件名称)\s*[:丨|\t]\s*(?P<title>[^|丨\t\n]+?)\s*(?:[|丨\t\n]|[ \u3000]{2,}|$|"
    r"(?=[ \u3000](?:主题分类|发布|发文|成文|生成|索\s*引|文\s*号|来源|关键词)[^:\s]{0,4}\s*:))"
)
_NOT_PUBLISHED = re.compile("会议(?:召开)?(?:日期|时间)|开会")
# 〇 and ○ both stand for zero in dates written out in Chinese.
_CHINESE_DATE = re.compile(
    "(?P<y>[二一][〇零○一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_RUN_TOGETHER = re.compile(r"(?<!\d)(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_STAMP = re.compile(
    r"(?P<y>20\d{2}|19\d{2})\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})(?:\s*日)?(?:[T\s\u3000]*(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2}))?)?"
)
_PUBLISHER_LABEL = re.compile(
    r"(?:信息来源|文章来源|稿件来源|稿\s*源|来\s*源|发布机构|发布单位|发布部门|信息提供|供稿单位|发文机关|发文机构|公开单位)"
    r"[ \u3000]*(?:[:丨|\]】]|\t)\s*(?P<name>[^\s\u3000|丨,。;:()\[\]【】<>&•·]*)"
)
# One name in a line of its own, and the labels that run into a name before them.
_NAME = re.compile("[一-鿿A-Za-z]{2,20}")
_RUN_IN = re.compile(
    "(?:责任编辑|编辑|责编|作者|记者|(?:发布|发文|成文|生成|更新)?(?:日期|时间)|(?:浏览|阅读|点击|访问)(?:次数|量|数)?|字号|字体|主题分类|发文字号|文号|关键词)$"
)
_SOURCE = re.compile(r"(?:信息|文章|稿件)?来\s*源|稿\s*源")
_NO_PUBLISHER = re.compile(
    "^(?:本网|本站|原创|网络|未知|不详|互联网|转载|-+|发布|时间|日期|浏览|阅读|字|作者|责任|点击|20\\d\\d)"
)
_AFTER_STAMP = lazy(
    r"[ \u3000\xa0]+(?P<name>[一-鿿]{2,12}(?:日报|晚报|晨报|网|时报|新闻网|电视台|融媒|融媒体中心|发布|报))(?=[ \u3000\xa0\n]|$)"
)
# 甘孜日报数字报  2023年06月30日
_PAPER = re.compile(r"(?P<name>[一-鿿]{2,8}(?:日报|晚报|晨报|时报))(?:数字报|电子版)?[ \u3000\xa0]+$")
# 聊城日报  作者:…; A1版 要闻  凉山日报  2023年8月31日; 鹰潭日报数字报
_MASTHEAD = re.compile(
    r"(?:^|(?<=[ \u3000\xa0]))(?P<name>[一-鿿]{2,8}(?:日报|晚报|晨报|时报|都市报|商报))"
    r"(?=数字报|电子版|[ \u3000\xa0]+(?:作者|记者|20\d\d|第)|[ \u3000\xa0]*$)",
    re.MULTILINE,
)
# 红网东河站6月1日讯, 东河新闻网讯: a brand where the notice begins; 本报讯 says none.
_DATELINE = re.compile(
    r"\s*[(【]?(?P<name>(?!本)[一-鿿]{1,8}?(?:网|日报|晚报|晨报|时报|商报|都市报))(?:[一-鿿]{2,4}(?:站|频道))?"
    r"[ \u3000]*(?:\d{1,2}月\d{1,2}日)?[ \u3000]*[讯电](?![一-鿿])"
)
# 东河新闻网>>政务频道>>要闻: the breadcrumbs of a portal.
_CRUMBS = re.compile(r"[ \u3000]*(?P<name>[一-鿿]{2,8}(?:网|在线))[ \u3000]*(?:>|»)")
# 作者:县委宣传部
_AUTHOR = re.compile(
    r"(?:作者|供稿|撰稿)[ \u3000]*:[ \u3000]*(?P<name>[一-鿿]{2,16}(?:部|局|委|办|办公室|中心|政府))(?=[ \u3000]|$)"
)
_SIGNED = re.compile(r"\((?P<name>[一-鿿]{2,16}(?:办公室|办公厅|政府办|府办|融媒体中心|日报社?|电视台|新闻中心))\)\s*$")


def find_notice_fields(scan: Scan, outline: Outline) -> NoticeFields:
    """Title, time of publication and publisher, from the page's metadata if it has them, else from its text."""
    page = scan.notice.page
    title = Located(page.title, None, "fields.page", 0.95) if page.title else _title(scan, outline)
    published = _told(page.published) or _published(scan, outline)
    publisher = Located(page.publisher, None, "fields.page", 0.95) if page.publisher else _publisher(scan, outline)
    return NoticeFields(title, published, publisher)


def _told(day: str | None) -> Located[str] | None:
    """The time of publication in the page's metadata, however it is written; None where it is no time at all."""
    if day is None:
        return None
    stamp = _STAMP.search(day)
    if stamp is not None and _valid(stamp) is not None:
        return Located(_iso(stamp), None, "fields.page", 0.97)
    written = _CHINESE_DATE.search(day) or _RUN_TOGETHER.search(day)
    if written is None:
        return None
    found = sound_date(*(chinese_number(written[key]) for key in "ymd"))
    return None if found is None else Located(found.isoformat(), None, "fields.page", 0.97)


def _around(outline: Outline) -> list[Paragraph]:
    return [p for p in outline.paragraphs if p.role in ("head", "foot")]


def _title(scan: Scan, outline: Outline) -> Located[str] | None:
    heads = [p for p in outline.paragraphs if p.role == "head"]
    candidates = [p for p in heads if _may_be_title(scan, p)]
    telling = [p for p in candidates if _TITLE_WORDS.search(scan.text, p.start, p.end) is not None]
    ranked = telling or candidates
    if not ranked:
        return None
    # 市政府第28次常务会议 tells more than the column's name 会议公开; among equals the first stands.
    paragraph = max(ranked, key=lambda p: (_tells(scan.text[p.start : p.end]), -p.start))
    span = Span(paragraph.start, paragraph.end)
    cut = _SITE_TAIL.search(scan.text, span.start + 4, span.end)
    if cut is not None and _tells(scan.text[cut.start() : span.end]) < 2:
        span = Span(span.start, cut.start())
    repeated = next((p for p in ranked if scan.text[p.start : p.end] == scan.text[span.start : span.end]), None)
    span = Span(repeated.start, repeated.end) if repeated is not None else span
    cell = _TITLE_CELL.search(scan.text, span.start, paragraph.end)
    span = Span(*cell.span("title")) if cell is not None else span
    return Located(scan.notice.quote(span), span, "fields.title", 0.95 if telling else 0.7)


def _tells(line: str) -> int:
    return 2 * (re.search("召开|举行|主持|纪要|第.{1,6}次|第.{1,6}期|研究部署|审议|传达学习", line) is not None) + (
        len(line) >= 9
    )


def _may_be_title(scan: Scan, paragraph: Paragraph) -> bool:
    line = scan.text[paragraph.start : paragraph.end]
    if _TITLE_CELL.search(line) is not None:
        return True
    if (
        len(line) < 4
        or re.search("[一-鿿]{3}", line) is None
        or len(line) > 90
        or "。" in line
        or _NO_TITLE.search(line) is not None
        or _SIGNATURE.match(line) is not None
    ):
        return False
    return not is_chrome(scan, paragraph.start, paragraph.end) or (
        _SITE_TAIL.search(line) is not None and _TITLE_WORDS.search(line) is not None
    )


def _published(scan: Scan, outline: Outline) -> Located[str] | None:
    best: tuple[int, re.Match[str]] | None = None
    for number, paragraph in enumerate(outline.paragraphs):
        if paragraph.role not in ("head", "foot"):
            continue
        for stamp in _STAMP.finditer(scan.text, paragraph.start, paragraph.end):
            before = _before(scan, outline, number, stamp.start())
            if (
                _NOT_PUBLISHED.search(before) is not None
                or _is_inside_title(scan, stamp.start())
                or _is_meeting_header(scan, outline, paragraph)
            ):
                continue
            if _valid(stamp) is None:
                continue
            label = _PUBLISHED_LABEL.search(before)
            score = _weight(label) + (2 if stamp["h"] is not None else 0) + (1 if paragraph.role == "head" else 0)
            if best is None or score > best[0]:
                best = (score, stamp)
    if best is None or best[0] < 4:
        signed = _signed_date(scan, outline)
        if signed is not None:
            return signed
    if best is None:
        return None
    stamp = best[1]
    return Located(
        _iso(stamp), Span(*_trim(scan.text, *stamp.span())), "fields.published", 0.97 if best[0] >= 4 else 0.85
    )


def _before(scan: Scan, outline: Outline, number: int, at: int) -> str:
    """What stands before a date: in its line, or the label that has a line of its own."""
    start = outline.paragraphs[number].start
    own = scan.text[max(start, at - 12) : at]
    if own.strip(" \u3000\t") or number == 0:
        return own
    above = outline.paragraphs[number - 1]
    return scan.text[max(above.start, above.end - 12) : above.end] if scan.text[above.end - 1] in ":丨" else own


def _weight(label: re.Match[str] | None) -> int:
    """How much a label makes of a date: 发布日期 most, 更新时间 or 日期 less, and the day a paper was made nothing."""
    if label is None or label["what"] == "成文":
        return 0
    return 6 if label["what"] in ("发布", "发稿", "刊发", "上传", "公开") else 4


def _is_meeting_header(scan: Scan, outline: Outline, paragraph: Paragraph) -> bool:
    """时间:… with 地点: or 主持: in the lines around it is the meeting's time, not the page's."""
    if re.match(r"时\s*间\s*:", scan.text[paragraph.start : paragraph.end]) is None:
        return False
    index = outline.paragraphs.index(paragraph)
    around = outline.paragraphs[index + 1 : index + 4]
    return any(re.match(r"(?:会议)?地\s*点|主\s*持", scan.text[p.start : p.end]) is not None for p in around)


# 信息提供日期:20211018
_LABELLED_RUN = re.compile(r"(?:日期|时间)\s*[:丨|]\s*20\d{6}(?!\d)")
_SIGNATURE = re.compile(
    r"\s*(?P<name>[一-鿿]{4,24}?(?:办公室|办公厅|政府|委员会|政府办|党政办|局|公司))[ \u3000\xa0]+(?P<date>[^\s]{6,14}日)(?:印发?)?\s*$"
)


def _signed_date(scan: Scan, outline: Outline) -> Located[str] | None:
    """The day in a signature (沙镇溪镇人民政府办公室  二〇一二年五月十一日), in digits or Chinese numerals, or run together after a label."""
    for paragraph in outline.paragraphs:
        if paragraph.role == "body":
            continue
        line = scan.text[paragraph.start : paragraph.end]
        signed = _SIGNATURE.match(line)
        run = _LABELLED_RUN.search(line)
        source = (
            signed["date"]
            if signed is not None
            else run[0]
            if run is not None
            else line
            if _PUBLISHED_LABEL.match(line) is not None
            else None
        )
        if source is None:
            continue
        stamp = _STAMP.search(source) or _CHINESE_DATE.search(source) or _RUN_TOGETHER.search(source)
        if stamp is None:
            continue
        year, month, day = (chinese_number(stamp[key]) for key in "ymd")
        if year is None or month is None or day is None:
            continue
        at = scan.text.index(stamp[0], paragraph.start)
        return Located(f"{year}-{month:02}-{day:02}", Span(at, at + len(stamp[0])), "fields.published-signed", 0.85)
    return None


def _is_inside_title(scan: Scan, at: int) -> bool:
    mask = scan.masked(at)
    return mask is not None and scan.text[mask.start] == "《"


def _valid(stamp: re.Match[str]) -> date | None:
    try:
        return date(int(stamp["y"]), int(stamp["m"]), int(stamp["d"]))
    except ValueError:
        return None


def _iso(stamp: re.Match[str]) -> str:
    day = f"{stamp['y']}-{int(stamp['m']):02}-{int(stamp['d']):02}"
    if stamp["h"] is None or int(stamp["h"]) > 23 or int(stamp["n"]) > 59:
        return day
    seconds = f":{stamp['s']}" if stamp["s"] is not None else ""
    return f"{day}T{int(stamp['h']):02}:{stamp['n']}{seconds}"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _publisher(scan: Scan, outline: Outline) -> Located[str] | None:
    labelled = list(_labelled_publishers(scan, outline))
    # 来源 says who published the page; 发布机构 in an index table whose column it is.
    first = next((span for is_source, span in labelled if is_source), labelled[0][1] if labelled else None)
    if first is not None:
        return Located(scan.notice.quote(first), first, "fields.publisher-label", 0.97)
    for paragraph in _around(outline):
        stamp = _STAMP.search(scan.text, paragraph.start, paragraph.end)
        if stamp is None:
            continue
        after = _AFTER_STAMP.match(scan.text, stamp.end(), paragraph.end)
        if after is not None:
            return _located(scan, after, "fields.publisher-beside-date", 0.85)
        paper = _PAPER.match(scan.text, paragraph.start, stamp.start())
        if paper is not None:
            return _located(scan, paper, "fields.publisher-beside-date", 0.85)
        before = re.match(
            r"(?P<name>[一-鿿]{4,20}(?:办公室|办公厅|政府|委员会|局))[ \u3000\xa0]+$",
            scan.text[paragraph.start : stamp.start()],
        )
        if before is not None:
            span = Span(paragraph.start, paragraph.start + before.end("name"))
            return Located(scan.notice.quote(span), span, "fields.publisher-signature", 0.85)
    for paragraph in outline.paragraphs if outline.lead is None else outline.paragraphs[outline.lead :][:1]:
        dateline = _DATELINE.match(scan.text, paragraph.start, paragraph.end)
        if dateline is not None:
            return _located(scan, dateline, "fields.publisher-dateline", 0.85)
    for paragraph in outline.paragraphs:
        if paragraph.role == "head":
            crumbs = _CRUMBS.match(scan.text, paragraph.start, paragraph.end)
            if crumbs is not None:
                return _located(scan, crumbs, "fields.publisher-crumbs", 0.85)
            paper = _MASTHEAD.search(scan.text, paragraph.start, paragraph.end)
            if paper is not None and _TITLE_WORDS.search(scan.text, paragraph.start, paragraph.end) is None:
                return _located(scan, paper, "fields.publisher-masthead", 0.85)
    for paragraph, below in pairwise(outline.paragraphs):
        text = scan.text
        if paragraph.role == below.role == "foot" and DAY.match(text, below.start, below.end) is not None:
            signer = marks_of(scan.lexicon).signer.match(text, paragraph.start, paragraph.end)
            if signer is not None:
                span = Span(paragraph.start, paragraph.end)
                return Located(scan.notice.quote(span), span, "fields.publisher-signature", 0.85)
    for paragraph in _around(outline):
        signature = _SIGNATURE.match(scan.text, paragraph.start, paragraph.end)
        if signature is not None:
            return _located(scan, signature, "fields.publisher-signature", 0.85)
    for paragraph in _around(outline):
        author = _AUTHOR.search(scan.text, paragraph.start, paragraph.end)
        if author is not None:
            return _located(scan, author, "fields.publisher-author", 0.8)
    for paragraph in reversed(outline.paragraphs):
        signed = _SIGNED.search(scan.text, paragraph.start, paragraph.end)
        if signed is not None:
            return _located(scan, signed, "fields.publisher-signed", 0.8)
    return None


def _labelled_publishers(scan: Scan, outline: Outline) -> Iterator[tuple[bool, Span]]:
    """Names behind 来源:, 发布机构: and the like, in the line or alone in the next; whether the label is one of source."""
    for number, paragraph in enumerate(outline.paragraphs):
        if paragraph.role not in ("head", "foot"):
            continue
        for match in _PUBLISHER_LABEL.finditer(scan.text, paragraph.start, paragraph.end):
            if scan.text[match.start() - 1 : match.start()] in _QUOTES:
                continue  # 转载必须注明“来源:…”
            span: Span | None = Span(*match.span("name"))
            if not match["name"] and match.end() == paragraph.end and number + 1 < len(outline.paragraphs):
                span = _alone(scan, outline.paragraphs[number + 1])
            span = None if span is None else _without_label(scan.text, span)
            name = "" if span is None else scan.text[span.start : span.end]
            if span is not None and len(name) >= 2 and _NO_PUBLISHER.match(name) is None:
                yield _SOURCE.match(match[0]) is not None, span


_QUOTES = frozenset('“‘「『"')


def _alone(scan: Scan, paragraph: Paragraph) -> Span | None:
    """A line that is one name and nothing else, as what stands below a label that has a line of its own."""
    return Span(paragraph.start, paragraph.end) if _NAME.fullmatch(scan.text, paragraph.start, paragraph.end) else None


def _without_label(text: str, name: Span) -> Span | None:
    """``name`` without the next label that runs into it (东河新闻网作者:); None where it is that label."""
    if not text.startswith(":", name.end):
        return name
    label = _RUN_IN.search(text, name.start, name.end)
    return None if label is None else Span(name.start, label.start())


def _located(scan: Scan, match: re.Match[str], rule: str, confidence: float) -> Located[str]:
    span = Span(*match.span("name"))
    return Located(scan.notice.quote(span), span, rule, confidence)
