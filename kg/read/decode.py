"""From bytes to text, without a guess that could be wrong in silence.

Order: a byte order mark; UTF-8, whose valid byte patterns do not arise by chance in Chinese text of other encodings;
the encoding that the page declares; else GB18030, Big5 and UTF-16 without mark, each decoded strictly, and judged by
what share of its characters is common in Chinese. The best must look like Chinese and leave the second well behind.
"""

from __future__ import annotations

import codecs
import contextlib
import re
from typing import Final, NamedTuple

from kg.messages import message
from kg.read.outcome import Unreadable

# Longest first: the mark of UTF-16 LE begins that of UTF-32 LE.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Names that pages and people write, and the superset that decodes all they mean by them.
_SUPERSETS: Final = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "ms936": "gb18030", "big5": "big5"}
# Big5 as the standard has it, then as Windows and as Hong Kong extended it.
_BIG5: Final = ("big5", "cp950", "big5hkscs")
_CJK: Final = re.compile("[\u3000-\u9fff\uff01-\uff5e]")
_CONTROL: Final = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f]")
_ADVICE: Final = message("save it as UTF-8, or name its encoding (--encoding)")


class Decoded(NamedTuple):
    """The text without its byte order mark, and the encoding that gave it (a Python codec's name)."""

    text: str
    encoding: str


def decode(data: bytes, *, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """The text of ``data``.

    ``encoding`` is the user's word and the only one tried; ``declared`` is a page's own, which must prove plausible.
    Raises Unreadable where no encoding fits, or two fit alike.
    """
    wanted = None if encoding is None else codec_name(encoding)
    for mark, marked in _MARKS:
        # "utf-16" of the user's goes with the mark of either order.
        if data.startswith(mark) and (wanted is None or marked.startswith(wanted)):
            return Decoded(strictly(data[len(mark) :], marked, len(mark)), marked)
    if wanted is not None:
        return Decoded(strictly(data, wanted), wanted)
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # UTF-16 of a few characters can be bytes of ASCII alone, but then some are control characters.
            if _CJK.search(text) or (text.isascii() and not _CONTROL.search(text)):
                return Decoded(text, "utf-8")
    return _most_plausible(data, declared)


def codec_name(name: str) -> str:
    """The codec for an encoding's name, GB2312 and GBK widened to GB18030. Raises Unreadable for an unknown name."""
    try:
        plain = codecs.lookup(name.strip()).name
        # Codecs such as "hex" or "zlib" turn bytes into bytes; bytes.decode takes only those for text.
        with contextlib.suppress(UnicodeError):
            b"\n".decode(plain)
    except (LookupError, ValueError):
        raise Unreadable(
            message("the encoding {name!r} is unknown: use one such as utf-8, gb18030, big5, utf-16", name=name)
        ) from None
    return _SUPERSETS.get(plain, plain)


def strictly(data: bytes, encoding: str, skipped: int = 0) -> str:
    """``data`` in ``encoding``. Raises Unreadable naming the first byte that is not, counted from ``skipped``."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_names_byte(error, data, skipped)) from None


def _names_byte(error: UnicodeDecodeError, data: bytes, skipped: int = 0) -> str:
    at = error.start
    return message(
        "{value} at offset {offset} is not valid {encoding}{cut}: {advice}",
        value=message("byte 0x{byte:02X}", byte=data[at]) if at < len(data) else message("the end"),
        offset=at + skipped,
        encoding=error.encoding.upper(),
        cut=message(", and the file ends there (cut off?)") if error.end >= len(data) else "",
        advice=_ADVICE,
    )


def _most_plausible(data: bytes, declared: str | None) -> Decoded:
    from kg.read.plausible import ENOUGH, MARGIN, plausibility

    found: list[tuple[float, Decoded]] = []
    for encoding in _candidates(data, declared):
        if encoding in _BIG5 and any(other.encoding in _BIG5 for _, other in found):
            continue  # the three differ in a handful of signs; the first that decodes all is meant
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        found.append((plausibility(text), Decoded(text, encoding)))
    found.sort(key=lambda scored: scored[0], reverse=True)
    if found and found[0][0] >= ENOUGH:
        best = found[0]
        others = [score for score, other in found[1:] if other.text != best[1].text]
        if not others or best[0] - others[0] >= MARGIN:
            return best[1]
        raise Unreadable(
            message(
                "could be {encoding} or another encoding alike: name it (--encoding)", encoding=best[1].encoding.upper()
            )
        )
    if b"\0" in data:
        raise Unreadable(
            message(
                "holds NUL bytes (the first at offset {offset}), so it is no text: leave it out", offset=data.index(0)
            )
        )
    try:
        # UTF-8 without one Chinese character is right where no other reading is Chinese.
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_reason(error, data)) from None


def _candidates(data: bytes, declared: str | None) -> list[str]:
    names: list[str] = []
    if declared is not None:
        # An unknown name is a page's slip; the usual encodings are still tried.
        with contextlib.suppress(Unreadable):
            names.append(codec_name(declared))
    if b"\0" not in data:
        names += ["gb18030", *_BIG5]
    if len(data) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    return list(dict.fromkeys(names))


def _reason(utf8: UnicodeDecodeError, data: bytes) -> str:
    """Which byte to name: UTF-8's where Chinese came before it, else GB18030's, the likeliest of the others."""
    if _CJK.search(data[: utf8.start].decode("utf-8", errors="ignore")):
        return _names_byte(utf8, data)
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as error:
        return _names_byte(error, data)
    return message("{what}; as GB18030, Big5 or UTF-16 it does not read as Chinese", what=_names_byte(utf8, data))
