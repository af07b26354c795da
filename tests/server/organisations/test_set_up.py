"""开通: the link of an empty installation opens once, for whoever started the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.server.cast import NOW, Cast

from qingyuan.formats.limits.refused import Refused
from qingyuan.server import environment
from qingyuan.server.evidence.models import Event
from qingyuan.server.evidence.verification import verify_all
from qingyuan.server.organisations import set_up
from qingyuan.server.organisations.actions.set_up import Founding, set_up_platform
from qingyuan.server.organisations.models import Post, Role, Unit, UnitKind, User

pytestmark = pytest.mark.django_db
_TYPED = {
    "unit_name": "清溪县教育体育局",
    "kind": "county",
    "name": "艾立",
    "username": "aili",
    "password": "hen-chang-de-yi-ju-hua",
    "password_again": "hen-chang-de-yi-ju-hua",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Path:
    (tmp_path / "secrets").mkdir()
    for name in ("secret_key", "field_key", "link_key"):
        (tmp_path / "secrets" / name).write_text("x" * 50)
    monkeypatch.setenv(environment.DATA_VARIABLE, str(tmp_path))
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return tmp_path


@pytest.fixture
def link(folder: Path) -> str:
    assert folder.is_dir()
    return set_up.new_link()


def test_the_first_administrator_founds_the_unit_and_is_led_to_the_second_factor(
    link: str,
) -> None:
    visitor = Client()
    assert "开通平台" in visitor.get(link).content.decode()
    answer = visitor.post(link, _TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/totp/activate/")
    assert visitor.get(answer["Location"]).status_code == 200, "the password is not asked again"
    unit = Unit.objects.get()
    assert (unit.name, unit.kind, unit.parent_id) == ("清溪县教育体育局", UnitKind.COUNTY, None)
    post = Post.objects.get()
    assert (post.unit, post.role) == (unit, Role.ADMINISTRATOR)
    assert post.holder == User.objects.get(username="aili")
    assert list(verify_all()) == []


def test_the_link_is_gone_once_it_has_been_used(link: str) -> None:
    Client().post(link, _TYPED)
    assert Client().get(link).status_code == 404
    assert Client().post(link, {**_TYPED, "username": "second"}).status_code == 404
    assert User.objects.count() == 1


def test_a_new_start_ends_the_link_before(link: str) -> None:
    newer = set_up.new_link()
    assert Client().get(link).status_code == 404
    assert Client().get(newer).status_code == 200


@pytest.mark.usefixtures("link")
def test_a_guessed_link_opens_nothing() -> None:
    for token in ("", "x", "a" * 32, "..", "%00"):
        assert Client().get(f"/set-up/{token}/").status_code == 404


def test_the_folder_does_not_hold_the_link(link: str, folder: Path) -> None:
    token = link.split("/")[2]
    kept = folder / "secrets" / "set_up"
    assert token not in kept.read_text()
    assert (kept.stat().st_mode & 0o777) == 0o600


def test_nobody_founds_a_second_platform(cast: Cast, folder: Path) -> None:
    assert cast.city.pk
    assert folder.is_dir()
    assert Client().get(set_up.new_link()).status_code == 404


def test_of_two_who_press_at_once_the_second_is_told(link: str, cast: Cast) -> None:
    """The page was open when somebody else's unit came."""
    assert link
    assert cast.city.pk
    events = Event.objects.count()
    founding = Founding("另一个局", UnitKind.CITY, "甲", "jia", "hen-chang-de-yi-ju-hua")
    with pytest.raises(Refused, match="已经开通"):
        set_up_platform(founding=founding, address="192.0.2.1", at=NOW)
    assert Event.objects.count() == events
    assert not User.objects.filter(username="jia").exists()


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("password", "aili2023", "密码"),
        ("password_again", "something-else", "不一样"),
        ("username", "艾立", "字母开头"),
        ("unit_name", "", "请填写这一项"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_founded(
    link: str, field: str, typed: str, said: str
) -> None:
    wrong = {**_TYPED, field: typed}
    if field == "password":
        wrong["password_again"] = typed
    page = Client().post(link, wrong).content.decode()
    assert said in page
    assert "清溪县" in page or field == "unit_name", "what was typed is kept"
    assert not Unit.objects.exists()
    assert Client().get(link).status_code == 200


def test_the_password_is_kept_as_a_hash_only(link: str) -> None:
    Client().post(link, _TYPED)
    assert User.objects.get().password.startswith("argon2")
    for event in Event.objects.all():
        assert _TYPED["password"] not in f"{event.sentence}{event.old}{event.new}"
