"""Words by which a paragraph is told for what it is, as patterns over ``lexicons/proceedings.tsv``. (段落用词)"""

from __future__ import annotations

from functools import cache

from kg.lexicon import Lexicon
from kg.word_patterns import WordPatterns, part, pattern, words


class ParagraphWords(WordPatterns, table="proceedings"):
    """Patterns made once for a lexicon."""

    speech = part("作了?‹statement›?发言")
    number = part(r"[^、.]{1,3}[、.]\s*")
    label_begins, label_ends = (
        part(r"\s*[【\[]?"),
        part(r"[】\]]?\s*:?\s*$"),
    )  # a line of its own: 【议题解读】, 会议内容:

    # Speech.
    # 会议强调, ◇会议指出: a line of its own above what was said
    heads_speech = pattern("[^一-鿿]{0,3}会议‹saying + demanding›[^一-鿿:]{0,3}")
    about = words("about", "about-first")  # 就近期重点工作,会议指出,…: begins a speech that first says what it is on
    # 会议要求,|针对防汛工作|,要…: after it has begun; 就业 and 对标 are no such words
    about_inside = pattern("(?:‹about-inside›|就[^业近地此])[^,。;:]{2,30}")
    then_speaks = pattern("(?:同志)?‹while›?(?:‹demanding›|说)")  # 市长甲|强调,…
    statement = pattern("‹:speech›$")  # 甲镇镇长作了表态发言: a clause that tells who spoke
    statements = pattern("[^。]{2,120}‹:speech›。?")  # 甲镇、县住建局作了表态发言。: a stretch of such clauses
    # 会议议定: at a paragraph's end: the points below are on its matter
    opens_points = pattern("会议(?:研究)?‹saying + deciding›(?:如下|以下事项|以下意见)?:$")
    # 县长甲最后强调: who closes the meeting speaks of everything, not of the last matter
    closing = pattern(
        "[^,。;]{0,14}(?:‹at-the-end›‹demanding›|在会上强调)"
        "|最后,[^,。;]{2,20}(?:‹demanding›|作(?:出|了)?(?:重要)?‹closing›)|‹:on_all›"
    )
    # 会议强调,要抓好会议研究确定的事项的落实: on everything, in the meeting's own name
    on_all = pattern("会议(?:‹demanding›|明确),[^。]{0,30}(?:本次会议|会议‹settled›{1,2}的?事项)")
    # 县长甲强调,|全县上下|要鼓足干劲, 各级各部门要锚定全年目标: who demands so speaks of no one matter
    everyone = pattern("全[省市县区州盟旗镇乡]上下|‹all-units›[^。]{0,60}?‹in-general›")
    # |县长|强调, |县政府主要领导|强调: begins a speech as a name does
    nameless = pattern("(?:‹own-organ›?‹leaders›|[省市县区州盟旗镇乡]长|他)(?=‹while›?‹demanding›)")
    attendants = pattern("‹attending›‹people›|大家")  # |与会人员|进行了集体学习
    attendants_speak = pattern(
        "‹attending›‹people›(?:一致)?‹saying + demanding + deciding›"
    )  # 与会人员强调: begins a speech as 会议强调 does
    # 下面,我就做好下步工作|讲三点意见: opens a speech that is printed as it was given
    i_speak = pattern(
        "(?<![自本])我(?:想|代表[一-鿿]{2,10})?(?:就[^。]{2,40}?)?(?:再)?‹i-speak›(?:以下)?(?:[一二三四五六七八九0-9两几]{1,2})(?:点|个方面|方面|条|个)"
    )
    ends_speech = pattern(r"同志们[,!:]|[(（][^()（）]{2,40}[)）]$|谢谢")  # 同志们,让我们…; (根据录音整理)
    # 市安委会2024年第四次全体会议: of one field, unlike a government's
    commission_meets = pattern("‹commission›[^,。;]{0,30}会议?")
    # Headings and lists.
    # 一、关于重点镇污水处理厂移交有关问题: a line that only names a matter
    topic = pattern("^[^、]{1,3}、(?:关于|研究)|‹topic›$|》$")
    ends_as_matter = pattern("‹matter›$")  # 二、关于施工进场的|问题
    # 关于《甲》: the same without a number, in a line of its own
    unnumbered = pattern(
        "《?关于[^。;:]+|【《?[^。;:】]+】|《[^。;:》]+》|‹agenda›[一二三四五六七八九十0-9]{1,2}[^。;]+"
    )
    names = pattern("[^,。;:《》]{2,}‹topic›")  # 高温防暑工作: words that only name a matter
    # 四、关于集中供暖收费。会议研究认为,…: the heading is the paragraph's first sentence; so is (四)关于…
    topic_sentence = pattern(r"(?:‹:number›|\([^()]{1,3}\))关于[^,。;]{2,30}。")
    # 二、审议议题: of what kind the matters below it are, each with its own number
    kind_heading = pattern("‹:number›(?P<kind>[^,。;:《]{0,14}?)(?:(?P<matters>‹agenda›)|‹kind›)?:?")
    first = pattern("第[一二三四五六七八九十]")  # 第一(议题)
    other_heading = pattern("‹:number›‹other›‹matter›?:?")  # 五、其他事项
    other_point = pattern(r"\([^()]{1,3}\)\s*‹other›‹matter›?[:。]?")  # (四)其他事项
    agenda_label = pattern("‹:label_begins›(?:会议)?(?:主要)?‹agenda›(?:如下)?‹:label_ends›")  # 会议议题:
    minutes_label = pattern("‹:label_begins›会议‹minutes›(?:如下)?‹:label_ends›")  # 会议要点:
    # 会议听取了:, 研究了以下事项:
    heads_lines = pattern(r"‹heads-lines›了?(?:以下|下列)?[^,。;:《]{0,8}(?:如下)?:\s*$")
    # 议题解读: above what explains the matters
    beside_label = pattern("‹:label_begins›‹beside-label›‹:label_ends›")
    # 会议现场, 赵一山.jpg: at a picture
    caption = pattern(r"(?:会议)?‹caption›|[^,。;:]{1,40}\.(?:jpe?g|png|gif|bmp|webp)")
    # 会议内容, 列席情况: above a part of the notice
    part_label = pattern("‹:label_begins›‹part-label›‹:label_ends›")
    held = pattern("会议?‹held›|(?:主持|‹held›)[^,。;]{0,30}会议?")  # 5月8日,县政府常务会议召开
    holds = pattern("主持召开|召开[^。;]{0,30}会议?,")  # the same at the beginning of a notice
    convenes = pattern("[^,。;]{2,40}主持召开[^,。;]{2,30}会议?,")  # 县长甲主持召开县政府常务会议|,传达学习…
    on_theme = pattern("(?:主持|‹held›)[^。;]{0,24}专题会议?,")  # 主持召开|专题会议,研究推进甲工作
    # ends a clause that sums up: 研究项目攻坚、安全环保|等工作
    summary = pattern("等(?:方面的)?(?:(?:有关|重点)?‹matter›)?[。;]?$")
    anew = pattern("‹anew›")  # 会议还…, after numbered paragraphs: a matter of its own
    # Beside the matters.
    attends = pattern("‹attends›")  # in every match of ``roll_call``
    # 列席会议的还有…
    roll_call = pattern(
        "^‹attends›了?‹this›?会议的?‹people›?(?:还?有|是|为|:)|‹attends›了?‹own-meeting›?会议。"
        "|‹attends›了?(?:会议|(?:有关|相关)议题(?:的‹considering›)?)?[。;,]?$"
    )
    # 又讯 5月17日,县长赵一山主持召开…: what is told of another day
    another_meeting = pattern(r"‹news›?[,:\s]*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?!之?前|以前)[^。]{2,80}?‹held›")
    # 会前,…召开党组会议; 会后,…实地察看了…
    around_meeting = pattern(
        "[^,。;]{2,14}对会议进行了?报道|[^,。;]{0,12}会议?(?:开始|结束)?之?[前后],?[^。;]{0,24}‹visit›"
        "|‹away›,?[^。;]{2,80}‹carried›[^,。;]{0,2}‹deploying›+[。;]?$"
    )
    # 会议还研究…, before what only counts other matters
    other_only = pattern("(?:(?:‹this›)?会议?上?,?)?(?:最后|期间)?‹also›?(?:‹counting›|‹about›‹other›)")
    byline = pattern(r"\s*\([^()]{2,40}\)$")  # …(记者 甲)
    digest = pattern(r"\s*[\[【(]?‹digest-of›?‹digest›[\]】)]?\s*[:\]】]")  # 会议摘要:


@cache
def paragraph_words(lexicon: Lexicon) -> ParagraphWords:
    """The patterns for ``lexicon``. Cached."""
    return ParagraphWords(lexicon)
