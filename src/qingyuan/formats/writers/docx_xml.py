"""Elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def element(tag: str, **attributes: str | int) -> BaseOxmlElement:
    """An element with attributes of the same namespace: `element("w:ind", left=20)`."""
    made = cast("BaseOxmlElement", OxmlElement(tag))
    set_attributes(made, tag.split(":", maxsplit=1)[0], **attributes)
    return made


def set_attributes(made: BaseOxmlElement, prefix: str, **attributes: str | int) -> None:
    """Set attributes of one namespace on an element."""
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))


def set_fonts(properties: BaseOxmlElement, latin: str, chinese: str) -> None:
    """Name the fonts of an `rPr` for each script; a theme's fonts would win over names."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("w:rFonts")
        properties.insert(0, fonts)
    for name in _THEME_FONTS:
        fonts.attrib.pop(qn(f"w:{name}"), "")
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{name}"), font)
