"""XML parts of a document: UTF-8, without a DTD, in the transitional namespaces."""

from __future__ import annotations

import re
from typing import Final

from qingyuan.formats.limits.refused import Refused, damaged

_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF8: Final = frozenset({b"utf-8", b"utf8", b"us-ascii", b"ascii"})
_KNOWN: Final = frozenset(
    {
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "gbk",
        "gb2312",
        "gb18030",
        "big5",
        "iso-8859-1",
        "windows-1252",
    }
)

_USUAL: Final = (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="utf-8"')
"""How nearly all parts begin: nothing about their encoding is in doubt."""

_ROOT_BYTES: Final = 4096
"""Namespaces are declared on the root element, at the start."""

_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_TRANSITIONAL: Final = (
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
)


def plain(raw: bytes, name: str) -> bytes:
    """The part as UTF-8 with transitional namespaces.

    Readers take a part in UTF-16 for an empty one, and a strict document for an empty one, without
    a word; so both are rewritten here.

    Raises:
        Refused: a DTD or entity declaration, an unknown encoding, or something that is not XML.
    """
    text = raw if raw.startswith(_USUAL) else _as_utf8(raw, name)
    if b"!" in text and b"<!" in text and _DTD.search(text):
        raise Refused(
            f"文件内部（{name}）带有实体声明，可能是恶意文件，没有读取；请另存为新文件后再放入",
            code="xml_entities",
        )
    if text.find(_STRICT, 0, _ROOT_BYTES) >= 0:
        for strict, transitional in _TRANSITIONAL:
            old, new = _STRICT + strict, b"http://schemas.openxmlformats.org/" + transitional
            text = text.replace(old, new)
    return text


def _as_utf8(raw: bytes, name: str) -> bytes:
    head = raw[:4]
    if head[:3] == b"\xef\xbb\xbf":
        raw = raw[3:]
    elif head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _recode(raw, "utf-16", name)
    elif head[:2] in (b"<\0", b"\0<"):
        return _recode(raw, "utf-16-le" if head[:1] == b"<" else "utf-16-be", name)
    if raw[:64].lstrip()[:1] != b"<":
        raise damaged(f"{name} 不是有效的 XML")
    declared = _DECLARED.match(raw[:200])
    if declared is None or declared[1].lower() in _UTF8:
        return raw
    encoding = declared[1].decode().lower()
    # Declared as UTF-16, yet one byte a character: the declaration is what is wrong.
    return _recode(raw, "utf-8" if encoding.startswith("utf-16") else encoding, name)


def _recode(raw: bytes, encoding: str, name: str) -> bytes:
    if encoding not in _KNOWN:
        raise damaged(f"{name} 的编码 {encoding} 无法识别")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise damaged(f"{name} 的文字编码有误") from None
    return _DECLARATION.sub("", text.lstrip("\ufeff"), count=1).encode()
