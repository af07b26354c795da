"""The form of an official document (GB/T 9704), as parameters that an office can vary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """Lengths in millimetres, type sizes and pitch in points, fonts by name.

    The defaults are those of GB/T 9704-2012: A4, a text area of 156 by 225 mm with 22 lines of
    28 characters in 3号 (16 pt). Offices use a pitch of 28 to 30 pt.
    """

    page_width: float = 210
    page_height: float = 297
    margin_top: float = 37
    margin_left: float = 28
    text_width: float = 156
    text_height: float = 225
    line_pitch: float = 28.99
    title_font: str = "方正小标宋简体"
    title_size: float = 22
    body_font: str = "仿宋_GB2312"
    body_size: float = 16
    heading1_font: str = "黑体"
    heading2_font: str = "楷体_GB2312"
    table_font: str = "仿宋_GB2312"
    table_header_font: str = "黑体"
    table_size: float = 10.5
    table_pitch: float = 17
    page_number_font: str = "宋体"
    page_number_size: float = 14
    latin_font: str = "Times New Roman"

    @property
    def margin_right(self) -> float:
        """What the text area leaves, in millimetres."""
        return self.page_width - self.margin_left - self.text_width

    @property
    def margin_bottom(self) -> float:
        """What the text area leaves, in millimetres."""
        return self.page_height - self.margin_top - self.text_height
