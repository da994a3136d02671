"""What is written for a notice: the right quads, once each, readable by both libraries, true to the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pyoxigraph as ox
import pytest
from hand_made_whole import ANALYSIS, MINT, NOTICE_ID, PLACE, PLAN, RESOLUTION, TEXT, located, span, with_text
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef

from kg.iris import Minter
from kg.model import Analysis, Located, Party, Resolution, Span
from kg.quads import entity_nquads, entity_quads, notice_nquads, notice_quads
from kg.quads.terms import decimal, escape, moment
from kg.version import VERSION
from kg.vocab import DCTERMS, ELI, ELI_DL, FOAF, KG, NIF, ODRL, ORG, PROV, RDF, SCHEMA, SKOS, WORDS

NOTICE = MINT.notice(NOTICE_ID)
MEETING = RESOLUTION.meeting
ACCOUNT = MINT.account(MEETING, NOTICE_ID)
ENTITIES = MINT.graph("entities")


def _terms(nquads: str) -> list[tuple[str, str, str, str]]:
    """Subject, predicate, object (its value), graph."""
    quads = ox.parse(nquads, ox.RdfFormat.N_QUADS)
    return [(q.subject.value, q.predicate.value, q.object.value, q.graph_name.value) for q in quads]


SAID = _terms(notice_quads(ANALYSIS, RESOLUTION))
SHARED = _terms(entity_quads(ANALYSIS, RESOLUTION))


def _values(subject: str, predicate: str, quads: list[tuple[str, str, str, str]] = SAID) -> list[str]:
    return [o for s, p, o, _ in quads if (s, p) == (subject, predicate)]


def _at(words: str, occurrence: int = 1) -> str:
    return MINT.evidence(NOTICE_ID, span(words, occurrence))


# ── what is said ──────────────────────────────────────────────────────────────────────────────────────────────

D1, D2, D3 = f"{ACCOUNT}/directive/1.1", f"{ACCOUNT}/directive/1.2", f"{ACCOUNT}/directive/0.1"
WATER = RESOLUTION.agencies["县水务局"].iri
CHAIR = RESOLUTION.people["温书言"].iri
MAYOR = RESOLUTION.people["陆青禾"].iri
REPORTER = RESOLUTION.people["纪𠮷远"].iri
PLAN_IRI = RESOLUTION.documents[PLAN].iri

CASES = [
    # the notice
    (NOTICE, RDF.type, [KG.Notice]),
    (NOTICE, FOAF.primaryTopic, [MEETING]),
    (NOTICE, NIF.isString, [TEXT]),
    (NOTICE, DCTERMS.issued, ["2024-05-20"]),
    (NOTICE, SCHEMA.datePublished, ["2024-05-20T09:30:00"]),
    (NOTICE, SCHEMA.url, ["http://example.invalid/a?b=1"]),
    (NOTICE, KG.readBy, [MINT.agent(VERSION)]),
    # the meeting
    (MEETING, SKOS.prefLabel, ["云溪县人民政府第18届第12次常务会议"]),
    (MEETING, DCTERMS.type, [WORDS["meeting-kinds"]["常务会议"]]),
    (MEETING, KG.combinedWith, [WORDS["meeting-kinds"]["党组会议"]]),
    (MEETING, KG.kindAsWritten, []),
    (MEETING, KG.term, ["18"]),
    (MEETING, KG.number, ["12"]),
    (MEETING, KG.countingYear, []),
    (MEETING, SCHEMA.startDate, ["2024-05-17"]),
    (MEETING, SCHEMA.endDate, []),
    (MEETING, KG.chairedBy, [CHAIR]),
    (MEETING, KG.undisclosed, [f"{ACCOUNT}/undisclosed"]),
    (f"{ACCOUNT}/undisclosed", PROV.wasQuotedFrom, [_at("会议还研究了其他事项")]),
    # fields
    (f"{NOTICE}/reading/number", RDF.subject, [MEETING]),
    (f"{NOTICE}/reading/number", RDF.predicate, [KG.number]),
    (f"{NOTICE}/reading/number", PROV.wasQuotedFrom, [_at("第12次", 2)]),
    (f"{NOTICE}/reading/number", KG.confidence, ["1"]),
    (f"{NOTICE}/reading/end-date", RDF.subject, []),
    # people
    (f"{ACCOUNT}/participation/2", PROV.agent, [CHAIR]),
    (f"{ACCOUNT}/participation/2", ELI_DL.participation_role, [WORDS["participation-roles"]["chair"]]),
    (f"{ACCOUNT}/participation/2", ELI_DL.participation_in_name_of, [MAYOR]),
    (f"{ACCOUNT}/participation/1", ELI_DL.participation_in_name_of, []),
    (f"{ACCOUNT}/participation/3", RDF.type, []),  # a byline took no part
    (MAYOR, ORG.holds, [RESOLUTION.people["陆青禾"].posts[p] for p in ("县委副书记", "县长")]),
    (_at("纪𠮷远"), KG.refersTo, [REPORTER]),
    # items
    (f"{ACCOUNT}/item/1", SCHEMA.position, ["1"]),
    (f"{ACCOUNT}/item/1", KG.aboutDocument, [PLAN_IRI]),
    (f"{ACCOUNT}/item/1", DCTERMS.title, ["防汛备汛工作情况"]),
    (f"{ACCOUNT}/item/1/treatment/1", ELI_DL.had_activity_type, [WORDS["treatments"]["听取汇报"]]),
    (f"{ACCOUNT}/item/1/treatment/2", ELI_DL.had_activity_type, [WORDS["treatments"]["原则通过"]]),
    (f"{ACCOUNT}/item/1/decision/1", ELI_DL.decision_outcome, [WORDS["outcomes"]["原则通过"]]),
    (f"{ACCOUNT}/item/2/decision/1", RDF.type, []),
    # directives
    (D1, KG.ofItem, [f"{ACCOUNT}/item/1"]),
    (D1, ODRL.assignee, [WATER]),
    (D1, KG.coActor, [RESOLUTION.agencies["县财政局"].iri]),
    (D1, KG.oversees, [RESOLUTION.agencies["各水库业主"].iri]),
    (D1, KG.allocation, [f"{D1}/allocation/{n}" for n in (1, 2, 3)]),
    (D1, KG.due, ["2024-06-10"]),
    (D1, KG.modality, [WORDS["modalities"]["要"]]),
    (D1, KG.supervisionReason, [WORDS["supervision-reasons"][w] for w in ("named-party", "deadline")]),
    (D1, KG.note, ["本地规则"]),
    (D1, DCTERMS.subject, [WORDS["topics"]["应急管理"]]),
    (D1, KG.topic, []),
    (D3, DCTERMS.subject, []),
    (D3, KG.topic, ["工地"]),
    (f"{D1}/allocation/2", KG.role, [WORDS["party-roles"]["co-actor"]]),
    (f"{D1}/allocation/1", PROV.wasQuotedFrom, [_at("县水务局")]),
    (f"{D1}/deadline", KG.surface, ["6月10日前"]),
    (D2, ODRL.assignee, [RESOLUTION.agencies["各镇(街)"].iri]),
    (D2, KG.deadline, []),
    (D3, KG.ofItem, []),
    (D3, KG.modality, []),
    (D3, KG.modalWord, ["切实不得"]),
    (D3, KG.due, []),
    (f"{D3}/deadline", KG.precision, [WORDS["deadline-precision"]["open"]]),
    (f"{D3}/deadline", KG.due, []),
    # references, local names, doubts
    (_at("县水务局"), KG.refersTo, [WATER]),
    (_at("县水务局"), KG.rule, ["a > place-prefix"]),
    (_at("县水务局"), KG.confidence, ["0.9603"]),
    (_at("县政府", 2), KG.refersTo, [RESOLUTION.agencies["县政府"].iri]),
    (PLAN_IRI, KG.shortName, ["预案"]),
    (PLAN_IRI, KG.draftState, ["送审稿"]),
    (f"{NOTICE}/doubt/1", KG.doubtKind, ["unknown-agency"]),
    (f"{NOTICE}/doubt/2", KG.doubtKind, ["deadline-open"]),
]


@pytest.mark.parametrize(("subject", "predicate", "values"), CASES)
def test_a_notice_says(subject: str, predicate: str, values: list[str]):
    assert sorted(_values(subject, predicate)) == sorted(values)


CIRCULAR_IRI = MINT.document("x", notice=NOTICE_ID, number="云府办〔2024〕7号")
GROUP = RESOLUTION.agencies["各镇(街)"].iri
SHARED_CASES = [
    (WATER, RDF.type, [KG.Agency]),
    (WATER, SKOS.prefLabel, ["云溪县水务局"]),
    (WATER, KG.place, [MINT.place(PLACE)]),
    (GROUP, RDF.type, [KG.AgencyGroup]),
    (GROUP, KG.closed, ["true"]),
    (GROUP, SKOS.prefLabel, ["各镇（街）"]),  # one form of brackets, whoever wrote it
    (MAYOR, RDF.type, [FOAF.Person]),
    (RESOLUTION.people["陆青禾"].posts["县长"], ORG.postIn, [RESOLUTION.agencies["县政府"].iri]),
    (RESOLUTION.people["陆青禾"].posts["县委副书记"], ORG.postIn, []),
    (CIRCULAR_IRI, ELI.id_local, ["云府办〔2024〕7号"]),
    (CIRCULAR_IRI, ELI.responsibility_of_agent, [RESOLUTION.agencies["云溪县人民政府办公室"].iri]),
    (CIRCULAR_IRI, KG.printsTitle, ["城乡供水方案"]),
    (PLAN_IRI, DCTERMS.type, [WORDS["document-kinds"]["预案"]]),
    (PLAN_IRI, KG.shortName, []),  # a name in one notice only
    (MINT.place(PLACE), DCTERMS.isPartOf, [MINT.place("990100")]),
    (MINT.place("990000"), DCTERMS.isPartOf, []),
]


@pytest.mark.parametrize(("subject", "predicate", "values"), SHARED_CASES)
def test_shared_things_are(subject: str, predicate: str, values: list[str]):
    assert sorted(_values(subject, predicate, SHARED)) == sorted(values)


def test_what_prints_a_known_document_has_it_as_annex():
    documents = {
        **RESOLUTION.documents,
        "城乡供水方案": replace(RESOLUTION.documents[PLAN], iri=MINT.document("x", notice="")),
    }
    quads = _terms(entity_quads(ANALYSIS, replace(RESOLUTION, documents=documents)))
    assert _values(CIRCULAR_IRI, ELI.has_annex, quads) == [MINT.document("x", notice="")]
    assert _values(CIRCULAR_IRI, KG.printsTitle, quads) == []


@pytest.mark.parametrize(
    ("change", "predicate", "values"),
    [
        ({"yearly": True}, KG.countingYear, ["2024"]),
        ({"kind": located("防汛会商会", "常务会议")}, KG.kindAsWritten, ["防汛会商会"]),
        ({"kind": located("防汛会商会", "常务会议")}, DCTERMS.type, []),
        ({"end_date": located("2024-05-18", "5月17日")}, SCHEMA.endDate, ["2024-05-18"]),
        ({"number": None}, SKOS.prefLabel, ["云溪县人民政府常务会议(2024-05-17)"]),
        ({"yearly": True}, SKOS.prefLabel, ["云溪县人民政府2024年第12次常务会议"]),
        ({"chair": None}, KG.chairedBy, []),
    ],
)
def test_a_meeting_says(change: dict[str, object], predicate: str, values: list[str]):
    changed = replace(ANALYSIS, meeting=replace(ANALYSIS.meeting, **change))
    assert _values(MEETING, predicate, _terms(notice_quads(changed, RESOLUTION))) == values


def test_the_meeting_of_a_party_group_names_the_group_once():
    group = replace(RESOLUTION.body, label="云溪县人民政府党组")
    changed = replace(ANALYSIS, meeting=replace(ANALYSIS.meeting, kind=located("党组（扩大）会议", "常务会议")))
    said = _terms(notice_quads(changed, replace(RESOLUTION, body=group)))
    assert _values(MEETING, SKOS.prefLabel, said) == ["云溪县人民政府第18届第12次党组（扩大）会议"]


# ── laws ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_quad_of_a_notice_stands_in_its_graph_and_every_shared_one_in_the_entities():
    assert {g for *_, g in SAID} == {NOTICE}
    assert {g for *_, g in SHARED} == {ENTITIES}


def test_no_quad_is_said_twice():
    lines = [*notice_quads(ANALYSIS, RESOLUTION).splitlines(), *entity_quads(ANALYSIS, RESOLUTION).splitlines()]
    assert len(set(lines)) == len(lines) > 400


def test_an_agency_named_twice_in_a_directive_is_one_assignee_with_two_allocations():
    first = ANALYSIS.directives[0]
    twice = first._replace(parties=(first.parties[0], Party("县水务局", span("县水务局"), "lead")))
    lines = notice_quads(replace(ANALYSIS, directives=(twice,)), RESOLUTION).splitlines()
    assert len(set(lines)) == len(lines)
    assert sum(f"<{ODRL.assignee}>" in line for line in lines) == 1
    assert sum(f"<{KG.allocation}>" in line for line in lines) == 2


def test_two_titles_of_one_document_are_described_once():
    again = replace(ANALYSIS.documents[0], title="县防汛应急预案")
    analysis = replace(ANALYSIS, documents=(*ANALYSIS.documents, again))
    resolution = replace(RESOLUTION, documents={**RESOLUTION.documents, again.title: RESOLUTION.documents[PLAN]})
    lines = _all(analysis, resolution).splitlines()
    assert len(set(lines)) == len(lines)


def test_every_passage_cited_is_written_once_with_the_words_that_stand_there():
    cited = {o for _, p, o, _ in SAID if p in {PROV.wasQuotedFrom, KG.subjectPassage}}
    cited |= {s for s, p, _, _ in SAID if p == KG.refersTo}
    written = [s for s, p, _, _ in SAID if p == NIF.anchorOf]
    assert set(written) == cited
    assert len(written) == len(cited) > 20
    for passage in written:
        (start,), (end,), (quote,) = (_values(passage, p) for p in (NIF.beginIndex, NIF.endIndex, NIF.anchorOf))
        assert TEXT[int(start) : int(end)] == quote
        assert passage == f"{NOTICE}#char={start},{end}"


def test_there_are_no_blank_nodes():
    assert "_:" not in notice_quads(replace(ANALYSIS), RESOLUTION)
    assert "_:" not in entity_quads(ANALYSIS, RESOLUTION)


def test_the_same_input_gives_the_same_bytes():
    assert notice_nquads(ANALYSIS, RESOLUTION) == notice_nquads(ANALYSIS, RESOLUTION)
    assert notice_nquads(ANALYSIS, RESOLUTION).decode() == notice_quads(ANALYSIS, RESOLUTION)
    assert entity_nquads(ANALYSIS, RESOLUTION).decode() == entity_quads(ANALYSIS, RESOLUTION)


def test_two_notices_of_one_meeting_share_the_meeting_and_no_directive():
    other_id = "ffffffffffffffff"
    other = replace(ANALYSIS, notice=replace(ANALYSIS.notice, id=other_id))
    quads = _terms(notice_quads(other, replace(RESOLUTION, notice=MINT.notice(other_id))))
    assert _values(MEETING, RDF.type, quads) == [KG.Meeting]
    directives = {s for s, p, o, _ in quads if (p, o) == (RDF.type, KG.Directive)}
    assert len(directives) == 3
    assert directives.isdisjoint(s for s, *_ in SAID)


def test_a_meeting_under_its_notice_has_no_other_account():
    alone = replace(RESOLUTION, meeting=MINT.meeting(None, "", "", notice=NOTICE_ID))
    quads = _terms(notice_quads(ANALYSIS, alone))
    assert f"{alone.meeting}/directive/1.1" in {s for s, *_ in quads}


def test_the_base_is_that_of_the_resolution():
    minter = Minter("https://data.example.org/督查/")
    resolution = replace(
        RESOLUTION,
        notice=minter.notice(NOTICE_ID),
        meeting=minter.meeting(PLACE, "人民政府", "常务会议", notice=NOTICE_ID, term=18, number=12),
        agencies={k: replace(v, iri=v.iri.replace(MINT.base, minter.base)) for k, v in RESOLUTION.agencies.items()},
    )
    quads = _terms(notice_quads(ANALYSIS, resolution)) + _terms(entity_quads(ANALYSIS, resolution))
    assert {g for *_, g in quads} == {minter.notice(NOTICE_ID), minter.graph("entities")}
    assert _values(minter.notice(NOTICE_ID), KG.readBy, quads) == [minter.agent(VERSION)]
    assert _values(minter.place(PLACE), RDF.type, quads) == [KG.Place]


@pytest.mark.parametrize("what", ["agencies", "documents", "people"])
def test_a_name_that_was_not_resolved_is_an_error_and_no_silent_gap(what: str):
    with pytest.raises(KeyError):
        notice_quads(ANALYSIS, replace(RESOLUTION, **{what: {}}))


def test_a_treatment_outside_the_scheme_is_an_error():
    item = ANALYSIS.agenda[0]._replace(treatments=("鼓掌",))
    with pytest.raises(KeyError, match="鼓掌"):
        notice_quads(replace(ANALYSIS, agenda=(item,)), RESOLUTION)


# ── any text ──────────────────────────────────────────────────────────────────────────────────────────────────

_ANY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('"\\\n\r\t\x00\x07\x08\x0b\x0c\x1f\x7f\x85\u00b7\u2028\ufeff\ufffe\U0001f600𠮷要é'),
    ),
    min_size=1,
    max_size=40,
)


def _by_rdflib(nquads: str) -> set[tuple[str, ...]]:
    dataset = Dataset()
    dataset.parse(data=nquads, format="nquads")
    return {_key(s, p, o, c) for s, p, o, c in dataset.quads()}


def _key(subject: object, predicate: object, thing: object, graph: object) -> tuple[str, ...]:
    if isinstance(thing, Literal):
        tail = (str(thing), thing.language or "", str(thing.datatype or ""))
        return (str(subject), str(predicate), *tail, str(graph))
    assert isinstance(thing, URIRef)
    return (str(subject), str(predicate), str(thing), str(graph))


def _by_oxigraph(nquads: str) -> set[tuple[str, ...]]:
    found = set()
    for quad in ox.parse(nquads, ox.RdfFormat.N_QUADS):
        if isinstance(quad.object, ox.Literal):
            language, datatype = quad.object.language or "", quad.object.datatype.value
            plain = language or datatype.endswith("#string")
            tail: tuple[str, ...] = (quad.object.value, language, "" if plain else datatype)
        else:
            tail = (quad.object.value,)
        found.add((quad.subject.value, quad.predicate.value, *tail, quad.graph_name.value))
    return found


def _all(analysis: Analysis, resolution: Resolution) -> str:
    return notice_quads(analysis, resolution) + entity_quads(analysis, resolution)


def test_both_libraries_read_the_same_from_a_whole_notice():
    nquads = _all(ANALYSIS, RESOLUTION)
    assert _by_rdflib(nquads) == _by_oxigraph(nquads)
    assert len(_by_oxigraph(nquads)) == nquads.count("\n")


def test_a_store_gives_every_quad_back_as_it_was_written():
    """Oxigraph rewrites some literals (xsd:nonNegativeInteger, 1.0): a graph that changes cannot be compared."""
    quads = set(ox.parse(_all(ANALYSIS, RESOLUTION), ox.RdfFormat.N_QUADS))
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads


def _spelled(value: Any) -> Any:
    """``value`` with some characters exchanged, one for one, in every string of it: all offsets stay true."""
    if isinstance(value, str):
        return value.translate({ord("县"): "·", ord("人"): "é", ord("水"): "𠮷"}) if value not in KEPT else value
    if isinstance(value, Span) or value is None or isinstance(value, int | float):
        return value
    if isinstance(value, tuple):
        return getattr(value, "_make", tuple)(_spelled(part) for part in value)
    if isinstance(value, Mapping):
        return {_spelled(key): _spelled(part) for key, part in value.items()}
    return type(value)(**{field.name: _spelled(getattr(value, field.name)) for field in fields(value)})


KEPT = {word for table in WORDS.values() for word in table}


def test_characters_of_every_width_come_out_as_they_went_in():
    """Text is carried as UTF-8 bytes in a str while it is written: what forgets to be carried would come out wrong."""
    wide = _spelled(ANALYSIS), _spelled(RESOLUTION)
    expected = {tuple(_spelled(part) for part in quad) for quad in _by_oxigraph(_all(ANALYSIS, RESOLUTION))}
    given_back = _by_oxigraph(_all(*wide))
    label = "云溪·é民政府第18届第12次常务会议"
    assert {q for q in given_back if q[1] != SKOS.prefLabel} == {q for q in expected if q[1] != SKOS.prefLabel}
    assert label in {q[2] for q in given_back}


@settings(deadline=None, max_examples=60)
@given(_ANY)
@example('"\\\n\r\t\x00\x1f\x7f')
@example("·é要𠮷")
@example("\ud800x\udfff")
def test_any_text_is_read_back_by_both_libraries_as_it_was(text: str):
    nquads = _all(*with_text(text))
    nquads.encode()
    quads = _by_oxigraph(nquads)
    assert quads == _by_rdflib(nquads)
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert {q[2] for q in quads if q[1] == NIF.isString} == {whole}
    assert {q[2] for q in quads if q[1] == NIF.anchorOf} == {whole}
    assert len(whole) == len(text)


@given(_ANY)
def test_escaped_text_stands_on_one_line_and_between_its_quotation_marks(text: str):
    escaped = escape(text)
    assert not any(char < " " or char == "\x7f" for char in escaped)
    assert '"' not in escaped.replace("\\\\", "").replace('\\"', "")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("要", "要"),
        ("a\"b\\c", 'a\\"b\\\\c'),
        ("\b\t\n\f\r", "\\b\\t\\n\\f\\r"),
        ("\x00\x0b\x1f\x7f", "\\u0000\\u000B\\u001F\\u007F"),
        ("\u3000\u00a0\u2028", "\u3000\u00a0\u2028"),
        ("\ud83d", "\ufffd"),
    ],
)  # fmt: skip
def test_literals_are_escaped_as_canonical_nquads_want_it(text: str, escaped: str):
    assert escape(text).encode("latin-1").decode() == escaped


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (0.0, "0"), (-0.0, "0"), (0.95, "0.95"), (0.1 + 0.2, "0.3"), (1e-9, "0"), (10.0, "10")],
)
def test_decimals_have_one_form(value: float, text: str):
    assert decimal(value) == text
    literal = ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:a"), ox.NamedNode("a:b"), literal))
    assert [q.object.value for q in store] == [text]


@pytest.mark.parametrize(
    ("value", "text"),
    [("2024-05-20T09:30", "2024-05-20T09:30:00"), ("2024-05-20T09:30:15", "2024-05-20T09:30:15")],
)
def test_a_time_without_seconds_gets_them(value: str, text: str):
    assert moment(value) == text


def test_a_date_without_time_is_no_moment():
    fields = replace(ANALYSIS.fields, published=Located("2024-05-20", None, "meta", 1.0))
    quads = _terms(notice_quads(replace(ANALYSIS, fields=fields), RESOLUTION))
    assert _values(NOTICE, SCHEMA.datePublished, quads) == []
    assert _values(f"{NOTICE}/reading/published", PROV.wasQuotedFrom, quads) == []
    assert _values(f"{NOTICE}/reading/published", KG.rule, quads) == ["meta"]
