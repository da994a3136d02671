"""Words by which a clause is told for an act of the meeting, as patterns over ``lexicons/proceedings.tsv``. (行为用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, each_before, lazy

_LONGEST_WHOSE = 60  # so much may say whose paper it is: 县环委办对各镇考核评定后形成的《甲》
LEVEL = "[省市县区州盟旗]"
"""One character that says of what an organ is, from the county up."""


@dataclass(frozen=True, slots=True, eq=False)
class MeetingActWords:
    """Patterns made once for a lexicon. Clauses end at commas; ``words`` before a verb begin at the clause's start."""

    # Before the verb, where the meeting acts.
    by_meeting: re.Pattern[str]  # 会议, 会前, 省政府党组会议 (which of two meetings did it)
    subject: re.Pattern[str]  # all that may stand before a verb of the meeting's own
    papers_by: re.Pattern[str]  # 《甲》经会议|审议通过
    when: re.Pattern[str]  # 会前, as a clause of its own
    order: re.Pattern[str]  # 随后: counts on, also as a clause of its own
    leading: frozenset[str]  # what such clauses, and 会议决定, begin with
    after_when: re.Pattern[str]  # the same, ending where another clause begins
    away: re.Pattern[str]  # 会前: what follows was not at the meeting
    around: re.Pattern[str]  # 会前(县长甲带领大家)
    in_the_course: re.Pattern[str]  # 在|审议《甲》时
    course_ends: re.Pattern[str]  # …时, …后强调
    afterwards: re.Pattern[str]  # 听取…后, 在听取…的基础上
    then_speaks: re.Pattern[
        str
    ]  # follows it where it speaks of this meeting, and not of what is to be done before something
    meeting_does: re.Pattern[str]  # 会议首次|…
    meeting_by: re.Pattern[str]  # 会议以研讨的形式|…
    done_to: re.Pattern[str]  # 对防汛工作|进行安排部署
    somebody_on: re.Pattern[str]  # 副县长甲|主持会议并就学校安全|进行安排部署
    carried: tuple[str, ...]  # begins such a verb
    carrying: tuple[str, ...]  # stands before it: 开展|集体学习
    # Before the verb, where somebody acts for it.
    has_them: re.Pattern[str]  # 区司法局组织与会人员|集中学习了…
    has_done: re.Pattern[str]  # 县纪委监委组织|学习了…: nobody named that it had do so
    team: re.Pattern[str]  # 县政府班子成员|学习了…
    invited: re.Pattern[str]  # 会议邀请教授甲|解读…
    explains: re.Pattern[str]  # 教授甲作|专题解读
    lectures: tuple[str, ...]  # ends the verb where somebody teaches: 教授甲作了专题讲座
    person_reports: re.Pattern[str]  # 县财政局局长甲|通报…
    manner: tuple[str, ...]  # 全面|部署了…: said of what is asked for as well
    how: re.Pattern[str]  # 县气象局、县水文中心|分别|通报了…: between who tells and that he does
    on: re.Pattern[str]  # 县应急局|就防汛工作|作了汇报
    reporters: re.Pattern[str]  # 各副县长分别就分管工作|进行了汇报: nobody named, and told as done
    places: re.Pattern[str]  # 金集镇|汇报了…, 县水利局、雨山区、花山区|分别汇报了…: ends in a place that reports
    role: re.Pattern[str]  # 各分管副县长|部署了…, 由专班负责人|部署了…: nobody named
    told: re.Pattern[str]  # 通报|防汛工作情况, 传达|全省会议精神
    sentence_told: re.Pattern[str]  # 听取|防汛工作情况汇报|。: all of a sentence that only lists one more
    reported: re.Pattern[str]  # follows 汇报: 了…, 《…》, 防汛工作情况
    elsewhere: tuple[str, ...]  # 请县审计局|汇报…, 前期省审计厅|通报…: who is asked to, or did it at another time
    # The verb itself.
    counted: re.Pattern[str]  # 会议第一项议程由县住建局|传达…: says of what follows that it is a matter of its own
    counted_list: re.Pattern[str]  # 会议共有九项议题:一是
    counts_points: re.Pattern[str]  # 会议研究|了三项工作。|一是甲, 研究|以下事项:
    noted: re.Pattern[str]  # 汇报|材料, 汇报|发言: no verb
    no_verb: re.Pattern[str]  # 研究|成果, 讨论|稿: inside an object, and not the meeting's own act; 研究|生态 is one
    object: tuple[str, ...]  # 学习|精神: a verb where it begins its clause
    list_ends: re.Pattern[str]  # where what was heard ends: 听取了甲情况,乙情况的汇报,审议…
    joined: re.Pattern[str]  # ends before a second verb: 听取…汇报和|观看…
    joined_outcome: re.Pattern[str]  # 审议《…》并|原则通过
    # What came of it.
    outcome: re.Pattern[str]  # all that may stand before an outcome
    agreed: re.Pattern[
        str
    ]  # 同意|该《请示》, 同意|按程序印发: of a document it states one; 同意由县医保局… lets somebody act
    agreed_founding: re.Pattern[
        str
    ]  # 同意|成立旅游领导小组, 同意|在政务中心挂牌设立分中心; 同意县民政局成立… lets somebody act
    agreed_paper: re.Pattern[str]  # 原则同意|县住建局提交的关于…的请示
    agreed_plan: re.Pattern[str]  # ;原则同意|东山茶园建设方案, behind a speech
    agrees_to: re.Pattern[
        str
    ]  # 会议同意|《甲》, 会议同意|县水利局编制的《甲》; 会议同意县水利局|按照批复实施… lets somebody act
    refers: re.Pattern[str]  # 该《请示》
    revises: re.Pattern[str]  # 按|会议意见修改完善《|甲》
    those: re.Pattern[str]  # 会议原则通过|上述文件
    those_papers: re.Pattern[str]  # the same, of papers: 上述两个文件, and not 上述事项
    brought: re.Pattern[str]  # 会后提交县委常委会|研究: whose act the verb is
    decided: re.Pattern[str]  # ,确定|甲措施; 决定由县医保局… and 决定提交县委审议 take nothing up
    agrees_on: re.Pattern[str]  # 会议同意|县水利局关于清淤的请示
    deferring: re.Pattern[str]  # 再议, 暂缓: stands in every match of ``puts_off``
    puts_off: re.Pattern[str]  # 《乙》修改后|再议, 会议决定|暂缓审议|《乙》: all of a clause
    which: re.Pattern[str]  # 原则同意|前者, |其余两个文件|修改后再议
    all_but: re.Pattern[str]  # 原则同意|除《乙》外的其他文件
    goes_on_naming: re.Pattern[str]  # 原则同意《甲》,|《乙》: more that an outcome is of
    leads_in: re.Pattern[str]  # 会议强调,|《乙》修改后再议
    # Other clauses.
    considered: re.Pattern[str]  # 经讨论,
    decides: re.Pattern[str]  # 会议决定,
    on_something: re.Pattern[str]  # 会议对任务|…: begins a clause whose object stands before its verb
    begins_on: re.Pattern[str]  # the same behind 、; 就业 and 对口 are no such words
    listing: re.Pattern[str]  # 会议还…: what else there was
    other_matters: re.Pattern[str]  # 研究其他事项; 研究了八个议题; 对上述议题: none is named
    sorts_only: re.Pattern[str]  # 审议有关规划、项目和资金等事项: sorts of matters, none by name
    beside_others: re.Pattern[str]  # 研究了危桥改建|和|其他事项: ends behind what is named beside them
    counts_all: re.Pattern[str]  # 就《甲》|等4个议题|进行了研究: how many there were, of which it names the first
    more_listed: re.Pattern[str]  # 传达学习《甲》,|以及全国“两会”精神
    rest_of_list: re.Pattern[str]  # 研究讨论了甲;|乙;丙等相关事宜|;听取…: a list that semicolons part, to its end
    not_listed: re.Pattern[str]  # 审议《甲》,|标准参照《乙》执行: a document that is only spoken of; |签订了《责任书》
    roll_call: re.Pattern[str]  # 县领导甲、乙出席会议。: a sentence that tells who was there
    presides: re.Pattern[str]  # 县长甲主持会议并讲话: all of such a sentence
    next_meeting: re.Pattern[str]  # 随后,区政府继续召开常务会议: the second of two that the notice is on
    other_meeting: re.Pattern[str]  # 会前召开…会议; 1月20日召开|的中共中央政治局会议 is only named


@cache
def meeting_act_words(lexicon: Lexicon) -> MeetingActWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.proceedings
    about, also, how, act, when = (any_of(words[kind]) for kind in ("about", "also", "how", "act", "when"))
    attends, considering, matter = (any_of(words[kind]) for kind in ("attends", "considering", "matter"))
    people, agenda, some, back = (any_of(words[kind]) for kind in ("people", "agenda", "some", "back"))
    sorts = any_of(words["sort"])
    some_number = "(?:[一二两三四五六七八九十\\d]{1,3}[个项件份])?"
    number_of_them, others = "\\d{1,2}[项个件]$", f"{some}*{some_number}(?:{matter}|(?:文件|会议)(?:精神)?)"
    counted = f"了?(?:[一二两三四五六七八九十\\d]{{1,3}}[个项]{matter}|一批[^,。;《]{{0,12}}{matter}|(?:以下|下列){matter}:?)$"
    own_meeting = f"(?:{LEVEL}(?:人民)?政府)?{any_of(words['own-meeting'])}(?:\\(扩大\\))?会议"
    meeting = f"{any_of(words['this'])}?会议"
    whole = [form for form, role in lexicon.matters.items() if role == "whole"]
    taken_up = any_of((*words["considering"], "通过"))
    off = (
        f"(?:{any_of(words['put-off'])}(?:{taken_up})?|{any_of(words['again'])}{taken_up}"
        f"|(?P<back>再次?{any_of(words['brings'])}{any_of(words['this'])}?(?:{LEVEL}?政府)?(?:常务)?(?:会议)?{taken_up}))"
    )
    which = f"(?:(?P<former>前者)|(?P<latter>后者)|(?P<others>{any_of(words['remaining'])}[^,;。《》待]{{0,8}}))"
    made = f"(?<![新已])(?:{any_of(lexicon.demands['drafts'])}|{any_of(words['checked'])})"
    after, number = "(?:之?后|的?基础上)", "[一二三四五六七八九十]{1,2}"
    return MeetingActWords(
        by_meeting=re.compile(f"{meeting}|{when}|与会|经会议|{own_meeting}"),
        subject=re.compile(
            f"(?:{own_meeting}|{when}|{meeting}|会议还就|与会{people}?|全体(?:与会|参会)?{people}|经(?:会议)?(?:认真)?{considering},?"
            f"|【议定】(?:会议)?|(?:政府)?党组)?(?:{how}|{any_of(words['carrying'])}|了|,)*"
        ),
        papers_by=lazy(f"(?:《[^,。;]{{1,80}}?》[、和及]?)+已?经(?:{any_of(words['this'])}?会议)?"),
        when=re.compile(when),
        order=re.compile(any_of(words["order"])),
        considered=re.compile(f"经(?:会议)?(?:认真|充分|集体)?{considering}"),
        leading=frozenset(word[0] for word in ("会议", "经", *words["when"], *words["order"])),
        after_when=re.compile(f"{when}[,:]\\s*\\Z"),
        away=re.compile(any_of(words["away"])),
        around=re.compile(f"与会|{when}"),
        in_the_course=re.compile(f"(?:会议|会上)?在?{how}*"),
        course_ends=re.compile(
            f"时(?:[一-鿿]{{0,4}}{any_of(words['saying'])})?$|{after}[一-鿿]{{0,4}}{any_of(words['saying'])}$"
        ),
        afterwards=re.compile(f"{after}$"),
        then_speaks=re.compile(f",[^,。;]{{0,14}}{any_of((*words['saying'], *words['deciding']))}"),
        meeting_does=re.compile(f"会议{also}?[一-鿿]{{0,4}}"),
        meeting_by=lazy(f"会议[^,。;]{{0,14}}{any_of(words['session'])}"),
        done_to=re.compile(f"(?:会议|{also})*(?:{any_of(words['according'])}[^,。;对就]{{2,14}})?{about}"),
        somebody_on=re.compile(f"(?:主持会议)?{also}*{about}[^,。;]*$"),
        carried=words["carried"],
        carrying=words["carrying"],
        has_them=re.compile(f"{any_of(words['has'])}{any_of(words['attending'])}?{people}{how}*"),
        has_done=re.compile(f"[^,。;]{{2,24}}{any_of(words['has'])}{how}*"),
        team=lazy(f"[^,。;:]{{0,10}}{any_of(words['team'])}(?:[、和及][^,。;:]{{1,16}}?)?{how}*"),
        invited=lazy(f"(?:会议)?{any_of(words['invites'])}[^,。;]{{2,30}}$"),
        explains=lazy("(?:作了?|进行了?)(?:专题)?$"),
        lectures=words["lecture"],
        person_reports=lazy(f"[^,。;]{{2,40}}{any_of(words['post'])}[一-鿿]{{2,4}}$"),
        manner=words["manner"],
        how=re.compile(f"(?:同志|{how})+$"),
        on=re.compile(f"{about}[^,。;]*$"),
        reporters=lazy(
            f"(?:{any_of(words['reporters'])}|{LEVEL}直)[^,。;:]{{1,24}}{any_of((*words['each'], *words['about']))}"
        ),
        places=lazy(
            f"(?:[^,。;:的]{{2,80}}、[^,。;:、的全我各]{{1,7}}(?:{any_of(words['town'])}|{LEVEL})|[^,。;:、的全我各]{{1,7}}{any_of(words['town'])})"
        ),
        role=lazy(f"(?:会议)?{how}*由?[^,。;:]{{0,20}}{any_of(words['post'])}{how}*"),
        told=lazy(f"[^,。;:]{{2,60}}(?:{any_of(words['reported'])}|精神)"),
        sentence_told=lazy("[^,。;:]{4,60}(?:汇报|报告|情况|精神)"),
        reported=re.compile(f"了|《|[^,。;:]{{2,60}}{any_of(words['reported'])}(?=[,。;:]|$)"),
        elsewhere=(*words["asked"], *words["earlier"]),
        counted=re.compile(f"(?:会议)?的?第{number}[项个](?:会议)?(?:{agenda}|内容)(?:是|为)?[,:]?"),
        counted_list=re.compile(
            each_before(words["matter"], "[^。;,:]{0,4}:\\s*一是")
            + "|"
            + each_before(words["agenda"], "[^。;,:]{0,4}[,。]\\s*一是")
        ),
        counts_points=re.compile(
            "了?(?:(?P<number>[二两三四五六七八九十\\d]{1,3})|(?:以下|下列)[几数]?)(?:[个项件类]|方面的?)?[^,。;:《]{0,10}[:。,]\\s*"
        ),
        noted=re.compile(any_of(words["noted"])),
        no_verb=re.compile(f"(?!{any_of(words['matter-begins'])})(?:{any_of(words['noun'])}|报告(?!》))"),
        object=words["object"],
        list_ends=re.compile(f"[。;\n]|会议|{act}"),
        joined=re.compile(f"(?:和|并|及|以及|、)(?:{how}|就|对)?$"),
        joined_outcome=re.compile("(?:并|一致|会议)$"),
        outcome=re.compile(f"(?:[(（]?[一二三四五六七八九十0-9]*[)）.、]?)?{any_of(words['outcome'])}?"),
        agreed=re.compile(
            f"了?(?:(?:{any_of((*words['according'], *words['checked']))}[^,。;:《由]{{1,12}}?)?{any_of(words['issues'])}"
            f"{any_of(words['applied'])}?(?=[,。;]|$)|{any_of(words['the'])}?《|(?:该|此)[一-鿿]{{0,4}}{any_of(words['agreed'])}[,。;])"
        ),
        agreed_founding=lazy(f"(?:在[^,。;:]{{2,24}}?)?(?:挂牌|正式|新)?(?P<verb>{any_of(words['founding'])})"),
        agreed_paper=re.compile(f"(?!由)[^。;]*关于[^。;]*的{any_of(words['agreed'])}"),
        agreed_plan=re.compile(f"(?![由的后])[^。;,]{{4,}}{any_of(words['agreed'])}"),
        agrees_to=lazy(
            f"(?:(?:(?!{any_of(words['acts-by'])})[^,。;:《]){{1,{_LONGEST_WHOSE}}}?{made}的)?《"
            f"|{any_of(words['issues'])}《"
        ),
        agrees_on=lazy(
            f"(?!由)[^,。;:《]{{1,40}}?(?:关于[^,。;:《]{{2,60}}?的|{made}的[^,。;:《]{{0,30}}?){any_of(words['agreed'])}(?=[,。;]|$)"
        ),
        deferring=re.compile(f"{off}|{any_of(words['refuses'])}"),
        which=re.compile(which),
        all_but=re.compile("除了?《[^,。;]{1,80}》(?:[以之]?外|不[同予])"),
        goes_on_naming=re.compile(f"{any_of(words['beside-others'])}?《[^,。;]{{1,80}}》(?=[,。;]|$)"),
        leads_in=re.compile(f"会议{any_of((*words['saying'], *words['deciding']))}"),
        puts_off=re.compile(
            f"(?:[(]?{number}[)、]|[(]?\\d{{1,2}}[).、])?(?:会议|(?:会议)?{any_of((*words['deciding'], *words['demanding']))}|其中的?|对|,)*"
            f"(?:(?:《[^,;。]{{1,60}}》)+|该[^,;。]{{1,8}}?|{which})?(?:待?[^,;。《》]{{0,14}}后)?(?:{off}|(?P<refused>{any_of(words['refuses'])}))"
            "(?:《[^,;。]{1,60}》)*"
        ),
        refers=re.compile(f"{any_of(words['the'])}《"),
        revises=lazy(f"{any_of(words['opinions'])}[^,。;:《]{{0,12}}《"),
        those=re.compile(f"了?{any_of(words['back'])}"),
        those_papers=re.compile(
            f"了?{back}(?:[两二三四五六七八九十\\d]{{1,2}}[个项件份])?(?!{any_of(words['matter'])}){any_of((*words['sort'], *words['agreed']))}"
        ),
        brought=lazy(f"{any_of(words['hands-up'])}[^,;。]{{0,12}}(?:会|委|政府)$"),
        decided=lazy(f"(?<=[,;])(?P<verb>{any_of(words['settling'])})(?!{any_of(words['disposing'])})(?=[^,。;]{{4}})"),
        decides=re.compile(f"会议{any_of(words['deciding'])}"),
        on_something=re.compile(f"(?:会议|{also})*{about}"),
        begins_on=re.compile(f"{also}?(?!{any_of(whole)}){about}"),
        listing=re.compile(f"会议{also}"),
        other_matters=re.compile(
            f"{each_before(words['numbered'], number_of_them)}|{each_before(words['other'], others)}"
            f"|{each_before(words['counting'], counted)}|对{back}(?:各项)?{matter}"
        ),
        sorts_only=re.compile(
            f"(?:会议)?{also}?{any_of((*words['considering'], *words['counting']))}了?(?:[省市县区州盟旗](?:人民)?政府)?"
            f"[有相]关(?:{sorts}(?:[、和及与]{sorts})*等?{matter}?|{matter})(?:{any_of(words['reported'])})*的?(?:汇报)?"
        ),
        beside_others=re.compile(f"{any_of(words['beside-others'])}\\Z"),
        counts_all=re.compile(f"等(?P<number>[一二三四五六七八九十\\d]{{1,3}})[个项件](?:{matter})"),
        more_listed=re.compile("^(?:以及|和|及|与)|精神$|(?:情况|工作|有关)的?(?:汇报|报告)$"),
        rest_of_list=lazy(
            f"(?:[^。;]{{1,60}};){{0,12}}?[^。;]{{2,60}}?等(?:[有相]关)?(?:{matter})(?:的?汇报)?(?=[;。,]|$)"
        ),
        not_listed=re.compile(
            f"{any_of(words['not-listed'])}|[^。;]*》{any_of(words['applied'])}|[^。;,《]{{0,40}}{any_of(words['signs'])}了?《"
        ),
        roll_call=re.compile(
            f"(?!.*(?:{any_of(words['demanding'])}|会议(?:听取|{act}))).*{attends}了?{any_of(words['this'])}?"
            f"(?:会议|(?:相关|有关)议题(?:的{considering})?)?$"
        ),
        presides=lazy(
            f"[^,。;:]{{2,40}}主持了?{any_of(words['this'])}?会议(?:并[^,。;:]{{0,8}}{any_of(words['closing'])})?"
        ),
        next_meeting=re.compile(
            f"(?:{any_of(words['then'])}|[^,。;前]{{0,8}}(?:会议?|结束)后),?[^,。;]{{0,20}}?召开了?(?!的)[^,。;]{{0,16}}{any_of(words['own-meeting'])}"
            "(?:\\(扩大\\))?会议"
        ),
        other_meeting=re.compile("会前[^,。;]{0,8}会议|主持召开(?!的)|召开(?!的)[^,。;]{0,12}会议"),
    )
