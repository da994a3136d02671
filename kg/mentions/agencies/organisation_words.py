"""Words in and around names of organisations, as patterns over ``lexicons/organisation_names.tsv``. (机构名称用词)"""

from __future__ import annotations

from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.word_patterns import WordPatterns, characters, each, last_characters, part, pattern, word_set, words

NEVER = frozenset("各的了在把将向被让是等并且或而但则该此这那您们他它何每些么吧呢吗如若凡很")
"""Characters that no name of an organisation contains; 和, 及, 与 are decided by what stands before them."""

NUMBER = "[一二三四五六七八九十]{1,3}"


class OrganisationWords(WordPatterns, table="organisation_names"):
    """Patterns and words made once for a lexicon."""

    deputies = each("deputy", r"副[县区市旗]长(?=[(,;。、\n]|$|参加|出席|列席|汇报)")
    told_in_turn = each("in-turn", "(?:作了?)?(?:‹speech-of-towns, flat›|汇报|发言)")
    never = part("".join(sorted(NEVER - {"各", "的"})))

    takes = words("takes")
    office_does = characters("office-does")
    many_of_ours = words("many-of-ours")
    consults_behind = characters("consults-behind")
    # Organisations that no register knows.
    none = pattern("的(?!‹:de_in_phrase›)|(?!‹named-like›)[‹:never›]|‹none but none-yet›")  # what no name contains
    with_de = words("with-de")  # 感染的肺炎: phrases with 的 that a name may contain
    begins_none = pattern("(?!‹named-like›)‹begins-none›")
    named_like = pattern("‹named-like›")  # 向阳|派出所: begins a name, though its first character begins none
    before_name = words("before-name")
    before_name_at = pattern("‹before-name, flat›")  # one of these
    requested = pattern("‹requested›(?:并?‹requested›)?")  # 关于|撤销|东河镇卫生院的请示: what a paper asks for
    strong = word_set("strong")
    strong_tail = words("strong-tail")  # 金湖|管理处
    task_force = words("task-force")
    set_up = words("set-up")
    aim = words("aim")  # 创建|省级文明县城工作指挥部
    no_matter = word_set("no-matter")
    station = words("station")
    any_station = word_set("any-station")
    of_many = word_set("of-many")
    many = pattern("‹many›")  # 县乡镇卫生院, 县普惠性民办幼儿园: some of many
    many_schools = pattern("‹many-schools›|全[省市县区]|中心$")
    many_homes = pattern("‹many + many-homes›")
    university = words("university")
    # What follows a name, and what goes on with it.
    post_after = pattern(
        "‹post-rank›?(?:副)?(?:‹post-after but post-after-yet›(?!办公会)"
        "|[一二三四]级‹graded-post›|[省市县区州盟旗镇乡]长(?!办公会)"
        "|长(?=[一-鿿]{2,3}(?:[、,。;)]|‹bearer-acts›|作了))|负责人(?=[一-鿿]{2,3}[、,。]))"
    )
    # 县财政局|副局长: a post in it that tells of the organ where nobody is named
    head = pattern("‹head-body›?‹head-rank›?副?‹head›|副?长")
    after_head = pattern(r"[,。;:\n]|$|[和及]|以及|‹after-head›")
    # 县政府|党组|成员列席; 党组成员要… asks it of people
    body_of_members = pattern("‹head-body›(?=成员(?:[、,。;]|以及|出席|列席|参加))")
    # the next post of a list: 县财政局局长|、县教育局局长
    listed_post = pattern("[、和及][一-鿿]{0,20}?‹:post_after›")
    # 县委|小礼堂: a building; 临高县人民政府|网: a portal
    not_itself = pattern("‹not-itself but not-itself-yet›|[附负]?[一二三四五六七八九十0-9]+楼|[0-9]+会议室|公报(?!》)")
    of_members = words("of-members")
    has_sections = words("has-sections")
    # 市住建局|供热科, 县人民医院|东院区: what has no owner of its own behind the organ that keeps it
    section = pattern(
        "(?!‹no-section, flat›)[一-鿿]{2,6}(?<![‹:no_section_begins›])[科股](?=[^一-鿿]|$|要|负责|牵头)"
        "|[一-鿿]{2,4}[一二三四五六七八九]室(?![一-鿿]*?主任)|[东西南北]院区|[一-鿿]{1,2}[东西南北新老]院区|[一-鿿]{2,3}工作站"
    )
    no_consulting = words("no-consulting")  # 商务, 商会: 商 consults nobody
    # 县水利局|会商|财政、住建等部门: between who asks and whom
    consulting = pattern("(?<=[局委办院厅部心司府])‹charges/consults›(?!‹no-consulting›)")
    company = pattern("‹company›")
    # 锦州石化|职业学校: what is called after a company
    named_after = pattern("(?:职业|技术|工程|职工|总|附属|第[一二三四五]|中心|实验|子弟|高级|中等|专科)*‹named-after›")
    parts = word_set("part")
    part_of_department = word_set("part-of-department")
    sentence = pattern("[年次]|‹:not_in_phrase›‹sentence›")
    # 县审计局|对平台公司…, 县财政局|就…: what an organ does, and no part of it
    adverbial = pattern("‹adverbial but adverbial-yet›")
    their_act = pattern("‹their-act›")  # 县城投公司|承接游客中心代建: what it does
    alone = word_set("alone")
    of_both = words("of-both")  # 市委市政府|督查室
    of_village = word_set("of-village")
    # Whose organ a name is.
    brand = pattern("(?:‹brand›|[‹rail, characters›]铁)$")  # ends before a place
    brand_ends = last_characters("brand", beside="铁")
    # 经济技术开发区|管委会, 高新区|管委会: a zone stands where a place would
    zone = pattern("‹zone-level›?(?:‹zone-sort›?‹zone›|‹zone-whole›)$")
    # 市场, 县域: the character is no level here. 市场监管 and 市政府 are what they look like
    level_in_word = pattern("‹level-in-word but level-in-word-yet›")
    level_ends_word = word_set("level-ends-word")
    takes_organ = pattern("‹takes-organ›")
    takes_town = pattern(".*(?:‹takes-town›|[县市区旗])")
    no_town = pattern("‹no-town›")
    # Lists, and towns that act.
    section_ends = words("section-end")
    who_came = words("who-came")  # 县政府班子|成员|及县发改局: people, before what is listed beside them
    bureau_meets = pattern("‹bureau-meeting›")  # 厅务会议: the notice of a bureau's own meeting
    # ends 建设处, 财务科; not 科技, 股权, 室内
    ends_section = pattern(
        "(?:处(?![理罚置分于在室级长境])|科(?![学技目研室普创员长教])|股(?![份东权票本金民息室])|室(?![内外主温友]))(?<=[一-鿿]{3})"
    )
    no_bureau_section = words("no-bureau-section")  # 事故多发处: a spot
    section_acts = pattern("‹section-acts›")  # 建设处|牵头
    closes_sections = pattern("等(?:有关|相关)?‹section›")  # 政策法规科、村镇建设科|等科室
    closes_companies = pattern("等[一-鿿]{0,6}?‹closes-companies›")  # 东河集团|等龙头企业
    before_close = words("before-close")
    # 甲镇、乙镇主要|负责人, 甲镇、乙镇|作表态发言
    closes_towns = pattern("‹closes-towns, flat›|作了?‹speech-of-towns›|‹:told_in_turn›|‹:deputies›")
    # 示范村, 乡镇, 有关镇: none by name
    several_towns = pattern(
        "(?:.*‹many-villages›村|‹many-towns›|各乡|各镇|(?:[县市区]|相关|有关|其他|部分|各).*)(?:街道)?"
    )
    held = word_set("held")  # what a town does with a meeting
    acts = pattern("‹held + acts, flat›")  # these, and what it does besides
    no_acting_town = pattern(".*‹town-taken›|(?:我|全|各|本|该|多|由|在|到|有关|相关)|.*(?:乡镇|街镇|城镇)$")
    # What only the words around tell, or a full name before.
    # 接受人大、政协监督: both beside each other; 市人大 and 人大代表 are others
    congress_and_conference = pattern(
        "(?P<first>人大|政协)(?<![省市县区州盟旗国届]..)[、和与及](?P<second>政协|人大)(?!‹of-congress, flat›)"
    )
    # 落实中央决策部署, 把中央和省委部署…: not 中央财政, 中央企业, 中央和地方
    centre = pattern(
        "中央(?<![党共军在]..)(?=‹centre-acts, flat›|[、和及与](?:国务院|(?:省|市|县|区|州|自治区)(?:委|政府|党委))"
        "|对(?![口外])[一-鿿]{2,10}‹centre-does›)"
    )
    # 中央第二生态环境保护督察组, 中央指导组
    team = pattern("(?:中央|国务院)(?:[一-鿿]{2,8}?)?(?:第[一二三四五六七八九十]{1,3})?(?:[一-鿿]{2,6}?)?‹team›(?!组)")
    # 县财政局局长|须弥远、: a name by what stands behind it
    named = pattern(r"[一-鿿]{2,3}(?=[、,。;)\s]|‹bearer-acts›)")
    repeats = words("repeats")
    repeated = pattern("‹repeats›(?:办公室)?")  # 领导小组, 领导小组办公室
    # 领导小组办公室|设在县住建局: where it is to be, not what it does
    seat = pattern("(?:分别)?‹seat›(?:在|于)?|成员|组成")

    @cached_property
    def de_in_phrase(self) -> str:
        """感染|的|肺炎: where 的 stands in such a phrase."""
        return "|".join(f"(?<={front}的){rest}" for front, rest in self._around_de)

    @cached_property
    def not_in_phrase(self) -> str:
        """党的|建设: what does not stand in such a phrase."""
        return "".join(f"(?:(?<!{front}的)|(?!{rest}))" for front, rest in self._around_de)

    @cached_property
    def _around_de(self) -> list[tuple[str, str]]:
        return [(front, rest) for front, _, rest in (phrase.partition("的") for phrase in self.with_de)]

    @cached_property
    def no_section_begins(self) -> str:
        return "".join(word[0] for word in self.of("no-section"))


@cache
def organisation_words(lexicon: Lexicon) -> OrganisationWords:
    """The words for ``lexicon``. Cached."""
    return OrganisationWords(lexicon)
