"""Web pages: the notice comes out whole and without the page around it, the tags' values beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Notice, Page
from kg.read import ReadOptions
from kg.read.html import read_html
from kg.read.outcome import Unreadable

TITLE = "十七届市政府第62次常务会议召开"
BODY = (
    "11月9日上午，市长林致远主持召开十七届市政府第62次常务会议，研究部署冬季消防安全、秋粮收购等工作。",
    "会议强调，各镇（街）、各部门要提高政治站位，压实责任链条，确保各项任务落到实处。",
    "一要抓好宣传教育。市总工会要牵头制定学习计划，11月30日前完成首轮培训。",
    "会议还研究了其他事项。",
)
MENU = "".join(
    f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(("首页", "新闻中心", "政务公开", "互动交流"))
)
META = (
    '<meta name="SiteName" content="临江市人民政府门户网站"><meta name="ColumnName" content="常务会议">'
    f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-11-13 17:51:56">'
    '<meta name="ContentSource" content="临江市人民政府办公室"><meta name="Url" content="http://linjiang.example/1.html">'
)


def page(content: str, *, head: str = f"<title>{TITLE}_临江市人民政府门户网站</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{content}</body></html>"


def read(html: str | bytes, **options: object) -> Notice:
    data = html.encode() if isinstance(html, str) else html
    return read_html(data, "page.html", ReadOptions(**options))


MODERN = page(
    f"""<div class="header"><ul>{MENU}</ul></div>
    <div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/z">常务会议</a></div>
    <div class="main"><h1>{TITLE}</h1>
    <div class="info"><span>发布时间：2023-11-13 17:51:56</span><span>来源：临江市人民政府办公室</span><span
    >浏览次数：<b></b></span></div>
    <div class='view TRS_UEDITOR'>{"".join(f'<p style="text-indent:2em">　　{line}</p>' for line in BODY)}</div>
    <div class='editor'>责任编辑：王小明</div><div class='share'>分享到：<a>微信</a></div></div>
    <div class='footer'><p>主办：临江市人民政府办公室</p><p>粤ICP备00000000号-1</p></div>""",
    head=META + f"<title>{TITLE}_临江市人民政府门户网站</title>",
)
TABLES = page(
    f"""<table><tr><td><a href=a>首页</a>|<a href=b>要闻</a></td></tr></table>
    <table><tr><td>您现在的位置：首页 &gt;&gt; 正文</td></tr>
    <tr><td align=center><font size=5><b>{TITLE}</b></font></td></tr>
    <tr><td>2023-11-13　来源：本网　点击数：132</td></tr>
    <tr><td><font size=3>{"<br>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + line for line in BODY)}</font></td></tr>
    <tr><td align=right>【打印】【关闭】</td></tr></table>
    <table><tr><td>版权所有：临江市人民政府　粤ICP备00000000号</td></tr></table>""",
    head=f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{TITLE}</title>',
)
WECHAT = page(
    f"""<div id="js_article"><h1 class="rich_media_title">{TITLE}</h1>
    <div id="meta_content"><a>临江发布</a><em>2023-11-13 18:02</em></div>
    <div class="rich_media_content" id="js_content" style="visibility: hidden;">"""
    + "".join(f"<section><span>{line[:9]}</span><span>{line[9:]}</span></section>" for line in BODY)
    + '</div></div><script>var text = "会议，会议。";</script>',
    head=f'<meta property="og:title" content="{TITLE}"><meta property="og:article:author" content="临江发布">',
)


def test_a_page_with_the_tags_of_government_sites_gives_headline_info_line_and_body() -> None:
    notice = read(MODERN)
    info = "发布时间：2023-11-13 17:51:56 来源：临江市人民政府办公室 浏览次数："
    assert notice.text.split("\n") == [TITLE, info, *BODY, "责任编辑：王小明"]
    assert notice.page == Page(
        title=TITLE,
        published="2023-11-13 17:51:56",
        publisher="临江市人民政府办公室",
        url="http://linjiang.example/1.html",
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("文章来源：临江发布", True),
        ("索 引 号：000014349", True),
        ("初审编辑：王小明", True),
        ("发文日期：2023-11-13", True),
        ("信息提供部门：市水利局", True),
        ("稿源：临江日报", True),
        ("标 题：市政府召开常务会议", True),
        ("财源：税收", False),
        ("来源丰富", False),
        ("设备编辑室", False),
        ("相关链接：上级要闻 来源：临江发布", False),
    ],
)
def test_a_line_below_the_body_is_kept_by_its_label(line: str, kept: bool) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    notice = read(page(f'<div id="zoom">{body}</div><div class="foot">{line}</div>'))
    assert notice.text.split("\n") == [*BODY, *([line] if kept else [])]


def test_a_page_laid_out_by_tables_gives_the_same_paragraphs() -> None:
    notice = read(TABLES.encode("gb18030"))
    assert notice.text.split("\n") == [TITLE, "2023-11-13　来源：本网　点击数：132", *BODY]
    assert notice.page == Page(title=TITLE)


def test_an_article_of_wechat_gives_the_same_paragraphs() -> None:
    notice = read(WECHAT)
    assert notice.text.split("\n") == [TITLE, "临江发布 2023-11-13 18:02", *BODY]
    assert notice.page == Page(title=TITLE, publisher="临江发布")


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("gbk", "gbk"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("nonsense", "gbk"),
    ],
)
def test_a_page_that_declares_the_wrong_encoding_is_read_in_the_right_one(declared: str, written: str) -> None:
    html = page(f"<p>{BODY[0]}</p><p>{BODY[1]}</p>", head=f'<meta charset="{declared}">')
    assert read(html.encode(written)).text == f"{BODY[0]}\n{BODY[1]}"


def test_a_declared_big5_page_is_read() -> None:
    text = "會議強調，各部門要提高認識，壓實責任，確保各項任務落到實處。"
    assert read(page(f"<p>{text}</p>", head='<meta charset="big5">').encode("big5")).text == text


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        ("会议<b>要求</b>，<span>抓好</span>落实。", ["会议要求，抓好落实。"]),
        ("会议要求，\n        抓好落实。", ["会议要求，抓好落实。"]),
        ("一是，<br/>二是，<br>三是。", ["一是，", "二是，", "三是。"]),
        ("<p>一，</p>二，<div>三，</div>四。", ["一，", "二，", "三，", "四。"]),
        ("第 62 次&nbsp;&nbsp; &ensp;会议，", ["第 62 次 会议，"]),
        ("<!-- 注，释 -->会议，<style>p，{}</style><script>，</script>", ["会议，"]),
        ("会议，<span style='display: none'>隐，</span><p hidden>藏，</p>", ["会议，"]),
        ("<pre>一，\n二，\n</pre>", ["一，", "二，"]),
        ("<table><tr><td>责任单位</td><td><p>市财政局，</p></td></tr></table>", ["责任单位\t市财政局，"]),
        ("<table><tr><td>甲，<br>乙</td><td>丙，</td></tr></table>", ["甲，", "乙", "丙，"]),
        ("&lt;会议&gt;，&#20250;，&#x8BAE;", ["<会议>，会，议"]),
    ],
)
def test_lines_are_what_a_browser_shows_as_lines(inside: str, lines: list[str]) -> None:
    assert read(page(f"<div>{inside}</div>")).text.split("\n") == lines


@pytest.mark.parametrize(
    "content",
    [
        # The last sentence stands beside the long paragraph.
        "<div><p>" + "".join(BODY * 20) + "</p><p>会议还研究了其他事项。</p></div>",
        "<div><div>" + "".join(BODY * 20) + "</div>会议还研究了其他事项。</div>",
        "<div><div>" + "".join(BODY * 20) + "</div><div>会议还研究了其他事项。</div></div>",
        "<div><div id=zoom>" + "".join(BODY * 20) + "</div><p>会议还研究了其他事项。</p></div>",
        "<div><div id=zoom>" + "".join(BODY * 20) + "</div><p>出席 林致远 会议还研究了其他事项。</p></div>",
        "<div><section>" + "".join(BODY * 20) + "</section><span>会议还研究了其他事项。</span></div>",
    ],
)
def test_a_sentence_is_never_left_out_because_it_stands_beside_a_long_one(content: str) -> None:
    assert read(page(content)).text.endswith("会议还研究了其他事项。")


def test_a_known_body_is_found_even_where_the_page_lists_other_news_in_sentences() -> None:
    others = "".join(f"<li>第{n}条要闻，市领导调研，部署工作，推进落实</li>" for n in range(4))
    html = page(f"<ul class='side'>{others}</ul><div class='TRS_Editor'><p>{'</p><p>'.join(BODY)}</p></div>", head="")
    assert read(html).text.split("\n") == list(BODY)


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{TITLE}_临江市人民政府</title>", TITLE),
        (f"<title>{TITLE} - 临江市人民政府门户网站</title>", TITLE),
        (f"<title>{TITLE}--政府会议 -- 临江市</title>", TITLE),
        (f"<title>{TITLE}-临江市人民政府网</title>", TITLE),
        ("<title>新闻-速递</title>", "新闻-速递"),
        ("", None),
    ],
)
def test_the_title_is_cut_before_the_site_s_name(head: str, title: str | None) -> None:
    assert read(page(f"<p>{BODY[0]}</p>", head=head)).page.title == title


def test_a_body_that_only_scripts_would_show_is_still_read() -> None:
    assert read(page(f'<div style="display:none">{BODY[0]}</div>')).text == BODY[0]


@pytest.mark.parametrize(
    "html",
    ["<html><head><title>会议</title></head></html>", page(""), page("<script>会议，</script>"), page("<img src=a>")],
)
def test_a_page_without_text_is_refused_with_advice(html: str) -> None:
    with pytest.raises(Unreadable, match="has no text in its body"):
        read(html)


@given(st.text("<>/pbdivtrh1 会议。，=\"'&;#\n!-", max_size=80))
def test_any_markup_at_all_gives_a_notice_or_a_reason(markup: str) -> None:
    try:
        assert read(f"会{markup}").text
    except Unreadable:
        assert not re.search("[会议]", re.sub("<.*", "", markup))


# ── tables that give out work ─────────────────────────────────────────────────────────────────────────────────

LEAD = f"<h1>{TITLE}</h1><p>{BODY[0]}</p><p>会议明确分工如下：</p>"


def rows_of(table: str) -> list[str]:
    """The lines that a table of a page becomes."""
    text = read(page(f"<div>{LEAD}{table}<p>{BODY[3]}</p></div>")).text
    return text.split("分工如下：\n")[1].split(f"\n{BODY[3]}")[0].split("\n")


def test_a_table_that_gives_out_work_has_a_cell_in_each_column() -> None:
    rows = rows_of(
        "<table><tr><td>序号</td><td>工作任务</td><td>牵头单位</td><td>配合单位</td><td>完成时限</td></tr>"
        "<tr><td></td><td>完成河道清淤</td><td>市水务局</td><td>&nbsp;</td><td>6月底</td></tr>"
        "<tr><td>2</td><td>排查内涝点</td><td>市住建局</td><td>各街道</td><td></td></tr></table>"
    )
    assert rows == [
        "序号\t工作任务\t牵头单位\t配合单位\t完成时限",
        "\t完成河道清淤\t市水务局\t\t6月底",
        "2\t排查内涝点\t市住建局\t各街道\t",
    ]


def test_the_paragraphs_of_its_cells_stay_in_their_row() -> None:
    rows = rows_of(
        "<table><tr><th>序号</th><th>工作<br>任务</th><th><p>责任</p><p>单位</p></th></tr>"
        "<tr><td><p>1</p></td><td><p>完成河道清淤。</p><p>备足物资</p><ul><li>沙袋</li><li>水泵</li></ul></td>"
        "<td><div>市水务局</div><div>市财政局</div>各镇<br/>各街道</td></tr></table>"
    )
    assert rows == ["序号\t工作 任务\t责任 单位", "1\t完成河道清淤。备足物资 沙袋 水泵\t市水务局 市财政局 各镇 各街道"]


def test_a_merged_cell_stands_once_and_a_ditto_mark_in_the_other_rows() -> None:
    rows = rows_of(
        "<table><tr><td colspan=4>任务分解表</td></tr>"
        "<tr><td rowspan=2>序号</td><td rowspan=2>工作任务</td><td colspan=2>责任分工</td></tr>"
        "<tr><td>牵头单位</td><td>配合单位</td></tr>"
        "<tr><td>1</td><td rowspan=2>完成河道清淤</td><td>市水务局</td><td rowspan=0>各镇</td></tr>"
        "<tr><td>2</td><td>市住建局</td></tr><tr><td>3</td><td>备足物资</td><td>市财政局</td></tr></table>"
    )
    assert rows == [
        "任务分解表\t\t\t",
        "序号\t工作任务\t责任分工\t",
        "〃\t〃\t牵头单位\t配合单位",
        "1\t完成河道清淤\t市水务局\t各镇",
        "2\t〃\t市住建局\t〃",
        "3\t备足物资\t市财政局\t〃",
    ]


def test_a_table_as_the_whole_body_leaves_no_sentence_beside_it_out() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>完成清淤，备足物资；开展演练，公布电话。</td><td>市水务局</td></tr>" for n in range(40)
    )
    content = f"<div><div class=t>{BODY[0]}</div><table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr>{rows}</table></div>"
    text = read(page(f"<ul>{MENU}</ul>{content}")).text
    assert BODY[0] in text
    assert text.count("市水务局") == 40


@pytest.mark.parametrize(
    "table",
    [
        # No head that gives out work: as ever, a cell with several paragraphs has a line for each.
        "<table><tr><td>会议内容</td><td><p>甲。</p><p>乙。</p></td></tr></table>",
        # A layout: the table holds another.
        "<table><tr><td>工作任务</td><td>责任单位</td></tr><tr><td><p>甲。</p><p>乙。</p></td>"
        "<td><table><tr><td>丙</td></tr></table></td></tr></table>",
    ],
)
def test_other_tables_are_read_as_the_layout_of_a_page(table: str) -> None:
    assert "甲。\n乙。" in read(page(f"<div>{LEAD}{table}</div>")).text


def test_hidden_cells_shift_no_column() -> None:
    rows = rows_of(
        "<table><tr><td>序号</td><td style='display:none'>内部编号</td><td>工作任务</td><td>责任单位</td></tr>"
        "<tr><td>1</td><td style='display:none'>x</td><td>完成清淤</td><td>市水务局</td></tr></table>"
    )
    assert rows == ["序号\t工作任务\t责任单位", "1\t完成清淤\t市水务局"]


def test_a_cell_that_claims_a_thousand_columns_and_rows_makes_no_long_text() -> None:
    wide = "<td colspan=99999 rowspan=99999>完成清淤</td>"
    rows = rows_of(f"<table><tr><td>工作任务</td><td>责任单位</td></tr>{f'<tr>{wide}{wide}</tr>' * 50}</table>")
    assert len(rows) == 51
    assert all(len(row) < 300 for row in rows)


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), min_size=1, max_size=6)
)
def test_every_row_of_a_grid_has_as_many_cells_whatever_is_merged(spans: list[list[tuple[int, int]]]) -> None:
    body = "".join(
        "<tr>"
        + "".join(f"<td colspan={wide} rowspan={tall}>格{r}{c}</td>" for c, (wide, tall) in enumerate(row))
        + "</tr>"
        for r, row in enumerate(spans)
    )
    rows = rows_of(f"<table><tr><td>工作任务</td><td>责任单位</td></tr>{body}</table>")
    assert len({row.count("\t") for row in rows}) == 1
    for r, row in enumerate(spans):
        for c in range(len(row)):
            assert "\n".join(rows).count(f"格{r}{c}") == 1
