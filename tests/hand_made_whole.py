"""A made-up notice with its analysis and resolution, written by hand: what the extractor and the resolver would give.

Every kind of record occurs: a chair by delegation, a byline, a document with 文号 and one that prints another, an item
with two treatments and an outcome, directives with all four roles, both kinds of deadline, a group that can be
listed, an unresolved agency, undisclosed business, a doubt.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from hand_made import span_of

from kg.iris import Minter
from kg.model import (
    Agency,
    AgencyRef,
    AgendaItem,
    Analysis,
    Deadline,
    Directive,
    Document,
    DocumentRef,
    Doubt,
    Located,
    MeetingFields,
    Notice,
    NoticeFields,
    Page,
    Party,
    Person,
    PersonRef,
    Place,
    Post,
    Resolution,
    Span,
    Supervision,
)

TEXT = (
    "县政府召开第12次常务会议\n"
    "发布时间:2024-05-20 09:30 来源:云溪县政府网\n"
    "5月17日,受县委副书记、县长陆青禾委托,常务副县长温书言主持召开十八届县政府第12次常务会议。\n"
    "会议听取了防汛备汛工作情况汇报,审议并原则通过《云溪县防汛应急预案(送审稿)》(以下简称《预案》)。"
    "会议要求,县水务局要会同县财政局、督促各水库业主\"逐库\"排查,6月10日前完成整改;各镇(街)务必严格落实24小时值班。"
    "近期,县城投公司不得擅自开工。\n"
    "会议传达学习《云溪县人民政府办公室关于印发城乡供水方案的通知》(云府办〔2024〕7号)。会议还研究了其他事项。\n"
    "(记者 纪𠮷远)"
)  # fmt: skip
NOTICE_ID = "0a1b2c3d4e5f6071"
PLACE = "990123"  # no such code
MINT = Minter()


span = partial(span_of, TEXT)


def located(value: str, words: str | None = None, occurrence: int = 1) -> Located[str]:
    """``value`` as read from ``words`` (from itself, where None)."""
    return Located(value, span(value if words is None else words, occurrence), "fields.test", 0.95)


def _posts(*surfaces: str) -> tuple[Post, ...]:
    return tuple(Post(surface, span(surface)) for surface in surfaces)


PLAN = "云溪县防汛应急预案"
CIRCULAR = "云溪县人民政府办公室关于印发城乡供水方案的通知"

_D1 = Directive(
    span=span('县水务局要会同县财政局、督促各水库业主"逐库"排查,6月10日前完成整改'),
    parties=(
        Party("县水务局", span("县水务局"), "responsible"),
        Party("县财政局", span("县财政局"), "co-actor"),
        Party("各水库业主", span("各水库业主"), "overseen"),
    ),
    basis="explicit",
    deadline=Deadline("6月10日前", span("6月10日前"), "2024-06-10", "day", "dates.month-day"),
    item=1,
    modality="要",
    supervision=Supervision(True, ("named-party", "deadline", "本地规则")),
    rule="directives.modal",
    confidence=0.96,
    topic="应急管理",
)
_D2 = Directive(
    span=span("各镇(街)务必严格落实24小时值班"),
    parties=(Party("各镇(街)", span("各镇(街)"), "lead"),),
    basis="explicit",
    deadline=None,
    item=1,
    modality="务必",
    supervision=Supervision(False, ()),
    rule="directives.modal",
    confidence=0.9,
)
_D3 = Directive(
    span=span("近期,县城投公司不得擅自开工"),
    parties=(Party("县城投公司", span("县城投公司"), "responsible"),),
    basis="inherited",
    deadline=Deadline("近期", span("近期"), None, "open", "dates.open"),
    item=None,
    modality="切实不得",
    supervision=Supervision(False, ("no-concrete-act",)),
    rule="directives.modal",
    confidence=1.0,
    topic="工地",
)

ANALYSIS = Analysis(
    notice=Notice(NOTICE_ID, TEXT, "in/made-up.txt", Page(url="http://example.invalid/a?b=1")),
    fields=NoticeFields(
        title=located("县政府召开第12次常务会议"),
        published=located("2024-05-20T09:30", "2024-05-20 09:30"),
        publisher=located("云溪县政府网"),
    ),
    meeting=MeetingFields(
        body=located("县政府", occurrence=2),
        kind=located("常务会议", occurrence=2),
        term=Located(18, span("十八届"), "fields.term", 0.99),
        number=Located(12, span("第12次", 2), "fields.number", 1.0),
        date=located("2024-05-17", "5月17日"),
        chair=located("温书言"),
        delegated_by=located("陆青禾"),
        also=("党组会议",),
        undisclosed=span("会议还研究了其他事项"),
    ),
    people=(
        Person("陆青禾", span("陆青禾"), _posts("县委副书记", "县长"), "attendee", "p", 0.9),
        Person("温书言", span("温书言"), _posts("常务副县长"), "chair", "p", 0.99),
        Person("纪𠮷远", span("纪𠮷远"), _posts("记者"), "other", "p", 0.9),
    ),
    documents=(
        Document(
            PLAN, span(PLAN), "预案", "预案", (span(PLAN), span("预案", 2)), draft="送审稿", rule="d", confidence=0.98
        ),
        Document(
            CIRCULAR,
            span(CIRCULAR),
            "通知",
            None,
            (span(CIRCULAR),),
            number=located("云府办〔2024〕7号"),
            issuer=located("云溪县人民政府办公室"),
            printed=located("城乡供水方案"),
            rule="d",
            confidence=0.97,
        ),
    ),
    agencies=(
        Agency("县政府", "organization", (span("县政府"), span("县政府", 2)), "a", 0.99),
        Agency("云溪县人民政府办公室", "organization", (span("云溪县人民政府办公室"),), "a", 0.99),
        Agency("县水务局", "organization", (span("县水务局"),), "a", 0.99),
        Agency("县财政局", "organization", (span("县财政局"),), "a", 0.99),
        Agency("各水库业主", "group", (span("各水库业主"),), "a", 0.8),
        Agency("各镇(街)", "group", (span("各镇(街)"),), "a", 0.99),
        Agency("县城投公司", "organization", (span("县城投公司"),), "a", 0.7),
    ),
    agenda=(
        AgendaItem(
            order=1,
            span=Span(span("会议听取").start, span("擅自开工").end),
            treatments=("听取汇报", "原则通过"),
            outcomes=("原则通过",),
            documents=(PLAN,),
            subject=span("防汛备汛工作情况"),
            rule="agenda.paragraph",
            confidence=0.95,
        ),
        AgendaItem(2, span("会议传达学习"), ("传达学习",), (), (CIRCULAR,), span(CIRCULAR), "agenda.paragraph", 0.95),
    ),
    directives=(_D1, _D2, _D3),
    doubts=(Doubt("unknown-agency", span("县城投公司"), "不知全称"),),
)  # fmt: skip

_GOVERNMENT = MINT.org(PLACE, "人民政府", notice=NOTICE_ID)


def _org(surface: str, name: str) -> AgencyRef:
    iri = MINT.org(PLACE, name, notice=NOTICE_ID)
    parent = None if iri == _GOVERNMENT else _GOVERNMENT
    return AgencyRef(iri, f"云溪县{name}", f"云溪县{name}", "organization", PLACE, parent, None, "place-prefix", 0.97)


def _group(surface: str, *, closed: bool) -> AgencyRef:
    iri = MINT.org(PLACE, surface, notice=NOTICE_ID)
    return AgencyRef(iri, surface, None, "group", PLACE, None, closed, "group", 0.97, group_rule=f"{surface}@{PLACE}")


_UNKNOWN = AgencyRef(
    MINT.org(None, "县城投公司", notice=NOTICE_ID),
    "县城投公司", None, "organization", None, None, None, "unresolved", 0.3,
)  # fmt: skip


def _person(name: str, **posts: str | None) -> PersonRef:
    return PersonRef(
        iri=MINT.person(PLACE, "人民政府", name, notice=NOTICE_ID),
        name=name,
        posts={title: MINT.post(agency or MINT.notice(NOTICE_ID), title) for title, agency in posts.items()},
        post_agencies=dict(posts),
    )


RESOLUTION = Resolution(
    notice=MINT.notice(NOTICE_ID),
    meeting=MINT.meeting(PLACE, "人民政府", "常务会议", notice=NOTICE_ID, term=18, number=12),
    body=_org("县政府", "人民政府"),
    place=Place(PLACE, "云溪县", "county", ("990000", "990100")),
    agencies={
        "县政府": _org("县政府", "人民政府"),
        "云溪县人民政府办公室": _org("云溪县人民政府办公室", "人民政府办公室"),
        "县水务局": _org("县水务局", "水务局"),
        "县财政局": _org("县财政局", "财政局"),
        "各水库业主": _group("各水库业主", closed=False),
        "各镇(街)": _group("各镇(街)", closed=True),
        "县城投公司": _UNKNOWN,
    },
    documents={
        PLAN: DocumentRef(MINT.document(PLAN, notice=NOTICE_ID), PLAN, PLACE, "title"),
        CIRCULAR: DocumentRef(
            MINT.document(CIRCULAR, notice=NOTICE_ID, number="云府办〔2024〕7号"), CIRCULAR, PLACE, "number"
        ),
    },
    people={
        "陆青禾": _person("陆青禾", 县委副书记=None, 县长=_GOVERNMENT),
        "温书言": _person("温书言", 常务副县长=_GOVERNMENT),
        "纪𠮷远": _person("纪𠮷远", 记者=None),
    },
    places=(
        Place("990000", "远山省", "province", ()),
        Place("990100", "云川市", "prefecture", ("990000",)),
        Place(PLACE, "云溪县", "county", ("990000", "990100")),
    ),
    doubts=(Doubt("deadline-open", span("近期"), ""),),
)  # fmt: skip


def with_text(text: str) -> tuple[Analysis, Resolution]:
    """A notice of ``text`` alone, with one agency and one doubt that span it all."""
    whole = Span(0, len(text))
    analysis = Analysis(
        notice=replace(ANALYSIS.notice, text=text, source=text),
        fields=NoticeFields(title=Located(text, whole, text, 0.5)),
        meeting=MeetingFields(),
        agencies=(Agency(text, "organization", (whole,), "a", 0.5),),
        doubts=(Doubt(text, whole, text),),
    )
    return analysis, replace(
        RESOLUTION, body=None, agencies={text: replace(_UNKNOWN, label=text)}, documents={}, people={}, doubts=()
    )
