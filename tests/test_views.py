"""Views: what each shows of two hand-made meetings, how filters narrow it, and that statements add up."""

from __future__ import annotations

import pytest
from hand_made import notice, store_of

from kg.errors import UsageError
from kg.export.accounts import accounts
from kg.export.drawing import drawn
from kg.export.projections import VIEWS
from kg.export.views import around, view
from kg.export.wanted import Wanted, wanted_accounts

ID = "https://w3id.org/huiyi/id/"
WATER, MONEY = ID + "org/530823/水务局", ID + "org/530823/财政局"
TOWNS = ID + "org/530823/各乡（镇）"
GOVERNMENT = ID + "org/530823/人民政府"
MEETING = ID + "meeting/530823/人民政府/常务会议/18-"


@pytest.fixture(scope="module")
def opened():
    return store_of(notice(60, 5), notice(61, 12))


def edges_of(graph):
    return {(edge.source, edge.kind_en, edge.target): edge.weight for edge in graph.edges()}


@pytest.mark.parametrize("name", VIEWS)
def test_nodes_are_unique_edges_join_them_and_no_two_edges_are_of_one_kind_between_the_same(opened, name):
    graph = view(opened, name)
    ids = [node.id for node in graph.nodes()]
    edges = [(edge.source, edge.target, edge.kind) for edge in graph.edges()]
    assert len(set(ids)) == len(ids)
    assert len(set(edges)) == len(edges)
    assert {end for source, target, _ in edges for end in (source, target)} <= set(ids)
    assert all(node.label for node in graph.nodes())


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_does_not_hang_on_the_order_in_which_the_store_was_filled(opened, name):
    other = view(store_of(notice(61, 12), notice(60, 5), backwards=True), name)
    graph = view(opened, name)
    assert list(graph.nodes()) == list(other.nodes())
    assert list(graph.edges()) == list(other.edges())


def test_a_view_can_be_gone_through_twice_and_at_the_same_time(opened):
    graph = view(opened, "full")
    assert list(graph.nodes()) == [one for one, other in zip(graph.nodes(), graph.nodes(), strict=True) if one == other]


def test_agencies_in_the_same_directives_are_joined_by_as_many(opened):
    assert edges_of(view(opened, "agencies")) == {
        (TOWNS, "instructed together", WATER): 2,
        (TOWNS, "instructed together", MONEY): 2,
        (WATER, "instructed together", MONEY): 2,
    }


def test_directives_lead_to_their_parties_by_role_and_those_without_any_are_left_out(opened):
    graph = view(opened, "agency-directive")
    kinds = {(edge.kind_en, edge.target) for edge in graph.edges()}
    assert kinds == {("assignee", WATER), ("co-actor", MONEY), ("oversees", TOWNS)}
    directives = [node for node in graph.nodes() if node.kind == "directive"]
    assert [node.values["due"] for node in directives] == ["2024-05-31", "2024-05-31"]
    assert all("值班值守" not in str(node.values["quote"]) for node in directives)


def test_meetings_lead_to_who_held_them_and_to_whom_they_told_something(opened):
    found = edges_of(view(opened, "meeting-agency"))
    assert found[f"{MEETING}60", "held by", GOVERNMENT] == 1
    assert found[f"{MEETING}60", "instructed", WATER] == 1
    assert len(found) == 8


def test_agencies_lead_to_documents_under_which_they_were_told_something(opened):
    found = edges_of(view(opened, "agency-document"))
    assert set(found.values()) == {2}
    assert {source for source, _, _ in found} == {WATER, MONEY, TOWNS}


def test_one_document_or_one_person_alone_makes_no_pair(opened):
    assert view(opened, "documents").is_empty()
    assert view(opened, "people").is_empty()


def test_dates_are_those_of_the_meetings_that_say_so(opened):
    for edge in view(opened, "agencies").edges():
        assert edge.dates == ("2024-03-05", "2024-03-12")


@pytest.mark.parametrize(
    ("wanted", "weight"),
    [
        (Wanted(), 2),
        (Wanted(since="2024-03-06"), 1),
        (Wanted(until="2024-03-05"), 1),
        (Wanted(since="2024-03-05", until="2024-03-12"), 2),
        (Wanted(since="2024-03-06", until="2024-03-11"), None),
        (Wanted(agency=WATER), 2),
        (Wanted(agency=ID + "org/530823/教育局"), None),
    ],
)
def test_filters_leave_out_what_is_not_wanted(opened, wanted, weight):
    assert edges_of(view(opened, "agencies", wanted)).get((WATER, "instructed together", MONEY)) == weight


def test_an_agency_sees_its_directives_only_and_the_body_that_met_sees_all(opened):
    def directives(wanted):
        return sum(node.kind == "directive" for node in view(opened, "full", wanted).nodes())

    assert directives(Wanted()) == directives(Wanted(agency=GOVERNMENT)) == 4
    assert directives(Wanted(agency=MONEY)) == 2


def test_what_concerns_an_agency_is_found_without_reading_all_notices(opened):
    everything = list(accounts(opened))
    agencies = {part.party for one in everything for told in one.directives for part in told.parts}
    agencies |= {one.body for one in everything if one.body is not None}
    assert len(agencies) > 3
    for agency in sorted(agencies):
        concerning = [
            one.notice
            for one in everything
            if one.body == agency or any(part.party == agency for told in one.directives for part in told.parts)
        ]
        assert [one.notice for one in wanted_accounts(opened, Wanted(agency))] == concerning


def test_the_surroundings_of_a_node_grow_by_one_edge_a_step(opened):
    graph = view(opened, "meeting-agency")
    assert {node.id for node in around(graph, f"{MEETING}60", 1).nodes()} == {
        f"{MEETING}60", GOVERNMENT, WATER, MONEY, TOWNS
    }  # fmt: skip
    assert {node.id for node in around(graph, f"{MEETING}60", 2).nodes()} == {node.id for node in graph.nodes()}
    assert around(graph, "urn:nowhere", 3).is_empty()


def test_everything_of_a_notice_is_in_the_full_view(opened):
    graph = view(opened, "full")
    kinds = {edge.kind_en for edge in graph.edges()}
    assert kinds >= {
        "reports", "held by", "of item", "of meeting", "about document", "assignee", "co-actor", "oversees", "treated by",
        "decided", "holds", "post in", "part of", "place", "mentions", "chair",
    }  # fmt: skip


def test_an_unknown_view_is_refused_with_the_nearest(opened):
    with pytest.raises(UsageError, match="the nearest are: agencies"):
        view(opened, "agencis")


def test_degrees_are_the_same_whether_counted_in_memory_or_by_sorting(opened):
    graph = view(opened, "full")
    small, large = drawn(graph), drawn(graph, most=0)
    assert list(small.graph.nodes()) == list(large.graph.nodes())
    assert [(node.id, look.size, look.colour) for node, look in small.looks()] == [
        (node.id, look.size, look.colour) for node, look in large.looks()
    ]
    places = [(look.x, look.y) for _, look in large.looks()]
    assert len(set(places)) == len(places)
