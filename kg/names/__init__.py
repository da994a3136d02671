"""Canonical names: what an organ calls itself in full, from how a notice writes it.

市市场监管局 in a notice of 雷州市 is 雷州市市场监督管理局. ``canonical_name`` is a pure function of the
surface, its kind and the ``Context`` (the notice's own place). Groups have no canonical name, and nothing has one
whose place is unknown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.model import AgencyKind
from kg.names.branches import branch_named
from kg.names.companies import brand_named
from kg.names.patterns import COMPANY, UNKNOWN, Name, as_simplified, as_written, from_row, render, within
from kg.names.places import as_place, town_named
from kg.register import COUNTRY
from kg.scope import Context, Scope, by_level_word, class_word, split
from kg.zones import find_zone, zone_named

_SCHOOL = re.compile("(?:小学|中学|学校|幼儿园|医院|卫生院|一中|二中|三中|实验中学)$")
# 市供热公司, 县国投集团: short for a company whose registered name only a register can tell.
_LOCAL_COMPANY = re.compile("(?:(?<!有限)(?<!责任)(?<!股份)公司|集团)$")
# A name without a place or level that still says whose it is: 中国计划生育协会, 国家统计局江西调查总队.
_OF_THE_COUNTRY = re.compile("中国|中华|国家|全国|中央")
_VILLAGE = re.compile("(?:村|社区)$")
_GENERIC = re.compile("(?:部门|单位|企业|机构|主体|专班|窗口|责任人|工作组)$")
_TERM = re.compile("^第?[一二三四五六七八九十百零〇两\\d]+届")
# 团市委, 共青团县委, 民盟省委会: whose committee stands before the level word.
_LEAGUE = re.compile(
    "^(共青团|团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(省|自治区|市|县|区|州|盟|旗)委(?:会|员会)?$"
)
# What a zone has of its own, as other notices and as its own ones write it behind its name.
_ZONE_BUREAUS = re.compile("(?:局|大队|支队|党工委)$")
_ZONE_PARTS = re.compile("(?:局|大队|支队|工委|部|办公室|中心)$")
_CLERKS = ("办公室", "办")
_COMMITTEE_AND_GOVERNMENT = re.compile("^委、?[省市县区州盟旗](?:人民)?政府(.*)$")
# Families of organs whose sections are named after them: the words they are written with, and their full form.
_GOES_ON = ("性", "采购", "投资", "债务", "储备", "购买")
_FAMILIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("人民政府办公厅", "政府办公厅"), "{gov}办公厅"),
    (("人民政府办公室", "政府办公室", "政府办", "府办"), "{gov}办公室"),
    (("人民政府", "政府", "行政公署", "行署", "管理委员会", "管委会"), "{gov}"),
    (("人大常委会", "人民代表大会常务委员会"), "{place}人民代表大会常务委员会"),
    (("人民代表大会", "人大"), "{place}人民代表大会"),
    (("政协", "人民政协"), "{cppcc}"),
    (("党工委", "党委", "委"), "{cpc}"),
)
# 农四师七十团 is 第四师七十团 of the corps.
_OF_THE_CORPS = re.compile("^农([一二三四五六七八九十]+)师(.*)$")
# What a division sets up for one matter: 森林防火指挥部, 道路交通安委会 in its notice are its own. Bureaus, commissions and
# centres that no register knows are not: 长江水利委员会 and 铁路监督管理局 belong to no county, and it has many 业主委员会.
# Nor are 现场指挥部, which says not of what, and 长江防汛总指挥部, 流域防汛指挥部, which stand above several.
_ITS_OWN = re.compile(
    "^(?!(?:现场|前线|前方|工程|项目|联合|工作|建设)+(?:指挥部|领导小组)$)(?!.*流域).{2,}(?:安委会|(?<!总)指挥部|领导小组)$"
)
_TOWNS = frozenset({"镇", "乡", "街道", "苏木"})
# 业主委员会 and 村民委员会 are many in a town as well.
_OF_A_TOWN = re.compile("(?:办|办公室|中心|站|所|安委会)$")
_NOBODY = Name(None, "group", 1.0)


def canonical_name(surface: str, kind: AgencyKind, context: Context) -> Name:
    """The canonical name of ``surface`` in a notice whose own place is ``context``'s.

    ``surface`` may be in traditional characters; the name is in simplified ones. ``canonical`` is None for groups,
    for people, and where the place cannot be known. The result unpacks as (canonical, rule, confidence, …).
    """
    if kind not in {"organization", "place"}:
        return _NOBODY
    made = _made(surface, kind == "place", context.bare)
    if made.rule == "as-written" and context.printed:
        made = _printed(surface, context) or made
    elif made.canonical is None and context.printed and _TASK_FORCE.match(surface) is not None:
        made = _task_force(surface, context) or made
    return measured(made, context)


# 领导小组 and 领导小组办公室 in the notice that names one in full.
_TASK_FORCE = re.compile("^(领导小组|协调小组|指挥部|专班)(办公室)?$")


def _task_force(surface: str, context: Context) -> Name | None:
    """The one body of the kind that the notice prints in full; None where it prints none or several."""
    found = _TASK_FORCE.match(as_simplified(surface))
    if found is None:
        return None
    fuller = (printed for printed in context.printed if printed.endswith(found[1]) and len(printed) > len(found[1]))
    names = {name.canonical: name for name in (_made(printed, False, context.bare) for printed in fuller)}
    if len(names) != 1 or None in names:
        return None
    whole = next(iter(names.values()))
    return within(whole, "办公室", "printed") if found[2] else whole._replace(rule="printed", confidence=0.8)


def measured(name: Name, context: Context) -> Name:
    """``name`` with the confidence that was measured for its rule."""
    if name.canonical is None:
        return name
    sure = context.register.name_confidence(name.rule, name.confidence)
    return name if sure == name.confidence else name._replace(confidence=sure)


@lru_cache(maxsize=65536)
def _made(surface: str, is_place: bool, context: Context) -> Name:
    text = as_simplified("".join(surface.split()))
    central = context.register.central.get(text)
    if central is not None and central[1]:
        return Name(central[0], "central", 1.0, COUNTRY.code, central[0])
    if text.startswith(("国家", "中央", "中共中央", "国务院", "全国")) and not text.startswith(
        ("国家税务总局", "国家统计局")
    ):
        text = _expanded(text, context)
        return Name(text, "central-as-written", 0.8, COUNTRY.code, text)
    if text[:1] in "第一二三四五六七八九十":
        # 十八届县人民政府 is the 县人民政府.
        text = _TERM.sub("", text) or text
    if text.startswith("中共") and len(text) > 4:
        text = text[2:]
    text = _OF_THE_CORPS.sub(r"第\1师\2", text)
    if re.match("第[一二三四五六七八九十]+师", text) and context.place is not None and context.place.code[:2] == "65":
        return as_written("新疆生产建设兵团" + text, context, "corps", 0.9)
    if text.startswith("兵团第"):
        return as_written("新疆生产建设" + text, context, "corps", 0.9)
    name = as_place(text, context) if is_place else None
    return _judged(name or _as_organ(text, context), context)


# 政策法规科, 办公室 in the minutes of a bureau. Bureaus that a zone's minutes name may be its own or the city's; whose
# 财务管理部 is in a company's, a parent or a subsidiary may say as well.
_BUREAU = re.compile("(?<!办公)(?:局|厅)$")
_BUREAU_SECTION = re.compile("(?:科|股|室|处|办公室)$")
_LEVEL_FIRST = re.compile("[省市县区州盟旗镇乡]|国家|中央|中国")


def section_of(body: str, surface: str) -> str | None:
    """What ``surface`` (政策法规科, 集团综合管理部) is called behind the full name of the organ that met; None where it is
    no section of such an organ."""
    if body.endswith("公司"):
        return surface.removeprefix("集团") if surface.startswith("集团") else None
    if _BUREAU.search(body) is None or _BUREAU_SECTION.search(surface) is None or _LEVEL_FIRST.match(surface):
        return None
    return surface


def _expanded(text: str, context: Context) -> str:
    """国家矿山安监局山东局 with the bureau of the country in full."""
    for size in range(len(text) - 2, 4, -1):
        full, whole = context.register.central.get(text[:size], ("", False))
        if whole and full.startswith("国家") and full.endswith("局"):
            return full + text[size:]
    return text


def _judged(name: Name, context: Context) -> Name:
    if name.canonical is None or name.place is None:
        return name
    decided = context.register.judgements.get((name.place, name.canonical))
    return name if decided is None else name._replace(canonical=decided, key=decided, rule="judgement", confidence=1.0)


# ── organs ────────────────────────────────────────────────────────────────────────────────────────────────────


def _as_organ(text: str, context: Context) -> Name:
    league = _LEAGUE.match(text)
    if league is not None:
        scope = by_level_word(league[2], "", context)
        if league[1].endswith("团"):
            return render("{youth}", scope, context, "youth-league", 0.9)
        party = context.register.department(league[1], None)
        if party is not None and scope is not None:
            return from_row(party, scope, context)
    if COMPANY.search(text) and not text.startswith(("市", "县", "区", "省")):
        return as_written(text, context, "company", 0.9)
    if context.own is not None and class_word(context.own.name) in _TOWNS and _VILLAGE.search(text) is not None:
        village = _of_town(text, context.own, context)
        if village is not None:
            return village
    scope, rest, how = split(text, context)
    if (
        how == "level"
        and rest[:1] in ("直", "属")
        and "机关" not in rest
        and context.register.department(rest, None) is None
    ):
        return _NOBODY._replace(rule="generic")  # 区直国有林场, 省属企业党委, 市属开发区: some of many
    zone = find_zone(rest if how == "level" else text, context) if how != "full" or rest else None
    if zone is not None and rest not in {"管委会", "管理委员会"}:
        return render("{gov}", Scope(zone.name, zone.host, zone=True), context, zone.rule, zone.confidence)
    if scope is not None and scope.zone and rest in {"管委会", "管理委员会"}:
        return render("{gov}", scope, context, "zone-own", 0.95)
    part = _of_zone_named(rest, scope, context) if how in {"full", "level"} else _of_zone_named(text, None, context)
    if part is not None:
        return part
    if how == "bare":
        return _bare(text, scope, context)
    if scope is None:
        return UNKNOWN
    if rest == "":
        return render("{gov}", scope, context, "own-place", 0.8)
    made = brand_named(text, context) if how == "short" else None
    made = made or _registered(_TERM.sub("", rest), scope, context)
    made = made or (_spoken(rest, scope, context) if how == "level" else None) or _part_of(rest, scope, context)
    if made is not None:
        return made
    if how == "short" and _SCHOOL.search(rest) is not None and scope.place is not None:
        return render("{place}" + text, scope, context, "local-school", 0.7)  # 镇巴中学
    if how == "short":
        # A short form before what no register knows (台州海事局三门海事处, 海南椰信…) is a part of the name.
        return _unregistered(text, context, scope)
    if _GENERIC.search(rest) and len(rest) <= 5:
        return _NOBODY._replace(rule="generic")
    if _LOCAL_COMPANY.search(rest) is not None:
        return _NOBODY._replace(rule="company-open")
    return render("{place}" + _unfolded(rest), scope, context, "as-written", 0.7)


def _spoken(rest: str, scope: Scope, context: Context) -> Name | None:
    """县财政 and 市公安 as people say them: the bureau or commission of that name."""
    if not 2 <= len(rest) <= 4:
        return None
    ends = ("局", "委") if scope.place is None or scope.place.level == "county" else ("委", "局")
    rows = (context.register.department(rest + end, scope.place) for end in ends)
    row = next((row for row in rows if row is not None and "{" not in row.canonical), None)
    return None if row is None else from_row(row, scope, context)._replace(rule="spoken", confidence=0.8)


_PART = re.compile("^(.+(?:局|委|办|办公室|医院))([一-鿿]{2,6}[科股]|[东西南北]院区)$")


def _part_of(rest: str, scope: Scope, context: Context) -> Name | None:
    """市住建局供热科, 县人民医院东院区: the organ in full, and the part as it is written."""
    found = _PART.match(rest)
    if found is None:
        return None
    whole = _registered(found[1], scope, context)
    if whole is None and found[1].endswith("医院"):
        whole = render("{place}" + found[1], scope, context, "as-written", 0.7)
    return within(whole, found[2], "part-of") if whole is not None else None


def _bare(text: str, scope: Scope | None, context: Context) -> Name:
    """A name with neither place nor level word: the notice's own organ, a company, or what it says."""
    if scope is not None and scope.zone:
        return _of_zone(text, scope, context)
    made = brand_named(text, context)
    if made is not None:
        return made
    if scope is not None:
        made = _registered(text, scope, context) or town_named(text, scope, context)
        if made is not None:
            return made._replace(confidence=min(made.confidence, 0.85))
        made = _of_town(text, scope, context)
        if made is not None:
            return made
        if _named_after_town(text, scope, context):
            return render("{place}" + _unfolded(text), scope, context, "as-written", 0.75)  # 八面城镇污水处理厂
        if _SCHOOL.search(text) and len(text) > 3 and (scope.place is None or scope.place.level == "county"):
            return render("{place}" + text, scope, context, "local-school", 0.75)
    elif context.register.department(text, None) is not None:
        return UNKNOWN
    if scope is not None and _ITS_OWN.match(text) is not None and not _opens_with_zone(text, context):
        return render("{place}" + _unfolded(text), scope, context, "its-own", 0.65)
    if _GENERIC.search(text) or (text.endswith("公司") and len(text) <= 4):
        return _NOBODY._replace(rule="generic")
    return _unregistered(text, context)


def _named_after_town(text: str, scope: Scope, context: Context) -> bool:
    """Whether ``text`` opens with a town of the county that ``scope`` is, and goes on."""
    towns = context.register.towns_of(scope.place.code) if scope.place is not None else ()
    return any(text.startswith(town.name) and len(text) > len(town.name) + 2 for town in towns)


def _opens_with_zone(text: str, context: Context) -> bool:
    """示范区建设指挥部 may be of the division or of a zone of it."""
    return any(text.startswith(row.word) for row in context.register.zone_words)


def _of_town(text: str, scope: Scope, context: Context) -> Name | None:
    """A village, or an organ named after the town, in the town's own notice: 金星村, 克度镇党政办公室."""
    if class_word(scope.name) not in _TOWNS:
        return None
    if _VILLAGE.search(text) is not None:
        committee = "村民委员会" if text.endswith("村") else "居民委员会"
        return render("{place}" + text + committee, scope, context, "village", 0.8)
    own = scope.place.name if scope.place is not None else scope.name
    if text.startswith(own) and len(text) > len(own) + 1:
        rest = text[len(own) :]
        return _registered(rest, scope, context) or render("{place}" + rest, scope, context, "as-written", 0.7)
    if _OF_A_TOWN.search(text) is not None and len(text) > 2:
        return render("{place}" + _unfolded(text), scope, context, "its-own", 0.65)
    return None


def _of_zone_named(text: str, host: Scope | None, context: Context) -> Name | None:
    """An organ behind the name of its zone: 泸州经开区应急管理局, 新区党工委 in a zone's own notice."""
    parts = _ZONE_PARTS if context.zone is not None else _ZONE_BUREAUS
    for size in range(min(len(text) - 2, 16), 1, -1):
        rest = text[size:]
        if text[size - 1] not in "区城园" or parts.search(rest) is None:
            continue
        zone = zone_named(text[:size], context, host=host)
        if zone is None or zone.rule == "zone-name" or rest.startswith(("管委", "管理委员会")):
            continue
        scope = Scope(zone.name, zone.host, zone=True)
        if rest == "党工委":
            return render("{committee}", scope, context, "zone-part", 0.85)
        return _registered(rest, scope, context) or render(
            "{place}" + _unfolded(rest), scope, context, "zone-part", 0.7
        )
    return None


def _of_zone(text: str, scope: Scope, context: Context) -> Name:
    """A bare name in a zone's notice: a town beside it, a brand, a bureau of the committee; branches stay open."""
    if text in {"党组", "党工委"}:
        return render("{gov}党组" if text == "党组" else "{committee}", scope, context, "zone-own", 0.9)
    found = brand_named(text, context) or town_named(text, context.division, context)
    if found is not None:
        return found
    row = context.register.department(text, None)
    if row is not None and row.canonical.endswith(("委员会", "领导小组", "指挥部")) and "{" not in row.canonical:
        return render("{place}" + row.canonical, scope, context, "zone-own", 0.8)  # 安委会, 消安委
    # 财政局 of a zone may be its own bureau or one that the city keeps there: the notice does not say.
    return UNKNOWN


def _unregistered(text: str, context: Context, scope: Scope | None = None) -> Name:
    """A name that no register knows, as it is written; a group of companies is a company, a place its government."""
    if class_word(text):
        place = as_place(text, context)
        if place is not None:
            return place
    if text.endswith("集团") and len(text) > 3:
        return as_written(text + "有限公司", context, "company-group", 0.65)
    if scope is None and _OF_THE_COUNTRY.match(text) is None:
        return _NOBODY._replace(rule="unregistered")  # 财务管理部, 国有林场: of whom, the notice does not say
    return as_written(text, context, "as-written", 0.7, scope)


def _registered(rest: str, scope: Scope, context: Context) -> Name | None:
    """``rest`` at ``scope`` as the register, the families of organs and the rules for parts of organs name it."""
    row = context.register.department(rest, scope.place)
    if row is not None and not (scope.zone and row.of != "-" and not rest.startswith(("管", "政府", "党", "人民政府"))):
        return from_row(row, scope, context)
    if row is not None and "{" not in row.canonical:
        return render("{place}" + row.canonical, scope, context, "zone-bureau", 0.7)  # 区安监办 in a zone's notice
    if len(rest) > 3 and rest.endswith("党组"):
        whole = _registered(rest[:-2], scope, context)
        return within(whole, "党组", "party-group") if whole is not None else None
    if len(rest) > 3 and rest.endswith("党委"):
        whole = _registered(rest[:-2], scope, context)
        return _committee_in(whole) if whole is not None else None
    branch = branch_named(rest, scope, context)
    if branch is not None:
        return branch
    both = _COMMITTEE_AND_GOVERNMENT.match(rest)
    if both is not None and both[1] == "":
        return render("{committee}、{gov}", scope, context, "both", 0.85)
    if both is not None:
        return _section(both[1], "{cpc}、{gov}", scope, context)  # 县委县政府督查室
    for words, pattern in _FAMILIES:
        word = next((w for w in words if rest.startswith(w) and len(rest) > len(w)), None)
        if word is not None and rest[len(word) :].startswith(_GOES_ON):
            return None  # 政府性债务管理领导小组, 政府采购中心: not of the government's own
        if word is not None:
            return _section(rest[len(word) :], pattern, scope, context)
    clerk = next((c for c in _CLERKS if rest.endswith(c) and len(rest) > len(c) + 1), None)
    if clerk is not None:
        row = context.register.department(rest[: -len(clerk)], scope.place)
        if row is not None:
            return within(from_row(row, scope, context), "办公室", "office-of")
    return None


def _committee_in(whole: Name) -> Name:
    """市政府国资委党委: the Party committee in an organ bears the organ's name."""
    if whole.canonical is None:
        return whole
    return whole._replace(
        canonical=f"中共{whole.canonical}委员会", key=f"中共{whole.key}委员会", parent=whole.key, rule="party-committee"
    )


def _section(tail: str, pattern: str, scope: Scope, context: Context) -> Name:
    """A section of the government, the committee and so on: 市政府口岸办, 市委某办, 市人大某委."""
    row = context.register.department(tail, scope.place)
    if row is not None and row.canonical.startswith(pattern):
        return from_row(row, scope, context)
    tail = row.canonical if row is not None and "{" not in row.canonical else _unfolded(tail)
    return render(pattern + tail, scope, context, "section", 0.8)


# What abbreviations end in whatever organ they are of.
_ENDINGS = (
    ("工委", "工作委员会"),
    ("建委", "建设委员会"),
    ("监管局", "监督管理局"),
    ("委", "委员会"),
    ("办", "办公室"),
)


def _unfolded(rest: str) -> str:
    """``rest`` with its last word in full: 搬迁安置办 is 搬迁安置办公室."""
    for short, full in _ENDINGS:
        if rest.endswith(short) and len(rest) > len(short) + 1:
            return rest[: -len(short)] + full
    return rest


def _printed(surface: str, context: Context) -> Name | None:
    """The longer name of which ``surface`` is an abbreviation, when the notice prints exactly one."""
    scope, rest, how = split(as_simplified(surface), context)
    if len(rest) < 3 or how == "bare" or scope is None:
        return None
    longer = set()
    for printed in context.printed:
        if printed[-1:] == rest[-1] and len(printed) > len(rest):
            other, tail, _ = split(as_simplified(printed), context)
            if other == scope and len(tail) > len(rest) and tail[0] == rest[0] and _abbreviates(rest, tail):
                longer.add(tail)
    return render("{place}" + longer.pop(), scope, context, "printed", 0.8) if len(longer) == 1 else None


def _abbreviates(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)
