"""The meeting itself: which organ met, as what kind of meeting, in which term, the how-manieth time, when, under whom. (会议字段)"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.lexicon import Lexicon
from kg.mentions.agencies import AgencyMention
from kg.mentions.dates import parse_date
from kg.mentions.numerals import NUMBER, chinese_number
from kg.mentions.people import PersonMention
from kg.model import Located, MeetingFields, NoticeFields, Post, Span
from kg.patterns import lazy
from kg.posts import organ_of_post
from kg.scan import Scan
from kg.structure import Outline, Paragraph, is_chrome
from kg.structure.marks import marks_of

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
        "党工委(扩大)会议",
        re.compile(
            rf"党工委(?:召开)?(?:第\s*{NUMBER}\s*次)?(?:\(扩大\)|扩大)会议?|党工委第\s*{NUMBER}\s*次会议\(扩大\)"
        ),
    ),
    ("党工委会议", re.compile(rf"党工委(?:召开)?(?:第\s*{NUMBER}\s*次)?(?:专题)?会(?:议)?")),
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
    ("领导小组会议", re.compile(rf"领导小组(?:召开)?(?:第\s*{NUMBER}\s*次)?(?:\(扩大\)|扩大|工作|专题)?会议")),
    ("工作会议", re.compile("工作会议")),
)
# What stands in all forms of a kind, where it is not its first two characters: looked for before the pattern.
_SIGNS = {
    "常委会会议": ("常委", "常务委员会"),
    "全体会议": ("全体", "全会"),
    "党工委(扩大)会议": ("党工委",),
    "党工委会议": ("党工委",),
    "领导小组会议": ("领导小组",),
}
# How far around its kind a meeting's number and term stand, and how many namings of it are looked at.
_AROUND, _MOST_NAMINGS = 60, 12
_ORDINAL = re.compile(f"(?P<year>(?:19|20)\\d{{2}}年)?第?\\s*(?P<number>{NUMBER})\\s*次")
_TERM = re.compile(f"第?\\s*(?P<term>{NUMBER})\\s*届")


def find_meeting_fields(
    scan: Scan,
    outline: Outline,
    agencies: tuple[AgencyMention, ...],
    people: tuple[PersonMention, ...],
    notice: NoticeFields,
) -> MeetingFields:
    """Kind, number, term, day, chair and the organ as the text writes it; from the lead, else the title."""
    named = _zones(scan, outline, notice)
    zones = [*named, *_following(outline)]
    kind, kind_span, also = _kind(scan, zones)
    around = _meeting_zones(scan, zones, kind_span, kind)
    number, yearly = _number(scan, outline, around)
    published = _published_day(notice)
    chair = _chair(scan, outline, people, zones)
    met = _day(scan, outline, named, published, notice)
    return MeetingFields(
        body=(
            _body(scan, named, agencies, kind, kind_span)
            or _organ_of_chair(scan, people, chair, kind, bare=_names_bare_government(scan, named))
            or _body(scan, _following(outline), agencies, kind, kind_span)
            or _signer(notice)
        ),
        kind=kind,
        term=_term(scan, around, zones),
        number=number,
        yearly=yearly,
        date=met,
        end_date=_last_day(scan, met),
        chair=chair,
        delegated_by=_delegated(scan, zones),
        also=also,
        undisclosed=_undisclosed(scan),
    )


_HEADER = re.compile(r"会议名称|会议时间|时\s*间")


def _zones(scan: Scan, outline: Outline, notice: NoticeFields) -> list[Span]:
    """Where the meeting is named: header lines (会议名称:), the lead's first sentences, the title, other heads."""
    zones: list[Span] = []
    if outline.lead is not None:
        for paragraph in outline.paragraphs[outline.lead : outline.lead + 6]:
            if _HEADER.match(scan.text, paragraph.start, paragraph.end) is not None:
                zones.append(Span(paragraph.start, paragraph.end))
        lead = outline.paragraphs[outline.lead]
        zones.append(_lead_sentence(scan, lead))
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
    return zones


def _following(outline: Outline) -> list[Span]:
    """What the first paragraphs open with, where neither lead nor title names the meeting."""
    more = () if outline.lead is None else outline.paragraphs[outline.lead : outline.lead + 4]
    return [Span(p.start, min(p.end, p.start + 200)) for p in more]


# Some meeting; 会议听取了… only speaks of one whose kind nothing tells.
_A_MEETING = re.compile(
    "(?<!本次)(?<!此次)会议(?!精神|(?:还|并|同时)?(?:听取|传达|学习|审议|研究|讨论|认为|指出|强调|要求|决定|明确|议定|原则|同意))"
)


@cache
def _named_kinds(lexicon: Lexicon) -> re.Pattern[str]:
    """例会, 会商会议, 工作会: kinds that are known by name alone, the longest first."""
    return re.compile(f"(?:{'|'.join(map(re.escape, lexicon.meeting_kinds))})(?![员场址室])")


def _lead_sentence(scan: Scan, lead: Paragraph) -> Span:
    """Who held which meeting when: the lead's first sentence, or the later one that says so (当前,…。7月4日,…召开…)."""
    stop = scan.text.find("。", lead.start, lead.end)
    end = lead.end if stop < 0 else stop
    held = marks_of(scan.lexicon).lead.search(scan.text, lead.start, lead.end)
    if held is None or held.start() < end:
        return Span(lead.start, end)
    stop = scan.text.find("。", held.end(), lead.end)
    return Span(scan.text.rfind("。", lead.start, held.start()) + 1, lead.end if stop < 0 else stop)


def _kind(scan: Scan, zones: list[Span]) -> tuple[Located[str] | None, Span | None, tuple[str, ...]]:
    found: list[tuple[int, int, str, Span]] = []
    for rank, (name, pattern) in enumerate(_KINDS):
        if not any(sign in scan.text for sign in _SIGNS.get(name, (name[:2],))):
            continue  # most kinds
        for order, zone in enumerate(zones[:6]):
            if not any(scan.text.find(sign, zone.start, zone.end) >= 0 for sign in _SIGNS.get(name, (name[:2],))):
                continue
            match = next(
                (m for m in pattern.finditer(scan.text, zone.start, zone.end) if _is_this_meeting(scan, m, zone)), None
            )
            if match is not None:
                found.append((rank, order, name, Span(*match.span())))
                break
    if not found:
        for zone in zones[:6]:
            for match in _named_kinds(scan.lexicon).finditer(scan.text, zone.start, zone.end):
                if _is_this_meeting(scan, match, zone):
                    span = Span(*match.span())
                    return Located(match[0], span, "fields.kind-named", 0.9), span, ()
        for zone in zones:
            match = _A_MEETING.search(scan.text, zone.start, zone.end)
            if match is not None:
                span = Span(*match.span())
                return Located("其他", span, "fields.kind-unknown", 0.4), span, ()
        return None, None, ()
    found.sort(key=lambda f: (f[0], f[1]))
    _, _, name, span = found[0]
    also = tuple(
        dict.fromkeys(f[2] for f in found[1:] if f[1] <= 1 and f[2] not in ("全体会议", "工作会议", "专题会议"))
    )
    return Located(name, span, "fields.kind", 0.97), span, also


_STUDIED = re.compile("(?:有关)?(?:的)?精神|上的(?:讲话|重要讲话)|要求|部署|审议(?:通过)?的|室|厅|制度|机制")
_STUDIES = re.compile("传达|学习|贯彻|落实|提请|提交|报")


def _is_this_meeting(scan: Scan, match: re.Match[str], zone: Span) -> bool:
    """Not another meeting that this one studied: 传达学习…常委会会议精神."""
    after = scan.text[match.end() : match.end() + 8]
    if _STUDIED.match(after) is not None:
        return False
    before = scan.text[max(zone.start, match.start() - _AROUND) : match.start()]
    clause = before[1 + max(before.rfind(mark) for mark in ",。;暨") :]
    return _STUDIES.search(clause) is None


def _meeting_zones(scan: Scan, zones: list[Span], kind_span: Span | None, kind: Located[str] | None) -> list[Span]:
    """The clause around each naming of the meeting: its number and term stand there."""
    if kind is None or kind_span is None:
        return zones[:3]
    named = re.compile("会议" if kind.value == "其他" else re.escape(kind.value))
    pattern = next((p for name, p in _KINDS if name == kind.value), named)
    around = []
    for zone in zones:
        for match in pattern.finditer(scan.text, zone.start, zone.end):
            if not _is_this_meeting(scan, match, zone):
                continue
            left, right = max(zone.start, match.start() - _AROUND), min(zone.end, match.end() + _AROUND)
            start = max(scan.text.rfind(mark, left, match.start()) for mark in ",。;、和暨")
            ends = (scan.text.find(mark, match.end(), right) for mark in ",。;")
            around.append(Span(max(left, start + 1), min((i for i in ends if i >= 0), default=right)))
            if len(around) == _MOST_NAMINGS:
                return around
    return list(dict.fromkeys(around))


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
    return re.search("会", after) is not None and re.match("全国|党(?!组|工委|委)|代表|人大(?!常委会)", after) is None


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


# Not 到2030年 and 1998年以来.
_YEAR = re.compile(r"(?<![至到—~-])((?:19|20)\d{2})年(?!以来|前|底)")
_DAY_FOLLOWS = re.compile("[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月")


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


def _day(
    scan: Scan, outline: Outline, zones: list[Span], published: date | None, notice: NoticeFields
) -> Located[str] | None:
    year = next((own for zone in zones[:4] if (own := _year(scan, zone)) is not None), None)
    if outline.lead is None:
        return None
    places = [Paragraph(*_lead_sentence(scan, outline.paragraphs[outline.lead]), "body")]
    header = _time_header(scan, outline, outline.paragraphs[outline.lead].start + 400)
    if header is not None:
        places.insert(0, Paragraph(header, min(len(scan.text), header + 40), "body"))
    places.extend(outline.paragraphs[outline.lead + 1 : outline.lead + 3])
    for paragraph in places:
        stop = scan.text.find("。", paragraph.start, paragraph.end)
        end = min(paragraph.end if stop < 0 else stop, paragraph.start + 160)
        found = _day_met(scan.text, paragraph.start, end, published, year)
        if found is not None:
            day, span, rule = found
            return Located(day.isoformat(), span, rule, 0.97 if rule != "dates.lost-marks" else 0.75)
    return None


def _day_met(
    text: str, start: int, end: int, published: date | None, year: int | None
) -> tuple[date, Span, str] | None:
    """The first day of a sentence that is neither another meeting's nor, where one more follows, the report's own."""
    stamp = _STAMP.match(text, start, end)
    at = start if stamp is None else stamp.end()
    reported: tuple[date, Span, str] | None = None
    while (found := parse_date(text, published, year, start=at, end=end)) is not None:
        if reported is not None and _HOLDS.search(text, at, found[1].start) is not None:
            return reported  # what follows 主持召开 is a day of something else
        at = found[1].end
        if _PASSED_ON.search(text, start, found[1].start) is not None and _OTHERS_DAY.match(text, at, end) is not None:
            continue
        if reported is not None or _REPORTED.match(text, at, end) is None:
            return found
        reported = found
    return reported


# （2025年4月8日）4月7日，市长…: the day of publication, then the day of the meeting.
_STAMP = re.compile(r"\s*[(（]\d{4}年\d{1,2}月\d{1,2}日[)）]\s*(?=(?:\d{1,2}月)?\d{1,2}日)")
# 某报9月11日|讯(通讯员 甲)9月10日,市长…: the day of the report, where the meeting's own follows.
_REPORTED = re.compile(r"(?:讯|电|消息)(?=[\s(（:,，]|$)")
_HOLDS = re.compile("主持|召开|举行")
# 传达学习|3月21日|国务院常务会议精神: the day of what is passed on.
_PASSED_ON = re.compile(r"(?:传达|学习|贯彻|落实)了?[^,。;]{0,30}\Z")
_OTHERS_DAY = re.compile("(?:(?!召开|主持|举行)[^,。;、]){0,24}(?:会议?|讲话|指示|批示)[^,。;、]{0,6}精神")

# Not 发布时间:, which stands below the text on some pages.
_TIME_HEADER = re.compile(r"(?<![一-鿿])(?:会议)?(?:召开)?时\s*间\s*:")


def _time_header(scan: Scan, outline: Outline, before: int) -> int | None:
    """Where the value of a line 时间: begins, in a block at the head of minutes that ends ``before``."""
    for paragraph in outline.paragraphs[outline.lead :]:
        if paragraph.start >= before:
            return None
        if paragraph.role != "foot":
            label = _TIME_HEADER.search(scan.text, paragraph.start, min(paragraph.end, before))
            if label is not None:
                return label.end()
    return None


_TO_DAY = re.compile(r"(?:上午|下午|晚)?(?:至|到|—|-|~)(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")


def _last_day(scan: Scan, met: Located[str] | None) -> Located[str] | None:
    """4月2日|至3日: the last day of a meeting of several, in the year of its first."""
    if met is None or met.span is None:
        return None
    match = _TO_DAY.match(scan.text, met.span.end)
    if match is None:
        return None
    first = date.fromisoformat(met.value)
    try:
        last = first.replace(month=int(match["month"] or first.month), day=int(match["day"]))
    except ValueError:
        return None
    if last <= first:
        return None
    return Located(
        last.isoformat(), Span(match.start("month" if match["month"] else "day"), match.end()), "dates.range", 0.95
    )


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
    "(?:同志)?(?:受[^,。;]{0,24}?委托,?)?(?:先后|分别|再次|连续)?(?:(?:\\d+月)?\\d+日(?:上午|下午|晚)?)?(?:[市县区省州盟旗镇乡]长|主席|书记)?(?:同志)?(?:(?:于|在)[^,。;]{0,30}?|(?:通过|以|采取|采用)[^,。;]{2,12}(?:方式|形式))?(?:,)?(?:主持|召集)"
)


def _then_chairs(scan: Scan, mention: PersonMention) -> bool:
    match = _THEN_CHAIRS.match(scan.text, mention.span.end)
    return match is not None and "、" not in match[0]


_DELEGATED = lazy("受(?P<posts>[^,。;]{0,24}?)(?P<name>[一-鿿]{2,4})(?:同志)?(?:的)?委托")


def _delegated(scan: Scan, zones: list[Span]) -> Located[str] | None:
    for zone in zones if "委托" in scan.text else ():
        match = _DELEGATED.search(scan.text, zone.start, zone.end)
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
    "政府|国务院|行署|行政公署|管委会|管理委员会|党组|党工委|党委|常委会|安委会|委员会|[省市县区州盟旗]委|指挥部|领导小组|办事处|公司|街道$|[镇乡]$"
)


_SENT_TO = ("提交", "提请", "报请", "报送", "上报")


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
            if zone.start <= a.span.start < zone.end and not a.post and (a.kind == "organization" or a.rule == "agencies.town-acts")
            and _ORGAN.search(scan.text, a.span.start, a.span.end) is not None
            and not scan.text.endswith(_SENT_TO, 0, a.span.start)
            and not _of_second_meeting(scan, zone, a, kind)
        ]  # fmt: skip
        if kind_span is not None and zone.start <= kind_span.start < zone.end:
            inside = [a for a in inside if a.span.start <= kind_span.start] or inside
        fitting = [a for a in inside if _fits(scan, a, kind)]
        if fitting:
            best = fitting[-1]
            return Located(scan.notice.quote(best.span), best.span, "fields.body", 0.95)
    return None


def _of_second_meeting(scan: Scan, zone: Span, agency: AgencyMention, kind: Located[str] | None) -> bool:
    """主任办公会暨|安委会全体会议: the organ of the meeting that was held together with this one."""
    joined = scan.text.rfind("暨", zone.start, agency.span.start)
    return joined >= 0 and kind is not None and scan.text.find(kind.value[:2], zone.start, joined) >= 0


# Posts whose bearer heads an organ that meets under them: 市长, 市住建局局长, 管委会主任; no secretary of a committee.
_HEADS = re.compile("(?:[省市县区州盟旗镇乡局厅]长|管委会主任|办事处主任)$")


# 副市长 and 市政府副秘书长 chair meetings on one matter for their government.
_OF_GOVERNMENT = re.compile("^(?:常务)?副[省市县区州盟旗]长$|^[省市县区州盟旗](?:人民)?政府(?:党组成员|副?秘书长)$")
_OF_NO_ORGAN = ("办公会议", "专题会议", "例会", "调度会", "调度会议", "联席会议", "联席(扩大)会议")


def _organ_of_chair(
    scan: Scan,
    people: tuple[PersonMention, ...],
    chair: Located[str] | None,
    kind: Located[str] | None,
    *,
    bare: bool = False,
) -> Located[str] | None:
    """市长甲主持召开专题会议: the organ that the chair heads, of a meeting whose kind is of no organ in particular; ``bare``:
    or of a government without its place."""
    if chair is None or kind is None or not (bare or kind.value.endswith(_OF_NO_ORGAN)):
        return None
    for mention in people:
        if scan.notice.quote(mention.span) != chair.value:
            continue
        for post in reversed(mention.posts):
            organ = organ_of_post(_whole_post(mention.posts, post))
            heads = _HEADS.search(post.surface) is not None
            of_government = kind.value == "专题会议" and _OF_GOVERNMENT.search(post.surface) is not None
            if organ is not None and (heads or of_government):
                return Located(organ, post.span, "fields.body-chair", 0.8)
    return None


# 市长甲主持召开|第九届人民政府第27次常务会议
_BARE_GOVERNMENT = re.compile("(?<![省市县区州盟旗国])第?[一二三四五六七八九十\\d]{1,3}届(?:人民)?政府")


def _names_bare_government(scan: Scan, zones: list[Span]) -> bool:
    return any(_BARE_GOVERNMENT.search(scan.text, *zone) is not None for zone in zones)


def _whole_post(posts: tuple[Post, ...], post: Post) -> str:
    """市住建局党组书记、|局长 with the organ that the post before it names."""
    before = posts[posts.index(post) - 1].surface if post in posts[1:] else ""
    organ = organ_of_post(before)
    bare = organ is not None and organ.endswith(post.surface[:-1]) and len(post.surface) == 2
    return f"{organ}{post.surface}" if bare else post.surface


_OFFICE = re.compile("(.{2,}(?:人民政府|行政公署|管理委员会))(?:办公室|办公厅)$")


def _signer(notice: NoticeFields) -> Located[str] | None:
    """Minutes that do not say who met are of the government whose office signed them."""
    signed = notice.publisher
    office = _OFFICE.match(signed.value) if signed is not None and signed.rule == "fields.publisher-signature" else None
    if office is None or signed is None or signed.span is None:
        return None
    span = Span(signed.span.start, signed.span.start + len(office[1]))
    return Located(office[1], span, "fields.body-signer", 0.7)


def _fits(scan: Scan, agency: AgencyMention, kind: Located[str] | None) -> bool:
    words = scan.text[agency.span.start : agency.span.end]
    if re.search("办公[室厅楼]|研究室", words) is not None:
        return False
    if kind is None:
        return True
    if kind.value.startswith("常委会"):
        return re.search("[省市县区州盟旗]委|常委会", words) is not None
    if kind.value.startswith("党组"):
        return "党组" in words or "政府" in words
    if kind.value.startswith("党工委"):
        return words.endswith(("党工委", "工作委员会"))
    if kind.value.startswith("党委"):
        return words.endswith(("党委", "委员会"))
    if kind.value == "主任会议":
        return words.endswith("常委会")
    if kind.value == "领导小组会议":
        return words.endswith("领导小组")
    return (
        re.search(
            "政府|国务院|行署|行政公署|管委会|管理委员会|委员会|安委会|办事处|指挥部|领导小组|公司|街道$|[镇乡]$", words
        )
        is not None
    )


_UNDISCLOSED = re.compile(
    "会议(?:还|同时)?(?:研究|讨论|审议|听取|安排)了?(?:了)?(?:其他|其它|有关其他|另外)(?:有关)?(?:事项|议题|工作|事宜|有关事项)|(?:研究|讨论)了(?:其他|其它)(?:有关)?(?:事项|议题|工作)"
)


def _undisclosed(scan: Scan) -> Span | None:
    if not any(word in scan.text for word in ("其他", "其它", "另外")):
        return None  # every match holds one of them
    match = _UNDISCLOSED.search(scan.text)
    return Span(*match.span()) if match is not None else None
