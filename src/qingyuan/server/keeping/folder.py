"""The data folder: made on the first start, recognised later, used by one server at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qingyuan.formats.limits.refused import Refused
from qingyuan.server import environment

SECRETS = ("secret_key", "field_key", "link_key")
FIRST_START = "first-start"  # lies there until the tables are made, so that an end half-way heals
_LOCK = "running.lock"
_MAY_LIE_THERE = frozenset({"settings.toml", "secrets", "lost+found", _LOCK})
_SETTINGS = """\
# 清园的设置。改完以后重新启动才生效。去掉行首的 # 即可使用。

# name = "教育移动应用排查整治平台"
# host = "云溪市教育体育局"            # 主办单位，显示在页头
# support = "0000-0000000"             # 技术支持电话
# hosts = ["qingyuan.example.cn"]      # 用哪些域名或地址访问
# address = "https://qingyuan.example.cn"   # 手机能打开的地址，写进链接和二维码
# https = true                         # 前面有 nginx 提供 https 时
# proxies = 1                          # 前面有几层自己的 nginx

# [mail]                               # 没有邮件服务器时不写，邮件放在 outbox 文件夹
# host = "smtp.example.cn"
# user = "qingyuan@example.cn"
# from = "qingyuan@example.cn"
"""


def is_installation(folder: Path) -> bool:
    """Whether a folder holds an installation of ours."""
    return (folder / "secrets" / "secret_key").is_file()


def found(folder: Path, *, settings: str = _SETTINGS) -> bool:
    """Makes the folder with its settings and secrets; returns whether it is new.

    Raises:
        Refused: there is something else in it.
    """
    if is_installation(folder):
        return False
    check_is_free(folder)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = folder / "settings.toml"
    if not written.exists():
        written.write_text(settings, "utf-8")
        written.chmod(0o600)
    os.environ[environment.DATA_VARIABLE] = str(folder)
    for name in SECRETS:
        environment.secret(name)
    (folder / FIRST_START).touch()
    for kept in (environment.files_folder(), environment.seals_folder()):
        kept.mkdir(mode=0o700, exist_ok=True)
    return True


def check_is_free(folder: Path) -> None:
    """Raises `Refused` where something else than a beginning of ours lies in a folder."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} 是一个文件，请另给一个文件夹", code="data_is_a_file")
    others = sorted({path.name for path in folder.glob("*")} - _MAY_LIE_THERE)
    if others:
        raise Refused(
            f"{folder} 里已有别的东西（如 {others[0]}），不是清园的数据文件夹。请另给一个空文件夹",
            code="not_ours",
        )


def check_is_installation(folder: Path) -> None:
    """Raises `Refused` where a folder holds none."""
    if not is_installation(folder):
        raise Refused(
            f"{folder} 不是清园的数据文件夹，请核对 --data；"
            f"还没有建过的，用 qingyuan up --data {folder} 建立",
            code="no_installation",
        )


@contextmanager
def used_alone(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Holds the folder: on SQLite one server at a time, and no restore under a running one.

    Args:
        folder: The data folder.
        shared: Others may hold it too, if they share it as well.

    Raises:
        Refused: another process holds it.
    """
    handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Refused(
            f"{folder} 正由另一个清园进程使用。请先停止那一个，或换一个数据文件夹",
            code="in_use",
        ) from None
    try:
        yield
    finally:
        os.close(handle)


@contextmanager
def stage_beside(target: Path) -> Iterator[Path]:
    """A folder on the same disk, gone afterwards unless it has taken the target's place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.restoring-", dir=target.parent))
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
