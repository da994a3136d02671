"""Names within one notice become identities, without any other notice being seen.

The notice's own place is found first (``kg.locate``); from it every name is read (``kg.names``), and ``kg.iris`` makes
the key. The same names in a notice of the same place give the same IRIs on any machine; what stays unknown keeps
its surface, lies under the notice and is counted as a doubt.
"""

from kg.resolve.resolving import resolve

__all__ = ["resolve"]
