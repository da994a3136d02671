"""``kg load``: shards into a SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import progress, remark
from kg.cli.exits import INTERRUPTED
from kg.counted import counted
from kg.errors import UsageError
from kg.messages import message

if TYPE_CHECKING:
    from kg.endpoint.sinks import GraphStore, Updates
    from kg.endpoint.wire import Wire
    from kg.uploading import Uploaded


def load(
    shards: Annotated[Path, typer.Argument(metavar="SHARDS", help="A folder of shards (with manifest.json).")],
    endpoint: Annotated[
        str,
        typer.Option("--endpoint", metavar="URL", envvar="KG_ENDPOINT", help="Where it is queried."),
    ],
    graph_store: Annotated[
        str | None,
        typer.Option("--graph-store", metavar="URL", help="Where it takes graphs (Graph Store Protocol)."),
    ] = None,
    update: Annotated[
        str | None, typer.Option("--update", metavar="URL", help="Where it takes updates instead.")
    ] = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove notices of the server that SHARDS hold no more."),
    ] = False,
) -> None:
    """Load shards into a SPARQL server; run it again to go on or to check.

    User and password: KG_ENDPOINT_USER, KG_ENDPOINT_PASSWORD.
    """
    from kg.endpoint.address import address_of
    from kg.endpoint.wire import Wire
    from kg.shards import read_manifest

    if graph_store is not None and update is not None:
        raise UsageError(message("--graph-store and --update are two ways to the same end; give one of them."))
    read_manifest(shards)
    wire = Wire(address_of(endpoint))
    try:
        done = _uploaded(shards, wire, _sink(wire, graph_store, update), prune=prune)
    except KeyboardInterrupt:
        remark(message("interrupted: what was sent stays there; the same command goes on from there"))
        raise typer.Exit(INTERRUPTED) from None
    finally:
        wire.close()
    _tell(done, endpoint, pruned=prune)


def _uploaded(shards: Path, wire: Wire, sink: GraphStore | Updates, *, prune: bool) -> Uploaded:
    """Send ``shards`` to ``sink``; with ``prune``, what they hold no more is taken out by updates, whatever they are sent by."""
    from kg.endpoint.sinks import Updates, updates_of
    from kg.uploading import upload

    pruner = None
    if prune:
        pruner = sink if isinstance(sink, Updates) else Updates(wire, updates_of(wire))
    with progress(message("loading")) as tick:
        return upload(shards, wire, sink, pruner=pruner, tick=tick)


def _sink(wire: Wire, graph_store: str | None, update: str | None) -> GraphStore | Updates:
    """Where the server takes what is sent: as it was told, else where servers of its kind do."""
    from kg.endpoint.address import checked_url
    from kg.endpoint.sinks import GraphStore, Updates, graph_store_of

    if update is not None:
        return Updates(wire, checked_url(update, "--update"))
    return GraphStore(wire, checked_url(graph_store, "--graph-store") if graph_store else graph_store_of(wire))


def _tell(done: Uploaded, endpoint: str, *, pruned: bool) -> None:
    remark(
        message(
            "shards on {endpoint}: {shards}, {loaded} loaded now ({notices} notices, {quads} quads), {there} were there",
            endpoint=endpoint,
            shards=done.shards,
            loaded=done.shards - done.there,
            notices=done.notices,
            quads=done.quads,
            there=done.there,
        )
    )
    if done.mended:
        remark(
            message("lost on the server and sent again: {lines} on shared things", lines=counted(done.mended, "line"))
        )
    if pruned:
        remark(
            message(
                "pruned: {notices} in no shard, {lines} on shared things that none brings",
                notices=counted(done.pruned, "notice"),
                lines=counted(done.swept, "line"),
            )
        )
