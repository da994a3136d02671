"""Extraction against jieba: the same notices, the same process, one core, CPU time, median of five runs.

``jieba.lcut`` only cuts text into words; it is the yardstick because everybody who works with Chinese text knows how
long it takes. Extraction goes from files to N-Quads of the notice and of what it names.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

NOTICES = Path(__file__).resolve().parent.parent / "examples" / "gold"
RUNS = 5


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of ``work``, median of RUNS runs after one that warms caches."""
    work()
    took = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return statistics.median(took)


def extraction() -> int:
    """Files to N-Quads; the number of notices."""
    from kg.model import Notice
    from kg.pipeline import entity_quads, extract, to_quads
    from kg.read import read_path

    count = 0
    for notice in read_path(NOTICES):
        if not isinstance(notice, Notice):
            raise SystemExit(str(notice))
        found = extract(notice)
        to_quads(found)
        entity_quads(found)
        count += 1
    return count


def segmentation() -> None:
    """The same files cut into words by jieba."""
    import jieba

    for path in sorted(NOTICES.glob("*.txt")):
        jieba.lcut(path.read_text("utf-8"))


def start_up(*arguments: str) -> float:
    """Wall time of the command ``kg`` in a process of its own, median of RUNS."""
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def main() -> None:
    """Print the figures."""
    import jieba

    jieba.setLogLevel("ERROR")
    characters = sum(len(path.read_text("utf-8")) for path in NOTICES.glob("*.txt"))
    notices = extraction()
    ours, words = cpu_seconds(extraction), cpu_seconds(segmentation)
    print(f"{notices} notices, {characters} characters; CPU time, median of {RUNS}")
    for name, seconds in (("files to N-Quads", ours), ("jieba.lcut", words)):
        speed = characters / seconds / 1e6
        print(f"{name:18} {seconds * 1000 / notices:8.2f} ms a notice {speed:8.2f} million characters/s")
    print(f"extraction takes {ours / words:.2f} of jieba's time ({words / ours:.1f} times as fast)")
    print(f"kg --help          {start_up('--help') * 1000:8.0f} ms from start to end")
    print(
        f"kg extract NOTICE  {start_up('extract', str(NOTICES / '02-jiashan-54.txt')) * 1000:8.0f} ms from start to end"
    )


if __name__ == "__main__":
    main()
