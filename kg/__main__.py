"""``python -m kg`` and the command ``kg``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code; an error of the user's is one sentence on stderr."""
    import gc

    from kg.cli import run

    # Words and registers are 100 000 objects without a cycle: looking for one after every 700 costs 20 ms at the start.
    gc.set_threshold(50_000, 10, 10)
    sys.exit(run())


if __name__ == "__main__":
    main()
