"""What stands behind the place in a name, as the register, the families of organs and the rules for their parts name it. (登记机构)"""

from __future__ import annotations

import re

from kg.names.branches import branch_named
from kg.names.name_words import name_words
from kg.names.patterns import NOBODY, Name, from_row, render, within
from kg.scope import Context, Scope

_COMMITTEE_AND_GOVERNMENT = re.compile("^委、?[省市县区州盟旗](?:人民)?政府(.*)$")
_STAFF = "机关"
# The bureau or commission of a name that is said without it, by how likely each is.
_BUREAU_FIRST, _COMMISSION_FIRST = ("局", "委"), ("委", "局")


def registered(rest: str, scope: Scope, context: Context) -> Name | None:
    """``rest`` at ``scope`` in full; None where no register and no rule tells it."""
    words = name_words(context.register)
    row = context.department(rest, scope.place)
    if row is not None and not (scope.zone and row.of != "-" and not rest.startswith(words.zone_begins)):
        return from_row(row, scope, context, rest)
    if row is not None and "{" not in row.canonical:
        return render("{place}" + row.canonical, scope, context, "zone-bureau", 0.7)  # 区安监办 in a zone's notice
    group = next((word for word in words.party_groups if len(rest) > len(word) + 1 and rest.endswith(word)), None)
    if group is not None:
        whole = registered(rest.removesuffix(group), scope, context)
        return within(whole, group, "party-group") if whole is not None else None
    if len(rest) > 3 and rest.endswith("党委"):
        staff = _STAFF if rest.endswith(_STAFF, 0, -2) else ""
        whole = registered(rest.removesuffix(f"{staff}党委"), scope, context)
        return _committee_in(whole, staff) if whole is not None else None
    return branch_named(rest, scope, context) or _of_committee(rest, scope, context) or _of_family(rest, scope, context)


def _committee_in(whole: Name, staff: str) -> Name:
    """市政府国资委党委, 县卫健局机关党委: the Party committee in an organ bears the organ's name; ``staff``: 机关 behind it."""
    if whole.canonical is None or "、" in whole.canonical:
        return NOBODY._replace(rule="party-committee")  # 县纪委监委机关党委: two names give none for what both have
    named = whole.canonical.removeprefix("中共")  # 县委办公室机关党委
    return whole._replace(
        canonical=f"中共{named}{staff}委员会",
        key=f"中共{whole.key.removeprefix('中共')}{staff}委员会",
        parent=whole.key,
        rule="party-committee",
    )


def _of_committee(rest: str, scope: Scope, context: Context) -> Name | None:
    """县委县政府, and 县委县政府督查室 of both."""
    both = _COMMITTEE_AND_GOVERNMENT.match(rest)
    if both is None:
        return None
    if both[1] == "":
        return render("{committee}、{gov}", scope, context, "both", 0.85)
    return _section(both[1], "{cpc}、{gov}", scope, context)


def _of_family(rest: str, scope: Scope, context: Context) -> Name | None:
    """A section of the government, the congress and so on; else the office of a department that the register has."""
    words = name_words(context.register)
    family = next((word for word in words.families if rest.startswith(word) and len(rest) > len(word)), None)
    if family is not None:
        tail = rest[len(family) :]
        # 政府性债务管理领导小组, 政府采购中心: not of the government's own
        return None if tail.startswith(words.goes_on) else _section(tail, words.families[family], scope, context)
    clerk = next((clerk for clerk in words.clerks if rest.endswith(clerk) and len(rest) > len(clerk) + 1), None)
    row = None if clerk is None else context.department(rest[: -len(clerk)], scope.place)
    return None if row is None else within(from_row(row, scope, context), "办公室", "office-of")


def _section(tail: str, pattern: str, scope: Scope, context: Context) -> Name:
    """A section of the government, the committee and so on: 市政府口岸办, 市委某办, 市人大某委."""
    row = context.department(tail, scope.place)
    if row is not None and row.canonical.startswith(pattern):
        return from_row(row, scope, context)
    known = row is not None and "{" not in row.canonical
    short = not known and _is_shortened(tail, context)
    tail = row.canonical if row is not None and known else unfolded(tail, context)
    return render(pattern + tail, scope, context, *(("shortened", 0.4) if short else ("section", 0.8)))


_SHORTENED = re.compile("^(?:[一-鿿]{1,3}办|[一-鿿]{1,2}[局委])$")


def as_said(rest: str, scope: Scope, context: Context) -> Name:
    """``rest`` behind its place as it is said, its last word in full; a guess where it is plainly short for more (热线办, 工科局)."""
    short = _is_shortened(rest, context)
    rule, confidence = ("shortened", 0.4) if short else ("as-written", 0.7)
    return render("{place}" + unfolded(rest, context), scope, context, rule, confidence)


def _is_shortened(rest: str, context: Context) -> bool:
    return _SHORTENED.match(rest) is not None or name_words(context.register).short_stem.search(rest) is not None


def unfolded(rest: str, context: Context) -> str:
    """``rest`` with its last word in full: 搬迁安置办 is 搬迁安置办公室."""
    for short, full in name_words(context.register).endings.items():
        if rest.endswith(short) and len(rest) > len(short) + 1:
            return rest[: -len(short)] + full
    return rest


def spoken(rest: str, scope: Scope, context: Context) -> Name | None:
    """县财政 and 市公安 as people say them: the bureau or commission of that name."""
    if not 2 <= len(rest) <= 4:
        return None
    ends = _BUREAU_FIRST if scope.place is None or scope.place.level == "county" else _COMMISSION_FIRST
    rows = (context.department(rest + end, scope.place) for end in ends)
    row = next((row for row in rows if row is not None and "{" not in row.canonical), None)
    return None if row is None else from_row(row, scope, context)._replace(rule="spoken", confidence=0.8)


def part_of(rest: str, scope: Scope, context: Context) -> Name | None:
    """市住建局供热科, 县水利局河道管理所, 县人民医院东院区: the organ in full, and the part as it is written but for its last word."""
    found = name_words(context.register).part.match(rest)
    if found is None:
        return None
    whole = registered(found[1], scope, context)
    if whole is None and found[1].endswith("医院"):
        whole = render("{place}" + found[1], scope, context, "as-written", 0.7)
    return within(whole, unfolded(found[2], context), "part-of") if whole is not None else None
