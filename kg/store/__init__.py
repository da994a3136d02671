"""The store: Oxigraph on disk, one named graph per notice, shared things in a graph of their own.

A store is a folder::

    huiyi-store.json   which layout this is (``format``), and below which base its IRIs are (``base``)
    quads/             Oxigraph's files
    build.sqlite       what was read from where (``kg.store.build_state``)
    index.sqlite       what ``kg search`` looks in, once it was used (``kg.index``); can be made again from the quads
    incoming/          shards on their way into quads/, while a build runs or after it was interrupted
    lock               held exclusively by the one writer, shared by readers; who that writer is

Only :func:`writer` creates anything. A notice is put in place of its predecessor in one transaction, so
that whoever opens the store after a crash finds it whole or not at all. Removing a graph and then filling it would be
two.
"""

from kg.store.changing import (
    Replacement,
    add,
    bulk_load,
    bulk_load_file,
    compact,
    load_nquads,
    renew,
    replace,
    write_errors,
)
from kg.store.folder import FORMAT, INCOMING, MARKER, QUADS, STATE, base_of_folder, require_base, require_store
from kg.store.looking import ENTITIES, base_of, entity_graph, notice_graphs
from kg.store.opening import Writer, damage_told, opened_for_reading, opened_for_writing, writer

__all__ = [
    "ENTITIES",
    "FORMAT",
    "INCOMING",
    "MARKER",
    "QUADS",
    "STATE",
    "Replacement",
    "Writer",
    "add",
    "base_of",
    "base_of_folder",
    "bulk_load",
    "bulk_load_file",
    "compact",
    "damage_told",
    "entity_graph",
    "load_nquads",
    "notice_graphs",
    "opened_for_reading",
    "opened_for_writing",
    "renew",
    "replace",
    "require_base",
    "require_store",
    "write_errors",
    "writer",
]
