"""What stands in columns that the notice does not have."""

from typing import TYPE_CHECKING

from benchmarks.inbox.grid import Value
from benchmarks.inbox.lines import Line
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.places import person, phone
from benchmarks.inbox.words.texts import CLEANED, GRADES, REMARKS

if TYPE_CHECKING:
    from collections.abc import Callable


def extra_value(mess: Mess, key: str, line: Line) -> Value:
    """A value for an extra column, no contradiction to the line's own answers."""
    rng = mess.rng
    if key == "fee":
        charges = line.records[0].fields.get("charges") if line.records else None
        words: dict[object, tuple[Value, ...]] = {
            True: ("每学期30元", "60元/年", 50),
            False: ("", "无", 0),
        }
        return mess.pick(words.get(charges, ("",)))
    makers: dict[str, Callable[[], Value]] = {
        "remark": lambda: mess.pick(REMARKS),
        "contact": lambda: person(rng),
        "phone": lambda: int(phone(rng)) if mess.chance(0.5) else phone(rng),
        "provider": lambda: f"{mess.pick(('北京', '郑州', '深圳'))}某某科技有限公司",
        "grade": lambda: mess.pick(GRADES),
        "users": lambda: rng.randint(10, 3000),
        "code": lambda: 2141000000 + rng.randint(1, 999999),
        "since": lambda: mess.pick(("2021年9月", "2022.3", "2020年", "2022/9/1")),
        "cleaned": lambda: mess.pick(CLEANED),
    }
    return makers[key]()
