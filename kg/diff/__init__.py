"""Two notices of one meeting side by side: which directives, agenda items and fields came, went, or changed."""

from kg.diff.changes import Change, Comparison, compared
from kg.diff.versions import Version, version_of_file, version_of_notice

__all__ = ["Change", "Comparison", "Version", "compared", "version_of_file", "version_of_notice"]
