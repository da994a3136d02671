"""The manifest of a folder of shards: what stands in it, and how it is written and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.errors import UsageError
from kg.iris import checked_base

FORMAT: Final = 1
"""Version of this form. Raise it when older programs could no longer read the folder, or read it wrongly."""

MANIFEST: Final = "manifest.json"
SHARD: Final = re.compile(r"part-\d{5,}\.nq(\.gz)?")
_SHA256: Final = re.compile("[0-9a-f]{64}")


def shard_name(number: int, *, packed: bool = True) -> str:
    """The name of a shard's file: ``part-00007.nq.gz``, or without ``.gz``."""
    return f"part-{number:05}.nq.gz" if packed else f"part-{number:05}.nq"


@dataclass(frozen=True, slots=True)
class Shard:
    """One file: its name, what it holds, and size and SHA-256 of the file as it lies there (packed, where it is)."""

    name: str
    notices: int
    quads: int
    bytes: int
    sha256: str

    @property
    def packed(self) -> bool:
        """Whether it is compressed by gzip."""
        return self.name.endswith(".gz")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder of shards holds.

    ``base`` is what all IRIs of its graphs begin with; ``code`` and ``words`` are the versions of the package and of the
    user's own words that read the notices (``kg.build.reading_version``; ``words`` is empty where there were none).
    """

    base: str
    code: str
    words: str
    shards: tuple[Shard, ...]

    @property
    def notices(self) -> int:
        """Notices in all shards."""
        return sum(shard.notices for shard in self.shards)

    @property
    def quads(self) -> int:
        """Quads in all shards; a line on a shared thing counts for each notice that brings it."""
        return sum(shard.quads for shard in self.shards)

    def as_json(self) -> str:
        """The manifest as a JSON text, shards by name. The same shards give the same text: there is no clock in it."""
        value = {
            "format": FORMAT,
            "base": self.base,
            "code": self.code,
            "words": self.words,
            "notices": self.notices,
            "quads": self.quads,
            "shards": [asdict(shard) for shard in sorted(self.shards, key=lambda shard: shard.name)],
        }
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Read back what ``as_json`` wrote. Raises ValueError, with a reason, for anything else."""
        value = json.loads(text)
        if not isinstance(value, dict):
            raise ValueError("it is no JSON object")
        found = value.get("format")
        if found != FORMAT:
            raise ValueError(f"it has format {found!r}, this version of kg reads format {FORMAT}")
        shards = value.get("shards")
        if not isinstance(shards, list):
            raise ValueError("it lists no shards")
        manifest = cls(
            _base(value), _text(value, "code"), _text(value, "words"), tuple(_shard(each) for each in shards)
        )
        names = [shard.name for shard in manifest.shards]
        if len(set(names)) != len(names):
            raise ValueError("it lists a shard twice")
        for name, total in (("notices", manifest.notices), ("quads", manifest.quads)):
            if value.get(name) != total:
                raise ValueError(f"it says {value.get(name)!r} {name}, its shards add up to {total}")
        return manifest


def _shard(value: object) -> Shard:
    if not isinstance(value, dict):
        raise ValueError("a shard is no JSON object")
    name = _text(value, "name")
    # The name comes from a file that somebody sent: it must not lead anywhere else.
    if SHARD.fullmatch(name) is None:
        raise ValueError(f"{name!r} is no name of a shard")
    sha256 = _text(value, "sha256")
    if _SHA256.fullmatch(sha256) is None:
        raise ValueError(f"{name} has no SHA-256")
    return Shard(name, _count(value, "notices"), _count(value, "quads"), _count(value, "bytes"), sha256)


def _text(value: Mapping[str, Any], key: str) -> str:
    found = value.get(key)
    if not isinstance(found, str):
        raise ValueError(f"it has no {key!r}")
    return found


def _base(value: Mapping[str, Any]) -> str:
    try:
        return checked_base(_text(value, "base"))
    except UsageError as error:
        raise ValueError(str(error).removesuffix(".")) from error


def _count(value: Mapping[str, Any], key: str) -> int:
    found = value.get(key)
    if not isinstance(found, int) or isinstance(found, bool) or found < 0:
        raise ValueError(f"{value.get('name')} has no {key!r}")
    return found
