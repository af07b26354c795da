"""Files that are no forms, or cannot be read: reported, never read as empty."""

from benchmarks.inbox.books import paragraphs, roster
from benchmarks.inbox.grid import Grid, Value
from benchmarks.inbox.mess import Mess
from benchmarks.inbox.places import person
from benchmarks.inbox.truth import Artifact
from benchmarks.inbox.words.texts import NARRATIVE_AFTER, NARRATIVE_BEFORE
from benchmarks.inbox.writers.docx import DocxWriter
from benchmarks.inbox.writers.xlsx import write_xlsx

_EITHER = ("not_a_form", "unreadable")


def _artifact(
    path: str, data: bytes, outcomes: tuple[str, ...], *, listed: bool = True
) -> Artifact:
    form = path.rpartition(".")[2].lower()
    return Artifact(path, data, form, outcomes, 0, [], {"junk"}, must_be_listed=listed)


def _photo(mess: Mess, where: str) -> Artifact:
    data = (
        bytes.fromhex("ffd8ffe000104a46494600010101006000600000")
        + mess.rng.randbytes(900)
        + b"\xff\xd9"
    )
    return _artifact(f"{where}盖章扫描件.jpg", data, _EITHER)


def _pdf(mess: Mess, where: str) -> Artifact:
    return _artifact(
        f"{where}附件2盖章.pdf",
        b"%PDF-1.4\n%\xe2\xe3\n" + mess.rng.randbytes(600) + b"\n%%EOF",
        _EITHER,
    )


def _plan(mess: Mess, where: str) -> Artifact:
    body = ["APP排查整治活动实施方案", *NARRATIVE_BEFORE, *NARRATIVE_AFTER]
    return _artifact(
        f"{where}实施方案.docx", paragraphs(body, str(mess.rng.random())), ("not_a_form",)
    )


def _team(mess: Mess, where: str) -> Artifact:
    rows: list[list[str | int | float | None]] = [["序号", "姓名", "职务", "联系电话"]]
    rows += [
        [i, person(mess.rng), mess.pick(("校长", "副校长", "组员")), "0000"] for i in range(1, 7)
    ]
    return _artifact(f"{where}工作专班名单.xlsx", roster([[*row] for row in rows]), ("not_a_form",))


def _team_in_word(mess: Mess, where: str) -> Artifact:
    rows: list[tuple[str | int, ...]] = [("序号", "姓名", "职务")]
    rows += [(number, person(mess.rng), "组员") for number in range(1, 5)]
    cells: dict[tuple[int, int], Value] = {
        (row, column): value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
    }
    grid = Grid("1", cells)
    data = DocxWriter(str(mess.rng.random())).write(["APP排查整治工作专班成员名单", grid])
    return _artifact(f"{where}专班成员.docx", data, ("not_a_form",))


def _truncated(mess: Mess, where: str) -> Artifact:
    grid = Grid("Sheet1", {(r, c): f"{mess.rng.random()}" for r in range(40) for c in range(8)})
    data = write_xlsx([grid])
    return _artifact(f"{where}附件2（损坏）.xlsx", data[: len(data) // 2], ("unreadable",))


def _empty(mess: Mess, where: str) -> Artifact:
    del mess
    return _artifact(f"{where}附件1空文件.xlsx", b"", _EITHER)


def _lock(mess: Mess, where: str) -> Artifact:
    data = b"\x05admin" + mess.rng.randbytes(159)
    folder, slash, name = where.rpartition("/")
    return _artifact(f"{folder}{slash}~${name}附件2.xlsx", data, _EITHER, listed=False)


def _thumbs(mess: Mess, where: str) -> Artifact:
    return _artifact(f"{where}Thumbs.db", mess.rng.randbytes(700), _EITHER, listed=False)


def _text(mess: Mess, where: str) -> Artifact:
    data = f"请查收附件，联系人：{person(mess.rng)}".encode()
    return _artifact(f"{where}说明.txt", data, _EITHER)


_MAKERS = (_photo, _pdf, _plan, _team, _team_in_word, _truncated, _empty, _lock, _thumbs, _text)


def make_junk(mess: Mess, where: str) -> Artifact:
    """One file that is no form; `where` is the beginning of its path."""
    return mess.pick(_MAKERS)(mess, where)
