"""A brand-new installation: three steps until the first notice goes out."""

from __future__ import annotations

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.look.parts import Action, ActionKind, NowCard, Task
from qingyuan.server.organisations.models import Post, Unit


def first_steps(unit: Unit) -> tuple[Task, ...]:
    """What a bureau does before its first campaign; three statements, each stops at one row."""
    has_units = Unit.objects.filter(parent=unit).exists()
    has_people = Post.objects.within(unit.path).exclude(unit=unit).exists()
    has_draft = Campaign.objects.filter(unit=unit, state=Campaign.State.DRAFT).exists()
    units = reverse("organisations:units")
    return (
        Task(
            "导入单位名录",
            "用 Excel 一次导入县区和学校，导入前可以预览",
            "已完成" if has_units else "未开始",
            units,
        ),
        Task(
            "给各单位开账号",
            "批量登记人员，打印激活单发给本人，密码由本人自己设",
            "已完成" if has_people else "未开始",
            units,
        ),
        Task(
            "设置行动，下发通知",
            "粘贴通知正文，阶段、期限和报送材料会自动列出来，由你核对确认",
            "待确认" if has_draft else "未开始",
            reverse("campaigns:campaigns"),
        ),
    )


def first_card(tasks: tuple[Task, ...]) -> NowCard:
    """The first step that is not done."""
    step = next((task for task in tasks if task.status != "已完成"), tasks[-1])
    verbs = dict(zip((task.title for task in tasks), ("去导入", "去开账号", "去设置"), strict=True))
    return NowCard(
        title=step.title,
        text=step.hint,
        action=Action(verbs[step.title], step.url, kind=ActionKind.PRIMARY),
    )
