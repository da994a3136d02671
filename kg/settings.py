"""What an extraction works with besides the text: a user's own words and names, and the base of its IRIs. (设置)"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path


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
        from kg.lexicon import load_lexicon
        from kg.register import load_register

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
