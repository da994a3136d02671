"""Words in and around names of organisations, as patterns over ``lexicons/organisation_names.tsv``. (机构名称用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, either, lazy

NEVER = frozenset("各的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很")
"""Characters that no name of an organisation contains; 和, 及, 与 are decided by what stands before them."""
NAMED_WITH_DE = "感染的肺炎"
"""The one phrase with 的 in names of organs: 新型冠状病毒感染的肺炎疫情防控指挥部."""

_HAN = "一-鿿"
_LEVEL_HEADS = "(?:镇长|乡长|市长|县长|区长|州长|盟长|旗长|省长)"


@dataclass(frozen=True, slots=True, eq=False)
class OrganisationWords:
    """Patterns and words made once for a lexicon."""

    takes: tuple[str, ...]
    # Organisations that no register knows.
    none: re.Pattern[str]  # what no name contains
    begins_none: re.Pattern[str]
    before_name: tuple[str, ...]
    strong: frozenset[str]
    strong_tail: tuple[str, ...]  # 金湖|管理处
    task_force: tuple[str, ...]
    set_up: tuple[str, ...]
    no_matter: frozenset[str]
    station: tuple[str, ...]
    any_station: frozenset[str]
    of_many: frozenset[str]
    many: re.Pattern[str]  # 县乡镇卫生院, 县普惠性民办幼儿园: some of many
    many_schools: re.Pattern[str]
    many_homes: re.Pattern[str]
    university: tuple[str, ...]
    # What follows a name, and what goes on with it.
    post_after: re.Pattern[str]
    head: re.Pattern[str]  # 县财政局|副局长: a post in it that tells of the organ where nobody is named
    after_head: re.Pattern[str]
    listed_post: re.Pattern[str]  # the next post of a list: 县财政局局长|、县教育局局长
    not_itself: re.Pattern[str]  # 县委|小礼堂: a building; 临高县人民政府|网: a portal
    of_members: tuple[str, ...]
    company: re.Pattern[str]
    part: frozenset[str]
    part_of_department: frozenset[str]
    sentence: re.Pattern[str]
    alone: frozenset[str]
    of_both: tuple[str, ...]  # 市委市政府|督查室
    of_village: frozenset[str]
    # Whose organ a name is.
    brand: re.Pattern[str]  # ends before a place
    brand_ends: frozenset[str]
    zone: re.Pattern[str]  # 经济技术开发区|管委会, 高新区|管委会: a zone stands where a place would
    level_in_word: re.Pattern[
        str
    ]  # 市场, 县域: the character is no level here. 市场监管 and 市政府 are what they look like
    level_ends_word: frozenset[str]
    takes_organ: re.Pattern[str]
    takes_town: re.Pattern[str]
    no_town: re.Pattern[str]
    # Lists, and towns that act.
    section_ends: tuple[str, ...]
    closes_sections: re.Pattern[str]  # 政策法规科、村镇建设科|等科室
    before_close: tuple[str, ...]
    several_towns: re.Pattern[str]  # 示范村, 乡镇, 有关镇: none by name
    held: frozenset[str]  # what a town does with a meeting
    acts: re.Pattern[str]  # these, and what it does besides
    no_acting_town: re.Pattern[str]


@cache
def organisation_words(lexicon: Lexicon) -> OrganisationWords:
    """The words for ``lexicon``. Cached."""
    words = lexicon.organisation_names
    characters = "".join(sorted(NEVER - {"各", "的"}))
    many_towns = any_of(words["many-towns"])
    post_after = (
        "(?:党委|党组|党工委|常务|执行|第一|原|代)?(?:副)?"
        f"(?:{any_of(words['post-after'])}(?!办公会)|总经理(?!办公)|[一二三四]级(?:调研员|巡视员|主任科员)|{_LEVEL_HEADS}(?!办公会)"
        f"|长(?=[{_HAN}]{{2,3}}(?:[、,。;)]|出席|列席|主持|参加|通报|汇报|作了))|负责人(?=[{_HAN}]{{2,3}}[、,。]))"
    )
    return OrganisationWords(
        takes=words["takes"],
        none=re.compile(
            f"的(?<!感染的)|的(?!肺炎)|[{characters}]|研究(?!院|所|室|中心|会)|统筹(?!城乡)|组织(?!部)|联合(?!会)"
            f"|{any_of(words['none'])}"
        ),
        begins_none=re.compile(any_of(words["begins-none"])),
        before_name=words["before-name"],
        strong=frozenset(words["strong"]),
        strong_tail=words["strong-tail"],
        task_force=words["task-force"],
        set_up=words["set-up"],
        no_matter=frozenset(words["no-matter"]),
        station=words["station"],
        any_station=frozenset(words["any-station"]),
        of_many=frozenset(words["of-many"]),
        many=re.compile(any_of(words["many"])),
        many_homes=re.compile(any_of((*words["many"], *words["many-homes"]))),
        university=words["university"],
        many_schools=re.compile(f"{any_of(words['many-schools'])}|全[省市县区]|中心$"),
        post_after=re.compile(post_after),
        head=re.compile(f"(?:党委|党组)?(?:常务|执行|第一)?副?{any_of(words['head'])}|副?长"),
        listed_post=re.compile(f"[、和及][{_HAN}]{{0,20}}?{post_after}"),
        after_head=re.compile(f"[,。;:\\n]|$|[和及]|以及|{any_of(words['after-head'])}"),
        not_itself=re.compile(
            f"{any_of(words['not-itself'])}|[一二三四五六七八九十0-9]+楼|网(?!络|格|信|办)|[0-9]+会议室|公报(?!》)"
        ),
        of_members=words["of-members"],
        company=re.compile(any_of(words["company"])),
        part=frozenset(words["part"]),
        part_of_department=frozenset(words["part-of-department"]),
        sentence=re.compile(f"[年次]|{any_of(words['sentence'])}"),
        alone=frozenset(words["alone"]),
        of_both=words["of-both"],
        of_village=frozenset(words["of-village"]),
        brand=re.compile(f"(?:{any_of(words['brand'])}|[沈哈京太呼郑武西济上南广成昆兰青乌]铁)$"),
        brand_ends=frozenset(word[-1] for word in words["brand"]) | {"铁"},
        zone=re.compile(
            f"(?:(?:国家级?|省级)?{any_of(words['zone-sort'])}?{any_of(words['zone'])}|{any_of(words['zone-whole'])})$"
        ),
        level_in_word=re.compile(
            f"{any_of(words['level-in-word'])}|市场(?!监)|市民(?!政|宗|族)|市政(?!府|协|法|务|研)|县城(?!管|市|投|建)"
        ),
        level_ends_word=frozenset(words["level-ends-word"]),
        takes_organ=re.compile(any_of(words["takes-organ"])),
        takes_town=lazy(f".*(?:{any_of(words['takes-town'])}|[县市区旗])"),
        no_town=re.compile(any_of(words["no-town"])),
        section_ends=words["section-end"],
        closes_sections=lazy(f"等(?:有关|相关)?{any_of(words['section'])}"),
        before_close=words["before-close"],
        several_towns=lazy(
            f"(?:.*{any_of(words['many-villages'])}村|{many_towns}|各乡|各镇|(?:[县市区]|相关|有关|其他|部分|各).*)(?:街道)?"
        ),
        held=frozenset(words["held"]),
        acts=lazy(either((*words["held"], *words["acts"]))),
        no_acting_town=lazy(
            f".*{any_of(words['town-taken'])}|(?:我|全|各|本|该|多|由|在|到|有关|相关)|.*(?:乡镇|街镇|城镇)$"
        ),
    )
