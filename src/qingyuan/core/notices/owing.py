"""Who owes a paper and who receives it, as the words of one clause say it."""

from __future__ import annotations

import re

from qingyuan.core.notices.head import split_units

_CHARACTER = r"(?:(?!汇总|[要须应请于将把向报送在由按结务对])[一-鿿]|\([^()。;]{1,10}\)|[、,和及])"
_UNITS = re.compile(
    rf"(?:各|全[省市县区州]|[省市县区州局厅委]直?属|[省市县区州]直|所属|直属|学区|乡镇|民办|高新区|经开区|开发区|辖区)"
    rf"{_CHARACTER}{{0,60}}"
)
_UNIT = re.compile(
    r"(?:[^()]|\([^()]{1,10}\)){0,60}(?:局|厅|委|办|校|园|学校|小学|中学|县|区|市|州|旗|单位|中心|部门|机构|科室|政府|校长|馆)"
    r"(?:\([^()]{1,10}\))?"
)
_VERBS = r"报送|上报|提交|报告|反馈|汇总|书面|送达|发送|统一|一并|加盖"
_OFFICE = (
    rf"(?:(?!{_VERBS})[一-鿿\d]){{1,20}}"
    r"(?:局|厅|委|教委|办公室|办|科|股|处|室|站|馆|中心|部|校|学校|专班)"
)
_SUBORDINATE = r"(?:、[一-鿿]{2,10}(?:科|股|处|室|站|馆|中心))?"
_RECIPIENT = re.compile(
    rf"(?:向|(?:分别|统一|一并|均|同时|集中|汇总)?(?:报送|上报|提交|发送|呈报|送交|报|送|交|发(?!布|现))(?:至|到|给|往)?)"
    rf"(?P<who>(?=[省市县区州旗镇乡街本我厅局教各所装]){_OFFICE}{_SUBORDINATE})"
)
SENDING = re.compile(
    r"报送|上报|提交|(?<![推])报告(?=工作|排查|活动|情况)|反馈|报备|呈报|发送|发至|发给|发(?=[省市县区州镇乡街])|上传|送交|寄送"
    r"|(?<![通举申预填汇日晚])报(?!名|刊|酬|警|到|销|告|表|道)|(?<=[将把]).{1,40}?送(?!达)|交(?=至|到|给)"
)


_AND = re.compile(r"(?<=[局校园县区市办心])(?:和|及)(?=[各省市县区州局厅委直])")


def find_units(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the units in the last list of them within `flat[start:end]`."""
    best: list[tuple[int, int]] = []
    for found in _UNITS.finditer(flat, start, end):
        spans = _trimmed(flat, *found.span())
        if spans:
            best = spans
    return best


def units_at(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the units in the list that `flat[start:end]` begins with."""
    found = _UNITS.match(flat, start, end)
    return _trimmed(flat, *found.span()) if found else []


def _trimmed(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    while end > start and flat[end - 1] in "、,和及":
        end -= 1
    spans: list[tuple[int, int]] = []
    for a, b in split_units(flat, start, end):
        for first, last in _at_and(flat, a, b):
            unit = _UNIT.match(flat, first, last)
            if unit is None:
                return spans
            spans.append((first, unit.end()))
            if unit.end() < last:  # 各中心学校汇总后
                return spans
    return spans


def _at_and(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    for joint in _AND.finditer(flat, start, end):
        if flat.count("(", start, joint.start()) > flat.count(")", start, joint.start()):
            continue
        return [(start, joint.start()), *_at_and(flat, joint.end(), end)]
    return [(start, end)]


def find_recipients(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of those to whom something goes within `flat[start:end]`."""
    for found in _RECIPIENT.finditer(flat, start, end):
        first, last = found.span("who")
        return split_units(flat, first, last)
    return []
