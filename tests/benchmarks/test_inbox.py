"""The inbox generator tells the truth about what it writes, and the scorer sees every error."""

import csv
import json
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped,unused-ignore]
import pytest
from benchmarks.inbox.generate import Plan, write_inbox
from benchmarks.inbox.mess import shares
from benchmarks.inbox.mess_kinds import MESS_KINDS
from benchmarks.inbox.report import format_score, score_result
from benchmarks.inbox.score import Score, read_lines
from benchmarks.inbox.words import answers, dates, headers, nil, numbers
from python_calamine import CalamineWorkbook

Lines = list[dict[str, Any]]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inbox")
    write_inbox(Plan(seed=7, schools=150, registry=1500, counties=2), folder)
    return folder


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def generate_elsewhere(folder: Path, hash_seed: str) -> dict[str, str]:
    command = [sys.executable, "-m", "benchmarks.inbox", "generate", str(folder)]
    size = ["--seed", "3", "--schools", "60", "--registry", "400"]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    subprocess.run([*command, *size], check=True, cwd=ROOT, env=environment, capture_output=True)
    return digest(folder)


def test_one_seed_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    one = generate_elsewhere(tmp_path / "one", "1")
    two = generate_elsewhere(tmp_path / "two", "2")
    assert one == two
    assert len(one) > 60


def test_another_seed_gives_another_inbox(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_inbox(Plan(seed=seed, schools=20, registry=200), tmp_path / str(seed))
    assert digest(tmp_path / "1") != digest(tmp_path / "2")


def test_every_file_on_disk_is_in_the_truth_and_the_reverse(out: Path) -> None:
    inbox = out / "inbox"
    found = {path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()}
    told = {line["file"] for line in read_lines(out / "truth_files.jsonl")}
    assert {name.split("!/")[0] for name in told} == found


def test_zip_members_carry_the_names_that_the_truth_gives(out: Path) -> None:
    told = [line["file"] for line in read_lines(out / "truth_files.jsonl") if "!/" in line["file"]]
    assert told
    for name in told:
        path, *inner = name.split("!/")
        data = (out / "inbox" / path).read_bytes()
        for member in inner:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                plain = {info.filename: info for info in archive.infolist()}
                gbk = {
                    info.filename.encode("cp437").decode("gbk"): info
                    for info in archive.infolist()
                    if not info.flag_bits & 0x800
                }
                data = archive.read({**plain, **gbk}[member])
        assert data


def squeezed(text: object) -> str:
    return re.sub(r"[\s\u200b]", "", unicodedata.normalize("NFKC", str(text))).lower()


def row_text(path: Path, table: str, row: int) -> str:
    sheet = openpyxl.load_workbook(path, data_only=True)[table]
    return squeezed("".join(str(cell.value) for cell in sheet[row] if cell.value is not None))


def test_the_rows_of_the_truth_stand_where_it_says(out: Path) -> None:
    rows = [
        row
        for row in read_lines(out / "truth.jsonl")
        if row["format"] in ("xlsx", "xlsm")
        and "!/" not in row["file"]
        and row["status"] == "accepted"
        and "name_traditional" not in row["mess"]
    ]
    assert len(rows) > 100
    for row in rows[:: len(rows) // 60]:
        text = row_text(out / "inbox" / row["file"], row["table"], row["row"])
        assert squeezed(row["app_name"]) in text, row
        if row["filing_number"]:
            assert row["filing_number"][5:12] in text, row


def test_old_and_open_formats_open_elsewhere_with_their_sheets(out: Path) -> None:
    opened = Counter[str]()
    for row in read_lines(out / "truth.jsonl"):
        if row["format"] in ("xls", "et", "ods", "strict") and "!/" not in row["file"]:
            book = CalamineWorkbook.from_path(str(out / "inbox" / row["file"]))
            assert row["table"] in book.sheet_names
            opened[row["format"]] += 1
    assert {"xls", "et"} <= set(opened)


def test_verdicts_follow_from_the_registry_file(out: Path) -> None:
    with (out / "registry.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    text = [" ".join(line) for line in lines[1:]]
    numbers_listed = {match for line in text for match in re.findall(r"教APP备\d{7}号", line)}
    for row in read_lines(out / "truth.jsonl"):
        if row["verdict"] == "number_not_in_registry":
            assert row["filing_number"] not in numbers_listed
        if row["verdict"] in ("verified", "number_of_another_app"):
            assert row["filing_number"] in numbers_listed
        if row["verdict"] == "unregistered":
            assert not any(row["app_name"] in line.split(" ") for line in text)


def test_a_fact_is_accepted_once(out: Path) -> None:
    facts = Counter(
        row["fact"] for row in read_lines(out / "truth.jsonl") if row["status"] == "accepted"
    )
    assert set(facts.values()) == {1}


def test_every_kind_of_mess_can_be_forced_and_switched_off(tmp_path: Path) -> None:
    write_inbox(Plan(schools=6, registry=200, clean=True), tmp_path / "clean")
    clean = read_lines(tmp_path / "clean" / "truth_files.jsonl")
    assert len(clean) == 12
    names = {kind.name for kind in MESS_KINDS}
    kinds = {kind for line in clean for kind in line["mess"]} & names
    assert kinds == set()
    with pytest.raises(KeyError):
        shares({"no_such_kind": 1.0})
    forced = Plan(schools=4, registry=200, clean=True, mess={"several_apps": 1.0})
    write_inbox(forced, tmp_path / "forced")
    rows = [r for r in read_lines(tmp_path / "forced" / "truth.jsonl") if r["status"] != "nil"]
    assert rows
    assert all("several_apps" in row["mess"] for row in rows)


def test_most_kinds_of_mess_occur_in_an_ordinary_inbox(out: Path) -> None:
    lines = read_lines(out / "truth_files.jsonl") + read_lines(out / "truth.jsonl")
    seen = {kind for line in lines for kind in line["mess"]}
    assert len(seen & {kind.name for kind in MESS_KINDS}) > 0.8 * len(MESS_KINDS)


def test_the_wordings_are_many() -> None:
    assert len(set(nil.NIL_CELLS) | set(nil.NIL_SENTENCES[1]) | set(nil.NIL_SENTENCES[2])) >= 40
    assert len(dates.SHAPES) >= 25
    assert len(set(numbers.sloppy_spellings("1100871"))) >= 25
    for column, words in answers.WORDINGS.items():
        for value in (v for v in words if v is not None):
            assert len(set(words[value])) >= 25, (column, value)
    for key in ("app", "number", "school", "decision", "charges", "document", "department"):
        varied = {headers.decorate(w, how) for w in headers.HEADERS[key] for how in range(7)}
        assert len(varied) >= 30


def write_result(folder: Path, files: Lines, rows: Lines) -> Path:
    folder.mkdir()
    for name, lines in (("files.jsonl", files), ("rows.jsonl", rows)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / name).write_text(text, encoding="utf-8")
    counts = Counter(row["status"] for row in rows)
    statuses = ("accepted", "duplicate", "rejected", "nil")
    summary = {status: counts[status] for status in statuses} | {"read": len(rows)}
    (folder / "summary.json").write_text(json.dumps({"rows": summary}), encoding="utf-8")
    return folder


def perfect(out: Path) -> tuple[Lines, Lines]:
    files, aside, twins = [], set(), set()
    for line in read_lines(out / "truth_files.jsonl"):
        outcome = line["outcomes"][0]
        if line["twins"] and line["twins"] in twins:
            outcome = "duplicate"
            aside.add(line["file"])
        twins.add(line["twins"])
        files.append({"file": line["file"], "outcome": outcome, "tables": line["tables"]})
    rows = [r for r in read_lines(out / "truth.jsonl") if r["file"] not in aside]
    return files, rows


def shares_of(score: Score) -> dict[str, float]:
    return {name: t.share for name, t in (score.totals | score.fields).items()}


def test_a_perfect_result_scores_full_marks(out: Path, tmp_path: Path) -> None:
    score = score_result(out, write_result(tmp_path / "result", *perfect(out)))
    assert score.misses == []
    assert set(shares_of(score).values()) == {1.0}
    assert "app_name" in format_score(score)


def test_planted_errors_are_found_one_by_one(out: Path, tmp_path: Path) -> None:
    files, rows = perfect(out)
    usable = [i for i, r in enumerate(rows) if r["status"] == "accepted" and not r["skip"]]
    lost, renamed, verdict, moved, twice = usable[:5]
    nil_lost = next(i for i, r in enumerate(rows) if r["status"] == "nil" and not r["optional"])
    rows[renamed]["app_name"] = "别的名字"
    rows[verdict]["verdict"] = "nonsense"
    rows[moved]["row"] += 500
    again = dict(rows[twice], row=rows[twice]["row"] + 900)
    kept = [row for i, row in enumerate(rows) if i not in (lost, nil_lost)] + [again]
    files[0]["outcome"] = "unreadable"
    score = score_result(out, write_result(tmp_path / "result", files, kept))
    found = Counter((miss["what"], miss["field"]) for miss in score.misses)
    assert found == {
        ("missed", ""): 2,
        ("fact", ""): 1,
        ("field", "app_name"): 1,
        ("field", "verdict"): 1,
        ("place", ""): 1,
        ("invented", ""): 1,
        ("outcome", ""): 1,
    }


def test_a_duplicate_that_counts_twice_is_found(out: Path, tmp_path: Path) -> None:
    files, rows = perfect(out)
    duplicate = next(row for row in rows if row["status"] == "duplicate")
    duplicate["status"] = "accepted"
    score = score_result(out, write_result(tmp_path / "result", files, rows))
    assert [miss["what"] for miss in score.misses] == ["fact"]


def test_a_program_that_reads_nothing_scores_nothing(out: Path, tmp_path: Path) -> None:
    score = score_result(out, write_result(tmp_path / "result", [], []))
    assert score.totals["rows: found"].right == 0
    assert score.totals["nil returns: seen"].right == 0
