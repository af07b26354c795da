"""Writes THIRD_PARTY.md: what others wrote and this project uses, with versions and licences.

    python docs/third_party.py

Vendored files come from the manifest beside them, Python packages from the lock file and from
what the installed packages say of themselves.  A test fails where the page is not current.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "THIRD_PARTY.md"
MANIFEST = ROOT / "src" / "qingyuan" / "server" / "static" / "vendor" / "MANIFEST.json"
LOCK = ROOT / "requirements.lock"
# Classifiers, by the short name of their licence.
_SPOKEN = {"BSD License": "BSD", "MIT License": "MIT", "Apache Software License": "Apache-2.0"}

# What a package does not say of itself, read from the licence file that it brings.
_TOLD = {"axe-playwright-python": "MIT，其中的 axe-core 为 MPL-2.0"}


def third_party_page() -> str:
    """The whole page."""
    return (
        "# 第三方组件\n\n"
        "<!-- 由 docs/third_party.py 生成，请勿手改。 -->\n\n"
        "## 随网页提供的文件\n\n"
        "在 `src/qingyuan/server/static/vendor/`，许可证全文在各自的文件夹里。\n\n"
        f"{_table(_vendored())}\n"
        "## Python 包\n\n"
        "由 pip 按 `requirements.lock` 安装，不改动；许可证全文在各包的安装目录里。\n"
        "其中一部分只在开发和检查时用。\n\n"
        f"{_table(_locked())}"
    )


def _table(rows: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(f"| {name} | {version} | {licence} |\n" for name, version, licence in rows)
    return f"| 名称 | 版本 | 许可证 |\n|---|---|---|\n{lines}"


def _vendored() -> list[tuple[str, str, str]]:
    packages = json.loads(MANIFEST.read_text(encoding="utf-8"))["packages"]
    return [(each["name"], each["version"], each["licence"]) for each in packages]


def _locked() -> list[tuple[str, str, str]]:
    pinned = re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return [(name, version, _licence(name)) for name, version in pinned]


def _licence(name: str) -> str:
    about = metadata.metadata(name)
    expression = about.get("License-Expression")
    if expression:
        return expression
    classified = [
        line.split(" :: ")[-1]
        for line in about.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    ]
    if classified:
        return "，".join(_SPOKEN.get(words, words) for words in classified)
    return (about.get("License") or "").strip().split("\n")[0] or _TOLD.get(name, "见安装目录")


if __name__ == "__main__":
    PAGE.write_text(third_party_page(), encoding="utf-8")
