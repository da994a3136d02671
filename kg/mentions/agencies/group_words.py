"""Words in and around groups, as patterns over ``lexicons/group_words.tsv`` and ``group_heads.tsv``. (机构群体用词)"""

from __future__ import annotations

import re
from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.patterns import any_of
from kg.word_patterns import WordPatterns, each, part, pattern, word_set, words

_NUMBERS = "两三四五六七八九十"


class GroupWords(WordPatterns, table="group_words"):
    """Patterns made once for a lexicon."""

    paren = part(r"(?:\((?:[^()\n]{1,12})\))?")
    provinces = part("[‹province, characters›]{2,4}")  # by one character each: 京津|有关部门, 川渝|各市
    # 全市, 市直, 沿江, 驻县: whose they are, or where; before 各
    whose = part(
        "(?:(?:(?:[省市县区州盟旗]、)*[省市县区州盟旗](?:政府|委)?|‹:provinces›|[局委厅院](?:机关|直属|属)"
        "|‹owner + owner-alone, flat›)(?=各|有关|相关)"
        "|全地区|‹came, flat›|地方(?=各级)|[一-鿿]{2}沿岸|沿[一-鿿]{1,4}?(?=各)"
        "|全[省市县区州盟旗镇乡]|沿[一-鿿]{1,2}|(?:[省市县区州盟旗][直属级]、)?驻[一-鿿]{1,2}(?=各|有关|相关)"
        "|[省市县区州盟旗镇乡自治]{1,3}(?:直属|直|级|属|管))?"
    )
    # 县政府各分管领导|和各级各部门: the conjunction begins another group
    middle = part("(?:(?![和及与](?:各|有关|相关|涉))[一-鿿]){0,8}?")
    one = part("(?:各涉[一-鿿]{1,2}|‹each›)‹:middle›(?:‹:heads›)‹:paren›")
    after = part("(?=‹after-beside›|[、,。;])")
    # 东山镇、西湖镇各|拿出两宗净地, 各|安排一块场地: what each is to give
    counted = pattern("[一二两三四五六七八九十\\d](?:[‹counter, characters›]|所(?!有))|不(?:少|低|多)于")
    office_ends = words("office-end")
    units = part("[和及与]‹unit›")

    # 各县(市、区)政府, 各镇(街道), 各级各部门, 市直有关部门, 各部门各乡镇(街道), 各级政务服务中心, 有关市政府
    group = pattern("‹:whose›(?:‹:one›(?:(?:‹:heads›)‹:paren›){0,2})(?:‹:one›(?:‹:heads›)?){0,2}")
    # 全区各级, 各地储备企业: before a modal alone
    only_asked = pattern("(?:全[省市县区州盟旗])?各级|各地[一-鿿]{0,4}‹of-places›")
    # ends before 各: 全市, 市直, 驻县
    before_each = pattern(
        "(?:全(?:[省市县区州盟旗镇乡]|地区)|(?<![一-鿿])[局委厅院](?:机关|直属|属)|(?<![一-鿿])‹owner-alone›"
        "|沿[一-鿿]{1,4}|[一-鿿]{2}沿岸|‹came, flat›|属地|(?:[省市县区州盟旗][直属级]、)?驻[一-鿿]{1,2}"
        "|(?:自治区|自治州|[省市县区州盟旗镇乡])(?:直属|直|级|属|管)"
        "|(?<![一-鿿])‹:provinces›|(?<=[与向和])‹:provinces›|‹owner, flat›)$"
    )
    # 各街镇|、园区|主要负责人: 各 holds for the next member of the list as well
    beside = pattern("(?:、‹beside›|‹:units›)‹:after›")
    units_beside = pattern("‹:units›‹:after›")
    # where the next may begin
    begins_numbered = pattern(
        "[全0-9两三四五六七八九十](?=[省市县区州盟旗]?[0-9两三四五六七八九十]{0,3}个?[‹numbered, begins›])"
    )
    # 5县, 三县（区）, 全州5县2区
    numbered = pattern(
        "(?:全[省市州盟县区])?(?<![第.0-9])(?:[0-9]{1,3}|[两三四五六七八九十]{1,3})个?‹numbered›"
        "(?:(?:[0-9]{1,3}|[两三四五六七八九十]{1,3})个?‹numbered›)*‹:paren›(?:党委政府|党委、政府|政府|党委)?"
    )
    heads_of_each = pattern("(?:党政)?主要(?:负责人|负责同志|领导)")
    both_committees = pattern("村(?<!各村)(?:\\((?:居|社区|社)\\))?“两委”(?!成员|干部|班子|委员|换届|书记)")
    beside_local = pattern("、(?:街道|乡|办事处)(?=[,;。对]|‹asked›)")  # 属地镇|、街道|要
    asked = pattern("‹asked but asked-yet›")  # follows such a group, or one that a roll call names: 要, 主要负责人
    begins_in_roll = pattern("部分‹in-roll›|‹in-roll, flat›")  # begins with plain characters: found quicker
    # 乡镇、|园区|主要负责人列席
    in_roll = pattern("(?<![一-鿿])(?:‹in-roll›(?=[、和及]|‹in-charge›)|部分‹in-roll›(?=[、和及,]))")
    in_charge = pattern("‹in-charge›")
    paired = each("pair", "(?:人民)?政府(?![一-鿿]*?采购)")
    present = each("came + on-item", "(?:职能)?(?:部门|单位)(?!:)")
    concerned = each("item", "‹concerned›")
    # 属地街道, 沿边8县(市、区), 与会单位: groups without or around 各. Each form begins with a plain character, as in ``closes_list``
    whole = pattern(
        "‹:paired›|属地(?:‹local›|镇‹:paren›)|沿[一-鿿]{1,2}(?:‹riverside›(?:政府)?|[镇乡]\\((?:街道|镇|乡)\\))|‹:present›|涉关(?:单位部门|部门单位|部门|单位)|‹:concerned›"
        "|部分(?:[省市县区州盟旗]直)?‹part-of-many›(?:政府)?(?=主要|分管|负责)|沿[一-鿿](?:[0-9]+|[两三四五六七八九十])个?‹numbered›‹:paren›"
        "|上级[一-鿿]{2,6}?部门"
        "|(?:涉及|议题)(?:有关|相关)?(?:镇办|镇街|街镇|乡镇|街道|部门|单位)(?=主要负责|负责人|负责同志|分管负责)"
        "|中央(?:、[省市县区州盟旗]){0,3}驻[一-鿿]{1,3}单位|省(?:、市)?驻[一-鿿]{1,3}单位|两办(?!事处|[法事理公学案证])"
    )
    # 区属国有公司, 区直国有林场: a level and what belongs to it
    belonging = pattern("[省市县区州盟旗](?:属|直属|管|直|级)[一-鿿]{0,6}?‹belonging›(?!工委|工作委员会)")
    # 东湾、西涧|等乡镇, |等乡(镇), |等沿江县市, |等山区县
    of_level = part("等(?:沿[一-鿿]{1,2}?|‹level-sort›)?‹level›‹:paren›")
    # 规划、财政|等部门, 福州、厦门|两市, 华北、东北|有关省份
    closes_list = pattern("‹:closers›")
    # 督导东河、西河|等县: closes a list behind a word that takes parties; what stands behind it is a mark, a time, an act or a
    # word for how; not 等乡镇|隐患点
    closes_taken = pattern(r"(?:‹:of_level›|等‹firm›)(?=[,;。、:()\s]|$|\d+月|‹:behind_level›)")
    firms = word_set("firm")  # 供电、燃气|公司: closes a list without 等
    own_heads = words("own-head")  # 河口|镇|、城投公司: ends an item that is a name of its own
    # 经开区、|重点|企业, 河口镇、|县|城投公司: begins a last item that is one
    own_firm = pattern("‹own-firm but own-firm-yet›")
    in_capacity = words("in-capacity")  # 作为|权力集中、资金密集部门
    of_many = pattern("‹of-many›")
    stations = word_set("station")  # 各灌区|水管所
    one_place = word_set("one-place")  # 有关市
    roll = pattern("‹roll›")  # 列席: the sentence is a roll call
    no_group = pattern(
        "(?:有关|相关)[一-鿿]{2,6}‹chooses but chooses-yet›[一-鿿]{2,8}$"
        "|(?:有关|相关)于|(?:有关|相关)‹concerned-with but concerned-with-yet›"
        "|(?:各|有关|相关)‹no-group but no-group-yet›|的"
    )
    post = pattern("‹post but post-yet›")
    addressed = pattern("[、,。;:)]|‹addressed›")

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.lexicon = lexicon

    @cached_property
    def heads(self) -> str:
        """Last words of groups, the longest first, each without what may not follow it."""
        heads = self.lexicon.group_heads
        ordered = sorted(heads.items(), key=lambda row: (-len(row[0]), row[0]))
        return "|".join(re.escape(form) + _not_before(form, stop) for form, stop in ordered)

    @cached_property
    def behind_level(self) -> str:
        acts = (act for act in self.of("acts/*") if len(act) > 1)
        return any_of({*acts, *self.of("behind-level")})

    @cached_property
    def closers(self) -> str:
        """Each form begins with a plain character: only then does ``re`` skip to where one can begin."""
        forms = [
            "等(?:‹sort›|[省市县区州盟旗]级|[省市县区州盟旗]直)*‹closer›",
            # 长三角三省一市 is where
            *(f"{number}个?‹counted›(?![一-鿿]?委|[一两二三][省市区地])" for number in _NUMBERS),
            *self.of("closes"),
            *(f"{number}个[一-鿿]{{0,3}}‹counted-zone›" for number in _NUMBERS[:5]),
            "‹:of_level›(?=‹list-asked›)",
            _last_of_list("部门"),
            *(f"{form}(?=‹list-asked›)" for firm in self.of("firm") for form in (f"等{firm}", _last_of_list(firm))),
        ]
        return self.filled("|".join(forms))


def _not_before(form: str, stop: str) -> str:
    """各县|属国有企业 and 各村|级集体经济组织 are no 各县 and 各村; 各镇|属地管理 is 各镇."""
    return (f"(?![{stop}])" if stop else "") + ("(?!级|属(?!地))" if form[-1] in _LEVEL_ENDS else "")


_LEVEL_ENDS = "省市县区州旗镇乡村"


def _last_of_list(closer: str) -> str:
    """财政、税务|部门: the last item of a list bears the word for all."""
    return f"{closer}(?:" + "|".join(f"(?<=、[一-鿿]{{{size}}}{closer})" for size in (2, 3, 4)) + ")"


@cache
def group_words(lexicon: Lexicon) -> GroupWords:
    """The patterns for ``lexicon``. Cached."""
    return GroupWords(lexicon)
