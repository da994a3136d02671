"""The pages of ``kg serve``: what they show, in which formats, to whom, and what they refuse."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from hard_wrap import hard_wrapped
from served import AGENCY, DIRECTIVE, DOCUMENT, EXAMPLES, MEETING, NOTICE, PERSON, PLACE, page
from starlette.testclient import TestClient

from kg import build
from kg.ledger.filled import Entry
from kg.ledger.importing import take_in
from kg.ledger.lines import Selection
from kg.ledger.rows import ledger_lines
from kg.ledger.statuses import nquads, records, version_of
from kg.store import Replacement, base_of, opened_for_writing, replace
from kg.web.app import create_app
from kg.web.asked import Place
from kg.web.guard import POLICY, name_of

THINGS = (
    MEETING,
    NOTICE,
    DIRECTIVE,
    f"{MEETING}@cc8707a8/item/1",
    AGENCY,
    DOCUMENT,
    PERSON,
    PLACE,
    f"{NOTICE}/reading/title",
)
HOSTILE = (
    "东河县人民政府第3次常务会议召开\n5月8日，县长赵一山主持召开县政府第3次常务会议。会议审议《东河县<script>alert(1)</script>办法》。"
    '会议要求，县"><img src=x onerror=alert(2)>财政局要在6月底前拨付资金；县应急管理局要做好&lt;b&gt;防汛\'"工作。\n'
)


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    ["/", "/list/meeting", "/list/agency", "/list/document", "/list/notice", "/list/person", "/list/place", "/search?q=资金",
     "/queries", "/query/directives-due", "/query/agency-directives?agency=泸水市自然资源局", "/sparql",
     f"/statements/{quote(AGENCY)}", f"/graph/{quote(AGENCY)}",
     *map(page, THINGS)],
)  # fmt: skip
def test_every_page_answers_in_both_languages_with_the_policy(pages, path, language):
    got = pages.get(language + path)
    assert got.status_code == 200
    assert got.headers["content-security-policy"] == POLICY
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in got.headers
    assert f'<html lang="{"en" if language else "zh-CN"}">' in got.text
    assert "<script" not in got.text
    assert re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', got.text) == []


def test_every_link_of_the_pages_leads_to_a_page(pages):
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        seen.add(path)
        got = pages.get(path)
        assert got.status_code == 200, path
        found = {link.replace("&amp;", "&").partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', got.text)}
        waiting += sorted(link for link in found - seen - set(waiting) if not link.startswith(("/static/", "/en/")))
    assert len(seen) == 120


def test_an_agency_has_its_directives_with_deadline_parties_and_the_place_in_the_text(pages):
    html = pages.get(page(AGENCY)).text
    assert "由市自然资源局吸收与会人员意见修改完善，9月30日前报市委审定" in words_of(html)
    assert "2024-09-30" in html
    evidence = re.search(rf'href="({re.escape(page(NOTICE))}#char=(\d+),(\d+))"', html)
    assert evidence is not None
    text = pages.get(page(NOTICE)).text
    assert f'id="char={evidence[2]},{evidence[3]}"' in text


@pytest.mark.parametrize(
    ("filters", "found"),
    [("", 2), ("deadline=stated", 2), ("deadline=past", 2), ("deadline=ahead", 0), ("deadline=none", 0), ("role=co-actor", 1),
     ("role=responsible", 1), ("basis=inherited", 0), ("since=2024-09-12", 0), ("since=2024年9月1日&until=2024-09-11", 2)],
)  # fmt: skip
def test_the_ledger_of_an_agency_is_filtered_on_the_page_and_in_its_downloads(pages, filters, found):
    html = pages.get(f"{page(AGENCY)}?{filters}").text
    assert html.count('<td class="quote">') == found
    rows = json.loads(pages.get(f"{page(AGENCY)}?{filters}&format=json").text)
    assert len(rows) == found


def test_the_ledger_comes_as_a_spreadsheet(pages):
    got = pages.get(f"{page(AGENCY)}?format=xlsx")
    assert got.headers["content-type"].endswith("spreadsheetml.sheet")
    assert got.content.startswith(b"PK")


def test_what_was_recorded_stands_beside_the_directives_it_is_about(examples_store, tmp_path):
    own = tmp_path / "store"
    shutil.copytree(examples_store, own)
    with TestClient(create_app(Place(own)), base_url="http://localhost") as client:
        assert "督办记录" not in client.get(page(AGENCY)).text + client.get(page(DIRECTIVE)).text
        record(own, DIRECTIVE, "在办", "已征求意见")
        shown = words_of(client.get(page(DIRECTIVE)).text)
        assert re.search(r"督办记录 泸水市自然资源局：\s*在办 已征求意见 2024-11-03 09:00", shown)
        assert re.search(r"剩余天数：-\d+", shown)
        html = client.get(page(AGENCY)).text
        assert html.count('<td class="standing"') == 2
        assert html.count("已征求意见") == 1
        record(own, DIRECTIVE, "办结", "已报审")
        shown = words_of(client.get(page(DIRECTIVE)).text)
        assert "办结 已报审" in shown
        assert "已征求意见" not in shown
        assert "剩余天数" not in shown


def record(folder: Path, directive: str, status: str, progress: str) -> None:
    """Record this about the line of ``directive``, as whoever fills in the ledger does."""
    with opened_for_writing(folder) as opened:
        lines = ledger_lines(opened, Selection(everything=True))
        line = next(line for line in lines if f"/{directive}/allocation/" in (line.allocation or ""))
        entry = Entry("a", line.key, version_of(line.standing), status, progress, line.quote, line.deadline)
        taken = take_in(
            [entry], lines, records(opened), by="督查室", at="2024-11-03T09:00:00+08:00", base=base_of(opened)
        )
        replace(opened, Replacement(tuple(line for assertion in taken.new for line in nquads(assertion))))
        opened.flush()


def test_a_directive_is_shown_lit_in_the_lines_around_it(pages):
    html = pages.get(page(DIRECTIVE)).text
    assert "原则同意" in words_of(html)
    assert "老窝镇作为主产地" not in words_of(html)
    assert re.search(r'<span class="d" id="char=\d+,\d+">', html)


def test_quotes_that_go_over_broken_lines_are_shown_on_one_line(tmp_path):
    said = (
        "2024年5月8日，县长赵一山主持召开东河县人民政府第3次常务会议，研究全县防汛备汛工作，听取有关情况汇报。\n"
        "会议强调，县水利局要在5月底前完成全县水库大坝排查工作，县发展和改革局要抓紧落实防汛物资储备工作。\n"
        "会议要求，县应急管理局要认真组织开展防汛演练工作，县财政局要足额安排防汛资金，确保安全度汛。"
    )
    (tmp_path / "a.txt").write_text(hard_wrapped(said, 22, indent=True).text, encoding="utf-8")
    build.build([str(tmp_path / "a.txt")], tmp_path / "s")
    with TestClient(create_app(Place(tmp_path / "s")), base_url="http://localhost") as client:
        html = client.get("/search?q=防汛物资").text
        address = re.search(r'<a href="(/page/[^"]*/directive/[^"]*)"', html)
        assert address is not None
        html += client.get(address[1]).text
    assert "县发展和改革局要抓紧落实<mark>防汛物资</mark>储备工作" in html
    assert '<h1 class="quote" lang="zh-CN">县发展和改革局要抓紧落实防汛物资储备工作</h1>' in html
    assert re.search(r"<title>县发展和改革局要抓紧落实防汛物资储备工作 ", html)


def test_the_page_of_a_notice_shows_every_character_of_its_text(pages, examples_store):
    from html import unescape

    from kg.export.accounts import account_of
    from kg.store import opened_for_reading

    html = pages.get(page(NOTICE)).text
    shown = re.search(r'<div class="text" lang="zh-CN">(.*?)</div>', html, re.DOTALL)
    assert shown is not None
    without_numbers = re.sub(r'<a class="n"[^>]*>\d+</a>', "", shown[1])
    with opened_for_reading(examples_store) as opened:
        text = account_of(f"https://w3id.org/huiyi/id/{NOTICE}", opened).text
    assert unescape(re.sub(r"<[^>]+>", "", without_numbers)) == text


@pytest.mark.parametrize("view", ["agencies", "agency-document", "meeting-agency"])
def test_what_stands_around_an_agency_is_drawn_with_links_and_listed(pages, view):
    html = pages.get(f"/graph/{quote(AGENCY)}?view={view}").text
    picture = re.search(r"<svg.*</svg>", html, re.DOTALL)
    assert picture is not None
    assert "style=" not in picture[0]  # the policy would not let it
    leads = set(re.findall(r'<a href="(/page/[^"]+)"><circle', picture[0]))
    listed = set(re.findall(r'<span class="chip"><a href="(/page/[^"]+)"', html))
    assert listed
    assert leads - listed == {page(AGENCY)}
    svg = pages.get(f"/graph/{quote(AGENCY)}?view={view}&format=svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "<a " not in svg.text
    gexf = pages.get(f"/graph/{quote(AGENCY)}?view={view}&format=gexf").text
    assert gexf.count("<node ") == len(leads)


@pytest.mark.parametrize("thing", [MEETING, DOCUMENT])
def test_what_was_done_is_told_once_where_treatment_and_outcome_are_one_word(pages, thing):
    assert pages.get(page(thing)).text.count(">审议通过<") == pages.get(f"/en{page(thing)}").text.count(
        "dopted after deliberation<"
    )
    assert "eliberate and adopt<" not in pages.get(f"/en{page(thing)}").text


def test_a_document_is_followed_through_meetings(pages):
    html = pages.get(page(DOCUMENT)).text
    assert "泸水市人民政府第2届第41次常务会议" in words_of(html)
    assert "2024-09-11" in html


@pytest.mark.parametrize(
    ("path", "accept", "kind", "holds"),
    [
        (page(AGENCY), "text/csv", "text/csv", "9月30日前"),
        (f"{page(AGENCY)}?format=ttl", "text/html", "text/turtle", "skos:prefLabel"),
        (page(NOTICE), "text/turtle", "text/turtle", "nif:isString"),
        (page(DOCUMENT), "application/json", "application/json", "泸水市人民政府第2届第41次常务会议"),
        ("/list/agency", "text/csv", "text/csv", "泸水市自然资源局"),
        ("/query/agency-directives?agency=泸水市自然资源局", "text/csv", "text/csv", "9月30日前"),
        ("/sparql?query=ASK{?s ?p ?o}", "application/sparql-results+json", "application/json", '"boolean": true'),
    ],
)
def test_what_is_shown_comes_as_other_formats_too(pages, path, accept, kind, holds):
    got = pages.get(path, headers={"accept": accept})
    assert got.headers["content-type"].startswith(kind)
    assert got.headers["content-disposition"].startswith("attachment")
    assert holds in got.text


def test_the_iri_of_a_thing_leads_to_its_page_in_the_format_that_is_wanted(pages):
    path = f"/id/{quote(AGENCY)}"
    plain = pages.get(path, follow_redirects=False)
    assert (plain.status_code, plain.headers["location"]) == (303, page(AGENCY))
    turtle = pages.get(path, headers={"accept": "text/turtle"})
    assert turtle.headers["content-type"].startswith("text/turtle")


def test_search_finds_words_marks_them_and_links_the_thing(pages):
    html = pages.get("/search?q=修改完善").text
    assert "<mark>修改完善</mark>" in html
    assert f'href="/page/{quote(DIRECTIVE, safe="/@")}"' in html


def test_a_search_without_a_hit_offers_the_running_text(pages):
    html = pages.get("/search?q=火星&since=2024-01-01").text
    assert re.search(r'<a href="\?q=%E7%81%AB%E6%98%9F&amp;since=2024-01-01&amp;kind=text">在正文中查找</a>', html)
    assert "在正文中查找" not in pages.get("/search?q=火星&kind=text").text
    assert "在正文中查找" not in pages.get("/search?q=资金").text


def test_lists_and_hits_tell_things_of_one_name_apart(pages):
    agencies = words_of(pages.get("/list/agency").text)
    assert "各社区 云南省怒江傈僳族自治州泸水市 " in agencies
    assert "各镇（街道） 浙江省嘉兴市嘉善县 " in agencies
    assert "丁栅枢纽管理所 仅见于 02-jiashan-54.txt" in agencies
    assert "大练地街道 云南省怒江傈僳族自治州泸水市" in words_of(pages.get("/list/place").text)
    people = words_of(pages.get("/en/list/person").text)
    assert "胡六益 副市长 (泸水市人民政府)" in people
    assert "沈嘉 责任编辑, in notices of 嘉善县人民政府" in people
    assert "only in 02-jiashan-54.txt" in words_of(pages.get("/en/search?q=丁栅枢纽管理所").text)


def test_a_period_may_begin_and_end_with_a_month(pages):
    due = words_of(pages.get("/query/directives-due?since=2024年11月&until=2024年11月").text)
    assert "2024-11-30" in due
    assert "2024-12-31" not in due
    assert "泸水市人民政府第2届第41次常务会议" in words_of(
        pages.get("/search?q=资金&since=2024年9月&until=2024-9").text
    )
    assert pages.get(f"{page(AGENCY)}?since=明天").status_code == 400


def test_headings_of_ready_questions_are_words_and_short_cells_stay_on_one_line(pages):
    html = pages.get("/en/query/directives-due").text
    assert "<th>meeting</th>" in html
    assert 'class="short" data-h="due"' in html
    assert 'class="short" data-h="quote"' not in html


def test_the_file_in_an_answer_leads_to_the_words_in_their_notice(pages):
    for name, words in (("doubts?kind=单位不明", "丁栅枢纽管理所"), ("directives-due", "9月30日前")):
        html = pages.get(f"/query/{name}").text
        row = next(row for row in html.split("<tr>") if words in row)
        notice, start, end = re.search(r'href="(/page/notice/[0-9a-f]+)#char=(\d+),(\d+)"', row).groups()
        assert words in words_of(pages.get(notice).text)
        assert int(start) < int(end)
    assert "#char=" not in pages.get("/query/doubts?kind=单位不明&format=csv").text


def test_two_days_of_one_meeting_are_pointed_out_and_the_way_of_a_document_is_told_in_english(tmp_path):
    build.build([str(EXAMPLES / "series")], tmp_path / "s")
    with TestClient(create_app(Place(tmp_path / "s")), base_url="http://localhost") as client:
        clash, other = (client.get(page(f"meeting/370323/人民政府/常务会议/19-{n}")).text for n in (33, 32))
        way = words_of(client.get("/en" + page("doc/农村供水管理条例")).text)
        picture = client.get(f"/en/graph/{quote('org/370323/水利局')}").text
    assert "各通稿所写日期不同" in clash
    assert "各通稿所写日期不同" not in other
    assert "implements" in way
    assert "贯彻实施 " not in way
    assert "agency 2" in picture


def test_hostile_text_is_shown_and_never_becomes_markup(tmp_path):
    notice = tmp_path / "n.txt"
    notice.write_text(HOSTILE, "utf-8")
    build.build([str(notice)], tmp_path / "store")
    with TestClient(create_app(Place(tmp_path / "store")), base_url="http://localhost") as client:
        home = client.get("/").text
        paths = set(re.findall(r'href="(/page/[^"#]*)"', home))
        for _ in range(2):
            paths |= {
                link for path in sorted(paths) for link in re.findall(r'href="(/page/[^"#?]*)"', client.get(path).text)
            }
        paths |= {"/search?q=script", "/search?q=<script>alert(9)</script>防汛", "/sparql?query=<script>alert(9)</script>",
                  "/query/agency-directives?agency=<script>alert(9)</script>", "/page/<script>alert(9)</script>"}  # fmt: skip
        assert len(paths) > 8
        for path in sorted(paths):
            html = client.get(path).text
            assert "<script" not in html, path
            assert "<img" not in html, path
            assert "<b>" not in re.sub(r"<b>\d+</b>", "", html), path
        assert any("&lt;script&gt;alert(1)" in client.get(path).text for path in paths)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404), ("/page/org/533301/%E6%97%A0", 404), ("/list/nothing", 404), ("/query/nothing", 404), ("/page/%FF%00", 404),
        (f"/graph/{quote(DOCUMENT)}", 404), (f"/graph/{quote(AGENCY)}?view=people", 400),
        ("/list/agency?page=99999", 404), (f"{page(AGENCY)}?page=2", 404),
        ("/list/agency?page=0", 400), ("/list/agency?page=x", 400), ("/list/agency?page=" + "9" * 5000, 400),
        ("/search?q=x&kind=y", 400), ("/search?q=!", 400),
        ("/search?q=x&since=soon", 400), (f"{page(AGENCY)}?deadline=x", 400), (f"{page(AGENCY)}?format=doc", 400), ("/?format=ttl", 400),
        ("/query/agency-directives?agency=%E6%97%A0%E6%AD%A4%E5%B1%80", 404), ("/sparql?query=nonsense", 400), (f"/sparql?query={'x' * 17_000}", 414),
    ],
)  # fmt: skip
def test_what_is_not_there_or_cannot_be_is_told_on_a_page(pages, path, status):
    got = pages.get(path)
    assert got.status_code == status
    assert got.headers["content-security-policy"] == POLICY
    assert '<main id="content">' in got.text


def test_pages_are_only_read(pages):
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert pages.request(method, "/").status_code == 405
    assert pages.head("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""])
def test_a_request_for_another_host_is_refused(pages, host):
    assert pages.get("/", headers={"host": host}).status_code == 421


def test_a_host_that_was_allowed_is_answered(examples_store):
    with TestClient(
        create_app(Place(examples_store), hosts=["kg.example"]), base_url="http://kg.example:8000"
    ) as client:
        assert client.get("/queries").status_code == 200


@pytest.mark.parametrize("host", ["fd00::5", "[fd00::5]", "::"])
def test_an_address_of_ipv6_is_allowed_as_people_type_it_and_lets_in_nobody_else(examples_store, host):
    with TestClient(create_app(Place(examples_store), hosts=[host])) as client:
        own = f"[{host.strip('[]')}]:8000"
        assert client.get("/queries", headers={"host": own}).status_code == 200
        assert client.get("/queries", headers={"host": ""}).status_code == 421
        assert client.get("/queries", headers={"host": own, "origin": "null"}).status_code == 403


@pytest.mark.parametrize(
    ("host", "name"), [("[::1]:8000", "::1"), ("::1", "::1"), ("LocalHost:1", "localhost"), ("127.0.0.1", "127.0.0.1")]
)
def test_the_name_in_a_host_header_is_read_without_its_port(host, name):
    assert name_of(host) == name


def test_doubts_are_listed_and_chosen_in_the_language_of_the_page_and_downloaded_as_the_graph_has_them(pages):
    chinese, english = (words_of(pages.get(f"{to}/query/doubts?kind=单位不明").text) for to in ("", "/en"))
    assert "丁栅枢纽管理所的全称无从得知" in chinese
    assert "cannot be known" not in chinese
    assert "the full name of 丁栅枢纽管理所 cannot be known" in english
    assert '<option value="unknown-agency" selected>单位不明</option>' in pages.get("/query/doubts?kind=单位不明").text
    assert "unknown-agency" in pages.get("/query/doubts?kind=单位不明&format=csv").text
    assert pages.get("/query/doubts?kind=不明").status_code == 400


def test_what_an_order_hangs_on_is_shown_before_it_on_every_page_that_shows_the_order(tmp_path):
    (tmp_path / "a.txt").write_text(
        "2024年5月8日，县长赵一山主持召开沂源县人民政府第十九届第30次常务会议。会议要求，对<b>逾期</b>未整改的，由县应急管理局依法处罚。"
        "县财政局要在6月底前拨付资金。\n",
        "utf-8",
    )
    build.build([str(tmp_path / "a.txt")], tmp_path / "store")
    condition = "〔对&lt;b&gt;逾期&lt;/b&gt;未整改的〕"
    with TestClient(create_app(Place(tmp_path / "store")), base_url="http://localhost") as client:
        agency = client.get(page("org/370323/应急管理局")).text
        assert condition in agency
        directive = re.search(r'<td class="quote">.*?href="([^"]+)"', agency)
        assert directive is not None
        assert condition in client.get(directive[1]).text
        assert "〔" not in client.get(page("org/370323/财政局")).text
