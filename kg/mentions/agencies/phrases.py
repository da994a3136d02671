"""Organs that only the words around them tell: 人大、政协; 中央 before 决策部署; units of the corps; teams sent from above. (特定用语)"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.agencies.bounds import at_boundary
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import NEVER, NUMBER, organisation_words
from kg.mentions.agencies.owners import is_owned_body
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Event, Scan

# 支持|派驻纪检监察组, 列席:|纪检监察组、县人大办: of the organ that met
_INSPECTION = lazy("派驻纪检监察组|(?<![一-鿿])纪检监察组(?![一-鿿]*长)")
# 农四师七十团, 第六师五家渠市, 第六师奇台农场, 第二师: a division of the corps; 第一师范 is a school.
_CORPS = lazy(
    f"(?:(?:新疆生产建设)?兵团)?(?:农{NUMBER}师|第{NUMBER}师(?!范))(?:[一-鿿]{{1,4}}市(?!场))?(?:[一二三四五六七八九十百]{{1,4}}团(?![队体])|[一-鿿]{{2,3}}农场)?"
)
# 按照|地委、行署部署; 基地委托 holds no committee
_PREFECTURE = lazy("(?:(?<![一-鿿])|(?<=[按由经在据照和、]))地委(?=[、和]?行署|[、和]行政公署|部署|要求|组织部|宣传部)")


# 飞英街道|召开…会议, 新政镇|送审的《…》: a town or street that acts is its government or office. 组织|召开 is looked for backwards: with it
# the pattern would be tried at each character.
_TOWN = lazy("(?:^|[^一-鿿])(?P<town>[一-鿿]{0,4}[县区市旗]?[一-鿿]{1,4}(?:街道|镇|乡|苏木))\\Z")
# 来源:|歙县新闻中心| 作者: an office that signs, where no newspaper or portal does
_SOURCE = lazy(
    "来源\\s*[:：]\\s*(?P<who>[一-鿿]{0,12}(?:融媒体中心|新闻中心|办公室|综合部|宣传部|委员会|管委会))(?![一-鿿])"
)
_TOWN_ENDS = frozenset("道镇乡木")


def told_by_neighbours(scan: Scan) -> Iterator[AgencyMention]:
    """Organisations that no word of the lexicon ends, in no order."""
    text, words = scan.text, organisation_words(scan.lexicon)
    if "人大" in text and "政协" in text:
        for match in words.congress_and_conference.finditer(text):
            if match["first"] != match["second"]:
                for part in ("first", "second"):
                    yield _organisation(match.span(part), "agencies.congress-and-conference", 0.85)
    if "中央" in text:
        for match in words.centre.finditer(text):
            yield _organisation(match.span(), "agencies.centre", 0.9)
        for match in words.team.finditer(text):
            if words.none.search(match[0]) is None:
                yield _organisation(match.span(), "agencies.team", 0.95)
    if "纪检监察组" in text:
        for match in _INSPECTION.finditer(text):
            yield _organisation(match.span(), "agencies.inspection", 0.85)
    if "地委" in text:
        for match in _PREFECTURE.finditer(text):
            yield _organisation(match.span(), "agencies.prefecture-committee", 0.9)
    if "听取" in text:
        yield from _zones_that_report(scan)
        yield from _places_that_report(scan)
        yield from _bodies_that_report(scan)
    for match in _SOURCE.finditer(text):
        yield _organisation(match.span("who"), "agencies.source", 0.9)
    for match in words.acts.finditer(text):
        at = match.start()
        if match[0] in words.held and text.endswith("组织", 0, at):
            at -= 2
        town = _TOWN.search(text, max(0, at - 12), at) if text[at - 1 : at] in _TOWN_ENDS else None
        if town is not None and not words.no_acting_town.match(town["town"]):
            yield AgencyMention(Span(*town.span("town")), "place", "agencies.town-acts", 0.85)
    for event in scan.of_kinds("town"):
        if at_boundary(scan, event.start) and _goes_on_as_party(scan, event):
            yield AgencyMention(Span(event.start, event.end), "place", "agencies.town-by-name", 0.9)
    if "师" in text:
        for match in _CORPS.finditer(text):
            if match[0].startswith("农") or match[0].endswith(("团", "市", "农场")):
                yield _organisation(match.span(), "agencies.corps", 0.9)


def _zones_that_report(scan: Scan) -> Iterator[AgencyMention]:
    """听取了|西山经济开发区|、县住建局关于…的汇报: a zone among those who report is its committee."""
    text, words = scan.text, organisation_words(scan.lexicon)
    for heard in _HEARD.finditer(text):
        at = heard.start("who")
        for name in _JOINS.split(heard["who"]):
            span, at = Span(at, at + len(name)), at + len(name) + 1
            if len(name) < _SHORTEST_ZONE or _SORT_OF_ZONE.match(name) is not None:
                continue
            if words.zone.search(name) is not None and words.none.search(name) is None:
                yield AgencyMention(span, "place", "agencies.zone-reports", 0.85)


def _bodies_that_report(scan: Scan) -> Iterator[AgencyMention]:
    """听取了|县车管所|、|牙舟镇|关于…的汇报: stations, farms and towns of a level or by name, which are somebody only where they act."""
    words = organisation_words(scan.lexicon)
    for heard in _HEARD_BY.finditer(scan.text):
        at = heard.start("who")
        for item in _JOINS.split(heard["who"]):
            span, at = Span(at, at + len(item)), at + len(item) + 1
            if words.none.search(item) is not None or not NEVER.isdisjoint(item) or words.many.search(item) is not None:
                continue
            if is_owned_body(scan, span):
                yield AgencyMention(span, "organization", "agencies.body-reports", 0.85)
            elif _A_TOWN.fullmatch(item) is not None:
                yield AgencyMention(span, "place", "agencies.body-reports", 0.85)


_HEARD_BY = lazy("听取(?:并[一-鿿]{2,5})?了?(?P<who>[一-鿿、]{3,60}?)(?:《关于|关于[^。;,]{2,60}(?:汇报|报告|说明))")
# A town, or the office of a street.
_A_TOWN = lazy("[一-鿿]{1,5}(?:镇|乡|街道|苏木|街道办事处|街道办|社区|(?<!农|乡)村)")
# Up to the subject of the report, in one clause.
_HEARD = lazy("听取了?(?P<who>[一-鿿、]{4,60}?)关于[^。;,]{2,60}汇报")
_JOINS = re.compile("[、和及]")
_SHORTEST_ZONE = 4
_SORT_OF_ZONE = re.compile("(?:国家|[省市县区])级|全|有关|相关|部分")  # 省级高新区


def _places_that_report(scan: Scan) -> Iterator[AgencyMention]:
    """听取|大武口区|、|惠农区|和市交通运输局安全生产工作汇报: places in one list with an organ are whoever governs them."""
    for heard in _HEARD_OF.finditer(scan.text):
        *items, last = _JOINS.split(heard["who"])
        at = heard.start("who")
        if not any(_AN_ORGAN.match(item) for item in (*items, last)):
            continue
        for item in items:
            span, at = Span(at, at + len(item)), at + len(item) + 1
            if item[-1:] in "市县区旗" and item in scan.lexicon.places:
                yield AgencyMention(span, "place", "agencies.place-reports", 0.85)


# Who is heard, in one clause, up to the report.
_HEARD_OF = lazy("听取了?(?P<who>[一-鿿]{2,8}[县市区旗](?:、[一-鿿]{2,12})*[和及、][一-鿿]{4,40}?)汇报")
_AN_ORGAN = re.compile("[省市县区州旗][一-鿿]{1,12}(?:局|委|办|部|厅|中心|公司|集团)")


def _goes_on_as_party(scan: Scan, town: Event) -> bool:
    """向阳镇|要, 向阳镇|、, 向阳镇|做好: not 张家乡|村振兴, nor 向阳镇|道路改造 and
    《向阳镇贯彻…的意见》, where nobody is spoken to."""
    text, end = scan.text, town.end
    mask = scan.masked(town.start)
    if mask is not None and text[mask.start] == "《":
        return False
    follows = scan.at.get(end)
    if follows is not None and follows.kind in _BEHIND_PARTY:
        return True
    return text[end : end + 1] in _BEHIND_NAME or text[end : end + 2] in scan.lexicon.acts


_BEHIND_PARTY = frozenset("modal modal-tail with oversee by ask lead treat enum-comma comma".split())
_BEHIND_NAME = frozenset("、和及与以按于,;。:)")


def _organisation(span: tuple[int, int], rule: str, confidence: float) -> AgencyMention:
    return AgencyMention(Span(*span), "organization", rule, confidence)
