"""Words by which a full name is told, as patterns over ``registers/name_words.tsv``. (全称用词)"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.register import Register
from kg.word_patterns import WordPatterns, pattern, word_set, words


class NameWords(WordPatterns, table="name_words"):
    """Patterns and words made once for a register."""

    goes_on = words("goes-on")
    clerks = words("clerk")
    full_company = words("full-company")  # what companies and institutes that are named in full end in
    # 市住建局|供热科, 县人民医院|东院区
    part = pattern(
        "^(.+‹has-part›)([一-鿿]{2,6}[科股]|[一-鿿]{2,8}‹bureau-part›|[一-鿿]{0,2}[东西南北新老]院区|驻[一-鿿]{2,6}办事处)$"
    )
    school = pattern("‹school›$")
    # 团|市委, 民盟|省委会: whose committee stands before the level word
    league = pattern("^(‹league›)(省|自治区|市|县|区|州|盟|旗)委(?:会|员会)?$")
    centre = words("centre")
    centre_title = words("centre-title")
    province_behind = words("province-behind")  # 国家税务总局|四川省税务局
    own_company = word_set("own-company")
    # says without a place or level whose it is: 中国计划生育协会, 国家统计局江西调查总队
    no_town = pattern("‹no-town›$")  # 文旅|小镇
    landmark = pattern("^.{2,}‹landmark›")  # 唐家河国家级自然保护区|管理处: a name of its own
    of_country = pattern("‹of-country›")
    national_company = words("national-company")
    company_branch = pattern("‹company-branch›$")
    place_branch = pattern("^‹place-branch›$")
    railway_part = pattern("‹railway-part›$")
    zone_bureau = pattern("‹zone-bureau›$")
    zone_part = pattern("‹zone-part›$")
    zone_committee = words("zone-committee")
    # what a zone's own names of the government's and the committee's organs begin with
    zone_begins = words("zone-begins")
    party_and_zone = pattern("^党政(?:综合)?‹zone-part›$")  # 党政办公室, 党政综合部
    party_groups = words("party-group")  # 县水利局|党组
    # What a division sets up for one matter: 森林防火指挥部, 道路交通安委会 in its notice are its own. Bureaus, commissions
    # and centres that no register knows are not: 长江水利委员会 and 铁路监督管理局 belong to no county, and it has many
    # 业主委员会. Nor are 现场指挥部, which says not of what, and 长江防汛总指挥部, 流域防汛指挥部, which stand above several.
    its_own = pattern("^(?!‹vague›+(?:指挥部|领导小组)$)(?!.*流域).{2,}(?:‹its-own›|(?<!总)指挥部)$")
    # 领导小组 and 领导小组办公室 in the notice that names one in full
    task_force = pattern("^(‹task-force›)(办公室)?$")
    of_town = pattern("‹of-town›$")  # 业主委员会 and 村民委员会 are many in a town as well
    station = pattern("^(‹station›)(所|分局)$")  # what the county keeps in its towns
    plain_stations = word_set("plain-station")
    no_station = word_set("no-station")
    own_branch = words("own-branch")
    short_company = pattern("^(?:.*公司|.*集团.+集团$|‹short-company›+(?:发展|投资|控股)?集团)$")  # 县|国投集团
    short_stem = pattern("‹short-stem›")  # 工信|商科技局: a name with it is short for a longer one
    people = words("people")  # 县级领导|干部
    group_begins = words("group-begins")
    group_ends = words("group-ends")
    generic = pattern("‹generic›$")
    several_towns = pattern("^‹several›|‹several-towns›$")  # 受灾乡镇, 有关街道

    def __init__(self, register: Register) -> None:
        super().__init__(register)
        full = register.name_words
        self.endings: Mapping[str, str] = full["ending"]  # an abbreviation's last word -> in full, longest first
        # what begins the name of a section of an organ -> the organ's pattern, longest first
        self.families: Mapping[str, str] = full["family"]
        # 中科院|长春分院: an organ of the country before a place -> in full
        self.shortened_whole: Mapping[str, str] = full["shortened-whole"]
        # last word of its part at a place -> in full, '' where that is the word itself
        self.whole_part: Mapping[str, str] = full["whole-part"]
        self.shortened_branch: Mapping[str, str] = full["shortened-branch"]
        self.run_by: Mapping[str, str] = full["run-by"]  # a zone that no 管理委员会 runs -> what does
        self.station_bureaus = {word: bureau or f"{word}局" for word, bureau in full["station"].items()}


@cache
def name_words(register: Register) -> NameWords:
    """The words of ``register``. Cached."""
    return NameWords(register)
