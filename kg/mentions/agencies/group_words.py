"""Words in and around groups, as patterns over ``lexicons/group_words.tsv`` and ``group_heads.tsv``. (机构群体用词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, each_before, either

_HAN = "一-鿿"
_LEVEL = "[省市县区州盟旗]"
_PAREN = r"(?:\((?:[^()\n]{1,12})\))?"
# 全市, 市直, 沿江, 驻县: whose they are, or where; before 各.
# Provinces by one character: 京津有关部门, 川渝各市.
_PROVINCES = "京津冀沪渝晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新港澳"
_WHO = (
    f"(?:(?:(?:{_LEVEL}、)*{_LEVEL}(?:政府|委)?|[{_PROVINCES}]{{2,4}}|上级|[局委厅院](?:机关|直属|属)|地区|行署|管委会|园区)(?=各|有关|相关)"
    f"|全地区|与会|参会|地方(?=各级)|[{_HAN}]{{2}}沿岸|沿[{_HAN}]{{1,4}}?(?=各)"
    f"|全[省市县区州盟旗镇乡]|沿[{_HAN}]{{1,2}}|(?:{_LEVEL}[直属级]、)?驻[{_HAN}]{{1,2}}(?=各)"
    "|[省市县区州盟旗镇乡自治]{1,3}(?:直属|直|级|属|管))?"
)
# 县政府各分管领导|和各级各部门: the conjunction begins another group.
_MIDDLE = f"(?:(?![和及与](?:各|有关|相关|涉))[{_HAN}]){{0,8}}?"
_NUMBERS = "两三四五六七八九十"


@dataclass(frozen=True, slots=True, eq=False)
class GroupWords:
    """Patterns made once for a lexicon."""

    # 各县(市、区)政府, 各镇(街道), 各级各部门, 市直有关部门, 各部门各乡镇(街道), 各级政务服务中心, 有关市政府
    group: re.Pattern[str]
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
    of_many: re.Pattern[str]
    no_group: re.Pattern[str]
    post: re.Pattern[str]
    addressed: re.Pattern[str]


@cache
def group_words(lexicon: Lexicon) -> GroupWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.group_words
    after = f"(?={any_of(words['after-beside'])}|[、,。;])"
    numbered = any_of(words["numbered"])
    units = f"和{any_of(words['unit'])}"
    return GroupWords(
        group=re.compile(_group(lexicon.group_heads, any_of(words["each"]))),
        before_each=re.compile(
            f"(?:全(?:[省市县区州盟旗镇乡]|地区)|(?<![{_HAN}])[局委厅院](?:机关|直属|属)|(?<![{_HAN}])地区|行署|管委会"
            f"|(?<![{_HAN}])园区|沿[{_HAN}]{{1,4}}|[{_HAN}]{{2}}沿岸|与会|参会|属地|(?:{_LEVEL}[直属级]、)?驻[{_HAN}]{{1,2}}"
            "|(?:自治区|自治州|[省市县区州盟旗镇乡])(?:直属|直|级|属|管)"
            f"|(?<![{_HAN}])[{_PROVINCES}]{{2,4}}|(?<=[与向和])[{_PROVINCES}]{{2,4}}|上级)$"
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
        asked=re.compile(f"{any_of(words['asked'])}|应(?!急)"),
        begins_in_roll=re.compile(either(words["in-roll"])),
        in_roll=re.compile(f"(?<![{_HAN}]){any_of(words['in-roll'])}(?=[、和及]|{any_of(words['in-charge'])})"),
        in_charge=re.compile(any_of(words["in-charge"])),
        whole=re.compile(_whole(words)),
        belonging=re.compile(f"{_LEVEL}(?:属|直属|管|直|级)[{_HAN}]{{0,6}}?{any_of(words['belonging'])}"),
        closes_list=re.compile(_closes_list(words)),
        of_many=re.compile(any_of(words["of-many"])),
        no_group=re.compile(
            "(?:有关|相关)于|(?:有关|相关)(?:工作|文件|土地)"
            f"|(?:各|有关|相关)(?:{any_of(words['no-group'])}|项(?!目)|行业(?!主管|部门|监管))|的"
        ),
        post=re.compile(f"{any_of(words['post'])}|书记(?!处)|长(?!江)|干部(?!学院)"),
        addressed=re.compile(f"[、,。;:)]|{any_of(words['addressed'])}"),
    )


def _group(heads: Mapping[str, str], each: str) -> str:
    ordered = sorted(heads.items(), key=lambda row: (-len(row[0]), row[0]))
    head = "|".join(re.escape(form) + (f"(?![{stop}])" if stop else "") for form, stop in ordered)
    one = f"(?:各涉[{_HAN}]{{1,2}}|{each}){_MIDDLE}(?:{head}){_PAREN}"
    return f"{_WHO}(?:{one}(?:(?:{head}){_PAREN}){{0,2}})(?:{one}(?:{head})?){{0,2}}"


def _whole(words: Mapping[str, tuple[str, ...]]) -> str:
    """Each form begins with a plain character, as in ``_closes_list``."""
    concerned, present = any_of(words["concerned"]), "(?:职能)?(?:部门|单位)(?!:)"
    return (
        f"{each_before(words['pair'], f'(?:人民)?政府(?![{_HAN}]*?采购)')}"
        f"|属地(?:{any_of(words['local'])}|镇{_PAREN})|沿[{_HAN}]{{1,2}}{any_of(words['riverside'])}(?:政府)?"
        f"|与会{present}|参会{present}|固定列席{present}|议题(?:提报|汇报){present}|涉关(?:单位部门|部门单位|部门|单位)|议题涉及{concerned}|涉及议题的{concerned}"
        f"|部分(?:{_LEVEL}直)?{any_of(words['part-of-many'])}(?:政府)?(?=主要|分管|负责)|沿[{_HAN}](?:[0-9]+|[{_NUMBERS}])个?{any_of(words['numbered'])}{_PAREN}"
        f"|上级[{_HAN}]{{2,6}}?部门"
    )


def _closes_list(words: Mapping[str, tuple[str, ...]]) -> str:
    """Each form begins with a plain character: only then does ``re`` skip to where one can begin."""
    sort, closer, zone = any_of(words["sort"]), any_of(words["closer"]), any_of(words["counted-zone"])
    counted, level = any_of(words["counted"]), any_of(words["level"])
    forms = [
        f"等(?:{sort}|{_LEVEL}级|{_LEVEL}直)*{closer}",
        *(f"{number}个?{counted}(?![{_HAN}]?委)" for number in _NUMBERS),
        "有关省份",
        *(f"{number}个[{_HAN}]{{0,3}}{zone}" for number in _NUMBERS[:5]),
        f"等{level}(?=[要须应务])",
        "部门(?:" + "|".join(f"(?<=、[{_HAN}]{{{size}}}部门)" for size in (2, 3, 4)) + ")",
    ]
    return "|".join(forms)
