"""Word and PDF: the words in reading order, numbers and paragraphs as the reader of the printed page sees them."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from pdf_by_hand import pdf

from kg.model import Notice, Page
from kg.read import ReadOptions
from kg.read.docx import read_docx
from kg.read.docx_numbers import spelled
from kg.read.outcome import Unreadable
from kg.read.pdf import read_pdf
from kg.read.pdf_lines import Line, paragraphs


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(data: bytes) -> list[str]:
    return read_docx(data, "notice.docx", ReadOptions()).text.split("\n")


def body_of(*xml: str) -> bytes:
    """A Word file whose body is this WordprocessingML."""
    document = docx.Document()
    body = document.element.body
    spaces = f'{nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for number, element in enumerate(xml):
        body.insert(number, parse_xml(element.replace(">", f" {spaces}>", 1)))
    return saved(document)


# ── Word ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    document = docx.Document()
    document.add_heading("十七届市政府第62次常务会议纪要", 0)
    document.add_paragraph("会议要求，").add_run("抓好落实。").bold = True
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("责任单位", "完成时限", "市财政局\n市审计局", "年底前"), strict=True):
        cell.text = text
    document.add_paragraph("　　会议还研究了其他事项。")
    document.add_paragraph("")
    notice = read_docx(saved(document), "a/notice.docx", ReadOptions())
    assert notice.source == "a/notice.docx"
    assert notice.page == Page()
    assert notice.text.split("\n") == [
        "十七届市政府第62次常务会议纪要",
        "会议要求，抓好落实。",
        "责任单位\t完成时限",
        "市财政局 市审计局\t年底前",
        "　　会议还研究了其他事项。",
    ]


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        ("<w:p><w:r><w:t>会议</w:t></w:r><w:ins><w:r><w:t>要求</w:t></w:r></w:ins></w:p>", ["会议要求"]),
        ("<w:p><w:r><w:t>会议</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del></w:p>", ["会议"]),
        (
            "<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>",
            ["新"],
        ),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>", ["链接"]),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>", ["控件"]),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>", ["控件"]),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", ["一", "二\t三"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r></w:p>", ["1"]),
        (
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>xuān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>暄</w:t></w:r></w:rubyBase></w:ruby>"
            "</w:r></w:p>",
            ["暄"],
        ),
        (
            "<w:p><w:r><w:t>外</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p>"
            "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
            "</mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["外", "框"],
        ),
    ],
)
def test_what_word_shows_is_read_and_what_it_hides_is_not(xml: str, lines: list[str]) -> None:
    assert word(body_of(xml)) == lines


def numbered(document: object, number: int, level: int, text: str) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = level


def with_list(*levels: tuple[str, str]) -> object:
    """A document with a list, numbered 90, and one that starts it anew, numbered 91."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for n, (style, pattern) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{inner}</w:abstractNum>'))
    for number, override in ((90, ""), (91, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')):
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{override}</w:num>')
        )
    return document


def test_the_numbers_that_word_prints_before_list_paragraphs_are_text() -> None:
    document = with_list(
        ("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("bullet", "l")
    )
    for level, text in (
        (0, "研究"),
        (1, "要求"),
        (2, "抓好"),
        (2, "落实"),
        (3, "点"),
        (1, "强调"),
        (2, "抓紧"),
        (0, "听取"),
    ):
        numbered(document, 90, level, text)
    document.add_paragraph("会议还研究了其他事项。")
    numbered(document, 91, 0, "另起")
    numbered(document, 0, 0, "无号")
    assert " ".join(word(saved(document))) == (
        "一、研究 （一）要求 1.抓好 2.落实 点 （二）强调 1.抓紧 二、听取 会议还研究了其他事项。 一、另起 无号"
    )


def test_numbers_that_a_style_brings_are_text_too() -> None:
    document = docx.Document()
    for text in ("研究", "听取"):
        document.add_paragraph(text, style="List Number")
    assert word(saved(document)) == ["1.研究", "2.听取"]


@pytest.mark.parametrize(
    ("number", "style", "expected"),
    [
        (1, "chineseCountingThousand", "一"),
        (10, "chineseCounting", "十"),
        (12, "japaneseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (99, "chineseCounting", "九十九"),
        (100, "chineseCounting", "100"),
        (3, "decimalEnclosedCircle", "③"),
        (12, "decimalFullWidth", "１２"),
        (2, "lowerLetter", "b"),
        (27, "upperLetter", "27"),
        (4, "lowerRoman", "iv"),
        (49, "upperRoman", "XLIX"),
        (7, "aiueo", "7"),
    ],
)
def test_numbers_are_spelled_as_word_does(number: int, style: str, expected: str) -> None:
    assert spelled(number, style) == expected


def test_a_word_file_without_words_is_refused() -> None:
    document = docx.Document()
    document.element.body.append(OxmlElement("w:p"))
    with pytest.raises(Unreadable, match=r"has no text \(only pictures\?\)"):
        word(saved(document))


def table_of(rows: list[list[str]], *merged: tuple[tuple[int, int], tuple[int, int]]) -> list[str]:
    """The lines that a table of a Word file becomes; ``merged``: (row, column) of the first and last of merged cells."""
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for first, last in merged:
        table.cell(*first).merge(table.cell(*last))
    return word(saved(document))


def test_a_table_that_gives_out_work_has_a_cell_in_each_column() -> None:
    rows = [["序号", "工作\n任务", "责任单位", "完成时限"], ["", "完成清淤。\n备足物资", "市水务局\n市财政局", ""]]
    assert table_of(rows) == ["序号\t工作 任务\t责任单位\t完成时限", "\t完成清淤。备足物资\t市水务局 市财政局\t"]


def test_merged_cells_stand_once_and_a_ditto_mark_in_the_rows_below() -> None:
    rows = [
        ["任务分解表", "", "", ""],
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["1", "完成清淤", "市水务局", "6月底"],
        ["2", "排查内涝点", "", ""],
        ["3", "备足物资", "市财政局", ""],
    ]
    assert table_of(rows, ((0, 0), (0, 3)), ((2, 2), (3, 2)), ((2, 3), (4, 3))) == [
        "任务分解表\t\t\t",
        "序号\t工作任务\t责任单位\t完成时限",
        "1\t完成清淤\t市水务局\t6月底",
        "2\t排查内涝点\t〃\t〃",
        "3\t备足物资\t市财政局\t〃",
    ]


def test_rows_that_begin_or_end_short_of_the_grid_keep_their_columns() -> None:
    def cell(text: str, settings: str = "") -> str:
        return f"<w:tc><w:tcPr>{settings}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    short = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    head = "".join(map(cell, ("序号", "工作任务", "责任单位")))
    table = f"<w:tbl><w:tr>{head}</w:tr><w:tr>{short}{cell('完成清淤')}</w:tr></w:tbl>"
    assert word(body_of(table)) == ["序号\t工作任务\t责任单位", "\t完成清淤\t"]


def test_other_tables_of_a_word_file_are_read_as_ever() -> None:
    assert table_of([["", "姓名", ""], ["", "王立", "局长"]]) == ["姓名", "王立\t局长"]


# ── PDF ───────────────────────────────────────────────────────────────────────────────────────────────────────

PARAGRAPHS = (
    "11月9日上午，市长林致远主持召开十七届市政府第62次常务会议，研究部署冬季消防安全、秋粮收购等工作。",
    "会议强调，各镇（街）、各部门要提高政治站位，压实责任链条，确保各项任务落到实处。市财政局要足额安排资金。会议指出，要抓紧。",
    "会议还研究了其他事项。",
)
TITLE = "临江市人民政府常务会议纪要"


def set_page(*, indent: int, width: int = 26, size: int = 16) -> list[tuple[float, float, str]]:
    """PARAGRAPHS as a printed page: 26 characters to a line, first lines ``indent`` characters in."""
    lines = [(90 + size * 6.5, 780.0, TITLE)]
    y = 740.0
    for paragraph in PARAGRAPHS:
        rest, left = paragraph, indent
        while rest:
            line, rest = rest[: width - left], rest[width - left :]
            lines.append((90 + left * size, y, line))
            y, left = y - 28, 0
    return lines


def read(data: bytes) -> Notice:
    return read_pdf(data, "notice.pdf", ReadOptions())


def test_the_lines_of_a_set_page_become_paragraphs_again() -> None:
    assert read(pdf(set_page(indent=2))).text.split("\n") == [TITLE, *PARAGRAPHS]


def test_a_paragraph_goes_on_over_the_page_s_end_and_page_numbers_are_dropped() -> None:
    lines = set_page(indent=2)
    first, second = [*lines[:5], (280.0, 60.0, "— 1 —")], [*lines[5:], (280.0, 60.0, "2")]
    assert read(pdf(first, second)).text.split("\n") == [TITLE, *PARAGRAPHS]


def test_without_indents_a_full_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    text = read(pdf(set_page(indent=0))).text
    assert text.replace("\n", "") == TITLE + "".join(PARAGRAPHS)
    assert text.split("\n")[1] == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], []),
        (["会议"], ["会议"]),
        (["短", "行"], ["短", "行"]),
        (["长" * 20, "长" * 20, "完"], ["长" * 40 + "完"]),
        (["长" * 20, "长" * 8 + "。", "另起"], ["长" * 28 + "。", "另起"]),
        (["长" * 19 + "A", "B" + "长" * 19, "完"], ["长" * 19 + "A B" + "长" * 19 + "完"]),
        (["长" * 19 + "2", "0" + "长" * 19, "完"], ["长" * 19 + "20" + "长" * 19 + "完"]),
        (["长" * 20, "　　" + "长" * 18, "完"], ["长" * 20, "长" * 18 + "完"]),
    ],
)
def test_lines_without_places_are_joined_by_their_length(lines: list[str], expected: list[str]) -> None:
    assert list(paragraphs([[Line(text) for text in lines]])) == expected


@pytest.mark.parametrize("number", ["1", "- 3 -", "— 12 —", "第 3 页", "第3页 共12页", "3/12页"])
def test_a_page_number_is_no_paragraph(number: str) -> None:
    assert list(paragraphs([[Line("会议"), Line(number)], [Line(number), Line("要求")]])) == ["会议", "要求"]


@pytest.mark.parametrize("text", ["2023年", "第3次", "1.会议"])
def test_what_only_begins_like_a_page_number_stays(text: str) -> None:
    assert list(paragraphs([[Line(text), Line("会议")]])) == [text, "会议"]


def test_a_pdf_without_a_text_layer_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable, match=r"has no text layer \(scanned pages\?\): .*OCR"):
        read(pdf([]))
