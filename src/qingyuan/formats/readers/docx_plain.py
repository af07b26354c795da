"""A Word tree made plain, so that what a reader sees in it is all in `w:t`.

Each step runs only where the document's bytes hold its word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingyuan.formats.readers.symbols import EMPTY_BOX, TICKED_BOX, symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PARAGRAPH: Final = f"{W}p"
TABLE: Final = f"{W}tbl"
TEXT: Final = f"{W}t"
_RUN: Final = f"{W}r"
_VALUE: Final = f"{W}val"
_OFF: Final = frozenset({"0", "false", "off"})
_BREAKS: Final = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}ptab": " "}
_BREAKS_AND_HYPHENS: Final = _BREAKS | {f"{W}noBreakHyphen": "-"}


def make_plain(root: etree._Element, xml: bytes) -> None:
    """Change the tree in place; `xml` are the bytes that it was parsed from."""
    # One walk tells that most documents hold none of them, for less than a look for each word.
    if next(root.iter(*_ODD), None) is None:
        return
    for word, step in _STEPS:
        if word in xml:
            step(root)


def _drop_fallbacks(root: etree._Element) -> None:
    """The same text box stands twice: for new programs and for old ones."""
    for block in list(root.iter(f"{_MC}AlternateContent")):
        choices = block.findall(f"{_MC}Choice")
        for child in list(block):
            if choices and child is not choices[0]:
                block.remove(child)


def _drop_deleted(root: etree._Element) -> None:
    """Tracked deletions and the places that text was moved away from; whole rows too."""
    for mark in list(root.iter(f"{W}del", f"{W}moveFrom")):
        properties = mark.getparent()
        if properties is None:
            continue
        if properties.tag == f"{W}trPr":
            _remove(properties.getparent())
        elif properties.tag != f"{W}rPr":
            _remove(mark)


def _drop_ruby(root: etree._Element) -> None:
    """Pronunciation above a character is no text of its own."""
    for reading in list(root.iter(f"{W}rt")):
        _remove(reading)


def _drop_placeholders(root: etree._Element) -> None:
    """The grey "单击此处输入文字" of a content control that nobody filled in."""
    for mark in list(root.iter(f"{W}showingPlcHdr")):
        properties = mark.getparent()
        if properties is None or mark.get(_VALUE) in _OFF or _is_checkbox(properties):
            continue
        control = properties.getparent()
        if control is not None:
            for text in list(control.iter(TEXT)):
                text.text = ""


def _is_checkbox(properties: etree._Element) -> bool:
    return properties.find(f"{_W14}checkbox") is not None


def _write_breaks(root: etree._Element) -> None:
    """Breaks and tabs in a run become text; the same words in properties are tab stops."""
    for mark in list(root.iter(*_BREAKS_AND_HYPHENS)):
        parent = mark.getparent()
        if parent is not None and parent.tag == _RUN:
            _become_text(mark, _BREAKS_AND_HYPHENS[str(mark.tag)])


def _write_symbols(root: etree._Element) -> None:
    """Characters of a symbol font, most of them ticks."""
    for mark in list(root.iter(f"{W}sym")):
        _become_text(mark, symbol(mark.get(f"{W}font", ""), mark.get(f"{W}char", "")))


def _write_checkboxes(root: etree._Element) -> None:
    """Tick boxes of content controls, by their state rather than by the glyph shown."""
    for box in list(root.iter(f"{_W14}checkbox")):
        properties = box.getparent()
        control = None if properties is None else properties.getparent()
        if control is None:
            continue
        state = box.find(f"{_W14}checked")
        ticked = state is not None and state.get(f"{_W14}val", "1") not in _OFF
        for at, text in enumerate(list(control.iter(TEXT))):
            text.text = "" if at else (TICKED_BOX if ticked else EMPTY_BOX)


def _write_form_fields(root: etree._Element) -> None:
    """Tick boxes and lists of the old form fields keep their state beside the text."""
    for box in list(root.iter(f"{W}checkBox")):
        _write_field(box, TICKED_BOX if _is_ticked(box) else EMPTY_BOX)
    for choices in list(root.iter(f"{W}ddList")):
        entries = [entry.get(_VALUE, "") for entry in choices.iterfind(f"{W}listEntry")]
        result = choices.find(f"{W}result")
        written = "0" if result is None else result.get(_VALUE, "0")
        chosen = int(written) if written.isascii() and written.isdigit() else 0
        _write_field(choices, entries[chosen] if chosen < len(entries) else "")


def _is_ticked(box: etree._Element) -> bool:
    for name in ("checked", "default"):
        mark = box.find(W + name)
        if mark is not None:
            return mark.get(_VALUE, "1") not in _OFF
    return False


def _write_field(mark: etree._Element, text: str) -> None:
    """Put the text where the field begins: `w:r/w:fldChar/w:ffData/mark`."""
    for run in mark.iterancestors(_RUN):
        added = run.makeelement(TEXT)
        added.text = text
        run.append(added)
        return


def _lay_text_boxes_flat(root: etree._Element) -> None:
    """A text box's paragraphs and tables follow the paragraph that it hangs on."""
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        anchor = next(box.iterancestors(PARAGRAPH), None)
        if anchor is not None:
            for child in reversed(box):
                anchor.addnext(child)


def _become_text(mark: etree._Element, text: str) -> None:
    mark.tag = TEXT
    mark.text = text


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if parent is not None and element is not None:
        parent.remove(element)


_ODD: Final = (
    f"{_MC}AlternateContent",
    f"{_W14}checkbox",
    *(f"{W}{name}" for name in ("del", "moveFrom", "rt", "sym", "showingPlcHdr", "txbxContent")),
    *(f"{W}{name}" for name in ("checkBox", "ddList")),
    *_BREAKS_AND_HYPHENS,
)
"""All that the steps below look for."""

# In this order: what is gone first, then what is written, then what is moved.
_STEPS: Final[tuple[tuple[bytes, Callable[[etree._Element], None]], ...]] = (
    (b"AlternateContent", _drop_fallbacks),
    (b"moveFrom", _drop_deleted),
    (b":del", _drop_deleted),
    (b"ruby", _drop_ruby),
    (b"sym ", _write_symbols),
    (b"checkbox", _write_checkboxes),
    (b"showingPlcHdr", _drop_placeholders),
    (b"ffData", _write_form_fields),
    (b":br", _write_breaks),
    (b":cr", _write_breaks),
    (b"tab/>", _write_breaks),
    (b"oBreakHyphen", _write_breaks),
    (b"txbxContent", _lay_text_boxes_flat),
)
