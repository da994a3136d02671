"""Which format a file has: by the ending of its name, else by how its content begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.messages import message
from kg.read.options import Format
from kg.read.signatures import recognise

SUFFIXES: Final[dict[str, Format]] = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "htm": "html",
    "html": "html",
    "shtml": "html",
    "xhtml": "html",
    "docx": "docx",
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "pdf": "pdf",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "csv": "csv",
    "tsv": "tsv",
    "tab": "tsv",
    "parquet": "parquet",
    "pq": "parquet",
    "zip": "zip",
}

# Endings of files that may well hold notices but cannot be read: never passed over in silence.
REFUSED: Final[Mapping[str, str]] = (
    dict.fromkeys(("doc", "docm", "dotx", "wps", "dot", "rtf", "odt", "pages"), message("save it as .docx"))
    | dict.fromkeys(("xls", "et", "ods", "numbers"), message("save it as .xlsx, or the sheet as CSV in UTF-8"))
    | dict.fromkeys(("ppt", "pptx", "dps"), message("save its text as .txt"))
    | dict.fromkeys(("ofd", "ceb", "cebx", "caj"), message("save it as PDF with a text layer"))
    | dict.fromkeys(("mht", "mhtml", "eml", "msg"), message("save the page as .html"))
    | dict.fromkeys(
        ("rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "zst"), message("unpack it, or pack the files as zip")
    )
    | dict.fromkeys(("json",), message("give JSON lines (.jsonl), one object on each line"))
)

# Endings of files that lie beside notices (what a saved page needs, annotations, code, our own outputs): passed over
# in folders and archives. An ending that stands in no table is no ending: 会议2023.11.09 is read by its content.
_BESIDE: Final = (
    "json png jpg jpeg gif bmp webp svg ico tif tiff psd mp3 mp4 avi mov wav wmv flv m4a css js mjs map woff woff2 ttf "
    "otf eot xml xsl yaml yml toml ini cfg conf lock log py sh bat java c h rs go ipynb sql db sqlite ttl nt nq trig "
    "jsonld rdf owl graphml gexf bak tmp swp part crdownload exe dll so apk iso url lnk webloc"
)
BESIDE: Final = frozenset(_BESIDE.split())
PICTURES: Final = frozenset({"png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"})
"""Endings of what may be scans: passed over as well, but a build names them."""


def suffix_of(name: str) -> str:
    """What follows the last dot of the last part of ``name``, in lower case; empty where there is none."""
    last = name.replace("\\", "/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    return suffix.lower() if dot and stem else ""


def is_beside(name: str) -> bool:
    """Whether a file in a folder or archive is none of ours: hidden, a lock or system file, or of a foreign kind."""
    parts = name.replace("\\", "/").split("/")
    if any(map(is_hidden, parts)):
        return True
    last = parts[-1].lower()
    if last.startswith("~$") or last in ("thumbs.db", "desktop.ini") or suffix_of(last) in BESIDE:
        return True
    return last.partition(".")[0].partition("-")[0] in _ABOUT


def is_hidden(part: str) -> bool:
    """Whether one part of a path is hidden, or what macOS puts into archives."""
    return bool(part.startswith(".") and part.strip(".")) or part == "__MACOSX"


# Files that tell people about a folder; as notices they would only be counted as failures or as empty meetings.
_ABOUT = frozenset({"readme", "license", "licence", "changelog", "contributing", "notice_of_licence", "authors"})


def sniff(head: bytes) -> Format:
    """The format that the first bytes show; text where they show none."""
    match recognise(head):
        case (("a PDF file"), _):
            return "pdf"
        case (("a zip archive or Office document" | "an empty zip archive"), _):
            return "zip"
        case (("a Parquet file"), _):
            return "parquet"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml")):
        return "html"
    if start.startswith((b'{"', b'{ "')):
        return "jsonl"
    return "text"
