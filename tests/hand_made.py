"""Extractions made by hand, so that the rooms behind the extraction are tested whatever the extraction does.

Here short notices, as many as a test wants; ``hand_made_whole`` has one in which every kind of record occurs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import partial

from pyoxigraph import RdfFormat, Store

from kg.concepts import vocabulary_lines
from kg.iris import Minter
from kg.model import (
    Agency,
    AgencyKind,
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
from kg.quads import entity_nquads, notice_nquads
from kg.readings import Reading
from kg.shards import NoticeQuads

MINTER = Minter()
PLACE = Place("530823", "景东县", "county", ("530000", "530800"))
TEXT = """县政府召开第{number}次常务会议
2024年3月{day}日，县长赵一山主持召开县人民政府第十八届第{number}次常务会议。会议审议并原则通过《景东县防汛预案》。
会议强调，县水务局要会同县财政局在5月底前完成水库除险，督促指导各乡（镇）落实巡查。要抓好值班值守。
"""

AGENCIES: Mapping[str, AgencyKind] = {
    "县人民政府": "organization",
    "县水务局": "organization",
    "县财政局": "organization",
    "各乡（镇）": "group",
}


def span_of(text: str, words: str, occurrence: int = 1) -> Span:
    """Where ``words`` stand in ``text``, at their ``occurrence``-th place."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def notice(number: int = 62, day: int = 5, *, extra: str = "", source: str = "a.txt") -> Notice:
    """A short notice; ``number``, ``day`` and ``extra`` make others of it."""
    text = TEXT.format(number=number, day=day) + extra
    return Notice(hashlib.sha256(text.encode()).hexdigest()[:16], text, source, Page())


def analysis_of(notice: Notice) -> Analysis:
    """What the notice says, as one who reads it would write it down."""
    text = notice.text
    span = partial(span_of, text)
    plan = "景东县防汛预案"
    return Analysis(
        notice=notice,
        fields=NoticeFields(title=_located(text, text.split("\n")[0])),
        meeting=_meeting_of(text),
        people=(Person("赵一山", span("赵一山"), (Post("县长", span("县长")),), "chair", "by hand", 1.0),),
        documents=(Document(plan, span(plan), "预案", None, (span(plan),), rule="by hand"),),
        agencies=tuple(Agency(words, kind, (span(words),), "by hand", 1.0) for words, kind in AGENCIES.items()),
        agenda=(
            AgendaItem(
                order=1,
                span=Span(text.index("会议审议"), len(text)),
                treatments=("原则通过",),
                outcomes=("原则通过",),
                documents=(plan,),
                subject=span(f"审议并原则通过《{plan}》"),
                rule="by hand",
                confidence=1.0,
            ),
        ),
        directives=(_told_to_the_water_bureau(text), _told_to_nobody(text)),
        doubts=(Doubt("two-places", span("县政府"), "a doubt, for the tests"),),
    )


def _located(text: str, words: str, value: object = None) -> Located:
    return Located(words if value is None else value, span_of(text, words), "by hand", 1.0)


def _meeting_of(text: str) -> MeetingFields:
    located = partial(_located, text)
    number = int(text[text.index("第") + 1 : text.index("次")])
    day = int(text[text.index("3月") + 2 : text.index("日")])
    return MeetingFields(
        body=located("县人民政府"),
        kind=located("常务会议"),
        term=located("第十八届", 18),
        number=located(f"第{number}次", number),
        date=located(f"2024年3月{day}日", f"2024-03-{day:02}"),
        chair=located("赵一山"),
    )


def _told_to_the_water_bureau(text: str) -> Directive:
    span = partial(span_of, text)
    return Directive(
        span=span("县水务局要会同县财政局在5月底前完成水库除险，督促指导各乡（镇）落实巡查"),
        parties=(
            Party("县水务局", span("县水务局"), "responsible"),
            Party("县财政局", span("县财政局"), "co-actor"),
            Party("各乡（镇）", span("各乡（镇）"), "overseen", "group"),
        ),
        basis="explicit",
        deadline=Deadline("5月底前", span("5月底前"), "2024-05-31", "month", "by hand"),
        item=1,
        modality="要",
        supervision=Supervision(True, ("写明单位", "有时限")),
        rule="by hand",
        confidence=1.0,
    )


def _told_to_nobody(text: str) -> Directive:
    return Directive(
        span=span_of(text, "要抓好值班值守"),
        parties=(),
        basis="none",
        deadline=None,
        item=1,
        modality="要",
        supervision=Supervision(False, ("未写明单位",)),
        rule="by hand",
        confidence=0.9,
    )


def resolution_of(analysis: Analysis) -> Resolution:
    """Identities as the register would give them."""
    notice = analysis.notice.id
    number = analysis.meeting.number
    agencies = _agencies_of(notice)
    government = agencies["县人民政府"].iri
    plan = "景东县防汛预案"
    person = MINTER.person("530823", "人民政府", "赵一山", notice=notice)
    post = MINTER.post(government, "县长")
    return Resolution(
        notice=MINTER.notice(notice),
        meeting=MINTER.meeting(
            "530823", "人民政府", "常务会议", notice=notice, term=18, number=None if number is None else number.value
        ),
        body=agencies["县人民政府"],
        place=PLACE,
        agencies=agencies,
        documents={plan: DocumentRef(MINTER.document(plan, notice=notice), plan, "530823", "by hand")},
        people={"赵一山": PersonRef(person, "赵一山", {"县长": post}, {"县长": government})},
        places=(PLACE,),
    )


def _agencies_of(notice: str) -> Mapping[str, AgencyRef]:
    """All of ``AGENCIES``: the county's organs, below its government, and the group of its towns."""
    mint = partial(MINTER.org, "530823", notice=notice)
    government = mint("人民政府")
    found = {}
    for words, kind in AGENCIES.items():
        if kind == "group":
            found[words] = AgencyRef(
                mint(words), words, None, kind, "530823", None, True, "by hand", 1.0, "towns of 530823"
            )
        else:
            iri, label = mint(words.removeprefix("县")), words.replace("县", "景东县", 1)
            parent = None if iri == government else government
            found[words] = AgencyRef(iri, label, label, kind, "530823", parent, None, "by hand", 1.0)
    return found


def reading_of(notice: Notice) -> Reading:
    """What the notice brings to a store. A text with 出错 in it cannot be worked out."""
    if "出错" in notice.text:
        raise ValueError("出错")
    analysis = analysis_of(notice)
    resolution = resolution_of(analysis)
    return Reading(
        NoticeQuads(
            resolution.notice,
            notice_nquads(analysis, resolution),
            entity_nquads(analysis, resolution),
        ),
        {"directives": len(analysis.directives), "doubts": len(analysis.doubts)},
        {doubt.kind: 1 for doubt in analysis.doubts},
    )


def store_of(*notices: Notice, backwards: bool = False) -> Store:
    """A store in memory with what ``notices`` bring and the vocabularies; ``backwards`` fills it in the other order."""
    readings = [reading_of(one) for one in notices]
    lines = [line for r in readings for line in (*r.lines, *r.entities)] + list(vocabulary_lines())
    opened = Store()
    opened.load("\n".join(reversed(lines) if backwards else lines), format=RdfFormat.N_QUADS)
    return opened
