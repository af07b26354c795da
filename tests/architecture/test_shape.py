"""The shape of the code: what the style page promises and a machine can check."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "qingyuan"
MODULES = sorted(  # migrations are written by Django
    path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts
)
VAGUE = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "base",
    "manager",
    "handler",
    "engine",
    "misc",
}
LONGEST_MODULE, LONGEST_FUNCTION = 330, 45


def shown(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 80


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_speaks_the_domain(path: Path) -> None:
    words = {
        word for part in path.relative_to(PACKAGE).with_suffix("").parts for word in part.split("_")
    }
    assert not words & VAGUE


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_a_module_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in functions(ast.parse(source))}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name == "__init__.py"], ids=shown
)
def test_a_package_has_a_sign_on_its_door(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_only_the_command_line_speaks_to_the_terminal() -> None:
    speaking = re.compile(r"(?<![\w.])print\(|sys\.std(?:out|err)|click\.echo|rich\.")
    found = [
        f"{shown(path)}:{number}"
        for path in MODULES
        if path.relative_to(PACKAGE).parts[0] != "cli"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if speaking.search(line)
    ]
    assert found == []


def test_the_lock_file_names_no_host_and_pins_every_package_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"https?:|--index-url|--find-links|--trusted-host|@ file", lock)
    pinned = re.findall(
        r"^[A-Za-z0-9][\w.\-\[\]]*==\S+.*?(?=^[A-Za-z0-9]|\Z)", lock, re.MULTILINE | re.DOTALL
    )
    assert len(pinned) > 20
    assert all("--hash=sha256:" in entry for entry in pinned)
