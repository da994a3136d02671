"""What people decide about links: recorded with who, when and why, kept through builds, and nothing that makes two things one."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from command import complaint, kg, rows
from hypothesis import given
from hypothesis import strategies as st
from ledgers import SERIES
from starlette.testclient import TestClient

from kg import store
from kg.iris import BASE
from kg.linking import judgements as recorded
from kg.linking.columns import decision_meant
from kg.linking.decisions import Entry, read_decisions
from kg.linking.judgements import Judgement, judgements, nquads, standing
from kg.linking.recording import Known, Recorder, relation_meant, take_in, wishes
from kg.validate import validate_store
from kg.vocab import OWL, SKOS
from kg.web.app import create_app
from kg.web.asked import Place

EX = "https://example.org/"
WATER, MONEY = f"{BASE}org/370323/水利局", f"{BASE}org/370323/财政局"
LABELS = {WATER: "沂源县水利局", MONEY: "沂源县财政局"}
GRAPH = f"{BASE}graph/links"
AT = "2024-06-05T09:00:00+08:00"


@pytest.fixture
def own(series, tmp_path):
    """A store of the notices in ``examples/series`` to write to, where it was built."""
    shutil.copytree(series / "s", tmp_path / "s")
    return tmp_path / "s"


def entry(**given) -> Entry:
    return Entry(**({"line": 2, "entity": WATER, "iri": EX + "1", "decision": "accept"} | given))


def taken(entries, decision="accept", *, before=(), by="甲", **more):
    asked, problems, others = wishes(entries, decision, BASE)
    known = Known(LABELS.get, before, BASE, GRAPH)
    found = take_in(asked, known, Recorder(by, AT, "t.csv"), **more)
    return found, [(one.line, str(one.what)) for one in (*problems, *found.problems)], others


# ── what a row says ──


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"decision": "maybe"}, "has no known decision: 'maybe'; write accept or reject"),
        ({"entity": ""}, "names no thing of the store"),
        ({"entity": f"{BASE}org/370323/无此局"}, f"names no thing of this store: {BASE}org/370323/无此局"),
        ({"iri": ""}, "has no IRI"),
        ({"iri": EX + "a b"}, "has an IRI that is none: 'https://example.org/a b'"),
        ({"iri": EX + "a> <urn:b> <urn:c"}, "has an IRI that is none: 'https://example.org/a> <urn:b> <urn:c'"),
        ({"iri": MONEY}, f"names a thing of this store, not a foreign one: {MONEY}; that two names of the store are one is "
            "said in judgements.tsv"),
        ({"relation": "broader"}, "has no known relation: 'broader'; use one of: exactMatch, closeMatch, sameAs"),
        ({"score": "=1+1"}, "has no score from 0 to 1: '=1+1'"),
        ({"score": "1e999"}, "has no score from 0 to 1: '1e999'"),
        ({"score": "1.5"}, "has no score from 0 to 1: '1.5'"),
        ({"evidence": "said so"}, "has no known evidence: 'said so'"),
        ({"problem": "is no JSON"}, "is no JSON"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_recorded_is_left_alone_and_says_why(given, said):
    found, problems, _ = taken([entry(**given)])
    assert (found.new, problems) == ((), [(2, said)])


def test_a_decision_is_a_record_and_the_triple_that_queries_use():
    found, problems, _ = taken(
        [entry(score="0.98", evidence="link.code|link.alias", note="区划代码一致", name="水利局")]
    )
    assert problems == []
    lines = nquads(found.new[0], GRAPH)
    assert f"<{WATER}> <{SKOS.exactMatch}> <{EX}1> <{GRAPH}> ." in lines
    (again,) = taken([entry(score="0.98", evidence="link.code|link.alias", note="区划代码一致", name="水利局")])[0].new
    assert again == found.new[0]
    assert (again.by, again.at, again.why, again.source, again.rule) == ("甲", AT, "区划代码一致", "t.csv", "link.code")


def test_a_rejected_pair_has_a_record_and_no_triple():
    found, _, _ = taken([entry(decision="reject")], "reject")
    assert found.new[0].relation == OWL.differentFrom
    assert not [line for line in nquads(found.new[0], GRAPH) if line.startswith(f"<{WATER}>")]


def test_rows_not_decided_and_decided_the_other_way_are_counted():
    entries = [entry(decision=""), entry(decision="待定"), entry(decision="拒绝", iri=EX + "2"), entry(iri=EX + "3")]
    found, problems, others = taken(entries)
    assert (len(found.new), problems, others) == (1, [], (2, 1))


def test_the_reason_is_the_rows_own_else_the_one_given_for_all_else_what_the_table_showed():
    def why(given: Entry, for_all: str | None) -> str | None:
        asked, _, _ = wishes([given], "accept", BASE)
        return take_in(asked, Known(LABELS.get, (), BASE, GRAPH), Recorder("甲", AT, why=for_all)).new[0].why

    assert why(entry(note="行", why="表"), "总") == "行"
    assert why(entry(why="表"), "总") == "总"
    assert why(entry(why="表"), None) == "表"
    assert why(entry(), None) is None


def test_one_pair_in_several_rows_is_recorded_once_and_left_alone_where_they_disagree():
    assert len(taken([entry(), entry(line=3)])[0].new) == 1
    for other in (entry(line=3, relation="closeMatch"), entry(line=3, decision="reject")):
        found, problems, _ = taken([entry(), other])
        assert (found.new, problems) == ((), [(2, "is decided differently in several lines (2, 3); leave one")])


@pytest.mark.parametrize(
    ("written", "meant"),
    [("accept", "accept"), ("接受", "accept"), (" Yes", "accept"), ("否", "reject"), ("new", "open"), ("?", None)],
)
def test_decisions_are_written_in_both_languages(written, meant):
    assert decision_meant(written) == meant


def test_a_relation_is_named_with_or_without_its_prefix():
    assert relation_meant("skos:closeMatch") == relation_meant("closeMatch") == SKOS.closeMatch
    assert relation_meant("owl:sameAs") == OWL.sameAs
    assert relation_meant("differentFrom") is None


# ── one pair after the other ──


def test_the_same_again_changes_nothing_whoever_says_it():
    first = taken([entry()])[0].new
    found, problems, _ = taken([entry()], before=first, by="乙")
    assert (found.new, found.unchanged, problems) == ((), 1, [])


def test_a_table_does_not_undo_what_was_decided_otherwise_but_a_single_command_does():
    first = taken([entry(decision="reject")], "reject")[0].new
    found, problems, _ = taken([entry()], before=first, by="乙")
    assert found.new == ()
    assert problems == [
        (2, "was decided otherwise before: rejected by 甲 on 2024-06-05; kg link add, or kg link remove first")
    ]
    found, _, _ = taken([entry()], before=first, by="乙", override=True)
    assert found.new[0].follows == (first[0].iri,)
    assert [one.by for one in standing([*first, *found.new])[WATER, EX + "1"]] == ["乙"]


def test_another_relation_takes_the_place_of_the_triple_before():
    first = taken([entry()])[0].new
    found, _, _ = taken([entry(relation="closeMatch")], before=first, override=True)
    assert found.stale == (f"<{WATER}> <{SKOS.exactMatch}> <{EX}1> <{GRAPH}> .",)


@pytest.mark.parametrize(
    ("second", "recorded"),
    [
        ({"iri": EX + "2"}, False),  # one thing of ours, two of one source
        ({"iri": "https://other.example/2"}, True),  # two sources
        ({"iri": EX + "2", "relation": "closeMatch"}, True),
        ({"entity": MONEY}, False),  # two things of ours, one of others
        ({"entity": MONEY, "relation": "closeMatch"}, True),
        ({"entity": MONEY, "iri": EX + "2"}, True),
    ],
)
def test_links_that_would_make_two_things_one_are_refused(second, recorded):
    found, problems, _ = taken([entry(), entry(**({"line": 3} | second))])
    assert len(found.new) == 1 + recorded
    assert [line for line, _ in problems] == [3] * (not recorded)
    assert all("would make two things one" in what for _, what in problems)


def test_two_who_decided_apart_from_each_other_both_stand():
    one = taken([entry()], by="甲")[0].new
    other = taken([entry(decision="reject")], "reject", by="乙")[0].new
    assert len(standing([*one, *other])[WATER, EX + "1"]) == 2
    settled, _, _ = taken([entry()], before=[*one, *other], by="丙", override=True)
    assert len(settled.new[0].follows) == 2
    assert [head.by for head in standing([*one, *other, *settled.new])[WATER, EX + "1"]] == ["丙"]


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_in_a_cell_becomes_anything_but_a_literal_in_one_line(note, name):
    import pyoxigraph as ox

    judgement = Judgement("urn:x", WATER, SKOS.exactMatch, EX + "1", "甲", AT, why=note, name=name)
    sound = not any("\ud800" <= char <= "\udfff" for char in note + name)
    if sound:
        lines = nquads(judgement, GRAPH)
        assert len(list(ox.parse("\n".join(lines), ox.RdfFormat.N_QUADS))) == len(lines)


# ── files ──


def test_a_filled_workbook_is_read_by_its_headings_in_any_order(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["决定", "iri", "note", "实体", "more"])
    book.active.append(["接受", EX + "1", "'=核对过", WATER, 1])
    book.save(tmp_path / "d.xlsx")
    (read,) = read_decisions(tmp_path / "d.xlsx")
    assert (read.line, read.entity, read.iri, read.decision, read.note) == (2, WATER, EX + "1", "接受", "=核对过")


def test_a_table_of_pairs_alone_is_taken_as_a_whole_but_json_without_a_decision_is_not_decided(tmp_path):
    (tmp_path / "d.csv").write_text(f"entity,iri\n{WATER},{EX}1\n", "utf-8")
    assert [one.decision for one in read_decisions(tmp_path / "d.csv")] == [None]
    (tmp_path / "d.jsonl").write_text(json.dumps({"entity": WATER, "iri": EX + "1"}) + "\n", "utf-8")
    assert [one.decision for one in read_decisions(tmp_path / "d.jsonl")] == [""]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("entity,decision\na,accept\n", "is no table of decisions: it has no column iri"),
        ("entitty,iri\na,b\n", "the nearest are: entitty"),
        ("entity,iri\n", "has no rows below its head"),
        ("", "is empty"),
    ],
)
def test_a_table_that_cannot_be_one_of_decisions_is_named_in_one_sentence(own, tmp_path, content, said):
    (tmp_path / "d.csv").write_text(content, "utf-8")
    sentence = complaint(kg("link", "accept", tmp_path / "d.csv", "--by", "甲", "--store", own), 3)
    assert said in sentence


# ── the commands ──


TABLE = (
    f"iri,name,code\n{EX}1,沂源县水利局,\n{EX}2,沂源县财政局,370323\n{EX}3,沂源县公安局,370323\n{EX}4,沂源县公安局,\n"
)


def candidates(own: Path, folder: Path, *arguments, check=0):
    (folder / "t.csv").write_text(TABLE, "utf-8")
    return kg("link", "candidates", folder / "t.csv", "--type", "agency", "--store", own, *arguments, check=check)


def decide(own: Path, folder: Path, decisions: dict[str, str]) -> Path:
    """The candidates' table with these decisions by foreign IRI."""
    found = list(csv.DictReader(io.StringIO(candidates(own, folder).out)))
    with (folder / "d.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, found[0])
        writer.writeheader()
        writer.writerows({**row, "decision": decisions.get(row["iri"], "")} for row in found)
    return folder / "d.csv"


def listed(own: Path, *arguments) -> list[tuple[str, str, str]]:
    done = kg("link", "list", "--store", own, "--rejected", *arguments, check=0)
    return [(row["label"], row["relation"], row["iri"]) for row in csv.DictReader(io.StringIO(done.out))]


def test_what_was_decided_is_recorded_shownvalid_and_no_candidate_any_more(own, tmp_path):
    path = decide(own, tmp_path, {EX + "1": "accept", EX + "3": "是", EX + "4": "reject"})
    done = kg("link", "accept", path, "--by", "县督查室", "--at", "2024-06-05", "--store", own, check=0)
    assert (
        done.err
        == "2 recorded, 0 unchanged, 0 left alone, 1 not decided\n1 decided the other way, for the other command to take\n"
    )
    kg("link", "reject", path, "--by", "县督查室", "--store", own, check=0)
    assert listed(own) == [
        ("沂源县公安局", "exactMatch", EX + "3"),
        ("沂源县公安局", "rejected", EX + "4"),
        ("沂源县水利局", "exactMatch", EX + "1"),
    ]
    (row, *_) = rows(kg("link", "list", "--store", own, check=0))
    assert (row["by"], row["at"], row["source"], row["evidence"]) == (
        "县督查室", "2024-06-05T00:00:00+08:00", "d.csv", "link.name-and-place",
    )  # fmt: skip
    done = candidates(own, tmp_path)
    assert [row["iri"] for row in rows(done)] == [EX + "2"]
    assert "3 pairs were decided on before and are left out" in done.err
    with store.opened_for_reading(own) as opened:
        assert [fault for fault in validate_store(opened) if fault.graph == GRAPH] == []


def test_in_chinese_the_time_and_the_reason_of_a_link_are_told_as_such(own, tmp_path):
    chinese = ("--store", own, "--lang", "zh")
    done = candidates(own, tmp_path, "--accept", "exact", "--by", "甲", "--at", "2024-06-05", "--lang", "zh")
    assert [row["decision"] for row in rows(done)].count("accept") == 2
    shown = kg("link", "list", "--format", "markdown", *chinese, check=0).out
    asked = kg("query", "links", "--format", "markdown", *chinese, check=0).out
    for table, clock in ((shown, "2024-06-05 00:00:00"), (asked, "2024-06-05T00:00:00+08:00")):
        assert "| 判断人 | 判断时间 | 依据 |" in table
        assert f"| 甲 | {clock} | 键值完全一致，且没有其他候选" in table


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(own, tmp_path):
    path = decide(own, tmp_path, {EX + "1": "accept"})
    done = kg("link", "accept", path, "--by", "甲", "--dry-run", "--store", own, check=0)
    assert "1 would be recorded" in done.err
    assert listed(own) == []


def test_rows_that_are_left_alone_are_named_with_their_line_and_the_others_are_recorded(own, tmp_path):
    path = decide(own, tmp_path, {EX + "1": "accept", EX + "2": "vielleicht"})
    done = kg("link", "accept", path, "--by", "甲", "--store", own, check=4)
    assert "d.csv line 5 has no known decision: 'vielleicht'; write accept or reject" in done.err
    assert listed(own) == [("沂源县水利局", "exactMatch", EX + "1")]


def test_accept_exact_takes_what_has_an_exact_key_and_no_rival(own, tmp_path):
    done = candidates(own, tmp_path, "--accept", "exact", "--by", "甲")
    assert {row["iri"]: row["decision"] for row in rows(done)} == {
        EX + "1": "accept",
        EX + "2": "accept",
        EX + "3": "",
        EX + "4": "",
    }
    assert listed(own) == [("沂源县水利局", "exactMatch", EX + "1"), ("沂源县财政局", "exactMatch", EX + "2")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--accept", "all", "--by", "甲"), "--accept takes exact only, not 'all'"),
        (("--accept", "exact"), "--by must say who"),
    ],
)
def test_nothing_is_accepted_without_a_name_or_by_another_rule(own, tmp_path, arguments, said):
    assert said in complaint(candidates(own, tmp_path, *arguments, check=2), 2)
    assert listed(own) == []


def test_add_links_one_thing_by_its_name_and_remove_takes_it_out_with_its_records(own):
    kg(
        "link",
        "add",
        "沂源县水利局",
        "https://www.wikidata.org/wiki/Q1",
        "--by",
        "甲",
        "--why",
        "核对",
        "--store",
        own,
        check=0,
    )
    item = "http://www.wikidata.org/entity/Q1"
    assert listed(own) == [("沂源县水利局", "exactMatch", item)]
    done = kg("link", "add", "沂源县水利局", item, "--relation", "closeMatch", "--by", "乙", "--store", own, check=0)
    assert "in place of: exactMatch by 甲 on " in done.err
    assert listed(own) == [("沂源县水利局", "closeMatch", item)]
    with store.opened_for_reading(own) as opened:
        assert len(judgements(opened)) == 2
    kg("link", "remove", "沂源县水利局", "wd:Q1", "--dry-run", "--store", own, check=0)
    assert len(listed(own)) == 1
    done = kg("link", "remove", "沂源县水利局", "wd:Q1", "--store", own, check=0)
    assert done.err.startswith("taken out: ")
    with store.opened_for_reading(own) as opened:
        assert [quad for quad in opened if quad.graph_name.value == GRAPH] == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "沂源县水利局", "Q1", "--by", "甲"), 2, "'Q1' is no IRI that can be linked to"),
        (("add", "沂源县水利局", EX + "a> b", "--by", "甲"), 2, "is no IRI that can be linked to"),
        (("add", "沂源县水利局", EX + "1", "--by", " "), 2, "--by must say who"),
        (("add", "沂源县水利局", EX + "1", "--by", "甲", "--at", "gestern"), 2, "--at is a date"),
        (
            ("add", "沂源县水利局", EX + "1", "--by", "甲", "--relation", "broader"),
            2,
            "--relation has no known relation",
        ),
        (("add", "沂源县水利局", MONEY, "--by", "甲"), 2, "The IRI names a thing of this store"),
        (("add", "东河县水利局", EX + "1", "--by", "甲"), 3, "holds nothing"),
        (("add", "沂源县水利局", EX + "1"), 2, "--by"),
        (("remove", "沂源县水利局", EX + "1"), 3, "There is no record of 沂源县水利局"),
    ],
)
def test_a_command_that_cannot_be_carried_out_says_why_in_one_sentence(own, arguments, code, said):
    assert said in complaint(kg("link", *arguments, "--store", own), code)


def test_same_as_says_what_it_means_for_reasoners(own):
    done = kg(
        "link", "add", "沂源县水利局", EX + "1", "--relation", "owl:sameAs", "--by", "甲", "--store", own, check=0
    )
    assert "sameAs lets whoever reasons over the graph" in done.err


def test_building_again_keeps_links_and_those_of_what_is_gone_are_orphans(tmp_path):
    shutil.copytree(SERIES, tmp_path / "in")
    folder = tmp_path / "s"
    kg("build", "in", "--store", folder, "--no-exports", cwd=tmp_path, check=0)
    kg("link", "add", "沂源县水利局", EX + "1", "--by", "甲", "--store", folder, check=0)
    kg("link", "add", "沂源县人民政府", EX + "2", "--by", "甲", "--store", folder, check=0)
    for path in (tmp_path / "in").iterdir():
        text = path.read_text("utf-8")
        path.write_text(text.replace("水利", "林业"), "utf-8")
    kg("build", "in", "--store", folder, "--no-exports", cwd=tmp_path, check=0)
    assert listed(folder) == [("沂源县人民政府", "exactMatch", EX + "2"), ("沂源县水利局", "exactMatch", EX + "1")]
    assert listed(folder, "--orphans") == [("沂源县水利局", "exactMatch", EX + "1")]
    kg("link", "remove", "沂源县水利局", EX + "1", "--store", folder, check=0)
    assert listed(folder, "--orphans") == []


def test_two_stores_that_decided_differently_are_merged_and_shown_in_conflict(own, tmp_path):
    kg("link", "add", "沂源县水利局", EX + "1", "--by", "甲", "--store", own, check=0)
    other = Judgement(f"{BASE}link/ffff", WATER, recorded.REJECTED, EX + "1", "乙", AT, "不是一回事")
    with store.opened_for_writing(own) as opened:
        store.bulk_load(opened, nquads(other, GRAPH))
    done = kg("link", "list", "--store", own, check=0)
    assert [(row["by"], row["relation"], row["conflict"]) for row in rows(done)] == [
        ("乙", "rejected", "yes"),
        ("甲", "exactMatch", "yes"),
    ]


def test_a_store_that_is_not_there_is_named(tmp_path):
    assert "no store" in complaint(kg("link", "list", "--store", tmp_path / "none"), 3)


# ── where links are shown ──


def linked(own: Path) -> Path:
    """``own`` with an accepted, a rejected and a hostile link of the water bureau, and one of each other kind of thing."""
    kg("link", "add", "沂源县水利局", EX + "1?a=b&c", "--by", "甲", "--at", "2024-06-05", "--store", own, check=0)
    more = [
        Judgement(f"{BASE}link/1", WATER, recorded.REJECTED, EX + "2", "乙", AT, name="另一个局"),
        Judgement(f"{BASE}link/2", WATER, SKOS.closeMatch, "javascript:alert(1)", "乙", AT, name="<b>甲</b>"),
        Judgement(f"{BASE}link/3", f"{BASE}place/370323", SKOS.exactMatch, EX + "place", "乙", AT, name="Yiyuan"),
        Judgement(f"{BASE}link/4", f"{BASE}doc/农村供水管理条例", SKOS.exactMatch, EX + "law", "乙", AT, name="条例"),
        Judgement(f"{BASE}link/5", f"{BASE}person/370323/人民政府/柳承岳", SKOS.exactMatch, EX + "p", "乙", AT),
    ]
    with store.opened_for_writing(own) as opened:
        store.bulk_load(opened, [line for one in more for line in nquads(one, GRAPH)])
    return own


def test_a_page_shows_what_its_thing_is_linked_to_and_leads_nowhere_but_to_web_addresses(own):
    linked(own)
    with TestClient(create_app(Place(own)), base_url="http://localhost") as client:
        agency = client.get(f"/en/page/org/370323/{quote('水利局')}").text
        others = [
            client.get(f"/en/page/{quote(path)}").text
            for path in ("place/370323", "doc/农村供水管理条例", "person/370323/人民政府/柳承岳")
        ]
    assert "linked to" in agency
    assert f'<a href="{EX}' in agency
    assert "exactMatch 甲 2024-06-05" in agency
    assert 'href="javascript' not in agency
    assert "<b>甲" not in agency
    assert "&lt;b&gt;甲" in agency
    assert "另一个局" not in agency
    for html, iri in zip(others, ("place", "law", "p"), strict=True):
        assert f'<a href="{EX}{iri}">' in html


def test_show_names_a_foreign_thing_as_others_call_it(own):
    linked(own)
    done = kg("show", "沂源县", "--store", own, check=0)
    (row,) = [row for row in rows(done) if row["value"] == EX + "place"]
    assert (row["property"], row["label"], row["graph"]) == (SKOS.exactMatch, "Yiyuan", GRAPH)


def test_exports_and_backups_have_the_links(own, tmp_path):
    linked(own)
    for form in ("nquads", "turtle", "trig"):
        kg("export", form, "--store", own, "-o", tmp_path / form, check=0)
        assert EX + "place" in (tmp_path / form).read_text("utf-8")
    kg("store", "backup", tmp_path / "backup", "--store", own, check=0)
    assert len(listed(tmp_path / "backup")) == 6


def test_the_shipped_query_lists_links_that_hold_and_no_rejected_pair(own):
    linked(own)
    kg("link", "add", "沂源县", EX + "place", "--relation", "closeMatch", "--by", "丙", "--store", own, check=0)
    found = rows(kg("query", "links", "--store", own, check=0))
    assert {(row["relation"], row["iri"]) for row in found} == {
        ("exactMatch", EX + "1?a=b&c"),
        ("closeMatch", "javascript:alert(1)"),
        ("closeMatch", EX + "place"),
        ("exactMatch", EX + "law"),
        ("exactMatch", EX + "p"),
    }
    (one,) = rows(kg("query", "links", "-p", f"foreign={EX}place", "--store", own, check=0))
    assert (one["label"], one["by"]) == ("沂源县", "丙")
