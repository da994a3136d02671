"""What ``import kg`` offers: extraction in one call, a store as an rdflib Dataset, views as networkx graphs."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

import kg
from kg import build, face, query, store
from kg.errors import InputError, KgError, UsageError
from kg.export.views import view
from kg.vocab import KG

ROOT = Path(__file__).resolve().parent.parent
SERIES = ROOT / "examples" / "series"
NOTICE = SERIES / "3-yiyuan-31-2024-04-18.txt"
WATER = URIRef("https://w3id.org/huiyi/id/org/370323/水利局")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("face") / "series-store"
    build.build([str(SERIES)], place)
    return place


@pytest.fixture
def dataset(folder):
    with kg.open(folder) as dataset:
        yield dataset


# ── the how-to ────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_block_of_the_how_to_prints_what_stands_under_it(folder, monkeypatch):
    page = (ROOT / "docs" / "howto-python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 10
    (folder.parent / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(folder.parent)
    names: dict[str, object] = {}
    for code, expected in blocks:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "howto-python.md", "exec"), names)
        assert printed.getvalue() == expected, code


# ── what it costs to have it ──────────────────────────────────────────────────────────────────────────────────


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, kg; print(sorted({name.partition('.')[0] for name in sys.modules} & {'rdflib', 'pyoxigraph', 'networkx', 'jieba'}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_the_package_offers_is_documented_and_typed():
    assert kg.__all__ == sorted(kg.__all__)
    for name in kg.__all__:
        function = getattr(kg, name)
        assert function.__doc__
        assert "return" in function.__annotations__


# ── extraction ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_its_name_and_its_text_say_the_same():
    text = NOTICE.read_text(encoding="utf-8")
    of_path, of_name, of_text = kg.extract(NOTICE), kg.extract(str(NOTICE)), kg.extract(text)
    assert of_path == of_name
    assert of_path.analysis.directives == of_text.analysis.directives
    assert (of_path.analysis.notice.source, of_text.analysis.notice.source) == (NOTICE.name, "-")
    assert of_path.resolution.notice == of_text.resolution.notice


def test_a_text_of_one_line_is_a_notice_and_the_name_of_a_missing_file_an_error():
    assert kg.extract("会议要求，县水利局要加强水库巡查。").analysis.agencies
    with pytest.raises(InputError, match=r"no file notices/1\.txt"):
        kg.extract("notices/1.txt")
    with pytest.raises(InputError, match=r"notices/1\.txt"):
        kg.extract(Path("notices/1.txt"))
    with pytest.raises(InputError, match=r"8 notices; kg\.extract_all"):
        kg.extract(SERIES)


def test_all_notices_of_a_folder_in_order():
    sources = [one.analysis.notice.source for one in kg.extract_all(SERIES)]
    assert sources == sorted(path.name for path in SERIES.glob("*.txt"))


def test_a_base_and_words_of_ones_own(tmp_path):
    found = kg.extract(NOTICE, base_iri="https://data.example/")
    assert found.resolution.meeting.startswith("https://data.example/meeting/")
    with pytest.raises(UsageError, match="base of IRIs"):
        kg.extract(NOTICE, base_iri="nonsense")
    (tmp_path / "modals.tsv").write_text("要\tinert\t要\t\n", encoding="utf-8")
    by_modal = [
        [directive.rule for directive in found.analysis.directives if directive.modality == "要"]
        for found in (kg.extract(NOTICE), kg.extract(NOTICE, lexicon=tmp_path))
    ]
    assert [len(rules) for rules in by_modal] == [3, 0], "words of one's own take the place of ours"


# ── the store as a dataset ────────────────────────────────────────────────────────────────────────────────────


def test_a_store_is_an_rdflib_dataset(dataset):
    assert isinstance(dataset, Dataset)
    assert (WATER, SKOS.prefLabel, Literal("沂源县水利局", lang="zh")) in dataset
    assert len(set(dataset.subjects(RDF.type, URIRef(KG.Notice)))) == 8
    notices = {str(graph.identifier) for graph in dataset.graphs() if "/notice/" in str(graph.identifier)}
    assert len(notices) == 8
    graph = dataset.graph(URIRef(min(notices)))
    assert isinstance(graph, Graph)
    assert {URIRef(KG.Directive)} <= set(graph.objects(None, RDF.type))


def test_rows_are_those_of_the_command(dataset, folder):
    rows = dataset.ask("agency-directives", agency="沂源县水利局")
    assert len(rows) == 7
    assert rows[0]["start"] == 143
    assert {type(row["start"]) for row in rows} == {int}
    assert rows[2]["due"] is None
    asked = query.question_of(query.shipped_query("agency-directives"), {"agency": "沂源县水利局"})
    with store.opened_for_reading(folder) as opened:
        lines = "".join(query.answer(opened, asked, "jsonl")).splitlines()
    assert len(lines) == len(rows)
    assert dataset.ask("ASK { GRAPH ?g { ?s a kg:Notice } }") == [{"answer": True}]
    (bound,) = dataset.ask(
        "SELECT ?label ?s { GRAPH ?g { ?s skos:prefLabel ?label } FILTER(STR(?label) = ?name) }".replace(
            "?label ?s", "?name ?s", 1
        ),
        name="沂源县水利局",
    )
    assert bound == {"name": "沂源县水利局", "s": str(WATER)}


def test_queries_of_rdflib_are_answered_by_oxigraph(dataset):
    rows = list(dataset.query("SELECT DISTINCT ?s { ?s a kg:Notice }"))
    assert len(rows) == 8
    bound = dataset.query("SELECT ?s ?label { GRAPH ?g { ?s skos:prefLabel ?label } }", initBindings={"s": WATER})
    assert [str(row.label) for row in bound] == ["沂源县水利局"]
    assert dataset.query("ASK { GRAPH ?g { ?s a kg:Document } }").askAnswer is True


TRIPLE = (WATER, SKOS.altLabel, Literal("县水务局"))


@pytest.mark.parametrize(
    "change",
    [
        lambda dataset: dataset.add(TRIPLE),
        lambda dataset: dataset.addN([(*TRIPLE, dataset.default_graph)]),
        lambda dataset: dataset.remove((None, None, None)),
        lambda dataset: dataset.graph(URIRef("urn:g")).add(TRIPLE),
        lambda dataset: dataset.remove_graph(URIRef("urn:g")),
        lambda dataset: dataset.update("INSERT DATA { <urn:a> <urn:b> 1 }"),
        lambda dataset: dataset.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
        lambda dataset: dataset.__iadd__([(*TRIPLE, None)]),
    ],
)
def test_nothing_can_be_written_through_it(folder, change):
    before = sorted((folder / "quads").iterdir())
    with kg.open(folder) as dataset, pytest.raises(UsageError, match="for reading"):
        change(dataset)
    assert sorted((folder / "quads").iterdir()) == before


@pytest.mark.parametrize(
    ("ask", "says"),
    [
        (lambda dataset: dataset.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"), "SERVICE"),
        (lambda dataset: dataset.query("SELECT * { ?s ?p ?o }", use_store_provided=False), "by Oxigraph only"),
        (lambda dataset: dataset.query("SELEC"), "cannot be read"),
        (lambda dataset: dataset.ask("no-such-query"), "agency-directives"),
        (lambda dataset: dataset.ask("agency-directives"), "needs a value for agency"),
        (lambda dataset: dataset.ask("CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o } }"), "CONSTRUCT"),
    ],
)
def test_what_cannot_be_asked_is_said(dataset, ask, says):
    with pytest.raises(UsageError, match=says):
        ask(dataset)


def test_an_open_store_cannot_be_written_and_a_closed_one_can(folder):
    dataset = kg.open(folder)
    with pytest.raises(InputError, match="in use"):
        build.build([str(SERIES)], folder)
    dataset.close()
    dataset.close()
    assert build.build([str(SERIES)], folder).unchanged == 8
    for use in (
        lambda: dataset.ask("agencies-together"),
        lambda: list(dataset.subjects()),
        lambda: dataset.query("ASK {}"),
    ):
        with pytest.raises(KgError, match="closed"):
            use()


def test_a_store_that_could_not_be_opened_is_not_kept_from_being_written(folder, monkeypatch):
    """In a notebook the error, and with it what was half made, lives on."""

    def damaged(*_: object) -> None:
        raise InputError("damaged")

    monkeypatch.setattr(face, "names_of", damaged)
    with pytest.raises(InputError, match="damaged") as kept:
        kg.open(folder)
    with store.opened_for_writing(folder):
        assert kept.value.args == ("damaged",)


def test_damage_that_is_met_with_while_reading_is_told_in_one_sentence(folder, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Corruption: block checksum mismatch")

    told = "is damaged .Corruption: block checksum mismatch.; put a backup in its place"
    with pytest.raises(InputError, match=told), kg.open(folder):
        broken()
    with pytest.raises(RuntimeError, match=r"^mine$"), kg.open(folder):
        raise RuntimeError("mine")
    with kg.open(folder) as dataset:
        monkeypatch.setattr(query, "answer", broken)
        with pytest.raises(InputError, match=told):
            dataset.ask("agencies-together")


def test_values_are_those_of_python_and_what_is_ill_typed_stays_text(dataset):
    (row,) = dataset.ask(
        'SELECT ("1"^^xsd:boolean AS ?truth) (2.5e0 AS ?double) (1.5 AS ?decimal) ("viele"^^xsd:integer AS ?ill) {}'
    )
    assert row == {"truth": True, "double": 2.5, "decimal": 1.5, "ill": "viele"}


def test_where_there_is_no_store_that_is_said(tmp_path):
    with pytest.raises(InputError, match="kg build"):
        kg.open(tmp_path / "none")


# ── views as networkx graphs ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["full", "agencies", "agency-directive"])
def test_a_view_has_the_nodes_and_edges_of_the_export(folder, name):
    graph = kg.to_networkx(folder, view=name)
    with store.opened_for_reading(folder) as opened:
        expected = view(opened, name)
        assert graph.is_directed() is expected.directed
        assert dict(graph.nodes(data="label")) == {node.id: node.label for node in expected.nodes()}
        told = {(edge.source, edge.target, edge.kind): edge.weight for edge in expected.edges()}
    assert len(told) == graph.number_of_edges()
    assert sum(told.values()) == sum(weight for _, _, weight in graph.edges(data="weight"))


def test_a_view_can_be_narrowed_and_measured(dataset):
    graph = kg.to_networkx(dataset, view="agencies")
    labels = networkx.get_node_attributes(graph, "label")
    (pair,) = ((one, other) for one, other, weight in graph.edges(data="weight") if weight == 2)
    assert {labels[end] for end in pair} == {"沂源县公安局", "沂源县教育和体育局"}
    early = kg.to_networkx(dataset, view="agencies", until="2024-04-30")
    assert early.number_of_edges() < graph.number_of_edges()
    one = kg.to_networkx(dataset, view="agency-directive", agency="沂源县教育和体育局")
    assert 0 < len(one) < len(kg.to_networkx(dataset, view="agency-directive"))


@pytest.mark.parametrize(
    ("options", "error", "says"),
    [
        ({"view": "agency"}, UsageError, "agencies"),
        ({"since": "soon"}, UsageError, "not a date"),
        ({"agency": "沂源县水务局"}, InputError, "沂源县水利局"),
    ],
)
def test_what_cannot_be_shown_is_said_with_what_is_near(folder, options, error, says):
    with pytest.raises(error, match=says):
        kg.to_networkx(folder, **options)
