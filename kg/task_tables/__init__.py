"""Tables that give out work: 序号 | 工作任务 | 牵头单位 | 完成时限, row by row. (任务分解表)

``find_tables`` is the front door; ``headings`` knows what a column holds and which heads give out work, ``cells`` cuts a line
of text into cells, ``rows`` says what each row asks for. What the cells mean is read by ``kg.directives.tables``.
"""

from kg.task_tables.finding import find_tables
from kg.task_tables.headings import Headings, headings_of
from kg.task_tables.table import Cell, TaskRow, TaskTable

__all__ = ["Cell", "Headings", "TaskRow", "TaskTable", "find_tables", "headings_of"]
