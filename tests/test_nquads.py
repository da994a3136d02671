"""Lines of N-Quads taken apart: the last term is the graph, whatever the literal before it holds."""

from __future__ import annotations

import pytest

from kg.nquads import parted


@pytest.mark.parametrize(
    ("line", "triple", "graph"),
    [
        ("<urn:a> <urn:b> <urn:c> <urn:g> .", "<urn:a> <urn:b> <urn:c>", "urn:g"),
        ("<urn:a> <urn:b> <urn:c> <urn:g> .\n", "<urn:a> <urn:b> <urn:c>", "urn:g"),
        ("<urn:a> <urn:b> <urn:c> <urn:g>.\r\n", "<urn:a> <urn:b> <urn:c>", "urn:g"),
        ('<urn:a> <urn:b> "甲 <乙> ." <urn:图> .', '<urn:a> <urn:b> "甲 <乙> ."', "urn:图"),
        ('<urn:a> <urn:b> "1"^^<urn:t> <urn:g> .', '<urn:a> <urn:b> "1"^^<urn:t>', "urn:g"),
    ],
)
def test_a_line_is_its_triple_and_its_graph(line: str, triple: str, graph: str) -> None:
    assert parted(line) == (triple, graph)
    assert parted(line.encode()) == (triple.encode(), graph.encode())


@pytest.mark.parametrize(
    "line", ["", "\n", "<urn:g> .", '<urn:a> <urn:b> "c" .', '<urn:a> <urn:b> "甲 <乙> ." .', "<a> <> ."]
)
def test_a_line_that_names_no_graph_is_refused(line: str) -> None:
    for each in (line, line.encode()):
        with pytest.raises(ValueError, match="not an N-Quads line with a named graph"):
            parted(each)
