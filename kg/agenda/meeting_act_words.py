"""Words by which a clause is told for an act of the meeting, as patterns over ``lexicons/proceedings.tsv``. (行为用词)"""

from __future__ import annotations

from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.patterns import any_of
from kg.word_patterns import WordPatterns, each, first_characters, part, pattern, words

LEVEL = "[省市县区州盟旗]"
"""One character that says of what an organ is, from the county up."""


class MeetingActWords(WordPatterns, table="proceedings"):
    """Patterns made once for a lexicon. Clauses end at commas; ``words`` before a verb begin at the clause's start."""

    report_ends = words("report-ends")
    studied_ends = words("studied-ends")
    some_number = part(r"(?:[一二两三四五六七八九十\d]{1,3}[个项件份])?")
    numbered_ones = each("numbered", r"\d{1,2}[项个件]$")
    other_ones = each("other", "‹some›*‹:some_number›(?:‹matter›|(?:文件|会议)(?:精神)?)")
    counted_ones = each(
        "counting",
        r"了?(?:[一二两三四五六七八九十\d]{1,3}[个项]‹matter›|一批[^,。;《]{0,12}‹matter›|(?:以下|下列)‹matter›:?)$",
    )
    counted_matters = each("matter", r"[^。;,:]{0,4}:\s*一是")
    counted_agenda = each("agenda", r"[^。;,:]{0,4}[,。]\s*一是")
    own_meeting = part(r"(?:[省市县区州盟旗](?:人民)?政府)?‹own-meeting›(?:\(扩大\))?会议")
    meeting = part("‹this›?会议")
    taken_up = part("‹considering + pass›")
    put_off = each("put-off", "(?:‹:taken_up›)?")
    taken_up_again = each("again", "‹:taken_up›")
    brought_back = part("再次?‹brings›‹this›?(?:[省市县区州盟旗]?政府)?(?:常务)?(?:会议)?‹:taken_up›")
    off = part("(?:‹:put_off›|‹:taken_up_again›|(?P<back>‹:brought_back›))")
    made = part("(?<![新已])(?:‹demands/drafts›|‹checked›)")
    after = part("(?:之?后|的?基础上)")
    number = part("[一二三四五六七八九十]{1,2}")

    # Before the verb, where the meeting acts.
    # 会议, 会前, 省政府党组会议 (which of two meetings did it)
    by_meeting = pattern("‹:meeting›|‹when›|与会|经会议|‹:own_meeting›")
    # all that may stand before a verb of the meeting's own
    subject = pattern(
        "(?:‹:own_meeting›|‹when›|‹:meeting›|会议还就|与会‹people›?|全体(?:与会|参会)?‹people›|经(?:会议)?(?:认真)?‹considering›,?"
        "|【议定】(?:会议)?|(?:政府)?党组)?(?:‹how›|‹carrying›|了|,)*"
    )
    papers_by = pattern("(?:《[^,。;]{1,80}?》[、和及]?)+已?经(?:‹this›?会议)?")  # 《甲》经会议|审议通过
    when = pattern("‹when›")  # 会前, as a clause of its own
    order = pattern("‹order›")  # 随后: counts on, also as a clause of its own
    # what such clauses, and 会议决定, begin with
    leading = first_characters("when", "order", beside="会经")
    # 会前,|县政府组织集体学法|,县司法局局长甲领学了《乙》: a clause that only says what occasion the next one is of
    held_study = part("[^,。;:]{0,16}?‹has + carrying›(?:‹when›|‹how›)*‹occasion›")
    occasion = pattern("‹:held_study›")
    after_when = pattern(r"‹when›[,:]\s*(?:‹:held_study›,)?\Z")  # the same, ending where another clause begins
    away = pattern("‹away›")  # 会前: what follows was not at the meeting
    around = pattern("与会|‹when›")  # 会前(县长甲带领大家)
    in_the_course = pattern("(?:会议|会上)?在?‹how›*")  # 在|审议《甲》时
    course_ends = pattern("时(?:[一-鿿]{0,4}‹saying›)?$|‹:after›[一-鿿]{0,4}‹saying›$")  # …时, …后强调
    afterwards = pattern("‹:after›$")  # 听取…后, 在听取…的基础上
    # follows it where it speaks of this meeting, and not of what is to be done before something
    then_speaks = pattern(",[^,。;]{0,14}‹saying + deciding›")
    meeting_does = pattern("会议‹also›?[一-鿿]{0,4}")  # 会议首次|…
    meeting_by = pattern("会议[^,。;]{0,14}‹session›")  # 会议以研讨的形式|…
    done_to = pattern("(?:会议|‹also›)*(?:‹according›[^,。;对就]{2,14})?‹about›")  # 对防汛工作|进行安排部署
    somebody_on = pattern("(?:主持会议)?‹also›*‹about›[^,。;]*$")  # 副县长甲|主持会议并就学校安全|进行安排部署
    carried = words("carried")  # begins such a verb
    carrying = words("carrying")  # stands before it: 开展|集体学习
    # Before the verb, where somebody acts for it.
    has_them = pattern("‹has›‹attending›?‹people›‹how›*")  # 区司法局组织与会人员|集中学习了…
    has_done = pattern("[^,。;]{2,24}‹has›‹how›*")  # 县纪委监委组织|学习了…: nobody named that it had do so
    team = pattern("[^,。;:]{0,10}‹team›(?:[、和及][^,。;:]{1,16}?)?‹how›*")  # 县政府班子成员|学习了…
    invited = pattern("(?:会议)?‹invites›[^,。;]{2,30}$")  # 会议邀请教授甲|解读…
    invites = pattern("(?:会议)?‹invites›")  # |会议邀请|教授甲作专题辅导
    # 教授甲作|专题解读, 教授甲作题为《乙》的|专题辅导
    explains = pattern("(?:作了?|进行了?)(?:题为[^,。;]{2,40}的)?(?:专题)?$")
    lectures = words("lecture")  # ends the verb where somebody teaches: 教授甲作了专题讲座
    person_reports = pattern("[^,。;]{2,40}‹post›[一-鿿]{2,4}$")  # 县财政局局长甲|通报…
    manner = words("manner")  # 全面|部署了…: said of what is asked for as well
    how = pattern("(?:同志|‹how›)+$")  # 县气象局、县水文中心|分别|通报了…: between who tells and that he does
    on = pattern("‹about›[^,。;]*$")  # 县应急局|就防汛工作|作了汇报
    # 各副县长分别就分管工作|进行了汇报: nobody named, and told as done
    reporters = pattern("(?:‹reporters›|[省市县区州盟旗]直)[^,。;:]{1,24}‹each + about›")
    # 金集镇|汇报了…, 县水利局、雨山区、花山区|分别汇报了…: ends in a place that reports
    places = pattern(
        "(?:[^,。;:的]{2,80}、[^,。;:、的全我各]{1,7}(?:‹town›|[省市县区州盟旗])|[^,。;:、的全我各]{1,7}‹town›)"
    )
    # 各分管副县长|部署了…, 由专班负责人|部署了…: nobody named
    role = pattern("(?:会议)?‹how›*由?[^,。;:]{0,20}‹post›‹how›*")
    told = pattern("[^,。;:]{2,60}(?:‹reported›|精神)")  # 通报|防汛工作情况, 传达|全省会议精神
    # 听取|防汛工作情况汇报|。: all of a sentence that only lists one more
    sentence_told = pattern("[^,。;:]{4,60}(?:汇报|报告|情况|精神)")
    reported = pattern("了|《|[^,。;:]{2,60}‹reported›(?=[,。;:]|$)")  # follows 汇报: 了…, 《…》, 防汛工作情况
    # 请县审计局|汇报…, 前期省审计厅|通报…: who is asked to, or did it at another time
    elsewhere = words("asked", "earlier")
    # The verb itself.
    # 会议第一项议程由县住建局|传达…: says of what follows that it is a matter of its own
    counted = pattern("(?:会议)?的?第‹:number›[项个](?:会议)?(?:‹agenda›|内容)(?:是|为)?[,:]?")
    # 会议共有九项议题:一是
    counted_list = pattern("‹:counted_matters›|‹:counted_agenda›")
    # 会议研究|了三项工作。|一是甲, 研究|以下事项:
    counts_points = pattern(
        r"了?(?:(?P<number>[二两三四五六七八九十\d]{1,3})|(?:以下|下列)[几数]?)(?:[个项件类]|方面的?)?[^,。;:《]{0,10}[:。,]\s*"
    )
    noted = pattern("‹noted›")  # 汇报|材料, 汇报|发言: no verb
    # 研究|成果, 讨论|稿: inside an object, and not the meeting's own act; 研究|生态 is one
    no_verb = pattern("(?!‹matter-begins›)(?:‹noun›|报告(?!》))")
    object = words("object")  # 学习|精神: a verb where it begins its clause
    list_ends = pattern(r"[。;\n]|会议|‹act›")  # where what was heard ends: 听取了甲情况,乙情况的汇报,审议…
    joined = pattern("(?:和|并|及|以及|、)(?:‹how›|就|对)?$")  # ends before a second verb: 听取…汇报和|观看…
    joined_outcome = pattern("(?:并|一致|会议)$")  # 审议《…》并|原则通过
    # What came of it.
    # all that may stand before an outcome
    outcome = pattern("(?:[(（【]?(?:议题)?[一二三四五六七八九十0-9]*[)）.、】]?)?‹outcome›?")
    # 同意|该《请示》, 同意|按程序印发: of a document it states one; 同意由县医保局… lets somebody act
    agreed = pattern(
        "了?(?:(?:‹according + checked›[^,。;:《由]{1,12}?)?‹issues›"
        "‹applied›?(?=[,。;]|$)|‹the›?《|(?:该|此)[一-鿿]{0,4}‹agreed›[,。;])"
    )
    # 同意|成立旅游领导小组, 同意|在政务中心挂牌设立分中心; 同意县民政局成立… lets somebody act
    agreed_founding = pattern("(?:在[^,。;:]{2,24}?)?(?:挂牌|正式|新)?(?P<verb>‹founding›)")
    agreed_paper = pattern("(?!由)[^。;]*关于[^。;]*的‹agreed›")  # 原则同意|县住建局提交的关于…的请示
    agreed_plan = pattern("(?![由的后])[^。;,]{4,}‹agreed›")  # ;原则同意|东山茶园建设方案, behind a speech
    # 会议同意|《甲》, 会议同意|县水利局编制的《甲》; 会议同意县水利局|按照批复实施… lets somebody act
    # (so much may say whose paper it is: 县环委办对各镇考核评定后形成的《甲》)
    asking = words("asks")  # 《关于…的|请示|》: a paper that is answered, not adopted
    agrees_to = pattern("(?:(?:(?!‹acts-by›)[^,。;:《]){1,60}?‹:made›的)?《|‹issues›《")
    refers = pattern("‹the›《")  # 该《请示》
    this_one = pattern("了?‹the›(?!《)")  # 会议原则同意|该方案
    # 会议原则同意该|方案|,: what sort of paper it was
    its_sort = pattern("会议[^,。;:《]{2,10}?‹the›(?P<sort>[一-鿿]{2,4})(?=[,。;])")
    revises = pattern("‹opinions›[^,。;:《]{0,12}《")  # 按|会议意见修改完善《|甲》
    those = pattern("了?‹back›")  # 会议原则通过|上述文件
    # the same, of papers: 上述两个文件, and not 上述事项
    those_papers = pattern(r"了?‹back›(?:[两二三四五六七八九十\d]{1,2}[个项件份])?(?!‹matter›)‹sort + agreed›")
    brought = pattern("‹hands-up›[^,;。]{0,12}(?:会议?|委|政府)$")  # 会后提交县委常委会|研究: whose act the verb is
    # ,确定|甲措施; 决定由县医保局… and 决定提交县委审议 take nothing up
    decided = pattern("(?<=[,;])(?P<verb>‹settling›)(?!‹disposing›)(?=[^,。;]{4})")
    # 会议同意|县水利局关于清淤的请示
    agrees_on = pattern(
        "(?!由)[^,。;:《]{1,40}?(?:关于[^,。;:《]{2,60}?的|‹:made›的[^,。;:《]{0,30}?)‹agreed›(?=[,。;]|$)"
    )
    deferring = pattern(
        "‹:put_off›|‹:taken_up_again›|‹:brought_back›|‹refuses, flat›"
    )  # 再议, 暂缓: stands in every match of ``puts_off``
    # 《乙》修改后|再议, 会议决定|暂缓审议|《乙》: all of a clause
    puts_off = pattern(
        r"(?:[(]?‹:number›[)、]|[(]?\d{1,2}[).、])?(?:会议|(?:会议)?‹deciding + demanding›|其中的?|对|,)*"
        "(?:(?:《[^,;。]{1,60}》)+|该[^,;。]{1,8}?|‹:which›)?(?:待?[^,;。《》]{0,14}后)?(?:‹:off›|(?P<refused>‹refuses›))"
        "(?:《[^,;。]{1,60}》)*"
    )
    # 原则同意|前者, |其余两个文件|修改后再议
    which = pattern("(?:(?P<former>前者)|(?P<latter>后者)|(?P<others>‹remaining›[^,;。《》待]{0,8}))")
    all_but = pattern("除了?《[^,。;]{1,80}》(?:[以之]?外|不[同予])")  # 原则同意|除《乙》外的其他文件
    # 原则同意《甲》,|《乙》: more that an outcome is of
    goes_on_naming = pattern("‹beside-others›?《[^,。;]{1,80}》(?=[,。;]|$)")
    leads_in = pattern("会议‹saying + deciding›")  # 会议强调,|《乙》修改后再议
    # Other clauses.
    considered = pattern("经(?:会议)?(?:认真|充分|集体)?‹considering›")  # 经讨论,
    decides = pattern("会议‹deciding›")  # 会议决定,
    # 会议对任务|…: begins a clause whose object stands before its verb
    on_something = pattern("(?:会议|与会‹people›|‹also›)*‹about›")
    # the same behind 、; 就业 and 对口 are no such words
    begins_on = pattern("‹also›?(?!‹:whole›)‹about›")
    # 听取防汛工作|汇报|、研究茶产业发展工作: ends what a verb takes up before 、 parts it from the next
    ends_matter = pattern("(?:‹studied-ends + report-ends + reported + agreed›|[》)])$")
    has_object = pattern("(?!‹noun›(?!‹matter-begins›))[^,。;:、]{4,40}")  # 研究|茶产业发展工作; not 研究|成果
    listing = pattern("会议‹also›")  # 会议还…: what else there was
    # 研究其他事项; 研究了八个议题; 对上述议题: none is named
    other_matters = pattern("‹:numbered_ones›|‹:other_ones›|‹:counted_ones›|对‹back›(?:各项)?‹matter›")
    # 审议有关规划、项目和资金等事项: sorts of matters, none by name
    sorts_only = pattern(
        "(?:会议)?‹also›?‹considering + counting›了?(?:[省市县区州盟旗](?:人民)?政府)?"
        "[有相]关(?:‹sort›(?:[、和及与]‹sort›)*等?‹matter›?|‹matter›)(?:‹reported›)*的?(?:汇报)?"
    )
    beside_others = pattern(r"‹beside-others›\Z")  # 研究了危桥改建|和|其他事项: ends behind what is named beside them
    # 研究了|人事等|其他事项, 干部任免和|其他事项: what is beside them in every notice, and names none
    personnel = pattern(r"[、和及与]?‹personnel›+(?:‹matter›)?(?:‹beside-others›)\Z")
    # 就《甲》|等4个议题|进行了研究: how many there were, of which it names the first
    counts_all = pattern(r"等(?P<number>[一二三四五六七八九十\d]{1,3})[个项件](?:‹matter›)")
    # 传达学习《甲》,|以及全国“两会”精神
    more_listed = pattern("^(?:以及|和|及|与)|精神$|(?:情况|工作|有关)的?(?:汇报|报告)$")
    # 研究讨论了甲;|乙;丙等相关事宜|;听取…: a list that semicolons part, to its end
    rest_of_list = pattern("(?:[^。;]{1,60};){0,12}?[^。;]{2,60}?等(?:[有相]关)?(?:‹matter›)(?:的?汇报)?(?=[;。,]|$)")
    # 审议《甲》,|标准参照《乙》执行: a document that is only spoken of; |签订了《责任书》
    not_listed = pattern("‹not-listed›|[^。;]*》‹applied›|[^。;,《]{0,40}‹signs›了?《")
    # 县领导甲、乙出席会议。: a sentence that tells who was there
    roll_call = pattern(
        "(?!.*(?:‹demanding›|会议(?:听取|‹act›))).*‹attends›了?‹this›?(?:会议|(?:相关|有关)议题(?:的‹considering›)?)?$"
    )
    # 县长甲主持会议并讲话: all of such a sentence
    presides = pattern("[^,。;:]{2,40}主持了?‹this›?会议(?:并[^,。;:]{0,8}‹closing›)?")
    # 决定|由县领导召开专题会议研究: begins a clause on a meeting that is only ordered
    orders = words("settling", "demanding", "asked")
    # 研究茶产业发展工作。|现将会议议定事项纪要如下: tells of the minutes, and nothing of the last matter
    heads_minutes = pattern("现将[^,。;]{2,40}如下")
    # 随后,区政府继续召开常务会议: the second of two that the notice is on
    next_meeting = pattern(
        "(?:‹then›|[^,。;前]{0,8}(?:会议?|结束)后),?[^,。;]{0,20}?召开了?(?!的)[^,。;]{0,16}‹own-meeting›"
        r"(?:\(扩大\))?会议"
    )
    # 会前召开…会议; 1月20日召开|的中共中央政治局会议 is only named
    other_meeting = pattern("会前[^,。;]{0,8}会议|主持召开(?!的)|召开(?!的)[^,。;]{0,12}会议")

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.lexicon = lexicon

    @cached_property
    def whole(self) -> str:
        """Words that begin like such a one, and are none."""
        return any_of(form for form, role in self.lexicon.matters.items() if role == "whole")


@cache
def meeting_act_words(lexicon: Lexicon) -> MeetingActWords:
    """The patterns for ``lexicon``. Cached."""
    return MeetingActWords(lexicon)
