"""What came of a run that makes shards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.build.reading_version import reading_version
from kg.iris import BASE
from kg.read import ReadFailure
from kg.settings import Settings
from kg.shards import Manifest, Shard

NOTICES: Final = 1_000
"""Notices of one shard: about a million quads, five megabytes packed."""


NAMED: Final = 20
"""Failures that are kept by name; a table of millions may hold thousands of them."""


class Failures:
    """What could not be read, by its place in the input: how many, and the first of them. Can be sent to a process."""

    def __init__(self) -> None:
        self.count = 0
        self._first: list[tuple[int, ReadFailure]] = []

    def add(self, place: int, failure: ReadFailure) -> None:
        """``failure`` is what came of the entry number ``place``."""
        self.count += 1
        self._keep([(place, failure)])

    def join(self, others: Failures) -> None:
        """Add those of another part of the input."""
        self.count += others.count
        self._keep(others._first)

    @property
    def first(self) -> tuple[ReadFailure, ...]:
        """At most ``NAMED``, in the order of the input."""
        return tuple(failure for _, failure in self._first)

    def _keep(self, more: list[tuple[int, ReadFailure]]) -> None:
        self._first = sorted(self._first + more, key=lambda each: each[0])[:NAMED]


@dataclass(frozen=True, slots=True)
class Made:
    """The manifest that was written, the first of what could not be read, in the order of the input, and how many."""

    manifest: Manifest
    failures: tuple[ReadFailure, ...]
    failed: int


def manifest_of(shards: list[Shard], settings: Settings) -> Manifest:
    """The manifest of ``shards`` that were read by this version with ``settings``."""
    version = reading_version(settings)
    return Manifest(settings.base or BASE, version.code, version.words, tuple(sorted(shards, key=lambda s: s.name)))


def with_base(settings: Settings) -> Settings:
    """``settings`` with the base of all IRIs said."""
    return replace(settings, base=settings.base or BASE)
