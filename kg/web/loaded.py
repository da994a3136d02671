"""What the server of processes loads before it forks: importing this module loads pages, templates and labels."""

import kg.web.pages.by_name  # for all that it imports
from kg.web.processes import warm

__all__ = ["kg"]

warm()
