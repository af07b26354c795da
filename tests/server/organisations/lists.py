"""Lists as files, and the way of one through upload and preview."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from qingyuan.server.organisations.models import ImportBatch, Unit

UNITS = ("单位名称", "上级单位", "标识码", "类型", "区划代码")
ROSTER = ("单位名称", "姓名", "工号", "部门")
ACCOUNTS = ("单位名称", "姓名", "角色")


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def upload(
    client: Client, unit: Unit, subject: str, content: bytes, name: str = "名单.xlsx"
) -> ImportBatch:
    response = client.post(
        reverse("organisations:import", args=[unit.pk, subject]),
        {"file": SimpleUploadedFile(name, content)},
    )
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.latest("pk")


def preview(client: Client, batch: ImportBatch, **asked: str) -> str:
    response = client.get(reverse("organisations:import_batch", args=[batch.pk]), asked)
    return response.content.decode()


def apply(client: Client, batch: ImportBatch, bad: str = "stop") -> str:
    address = reverse("organisations:apply_import", args=[batch.pk])
    response = client.post(address, {"bad": bad}, follow=True)
    batch.refresh_from_db()
    return response.content.decode()


def counts(batch: ImportBatch) -> tuple[int, int, int, int]:
    return batch.new_count, batch.changed_count, batch.same_count, batch.bad_count
