"""The page around a notice: whatever its form, title, day, publisher and the notice itself come out right."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from case_tables import NOTHING, Row, analysed, cases

from kg.model import Analysis, Notice, Span
from kg.pipeline import analyse, knowledge
from kg.read import read_path
from kg.scan import scan
from kg.structure import Outline, parse_structure

BODY = (
    "5月8日，县委副书记、县长赵一山主持召开县人民政府第30次常务会议。",
    "会议传达学习了省政府常务会议精神，审议了《东河县防汛预案》。",
    "会议强调，县水务局要在5月底前完成水库除险，各镇（街道）要抓好巡查。",
)


def lines(cell: str) -> str:
    return "" if cell == NOTHING else cell.replace("⏎", "\n").replace("⇥", "\t")


def body_of(row: Row) -> tuple[str, ...]:
    """The text; where the page tells no day, the meeting's own has its year."""
    return (BODY[0].replace("5月", "2024年5月"), *BODY[1:]) if row["published"] == NOTHING else BODY


def page(row: Row, style: str, *, titled: bool) -> str:
    def blocks(cell: str) -> str:
        if "⇥" in cell:
            inside = escape(lines(cell)).replace("\t", "</td><td>").replace("\n", "</td></tr><tr><td>")
            return f"<table><tr><td>{inside}</td></tr></table>"
        return "\n".join(f"<div>{escape(line)}</div>" for line in lines(cell).splitlines() if line.strip())

    parts = [*body_of(row), *(lines(row["foot"]).splitlines() if row["layout"] == "foot signature" else ())]
    body = "<br>".join(f"　　{part}" for part in parts)
    if style == "blocks":
        body = "".join(f"<p>　　{part}</p>" for part in parts)
    return (
        f"<html><head><title>{escape(row['title'] if titled else '东河县人民政府门户网站')}</title><script>var a = '打印';</script></head><body>"
        f"<div class=top>{blocks(row['head'])}</div><div class=TRS_Editor>{body}</div>"
        f"<div class=foot>{blocks(row['foot'])}</div></body></html>"
    )


def body_span(outline: Outline) -> Span | None:
    """From the lead to the last paragraph of the notice proper."""
    ends = [p.end for p in outline.paragraphs if p.role in ("body", "roll")]
    return None if outline.lead is None or not ends else Span(outline.paragraphs[outline.lead].start, max(ends))


def check(row: Row, analysis: Analysis) -> None:
    fields = analysis.fields
    got = [NOTHING if value is None else value.value for value in (fields.title, fields.published, fields.publisher)]
    assert got == [row["title"], row["published"], row["publisher"]], row["why"]
    for value in (fields.title, fields.publisher):
        assert value is None or value.span is None or analysis.notice.quote(value.span) == value.value
    body = body_span(parse_structure(scan(analysis.notice, knowledge().lexicon)))
    assert body is not None
    found = analysis.notice.quote(body)
    assert (found[:8], found[-5:]) == (body_of(row)[0][:8], BODY[-1][-5:]), row["why"]
    assert analysis.meeting.date is not None
    assert analysis.meeting.date.value == "2024-05-08"
    assert [directive.surfaces("responsible") for directive in analysis.directives] == [
        ("县水务局",),
        ("各镇（街道）",),
    ]


@cases("pages")
@pytest.mark.parametrize("gap", ["\n", "\n\n\n　　", "\r\n\r\n"], ids=["close", "apart", "crlf"])
def test_the_page_around_a_notice_is_told_from_it(row: Row, gap: str) -> None:
    check(row, analysed(gap.join((lines(row["head"]), *body_of(row), lines(row["foot"])))))


@cases("pages")
@pytest.mark.parametrize("style", ["blocks", "breaks"])
@pytest.mark.parametrize("titled", [True, False], ids=["titled", "site's title"])
def test_the_page_as_html_says_the_same(row: Row, style: str, titled: bool, tmp_path: Path) -> None:
    """Heads and feet as blocks, each part of a line an element of its own; the text as paragraphs, or parted by br."""
    (tmp_path / "page.html").write_text(page(row, style, titled=titled), encoding="utf-8")
    (read,) = read_path(tmp_path / "page.html")
    assert isinstance(read, Notice)
    check(row, analyse(read, knowledge().lexicon))


@pytest.mark.parametrize(
    "sentence",
    [
        "会议强调，县教育局要牵头组织经验分享，各学校要认真落实。",
        "会议要求，县网信办要及时回应网友评论，做好舆论引导。",
        "会议要求，县政务服务局要在首页公开办事指南，附件下载要方便。",
        "会议强调，县委宣传部要做好相关新闻报道。",
        "会议指出，县税务局要推行免费打印服务。",
        "会议强调，各主办单位要落实安全责任，县公安局要做好备案号登记。",
        "会议要求，县卫生健康局要公布举报电话，建设无障碍通道",
    ],
)
def test_words_of_pages_in_what_a_meeting_says_are_no_page(sentence: str) -> None:
    text = "\n".join((BODY[0], sentence, BODY[1]))
    assert analysed(text).directives


def test_a_footer_that_reads_like_a_demand_is_none() -> None:
    footer = "本网站所刊载信息，未经授权不得转载，转载时须注明来源。"
    assert len(analysed("\n".join((*BODY, footer))).directives) == 2


def test_nothing_after_the_heading_of_other_articles_is_the_notices() -> None:
    other = "相关阅读\n昨日，县民政局召开会议，要求各镇要做好冬春救助。"
    assert len(analysed("\n".join((*BODY, other))).directives) == 2
