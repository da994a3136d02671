"""Tables of things as others call them: IRIs, codes and headings, every form of file, and that nothing hostile in them gets through."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from command import complaint, kg
from pyarrow import parquet

from kg.errors import InputError
from kg.iris import BASE, foreign_iri, wikidata_iri
from kg.linking.columns import found, kind_meant
from kg.linking.foreign import read_foreign
from kg.linking.keys import administrative_code, document_number

EX = "https://example.org/"


@pytest.fixture
def store(series):
    """A store of the notices in ``examples/series``. Not to be written to."""
    return series / "s"


# ── IRIs, codes, headings ──


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" https://example.org/机构/1 ", "https://example.org/机构/1"),
        ("urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66", "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"),
        ("https://www.wikidata.org/wiki/Q42", "http://www.wikidata.org/entity/Q42"),
        ("https://www.wikidata.org/entity/Q42", "http://www.wikidata.org/entity/Q42"),
        ("wd:Q42", "http://www.wikidata.org/entity/Q42"),
        ("Q42", None),
        ("https://example.org/a b", None),
        ("https://example.org/a\u3000b", None),
        ("https://example.org/a> . <https://example.org/b", None),
        ('https://example.org/"', None),
        ("https://example.org/\u202eb", None),
        ("https://example.org/" + "a" * 2000, None),
        ("https://", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("example.org/a", None),
        ("", None),
    ],
)
def test_an_iri_is_one_that_can_be_written_into_a_graph_and_wikidata_has_one_form(text, iri):
    assert foreign_iri(text) == iri


def test_a_bare_item_number_is_wikidatas_only_where_that_is_said():
    assert wikidata_iri("Q42") == "http://www.wikidata.org/entity/Q42"
    assert wikidata_iri("Q0") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("440882", "440882"),
        ("44 08 82", "440882"),
        ("440882000000", "440882"),
        ("440882101", "440882101"),
        ("440882101000", "440882101"),
        ("440882101203", None),  # a village
        ("4408", None),
        ("91440882MA4W2H3X7B", None),
    ],
)
def test_administrative_codes_are_read_in_all_their_lengths(text, code):
    assert administrative_code(text) == code


def test_a_document_number_has_its_year_in_brackets():
    assert document_number("雷府[2023]5号") == document_number("雷府〔2023〕5号") == "雷府〔2023〕5号"
    assert document_number("440882") is None


def test_headings_are_found_in_both_languages_and_as_wikidata_has_them():
    assert found(["Item", "itemLabel", "行政区划代码", "x"]) == {
        "iri": "Item",
        "name": "itemLabel",
        "code": "行政区划代码",
    }
    assert kind_meant("http://www.wikidata.org/entity/Q5") == "person"
    assert kind_meant("https://schema.org/GovernmentOrganization") == "agency"
    assert kind_meant("水库") is None


# ── tables of every form ──


ROW = {"iri": EX + "1", "name": "沂源县水利局", "aliases": "沂源水利|县水利局", "code": "370323", "of": "淄博市"}


def _written(path: Path, rows: list[dict[str, object]]) -> Path:
    if path.suffix == ".csv":
        path.write_text(
            ",".join(rows[0]) + "\n" + "".join(",".join(map(str, r.values())) + "\n" for r in rows), "utf-8"
        )
    elif path.suffix == ".tsv":
        path.write_text(
            "\t".join(rows[0]) + "\n" + "".join("\t".join(map(str, r.values())) + "\n" for r in rows), "utf-8"
        )
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    elif path.suffix == ".parquet":
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["a sheet of something else"])
        sheet = book.create_sheet("2")
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
        book.save(path)
    return path


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet", "xlsx"])
def test_every_form_of_table_gives_the_same_things(tmp_path, ending):
    brought = read_foreign(_written(tmp_path / f"t.{ending}", [ROW]), base=BASE)
    (thing,) = brought.things
    assert (thing.iri, thing.names, thing.aliases) == (EX + "1", ["沂源县水利局"], ["沂源水利", "县水利局"])
    assert (thing.codes, thing.of, brought.refused, brought.rows) == (["370323"], ["淄博市"], (), 1)


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (
            "ttl",
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix s: <https://schema.org/> .\n"
            '<https://example.org/1> skos:prefLabel "沂源县水利局"@zh , "Water Bureau"@en ; s:alternateName "沂源水利" ;\n'
            '  skos:notation "370323" . <https://example.org/nameless> a skos:Concept .',
        ),
        (
            "nt",
            '<https://example.org/1> <http://www.w3.org/2000/01/rdf-schema#label> "沂源县水利局" .\n'
            '<https://example.org/1> <http://schema.org/alternateName> "Water Bureau" .\n'
            '<https://example.org/1> <http://schema.org/alternateName> "沂源水利" .\n'
            '<https://example.org/1> <http://purl.org/dc/terms/identifier> "370323" .\n',
        ),
    ],
)
def test_rdf_is_read_by_the_usual_properties_and_names_in_other_languages_are_aliases(tmp_path, ending, text):
    (tmp_path / f"t.{ending}").write_text(text, "utf-8")
    brought = read_foreign(tmp_path / f"t.{ending}", base=BASE)
    (thing,) = brought.things
    assert (thing.names, sorted(thing.aliases), thing.codes) == (
        ["沂源县水利局"],
        ["Water Bureau", "沂源水利"],
        ["370323"],
    )
    assert brought.refused == ()


def test_several_rows_with_one_iri_are_one_thing(tmp_path):
    rows = [ROW, ROW, {**ROW, "name": "沂源水务", "code": "370300"}]
    (thing,) = read_foreign(_written(tmp_path / "t.csv", rows), base=BASE).things
    assert (thing.names, thing.aliases, thing.codes) == (
        ["沂源县水利局"],
        ["沂源水利", "县水利局", "沂源水务"],
        ["370323", "370300"],
    )


def test_wikidatas_own_export_needs_no_change(tmp_path):
    (tmp_path / "t.csv").write_text(
        'item,itemLabel,itemAltLabel\nhttp://www.wikidata.org/entity/Q1,沂源县,"沂源, Yiyuan"\n', "utf-8"
    )
    (thing,) = read_foreign(tmp_path / "t.csv", base=BASE).things
    assert (thing.iri, thing.aliases) == ("http://www.wikidata.org/entity/Q1", ["沂源", "Yiyuan"])


def test_a_column_of_bare_items_is_called_so(tmp_path):
    (tmp_path / "t.csv").write_text("QID,名称\nQ1,沂源县\nx1,淄博市\n", "utf-8")
    brought = read_foreign(tmp_path / "t.csv", base=BASE)
    assert [thing.iri for thing in brought.things] == ["http://www.wikidata.org/entity/Q1"]
    assert [(row.line, row.what) for row in brought.refused] == [(3, "has an IRI that is none: 'x1'")]


def test_a_bare_item_under_another_heading_is_told_which_heading_it_needs(tmp_path):
    (tmp_path / "t.csv").write_text("item,itemLabel\nQ1,沂源县\nx1,淄博市\n", "utf-8")
    assert [(row.line, row.what) for row in read_foreign(tmp_path / "t.csv", base=BASE).refused] == [
        (2, "has 'Q1' for an IRI: a column of such numbers is called qid or wikidata"),
        (3, "has an IRI that is none: 'x1'"),
    ]


def test_rows_that_cannot_be_used_are_refused_one_by_one_with_their_line(tmp_path):
    (tmp_path / "t.csv").write_text(
        'iri,name\nhttps://example.org/a b,甲\n,乙\nhttps://example.org/3,\n"https://example.org/4","a\nb"\n'
        f"https://example.org/5,{'长' * 501}\n{BASE}org/370323/水利局,丙\nhttps://example.org/7,丁\n",
        "utf-8",
    )
    brought = read_foreign(tmp_path / "t.csv", base=BASE)
    assert [thing.names for thing in brought.things] == [["a b"], ["丁"]]
    assert [(row.line, str(row.what)) for row in brought.refused] == [
        (2, "has an IRI that is none: 'https://example.org/a b'"),
        (3, "has no IRI"),
        (4, "has no name"),
        (7, "has 501 characters where the name stands, more than 500"),
        (8, f"names a thing of this store, not a foreign one: {BASE}org/370323/水利局"),
    ]


def test_what_a_spreadsheet_guards_comes_back_as_it_was_and_a_formula_is_its_value(tmp_path):
    (tmp_path / "t.csv").write_text("iri,name\nhttps://example.org/1,'=cmd|x\n", "utf-8")
    (thing,) = read_foreign(tmp_path / "t.csv", base=BASE).things
    assert thing.names == ["=cmd|x"]
    path = _written(tmp_path / "t.xlsx", [{"iri": EX + "1", "name": '="沂源县"&"水利局"'}])
    assert [row.what for row in read_foreign(path, base=BASE).refused] == ["has no name"]  # nobody computed it


def _hostile(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "missing.csv":
        return path
    contents = {
        "empty.csv": b"",
        "headless.csv": "甲,乙\n1,2\n".encode(),
        "nameless.csv": b"iri,nmae\nhttps://example.org/1,x\n",
        "binary.csv": bytes(range(256)) * 10,
        "quote.csv": b'iri,name\nhttps://example.org/1,"' + b"a" * (17 * 1024 * 1024),
        "broken.ttl": b"<https://example.org/1> <p> > .",
        "broken.xlsx": b"PK\x03\x04nothing",
        "broken.parquet": b"PAR1nothing",
        "table.doc": b"x",
        "table.docx": b"x",
    }
    path.write_bytes(contents[name])
    return path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.csv", "No such file"),
        ("empty.csv", "is empty"),
        ("headless.csv", "has no column for the iri"),
        ("nameless.csv", "the nearest are: nmae; call one of its columns name / "),
        ("binary.csv", "is no text"),
        ("quote.csv", "is longer than 16 MB"),
        ("broken.ttl", "is no RDF"),
        ("broken.xlsx", "is damaged"),
        ("broken.parquet", "is damaged"),
        ("table.doc", "is no table by its ending"),
        ("table.docx", "parquet, pq, ttl, nt."),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_one_sentence(store, tmp_path, name, said):
    done = kg("link", "candidates", _hostile(tmp_path, name), "--type", "agency", "--store", store)
    sentence = complaint(done, 3)
    assert said in sentence
    assert name in sentence


def test_a_cell_without_end_in_json_lines_costs_its_own_row_only(tmp_path):
    path = tmp_path / "t.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write('{"iri": "https://example.org/1", "name": "' + "a" * (17 * 1024 * 1024) + '"}\n')
        file.write('{"iri": "https://example.org/2", "name": "沂源县水利局"}\n')
    brought = read_foreign(path, base=BASE)
    assert [thing.iri for thing in brought.things] == [EX + "2"]
    assert [row.line for row in brought.refused] == [1]


def test_more_things_than_memory_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.linking.foreign.MOST_ROWS", 2)
    path = _written(tmp_path / "t.csv", [{"iri": f"{EX}{n}", "name": "甲"} for n in range(3)])
    with pytest.raises(InputError, match="more than 2 things"):
        read_foreign(path, base=BASE)
