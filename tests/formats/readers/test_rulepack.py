"""A rule pack is data: what is wrong with one is said in a sentence."""

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from qingyuan.core.registry.verdict import Verdict
from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.readers.rulepack import read_rulepack, shipped_packs

SHIPPED = (resources.files("qingyuan.rulepacks") / "linjiang_2024.toml").read_text("utf-8")


def written(tmp_path: Path, text: str | bytes) -> str:
    path = tmp_path / "本地规则.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return str(path)


def refusal(name_or_path: str) -> str:
    with pytest.raises(Refused) as caught:
        read_rulepack(name_or_path)
    return caught.value.sentence


def test_two_packs_are_shipped_and_say_what_they_come_from() -> None:
    assert {"linjiang_2024", "xinyang_2023"} <= set(shipped_packs())
    pack = read_rulepack("xinyang_2023")
    assert (pack.document_number, pack.issued_on) == ("教体办电教〔2023〕56号", date(2023, 6, 12))
    assert pack.looks_back_to == date(2021, 1, 1)
    assert {key: due.due_on for key, due in pack.deadlines.items()} == {
        "cleanup": date(2023, 7, 20), "report": date(2023, 7, 25), "summary": date(2023, 8, 20),
    }  # fmt: skip
    assert len(pack.rules) == 7
    assert all(rule.clause and rule.title and rule.measure for rule in pack.rules)


@pytest.mark.parametrize("name", shipped_packs())
def test_rules_of_a_shipped_pack_have_ids_of_their_own_and_known_verdicts(name: str) -> None:
    pack = read_rulepack(name)
    assert len({rule.id for rule in pack.rules}) == len(pack.rules)
    asked = {
        value
        for rule in pack.rules
        for case in rule.cases
        for condition in case
        if condition.fact == "verdict"
        for value in condition.values
    }
    assert asked <= set(Verdict)


@pytest.mark.parametrize("name", shipped_packs())
def test_rules_of_one_short_name_are_broken_by_the_same_rows(name: str) -> None:
    by_short: dict[str, set[object]] = {}
    for rule in read_rulepack(name).rules:
        assert rule.short
        assert rule.label != rule.title
        by_short.setdefault(rule.short, set()).add((rule.subjects, rule.cases))
    assert all(len(alike) == 1 for alike in by_short.values())


def test_a_pack_without_short_names_and_labels_says_its_titles(tmp_path: Path) -> None:
    bare = "\n".join(
        line for line in SHIPPED.splitlines() if not line.startswith(("short =", "label ="))
    )
    rule = read_rulepack(written(tmp_path, bare)).rules[0]
    assert rule.short == rule.label == rule.title == "没有教育类 APP 备案号的"


def test_a_copy_of_a_pack_with_other_words_is_a_pack(tmp_path: Path) -> None:
    pack = read_rulepack(written(tmp_path, SHIPPED.replace("临江市教育局", "清河市教育局")))
    assert (pack.name, pack.issuer) == ("本地规则", "清河市教育局")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('clause = "二(二)2"\n', "", "缺少 clause 一项"),
        ('title = "教育类 APP 专项清理行动"\n', "", "缺少 title 一项"),
        ("[annexes]", "[appendices]", "缺少 annexes 一项"),
        ("requirement = [", "requirements = [", "不认识的项：requirements"),
        ('subjects = ["usage"]', 'subjects = ["usages"]', "usages"),
        ("{unit}要求使用", "{school}要求使用", "school"),
        ("issued_on = 2024-03-04", "issued_on = 2024-03-44", "不是正确的 TOML 文件"),
        ('issuer = "临江市教育局"', 'issuer = "临江市教育局', "不是正确的 TOML 文件"),
    ],
)
def test_a_pack_with_a_mistake_is_refused_by_what_is_wrong(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert before in SHIPPED
    sentence = refusal(written(tmp_path, SHIPPED.replace(before, after)))
    assert sentence.startswith("规则包“本地规则”用不了：")
    assert said in sentence


def test_no_such_pack_names_those_there_are(tmp_path: Path) -> None:
    assert "自带的有：linjiang_2024、xinyang_2023" in refusal("没有这个包")
    assert "自带的有" in refusal(str(tmp_path))
    assert "不是 UTF-8 文本" in refusal(written(tmp_path, SHIPPED.encode("gb18030")))


@pytest.mark.parametrize("text", ["", "rules = 3", "[campaign]\n", "campaign = []\nscope = 1\n"])
def test_what_is_no_pack_at_all_is_refused(tmp_path: Path, text: str) -> None:
    assert "用不了" in refusal(written(tmp_path, text))
