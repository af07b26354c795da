"""系统管理: health, jobs, and what is set where."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qingyuan.server import environment
from qingyuan.server.look.parts import Cell, Column, Fact, Table
from qingyuan.server.look.words import cn_moment
from qingyuan.server.organisations.quiet import quiet_hours
from qingyuan.server.reporting.health import Check, State, backup_folder

JOB_NAMES: Final = MappingProxyType(
    {
        "fan_out": "下发通知",
        "keep_yesterdays_figures": "记下前一天的数字",
        "walk_the_chains": "核对操作记录",
        "send_reminders": "发提醒",
    }
)
_JOB_STATES: Final = MappingProxyType(
    {
        TaskResultStatus.READY: "未开始",
        TaskResultStatus.RUNNING: "进行中",
        TaskResultStatus.SUCCESSFUL: "已完成",
        TaskResultStatus.FAILED: "要处理",
    }
)
_JOBS = 50


def checks_table(checks: Sequence[Check]) -> Table:
    """Each check, with what to do."""
    return Table(
        caption="运行状况",
        columns=(Column("项目"), Column("状态"), Column("情况，怎么办")),
        rows=tuple(
            (
                Cell(check.title),
                Cell("", status=check.state),
                Cell(check.sentence, note=check.repair),
            )
            for check in checks
        ),
        hides_caption=True,
    )


def summary_of(checks: Sequence[Check]) -> tuple[str, str]:
    """One sentence and its tone."""
    bad = [check.title for check in checks if check.state is State.BAD]
    care = [check.title for check in checks if check.state is State.CARE]
    if bad:
        return f"有 {len(bad)} 项要处理：{'、'.join(bad)}", "danger"
    if care:
        return f"可以正常使用，有 {len(care)} 项要留意：{'、'.join(care)}", "warn"
    return "一切正常", "ok"


def jobs_table() -> Table | None:
    """The newest jobs; one statement."""
    jobs: list[Any] = list(DBTaskResult.objects.order_by("-enqueued_at")[:_JOBS])
    if not jobs:
        return None
    return Table(
        caption="后台任务",
        columns=(Column("任务"), Column("状态"), Column("交办"), Column("完成"), Column("说明")),
        rows=tuple(_job(job) for job in jobs),
        hides_caption=True,
    )


def _job(job: Any) -> tuple[Cell, ...]:
    name = job.task_path.rpartition(".")[2]
    note = ""
    if job.status == TaskResultStatus.FAILED:
        note = f"没有做成（{job.exception_class_path}），请把任务和时间告诉技术支持"
    elif len(job.worker_ids) > 1:
        note = f"重新做了 {len(job.worker_ids) - 1} 次"
    return (
        Cell(JOB_NAMES.get(name, name)),
        Cell("", status=_JOB_STATES[TaskResultStatus(job.status)]),
        Cell(cn_moment(job.enqueued_at)),
        Cell(cn_moment(job.finished_at) if job.finished_at else ""),
        Cell(note),
    )


def settings_facts() -> tuple[Fact, ...]:
    """What is set now; secrets are not shown, only whether they are needed."""
    hours = quiet_hours()
    local = settings.LOCAL
    rest = "，节假日不发" if hours.days_off_too else ""
    return (
        Fact("平台名称（name）", settings.PLATFORM_NAME),
        Fact("主办单位（host）", settings.HOST_NAME),
        Fact("技术支持电话（support）", settings.SUPPORT_PHONE),
        Fact("手机访问的地址（address）", settings.PUBLIC_ADDRESS),
        Fact("允许的域名（hosts）", "、".join(settings.ALLOWED_HOSTS)),
        Fact("HTTPS（https）", "是" if settings.HTTPS else "否"),
        Fact("前面有几层代理（proxies）", str(local.get("proxies", 0))),
        Fact("双因素验证（second_factor）", _required(on=settings.SECOND_FACTOR_REQUIRED)),
        Fact("统一登录（oidc）", f"{len(local.get('oidc', []))} 个"),
        Fact("邮件服务器（mail）", settings.EMAIL_HOST or "没有设，邮件存在 outbox 文件夹"),
        Fact("免打扰（quiet_hours）", f"{hours.begins:%H:%M} 到 {hours.ends:%H:%M}{rest}"),
        Fact("备份文件夹（backups）", str(backup_folder())),
        Fact("数据库", _database_words()),
    )


def _required(*, on: bool) -> str:
    return "市、县管理员必须启用" if on else "自愿启用"


def _database_words() -> str:
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    if engine == "sqlite3":
        return "SQLite（换成 PostgreSQL 用环境变量 DATABASE_URL）"
    return "PostgreSQL（环境变量 DATABASE_URL）"


def settings_place() -> str:
    """Where to change them."""
    return str(environment.data_folder() / "settings.toml")
