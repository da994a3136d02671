"""``python -m kg`` and the command ``kg``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code; an error of the user's is one sentence on stderr."""
    from kg.cli import run
    from kg.collecting import collect_seldom

    collect_seldom()
    sys.exit(run())


if __name__ == "__main__":
    main()
