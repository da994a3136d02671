"""Words in and around names of organisations, as patterns over ``lexicons/organisation_names.tsv``. (机构名称用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_but, any_of, either, lazy

NEVER = frozenset("各的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很")
"""Characters that no name of an organisation contains; 和, 及, 与 are decided by what stands before them."""

NUMBER = "[一二三四五六七八九十]{1,3}"
_HAN = "一-鿿"
_LEVEL_HEADS = "[省市县区州盟旗镇乡]长"


@dataclass(frozen=True, slots=True, eq=False)
class OrganisationWords:
    """Patterns and words made once for a lexicon."""

    takes: tuple[str, ...]
    # Organisations that no register knows.
    none: re.Pattern[str]  # what no name contains
    with_de: tuple[str, ...]  # 感染的肺炎: phrases with 的 that a name may contain
    begins_none: re.Pattern[str]
    before_name: tuple[str, ...]
    before_name_at: re.Pattern[str]  # one of these
    strong: frozenset[str]
    strong_tail: tuple[str, ...]  # 金湖|管理处
    task_force: tuple[str, ...]
    set_up: tuple[str, ...]
    aim: tuple[str, ...]  # 创建|省级文明县城工作指挥部
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
    body_of_members: re.Pattern[str]  # 县政府|党组|成员列席; 党组成员要… asks it of people
    listed_post: re.Pattern[str]  # the next post of a list: 县财政局局长|、县教育局局长
    not_itself: re.Pattern[str]  # 县委|小礼堂: a building; 临高县人民政府|网: a portal
    of_members: tuple[str, ...]
    has_sections: tuple[str, ...]
    section: re.Pattern[
        str
    ]  # 市住建局|供热科, 县人民医院|东院区: what has no owner of its own behind the organ that keeps it
    no_consulting: tuple[str, ...]  # 商务, 商会: 商 consults nobody
    company: re.Pattern[str]
    part: frozenset[str]
    part_of_department: frozenset[str]
    sentence: re.Pattern[str]
    adverbial: re.Pattern[str]  # 县审计局|对平台公司…, 县财政局|就…: what an organ does, and no part of it
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
    who_came: tuple[str, ...]  # 县政府班子|成员|及县发改局: people, before what is listed beside them
    closes_sections: re.Pattern[str]  # 政策法规科、村镇建设科|等科室
    closes_companies: re.Pattern[str]  # 东河集团|等龙头企业
    before_close: tuple[str, ...]
    closes_towns: re.Pattern[str]  # 甲镇、乙镇主要|负责人, 甲镇、乙镇|作表态发言
    several_towns: re.Pattern[str]  # 示范村, 乡镇, 有关镇: none by name
    held: frozenset[str]  # what a town does with a meeting
    acts: re.Pattern[str]  # these, and what it does besides
    no_acting_town: re.Pattern[str]
    # What only the words around tell, or a full name before.
    congress_and_conference: re.Pattern[
        str
    ]  # 接受人大、政协监督: both beside each other; 市人大 and 人大代表 are others
    centre: re.Pattern[str]  # 落实中央决策部署, 把中央和省委部署…: not 中央财政, 中央企业, 中央和地方
    team: re.Pattern[str]  # 中央第二生态环境保护督察组, 中央指导组
    named: re.Pattern[str]  # 县财政局局长|须弥远、: a name by what stands behind it
    repeats: tuple[str, ...]
    repeated: re.Pattern[str]  # 领导小组, 领导小组办公室
    seat: re.Pattern[str]  # 领导小组办公室|设在县住建局: where it is to be, not what it does


@cache
def organisation_words(lexicon: Lexicon) -> OrganisationWords:
    """The words for ``lexicon``. Cached."""
    words = lexicon.organisation_names
    characters = "".join(sorted(NEVER - {"各", "的"}))
    many_towns = any_of(words["many-towns"])
    acts = any_of(words["bearer-acts"])
    post_after = (
        f"{any_of(words['post-rank'])}?(?:副)?(?:{any_but(words['post-after'], words['post-after-yet'])}(?!办公会)"
        f"|[一二三四]级{any_of(words['graded-post'])}|{_LEVEL_HEADS}(?!办公会)"
        f"|长(?=[{_HAN}]{{2,3}}(?:[、,。;)]|{acts}|作了))|负责人(?=[{_HAN}]{{2,3}}[、,。]))"
    )
    no_section = words["no-section"]
    with_de = [phrase.partition("的") for phrase in words["with-de"]]
    not_in_phrase = "".join(f"(?:(?<!{front}的)|(?!{rest}))" for front, _, rest in with_de)  # 党的|建设
    return OrganisationWords(
        takes=words["takes"],
        none=re.compile(
            f"的(?!{'|'.join(f'(?<={front}的){rest}' for front, _, rest in with_de)})|[{characters}]"
            f"|{any_but(words['none'], words['none-yet'])}"
        ),
        with_de=words["with-de"],
        begins_none=re.compile(any_of(words["begins-none"])),
        before_name=words["before-name"],
        before_name_at=re.compile(either(words["before-name"])),
        strong=frozenset(words["strong"]),
        strong_tail=words["strong-tail"],
        task_force=words["task-force"],
        set_up=words["set-up"],
        aim=words["aim"],
        no_matter=frozenset(words["no-matter"]),
        station=words["station"],
        any_station=frozenset(words["any-station"]),
        of_many=frozenset(words["of-many"]),
        many=re.compile(any_of(words["many"])),
        many_homes=re.compile(any_of((*words["many"], *words["many-homes"]))),
        university=words["university"],
        many_schools=re.compile(f"{any_of(words['many-schools'])}|全[省市县区]|中心$"),
        post_after=re.compile(post_after),
        head=re.compile(f"{any_of(words['head-body'])}?{any_of(words['head-rank'])}?副?{any_of(words['head'])}|副?长"),
        body_of_members=re.compile(f"{any_of(words['head-body'])}(?=成员(?:[、,。;]|以及|出席|列席|参加))"),
        listed_post=re.compile(f"[、和及][{_HAN}]{{0,20}}?{post_after}"),
        after_head=re.compile(f"[,。;:\\n]|$|[和及]|以及|{any_of(words['after-head'])}"),
        not_itself=re.compile(
            f"{any_but(words['not-itself'], words['not-itself-yet'])}|[附负]?[一二三四五六七八九十0-9]+楼|[0-9]+会议室|公报(?!》)"
        ),
        of_members=words["of-members"],
        has_sections=words["has-sections"],
        section=re.compile(
            f"(?!{either(no_section)})[{_HAN}]{{2,6}}(?<![{''.join(word[0] for word in no_section)}])[科股](?=[^{_HAN}]|$|要|负责|牵头)"
            f"|[{_HAN}]{{2,4}}[一二三四五六七八九]室(?![{_HAN}]*?主任)"
            f"|[东西南北]院区|[{_HAN}]{{1,2}}[东西南北新老]院区|[{_HAN}]{{2,3}}工作站"
        ),
        no_consulting=words["no-consulting"],
        company=re.compile(any_of(words["company"])),
        part=frozenset(words["part"]),
        part_of_department=frozenset(words["part-of-department"]),
        sentence=re.compile(f"[年次]|{not_in_phrase}{any_of(words['sentence'])}"),
        adverbial=re.compile(any_but(words["adverbial"], words["adverbial-yet"])),
        alone=frozenset(words["alone"]),
        of_both=words["of-both"],
        of_village=frozenset(words["of-village"]),
        brand=re.compile(f"(?:{any_of(words['brand'])}|[{''.join(words['rail'])}]铁)$"),
        brand_ends=frozenset(word[-1] for word in words["brand"]) | {"铁"},
        zone=re.compile(
            f"(?:{any_of(words['zone-level'])}?{any_of(words['zone-sort'])}?{any_of(words['zone'])}|{any_of(words['zone-whole'])})$"
        ),
        level_in_word=re.compile(any_but(words["level-in-word"], words["level-in-word-yet"])),
        level_ends_word=frozenset(words["level-ends-word"]),
        takes_organ=re.compile(any_of(words["takes-organ"])),
        takes_town=lazy(f".*(?:{any_of(words['takes-town'])}|[县市区旗])"),
        no_town=re.compile(any_of(words["no-town"])),
        section_ends=words["section-end"],
        who_came=words["who-came"],
        closes_sections=lazy(f"等(?:有关|相关)?{any_of(words['section'])}"),
        closes_companies=lazy(f"等[{_HAN}]{{0,6}}?{any_of(words['closes-companies'])}"),
        before_close=words["before-close"],
        closes_towns=lazy(
            f"{either(words['closes-towns'])}|作了?{any_of(words['speech-of-towns'])}|"
            + f"{any_of(words['in-turn'])}(?:作了?)?{any_of((*words['speech-of-towns'], '汇报', '发言'))}|"
            + "|".join(f"{which}副[县区市旗]长(?=[(,;。、\n]|$|参加|出席|列席|汇报)" for which in words["deputy"])
        ),
        several_towns=lazy(
            f"(?:.*{any_of(words['many-villages'])}村|{many_towns}|各乡|各镇|(?:[县市区]|相关|有关|其他|部分|各).*)(?:街道)?"
        ),
        held=frozenset(words["held"]),
        acts=lazy(either((*words["held"], *words["acts"]))),
        no_acting_town=lazy(
            f".*{any_of(words['town-taken'])}|(?:我|全|各|本|该|多|由|在|到|有关|相关)|.*(?:乡镇|街镇|城镇)$"
        ),
        congress_and_conference=lazy(
            "(?P<first>人大|政协)(?<![省市县区州盟旗国届]..)[、和与及](?P<second>政协|人大)"
            f"(?!{either(words['of-congress'])})"
        ),
        centre=lazy(
            f"中央(?<![党共军在]..)(?={either(words['centre-acts'])}|[、和及与](?:国务院|(?:省|市|县|区|州|自治区)(?:委|政府|党委))"
            f"|对(?![口外])[{_HAN}]{{2,10}}{any_of(words['centre-does'])})"
        ),
        team=lazy(
            f"(?:中央|国务院)(?:[{_HAN}]{{2,8}}?)?(?:第{NUMBER})?(?:[{_HAN}]{{2,6}}?)?{any_of(words['team'])}(?!组)"
        ),
        named=re.compile(f"[{_HAN}]{{2,3}}(?=[、,。;)\\s]|{acts})"),
        repeats=words["repeats"],
        repeated=lazy(f"{any_of(words['repeats'])}(?:办公室)?"),
        seat=lazy(f"(?:分别)?{any_of(words['seat'])}(?:在|于)?|成员|组成"),
    )
