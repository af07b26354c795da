"""Bytes of a text file into text: which encoding a Chinese office machine used."""

from __future__ import annotations

import codecs
from typing import Final

from qingyuan.formats.limits.refused import Refused

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536
_CONTROL: Final = bytes(byte for byte in range(32) if byte not in b"\t\n\r\x0b\x0c\x1a\x1b\0")


def decode(data: bytes) -> str:
    """The text, with stray NUL bytes dropped.

    Tried in turn: a byte order mark, UTF-16 without one, UTF-8, GB18030, and what
    charset-normalizer makes of the rest (Big5 mostly).

    Raises:
        Refused: none of them fits without damage.
    """
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding:
        return _decoded(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _legacy(data)
    return text.replace("\0", "")


def peek(data: bytes) -> str | None:
    """The start of the text, good enough to look for words; None for what is not text."""
    sample = data[:_SAMPLE]
    encoding = _marked(sample) or _unmarked_utf16(sample)
    if encoding:
        return sample[: len(sample) & ~3].decode(encoding, "ignore").lstrip()
    odd = len(sample) - len(sample.translate(None, _CONTROL))
    if odd * 100 > len(sample) or sample.count(0) * 20 > len(sample):
        return None
    return sample.decode("latin-1").lstrip()


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return None


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 shows as NUL bytes on one side only: the high bytes of commas and digits."""
    sample = data[:_SAMPLE]
    high_first, high_last = sample[::2].count(0), sample[1::2].count(0)
    if high_first + high_last < 2 or (high_first and high_last):
        return None
    encoding = "utf-16-be" if high_first else "utf-16-le"
    try:
        text = sample[: len(sample) & ~3].decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding if "\n" in text or "," in text or "\t" in text else None


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).replace("\0", "")
    except UnicodeDecodeError:
        raise _unknown_encoding() from None


def _legacy(data: bytes) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return _guessed(data)
    return text if _is_everyday_chinese(text) else _big5_or(text, data)


def _is_everyday_chinese(text: str) -> bool:
    """Whether most characters are those of GB 2312; Big5 read as GB18030 is mostly rare ones."""
    wide = "".join(character for character in text[:_SAMPLE] if character > "\x7f")
    return len(wide.encode("gb2312", "ignore")) >= 2 * 0.7 * len(wide)


def _big5_or(text: str, data: bytes) -> str:
    try:
        other = data.decode("big5")
    except UnicodeDecodeError:
        return text
    wide = [character for character in other[:_SAMPLE] if character > "\x7f"]
    everyday = sum("\xa1" <= chr(_lead_byte(character)) <= "\xc6" for character in wide)
    return other if everyday >= 0.9 * len(wide) else text


def _lead_byte(character: str) -> int:
    """Big5 puts the 5,401 everyday characters at lead bytes A4 to C6, signs before them."""
    return character.encode("big5")[0]


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 40 ms that few files need

    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "cp950", "gb18030"]).best()
    if best is None:
        raise _unknown_encoding()
    return _decoded(data, best.encoding)


def _unknown_encoding() -> Refused:
    return Refused(
        "文字编码无法识别，读出来会是乱码；请用 Excel 或 WPS 打开后另存为 .xlsx 再放入",
        code="unknown_encoding",
    )
