"""OpenDocument spreadsheets, written as XML."""

import zipfile
from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from benchmarks.inbox.grid import Formula, Grid, Value, shown
from benchmarks.inbox.writers.xlsx import FIXED

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    '<office:automatic-styles><style:style style:name="shown" style:family="table">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    "<office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _cell(value: Value, span: str, covered: bool) -> str:
    name = "covered-table-cell" if covered else "table-cell"
    if isinstance(value, Formula):
        value = value.value
    if value is None:
        return f"<table:{name}{span}/>"
    text = "".join(f"<text:p>{_spaced(part)}</text:p>" for part in shown(value).split("\n"))
    kind = 'office:value-type="string"'
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:{name}{span} {kind}>{text}</table:{name}>"


def _spaced(text: str) -> str:
    return escape(text).replace("  ", " <text:s/>")


def _table(grid: Grid) -> str:
    spans = {(m[0], m[1]): m for m in grid.merges}
    covered = {
        (r, c) for m in grid.merges for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)
    } - set(spans)
    style = "hidden" if grid.hidden else "shown"
    parts = [f'<table:table table:name={quoteattr(grid.name)} table:style-name="{style}">']
    for row, values in enumerate(grid.rows()):
        parts.append("<table:table-row>")
        for column, value in enumerate(values):
            span = ""
            if (row, column) in spans:
                m = spans[row, column]
                span = (
                    f' table:number-columns-spanned="{m[3] - m[1] + 1}"'
                    f' table:number-rows-spanned="{m[2] - m[0] + 1}"'
                )
            parts.append(_cell(value, span, (row, column) in covered))
        parts.append("</table:table-row>")
    parts.append(
        '<table:table-row table:number-rows-repeated="1000"><table:table-cell/></table:table-row>'
    )
    return "".join(parts) + "</table:table>"


def write_ods(grids: list[Grid], *, stamp: int = 0) -> bytes:
    """A spreadsheet; `stamp` makes equal content differ."""
    content = _HEAD + "".join(map(_table, grids)) + "</office:spreadsheet></office:body>"
    content += f"<!-- {stamp} --></office:document-content>"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(zipfile.ZipInfo("mimetype", FIXED), _TYPE)
        for name, part in (("content.xml", content), ("META-INF/manifest.xml", _MANIFEST)):
            package.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
