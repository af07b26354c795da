"""The package (zip file) of a workbook: sheets as they come, all other parts around them."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

from qingyuan.formats.writers.xlsx_stream import StreamedWorkbook, StreamedWorksheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A third of the time of zlib's own level, at files larger by a quarter.
_LEVEL: Final = 2


class SheetPackage:
    """A workbook and the package into which its sheets go one after the other.

    Attributes:
        workbook: XlsxWriter's, for formats, sheets and properties.
    """

    def __init__(self, package: ZipFile, properties: dict[str, Any]) -> None:
        self._package = package
        self._rest = BytesIO()
        self.workbook = StreamedWorkbook(self._rest, {"in_memory": True})
        self.workbook.set_properties(properties)
        # Upload forms and mail filters look at the first entries only (libmagic: `_rels/.rels`,
        # and `xl/` in the fourth): they must still see a workbook.
        for name, text in self.workbook.opening_parts().items():
            self._add(name, text.encode())

    def add_worksheet(self, name: str) -> Any:
        """Add a `StreamedWorksheet` to the workbook; the first is the one shown on opening."""
        worksheet = self.workbook.add_worksheet(name, worksheet_class=StreamedWorksheet)
        if len(self.workbook.worksheets()) == 1:
            worksheet.activate()
        return worksheet

    @contextmanager
    def sheet_part(self) -> Iterator[IO[bytes]]:
        """The part of the sheet that was added last to the workbook, open for writing."""
        number = len(self.workbook.worksheets())
        with self._package.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
            yield part

    def finish(self) -> None:
        """Add what XlsxWriter can write only once all sheets are known."""
        self.workbook.close()
        present = set(self._package.namelist())
        with ZipFile(self._rest) as rest:
            for name in rest.namelist():
                if name not in present:
                    self._add(name, rest.read(name))

    def _add(self, name: str, content: bytes) -> None:
        # Opened by name, an entry bears the earliest date and no clock.
        with self._package.open(name, "w") as part:
            part.write(content)


@contextmanager
def sheet_package(path: Path, properties: dict[str, Any]) -> Iterator[SheetPackage]:
    """Open a new package at `path`; it is finished when all went well."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as opened:
        package = SheetPackage(opened, properties)
        yield package
        package.finish()
