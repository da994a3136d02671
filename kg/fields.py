"""The fields of the page and of the meeting: title, date, publisher; body, kind, term, number, day. (字段)"""

from __future__ import annotations

import re
from datetime import date

from kg.mentions.agencies import AgencyMention
from kg.mentions.dates import NUMBER, chinese_number, parse_date
from kg.mentions.people import PersonMention
from kg.model import Located, MeetingFields, NoticeFields, Span
from kg.scan import Scan
from kg.structure import Outline, Paragraph, is_chrome

# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────

_TITLE_WORDS = re.compile("会议|常务会|党组会|办公会|专题会|全会")
_NO_TITLE = re.compile(
    r"^(?:首页|当前|您|网站|首頁|第[一二三四五六七八九十A-Z0-9]+版|第?[A-Z]?\d+版|来源|发布|时间|日期|字|【|\[|\(|□|■|●|作者|记者|编辑|索引|\d{4}[-./]\d|\d{4}年\d{1,2}月)|>|»|版权|导航|^\S{0,6}(?:浏览|阅读)"
)
_SITE_TAIL = re.compile(r"\s*(?:--|——|_|\|| - | – ).*$")
_PUBLISHED_LABEL = re.compile(r"(?:发布|发文|生成|成文|公开|发稿|刊发|上传|更新|录入)?(?:日期|时间)\s*[:丨]\s*")
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
    r"(?:信息来源|文章来源|稿件来源|来\s*源|发布机构|发布单位|发布部门|信息提供|供稿单位|发文机关|公开单位)"
    r"[ \u3000]*(?:[:丨]|\t)\s*(?P<name>[^\s\u3000|丨,。;:()\[\]【】<>]*)"
)
_NO_PUBLISHER = re.compile(
    "^(?:本网|本站|原创|网络|未知|不详|互联网|转载|-+|发布|时间|日期|浏览|阅读|字|作者|责任|点击|20\\d\\d)"
)
_AFTER_STAMP = re.compile(
    r"[ \u3000\xa0]+(?P<name>[一-鿿]{2,12}(?:日报|晚报|晨报|网|时报|新闻网|电视台|融媒|融媒体中心|发布|报))(?=[ \u3000\xa0\n]|$)"
)
# 甘孜日报数字报  2023年06月30日
_PAPER = re.compile(r"(?P<name>[一-鿿]{2,8}(?:日报|晚报|晨报|时报))(?:数字报|电子版)?[ \u3000\xa0]+$")
_SIGNED = re.compile(r"\((?P<name>[一-鿿]{2,16}(?:办公室|办公厅|政府办|府办|融媒体中心|日报社?|电视台|新闻中心))\)\s*$")


def find_notice_fields(scan: Scan, outline: Outline) -> NoticeFields:
    """Title, time of publication and publisher, from the page's metadata if it has them, else from its text."""
    page = scan.notice.page
    title = Located(page.title, None, "fields.page", 0.95) if page.title else _title(scan, outline)
    published = Located(page.published, None, "fields.page", 0.97) if page.published else _published(scan, outline)
    publisher = Located(page.publisher, None, "fields.page", 0.95) if page.publisher else _publisher(scan, outline)
    return NoticeFields(title, published, publisher)


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
    return Located(scan.notice.quote(span), span, "fields.title", 0.95 if telling else 0.7)


def _tells(line: str) -> int:
    return 2 * (re.search("召开|举行|主持|纪要|第.{1,6}次|第.{1,6}期|研究部署|审议|传达学习", line) is not None) + (
        len(line) >= 9
    )


def _may_be_title(scan: Scan, paragraph: Paragraph) -> bool:
    line = scan.text[paragraph.start : paragraph.end]
    if len(line) < 4 or len(line) > 90 or "。" in line or _NO_TITLE.search(line) is not None:
        return False
    return not is_chrome(scan, paragraph.start, paragraph.end) or (
        _SITE_TAIL.search(line) is not None and _TITLE_WORDS.search(line) is not None
    )


def _published(scan: Scan, outline: Outline) -> Located[str] | None:
    best: tuple[int, re.Match[str]] | None = None
    for paragraph in _around(outline):
        for stamp in _STAMP.finditer(scan.text, paragraph.start, paragraph.end):
            before = scan.text[max(paragraph.start, stamp.start() - 12) : stamp.start()]
            if (
                _NOT_PUBLISHED.search(before) is not None
                or _is_inside_title(scan, stamp.start())
                or _is_meeting_header(scan, outline, paragraph)
            ):
                continue
            if _valid(stamp) is None:
                continue
            label = _PUBLISHED_LABEL.search(before)
            score = (
                (4 if label is not None and "成文" not in before else 0)
                + (2 if stamp["h"] is not None else 0)
                + (1 if paragraph.role == "head" else 0)
            )
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


def _is_meeting_header(scan: Scan, outline: Outline, paragraph: Paragraph) -> bool:
    """时间:… with 地点: or 主持: in the lines around it is the meeting's time, not the page's."""
    if re.match(r"时\s*间\s*:", scan.text[paragraph.start : paragraph.end]) is None:
        return False
    index = outline.paragraphs.index(paragraph)
    around = outline.paragraphs[index + 1 : index + 4]
    return any(re.match(r"(?:会议)?地\s*点|主\s*持", scan.text[p.start : p.end]) is not None for p in around)


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
        source = signed["date"] if signed is not None else line if _PUBLISHED_LABEL.match(line) is not None else None
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
    for paragraph in _around(outline):
        for match in _PUBLISHER_LABEL.finditer(scan.text, paragraph.start, paragraph.end):
            if match["name"] and _NO_PUBLISHER.match(match["name"]) is None and len(match["name"]) >= 2:
                return _located(scan, match, "fields.publisher-label", 0.97)
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
    for paragraph in _around(outline):
        signature = _SIGNATURE.match(scan.text, paragraph.start, paragraph.end)
        if signature is not None:
            return _located(scan, signature, "fields.publisher-signature", 0.85)
    for paragraph in reversed(outline.paragraphs):
        signed = _SIGNED.search(scan.text, paragraph.start, paragraph.end)
        if signed is not None:
            return _located(scan, signed, "fields.publisher-signed", 0.8)
    return None


def _located(scan: Scan, match: re.Match[str], rule: str, confidence: float) -> Located[str]:
    span = Span(*match.span("name"))
    return Located(scan.notice.quote(span), span, rule, confidence)


# ── the meeting ───────────────────────────────────────────────────────────────────────────────────────────────

# Kinds, the one that counts first: a combined notice gives the fields of the 常务会议 (GUIDELINE.md).
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("常务会议", re.compile("常务会(?:议)?")),
    (
        "常委会会议",
        re.compile(
            r"(?<=[省市县区州盟旗党]委)常委会?(?:\(扩大\)|扩大)?(?:会议|会)|(?<=[省市县区州盟旗]委)(?:召开|举行)?常委会?(?:\(扩大\)|扩大)?会议|常务委员会(?:\(扩大\))?会议"
        ),
    ),
    ("党组(扩大)会议", re.compile(r"党组(?:\(扩大\)|扩大)会议?|党组召开\(?扩大\)?会议")),
    (
        "党组会议",
        re.compile("党组(?:召开)?(?:理论学习中心组)?(?:专题)?会(?:议)?|党组(?=(?:召开|举行)[^,。;]{0,10}会议)"),
    ),
    (
        "办公会议",
        re.compile(
            r"(?:市长|县长|区长|省长|州长|盟长|旗长|镇长|乡长|主任|秘书长|局长)办公(?:\(扩大\))?会(?:议)?|办公会议"
        ),
    ),
    ("全体(扩大)会议", re.compile(r"全体\(扩大\)会议|全体扩大会议")),
    ("全体会议", re.compile("全体(?:成员)?会议|(?<!代表)全会(?!精神)")),
    (
        "专题会议",
        re.compile("(?:市长|县长|区长|省长|州长)?专题(?:办公)?会议?(?!精神)|专题(?:研究|工作|推进|调度)会(?:议)?"),
    ),
    ("调度会议", re.compile("调度会(?:议)?")),
    ("工作会议", re.compile("工作会议")),
)
_BODY_BEFORE = re.compile(
    "(?P<body>(?:[一-鿿]{2,12}?)?(?:人民政府|政府|行政公署|行署|管委会|管理委员会|党组|委|委员会|安委会|国务院|常委会))(?P<gap>[^,。;]{0,16})$"
)
_ORDINAL = re.compile(f"(?P<year>(?:19|20)\\d{{2}}年)?第?\\s*(?P<number>{NUMBER})\\s*次")
_TERM = re.compile(f"第?\\s*(?P<term>{NUMBER})\\s*届")
_ISSUE = re.compile(f"第\\s*(?P<number>{NUMBER})\\s*(?:期|号)")


def find_meeting_fields(
    scan: Scan,
    outline: Outline,
    agencies: tuple[AgencyMention, ...],
    people: tuple[PersonMention, ...],
    notice: NoticeFields,
) -> MeetingFields:
    """Kind, number, term, day, chair and the organ as the text writes it; from the lead, else the title."""
    zones = _zones(scan, outline, notice)
    kind, kind_span, also = _kind(scan, zones)
    around = _meeting_zones(scan, zones, kind_span, kind)
    number, yearly = _number(scan, outline, around)
    published = _published_day(notice)
    chair = _chair(scan, outline, people, zones)
    met = _day(scan, outline, zones, published, notice)
    return MeetingFields(
        body=_body(scan, zones, agencies, kind, kind_span),
        kind=kind,
        term=_term(scan, around, zones),
        number=number,
        yearly=yearly,
        date=met,
        chair=chair,
        delegated_by=_delegated(scan, zones),
        also=also,
        undisclosed=_undisclosed(scan, outline),
    )


def _zones(scan: Scan, outline: Outline, notice: NoticeFields) -> list[Span]:
    """Where the meeting is named: header lines (会议名称:), the lead's first sentences, the title, other heads."""
    zones: list[Span] = []
    if outline.lead is not None:
        for paragraph in outline.paragraphs[outline.lead : outline.lead + 6]:
            if re.match(r"会议名称|会议时间|时\s*间", scan.text[paragraph.start : paragraph.end]) is not None:
                zones.append(Span(paragraph.start, paragraph.end))
        lead = outline.paragraphs[outline.lead]
        stop = scan.text.find("。", lead.start, lead.end)
        zones.append(Span(lead.start, lead.end if stop < 0 else stop))
        for paragraph in outline.paragraphs[outline.lead + 1 : outline.lead + 12]:
            if "主持召开" in scan.text[paragraph.start : paragraph.end]:  # below a header block
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
    if outline.lead is not None:
        more = outline.paragraphs[outline.lead : outline.lead + 4]
        zones.extend(Span(p.start, min(p.end, p.start + 200)) for p in more)
    return zones


def _kind(scan: Scan, zones: list[Span]) -> tuple[Located[str] | None, Span | None, tuple[str, ...]]:
    found: list[tuple[int, int, str, Span]] = []
    for rank, (name, pattern) in enumerate(_KINDS):
        for order, zone in enumerate(zones[:6]):
            match = next(
                (m for m in pattern.finditer(scan.text, zone.start, zone.end) if _is_this_meeting(scan, m, zone)), None
            )
            if match is not None:
                found.append((rank, order, name, Span(*match.span())))
                break
    if not found:
        for zone in zones:
            match = re.compile("会议").search(scan.text, zone.start, zone.end)
            if match is not None:
                span = Span(*match.span())
                return Located("其他", span, "fields.kind-unknown", 0.4), span, ()
        return None, None, ()
    found.sort(key=lambda f: (f[0], f[1]))
    _, _, name, span = found[0]
    also = tuple(
        dict.fromkeys(
            f[2] for f in found[1:] if f[1] <= 1 and f[2] not in ("全体会议", "工作会议", "专题会议", "调度会议")
        )
    )
    return Located(_printed_kind(scan, name, span), span, "fields.kind", 0.97), span, also


def _printed_kind(scan: Scan, name: str, span: Span) -> str:
    """Kinds with (扩大) keep the brackets as printed elsewhere in the guideline: full forms, ASCII brackets."""
    return name


def _is_this_meeting(scan: Scan, match: re.Match[str], zone: Span) -> bool:
    """Not another meeting that this one studied: 传达学习…常委会会议精神."""
    after = scan.text[match.end() : match.end() + 8]
    if re.match("(?:有关)?(?:的)?精神|上的(?:讲话|重要讲话)|要求|部署|审议(?:通过)?的|(?:室|厅)", after) is not None:
        return False
    before = scan.text[zone.start : match.start()]
    clause = re.split("[,。;]", before)[-1]
    return re.search("传达|学习|贯彻|落实|提请|报", clause) is None


def _meeting_zones(scan: Scan, zones: list[Span], kind_span: Span | None, kind: Located[str] | None) -> list[Span]:
    """The clause around each naming of the meeting: its number and term stand there."""
    if kind is None or kind_span is None:
        return zones[:3]
    pattern = next((p for name, p in _KINDS if name == kind.value), re.compile("会议"))
    around = []
    for zone in zones:
        for match in pattern.finditer(scan.text, zone.start, zone.end):
            if not _is_this_meeting(scan, match, zone):
                continue
            start = max((scan.text.rfind(mark, zone.start, match.start()) for mark in ",。;、和暨"), default=-1)
            end = min(
                (i for i in (scan.text.find(mark, match.end(), zone.end) for mark in ",。;") if i >= 0),
                default=zone.end,
            )
            around.append(Span(max(zone.start, start + 1), end))
    return around


def _number(scan: Scan, outline: Outline, around: list[Span]) -> tuple[Located[int] | None, bool]:
    for zone in around:
        for match in _ORDINAL.finditer(scan.text, zone.start, zone.end):
            value = chinese_number(match["number"])
            if value is not None and 0 < value < 1000 and _counts_meetings(scan, match, zone):
                before = scan.text[max(zone.start, match.start() - 8) : match.start()]
                yearly = match["year"] is not None or re.search(r"(?:19|20)\d{2}年(?:度)?$", before) is not None
                span = Span(match.start("number"), match.end("number"))
                return Located(value, span, "fields.number", 0.97), yearly
    for paragraph in outline.paragraphs[: (outline.lead or 0) + 3]:
        line = _LINE_NUMBER.fullmatch(scan.text, paragraph.start, paragraph.end)
        if line is not None and (value := chinese_number(line["number"])) is not None:
            return Located(value, Span(*line.span("number")), "fields.number-line", 0.9), line["year"] is not None
    return None, False


# (第9次), (2023年第18次): a line of its own under the title of minutes. 第36期 counts issues, not meetings.
_LINE_NUMBER = re.compile(f"\\(?(?P<year>(?:19|20)\\d{{2}}年)?第\\s*(?P<number>{NUMBER})\\s*次\\)?")


def _counts_meetings(scan: Scan, match: re.Match[str], zone: Span) -> bool:
    after = scan.text[match.end() : min(zone.end, match.end() + 18)]
    return re.search("会", after) is not None and re.match("全国|党|代表|人大", after) is None


def _term(scan: Scan, around: list[Span], zones: list[Span]) -> Located[int] | None:
    for zone in [*around, *zones[:3]]:
        for match in _TERM.finditer(scan.text, zone.start, zone.end):
            value = chinese_number(match["term"])
            after = scan.text[match.end() : match.end() + 6]
            if (
                value is not None
                and 0 < value < 40
                and re.match("[一二三四五六七八九]中|全国|人大|政协|全会", after) is None
                and zone in around
            ):
                return Located(value, Span(match.start("term"), match.end("term")), "fields.term", 0.96)
    return None


def _published_day(notice: NoticeFields) -> date | None:
    if notice.published is None:
        return None
    try:
        return date.fromisoformat(notice.published.value[:10])
    except ValueError:
        return None


def _day(
    scan: Scan, outline: Outline, zones: list[Span], published: date | None, notice: NoticeFields
) -> Located[str] | None:
    year = None
    for zone in zones[:4]:
        stated = re.compile(r"((?:19|20)\d{2})年").search(scan.text, zone.start, zone.end)
        if stated is not None:
            year = int(stated[1])
            break
    if outline.lead is None:
        return None
    header = re.compile(r"(?:会议)?时\s*间\s*:").search(scan.text, outline.paragraphs[outline.lead].start)
    places = [outline.paragraphs[outline.lead]]
    if header is not None and header.start() < outline.paragraphs[outline.lead].start + 400:
        places.insert(0, Paragraph(header.end(), min(len(scan.text), header.end() + 40), "body"))
    places.extend(outline.paragraphs[outline.lead + 1 : outline.lead + 3])
    for paragraph in places:
        stop = scan.text.find("。", paragraph.start, paragraph.end)
        end = paragraph.end if stop < 0 else stop
        found = parse_date(scan.text, published, year, start=paragraph.start, end=min(end, paragraph.start + 160))
        if found is not None:
            day, span, rule = found
            return Located(day.isoformat(), span, rule, 0.97 if rule != "dates.lost-marks" else 0.75)
    return None


def _chair(scan: Scan, outline: Outline, people: tuple[PersonMention, ...], zones: list[Span]) -> Located[str] | None:
    """Who the words before 主持 name; with a delegation the one who in fact held it."""
    labelled = [m for m in people if m.role == "chair" and m.rule == "people.labelled"]
    chairs = labelled or [m for m in people if m.role == "chair"]
    if not chairs:
        chairs = [m for m in people if _then_chairs(scan, m)]
    inside = [m for m in chairs if any(z.start <= m.span.start < z.end for z in zones)] or chairs
    if not inside:
        return None
    body = [m for m in inside if outline.lead is not None and m.span.start >= outline.paragraphs[outline.lead].start]
    first = (body or inside)[0]
    return Located(scan.notice.quote(first.span), first.span, "fields.chair", 0.96)


_THEN_CHAIRS = re.compile(
    "(?:同志)?(?:(?:\\d+月)?\\d+日(?:上午|下午|晚)?)?(?:[市县区省州盟旗镇乡]长|主席|书记)?(?:同志)?(?:(?:于|在)[^,。;]{0,30}?)?(?:,)?(?:主持|召集)"
)


def _then_chairs(scan: Scan, mention: PersonMention) -> bool:
    match = _THEN_CHAIRS.match(scan.text, mention.span.end)
    return match is not None and "、" not in match[0]


def _delegated(scan: Scan, zones: list[Span]) -> Located[str] | None:
    for zone in zones:
        match = re.compile("受(?P<posts>[^,。;]{0,24}?)(?P<name>[一-鿿]{2,4})(?:同志)?(?:的)?委托").search(
            scan.text, zone.start, zone.end
        )
        if match is None:
            continue
        end = match.end("name")
        for length in (3, 2, 4):
            start = end - length
            if start >= match.start() + 1 and scan.text[start] in scan.lexicon.surnames:
                span = Span(start, end)
                return Located(scan.notice.quote(span), span, "fields.delegated", 0.95)
    return None


_ORGAN = re.compile(
    "政府|国务院|行署|行政公署|管委会|管理委员会|党组|安委会|委员会|[省市县区州盟旗]委|指挥部|领导小组|办事处|公司"
)


def _body(
    scan: Scan,
    zones: list[Span],
    agencies: tuple[AgencyMention, ...],
    kind: Located[str] | None,
    kind_span: Span | None,
) -> Located[str] | None:
    """The organ nearest before the kind in the lead or the title."""
    for zone in zones:
        inside = [
            a for a in agencies
            if zone.start <= a.span.start < zone.end and not a.post and a.kind == "organization"
            and _ORGAN.search(scan.text, a.span.start, a.span.end) is not None
        ]  # fmt: skip
        if kind_span is not None and zone.start <= kind_span.start < zone.end:
            inside = [a for a in inside if a.span.start <= kind_span.start] or inside
        fitting = [a for a in inside if _fits(scan, a, kind)]
        if fitting:
            best = fitting[-1]
            return Located(scan.notice.quote(best.span), best.span, "fields.body", 0.95)
    return None


def _fits(scan: Scan, agency: AgencyMention, kind: Located[str] | None) -> bool:
    words = scan.text[agency.span.start : agency.span.end]
    after = scan.text[agency.span.end : agency.span.end + 24]
    if re.search("办公[室厅楼]|研究室", words) is not None:
        return False
    if kind is None:
        return True
    if kind.value.startswith("常委会"):
        return re.search("[省市县区州盟旗]委|常委会", words) is not None
    if kind.value.startswith("党组"):
        return "党组" in words or "政府" in words
    return (
        re.search("政府|国务院|行署|行政公署|管委会|管理委员会|委员会|安委会|办事处|指挥部|领导小组|公司", words)
        is not None
        and after is not None
    )


_UNDISCLOSED = re.compile(
    "会议(?:还|同时)?(?:研究|讨论|审议|听取|安排)了?(?:了)?(?:其他|其它|有关其他|另外)(?:有关)?(?:事项|议题|工作|事宜|有关事项)|(?:研究|讨论)了(?:其他|其它)(?:有关)?(?:事项|议题|工作)"
)


def _undisclosed(scan: Scan, outline: Outline) -> Span | None:
    match = _UNDISCLOSED.search(scan.text)
    return Span(*match.span()) if match is not None else None
