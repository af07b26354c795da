"""CSV in the encodings of Chinese offices, and HTML saved as xls."""

import csv
from html import escape
from io import StringIO

from benchmarks.inbox.grid import Grid, shown

CSV_ENCODINGS = (("gb18030", 5.0), ("utf-8-sig", 3.0), ("utf-8", 2.0))


_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset={}"></head>'
    '<body><table border="1">'
)


def write_csv(grid: Grid, encoding: str) -> bytes:
    """One sheet as Excel exports it: merged cells leave blanks, every line equally wide."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(
        [shown(v) for v in row] for row in grid.rows()
    )
    return text.getvalue().encode(encoding)


def write_html(grid: Grid, encoding: str) -> bytes:
    """One sheet as a web page with one table, as web systems export "Excel"."""
    heads = {(m[0], m[1]): m for m in grid.merges}
    covered = {
        (r, c) for m in grid.merges for r in range(m[0], m[2] + 1) for c in range(m[1], m[3] + 1)
    } - set(heads)
    parts = [_HEAD.format(encoding)]
    for row, values in enumerate(grid.rows()):
        parts.append("<tr>")
        for column, value in enumerate(values):
            if (row, column) in covered:
                continue
            m = heads.get((row, column), (row, column, row, column))
            span = (
                f' rowspan="{m[2] - m[0] + 1}" colspan="{m[3] - m[1] + 1}"'
                if m[:2] != m[2:]
                else ""
            )
            parts.append(f"<td{span}>{escape(shown(value)).replace(chr(10), '<br>')}</td>")
        parts.append("</tr>")
    return ("".join(parts) + "</table></body></html>").encode(encoding, "xmlcharrefreplace")
