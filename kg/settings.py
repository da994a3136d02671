"""What an extraction works with besides the text: a user's own words and names, and the base of its IRIs. (设置)"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError, why
from kg.messages import message


@dataclass(frozen=True, slots=True)
class Settings:
    """Each None where the user has none of their own.

    ``lexicon`` and ``register``: folders of TSV files that extend the shipped ones. ``base``: of all IRIs, ends in /;
    without one it is the store's, and outside a store ``kg.iris.BASE``.
    """

    lexicon: Path | None = None
    register: Path | None = None
    base: str | None = None

    def require_whole(self) -> None:
        """Raise InputError now, not in the middle of the work, where a file of the user's own has a faulty row."""
        from kg import lexicon, register
        from kg.lexicon import load_lexicon
        from kg.register import load_register

        for folder, shipped in ((self.lexicon, lexicon.FOLDER), (self.register, register.FOLDER)):
            if folder is not None:
                _require_known(folder, shipped, headed=shipped == register.FOLDER)
        if self.lexicon is not None or self.register is not None:
            load_lexicon(self.lexicon, self.register)
            load_register(self.register).require_whole()

    def words_digest(self) -> str:
        """A digest of the user's own files; empty where there are none. Their folders' names have no part in it."""
        digest = hashlib.sha256()
        found = False
        for room, folder in (("lexicon", self.lexicon), ("register", self.register)):
            for path in sorted(folder.glob("*.tsv")) if folder is not None else ():
                digest.update(f"{room}/{path.name}\0".encode() + path.read_bytes() + b"\0")
                found = True
        return digest.hexdigest() if found else ""


def _require_known(folder: Path, shipped: Path, *, headed: bool) -> None:
    """Raise InputError for a table of the user's that nothing would read, or whose first row would be lost as heads."""
    for file in sorted(folder.glob("*.tsv")):
        if not (shipped / file.name).is_file():
            known = ", ".join(sorted(ours.name for ours in shipped.glob("*.tsv")))
            raise InputError(
                message("{file} is a table that nothing reads; call it one of: {known}.", file=file, known=known)
            )
        heads = _first_row(shipped / file.name)
        if headed and _first_row(file) not in (None, heads):
            raise InputError(
                message(
                    "{file} should begin with the heads of its columns, parted by tabs: {heads}.",
                    file=file,
                    heads=heads,
                )
            )


def _first_row(file: Path) -> str | None:
    try:
        with file.open(encoding="utf-8-sig") as lines:
            return next((line.strip() for line in lines if line.strip() and not line.startswith("#")), None)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            message("{file} cannot be read ({why}); let it be UTF-8 text that may be read.", file=file, why=why(error))
        ) from error
