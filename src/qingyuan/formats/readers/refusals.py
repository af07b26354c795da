"""Why a kind of file is not read, and what to do instead."""

from __future__ import annotations

from typing import Final

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.file_type import FileType

_SENTENCES: Final = {
    FileType.XLSB: "这是二进制 Excel 工作簿（.xlsb），请用 Excel 或 WPS 另存为 .xlsx 后再放入",
    FileType.OLD_XLS: "这是很旧的 Excel 格式（4.0 及以前），请用 WPS 打开后另存为 .xlsx 再放入",
    FileType.MHT: "这是单个网页存档（.mht），请用 Excel 或 WPS 打开后另存为 .xlsx 再放入",
    FileType.DOC: "这是旧版 Word 文档（.doc），请用 Word 或 WPS 另存为 .docx 后再放入",
    FileType.RTF: "这是 RTF 文档，请用 Word 或 WPS 另存为 .docx 后再放入",
    FileType.PPT: "这是演示文稿，不是填报表；如内有填报表，请复制到 .xlsx 后再放入",
    FileType.PDF: "这是 PDF，表格内容无法可靠读取，请向填报人要原来的 Excel 或 Word 文件",
    FileType.OFD: "这是 OFD 版式文件，表格内容无法可靠读取，请向填报人要原来的 Excel 或 Word 文件",
    FileType.IMAGE: "这是图片（照片或扫描件），文字无法读取，请向填报人要原来的 Excel 或 Word 文件",
    FileType.RAR: "这是 RAR 压缩包，无法打开，请解压后放入，或重新压缩为 .zip",
    FileType.SEVEN_ZIP: "这是 7z 等格式的压缩包，无法打开，请解压后放入，或重新压缩为 .zip",
    FileType.ENCRYPTED: "文件加了打开密码，请用密码打开，取消密码保护并保存后再放入",
    FileType.OTHER_XML: "这是 XML 文件，不是能识别的表格，请用 Excel 或 WPS 另存为 .xlsx 后再放入",
    FileType.EMPTY: "文件是空的（0 字节），可能没有传完，请填报人重新发送",
    FileType.UNKNOWN: "认不出这是什么文件（不是 Excel、Word、CSV 或 zip），请另存为 .xlsx 后再放入",
    FileType.JUNK: "这是系统自动生成的文件，不是填报表，可以不管",
    FileType.ZIP: "这其实是一个 zip 压缩包，请把文件名改为以 .zip 结尾后再放入",
}


def refusal(kind: FileType) -> Refused:
    """The refusal of a kind of file that no reader takes."""
    outcome = "not_a_form" if kind is FileType.JUNK else "unreadable"
    return Refused(_SENTENCES[kind], code=kind.value, outcome=outcome)  # type: ignore[arg-type]
