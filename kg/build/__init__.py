"""From files to a store, again and again: what changed is read anew, and each notice is there whole or not at all.

``run`` goes through the input paths and says of each notice whether it is news; ``parcels`` works out many notices at a
time, here or in ``processes``; what they bring goes to the store as one plan after another (``kg.store.batches``,
``kg.store.loading``), and what is to be remembered of them into its memory (``kg.store.build_state``).
"""

from __future__ import annotations

from kg.build.run import build

__all__ = ["build"]
