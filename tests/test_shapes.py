"""Every shape lets a right notice pass and catches its fault; so do the checks that shapes cannot make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest
from hand_made_whole import ANALYSIS, MINT, NOTICE_ID, RESOLUTION, span
from rdflib import RDF, Graph, Namespace, URIRef

from kg.fields.ordinals import MOST_MEETINGS, MOST_TERMS
from kg.quads import entity_quads, notice_quads
from kg.validate import Violation, validate_quads, validate_store
from kg.vocab import DCTERMS, ELI_DL, FOAF, KG, NIF, ODRL, OWL, PROV, SCHEMA, SKOS, VOCABULARIES, WORDS, XSD
from kg.vocab import RDF as RDFV

SHAPES = Path(__file__).resolve().parent.parent / "ontology" / "shapes.ttl"
SH = Namespace("http://www.w3.org/ns/shacl#")
NOTICE = MINT.notice(NOTICE_ID)
MEETING = RESOLUTION.meeting
ACCOUNT = MINT.account(MEETING, NOTICE_ID)
ITEM, D1, D3 = f"{ACCOUNT}/item/1", f"{ACCOUNT}/directive/1.1", f"{ACCOUNT}/directive/0.1"
PARTY, DEADLINE = f"{D1}/allocation/1", f"{D1}/deadline"
PASSAGE = MINT.evidence(NOTICE_ID, span("县水务局"))
WATER = RESOLUTION.agencies["县水务局"].iri
GROUP = RESOLUTION.agencies["各镇(街)"].iri
PLACE = MINT.place("990123")
PLAN = RESOLUTION.documents["云溪县防汛应急预案"].iri
PERSON = f"{ACCOUNT}/participation/1"
STATUS, JUDGEMENT = f"{MINT.base}status/1", f"{MINT.base}judgement/1"
ACCEPTED, LINKED = f"{MINT.base}link/1", f"{MINT.base}org/990123/林业局"
RIGHT = notice_quads(ANALYSIS, RESOLUTION) + entity_quads(ANALYSIS, RESOLUTION)


def _line(subject: str, predicate: str, thing: str, graph: str) -> str:
    return f"<{subject}> <{predicate}> {thing} <{graph}> .\n"


def text(value: str, datatype: str = XSD.string) -> str:
    return f'"{value}"^^<{datatype}>'


def concept(scheme: str, word: str) -> str:
    return f"<{WORDS[scheme][word]}>"


LEDGER = "".join(
    _line(s, p, o, MINT.graph(g))
    for s, p, o, g in [
        (STATUS, RDFV.type, f"<{KG.StatusAssertion}>", "ledger"),
        (STATUS, KG.ofAllocation, f"<{PARTY}>", "ledger"),
        (STATUS, KG.status, concept("statuses", "办结"), "ledger"),
        (STATUS, KG.statedBy, text("县政府督查室"), "ledger"),
        (STATUS, KG.progress, text("已完成"), "ledger"),
        (STATUS, PROV.generatedAtTime, text("2024-07-01T00:00:00", XSD.dateTime), "ledger"),
        (JUDGEMENT, RDFV.type, f"<{KG.IdentityJudgement}>", "links"),
        (JUDGEMENT, RDFV.subject, f"<{WATER}>", "links"),
        (JUDGEMENT, RDFV.predicate, f"<{OWL.differentFrom}>", "links"),
        (JUDGEMENT, RDFV.object, f"<{GROUP}>", "links"),
        (JUDGEMENT, KG.statedBy, text("某人"), "links"),
        (JUDGEMENT, KG.note, text("不是一回事"), "links"),
        (JUDGEMENT, PROV.generatedAtTime, text("2024-07-01T00:00:00", XSD.dateTime), "links"),
        (ACCEPTED, RDFV.type, f"<{KG.IdentityJudgement}>", "links"),
        (ACCEPTED, RDFV.subject, f"<{LINKED}>", "links"),
        (ACCEPTED, RDFV.predicate, f"<{SKOS.exactMatch}>", "links"),
        (ACCEPTED, RDFV.object, "<https://example.org/1>", "links"),
        (ACCEPTED, KG.statedBy, text("某人"), "links"),
        (ACCEPTED, KG.note, text("是一回事"), "links"),
        (ACCEPTED, PROV.generatedAtTime, text("2024-07-01T00:00:00", XSD.dateTime), "links"),
        (LINKED, SKOS.exactMatch, "<https://example.org/1>", "links"),
    ]
)
WHOLE = RIGHT + LEDGER


@dataclass(frozen=True, slots=True)
class Fault:
    """Take ``drop`` away from ``node`` and give it ``add`` instead; ``shape`` must say so about ``at`` (or node)."""

    shape: str
    node: str
    drop: str | None = None
    add: tuple[tuple[str, str], ...] = ()
    at: str | None = None


def _seeded(fault: Fault) -> str:
    gone = f"<{fault.node}> <{fault.drop}> " if fault.drop is not None else None
    lines = WHOLE.splitlines(keepends=True)
    graph = next(line.rpartition(" <")[2].rpartition(">")[0] for line in lines if line.startswith(f"<{fault.node}> "))
    kept = [line for line in lines if gone is None or not line.startswith(gone)]
    assert gone is None or len(kept) < len(lines), f"{fault.shape}: nothing to drop"
    return "".join([*kept, *(_line(fault.node, predicate, thing, graph) for predicate, thing in fault.add)])


X = "<urn:x>"
INTEGER = XSD.integer
FAULTS = [
    Fault("S001", NOTICE, NIF.isString),
    Fault("S002", NOTICE, add=((FOAF.primaryTopic, X),)),
    Fault("S003", NOTICE, KG.readBy),
    Fault("S004", NOTICE, DCTERMS.issued, ((DCTERMS.issued, text("2024-02-30", XSD.date)),)),
    Fault("S005", NOTICE, DCTERMS.issued),
    Fault("S006", MEETING, SKOS.prefLabel),
    Fault("S007", MEETING, add=((ELI_DL.had_responsible_organization, X),)),
    Fault("S008", MEETING, ELI_DL.had_responsible_organization),
    Fault("S009", MEETING, DCTERMS.type, ((DCTERMS.type, concept("treatments", "学习")),)),
    Fault("S010", MEETING, KG.term, ((KG.term, text("0", INTEGER)),)),
    Fault("S011", MEETING, KG.number, ((KG.number, text("2024", INTEGER)),)),
    Fault("S012", MEETING, SCHEMA.startDate, ((SCHEMA.startDate, text("5月17日", XSD.date)),)),
    Fault("S013", MEETING, SCHEMA.startDate),
    Fault("S014", MEETING, add=((KG.chairedBy, X),)),
    Fault("S015", MEETING, KG.term),
    Fault("S016", ITEM, KG.ofMeeting),
    Fault("S017", ITEM, SCHEMA.position, ((SCHEMA.position, text("0", INTEGER)),)),
    Fault("S018", ITEM, DCTERMS.title, ((DCTERMS.title, text("")),)),
    Fault("S019", ITEM, DCTERMS.title, ((DCTERMS.title, text("议" * 301)),)),
    Fault("S020", f"{ACCOUNT}/item/2/treatment/1", KG.ofItem, at=f"{ACCOUNT}/item/2"),
    Fault("S021", f"{ITEM}/treatment/1", KG.ofItem),
    Fault("S022", f"{ITEM}/treatment/1", add=((ELI_DL.had_activity_type, concept("treatments", "研究")),)),
    Fault("S023", f"{ITEM}/decision/1", KG.ofItem),
    Fault("S024", f"{ITEM}/decision/1", ELI_DL.decision_outcome),
    Fault("S025", D1, KG.ofMeeting),
    Fault("S026", D1, add=((KG.ofItem, X),)),
    Fault("S027", D1, PROV.wasQuotedFrom),
    Fault("S028", D1, KG.basis),
    Fault("S029", D1, KG.supervisable, ((KG.supervisable, text("是")),)),
    Fault("S030", D1, add=((KG.modalWord, text("要")),)),
    Fault("S031", D1, add=((KG.due, text("2024-06-11", XSD.date)),)),
    Fault("S032", D1, add=((KG.allocation, "<urn:lead-1>"), (KG.allocation, "<urn:lead-2>"))),
    Fault("S033", D1, KG.basis, ((KG.basis, concept("addressee-basis", "none")),)),
    Fault("S034", PARTY, KG.party),
    Fault("S035", PARTY, KG.role, ((KG.role, text("牵头")),)),
    Fault("S036", PARTY, PROV.wasQuotedFrom),
    Fault("S037", D1, KG.allocation, at=PARTY),
    Fault("S038", DEADLINE, KG.surface),
    Fault("S039", DEADLINE, KG.precision),
    Fault("S040", DEADLINE, KG.precision, ((KG.precision, concept("deadline-precision", "open")),)),
    Fault("S041", DEADLINE, KG.due, ((KG.due, text("2024-06-10T00:00:00", XSD.dateTime)),)),
    Fault("S042", DEADLINE, KG.due, ((KG.due, text("2024-05-16", XSD.date)),)),
    Fault("S043", PASSAGE, NIF.anchorOf, ((NIF.anchorOf, text("")),)),
    Fault("S044", PASSAGE, NIF.beginIndex, ((NIF.beginIndex, text("9999", XSD.integer)),)),
    Fault("S045", PASSAGE, NIF.endIndex),
    Fault("S046", DEADLINE, add=((PROV.wasQuotedFrom, f"<{NOTICE}#char=0,1>"),), at=f"{NOTICE}#char=0,1"),
    Fault("S047", D1, KG.confidence, ((KG.confidence, text("1.5", XSD.decimal)),)),
    Fault("S048", D1, KG.rule),
    Fault("S049", f"{NOTICE}/reading/number", RDFV.subject),
    Fault("S050", f"{NOTICE}/reading/number", RDFV.predicate),
    Fault("S051", f"{ACCOUNT}/undisclosed", PROV.wasQuotedFrom),
    Fault("S052", f"{NOTICE}/doubt/1", KG.doubtKind),
    Fault("S053", f"{NOTICE}/doubt/1", PROV.wasQuotedFrom),
    Fault("S054", PERSON, PROV.agent),
    Fault("S055", PERSON, ELI_DL.participation_role),
    Fault("S056", PERSON, KG.ofMeeting),
    Fault("S057", WATER, SKOS.prefLabel),
    Fault("S058", PASSAGE, add=((KG.refersTo, X),), at="urn:x"),
    Fault("S059", GROUP, add=((KG.closed, text("false", XSD.boolean)),)),
    Fault("S060", PLAN, add=((DCTERMS.type, concept("document-kinds", "方案")),)),
    Fault("S061", PLACE, SKOS.notation, ((SKOS.notation, text("4408")),)),
    Fault("S062", PLACE, add=((DCTERMS.isPartOf, X),)),
    Fault("S063", STATUS, KG.ofAllocation),
    Fault("S064", STATUS, KG.status, ((KG.status, text("办结")),)),
    Fault("S065", STATUS, KG.statedBy),
    Fault("S066", STATUS, PROV.generatedAtTime),
    Fault("S067", STATUS, KG.progress, ((KG.progress, text("完" * 2001)),)),
    Fault("S068", JUDGEMENT, RDFV.object),
    Fault("S069", JUDGEMENT, KG.statedBy),
    Fault("S070", JUDGEMENT, KG.note),
    Fault("S071", JUDGEMENT, RDFV.subject),
    Fault("S072", JUDGEMENT, RDFV.predicate, ((RDFV.predicate, f"<{SKOS.broader}>"),)),
    Fault("S073", JUDGEMENT, PROV.generatedAtTime),
    Fault("S074", JUDGEMENT, add=((KG.matchScore, text("1.5", XSD.decimal)),)),
    Fault("P002", PERSON, add=((KG.inPost, "<urn:a b>"),), at="urn:a b"),
    Fault("P003", PERSON, add=((KG.due, text("2024-06-31", XSD.date)),)),
    Fault("P003", PERSON, add=((KG.due, text("2024-06-30", XSD.dateTime)),)),
    Fault("P003", PERSON, add=((KG.due, text("24", XSD.gYear)),)),
    Fault("P004", PASSAGE, NIF.beginIndex, ((NIF.beginIndex, text("1", XSD.integer)),)),
    Fault("P005", PASSAGE, NIF.anchorOf, ((NIF.anchorOf, text("县水务")),)),
    Fault("P006", PASSAGE, NIF.anchorOf, ((NIF.anchorOf, text("县财政局")),)),
    Fault("P007", LINKED, add=((SKOS.closeMatch, f"<{GROUP}>"),)),
    Fault("P008", LINKED, SKOS.exactMatch, at=ACCEPTED),
]  # fmt: skip

LEADS = "".join(
    _line(f"urn:lead-{n}", KG.role, concept("party-roles", "lead"), NOTICE) for n in (1, 2)
)  # two allocations that lead


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def test_a_right_notice_with_ledger_and_links_has_no_fault():
    assert validate_quads(WHOLE) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.shape}-{(f.drop or f.add[0][0]).rpartition('#')[2]}")
def test_a_seeded_fault_is_caught_by_its_shape(fault: Fault):
    found = validate_quads(_seeded(fault) + (LEADS if fault.shape == "S032" else ""))
    hits = [v for v in found if v.shape == fault.shape and v.node == (fault.at or fault.node)]
    assert hits, found
    assert hits[0].message_zh
    assert hits[0].message_en


def test_a_blank_node_is_a_fault():
    found = validate_quads(WHOLE + f"_:b <{KG.note}> {text('x')} <{NOTICE}> .\n")
    assert [v.shape for v in found] == ["P001"]


def test_every_shape_has_its_fault(shapes: Graph):
    numbered = {str(s).rpartition("#")[2] for s in shapes.subjects(RDF.type, None) if re.search(r"#S\d{3}$", str(s))}
    assert {f.shape for f in FAULTS if f.shape[0] == "S"} == numbered


def test_every_shape_has_a_severity_a_maturity_and_messages_in_both_languages(shapes: Graph):
    for shape in {s for s in shapes.subjects(RDF.type, None) if re.search(r"#S\d{3}$", str(s))}:
        assert len(list(shapes.objects(shape, SH.severity))) == 1, shape
        assert next(int(str(m)) for m in shapes.objects(shape, URIRef(KG.maturity))) in {1, 2, 3}, shape
        assert sorted(m.language for m in shapes.objects(shape, SH.message)) == ["en", "zh"], shape


@pytest.mark.parametrize(("shape", "most"), [("S010", MOST_TERMS), ("S011", MOST_MEETINGS)])
def test_no_number_is_read_that_the_shapes_refuse(shapes: Graph, shape: str, most: int):
    allowed = shapes.value(URIRef(f"{KG.Meeting.rpartition('#')[0]}#{shape}"), SH.maxInclusive)
    assert allowed is not None
    assert most <= int(allowed)


def test_lengths_count_characters_and_not_bytes():
    title = next(f for f in FAULTS if f.shape == "S019")
    fits = Fault("S019", title.node, title.drop, ((DCTERMS.title, text("议" * 300)),))
    assert validate_quads(_seeded(fits)) == ()


def test_a_season_may_have_no_date():
    seeded = _seeded(Fault("", DEADLINE, KG.precision, ((KG.precision, concept("deadline-precision", "season")),)))
    undated = "".join(x for x in seeded.splitlines(keepends=True) if not x.startswith(f"<{DEADLINE}> <{KG.due}>"))
    assert validate_quads(undated) == ()


def test_an_open_deadline_needs_no_date_and_a_dated_one_does():
    assert [v.shape for v in validate_quads(_seeded(Fault("", DEADLINE, KG.due)))] == ["S040"]


def test_a_directive_that_only_oversees_somebody_names_no_addressee():
    lines = [
        line
        for line in WHOLE.splitlines(keepends=True)
        if not (line.startswith(f"<{D1}> <{ODRL.assignee}>") or line.startswith(f"<{D1}> <{KG.basis}>"))
    ]
    lines.append(_line(D1, KG.basis, concept("addressee-basis", "none"), NOTICE))
    assert validate_quads("".join(lines)) == ()


def test_severity_and_maturity_come_from_the_shape():
    (found,) = validate_quads(_seeded(Fault("", NOTICE, DCTERMS.issued)))
    assert found == Violation(
        shape="S005",
        severity="warning",
        maturity=2,
        graph=NOTICE,
        node=NOTICE,
        path=DCTERMS.issued,
        value=None,
        message_zh="没有发布日期。",
        message_en="No date of publication.",
    )


def test_a_fault_of_a_shared_thing_is_told_once_and_of_the_entities():
    other = RIGHT.replace(NOTICE_ID, "ffffffffffffffff").replace("@0a1b2c3d", "@ffffffff")
    lines = (WHOLE + other).splitlines(keepends=True)
    found = validate_quads(
        "".join(dict.fromkeys(x for x in lines if not x.startswith(f"<{WATER}> <{SKOS.prefLabel}>")))
    )
    assert [(v.shape, v.graph) for v in found if v.shape == "S057"] == [("S057", MINT.graph("entities"))]


def test_the_vocabularies_in_a_store_are_not_checked():
    store = ox.Store()
    store.extend(ox.parse(WHOLE, ox.RdfFormat.N_QUADS))
    graph = ox.NamedNode(MINT.graph("vocabularies"))
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode(KG.note), ox.NamedNode(VOCABULARIES), graph))
    assert validate_store(store) == ()


def test_what_is_no_nquads_is_a_syntax_error():
    with pytest.raises(SyntaxError):
        validate_quads("<a> <b>")
