"""投诉受理渠道: who has published one, and what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from qingyuan.server.campaigns.models import Campaign, ComplaintChannel, UnitProgress
from qingyuan.server.look.parts import Cell, Column, Fact, FigureCard, Table
from qingyuan.server.look.tones import Tone
from qingyuan.server.look.words import cn_date, percent, thousands


def channel_facts(channel: ComplaintChannel) -> tuple[Fact, ...]:
    """Those ways that there are, then where and when."""
    ways = (("电话", channel.phone), ("邮箱", channel.email), ("地址", channel.address))
    return (
        *(Fact(label, value) for label, value in ways if value),
        Fact("公布在", channel.published_where),
        Fact("公布日期", cn_date(channel.published_on)),
    )


def channel_cards(own: UnitProgress) -> tuple[FigureCard, ...]:
    """Of the unit looked at, with all below it."""
    missing = own.units - own.channels
    return (
        FigureCard(
            "已公布渠道",
            percent(own.channels, own.units),
            f"{thousands(own.channels)} / {thousands(own.units)} 个单位",
            part=own.channels,
            whole=own.units,
        ),
        FigureCard("还没有公布", thousands(missing), tone=Tone.DANGER if missing else Tone.OK),
    )


def channel_table(
    campaign: Campaign, rows: Sequence[UnitProgress], channels: Mapping[int, ComplaintChannel]
) -> Table:
    """The units directly below one."""
    columns = (
        Column("单位"),
        Column("本单位渠道"),
        Column("公布在"),
        Column("已公布（含下属）", is_numeric=True),
        Column("还缺", is_numeric=True),
    )
    base = f"{reverse('campaigns:channels')}?campaign={campaign.pk}"
    table_rows = tuple(_unit_row(row, channels.get(row.unit_id), base) for row in rows)
    return Table("各单位投诉受理渠道", columns, table_rows, hides_caption=True)


def _unit_row(row: UnitProgress, channel: ComplaintChannel | None, base: str) -> tuple[Cell, ...]:
    has_below = row.units > int(row.is_expected)
    return (
        Cell(row.unit.name, f"{base}&unit={row.unit_id}" if has_below else ""),
        _own_cell(row, channel),
        Cell(channel.published_where if channel else ""),
        Cell(f"{thousands(row.channels)} / {thousands(row.units)}"),
        Cell(thousands(row.units - row.channels)),
    )


def _own_cell(row: UnitProgress, channel: ComplaintChannel | None) -> Cell:
    if not row.is_expected:
        return Cell("不列入")
    if channel is None:
        return Cell("", status="缺少")
    url = reverse("campaigns:channel", args=[channel.pk])
    return Cell(channel.phone or channel.email or channel.address, url)


def channels_on(campaign: Campaign, rows: Sequence[UnitProgress]) -> dict[int, ComplaintChannel]:
    """The channels of the units on a page, by unit."""
    units = [row.unit_id for row in rows if row.has_channel]
    found = ComplaintChannel.objects.filter(campaign=campaign, unit__in=units)
    return {channel.unit_id: channel for channel in found}
