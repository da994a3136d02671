"""Chinese government meeting notices as a graph: who must do what, by when, and where it says so.

Start with ``kg.pipeline``, which is the whole line for one notice, and ``kg.model``, the types that travel along it.
Importing this package loads nothing else: the command ``kg`` answers quickly because each module brings its own.
"""
