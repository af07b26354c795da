from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from tests.server.cast import NOW, SYSTEM, Cast, actor
from tests.server.organisations.lists import UNITS, apply, counts, preview, upload, workbook

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.evidence.models import Event
from qingyuan.server.evidence.verification import verify_all
from qingyuan.server.organisations.actions.imports import begin_writing, write_batch
from qingyuan.server.organisations.actions.units import open_unit
from qingyuan.server.organisations.jobs import read_import
from qingyuan.server.organisations.models import ImportBatch, Unit, UnitKind, User
from qingyuan.server.organisations.workbooks import units_workbook

SignIn = Callable[[User], Client]
LIST = workbook(
    UNITS,
    ("白石乡第一小学", "白石乡中心校", "2141000101", "小学", "411599"),
    ("白石乡中心校", "东湖县教育体育局", None, "中心校", None),
    ("湖滨新区教育办", None, None, "功能区", None),
    ("湖滨幼儿园", "湖滨新区教育办", None, None, None),
    ("东湖县第二初级中学", "东湖县教育体育局", "3141000007", None, None),
    ("柳河镇第一小学", "柳河镇中心校", None, None, None),
)


def test_nothing_is_written_before_the_preview_is_confirmed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", LIST)
    assert batch.state == "previewed"
    assert counts(batch) == (4, 1, 1, 0)
    page = preview(client, batch)
    assert "共 6 行：新增 4，更新 1，未变 1，0 行有问题。现在还没有写入任何数据" in page
    assert not Unit.objects.filter(name="白石乡第一小学").exists()


def test_an_irregular_tree_comes_in_whole_in_any_order(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    apply(client, upload(client, cast.donghu, "units", LIST))
    school = Unit.objects.get(code="2141000101")
    assert [unit.name for unit in school.ancestors()] == [
        "云溪市教育体育局",
        "东湖县教育体育局",
        "白石乡中心校",
        "白石乡第一小学",
    ]
    kindergarten = Unit.objects.get(name="湖滨幼儿园")
    assert (kindergarten.kind, kindergarten.parent and kindergarten.parent.kind) == (
        "kindergarten",
        "zone",
    )
    cast.middle.refresh_from_db()
    assert cast.middle.code == "3141000007"


def test_every_unit_that_came_in_has_its_own_history_in_a_whole_chain(
    cast: Cast, sign_in: SignIn
) -> None:
    client = sign_in(cast.bob)
    apply(client, upload(client, cast.donghu, "units", LIST))
    school = Unit.objects.get(code="2141000101")
    event = Event.objects.about("unit", school.pk).get()
    assert (event.actor_name, event.chain.key) == ("包博", f"unit:{school.pk}")
    assert "新增单位“白石乡第一小学”" in client.get(f"/units/{school.pk}/").content.decode()
    assert not list(verify_all())


def test_the_same_file_again_changes_nothing(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    apply(client, upload(client, cast.donghu, "units", LIST))
    before = list(Unit.objects.values())
    again = upload(client, cast.donghu, "units", LIST)
    assert counts(again) == (0, 0, 6, 0)
    assert "没有变化，无需导入" in preview(client, again)
    with pytest.raises(Refused, match="没有变化，无需导入"):
        begin_writing(batch=again, skips_bad=True, by=actor(cast.bob), at=NOW)
    assert list(Unit.objects.values()) == before


def test_what_goes_out_comes_in_again_unchanged(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.alice)
    apply(client, upload(client, cast.city, "units", LIST))
    file = units_workbook(cast.city, date(2023, 6, 13)).getvalue()
    again = upload(client, cast.city, "units", file, "云溪市单位名录.xlsx")
    assert counts(again) == (0, 0, Unit.objects.count(), 0)


def test_a_bad_line_stops_all_of_it_unless_it_is_to_be_skipped(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    content = workbook(UNITS, ("甲小学", "柳河中心校"), ("乙小学", None), ("丙学堂", None, "12"))
    batch = upload(client, cast.donghu, "units", content)
    page = preview(client, batch)
    assert "名录里没有“柳河中心校”。是“柳河镇中心校”吗？" in page
    assert "<strong>B2</strong>" in page
    assert "还有 2 行要改，什么都没有写入" in apply(client, batch)
    assert not Unit.objects.filter(name="乙小学").exists()
    apply(client, batch, bad="skip")
    assert Unit.objects.filter(name="乙小学").exists()
    assert not Unit.objects.filter(name="甲小学").exists()
    assert "柳河中心校" in preview(client, batch)  # what was left out stays to be read


def test_a_suggestion_is_taken_with_one_press(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    content = workbook(UNITS, ("甲小学", "柳河中心校"), ("乙小学", "柳河中心校"))
    batch = upload(client, cast.donghu, "units", content)
    line = batch.lines.get(place=0)
    client.post(
        reverse("organisations:adopt", args=[batch.pk]), {"line": line.pk, "name": "parent"}
    )
    batch.refresh_from_db()
    assert counts(batch) == (2, 0, 0, 0)
    apply(client, batch)
    assert Unit.objects.get(name="乙小学").parent == cast.central


def test_two_lines_of_one_school_stand_side_by_side(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", workbook(UNITS, ("甲小学",), ("甲小学",)))
    page = preview(client, batch)
    assert "和第 3 行是同一个单位" in page
    assert "和第 2 行是同一个单位" in page


def test_a_change_after_the_preview_shows_the_preview_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", workbook(UNITS, ("湖滨幼儿园",)))
    open_unit(name="湖滨幼儿园", kind=UnitKind.KINDERGARTEN, parent=cast.donghu, by=SYSTEM, at=NOW)
    assert "预览之后名录有变动" in apply(client, batch)
    assert Unit.objects.filter(name="湖滨幼儿园").count() == 1


def test_a_second_press_does_it_once(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", LIST)
    begin_writing(batch=batch, skips_bad=False, by=actor(cast.bob), at=NOW)
    stale = ImportBatch.objects.get(pk=batch.pk)
    with pytest.raises(Refused, match="不用再点"):
        begin_writing(batch=stale, skips_bad=False, by=actor(cast.bob), at=NOW)
    write_batch(batch=batch, by=actor(cast.bob), at=NOW)
    write_batch(batch=ImportBatch.objects.get(pk=batch.pk), by=actor(cast.bob), at=NOW)
    assert Unit.objects.filter(name="湖滨幼儿园").count() == 1


def test_a_county_cannot_write_into_another_by_naming_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.charlie)
    Unit.objects.filter(pk=cast.middle.pk).update(code="3141000007")
    content = workbook(
        UNITS,
        ("甲小学", "东湖县教育体育局"),
        ("东湖县第二初级中学", None, "3141000007"),
    )
    batch = upload(client, cast.xishan, "units", content)
    assert counts(batch) == (0, 0, 0, 2)
    page = preview(client, batch)
    assert "已经是别的单位的" in page
    assert (
        client.get(reverse("organisations:import", args=[cast.donghu.pk, "units"])).status_code
        == 404
    )


def test_another_county_cannot_even_see_an_import(cast: Cast, sign_in: SignIn) -> None:
    batch = upload(sign_in(cast.bob), cast.donghu, "units", LIST)
    charlie = sign_in(cast.charlie)
    for name in ("import_batch", "apply_import", "adopt", "read_again"):
        address = reverse(f"organisations:{name}", args=[batch.pk])
        response = charlie.get(address) if name == "import_batch" else charlie.post(address)
        assert response.status_code == 404
    assert "白石乡" not in charlie.get(f"/units/{cast.xishan.pk}/import/units/").content.decode()


def test_a_leader_may_look_at_an_import_but_not_write_it(cast: Cast, sign_in: SignIn) -> None:
    batch = upload(sign_in(cast.bob), cast.donghu, "units", LIST)
    frank = sign_in(cast.frank)
    page = preview(frank, batch)
    assert "新增 4" in page
    assert "要写入吗" not in page
    assert frank.post(reverse("organisations:apply_import", args=[batch.pk])).status_code == 409
    assert frank.get(f"/units/{cast.city.pk}/import/units/").status_code == 409
    batch.refresh_from_db()
    assert batch.state == "previewed"


def test_a_file_without_the_header_says_what_is_needed(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", workbook(("甲", "乙"), ("丙", "丁")))
    assert batch.state == "unreadable"
    page = preview(client, batch)
    assert "没有认出单位名录的表头" in page
    assert "换一个文件" in page


def test_a_bomb_costs_its_own_import_and_nothing_else(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    batch = upload(client, cast.donghu, "units", _bomb())
    assert batch.state == "unreadable"
    assert "名单.xlsx" in preview(client, batch)
    assert client.get("/units/").status_code == 200


def _bomb() -> bytes:
    """A workbook whose sheet unpacks to a thousand times its size."""
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(UNITS, ("甲小学",)))) as honest,
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in honest.namelist():
            part = honest.read(name)
            is_sheet = name.endswith("sheet1.xml")
            package.writestr(name, part + b" " * 20_000_000 if is_sheet else part)
    return content.getvalue()


def test_a_large_file_waits_for_the_worker(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bob)
    lines = "\n".join(f"第{number}幼儿园,,,," for number in range(20_000))
    content = f"{','.join(UNITS)}\n{lines}".encode()
    batch = upload(client, cast.donghu, "units", content, "名录.csv")
    assert "正在读取" in preview(client, batch)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [batch.pk]
    read_import.call(batch.pk)
    batch.refresh_from_db()
    assert counts(batch) == (20_000, 0, 0, 0)


def test_a_picture_is_refused_in_words(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.bob).post(
        reverse("organisations:import", args=[cast.donghu.pk, "units"]),
        {"file": SimpleUploadedFile("名录.xlsx", b"\x89PNG\r\n" + bytes(100))},
    )
    assert "这里不收这种文件" in response.content.decode()


@pytest.mark.parametrize("subject", ["units", "roster", "accounts"])
def test_a_template_that_nobody_has_filled_in_imports_nothing(
    cast: Cast, sign_in: SignIn, subject: str
) -> None:
    client = sign_in(cast.bob)
    file = client.get(reverse("organisations:template", args=[subject]))
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]
    batch = upload(client, cast.donghu, subject, content)
    assert "只有表头，没有内容" in batch.trouble
