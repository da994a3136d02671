"""Words in and around names of parties, as patterns over ``lexicons/party_names.tsv``. (责任主体用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_but, any_of, either, lazy

_HAN = "一-鿿"
_LEVEL = "[省市州县区旗乡镇村]"


@dataclass(frozen=True, slots=True, eq=False)
class PartyWords:
    """Patterns and sets made once for a lexicon."""

    none: re.Pattern[str]  # no name contains it
    begins_none: frozenset[str]  # characters that begin no name
    begins_none_words: tuple[str, ...]  # 责令|施工单位
    begins_yet: tuple[str, ...]  # but for these words
    each: re.Pattern[str]  # 各, 所有: begins a group whatever it ends with
    group: re.Pattern[str]  # 有关, 与会: begins what says itself that it is a group
    which: re.Pattern[str]  # 受灾, 沿: says which places or units are meant
    people_of: re.Pattern[str]  # 县财政局|主要负责人
    no_people: re.Pattern[str]  # 县人社局|负责人员培训: where it may be none of them
    people_begin: frozenset[str]  # first characters of these
    members: frozenset[str]  # 市政府党组|成员
    owned: re.Pattern[str]  # 市安委会|成员单位
    owned_begin: frozenset[str]
    branch: re.Pattern[str]  # 市自然资源局|城区分局
    topics: tuple[str, ...]  # 清淤|任务|各镇要: ends what is spoken of, before who is to act
    topic_ends: frozenset[str]  # last characters of these
    act_office: re.Pattern[str]  # 县委|从严治党办, 县政府|推进职能转变办公室
    bare_office: re.Pattern[str]  # 办公室|每周通报: an office that is named without its owner
    includes: frozenset[str]  # 各成员单位(含县水利局、县住建局): some of them, not who they are
    others: re.Pattern[str]  # 江铜集团、江西国控|等省属企业|应当…: the list goes on with nobody in particular
    elliptic: re.Pattern[str]  # 施工、监理、设计单位; 东、西两镇: one head for members that are no names without it
    levels_together: re.Pattern[str]  # 市、县两级水利部门; 县、乡、村三级
    role_unit: re.Pattern[str]  # 配合单位, 指导部门: what they do besides others makes their name
    in_step: re.Pattern[str]  # 市、县、乡三级联动, 市县联动: how, not who
    actor_ends: frozenset[str]
    verb_objects: frozenset[str]  # 服务企业|要用心: what is done, and by nobody named
    kind_of_unit: re.Pattern[str]  # 建设|单位
    longer_head: re.Pattern[str]  # 物业|服务企业, 在建项目|施工单位: a head that only begins a longer one
    station: re.Pattern[str]  # 乡镇|统计站, 社区|卫生服务站: what each of those before it has
    unit_behind: re.Pattern[str]  # 昭通市|地质队: a unit that is named by the place before it
    firm_ends: tuple[str, ...]  # 会同|恒信|测绘|做好测量: what a firm deals in
    runs: re.Pattern[str]  # 村级工业园|管理方, 高新区|运营公司: who runs it, not the place
    capacity: re.Pattern[str]  # 施工单位|中铁建设公司: what somebody is in the matter, before the name
    companies: re.Pattern[str]  # 昌岭煤电、汾川能源|等市属煤炭企业, 长河油田|等企业
    company_name: re.Pattern[str]  # 长河油田: a company by its last word
    company_ends: tuple[str, ...]  # 企业, 公司
    last_company: re.Pattern[str]  # 中国盐湖集团、|西部矿业|等龙头企业: whose name nothing else tells
    drafters: re.Pattern[str]  # 《报告》起草组: who writes a paper, named by it
    with_each_other: re.Pattern[str]  # 县供电公司与项目公司|做好对接
    handled: frozenset[str]  # 抓紧办|理: behind 办, so that it is an act and no office
    one_level: re.Pattern[str]  # 镇一级|要, 县级层面|要
    acts_on: tuple[str, ...]  # 孙三江|主持|县水利局工作: what somebody does to who is known
    all_told: re.Pattern[str]  # 县工信局、县商务局|两部门|要: how many they are
    belonging: re.Pattern[str]  # 各村|“三资”账目|须公布
    preposition: re.Pattern[str]
    above_all: re.Pattern[str]  # 县直有关单位|特别是|县住建局
    above_all_begin: frozenset[str]
    levels: frozenset[str]
    department_ends: frozenset[str]
    small_places: frozenset[str]
    before_how: frozenset[str]
    town: re.Pattern[str]  # 附城镇, 望江街道, 白银纳鄂伦春族民族乡
    no_town: re.Pattern[str]  # 各|镇
    built_up: tuple[str, ...]  # 城镇
    organ: re.Pattern[str]  # 高要区|政府
    zone: re.Pattern[str]  # 滨海|新区
    makes_place: re.Pattern[str]  # 高标准|打造|城北工业园: a zone that is spoken of, and not to
    district: re.Pattern[
        str
    ]  # what may be a zone that is called a district; only a list with places tells it from a part of a sentence
    governed: re.Pattern[str]  # 峡山区|管委会, 峡山区|内: its organs are read as such; where, not who
    office_ends: frozenset[str]
    charges: tuple[str, ...]  # 牵头, 负责: what follows a party with its task
    short_tails: tuple[str, ...]  # 凤凰办, 经贸发展局: organisations without their place
    long_short_tails: tuple[str, ...]
    short_tail_ends: frozenset[str]
    bare_organs: frozenset[str]  # 妇联, 团委
    governs: re.Pattern[str]  # 县政府, 省委: ends the name of a government or of a Party committee
    shares_heads: re.Pattern[
        str
    ]  # 县委|、县政府主要领导: an organ whose heads may be named together with those of another
    shared_heads: re.Pattern[str]  # 县委、|县政府主要领导: the other, with their heads
    pronouns: frozenset[str]  # 我们, 大家: those who are there, of whom nobody is named
    that_one: re.Pattern[str]  # 该局: who was named before
    bare_organ_ends: frozenset[str]

    def begins_name(self, text: str, at: int) -> bool:
        """Whether a name can begin with the character at ``at``: not 的, and 在 only in 在建项目."""
        none = text[at] in self.begins_none or text.startswith(self.begins_none_words, at)
        return not none or text.startswith(self.begins_yet, at)


def _first(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


@cache
def party_words(lexicon: Lexicon) -> PartyWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.party_names
    tails, listed = words["short-tail"], any_of(words["listed-head"])
    which_company = f"(?:[省市县区州盟旗]属|{any_of(words['which-company'])})[{_HAN}]{{0,4}}{any_of(words['company'])}"
    return PartyWords(
        none=re.compile(
            f"{either(words['none'])}|如$|未(?![{_HAN}]{{1,6}}的)|(?<=[局委办部厅会院])代[省市县区州镇]|因(?<!^.)|^其(?![他余])|被(?<!^.)(?<!^各.)(?<!^(?:有关|相关|所有|全体).)|,|;|:|。"
        ),
        begins_none=frozenset(word for word in words["begins-none"] if len(word) == 1),
        begins_none_words=(
            *(word for word in words["begins-none"] if len(word) > 1),
            *(word + owner for word in words["before-owner"] for owner in (*words["level"], "各")),
        ),
        begins_yet=words["begins-yet"],
        each=re.compile(any_of(words["each"])),
        group=re.compile(any_of(words["group"])),
        which=re.compile(any_of(words["which"])),
        people_of=re.compile(any_of(words["people-of"])),
        no_people=re.compile(f"(?:主要)?{any_of(words['people-of-yet'])}"),
        people_begin=_first(words["people-of"]),
        members=frozenset(words["members"]),
        owned=re.compile(any_of(words["owned"])),
        owned_begin=_first(words["owned"]),
        branch=re.compile(f"(?![和及与、])(?:(?![向对为把将由给])[{_HAN}]){{2,4}}?{any_of(words['branch'])}"),
        topics=words["topic-end"],
        topic_ends=frozenset(word[-1] for word in words["topic-end"]),
        act_office=lazy(
            f"(?:(?![的由各])[{_HAN}]){{2,12}}?(?:办公室|(?<![{''.join(words['handles'])}])办)"
            f"(?![{''.join(words['handled'])}])"
        ),
        bare_office=re.compile(f"{any_of(words['bare-office'])}(?:办公室)?(?![{_HAN}]?[室长的])"),
        includes=frozenset(words["includes"]),
        others=lazy(
            f"等(?={any_of(words['after-others'])}|,)"
            f"|等[{_HAN}]{{0,8}}?{any_of(words['others'])}(?![{_HAN}]*?{any_of(words['people-after'])})"
            f"|等[{_HAN}]{{0,4}}?{any_of(words['other-place'])}(?:\\([{_HAN}、]{{1,4}}\\))?(?=$|[0-9]|{any_of(words['after-others'])})"
        ),
        elliptic=re.compile(
            f"(?P<items>[{_HAN}]{{2,12}}(?:、[{_HAN}]{{2,8}}){{0,5}}、[{_HAN}]{{2,6}}?(?:[和及][{_HAN}]{{2,6}}?)?)"
            f"(?:(?:等(?:有关|相关)?)?{any_of(words['shared-head'])}|等[{_HAN}]{{0,6}}?{listed}(?![{_HAN}]{{0,2}}{listed}))"
            f"|(?P<few>[{_HAN}]{{1,3}}(?:、[{_HAN}]{{1,3}}){{1,5}})[两三四五六七八][个家]?"
            f"{any_of(words['counted-head'])}(?![{_HAN}]?[长级])"
        ),
        levels_together=lazy(
            f"{_LEVEL}(?:、{_LEVEL}){{1,3}}[两三四]级(?:[{_HAN}]{{2,6}}?{any_of(words['level-head'])})?"
        ),
        role_unit=re.compile(f"{any_of(words['role'])}{any_of(words['role-unit'])}"),
        in_step=lazy(f"(?:{_LEVEL}(?:、?{_LEVEL}){{1,3}}(?:[两三四]级)?){any_of(words['in-step'])}"),
        actor_ends=frozenset(words["actor-end"]),
        verb_objects=frozenset(words["verb-object"]),
        kind_of_unit=re.compile(any_of(words["kind-of-unit"])),
        longer_head=re.compile(f"{any_of(words['business'])}{any_of(words['operator'])}"),
        station=lazy(f"[{_HAN}]{{2,4}}?{any_of(words['station'])}"),
        unit_behind=lazy(f"[{_HAN}]{{1,6}}?{any_of(words['unit-end'])}"),
        firm_ends=words["firm-end"],
        runs=re.compile(f"{any_of(words['runs'])}{any_of(words['operator'])}"),
        capacity=re.compile(f"{any_of(words['concerned'])}|{any_of(words['capacity'])}{any_of(words['in-capacity'])}"),
        companies=re.compile(
            f"(?P<list>[{_HAN}]{{2,8}}(?:、[{_HAN}]{{2,8}}){{0,4}})等(?P<which>{which_company}|{any_of(words['company'])})"
        ),
        company_name=re.compile(f"[{_HAN}]{{2,8}}{any_of(words['company-name'])}"),
        company_ends=words["company"],
        last_company=re.compile(f"(?P<name>[{_HAN}]{{3,10}}?)等{which_company}"),
        drafters=re.compile(f"《[^》]{{1,30}}》[{_HAN}]{{0,4}}{any_of(words['drafts'])}{any_of(words['drafter'])}"),
        with_each_other=re.compile(f"{any_of(words['how'])}?{any_of(words['mutual'])}"),
        handled=frozenset(words["handled"]),
        one_level=lazy(f"{_LEVEL}(?:一级|级?层面)"),
        acts_on=words["acts-on"],
        all_told=lazy(f"[两二三四五六七八九十][个家]?{any_of(words['told-head'])}"),
        belonging=re.compile(f'(?!面|[{_HAN}]{{1,8}}方面)[“”"{_HAN}]{{1,10}}{any_of(words["belonging"])}'),
        preposition=re.compile(any_but(words["preposition"], words["preposition-yet"])),
        above_all=re.compile(any_of(words["above-all"])),
        above_all_begin=_first(words["above-all"]),
        levels=frozenset(words["level"]),
        department_ends=frozenset(words["department-end"]),
        small_places=frozenset(words["small-place"]),
        before_how=frozenset(words["before-how"]),
        town=re.compile(
            f"(?:[{_HAN}]{{1,5}}?(?:{any_of(words['town'])}(?!(?<=办)[好理结实])|镇(?![街乡村镇])|(?<![城下家返])乡(?!镇)|(?<![农乡全各])村)"
            f"|[{_HAN}]{{2,8}}?族[{_HAN}]{{0,3}}?(?:乡(?!镇)|镇(?![街乡村])|苏木))(?!{any_of(words['not-after-town'])})"
        ),
        no_town=re.compile(any_of(words["no-town"])),
        built_up=words["built-up"],
        organ=re.compile(f"(?:各级)?{any_of(words['organ'])}"),
        zone=re.compile(f"[{_HAN}]{{2,10}}?(?<!各){any_of(words['zone'])}(?!{any_of(words['zone-organ'])})"),
        makes_place=re.compile(any_of(words["makes-place"])),
        district=lazy(f"[{_HAN}]{{2,3}}(?<!各)区(?!{any_of(words['in-district'])})"),
        governed=lazy(any_of(words["governed"])),
        office_ends=frozenset(words["office-end"]),
        charges=words["charge"],
        short_tails=tails,
        long_short_tails=tuple(tail for tail in tails if len(tail) > 1),
        short_tail_ends=frozenset(tail[-1] for tail in tails),
        bare_organs=frozenset(words["bare-organ"]),
        governs=re.compile("[省市县区州盟旗](?:委|(?:人民)?政府)$"),
        shares_heads=re.compile(f"(?:[省市县区州盟旗镇乡]|党){any_of(words['governing'])}$"),
        shared_heads=lazy(f"[{_HAN}]{{0,8}}?{any_of(words['governing'])}{any_of(words['people-of'])}"),
        pronouns=frozenset(words["pronoun"]),
        that_one=re.compile(f"该{any_of((*words['that-one'], *words['level']))}"),
        bare_organ_ends=frozenset(word[-1] for word in words["bare-organ"]),
    )
