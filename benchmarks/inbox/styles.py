"""How one form is laid out: its columns, header words, and what they answer."""

from dataclasses import dataclass, field

from benchmarks.inbox.mess import Mess
from benchmarks.inbox.words.headers import EXTRAS, GROUPS, HEADERS, decorate

NOTICE_COLUMNS: dict[int, tuple[str, ...]] = {
    1: ("no", "app", "document", "docno", "department", "purpose", "until", "number"),
    2: ("no", "school", "app", "number", "function", "requirement", "decision", "charges"),
}
_OMISSIBLE: dict[int, tuple[str, ...]] = {
    1: ("no", "docno", "department", "purpose", "until"),
    2: ("no", "function", "requirement", "decision", "charges"),
}
_TICK_HEADS: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "requirement": (("推荐使用", "强制使用"), ("使用方式", "使用性质", "推荐使用/强制使用")),
    "decision": (("是", "否"), ("是否集体决策", "集体决策", "是否集体研究")),
    "charges": (("是", "否"), ("是否收费", "收费情况", "是否收费（含变相收费）")),
}


@dataclass(slots=True)
class Column:
    """One physical column: key, header, and the group header above it if any."""

    key: str
    header: str
    group: str | None = None


@dataclass(slots=True)
class Style:
    """The layout of one form."""

    annex: int
    columns: list[Column]
    two_row: bool = False
    ticked: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    inverted: bool = False
    kind_column: bool = False
    extras: list[str] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """Keys of the physical columns."""
        return [column.key for column in self.columns]


def _header(mess: Mess, key: str, annex: int, *, synonyms: bool) -> str:
    lookup = f"{key}1" if annex == 1 and f"{key}1" in HEADERS else key
    words = HEADERS[lookup]
    word = mess.pick(words) if synonyms else words[0]
    if "header_decorated" in mess.seen and mess.chance(0.5):
        word = decorate(word, mess.rng.randint(0, 6))
    return word


def _keys(mess: Mess, annex: int, drop_school: bool) -> tuple[list[str], frozenset[str]]:
    keys = list(NOTICE_COLUMNS[annex])
    missing: set[str] = set()
    if mess.on("missing_columns"):
        missing.add(mess.pick(_OMISSIBLE[annex]))
    if drop_school and annex == 2:
        keys.remove("school")
        mess.note("school_column_missing")
    keys = [key for key in keys if key not in missing]
    if mess.on("column_order"):
        body = keys[1:]
        mess.rng.shuffle(body)
        keys = keys[:1] + body
    return keys, frozenset(missing)


def _ticked(mess: Mess, keys: list[str]) -> frozenset[str]:
    if mess.rng.random() >= mess.share["tick_columns"]:
        return frozenset()
    return frozenset(k for k in _TICK_HEADS if k in keys and mess.chance(0.6))


def _tick_columns(mess: Mess, key: str) -> list[Column]:
    (yes, no), groups = _TICK_HEADS[key]
    group = mess.pick(groups)
    return [Column(f"{key}+yes", yes, group), Column(f"{key}+no", no, group)]


def _columns(mess: Mess, style: Style, keys: list[str]) -> list[Column]:
    synonyms = mess.on("header_synonyms")
    mess.on("header_decorated")
    columns: list[Column] = []
    for key in keys:
        if key in style.ticked:
            columns += _tick_columns(mess, key)
        elif key == "charges" and style.inverted:
            columns.append(Column(key, mess.pick(HEADERS["charges_inverted"])))
        else:
            columns.append(Column(key, _header(mess, key, style.annex, synonyms=synonyms)))
    return columns


def _group(mess: Mess, style: Style) -> None:
    """Group neighbouring columns under a second header row."""
    for name, keys in (("app", {"app", "number", "function"}), ("document", {"document", "docno"}),
                       ("use", {"requirement", "decision", "charges"})):  # fmt: skip
        places = [i for i, c in enumerate(style.columns) if c.key in keys and c.group is None]
        adjacent = len(places) > 1 and places[-1] - places[0] == len(places) - 1
        if adjacent and mess.chance(0.8):
            head = mess.pick(GROUPS[name])
            for place in places:
                style.columns[place].group = head


def _add_extras(mess: Mess, style: Style) -> None:
    plain_charges = any(c.key == "charges" and "是否" in c.header for c in style.columns)
    options = [k for k in EXTRAS if k != "fee" or plain_charges]
    if style.annex == 1:
        options = ["remark", "contact", "phone", "users"]
    style.extras = mess.rng.sample(options, mess.rng.choice((1, 1, 2, 3)))
    for key in style.extras:
        at_end = key == "remark" or mess.chance(0.6)
        place = len(style.columns) if at_end else mess.rng.randint(1, len(style.columns))
        before = style.columns[place - 1].group
        if before and place < len(style.columns) and style.columns[place].group == before:
            place = len(style.columns)
        style.columns.insert(place, Column(f"extra+{key}", mess.pick(EXTRAS[key])))


def make_style(
    mess: Mess, annex: int, *, drop_school: bool = False, unit_column: bool = False
) -> Style:
    """A style for one form; kinds that strike are remembered in `mess`."""
    keys, missing = _keys(mess, annex, drop_school)
    if unit_column and annex == 1:
        keys.insert(1, "unit")
        mess.note("unit_column")
    style = Style(annex, [], ticked=_ticked(mess, keys), missing=missing)
    style.inverted = (
        "charges" in keys and "charges" not in style.ticked and mess.on("inverted_charges")
    )
    if mess.on("kind_column"):
        keys.insert(keys.index("app") + 1, "kind")
        style.kind_column = True
    style.columns = _columns(mess, style, keys)
    style.two_row = bool(style.ticked) or mess.on("two_row_header")
    if style.two_row:
        _group(mess, style)
        mess.note("two_row_header")
        style.two_row = any(column.group for column in style.columns)
    if mess.on("extra_columns"):
        _add_extras(mess, style)
    return style
