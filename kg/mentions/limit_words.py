"""Forms in which a limit is written, as patterns over ``lexicons/limits.tsv`` and ``occasions.tsv``. (时限的写法)"""

from __future__ import annotations

from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.mentions.due_days import COUNT, DAY_OF, HAN_YEAR, MONTH_OF, NEXT_MONTH, UNIT
from kg.patterns import any_of
from kg.word_patterns import WordPatterns, part, pattern, words

_IN_SIGN = frozenset("前内底末旬度期早周日半月天年初")
_BEGINS = frozenset('今明本当次翌来下上第一二两三四五六七八九十半数月季年周星自从会即这每“"')


class LimitWords(WordPatterns, table="limits"):
    """Patterns made once for a lexicon."""

    # Parts of a limit by the calendar.
    day_of, month_of, count, unit = part(DAY_OF), part(MONTH_OF), part(COUNT), part(UNIT)
    han_year = part(HAN_YEAR)
    years = part(r"(?:\d{4}|‹:han_year›|今|明|本|(?<!应)当|次|翌|(?<![未本原后下近])来)年(?:度)?")
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
    # 于11月|完成, 下月|完成; 全年任务11月|完成, at a clause's end: 4月完成投资12亿元 tells what was done
    at_month = part(
        f"(?P<monthat>(?<=[于在要须争保到])(?:‹:year›‹:month_of›份?|[本当]月|{NEXT_MONTH})(?=‹:finishes›)|‹:year›‹:month_of›份?(?:以|之)?内"
        "|‹:year›‹:month_of›份?(?=(?:全部|全面)?‹stage + done›(?:[,;。、)]|$)))"
    )
    # 要在2025年|完成; 到|2025年, as a clause of its own
    at_year = part(
        r"(?P<yearat>(?<=[,;。:争保]到)20\d{2}年(?=,|$)|(?<=[于在要须争保到])(?:20\d{2}|‹:han_year›|今|明|本)年度?(?:内)?(?=‹:finishes›))"
    )
    # 于三季度|完成; ,一季度|至少开工十个; 县水利局|三季度|完成; 三季度|县水利局要完成
    at_quarter = part(
        "(?P<quarterat>(?:(?<=[于在要须争保到,;:。])|‹who-ends + who-ends-alone, behind›)‹:year›第?‹:quarter›"
        "(?=‹finishes›(?!‹figures›)|‹next-quarter›(?![的率]|‹figures + built-thing›)|‹at-least›)"
        "|(?<=[,;。:\n])‹:year›第?‹:quarter›(?=(?![末底内前之以的])‹:heads_task›(?:‹finishes›|‹next-quarter›)(?![的了率])))"
    )
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
        "(?P<month>‹:year›‹:month›(?:份|底|末|初|中旬|上旬|下旬)?‹:before›|‹:year›‹:month›(?:底|末|中旬|上旬|下旬)‹:named›‹:before›(?!后)"
        r"|(?<![\d.a-zA-Z-])(?:1[0-2]|[1-9])-[底末]‹:before›‹:no_prefix›)"
    )
    in_ten_days = part("(?P<tenday>‹:year›‹:month›[上中下]旬)")
    # 10月底|由县水利局…, 9月上旬|县财政局要…: a time before who is asked
    heads_task = part("(?:‹task-by›|(?:(?!‹of-which›|‹task-modal›)[一-鿿、]){2,16}‹task-modal›)(?!‹task-yet›)")
    # 6月底|竣工; but 6月底竣工|项目 is what is built by then; 6月底完成项目建设 is an act
    end_of_month = part(
        "(?P<month2>‹:year›‹:month›(?:底|末)(?=‹month-end›(?!率|(?<=工)‹built-thing›))"
        "|(?<=[于在])‹:month›(?:底|末)(?=[将把对向])|‹aims, behind›‹:year›‹:month›(?:底|末)(?!‹:before›)"
        "|(?<=[,;。:\n])‹:year›‹:month›(?:底|末)(?=‹:heads_task›|$)"
        "|(?<=[,;。:争保]到)‹:year›‹:month›[底末](?=,|$))"
    )
    before_month_end = part("(?P<monthend>(?:本|当|下个?)?月(?:底|末)‹:before›)")
    in_month = part(
        "(?P<monthin>(?:本|当|下个?)月(?:内|底)|(?<=[在于要须,;:])月内|(?<=[在于])月底(?=‹acts-soon›(?!的)))"
    )
    in_quarter = part(
        "(?P<quarter>‹:year›(?:第?‹:quarter›|本季度|季度|季(?=[末底]))(?:末|底)?(?:‹:before›|末|底|内)(?:‹:before›)?)"
    )
    next_quarter = part("(?P<next>明年‹:quarter›(?=‹next-quarter›))")
    end_of_year = part("(?P<year>‹:year›年(?:度)?(?:底|末)(?:‹:before›)?|‹:years›(?:底|末)(?:‹:before›)?)")
    in_year = part(r"(?P<yearin>(?:20\d{2}|今|明|本|(?<!应)当|次|翌)?年(?:度)?(?:内|之内))")
    half_year = part("(?P<half>‹:year›(?:上|下)半年(?:‹:before›|内)?)")
    within = part(
        "(?P<within>(?:[自从]?会后|自?即日起|自[一-鿿]{2,12}之日起|(?:两会|会议)(?:闭幕|结束)后"
        "|(?:‹:feast›)?节后|(?:‹:of_occasion›|(?:(?![在于要须])[一-鿿]){2})结束后)?"
        "‹:count›(?:个半(?=月))?‹:unit›(?:的?时间)?(?:之|以)?内|(?<=限期)‹:count›‹:unit›(?:之|以)?内?)"
    )
    in_week = part(
        "(?P<weekin>(?:本|这|下)(?:周|星期)"
        "(?:[一二三四五六日](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?‹:before›|(?:内|末|底|[一二三四五六日])?(?:之?前|内)?))"
    )
    # 周五前: this week's or the next; not 每周五前
    by_weekday = part(
        r"(?P<weekday>(?<![每上本这下单双隔\d])(?:(?:周|星期)[一二三四五六日](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?|周末)‹:before›‹:no_prefix›)"
    )
    # “十四五”末: the plan's last year
    end_of_plan = part('(?P<plan>[“"]?十[二三四五六]五[”"]?(?:时期|规划)?期?末(?:之?前)?)')
    # 年中前, 明年初|完成: limits without a day
    early = part(
        r"(?P<early>(?:‹:years›)?年[初中]‹:before›|(?:20\d{2}|明|来|次|翌)年年?初(?:‹:before›|(?=‹:finishes›))|(?<=[于在要须])年中(?=‹:finishes›))"
    )
    # 今晚8点前, 明天下班前, 今天|完成; not 今天前来
    today = part(
        "(?P<tonight>[今明](?:[天日]?[上中下]午|[天日]?晚上?|[天日]?早上?|[天日])?(?:下班|‹:clock›)‹:before›"
        "|[今明](?:[天日](?:[上中下]午)?|晚|早)‹:before›‹:no_prefix›|[今明][天日](?:(?:之|以)?内|(?=‹:finishes›)))"
    )
    again_and_again = part(
        r"(?P<daily>每(?:[日天](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?|[月周]的?(?:\d{1,2}(?:日|号)|[上中下]旬)?"
        r"|(?:周|星期)[一二三四五六日](?:[上中下]午|早上?|晚上?)?(?:下班|‹:clock›)?|季度?[首末]月的?\d{1,2}[日号]"
        r"|(?:月月?|季度?(?:季度?)?|年年?)[底末]?|年度?‹:month›(?:\d{1,2}[日号]|[底末]|[上中下]旬)?)‹:before›"
        "|每(?:个?月|季度?|半年|年度?)[底末](?!‹:before›)(?![的之]|例会|会议|检查|考核|评估|盘点表|余额))"
    )
    # every way to write a limit by the calendar; the group that matched is its kind. The first that matches at a place
    # wins, so longer forms stand first
    forms = pattern(
        "‹:by_stretch›|‹:at_day›|‹:at_month›|‹:at_year›|‹:at_quarter›|‹:before_day›|‹:in_figures›|‹:before_month›|‹:in_ten_days›"
        "|‹:end_of_month›|‹:before_month_end›|‹:in_month›|‹:in_quarter›|‹:next_quarter›|‹:end_of_year›|‹:in_year›|‹:half_year›"
        "|‹:within›|‹:in_week›|‹:by_weekday›|‹:end_of_plan›|‹:early›|‹:today›|‹:again_and_again›|(?P<open>‹soon›)"
    )
    # what every match of ``forms`` that is a limit holds. Nine clauses of ten hold nothing of it, and ``forms`` begins with
    # what any text has: over a directive that took 60 µs
    telling = pattern(
        "日(?:(?:起|开始)?至|‹:finishes›)|限期‹:count›‹:unit›|季度‹:finishes›|半年|汛末|[月年]份?‹:finishes›|天‹:finishes›|‹:month_of›‹:day_of›"
        r"|[日天周期月年度时号点份班午晚早分整半)底末初中旬间一二三四五六\d](?:之|以)?[前内]|[年月周期度季五][底末]|五[”\"]期?末|年初|[上中下]旬|季度|[本下这]周|‹soon›"
        r"|\d年(?:,|$)|月‹stage›"
    )
    sign = pattern("‹:telling›|前")  # the same, or what an occasion holds
    # one character of every sign, behind two others at most: ten times as fast to look for
    in_sign = pattern("[‹:signs›]")
    # what a limit begins with, unless 节后 or 结束后 stands in it, which any character may precede
    begins = pattern(r"[\d‹:first›]")

    # Limits by an occasion.
    which_year = part(r"(?:今年|明年|来年|次年|翌年|当年|本年度|20\d{2}年|[今明][春夏秋冬]|来春)?")
    # 在 and 于 that stand alone: not 存在, 对于
    at = part("(?<=[在于])(?<![存现正内潜所旨贵重实自]在)(?<![对关由等低高大小处位属基鉴至]于)")
    # 国庆节前, 今年汛期来临之前, 秋季开学前, 8月采摘季前, “6·26”禁毒日前
    before_occasion = part(
        r"""‹:which_year›(?:\d{1,2}月|[“"]?\d{1,2}·\d{1,2}[”"]?)?(?:‹:of_occasion›[、和]?){0,2}‹:of_occasion›[”"]?节?‹comes›?(?:前夕|‹:before›)(?!后)"""
    )
    # 腊月二十前, 农历八月十五前; not 八月十五日前
    before_lunar_day = part(
        "(?:农历)?(?:正|腊|冬|[二三四五六七八九十])月"
        "(?:初[一二三四五六七八九十]|(?:十|二十|廿)[一二三四五六七八九]?|三十)‹:before›"
    )
    # an event that ends, opens or comes: 高校毕业生离校前, 供暖期结束前, 强降雨来临前; not 要做好毕业生离校前
    before_event = part(
        r"(?:(?<=[在于,;。:])|(?<=、)(?=[省市县区州旗][一-鿿]{0,10}‹who-ends›)|‹aims, behind›)"
        r"(?:20\d{2}年)?(?:\d{1,2}月)?(?:(?![在于]|(?<![主重需])要|‹no-event + aims›)[一-鿿]){0,10}?‹event›‹:before›(?![后期置沿端])"
    )
    # 9月|开海前|完成: a month and what happens in it
    before_in_month = part(
        r"(?<=[,;。:])\d{1,2}月(?:(?![上中下]旬|[底末初日份到至前后])[一-鿿]){2,4}前(?=‹finishes›|[把将对])"
    )
    # 县住建局|交付前, 城关镇|搬迁前, 施工单位|进场前: who acts before the event, and no part of it; not 在企业投产前
    who_acts = pattern(
        "(?<![在于])(?:由|请|责成)?(?:[各省市县区州旗][一-鿿]{0,10}‹who-ends›|[一-鿿]{1,6}‹who-ends-alone›)(?<![城农乡][镇村])"
        "(?!‹no-who-end but no-who-end-yet›)(?=[一-鿿]{2,}前)"
    )
    # 须|签约前, 要|旅发大会召开前|完成
    before_event_asked = part(
        "(?<=[要须])(?<![主重需]要)(?:‹event›‹:before›(?![后期置沿端])"
        "|(?:(?![在于以]|不得|‹no-event + tells-to + aims›)[一-鿿]){2,8}?‹event›‹:before›(?=‹finishes + acts-soon›(?!的)))"
    )
    # 在签约前, 赶在开漂之前: whatever stands between 在 and 前, but a place (在县城路段|节前), a word that ends in 前 (在一线靠前),
    # and what something holds until (在新办法出台前)
    no_event_end = part(
        "[目当眼面门窗台床车身胸跟超日此从史空靠摆走冲抢站挺想抓做阵堂村屋房厂馆楼店桥府场殿墙岸坡提期事]"
    )
    where = part("[于在内中里间]|上(?![冻市报会级学课线岗])")
    before_any_event = part(
        r"‹:at›(?<=在)(?![建册校岗职线编场途学此这那])(?=[^,;。:、\n]{2,14}前)(?:\d{1,2}月(?![底末初上中下份\d]))?"
        r"""(?:(?!‹:where›|‹no-event›|‹:which_year›‹:of_occasion›[^,;。]{0,3}前|[节汛]前|[月年]底)[一-鿿“”"·]){2,14}?"""
        "(?:‹event, behind›|(?<!‹:no_event_end›))‹until, not behind›‹:before›‹:no_prefix›"
    )
    # 在办法施行前|做好宣传; not 在新办法出台前|仍按原办法执行
    before_until = part(
        r"""‹:at›(?<=在)(?:(?!‹:where›)[一-鿿“”"《》·]){2,14}?‹until, behind›‹:before›(?=‹finishes + demands/works›(?![的了]))"""
    )
    # 下次常务会议前; 在县人代会前
    before_meeting = part(
        "(?:下(?:一?[次期]|周|个?月)[一-鿿]{0,10}?会议?|(?<=[在于])(?:(?![在于])[一-鿿]){2,12}?会议?)(?:召开|开幕)?‹:before›‹:no_prefix›"
    )
    # 在泡田期前, 于汛末
    before_season = part(
        "‹:at›(?:(?:(?![在于的])[一-鿿]){1,8}?(?<![长中短近远日定])[期季]‹:before›(?![后景途沿提列瞻端])|汛末)"
    )
    # 于枯水期内清理完毕; 汛期内加强值守 is no limit
    in_season = part("(?<=[在于])(?:‹:of_occasion›|[一-鿿]水期)内(?=(?:(?![的了])[一-鿿]){0,8}‹finishes›)")
    # 汛前; 防汛前期 is no limit
    before_flood = part("‹:which_year›(?<![防抗])汛前(?![后期])")
    # 节前完成…, 年前完成…: at the start of a clause; 于节前; not 三年前
    # 景区|节前|完成, 该换的线|年前|处理完: the same behind who or what is meant; not 三年前, 泼水节前
    before_feast = part(
        "(?<![一-鿿])[节年]前(?=‹before-feast + acts-soon›(?!的))|(?:(?<=[在于要须])|‹aims, behind›)‹one›前(?![置沿])"
        "|(?:‹who-ends + who-ends-alone + told-ends, behind›‹one›|(?<!‹no-one›)(?<=[一-鿿])年)前(?=‹:fully›|[要须])"
        "|(?<![一-鿿])‹one›前(?=‹:fully›|‹:heads_task›|$)"
    )
    fully = part("(?:全面|全部|基本)?‹finishes›(?![的了])|[一-鿿]{2}(?:完毕?|到位)(?=[,;。、]|$)")
    # 督促企业|播种前|签订合同: before what those do who are told to act
    before_their_act = pattern(
        "‹tells-to›[一-鿿、]{1,10}?‹who-ends + who-ends-alone + told-ends›(‹:of_occasion›?(?:‹event›|节)前)(?![后期置沿端列的])"
    )
    # 力争任期内|完成
    in_term = part("(?<=[在于要须争])(?:本届)?(?:政府)?(?:任|规划|过渡)期内(?=(?:(?![的了])[一-鿿]){0,8}‹finishes›)")
    occasion = pattern(
        "‹:before_occasion›|‹:before_lunar_day›|‹:before_event›|‹:before_in_month›|‹:before_event_asked›|‹:before_meeting›|‹:before_season›|‹:in_season›"
        "|‹:before_flood›|‹:before_feast›|‹:in_term›|‹:before_any_event›|‹:before_until›"
    )

    # where one can begin: with these characters, or behind those that end what is looked for before it
    occasion_begins = pattern(
        r'[\d今明来次翌当本“"农正腊冬二三四五六七八九十下汛‹one, characters›‹occasions/*, begins›]|(?<=[在于,;。:、要须争‹aims, ends›])'
    )

    # Around a limit.
    aims = words("aims")
    tasks = pattern("‹:heads_task›")
    # 春节前|后: the words after show that the time only describes, or is no limit
    describes = pattern("‹describes›|的(?!前提)")
    settled = pattern(
        "‹settled›‹settled-thing›"
    )  # 年底|销号项目, 10月底|拨付到位资金: a bare time that tells which; not 年底前
    holds = words("holds")  # 抓好|汛前|隐患排查: before a time that only says which thing is meant
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
    # 验收前|不得投用, 验收前|,严禁…: until when something is forbidden
    bars = pattern(",?[一-鿿]{0,8}?‹bars›(?![少低小]于)")
    # 国庆节前|联合检查; 春节前|和节日期间
    describes_noun = pattern(
        "(?:[和及、][一-鿿]{1,4}期间)|‹sort-of-inspection›?‹inspection›‹part-of-inspection›?(?:[,。;]|$)"
    )
    standing = pattern("‹arrives + bars›")  # 三天内|到场, 三年内|不得投标: limits no act of now, whatever the case
    # 三天内|答复, 五日内|给群众准信: limits every case to come, unless one is spoken of
    answers = pattern("(?:‹answers›|[给向][一-鿿]{1,4}?(?:作出|一个|个)?‹says›)(?:[,。;、]|$)")
    one_case = pattern("(?<!应)‹one-case›(?![类些])")  # 该信访件: one case
    settles = pattern("‹settles-how›?‹settles›")  # 三天内|办结 limits this act, where it is one matter's
    each_case = pattern("‹each-case›|对[^,;。]{1,16}的")  # 群众诉求, 对反映的: cases to come
    each_time = pattern("‹each-time›|接到(?!‹paper-received, flat›)")  # 遇有险情|两小时内: how fast to act each time
    each_hour = pattern("‹each-hour›")  # 险情|两小时内: the same, where the time is one of hours
    held_to = pattern("(?:(?<![收接])[到至]|‹held›在?)$")  # 压缩到|30天以内, 控制在|五天内: how long something may take
    year_end = pattern("‹year-end›")
    nightly = words("nightly")  # 夜间|强降雨来临前: what comes again and again
    at_least = pattern(r"[^,;。\d]{0,8}?(?:不[少低]于|至少)\d")  # 上半年|新签约项目不少于6个
    reaches = pattern("‹reaches›")  # 上半年|完成
    # behind it: 上半年完成|情况, 上半年完成|投资12亿元 tell what was done
    told = pattern(r"的|了|率|[^,;。]{0,8}?‹figures›|‹built-thing›|[^,;。、]{0,8}?\d[\d.]*(?:[万亿]|%)")
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
