"""Words around personal names, as patterns over ``lexicons/person_names.tsv``. (人名前后的字词)"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.model import PersonRole
from kg.patterns import any_of, each_before, either, lazy

_MARKS = r"[、,。;:)\]】”)(\s丨|/]"
_HAN = "一-鿿"
_SPACES = r"[ \u3000]*"
_ATTENDEE: PersonRole = "attendee"
_OBSERVER: PersonRole = "observer"


@dataclass(frozen=True, slots=True, eq=False)
class PersonWords:
    """Patterns made once for a lexicon; those with ``before`` in their name end where a name begins."""

    none: re.Pattern[str]  # begins like a name and is none: 出席, 高质量
    also_names: re.Pattern[str]  # 方可, 于是: such words that people are called by
    follows: re.Pattern[str]  # what may stand right after a name: a mark, or a word that a person is the subject of
    strange_follows: re.Pattern[str]  # after a name without a known surname: fewer
    dotted: re.Pattern[str]  # 叶尔江·哈力木别克, with what may follow such a name
    presence_at: re.Pattern[
        str
    ]  # where a word begins that tells who chaired, came or spoke; by its first character alone, because 指出席 holds two
    vague_posts: frozenset[str]  # posts that stand before words other than names all the time
    before_post: frozenset[str]  # 由|县长: characters before a post with its organisation that are no part of it,
    begins_organ: tuple[str, ...]  # but where they begin its name: 经开区党工委书记
    behind_post: tuple[str, ...]  # 县长|办公会议: what makes another word of a post
    before_one: re.Pattern[str]  # what a name with a post after it may follow: 学习|习近平总书记
    disposes: tuple[str, ...]  # 任命|甲|同志, 调整至|甲|同志
    academic: re.Pattern[str]  # 某大学政治|与|公共管理学院: a school whose name holds a conjunction, before 教授
    before_list: re.Pattern[str]  # what a list of names may follow: 市领导|甲、乙
    adverbs: re.Pattern[str]  # 甲|今天|主持, 甲|5月8日上午|主持, 甲|补充|强调: ends behind a name
    begins_adverb: re.Pattern[str]
    ends_adverbs: frozenset[str]  # their last characters
    maybe_adverbs: frozenset[str]  # 甲|均: names end with it
    how_chaired: frozenset[str]  # 先后, 亲自: between a name and 主持
    before_roll: re.Pattern[str]  # between a list of names and 出席, 列席: 等同志应邀
    and_others: re.Pattern[str]  # 甲、乙|及各相关单位主要负责同志: ends where 出席 or 列席 begins
    invites: tuple[str, ...]  # 会议邀请|…巡视员甲
    titled: re.Pattern[str]  # what a title after a name is followed by, where its bearer speaks: 教授|围绕…
    leads: re.Pattern[str]  # 甲|牵头; no 牵头人
    no_given: frozenset[str]  # 国资|委, 高新|区: ends what leads and is nobody by name
    adverb_surnames: frozenset[str]  # 高|标准牵头, 全|过程负责: surnames that begin how something is led
    odd_surnames: frozenset[str]  # 主任|都文柏|主持会议: common words that are surnames too
    led_by: tuple[str, ...]  # stand before 领导 where names follow
    # What people did at the meeting.
    roles: Mapping[str, PersonRole]  # 出席 -> attendee
    roll_label: re.Pattern[str]  # 出席人员:, 列 席:
    inner_label: re.Pattern[str]  # a label of a roll inside a line: 出席:甲|列席:乙
    roll_have: re.Pattern[str]  # 出席会议的有:甲、乙; 参加此次会议的有:(1)市领导:甲、乙
    absent: re.Pattern[str]
    presence: re.Pattern[str]  # 出席, 列席, 请假 and the like, wherever they stand
    chaired: re.Pattern[str]  # the same, or 主持
    acts: re.Pattern[str]
    hears: re.Pattern[str]  # 听取了|水务局甲关于…
    heard: re.Pattern[str]  # 听取了…| up to the name
    reports: re.Pattern[str]  # 甲|关于…的汇报
    presents: re.Pattern[str]  # 甲|作专题辅导
    # Labels and bylines.
    labelled: re.Pattern[str]  # 主持人:甲(区委副书记、区长), 【汇报】乙(区财政局局长)
    label_ends: re.Pattern[str]  # in every match of the two patterns below, a colon first: there are few
    label_spaced: re.Pattern[str]  # 主持人:甲  集团党委副书记、总经理
    label_bare: re.Pattern[str]
    label_front: re.Pattern[str]  # 主持:|甲县长
    reporting: tuple[str, ...]
    made_by: re.Pattern[str]  # 甲|/摄
    made: frozenset[str]  # 甲文, 乙摄: one character for what somebody made of the page
    in_byline: re.Pattern[str]  # (县融媒体中心 本报|记者 甲; 本报讯 |记者甲
    reported: re.Pattern[str]  # 记者|甲报道: a name before what its bearer did, without a mark between them
    name_gap: re.Pattern[str]  # between two names of a byline: 甲、乙; 甲/文 乙/摄
    byline_office: re.Pattern[str]  # 供稿:市政府办公室| 甲
    office_alone: re.Pattern[str]  # (县融媒体中心 甲 乙), without a label
    site: re.Pattern[str]
    town_offices: frozenset[str]  # 河口镇|安监所: last character of what is no name


@cache
def person_words(lexicon: Lexicon) -> PersonWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.person_names
    came = any_of((*words["attends"], *words["observes"], *words["absent"]))
    presents, chair_label = any_of(words["presents"]), any_of(words["chair-label"], spaced=True)
    dotted = f"(?:[{_HAN}]{{1,8}}(?:[·•・‧][{_HAN}]{{1,5}}?){{1,2}})"
    strange_follows = f"{any_of((*words['strange-follows'], *words['adverb']))}|[、,。;)]|在[^,。;]{{0,16}}?主持|$"
    # 向 is a surname: 向某出席, but 向上级汇报
    towards = f"向(?![{_HAN}]{{1,2}}(?:{strange_follows}|{_MARKS}|关于|作|委托))"
    # 市发改委主任甲|《关于…的汇报》
    report_in_title = f"《关于[^《》\\n]{{2,60}}{any_of(words['report'])}》"
    return PersonWords(
        none=re.compile(
            f"{any_of(words['none'])}|{towards}|来[{_HAN}]{{1,2}}{any_of(words['visits'])}"
        ),  # 省长|来抚调研
        also_names=lazy(any_of(words["also-name"])),
        follows=re.compile(
            rf"\s*(?:$|{_MARKS}|\d|{report_in_title}|{any_of((*words['follows'], *words['adverb'], *words['maybe-adverb']))})"
        ),
        strange_follows=re.compile(strange_follows),
        dotted=re.compile(f"{dotted}(?={any_of(words['dotted-follows'])}|[、,。;)])"),
        presence_at=re.compile("|".join(f"{word[0]}(?={re.escape(word[1:])})" for word in words["presence"])),
        vague_posts=frozenset(words["vague-post"]),
        before_post=frozenset(words["before-post"]),
        begins_organ=words["begins-organ"],
        behind_post=words["behind-post"],
        before_one=re.compile(f"(?:{any_of(words['takes-one'])}|、)$"),
        disposes=words["disposes"],
        academic=re.compile(
            f"{any_of(words['school'])}[{_HAN}]{{1,8}}[与和及][{_HAN}]{{1,8}}{any_of(words['faculty'])}$"
        ),
        before_list=re.compile(f"{any_of(words['takes-list'])}$"),
        adverbs=lazy(f"(?:(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日|{either(words['adverb'])})+\\Z"),
        begins_adverb=re.compile(any_of(words["adverb"])),
        ends_adverbs=frozenset(word[-1] for word in words["adverb"]) | {"日"},
        maybe_adverbs=frozenset(words["maybe-adverb"]),
        how_chaired=frozenset(words["how-chaired"]),
        before_roll=re.compile(
            f"(?:等(?:同志|领导|[{_HAN}]{{0,16}}(?:人员|成员|领导))?)?(?:同志)?{any_of(words['invited'])}?$"
        ),
        and_others=re.compile(f"(?:以及|(?<![涉普])及其?|和|与)(?=[^,。;]{{2,56}}?{any_of(words['others'])}$)"),
        invites=words["invites"],
        titled=re.compile(f"{any_of(words['title'])}(?=(?:应邀|受邀)?(?:围绕|作|就|为|以|讲|授课|辅导|解读|从))"),
        leads=re.compile(each_before(words["leads"], f"(?!{any_of(words['leads-no'])})")),
        no_given=frozenset(words["no-given"]),
        adverb_surnames=frozenset(words["adverb-surname"]),
        odd_surnames=frozenset(words["odd-surname"]),
        led_by=words["led-by"],
        roles={
            **dict.fromkeys((*words["attends"], *words["attends-label"]), _ATTENDEE),
            **dict.fromkeys(words["observes"], _OBSERVER),
        },
        roll_label=re.compile(
            f"[【\\[]?(?P<label>{any_of(lexicon.lines['roll'], spaced=True)})(?:会议)?(?:(?:人员|领导|人|情况)?{_SPACES}[】\\]]?{_SPACES}[:丨]\\s*"
            f"|(?:人员|情况){_SPACES}[】\\]]?{_SPACES}(?=\\n|\\Z))"
        ),
        inner_label=re.compile(f"(?P<label>{any_of(lexicon.lines['roll'])})(?:人员)?[:丨]"),
        roll_have=re.compile(
            f"(?P<verb>{came})(?:本次|此次|这次)?(?:会议)?的(?:领导|同志|人员)?(?:有|是|还有)?:?"
            f"(?:\\([0-9一二三四五]\\)|[一二三四五]是)?(?:[{_HAN}]{{0,6}}领导(?:同志)?:)?"
        ),
        absent=re.compile(any_of(words["absent"])),
        presence=re.compile(came),
        chaired=re.compile(f"{came}|主持"),
        acts=re.compile(any_of(words["acts"])),
        hears=re.compile(f"{any_of(words['hears'])}(?:并?(?:原则)?(?:通过|同意))?了?"),
        heard=re.compile("听取了?[^。;,]{0,40}$"),
        reports=re.compile(f"(?:同志)?(?:《?关于|就|所作|作)[^。;]{{0,80}}?{any_of(words['report'])}"),
        presents=re.compile(
            "(?:同志)?(?:应邀|受邀)?(?:[^。;,、]{0,40}?)"
            f"(?:作了?(?:专题|重点|深入)?{presents}|通报了|汇报了|授课|进行了?(?:专题)?{presents})"
        ),
        labelled=lazy(
            f"(?:{either(words['chair-label'], spaced=True)}|{either(words['report-label'])}){_SPACES}:?{_SPACES}"
            rf"(?P<name>[{_HAN}]{{2,4}})\s*\((?P<posts>[^()\n]{{2,40}}(?:\([^()]*\)[^()\n]*)?)\)"
        ),
        label_ends=re.compile(rf":(?:(?<=[{''.join(sorted({w[-1] for w in words['chair-label']}))}]:)|(?<=\s:))"),
        label_spaced=lazy(rf"{chair_label}\s*:\s*(?P<name>[{_HAN}]{{2,4}})[ \u3000]+(?P<posts>[{_HAN}、]{{2,40}})"),
        label_bare=lazy(
            rf"{chair_label}{_SPACES}:{_SPACES}\n?{_SPACES}(?P<posts>[^\n:。]{{0,30}}?)(?P<name>[{_HAN}]{{2,3}})\s*(?=[\n。;(]|$)"
        ),
        label_front=lazy(rf"{chair_label}{_SPACES}:{_SPACES}"),
        reporting=words["report-label"],
        made=frozenset(word for word in words["made"] if len(word) == 1),
        in_byline=re.compile(
            rf"(?:\(|讯[ \u3000]+|(?:^|\n)[ \u3000]*)(?:[{_HAN}]{{2,8}}[ \u3000])?{any_of(words['own-press'])}?\Z"
        ),
        reported=re.compile(rf"(?P<name>[{_HAN}]{{2,6}}?){any_of(words['reports'])}(?=[ \u3000:,)]|\n|$)"),
        made_by=re.compile(rf"/(?P<made>{any_of(words['made'])})(?![{_HAN}])"),
        name_gap=re.compile(rf"(?:/{any_of(words['made'])})?[ \u3000\xa0、,/]{{0,4}}"),
        byline_office=re.compile(
            rf"[{_HAN}]{{2,12}}{any_of(words['byline-office'])}[ \u3000]+(?=[{_HAN}]{{2,3}}(?:[)\s]|$))"
        ),
        office_alone=re.compile(
            rf"\((?=[{_HAN}]{{2,18}}[ \u3000])[{_HAN}]{{2,16}}{any_of(words['byline-office'])}[ \u3000]+(?P<name>[{_HAN}]{{2,3}})"
            rf"(?:[ \u3000、](?P<other>[{_HAN}]{{2,3}}))?\)(?P<last>[ \u3000]*$)?",
            re.MULTILINE,
        ),
        town_offices=frozenset(words["town-office"]),
        site=re.compile(any_of(words["site"])),
    )
