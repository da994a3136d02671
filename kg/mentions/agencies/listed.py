"""Members of a list that its end shows to be organisations: 政策法规科、村镇建设科等科室; 金山镇、银河镇负责人. (列举)"""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.agencies.bounds import NAME_CHARS, TAKERS, at_boundary
from kg.mentions.agencies.mention import AgencyMention
from kg.mentions.agencies.organisation_words import NEVER, organisation_words
from kg.mentions.agencies.owners import is_owned_body
from kg.model import Span
from kg.patterns import lazy
from kg.scan import Scan

_TOWN = lazy("[一-鿿]{1,5}(?:镇|乡|街道|苏木)|[一-鿿]{2,5}(?:社区|村)")
_LONGEST_ITEM, _MOST_ITEMS, _SHORTEST_ZONE = 14, 40, 4


def members(scan: Scan) -> Iterator[AgencyMention]:
    """Organisations and towns whose place in a list says what they are, in no order."""
    for match in organisation_words(scan.lexicon).closes_sections.finditer(scan.text):
        items = [_member(scan, item) for item in _items_before(scan, match.start())]
        if len(items) > 1 and None not in items:
            yield from (item for item in items if item is not None)
    for match in organisation_words(scan.lexicon).closes_towns.finditer(scan.text):
        if _is_of_somebody(scan, match.end()):
            continue
        items = [_member(scan, item) for item in _items_before(scan, _before_close(scan, match.start()))]
        whole = len(items) > 1 and all(
            item is not None and item.kind == "organization" for item in items
        )  # 财政局、|招商办|主要负责人
        yield from (
            item for item in items if item is not None and (whole or item.kind == "place" or item.rule == _BODY)
        )


def _is_of_somebody(scan: Scan, at: int) -> bool:
    """西河市领导|甲、乙出席: where names follow, the place is only part of what they are."""
    named = organisation_words(scan.lexicon).named.match(scan.text, at)
    return named is not None and scan.text[at] in scan.lexicon.surnames


def _member(scan: Scan, item: Span) -> AgencyMention | None:
    """What an item of such a list is: a section, a town, a zone; None where it is nothing of the sort."""
    if _is_section(scan, item):
        return AgencyMention(item, "organization", "agencies.listed-section", 0.85)
    if _is_town(scan, item):
        return AgencyMention(item, "place", "agencies.listed-town", 0.85)
    words = organisation_words(scan.lexicon)
    owned = is_owned_body(scan, item) and words.none.search(scan.text, *item) is None
    return AgencyMention(item, "organization", _BODY, 0.85) if owned else None


_BODY = "agencies.listed-body"


def _is_town(scan: Scan, item: Span) -> bool:
    name, words = scan.text[item.start : item.end], organisation_words(scan.lexicon)
    zone = len(name) >= _SHORTEST_ZONE and words.zone.search(name) is not None
    named = name[-1] in "市县区旗" and (zone or name in scan.lexicon.places or name in scan.lexicon.zones)
    return named or (_TOWN.fullmatch(name) is not None and words.several_towns.fullmatch(name) is None)


def _before_close(scan: Scan, at: int) -> int:
    """Where the list ends, before 等镇|主要|负责人."""
    for word in organisation_words(scan.lexicon).before_close:
        if scan.text.endswith(word, 0, at):
            at -= len(word)
    return at


def _items_before(scan: Scan, end: int) -> Iterator[Span]:
    """The items of the list that ends at ``end``, last first, split at 、 and 和; a list begins at a mark."""
    text, at = scan.text, end
    for _ in range(_MOST_ITEMS):
        start = _item_start(scan, at)
        if text[start - 1 : start] not in ("、", "和", "及"):  # 由|市生态环境局东河分局、团县委
            near = scan.between(start, at)
            start = max([start, *(event.end for event in near if event.kind in TAKERS and event.end < at)])
            taken = start and any(e.end == start and e.kind in TAKERS for e in near)
        else:
            taken = False
        if start == at or (text[start - 1 : start] not in ("和", "及", "") and not (taken or at_boundary(scan, start))):
            return
        yield Span(start, at)
        if text[start - 1 : start] not in ("、", "和", "及"):
            return
        at = start - 1


def _item_start(scan: Scan, at: int) -> int:
    """Where the item that ends at ``at`` begins: after a mark, or after a 和 that stands between two names."""
    text, start = scan.text, at
    while start > max(0, at - _LONGEST_ITEM) and "一" <= text[start - 1] <= "鿿" and text[start - 1] != "等":
        if text[start - 1] in "和及" and _splits(scan, start - 1):
            return start
        start -= 1
    return start


def _splits(scan: Scan, at: int) -> bool:
    """城关镇|和|县住建局, 班子成员|及|县住建局: 和 between two names; 供热和住房保障中心 is one."""
    words = organisation_words(scan.lexicon)
    return scan.text.endswith((*words.section_ends, *words.who_came, "镇", "乡", "街道", "政府", "委会"), 0, at)


def _is_section(scan: Scan, item: Span) -> bool:
    name, words = scan.text[item.start : item.end], organisation_words(scan.lexicon)
    return (
        name.endswith(words.section_ends)
        and len(name) >= 2
        and NAME_CHARS.fullmatch(name) is not None
        and NEVER.isdisjoint(name)
        and words.none.search(name) is None
    )
