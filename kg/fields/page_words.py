"""Words by which a page tells its title, day and publisher, as patterns over ``lexicons/page_labels.tsv``. (页面用词)"""

from __future__ import annotations

import re
from functools import cache, cached_property

from kg.lexicon import Lexicon
from kg.model import Span
from kg.scan import Scan
from kg.word_patterns import WordPatterns, part, pattern, word_set, words

SPACE = r"[ \u3000\xa0]"
"""A space inside a line of a page."""


class PageWords(WordPatterns, table="page_labels"):
    """Patterns made once for a lexicon. Those for publishers have a group ``name``."""

    by_reporter = part(r"[ \u3000]*\([^()\n]{0,6}(?:记者|通讯员)")
    organ = part("[一-鿿]{2,18}‹beside-day + signed + medium + author-organ›")
    # 东河县人民政府 | 常务会议纪要: the two lines of a letterhead
    letterhead_organ = pattern(r"[一-鿿]{2,20}(?:人民政府|管理委员会|管委会|委员会|办公室|指挥部)")
    letterhead_paper = pattern(r"(?:第?[0-9一二三四五六七八九十百]{1,4}次)?[一-鿿]{0,6}(?:会|会议)纪要")
    speech_title = pattern("会议?上的(?:讲话|报告|发言)")
    subject = pattern("关于[^。]{4,}(?:纪要|通知)$")  # 关于研究…的专题会议纪要, below a letterhead
    spread = part("(?:‹:spread_words›)")  # 标　题 and its cell: a blank parts them

    meeting = pattern("‹meeting›")  # in the title of a notice
    tells = pattern("‹tells›|第.{1,6}[次期]")  # in a line that says what the meeting did, or which it was
    # begins a line that is no title
    no_title = pattern(
        r"^(?:‹no-title›|第[一二三四五六七八九十A-Z0-9]+版|第?[A-Z]?\d+版|【(?!.*‹meeting›)|\[|\(|□|■|●|\s*•\s|[^·]+ ?· [^·]+ · |索\s*引"
        r"|\d{4}[-./]\d|\d{4}年\d{1,2}月(?!.*(?:召开|会议)))|>|»|^\S{0,6}(?:浏览|阅读)"
    )
    # the cell of an index table: 标 题 | …常务会议 |, 名称:…, also behind other cells
    title_cell = pattern(
        r"(?:(?<![^\s|丨•·●])(?:‹title-cell, spaced›\s*[:丨|\t•·●]\s*|‹:spread›[ \u3000\xa0]+|"
        r"(?<=[•·●][ \u3000\xa0])‹title-cell, spaced›[ \u3000\xa0]+)|[\[【][ \u3000\xa0]*"
        r"‹title-cell, spaced›[ \u3000\xa0]*[\]】][ \u3000\xa0]*:?[ \u3000\xa0]*)"
        r"(?P<title>[^|丨\t\n\]】][^|丨\t\n]*?)\s*(?:[|丨\t\n]|[ \u3000]{2,}|$|"
        r"(?=[ \u3000]‹next-cell, spaced›[^:\s]{0,4}\s*:))"
    )
    # 发布日期:; what stands before 日期 is the group ``what``
    day_label = pattern(
        r"(?P<dot>[•·●][ \u3000\xa0])?(?P<what>‹day + day-weak + day-paper›)?(?:日\s*期|时\s*间)(?:\s*[:丨|\t]\s*|"
        r"(?(dot)[ \u3000\xa0]+|(?!)))"
    )
    strong_days = word_set("day")
    paper_days = word_set("day-paper")
    not_published = pattern("‹meeting-day›")
    past_day = words("past-day")  # stands behind a day that something holds up to: 2021年10月10日|前
    place_line = pattern("‹place, spaced›")  # 地点: or 主持: beside the 时间: of a meeting
    # 来源:东河日报, 发布机构:东河县政府
    labelled = pattern(
        r"‹source + issuer, spaced›[ \u3000]*(?:[:丨|\]】]|\t)\s*(?P<name>(?:[^\s\u3000|丨,。;:()\[\]【】<>&•·]|(?<=[一-鿿])·(?=[一-鿿]))*)"
    )
    # 成文日期 2024-05-08   发布机构 东河县政府办公室   …: cells with spaces between them
    labelled_cell = pattern(
        r"(?:(?<=[ \u3000\xa0]{2})|(?<=[•·●][ \u3000\xa0])|(?<![^\n]))"
        r"(?P<label>‹source + issuer›)[ \u3000\xa0](?P<name>‹:organ›)(?=[ \u3000\xa0]{2}|(?m:$))"
    )
    label_alone = pattern("‹source + issuer, spaced›")  # such a label that has a line of its own, and no colon
    organ_alone = pattern("‹:organ›")  # and an organ or a medium that has the next line
    source = pattern("‹source, spaced›")  # such a label that says who published first
    # the next label that runs into a name: 东河新闻网|作者
    run_in = pattern("(?:‹run-in›(?:次数|量|数)?|‹day + day-weak + day-paper›?(?:日期|时间))$")
    nobody = pattern(r"^(?:‹nobody›|-+|20\d\d)")
    # 2024-05-09|  东河日报; 2024-05-09| 18 18 东河日报
    after_stamp = pattern(
        r"[ \u3000\xa0]+(?:\d{1,2}[ \u3000\xa0]+){0,3}(?P<name>[一-鿿]{2,12}‹medium›"
        r"|[一-鿿]{4,20}‹beside-day›)(?=[ \u3000\xa0]|\n|\)|$)"
    )
    # 东河县人民政府|  2024-05-09, 东河县人民政府办公室整理|  2024-05-09
    before_stamp = pattern(r"(?P<name>[一-鿿]{4,20}‹beside-day›)(?:整理|编印|编)?[ \u3000\xa0]+$")
    # 东河日报数字报|  2024年5月9日, 东河新闻网|  2024年5月9日
    paper = pattern(r"(?P<name>[一-鿿]{2,8}‹daily›|(?!本)[一-鿿]{2,6}新闻网)‹edition›?[ \u3000\xa0]+$")
    # a whole line: 东河日报数字报
    masthead_alone = pattern(
        r"[ \u3000\xa0]*《?[一-鿿]{2,8}‹daily + newspaper›》?‹edition›?[ \u3000\xa0]*(?:20\d\d年\d{1,2}月\d{1,2}日[ \u3000\xa0]*)?"
    )
    # 东河日报  作者:…; A1版 要闻  东河日报  2024年5月9日; 东河日报数字报
    masthead = pattern(
        r"(?:^|(?<=[ \u3000\xa0])|(?<=^《))(?P<name>[一-鿿]{2,8}‹daily + newspaper›)"
        r"(?=》?(?:‹edition›|[ \u3000\xa0]+(?:作者|记者|20\d\d|第)|[ \u3000\xa0]*$))",
        re.MULTILINE,
    )
    # 红网东河站6月1日讯, 东河新闻网讯, 东河融媒(记者…): a brand where the notice begins; 本报讯 says none
    dateline = pattern(
        r"\s*[(【]?(?P<name>(?!本)[一-鿿]{1,8}?(?:网|‹daily + newspaper›|‹medium›(?=‹report›|‹:by_reporter›)))"
        "(?:/[一-鿿]{2,6}?网)?"  # 东河日报/东河网讯
        r"(?:(?:[一-鿿]{2,4}‹channel›)?[ \u3000]*(?:\d{1,2}月\d{1,2}日)?[ \u3000]*"
        "‹report›(?![一-鿿])|‹:by_reporter›)"
    )
    own_report = pattern(r"\s*[(【]?本报(?:[ \u3000]*‹report›|记者)")  # 本报讯: the paper does not say its name
    # 原创 东河发布 东河发布 2024-05-09, 东河发布 2024-05-09 10:30 发表于广东: the account of a page made for telephones
    account = pattern(
        r"[ \u3000\xa0]*(?P<own>‹own-post›[ \u3000\xa0]+)?(?!‹nobody›)(?P<name>[一-鿿A-Za-z0-9·]{2,14})"
        r"(?:[ \u3000\xa0]+(?P=name))?[ \u3000\xa0]+"
    )
    posted_from = pattern(r"[ \u3000\xa0]*‹posted-from›")
    # 湖南日报全媒体记者 甲, above the notice
    reporter = pattern(
        r"[ \u3000\xa0(]*(?P<name>[一-鿿]{2,6}‹daily›)社?(?:[一-鿿]{2,5})?(?:记者|通讯员)[ \u3000\xa0:/]"
    )
    # 东河日报, between blanks, marks or brackets
    a_paper = pattern("(?<![一-鿿])(?P<name>[一-鿿]{2,6}‹daily›)(?![一-鿿])")
    # 东河新闻网>>政务频道>>要闻: the breadcrumbs of a portal
    crumbs = pattern(r"[ \u3000]*(?P<name>[一-鿿]{2,8}‹portal›)[ \u3000]*(?:>|»)")
    # 作者:县委宣传部
    author = pattern(r"‹author›[ \u3000]*[:丨|][ \u3000]*(?P<name>[一-鿿]{2,16}‹author-organ›)(?=[ \u3000]|$)")
    signed = pattern(r"\((?P<name>[一-鿿]{2,16}‹signed›)\)\s*$")  # (东河县融媒体中心) below the text
    # 东河县人民政府办公室  2024年5月9日; the day is the group ``date``
    signature = pattern(
        r"\s*(?P<name>[一-鿿]{4,24}?‹lines/signer›)[ \u3000\xa0]+(?P<date>[^\s]{6,14}日|[\[(]?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}[\])]?|20\d{6})"
        r"(?:[ \u3000]*星期[一二三四五六日天])?(?:[T \u3000]*\d{1,2}[:时]\d{2}(?:[:分](?:\d{2})?)?)?(?:印发?)?\s*$"
    )

    @cached_property
    def spread_words(self) -> str:
        return "|".join(f"{SPACE}+".join(word) for word in self.of("title-cell"))


_INNER_DATELINE = re.compile("日报讯\\((?=[^()\n]{0,8}(?:记者|通讯员))")
_LONGEST_OF_PLACE = 4


def inner_dateline(scan: Scan, start: int, end: int) -> Span | None:
    """The paper in 东河日报|讯(记者…) inside a line, by the longest name of a place right before 日报; None where none stands there."""
    for match in _INNER_DATELINE.finditer(scan.text, start, end):
        for size in range(_LONGEST_OF_PLACE, 1, -1):
            if scan.text[match.start() - size : match.start()] in scan.lexicon.places:
                return Span(match.start() - size, match.start() + len("日报"))
    return None


@cache
def page_words(lexicon: Lexicon) -> PageWords:
    """The patterns for ``lexicon``. Cached."""
    return PageWords(lexicon)
