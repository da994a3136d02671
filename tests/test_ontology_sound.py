"""What SKOS and OWL demand of our vocabularies and terms, beyond their being declared and explained."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef
from rdflib.term import Node

ONTOLOGY = Path(__file__).parent.parent / "ontology"
SCHEMES = sorted((ONTOLOGY / "vocabularies").glob("*.ttl"))


def graph_of(*paths: Path) -> Graph:
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


TERMS = graph_of(ONTOLOGY / "ontology.ttl")
CONCEPTS = graph_of(*SCHEMES)


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_top_concepts_are_said_from_both_sides_and_all_else_has_something_broader(path: Path) -> None:
    graph = graph_of(path)
    (scheme,) = graph.subjects(RDF.type, SKOS.ConceptScheme)
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, scheme))
    below = {
        concept for concept in graph.subjects(RDF.type, SKOS.Concept) if list(graph.objects(concept, SKOS.broader))
    }
    assert tops | below == set(graph.subjects(RDF.type, SKOS.Concept))
    assert not tops & below


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_each_concept_is_named_and_defined_once_in_chinese_and_once_in_english(path: Path) -> None:
    graph = graph_of(path)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for concept in concepts:
        for kind in (SKOS.prefLabel, SKOS.definition):
            languages = [text.language for text in graph.objects(concept, kind) if isinstance(text, Literal)]
            assert sorted(map(str, languages)) == ["en", "zh"], (concept, kind)


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_definition_is_a_sentence_that_says_more_than_the_label_and_fits_one_concept(path: Path) -> None:
    graph = graph_of(path)
    definitions = [str(text) for text in graph.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))
    for concept, text in graph.subject_objects(SKOS.definition):
        assert isinstance(text, Literal)
        assert text.endswith("。" if text.language == "zh" else "."), text
        labels = {str(label).lower() for label in graph.objects(concept, SKOS.prefLabel)}
        assert text.rstrip("。.").lower() not in labels, text


def test_no_concept_is_broader_than_itself_by_any_way() -> None:
    for concept in CONCEPTS.subjects(SKOS.broader, None):
        assert concept not in set(
            CONCEPTS.transitive_objects(next(CONCEPTS.objects(concept, SKOS.broader)), SKOS.broader)
        )


def test_nothing_related_is_also_broader() -> None:
    for concept, other in CONCEPTS.subject_objects(SKOS.related):
        assert other not in set(CONCEPTS.transitive_objects(concept, SKOS.broader))


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_no_two_concepts_of_a_scheme_are_called_the_same(path: Path) -> None:
    graph = graph_of(path)
    names = {
        concept: {
            (label.language, str(label))
            for kind in (SKOS.prefLabel, SKOS.altLabel)
            for label in graph.objects(concept, kind)
        }
        for concept in graph.subjects(RDF.type, SKOS.Concept)
    }
    for one, other in combinations(names, 2):
        assert not names[one] & names[other], (one, other)
    for concept in names:
        preferred, other_names = (set(graph.objects(concept, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel))
        assert not preferred & other_names, concept


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_notation_means_one_concept_of_its_scheme(path: Path) -> None:
    notations = [str(notation) for notation in graph_of(path).objects(None, SKOS.notation)]
    assert len(notations) == len(set(notations))


def test_a_mapping_never_stays_within_its_scheme() -> None:
    for concept, other in CONCEPTS.subject_objects(SKOS.exactMatch):
        schemes = [set(CONCEPTS.objects(node, SKOS.inScheme)) for node in (concept, other)]
        assert not schemes[0] & schemes[1]


def is_value(node: Node) -> bool:
    return str(node).startswith(str(XSD)) or node in (RDFS.Literal, RDF.langString)


def test_a_property_has_values_or_leads_to_things_never_both() -> None:
    properties = set(TERMS.subjects(RDF.type, RDF.Property))
    assert properties
    for term in properties:
        kinds = {OWL.DatatypeProperty, OWL.ObjectProperty} & set(TERMS.objects(term, RDF.type))
        assert len(kinds) == 1, term
        for target in TERMS.objects(term, RDFS.range):
            assert is_value(target) is (kinds == {OWL.DatatypeProperty}), term


def test_what_stands_below_a_property_of_ours_is_of_its_kind() -> None:
    for term, above in TERMS.subject_objects(RDFS.subPropertyOf):
        if (above, RDF.type, RDF.Property) in TERMS:
            for kind in (OWL.DatatypeProperty, OWL.ObjectProperty):
                assert ((term, RDF.type, kind) in TERMS) is ((above, RDF.type, kind) in TERMS)


def test_no_class_is_below_itself_and_none_is_below_two_that_exclude_each_other() -> None:
    for term in TERMS.subjects(RDF.type, OWL.Class):
        above = set(TERMS.transitive_objects(term, RDFS.subClassOf))
        assert not any(term in TERMS.transitive_objects(other, RDFS.subClassOf) for other in above - {term})
        for one, other in combinations(above, 2):
            assert (one, OWL.disjointWith, other) not in TERMS


def test_the_two_schemes_of_documents_stay_two() -> None:
    """文种 say what a paper is written as, 位阶 how high a norm stands: no concept is in both."""
    kinds, ranks = (
        {str(c) for c in CONCEPTS.subjects(SKOS.inScheme, URIRef(f"https://w3id.org/huiyi/vocabulary/{name}"))}
        for name in ("official-document-types", "legal-hierarchy")
    )
    assert len(kinds) == 15
    assert ranks
    assert not kinds & ranks
