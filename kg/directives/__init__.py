"""Who must do what, with whom, by when. (交办事项)

``find_directives`` is the front door: ``assembly`` walks the clauses, ``steps`` says what each does, ``binding`` whom it binds and
``finishing`` what else it says. On the way they ask the ``readers``: ``openings`` and ``acts`` (does it ask for something?),
``sentences`` (does it go on?), ``waiting`` (do its parties wait for a later clause?), ``parties`` (who is named?), ``labels``,
``own_limits``. ``supervision`` says whether an office could follow a directive up. ``find_task_directives`` is the door for tables:
``tables`` makes a directive of each row, ``cells`` reads the units in a cell. ``find_unread`` tells as doubts who stands beside a
demand and is none of its parties.
"""

from kg.directives.assembly import find_directives
from kg.directives.name import Name
from kg.directives.parties import PartyReader
from kg.directives.tables import find_task_directives
from kg.directives.unread import find_unread

__all__ = ["Name", "PartyReader", "find_directives", "find_task_directives", "find_unread"]
