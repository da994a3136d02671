"""Shards: the N-Quads of many notices as files that are whole or not there, with a manifest that says what they hold.

A folder of shards::

    part-00000.nq.gz   N-Quads in UTF-8, notice after notice: the notice's own graph, then what it says of shared things
    part-00001.nq.gz   (without .gz where they were asked for unpacked)
    manifest.json      written last: for each shard its notices, quads, bytes and SHA-256; by which code and words they
                       were read; the base of their IRIs

This is the form between extraction and any store: one machine, many machines and servers load the same files. A notice
is in one shard only, whole. A folder without its manifest is unfinished. Nothing here knows a store, or which program
wrote the files.
"""

from __future__ import annotations

from kg.shards.form import MANIFEST, Manifest, Shard, shard_name
from kg.shards.notices import NoticeQuads
from kg.shards.reading import check_shard, notices_in, opened_shard, read_manifest, whole_shards
from kg.shards.writing import begin, finish, held, to_be_written, write_shard

__all__ = [
    "MANIFEST",
    "Manifest",
    "NoticeQuads",
    "Shard",
    "begin",
    "check_shard",
    "finish",
    "held",
    "notices_in",
    "opened_shard",
    "read_manifest",
    "shard_name",
    "to_be_written",
    "whole_shards",
    "write_shard",
]
