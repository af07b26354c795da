"""账号与角色: posts with their holders, who has none, one post's page, slips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from qingyuan.server.evidence.actor import Channel
from qingyuan.server.evidence.models import Event
from qingyuan.server.look.parts import (
    Action,
    ActionKind,
    Cell,
    Column,
    Crumb,
    Fact,
    HistoryEntry,
    Slip,
    Table,
)
from qingyuan.server.look.qr import qr_svg
from qingyuan.server.look.words import cn_date, cn_moment
from qingyuan.server.organisations.actions.activation import ActivationSlip
from qingyuan.server.organisations.encrypted import masked_phone
from qingyuan.server.organisations.models import Post, Role, Unit, User
from qingyuan.server.organisations.models.accounts import PostQuerySet
from qingyuan.server.organisations.models.units import TEACHING, UnitQuerySet
from qingyuan.server.organisations.presenters.paging import RowsPage, page_of

MOST_NAMED = 100
_MOST_EVENTS = 20
_COLUMNS = tuple(Column(t) for t in ("姓名", "账号", "单位", "角色", "状态", "最近登录"))


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """The list of posts."""

    table: Table
    page: RowsPage[Post]
    lacking: str
    actions: tuple[Action, ...]


def accounts_page(user: User, asked: dict[str, Any], number: str | None) -> AccountsPage:
    """The posts in an account's scope, and how many schools have no administrator."""
    page = page_of(_posts(user, asked), number)
    table = Table(
        "岗位和账号", _COLUMNS, tuple(_row(post) for post in page.rows), hides_caption=True
    )
    return AccountsPage(page=page, table=table, lacking=_lacking(user), actions=_actions(user))


def _posts(user: User, asked: dict[str, Any]) -> PostQuerySet:
    posts: PostQuerySet = Post.objects.visible_to(user).filter(ended_at=None)
    words = " ".join((asked.get("q") or "").split())
    if words:
        holder = Q(holder__name__contains=words) | Q(holder__username__startswith=words.lower())
        posts = posts.filter(holder | Q(unit__name__contains=words))
    if asked.get("role"):
        posts = posts.filter(role=asked["role"])
    posts = posts.filter(_STATES.get(asked.get("state") or "", Q()))
    return posts.select_related("unit", "holder").order_by("unit__path", "pk")


_NO_PASSWORD = {"holder__password__startswith": UNUSABLE_PASSWORD_PREFIX}
_STATES = {
    "waiting": Q(holder__is_active=True, **_NO_PASSWORD),
    "active": Q(holder__is_active=True) & ~Q(**_NO_PASSWORD),
    "disabled": Q(holder__is_active=False),
    "vacant": Q(holder=None),
}


def state_of(holder: User | None) -> str:
    """The state of an account in a word."""
    if holder is None:
        return "空缺"
    if not holder.is_active:
        return "已停用"
    return "在用" if holder.has_usable_password() else "未激活"


def _row(post: Post) -> tuple[Cell, ...]:
    holder = post.holder
    seen = holder.last_login if holder else None
    return (
        Cell(holder.name if holder else "（空缺）", reverse("organisations:post", args=[post.pk])),
        Cell(holder.username if holder else ""),
        Cell(post.unit.name, reverse("organisations:unit", args=[post.unit_id])),
        Cell(post.get_role_display()),
        Cell("", status=state_of(holder)),
        Cell(cn_moment(seen) if seen else "没有登录过"),
    )


def units_lacking(user: User) -> UnitQuerySet:
    """Open schools and kindergartens in which nobody is administrator."""
    held = Post.objects.filter(
        unit=OuterRef("pk"), role=Role.ADMINISTRATOR, ended_at=None, holder__isnull=False
    )
    visible: UnitQuerySet = Unit.objects.visible_to(user)
    schools = visible.filter(~Exists(held), kind__in=TEACHING)
    return schools.open_on(timezone.localdate()).in_order()


def _lacking(user: User) -> str:
    """A sentence, counted no further than people can act on."""
    count = len(units_lacking(user).values_list("pk", flat=True)[: MOST_NAMED + 1])
    if not count:
        return ""
    shown = f"{MOST_NAMED} 多" if count > MOST_NAMED else f"{count} "
    return f"{shown}所学校还没有管理员"


def lacking_table(user: User, number: str | None) -> tuple[Table, RowsPage[Unit]]:
    """The schools without an administrator, each with the way to make one."""
    page = page_of(units_lacking(user).select_related("parent"), number)
    rows = tuple(
        (
            Cell(unit.name, reverse("organisations:unit", args=[unit.pk])),
            Cell(unit.get_kind_display()),
            Cell(unit.parent.name if unit.parent else ""),
            Cell("新建账号", f"{reverse('organisations:add_account')}?unit={unit.code}"),
        )
        for unit in page.rows
    )
    columns = tuple(Column(title) for title in ("学校", "类型", "上级单位", "操作"))
    return Table("没有管理员的学校", columns, rows, hides_caption=True), page


def _actions(user: User) -> tuple[Action, ...]:
    own = user.unit.pk if user.unit else 0
    return (
        Action(
            "导入账号名单", reverse("organisations:import", args=[own, "accounts"]), "upload",
            ActionKind.PRIMARY,
        ),
        Action("新建账号", reverse("organisations:add_account"), "plus-lg"),
        Action("打印激活单", f"{reverse('organisations:accounts')}?state=waiting", "printer"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostPage:
    """The page of a post."""

    post: Post
    crumbs: tuple[Crumb, ...]
    facts: tuple[Fact, ...]
    state: str
    other_posts: tuple[Fact, ...]
    history: tuple[HistoryEntry, ...]
    open_messages: int
    has_second_factor: bool


def post_page(post: Post) -> PostPage:
    """A post, its holder, and what happened to it."""
    holder = post.holder
    others = holder.posts.filter(ended_at=None).exclude(pk=post.pk) if holder else ()
    events = Event.objects.about("post", post.pk).order_by("-id")[:_MOST_EVENTS]
    return PostPage(
        post=post,
        crumbs=(Crumb("账号与角色", reverse("organisations:accounts")), Crumb(str(post))),
        facts=_facts(post),
        state=state_of(holder),
        other_posts=tuple(Fact("另有岗位", str(other)) for other in _with_units(others)),
        history=tuple(
            HistoryEntry(e.at, f"{e.actor_name}，{Channel(e.channel).label}", e.sentence)
            for e in events
        ),
        open_messages=post.messages.filter(done_at=None).count(),
        has_second_factor=holder is not None and is_mfa_enabled(holder),
    )


def _with_units(posts: Any) -> Iterable[Post]:
    return posts.select_related("unit") if posts else ()


def _facts(post: Post) -> tuple[Fact, ...]:
    holder = post.holder
    facts = [
        Fact("单位", post.unit.name, reverse("organisations:unit", args=[post.unit_id]), "查看"),
        Fact("角色", post.get_role_display()),
        Fact("任职起", cn_date(post.since)),
    ]
    if holder:
        facts += [
            Fact("姓名", holder.name),
            Fact("账号", holder.username),
            Fact("电话", masked_phone(holder.phone)),
            Fact("最近登录", cn_moment(holder.last_login) if holder.last_login else "没有登录过"),
        ]
    if post.ended_at:
        facts.append(Fact("岗位结束", cn_date(post.ended_at)))
    return tuple(facts)


def printed_slips(slips: Iterable[ActivationSlip], address: str) -> tuple[Slip, ...]:
    """Slips as they are printed; the code rides behind the # and never reaches a server log."""
    return tuple(
        Slip(
            unit_name=slip.unit,
            person_name=f"{slip.name}（{slip.role}）",
            account=slip.username,
            code=slip.code,
            address=address,
            valid_until=timezone.localdate(slip.expires_at),
            qr_svg=qr_svg(f"{address}#{slip.code}"),
        )
        for slip in slips
    )
