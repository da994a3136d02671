"""The static knowledge that names are resolved against: places, departments, zones, organs of the whole country.

Nothing here comes from a notice, so every machine resolves a name alike. The tables are the TSV files in
``kg/registers`` (each explains itself in its first lines); a folder of the user's with files of the same names adds
rows, which come before ours.
"""

from kg.register.edition import Edition, edition
from kg.register.loading import FOLDER, load_register
from kg.register.register import COUNTRY, Register

__all__ = ["COUNTRY", "FOLDER", "Edition", "Register", "edition", "load_register"]
