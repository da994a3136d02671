"""``kg export`` of views and ``kg stats`` through a real process."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pytest
from command import TEXT, complaint, kg


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("graphs")
    (place / "in").mkdir()
    for number in (61, 62):
        (place / "in" / f"{number}.txt").write_text(TEXT.format(number=number, day=number - 50), encoding="utf-8")
    kg("build", "in", "--no-exports", cwd=place, check=0)
    return place


def test_a_view_goes_to_stdout_and_reads_in_networkx(place):
    done = kg("export", "gexf", "--view", "agencies", "--measures", cwd=place, check=0)
    graph = nx.read_gexf(io.BytesIO(done.stdout))
    assert "雷州市水务局" in nx.get_node_attributes(graph, "label").values()
    assert {"kg_degree", "kg_betweenness", "kg_community"} <= set(next(iter(graph.nodes.values())))
    assert done.err == ""


def test_the_same_view_has_the_same_counts_in_both_formats(place):
    for name in ("graphml", "gexf"):
        kg("export", name, "--view", "meeting-agency", "-o", f"g.{name}", cwd=place, check=0)
    one, other = nx.read_graphml(place / "g.graphml"), nx.read_gexf(place / "g.gexf")
    assert (set(one), one.size()) == (set(other), other.size())


@pytest.mark.parametrize("arguments", [["--since", "2031-01-01"], ["--agency", "市财政局", "--until", "1999-12-31"]])
def test_nothing_found_is_said_and_the_file_is_valid_all_the_same(place, arguments):
    done = kg("export", "graphml", *arguments, cwd=place, check=0)
    assert "nothing found" in done.err
    assert len(nx.read_graphml(io.BytesIO(done.stdout))) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", "gexf", "--view", "agency"], 2, "nearest are: agencies"),
        (["export", "gxf"], 2, "nearest are: gexf"),
        (["export", "csv"], 2, "kg export datapackage -o DIR, a single table from kg directives"),
        (["export", "tsv"], 2, "-o FILE.tsv; all formats: turtle,"),
        (["export", "gexf", "--since", "5.3.2024"], 2, "2023-11-09"),
        (["export", "html"], 2, "-o DIR"),
        (["export", "gexf", "--agency", "雷州市水务"], 3, "雷州市水务局"),
        (["export", "gexf", "--ego", "雷州市水务"], 3, "雷州市水务局"),
        (["stats", "--view", "agent"], 2, "agencies"),
        (["stats", "--format", "xlsx"], 2, "json"),
    ],
)
def test_a_mistake_is_one_sentence_with_what_to_do(place, arguments, code, said):
    assert said in complaint(kg(*arguments, cwd=place), code)


def test_a_failed_export_leaves_the_old_file(place):
    (place / "old.gexf").write_text("old")
    kg("export", "gexf", "--agency", "不存在局", "-o", "old.gexf", cwd=place, check=3)
    assert (place / "old.gexf").read_text() == "old"


def test_stats_rank_the_nodes_of_a_view(place):
    rows = list(csv.DictReader(io.StringIO(kg("stats", "--view", "meeting-agency", cwd=place, check=0).out)))
    assert rows[0]["rank"] == "1"
    assert [float(row["betweenness"]) for row in rows] == sorted((float(r["betweenness"]) for r in rows), reverse=True)
    found = json.loads(kg("stats", "--format", "json", "--top", "1", cwd=place, check=0).out)
    assert (found["view"], len(found["top"])) == ("agencies", 1)
    assert found["nodes"] >= 3
