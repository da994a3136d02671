"""Lines that a width broke: the notice is read as if they were whole, and points into the text as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hard_wrap import Wrapped, hard_wrapped
from strange_texts import NOTICES, text_of

from kg import build, store
from kg.gold import to_gold
from kg.index.entries import paragraphs
from kg.model import Notice, Span
from kg.one_line import on_one_line
from kg.pipeline import extract
from kg.read import ReadOptions, read_path, read_text
from kg.read.docx import read_docx
from kg.read.html import read_html
from kg.read.soft_breaks import soft_breaks
from kg.resolve.joined_lines import LINES_JOINED

EXAMPLES = Path(__file__).parent.parent / "examples"
KINDS = ("meeting", "people", "documents", "agencies", "agenda", "directives")
SAID = """5月8日上午，县委副书记、县长赵一山主持召开县政府第十八届第30次常务会议，传达学习《东河县防汛条例》，研究部署防汛抗旱、安全生产等工作。
会议强调，县水利局要会同县应急管理局、县发展和改革局对全县水库、山塘、堤防开展一次拉网式排查，6月15日前完成整改销号，不得留下隐患。
会议审议并原则通过《东河县城区排水防涝三年行动方案》。会议要求，县住房城乡建设局要牵头做好项目前期工作，县财政局要足额安排资金，年底前开工建设。"""


def whole(text: str) -> str:
    """What a text says, read over its soft breaks."""
    return read_text(text, source="-").words(Span(0, len(text)))


# ── the examples, broken ──────────────────────────────────────────────────────────────────────────────────────────


def moved(value: Any, wrapped: Wrapped, key: str = "") -> Any:
    """What was found in the whole text, as it must be found in the broken one."""
    if isinstance(value, dict):
        return {name: moved(part, wrapped, name) for name, part in value.items() if name not in ("quote", "iri")}
    if key in ("span", "undisclosed") and value is not None:
        return wrapped.moved(*value)
    if key == "mentions":
        return [wrapped.moved(*span) for span in value]
    return [moved(part, wrapped) for part in value] if isinstance(value, list) else value


def found_in_both(path: Path, width: int, *, blank: bool, indent: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is found in an example, and in the same with its lines broken, at the places of the broken one."""
    wrapped = hard_wrapped(text_of(path), width, blank=blank, indent=indent)
    stays = Wrapped(wrapped.text, wrapped.text, list(range(len(wrapped.text))))
    before, after = (extract(read_text(text, source="-")) for text in (wrapped.whole, wrapped.text))
    assert not before.analysis.notice.soft_breaks
    assert after.analysis.notice.soft_breaks
    assert after.analysis.notice.text == wrapped.text
    return (
        moved(to_gold(before.analysis, before.resolution), wrapped),
        moved(to_gold(after.analysis, after.resolution), stays),
    )


@pytest.mark.parametrize(("width", "indent"), [(30, False), (30, True), (38, True), (44, False), (44, True)])
def test_where_blank_lines_part_paragraphs_all_is_found_as_in_the_unbroken_text(width: int, indent: bool) -> None:
    for path in NOTICES:
        before, after = found_in_both(path, width, blank=True, indent=indent)
        for kind in KINDS:
            assert after[kind] == before[kind], (path.name, kind)


def share_found(kind: str, width: int, *, indent: bool) -> float:
    """Of what is found in the examples, the share that is found the same in the broken text."""
    same = of = 0
    for path in NOTICES:
        before, after = (
            [json.dumps(one, sort_keys=True) for one in found[kind]]
            for found in found_in_both(path, width, blank=False, indent=indent)
        )
        same += sum(one in after for one in before)
        of += len(before)
    return same / of


@pytest.mark.parametrize(("width", "indent"), [(30, False), (38, True)])
def test_without_blank_lines_it_takes_an_unlucky_line_to_lose_a_directive(width: int, indent: bool) -> None:
    assert share_found("directives", width, indent=indent) > 0.995


# ── which texts ───────────────────────────────────────────────────────────────────────────────────────────────────


BROKEN = {"d14-dunhuang-55"}  # the form of a page that a width broke


@pytest.mark.parametrize("path", sorted(EXAMPLES.rglob("*.txt")), ids=lambda path: path.stem)
def test_no_example_is_taken_for_broken_but_those_that_are(path: Path) -> None:
    assert bool(soft_breaks(text_of(path))) == (path.stem in BROKEN)


LISTS = {
    "paragraphs": SAID,
    "attendance": "参会人员名单\n"
    + "".join(f"县{what}局党组书记、局长　{who}同志\n" for what, who in zip("财教水农商", "甲乙丙丁戊", strict=True)),
    "agenda": "".join(
        f"{number}、审议《东河县{what}业发展方案》\n" for number, what in zip("一二三四", "农工商林", strict=True)
    ),
    "headlines": "".join(
        f"县政府召开第{number}次常务会议研究{what}发展工作\n" for number, what in enumerate("农工商林牧渔", 31)
    ),
    "duties": "会议议定：\n"
    + "".join(f"修复{what}设施\n责任单位：县{what}局、县财政局，配合单位：各镇\n" for what in ("水利", "教育", "农业")),
    "points": "会议要求：\n"
    + "".join(
        f"{number}是加强{what}安全，全面开展排查，消除隐患；\n" for number, what in zip("一二三", "水矿火", strict=True)
    ),
    "table": "".join(
        f"{number}\t完成{what}整治任务，消除隐患\t县{what}局\t6月底\n" for number, what in enumerate("水路林田山湖", 1)
    ),
    "work": "".join(
        f"县{what}局，负责{work}，六月底前完成\n"
        for what, work in zip("水财教农林", ("水库加固", "资金拨付", "校园安全", "农资储备", "森林防火"), strict=True)
    ),
    "roll": "出席：\n"
    + "".join(
        f"{who}，县政府党组成员、副县长，{did}\n"
        for who, did in zip(("赵一山", "钱二河", "孙三林", "李四海"), ("主持", "汇报", "列席", "列席"), strict=True)
    ),
    "verses": "白日依山尽，黄河入海流。\n欲穷千里目，更上一层楼。\n" * 4,
    "one line": "会" * 40,
    "nothing": "",
}


@pytest.mark.parametrize("name", LISTS)
def test_lines_that_end_where_something_ends_are_not_joined(name: str) -> None:
    assert soft_breaks(LISTS[name]) == ()


@pytest.mark.parametrize("blank", [True, False])
@pytest.mark.parametrize("indent", [True, False])
@pytest.mark.parametrize("width", [18, 24, 30, 38])
def test_lines_that_a_width_broke_are_joined(width: int, indent: bool, blank: bool) -> None:
    wrapped = hard_wrapped(SAID, width, blank=blank, indent=indent)
    assert whole(wrapped.text) == wrapped.whole


def test_short_paragraphs_that_all_begin_alike_are_no_list() -> None:
    paragraphs = [
        f"会议强调，县{what}局要会同有关单位对全县{what}设施开展排查，六月底前完成整改。" for what in "水财教农林交"
    ]
    assert whole(hard_wrapped("\n".join(paragraphs), 26).text).split("\n") == paragraphs


def test_a_program_that_counts_characters_breaks_lines_too() -> None:
    text = "\n".join(SAID.replace("\n", "")[start : start + 32] for start in range(0, 400, 32)).strip()
    assert whole(text) == SAID.replace("\n", "")


@pytest.mark.parametrize("mark", ["\r\n", " \n", "\n  ", "\u3000\n"], ids=repr)
def test_what_the_program_put_around_the_breaks_goes_with_them(mark: str) -> None:
    paragraph = SAID.split("\n")[1] * 2
    assert whole(hard_wrapped(paragraph, 24).text.replace("\n", mark)) == paragraph


def test_a_space_of_the_text_that_stands_at_a_break_stays() -> None:
    roll = "　".join(["赵一山（县水利局）", "钱二河（县财政局）", "孙三川（县教育局）", "李四海（县公安局）"])
    text = hard_wrapped(f"{SAID}\n列席：{roll}", 23).text
    assert "\u3000\n" in text
    assert roll in whole(text)


def test_a_break_between_latin_words_is_a_space_and_one_in_a_number_or_abbreviation_is_none() -> None:
    notice = Notice("0" * 16, "New\nYork 20\n24 PP\nP", "-", soft_breaks=(Span(3, 4), Span(11, 12), Span(17, 18)))
    assert notice.words(Span(0, 19)) == "New York 2024 PPP"
    assert notice.words(Span(1, 3)) == "ew"
    assert notice.words(Span(2, 5)) == "w Y"


def test_title_and_source_above_the_notice_stay_lines_of_their_own() -> None:
    head = "东河县人民政府召开第十八届第三十次常务会\n来源：县政府办公室　发布时间：2024-05-09"
    text = hard_wrapped(f"{head}\n{SAID}", 20).text
    title = extract(read_text(text, source="-")).analysis.fields.title
    assert title is not None
    assert title.value == head.split("\n")[0]


# ── what it is told of ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def broken() -> str:
    return hard_wrapped(f"{SAID}\n来源：湖南省东河县人民政府办公室", 22, indent=True).text


def test_quotes_have_the_breaks_and_names_have_none(broken: str) -> None:
    analysis = extract(read_text(broken, source="-")).analysis
    parties = [party for directive in analysis.directives for party in directive.parties]
    assert {party.surface for party in parties} == {
        "县水利局",
        "县应急管理局",
        "县发展和改革局",
        "县住房城乡建设局",
        "县财政局",
    }
    assert any("\n" in analysis.notice.quote(party.span) for party in parties)
    assert all(analysis.notice.words(party.span) == party.surface for party in parties)
    assert [directive.deadline.surface for directive in analysis.directives if directive.deadline] == [
        "6月15日前",
        "年底前",
    ]


def test_that_lines_were_joined_is_a_doubt_at_the_first_two(broken: str) -> None:
    analysis = extract(read_text(broken, source="-")).analysis
    (doubt,) = (doubt for doubt in analysis.doubts if doubt.kind == LINES_JOINED)
    assert analysis.notice.quote(doubt.span) == "\n".join(line.strip() for line in broken.split("\n")[:2])
    assert doubt.note == f"{len(analysis.notice.soft_breaks)} line breaks within sentences were read over"


def test_an_unbroken_text_has_no_such_doubt() -> None:
    assert all(doubt.kind != LINES_JOINED for doubt in extract(read_text(SAID, source="-")).analysis.doubts)


@pytest.fixture(scope="module")
def built(broken: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, build.BuildReport]:
    folder = tmp_path_factory.mktemp("broken")
    (folder / "in").mkdir()
    (folder / "in" / "broken.txt").write_text(broken, encoding="utf-8")
    (folder / "in" / "whole.txt").write_text(SAID, encoding="utf-8")
    return folder / "store", build.build([str(folder / "in")], folder / "store")


def test_the_report_of_a_build_names_such_texts(built: tuple[Path, build.BuildReport]) -> None:
    report = built[1]
    assert json.loads(report.as_json())["lines_joined"] == {"notices": 1, "sources": ["broken.txt"]}
    assert "the lines of 1 text are broken within sentences (broken.txt) and were read joined" in list(report.lines())


def test_passages_of_the_store_are_what_stands_there_and_names_are_whole(
    built: tuple[Path, build.BuildReport], broken: str
) -> None:
    from kg.export.accounts import account_of
    from kg.index.entries import of_notice
    from kg.query.directives import Wanted, directive_rows

    with store.opened_for_reading(built[0]) as opened:
        (account,) = (
            account
            for graph in store.notice_graphs(opened)
            if "\n" in (account := account_of(graph, opened)).directives[0].passage.quote
        )
        passages = [directive.passage for directive in account.directives] + [one.passage for one in account.mentions]
        entries = of_notice(account.notice, opened).entries
        rows = [row for row in directive_rows(opened, Wanted()) if row.source == "broken.txt"]
    assert account.text == broken
    assert all(broken[passage.start : passage.end] == passage.quote for passage in passages)
    assert all("\n" not in item.title for item in account.items)
    named = {name for row in rows for name in (*row.addressees, *row.co_actors)}
    assert named == {"县水利局", "县应急管理局", "县发展和改革局", "县住房城乡建设局", "县财政局"}
    lines = [entry.text for entry in entries if entry.kind == "text"]
    assert [line.replace("\n", "").strip() for line in lines] == [*SAID.split("\n"), "来源：湖南省东河县人民政府办公室"]


@pytest.mark.parametrize("mark", ["\r", "\u2028"], ids=repr)
def test_lines_that_no_line_feed_ends_stay_one_paragraph_of_the_index(broken: str, mark: str) -> None:
    text = broken.replace("\n", mark)
    assert soft_breaks(text)
    assert list(paragraphs(text)) == [(0, len(text))]


@pytest.mark.parametrize("mark", ["\n", "\r\n", "\u2028", "\f"], ids=repr)
def test_a_name_that_goes_over_a_break_of_any_kind_is_on_one_line(mark: str) -> None:
    assert on_one_line(f"县发展和{mark}　改革局") == "县发展和改革局"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("New\nYork公司", "New York公司"), ("A\nB公司", "AB公司"), ("G2\n06专班", "G206专班"), ("\nNew", "New")],
)
def test_a_break_in_a_name_is_a_space_only_between_latin_words(broken: str, whole: str) -> None:
    assert on_one_line(broken) == whole


# ── other files ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_manual_line_breaks_of_a_word_file_are_told_too() -> None:
    from io import BytesIO

    from docx import Document

    document = Document()
    for paragraph in hard_wrapped(SAID, 24, blank=True).text.split("\n\n"):
        document.add_paragraph(paragraph)
    data = BytesIO()
    document.save(data)
    notice = read_docx(data.getvalue(), "notice.docx", ReadOptions())
    assert notice.words(Span(0, len(notice.text))) == SAID


def test_so_are_those_of_a_web_page() -> None:
    page = "<html><body><div>" + hard_wrapped(SAID, 24, indent=True).text.replace("\n", "<br>") + "</div></body></html>"
    notice = read_html(page.encode(), "notice.html", ReadOptions())
    assert [line.strip() for line in whole(notice.text).split("\n")] == SAID.split("\n")


def test_each_notice_of_a_file_is_told_by_itself(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(f"{SAID}\n=====\n{hard_wrapped(SAID, 24).text}\n", encoding="utf-8")
    first, second = read_path(tmp_path / "two.txt")
    assert isinstance(first, Notice)
    assert isinstance(second, Notice)
    assert not first.soft_breaks
    assert second.soft_breaks
