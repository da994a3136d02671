"""Which organ met, as the text writes it. (召开会议的机构)"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.fields.kinds import Kind
from kg.fields.meeting_words import meeting_words
from kg.fields.naming import following
from kg.mentions.agencies import AgencyMention
from kg.mentions.people import PersonMention
from kg.model import Located, NoticeFields, Post, Span
from kg.posts import organ_of_post
from kg.scan import Scan
from kg.structure import Outline

# 市长甲主持召开|第九届人民政府第27次常务会议
_BARE_GOVERNMENT = re.compile("(?<![省市县区州盟旗国])第?[一二三四五六七八九十\\d]{1,3}届(?:人民)?政府")
_LONGEST_HOLDING = 40  # from the name of who met to 召开, with the day and who chaired between them


def find_organ(
    scan: Scan,
    outline: Outline,
    zones: list[Span],
    kind: Kind,
    agencies: tuple[AgencyMention, ...],
    people: tuple[PersonMention, ...],
    chair: Located[str] | None,
    notice: NoticeFields,
) -> Located[str] | None:
    """The organ before the kind in ``zones``, else the one that the chair heads, else one in the first paragraphs, else the one
    whose office signed."""
    bare = any(_BARE_GOVERNMENT.search(scan.text, *zone) is not None for zone in zones)
    return (
        _before_kind(scan, zones, agencies, kind)
        or _of_chair(scan, people, chair, kind, bare=bare)
        or _before_kind(scan, following(outline), _no_other_company(scan, agencies), kind)
        or _of_signer(scan, notice)
    )


def _before_kind(scan: Scan, zones: list[Span], agencies: tuple[AgencyMention, ...], kind: Kind) -> Located[str] | None:
    """The organ nearest before the kind in the lead or the title."""
    for zone in zones:
        inside = [agency for agency in agencies if _may_meet(scan, zone, agency, kind)]
        if kind.span is not None and zone.start <= kind.span.start < zone.end:
            before = [agency for agency in inside if agency.span.start <= kind.span.start]
            department = None if before else _department(scan, zones, agencies, kind)
            if department is not None:
                return Located(scan.notice.quote(department.span), department.span, "fields.body-department", 0.9)
            inside = before or list(_no_other_company(scan, inside))
        fitting = [agency for agency in inside if _fits(scan, agency, kind)]
        if fitting:
            # 市政府|召开约谈会,对洪洞县政府进行约谈: who held it, rather than who is named later
            best = next((agency for agency in fitting if _convenes(scan, agency)), fitting[-1])
            return Located(scan.notice.quote(best.span), best.span, "fields.body", 0.95)
    return None


def _department(scan: Scan, zones: list[Span], agencies: tuple[AgencyMention, ...], kind: Kind) -> AgencyMention | None:
    """交通运输部|召开部务会议, 县水利局|召开专题会议: a department right before the verb and the kind in one clause, of a meeting that departments
    hold; None where there is none."""
    words = meeting_words(scan.lexicon)
    if kind.value is None or kind.value.value.startswith(words.of_no_department):
        return None
    for agency in agencies:
        inside = agency.kind == "organization" and any(zone.start <= agency.span.start < zone.end for zone in zones)
        if not inside or words.department.search(scan.text, *agency.span) is None or not _convenes(scan, agency):
            continue
        clause = _CLAUSE.match(scan.text, agency.span.end)
        own = _own_meeting(kind)
        named = clause is not None and kind.value.value[:_TELLING] in clause[0] and "会" in clause[0]
        if named and (own is None or scan.text.endswith(own, *agency.span)):
            return agency
    return None


def _own_meeting(kind: Kind) -> tuple[str, ...] | None:
    """How the name ends of the department that such a meeting is called after; None where it is called after none."""
    value = "" if kind.value is None else kind.value.value
    return next((ends for of, ends in _OWN_MEETINGS.items() if value.startswith(of)), None)


_TELLING = 2  # characters of a kind, (扩大) and a count may follow
# 部务会议 is of a 部, 局务会议 of a 局.
_OWN_MEETINGS = {"部务": ("部",), "厅务": ("厅",), "局务": ("局",), "委务": ("委", "委员会")}
_CLAUSE = re.compile("[^,。;\n]{0,40}")


def _no_other_company(scan: Scan, agencies: Iterable[AgencyMention]) -> tuple[AgencyMention, ...]:
    """Without companies that are only spoken of (停车场由某公司承建): one met only where its sentence says that it held a meeting."""
    return tuple(agency for agency in agencies if not _is_company(scan, agency) or _holds(scan, agency))


def _is_company(scan: Scan, agency: AgencyMention) -> bool:
    return meeting_words(scan.lexicon).company.search(scan.text, *agency.span) is not None


def _holds(scan: Scan, agency: AgencyMention) -> bool:
    """某公司|召开…会议, in one clause or with the day between commas."""
    stop = scan.text.find("。", agency.span.end, agency.span.end + _LONGEST_HOLDING)
    end = agency.span.end + _LONGEST_HOLDING if stop < 0 else stop
    return meeting_words(scan.lexicon).holds.search(scan.text, agency.span.end, end) is not None


def _convenes(scan: Scan, agency: AgencyMention) -> bool:
    """市政府|召开: right before the verb."""
    return scan.text.startswith(meeting_words(scan.lexicon).convenes, agency.span.end)


# 在县政府|三楼会议室: where it was, and not who met
_ROOM = re.compile("[一-鿿0-9]{0,8}会议室")


def _may_meet(scan: Scan, zone: Span, agency: AgencyMention, kind: Kind) -> bool:
    """Whether ``agency`` stands in ``zone`` as an organ that meets, and not as one that something is sent to."""
    words = meeting_words(scan.lexicon)
    return (
        zone.start <= agency.span.start < zone.end
        and not agency.post
        and (agency.kind == "organization" or agency.rule == "agencies.town-acts")
        and words.organ.search(scan.text, *agency.span) is not None
        and not scan.text.endswith(words.sent_to, 0, agency.span.start)
        and _ROOM.match(scan.text, agency.span.end) is None
        and not (_is_company(scan, agency) and scan.text.endswith(words.visits, 0, agency.span.start))
        and not _of_second_meeting(scan, zone, agency, kind)
    )


def _of_second_meeting(scan: Scan, zone: Span, agency: AgencyMention, kind: Kind) -> bool:
    """主任办公会暨|安委会全体会议: the organ of the meeting that was held together with this one."""
    joined = scan.text.rfind("暨", zone.start, agency.span.start)
    return joined >= 0 and kind.value is not None and scan.text.find(kind.value.value[:2], zone.start, joined) >= 0


def _fits(scan: Scan, agency: AgencyMention, kind: Kind) -> bool:
    """Whether ``agency`` holds meetings of the kind."""
    words = meeting_words(scan.lexicon)
    if words.no_organ.search(scan.text, *agency.span) is not None:
        return False
    if kind.value is None:
        return True
    if _of_director(scan, kind) and scan.text.endswith(_NO_DIRECTOR, *agency.span):
        return False
    of_department = _own_meeting(kind)
    if of_department is not None:
        return scan.text.endswith(of_department, *agency.span)  # no 部务会议 of 国务院
    own = next((organ for of, organ in words.organ_of_kind if kind.value.value.startswith(of)), words.organ_by_itself)
    return own.search(scan.text, *agency.span) is not None


def _of_director(scan: Scan, kind: Kind) -> bool:
    """主任|办公会: a meeting of a committee's director (管委会主任), as no government has one."""
    at = kind.span.start if kind.span is not None else 0
    return scan.text.endswith("主任", 0, at) or scan.text.startswith("主任", at)


_NO_DIRECTOR = ("政府", "党委")


def _of_chair(
    scan: Scan, people: tuple[PersonMention, ...], chair: Located[str] | None, kind: Kind, *, bare: bool
) -> Located[str] | None:
    """市长甲主持召开专题会议: the organ that the chair heads, of a meeting whose kind is of no organ in particular; ``bare``:
    or of a government without its place."""
    words = meeting_words(scan.lexicon)
    own = _own_meeting(kind)
    if chair is None or kind.value is None or not (bare or own or kind.value.value.endswith(words.any_organ)):
        return None
    for mention in people:
        if scan.notice.quote(mention.span) != chair.value:
            continue
        for post in reversed(mention.posts):
            organ = organ_of_post(_whole_post(mention.posts, post))
            heads = words.chairs_organ.search(post.surface) is not None if own is None else (organ or "").endswith(own)
            of_government = kind.value.value == "专题会议" and words.of_government.search(post.surface) is not None
            if organ is not None and (heads or of_government):
                return Located(organ, post.span, "fields.body-chair", 0.8)
    return None


def _whole_post(posts: tuple[Post, ...], post: Post) -> str:
    """市住建局党组书记、|局长 with the organ that the post before it names."""
    before = posts[posts.index(post) - 1].surface if post in posts[1:] else ""
    organ = organ_of_post(before)
    bare = organ is not None and organ.endswith(post.surface[:-1]) and len(post.surface) == 2
    return f"{organ}{post.surface}" if bare else post.surface


def _of_signer(scan: Scan, notice: NoticeFields) -> Located[str] | None:
    """Minutes that do not say who met are of the government whose office signed them."""
    signed = notice.publisher
    if signed is None or signed.rule != "fields.publisher-signature" or signed.span is None:
        return None
    office = meeting_words(scan.lexicon).signer.match(signed.value)
    if office is None:
        return None
    return Located(office[1], Span(signed.span.start, signed.span.start + len(office[1])), "fields.body-signer", 0.7)
