"""From files to a store, again and again: what changed is read anew, and each notice is there whole or not at all.

``run`` goes through what ``inputs`` finds in the input paths; ``news`` says of each notice whether it must be read;
``parcels`` works out many notices at a time, here or in ``processes``; what they bring goes with ``taking_in`` into the
store's memory (``kg.store.build_state``) and, as one plan after another (``filling``, ``kg.store.loading``), into the store.
"""

from __future__ import annotations

from kg.build.run import build

__all__ = ["build"]
