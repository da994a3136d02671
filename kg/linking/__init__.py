"""Links to other data: which things that others name are things of the store, and what people decided about it. (关联外部数据)

``foreign`` reads a table of identities that the user brings, ``own`` what the store names, ``matching`` and ``near`` pair
them, ``candidates`` is what people are shown.
"""
