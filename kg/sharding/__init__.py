"""From notices to a folder of shards, without a store: on this machine, or on many by Spark, with the same quads."""

from __future__ import annotations

from kg.sharding.local import shards_of_paths
from kg.sharding.made import Made

__all__ = ["Made", "shards_of_paths"]
