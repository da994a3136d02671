"""An organ in full from how a notice of its place writes it, whatever else the notice prints. (机构全称)"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.names.companies import brand_named
from kg.names.name_words import name_words
from kg.names.patterns import NOBODY, UNKNOWN, Name, as_simplified, as_written, from_row, render
from kg.names.places import as_place, town_named
from kg.names.registered import as_said, part_of, registered, spoken, unfolded
from kg.names.town_organs import is_named_after_town, is_village, of_countys_bureau, of_own_town
from kg.names.zone_organs import of_own_zone, of_zone_named
from kg.register import COUNTRY
from kg.scope import TOWNS, Context, Scope, by_level_word, class_word, split
from kg.zones import find_zone, registered_zone

# 市供热公司, 凤城热力公司, 县国投集团: short for a company whose registered name only a register can tell.
_LOCAL_COMPANY = re.compile("(?:(?<!有限)(?<!责任)(?<!股份)公司|集团|村镇银行)$")
# 国家电网鹤壁供电公司 is 国网鹤壁供电公司.
_STATE_GRID = re.compile("^国家电网(?=.{2,}供电(?:分?公司|局)$)")
# 县第一人民医院医疗健康集团, 实验小学教育集团: hospitals or schools of a place under one head, and no companies.
_UNDER_ONE_HEAD = re.compile("(?:医疗|健康|卫生|教育|办学)(?:服务|共同体)?集团$")
_COMMITTEE_OF_ZONE = re.compile("^((?!.*(?:[的了]|未(?!来)))[一-鿿]{3,})(?:管委会|管理委员会)$")
# 猴桥海关, 洋浦海事局, 平孟边检站: called after a port, not a county.
_OF_PORT = re.compile("(?!地方|有关|相关|当地|各)([一-鿿]{2,4})(海关|海事局|(?:出入境)?边防检查站|边检站)")
_TERM = re.compile("^第?[一二三四五六七八九十百零〇两\\d]+届")
_PARTY = re.compile("(?:中共|中国共产党)(?=...)")
_ZONE_COMMITTEE = frozenset({"管委会", "管理委员会", "管委"})
# 农四师七十团 is 第四师七十团 of the corps.
_OF_THE_CORPS = re.compile("^农([一二三四五六七八九十]+)师(.*)$")
_DIVISION = re.compile("第[一二三四五六七八九十]+师")
_XINJIANG = "65"


@lru_cache(maxsize=65536)
def organ_named(surface: str, is_place: bool, context: Context) -> Name:
    """``surface`` in full as its grammar and the register tell; ``is_place``: it may be a place for who governs it. Cached."""
    text = as_simplified("".join(surface.split()))
    central = context.register.central.get(text)
    if central is not None and central[1]:
        return Name(central[0], "central", 1.0, COUNTRY.code, central[0])
    words = name_words(context.register)
    text = _STATE_GRID.sub("国网", text)
    if text.startswith(words.centre) and not text.startswith(words.province_behind):
        text = _expanded(text, context)
        return Name(text, "central-as-written", 0.8, COUNTRY.code, text)
    if text[:1] in "第一二三四五六七八九十":
        text = _TERM.sub("", text) or text  # 十八届县人民政府 is the 县人民政府.
    party = _PARTY.match(text)
    text = text if party is None else text[party.end() :]
    corps = _of_corps(text, context)
    if corps is not None:
        return corps
    name = as_place(text, context) if is_place else None
    return _judged(name or _as_organ(text, context), context)


def _expanded(text: str, context: Context) -> str:
    """国家矿山安监局山东局 with the bureau of the country in full."""
    for size in range(len(text) - 2, 4, -1):
        full, whole = context.register.central.get(text[:size], ("", False))
        if whole and full.startswith("国家") and full.endswith("局"):
            return full + text[size:]
    return text


def _of_corps(text: str, context: Context) -> Name | None:
    """农四师七十团, 兵团第一师: divisions of 新疆生产建设兵团, which a notice from Xinjiang need not say."""
    text = _OF_THE_CORPS.sub(r"第\1师\2", text)
    if _DIVISION.match(text) is not None and context.place is not None and context.place.code.startswith(_XINJIANG):
        return as_written("新疆生产建设兵团" + text, context, "corps", 0.9)
    in_xinjiang = context.place is not None and context.place.code.startswith(_XINJIANG)
    named = text.startswith("兵团第") or (in_xinjiang and text.startswith("兵团") and len(text) > len("兵团") + 1)
    return as_written("新疆生产建设" + text, context, "corps", 0.9) if named else None


def _judged(name: Name, context: Context) -> Name:
    """``name``, or what people decided it to be."""
    if name.canonical is None or name.place is None:
        return name
    decided = context.register.judgements.get((name.place, name.canonical))
    return name if decided is None else name._replace(canonical=decided, key=decided, rule="judgement", confidence=1.0)


def _as_organ(text: str, context: Context) -> Name:
    league = _of_league(text, context)
    if league is not None:
        return league
    if text.endswith(name_words(context.register).full_company) and not text.startswith(("市", "县", "区", "省")):
        return as_written(text, context, "company", 0.9)
    if context.own is not None and class_word(context.own.name) in TOWNS and is_village(text):
        village = of_own_town(text, context.own, context)
        if village is not None:
            return village
    scope, rest, how = split(text, context)
    if how == "level" and _is_one_of_many(rest, context):
        return NOBODY._replace(rule="generic")
    zone = find_zone(rest if how == "level" else text, context) if how != "full" or rest else None
    zone = zone or (registered_zone(text, context) if how != "level" and rest else None)
    if zone is not None and rest not in _ZONE_COMMITTEE:
        # 县|先进制造业开发区: a zone that no place in its name tells apart
        owner = scope.name if scope is not None and how == "level" and zone.rule == "zone-name" else ""
        return render("{gov}", Scope(owner + zone.name, zone.host, zone=True), context, zone.rule, zone.confidence)
    if scope is not None and scope.zone and rest in _ZONE_COMMITTEE:
        return render("{gov}", scope, context, "zone-own", 0.95)
    part = of_zone_named(rest, scope, context) if how in {"full", "level"} else of_zone_named(text, None, context)
    if part is not None:
        return part
    if how == "bare":
        return _bare(text, scope, context)
    if scope is None:
        return UNKNOWN
    if rest == "":
        return render("{gov}", scope, context, "own-place", 0.8)
    return _behind_place(text, rest, scope, how, context)


def _of_league(text: str, context: Context) -> Name | None:
    """团市委, 共青团县委, 民盟省委会."""
    found = name_words(context.register).league.match(text)
    if found is None:
        return None
    region = found[2] == "区" and context.own is not None and class_word(context.own.name) == "自治区"
    scope = by_level_word("自治区" if region else found[2], "", context)
    if found[1].endswith("团"):
        return render("{youth}", scope, context, "youth-league", 0.9)
    party = context.department(found[1], None)
    return from_row(party, scope, context) if party is not None and scope is not None else None


def _is_one_of_many(rest: str, context: Context) -> bool:
    """区|直国有林场, 省|属企业党委, 市|属开发区: some of many."""
    belongs = rest[:1] in ("直", "属") and "机关" not in rest
    return belongs and context.department(rest, None) is None


def _behind_place(text: str, rest: str, scope: Scope, how: str, context: Context) -> Name:
    """A name with a place, its short form or a level word before ``rest``; ``how`` says which (``kg.scope.split``)."""
    words = name_words(context.register)
    made = brand_named(text, context) if how == "short" else _of_the_list(rest, scope, context)
    made = made or registered(_TERM.sub("", rest), scope, context)
    made = made or (spoken(rest, scope, context) if how == "level" else None) or part_of(rest, scope, context)
    if made is not None:
        return made
    own_school = words.school.search(rest) is not None and "大学" not in rest  # 浙江大学附属医院 is of the university
    if how == "short" and own_school and _opens_with_company(text, context):
        return as_written(text, context, "as-written", 0.7, scope)  # 锦州石化医院: the company's
    if how == "short" and own_school and scope.place is not None and scope.place.level != "province":
        return render("{place}" + text, scope, context, "local-school", 0.7)  # 镇巴中学
    if _LOCAL_COMPANY.search(rest) is not None and _UNDER_ONE_HEAD.search(rest) is None:
        return _local_company(rest if how != "short" else text, rest, scope if how != "short" else None, context)
    if how == "short":
        # A short form before what no register knows (台州海事局三门海事处, 海南椰信…) is a part of the name.
        return _unregistered(text, context, scope)
    if words.generic.search(rest) and len(rest) <= 5:
        return NOBODY._replace(rule="generic")
    return as_said(rest, scope, context)


def _of_the_list(rest: str, scope: Scope, context: Context) -> Name | None:
    """市水务集团 in a notice of 珠海: 珠海水务集团 of the list of companies; None where it has none."""
    if scope.place is None or scope.zone or not rest.endswith(("集团", "公司")):
        return None
    found = context.register.central.get(context.register.short(scope.place) + rest)
    whole = found is not None and found[1] and "{" not in found[0]
    return Name(found[0], "central", 0.95, COUNTRY.code, found[0]) if found is not None and whole else None


def _opens_with_company(text: str, context: Context) -> bool:
    return any(text[:size] in context.register.central for size in range(4, len(text) - 1))


def _local_company(text: str, rest: str, scope: Scope | None, context: Context) -> Name:
    """县投资集团, 潍坊港集团: a group is a company, by its own words behind its place; open where they are plainly short for
    more (县国投集团) and for 市供热公司, 凤城热力公司, which many a company may be."""
    if (
        not rest.endswith("集团")
        or rest == "集团"
        or name_words(context.register).short_company.match(rest) is not None
    ):
        return NOBODY._replace(rule="company-open")
    if scope is None:
        return as_written(text + "有限公司", context, "company-group", 0.5)
    return render("{place}" + text + "有限公司", scope, context, "company-group", 0.5)


def _bare(text: str, scope: Scope | None, context: Context) -> Name:
    """A name with neither place nor level word: the notice's own organ, a company, or what it says."""
    words = name_words(context.register)
    if scope is not None and scope.zone:
        return of_own_zone(text, scope, context)
    made = brand_named(text, context)
    if made is not None:
        return made
    if scope is not None:
        made = _of_province(text, scope, context) or _of_own_place(text, scope, context)
        if made is not None:
            return made
    elif context.department(text, None) is not None:
        return UNKNOWN
    if scope is not None and words.its_own.match(text) is not None and not _opens_with_zone(text, context):
        return render("{place}" + unfolded(text, context), scope, context, "its-own", 0.65)
    if words.generic.search(text) or (text.endswith("公司") and len(text) <= 4):
        return NOBODY._replace(rule="generic")
    return _unregistered(text, context)


def _of_province(text: str, scope: Scope, context: Context) -> Name | None:
    """《自治区党委办公厅 人民政府办公厅关于…》 in a county's notice: a county's office is a 办公室."""
    if not text.endswith("政府办公厅") or scope.place is None or scope.place.level not in {"county", "town"}:
        return None
    above = context.register.province(scope.place)
    return render("{gov}办公厅", Scope(above.name, above), context, "department", 0.85) if above is not None else None


def _of_own_place(text: str, scope: Scope, context: Context) -> Name | None:
    """A bare name as an organ of the notice's own place, of a town in it, or of what is called after one."""
    bureau = of_countys_bureau(text, scope, context)
    if bureau is not None:
        return bureau
    made = registered(text, scope, context) or town_named(text, scope, context)
    if made is not None:
        return made._replace(confidence=min(made.confidence, 0.85))
    made = of_own_town(text, scope, context)
    if made is not None:
        return made
    if is_named_after_town(text, scope, context):
        return render("{place}" + unfolded(text, context), scope, context, "as-written", 0.75)  # 八面城镇污水处理厂
    local = scope.place is None or scope.place.level == "county"
    if local and len(text) > 3 and name_words(context.register).school.search(text) is not None:
        return render("{place}" + text, scope, context, "local-school", 0.75)
    return None


def _opens_with_zone(text: str, context: Context) -> bool:
    """示范区建设指挥部 may be of the division or of a zone of it."""
    return any(text.startswith(row.word) for row in context.register.zone_words)


def _at_port(found: re.Match[str]) -> str:
    """The customs, the maritime bureau or the border station of a port in full."""
    station = found[2].endswith("站")
    return f"{found[1]}出入境边防检查站" if station else f"中华人民共和国{found[0]}"


def _unregistered(text: str, context: Context, scope: Scope | None = None) -> Name:
    """A name that no register knows, as it is written; a group of companies is a company, a place its government."""
    if class_word(text):
        place = as_place(text, context)
        if place is not None:
            return place
    if text.endswith("集团") and len(text) > 3:
        if _opens_with_zone(text, context):
            return NOBODY._replace(
                rule="company-open"
            )  # 开发区国投集团: of which zone it is, its registered name tells
        return as_written(text + "有限公司", context, "company-group", 0.65)
    office = _COMMITTEE_OF_ZONE.match(text) if scope is None else None
    if office is not None and context.division is not None:
        held = Scope(office[1], context.division.place, zone=True)
        return render("{gov}", held, context, "zone-name", 0.7)  # 江布拉克景区管委会: named by no word for zones
    words = name_words(context.register)
    port = _OF_PORT.fullmatch(text)
    if port is not None and not text.startswith(tuple(words.no_station)):
        return as_written(_at_port(port), context, "brand", 0.85)
    if words.landmark.search(text) is not None:
        return as_written(
            text, context, "as-written", 0.7, scope
        )  # 唐家河国家级自然保护区管理处: what it cares for tells it
    if text.endswith("城管委会"):
        text = text.removesuffix("管委会") + "管理委员会"  # 成都影视城管委会: named by no word for zones
    if scope is None and words.of_country.match(text) is None:
        return NOBODY._replace(rule="unregistered")  # 财务管理部, 国有林场: of whom, the notice does not say
    return as_written(text, context, "as-written", 0.7, scope)
