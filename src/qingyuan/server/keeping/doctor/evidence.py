"""Chains and seals, jobs and mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qingyuan.server.evidence.models import Event, OutboxMessage, WorkerLease
from qingyuan.server.evidence.verification import verify_all
from qingyuan.server.keeping.doctor.trouble import TELL, Trouble

_WAITS_TOO_LONG = timedelta(hours=1)
_CLOCK_SLACK = timedelta(minutes=5)
_FAILED_WITHIN = timedelta(days=30)


def check_chains() -> Iterator[Trouble]:
    """Every link of every chain, every seal, every file of a seal."""
    for broken in verify_all():
        where = f"事件链 {broken.chain}" if broken.chain != "seal" else "日封"
        yield Trouble(
            "seal" if broken.chain == "seal" else "chain", f"{where}：{broken.sentence}", TELL
        )


def check_jobs(at: datetime) -> Iterator[Trouble]:
    """No job hangs on a worker that is gone, none waits for ever, none was given up unseen."""
    alive = _alive_workers(at)
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if not job.worker_ids or job.worker_ids[-1] not in alive:
            yield Trouble(
                "job_orphaned",
                f"后台任务 {_short(job)} 的进程已经不在",
                "启动网站（qingyuan up），一分钟内会自动重做",
            )
    old = at - _WAITS_TOO_LONG
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=old):
        yield Trouble(
            "job_waiting",
            f"后台任务 {_short(job)} 已等了一小时以上",
            "看网站是否在运行；在运行的，重新启动一次",
        )
    since = at - _FAILED_WITHIN
    for job in DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__gt=since):
        yield Trouble(
            "job_given_up",
            f"后台任务 {_short(job)} 没有做成：{job.exception_class_path}",
            "把这一行和日志交给技术支持",
        )


def _alive_workers(at: datetime) -> set[str]:
    oldest = at - timedelta(seconds=settings.LEASE_SECONDS)
    leases = WorkerLease.objects.filter(seen_at__gte=oldest)
    return set(leases.values_list("worker_id", flat=True))


def _short(job: DBTaskResult[..., object]) -> str:
    return f"{job.task_path.rpartition('.')[2]}（{str(job.pk)[:8]}）"


def check_mail(at: datetime) -> Iterator[Trouble]:
    """Mail goes out, or somebody knows that it does not."""
    late = OutboxMessage.objects.filter(
        state=OutboxMessage.State.WAITING, not_before__lt=at - _WAITS_TOO_LONG
    ).count()
    if late:
        yield Trouble(
            "mail_waiting",
            f"有 {late} 封邮件过了一小时还没有发出",
            "看网站是否在运行，邮件服务器的设置对不对（settings.toml 的 [mail]）",
        )
    lost = OutboxMessage.objects.filter(
        state=OutboxMessage.State.GIVEN_UP, written_at__gt=at - _FAILED_WITHIN
    )
    for message in lost[:20]:
        yield Trouble(
            "mail_given_up",
            f"给 {message.to} 的邮件“{message.subject}”没有送达：{message.trouble}",
            "核对邮箱地址，用其他方式通知对方",
        )


def check_clock(at: datetime) -> Iterator[Trouble]:
    """Nothing has happened in the future, and today is not before the program was made."""
    newest = Event.objects.order_by("-at").first()
    if newest is not None and newest.at > at + _CLOCK_SLACK:
        yield Trouble(
            "clock_behind",
            f"有记录的时间（{newest.at:%Y-%m-%d %H:%M} UTC）比现在还晚，系统时间可能被拨慢",
            "校准系统时间（timedatectl），并查明原因",
        )
    if at.year < 2023:
        yield Trouble("clock_wrong", f"系统时间是 {at:%Y-%m-%d}", "校准系统时间（timedatectl）")
