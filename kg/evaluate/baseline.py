"""The ratchet: figures that an extraction may not fall below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.evaluate.comparing import read_gold
from kg.evaluate.scores import Score
from kg.messages import message


def below(figures: Mapping[str, float], baseline: Mapping[str, float]) -> list[str]:
    """One sentence for each figure that is worse than in ``baseline``; rounding to four places is forgiven."""
    return [
        f"{name} is {figures[name]:.4f}, below {least:.4f}"
        for name, least in baseline.items()
        if round(figures[name], 4) < round(least, 4)
    ]


def read_baseline(path: Path) -> dict[str, float]:
    """Least figures by name, from a JSON file such as ``kg evaluate --format json`` prints.

    Raises InputError where it cannot be read, UsageError where it names a figure that does not exist.
    """
    value = read_gold(path)
    figures = value.get("figures", value)
    unknown = sorted(set(figures) - set(Score().figures()))
    if unknown:
        raise UsageError(
            message(
                "The baseline {path} names {unknown!r}, which is no figure of kg evaluate.",
                path=path,
                unknown=unknown[0],
            )
        )
    return {name: float(least) for name, least in figures.items()}
