"""The benchmarks of builds run, small, and say what they are to say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(module: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_benchmark_of_builds_counts_what_it_builds(tmp_path):
    said = run("bench_build", "--notices", 40, "--rounds", 2, "--folder", tmp_path)
    assert "40 notices in the store (20 new, 0 changed, 0 unchanged, 0 failed)" in said
    assert "nothing changed" in said
    assert "(0 new, 20 changed, 20 unchanged, 0 failed)" in said
    assert "two jobs: " in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_the_benchmark_of_memory_has_a_row_for_each_size(tmp_path):
    rows = run("bench_build_memory", "--notices", 100, 200, "--folder", tmp_path).splitlines()
    assert [row.split("|")[1].strip() for row in rows[2:]] == ["100", "200"]
    assert list(tmp_path.iterdir()) == []
