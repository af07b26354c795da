"""The kinds of file that schools send."""

from __future__ import annotations

from enum import StrEnum


class FileType(StrEnum):
    """What a file is by its content, whatever its name says."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    ZIP = "zip"
    TEXT_TABLE = "csv"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"

    XLSB = "xlsb"
    OLD_XLS = "old_xls"
    MHT = "mht"
    DOC = "doc"
    RTF = "rtf"
    PPT = "ppt"
    PDF = "pdf"
    OFD = "ofd"
    IMAGE = "image"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    ENCRYPTED = "encrypted"
    OTHER_XML = "other_xml"
    JUNK = "junk"
    EMPTY = "empty"
    UNKNOWN = "unknown"
