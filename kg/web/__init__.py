"""``kg serve``: the store as pages for people, rendered here, readable without JavaScript.

A request is read in ``app``, answered by a page in ``pages`` in a process of its own (``processes``) that opens the store
anew, and sent. So no page can hold up the others for longer than its deadline, a build can write between two requests, and
what is shown is always what the store holds.
"""
