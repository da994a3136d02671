"""The benchmark of queries runs on a small store, and its contestants agree."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_all_contestants_give_the_same_rows() -> None:
    command = [sys.executable, "-m", "benchmarks.bench_queries", "--megabytes", "0.1", "--runs", "1", "--factor", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "all bars held" in done.stdout
    assert "rows differ" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("| ")]
    assert len(lines) == 1 + 11 + 2 + 1 + 4
    assert not any("> 60 s" in line for line in lines)
