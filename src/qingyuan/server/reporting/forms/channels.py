"""接收方式."""

from __future__ import annotations

from typing import Any

from django import forms


class ChannelsForm(forms.Form):
    """Where messages go besides the box on the site."""

    email = forms.EmailField(
        label="邮箱", required=False, help_text="单位邮箱或自己的邮箱都可以，只用来收平台的消息。"
    )
    wants_email = forms.BooleanField(label="消息同时发到邮箱", required=False)

    def clean(self) -> dict[str, Any]:
        """An address is needed where messages are wanted there."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("wants_email") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", "要用邮件接收，请先写邮箱")
        return cleaned
