"""Who must do what, with whom, by when. (交办事项)

``find_directives`` is the front door; ``openings`` knows what opens a directive, ``assembly`` how far it reaches and
who it goes on to bind, ``speech``, ``sentences`` and ``labels`` what it asks on the way, ``parties`` who is named,
``finishing`` what else it says, ``supervision`` whether an office could follow it up. ``find_task_directives`` is the door
for tables: ``tables`` makes a directive of each row, ``cells`` reads the units in a cell. ``find_unread`` tells as doubts who
stands beside a demand and is none of its parties.
"""

from kg.directives.assembly import find_directives
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.tables import find_task_directives
from kg.directives.unread import find_unread

__all__ = ["Name", "PartyReader", "find_directives", "find_task_directives", "find_unread"]
