"""The batch that a build is filling: handed to the store when it is large enough, or has waited long enough."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kg.store.batches import Batch, Worked
from kg.store.loading import Loading

_BATCH: Final = 1000
"""Notices that one plan holds at most, and quads; a build that is killed has read at most these in vain."""
_BATCH_QUADS: Final = 1_000_000
_FIRST_SECONDS: Final = 2.0
_BATCH_SECONDS: Final = 20.0
"""How long the first batch and any batch waits at most: each twice as long as the one before, so that who ends a build
early keeps most of what was read, and a long one is not slowed."""


@dataclass(slots=True)
class Filling:
    """One batch after another, on their way to the store by ``loading``."""

    loading: Loading
    _batch: Batch = field(default_factory=Batch)
    _begun: float = field(default_factory=time.monotonic)  # when the first notice came into the batch
    _patience: float = _FIRST_SECONDS  # after so many seconds it is handed on, full or not

    def make_room_for(self, worked: Worked) -> None:
        """Hand on the batch where it is full, unless the shard of ``worked`` is in it: one that is loaded whole is loaded faster."""
        self.loading.asked_for(worked)
        if not self._batch.uses(worked.shard):
            self.make_room()

    def bring(self, worked: Worked, instead: Iterable[str]) -> None:
        """The notice comes; the graphs ``instead`` go with the same step (``Batch.bring``)."""
        self._batch.bring(worked, instead)

    def take_away(self, graph: str) -> None:
        """The graph goes."""
        self._batch.take_away(graph)

    def make_room(self) -> None:
        """Hand on the batch where it is full."""
        late = time.monotonic() - self._begun > self._patience
        if self._batch and (late or len(self._batch) >= _BATCH or self._batch.quads >= _BATCH_QUADS):
            self.hand_on()

    def hand_on(self) -> None:
        """Commit what is remembered so far, and have the store follow."""
        batch, self._batch = self._batch, Batch()
        self._begun = time.monotonic()
        self._patience = min(2 * self._patience, _BATCH_SECONDS)
        self.loading.start(batch)
