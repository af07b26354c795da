"""What a member of staff puts in: a name or a number, and answers to three questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from qingyuan.core.conveyance.quiz import Question

NOT_SURE = "-1"


class SchoolCodeForm(forms.Form):
    """Who one is on the school's list; the second field only where there are namesakes."""

    words = forms.CharField(
        label="你的姓名或工号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    detail = forms.CharField(
        label="工号或部门",
        help_text="有同名的老师，再填一项才能分清",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, asks_detail: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_detail:
            del self.fields["detail"]


class QuizForm(forms.Form):
    """A group of circles a question; 不清楚 is an answer, too."""

    def __init__(self, *args: Any, quiz: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in quiz:
            choices = [(str(place), choice) for place, choice in enumerate(question.choices)]
            self.fields[question.id] = forms.ChoiceField(
                label=question.text,
                choices=[*choices, (NOT_SURE, "不清楚")],
                widget=forms.RadioSelect,
                error_messages={"required": "请选一项，不确定就选“不清楚”"},
            )

    @property
    def answers(self) -> dict[str, int]:
        """The chosen place by question id."""
        return {name: int(choice) for name, choice in self.cleaned_data.items()}
