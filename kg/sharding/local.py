"""Shards made on this machine, one notice after another, from anything that ``kg build`` reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from kg import shards
from kg.read import ReadFailure, ReadOptions, read_path
from kg.records import quads_of_notice
from kg.settings import Settings
from kg.sharding.made import NOTICES, Made, manifest_of, with_base
from kg.shards import NoticeQuads, Shard


def shards_of_paths(
    paths: Iterable[str],
    folder: Path,
    *,
    settings: Settings,
    options: ReadOptions,
    size: int = NOTICES,
    tick: Callable[[str], None] = lambda _: None,
) -> Made:
    """Write the notices at ``paths`` as shards of ``size`` notices into ``folder``. A text that comes twice is one notice.

    Raises InputError: a path is not there, the folder holds other things, a fault in the user's words; KgError: the
    folder cannot be written.
    """
    wanted = with_base(settings)
    wanted.require_whole()
    shards.begin(folder)
    failures: list[ReadFailure] = []
    notices = _quads(paths, wanted, options, failures, tick)
    written: list[Shard] = []
    while some := list(islice(notices, size)):
        written.append(shards.write_shard(folder, len(written), some))
    manifest = manifest_of(written, wanted)
    shards.finish(folder, manifest)
    return Made(manifest, tuple(failures))


def _quads(
    paths: Iterable[str],
    settings: Settings,
    options: ReadOptions,
    failures: list[ReadFailure],
    tick: Callable[[str], None],
) -> Iterator[NoticeQuads]:
    seen: set[str] = set()
    for path in paths:
        for entry in read_path(path, options=options):
            tick(entry.source)
            if isinstance(entry, ReadFailure):
                failures.append(entry)
            elif entry.id not in seen:
                seen.add(entry.id)
                quads = quads_of_notice(entry, settings)
                if isinstance(quads, ReadFailure):
                    failures.append(quads)
                else:
                    yield quads
