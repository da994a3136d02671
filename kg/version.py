"""The version of this software, as it stands in the IRI of the agent that made a graph."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
