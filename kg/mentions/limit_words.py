"""Forms in which a limit is written, as patterns over ``lexicons/limits.tsv`` and ``occasions.tsv``. (时限的写法)"""

from __future__ import annotations

from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.mentions.due_days import COUNT, DAY_OF, HAN_YEAR, MONTH_OF, NEXT_MONTH, UNIT
from kg.patterns import any_of
from kg.word_patterns import WordPatterns, part, pattern, words

_IN_SIGN = frozenset("前内底末旬度期早周日半月天年")
_BEGINS = frozenset("今明本当次下上第一二两三四五六七八九十半数月季年自从会即这每")


class LimitWords(WordPatterns, table="limits"):
    """Patterns made once for a lexicon."""

    # Parts of a limit by the calendar.
    day_of, month_of, count, unit = part(DAY_OF), part(MONTH_OF), part(COUNT), part(UNIT)
    han_year = part(HAN_YEAR)
    years = part(r"(?:\d{4}|‹:han_year›|今|明|本|当|次)年(?:度)?")
    year = part("(?:‹:years›)?")
    month = part(f"(?:‹:month_of›|[本当]月|{NEXT_MONTH})")
    before = part("(?:之?前|以前)")
    no_prefix = part("(?![后期夕沿段列提往来去赴进置端瞻述景途半几])")
    quarter = part("[一二三四1-4]季度")
    clock = part(r"(?:\d{1,2}|零)[时点](?:\d{1,2}分|整|半)?|\d{1,2}:\d{2}")
    finishes = part("‹finishes›(?![的了])")
    named = part("(?:正式)?‹:of_occasion›‹comes›?")  # 9月1日|开学|前
    lasts = part("‹lasts + finishes›(?![的了])")
    stretch = part(
        "(?:‹:year›‹:month_of›‹:day_of›|即日)(?:起|开始)?至"
        "(?:(?:‹:year›‹:month_of›)?‹:day_of›|‹:year›‹:month_of›[底末]|年底)(?:止|前)?"
    )

    # Limits by the calendar, a group for each kind.
    # 于5月1日起至31日, 5月1日至31日,各镇要…: the last day counts
    by_stretch = part(
        "(?P<stretch>(?:(?<=[自从于在])|(?<=[要须争保])(?=[^,;。]{6,16}‹:lasts›))‹:stretch›"
        r"|(?<=[,;。:、\s])‹:stretch›(?=$|‹:lasts›))"
    )
    # 于5月20日|完成: the day itself is the limit
    at_day = part(
        "(?P<dayat>(?:(?<=[于在要须止])‹:year›‹:month›‹:day_of›(?=‹:finishes›))"
        "|‹no-later, behind›‹:year›‹:month_of›‹:day_of›(?!‹:before›))"
    )
    at_month = part(
        "(?P<monthat>(?<=[于在要须争保])‹:year›‹:month_of›份?(?=‹:finishes›)|‹:year›‹:month_of›份?(?:以|之)?内)"
    )
    # 要在2025年|完成
    at_year = part(r"(?P<yearat>(?<=[于在要须争保])(?:20\d{2}|‹:han_year›|今|明|本)年度?(?:内)?(?=‹:finishes›))")
    at_quarter = part("(?P<quarterat>(?<=[于在要须争保])‹:year›第?‹:quarter›(?=‹:finishes›))")
    # …; 10月15日试压前
    before_day = part(
        r"(?P<day>‹:year›‹:month›?‹:day_of›(?:\((?:含|(?:星期|周)[一二三四五六日])\)|下班|[上中下]午(?:下班|‹:clock›)?|‹:clock›|‹:named›)?"
        "‹:before›(?!后)|‹:year›‹:month›‹:day_of›(?:(?![的至到起止前以之和及])[一-鿿]){2,4}前‹:no_prefix›)"
    )
    # 2024.6.30前; 6.30前, but not PM2.5前期; 9-15前 on a page that lost 月 and 日
    in_figures = part(
        r"(?P<figures>20\d\d[.-]\d{1,2}[.-]\d{1,2}日?‹:before›"
        r"|(?<![\d.a-zA-Z])(?:1[0-2]|[1-9])[.-](?:[12]\d|3[01]|[1-9])日?‹:before›‹:no_prefix›)"
    )
    # …; 8-底前 on such a page
    before_month = part(
        "(?P<month>‹:year›‹:month›(?:份|底|末|中旬|上旬|下旬)?‹:before›|‹:year›‹:month›(?:底|末|中旬|上旬|下旬)‹:named›‹:before›(?!后)"
        r"|(?<![\d.a-zA-Z-])(?:1[0-2]|[1-9])-[底末]‹:before›‹:no_prefix›)"
    )
    in_ten_days = part("(?P<tenday>‹:year›‹:month›[上中下]旬)")
    # 6月底|竣工; but 6月底竣工|项目 is what is built by then; 6月底完成项目建设 is an act
    end_of_month = part(
        "(?P<month2>‹:year›‹:month›(?:底|末)(?=‹month-end›(?!率|(?<=工)‹built-thing›))"
        "|(?<=[于在])‹:month›(?:底|末)(?=[将把对向])|‹aims, behind›‹:year›‹:month›(?:底|末)(?!‹:before›))"
    )
    before_month_end = part("(?P<monthend>(?:本|当|下个?)?月(?:底|末)‹:before›)")
    in_month = part("(?P<monthin>(?:本|当|下个?)月(?:内|底)|(?<=[在于])月内|(?<=[在于])月底(?=‹acts-soon›(?!的)))")
    in_quarter = part(
        "(?P<quarter>‹:year›(?:第?‹:quarter›|本季度|季度|季(?=[末底]))(?:末|底)?(?:‹:before›|末|底|内)(?:‹:before›)?)"
    )
    next_quarter = part("(?P<next>明年‹:quarter›(?=‹next-quarter›))")
    end_of_year = part("(?P<year>‹:year›年(?:度)?(?:底|末)(?:‹:before›)?|‹:years›(?:底|末)(?:‹:before›)?)")
    in_year = part(r"(?P<yearin>(?:20\d{2}|今|明|本|当|次)?年(?:度)?(?:内|之内))")
    half_year = part("(?P<half>‹:year›(?:上|下)半年(?:‹:before›|内)?)")
    within = part(
        "(?P<within>(?:[自从]?会后|自?即日起|自[一-鿿]{2,12}之日起|(?:两会|会议)(?:闭幕|结束)后"
        "|(?:‹:feast›)?节后|(?:‹:of_occasion›|(?:(?![在于要须])[一-鿿]){2})结束后)?"
        "‹:count›‹:unit›(?:之|以)?内|(?<=限期)‹:count›‹:unit›(?:之|以)?内?)"
    )
    in_week = part(
        "(?P<weekin>(?:本|这|下)(?:周|星期)"
        "(?:[一二三四五六日](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?‹:before›|(?:内|末|底|[一二三四五六日])?(?:之?前|内)?))"
    )
    # 今晚8点前, 明天下班前, 今天|完成; not 今天前来
    today = part(
        "(?P<tonight>[今明](?:[天日]?[上中下]午|[天日]?晚上?|[天日]?早上?|[天日])?(?:下班|‹:clock›)‹:before›"
        "|[今明](?:[天日](?:[上中下]午)?|晚|早)‹:before›‹:no_prefix›|[今明][天日](?:(?:之|以)?内|(?=‹:finishes›)))"
    )
    again_and_again = part(
        r"(?P<daily>每(?:[日天](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?|[月周]的?(?:\d{1,2}(?:日|号)|[上中下]旬)?"
        r"|(?:周|星期)[一二三四五六日](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?|季度?[首末]月的?\d{1,2}[日号]"
        r"|(?:月月?|季度?(?:季度?)?|年年?)[底末]?|年度?‹:month›(?:\d{1,2}[日号]|[底末]|[上中下]旬)?)‹:before›)"
    )
    # every way to write a limit by the calendar; the group that matched is its kind. The first that matches at a place
    # wins, so longer forms stand first
    forms = pattern(
        "‹:by_stretch›|‹:at_day›|‹:at_month›|‹:at_year›|‹:at_quarter›|‹:before_day›|‹:in_figures›|‹:before_month›|‹:in_ten_days›"
        "|‹:end_of_month›|‹:before_month_end›|‹:in_month›|‹:in_quarter›|‹:next_quarter›|‹:end_of_year›|‹:in_year›|‹:half_year›"
        "|‹:within›|‹:in_week›|‹:today›|‹:again_and_again›|(?P<open>‹soon›)"
    )
    # what every match of ``forms`` that is a limit holds. Nine clauses of ten hold nothing of it, and ``forms`` begins with
    # what any text has: over a directive that took 60 µs
    telling = pattern(
        "日(?:(?:起|开始)?至|‹:finishes›)|限期‹:count›‹:unit›|季度‹:finishes›|半年|汛末|[月年]份?‹:finishes›|天‹:finishes›|‹:month_of›‹:day_of›"
        r"|[日天周期月年度时号点份班午晚早分整半)底末旬一二三四五六\d](?:之|以)?[前内]|[年月周期度季][底末]|[上中下]旬|季度|[本下这]周|‹soon›"
    )
    sign = pattern("‹:telling›|前")  # the same, or what an occasion holds
    # one character of every sign, behind two others at most: ten times as fast to look for
    in_sign = pattern("[‹:signs›]")
    # what a limit begins with, unless 节后 or 结束后 stands in it, which any character may precede
    begins = pattern(r"[\d‹:first›]")

    # Limits by an occasion.
    # 国庆节前, 今年汛期来临之前, 秋季开学前
    before_occasion = part(
        r"""(?:今年|明年|本年度|20\d{2}年)?(?:\d{1,2}月)?(?:‹:of_occasion›[、和]?){0,2}‹:of_occasion›[”"]?节?‹comes›?‹:before›(?!后)"""
    )
    # an event that ends, opens or comes: 高校毕业生离校前, 供暖期结束前, 强降雨来临前; not 要做好毕业生离校前
    before_event = part(
        r"(?<=[在于,;。:])(?:20\d{2}年)?(?:(?![在于]|(?<![主重需])要|‹no-event›)[一-鿿]){2,10}?‹event›‹:before›(?![后期])"
    )
    # 下次常务会议前; 在县人代会前
    before_meeting = part(
        "(?:下(?:一?[次期]|周|个?月)[一-鿿]{0,10}?会议?|(?<=[在于])(?:(?![在于])[一-鿿]){2,12}?会议?)(?:召开|开幕)?‹:before›‹:no_prefix›"
    )
    # 在泡田期前, 于汛末
    before_season = part("(?<=[在于])(?:[一-鿿]{1,4}?(?<![长中短近远])[期季]‹:before›(?![后景途沿提列瞻端])|汛末)")
    # 于枯水期内清理完毕; 汛期内加强值守 is no limit
    in_season = part("(?<=[在于])(?:‹:of_occasion›|[一-鿿]水期)内(?=(?:(?![的了])[一-鿿]){0,8}‹finishes›)")
    # 汛前; 防汛前期 is no limit
    before_flood = part("(?<![防抗])汛前(?![后期])")
    # 节前完成…: at the start of a clause; 于节前
    before_feast = part("(?<![一-鿿])节前(?=‹before-feast›)|(?<=[在于])节前")
    occasion = pattern(
        "‹:before_occasion›|‹:before_event›|‹:before_meeting›|‹:before_season›|‹:in_season›|‹:before_flood›|‹:before_feast›"
    )

    # Around a limit.
    aims = words("aims")
    # 春节前|后: the words after show that the time only describes, or is no limit
    describes = pattern("‹describes›|的(?!前提)")
    over = words("over")  # 去年|12月底前: what was
    # 5月20日前|报送的|线索, 5月底|完工面积|达80%: the time says which thing is spoken of
    which = pattern(
        "‹of-thing-how›{0,2}‹:act›‹stage + built›?了?的|‹stage›{1,2}‹figure-of›(?=[,。;、)的达占为要]|$)|‹stage›未"
    )
    goal = pattern("‹goal›")  # 6月底前竣工的|目标
    attains = words("attains")  # 实现|6月底前竣工的目标
    # 按照|10月底前竣工的节点, 按照省政府|年底前…, 按照5月底前开工、|10月底前竣工的节点
    measure = pattern(
        r'‹measure›(?:[一-鿿]{1,10}?‹measure-owner›)?[“"]?(?:(?:\d|‹measure-begins›)[^,;。:]{2,24}[、和])?$'
    )
    # 10月底前|竣工的节点, 年底前|完工为目标
    measures = pattern(
        r'[^,;。:\n]{1,20}?(?:[的”"]|这[一个])(?:时间)?‹goal›|[^,;。:\n]{1,14}?作?为?(?:时间)?‹goal-alone›'
    )
    upon = pattern(r"[^,;。:\n在]{1,24}?基础上")  # 在5月底前|摸底的基础上
    # 国庆节前|联合检查; 春节前|和节日期间
    describes_noun = pattern(
        "(?:[和及、][一-鿿]{1,4}期间)|‹sort-of-inspection›?‹inspection›‹part-of-inspection›?(?:[,。;]|$)"
    )
    standing = pattern("‹arrives + bars›")  # 三天内|到场, 三年内|不得投标: limits no act of now, whatever the case
    answers = pattern("‹answers›(?:[,。;、]|$)")  # 三天内|答复。 limits every case to come, unless one is spoken of
    one_case = pattern("(?<!应)‹one-case›(?![类些])")  # 该信访件: one case
    settles = pattern("‹settles-how›?‹settles›")  # 三天内|办结 limits this act, where it is one matter's
    each_case = pattern("‹each-case›|对[^,;。]{1,16}的")  # 群众诉求, 对反映的: cases to come
    each_time = pattern("‹each-time›|接到(?!‹paper-received, flat›)")  # 遇有险情|两小时内: how fast to act each time
    year_end = pattern("‹year-end›")
    reaches = pattern("‹reaches›")
    acts_soon = pattern("(?:要|必?须|应当?|务必)(?:尽快|抓紧|再)?‹acts-soon + soon-asked›(?!的)|‹acts-soon›(?!的)")

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        # the occasions, longest first, each with the day before it as MM-DD or ""
        self.eves = tuple(sorted(lexicon.occasions.items(), key=lambda row: len(row[0]), reverse=True))

    @cached_property
    def of_occasion(self) -> str:
        """Words of occasions: 国庆节, 汛期."""
        return any_of(self.of("occasions/*")).replace("“", '[“"]').replace("”", '[”"]')

    @cached_property
    def feast(self) -> str:
        """国庆, 春: a feast without 节."""
        return any_of(word.removesuffix("节") for word in self.of("occasions/*") if word.endswith("节"))

    @cached_property
    def act(self) -> str:
        """What may be done to a thing by a time."""
        acts = (act for act in self.of("acts/*") if len(act) > 1)
        return any_of({*acts, *self.of("finishes", "event", "of-thing")})

    @cached_property
    def signs(self) -> str:
        unsigned = (word[0] for word in self.of("soon") if _IN_SIGN.isdisjoint(word[:3]))
        return "".join(sorted({*_IN_SIGN, *unsigned}))

    @cached_property
    def first(self) -> str:
        return "".join(sorted({*_BEGINS, *(word[0] for word in self.of("soon"))}))


@cache
def limit_words(lexicon: Lexicon) -> LimitWords:
    """The patterns for ``lexicon``. Cached."""
    return LimitWords(lexicon)
