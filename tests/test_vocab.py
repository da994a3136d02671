"""The ring that ties code, ontology, shapes, queries and context together: none can drift from the others."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hand_made_whole import ANALYSIS, RESOLUTION
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from kg import vocab
from kg.quads import entity_quads, notice_quads
from kg.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = ROOT / "ontology"
OURS = vocab.ONTOLOGY + "#"
SHAPE = re.compile(r"kg:S\d{3}\b")


def _graph(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


def _declared() -> set[str]:
    graph = _graph(ONTOLOGY / "ontology.ttl", ONTOLOGY / "borrowed.ttl")
    return {str(term) for term in graph.subjects(RDFS.isDefinedBy, None)}


def _concepts() -> set[str]:
    graph = _graph(*sorted((ONTOLOGY / "vocabularies").glob("*.ttl")))
    return {str(concept) for concept in graph.subjects(RDF.type, SKOS.Concept)}


def _queries() -> list[Path]:
    return sorted((ROOT / "kg" / "queries").glob("*.rq"))


def _prefixed_terms(text: str) -> set[str]:
    """IRIs of the prefixed names in SPARQL or Turtle, comments and strings left out."""
    text = re.sub(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|(?m:#.*$)', lambda m: m[0] if m[0][0] == "<" else " ", text)
    bare = re.sub(r"<[^<>\s]*>", " ", text)
    return {
        vocab.PREFIXES[prefix] + name
        for prefix, name in re.findall(r"(?<![\w?$:])([a-z][a-z-]*):([A-Za-z_][\w-]*)", bare)
        if prefix in vocab.PREFIXES
    }


# ── 1. generated ──────────────────────────────────────────────────────────────────────────────────────────────


def test_regenerating_the_vocabulary_gives_the_committed_file_byte_for_byte():
    done = subprocess.run(
        [sys.executable, "scripts/make_vocab.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_importing_the_vocabulary_loads_no_rdf_library():
    code = "import sys, kg.vocab; print([m for m in ('rdflib', 'pyoxigraph') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_iri_of_the_vocabulary_is_ascii():
    source = (ROOT / "kg" / "vocab.py").read_text(encoding="utf-8")
    assert [iri for iri in re.findall(r'"(https?://[^"]*)"', source) if not iri.isascii()] == []


# ── 2. no IRI anywhere else ───────────────────────────────────────────────────────────────────────────────────


def _addresses_in(source: str) -> list[str]:
    tree = ast.parse(source)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith("http")
        and "://" in node.value
        and id(node) not in docstrings
    ]


def test_no_module_but_two_holds_an_address():
    modules = [p for p in (ROOT / "kg").rglob("*.py") if p.name not in {"vocab.py", "iris.py"}]
    assert len(modules) > 10
    found = {str(p.relative_to(ROOT)): _addresses_in(p.read_text(encoding="utf-8")) for p in modules}
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


def test_an_address_in_code_would_be_found_and_one_in_a_docstring_not():
    assert _addresses_in('"""http://a.example/"""\nX = f"http://b.example/{1}"') == ["http://b.example/"]


# ── 3. what is written is declared ────────────────────────────────────────────────────────────────────────────


def test_every_predicate_class_and_concept_that_is_written_is_declared():
    graph = Graph()
    lines = (notice_quads(ANALYSIS, RESOLUTION) + entity_quads(ANALYSIS, RESOLUTION)).splitlines()
    for line in lines:
        graph.parse(data=line.rpartition(" <")[0] + " .", format="nt")
    declared, concepts = _declared(), _concepts()
    assert {str(p) for p in graph.predicates()} - declared == set()
    assert {str(c) for c in graph.objects(None, RDF.type)} - declared == set()
    named = {str(o) for o in graph.objects() if str(o).startswith(vocab.VOCABULARIES)}
    assert len(named) > 10
    assert named - concepts == set()
    datatypes = {str(o.datatype) for o in graph.objects() if isinstance(o, Literal) and o.datatype is not None}
    assert datatypes - declared == set()


# ── 4. shapes, queries, context ───────────────────────────────────────────────────────────────────────────────


def test_every_term_of_the_shapes_is_declared():
    shapes = _graph(ONTOLOGY / "shapes.ttl")
    named = {t for triple in shapes for t in triple if isinstance(t, URIRef)}
    shacl = "http://www.w3.org/ns/shacl#"
    own = set(shapes.subjects(RDF.type, None))
    terms = {str(t) for t in named - own if not str(t).startswith((shacl, vocab.VOCABULARIES))}
    assert terms - _declared() == set()
    concepts = {str(t) for t in named if str(t).startswith(vocab.VOCABULARIES)}
    assert concepts - _concepts() == set()


@pytest.mark.parametrize("path", _queries(), ids=lambda p: p.name)
def test_every_term_of_a_query_is_declared(path: Path):
    assert _prefixed_terms(path.read_text(encoding="utf-8")) - _declared() == set()


def test_an_undeclared_term_of_a_query_would_be_found():
    text = 'PREFIX kg: <x>\n# kg:Comment\nSELECT * { ?s kg:refersTo ?o ; kg:Nonsense "kg:Literal" }'
    assert _prefixed_terms(text) - _declared() == {OURS + "Nonsense"}


def test_every_term_of_the_context_is_declared_and_every_property_of_ours_is_in_it():
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    prefixes = {k: v for k, v in context.items() if isinstance(v, str) and v.startswith("http")}
    assert prefixes == dict(vocab.PREFIXES)
    names = [v if isinstance(v, str) else v["@id"] for k, v in context.items() if k not in prefixes]
    terms = {prefixes[n.partition(":")[0]] + n.partition(":")[2] for n in names if not n.startswith("@")}
    assert terms - _declared() == set()
    assert {t for t in _declared() if t.startswith(OURS)} - terms == set()


def test_the_context_turns_plain_json_into_our_triples():
    context = json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    plain = {
        "@context": context,
        "id": "urn:d",
        "type": "Directive",
        "due": "2024-06-10",
        "assignee": "urn:a",
        "label": "要",
    }
    graph = Graph().parse(data=json.dumps(plain), format="json-ld")
    directive = URIRef("urn:d")
    assert set(graph) == {
        (directive, RDF.type, URIRef(vocab.KG.Directive)),
        (directive, URIRef(vocab.KG.due), Literal("2024-06-10", datatype=URIRef(vocab.XSD.date))),
        (directive, URIRef(vocab.ODRL.assignee), URIRef("urn:a")),
        (directive, SKOS.prefLabel, Literal("要", lang="zh")),
    }


# ── 5. no dead words of ours ──────────────────────────────────────────────────────────────────────────────────


def test_every_term_of_ours_is_used():
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "kg").rglob("*.py") if p.name not in {"vocab.py"})
    used = {OURS + name for name in re.findall(r"\bKG\.(\w+)", code)}
    for path in (ONTOLOGY / "shapes.ttl", *(ONTOLOGY / "vocabularies").glob("*.ttl"), *_queries()):
        used |= _prefixed_terms(path.read_text(encoding="utf-8"))
    assert {t for t in _declared() if t.startswith(OURS)} - used == set()


# ── 6. words ──────────────────────────────────────────────────────────────────────────────────────────────────

WORDS = {
    "treatments": "传达学习 学习 传达 听取汇报 听取 观看 审议 审议通过 原则通过 原则同意 研究 讨论 "
    "部署 通报 解读 安排 其他",
    "document-kinds": "宪法 法律 行政法规 地方性法规 规章 党内法规 纲要 规划 计划 方案 意见 办法 "
    "规定 细则 规则 条例 决定 通知 通报 公报 报告 清单 目录 标准 预案 措施 要点 批复 函 讲话 其他",
    "outcomes": "审议通过 原则通过 原则同意 提请审议 暂缓",
    "meeting-kinds": "常务会议 全体会议 党组会议 党组(扩大)会议 党组（扩大）会议 办公会议 专题会议 常委会会议",
    "participation-roles": "chair attendee observer presenter other",
    "party-roles": "lead responsible co-actor overseen",
    "addressee-basis": "explicit inherited none",
    "deadline-precision": "day month quarter season year open",
    "agency-kinds": "organization group elided place people",
    "place-levels": "country province prefecture county town",
    "modalities": "要 须 应 应当 必须 务必 不得 严禁 由…负责 由…牵头 请 责成 同意 assertion",
    "supervision-reasons": "named-party open-group no-addressee concrete-act no-concrete-act deadline "
    "no-deadline number exhortation assigned",
    "official-document-types": "决议 决定 命令(令) 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要",
}


@pytest.mark.parametrize("scheme", WORDS)
def test_every_word_of_the_model_names_a_concept(scheme: str):
    assert [word for word in WORDS[scheme].split() if word not in vocab.WORDS[scheme]] == []


def test_the_treatments_are_the_words_of_the_guideline_and_no_others():
    assert set(vocab.WORDS["treatments"]) == set(WORDS["treatments"].split())


def _rows(name: str) -> list[list[str]]:
    lines = (ROOT / "kg" / "lexicons" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_every_treatment_and_outcome_that_the_lexicon_names_exists():
    values = [row[2] for row in _rows("treatments.tsv") if row[1] == "treat"]
    assert values
    assert {w for v in values for w in v.partition("/")[0].split("+")} - set(vocab.WORDS["treatments"]) == set()
    assert {v.partition("/")[2] for v in values if "/" in v} - set(vocab.WORDS["outcomes"]) == set()


def test_every_modality_and_kind_of_document_that_the_lexicon_names_exists():
    modals = {row[2] for row in _rows("modals.tsv") if row[1].startswith("modal")}
    kinds = {row[1] for row in _rows("document_kinds.tsv")}
    assert modals
    assert modals - set(vocab.WORDS["modalities"]) == set()
    assert kinds
    assert kinds - set(vocab.WORDS["document-kinds"]) == set()


def test_the_topics_are_those_of_the_lexicon():
    assert {row[1] for row in _rows("topics.tsv")} == set(vocab.WORDS["topics"])


def test_every_term_of_ours_is_explained_in_both_languages_with_one_example():
    graph = _graph(ONTOLOGY / "ontology.ttl")
    terms = [s for s in graph.subjects(RDF.type, None) if str(s).startswith(OURS)]
    assert terms
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            assert sorted(o.language for o in graph.objects(term, predicate)) == ["en", "zh"], (term, predicate)
        assert len(list(graph.objects(term, SKOS.example))) == 1, term


def test_every_concept_has_one_label_in_each_language_and_lies_in_the_scheme_of_its_file():
    for path in sorted((ONTOLOGY / "vocabularies").glob("*.ttl")):
        graph = _graph(path)
        scheme = URIRef(vocab.VOCABULARIES + path.stem)
        concepts = list(graph.subjects(RDF.type, SKOS.Concept))
        assert concepts, path.name
        for concept in concepts:
            assert sorted(o.language for o in graph.objects(concept, SKOS.prefLabel)) == ["en", "zh"], concept
            assert list(graph.objects(concept, SKOS.inScheme)) == [scheme], concept


def test_every_outcome_says_how_final_it_is_and_every_modality_what_it_does():
    for scheme, predicate in (("outcomes", vocab.KG.finality), ("modalities", vocab.KG.force)):
        graph = _graph(ONTOLOGY / "vocabularies" / f"{scheme}.ttl")
        facets = {str(o) for o in graph.objects(None, URIRef(predicate))}
        assert facets <= _concepts()
        for concept in graph.subjects(RDF.type, SKOS.Concept):
            assert len(list(graph.objects(concept, URIRef(predicate)))) == 1, concept


def test_links_between_schemes_lead_to_concepts():
    graph = _graph(*sorted((ONTOLOGY / "vocabularies").glob("*.ttl")))
    linked = {str(o) for o in graph.objects(None, SKOS.exactMatch)}
    assert linked
    assert linked <= _concepts()


# ── and the rest ──────────────────────────────────────────────────────────────────────────────────────────────


def test_superclasses_domains_and_ranges_are_declared():
    graph = _graph(ONTOLOGY / "ontology.ttl")
    named = {
        str(o)
        for p in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, RDF.type)
        for o in graph.objects(None, p)
        if o != OWL.Ontology
    }
    assert named - _declared() == set()


def test_the_version_is_that_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ontology = _graph(ONTOLOGY / "ontology.ttl")
    assert project["version"] == VERSION
    assert str(ontology.value(URIRef(vocab.ONTOLOGY), OWL.versionInfo)) == VERSION


def test_the_example_of_the_documentation_uses_declared_terms_only():
    text = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:turtle|sparql)\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) >= 4
    assert {t for b in blocks for t in _prefixed_terms(b)} - _declared() == set()
