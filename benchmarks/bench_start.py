"""How long the command ``kg`` takes from start to end: wall time of a process of its own, median of the runs.

``python -m benchmarks.bench_start [--runs 9] [--factor 0]``. The bars are 300 ms for ``kg --help`` and 500 ms for
``kg extract`` on one notice; with ``--factor F`` the exit code is 1 where one takes more than F times its bar.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

NOTICE = Path(__file__).resolve().parent.parent / "examples" / "gold" / "21-lushui.txt"
BARS = {("--help",): 0.3, ("extract", str(NOTICE)): 0.5}


def seconds(arguments: tuple[str, ...], runs: int) -> float:
    """Wall time of ``kg`` with ``arguments``, median of ``runs``."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> int:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--factor", type=float, default=0)
    options = parser.parse_args()
    missed = 0
    for arguments, bar in BARS.items():
        took = seconds(arguments, options.runs)
        missed += options.factor > 0 and took > bar * options.factor
        print(f"kg {arguments[0]:10} {took * 1000:6.0f} ms   bar {bar * 1000:.0f} ms")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
