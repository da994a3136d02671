"""What a file is by its first bytes, and what to do about it where text was expected."""

from __future__ import annotations

from typing import Final

from kg.messages import message

_PICTURE: Final = (message("a picture"), message("recognise its characters (OCR) and give the text"))
_PACKED: Final = (message("an archive"), message("unpack it, or pack the files as zip"))
_PROGRAM: Final = (message("a program"), message("leave it out"))
_SOUND: Final = (message("a sound or video file"), message("leave it out"))

# (offset, bytes, what it is, what to do). Offsets and values: the formats' own specifications.
SIGNATURES: Final[tuple[tuple[int, bytes, str, str], ...]] = (
    (0, b"%PDF-", message("a PDF file"), message("let its name end in .pdf")),
    (
        0,
        b"PK\x03\x04",
        message("a zip archive or Office document"),
        message("let its name end in .zip, .docx or .xlsx"),
    ),
    (0, b"PK\x05\x06", message("an empty zip archive"), message("leave it out")),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        message("an old Office or WPS file (.doc, .xls, .wps) or a password-protected one"),
        message("save it as .docx without password"),
    ),
    (0, b"{\\rtf", message("an RTF file"), message("save it as .docx or text")),
    (0, b"PAR1", message("a Parquet file"), message("let its name end in .parquet")),
    (0, b"SQLite format 3\0", message("an SQLite database"), message("export the table as CSV")),
    (0, b"\x89PNG\r\n\x1a\n", *_PICTURE),
    (0, b"\xff\xd8\xff", *_PICTURE),
    (0, b"GIF8", *_PICTURE),
    (0, b"II*\0", *_PICTURE),
    (0, b"MM\0*", *_PICTURE),
    (8, b"WEBP", *_PICTURE),
    (0, b"\x1f\x8b", *_PACKED),
    (0, b"7z\xbc\xaf\x27\x1c", *_PACKED),
    (0, b"Rar!\x1a\x07", *_PACKED),
    (0, b"\xfd7zXZ\0", *_PACKED),
    (0, b"BZh", *_PACKED),
    (257, b"ustar", *_PACKED),
    (0, b"\x7fELF", *_PROGRAM),
    (0, b"MZ\x90\0", *_PROGRAM),
    (0, b"ID3", *_SOUND),
    (4, b"ftyp", *_SOUND),
)


def recognise(head: bytes) -> tuple[str, str] | None:
    """What the first bytes (262 are enough) show the file to be, and the advice; None where no signature fits."""
    for offset, signature, what, advice in SIGNATURES:
        if head.startswith(signature, offset):
            return what, advice
    return None
