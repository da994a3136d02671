"""Whether a notice must be read, for all that a store remembers: it is news, or stands somewhere else now. (是否要读)"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.build.unchanged_files import Files, Known
from kg.model import Notice
from kg.store.build_state import BuildState
from kg.store.input_paths import STDIN


@dataclass(frozen=True, slots=True)
class News:
    """What one build can tell. ``version``: of the code and words that read notices."""

    state: BuildState
    files: Files
    version: str

    def is_news(self, notice: Notice | Known, key: str) -> bool:
        """Whether ``notice``, which stands at ``key`` (absolute, with member or row), has to be read, for all that is known by now."""
        if self.state.seen.is_taken(notice.id):
            return False
        known = self.state.last_reading(notice.id)
        if known is None:
            return True
        reading, source, path = known
        return reading != self.digest(notice) or not self._is_true(source, path, notice, key)

    def digest(self, notice: Notice | Known) -> str:
        """Of all that decides what is in its graph: text, page, and the code and data that read them."""
        if isinstance(notice, Known):
            return notice.reading
        return hashlib.sha256(f"{notice.id}\0{notice.page!r}\0{self.version}".encode()).hexdigest()

    def _is_true(self, source: str, path: str, notice: Notice | Known, key: str) -> bool:
        """Whether the graph's word on where ``notice`` was read (``source``, at ``path``) holds, now that it stands at ``key``.

        It holds for another place, too, as long as the notice stands there still: one of several is as true as another.
        """
        if source == notice.source or path == key or key.startswith(STDIN) or path.startswith(STDIN):
            return True
        return self.files.still_hold(path, notice.id)
