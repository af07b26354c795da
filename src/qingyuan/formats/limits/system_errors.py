"""What the operating system says no to, in words for the clerk."""

from __future__ import annotations

import errno

_WORDS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.ENOENT: "找不到",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EISDIR: "是一个文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.EIO: "磁盘读写出错",
}


def system_words(error: OSError) -> str:
    """The reason of an `OSError` in Chinese.

    >>> system_words(PermissionError(13, "Permission denied"))
    '没有权限'
    """
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}")
