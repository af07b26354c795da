"""Word documents, written as XML: paragraphs and tables as Word and WPS leave them."""

import random
import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

from benchmarks.inbox.grid import Grid, shown
from benchmarks.inbox.writers.xlsx import FIXED

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)


class DocxWriter:
    """Writes one document. `tracked` strews tracked changes, `controls` content controls."""

    def __init__(self, seed: str, *, tracked: bool = False, controls: bool = False) -> None:
        self.rng = random.Random(seed)
        self.tracked, self.controls = tracked, controls

    def write(self, body: list[str | Grid]) -> bytes:
        """The document's bytes."""
        parts = [self._paragraph(p) if isinstance(p, str) else self._table(p) for p in body]
        rsid = f"{self.rng.randrange(16**8):08X}"
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:document xmlns:w="{_W}"><w:body>{"".join(parts)}'
            f'<w:p/><w:sectPr w:rsidR="{rsid}"/></w:body></w:document>'
        )
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in (
                ("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELS), ("word/document.xml", xml),
            ):  # fmt: skip
                package.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
        return buffer.getvalue()

    def _run(self, text: str) -> str:
        lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
        return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"

    def _runs(self, text: str) -> str:
        """A text in one or more runs, as typing and spelling marks split it."""
        if not text:
            return ""
        cut = self.rng.randint(0, len(text)) if self.rng.random() < 0.3 else 0
        runs = [self._run(part) for part in (text[:cut], text[cut:]) if part]
        if self.tracked and self.rng.random() < 0.3:
            gone = '<w:r><w:delText xml:space="preserve">已删除</w:delText></w:r>'
            runs.insert(0, f'<w:del w:id="1" w:author="填表人">{gone}</w:del>')
            runs[-1] = f'<w:ins w:id="2" w:author="填表人">{runs[-1]}</w:ins>'
        return '<w:proofErr w:type="spellStart"/>'.join(runs)

    def _paragraph(self, text: str) -> str:
        runs = self._runs(text)
        if self.controls and text and self.rng.random() < 0.3:
            runs = f"<w:sdt><w:sdtPr/><w:sdtContent>{runs}</w:sdtContent></w:sdt>"
        return f"<w:p>{runs}</w:p>"

    def _cell(self, text: str, across: int, down: str) -> str:
        span = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        width = f'<w:tcW w:w="{1200 * across}" w:type="dxa"/>'
        split = "\n" in text and self.rng.random() < 0.5
        paragraphs = [self._paragraph(t) for t in (text.split("\n") if split else [text])]
        return f"<w:tc><w:tcPr>{width}{span}{down}</w:tcPr>{''.join(paragraphs)}</w:tc>"

    def _table(self, grid: Grid) -> str:
        heads = {(m[0], m[1]): m for m in grid.merges}
        inside = {(r, m[1]): m for m in grid.merges for r in range(m[0] + 1, m[2] + 1)}
        rows = []
        for row, values in enumerate(grid.rows()):
            cells, column = [], 0
            while column < len(values):
                merge = heads.get((row, column)) or inside.get((row, column))
                across = merge[3] - merge[1] + 1 if merge else 1
                down = ""
                if merge and merge[2] > merge[0]:
                    down = "<w:vMerge/>" if merge[0] < row else '<w:vMerge w:val="restart"/>'
                cells.append(self._cell(shown(values[column]), across, down))
                column += across
            rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
        columns = '<w:gridCol w:w="1200"/>' * grid.width()
        border = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        return f"<w:tbl>{border}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
