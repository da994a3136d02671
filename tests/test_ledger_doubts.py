"""What was left open stands beside the demand in the ledger, and what no period holds is told of."""

from __future__ import annotations

from io import BytesIO

import pytest
from command import kg, rows
from ledgers import EVERYTHING, lines_in
from openpyxl import load_workbook
from starlette.testclient import TestClient

from kg import build
from kg.ledger import columns, doubted
from kg.query.doubt_notes import NOTES
from kg.web.app import create_app
from kg.web.asked import Place

DATED = """沂源县人民政府第十八届第30次常务会议召开
2024年5月8日，县长赵一山主持召开沂源县人民政府第十八届第30次常务会议。
会议强调，县水利局要在汛期来临前完成水库除险。县林业局要在6月底前补齐防火隔离带。
"""
UNDATED = """沂源县召开防汛工作专题会议
5月9日，副县长钱二川主持召开沂源县防汛工作专题会议。
会议要求，县水利局要在5月底前完成河道清淤。县林业局要制定方案。
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("doubts")
    (place / "in").mkdir()
    (place / "in" / "dated.txt").write_text(DATED, encoding="utf-8")
    (place / "in" / "undated.txt").write_text(UNDATED, encoding="utf-8")
    build.build([str(place / "in")], place / "s")
    return place


def test_every_kind_of_doubt_is_told_by_the_ledger_or_known_to_be_about_no_demand():
    assert NOTES.keys() == doubted.OF_LINES | doubted.ELSEWHERE
    assert not doubted.OF_LINES & doubted.ELSEWHERE


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("汛期来临前", "存疑：“汛期来临前”不能定到日期"),
        ("6月底前", ""),
        ("5月底前", "存疑：“5月底前”不能定到日期（会议日期不明）"),
        ("制定方案", ""),
    ],
)
def test_a_deadline_without_a_day_is_said_to_have_none_and_no_other(place, words, told):
    """An empty cell beside a stated deadline would look as if nothing pressed."""
    (line,) = [line for line in lines_in(place / "s", EVERYTHING) if words in line.quote]
    assert columns.remark(line) == told


@pytest.mark.parametrize(
    ("kind", "quote", "at", "told"),
    [
        ("deadline-recurring", "每季度", 12, ("“每季度”反复出现，未作时限",)),
        ("deadline-recurring", "每季度", 25, ()),  # in the sentence, and in another demand of it
        ("addressee-unread", "县财政局", 25, ("“县财政局”是否也须办理，未能读懂",)),
        ("addressee-unread", "县财政局", 31, ()),
        ("weak-directive", "要抓好", 10, ("所依规则不够可靠，请核对原文",)),
        ("party-by-position", "业主单位", 12, ()),  # said where it is the addressee
        ("document-kind-open", "《办法》", 12, ()),
    ],
)
def test_a_doubt_belongs_to_the_demand_whose_words_it_is_about(kind, quote, at, told):
    doubts = [doubted.Doubted(at, at + len(quote), kind, quote)]
    assert doubted.about_demand(doubts, (10, 20), (5, 30)) == told


def test_who_is_asked_is_doubted_wherever_the_name_stands():
    doubts = [doubted.Doubted(0, 4, "unknown-agency", "县国投集"), doubted.Doubted(0, 4, "weak-directive", "县国投集")]
    assert doubted.about_addressee(doubts, "县国投集") == ("“县国投集”全称不明",)
    assert doubted.about_addressee(doubts, "县财政局") == ()


@pytest.mark.parametrize("command", ["ledger", "directives"])
def test_a_period_says_what_it_leaves_out_for_want_of_a_day(place, command):
    done = kg(command, "-s", place / "s", "--since", "2024-05-01", "--format", "csv", check=0)
    assert len(rows(done)) == 2
    assert "2 more are of meetings whose day is not known, so they are in no period (undated.txt)" in done.err
    assert "no period" not in kg(command, "-s", place / "s", check=0).err
    forestry = kg(command, "-s", place / "s", "--until", "2024-06-01", "-a", "沂源县林业局", check=0)
    assert "1 more is of a meeting whose day is not known, so it is in no period (undated.txt)" in forestry.err


@pytest.mark.parametrize(
    "arguments", [("stats",), ("export", "graphml", "-o", "g.graphml"), ("export", "annotations", "-o", "a")]
)
def test_exports_and_counts_of_a_period_say_which_notices_they_leave_out_for_want_of_a_day(place, tmp_path, arguments):
    said = "1 notice is of a meeting whose day is not known, so it is in no period (undated.txt) and left out here"
    for agency in ((), ("-a", "沂源县林业局")):
        assert said in kg(*arguments, "-s", place / "s", "--since", "2024-05-01", *agency, check=0, cwd=tmp_path).err
        assert "no period" not in kg(*arguments, "-s", place / "s", *agency, check=0, cwd=tmp_path).err


def test_a_search_in_a_period_says_what_it_leaves_out_for_want_of_a_day(place):
    asked = ("search", "林业局", "-k", "directive", "-s", place / "s")
    assert "1 more is of a meeting whose day is not known" in kg(*asked, "--since", "2024-05-01", check=0).err
    assert "no period" not in kg(*asked, check=0).err


def test_pages_of_a_period_say_how_much_they_leave_out_for_want_of_a_day(place):
    told = "Of meetings whose day is not known, and so in no period: 1"
    with TestClient(create_app(Place(place / "s")), base_url="http://localhost") as client:
        for page in ("/en/search?q=林业局&kind=directive", "/en/page/org/370323/林业局?"):
            assert told in client.get(f"{page}&since=2024-05-01").text, page
            assert told not in client.get(page).text


def test_the_picture_of_a_period_says_how_many_notices_it_leaves_out_for_want_of_a_day(place):
    told = "Notices of meetings whose day is not known, and so in no period: 1"
    page = "/en/graph/org/370323/林业局?view=meeting-agency"
    with TestClient(create_app(Place(place / "s")), base_url="http://localhost") as client:
        whole, later = client.get(page).text, client.get(f"{page}&since=2024-05-01").text
        assert told in later
        assert told not in whole
        assert 'href="?view=agencies&amp;since=2024-05-01"' in later
        assert client.get(f"{page}&since=2031").text.count("<circle") == 0


def test_the_spreadsheet_of_a_period_says_how_many_lines_it_leaves_out_for_want_of_a_day(place, tmp_path):
    address = "/page/org/370323/林业局?format=xlsx"
    with TestClient(create_app(Place(place / "s")), base_url="http://localhost") as client:
        books = [client.get(f"{address}{more}").content for more in ("", "&since=2024-05-01")]
    (tmp_path / "c.xlsx").touch()
    kg("ledger", "-s", place / "s", "--since", "2024-05-01", "-o", "c.xlsx", check=0, cwd=tmp_path)
    books.append((tmp_path / "c.xlsx").read_bytes())
    said = [dict(load_workbook(BytesIO(book))["说明"].iter_rows(values_only=True)).get("日期不明") for book in books]
    assert said[0] is None
    assert "另有 1 行的会议日期不明" in said[1]
    assert "另有 2 行的会议日期不明" in said[2]
