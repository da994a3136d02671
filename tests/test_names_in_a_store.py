"""Things of a store by their names: any of them finds one, a slip gives the nearest."""

from __future__ import annotations

import pytest
from hand_made import MINTER, notice

from kg import store
from kg.errors import InputError, UsageError
from kg.lookup import called, nearest, one_called

WATER = "https://w3id.org/huiyi/id/org/530823/水务局"


@pytest.fixture(scope="module")
def opened(three_meetings):
    with store.opened_for_reading(three_meetings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "name", "iri"),
    [
        ("agency", "景东县水务局", WATER),
        ("agency", " 景东县水务局 ", WATER),
        ("agency", "县水务局", WATER),
        ("agency", WATER, WATER),
        ("agency", f"<{WATER}>", WATER),
        ("agency", "org/530823/水务局", WATER),
        ("agency", "各乡(镇)", "https://w3id.org/huiyi/id/org/530823/各乡（镇）"),
        ("document", "景东县防汛预案", "https://w3id.org/huiyi/id/doc/景东县防汛预案"),
        ("document", "《景东县防汛预案》", "https://w3id.org/huiyi/id/doc/景东县防汛预案"),
        (
            "meeting",
            "景东县人民政府第18届第60次常务会议",
            "https://w3id.org/huiyi/id/meeting/530823/人民政府/常务会议/18-60",
        ),
        ("notice", notice(60, day=10).id, MINTER.notice(notice(60, day=10).id)),
        ("any", "赵一山", "https://w3id.org/huiyi/id/person/530823/人民政府/赵一山"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(opened, kind, name, iri):
    assert one_called(kind, name, opened) == iri


def test_a_name_of_another_kind_of_thing_is_not_found(opened):
    assert called("agency", "景东县防汛预案", opened) == []


def test_an_unknown_name_gives_the_nearest(opened):
    assert nearest("agency", "水务局", opened) == ["景东县水务局"]
    with pytest.raises(InputError, match="景东县财政局"):
        one_called("agency", "景东县财经局", opened)
    with pytest.raises(InputError, match="nothing in the store has a similar name"):
        one_called("agency", "xyz", opened)


@pytest.mark.parametrize(("slip", "meant"), [("县水物局", "景东县水务局"), ("县财证局", "景东县财政局")])
def test_a_slip_in_a_short_form_gives_the_full_name(opened, slip, meant):
    assert nearest("agency", slip, opened)[0] == meant


def test_a_slip_in_an_abbreviation_gives_the_one_of_the_place_that_was_meant_first(opened):
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import KG, RDF, SKOS

    memory = Store()
    memory.extend(opened)
    for place, label in (("370881", "曲阜市住房和城乡建设局"), ("370883", "邹城市住房和城乡建设局")):
        organ = NamedNode(f"https://w3id.org/huiyi/id/org/{place}/住房和城乡建设局")
        memory.add(Quad(organ, NamedNode(RDF.type), NamedNode(KG.Agency), NamedNode(store.ENTITIES)))
        memory.add(Quad(organ, NamedNode(SKOS.prefLabel), Literal(label), NamedNode(store.ENTITIES)))
    assert nearest("agency", "邹城市住健局", memory)[:2] == ["邹城市住房和城乡建设局", "曲阜市住房和城乡建设局"]
    assert nearest("agency", "市主建局", memory)[:2] == ["曲阜市住房和城乡建设局", "邹城市住房和城乡建设局"]
    assert nearest("agency", "孔令文", memory) == []


def test_an_empty_name_is_refused(opened):
    with pytest.raises(UsageError, match="this one is empty"):
        one_called("agency", " ", opened)


def test_a_name_of_two_things_gives_both(opened):
    with pytest.raises(InputError, match=r"may mean 3 things.*18-60.*18-61.*18-62"):
        one_called("meeting", "常务会议", _three_meetings(opened))


def _three_meetings(opened):
    """The store in memory, with one more name for all meetings."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.vocab import SKOS

    memory = Store()
    memory.extend(opened)
    for number in (60, 61, 62):
        meeting = NamedNode(f"https://w3id.org/huiyi/id/meeting/530823/人民政府/常务会议/18-{number}")
        memory.add(Quad(meeting, NamedNode(SKOS.altLabel), Literal("常务会议"), NamedNode(store.ENTITIES)))
    return memory
