"""Organisations and groups of them, wherever they stand. (机构)

The automaton finds last words (局, 办公室, 集团) and whole department names (市场监督管理局). From there one looks back:
for a department of the register, a level (市, 县) or a place right before it; for an unknown one, the first level or
place after a word that no name contains. What is only *kinds* of organisation (企业, 学校) is no mention here; a
directive that addresses them finds them by position (``directives.parties``).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate

from kg.mentions.agencies.bureau_sections import sections_of_bureau
from kg.mentions.agencies.groups import find_groups
from kg.mentions.agencies.listed import members
from kg.mentions.agencies.mention import AgencyMention, start_of
from kg.mentions.agencies.organisations import enter, read_organisation
from kg.mentions.agencies.phrases import told_by_neighbours
from kg.mentions.agencies.repeated import repeated
from kg.model import Span
from kg.scan import Scan

__all__ = ["AgencyMention", "find_agencies"]


def find_agencies(scan: Scan) -> tuple[AgencyMention, ...]:
    """All mentions of organisations and groups, in reading order, without overlaps."""
    found: list[AgencyMention] = []
    for event in scan.of_kinds("tail", "department", "name"):
        enter(found, read_organisation(scan, event, found[-1] if found else None))
    more = (*told_by_neighbours(scan), *members(scan), *repeated(scan, found), *sections_of_bureau(scan, found))
    return _merge(_with_more(found, more), find_groups(scan))


def _with_more(found: list[AgencyMention], more: tuple[AgencyMention, ...]) -> list[AgencyMention]:
    """``found`` with what the words around told besides; the longer of two that overlap holds, else the first."""
    if not more:
        return found
    kept: list[AgencyMention] = []
    for mention in sorted((*found, *more), key=lambda m: (m.span.start, -m.span.end)):
        if not kept or mention.span.start >= kept[-1].span.end:
            kept.append(mention)
    return kept


def _with_owner(group: AgencyMention, by_end: Mapping[int, AgencyMention]) -> AgencyMention:
    """市政府|有关部门 is one group."""
    owner = by_end.get(group.span.start)
    if owner is None or owner.span.end - owner.span.start > 8:
        return group
    if owner.rule not in ("agencies.level-and-tail", "agencies.known-name"):
        return group
    return AgencyMention(Span(owner.span.start, group.span.end), "group", group.rule, group.confidence)


def _merge(organisations: list[AgencyMention], groups: list[AgencyMention]) -> tuple[AgencyMention, ...]:
    """Groups win over what stands inside them; an organisation that contains a group wins over the group.

    ``organisations`` are in order and do not overlap, so that one look to the left answers for all of them.
    """
    if not groups:
        return tuple(organisations)
    by_end = {organisation.span.end: organisation for organisation in organisations}
    starts = [organisation.span.start for organisation in organisations]
    kept = []
    for group in [_with_owner(group, by_end) for group in groups]:
        before = bisect_left(starts, group.span.start) - 1
        if before < 0 or organisations[before].span.end < group.span.end:
            kept.append(group)
    kept.sort(key=start_of)
    group_starts = [group.span.start for group in kept]
    reach = list(accumulate((group.span.end for group in kept), max))  # how far the groups up to this one go
    for organisation in organisations:
        before = bisect_left(group_starts, organisation.span.end) - 1
        if before < 0 or reach[before] <= organisation.span.start:
            kept.append(organisation)
    return tuple(sorted(kept, key=lambda mention: mention.span))
