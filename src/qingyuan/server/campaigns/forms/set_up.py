"""行动设置: where the notice comes from, and what a person makes of the proposal."""

from __future__ import annotations

from typing import Any

from django import forms

from qingyuan.formats.readers.rulepack import read_rulepack, shipped_packs
from qingyuan.server.campaigns.actions.set_up import DeliverableLine, SetUp, StageLine
from qingyuan.server.campaigns.forms.rows import Rows
from qingyuan.server.campaigns.models import Deliverable
from qingyuan.server.organisations.models import UnitKind

OWING_KINDS = (
    (UnitKind.COUNTY, "县区教育部门"),
    (UnitKind.ZONE, "功能区教育部门"),
    (UnitKind.CENTRAL_SCHOOL, "中心校"),
    (UnitKind.SCHOOL, "学校"),
    (UnitKind.KINDERGARTEN, "幼儿园"),
)


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date with the browser's own picker."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class NewCampaignForm(forms.Form):
    """Text, file or pack: one of the three."""

    text = forms.CharField(
        label="粘贴通知全文",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="从 Word、WPS 或网页里全选复制即可，附件表格也一起贴上",
        strip=False,
    )
    file = forms.FileField(
        label="或者选择通知文件",
        required=False,
        help_text="txt 或 Word（docx）。扫描件读不出文字，请粘贴正文",
    )
    pack = forms.ChoiceField(
        label="或者用自带的规则包",
        required=False,
        help_text="规则包里没有阶段安排的，确认前补填",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        packs = [read_rulepack(name) for name in shipped_packs()]
        choices = [(pack.name, f"{pack.document_number} {pack.title}") for pack in packs]
        self.fields["pack"].choices = [("", "不用规则包"), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        data: dict[str, Any] = super().clean() or {}
        given = [bool(data.get("text", "").strip()), bool(data.get("file")), bool(data.get("pack"))]
        if not any(given):
            raise forms.ValidationError("请粘贴通知正文，或选择一个文件，或选择规则包")
        if sum(given) > 1:
            raise forms.ValidationError("正文、文件、规则包只用一种，请清空另外的")
        return data


class CampaignForm(forms.Form):
    """The campaign itself."""

    name = forms.CharField(label="行动名称", max_length=100)
    document_title = forms.CharField(label="通知标题", max_length=200, required=False)
    document_number = forms.CharField(label="发文字号", max_length=60, required=False)
    issued_on = day_field("成文日期", required=False)
    looks_back_to = day_field(
        "追溯日期", required=False, help_text="从哪一天起的文件和活动都要登记"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StageForm(forms.Form):
    """One stage."""

    name = forms.CharField(label="阶段名称", max_length=40)
    starts_on = day_field("开始")
    ends_on = day_field("结束")
    sentence = forms.CharField(widget=forms.HiddenInput, required=False)


class DeliverableForm(forms.Form):
    """One paper that is owed."""

    name = forms.CharField(label="材料名称", max_length=100)
    kind = forms.ChoiceField(label="种类", choices=Deliverable.Kind.choices)
    due_on = day_field("截止日期")
    unit_kinds = forms.MultipleChoiceField(
        label="由哪些单位报送", choices=OWING_KINDS, widget=forms.CheckboxSelectMultiple
    )
    only_direct = forms.BooleanField(label="只由直属的下级单位报送", required=False, initial=True)
    sentence = forms.CharField(widget=forms.HiddenInput, required=False)


def set_up_of(form: CampaignForm, stages: Rows, deliverables: Rows) -> SetUp:
    """The three valid forms as what the deed takes."""
    data = form.cleaned_data
    return SetUp(
        name=data["name"],
        document_title=data["document_title"],
        document_number=data["document_number"],
        issued_on=data["issued_on"],
        looks_back_to=data["looks_back_to"],
        stages=tuple(
            StageLine(row["name"], row["starts_on"], row["ends_on"], row["sentence"])
            for row in stages.filled()
        ),
        deliverables=tuple(_line(row) for row in deliverables.filled()),
    )


def _line(row: dict[str, Any]) -> DeliverableLine:
    return DeliverableLine(
        kind=Deliverable.Kind(row["kind"]),
        name=row["name"],
        due_on=row["due_on"],
        unit_kinds=tuple(row["unit_kinds"]),
        directly_below=row["only_direct"],
        sentence=row["sentence"],
    )
