"""Paragraphs and runs as XML of WordprocessingML: python-docx takes a millisecond for each."""

from __future__ import annotations

from html import escape
from typing import Final

from qingyuan.formats.writers.legible import legible

_BREAKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def run_xml(text: str, properties: str = "") -> str:
    r"""A run of text with the content of its `w:rPr`; line feeds and tabs are elements.

    >>> run_xml("甲\n<乙>", "<w:b/>")
    '<w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t><w:br/><w:t>&lt;乙&gt;</w:t></w:r>'
    """
    content, piece = [], ""
    for character in f"{legible(text)}\n":
        if character in _BREAKS:
            content += [_piece_xml(piece), _BREAKS[character]]
            piece = ""
        else:
            piece += character
    content.pop()
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{''.join(content)}</w:r>"


def paragraph_xml(  # noqa: PLR0913 - each is one element, in the order that the schema demands
    runs: str,
    *,
    style: str = "",
    keep_next: bool = False,
    new_page: bool = False,
    indent: str = "",
    alignment: str = "",
) -> str:
    """A paragraph of finished runs; `style` is a style's name, `indent` attributes of `w:ind`."""
    properties = (
        (f'<w:pStyle w:val="{style_id(style)}"/>' if style else "")
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + (f"<w:ind {indent}/>" if indent else "")
        + (f'<w:jc w:val="{alignment}"/>' if alignment else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def style_id(name: str) -> str:
    """The key of a style, by which paragraphs name it.

    >>> style_id("Heading 1")
    'Heading1'
    """
    return name.replace(" ", "")


def _piece_xml(piece: str) -> str:
    if not piece:
        return ""
    space = "" if piece == piece.strip() else ' xml:space="preserve"'
    return f"<w:t{space}>{escape(piece, quote=False)}</w:t>"
