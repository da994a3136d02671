"""What stands behind the place in a name, as the register, the families of organs and the rules for their parts name it. (登记机构)"""

from __future__ import annotations

import re

from kg.names.branches import branch_named
from kg.names.name_words import name_words
from kg.names.patterns import NOBODY, Name, from_row, render, within
from kg.scope import Context, Scope, class_word

# 县委、县政府|督查室 and the like; 县委政府, 盟委行署 and 自治区党委、政府 with nothing behind: 县委政府办 is not one office of both.
_COMMITTEE_AND_GOVERNMENT = re.compile(
    "^党?委[、和]?(?:(?:[省市县区州旗]|自治区)(?:人民)?政府(.*)|(?:人民)?政府|盟?行(?:政公)?署)$"
)
# 国资委党委, 卫健局机关党委 (of its staff); 县党委 is no organ's.
_PARTY_COMMITTEE = re.compile("(?=.{4})(?P<organ>.*?)(?P<staff>机关)?党委")
# The last word of an organ that people leave out, the likelier first: in counties most are bureaus.
_LEFT_OUT_IN_COUNTIES, _LEFT_OUT_ABOVE = ("局", "委"), ("委", "局")
_SPOKEN_LENGTHS = range(2, 5)
_OWN_ENDS = "场站所馆院校园"  # 县林场 is no 林场局


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
    committee = _PARTY_COMMITTEE.fullmatch(rest)
    if committee is not None:
        whole = registered(committee["organ"], scope, context)
        return _party_committee(whole, committee["staff"] or "") if whole is not None else None
    return branch_named(rest, scope, context) or _of_committee(rest, scope, context) or _of_family(rest, scope, context)


def _party_committee(organ: Name, staff: str) -> Name:
    """The Party committee in ``organ``, which bears its name: 中共雷州市卫生健康局机关委员会; ``staff``: 机关, or nothing.

    An organ of the Party has 中共 in front itself, once. One of two names (县纪委监委机关党委) gives none for what both have.
    """
    if organ.canonical is None or "、" in organ.canonical:
        return NOBODY._replace(rule="party-committee")
    name, key = (f"中共{said.removeprefix('中共')}{staff}委员会" for said in (organ.canonical, organ.key))
    return organ._replace(canonical=name, key=key, parent=organ.key, rule="party-committee")


def _of_committee(rest: str, scope: Scope, context: Context) -> Name | None:
    """县委县政府, and 县委县政府督查室 of both."""
    both = _COMMITTEE_AND_GOVERNMENT.match(rest)
    if both is None:
        return None
    if rest.startswith("党") and class_word(scope.name) != "自治区":
        return NOBODY._replace(rule="generic")  # 党委、政府 are those of every place
    if not both[1]:
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
        return from_row(row, scope, context, tail)
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
    """县财政 and 市公安 as people say them: the bureau or commission of that name, the likelier one at this level where both are."""
    if len(rest) not in _SPOKEN_LENGTHS or rest[-1] in _OWN_ENDS:
        return None
    in_county = scope.place is None or scope.place.level == "county"
    for end in _LEFT_OUT_IN_COUNTIES if in_county else _LEFT_OUT_ABOVE:
        row = context.department(rest + end, scope.place)
        if row is not None and "{" not in row.canonical:
            return from_row(row, scope, context)._replace(rule="spoken", confidence=0.8)
    return None


def part_of(rest: str, scope: Scope, context: Context) -> Name | None:
    """市住建局供热科, 县水利局河道管理所, 县人民医院东院区: the organ in full, and the part as it is written but for its last word."""
    found = name_words(context.register).part.match(rest)
    if found is None:
        return None
    whole = registered(found[1], scope, context)
    if whole is None and found[1].endswith("医院"):
        whole = render("{place}" + found[1], scope, context, "as-written", 0.7)
    return within(whole, unfolded(found[2], context), "part-of") if whole is not None else None
