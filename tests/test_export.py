"""Exports: read by other libraries, sorted, whole or not at all."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
import rdflib
from hand_made import notice, store_of
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat

from kg.errors import InputError, UsageError
from kg.export import FORMATS, write_export
from kg.export.files import written_whole
from kg.export.forms import form_for
from kg.export.request import Request
from kg.export.sorting import sorted_unique
from kg.xml_text import xml_text


@pytest.fixture(scope="module")
def opened():
    return store_of(notice(60), notice(61))


def exported(opened, output_format):
    output = io.BytesIO()
    write_export(opened, output_format, output)
    return output.getvalue()


def triples(opened):
    return {str(quad.triple) for quad in opened}


@pytest.mark.parametrize("output_format", FORMATS)
def test_the_same_content_gives_the_same_bytes(opened, output_format):
    assert exported(opened, output_format) == exported(store_of(notice(60), notice(61), backwards=True), output_format)


def test_turtle_says_the_same_in_both_libraries(opened):
    data = exported(opened, "turtle")
    assert {str(quad.triple) for quad in pyoxigraph.parse(data, format=RdfFormat.TURTLE)} == triples(opened)
    assert len(rdflib.Graph().parse(data, format="turtle")) == len(triples(opened))


@pytest.mark.parametrize(("output_format", "form"), [("nquads", RdfFormat.N_QUADS), ("trig", RdfFormat.TRIG)])
def test_quads_come_back_as_they_were(opened, output_format, form):
    back = pyoxigraph.parse(exported(opened, output_format), format=form)
    assert {str(quad) for quad in back} == {str(quad) for quad in opened}


def test_nquads_are_sorted_lines(opened):
    lines = exported(opened, "nquads").decode().split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert len(lines) == len(opened)


def test_jsonld_says_the_same_with_short_names(opened):
    data = exported(opened, "jsonld")
    assert {str(quad.triple) for quad in pyoxigraph.parse(data, format=RdfFormat.JSON_LD)} == triples(opened)
    assert len(rdflib.Graph().parse(data, format="json-ld")) == len(triples(opened))
    nodes = {node["@id"]: node for node in json.loads(data)["@graph"]}
    agency = nodes["https://w3id.org/huiyi/id/org/530823/水务局"]
    assert agency["label"] == "景东县水务局"
    assert agency["@type"] == "Agency"


def test_graphml_reads_in_networkx_with_chinese_labels_and_kinds(opened):
    graph = networkx.read_graphml(io.BytesIO(exported(opened, "graphml")))
    kinds = networkx.get_node_attributes(graph, "kind")
    labels = networkx.get_node_attributes(graph, "label")
    assert set(kinds) == set(labels) == set(graph)
    assert {"会议", "机构", "机构群", "要求", "议题", "文件", "人员", "职务", "通稿"} <= set(kinds.values())
    assert labels["https://w3id.org/huiyi/id/org/530823/水务局"] == "景东县水务局"
    edges = {(kinds[a], data["kind"], kinds[b]) for a, b, data in graph.edges(data=True)}
    assert edges >= {
        ("要求", "交办", "机构"),
        ("要求", "配合", "机构"),
        ("要求", "督促", "机构群"),
        ("要求", "属于议题", "议题"),
        ("议题", "涉及文件", "文件"),
        ("议题", "处理", "处理方式"),
        ("议题", "议定", "结果"),
        ("人员", "主持", "会议"),
        ("会议", "召开", "机构"),
        ("机构", "隶属", "机构"),
    }


def test_graphml_has_unique_ids_declared_keys_and_edges_between_nodes_only(opened):
    data = exported(opened, "graphml")
    assert data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.fromstring(data)
    nodes = [node.get("id") for node in root.iter(f"{space}node")]
    edges = list(root.iter(f"{space}edge"))
    ids = [edge.get("id") for edge in edges]
    assert len(set(nodes)) == len(nodes)
    assert len(set(ids)) == len(ids) > 0
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= set(nodes)
    assert all(edge.get("label") for edge in edges)
    keys = {key.get("id") for key in root.iter(f"{space}key")}
    assert {item.get("key") for item in root.iter(f"{space}data")} <= keys


@given(st.text())
def test_any_text_can_stand_in_xml_and_only_forbidden_signs_are_lost(text):
    written = xml_text(text)
    assert "\n" not in written
    read = ElementTree.fromstring(f'<a b="{written}">{written}</a>')
    assert read.text == (read.get("b") or None)
    kept = [char for char in text if char in (read.text or "")]
    assert "".join(kept) == (read.text or "")


@given(st.lists(st.text(alphabet="ab雷\r\u2028𠀀", max_size=5)), st.integers(1, 30), st.integers(2, 4))
def test_sorting_is_the_same_however_little_fits_into_memory_and_however_few_files_are_open(lines, run, most_runs):
    assert list(sorted_unique(lines, run=run, most_runs=most_runs)) == sorted(set(lines))


@pytest.mark.parametrize(
    ("written", "form"), [("ttl", "turtle"), ("nq", "nquads"), ("nq.gz", "nquads.gz"), ("json-ld", "jsonld")]
)
def test_a_form_is_also_known_by_the_ending_of_its_files(written, form):
    assert form_for(written, Request(), None) is form_for(form, Request(), None)


def test_a_form_that_is_not_written_is_turned_down_with_the_one_that_is_meant():
    with pytest.raises(UsageError, match="the nearest are: nquads; "):
        form_for("nt", Request(), None)


def interrupted_writing(output):
    output.write(b"half")
    raise KeyboardInterrupt


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "new" / "graph.ttl"
    with written_whole(target) as output:
        output.write(b"first")
    with pytest.raises(KeyboardInterrupt), written_whole(target) as output:
        interrupted_writing(output)
    assert target.read_bytes() == b"first"
    assert [path.name for path in target.parent.iterdir()] == ["graph.ttl"]


def test_a_link_stays_and_leads_to_what_was_written(tmp_path):
    (tmp_path / "november.ttl").write_bytes(b"old")
    link = tmp_path / "latest.ttl"
    link.symlink_to("november.ttl")
    with written_whole(link) as output:
        output.write(b"new")
    assert link.is_symlink()
    assert (tmp_path / "november.ttl").read_bytes() == b"new"


def test_a_link_that_leads_to_itself_gives_way_to_the_file(tmp_path):
    link = tmp_path / "loop.ttl"
    link.symlink_to("loop.ttl")
    with written_whole(link) as output:
        output.write(b"new")
    assert link.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    """As root, a file put in the place of /dev/null would take it from everybody on the machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with written_whole(pipe) as output:
            output.write(b"through")
        assert os.read(read, 100) == b"through"
        assert pipe.is_fifo()
    finally:
        os.close(read)


def test_a_device_that_takes_nothing_is_an_input_error():
    if not Path("/dev/full").is_char_device():
        pytest.skip("there is no /dev/full here")
    with pytest.raises(InputError, match="cannot be written"), written_whole(Path("/dev/full")) as output:
        output.write(b"x")
    assert Path("/dev/full").is_char_device()


def test_a_place_that_cannot_be_written_is_an_input_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"), written_whole(tmp_path / "file" / "graph.ttl"):
        pass
    with pytest.raises(InputError, match="is a folder"), written_whole(tmp_path):
        pass


def test_an_unknown_format_is_refused_with_those_there_are(opened):
    with pytest.raises(UsageError, match="turtle, nquads, trig, jsonld, graphml"):
        exported(opened, "gexf")
