"""Words by which a clause asks for something or tells of something else, as patterns over ``lexicons/demands.tsv``. (要求与陈述用词)"""

from __future__ import annotations

from functools import cache

from kg.lexicon import Lexicon
from kg.scan import Event, Scan
from kg.word_patterns import WordPatterns, first_characters, last_characters, part, pattern, word_set, words


class DemandWords(WordPatterns, table="demands"):
    """Patterns and sets made once for a lexicon."""

    must = part("(?:必须|应当|应|要|须)")
    cited = part("(?:(?:该|上述)?‹cited›|《[^》]{1,40}》)")
    is_one = part("[既都均也又]?[是为][^,]{0,10}‹themselves›")
    theirs = part(r"[^,;。\n的‹object, characters›]")
    made = part("(?<![新已])(?<!尚未)‹drafts›")  # 实施|新编制的《规划》 is an act
    charged = part("担?任副?‹in-charge-of›")

    # around modals
    not_main = word_set("not-main")  # 守好水源|是|必须扛起的责任
    should_verbs = word_set("should-verb")  # 响|应
    no_verb = words("no-verb")
    hide_modal = words("hides-modal")  # 消防部门|应对…
    cares = pattern("‹cares›[^,;。]{1,8}‹cares-how›")  # 各镇|要想职工之所想; not 各镇|要想完成任务
    looks_at = words("looks-at")  # 各镇|也要看到差距
    cope = word_set("cope")  # 各单位|在|应对突发事件中的职责
    # 应当公开的事项,|要…; 依法必须招标的项目
    relative_topic = pattern(
        "‹:must›(?:[由经向报][一-鿿]{2,12}?|依法)?(?!‹no-relative›)[一-鿿]{2}的[^,。;的]{0,6}‹thing-meant›(?=,)"
    )
    # 必须引以为戒的教训仍在身边, 应由镇落实的|要: a relative clause, and what is said of its head
    relative = pattern(
        "‹:must›[^,。;]{2,16}的[^,。;的]{1,8}‹still›|应当?[一-鿿]{2,4}的(?:不|一律|坚决|严肃|依法|及时|从严|要|必须)"
    )
    # 要看有没有人学, 要看企业满不满意: by what it is judged
    lessons = pattern(r"‹lesson›:\Z")  # 要吸取以下|教训:|1.白洋村失火: what points tell of, and nobody is asked for
    judges = pattern(
        "(?:还|更|也)?[要须应](?:还是|的是)?看(?:[^,;。]{0,12}?(?P<verb>[一-鿿])(?:没|不|没有)(?P=verb)"
        "|[^,;。]{0,16}?‹judges›)"
    )
    # 成效|好不好,最终由群众说了算; 办法|能不能落地,关键看有没有人管: how something is, and by what it is judged
    asks = pattern(
        "(?:(?P<what>[一-鿿])[不没](?P=what)|‹judges›)[^,;。]{0,16},[^,;。]{0,4}?(?:看|在于|取决于|靠|由[^,;。]{1,8}(?:说了算|来评|评判|检验))"
    )
    # 老毛病|必须下猛药去医, 真金白银|要花在刀刃上, 事项|要由群众“点菜”: an image, or what others are to judge, of a thing and of nobody
    image = pattern("[^,;。]{0,2}?‹image›")
    hurries = words("hurries")  # 抢在|封冻之前倒排工期
    aims_at = words("aims-at")  # ,|力争10月底前完工: what an act is hurried to
    # around agents
    collective = pattern("(?:‹collective›|,)*")  # 会议|同意
    collective_begins = first_characters("collective", beside=",")
    agent_act = pattern("‹agent-act›|与[^,;。]{1,12}‹with-each-other›")  # 由县水利局|统筹
    agent_role = pattern("‹agent-role›(?!的)")  # 项目由县城投公司|作为业主, where the meeting decides
    urged_by = pattern("‹urged-by›?[于在]?")  # ,务于|7月1日前: what stands between a comma and a limit
    formerly = pattern("‹formerly›‹formerly-yet, not behind›$")  # 停车场原|由县城投公司承建: who did it before
    # 停车场目前|由X代管, 目前|由X负责: who does it now; but 目前|由X牵头排查 asks for it
    at_present = pattern("‹at-present›$")
    standing = pattern("(?:负责|承担|管护|‹agent-role›)")
    # 会前,|由县消防大队开展培训; 会议首先|由各镇根据职能解读方案: what was done at the meeting
    at_meeting = pattern(r"(?:\A|(?<=[。;\n\u3000 ]))‹at-meeting›,?\Z")
    ends_it = pattern("‹ends-it›")  # 同意|终止|由县城投公司承建: what is to be no more
    # 由县水利局|承建的水库已完工, 县发改局|牵头编制完成了规划: told, and asked of nobody
    came_about = pattern(
        r"(?:‹:theirs›{1,14}的[^,;。\n的]{2,20}?(?:‹came-about›|,已)|‹:theirs›{1,14}?(?<![为除])了(?!解|结)|(?:"
        "‹:theirs›{1,8}?并)?已)"
        "(?![^,;。]*的)"
    )
    their_thing = pattern("‹:theirs›{1,14}的")  # 由县水利局|承建的|水库进展顺利: what is spoken of is what they do
    no_agent = pattern("”|“(?![一-鿿]{1,3}”节?之?前)|‹no-agent›")  # 由县领导|组成
    proceeds = pattern("(?:同志)?‹proceeds›|作(?:了)?[^,。;]{0,12}‹speech›")  # 由副县长甲|传达, 作|报告
    chairs = pattern("‹chairs›(?:了|并主持|召开)?$|主持会议")  # 由市长甲|召集并主持
    asks_known = pattern("‹asks-known›")  # 责令|市住建局整改, not 责令|企业停产
    which_post = pattern("各?‹which-post›+(?:[一-鿿]{1,10}?的)?|各")  # 由市政府|各分管|副市长
    # 同意县财政局|提交的方案
    outcome_object = pattern(
        r"‹outcome-object›|‹:theirs›{1,14}‹:made›的|[^,;。:\n的]{1,40}?‹:made›的《[^》]{1,60}》(?![^,;。\n])"
    )
    own_paper = pattern("[一-鿿]{2,10}‹own-paper›")  # 同意县教育局|招聘计划
    sets_up = words("sets-up")  # 成立|由X牵头的专班
    puts_in_charge = pattern("‹:charged›(?!的)")  # 甲|任组长; not 甲|任组长的|专班
    agreed = words("agreed")  # 原则同意
    by_which = pattern("‹by›|‹agree-how›")  # 同意|按|现行单价续签一年合同: how something is to be done
    outcome_now = words("outcome-now")  # ,|原则同意经费列入预算: tells what came of a matter; 同意 alone may be an act
    the_paper = pattern("‹this›?‹paper-of›?‹paper›稿?")  # 该实施方案|由
    the_matter = pattern("‹which-matter›+‹matter›")  # 相关工作|由
    all_of_them = words("all-of-them")  # 都|要, 均|要
    only_then = words("only-then")  # 县住建局|方可招标
    swaps = pattern(
        "以[一-鿿][带促保代][一-鿿](?:、以[一-鿿][带促保代][一-鿿])*"
    )  # 以考促改、以点带面: how something is to be done, and an act by itself
    cites = pattern("‹:cited›(?:还|同时)?‹cites›了?")  # 草案规定, 《办法》明确
    gives_amount = pattern(r"‹gives›(?!了)[^,;。\n]{0,30}?[0-9.]+(?:万|亿|千)?元")  # 县财政|安排经费60万元
    # 县财政局|注资5000万元: a sum is to be paid, and no count of what was done
    pays = pattern(r"(?:[一-鿿]{2})?‹gives + pays›(?!了)[^,;。\n]{0,30}?[0-9.]+(?:万|亿|千)?元\Z")
    # 县住建局意见|不|一, 距离学校|较|近: in what stands behind a party, begins no act
    how_it_is = pattern("‹how-it-is but how-it-is-yet›")
    # 县住建局|表示: what comes are its own words
    own_view = pattern(
        "(?:‹own-view›[说称道]?|在?(?:工作)?(?:汇报|表态|发言|介绍)(?:情况)?(?:中|时)(?:‹own-view + tells-view, flat›))"
    )
    # 居民代表钱二河表示, 县水利局局长孙三江汇报说
    others_view = pattern(
        r"(?!‹speaker›)[^,;。:\n]{0,24}(?:‹other-speaker›[一-鿿]{0,4}(?:‹:own_view›|‹tells-view›)|[一-鿿]汇报[说称道])"
    )
    cite_ends = last_characters("cites", "own-view", beside="了说称道")
    when_ends = words("when-end")  # 由县财政局支付|后
    visits = words("visits")  # 市委巡察组|进驻|期间要做好保障: who is there, and who is asked, are two
    checks = words("checks")  # 批准, 审核: what one does before another may act
    checked = pattern("‹checks›(?:通过|同意|合格)?之?后")  # 县财政局|审核|后: whose consent another waits for
    when = pattern("^[一-鿿0-9]{0,10}‹when-end›$")  # 过渡期内|由
    # acts without a modal
    # 县住建局|提出改造方案; not 提出了方案, nor 提出的方案
    puts_forward = pattern(r"‹urges›?(?:研究)?提出(?![了过的])[^,;。:的了]{0,16}?‹put-forward›(?=[,;。并]|\Z|报)")
    # 企业|检修多, 县水利局|经费紧张: how it stands with them, at the end of a clause
    stands = pattern(r"(?:[一-鿿](?<![‹makes-so, characters›])‹is-so›|‹stands›)\Z")
    # 企业|抓紧解决|融资难, 企业|把|价格降到最低: what is to be done about it
    overcomes = pattern("‹clauses/mends-how›?(?:‹overcomes›|‹dispose›)")
    pressed = pattern(r"‹presses›‹is-so›\Z")  # 城中村改造|时间紧、任务重: how it stands, whoever that is
    becomes = pattern("‹becomes›")  # 业主由县水利局|调整为县水投公司: whom it was before, and no agent
    # 省政府|将于下月开展督查: what is to come, and asked of nobody; not 县住建局|将在建工地排查
    will = pattern("‹will but will-yet›")
    # 县住建|局, 河口|镇: ends the name of one whose act may be told by any verb; not 县医|院
    offices = pattern(r"‹office-end›(?:\([^()]*\))?$")
    # 县城管局|队员着装上岗, 县财政局|为成员单位, 县气象局|预报…: begins no act
    of_theirs = pattern(r"‹theirs + told-how + told-of›|[一-鿿]{2,8}‹told-end›\Z|[为是系作][^,;。]{0,12}‹themselves›\Z")
    # 招标手续|尽快落实; not 群众期盼|尽快通水
    urged_thing = pattern(
        "(?:‹by›[一-鿿]{0,8}?‹by-end›|(?!的|了|‹wishes, flat›)[一-鿿“”]){2,24}?‹urges-thing›(?:(?![的了])[一-鿿]){2,}"
    )
    wished = pattern("(?!‹by›)[一-鿿]{1,10}?‹wishes›[一-鿿]{0,4}?‹urges-thing›")  # 群众期盼尽快|通水: what others want
    with_other = pattern("[与同][^,;。]{1,12}‹with-each-other›(?![的了])")  # 县水利局|与县水投公司签订协议
    over = pattern("‹came-about›[移转统一]{0,2}$")  # 停车场已|交由县城投公司运营: it is so already
    hands_over = pattern("‹hands-over›$")  # 将停车场交|由县城投公司运营: whom it is given to
    of_place = pattern("[一-鿿]{2,4}(?:、[一-鿿]{2,4})*的")  # 与|吉林、黑龙江的|院校对接
    # 完成整改15个, 查处案件12起: a number of things at the end, and no limit
    counted = pattern(r"\d+(?:\.\d+)?(?:万|亿)?‹counter›$")
    # 各镇|各安排一名干部: each gives so much
    shares_out = pattern(r"各(?P<act>[一-鿿]{2})[一-鿿]{0,4}?(?:\d|[一两二三四五六七八九十半几][一-鿿]|‹at-least›)")
    begins_act = pattern("‹begins-act but begins-act-yet›")  # 县安委办|对问题突出的单位逐家约谈
    # 县医院需|扩建, 各镇需|资金: what is lacking, and asked of nobody
    lacking = pattern(r"‹lacking-how›?(?:‹lacking›|[0-9约近]|[一-鿿]{0,2}(?:\Z|[,;。]))")
    needing_thing = pattern("的[^的]{1,6}(?:\\Z|[有是已为共][^的]*\\Z)")  # 需报批的|项目, 需配套道路的地块|有3宗
    acts_loosely = pattern(r"‹acts-loosely›|\d")
    no_act = pattern("‹no-act›")  # 县水利局|负责人
    urges = word_set("urges")  # 抓紧|储煤
    # 做好停水避峰工作, 解决用水问题 and 向市水利局汇报 are acts, 停水避峰工作, 用水问题 and 整改中发现的问题 topics
    # 雨雪天气|及时|除雪除冰, behind what it is about
    urged_within = pattern("(?:‹urges + urges-thing + adverb-of-act›)(?![的了])[一-鿿]{2,}")
    works = pattern(
        ".*‹works›.*工作|.*‹solves›(?!‹solves-no, flat›).*(?:问题|事项|事宜)|.*‹reports›.*情况|.*向[^,;。]{2,}汇报"
    )
    adverbs_of_act = word_set("adverb-of-act")  # 依法|处置
    objects = word_set("object")  # 对去年以来形成的资产|逐笔登记
    # 在新方案批准之前: the clause only says when or in what
    adverbial = pattern("^‹adverbial but adverbial-yet›.*‹adverbial-end›$")
    # 以区政府名义|印发, 在全市范围内|开展, 以更高标准|抓好
    act_prefix = pattern(
        r"以[一-鿿]{2,12}名义|用(?:\d+|[一二两三四五六七八九十半]+)个?[年月天周](?:左右)?的?时间|在(?:全[省市县区州盟旗镇乡]|‹own-area›)(?:各地|‹area-end›)?"
        "|‹:swaps›|(?:[以用]|通过|采取|采用|运用)[一-鿿“”]{1,14}?‹manner-end›(?:、[一-鿿“”]{1,8}?"
        "‹manner-end›)*|在[一-鿿、]{2,14}?‹basis-end›|经[一-鿿、]{2,14}?‹checks›(?:通过)?后"
    )
    finished = pattern("(?:全部|全面|基本|必须)?‹limits/finishes›(?![的了])")  # 一期工程5月底前|完成
    by = words("by")  # 按照, 根据: what ``by_paper`` begins with
    # 按照《…方案》|抓好落实: by what an act is done
    by_paper = pattern(r"‹by›(?:《[^》]{1,40}》(?:等[一-鿿]{2})?(?:[有相]关)?‹by-end›?|[^,;。:\n的]{0,10}?‹by-end›+)")
    able = pattern("[一-鿿]‹able›")  # 接得住、管得好: that they can is asked for
    disposes = pattern("‹dispose›[^,;。]{4,}")  # 把宣传与教学结合起来
    time_prefix = pattern("[一-鿿]{2,5}‹time-end›(?![一-鿿]?的)")  # 汛期期间|加强
    of_thing = pattern("(?:‹of-thing›|‹:charged›)的")  # 市住建局|牵头的|项目, 甲|任组长的|专班
    does_thing = pattern("‹of-thing›")  # 停车场由县城投公司|承建: what may as well be told of a thing
    # 学习治水|经验(县水利局、县住建局)
    whose = pattern(r"(?:‹learns›[^,;。()]*?‹whose›|向[^,;。()]+学习)\((?P<who>[^()]+)\)")
    attributive = words("attributive")  # 各部门|所提意见
    so_far = words("so-far")  # 今年以来各镇
    # the rest of the sentence
    attends = pattern("‹attends›(?:了)?会议$")  # 参加会议, at the end of a clause: it says who was there
    # 参加会议, 列席有关议题: the same at the end of a sentence
    attends_any = pattern(r"‹attends›(?:了)?(?:本次|此次)?(?:会议|[有相]关议题)?\Z")
    # 修改完善后, 《方案》完善后提请县委研究, 成熟后提交, 会议原则同意
    later = part("(?:完善)?后(?:再|,?(?:按[^,。;]{0,4}程序)?(?:提交|提请|呈报|报请?(?!送)))")
    outcome = pattern("(?:《[^》]{1,40}》)?(?:修改(?:完善后|‹:later›)|(?:完善|(?:条件)?成熟)‹:later›)|‹outcome›")
    arranges = pattern("‹arranges›$")  # 并对近期工作进行|安排部署
    what_for = pattern("‹what-for›")  # 对照|《条例》
    insists = words("insists")  # 强调|能源的饭碗必须端牢
    regards = pattern("‹regards›")  # 县委|高度重视: what somebody does already
    limit_sign = pattern("前|内|底|末|至|旬|季度|半年|‹limits/soon, flat›")  # what each limit holds
    the_more = words("the-more")  # ,|越是任务重,越要守底线
    spirit = pattern("‹in-spirit-how›{1,3}‹in-spirit›{1,2}[^,。;:]{2,40}精神")  # 深入贯彻全会精神, as a whole clause
    # 特别是国庆假期前后, as a whole clause
    above_all_when = pattern("‹party_names/above-all›[^,。;:]{0,16}‹time-end + season›")
    # 对进展滞后的13个项目, as a whole clause
    on_object = pattern(
        r"‹on-object›(?:[^,;。]{1,20}的(?:\d+[一-鿿])?(?P<thing>[一-鿿]{2,4})|[一-鿿]{2,10}‹on-matter-end›)"
    )
    told = pattern("[^,;。]{0,12}‹told›")  # 县水利局主要|负责人: tells of the meeting
    responsible = pattern("[是为][^,]{0,10}(?:责任‹themselves›|责任人)$")  # 企业|是安全生产的第一责任人
    themselves = pattern("凡|‹:is_one›")  # 甲区、乙县|是责任主体
    members = words("members")  # 县财政局为|成员单位: whose part in a body is told
    counts = words("counts")  # 首先, 其次: begins a point of a list
    # 县水利局|作为|配合单位: what somebody is said to be, as a whole clause
    capacity = pattern(r"[^,;。:]{2,24}?(?:作为|[是为])(?P<what>[^,;。:]{0,10}‹themselves›)\Z")
    prefers = words("prefers")  # 各镇|宁可|十防九空,也要
    whether = words("whether")  # 无论, 不管
    # 无论是县直部门还是各镇, as a whole clause
    either = pattern(
        "‹whether›是?(?P<one>(?!涉及|遇|[在对从由为因出])[一-鿿、()]{2,40}?)还是(?P<other>[一-鿿、()]{2,40})"
    )
    waits = pattern("凡|‹:is_one›|‹waits›")  # 各单位|作为责任主体,
    guided_by = pattern("‹guided-by›")  # 聚焦|重点任务,各镇要: by what the next is to be done
    by_means = pattern("‹by-means›")  # 依托|平台,|要接入: by what means the next is to be done
    topics = pattern("‹topic›")  # 对…|要: what stands before the modal is no subject
    now = words("now")  # 要抓好夏收,|当前|特别要抓好禁烧: begins another demand
    joined = word_set("joined")  # 并|要
    announces = words("announces")  # 分工|如下:
    # 要抓好以下工作:, 职责分工|如下:, before lines that begin with who is addressed
    announces_tasks = pattern("‹tasks›‹announces›?:$")
    # 重点抓好以下四个方面。|(一)…: a sentence behind which points stand in lines of their own
    announces_points = pattern("‹points-ahead›(?:[一二三四五六七八九十两的]|‹points-unit›)+。$")
    before_said = word_set("before-said")  # 对|会议议定事项
    goes_on_to = words("goes-on-to")  # 并对|近期工作进行安排部署
    # 赵应龙|在发言中谈到, 赵应龙|表示
    names_speaker = pattern("[一-鿿](?:同志)?(?:在[^,。]{0,6}(?:‹spoken-at, flat›|会上)|‹speaks, flat›)")
    # 赵一山|在讲话中|强调
    occasion = pattern("(?:随后|最后)?在(?:会上|(?:总结)?(?:‹spoken-at, flat›|会议)(?:中|时))?$")
    speakers = words("speaker")  # 会议, 他
    # 县政府常务|会议, 会议最后: the meeting by its kind, or with an adverb, before 强调
    own_meeting = pattern(
        r"(?:[\d年月日上下午]{2,12}召开的)?‹this-meeting›?(?:[一-鿿]{0,6}?[省市县区州盟旗镇乡部厅局委](?:委|(?:人民)?政府)?(?:党组)?)?"
        r"(?:第?[\d一二三四五六七八九十百]+[届次])*(?:‹meeting-kind›(?:\(扩大\))?)?会议?上?‹meeting-adverb›{0,2}"
    )
    party_ends = words("party-end")  # 县火车|站: who may act, though no name tells it
    quotes = pattern("‹others-words›中?(?:还|特别|明确)?‹others-verb›")  # 传达省长刘一山讲话|要求
    conveys = pattern("‹conveys›")  # 传达|省长刘一山讲话要求: whose demand is told on
    # 《条例》|规定各级政府应当…
    lays_down = pattern("《[^》]{1,40}》(?:第[^,。]{1,5}条)?(?:还|也|同时)?‹cites›(?![的高之了])")
    # 县|发改局: of a level below those who stand above; not its government (县政府, 县委), nor 乡镇党委
    below = pattern("(?![市县区州盟旗镇乡](?:委|(?:人民)?政府)(?![一-鿿])|乡镇|[市县区州盟旗镇乡]级)[市县区州盟旗镇乡]")
    of_all = words("of-all")  # 各级, 县级以上: begins who is meant in every place
    # 《…条例》: a paper that names no office of one place
    law = pattern(r"《[^》]{0,40}(?<!办)‹law›(?:\([^()]*\))?》")
    own_group = pattern("[市县区州盟旗镇乡][直属]")  # 县直|各单位, 县属|企业
    own = words("own")  # 会议, 我们: the meeting itself, or those to whom it speaks
    proposes = pattern("并?‹proposes›:?")  # 会议审议了《…》,|并提出|要
    settles = words("settled")
    settled = pattern("‹settled›")  # 会议听取汇报,|明确|县水利局负责巡查
    # 校园安全方面, 在城市更新上, 对信访工作: names the topic of what comes
    heading = pattern(
        r"(?!‹no-heading›)(?:就|关于)?[^,;。:\n]{2,16}方面"
        r"|在(?!‹no-heading›)[^,;。:\n]{2,14}(?:工作中|‹no-heading-end, not behind›上)|(?:对于?|关于)[^,;。:\n]{2,14}工作"
    )
    with_topic = pattern("‹with-topic but with-topic-yet›")  # 一是|在提升产业水平方面,要; not 一是|对接企业
    on_matter = words("on-matter")  # 会议在|审议《…》时指出
    agrees = words("agrees")  # 1.原则|同意该方案
    supervises = pattern("‹supervises›")  # 县政府督查室|跟踪督办
    asked_in = words("asked-in")  # 要办好培训,请农技|专家|授课
    comes_of = words("comes-of")  # 1.《办法》|暂不予通过,请县司法局再作论证
    on_others = words("on-others")  # 县安委办|对问题突出的单位

    def inert_of(self, scan: Scan, begins: tuple[str, ...]) -> list[Event]:
        """The words of ``scan`` that are none of a demand and begin so, or say whose wishes are minded (要想…之所想)."""
        inert = scan.plain("inert").events
        return [e for e in inert if scan.text.startswith(begins, e.start) or self.cares.match(scan.text, e.start)]


@cache
def demand_words(lexicon: Lexicon) -> DemandWords:
    """The patterns for ``lexicon``. Cached."""
    return DemandWords(lexicon)
