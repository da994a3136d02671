"""Patterns of full names, filled in for a place: what they read, and what identifies them there.

{place}, {gov}, {cpc} and the rest are explained at the head of ``registers/departments.tsv``. Each name is made twice:
as it is printed (雷州市市场监督管理局) and as its key below the place's code (市场监督管理局).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from kg.hanzi import simplify
from kg.model import Place
from kg.names.name_words import name_words
from kg.register import COUNTRY, Register
from kg.register.rows import Department
from kg.scope import Context, Scope, class_word, is_district

_PARENTS = {"gov": "{gov}", "party": "{committee}"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_OF_PLACES = (
    "place",
    "short",
    "city_place",
    "county",
    "prefecture",
    "prefecture_short",
    "province",
    "province_name",
    "province_short",
)
"""Placeholders that say where an organ is, and so are empty in its key."""


class Name(NamedTuple):
    """A canonical name with its grounds.

    ``place`` is the adcode under which ``key`` (the name without its place) identifies the organisation; ``parent`` is
    the key of the organ it is part of, at the same place. All None where the name cannot be known.
    """

    canonical: str | None
    rule: str
    confidence: float
    place: str | None = None
    key: str = ""
    parent: str | None = None


UNKNOWN = Name(None, "place-unknown", 0.5)
"""Of an organ whose place is not known."""
NOBODY = Name(None, "group", 1.0)
"""Of groups, and of what names no organ in particular."""


def from_row(row: Department, scope: Scope, context: Context, form: str = "") -> Name:
    """The name of ``row`` at ``scope``; ``form``: as the notice writes it, which is no guess where it is the name itself."""
    pattern = row.canonical if "{" in row.canonical else "{place}" + row.canonical
    guessed = "guessed" in row.reason and not form.endswith(_PLACEHOLDER.sub("", row.canonical))
    made = render(pattern, scope, context, "department", 0.6 if guessed else 0.95)
    if made.canonical is None:
        plain = _PLACEHOLDER.sub("", pattern)
        made = render("{place}" + plain, scope, context, "department", 0.7)
    parent = _PARENTS.get(row.of)
    if parent is None or pattern == parent:
        return made
    return made._replace(parent=_fill(parent, keys_of(scope)))


def within(whole: Name, part: str, rule: str) -> Name:
    """The ``part`` of ``whole``, which bears its name in front; as unknown as ``whole`` where that is."""
    if whole.canonical is None:
        return whole
    return whole._replace(canonical=whole.canonical + part, key=whole.key + part, parent=whole.key, rule=rule)


def _is_unique(company: str, register: Register) -> bool:
    """Whether the name says whose company it is: no two registered companies share one with a place in front."""
    places = (register.places_named(company[:size]) for size in register.beginnings.get(company[:2], ()))
    return company.startswith(name_words(register).national_company) or any(places)


def as_written(text: str, context: Context, rule: str, confidence: float, scope: Scope | None = None) -> Name:
    """A name that stands as it is written; identified below the notice's own place, or everywhere when it is full."""
    place = scope.place if scope is not None else None
    company = text.endswith(name_words(context.register).full_company)
    if place is None and company and (context.place is None or _is_unique(text, context.register)):
        return Name(text, rule, confidence, COUNTRY.code, text)
    own = place or context.place
    return Name(text, rule, confidence, own.code if own is not None else None, text)


def render(pattern: str, scope: Scope | None, context: Context, rule: str, confidence: float) -> Name:
    """``pattern`` filled in for ``scope``; unknown when the scope is, or when a place that the pattern needs is."""
    if scope is None:
        return UNKNOWN
    code = scope.place.code if scope.place is not None else None
    if pattern.startswith("{place}") and "{" not in pattern[7:]:
        full, name_key = scope.name + pattern[7:], pattern[7:]
    else:
        values = values_of(scope, context)
        if any(not values[name] for name in _PLACEHOLDER.findall(pattern)):
            return UNKNOWN
        full, name_key = _fill(pattern, values), _fill(pattern, keys_of(scope))
    return Name(full, rule, confidence, code, scope.name + name_key if scope.zone else name_key)


def _fill(pattern: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values[match[1]], pattern)


def values_of(scope: Scope, context: Context) -> dict[str, str]:
    """What stands for the placeholders in a name as it is printed; empty where it is not known, or there is none."""
    name, place, register = scope.name, scope.place, context.register
    word = class_word(name)
    province = register.province(place) if place is not None else None
    above = register.prefecture(place) if place is not None else None
    if above is not None and place is not None and above.code == place.code:
        above = None
    short = register.short(place) if place is not None else name.removesuffix(word)
    gov = _of_zone(name, register) if scope.zone else _government(name, word)
    cpc = _committee_stem(name, word, short)
    working = scope.zone or word == "街道"
    autonomous = province is not None and province.name.endswith("自治区")
    return {
        "place": name,
        "short": short,
        "gov": gov,
        "cpc": f"中共{name}工作委员会" if working else cpc,
        "committee": f"中共{name}" + ("工作委员会" if working else "委员会"),
        "cppcc": f"中国人民政治协商会议{name}委员会",
        "discipline": f"中共{name}纪律检查委员会、{name}监察委员会",
        "youth": f"共青团{name}委员会",
        "city_place": _behind_city(name, place, above),
        "county": place.name if place is not None else name,
        "prefecture": above.name if above is not None else "",
        "prefecture_short": register.short(above) if above is not None else "",
        "province": province.name if province is not None else "",
        "province_name": "" if province is None else register.short(province) if autonomous else province.name,
        "province_short": register.short(province) if province is not None else "",
    }


def _behind_city(name: str, place: Place | None, above: Place | None) -> str:
    """A district with its city in front, as organs that a higher level keeps there are called."""
    district = place is not None and above is not None and is_district(place) and not name.startswith(above.name)
    return above.name + name if district and above is not None else name


def _of_zone(name: str, register: Register) -> str:
    """The organ that runs a zone: 滁州经济技术开发区管理委员会; a few have a bureau or an executive committee, or are one."""
    run_by = name_words(register).run_by
    return name if name.endswith("委员会") else name + run_by.get(name, "管理委员会")


def _government(name: str, word: str) -> str:
    if word == "街道":
        county = re.match("(.*[市县区旗])(.+街道)$", name)
        return f"{county[1]}人民政府{county[2]}办事处" if county is not None else name + "办事处"
    return name + ("行政公署" if word in {"盟", "地区"} else "人民政府")


def _committee_stem(name: str, word: str, short: str) -> str:
    """中共雷州市委; a county whose name is one character says its class twice (中共荣县县委)."""
    if word == "地区":
        return f"中共{name.removesuffix('地区')}地委"
    if word == "自治区":
        return f"中共{name}委员会"
    return f"中共{name}{word if len(name) == 2 and word else ''}委"


def keys_of(scope: Scope) -> dict[str, str]:
    """What stands for the placeholders in an identity, where the adcode says the place."""
    word = class_word(scope.name)
    own = {"盟": "行政公署", "地区": "行政公署", "街道": "办事处"}
    gov = "管理委员会" if scope.zone else own.get(word, "人民政府")
    return dict.fromkeys(_OF_PLACES, "") | {
        "gov": gov,
        "cpc": "中共工作委员会" if scope.zone else f"中共{word}委",
        "committee": "中共工作委员会" if scope.zone else "中共委员会",
        "cppcc": "中国人民政治协商会议委员会",
        "discipline": "中共纪律检查委员会、监察委员会",
        "youth": "共青团委员会",
    }


# Characters of organs' names that only traditional writing has; any of them calls for the table, which loads slowly.
_TRADITIONAL = re.compile(
    "[縣區廳黨國務發會議員辦處鎮鄉團聯導東寧廣陽貴遼龍慶雲蘇蘭衛計農業產財稅場監資環規劃檢統應總組織紀長實學醫門關軍開執體審揚電書記銀獅師號頭隊檔鐵視網報萬訪備邊從漢濱灣鹽漁壽瀋陝湯漣潤瀘濟協裝]"
)


def as_simplified(text: str) -> str:
    """``text`` in simplified characters, of the same length; unchanged where nothing calls for it."""
    return simplify(text) if _TRADITIONAL.search(text) is not None else text
