"""What a line of a page or notice is told by: labels of headers and roll calls, bylines, signatures, links. (行的标志)"""

from __future__ import annotations

import re
from functools import cache

from kg.lexicon import Lexicon
from kg.word_patterns import WordPatterns, part, pattern

_NUMERALS = "[\\d〇○零一二三四五六七八九]{4}"
_SMALL = "[\\d一二三四五六七八九十]"
# 2024年5月8日, 二〇二四年五月八日, 2024-05-08, (2024.5.8), each with a weekday or a time behind it
_DAY = (
    f"[\\[(]?(?:{_NUMERALS}\\s*年\\s*{_SMALL}{{1,2}}\\s*月\\s*{_SMALL}{{1,3}}\\s*日|20\\d\\d[-/.]\\d{{1,2}}[-/.]\\d{{1,2}}|20\\d{{6}})"
    r"(?:[ \u3000]*星期[一二三四五六日天])?(?:[T \u3000]*\d{1,2}[:时]\d{2}(?:[:分](?:\d{2})?)?)?[\])]?"
)


class LineMarks(WordPatterns, table="lines"):
    """Patterns over the words of ``lines.tsv``, made once for a lexicon."""

    day = part(_DAY)

    # who held which meeting when. Everything before it is the page's head
    lead = pattern("‹lead›|现将.{0,12}纪要如下")
    # that somebody held or led it, where the words of ``lead`` may only tell what was taken up (会议听取, 研究了)
    convened = pattern("‹held›|‹header, spaced›\\s*:|会议‹header, spaced›")
    # 县政府第40次常务会议召开, 常务会议纪要 and the path to such a page; not 关于召开会议的通知
    meeting_title = pattern("[^。]*会议[^。]*‹other-paper, not behind›")
    # 会议名称: 时 间: and, in a line of its own, 会议时间
    header = pattern(r"\s*(?:会议)?(?:‹header, spaced›|‹roll, spaced›)(?:人员|人)?\s*:|\s*会议‹header, spaced›\s*$")
    # 名称:县政府召开第38次常务会议 in the index table of a page is no header of minutes
    index_cell = pattern(r"\s*‹index, spaced›\s*[:丨|]")
    # roll calls after the body: 出席:… 列席:…
    roll = pattern(r"\s*(?:会议)?‹roll, spaced›(?:会议)?(?:人员|领导|单位|人|对象|同志|名单)?\s*[:丨]")
    # 编辑:甲, (记者 甲), 2024-05-08 10:05 as a short line
    foot = pattern(
        r"\s*(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|[\(【\[]?\s*‹house›?‹press + foot›[^。;]{0,60}$"
        r"|[\(【\[][^。;,()]{0,20}‹press›[^。;]{0,60}[\)】\]]$|‹enclosed›)"
    )
    # who wrote the report, behind its last sentence: (记者 甲 乙), (县融媒体中心 甲), (供稿:县政府办), (完); without brackets
    # only behind a label: 记者 甲, 文:甲 图:乙
    signature = pattern(
        r"[\(【\[](?:[^。;,:()]{0,20}‹press›[^。;()]{0,60}|‹foot + page_labels/source›人?员?\s*[: \u3000/][^。;()]{0,60}|‹ends-report›"
        r"|‹pictures›[:/ \u3000][^。;()]{2,40}|[一-鿿 \u3000、]{2,20}[ \u3000/]?‹pictures›"
        r"|(?:[一-鿿]{2,12}(?:中心|办|办公室|台|社|报)[ \u3000]+)?[一-鿿]{2,4}(?:[ \u3000、]+[一-鿿]{1,4}){0,5})[\)】\]]"
        r"|‹house›?(?:‹press›|‹pictures›)[: \u3000/丨|]+[一-鿿 \u3000、:丨|/]{2,40}"
    )
    # who gets copies, who owns the page, and the signature with its date, at the end of minutes
    always_foot = pattern(
        r"\s*‹copies›\s*:|\s*(?!由)[一-鿿]{4,30}‹owner›\s*$"
        r"|[一-鿿]{4,24}‹signer›[ \u3000\xa0]+‹:day›(?:印发?)?\s*$"
    )
    # a heading under which other articles are offered, or the page's owners named
    other_matter = pattern(r"\s*[【\[]?‹other-matter›[】\]]?\s*:?\s*[A-Za-z]{0,20}$")
    # the signature at the end in two lines: the organ, then the day
    signer = pattern("[一-鿿]{4,24}‹signer + signer-alone›$")
    # where a notice begins on a page that is all one line
    flat_lead = pattern(
        r"(?<=[ \u3000\xa0])(?:‹dateline›|\(‹house›?‹reporter›"
        r"|(?:20\d\d年)?\d{1,2}月\d{1,2}日|昨[日天]|近日)[^。]{0,120}?‹held›"
    )
    page_before = pattern(r"‹page-before›|20\d\d[-/]\d{1,2}[-/]\d{1,2}")
    page_after = pattern("‹page-after›")


DAY = re.compile(f"{_DAY}(?:印发?)?$")
"""A line that is a day and no more: 2024年5月8日, 二〇二四年五月八日印发, 2024-05-08 17:51."""


@cache
def marks_of(lexicon: Lexicon) -> LineMarks:
    """The patterns for ``lexicon``. Cached."""
    return LineMarks(lexicon)
