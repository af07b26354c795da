"""Forms of a notice that is being written."""

from __future__ import annotations

from typing import Any

from django import forms

from qingyuan.formats.limits import published
from qingyuan.server.campaigns.actions.notices import DraftChanges
from qingyuan.server.campaigns.models import Campaign, Notice, NoticeVersion
from qingyuan.server.organisations.models import Unit, User

_FILE_HELP = (
    "可以不传。PDF、Word（docx）、OFD 或图片，"
    f"不超过 {published.UPLOAD_BYTES // published.MEGABYTE} MB"
)
_QUIZ_HELP = "知晓后可以做三道题，约 30 秒，不记名，只按单位统计，不作为考核"


class _TextForm(forms.Form):
    """What every version has."""

    text = forms.CharField(
        label="正文",
        help_text="直接粘贴通知全文，一段一行。第一行以冒号结尾时按主送单位排版",
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=60_000,
    )
    file = forms.FileField(label="附件", help_text=_FILE_HELP, required=False)
    with_quiz = forms.BooleanField(label="附三道知晓小测", help_text=_QUIZ_HELP, required=False)


class DraftForm(_TextForm):
    """A notice's first version."""

    field_order = ("campaign", "title", "document_number", "passes_on", "text", "file", "with_quiz")

    campaign = forms.ModelChoiceField(
        label="属于哪个行动", queryset=Campaign.objects.none(), empty_label=None
    )
    title = forms.CharField(label="标题", max_length=200)
    document_number = forms.CharField(
        label="文号",
        max_length=60,
        required=False,
        help_text="如 教体办〔2023〕56号；没有可以不填",
    )
    passes_on = forms.ModelChoiceField(
        label="这是转发哪份通知",
        queryset=Notice.objects.none(),
        required=False,
        empty_label="不是转发",
        help_text="选了以后，下发时自动登记为你单位对那份通知的部署",
    )

    def __init__(self, *args: Any, user: User, issuer: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        running = Campaign.objects.visible_to(user).filter(state=Campaign.State.RUNNING)
        received = Notice.objects.visible_to(user).filter(
            versions__state=NoticeVersion.State.ISSUED, versions__receipts__unit=issuer
        )
        _offer(self, "campaign", running.order_by("-pk"))
        _offer(self, "passes_on", received.exclude(issuer=issuer).distinct().order_by("-pk"))


class DraftChangeForm(_TextForm):
    """A first version that is there already; its campaign stays."""

    field_order = ("title", "document_number", "text", "file", "drops_file", "with_quiz")

    title = forms.CharField(label="标题", max_length=200)
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    drops_file = forms.BooleanField(label="去掉现在的附件", required=False)

    def __init__(self, *args: Any, version: NoticeVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak_of_the_file(self, version)


class RevisionForm(_TextForm):
    """A later version: what is new in it is said first."""

    field_order = ("changes", "text", "file", "drops_file", "with_quiz")

    changes = forms.CharField(
        label="这一版改了什么",
        help_text="收到的人先看到这句话，如“报送日期由 6 月 20 日改为 6 月 25 日”",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    drops_file = forms.BooleanField(label="去掉现在的附件", required=False)

    def __init__(self, *args: Any, version: NoticeVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _speak_of_the_file(self, version)


def initial_of(version: NoticeVersion) -> dict[str, Any]:
    """What the form of a draft starts with."""
    return {
        "title": version.notice.title,
        "document_number": version.notice.document_number,
        "text": version.text,
        "changes": version.changes,
        "with_quiz": version.with_quiz,
    }


def changes_of(form: forms.Form, version: NoticeVersion) -> DraftChanges:
    """The form's answers, but for the file, which passes the gate first."""
    data = form.cleaned_data
    return DraftChanges(
        title=data.get("title", version.notice.title),
        text=data["text"],
        document_number=data.get("document_number", version.notice.document_number),
        changes=data.get("changes", ""),
        with_quiz=data["with_quiz"],
        drops_file=data.get("drops_file", False),
    )


def _offer(form: forms.Form, name: str, rows: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
    field.queryset = rows


def _speak_of_the_file(form: forms.Form, version: NoticeVersion) -> None:
    if version.file_id is None:
        del form.fields["drops_file"]
        return
    form.fields["file"].help_text = f"现在是“{version.file_name}”，选了新的就换掉。{_FILE_HELP}"
