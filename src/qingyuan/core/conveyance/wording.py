"""Coverage and its change in sentences: the result first, then what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingyuan.core.conveyance.coverage import Coverage, CoverageChange


def coverage_words(coverage: Coverage) -> str:
    """The sentence above the list.

    >>> from qingyuan.core.conveyance.coverage import Coverage
    >>> coverage_words(Coverage(40, 40, 39, 38, 1240, 1228))
    '还有 2 个单位没有签收，12 名教职员工没有传达到。单位签收率 95.0%，教职员工传达率 99.0%'
    >>> coverage_words(Coverage(40, 40, 40, 40, 1240, 1240))
    '全部传达到：40 个单位都已签收，1,240 名教职员工都已知晓'
    """
    if coverage.units == 0:
        return "还没有要传达的单位"
    if coverage.is_complete:
        return (
            f"全部传达到：{coverage.units:,} 个单位都已签收，{coverage.staff:,} 名教职员工都已知晓"
        )
    rates = f"单位签收率 {coverage.units_rate}，教职员工传达率 {coverage.staff_rate}"
    return f"还有 {'，'.join(_missing(coverage))}。{rates}"


def change_words(change: CoverageChange, since: str = "昨天") -> str:
    """What changed since an earlier count.

    >>> from qingyuan.core.conveyance.coverage import Coverage
    >>> yesterday = Coverage(40, 40, 39, 38, 1240, 1228)
    >>> change_words(Coverage(40, 40, 40, 39, 1250, 1240).change_since(yesterday))
    '比昨天多 1 个单位签收，多 12 名教职员工传达到'
    """
    if change.is_nothing:
        return f"和{since}一样"
    parts = (
        _difference(change.units_signed, "个单位签收"),
        _difference(change.staff_reached, "名教职员工传达到"),
    )
    shown = "，".join(part for part in parts if part)
    return f"比{since}{shown}" if shown else f"已传达的和{since}一样，应传达的有变动"


def _missing(coverage: Coverage) -> Iterable[str]:
    if coverage.units_unreached:
        yield f"{coverage.units_unreached:,} 个单位没有签收"
    if coverage.staff_unreached:
        yield f"{coverage.staff_unreached:,} 名教职员工没有传达到"
    if coverage.units_without_roster:
        yield f"{coverage.units_without_roster:,} 个单位没有教职员工名册"


def _difference(number: int, what: str) -> str:
    return f"{'多' if number > 0 else '少'} {abs(number):,} {what}" if number else ""
