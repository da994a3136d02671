"""``kg extract`` through a real process: what a notice says, and how tables and standard input are read."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
from command import NOTICE, complaint, kg


def test_extract_prints_the_guidelines_shape(tmp_path):
    (tmp_path / "a.txt").write_text(NOTICE, encoding="utf-8")
    value = json.loads(kg("extract", "a.txt", cwd=tmp_path, check=0).out)
    assert value["meeting"]["number"] == 62
    assert value["meeting"]["chair"] == "赵一山"
    assert all(NOTICE[d["span"][0] : d["span"][1]] == d["quote"] for d in value["directives"])


def test_extract_says_where_nothing_of_a_meeting_was_recognised(tmp_path):
    (tmp_path / "poem.txt").write_text("春江花月夜\n春江潮水连海平，海上明月共潮生。\n", encoding="utf-8")
    done = kg("extract", "poem.txt", cwd=tmp_path, check=0)
    assert json.loads(done.out)["directives"] == []
    assert done.err == "nothing of a meeting was recognised in poem.txt: is it the notice of one?\n"


@pytest.mark.parametrize("output_format", ["nquads", "turtle", "trig", "jsonld"])
def test_extract_prints_rdf_that_says_the_same_in_every_format(tmp_path, output_format):
    forms = {"nquads": "N_QUADS", "turtle": "TURTLE", "trig": "TRIG", "jsonld": "JSON_LD"}
    printed = kg("extract", "-", "--format", output_format, text=NOTICE, check=0).stdout
    plain = kg("extract", "-", "--format", "nquads", text=NOTICE, check=0).stdout
    read = {
        str(q.triple) for q in pyoxigraph.parse(printed, format=getattr(pyoxigraph.RdfFormat, forms[output_format]))
    }
    assert read == {str(q.triple) for q in pyoxigraph.parse(plain, format=pyoxigraph.RdfFormat.N_QUADS)}


def test_extract_of_several_notices_gives_a_line_each(place):
    lines = kg("extract", "in", cwd=place, check=0).out.splitlines()
    assert [json.loads(line)["meeting"]["number"] for line in lines] == [61, 62]


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff\xfe\x00" * 50, b"   \n"])
def test_extract_of_what_is_no_notice_is_one_sentence(tmp_path, data):
    (tmp_path / "a.txt").write_bytes(data)
    assert "a.txt" in complaint(kg("extract", "a.txt", cwd=tmp_path), 3)


def test_extract_of_nothing_and_in_no_format(tmp_path):
    assert "nowhere.txt" in complaint(kg("extract", "nowhere.txt", cwd=tmp_path), 3)
    assert "json, nquads" in complaint(kg("extract", "-", "--format", "xml", cwd=tmp_path), 2)


TABLE = f"""编号,内文,题目,公开日,出处,网页
a,"{NOTICE}",第62次常务会议,2024-03-06,市政府办公室,https://a.example/1
"""
COLUMNS = ["--text-column=内文", "--title-column=题目", "--date-column=公开日", "--publisher-column=出处"]
COLUMNS += ["--url-column=网页", "--id-column=编号"]


def test_the_columns_of_a_table_can_be_named(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="gb18030")
    value = json.loads(kg("extract", "a.csv", *COLUMNS, cwd=tmp_path, check=0).out)
    assert value["notice"] == {"title": "第62次常务会议", "published": "2024-03-06", "publisher": "市政府办公室"}
    kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0)
    shown = kg("query", "SELECT ?o { GRAPH ?g { ?s dcterms:source|dc:source ?o } }", "-s", "s", cwd=tmp_path, check=0)
    assert "a.csv#a" in shown.out
    assert "a.example/1" in kg("query", "SELECT ?o { GRAPH ?g { ?s ?p ?o } }", "-s", "s", cwd=tmp_path, check=0).out


def test_a_row_that_moves_is_known_again_by_its_id(tmp_path):
    head, row = TABLE.split("\n", 1)
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0)
    other = row.replace("a,", "b,", 1).replace("62", "63")
    (tmp_path / "a.csv").write_text(f"{head}\n{other}{row.replace('62', '64')}", encoding="utf-8")
    assert "1 new, 1 changed" in kg("build", "a.csv", *COLUMNS, "-s", "s", "--no-exports", cwd=tmp_path, check=0).err


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path):
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    said = complaint(kg("extract", "a.csv", cwd=tmp_path), 3)
    assert "'编号', '内文', '题目'" in said
    assert "--text-column" in said
    assert "correct --title-column" in complaint(
        kg("extract", "a.csv", "--text-column=内文", "--title-column=标题", cwd=tmp_path), 3
    )


def test_encoding_and_format_of_what_comes_from_standard_input(tmp_path):
    done = kg("extract", "-", "--input-format=csv", *COLUMNS, text=TABLE, check=0)
    assert json.loads(done.out)["meeting"]["number"] == 62
    (tmp_path / "a.txt").write_bytes(NOTICE.encode("gb18030"))
    assert kg("extract", "a.txt", "--encoding", "gbk", cwd=tmp_path, check=0).out
    assert "is not valid UTF-8" in complaint(kg("extract", "a.txt", "--encoding", "utf-8", cwd=tmp_path), 3)
    assert "use one of: text, markdown" in complaint(kg("extract", "-", "--input-format", "rtf", text="x"), 2)
    assert "'klingon' is unknown" in complaint(kg("extract", "-", "--encoding", "klingon", text="x"), 2)
