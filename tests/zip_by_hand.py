"""Zip containers for tests: made of members, or a sound one with a part that is other than it should be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable


def packed(members: dict[str, bytes]) -> bytes:
    """A zip archive with ``members`` (name -> content), in this order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(container: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """``container`` with what ``change`` makes of its member ``part``."""
    with zipfile.ZipFile(io.BytesIO(container)) as sound:
        members = {name: sound.read(name) for name in sound.namelist()}
    return packed({name: change(content) if name == part else content for name, content in members.items()})
