"""Shards into a SPARQL server: each notice's graph whole, shared things added, and counted afterwards.

What was loaded is remembered beside the folder of shards (``shards.loaded.json``), and asked of the server before it is
believed: a load that was interrupted goes on where it stopped, one that is run again sends nothing twice in vain, and a
server that was emptied, or lost some of it, is filled again. Sending the same twice changes nothing. What the server
holds beyond the shards stays, unless it is to be pruned; then it holds of this base what one filled afresh would hold.
"""

from __future__ import annotations

from kg.uploading.loading import Uploaded, upload

__all__ = ["Uploaded", "upload"]
