"""报送 and 审核: the files that go out, and the answer of the level above."""

from __future__ import annotations

from typing import Any

from django import forms

STOCK_REASONS = (
    "专班名单缺少成员或联系方式，请补全后重新报送",
    "组长不是单位主要负责同志，请调整或说明原因",
    "还有学校没有签收通知，请催办后重新报送",
    "还有教职员工没有传达到，请传达后重新报送",
    "投诉受理渠道没有公布，请公布后重新报送",
    "报告里还有“请填写”没有写，请写完后重新报送",
)


class DeploymentFilingForm(forms.Form):
    """The paper as completed in Word, and a stamped copy: both may be left out."""

    completed = forms.FileField(
        label="改好的报告",
        required=False,
        help_text="下载后在 Word 里补写过的，在这里选（docx）。没有改过不用选，直接报送网站生成的",
    )
    scan = forms.FileField(
        label="盖章扫描件", required=False, help_text="PDF 或图片，没有不影响报送"
    )


class FilingForm(forms.Form):
    """A paper of any other kind."""

    paper = forms.FileField(
        label="报送材料", help_text="Word（docx）、PDF、OFD、Excel（xlsx）或图片"
    )
    scan = forms.FileField(
        label="盖章扫描件", required=False, help_text="PDF 或图片，没有不影响报送"
    )


class ReturnForm(forms.Form):
    """退回: a stock reason, an own one, or both."""

    stock = forms.MultipleChoiceField(
        label="退回原因",
        required=False,
        choices=[(reason, reason) for reason in STOCK_REASONS],
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label="补充说明",
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明改哪一处、怎么改，其他内容不用动",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        data: dict[str, Any] = super().clean() or {}
        if not self.reason:
            raise forms.ValidationError("请选一条退回原因，或写明改哪一处")
        return data

    @property
    def reason(self) -> str:
        """Both in one sentence."""
        words = self.cleaned_data.get("words", "").strip()
        return "；".join([*self.cleaned_data.get("stock", []), *([words] if words else [])])
