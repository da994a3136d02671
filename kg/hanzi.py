"""Traditional characters to simplified, one for one, so that offsets stay true. (繁体转简体，逐字，不改变长度)

The table is OpenCC's character table (package ``opencc-python-reimplemented``, Apache-2.0); its phrase tables
are not used, because phrases may change length.
"""

from __future__ import annotations

from functools import cache, lru_cache

# Characters that are traditional only and that a notice of a meeting can hardly do without. Looking for them costs
# a memchr each; translating every text would cost more than scanning it (research: str.translate 42-57 MB/s).
_TELLTALES = "會議縣關於區長強調說對學習"


@cache
def _table() -> dict[int, str]:
    from importlib.resources import files

    lines = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines)
    return {ord(old): new.split()[0] for old, new in pairs if len(old) == 1 and len(new.split()[0]) == 1}


@lru_cache(maxsize=4)  # four rooms ask for each notice
def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in traditional characters (two different telltales at least)."""
    return sum(map(text.__contains__, _TELLTALES)) >= 2


def simplify(text: str) -> str:
    """``text`` in simplified characters, with the same number of code points."""
    return text.translate(_table())
