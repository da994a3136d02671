"""Words by which a clause asks for something or tells of something else, as patterns over ``lexicons/demands.tsv``. (要求与陈述用词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_but, any_of, either, lazy

_HAN = "一-鿿"
_BELOW = "[市县区州盟旗镇乡]"
_MUST = "(?:必须|应当|应|要|须)"


OF_PROVINCE, OF_CITY, OF_COUNTY = "province", "city", "county"
"""Ranks of meetings, each below the one before."""


_PROVINCE = ("省", "自治区")
_CITY = ("市", "自治州", "州", "盟")


def rank_of(standing: re.Match[str] | None) -> str:
    """The rank of a meeting by whose it is said to be first (``DemandWords.standing``); as high as can be where nothing says it."""
    if standing is None or standing["of"] in _PROVINCE:
        return OF_PROVINCE
    return OF_CITY if standing["of"] in _CITY else OF_COUNTY


@dataclass(frozen=True, slots=True, eq=False)
class Above:
    """Patterns for who stands above a meeting of one rank."""

    who: re.Pattern[str]  # 习近平总书记|亲临福建, 省委全会, above a county 市政府; not 省委书记 above a province
    asks: re.Pattern[str]  # 党中央|要求, 习近平总书记|在讲话中强调, 《条例》|要求各级政府要…
    does: re.Pattern[str]  # 党中央、国务院|高度重视粮食安全


@dataclass(frozen=True, slots=True, eq=False)
class DemandWords:
    """Patterns and sets made once for a lexicon."""

    # around modals
    not_main: frozenset[str]  # 守好水源|是|必须扛起的责任
    should_verbs: frozenset[str]  # 响|应
    hide_modal: tuple[str, ...]  # 消防部门|应对…
    looks_at: tuple[str, ...]  # 各镇|也要看到差距
    cope: frozenset[str]  # 各单位|在|应对突发事件中的职责
    relative_topic: re.Pattern[str]  # 应当公开的事项,|要…; 依法必须招标的项目
    relative: re.Pattern[
        str
    ]  # 必须引以为戒的教训仍在身边, 应由镇落实的|要: a relative clause, and what is said of its head
    # around agents
    collective: re.Pattern[str]  # 会议|同意
    collective_begins: frozenset[str]
    agent_act: re.Pattern[str]  # 由县水利局|统筹
    agent_role: re.Pattern[str]  # 项目由县城投公司|作为业主, where the meeting decides
    urged_by: re.Pattern[str]  # ,务于|7月1日前: what stands between a comma and a limit
    formerly: re.Pattern[str]  # 停车场原|由县城投公司承建: who did it before
    ends_it: re.Pattern[str]  # 同意|终止|由县城投公司承建: what is to be no more
    came_about: re.Pattern[str]  # 由县水利局|承建的水库已完工, 县发改局|牵头编制完成了规划: told, and asked of nobody
    their_thing: re.Pattern[str]  # 由县水利局|承建的|水库进展顺利: what is spoken of is what they do
    no_agent: re.Pattern[str]  # 由县领导|组成
    proceeds: re.Pattern[str]  # 由副县长甲|传达, 作|报告
    chairs: re.Pattern[str]  # 由市长甲|召集并主持
    asks_known: re.Pattern[str]  # 责令|市住建局整改, not 责令|企业停产
    which_post: re.Pattern[str]  # 由市政府|各分管|副市长
    outcome_object: re.Pattern[str]  # 同意县财政局|提交的方案
    own_paper: re.Pattern[str]  # 同意县教育局|招聘计划
    sets_up: tuple[str, ...]  # 成立|由X牵头的专班
    puts_in_charge: re.Pattern[str]  # 甲|任组长; not 甲|任组长的|专班
    agreed: tuple[str, ...]  # 原则同意
    outcome_now: tuple[str, ...]  # ,|原则同意经费列入预算: tells what came of a matter; 同意 alone may be an act
    the_paper: re.Pattern[str]  # 该实施方案|由
    the_matter: re.Pattern[str]  # 相关工作|由
    all_of_them: tuple[str, ...]  # 都|要, 均|要
    only_then: tuple[str, ...]  # 县住建局|方可招标
    swaps: re.Pattern[str]  # 以考促改、以点带面: how something is to be done, and an act by itself
    cites: re.Pattern[str]  # 草案规定, 《办法》明确
    gives_amount: re.Pattern[str]  # 县财政|安排经费60万元
    pays: re.Pattern[str]  # 县财政局|注资5000万元: a sum is to be paid, and no count of what was done
    how_it_is: re.Pattern[str]  # 县住建局意见|不|一, 距离学校|较|近: in what stands behind a party, begins no act
    own_view: re.Pattern[str]  # 县住建局|表示: what comes are its own words
    others_view: re.Pattern[str]  # 居民代表钱二河表示, 县水利局局长孙三江汇报说
    cite_ends: frozenset[str]
    when_ends: tuple[str, ...]  # 由县财政局支付|后
    checked: re.Pattern[str]  # 县财政局|审核|后: whose consent another waits for
    when: re.Pattern[str]  # 过渡期内|由
    # acts without a modal
    puts_forward: re.Pattern[str]  # 县住建局|提出改造方案; not 提出了方案, nor 提出的方案
    stands: re.Pattern[str]  # 企业|检修多, 县水利局|经费紧张: how it stands with them, at the end of a clause
    overcomes: re.Pattern[str]  # 企业|抓紧解决|融资难, 企业|把|价格降到最低: what is to be done about it
    pressed: re.Pattern[str]  # 城中村改造|时间紧、任务重: how it stands, whoever that is
    becomes: re.Pattern[str]  # 业主由县水利局|调整为县水投公司: whom it was before, and no agent
    will: re.Pattern[str]  # 省政府|将于下月开展督查: what is to come, and asked of nobody; not 县住建局|将在建工地排查
    offices: re.Pattern[str]  # 县住建|局, 河口|镇: ends the name of one whose act may be told by any verb; not 县医|院
    of_theirs: re.Pattern[str]  # 县城管局|队员着装上岗, 县财政局|为成员单位, 县气象局|预报…: begins no act
    urged_thing: re.Pattern[str]  # 招标手续|尽快落实; not 群众期盼|尽快通水
    wished: re.Pattern[str]  # 群众期盼尽快|通水: what others want
    with_other: re.Pattern[str]  # 县水利局|与县水投公司签订协议
    over: re.Pattern[str]  # 停车场已|交由县城投公司运营: it is so already
    hands_over: re.Pattern[str]  # 将停车场交|由县城投公司运营: whom it is given to
    shares_out: re.Pattern[str]  # 各镇|各安排一名干部: each gives so much
    begins_act: re.Pattern[str]  # 县安委办|对问题突出的单位逐家约谈
    acts_loosely: re.Pattern[str]
    no_act: re.Pattern[str]  # 县水利局|负责人
    urges: frozenset[str]  # 抓紧|储煤
    works: re.Pattern[
        str
    ]  # 做好停水避峰工作, 解决用水问题 and 向市水利局汇报 are acts, 停水避峰工作, 用水问题 and 整改中发现的问题 topics
    adverbs_of_act: frozenset[str]  # 依法|处置
    objects: frozenset[str]  # 对去年以来形成的资产|逐笔登记
    adverbial: re.Pattern[str]  # 在新方案批准之前: the clause only says when or in what
    act_prefix: re.Pattern[str]  # 以区政府名义|印发, 在全市范围内|开展, 以更高标准|抓好
    finished: re.Pattern[str]  # 一期工程5月底前|完成
    by: tuple[str, ...]  # 按照, 根据: what ``by_paper`` begins with
    by_paper: re.Pattern[str]  # 按照《…方案》|抓好落实: by what an act is done
    able: re.Pattern[str]  # 接得住、管得好: that they can is asked for
    disposes: re.Pattern[str]  # 把宣传与教学结合起来
    time_prefix: re.Pattern[str]  # 汛期期间|加强
    of_thing: re.Pattern[str]  # 市住建局|牵头的|项目, 甲|任组长的|专班
    does_thing: re.Pattern[str]  # 停车场由县城投公司|承建: what may as well be told of a thing
    whose: re.Pattern[str]  # 学习治水|经验(县水利局、县住建局)
    attributive: tuple[str, ...]  # 各部门|所提意见
    so_far: tuple[str, ...]  # 今年以来各镇
    highest: tuple[str, ...]  # 省财政厅
    city: re.Pattern[str]  # 市水利局, above a county; not 市场监管局
    # the rest of the sentence
    attends: re.Pattern[str]  # 参加会议, at the end of a clause: it says who was there
    attends_any: re.Pattern[str]  # 参加会议, 列席有关议题: the same at the end of a sentence
    outcome: re.Pattern[str]  # 修改完善后, 会议原则同意
    arranges: re.Pattern[str]  # 并对近期工作进行|安排部署
    what_for: re.Pattern[str]  # 对照|《条例》
    spirit: re.Pattern[str]  # 深入贯彻全会精神, as a whole clause
    above_all_when: re.Pattern[str]  # 特别是国庆假期前后, as a whole clause
    on_object: re.Pattern[str]  # 对进展滞后的13个项目, as a whole clause
    told: re.Pattern[str]  # 县水利局主要|负责人: tells of the meeting
    responsible: re.Pattern[str]  # 企业|是安全生产的第一责任人
    themselves: re.Pattern[str]  # 甲区、乙县|是责任主体
    counts: tuple[str, ...]  # 首先, 其次: begins a point of a list
    capacity: re.Pattern[str]  # 县水利局|作为|配合单位: what somebody is said to be, as a whole clause
    whether: tuple[str, ...]  # 无论, 不管
    either: re.Pattern[str]  # 无论是县直部门还是各镇, as a whole clause
    waits: re.Pattern[str]  # 各单位|作为责任主体,
    guided_by: re.Pattern[str]  # 聚焦|重点任务,各镇要: by what the next is to be done
    topics: re.Pattern[str]  # 对…|要: what stands before the modal is no subject
    joined: frozenset[str]  # 并|要
    announces: tuple[str, ...]  # 分工|如下:
    announces_tasks: re.Pattern[str]  # 要抓好以下工作:, 职责分工|如下:, before lines that begin with who is addressed
    before_said: frozenset[str]  # 对|会议议定事项
    goes_on_to: tuple[str, ...]  # 并对|近期工作进行安排部署
    names_speaker: re.Pattern[str]  # 赵应龙|在发言中谈到, 赵应龙|表示
    occasion: re.Pattern[str]  # 赵一山|在讲话中|强调
    speakers: tuple[str, ...]  # 会议, 他
    party_ends: tuple[str, ...]  # 县火车|站: who may act, though no name tells it
    quotes: re.Pattern[str]  # 传达省长刘一山讲话|要求
    above: Mapping[str, Above]  # by the rank of the meeting: OF_PROVINCE, OF_CITY, OF_COUNTY
    standing: re.Pattern[str]  # 县政府|召开, 县长|主持: of which rank the meeting is
    above_begins: frozenset[
        str
    ]  # the first characters of what ``above`` and ``above_asks`` match: most clauses begin with none
    lays_down: re.Pattern[str]  # 《条例》|规定各级政府应当…
    goes_on_asking: re.Pattern[str]  # 习近平总书记亲临福建,|并要求福建要
    below: re.Pattern[
        str
    ]  # 县|发改局: of a level below those who stand above; not its government (县政府, 县委), nor 乡镇党委
    of_all: tuple[str, ...]  # 各级, 县级以上: begins who is meant in every place
    law: re.Pattern[str]  # 《…条例》: a paper that names no office of one place
    own_group: re.Pattern[str]  # 县直|各单位, 县属|企业
    own: tuple[str, ...]  # 会议, 我们: the meeting itself, or those to whom it speaks
    proposes: re.Pattern[str]  # 会议审议了《…》,|并提出|要
    heading: re.Pattern[str]  # 校园安全方面, 在城市更新上, 对信访工作: names the topic of what comes
    with_topic: re.Pattern[str]  # 一是|在提升产业水平方面,要; not 一是|对接企业
    on_matter: tuple[str, ...]  # 会议在|审议《…》时指出
    agrees: tuple[str, ...]  # 1.原则|同意该方案
    supervises: re.Pattern[str]  # 县政府督查室|跟踪督办
    asked_in: tuple[str, ...]  # 要办好培训,请农技|专家|授课
    comes_of: tuple[str, ...]  # 1.《办法》|暂不予通过,请县司法局再作论证
    on_others: tuple[str, ...]  # 县安委办|对问题突出的单位


_ABOVE_KINDS = ("above", "above-city-head", "above-county", "above-county-head")


def _above(words: Mapping[str, tuple[str, ...]], rank: str, verb: str) -> Above:
    """Who stands above a meeting of ``rank``: the centre and the province's organs; the province's head above a city; the city's
    organs and its head above a county. ``verb``: a pattern for that they ask."""
    organs, heads = list(words["above"]), list[str]()
    if rank != OF_PROVINCE:
        heads += words["above-city-head"]
    if rank == OF_COUNTY:
        organs += words["above-county"]
        heads += words["above-county-head"]
    who = f"(?:{any_of(organs)}|[省市县区州]委(?:[^,;。]{{0,8}})全会)(?![{_HAN}]{{0,3}}{any_of(words['above-post'])})"
    if heads:
        who = f"(?:{any_of(heads)}(?!{any_of(words['no-head'])})|{who})"
    return Above(
        re.compile(who),
        re.compile(f"(?:{who}[^,;。:]{{0,24}}?|《[^》]{{1,40}}》){verb}"),
        re.compile(f"{who}(?:[、和]{who})*{any_of(words['above-does'])}"),
    )


@cache
def demand_words(lexicon: Lexicon) -> DemandWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.demands
    attends, paper, themselves = any_of(words["attends"]), any_of(words["paper"]), any_of(words["themselves"])
    cited = f"(?:(?:该|上述)?{any_of(words['cited'])}|《[^》]{{1,40}}》)"
    is_one = f"[既都均也又]?[是为][^,]{{0,10}}{themselves}"
    no_heading, not_there = any_of(words["no-heading"]), "".join(f"(?<!{word})" for word in words["no-heading-end"])
    still = "".join(f"(?<!{word})" for word in words["formerly-yet"])
    no_noun = "".join(f"(?<!{word})" for word in words["asked-noun"])
    above_verb = f"{no_noun}{any_of(words['above-verb'])}(?![的高之了])"
    theirs = f"[^,;。\\n的{''.join(word for word in words['object'] if len(word) == 1)}]"
    own_view = (
        f"(?:{any_of(words['own-view'])}[说称道]?"
        f"|在?(?:工作)?(?:汇报|表态|发言|介绍)(?:情况)?(?:中|时)(?:{either((*words['own-view'], *words['tells-view']))}))"
    )
    swaps = f"以[{_HAN}][带促保代][{_HAN}](?:、以[{_HAN}][带促保代][{_HAN}])*"
    manner = any_of(words["manner-end"])
    made = f"(?<![新已])(?<!尚未){any_of(words['drafts'])}"  # 实施|新编制的《规划》 is an act
    charged = f"担?任副?{any_of(words['in-charge-of'])}"
    return DemandWords(
        not_main=frozenset(words["not-main"]),
        should_verbs=frozenset(words["should-verb"]),
        hide_modal=words["hides-modal"],
        looks_at=words["looks-at"],
        cope=frozenset(words["cope"]),
        relative=re.compile(f"{_MUST}[^,。;]{{2,16}}的[^,。;的]{{1,8}}{any_of(words['still'])}"),
        relative_topic=lazy(
            f"{_MUST}(?:[由经向报][{_HAN}]{{2,12}}?|依法)?(?!{any_of(words['no-relative'])})[{_HAN}]{{2}}的"
            f"[^,。;的]{{0,6}}{any_of(words['thing-meant'])}(?=,)"
        ),
        collective=re.compile(f"(?:{any_of(words['collective'])}|,)*"),
        collective_begins=frozenset([",", *(word[0] for word in words["collective"])]),
        agent_act=re.compile(f"{any_of(words['agent-act'])}|与[^,;。]{{1,12}}{any_of(words['with-each-other'])}"),
        agent_role=re.compile(f"{any_of(words['agent-role'])}(?!的)"),
        urged_by=re.compile(f"{any_of(words['urged-by'])}?[于在]?"),
        formerly=re.compile(f"{any_of(words['formerly'])}{still}$"),
        ends_it=re.compile(any_of(words["ends-it"])),
        came_about=re.compile(
            f"(?:{theirs}{{1,14}}的[^,;。\\n的]{{2,20}}?(?:{any_of(words['came-about'])}|,已)|{theirs}{{2,14}}?(?<![为除])了(?!解|结)|(?:{theirs}{{1,8}}?并)?已)"
            "(?![^,;。]*的)"
        ),
        their_thing=re.compile(f"{theirs}{{1,14}}的"),
        no_agent=re.compile(f"[“”]|{any_of(words['no-agent'])}"),
        proceeds=re.compile(f"(?:同志)?{any_of(words['proceeds'])}|作(?:了)?[^,。;]{{0,12}}{any_of(words['speech'])}"),
        chairs=re.compile(f"{any_of(words['chairs'])}(?:了|并主持|召开)?$|主持会议"),
        asks_known=re.compile(any_of(words["asks-known"])),
        which_post=re.compile(f"各?{any_of(words['which-post'])}+(?:[{_HAN}]{{1,10}}?的)?|各"),
        outcome_object=re.compile(
            f"{any_of(words['outcome-object'])}|{theirs}{{1,14}}{made}的"
            f"|[^,;。:\\n的]{{1,40}}?{made}的《[^》]{{1,60}}》(?![^,;。\\n])"
        ),
        own_paper=re.compile(f"[{_HAN}]{{2,10}}{any_of(words['own-paper'])}"),
        sets_up=words["sets-up"],
        puts_in_charge=re.compile(f"{charged}(?!的)"),
        agreed=words["agreed"],
        outcome_now=words["outcome-now"],
        the_paper=re.compile(f"{any_of(words['this'])}?{any_of(words['paper-of'])}?{paper}稿?"),
        the_matter=re.compile(f"{any_of(words['which-matter'])}+{any_of(words['matter'])}"),
        all_of_them=words["all-of-them"],
        only_then=words["only-then"],
        swaps=re.compile(swaps),
        cites=re.compile(f"{cited}(?:还|同时)?{any_of(words['cites'])}了?"),
        gives_amount=re.compile(f"{any_of(words['gives'])}(?!了)[^,;。\\n]{{0,30}}?[0-9.]+(?:万|亿|千)?元"),
        pays=re.compile(
            f"(?:[{_HAN}]{{2}})?{any_of((*words['gives'], *words['pays']))}(?!了)[^,;。\\n]{{0,30}}?[0-9.]+(?:万|亿|千)?元\\Z"
        ),
        how_it_is=re.compile(any_but(words["how-it-is"], words["how-it-is-yet"])),
        own_view=re.compile(own_view),
        others_view=re.compile(
            f"(?!{any_of(words['speaker'])})[^,;。:\\n]{{0,24}}(?:{any_of(words['other-speaker'])}[{_HAN}]{{0,4}}(?:{own_view}|{any_of(words['tells-view'])})|[{_HAN}]汇报[说称道])"
        ),
        cite_ends=frozenset(["了", *"说称道", *(word[-1] for word in (*words["cites"], *words["own-view"]))]),
        when_ends=words["when-end"],
        checked=re.compile(f"{any_of(words['checks'])}(?:通过|同意|合格)?之?后"),
        when=lazy(f"^[{_HAN}0-9]{{0,10}}{any_of(words['when-end'])}$"),
        puts_forward=re.compile(
            f"{any_of(words['urges'])}?(?:研究)?提出(?![了过的])[^,;。:的了]{{0,16}}?{any_of(words['put-forward'])}(?=[,;。并]|\\Z|报)"
        ),
        stands=lazy(
            f"(?:[{_HAN}](?<![{''.join(words['makes-so'])}]){any_of(words['is-so'])}|{any_of(words['stands'])})\\Z"
        ),
        overcomes=re.compile(
            f"{any_of(lexicon.clauses['mends-how'])}?(?:{any_of(words['overcomes'])}|{any_of(words['dispose'])})"
        ),
        pressed=re.compile(f"{any_of(words['presses'])}{any_of(words['is-so'])}\\Z"),
        becomes=re.compile(any_of(words["becomes"])),
        will=re.compile(any_but(words["will"], words["will-yet"])),
        offices=re.compile(f"{any_of(words['office-end'])}(?:\\([^()]*\\))?$"),
        of_theirs=re.compile(f"{any_of(words['theirs'])}|[为是系作][^,;。]{{0,12}}{themselves}\\Z"),
        urged_thing=lazy(
            f"(?:{any_of(words['by'])}[{_HAN}]{{0,8}}?{any_of(words['by-end'])}|(?!的|了|{either(words['wishes'])})[{_HAN}“”]){{2,24}}?"
            f"{any_of(words['urges-thing'])}(?:(?![的了])[{_HAN}]){{2,}}"
        ),
        wished=lazy(
            f"(?!{any_of(words['by'])})[{_HAN}]{{1,10}}?{any_of(words['wishes'])}[{_HAN}]{{0,4}}?{any_of(words['urges-thing'])}"
        ),
        with_other=lazy(f"[与同][^,;。]{{1,12}}{any_of(words['with-each-other'])}(?![的了])"),
        over=re.compile(f"{any_of(words['came-about'])}[移转统一]{{0,2}}$"),
        hands_over=re.compile(f"{any_of(words['hands-over'])}$"),
        shares_out=lazy(
            f"各(?P<act>[{_HAN}]{{2}})[{_HAN}]{{0,4}}?(?:\\d|[一两二三四五六七八九十半几][{_HAN}]|{any_of(words['at-least'])})"
        ),
        begins_act=re.compile(any_but(words["begins-act"], words["begins-act-yet"])),
        acts_loosely=re.compile(f"{any_of(words['acts-loosely'])}|\\d"),
        no_act=re.compile(any_of(words["no-act"])),
        urges=frozenset(words["urges"]),
        works=re.compile(
            f".*{any_of(words['works'])}.*工作|.*{any_of(words['solves'])}(?!{either(words['solves-no'])}).*(?:问题|事项|事宜)"
            f"|.*{any_of(words['reports'])}.*情况|.*向[^,;。]{{2,}}汇报"
        ),
        adverbs_of_act=frozenset(words["adverb-of-act"]),
        objects=frozenset(words["object"]),
        adverbial=re.compile(
            f"^{any_but(words['adverbial'], words['adverbial-yet'])}.*{any_of(words['adverbial-end'])}$"
        ),
        act_prefix=lazy(
            f"以[{_HAN}]{{2,12}}名义|在(?:全[省市县区州盟旗镇乡]|{any_of(words['own-area'])})(?:各地|{any_of(words['area-end'])})?"
            f"|{swaps}|(?:[以用]|通过|采取|采用|运用)[{_HAN}“”]{{1,14}}?{manner}(?:、[{_HAN}“”]{{1,8}}?{manner})*|在[{_HAN}、]{{2,14}}?{any_of(words['basis-end'])}"
        ),
        finished=re.compile(f"(?:全部|全面|基本|必须)?{any_of(lexicon.limits['finishes'])}(?![的了])"),
        by=words["by"],
        by_paper=lazy(
            f"{any_of(words['by'])}(?:《[^》]{{1,40}}》(?:等[{_HAN}]{{2}})?(?:[有相]关)?{any_of(words['by-end'])}?"
            f"|[^,;。:\n的]{{0,10}}?{any_of(words['by-end'])}+)"
        ),
        able=re.compile(f"[{_HAN}]{any_of(words['able'])}"),
        disposes=re.compile(f"{any_of(words['dispose'])}[^,;。]{{4,}}"),
        time_prefix=lazy(f"[{_HAN}]{{2,5}}{any_of(words['time-end'])}(?![{_HAN}]?的)"),
        of_thing=re.compile(f"(?:{any_of(words['of-thing'])}|{charged})的"),
        does_thing=re.compile(any_of(words["of-thing"])),
        whose=re.compile(
            f"(?:{any_of(words['learns'])}[^,;。()]*?{any_of(words['whose'])}|向[^,;。()]+学习)\\((?P<who>[^()]+)\\)"
        ),
        attributive=words["attributive"],
        so_far=words["so-far"],
        highest=words["highest"],
        city=re.compile(any_but(words["above-county-office"], words["above-county-office-yet"])),
        attends=re.compile(f"{attends}(?:了)?会议$"),
        attends_any=re.compile(f"{attends}(?:了)?(?:本次|此次)?(?:会议|[有相]关议题)?\\Z"),
        outcome=re.compile(
            f"(?:《[^》]{{1,40}}》)?修改(?:完善后|(?:完善)?后(?:再|,?(?:按[^,。;]{{0,4}}程序)?(?:提交|提请|呈报|报请?(?!送))))|{any_of(words['outcome'])}"
        ),
        arranges=re.compile(f"{any_of(words['arranges'])}$"),
        what_for=re.compile(any_of(words["what-for"])),
        spirit=re.compile(
            f"{any_of(words['in-spirit-how'])}{{1,3}}{any_of(words['in-spirit'])}{{1,2}}[^,。;:]{{2,40}}精神"
        ),
        above_all_when=re.compile(
            f"{any_of(lexicon.party_names['above-all'])}[^,。;:]{{0,16}}{any_of((*words['time-end'], *words['season']))}"
        ),
        on_object=lazy(
            f"{any_of(words['on-object'])}(?:[^,;。]{{1,20}}的(?:\\d+[{_HAN}])?(?P<thing>[{_HAN}]{{2,4}})|[{_HAN}]{{2,10}}{any_of(words['on-matter-end'])})"
        ),
        told=re.compile(f"[^,;。]{{0,12}}{any_of(words['told'])}"),
        responsible=re.compile(f"[是为][^,]{{0,10}}(?:责任{themselves}|责任人)$"),
        themselves=re.compile(f"凡|{is_one}"),
        counts=words["counts"],
        capacity=re.compile(f"[^,;。:]{{2,24}}?(?:作为|[是为])(?P<what>[^,;。:]{{0,10}}{themselves})\\Z"),
        whether=words["whether"],
        either=lazy(
            f"{any_of(words['whether'])}是?(?P<one>(?!涉及|遇|[在对从由为因出])[{_HAN}、()]{{2,40}}?)还是(?P<other>[{_HAN}、()]{{2,40}})"
        ),
        waits=re.compile(f"凡|{is_one}|{any_of(words['waits'])}"),
        guided_by=re.compile(any_of(words["guided-by"])),
        topics=re.compile(any_of(words["topic"])),
        joined=frozenset(words["joined"]),
        announces=words["announces"],
        announces_tasks=re.compile(f"{any_of(words['tasks'])}{any_of(words['announces'])}?:$"),
        before_said=frozenset(words["before-said"]),
        goes_on_to=words["goes-on-to"],
        names_speaker=re.compile(
            f"[{_HAN}](?:同志)?(?:在[^,。]{{0,6}}(?:{either(words['spoken-at'])}|会上)|{either(words['speaks'])})"
        ),
        occasion=re.compile(f"(?:随后|最后)?在(?:会上|(?:总结)?(?:{either(words['spoken-at'])}|会议)(?:中|时))?$"),
        speakers=words["speaker"],
        party_ends=words["party-end"],
        quotes=re.compile(f"{any_of(words['others-words'])}中?(?:还|特别|明确)?{any_of(words['others-verb'])}"),
        above={rank: _above(words, rank, above_verb) for rank in (OF_PROVINCE, OF_CITY, OF_COUNTY)},
        standing=re.compile(
            f"(?P<of>{any_of(words['level-of'])})(?:(?:委|(?:人民)?政府)[^,;。\\n]{{0,16}}?(?:会议|召开)|长[^,;。\\n]{{2,16}}?主持)"
        ),
        above_begins=frozenset([*(word[0] for kind in _ABOVE_KINDS for word in words[kind]), *"省市县区州《"]),
        lays_down=re.compile(
            f"《[^》]{{1,40}}》(?:第[^,。]{{1,5}}条)?(?:还|也|同时)?{any_of(words['cites'])}(?![的高之了])"
        ),
        goes_on_asking=re.compile(f"[并又还]?(?:明确|郑重|特别|多次|反复)?{above_verb}"),
        below=re.compile(f"(?!{_BELOW}(?:委|(?:人民)?政府)(?![{_HAN}])|乡镇|{_BELOW}级){_BELOW}"),
        of_all=words["of-all"],
        law=re.compile(f"《[^》]{{0,40}}(?<!办){any_of(words['law'])}(?:\\([^()]*\\))?》"),
        own_group=re.compile(f"{_BELOW}[直属]"),
        own=words["own"],
        proposes=re.compile(f"并?{any_of(words['proposes'])}:?"),
        heading=re.compile(
            f"(?!{no_heading})(?:就|关于)?[^,;。:\\n]{{2,16}}方面"
            f"|在(?!{no_heading})[^,;。:\\n]{{2,14}}(?:工作中|{not_there}上)|(?:对于?|关于)[^,;。:\\n]{{2,14}}工作"
        ),
        with_topic=re.compile(any_but(words["with-topic"], words["with-topic-yet"])),
        on_matter=words["on-matter"],
        agrees=words["agrees"],
        comes_of=words["comes-of"],
        supervises=re.compile(any_of(words["supervises"])),
        asked_in=words["asked-in"],
        on_others=words["on-others"],
    )
