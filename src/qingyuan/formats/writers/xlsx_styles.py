"""Fonts, borders and fills of a workbook, each format made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from qingyuan.core.reports.sheet import Align

TITLE_FONT: Final = "方正小标宋简体"
HEADER_FONT: Final = "黑体"
BODY_FONT: Final = "仿宋_GB2312"
BODY_SIZE: Final = 10.5  # 五号: a half-width character is exactly one unit of column width
TITLE_SIZE: Final = 20
# Names the script (GB 2312), so that a computer without the font picks another Chinese one.
_GB2312: Final = 134
_ADDED_FILL: Final = "#E7E6E6"
_THIN, _MEDIUM = 1, 2


@dataclass(slots=True)
class Styles:
    """The formats of one workbook (`book` is an `xlsxwriter.Workbook`)."""

    book: Any
    _made: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def label(self) -> Any:
        """附件 1 above the title."""
        return self._format(font_name=HEADER_FONT, font_size=14, valign="vcenter")

    def title(self) -> Any:
        """The title, over all columns."""
        return self._format(
            font_name=TITLE_FONT,
            font_size=TITLE_SIZE,
            align="center",
            valign="vcenter",
            text_wrap=True,
        )

    def line(self) -> Any:
        """The lines above the table and the notes below it."""
        return self._format(
            font_name=BODY_FONT, font_size=BODY_SIZE, text_wrap=True, valign="vcenter"
        )

    def header(self, *, added: bool) -> Any:
        """A column's title; columns that the notice does not have are shaded."""
        look: dict[str, object] = {"bg_color": _ADDED_FILL} if added else {}
        return self._format(
            font_name=HEADER_FONT,
            font_size=BODY_SIZE,
            border=_THIN,
            align="center",
            valign="vcenter",
            text_wrap=True,
            **look,
        )

    def body(self, align: Align, *, starts_group: bool = False) -> Any:
        """A cell of the table.

        The format is text (`@`): a clerk who edits `=1+1` gets a text back, not a formula.
        """
        return self._format(
            font_name=BODY_FONT,
            font_size=BODY_SIZE,
            border=_THIN,
            top=_MEDIUM if starts_group else _THIN,
            align=align.value,
            valign="vcenter",
            text_wrap=True,
            num_format="@",
        )

    def link(self, align: Align) -> Any:
        """A cell that opens another of our files."""
        return self._format(
            font_name=BODY_FONT,
            font_size=BODY_SIZE,
            border=_THIN,
            align=align.value,
            valign="vcenter",
            text_wrap=True,
            font_color="#0563C1",
            underline=1,
        )

    def _format(self, **look: object) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"font_charset": _GB2312, **look})
        return self._made[key]
