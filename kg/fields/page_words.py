"""Words by which a page tells its title, day and publisher, as patterns over ``lexicons/page_labels.tsv``. (页面用词)"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon import Lexicon
from kg.patterns import any_of, lazy

_HAN = "一-鿿"
SPACE = r"[ \u3000\xa0]"
"""A space inside a line of a page."""


_BULLET = "[•·●]"  # before each label of a page's particulars, which then need no colon: • 发布日期 2024-08-13


@dataclass(frozen=True, slots=True, eq=False)
class PageWords:
    """Patterns made once for a lexicon. Those for publishers have a group ``name``."""

    meeting: re.Pattern[str]  # in the title of a notice
    tells: re.Pattern[str]  # in a line that says what the meeting did, or which it was
    no_title: re.Pattern[str]  # begins a line that is no title
    title_cell: re.Pattern[str]  # the cell of an index table: 标 题 | …常务会议 |, 名称:…, also behind other cells
    day_label: re.Pattern[str]  # 发布日期:; what stands before 日期 is the group ``what``
    strong_days: frozenset[str]
    paper_days: frozenset[str]
    not_published: re.Pattern[str]
    past_day: tuple[str, ...]  # stands behind a day that something holds up to: 2021年10月10日|前
    place_line: re.Pattern[str]  # 地点: or 主持: beside the 时间: of a meeting
    labelled: re.Pattern[str]  # 来源:东河日报, 发布机构:东河县政府
    labelled_cell: re.Pattern[
        str
    ]  # 成文日期 2024-05-08   发布机构 东河县政府办公室   …: cells with spaces between them
    label_alone: re.Pattern[str]  # such a label that has a line of its own, and no colon
    organ_alone: re.Pattern[str]  # and an organ or a medium that has the next line
    source: re.Pattern[str]  # such a label that says who published first
    run_in: re.Pattern[str]  # the next label that runs into a name: 东河新闻网|作者
    nobody: re.Pattern[str]
    after_stamp: re.Pattern[str]  # 2024-05-09|  东河日报; 2024-05-09| 18 18 东河日报
    before_stamp: re.Pattern[str]  # 东河县人民政府|  2024-05-09
    paper: re.Pattern[str]  # 东河日报数字报|  2024年5月9日
    masthead_alone: re.Pattern[str]  # a whole line: 东河日报数字报
    masthead: re.Pattern[str]  # 东河日报  作者:…; A1版 要闻  东河日报  2024年5月9日; 东河日报数字报
    dateline: re.Pattern[
        str
    ]  # 红网东河站6月1日讯, 东河新闻网讯, 东河融媒(记者…): a brand where the notice begins; 本报讯 says none
    own_report: re.Pattern[str]  # 本报讯: the paper does not say its name
    a_paper: re.Pattern[str]  # 东河日报, between blanks, marks or brackets
    crumbs: re.Pattern[str]  # 东河新闻网>>政务频道>>要闻: the breadcrumbs of a portal
    author: re.Pattern[str]  # 作者:县委宣传部
    signed: re.Pattern[str]  # (东河县融媒体中心) below the text
    signature: re.Pattern[str]  # 东河县人民政府办公室  2024年5月9日; the day is the group ``date``


@cache
def page_words(lexicon: Lexicon) -> PageWords:
    """The patterns for ``lexicon``. Cached."""
    words = lexicon.page_labels
    dailies = any_of(words["daily"])
    by_reporter = r"[ \u3000]*\([^()\n]{0,6}(?:记者|通讯员)"
    papers = any_of((*words["daily"], *words["newspaper"]))
    days = any_of((*words["day"], *words["day-weak"], *words["day-paper"]))
    editions = any_of(words["edition"])
    organ = (
        f"[{_HAN}]{{2,18}}{any_of((*words['beside-day'], *words['signed'], *words['medium'], *words['author-organ']))}"
    )
    cell = any_of(words["title-cell"], spaced=True)
    spread = f"(?:{'|'.join(f'{SPACE}+'.join(word) for word in words['title-cell'])})"  # 标　题 and its cell: a blank parts them
    return PageWords(
        meeting=re.compile(any_of(words["meeting"])),
        tells=re.compile(f"{any_of(words['tells'])}|第.{{1,6}}[次期]"),
        no_title=re.compile(
            f"^(?:{any_of(words['no-title'])}|第[一二三四五六七八九十A-Z0-9]+版|第?[A-Z]?\\d+版|【(?!.*{any_of(words['meeting'])})|\\[|\\(|□|■|●|索\\s*引"
            r"|\d{4}[-./]\d|\d{4}年\d{1,2}月(?!.*(?:召开|会议)))|>|»|^\S{0,6}(?:浏览|阅读)"
        ),
        title_cell=re.compile(
            rf"(?:(?<![^\s|丨•·●])(?:{cell}\s*[:丨|\t•·●]\s*|{spread}{SPACE}+|(?<={_BULLET}{SPACE}){cell}{SPACE}+)|[\[【]{SPACE}*{cell}{SPACE}*[\]】]{SPACE}*:?{SPACE}*)"
            r"(?P<title>[^|丨\t\n\]】][^|丨\t\n]*?)\s*"
            r"(?:[|丨\t\n]|[ \u3000]{2,}|$|"
            rf"(?=[ \u3000]{any_of(words['next-cell'], spaced=True)}[^:\s]{{0,4}}\s*:))"
        ),
        day_label=re.compile(
            rf"(?P<dot>{_BULLET}{SPACE})?(?P<what>{days})?(?:日\s*期|时\s*间)(?:\s*[:丨|\t]\s*|(?(dot){SPACE}+|(?!)))"
        ),
        strong_days=frozenset(words["day"]),
        paper_days=frozenset(words["day-paper"]),
        not_published=re.compile(any_of(words["meeting-day"])),
        past_day=words["past-day"],
        place_line=re.compile(any_of(words["place"], spaced=True)),
        labelled=re.compile(
            f"{any_of((*words['source'], *words['issuer']), spaced=True)}"
            r"[ \u3000]*(?:[:丨|\]】]|\t)\s*(?P<name>[^\s\u3000|丨,。;:()\[\]【】<>&•·]*)"
        ),
        labelled_cell=lazy(
            rf"(?:(?<={SPACE}{{2}})|(?<={_BULLET}{SPACE}))"
            rf"(?P<label>{any_of((*words['source'], *words['issuer']))}){SPACE}(?P<name>{organ})(?={SPACE}{{2}}|(?m:$))"
        ),
        label_alone=re.compile(f"{any_of((*words['source'], *words['issuer']), spaced=True)}"),
        organ_alone=re.compile(organ),
        source=re.compile(any_of(words["source"], spaced=True)),
        run_in=re.compile(f"(?:{any_of(words['run-in'])}(?:次数|量|数)?|{days}?(?:日期|时间))$"),
        nobody=re.compile(f"^(?:{any_of(words['nobody'])}|-+|20\\d\\d)"),
        after_stamp=lazy(
            rf"{SPACE}+(?:\d{{1,2}}{SPACE}+){{0,3}}(?P<name>[{_HAN}]{{2,12}}{any_of(words['medium'])}"
            rf"|[{_HAN}]{{4,20}}{any_of(words['beside-day'])})(?={SPACE}|\n|\)|$)"
        ),
        before_stamp=lazy(rf"(?P<name>[{_HAN}]{{4,20}}{any_of(words['beside-day'])}){SPACE}+$"),
        paper=re.compile(rf"(?P<name>[{_HAN}]{{2,8}}{dailies}){editions}?{SPACE}+$"),
        masthead_alone=re.compile(
            rf"{SPACE}*《?[{_HAN}]{{2,8}}{papers}》?{editions}?{SPACE}*(?:20\d\d年\d{{1,2}}月\d{{1,2}}日{SPACE}*)?"
        ),
        masthead=re.compile(
            rf"(?:^|(?<={SPACE})|(?<=^《))(?P<name>[{_HAN}]{{2,8}}{papers})"
            rf"(?=》?(?:{editions}|{SPACE}+(?:作者|记者|20\d\d|第)|{SPACE}*$))",
            re.MULTILINE,
        ),
        dateline=re.compile(
            rf"\s*[(【]?(?P<name>(?!本)[{_HAN}]{{1,8}}?(?:网|{papers}|{any_of(words['medium'])}(?={any_of(words['report'])}|{by_reporter})))"
            rf"(?:(?:[{_HAN}]{{2,4}}{any_of(words['channel'])})?[ \u3000]*(?:\d{{1,2}}月\d{{1,2}}日)?[ \u3000]*"
            rf"{any_of(words['report'])}(?![{_HAN}])|{by_reporter})"
        ),
        own_report=re.compile(rf"\s*[(【]?本报(?:[ \u3000]*{any_of(words['report'])}|记者)"),
        a_paper=re.compile(rf"(?<![{_HAN}])(?P<name>[{_HAN}]{{2,6}}{any_of(words['daily'])})(?![{_HAN}])"),
        crumbs=re.compile(rf"[ \u3000]*(?P<name>[{_HAN}]{{2,8}}{any_of(words['portal'])})[ \u3000]*(?:>|»)"),
        author=re.compile(
            rf"{any_of(words['author'])}[ \u3000]*:[ \u3000]*"
            rf"(?P<name>[{_HAN}]{{2,16}}{any_of(words['author-organ'])})(?=[ \u3000]|$)"
        ),
        signed=re.compile(rf"\((?P<name>[{_HAN}]{{2,16}}{any_of(words['signed'])})\)\s*$"),
        signature=re.compile(
            rf"\s*(?P<name>[{_HAN}]{{4,24}}?{any_of(lexicon.lines['signer'])}){SPACE}+(?P<date>[^\s]{{6,14}}日)(?:印发?)?\s*$"
        ),
    )
