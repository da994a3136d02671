"""Tables, annotations and pages: what a spreadsheet, Neo4j, a data frame, an annotation tool and a browser get."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hand_made import notice
from hypothesis import given
from hypothesis import strategies as st
from test_views import MEETING, store_of

from kg import build, store
from kg.errors import InputError, UsageError
from kg.export.accounts import Passage, accounts
from kg.export.annotations import write_annotations
from kg.export.directive_records import COLUMNS, directive_records
from kg.export.form import FolderForm
from kg.export.forms import FORMS, form_for
from kg.export.graph import Graph, Node
from kg.export.graph_tables import write_neo4j_nodes, write_table
from kg.export.page_text import Frame, Mark, marked_text, marks_of
from kg.export.pages import write_pages
from kg.export.parquet import write_parquet
from kg.export.request import Request
from kg.export.things import Thing
from kg.lookup import SHIPPED
from kg.settings import Settings
from kg.tables import unguarded

ACCOUNT = next(accounts(store_of(notice(60, 5))))


@pytest.fixture(scope="module")
def opened():
    return store_of(notice(60, 5), notice(61, 12))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def in_folder(opened, name, folder, request=None):
    form = FORMS[name]
    assert isinstance(form, FolderForm)
    return form.write(opened, request or Request(), folder)


# ── CSV ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@sum", "\t=x", "\r=x"])
def test_words_that_look_like_formulas_stay_words(text):
    output = io.BytesIO()
    write_table(["a"], [[text]], output)
    assert rows_of(output.getvalue())[0]["a"] == "'" + text


@pytest.mark.parametrize(
    ("cell", "written"), [(-5, "-5"), (0.5, "0.5"), (True, "true"), (None, ""), (("甲", "乙"), "甲、乙")]
)
def test_numbers_and_lists_are_written_as_they_are(cell, written):
    output = io.BytesIO()
    assert write_table(["a", "b"], [[cell, "x"]], output) == 1
    assert rows_of(output.getvalue())[0]["a"] == written


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_any_words_come_back_and_never_start_a_formula(words):
    output = io.BytesIO()
    write_table(["a"], [[word] for word in words], output)
    read = [row["a"] for row in rows_of(output.getvalue())]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in read)
    assert [unguarded(cell) for cell in read] == words


def test_neo4j_gets_typed_headers_labels_and_as_many_rows_as_there_are(opened, tmp_path):
    assert in_folder(opened, "neo4j", tmp_path) is None
    nodes, edges = (rows_of((tmp_path / name).read_bytes()) for name in ("nodes.csv", "edges.csv"))
    assert {"iri:ID", "label", ":LABEL", "date:date"} <= set(nodes[0])
    assert {row[":LABEL"] for row in nodes} >= {"Agency", "Directive", "Meeting", "Document"}
    assert {row[":TYPE"] for row in edges} >= {"ASSIGNEE", "CO_ACTOR", "HELD_BY", "PART_OF"}
    assert all(re.fullmatch(r"[A-Z_]+", row[":TYPE"]) for row in edges)
    ids = {row["iri:ID"] for row in nodes}
    assert {row[end] for row in edges for end in (":START_ID", ":END_ID")} <= ids
    assert len(ids) == len(nodes)


def test_neo4j_knows_the_types_of_further_attributes():
    nodes = [Node("urn:a", "甲", "agency", (), {"count": 3, "share": 0.5, "open": False})]
    graph = Graph("t", True, lambda: nodes, lambda: [], {"count": "integer", "share": "double", "open": "boolean"})
    output = io.BytesIO()
    write_neo4j_nodes(graph, output)
    (row,) = rows_of(output.getvalue())
    assert (row["count:int"], row["share:double"], row["open:boolean"]) == ("3", "0.5", "false")


def test_the_data_package_describes_the_columns_that_are_there_and_its_keys_hold(opened, tmp_path):
    in_folder(opened, "datapackage", tmp_path, Request(view="agencies", measures=True))
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert package["name"] == "huiyi-kg-agencies"
    tables = {}
    for resource in package["resources"]:
        tables[resource["name"]] = rows = rows_of((tmp_path / resource["path"]).read_bytes())
        assert list(rows[0]) == [field["name"] for field in resource["schema"]["fields"]]
    ids = {row["id"] for row in tables["nodes"]}
    assert {row[end] for row in tables["edges"] for end in ("source", "target")} == ids
    assert len({row["directive"] for row in tables["directives"]}) == len(tables["directives"]) == 4
    assert tables["nodes"][0]["kg_community"] == "1"


# ── directives ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_directive_record_says_who_by_when_and_where_it_says_so(opened):
    records = list(directive_records(accounts(opened), opened))
    assert len(records) == 4
    (first,) = (r for r in records if r.date == "2024-03-05" and r.deadline is not None)
    assert (first.responsible, first.co_actors, first.overseen) == (("县水务局",), ("县财政局",), ("各乡（镇）",))
    assert first.addressee_labels == ("景东县水务局",)
    assert (first.deadline, first.due, first.basis, first.modality) == ("5月底前", "2024-05-31", "写明", "要")
    (account,) = (account for account in accounts(opened) if account.notice == first.notice)
    assert account.text[first.start : first.end] == first.quote


def test_parquet_has_dates_as_dates_and_lists_as_lists(opened):
    output = io.BytesIO()
    assert write_parquet(directive_records(accounts(opened), opened), output) == 4
    table = pq.read_table(io.BytesIO(output.getvalue()))
    assert table.column_names == list(COLUMNS)
    rows = table.to_pylist()
    assert {row["due"] for row in rows} == {datetime.date(2024, 5, 31), None}
    assert ["县财政局"] in [row["co_actors"] for row in rows]


def test_parquet_of_nothing_is_a_table_with_the_same_columns():
    output = io.BytesIO()
    assert write_parquet([], output) == 0
    assert pq.read_table(io.BytesIO(output.getvalue())).column_names == list(COLUMNS)


def test_without_its_library_parquet_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"huiyi-kg\[table\]"):
        write_parquet([], io.BytesIO())


# ── annotations ───────────────────────────────────────────────────────────────────────────────────────────────


def test_annotations_select_the_very_characters_twice(opened):
    output = io.BytesIO()
    count = write_annotations(accounts(opened), opened, output)
    page = json.loads(output.getvalue())
    assert page["type"] == "AnnotationPage"
    assert len(page["items"]) == count > 10
    assert len({item["id"] for item in page["items"]}) == count
    texts = {account.notice: account.text for account in accounts(opened)}
    for item in page["items"]:
        position, quote = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
        assert item["body"]


def test_no_notice_gives_an_empty_page(opened):
    output = io.BytesIO()
    assert write_annotations([], opened, output) == 0
    assert json.loads(output.getvalue())["items"] == []


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Page(HTMLParser):
    """Collects the text, the ids and the links of a page; and whether every element is closed."""

    VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open, self.ids, self.links, self.inside, self.asked = [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in self.VOID:
            self.open.append((tag, values.get("class")))
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.asked += [tag] if tag in ("script", "img", "link", "iframe") or "src" in values else []

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if ("div", "text") in self.open and self.open[-1] != ("a", "n"):
            self.inside.append(data)


def test_each_meeting_is_one_page_that_needs_nothing_else(opened, tmp_path):
    assert in_folder(opened, "html", tmp_path) is None
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["530823_人民政府_常务会议_18-60.html", "530823_人民政府_常务会议_18-61.html", "index.html"]
    html = (tmp_path / files[0]).read_text("utf-8")
    page = Page(html)
    assert page.open == []
    assert page.asked == []
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert [link for link in page.links if not link.startswith("#")] == ["index.html"]
    assert "default-src 'none'" in html
    (account,) = (account for account in accounts(opened) if account.meeting == f"{MEETING}60")
    assert "".join(page.inside) == account.text
    assert "5月底前 <time>2024-05-31</time>" in html


def test_two_notices_about_one_meeting_share_its_page(tmp_path):
    opened = store_of(notice(60, 5), notice(60, 5, extra="会议还研究了其他事项。\n"))
    assert write_pages(accounts(opened), opened, tmp_path) == 1
    (name,) = (path.name for path in tmp_path.iterdir() if path.name != "index.html")
    html = (tmp_path / name).read_text("utf-8")
    page = Page(html)
    assert html.count('<div class="text">') == 2
    assert len(set(page.ids)) == len(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert {"n1", "n2", "t1-1", "r2-1"} <= set(page.ids)
    assert "<dt>要求</dt><dd>4 条</dd>" in html


def test_pages_of_data_under_another_base_have_the_same_names(tmp_path):
    county = Path(__file__).parent.parent / "examples" / "series" / "3-yiyuan-31-2024-04-18.txt"
    build.build([str(county)], tmp_path / "s", settings=Settings(base="https://data.example.org/x/"))
    with store.opened_for_reading(tmp_path / "s") as opened:
        write_pages(accounts(opened), opened, tmp_path / "pages")
    assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == [
        "370323_人民政府_常务会议_19-31.html",
        "index.html",
    ]


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)


def within(text, spans):
    return sorted((min(a, b), min(max(a, b), len(text))) for a, b in spans if min(a, b) < len(text))


@given(st.text(st.characters(codec="utf-8"), max_size=20), SPANS, SPANS)
def test_marking_changes_no_character_however_marks_and_directives_overlap(text, marked, told):
    some = ACCOUNT.directives[0]
    directives = tuple(
        replace(some, passage=Passage("", start, end, text[start:end])) for start, end in within(text, told)
    )
    account = replace(ACCOUNT, text=text, directives=directives)
    marks = [Mark(start, end, "lead", '"<x>') for start, end in within(text, marked)]
    page = Page(f'<div class="text">{marked_text(account, marks, Frame())}</div>')
    assert page.open == []
    assert "".join(page.inside).replace("\r\n", "\n") == text.replace("\r\n", "\n")
    assert page.ids == [f"t{number}" for number in range(1, len(directives) + 1)]


def test_a_directive_that_stands_alone_is_lit_whole_by_the_link_to_it():
    html = marked_text(ACCOUNT, [Mark(*ACCOUNT.directives[0].parts[0].passage[1:3], "lead", "")], Frame())
    assert '<span class="d" id="t1"><a class="n" href="#r1">1</a>' in html
    assert '<span class="lead">县水务局</span>要会同' in html


def test_marks_name_who_is_meant(opened):
    account = next(accounts(opened))
    marks = marks_of(account, lambda iri: Thing(iri, None, "全称", ()))
    assert {(account.text[m.start : m.end], m.style) for m in marks} >= {
        ("县水务局", "lead"), ("县财政局", "co"), ("各乡（镇）", "over"), ("5月底前", "due")
    }  # fmt: skip


# ── what is asked for ─────────────────────────────────────────────────────────────────────────────────────────


def test_packed_nquads_are_the_plain_ones_and_the_same_bytes_every_time(opened):
    plain, packed, again = io.BytesIO(), io.BytesIO(), io.BytesIO()
    FORMS["nquads"].write(opened, Request(), plain)
    FORMS["nquads.gz"].write(opened, Request(), packed)
    FORMS["nquads.gz"].write(opened, Request(), again)
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
    assert packed.getvalue() == again.getvalue()


@pytest.mark.parametrize(
    ("name", "request_", "output", "complaint"),
    [
        ("gefx", Request(), None, "the nearest are: gexf"),
        ("gexf", Request(view="agency"), None, "the nearest are: agencies"),
        ("gephi", Request(), None, "the nearest are: gexf;"),
        ("xlsx", Request(), None, "kg ledger -o FILE.xlsx"),
        ("turtle", Request(view="full"), "x", "--view has no meaning for turtle; it is for: graphml, gexf"),
        ("graphml", Request(dynamic=True), "x", "it is for: gexf"),
        ("parquet", Request(ego="x"), "x", "--ego has no meaning"),
        ("html", Request(), None, "name a folder"),
        ("neo4j", Request(), "-", "name a folder"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(name, request_, output, complaint):
    with pytest.raises(UsageError, match=complaint):
        form_for(name, request_, output)


def test_an_unknown_agency_is_answered_with_the_nearest(opened):
    with pytest.raises(InputError, match="景东县水务局"):
        Request(agency="景东县水务").resolved(opened, SHIPPED)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_of_an_empty_store_is_a_valid_file_and_says_so(name, tmp_path):
    form, empty = FORMS[name], store_of()
    for quad in list(empty):
        empty.remove(quad)
    if isinstance(form, FolderForm):
        said = form.write(empty, Request(), tmp_path)
        assert list(tmp_path.iterdir())
    else:
        output = io.BytesIO()
        said = form.write(empty, Request(), output)
        assert name in ("nquads", "turtle", "trig") or output.getvalue()
    assert said is not None
    assert said.startswith("nothing found")


def test_what_was_found_is_not_remarked_on(opened, tmp_path):
    for name, form in FORMS.items():
        if isinstance(form, FolderForm):
            assert form.write(opened, Request(), Path(tmp_path / name)) is None
        else:
            assert form.write(opened, Request(), io.BytesIO()) is None
