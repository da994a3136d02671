"""Where a SPARQL server is, and who asks."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.iris import checked_base
from kg.messages import message

USER: Final = "KG_ENDPOINT_USER"
PASSWORD: Final = "KG_ENDPOINT_PASSWORD"
BASE: Final = "KG_BASE_IRI"


@dataclass(frozen=True, slots=True)
class Address:
    """The URL to which queries are sent. ``base`` None: it is found out from the vocabularies on the server.

    ``silence``: seconds after which a server that sends nothing is given up; ``connecting``: the same for reaching it.
    """

    url: str
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    base: str | None = None
    silence: float = 300.0
    connecting: float = 10.0


def address_of(url: str, *, base: str | None = None) -> Address:
    """The address ``url``, with user and password from the environment, never from the URL, which logs and lists show.

    Raises UsageError where it is none.
    """
    checked_url(url, "--endpoint")
    wanted = base or os.environ.get(BASE) or None
    user = os.environ.get(USER) or None
    return Address(url, user, os.environ.get(PASSWORD, "") if user else None, wanted and checked_base(wanted))


def checked_url(url: str, option: str) -> str:
    """``url`` if it can be sent requests; else UsageError, naming the ``option`` that it was given by."""
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
        parts = urlsplit("")
    if not right:
        raise UsageError(
            message(
                "{option} is the address of a SPARQL server, such as http://localhost:8890/sparql; not {url!r}.",
                option=option,
                url=url,
            )
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            message(
                "Leave user and password out of the address ({option}): set {user} and {password} instead.",
                option=option,
                user=USER,
                password=PASSWORD,
            )
        )
    return url
