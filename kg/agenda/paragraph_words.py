"""Words by which a paragraph is told for what it is, as patterns over ``lexicons/proceedings.tsv``. (段落用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, lazy


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphWords:
    """Patterns made once for a lexicon."""

    # Speech.
    heads_speech: re.Pattern[str]  # 会议强调, ◇会议指出: a line of its own above what was said
    about: tuple[str, ...]  # 就近期重点工作,会议指出,…: begins a speech that first says what it is on
    about_inside: re.Pattern[str]  # 会议要求,|针对防汛工作|,要…: after it has begun; 就业 and 对标 are no such words
    then_speaks: re.Pattern[str]  # 市长甲|强调,…
    statement: re.Pattern[str]  # 甲镇镇长作了表态发言: a clause that tells who spoke
    statements: re.Pattern[str]  # 甲镇、县住建局作了表态发言。: a stretch of such clauses
    opens_points: re.Pattern[str]  # 会议议定: at a paragraph's end: the points below are on its matter
    closing: re.Pattern[str]  # 县长甲最后强调: who closes the meeting speaks of everything, not of the last matter
    on_all: re.Pattern[str]  # 会议强调,要抓好会议研究确定的事项的落实: on everything, in the meeting's own name
    everyone: re.Pattern[
        str
    ]  # 县长甲强调,|全县上下|要鼓足干劲, 各级各部门要锚定全年目标: who demands so speaks of no one matter
    nameless: re.Pattern[str]  # |县长|强调, |县政府主要领导|强调: begins a speech as a name does
    # Headings and lists.
    topic: re.Pattern[str]  # 一、关于重点镇污水处理厂移交有关问题: a line that only names a matter
    unnumbered: re.Pattern[str]  # 关于《甲》: the same without a number, in a line of its own
    names: re.Pattern[str]  # 高温防暑工作: words that only name a matter
    topic_sentence: re.Pattern[
        str
    ]  # 四、关于集中供暖收费。会议研究认为,…: the heading is the paragraph's first sentence
    kind_heading: re.Pattern[str]  # 二、审议议题: of what kind the matters below it are, each with its own number
    first: re.Pattern[str]  # 第一(议题)
    other_heading: re.Pattern[str]  # 五、其他事项
    other_point: re.Pattern[str]  # (四)其他事项
    agenda_label: re.Pattern[str]  # 会议议题:
    minutes_label: re.Pattern[str]  # 会议要点:
    heads_lines: re.Pattern[str]  # 会议听取了:, 研究了以下事项:
    beside_label: re.Pattern[str]  # 议题解读: above what explains the matters
    caption: re.Pattern[str]  # 会议现场, 赵一山.jpg: at a picture
    part_label: re.Pattern[str]  # 会议内容, 列席情况: above a part of the notice
    held: re.Pattern[str]  # 5月8日,县政府常务会议召开
    holds: re.Pattern[str]  # the same at the beginning of a notice
    convenes: re.Pattern[str]  # 县长甲主持召开县政府常务会议|,传达学习…
    on_theme: re.Pattern[str]  # 主持召开|专题会议,研究推进甲工作
    summary: re.Pattern[str]  # ends a clause that sums up: 研究项目攻坚、安全环保|等工作
    anew: re.Pattern[str]  # 会议还…, after numbered paragraphs: a matter of its own
    # Beside the matters.
    attends: re.Pattern[str]  # in every match of ``roll_call``
    roll_call: re.Pattern[str]  # 列席会议的还有…
    another_meeting: re.Pattern[str]  # 又讯 5月17日,县长赵一山主持召开…: what is told of another day
    around_meeting: re.Pattern[str]  # 会前,…召开党组会议; 会后,…实地察看了…
    other_only: re.Pattern[str]  # 会议还研究…, before what only counts other matters
    byline: re.Pattern[str]  # …(记者 甲)
    digest: re.Pattern[str]  # 会议摘要:


@cache
def paragraph_words(lexicon: Lexicon) -> ParagraphWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.proceedings
    agenda, matter, other, also = (any_of(words[kind]) for kind in ("agenda", "matter", "other", "also"))
    attends, demanding, this = (any_of(words[kind]) for kind in ("attends", "demanding", "this"))
    speech = f"作了?{any_of(words['statement'])}?发言"
    number = "[^、.]{1,3}[、.]\\s*"
    on_all = f"会议(?:{demanding}|明确),[^。]{{0,30}}(?:本次会议|会议{any_of(words['settled'])}{{1,2}}的?事项)"  # in ``closing``
    level = "[省市县区州盟旗镇乡]"
    return ParagraphWords(
        heads_speech=lazy(f"[^一-鿿]{{0,3}}会议{any_of((*words['saying'], *words['demanding']))}[^一-鿿:]{{0,3}}"),
        about=(*words["about"], *words["about-first"]),
        about_inside=re.compile(f"(?:{any_of(words['about-inside'])}|就[^业近地此])[^,。;:]{{2,30}}"),
        then_speaks=re.compile(f"(?:同志)?{any_of(words['while'])}?(?:{demanding}|说)"),
        statement=re.compile(f"{speech}$"),
        statements=re.compile(f"[^。]{{2,120}}{speech}。?"),
        closing=re.compile(
            f"[^,。;]{{0,14}}(?:{any_of(words['at-the-end'])}{demanding}|在会上强调)"
            f"|最后,[^,。;]{{2,20}}(?:{demanding}|作(?:出|了)?(?:重要)?{any_of(words['closing'])})|{on_all}"
        ),
        on_all=re.compile(on_all),
        everyone=re.compile(f"全{level}上下|{any_of(words['all-units'])}[^。]{{0,60}}?{any_of(words['in-general'])}"),
        nameless=re.compile(
            f"(?:{any_of(words['own-organ'])}?{any_of(words['leaders'])}|{level}长|他)(?={any_of(words['while'])}?{demanding})"
        ),
        opens_points=re.compile(
            f"会议(?:研究)?{any_of((*words['saying'], *words['deciding']))}(?:如下|以下事项|以下意见)?:$"
        ),
        topic=re.compile(f"^[^、]{{1,3}}、(?:关于|研究)|{any_of(words['topic'])}$|》$"),
        unnumbered=re.compile(
            f"《?关于[^。;:]+|【《?[^。;:】]+】|《[^。;:》]+》|{agenda}[一二三四五六七八九十0-9]{{1,2}}[^。;]+"
        ),
        names=re.compile(f"[^,。;:《》]{{2,}}{any_of(words['topic'])}"),
        topic_sentence=re.compile(f"{number}关于[^,。;]{{2,30}}。"),
        kind_heading=re.compile(
            f"{number}(?P<kind>[^,。;:《]{{0,14}}?)(?:(?P<matters>{agenda})|{any_of(words['kind'])})?:?"
        ),
        first=lazy("第[一二三四五六七八九十]"),
        other_heading=re.compile(f"{number}{other}{matter}?:?"),
        other_point=re.compile(f"\\([^()]{{1,3}}\\)\\s*{other}{matter}?[:。]?"),
        agenda_label=re.compile(_label(f"(?:会议)?{agenda}(?:如下)?")),
        minutes_label=re.compile(_label(f"会议{any_of(words['minutes'])}(?:如下)?")),
        heads_lines=re.compile(f"{any_of(words['heads-lines'])}了?(?:以下|下列)?[^,。;:《]{{0,8}}(?:如下)?:\\s*$"),
        beside_label=re.compile(_label(any_of(words["beside-label"]))),
        caption=lazy(f"(?:会议)?{any_of(words['caption'])}|[^,。;:]{{1,40}}\\.(?:jpe?g|png|gif|bmp|webp)"),
        part_label=re.compile(_label(any_of(words["part-label"]))),
        held=lazy(f"会议?{any_of(words['held'])}|(?:主持|{any_of(words['held'])})[^,。;]{{0,30}}会议?"),
        holds=lazy("主持召开|召开[^。;]{0,30}会议?,"),
        convenes=lazy("[^,。;]{2,40}主持召开[^,。;]{2,30}会议?,"),
        on_theme=lazy(f"(?:主持|{any_of(words['held'])})[^。;]{{0,24}}专题会议?,"),
        summary=re.compile(f"等(?:方面的)?(?:(?:有关|重点)?{matter})?[。;]?$"),
        anew=re.compile(any_of(words["anew"])),
        attends=re.compile(attends),
        roll_call=lazy(
            f"^{attends}了?{this}?会议的?{any_of(words['people'])}?(?:还?有|是|为|:)|{attends}了?{any_of(words['own-meeting'])}?会议。"
            f"|{attends}了?(?:会议|(?:有关|相关)议题(?:的{any_of(words['considering'])})?)?[。;,]?$"
        ),
        another_meeting=lazy(
            f"{any_of(words['news'])}?[,:\\s]*(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9]{{1,2}}日(?!之?前|以前)[^。]{{2,80}}?{any_of(words['held'])}"
        ),
        around_meeting=re.compile(
            f"[^,。;]{{2,14}}对会议进行了?报道|[^,。;]{{0,12}}会议?(?:开始|结束)?之?[前后],?[^。;]{{0,24}}{any_of(words['visit'])}"
            f"|{any_of(words['away'])},?[^。;]{{2,80}}{any_of(words['carried'])}[^,。;]{{0,2}}{any_of(words['deploying'])}+[。;]?$"
        ),
        other_only=lazy(f"(?:会议)?{also}?(?:{any_of(words['counting'])}|{any_of(words['about'])}{other})"),
        byline=re.compile("\\s*\\([^()]{2,40}\\)$"),
        digest=re.compile(f"\\s*[\\[【(]?{any_of(words['digest-of'])}?{any_of(words['digest'])}[\\]】)]?\\s*[:\\]】]"),
    )


def _label(words: str) -> str:
    """A line of its own: 【议题解读】, 会议内容:."""
    return f"\\s*[【\\[]?{words}[】\\]]?\\s*:?\\s*$"
