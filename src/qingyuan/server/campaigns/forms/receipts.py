"""Forms of a unit that passes a notice on and says who need not be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from qingyuan.server.campaigns.models import Acknowledgement, PassingOn
from qingyuan.server.organisations.forms.units import DateInput

_FILE_HELP = "可以不传，不影响签收和进度。PDF、Word（docx）、OFD 或图片"


class PassingOnForm(forms.Form):
    """A unit's own document or meeting."""

    kind = forms.ChoiceField(
        label="怎么部署的",
        choices=PassingOn.Kind.choices,
        widget=forms.RadioSelect,
        initial=PassingOn.Kind.DOCUMENT,
    )
    title = forms.CharField(label="文件或会议名称", max_length=200)
    held_on = forms.DateField(label="印发或开会日期", widget=DateInput())
    document_number = forms.CharField(label="文号", max_length=60, required=False)
    place = forms.CharField(label="会议地点", max_length=60, required=False)
    attended = forms.IntegerField(label="到会人数", min_value=1, max_value=100_000, required=False)
    file = forms.FileField(label="文件、纪要或照片", help_text=_FILE_HELP, required=False)


class PeopleFilter(forms.Form):
    """Which people of a unit are shown; anything unknown counts as not chosen."""

    UNREACHED, REACHED, EXCUSED, ALL = "unreached", "reached", "excused", "all"
    SHOWN = ((UNREACHED, "还没传达到"), (REACHED, "已知晓"), (EXCUSED, "不需传达"), (ALL, "全部"))

    show = forms.ChoiceField(label="显示", choices=SHOWN, required=False)

    @property
    def chosen(self) -> str:
        """What is shown."""
        self.is_valid()
        return str(self.cleaned_data.get("show") or self.UNREACHED)


class ExcuseForm(forms.Form):
    """Why somebody need not be reached."""

    reason = forms.CharField(
        label="原因",
        max_length=60,
        help_text="如“已调离”“退休”“长期病假”。填了以后不再计入应传达人数，原因留在记录里",
    )


class MeetingForm(forms.Form):
    """A meeting and who was there: all but a few, or only those that are ticked."""

    ALL_BUT, ONLY = "all_but", "only"

    title = forms.CharField(label="会议名称", max_length=120, initial="全体教职工会")
    held_on = forms.DateField(label="开会日期", widget=DateInput())
    place = forms.CharField(label="地点", max_length=60, required=False)
    mode = forms.ChoiceField(
        label="谁到会了",
        choices=((ALL_BUT, "全体到会，下面勾的人没到"), (ONLY, "只有下面勾的人到会")),
        widget=forms.RadioSelect,
        initial=ALL_BUT,
    )
    people = forms.MultipleChoiceField(
        label="名单", widget=forms.CheckboxSelectMultiple, required=False
    )
    file = forms.FileField(
        label="签到表扫描件", help_text="可以不传。PDF 或图片（可直接拍照）", required=False
    )

    def __init__(self, *args: Any, roster: list[Acknowledgement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._roster = [str(one.person_id) for one in roster]
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(str(one.person_id), _person_words(one)) for one in roster]
        self.fields["held_on"].initial = timezone.localdate()

    @property
    def present(self) -> list[int]:
        """Those who were there, as numbers of people."""
        ticked = set(self.cleaned_data["people"])
        if self.cleaned_data["mode"] == self.ONLY:
            return [int(one) for one in self._roster if one in ticked]
        return [int(one) for one in self._roster if one not in ticked]


def _person_words(one: Acknowledgement) -> str:
    person = one.person
    words = [person.name or person.number]
    if person.name and person.number:
        words.append(person.number)
    if person.department:
        words.append(person.department)
    return " · ".join(words) + ("（已知晓）" if one.reached_at else "")
