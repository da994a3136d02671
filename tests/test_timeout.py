"""``--timeout`` ends a query on time, with its exit code, and leaves no process behind, whatever the query is doing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import build

EXAMPLES = Path(__file__).parent.parent / "examples" / "series"
CROSS = "GRAPH ?g { ?a ?b ?c } GRAPH ?h { ?d ?e ?f } GRAPH ?i { ?j ?k ?l } GRAPH ?m { ?n ?o ?p }"
NEVER = f'{CROSS} FILTER(CONCAT(STR(?c), STR(?p)) = "")'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeout") / "s"
    build.build([str(EXAMPLES)], folder)
    return folder


def still_there(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?a ?d ?j {{ {CROSS} }} ORDER BY ?a ?d ?j",
        f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {CROSS} }} GROUP BY ?d",
        f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {NEVER} }}",
        f"ASK {{ {NEVER} }}",
    ],
    ids=["order", "aggregate", "construct", "ask"],
)
def test_a_query_without_end_ends_within_three_seconds_of_which_two_were_given_to_it(folder, text):
    command = [sys.executable, "-m", "kg", "query", text, "--store", str(folder), "--timeout", "2"]
    start = time.monotonic()
    # A session of its own: the query's process, were it left, would be of its group.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as running:
        said, complaint = running.communicate(timeout=30)
    took = time.monotonic() - start
    assert running.returncode == 124
    assert said == b""
    assert "had not answered within 2 s (--timeout)" in complaint.decode()
    assert not still_there(running.pid)
    assert 2 <= took < 3 + start_up(), "of which 2 were the query's"


def start_up() -> float:
    """How much longer than half a second Python and the command take to start here: a busy machine is no fault."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-m", "kg", "query", "--list"], capture_output=True, check=True)
    return max(0.0, time.monotonic() - start - 0.5)


def test_the_store_can_be_opened_again_at_once(folder):
    """The process that was ended held the store's lock; it goes with it."""
    command = [
        sys.executable,
        "-m",
        "kg",
        "query",
        f"SELECT * {{ {CROSS} }} ORDER BY ?a",
        "-s",
        str(folder),
        "--timeout",
        "0.5",
    ]
    assert subprocess.run(command, capture_output=True, timeout=30).returncode == 124
    assert build.build([str(EXAMPLES)], folder).unchanged == 8
