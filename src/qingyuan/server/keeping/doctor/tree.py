"""Units and people: paths, head counts, posts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, F, Q, QuerySet

from qingyuan.server.keeping.doctor.trouble import REBUILD, TELL, Trouble
from qingyuan.server.organisations.encrypted import UNREADABLE
from qingyuan.server.organisations.models import Person, Post, Unit, User
from qingyuan.server.organisations.models.paths import STEP

_SHOWN = 20


def check_paths() -> Iterator[Trouble]:
    """A unit's path is its parent's and five digits."""
    paths = dict(Unit.objects.values_list("pk", "path"))
    for pk, name, path, parent in Unit.objects.values_list("pk", "name", "path", "parent"):
        above = paths.get(parent, "") if parent else ""
        if len(path) % STEP or not path.isdigit() or path[:-STEP] != above:
            yield Trouble("unit_path", f"单位“{name}”（{pk} 号）的路径 {path} 与上级单位不符", TELL)


def check_head_counts() -> Iterator[Trouble]:
    """The head count on a unit is the number of people on its roster."""
    counted = dict(
        Person.objects.active().values("unit").annotate(n=Count("pk")).values_list("unit", "n")
    )
    for pk, name, kept in Unit.objects.values_list("pk", "name", "staff_count"):
        if kept != counted.get(pk, 0):
            yield Trouble(
                "staff_count",
                f"单位“{name}”的教职员工数是 {kept}，名单上有 {counted.get(pk, 0)} 人",
                REBUILD,
            )


def check_posts() -> Iterator[Trouble]:
    """No post is held at a unit that has ended, none by an account that was closed."""
    held = Post.objects.filter(ended_at=None).select_related("unit", "holder")
    for post in held.filter(unit__closed_on__isnull=False, holder__isnull=False)[:_SHOWN]:
        yield Trouble(
            "post_at_closed_unit",
            f"{post.holder} 还在已撤销的单位“{post.unit.name}”任职",
            "在“单位和人员”里结束这个岗位，或交接到新单位",
        )
    for post in held.filter(holder__is_active=False)[:_SHOWN]:
        yield Trouble(
            "post_of_closed_account",
            f"{post} 由已停用的账号“{post.holder}”担任",
            "在“单位和人员”里交接这个岗位",
        )


def check_accounts() -> Iterator[Trouble]:
    """Who can sign in has a post; somebody can run the system."""
    for user in _without_post()[:_SHOWN]:
        yield Trouble(
            "account_without_post",
            f"账号“{user.name}”（{user.username}）没有岗位，登录后什么也看不到",
            "给它一个岗位，或停用它",
        )
    if Unit.objects.exists() and not _keepers().exists():
        yield Trouble(
            "no_keeper",
            "最上级单位没有管理员，没有人能管理系统",
            "用 qingyuan accounts issue 给一个人发激活单",
        )


def _without_post() -> QuerySet[User]:
    holding = Count("posts", filter=Q(posts__ended_at__isnull=True))
    return User.objects.filter(is_active=True).annotate(held=holding).filter(held=0)


def _keepers() -> QuerySet[Post]:
    return Post.objects.filter(
        unit__parent=None, role="administrator", ended_at=None, holder__is_active=True
    )


def check_contacts() -> Iterator[Trouble]:
    """The key of the installation opens what it has encrypted."""
    for model, field in ((Person, "phone"), (User, "phone")):
        values = model.objects.exclude(**{field: ""}).values_list("pk", field)[:1000]
        closed = [pk for pk, value in values if value == UNREADABLE]
        if closed:
            yield Trouble(
                "contact_unreadable",
                f"有 {len(closed)} 个联系电话解不开，密钥（secrets/field_key）与数据不符",
                "从备份找回 secrets/field_key，不要新建",
            )


def check_moves() -> Iterator[Trouble]:
    """A unit ends after it begins, and stands below none that ended before it."""
    wrong = Unit.objects.filter(
        parent__closed_on__isnull=False, closed_on__isnull=True
    ).select_related("parent")
    for unit in wrong[:_SHOWN]:
        above = unit.parent.name if unit.parent else ""
        yield Trouble(
            "below_closed_unit",
            f"单位“{unit.name}”还在，上级“{above}”已经撤销",
            "在“单位和人员”里把它调整到别的单位下面",
        )
    for unit in Unit.objects.filter(parent=F("pk"))[:_SHOWN]:
        yield Trouble("own_parent", f"单位“{unit.name}”的上级是它自己", TELL)
