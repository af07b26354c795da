"""Forms of imports: the file, and the decision after the preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

_ENDINGS = ".xlsx,.xlsm,.xls,.et,.ods,.csv"


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Excel 或 CSV 文件",
        help_text="xlsx、xls、et、ods、csv 都可以，最大 50 MB。上传后先看预览，不会马上写入",
        widget=forms.FileInput(attrs={"accept": _ENDINGS}),
        max_length=200,
    )

    def upload(self) -> UploadedFile[Any]:
        """The file as it came."""
        found: UploadedFile[Any] = self.cleaned_data["file"]
        return found


class ApplyForm(forms.Form):
    """What to do with lines that are wrong."""

    bad = forms.ChoiceField(
        label="有问题的行怎么办",
        choices=(("stop", "全部改好再导：现在什么都不写入"), ("skip", "先跳过它们，导入其余各行")),
        widget=forms.RadioSelect,
        initial="stop",
    )


class AdoptForm(forms.Form):
    """Which cell of which line takes what was suggested."""

    line = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=20, widget=forms.HiddenInput)
