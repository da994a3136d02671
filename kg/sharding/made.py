"""What came of a run that makes shards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.iris import BASE
from kg.read import ReadFailure
from kg.reading_version import reading_version
from kg.settings import Settings
from kg.shards import Manifest, Shard

NOTICES: Final = 1_000
"""Notices of one shard: about a million quads, five megabytes packed."""


@dataclass(frozen=True, slots=True)
class Made:
    """The manifest that was written, and what could not be read, in the order of the input."""

    manifest: Manifest
    failures: tuple[ReadFailure, ...]


def manifest_of(shards: list[Shard], settings: Settings) -> Manifest:
    """The manifest of ``shards`` that were read by this version with ``settings``."""
    version = reading_version(settings)
    return Manifest(settings.base or BASE, version.code, version.words, tuple(sorted(shards, key=lambda s: s.name)))


def with_base(settings: Settings) -> Settings:
    """``settings`` with the base of all IRIs said."""
    return replace(settings, base=settings.base or BASE)
