"""The package around the document: no clock in it, and a second choice for each font."""

from __future__ import annotations

from datetime import datetime, time
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qingyuan.formats.writers.legible import legible

if TYPE_CHECKING:
    from docx.document import Document

    from qingyuan.core.reports.blocks import Paper
    from qingyuan.core.reports.official_form import OfficialForm

_FONT_TABLE: Final = "word/fontTable.xml"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_UNUSED: Final = ("/stylesWithEffects", "/numbering", "/thumbnail", "/customXml")
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
# What Word takes where an office computer lacks the font named in the standard.
_SECOND_CHOICES: Final = {
    "方正小标宋简体": "方正小标宋_GBK;华文中宋;宋体",
    "仿宋_GB2312": "仿宋;FangSong",
    "楷体_GB2312": "楷体;KaiTi",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


def drop_unused_parts(document: Document) -> None:
    """Leave out what python-docx's template has for others, a false preview among it."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(_UNUSED):
                del relations[key]


def describe(document: Document, paper: Paper) -> None:
    """Fill in the core properties, which the template would fill with its own."""
    properties = document.core_properties
    properties.title = legible(paper.title)
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "zh-CN"
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(paper.made_on, time())


def repacked(package: bytes, form: OfficialForm) -> bytes:
    """The same package with fixed times and our font table."""
    repacked_file = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(repacked_file, "w") as new:
        for name in old.namelist():
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, _font_table(form) if name == _FONT_TABLE else old.read(name))
    return repacked_file.getvalue()


def _font_table(form: OfficialForm) -> bytes:
    names = sorted(
        {
            form.title_font,
            form.body_font,
            form.heading1_font,
            form.heading2_font,
            form.table_font,
            form.table_header_font,
            form.page_number_font,
        }
    )
    fonts = "".join(map(_font, names))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{_NAMESPACE}">{fonts}</w:fonts>'.encode()


def _font(name: str) -> str:
    second = _SECOND_CHOICES.get(name)
    alternative = f'<w:altName w:val="{escape(second)}"/>' if second else ""
    # Charset 86 (hexadecimal) is GB 2312: Word then falls back to a Chinese font in any case.
    return f'<w:font w:name="{escape(name)}">{alternative}<w:charset w:val="86"/></w:font>'
