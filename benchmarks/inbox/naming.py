"""How schools name their files, and where they lie in the inbox."""

from benchmarks.inbox.mess import Mess
from benchmarks.inbox.places import School
from benchmarks.inbox.words.headers import TITLES

_NAMED = (
    "{s}附件{a}",
    "附件{a}-{s}",
    "附件{a}：{t}（{s}）",
    "{s}-{t}",
    "{n}.{s}附件{a}",
    "{s}附件{a}(1)",
    "{s}附件{a}（定稿）",
    "{s}{t}2023.7.10",
    "附件{a} {s}",
    "{s}_附件{a}_最终",
    "{s} 附件{a}",
    "【{s}】附件{a}",
    "附件{a}+{s}",
    "{s}{t}",
    "附件{a}.{t}-{s}",
    "{s}—附件{a}{t}",
    "（{s}）附件{a}",
    "{s}附件{a}-20230712",
)
_BOTH = (
    "{s}附件1、2",
    "附件1和附件2（{s}）",
    "{s}",
    "{n}.{s}",
    "{s}附件1-2",
    "{s}（定稿）",
    "{s}附件1附件2",
    "附件1、附件2-{s}",
    "{s}APP排查附件1、2",
    "{s}_附件1、2_最终",
    "{s} 附件1、2(1)",
)
_GENERIC = ("附件{a}", "附件{a}：{t}", "{t}", "附件{a}（定稿）", "附件{a}(1)")
_GENERIC_BOTH = ("附件1、2", "附件1附件2", "新建 Microsoft Excel 工作表", "APP排查附件1、2", "附件")


class Naming:
    """Names the files of one school.

    `told` says what tells the school's name: file, folder or inside (the form itself).
    """

    def __init__(self, mess: Mess, school: School, number: int, counties: int) -> None:
        self.mess, self.school, self.number = mess, school, number
        named = "folder" if mess.on("school_folder") else ("inside" if mess.chance(0.1) else "file")
        self.told = named
        base = school.county if counties > 1 else ""
        if mess.chance(0.3):
            base = f"{base}/{school.town}镇" if base else f"{school.town}镇"
        folder = f"{mess.pick(('', '', f'{number:02d}', f'{number}.'))}{school.name}"
        parts = [base, folder] if named == "folder" else [base]
        self.folder = "/".join(part for part in parts if part)

    @property
    def tell(self) -> str:
        """Whether the form must tell the unit itself."""
        return "must" if self.told == "inside" else "may"

    def path(self, annex: int | None) -> str:
        """A path without its ending; `annex` is None for both in one file."""
        values = {"s": self.school.name, "a": annex, "n": self.number, "t": self._title(annex)}
        if self.told == "file":
            name = self.mess.pick(_NAMED if annex else _BOTH).format(**values)
        else:
            name = self.mess.pick(_GENERIC if annex else _GENERIC_BOTH).format(**values)
            if self.told == "inside":
                name = f"{name} ({self.number})"
        return f"{self.folder}/{name}" if self.folder else name

    def _title(self, annex: int | None) -> str:
        return TITLES[annex][0] if annex else ""
