"""The shards (by SHA-256) that were loaded into each server, in a file beside their folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.export.files import written_whole
from kg.messages import message


@dataclass(slots=True)
class Journal:
    """What was loaded from one folder. ``done``: the shards of ``endpoint``; ``loads``: those of all servers."""

    path: Path
    endpoint: str
    loads: dict[str, list[str]]
    done: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.done = set(self.loads.get(self.endpoint, ()))

    @classmethod
    def of(cls, folder: Path, endpoint: str) -> Journal:
        """The journal of ``folder`` for ``endpoint``. Raises InputError where the file that is there is none."""
        path = folder.resolve().with_name(f"{folder.resolve().name}.loaded.json")
        try:
            found = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            found = {}
        except (OSError, ValueError) as error:
            raise InputError(
                message(
                    "{path} cannot be read ({error}); delete it, and all shards are loaded again.",
                    path=path,
                    error=error,
                )
            ) from error
        if not isinstance(found, dict):
            raise InputError(
                message("{path} is no list of loads; delete it, and all shards are loaded again.", path=path)
            )
        return cls(path, endpoint, found)

    def enter(self, sha256: str) -> None:
        """Remember that this shard is there."""
        self.done.add(sha256)
        self.loads[self.endpoint] = sorted(self.done)
        with written_whole(self.path) as file:
            file.write((json.dumps(self.loads, indent=1) + "\n").encode("utf-8"))
