"""Traps of pasted text, one by one."""

from datetime import date

import pytest
from tests.core.notices.samples import SEED, gaps, read

from qingyuan.core.notices.proposal import Channel, Confidence

HEAD = "临溪县教育局关于开展APP清查的通知\n各学校：\n"
SIGNED = "\n临溪县教育局\n2023年11月13日\n"


def due(sentence: str, signed: str = SIGNED) -> list[str]:
    owed = read(HEAD + sentence + signed).deliverables
    return [str(d.due_on.value) if d.due_on else d.due_as_written.value for d in owed]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("请于11月20日前将自查报告报县教育局。", ["2023-11-20"]),
        ("请于 11 月20 日 前将自查报告报县教育局。", ["2023-11-20"]),
        ("请于１１月２０日前将自查报告报县教育局。", ["2023-11-20"]),
        ("请于11月20日（周一）下午5点前将自查报告报县教育局。", ["2023-11-20"]),
        ("请于2月底前将自查报告报县教育局。", ["2024-02-29"]),
        ("请于今年12月底前将自查报告报县教育局。", ["2023-12-31"]),
        ("请于明年1月5日前将自查报告报县教育局。", ["2024-01-05"]),
        ("请于12月上旬将自查报告报县教育局。", ["2023-12-10"]),
        ("请于2024.1.5前将自查报告报县教育局。", ["2024-01-05"]),
        ("请于2023年2月30日前将自查报告报县教育局。", ["2023年2月30日前"]),
        ("请在通知印发后5个工作日内将自查报告报县教育局。", ["通知印发后5个工作日内"]),
        ("请于每月25日前将工作进展报县教育局。", ["每月25日前"]),
        ("11月20日前完成自查。", []),
        ("去年11月20日前的材料不再通报。", []),
    ],
)
def test_a_day_is_read_as_written_or_left_to_a_person(sentence: str, days: list[str]) -> None:
    assert due(sentence) == days


def test_a_day_that_is_none_is_a_gap_with_its_sentence() -> None:
    text = f"{HEAD}请在通知印发后5个工作日内将自查报告报县教育局。{SIGNED}"
    gap = gaps(read(text))["due_on"]
    assert gap.message == "“通知印发后5个工作日内”不是确定的日期，请补填“自查报告”的报送日期"
    assert gap.source is not None
    assert "工作日内" in gap.source.sentence


@pytest.mark.parametrize(
    ("head", "year", "basis"),
    [
        ("临教〔2022〕8号\n", 2022, "按发文字号的年份"),
        ("", 2025, "按粘贴日期"),
    ],
)
def test_without_a_date_the_year_comes_from_what_there_is(head: str, year: int, basis: str) -> None:
    text = f"{head}{HEAD}请于3月20日前将自查报告报县教育局。"
    (owed,) = read(text).deliverables
    assert owed.due_on is not None
    assert owed.due_on.value == date(year, 3, 20)
    assert basis in owed.due_on.note
    assert owed.due_on.confidence is Confidence.INFERRED


def test_a_stage_over_new_year_ends_in_the_next_year() -> None:
    body = "（一）自查阶段（11月20日至12月29日）。\n（二）整改阶段（12月30日至1月31日）。"
    ends = [s.ends_on.value for s in read(HEAD + body + SIGNED).stages if s.ends_on]
    assert ends == [date(2023, 12, 29), date(2024, 1, 31)]


def test_half_written_ranges_take_what_the_other_half_says() -> None:
    body = "（一）自查阶段（11月20日至24日）。\n（二）整改阶段（今年11至12月）。"
    found = [(s.starts_on, s.ends_on) for s in read(HEAD + body + SIGNED).stages]
    days = [(str(a.value), str(b.value)) for a, b in found if a and b]
    assert days == [("2023-11-20", "2023-11-24"), ("2023-11-01", "2023-12-31")]


def test_one_cell_a_line_is_a_table_header_too() -> None:
    annex = "附件1\n清查表\n序号\n学校名称\nAPP名称\n备案号\n1\n2\n"
    (form,) = read(HEAD + "附件：1.清查表" + SIGNED + annex).forms
    assert [c.value for c in form.columns] == ["序号", "学校名称", "APP名称", "备案号"]
    assert form.columns[0].confidence is Confidence.INFERRED


def test_recipients_and_owners_that_a_sentence_leaves_out_come_from_its_neighbour() -> None:
    sentence = "各学校于11月20日前将自查表报县教育局电教站，12月5日前报送总结。"
    first, second = read(HEAD + sentence + SIGNED).deliverables
    assert [r.value for r in second.recipients] == ["县教育局电教站"]
    assert first.recipients[0].confidence is Confidence.STATED
    assert second.recipients[0].confidence is Confidence.INFERRED
    assert second.owed_by[0].note == "本句没有写明报送单位，按上文推定"


def test_the_day_that_a_supplement_replaces_is_not_owed() -> None:
    sentence = "“11月20日前报送自查报告”调整为“12月20日前报送自查报告”。"
    assert due(sentence) == ["2023-12-20"]


CONTACTS = (
    "联系人：范某某、邵某，联系电话：0000-1234567，手机：13900000000，邮箱：fan@example.cn",
    "联系人：范某某 电话：0000 1234567",
    "（联系人：范某某；电话：００００－１２３４５６７）",
)


@pytest.mark.parametrize("line", CONTACTS)
def test_contacts_are_noticed_and_never_copied(line: str) -> None:
    sentence = f"请于11月20日前将自查表报县教育局，电子版发送至邮箱fan@example.cn。{line}。"
    proposal = read(HEAD + sentence + SIGNED)
    assert proposal.contacts_present
    assert Channel.EMAIL in {channel.value for channel in proposal.channels}
    copied = repr(proposal)
    for secret in ("范某某", "邵某", "1234567", "１２３４５６７", "13900000000", "fan@"):
        assert secret not in copied


def test_a_traditional_character_or_a_lost_letter_changes_nothing() -> None:
    assert "家長" in SEED
    plain = read(SEED.replace("家長", "家长").replace("教类APP", "教育类APP"))
    assert [r.value for r in plain.requirements] == [r.value for r in read(SEED).requirements]


def test_an_empty_text_is_all_gaps_and_each_says_what_to_do() -> None:
    found = gaps(read(""))
    assert {"title", "stages", "deliverables", "look_back", "rules"} <= found.keys()
    assert all("请" in gap.message or "可以" in gap.message for gap in found.values())
