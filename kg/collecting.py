"""How often Python looks for cycles of objects: seldom, since words and registers are 100 000 objects without one."""

from __future__ import annotations

import gc


def collect_seldom() -> None:
    """For this process, from now on: after 50 000 new objects instead of 700, which took 20 ms of each start."""
    gc.set_threshold(50_000, 10, 10)
