"""What forms say by themselves, in the words of the site instead of the framework's."""

from __future__ import annotations

from django.forms import fields, models

REQUIRED = "请填写这一项"
NOT_OFFERED = "“%(value)s”不在可选项里，请从列出的选项中选"


def speak_plainly() -> None:
    """Replaces default messages for every form; called once, when the app is ready."""
    fields.Field.default_error_messages["required"] = REQUIRED
    for kind in (fields.ChoiceField, fields.MultipleChoiceField):
        kind.default_error_messages["invalid_choice"] = NOT_OFFERED
    models.ModelMultipleChoiceField.default_error_messages["invalid_choice"] = NOT_OFFERED
    models.ModelChoiceField.default_error_messages["invalid_choice"] = "请从列出的选项中选"
    fields.FileField.default_error_messages["empty"] = "这个文件是空的，请换一个"
    # it has no messages of its own: written into those of all fields, this would be said everywhere
    fields.EmailField.default_error_messages = {"invalid": "邮箱要写成 name@example.cn 的样子"}
    fields.DateField.default_error_messages["invalid"] = "日期请写成 2023-07-20 的样子"
    fields.IntegerField.default_error_messages["invalid"] = "这里只填整数"
