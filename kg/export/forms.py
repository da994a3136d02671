"""Everything the store can be exported as, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.errors import UsageError
from kg.export import graph_forms, notice_forms, rdf_forms
from kg.export.form import FolderForm, Form
from kg.export.request import Request
from kg.export.views import check_view
from kg.messages import message
from kg.nearest import nearest_told

FORMS: Final[Mapping[str, Form]] = {
    form.name: form for form in (*rdf_forms.FORMS, *graph_forms.FORMS, *notice_forms.FORMS)
}
"""All forms by name, in the order in which the help names them."""


def form_for(name: str, request: Request, output: str | None) -> Form:
    """The form called ``name``, which can do what ``request`` and ``output`` (path, ``-`` or None) ask for.

    Raises UsageError: no such form or view (naming the nearest), an option has no meaning for it, no folder is named.
    """
    form = _form_named(name)
    for option in sorted(request.given() - form.options):
        able = ", ".join(other.name for other in FORMS.values() if option in other.options)
        raise UsageError(
            message("{option} has no meaning for {name}; it is for: {able}.", option=option, name=name, able=able)
        )
    if request.view is not None:
        check_view(request.view)
    if isinstance(form, FolderForm) and output in (None, "-"):
        raise UsageError(message("{name} writes several files; name a folder for them: -o DIR.", name=name))
    return form


_ALSO: Final = {"ttl": "turtle", "nq": "nquads", "nq.gz": "nquads.gz", "json-ld": "jsonld", "n-quads": "nquads"}
"""Forms by the endings of their files and by other writings of their names."""
_PROGRAMS: Final = {"gephi": "gexf", "rdf": "turtle", "nt": "nquads", "ntriples": "nquads"}
_SHEETS: Final = ("xlsx", "xls", "excel")
_TABLES: Final = ("csv", "tsv")


def _form_named(name: str) -> Form:
    if (form := FORMS.get(_ALSO.get(name, name))) is not None:
        return form
    if name in _SHEETS:
        raise UsageError(
            message(
                "There is no export format {name!r}; a spreadsheet comes from kg ledger -o FILE.xlsx, and what "
                "spreadsheets open from kg directives -o FILE.csv, kg query … -o FILE.csv.",
                name=name,
            )
        )
    if name in _TABLES:
        raise UsageError(
            message(
                "There is no export format {name!r}; the whole store as CSV files comes from kg export datapackage -o DIR, a single "
                "table from kg directives, kg ledger or kg query … with -o FILE.{name}; all formats: {formats}.",
                name=name,
                formats=", ".join(FORMS),
            )
        )
    raise UsageError(
        message(
            "There is no export format {name!r}; {hint}there are: {formats}.",
            name=name,
            hint=nearest_told(name, FORMS, meant=_PROGRAMS.get(name)),
            formats=", ".join(FORMS),
        )
    )
