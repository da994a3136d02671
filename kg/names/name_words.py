"""Words by which a full name is told, as patterns over ``registers/name_words.tsv``. (全称用词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.patterns import any_of
from kg.register import Register

_HAN = "一-鿿"


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """Patterns and words made once for a register."""

    endings: Mapping[str, str]  # an abbreviation's last word -> in full, longest first
    families: Mapping[str, str]  # what begins the name of a section of an organ -> the organ's pattern, longest first
    goes_on: tuple[str, ...]
    clerks: tuple[str, ...]
    full_company: tuple[str, ...]  # what companies and institutes that are named in full end in
    shortened_whole: Mapping[str, str]  # 中科院|长春分院: an organ of the country before a place -> in full
    whole_part: Mapping[str, str]  # last word of its part at a place -> in full, '' where that is the word itself
    part: re.Pattern[str]  # 市住建局|供热科, 县人民医院|东院区
    school: re.Pattern[str]
    league: re.Pattern[str]  # 团|市委, 民盟|省委会: whose committee stands before the level word
    centre: tuple[str, ...]
    centre_title: tuple[str, ...]
    province_behind: tuple[str, ...]  # 国家税务总局|四川省税务局
    own_company: frozenset[str]
    of_country: re.Pattern[str]  # says without a place or level whose it is: 中国计划生育协会, 国家统计局江西调查总队
    national_company: tuple[str, ...]
    company_branch: re.Pattern[str]
    place_branch: re.Pattern[str]
    shortened_branch: Mapping[str, str]
    zone_bureau: re.Pattern[str]
    zone_part: re.Pattern[str]
    zone_committee: tuple[str, ...]
    zone_begins: tuple[str, ...]  # what a zone's own names of the government's and the committee's organs begin with
    party_groups: tuple[str, ...]  # 县水利局|党组
    # What a division sets up for one matter: 森林防火指挥部, 道路交通安委会 in its notice are its own. Bureaus, commissions
    # and centres that no register knows are not: 长江水利委员会 and 铁路监督管理局 belong to no county, and it has many
    # 业主委员会. Nor are 现场指挥部, which says not of what, and 长江防汛总指挥部, 流域防汛指挥部, which stand above several.
    its_own: re.Pattern[str]
    task_force: re.Pattern[str]  # 领导小组 and 领导小组办公室 in the notice that names one in full
    of_town: re.Pattern[str]  # 业主委员会 and 村民委员会 are many in a town as well
    station: re.Pattern[str]  # what the county keeps in its towns
    station_bureaus: Mapping[str, str]
    plain_stations: frozenset[str]
    no_station: frozenset[str]
    own_branch: tuple[str, ...]
    short_stem: re.Pattern[str]  # 工信|商科技局: a name with it is short for a longer one
    people: tuple[str, ...]  # 县级领导|干部
    group_begins: tuple[str, ...]
    group_ends: tuple[str, ...]
    generic: re.Pattern[str]
    several_towns: re.Pattern[str]  # 受灾乡镇, 有关街道


@cache
def name_words(register: Register) -> NameWords:
    """The words of ``register``. Cached."""
    full = register.name_words
    words = {kind: tuple(rows) for kind, rows in full.items()}
    vague = f"{any_of(words['vague'])}+(?:指挥部|领导小组)$"
    return NameWords(
        endings=full["ending"],
        families=full["family"],
        goes_on=words["goes-on"],
        clerks=words["clerk"],
        full_company=words["full-company"],
        shortened_whole=full["shortened-whole"],
        whole_part=full["whole-part"],
        part=re.compile(
            f"^(.+{any_of(words['has-part'])})([{_HAN}]{{2,6}}[科股]|[{_HAN}]{{2,8}}{any_of(words['bureau-part'])}|[{_HAN}]{{0,2}}[东西南北新老]院区|驻[{_HAN}]{{2,6}}办事处)$"
        ),
        school=re.compile(f"{any_of(words['school'])}$"),
        league=re.compile(f"^({any_of(words['league'])})(省|自治区|市|县|区|州|盟|旗)委(?:会|员会)?$"),
        centre=words["centre"],
        centre_title=words["centre-title"],
        province_behind=words["province-behind"],
        own_company=frozenset(words["own-company"]),
        of_country=re.compile(any_of(words["of-country"])),
        national_company=words["national-company"],
        company_branch=re.compile(f"{any_of(words['company-branch'])}$"),
        place_branch=re.compile(f"^{any_of(words['place-branch'])}$"),
        shortened_branch=full["shortened-branch"],
        zone_bureau=re.compile(f"{any_of(words['zone-bureau'])}$"),
        zone_part=re.compile(f"{any_of(words['zone-part'])}$"),
        zone_committee=words["zone-committee"],
        zone_begins=words["zone-begins"],
        party_groups=words["party-group"],
        its_own=re.compile(f"^(?!{vague})(?!.*流域).{{2,}}(?:{any_of(words['its-own'])}|(?<!总)指挥部)$"),
        task_force=re.compile(f"^({any_of(words['task-force'])})(办公室)?$"),
        of_town=re.compile(f"{any_of(words['of-town'])}$"),
        station=re.compile(f"^({any_of(words['station'])})(所|分局)$"),
        station_bureaus={word: bureau or f"{word}局" for word, bureau in full["station"].items()},
        plain_stations=frozenset(words["plain-station"]),
        no_station=frozenset(words["no-station"]),
        own_branch=words["own-branch"],
        short_stem=re.compile(any_of(words["short-stem"])),
        people=words["people"],
        group_begins=words["group-begins"],
        group_ends=words["group-ends"],
        generic=re.compile(f"{any_of(words['generic'])}$"),
        several_towns=re.compile(f"^{any_of(words['several'])}|{any_of(words['several-towns'])}$"),
    )
