"""Cell addresses as a clerk reads them: `C7` is row 7, column 3."""

from __future__ import annotations


def column_number(letters: bytes | str) -> int:
    """The 1-based number of a column.

    >>> column_number("A"), column_number("IV"), column_number(b"XFD")
    (1, 256, 16384)
    """
    raw = letters.encode() if isinstance(letters, str) else letters
    number = 0
    for letter in raw:
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a 1-based column.

    >>> column_letters(1), column_letters(256), column_letters(16384)
    ('A', 'IV', 'XFD')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """The address of a 0-based row and column.

    >>> cell_address(6, 2)
    'C7'
    """
    return f"{column_letters(column + 1)}{row + 1}"
