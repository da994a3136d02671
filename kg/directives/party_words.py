"""Words in and around names of parties, as patterns over ``lexicons/party_names.tsv``. (责任主体用词)"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.word_patterns import WordPatterns, characters, first_characters, last_characters, part, pattern, word_set, words

_SHORTEST_EVENT = 2


class PartyWords(WordPatterns, table="party_names"):
    """Patterns and sets made once for a lexicon."""

    which_company = part("(?:[省市县区州盟旗]属|‹which-company›)[一-鿿]{0,4}‹company›")

    # no name contains it
    none = pattern(
        "‹none, flat›|使(?!用)|如$|未(?![一-鿿]{1,6}的|来[一-鿿]{1,3}[城园区镇])|(?<=[局委办部厅会院])代[省市县区州镇]"
        "|(?<!^.)经[省市县区州盟旗](?:委|(?:人民)?政府)|因(?<!^.)"
        "|^其(?![他余])|被(?<!^.)(?<!^各.)"
        "(?<!^(?:有关|相关|所有|全体).)|,|;|:|。"
    )
    begins_none = characters("begins-none")  # characters that begin no name
    begins_yet = words("begins-yet")  # but for these words
    each_one = pattern("‹each›")  # 各, 所有: begins a group whatever it ends with
    group = pattern("‹group›")  # 有关, 与会: begins what says itself that it is a group
    which = pattern("‹which›")  # 受灾, 沿: says which places or units are meant
    people_of = pattern("‹people-of›")  # 县财政局|主要负责人
    no_people = pattern("(?:主要)?‹people-of-yet›")  # 县人社局|负责人员培训: where it may be none of them
    people_begin = first_characters("people-of")  # first characters of these
    members = word_set("members")  # 市政府党组|成员
    owned = pattern("‹owned›")  # 市安委会|成员单位
    owned_begin = first_characters("owned")
    branch = pattern(
        "(?![和及与、])(?:(?!(?!‹begins-yet›)[向对为把将由给])[一-鿿]){2,4}?‹branch›"
    )  # 市自然资源局|城区分局
    no_head_ends = words("no-head-end")  # 涉及|土地: no 涉及地
    # 山区26县|要, 库区5个镇|要: so many places of a sort
    counted_places = pattern("[一-鿿]{2,3}(?:[0-9]{1,3}|[两三四五六七八九十]{1,3})个?‹counted-head›(?![一-鿿]?[长级])")
    # 督促|有雪灾风险的|乡镇: says of whom, before a word that does not name them
    described = pattern(r"[一-鿿“”\d]{2,10}的(?=[一-鿿])")
    # 社区、村|要: levels alone, in a list
    bare_levels = pattern("‹bare-level›(?:[、和及]‹bare-level›)+")
    bare_level_begins = first_characters("bare-level")
    within_place = pattern("(?:[全本]?[省市县区州旗镇乡]域?|辖区|境|城区|园区|库区)内(?=各|所有)")  # 县内|各加油站
    topics = words("topic-end")  # 清淤|任务|各镇要: ends what is spoken of, before who is to act
    topic_ends = last_characters("topic-end")  # last characters of these
    # 企业投产|前|县环保局要, 方案印发|后|各镇要: ends the event before or after which who follows is to act
    event_ends = words("before-event", "after-event")
    after_events = words("after-event")
    no_event_ends = words("no-event-end")  # but not 落后, 靠前: no event
    no_event = pattern("‹no-event-begin›")  # nor 后|备, 前|沿: where the word goes on
    event_last = last_characters("before-event", "after-event")
    # 县委|从严治党办, 县政府|推进职能转变办公室
    act_office = pattern(
        "(?:(?![的由各])[一-鿿]){2,12}?(?:办公室|(?<![‹handles, characters›])办)(?![‹handled, characters›])"
    )
    # 办公室|每周通报: an office that is named without its owner
    bare_office = pattern("‹bare-office›(?:办公室)?(?![一-鿿]?[室长的])")
    includes = word_set("includes")  # 各成员单位(含县水利局、县住建局): some of them, not who they are
    # 江铜集团、江西国控|等省属企业|应当…: the list goes on with nobody in particular
    others = pattern(
        "等(?=‹after-others›(?!‹role-unit›)|,|$|‹limits/task-modal›|(?:、|以?及|[和与])[各有相])"
        "|等[一-鿿]{0,8}?‹others›(?:[、和及]?‹role-unit›)*(?![一-鿿]*?‹people-after›)"
        r"|等[一-鿿]{0,4}?‹other-place›(?:\([一-鿿、]{1,4}\))?(?=$|[0-9]|‹after-others›)"
    )
    # 施工、监理、设计单位; 东、西两镇: one head for members that are no names without it
    elliptic = pattern(
        "(?P<items>[一-鿿]{2,12}(?:、[一-鿿]{2,8}){0,5}、[一-鿿]{2,6}?(?:[和及][一-鿿]{2,6}?)?)"
        "(?:(?:等(?:有关|相关)?)?‹shared-head›|等[一-鿿]{0,6}?‹listed-head›(?![一-鿿]{0,2}‹listed-head›))"
        "|(?P<few>[一-鿿]{1,3}(?:、[一-鿿]{1,3}){1,5})[两三四五六七八][个家]?‹counted-head›(?![一-鿿]?[长级])"
    )
    # 市、县两级水利部门; 县、乡、村三级
    levels_together = pattern(
        "[省市州县区旗乡镇村](?:、[省市州县区旗乡镇村]){1,3}[两三四]级(?:[一-鿿]{2,6}?‹level-head›)?"
    )
    role_unit = pattern("‹role›‹role-unit›")  # 配合单位, 指导部门: what they do besides others makes their name
    # 市、县、乡三级联动, 市县联动: how, not who
    in_step = pattern("(?:[省市州县区旗乡镇村](?:、?[省市州县区旗乡镇村]){1,3}(?:[两三四]级)?)‹in-step›")
    actor_ends = word_set("actor-end")
    verb_objects = word_set("verb-object")  # 服务企业|要用心: what is done, and by nobody named
    kind_of_unit = pattern("‹kind-of-unit›")  # 建设|单位
    kind_of_unit_by_two = pattern("‹business›‹business›‹kind-of-unit›")  # 管理使用|单位
    # 物业|服务企业, 在建项目|施工单位: a head that only begins a longer one
    longer_head = pattern("‹business›‹operator›")
    station = pattern("[一-鿿]{2,4}?‹station›")  # 乡镇|统计站, 社区|卫生服务站: what each of those before it has
    unit_behind = pattern("[一-鿿]{1,6}?‹unit-end›")  # 昭通市|地质队: a unit that is named by the place before it
    unit_below = pattern("[一-鿿]{2,6}?‹unit-below›")  # 县林业局|城关林场: the same by the organ before it
    firm_ends = words("firm-end")  # 会同|恒信|测绘|做好测量: what a firm deals in
    runs = pattern("‹runs›‹operator›")  # 村级工业园|管理方, 高新区|运营公司: who runs it, not the place
    # 施工单位|中铁建设公司: what somebody is in the matter, before the name
    capacity = pattern("‹concerned›|‹capacity›‹in-capacity›")
    # 昌岭煤电、汾川能源|等市属煤炭企业, 长河油田|等企业
    companies = pattern("(?P<list>[一-鿿]{2,8}(?:、[一-鿿]{2,8}){0,4})等(?P<which>‹:which_company›|‹company›)")
    company_name = pattern("[一-鿿]{2,8}‹company-name›")  # 长河油田: a company by its last word
    company_ends = words("company")  # 企业, 公司
    # 中国盐湖集团、|西部矿业|等龙头企业: whose name nothing else tells
    last_company = pattern("(?P<name>[一-鿿]{3,10}?)等‹:which_company›")
    # 《报告》起草组: who writes a paper, named by it
    drafters = pattern("《[^》]{1,30}》[一-鿿]{0,4}‹drafts›‹drafter›")
    with_each_other = pattern("‹how›?‹mutual›")  # 县供电公司与项目公司|做好对接
    handled = word_set("handled")  # 抓紧办|理: behind 办, so that it is an act and no office
    level_group = pattern("[省市县区旗州乡镇村][直级](?:有关|相关)?‹level-head›")  # 县直部门, 市级单位
    one_level = pattern("[省市州县区旗乡镇村](?:一级|级?层面)")  # 镇一级|要, 县级层面|要
    acts_on = words("acts-on")  # 孙三江|主持|县水利局工作: what somebody does to who is known
    all_told = pattern("[两二三四五六七八九十][个家]?‹told-head›")  # 县工信局、县商务局|两部门|要: how many they are
    belonging = pattern('(?!面|[一-鿿]{1,8}方面)[“”"一-鿿]{1,10}‹belonging›')  # 各村|“三资”账目|须公布
    preposition = pattern("‹preposition but preposition-yet›")
    above_all = pattern("‹above-all›")  # 县直有关单位|特别是|县住建局
    above_all_begin = first_characters("above-all")
    levels = word_set("level")
    department_ends = word_set("department-end")
    small_places = word_set("small-place")
    bare_departments = word_set("bare-department")  # 公安、交警|要: departments without their last word, and no topics
    before_how = word_set("before-how")
    # 附城镇, 望江街道, 白银纳鄂伦春族民族乡
    town = pattern(
        "(?:[一-鿿]{1,5}?(?:‹town›(?!(?<=办)[好理结实])|镇(?![街乡村镇])|(?<![城下家返])乡(?!镇)|(?<![农乡全各])村)"
        "|[一-鿿]{2,8}?族[一-鿿]{0,3}?(?:乡(?!镇)|镇(?![街乡村])|苏木))(?!‹not-after-town›)"
    )
    no_town = pattern("‹no-town›")  # 各|镇
    built_up = words("built-up")  # 城镇
    organ = pattern("(?:各级)?‹organ›")  # 高要区|政府
    zone = pattern("[一-鿿]{2,10}?(?<!各)‹zone›(?!‹zone-organ›)")  # 滨海|新区
    makes_place = pattern("‹makes-place›")  # 高标准|打造|城北工业园: a zone that is spoken of, and not to
    # what may be a zone that is called a district; only a list with places tells it from a part of a sentence
    district = pattern("[一-鿿]{2,3}(?<!各)区(?!‹in-district›)")
    governed = pattern("‹governed›")  # 峡山区|管委会, 峡山区|内: its organs are read as such; where, not who
    office_ends = word_set("office-end")
    charges = words("charge")  # 牵头, 负责: what follows a party with its task
    short_tails = words("short-tail")  # 凤凰办, 经贸发展局: organisations without their place
    short_tail_ends = last_characters("short-tail")
    bare_organs = word_set("bare-organ")  # 妇联, 团委
    # 县政府, 省委: ends the name of a government or of a Party committee
    governs = pattern("[省市县区州盟旗](?:委|(?:人民)?政府)$")
    # 县委|、县政府主要领导: an organ whose heads may be named together with those of another
    shares_heads = pattern("(?:[省市县区州盟旗镇乡]|党)‹governing›$")
    shared_heads = pattern("[一-鿿]{0,8}?‹governing›‹people-of›")  # 县委、|县政府主要领导: the other, with their heads
    pronouns = word_set("pronoun")  # 我们, 大家: those who are there, of whom nobody is named
    that_one = pattern("该‹that-one + level›")  # 该局: who was named before
    bare_organ_ends = last_characters("bare-organ")

    @cached_property
    def begins_none_words(self) -> tuple[str, ...]:
        """责令|施工单位."""
        longer = (word for word in self.of("begins-none") if len(word) > 1)
        owned = (word + owner for word in self.of("before-owner") for owner in (*self.of("level"), "各"))
        return (*longer, *owned)

    @cached_property
    def long_short_tails(self) -> tuple[str, ...]:
        return tuple(tail for tail in self.short_tails if len(tail) > 1)

    def ends_event(self, text: str, start: int, end: int) -> bool:
        """Whether text[start:end] ends as an event does before or after which somebody is to act: 企业投产前, 方案印发后; not 进度落后."""
        ends = text.endswith(self.event_ends, start, end) and not text.endswith(self.no_event_ends, start, end)
        return ends and self.no_event.match(text, end - 1) is None

    def events(self, text: str, start: int, end: int) -> Iterator[int]:
        """Where events end that begin at ``start``, each of two characters and 前 or 后 at least."""
        for at in range(start + _SHORTEST_EVENT + 1, end):
            if text[at - 1] in self.event_last and self.ends_event(text, start, at):
                yield at

    def begins_name(self, text: str, at: int) -> bool:
        """Whether a name can begin with the character at ``at``: not 的, and 在 only in 在建项目. False at the text's end."""
        if at == len(text):
            return False
        none = text[at] in self.begins_none or text.startswith(self.begins_none_words, at)
        return not none or text.startswith(self.begins_yet, at)


@cache
def party_words(lexicon: Lexicon) -> PartyWords:
    """The patterns for ``lexicon``. Cached."""
    return PartyWords(lexicon)
