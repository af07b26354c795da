"""应报单位名单: who is left out of it, and why."""

from __future__ import annotations

from django import forms

from qingyuan.formats.limits.refused import Refused
from qingyuan.server.campaigns.models import Campaign
from qingyuan.server.organisations.models import Unit, UnitKind

_KINDS = ((UnitKind.DEPARTMENT, "科室"), (UnitKind.CENTRAL_SCHOOL, "中心校"))
_MOST_LINES = 500


class FreezeForm(forms.Form):
    """Whole kinds and single units, each with a reason."""

    kinds = forms.MultipleChoiceField(
        label="不列入的单位种类",
        choices=_KINDS,
        initial=[UnitKind.DEPARTMENT],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds_reason = forms.CharField(
        label="这些种类不列入的原因",
        initial="内设机构，随所属单位一并落实",
        max_length=200,
        required=False,
    )
    lines = forms.CharField(
        label="另外不列入的单位",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一个：单位代码或全称，空一格，写原因。如：云溪县第九小学 2023年3月起停办",
    )


class ExpectedForm(forms.Form):
    """One unit, after the list has been frozen."""

    is_expected = forms.TypedChoiceField(
        label="这个单位",
        choices=(("1", "列入应报名单"), ("0", "不列入")),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="原因", max_length=200)


def excluded_by(form: FreezeForm, campaign: Campaign) -> dict[int, str]:
    """The units left out, each with its reason.

    Raises:
        Refused: a line names no unit, or one that is not in the campaign's range.
    """
    data = form.cleaned_data
    inside = Unit.objects.within(campaign.unit.path)
    of_kinds = inside.filter(kind__in=data["kinds"]).values_list("pk", flat=True)
    excluded = dict.fromkeys(of_kinds, data["kinds_reason"].strip())
    lines = [line.strip() for line in data["lines"].splitlines() if line.strip()]
    if len(lines) > _MOST_LINES:
        raise Refused(f"一次最多写 {_MOST_LINES} 行，其余冻结后再逐个改", code="too_many_lines")
    for line in lines:
        name, _, reason = line.replace("　", " ").replace("\t", " ").partition(" ")
        if not reason.strip():
            raise Refused(f"“{line}”没有写原因。单位后面空一格，再写原因", code="no_reason")
        excluded[unit_named(name, campaign).pk] = reason.strip()[:200]
    return excluded


def unit_named(words: str, campaign: Campaign) -> Unit:
    """The unit of a code or full name inside a campaign's range.

    Raises:
        Refused: none, or several of one name.
    """
    inside = Unit.objects.within(campaign.unit.path)
    found = list(inside.filter(code=words)[:1]) or list(inside.filter(name=words)[:2])
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"有几个单位都叫“{words}”，请改写单位代码", code="several_units")
    raise Refused(f"这次行动的范围里没有“{words}”，请核对代码或全称", code="no_unit")
