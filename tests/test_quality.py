"""The ratchet: the figures on our own gold may rise and never fall below the recorded ones.

After a change that raises them, or one that lowers a figure for a reason the commit gives, record them anew:
``kg evaluate examples/gold --format json > examples/baseline.json``, and the same for ``opened`` and ``opened-baseline.json``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from kg.evaluate import Score, below, gold_files, read_baseline

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
# Folder of annotated notices -> what was recorded of it.
BASELINES = {"gold": EXAMPLES / "baseline.json", "opened": EXAMPLES / "opened-baseline.json"}
over_both = pytest.mark.parametrize("folder", BASELINES)


@cache
def evaluated(folder: str) -> subprocess.CompletedProcess[str]:
    notices, baseline = str(EXAMPLES / folder), str(BASELINES[folder])
    command = [sys.executable, "-m", "kg", "evaluate", notices, "--baseline", baseline, "--format", "json"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@over_both
def test_no_figure_falls_below_the_recorded_one(folder: str) -> None:
    assert evaluated(folder).returncode == 0, evaluated(folder).stderr


@over_both
def test_every_figure_is_recorded_over_all_of_the_gold(folder: str) -> None:
    recorded = json.loads(BASELINES[folder].read_text("utf-8"))
    assert set(recorded["figures"]) == set(Score().figures())
    assert recorded["notices"] == len(gold_files(EXAMPLES / folder))


@over_both
def test_a_figure_one_step_lower_would_be_seen(folder: str) -> None:
    figures = json.loads(evaluated(folder).stdout)["figures"]
    recorded = read_baseline(BASELINES[folder])
    for name in recorded:
        assert below({**figures, name: recorded[name] - 0.0001}, recorded) == [
            f"{name} is {recorded[name] - 0.0001:.4f}, below {recorded[name]:.4f}"
        ]
