"""Exit codes of the command line beside those of its errors (``kg.errors``)."""

from __future__ import annotations

from typing import Final

SOME_FAILED: Final = 4
"""Some notices, or rows of a ledger, could not be taken in; the others were."""
INTERRUPTED: Final = 130
"""Somebody ended it (128 and the number of SIGINT, as shells count)."""
BROKEN_PIPE: Final = 141
"""Nobody reads on what it writes (128 and SIGPIPE)."""
