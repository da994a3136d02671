"""Forms in which a limit is written, as patterns over ``lexicons/limits.tsv`` and ``occasions.tsv``. (时限的写法)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.mentions.due_days import COUNT, DAY_OF, HAN_YEAR, MONTH_OF, NEXT_MONTH, UNIT
from kg.patterns import any_of, either, lazy

_YEARS = f"(?:20\\d{{2}}|{HAN_YEAR}|今|明|本|当|次)年(?:度)?"
_YEAR = f"(?:{_YEARS})?"
_BEFORE = "(?:之?前|以前)"
_NO_PREFIX = "(?![后期夕沿段列提往来去赴进置端瞻述景途半几])"
_MONTH = f"(?:{MONTH_OF}|[本当]月|{NEXT_MONTH})"
_CALLED_MEETING = "[一-鿿]{0,10}?会议?"
_QUARTER = "[一二三四1-4]季度"
_CLOCK = "(?:\\d{1,2}|零)[时点](?:\\d{1,2}分|整|半)?|\\d{1,2}:\\d{2}"
_WEEKDAY = "[一二三四五六日]"
_IN_SIGN = frozenset("前内底末旬度期早周日半月天年")
_BEGINS = frozenset("今明本当次下上第一二两三四五六七八九十半数月季年自从会即这每")


@dataclass(frozen=True, slots=True, eq=False)
class LimitWords:
    """Patterns made once for a lexicon."""

    forms: re.Pattern[str]  # every way to write a limit by the calendar; the group that matched is its kind
    telling: re.Pattern[str]  # what every match of ``forms`` that is a limit holds
    sign: re.Pattern[str]  # the same, or what an occasion holds
    in_sign: re.Pattern[str]  # one character of every sign, behind two others at most: ten times as fast to look for
    begins: re.Pattern[
        str
    ]  # what a limit begins with, unless 节后 or 结束后 stands in it, which any character may precede
    occasion: re.Pattern[str]  # 国庆节前, 今年汛期来临之前, 秋季开学前, 高校毕业生离校前
    eves: tuple[tuple[str, str], ...]  # the occasions, longest first, each with the day before it as MM-DD or ""
    aims: tuple[str, ...]
    describes: re.Pattern[str]  # 春节前|后: the words after show that the time only describes, or is no limit
    over: tuple[str, ...]  # 去年|12月底前: what was
    which: re.Pattern[str]  # 5月20日前|报送的|线索, 5月底|完工面积|达80%: the time says which thing is spoken of
    goal: re.Pattern[str]  # 6月底前竣工的|目标
    attains: tuple[str, ...]  # 实现|6月底前竣工的目标
    measure: re.Pattern[str]  # 按照|10月底前竣工的节点, 按照省政府|年底前…, 按照5月底前开工、|10月底前竣工的节点
    measures: re.Pattern[str]  # 10月底前|竣工的节点, 年底前|完工为目标
    upon: re.Pattern[str]  # 在5月底前|摸底的基础上
    describes_noun: re.Pattern[str]  # 国庆节前|联合检查; 春节前|和节日期间
    standing: re.Pattern[str]  # 三天内|到场, 三年内|不得投标: limits no act of now, whatever the case
    answers: re.Pattern[str]  # 三天内|答复。 limits every case to come, unless one is spoken of
    one_case: re.Pattern[str]  # 该信访件: one case
    settles: re.Pattern[str]  # 三天内|办结 limits this act, where it is one matter's
    each_case: re.Pattern[str]  # 群众诉求, 对反映的: cases to come
    each_time: re.Pattern[str]  # 遇有险情|两小时内: how fast to act each time
    year_end: re.Pattern[str]
    reaches: re.Pattern[str]
    acts_soon: re.Pattern[str]


@cache
def limit_words(lexicon: Lexicon) -> LimitWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.limits
    finishes = f"{any_of(words['finishes'])}(?![的了])"
    inspection = (
        f"{any_of(words['sort-of-inspection'])}?{any_of(words['inspection'])}{any_of(words['part-of-inspection'])}?"
    )
    # Nine clauses of ten hold nothing of it, and ``forms`` begins with what any text has: over a directive that took 60 µs.
    telling = (
        f"日(?:(?:起|开始)?至|{finishes})|限期{COUNT}{UNIT}|季度{finishes}|半年|汛末|[月年]份?{finishes}|天{finishes}|{MONTH_OF}{DAY_OF}"
        "|[日天周期月年度时号点份班午晚早分整半)底末旬一二三四五六\\d](?:之|以)?[前内]|[年月周期度季][底末]|[上中下]旬|季度|[本下这]周"
        f"|{any_of(words['soon'])}"
    )
    unsigned = (word[0] for word in words["soon"] if _IN_SIGN.isdisjoint(word[:3]))
    return LimitWords(
        forms=lazy("|".join(_forms(words, finishes, _occasion_words(lexicon), tuple(lexicon.occasions)))),
        telling=re.compile(telling),
        sign=re.compile(f"{telling}|前"),
        in_sign=re.compile(f"[{''.join(sorted({*_IN_SIGN, *unsigned}))}]"),
        begins=re.compile(f"[\\d{''.join(sorted({*_BEGINS, *(word[0] for word in words['soon'])}))}]"),
        occasion=lazy(_occasions(lexicon)),
        eves=tuple(sorted(lexicon.occasions.items(), key=lambda row: len(row[0]), reverse=True)),
        aims=words["aims"],
        describes=re.compile(f"{any_of(words['describes'])}|的(?!前提)"),
        over=words["over"],
        which=_which(lexicon),
        goal=re.compile(any_of(words["goal"])),
        attains=words["attains"],
        measure=lazy(
            f'{any_of(words["measure"])}(?:[一-鿿]{{1,10}}?{any_of(words["measure-owner"])})?[“"]?'
            f"(?:(?:\\d|{any_of(words['measure-begins'])})[^,;。:]{{2,24}}[、和])?$"
        ),
        measures=lazy(
            f'[^,;。:\n]{{1,20}}?(?:[的”"]|这[一个])(?:时间)?{any_of(words["goal"])}'
            f"|[^,;。:\n]{{1,14}}?作?为?(?:时间)?{any_of(words['goal-alone'])}"
        ),
        upon=lazy("[^,;。:\n在]{1,24}?基础上"),
        describes_noun=re.compile(f"(?:[和及、][一-鿿]{{1,4}}期间)|{inspection}(?:[,。;]|$)"),
        standing=re.compile(any_of((*words["arrives"], *words["bars"]))),
        answers=re.compile(f"{any_of(words['answers'])}(?:[,。;、]|$)"),
        one_case=re.compile(f"(?<!应){any_of(words['one-case'])}(?![类些])"),
        settles=re.compile(f"{any_of(words['settles-how'])}?{any_of(words['settles'])}"),
        each_case=re.compile(f"{any_of(words['each-case'])}|对[^,;。]{{1,16}}的"),
        each_time=re.compile(f"{any_of(words['each-time'])}|接到(?!{either(words['paper-received'])})"),
        year_end=re.compile(any_of(words["year-end"])),
        reaches=re.compile(any_of(words["reaches"])),
        acts_soon=re.compile(f"(?:要|必?须|应当?|务必)?{any_of(words['acts-soon'])}(?!的)"),
    )


def _which(lexicon: Lexicon) -> re.Pattern[str]:
    """The act of a thing right behind a time, with 的; or how far things are: 完工面积, 完工|未验收."""
    words = lexicon.limits
    acts = sorted(
        {*(act for act in lexicon.acts if len(act) > 1), *words["finishes"], *words["event"], *words["of-thing"]}
    )
    stands = any_of(words["stage"])
    # 建成|投用的, 开工|建设的; not 报送|整改的|情况, an act and its object
    built = any_of((*words["stage"], *words["built"]))
    return re.compile(
        f"{any_of(words['of-thing-how'])}{{0,2}}{any_of(acts)}{built}?了?的|{stands}{{1,2}}{any_of(words['figure-of'])}(?=[,。;、)的达占为要]|$)|{stands}未"
    )


def _behind(words: Iterable[str]) -> str:
    """A place right behind one of ``words``, which may be of any lengths."""
    return "(?:" + "|".join(f"(?<={re.escape(word)})" for word in words) + ")"


def _forms(
    words: Mapping[str, tuple[str, ...]], finishes: str, named_only: str, occasions: tuple[str, ...]
) -> tuple[str, ...]:
    """Limits by the calendar, a group for each kind. The first that matches at a place wins, so longer forms stand first.

    ``named_only``: what a day is called besides, before 前 (9月1日|开学|前); ``occasions``: its words.
    """
    named = f"(?:正式)?{named_only}{any_of(words['comes'])}?"
    # 6月底竣工|项目: what is built by then; 6月底完成项目建设 is an act
    built = f"率|(?<=工){any_of(words['built-thing'])}"
    lasts = any_of((*words["lasts"], *words["finishes"]))
    feast = any_of(word.removesuffix("节") for word in occasions if word.endswith("节"))
    stretch = f"(?:{_YEAR}{MONTH_OF}{DAY_OF}|即日)(?:起|开始)?至(?:(?:{_YEAR}{MONTH_OF})?{DAY_OF}|{_YEAR}{MONTH_OF}[底末]|年底)(?:止|前)?"
    return (
        # 于5月1日起至31日, 5月1日至31日,各镇要…: the last day counts
        f"(?P<stretch>(?:(?<=[自从于在])|(?<=[要须争保])(?=[^,;。]{{6,16}}{lasts}(?![的了]))){stretch}"
        f"|(?<=[,;。:、\\s]){stretch}(?=$|{lasts}(?![的了])))",
        # 于5月20日|完成: the day itself is the limit
        f"(?P<dayat>(?:(?<=[于在要须止]){_YEAR}{_MONTH}{DAY_OF}(?={finishes}))"
        f"|{_behind(words['no-later'])}{_YEAR}{MONTH_OF}{DAY_OF}(?!{_BEFORE}))",
        f"(?P<monthat>(?<=[于在要须争保]){_YEAR}{MONTH_OF}份?(?={finishes})|{_YEAR}{MONTH_OF}份?(?:以|之)?内)",
        # 要在2025年|完成
        f"(?P<yearat>(?<=[于在要须争保])(?:20\\d{{2}}|{HAN_YEAR}|今|明|本)年度?(?:内)?(?={finishes}))",
        f"(?P<quarterat>(?<=[于在要须争保]){_YEAR}第?{_QUARTER}(?={finishes}))",
        f"(?P<day>{_YEAR}{_MONTH}?{DAY_OF}(?:\\((?:含|(?:星期|周){_WEEKDAY})\\)|下班|[上中下]午(?:下班|{_CLOCK})?|{_CLOCK}|{named})?{_BEFORE}(?!后)"
        # 10月15日试压前
        f"|{_YEAR}{_MONTH}{DAY_OF}(?:(?![的至到起止前以之和及])[一-鿿]){{2,4}}前{_NO_PREFIX})",
        # 2024.6.30前; 6.30前, but not PM2.5前期; 9-15前 on a page that lost 月 and 日
        f"(?P<figures>20\\d\\d[.-]\\d{{1,2}}[.-]\\d{{1,2}}日?{_BEFORE}"
        f"|(?<![\\d.a-zA-Z])(?:1[0-2]|[1-9])[.-](?:[12]\\d|3[01]|[1-9])日?{_BEFORE}{_NO_PREFIX})",
        f"(?P<month>{_YEAR}{_MONTH}(?:份|底|末|中旬|上旬|下旬)?{_BEFORE}|{_YEAR}{_MONTH}(?:底|末|中旬|上旬|下旬){named}{_BEFORE}(?!后)"
        # 8-底前 on such a page
        f"|(?<![\\d.a-zA-Z-])(?:1[0-2]|[1-9])-[底末]{_BEFORE}{_NO_PREFIX})",
        f"(?P<tenday>{_YEAR}{_MONTH}[上中下]旬)",
        f"(?P<month2>{_YEAR}{_MONTH}(?:底|末)(?={any_of(words['month-end'])}(?!{built}))"
        f"|(?<=[于在]){_MONTH}(?:底|末)(?=[将把对向])|{_behind(words['aims'])}{_YEAR}{_MONTH}(?:底|末)(?!{_BEFORE}))",
        f"(?P<monthend>(?:本|当|下个?)?月(?:底|末){_BEFORE})",
        f"(?P<monthin>(?:本|当|下个?)月(?:内|底)|(?<=[在于])月内|(?<=[在于])月底(?={any_of(words['acts-soon'])}(?!的)))",
        f"(?P<quarter>{_YEAR}(?:第?{_QUARTER}|本季度|季度|季(?=[末底]))(?:末|底)?(?:{_BEFORE}|末|底|内)(?:{_BEFORE})?)",
        f"(?P<next>明年{_QUARTER}(?={any_of(words['next-quarter'])}))",
        f"(?P<year>{_YEAR}年(?:度)?(?:底|末)(?:{_BEFORE})?|{_YEARS}(?:底|末)(?:{_BEFORE})?)",
        "(?P<yearin>(?:20\\d{2}|今|明|本|当|次)?年(?:度)?(?:内|之内))",
        f"(?P<half>{_YEAR}(?:上|下)半年(?:{_BEFORE}|内)?)",
        "(?P<within>(?:[自从]?会后|自?即日起|自[一-鿿]{2,12}之日起|(?:两会|会议)(?:闭幕|结束)后"
        f"|(?:{feast})?节后|(?:{named_only}|(?:(?![在于要须])[一-鿿]){{2}})结束后)?"
        f"{COUNT}{UNIT}(?:之|以)?内|(?<=限期){COUNT}{UNIT}(?:之|以)?内?)",
        f"(?P<weekin>(?:本|这|下)(?:周|星期)(?:{_WEEKDAY}(?:[上中下]午|早上?|晚上?)?(?:下班|{_CLOCK})?{_BEFORE}|(?:内|末|底|{_WEEKDAY})?(?:之?前|内)?))",
        # 今晚8点前, 明天下班前, 今天|完成; not 今天前来
        f"(?P<tonight>[今明](?:[天日]?[上中下]午|[天日]?晚上?|[天日]?早上?|[天日])?(?:下班|{_CLOCK}){_BEFORE}"
        f"|[今明](?:[天日](?:[上中下]午)?|晚|早){_BEFORE}{_NO_PREFIX}|[今明][天日](?:(?:之|以)?内|(?={finishes})))",
        f"(?P<daily>每(?:[日天](?:[上中下]午|早上?|晚上?)?(?:下班|{_CLOCK})?|[月周]的?(?:\\d{{1,2}}(?:日|号)|[上中下]旬)?|(?:周|星期){_WEEKDAY}(?:[上中下]午|早上?|晚上?)?(?:下班|{_CLOCK})?"
        "|季度?[首末]月的?\\d{1,2}[日号]"
        f"|(?:月月?|季度?(?:季度?)?|年年?)[底末]?|年度?{_MONTH}(?:\\d{{1,2}}[日号]|[底末]|[上中下]旬)?){_BEFORE})",
        f"(?P<open>{any_of(words['soon'])})",
    )


def _occasion_words(lexicon: Lexicon) -> str:
    return any_of(lexicon.occasions).replace("“", '[“"]').replace("”", '[”"]')


def _occasions(lexicon: Lexicon) -> str:
    words, occasions = lexicon.limits, _occasion_words(lexicon)
    return (
        f'(?:今年|明年|本年度|20\\d{{2}}年)?(?:\\d{{1,2}}月)?(?:{occasions}[、和]?){{0,2}}{occasions}[”"]?节?'
        f"{any_of(words['comes'])}?{_BEFORE}(?!后)"
        # an event that ends, opens or comes: 高校毕业生离校前, 供暖期结束前, 强降雨来临前; not 要做好毕业生离校前
        f"|(?<=[在于,;。:])(?:20\\d{{2}}年)?(?:(?![在于]|(?<![主重需])要|{any_of(words['no-event'])})[一-鿿]){{2,10}}?{any_of(words['event'])}{_BEFORE}(?![后期])"
        # 下次常务会议前; 在县人代会前
        f"|(?:下(?:一?[次期]|周|个?月){_CALLED_MEETING}|(?<=[在于])(?:(?![在于])[一-鿿]){{2,12}}?会议?)(?:召开|开幕)?{_BEFORE}{_NO_PREFIX}"
        # 在泡田期前, 于汛末
        f"|(?<=[在于])(?:[一-鿿]{{1,4}}?(?<![长中短近远])[期季]{_BEFORE}(?![后景途沿提列瞻端])|汛末)"
        # 于枯水期内清理完毕; 汛期内加强值守 is no limit
        f"|(?<=[在于])(?:{occasions}|[一-鿿]水期)内(?=(?:(?![的了])[一-鿿]){{0,8}}{any_of(words['finishes'])})"
        # 汛前; 防汛前期 is no limit
        "|(?<![防抗])汛前(?![后期])"
        # 节前完成…: at the start of a clause; 于节前
        f"|(?<![一-鿿])节前(?={any_of(words['before-feast'])})|(?<=[在于])节前"
    )
