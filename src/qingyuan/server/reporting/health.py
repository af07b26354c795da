"""Whether the site can work: quick checks, each with what to do; `doctor` looks deeper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from qingyuan.server import environment
from qingyuan.server.evidence.models import OutboxMessage, Seal, WorkerLease
from qingyuan.server.look.words import cn_moment, cn_short

_MEGABYTE = 1 << 20
_LEAST_ROOM, _LITTLE_ROOM = 200 * _MEGABYTE, 2_048 * _MEGABYTE
_MAIL_WAITS = timedelta(hours=1)
_BACKUP_AGE = timedelta(days=2)
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "C:/Windows/Fonts")
_FONT_FILES = ("*CJK*", "wqy-*", "SourceHan*", "sim*", "msyh*", "FZ*")


class State(StrEnum):
    """How a check went."""

    GOOD = "正常"
    CARE = "要留意"
    BAD = "要处理"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what is so, and how to mend it where it is not good.

    `name` is for machines and says nothing about the installation.
    """

    name: str
    title: str
    state: State
    sentence: str
    repair: str = ""


def checks(at: datetime) -> list[Check]:
    """All; those behind a database that does not answer are left out."""
    database = _database()
    found = [database, _disk()]
    if database.state is State.GOOD:
        found += [check(at) for check in (_worker, _mail, _seals)]
    return [*found, _fonts(), _backup(at)]


def _database() -> Check:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        repair = "看数据库服务是否在运行、磁盘是否已满；重新启动网站；仍不行运行 qingyuan doctor"
        return Check("database", "数据库", State.BAD, "数据库没有回应", repair)
    kind = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    return Check("database", "数据库", State.GOOD, f"{kind}，读写正常")


def _disk() -> Check:
    folder = environment.data_folder()
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        repair = f"看 {folder} 所在的磁盘是否挂载，运行网站的用户能否打开"
        return Check("disk", "数据文件夹", State.BAD, "数据文件夹打不开", repair)
    sentence = f"剩余空间 {free // _MEGABYTE:,} MB"
    if free >= max(_LITTLE_ROOM, _LEAST_ROOM):
        return Check("disk", "数据文件夹", State.GOOD, sentence)
    repair = "清理磁盘，或把数据文件夹移到更大的盘；空间用完后只能看，不能填"
    state = State.BAD if free < _LEAST_ROOM else State.CARE
    return Check("disk", "数据文件夹", state, sentence, repair)


def _worker(at: datetime) -> Check:
    newest = WorkerLease.objects.order_by("-seen_at").first()
    alive = newest is not None and newest.is_alive(at=at, lease_seconds=settings.LEASE_SECONDS)
    if newest is not None and alive:
        return Check("worker", "后台任务", State.GOOD, f"{cn_moment(newest.seen_at)} 还在运行")
    last = f"最后一次 {cn_moment(newest.seen_at)}" if newest else "没有启动过"
    repair = "重新启动网站（qingyuan up）；停着的时候，通知发不下去，提醒和邮件也不发"
    return Check("worker", "后台任务", State.BAD, f"后台进程不在运行，{last}", repair)


def _mail(at: datetime) -> Check:
    rows = OutboxMessage.objects
    waiting = rows.filter(state=OutboxMessage.State.WAITING, not_before__lte=at - _MAIL_WAITS)
    late, lost = waiting.count(), rows.filter(state=OutboxMessage.State.GIVEN_UP).count()
    where = "" if settings.EMAIL_HOST else "（没有设邮件服务器，邮件存在 outbox 文件夹）"
    if not late and not lost:
        return Check("mail", "邮件", State.GOOD, f"没有积压{where}")
    sentence = f"{late} 封等了一小时以上，{lost} 封没有送达{where}"
    repair = "核对 settings.toml 的 [mail]；没有送达的，核对收件人的邮箱"
    return Check("mail", "邮件", State.CARE, sentence, repair)


def _seals(at: datetime) -> Check:
    """Yesterday is sealed soon after midnight; a new installation has nothing to seal yet."""
    newest = Seal.objects.order_by("-on").first()
    if newest is None:
        return Check("seal", "日封", State.CARE, "还没有日封", "运行过零点后会有第一个")
    yesterday = timezone.localdate(at) - timedelta(days=1)
    sentence = f"封到 {cn_short(newest.on)}"
    if newest.on >= yesterday - timedelta(days=1):
        return Check("seal", "日封", State.GOOD, sentence)
    repair = "看后台任务是否在运行；恢复运行后会自动补封"
    return Check("seal", "日封", State.CARE, sentence, repair)


def _fonts() -> Check:
    if has_chinese_font():
        return Check("font", "中文字体", State.GOOD, "服务器上有中文字体")
    repair = "安装字体，如 apt install fonts-noto-cjk；网页和 Word 文件不受影响"
    return Check("font", "中文字体", State.CARE, "服务器上没有中文字体", repair)


@cache
def has_chinese_font() -> bool:
    """Whether what is drawn on the server itself will have Chinese; asked once a process."""
    program = shutil.which("fc-list")
    if program is not None:
        listed = subprocess.run([program, ":lang=zh"], capture_output=True, check=False, timeout=20)  # noqa: S603 - a fixed call
        if listed.stdout.strip():
            return True
    return any(_font_files())


def _font_files() -> Iterator[Path]:
    for folder in map(Path, _FONT_FOLDERS):
        if folder.is_dir():
            for pattern in _FONT_FILES:
                yield from folder.rglob(pattern)


def _backup(at: datetime) -> Check:
    newest = newest_backup_at(backup_folder())
    repair = (
        f"每天运行 qingyuan backup 备份文件，存在 {backup_folder()}（settings.toml 的 backups），"
        "再复制到另一台机器上"
    )
    if newest is None:
        return Check("backup", "备份", State.CARE, f"{backup_folder()} 里还没有备份", repair)
    sentence = f"最近一次 {cn_moment(newest)}"
    if at - newest <= _BACKUP_AGE:
        return Check("backup", "备份", State.GOOD, sentence)
    return Check("backup", "备份", State.CARE, sentence, repair)


def backup_folder() -> Path:
    """Where backups are looked for: what settings.toml says, else beside the data folder."""
    said = settings.LOCAL.get("backups")
    return Path(said) if said else environment.data_folder() / "backups"


def newest_backup_at(folder: Path) -> datetime | None:
    """When the newest file was written; None where there is none."""
    try:
        times = [path.stat().st_mtime for path in folder.iterdir() if path.is_file()]
    except OSError:
        return None
    zone = timezone.get_current_timezone()
    return datetime.fromtimestamp(max(times), tz=zone) if times else None
