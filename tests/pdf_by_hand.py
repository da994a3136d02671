"""Small PDF files with Chinese text, written by hand so that tests need no library that writes PDF."""

from __future__ import annotations

import zlib

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


def pdf(*pages: list[tuple[float, float, str]], size: float = 16, encrypt: bytes = b"") -> bytes:
    """A PDF whose pages hold lines of text, each with its left and baseline in points; glyphs are ``size`` wide."""
    objects: dict[int, bytes] = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 6 0 R >>",
        5: _stream(_TO_UNICODE),
        6: b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /ItalicAngle 0 /Ascent 880 /Descent -120"
        b" /CapHeight 700 /StemV 80 /FontBBox [0 -120 1000 880] >>",
    }
    kids = []
    for number, lines in enumerate(pages):
        page, content = 7 + 2 * number, 8 + 2 * number
        kids.append(b"%d 0 R" % page)
        objects[page] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % content
        )
        shown = (
            b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET" % (size, x, y, text.encode("utf-16-be").hex().encode())
            for x, y, text in lines
        )
        objects[content] = _stream(b"\n".join(shown))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects, encrypt)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _file(objects: dict[int, bytes], encrypt: bytes) -> bytes:
    written = bytearray(b"%PDF-1.5\n")
    offsets = {}
    for number in sorted(objects):
        offsets[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for number in sorted(objects):
        written += b"%010d 00000 n \n" % offsets[number]
    written += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, encrypt, start)
    return bytes(written)
