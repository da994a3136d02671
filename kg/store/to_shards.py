"""A store's notices as shards: for a SPARQL server (``kg load``), another machine, or as what a store can be made from."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import shards, store
from kg.errors import InputError
from kg.messages import message
from kg.shards import Manifest, NoticeQuads, Shard
from kg.store import build_state
from kg.store.build_state import BuildState
from kg.store.entity_lines import unpacked_lines

if TYPE_CHECKING:
    from pyoxigraph import Store

_NOTICES: Final = 200
"""Notices in a shard: some 200 000 quads, 3 MB packed."""


def write_shards(folder: Path, target: Path, *, tick: Callable[[str], None] = lambda _: None) -> Manifest:
    """Write the notices that builds brought into the store ``folder`` as shards to ``target``; their manifest.

    Notices stand in the order of their IRIs, lines in that of their code points: the same notices give the same bytes
    whatever the store's history. Graphs that are not of one notice (ledger, links, vocabularies) have no part in it.
    Raises InputError where there is no store, it remembers no build, or one was interrupted; KgError where there is no room.
    """
    with store.opened_for_reading(folder) as opened:
        if not (folder / store.STATE).is_file():
            raise InputError(
                message(
                    "The store {folder} remembers no build, so nobody knows what each notice brought; build it anew.",
                    folder=folder,
                )
            )
        with build_state.opened(folder / store.STATE) as state:
            if state.notes.pending is not None:
                raise InputError(
                    message("A build of the store {folder} was interrupted; run it again first.", folder=folder)
                )
            code, words = state.notes.version
            written: list[Shard] = []
            # The notices are closed before the state that they come from.
            with shards.held(target), closing(_notices(opened, state, tick)) as notices:
                shards.begin(target)
                while (first := next(notices, None)) is not None:
                    some = chain((first,), islice(notices, _NOTICES - 1))
                    written.append(shards.write_shard(target, len(written), some))
                manifest = Manifest(store.base_of_folder(folder), code, words, tuple(written))
                shards.finish(target, manifest)
    return manifest


def _notices(opened: Store, state: BuildState, tick: Callable[[str], None]) -> Generator[NoticeQuads]:
    from pyoxigraph import NamedNode

    for graph, packed in state.brought():
        name = NamedNode(graph)
        own = sorted(f"{quad.triple} {name} .\n".encode() for quad in opened.quads_for_pattern(None, None, None, name))
        if not own:
            raise InputError(
                message("The store does not hold {graph}, though a build brought it; see: kg store check.", graph=graph)
            )
        shared = sorted(line + b"\n" for line in unpacked_lines(packed))
        yield NoticeQuads(graph, b"".join(own), b"".join(shared))
        tick(graph)
