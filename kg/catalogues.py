"""The catalogues of translated messages that come with the package: where they lie, and each by its language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from gettext import GNUTranslations

LANGUAGES: Final = ("zh", "en")
SOURCE: Final = "en"
"""The language of the code, for which there is no catalogue."""

DOMAIN: Final = "kg"
FOLDER: Final = Path(__file__).parent / "locale"


def has_catalogue(language: str) -> bool:
    """Whether the words of ``language`` are installed; those of the code always are."""
    return language == SOURCE or (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").is_file()


@cache
def words(language: str) -> GNUTranslations:
    """The catalogue of ``language``, read when the first sentence is said in it. Raises OSError where there is none."""
    import gettext

    return gettext.translation(DOMAIN, str(FOLDER), [language])
