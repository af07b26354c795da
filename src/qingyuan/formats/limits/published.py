"""The limits on what comes from outside; the manual's table is made from these constants.

Chosen from 657 honest office and OFD files: unpacked ratio median 3.2, 99 % below 16, worst 33;
at most 188 parts and 14 MB unpacked.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1024 * 1024

UPLOAD_BYTES: Final = 50 * MEGABYTE
"""A file as it arrives."""

UNPACKED_BYTES: Final = 200 * MEGABYTE
"""Everything that is unpacked from one file."""

ENTRY_BYTES: Final = 100 * MEGABYTE
"""One part of a document, or one member of an archive, unpacked."""

SHEET_BYTES: Final = 400 * MEGABYTE
"""A worksheet, unpacked, with its empty stretches, which are not kept."""

RATIO: Final = 100
"""Unpacked to packed size, for entries above `RATIO_FROM_BYTES`."""

RATIO_FROM_BYTES: Final = MEGABYTE

DOCUMENT_PARTS: Final = 2_000
ARCHIVE_MEMBERS: Final = 10_000
ARCHIVE_NESTING: Final = 3

SHEET_ROWS: Final = 200_000
SHEET_COLUMNS: Final = 256
SHEET_CELLS: Final = 4_000_000
"""Rows times columns of the used area: readers hold it dense."""

SHEET_MERGES: Final = 50_000
CELL_CHARACTERS: Final = 32_767

READER_SECONDS: Final = 10.0
READER_MEGABYTES: Final = 500
