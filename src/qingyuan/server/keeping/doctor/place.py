"""The machine and the folder: secrets, rights, room, fonts."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from qingyuan.server import environment
from qingyuan.server.keeping.doctor.trouble import Trouble
from qingyuan.server.keeping.folder import SECRETS

_ROOM = 1 << 30
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def check_secrets() -> Iterator[Trouble]:
    """Each secret is there, not empty, and nobody else's to read."""
    for name in SECRETS:
        if _comes_from_elsewhere(name):
            continue
        path = environment.data_folder() / "secrets" / name
        if not path.is_file() or not path.read_text("utf-8").strip():
            yield Trouble(
                "secret_missing",
                f"密钥不见了或是空的：{path}",
                "从备份找回这个文件；新建的密钥解不开已有的数据",
            )
        elif path.stat().st_mode & _OTHERS:
            yield Trouble("secret_open", f"密钥可以被其他用户读取：{path}", f"chmod 600 {path}")


def _comes_from_elsewhere(name: str) -> bool:
    variable = f"QINGYUAN_{name.upper()}"
    return variable in os.environ or f"{variable}_FILE" in os.environ


def check_rights() -> Iterator[Trouble]:
    """The data folder belongs to the one who runs the site, and to nobody else."""
    folder = environment.data_folder()
    if folder.stat().st_mode & _OTHERS:
        yield Trouble(
            "folder_open", f"数据文件夹可以被其他用户打开：{folder}", f"chmod 700 {folder}"
        )
    for path in (folder, environment.files_folder(), environment.seals_folder()):
        if path.is_dir() and not os.access(path, os.W_OK):
            yield Trouble("folder_closed", f"不能写入：{path}", f"chown -R 运行网站的用户 {folder}")


def check_room(least: int = _ROOM) -> Iterator[Trouble]:
    """There is room on the disk."""
    free = shutil.disk_usage(environment.data_folder()).free
    if free < least:
        yield Trouble(
            "disk_full",
            f"磁盘只剩 {free // (1 << 20):,} MB",
            "清理磁盘或换更大的盘；空间用完后只能看，不能填",
        )


def check_settings() -> Iterator[Trouble]:
    """What is set fits together."""
    if settings.HTTPS and not settings.LOCAL.get("proxies", 0):
        yield Trouble(
            "https_without_proxy",
            "设置了 https，没有写前面有几层 nginx（proxies），浏览器会不停跳转",
            "在 settings.toml 里写 proxies = 1",
        )
    if settings.DEBUG:
        yield Trouble("debug", "调试方式开着，出错时会显示内部信息", "去掉环境变量 QINGYUAN_DEBUG")


def check_static_files() -> Iterator[Trouble]:
    """Style sheets and scripts lie where the server reads them."""
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield Trouble(
            "static_missing", f"页面样式不在 {settings.STATIC_ROOT}", "重新启动网站，会自动生成"
        )


def check_fonts(folders: tuple[Path, ...] = _FONT_FOLDERS) -> Iterator[Trouble]:
    """A font that has Chinese, for what is printed on the server."""
    if not _lists_chinese_fonts() and not _has_font_file(folders):
        yield Trouble(
            "font_missing",
            "系统里没有中文字体，打印的材料会缺字",
            "安装字体：apt install fonts-noto-cjk",
        )


def _lists_chinese_fonts() -> bool:
    program = shutil.which("fc-list")
    if program is None:
        return False
    listed = subprocess.run([program, ":lang=zh"], capture_output=True, check=False, timeout=20)  # noqa: S603 - a fixed call
    return bool(listed.stdout.strip())


def _has_font_file(folders: tuple[Path, ...]) -> bool:
    names = ("*CJK*", "wqy-*", "SourceHan*", "simsun*", "FZ*")
    return any(any(folder.rglob(name)) for folder in folders if folder.is_dir() for name in names)
