"""Words in and around groups, as patterns over ``lexicons/group_words.tsv`` and ``group_heads.tsv``. (机构群体用词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_but, any_of, each_before, either

_HAN = "一-鿿"
_LEVEL = "[省市县区州盟旗]"
_PAREN = r"(?:\((?:[^()\n]{1,12})\))?"
# 县政府各分管领导|和各级各部门: the conjunction begins another group.
_MIDDLE = f"(?:(?![和及与](?:各|有关|相关|涉))[{_HAN}]){{0,8}}?"
_NUMBERS = "两三四五六七八九十"


@dataclass(frozen=True, slots=True, eq=False)
class GroupWords:
    """Patterns made once for a lexicon."""

    # 各县(市、区)政府, 各镇(街道), 各级各部门, 市直有关部门, 各部门各乡镇(街道), 各级政务服务中心, 有关市政府
    group: re.Pattern[str]
    only_asked: re.Pattern[str]  # 全区各级, 各地储备企业: before a modal alone
    before_each: re.Pattern[str]  # ends before 各: 全市, 市直, 驻县
    beside: re.Pattern[str]  # 各街镇|、园区|主要负责人: 各 holds for the next member of the list as well
    units_beside: re.Pattern[str]
    begins_numbered: re.Pattern[str]  # where the next may begin
    numbered: re.Pattern[str]  # 5县, 三县（区）, 全州5县2区
    asked: re.Pattern[str]  # follows such a group, or one that a roll call names: 要, 主要负责人
    begins_in_roll: re.Pattern[str]
    in_roll: re.Pattern[str]  # 乡镇、|园区|主要负责人列席
    in_charge: re.Pattern[str]
    whole: re.Pattern[str]  # 属地街道, 沿边8县(市、区), 与会单位: groups without or around 各
    belonging: re.Pattern[str]  # 区属国有公司, 区直国有林场: a level and what belongs to it
    closes_list: re.Pattern[str]  # 规划、财政|等部门, 福州、厦门|两市, 华北、东北|有关省份
    closes_taken: re.Pattern[str]  # 督导东河、西河|等县: closes a list behind a word that takes parties
    firms: frozenset[str]  # 供电、燃气|公司: closes a list without 等
    own_heads: tuple[str, ...]  # 河口|镇|、城投公司: ends an item that is a name of its own
    own_firm: re.Pattern[str]  # 经开区、|重点|企业, 河口镇、|县|城投公司: begins a last item that is one
    in_capacity: tuple[str, ...]  # 作为|权力集中、资金密集部门
    of_many: re.Pattern[str]
    stations: frozenset[str]  # 各灌区|水管所
    one_place: frozenset[str]  # 有关市
    roll: re.Pattern[str]  # 列席: the sentence is a roll call
    no_group: re.Pattern[str]
    post: re.Pattern[str]
    addressed: re.Pattern[str]


@cache
def group_words(lexicon: Lexicon) -> GroupWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.group_words
    after = f"(?={any_of(words['after-beside'])}|[、,。;])"
    numbered = any_of(words["numbered"])
    units = f"[和及与]{any_of(words['unit'])}"
    return GroupWords(
        group=re.compile(_whose(words) + _group(lexicon.group_heads, any_of(words["each"]))),
        only_asked=re.compile(f"(?:全{_LEVEL})?各级|各地[{_HAN}]{{0,4}}{any_of(words['of-places'])}"),
        before_each=re.compile(
            f"(?:全(?:[省市县区州盟旗镇乡]|地区)|(?<![{_HAN}])[局委厅院](?:机关|直属|属)|(?<![{_HAN}]){any_of(words['owner-alone'])}"
            f"|沿[{_HAN}]{{1,4}}|[{_HAN}]{{2}}沿岸|{either(words['came'])}|属地|(?:{_LEVEL}[直属级]、)?驻[{_HAN}]{{1,2}}"
            "|(?:自治区|自治州|[省市县区州盟旗镇乡])(?:直属|直|级|属|管)"
            f"|(?<![{_HAN}]){_provinces(words)}|(?<=[与向和]){_provinces(words)}|{either(words['owner'])})$"
        ),
        beside=re.compile(f"(?:、{any_of(words['beside'])}|{units}){after}"),
        units_beside=re.compile(f"{units}{after}"),
        begins_numbered=re.compile(
            f"[全0-9{_NUMBERS}](?={_LEVEL}?[0-9{_NUMBERS}]{{0,3}}个?[{''.join(sorted({w[0] for w in words['numbered']}))}])"
        ),
        numbered=re.compile(
            f"(?:全[省市州盟县区])?(?<![第.0-9])(?:[0-9]{{1,3}}|[{_NUMBERS}]{{1,3}})个?{numbered}"
            f"(?:(?:[0-9]{{1,3}}|[{_NUMBERS}]{{1,3}})个?{numbered})*{_PAREN}(?:党委政府|党委、政府|政府|党委)?"
        ),
        asked=re.compile(any_but(words["asked"], words["asked-yet"])),
        begins_in_roll=re.compile(f"(?:部分)?{any_of(words['in-roll'])}"),
        in_roll=re.compile(
            f"(?<![{_HAN}])(?:{any_of(words['in-roll'])}(?=[、和及]|{any_of(words['in-charge'])})|部分{any_of(words['in-roll'])}(?=[、和及,]))"
        ),
        in_charge=re.compile(any_of(words["in-charge"])),
        whole=re.compile(_whole(words)),
        belonging=re.compile(f"{_LEVEL}(?:属|直属|管|直|级)[{_HAN}]{{0,6}}?{any_of(words['belonging'])}"),
        closes_list=re.compile(_closes_list(words)),
        closes_taken=re.compile(f"(?:{_of_level(words)}|等{any_of(words['firm'])})(?={_behind_level(lexicon)})"),
        firms=frozenset(words["firm"]),
        own_heads=words["own-head"],
        own_firm=re.compile(any_but(words["own-firm"], words["own-firm-yet"])),
        in_capacity=words["in-capacity"],
        of_many=re.compile(any_of(words["of-many"])),
        no_group=re.compile(
            f"(?:有关|相关)[{_HAN}]{{2,6}}{any_but(words['chooses'], words['chooses-yet'])}[{_HAN}]{{2,8}}$"
            f"|(?:有关|相关)于|(?:有关|相关){any_but(words['concerned-with'], words['concerned-with-yet'])}"
            f"|(?:各|有关|相关){any_but(words['no-group'], words['no-group-yet'])}|的"
        ),
        post=re.compile(any_but(words["post"], words["post-yet"])),
        stations=frozenset(words["station"]),
        one_place=frozenset(words["one-place"]),
        roll=re.compile(any_of(words["roll"])),
        addressed=re.compile(f"[、,。;:)]|{any_of(words['addressed'])}"),
    )


def _provinces(words: Mapping[str, tuple[str, ...]]) -> str:
    """Provinces by one character each: 京津|有关部门, 川渝|各市."""
    return f"[{''.join(words['province'])}]{{2,4}}"


def _whose(words: Mapping[str, tuple[str, ...]]) -> str:
    """全市, 市直, 沿江, 驻县: whose they are, or where; before 各."""
    owners = either((*words["owner"], *words["owner-alone"]))
    return (
        f"(?:(?:(?:{_LEVEL}、)*{_LEVEL}(?:政府|委)?|{_provinces(words)}|[局委厅院](?:机关|直属|属)|{owners})(?=各|有关|相关)"
        f"|全地区|{either(words['came'])}|地方(?=各级)|[{_HAN}]{{2}}沿岸|沿[{_HAN}]{{1,4}}?(?=各)"
        f"|全[省市县区州盟旗镇乡]|沿[{_HAN}]{{1,2}}|(?:{_LEVEL}[直属级]、)?驻[{_HAN}]{{1,2}}(?=各|有关|相关)"
        "|[省市县区州盟旗镇乡自治]{1,3}(?:直属|直|级|属|管))?"
    )


def _group(heads: Mapping[str, str], each: str) -> str:
    ordered = sorted(heads.items(), key=lambda row: (-len(row[0]), row[0]))
    head = "|".join(re.escape(form) + (f"(?![{stop}])" if stop else "") for form, stop in ordered)
    one = f"(?:各涉[{_HAN}]{{1,2}}|{each}){_MIDDLE}(?:{head}){_PAREN}"
    return f"(?:{one}(?:(?:{head}){_PAREN}){{0,2}})(?:{one}(?:{head})?){{0,2}}"


def _whole(words: Mapping[str, tuple[str, ...]]) -> str:
    """Each form begins with a plain character, as in ``_closes_list``."""
    concerned, present = any_of(words["concerned"]), "(?:职能)?(?:部门|单位)(?!:)"
    return (
        f"{each_before(words['pair'], f'(?:人民)?政府(?![{_HAN}]*?采购)')}"
        f"|属地(?:{any_of(words['local'])}|镇{_PAREN})|沿[{_HAN}]{{1,2}}{any_of(words['riverside'])}(?:政府)?"
        f"|{each_before((*words['came'], *words['on-item']), present)}|涉关(?:单位部门|部门单位|部门|单位)"
        f"|{each_before(words['item'], concerned)}"
        f"|部分(?:{_LEVEL}直)?{any_of(words['part-of-many'])}(?:政府)?(?=主要|分管|负责)|沿[{_HAN}](?:[0-9]+|[{_NUMBERS}])个?{any_of(words['numbered'])}{_PAREN}"
        f"|上级[{_HAN}]{{2,6}}?部门"
        f"|中央(?:、{_LEVEL}){{0,3}}驻[{_HAN}]{{1,3}}单位|省(?:、市)?驻[{_HAN}]{{1,3}}单位|两办(?!事处|[法事理公学案证])"
    )


def _of_level(words: Mapping[str, tuple[str, ...]]) -> str:
    """东湾、西涧|等乡镇, |等乡(镇), |等沿江县市, |等山区县."""
    return f"等(?:沿[{_HAN}]{{1,2}}?|{any_of(words['level-sort'])})?{any_of(words['level'])}{_PAREN}"


def _behind_level(lexicon: Lexicon) -> str:
    """What stands behind 等乡镇 where it ends a list: a mark, a time, an act or a word for how; not 等乡镇|隐患点."""
    acts = {act for act in lexicon.acts if len(act) > 1}
    return f"[,;。、:()\\s]|$|\\d+月|{any_of({*acts, *lexicon.group_words['behind-level']})}"


_ASKED = "(?=[要须应务]|必须|[也都均还]要|不得)"


def _last_of_list(closer: str) -> str:
    """财政、税务|部门: the last item of a list bears the word for all."""
    return f"{closer}(?:" + "|".join(f"(?<=、[{_HAN}]{{{size}}}{closer})" for size in (2, 3, 4)) + ")"


def _closes_list(words: Mapping[str, tuple[str, ...]]) -> str:
    """Each form begins with a plain character: only then does ``re`` skip to where one can begin."""
    sort, closer, zone = any_of(words["sort"]), any_of(words["closer"]), any_of(words["counted-zone"])
    counted = any_of(words["counted"])
    forms = [
        f"等(?:{sort}|{_LEVEL}级|{_LEVEL}直)*{closer}",
        *(
            f"{number}个?{counted}(?![{_HAN}]?委|[一两二三][省市区地])" for number in _NUMBERS
        ),  # 长三角三省一市 is where
        *words["closes"],
        *(f"{number}个[{_HAN}]{{0,3}}{zone}" for number in _NUMBERS[:5]),
        f"{_of_level(words)}{_ASKED}",
        _last_of_list("部门"),
        *(f"(?:等{firm}|{_last_of_list(firm)}){_ASKED}" for firm in words["firm"]),
    ]
    return "|".join(forms)
