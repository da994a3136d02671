"""Organs that only the words around them tell: 人大、政协; 中央 before 决策部署; units of the corps; teams sent from above. (特定用语)"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.agencies.bounds import at_boundary
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import organisation_words
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

# 接受人大、政协监督: the congress and the conference beside each other; 市人大 and 人大代表 are others.
_PAIR = lazy(
    "(?P<first>人大|政协)(?<![省市县区州盟旗国届]..)[、和与及](?P<second>政协|人大)(?!常委|代表|委员|提案|议案|主席|机关|会议)"
)
# 落实中央决策部署, 把中央和省委部署…: not 中央财政, 中央企业, 中央和地方.
_CENTRE = lazy(
    "中央(?<![党共军在]..)(?=决策|部署|关于|[、和及与](?:国务院|(?:省|市|县|区|州|自治区)(?:委|政府|党委))|对(?![口外])[一-鿿]{2,10}(?:工作|重视|要求|部署|决策))"
)
# 支持|派驻纪检监察组, 列席:|纪检监察组、县人大办: of the organ that met
_INSPECTION = lazy("派驻纪检监察组|(?<![一-鿿])纪检监察组(?![一-鿿]*长)")
_NUMBER = "[一二三四五六七八九十]{1,3}"
# 农四师七十团, 第六师五家渠市, 第二师: a division of the corps; 第一师范 is a school.
_CORPS = lazy(
    f"(?:(?:新疆生产建设)?兵团)?(?:农{_NUMBER}师|第{_NUMBER}师(?!范))(?:[一-鿿]{{1,4}}市(?!场))?(?:[一二三四五六七八九十百]{{1,4}}团(?![队体]))?"
)
# 中央第二生态环境保护督察组, 中央指导组
_TEAM = lazy(
    f"(?:中央|国务院)(?:[一-鿿]{{2,8}}?)?(?:第{_NUMBER})?(?:[一-鿿]{{2,6}}?)?(?:督察组|巡视组|指导组|督导组)(?!组)"
)
# 按照|地委、行署部署; 基地委托 holds no committee
_PREFECTURE = lazy("(?:(?<![一-鿿])|(?<=[按由经在据照和、]))地委(?=[、和]?行署|[、和]行政公署|部署|要求|组织部|宣传部)")


# 飞英街道|召开…会议, 新政镇|送审的《…》: a town or street that acts is its government or office. 组织|召开 is looked for backwards: with it
# the pattern would be tried at each character.
_TOWN = lazy("(?:^|[^一-鿿])(?P<town>[一-鿿]{0,4}[县区市旗]?[一-鿿]{1,4}(?:街道|镇|乡|苏木))\\Z")
_TOWN_ENDS = frozenset("道镇乡木")


def told_by_neighbours(scan: Scan) -> Iterator[AgencyMention]:
    """Organisations that no word of the lexicon ends, in no order."""
    text, words = scan.text, organisation_words(scan.lexicon)
    if "人大" in text and "政协" in text:
        for match in _PAIR.finditer(text):
            if match["first"] != match["second"]:
                for part in ("first", "second"):
                    yield _organisation(match.span(part), "agencies.congress-and-conference", 0.85)
    if "中央" in text:
        for match in _CENTRE.finditer(text):
            yield _organisation(match.span(), "agencies.centre", 0.9)
        for match in _TEAM.finditer(text):
            if words.none.search(match[0]) is None:
                yield _organisation(match.span(), "agencies.team", 0.95)
    if "纪检监察组" in text:
        for match in _INSPECTION.finditer(text):
            yield _organisation(match.span(), "agencies.inspection", 0.85)
    if "地委" in text:
        for match in _PREFECTURE.finditer(text):
            yield _organisation(match.span(), "agencies.prefecture-committee", 0.9)
    for match in words.acts.finditer(text):
        at = match.start()
        if match[0] in words.held and text.endswith("组织", 0, at):
            at -= 2
        town = _TOWN.search(text, max(0, at - 12), at) if text[at - 1 : at] in _TOWN_ENDS else None
        if town is not None and not words.no_acting_town.match(town["town"]):
            yield AgencyMention(Span(*town.span("town")), "place", "agencies.town-acts", 0.85)
    for event in scan.of_kinds("town"):
        if at_boundary(scan, event.start):
            yield AgencyMention(Span(event.start, event.end), "place", "agencies.town-by-name", 0.9)
    if "师" in text:
        for match in _CORPS.finditer(text):
            if match[0].startswith("农") or match[0].endswith(("团", "市")):
                yield _organisation(match.span(), "agencies.corps", 0.9)


def _organisation(span: tuple[int, int], rule: str, confidence: float) -> AgencyMention:
    return AgencyMention(Span(*span), "organization", rule, confidence)
