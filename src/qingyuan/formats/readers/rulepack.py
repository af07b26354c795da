"""Reads a rule pack: a TOML file, by its path or by the name of a pack that is shipped."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from qingyuan.core.conveyance.quiz import Question
from qingyuan.core.rules.facts import Facts, Subject
from qingyuan.core.rules.pack import Condition, Deadline, Rule, RulePack
from qingyuan.formats.limits.refused import Refused

_FACTS = {field.name for field in fields(Facts)}
_PLACES = {"unit", "app_name", "document_name", "requirement", "explanation", "act"}


def shipped_packs() -> list[str]:
    """Names of the rule packs that come with the program."""
    files = resources.files("qingyuan.rulepacks").iterdir()
    return sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml"))


def read_rulepack(name_or_path: str) -> RulePack:
    """A rule pack by name (`xinyang_2023`) or path.

    Raises:
        Refused: no such pack, not TOML, or an entry that is missing or unknown, by its name.
    """
    name, text = _text_of(name_or_path)
    try:
        return _made(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _refused(name, f"不是正确的 TOML 文件（{error}）") from error
    except KeyError as error:
        raise _refused(name, f"缺少 {error.args[0]} 一项") from error
    except (AttributeError, TypeError, ValueError) as error:
        raise _refused(name, str(error)) from error


def _text_of(name_or_path: str) -> tuple[str, str]:
    if name_or_path in shipped_packs():
        shipped = resources.files("qingyuan.rulepacks") / f"{name_or_path}.toml"
        return name_or_path, shipped.read_text(encoding="utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        known = "、".join(shipped_packs())
        raise _refused(
            name_or_path, f"没有这个规则包。自带的有：{known}；也可以给出 .toml 文件的路径"
        )
    try:
        return path.stem, path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _refused(name_or_path, "不是 UTF-8 文本，请另存为 UTF-8") from error


def _refused(name: str, reason: str) -> Refused:
    return Refused(f"规则包“{name}”用不了：{reason}", code="rulepack")


def _made(name: str, data: dict[str, Any]) -> RulePack:
    campaign, scope = data["campaign"], data["scope"]
    return RulePack(
        name=name,
        title=campaign["title"],
        document=campaign["document"],
        document_number=campaign["document_number"],
        issuer=campaign["issuer"],
        issued_on=campaign["issued_on"],
        looks_back_to=campaign["looks_back_to"],
        kinds_in_scope=frozenset(scope["kinds"]),
        scope_clause=scope["clause"],
        general_tools=frozenset(scope.get("general_tools", ())),
        rules=tuple(_rule(entry) for entry in data["rules"]),
        deadlines={key: Deadline(**entry) for key, entry in data.get("deadlines", {}).items()},
        annex_titles={int(key): title for key, title in data["annexes"].items()},
        quiz=tuple(_question(entry) for entry in data.get("quiz", ())),
    )


def _rule(entry: dict[str, Any]) -> Rule:
    for template in (entry["sentence"], entry["problem"]):
        template.format(**dict.fromkeys(_PLACES, ""))  # an unknown place is a KeyError by its name
    return Rule(
        id=entry["id"],
        clause=entry["clause"],
        title=entry["title"],
        subjects=frozenset(Subject(subject) for subject in entry["subjects"]),
        cases=tuple(_case(case) for case in entry["cases"]),
        sentence=entry["sentence"],
        problem=entry["problem"],
        measure=entry["measure"],
        education_apps_only=entry.get("education_apps_only", False),
        short=entry.get("short", entry["title"]),
        label=entry.get("label", entry["title"]),
    )


def _question(entry: dict[str, Any]) -> Question:
    return Question(
        id=entry["id"],
        text=entry["text"],
        choices=tuple(entry["choices"]),
        right=entry["right"],
        clause=entry["clause"],
        because=entry["because"],
    )


def _case(case: dict[str, list[str | bool]]) -> tuple[Condition, ...]:
    unknown = case.keys() - _FACTS
    if unknown:
        raise ValueError(f"规则的条件里有不认识的项：{'、'.join(sorted(unknown))}")
    return tuple(Condition(fact, frozenset(values)) for fact, values in case.items())
