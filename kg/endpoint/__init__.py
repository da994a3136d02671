"""A graph on a SPARQL 1.1 server instead of in a folder: the same questions, asked over HTTP."""

from __future__ import annotations

from kg.endpoint.address import Address, address_of
from kg.endpoint.store import RemoteStore, opened_endpoint

__all__ = ["Address", "RemoteStore", "address_of", "opened_endpoint"]
