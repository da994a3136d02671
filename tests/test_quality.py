"""The ratchet: the figures on our own gold may rise and never fall below the recorded ones.

After a change that raises them, or one that lowers a figure for a reason the commit gives, record them anew:
``kg evaluate examples/gold --format json > examples/baseline.json``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

from kg.evaluate import Score, below, gold_files, read_baseline

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "examples" / "gold"
BASELINE = ROOT / "examples" / "baseline.json"


@cache
def evaluated() -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "evaluate", str(GOLD), "--baseline", str(BASELINE), "--format", "json"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_no_figure_falls_below_the_recorded_one() -> None:
    assert evaluated().returncode == 0, evaluated().stderr


def test_every_figure_is_recorded_over_all_of_the_gold() -> None:
    recorded = json.loads(BASELINE.read_text("utf-8"))
    assert set(recorded["figures"]) == set(Score().figures())
    assert recorded["notices"] == len(gold_files(GOLD))


def test_a_figure_one_step_lower_would_be_seen() -> None:
    figures = json.loads(evaluated().stdout)["figures"]
    recorded = read_baseline(BASELINE)
    for name in recorded:
        assert below({**figures, name: recorded[name] - 0.0001}, recorded) == [
            f"{name} is {recorded[name] - 0.0001:.4f}, below {recorded[name]:.4f}"
        ]
