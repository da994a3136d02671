"""Companies and their branches known by a brand: 人民银行X市中心支行, 国网Y供电公司, 人保财险Z支公司."""

from __future__ import annotations

import re

from kg.model import Place
from kg.names.name_words import name_words
from kg.names.patterns import UNKNOWN, Name, as_written, from_row, render
from kg.scope import Context, split

_PROVIDER = re.compile(".+分公司$")
_GRID = ("电力", "电力公司")
_GRID_COMPANY = re.compile("^国网.{2,8}电力(?:有限)?公司$")


def brand_named(text: str, context: Context) -> Name | None:
    """``text`` with its brand in full, the rest as written or as the register names it; None when it has no brand."""
    words = name_words(context.register)
    provider = next((word for word in words.shortened_branch if text.startswith(word)), None)
    if provider is not None and _PROVIDER.match(text, len(provider)) is not None:
        rest = text[len(provider) :]
        if _opens_with_place(rest, context):
            return brand_named(words.shortened_branch[provider] + rest, context)  # 移动汉中分公司
    known = _of_the_country(text, context) or _of_a_province(text, context) or _of_railway(text, context)
    if known is not None:
        return known
    if not words.company_branch.search(text):
        return None
    if text.endswith("中支"):
        text = text.removesuffix("支") + "心支行"  # 人行汉中中支
    if _GRID_COMPANY.match(text):
        return as_written(text, context, "company", 0.9)
    for size in range(min(8, len(text) - 2), 1, -1):
        brand = context.register.central.get(text[:size] + "…")
        if brand is None:
            continue
        known = _of_a_place(text[:size], text[size:], context)
        if known is not None:
            return known
        where, _, how = split(text[size:], context)
        scope = where if how != "bare" and where is not None else context.division
        filled = render(brand[0] + text[size:], scope, context, "brand", 0.85) if scope is not None else UNKNOWN
        if filled.canonical is not None:
            return filled
        return as_written(brand[0] + text[size:], context, "brand", 0.85) if "{" not in brand[0] else None
    return None


def _of_railway(text: str, context: Context) -> Name | None:
    """成都局集团公司内江车务段: a part of a railway company, whose full name stands in front of it."""
    part = name_words(context.register).railway_part.search(text)
    if part is None:
        return None
    for size in range(part.start(), _SHORTEST_RAILWAY - 1, -1):
        full, whole = context.register.central.get(text[:size], ("", False))
        if whole and full.startswith("中国铁路"):
            return as_written(full + text[size:], context, "brand", 0.85)
    return None


_SHORTEST_RAILWAY = 4


def _opens_with_place(text: str, context: Context) -> bool:
    return split(text, context)[2] in {"full", "short"}


def _of_the_country(text: str, context: Context) -> Name | None:
    """中科院长春分院, 金融监管总局汉中监管分局, 中储粮聊城直属库: the name of the whole shortened in front of the place."""
    words = name_words(context.register)
    part = next((part for part in words.whole_part if text.endswith(part)), None)
    if part is None:
        return None
    short = next((word for word in words.shortened_whole if text.startswith(word)), None)
    if short is None or not _opens_with_place(text[len(short) :], context):
        return None
    rest = text[len(short) :].removesuffix(part)
    if short.startswith("武警"):
        rest = _force(rest, part, context)
    return as_written(words.shortened_whole[short] + rest + (words.whole_part[part] or part), context, "brand", 0.85)


def _force(rest: str, part: str, context: Context) -> str:
    """宁夏|总队 is the force of the region by its full name, 嘉兴|支队 one of the 浙江省总队; ``rest`` where it names more than a place."""
    scope, more, _ = split(rest + part, context)
    place = scope.place if scope is not None else None
    if place is None or more != part:
        return rest
    if place.level == "province":
        return place.name if part == "总队" else rest
    province = context.register.province(place)
    return f"{province.name}总队{context.register.short(place)}" if province is not None and part == "支队" else rest


def _of_a_province(text: str, context: Context) -> Name | None:
    """国网山东电力, 国网河北省电力公司 (a 有限公司, as some are not), and 山东金融监管局, which is the country's; 省金融监管局 is the
    province's own."""
    grid = text.startswith("国网") and text.endswith(_GRID)
    if not grid and not text.endswith("金融监管局"):
        return None
    where, tail, how = split(text.removeprefix("国网"), context)
    fits = how == "short" or (grid and (how == "full" or tail == "电力公司"))
    if not fits or where is None or where.place is None or where.place.level != "province":
        return None
    if grid and tail in _GRID:
        row = context.department("电力公司", where.place)
        return from_row(row, where, context)._replace(rule="brand") if row is not None else None
    if tail == "金融监管局":
        return render("国家金融监督管理总局{short}监管局", where, context, "brand", 0.85)
    return None


def _goes_on_below(tail: str, above: Place, context: Context) -> bool:
    """Whether ``tail`` goes on with a place in ``above``."""
    below, _, how = split(tail, context)
    return (
        how in {"full", "short"} and below is not None and below.place is not None and above.code in below.place.parents
    )


def _of_a_place(brand: str, rest: str, context: Context) -> Name | None:
    """The branch of ``brand`` at the place that ``rest`` names, when that place's row ends alike: 农发行湘西州分行, 国网三门县供电公司."""
    where, tail, how = split(rest, context)
    if how not in {"full", "short"} or where is None or where.place is None:
        return None
    if brand == "国网" and how == "short" and _goes_on_below(tail, where.place, context):
        return _of_a_place(brand, tail, context)  # 国网北京|通州供电公司
    if brand == "国网" and not tail.startswith("供电"):
        # 国网上海市北供电公司 is of 市北, a part of the city that is no division.
        return as_written(brand + rest, context, "brand", 0.7)
    if not name_words(context.register).place_branch.match(tail):
        return None
    row = context.department(brand + tail, where.place) if tail == "中心支行" else None
    row = row or (context.department(tail, where.place) if brand == "国网" else None)
    row = row or context.department("供电公司" if brand == "国网" else brand, where.place)
    if row is None or not row.canonical.endswith(tail[-2:]):
        return None
    if tail == "分公司" and ("guessed" in row.reason or "自治" in where.place.name):
        return None  # called as it is printed: no rule says how companies write a self-governing place
    of_city = not rest.removesuffix(tail).endswith(("州", "盟", "地区"))
    if row.canonical.startswith("中国人民银行") and tail == "分行" and how == "short" and of_city:
        return None  # 人行济南分行 was one of several provinces, before each had its own
    made = from_row(row, where, context)._replace(rule="brand", confidence=0.85)
    printed = rest.removesuffix(tail)
    if made.canonical is None or printed in {where.place.name, context.register.short(where.place)}:
        return made
    # 张家川县, 巴州: companies bear the short form of a self-governing place, banks of a prefecture its full one.
    if brand == "国网" or where.place.level == "county":
        called = where.name if where.name in made.canonical else context.register.short(where.place)
        return made._replace(canonical=made.canonical.replace(called, printed))
    return made
