from __future__ import annotations

import configparser
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_of_systemd_is_well_formed(path: Path) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None, comment_prefixes=("#",))
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(path.read_text("utf-8"))
    assert "Unit" in unit
    assert {"Service", "Timer"} & set(unit.sections())


def test_systemd_itself_agrees(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        return  # the form was checked above
    for path in UNITS:  # its programs need not be there for the form to be right
        text = re.sub(r"/opt/qingyuan/bin/qingyuan", "/bin/true", path.read_text("utf-8"))
        (tmp_path / path.name).write_text(text, "utf-8")
    done = subprocess.run(
        [program, "verify", *(str(tmp_path / path.name) for path in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    about_ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert about_ours == []


def test_commands_of_units_and_image_exist() -> None:
    commands = _commands()
    for path in [*UNITS, DEPLOY / "docker" / "Dockerfile"]:
        for line in path.read_text("utf-8").splitlines():
            called = re.search(r"bin/qingyuan (\w+)|^CMD \[\"(\w+)\"", line)
            if called:
                assert (called[1] or called[2]) in commands, line


def _commands() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", "from qingyuan.cli.main import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(re.findall(r"^  (\w+)  ", done.stdout, re.MULTILINE))


def test_every_address_that_needs_no_account_stands_in_the_public_entry() -> None:
    """And the others do not: the internet reaches what teachers and parents open, nothing else."""
    public = (DEPLOY / "nginx" / "qingyuan.conf").read_text("utf-8").split("server {")[2]
    prefixes = re.search(r"\^/\(([\w|]+)\)/", public)
    assert prefixes
    opened = {f"{each}/" for each in prefixes[1].split("|")} | {
        found.lstrip("/") for found in re.findall(r"location (/\w+/) ", public)
    }
    by_token = {
        route.split("<")[0] for route in _routes() if re.match(r"[a-z]/<str:token>/", route)
    }
    assert opened == by_token | {"activate/", "static/"}
    assert "return 404" in public


def _routes() -> list[str]:
    def walk(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
        found = []
        for pattern in patterns:
            route = before + str(pattern.pattern)
            inner = getattr(pattern, "url_patterns", None)
            found += walk(inner, route) if inner is not None else [route]
        return found

    return walk(get_resolver().url_patterns, "")


@pytest.mark.parametrize("name", ["qingyuan.conf", "qingyuan-proxy.conf"])
def test_nginx_files_are_balanced_and_every_directive_ends(name: str) -> None:
    depth = 0
    for line in (DEPLOY / "nginx" / name).read_text("utf-8").splitlines():
        code = line.split("#")[0].strip()
        depth += code.count("{") - code.count("}")
        assert depth >= 0
        assert not code or code[-1] in "{};", line
    assert depth == 0


def test_the_proxy_passes_on_nothing_that_a_client_claims() -> None:
    text = (DEPLOY / "nginx" / "qingyuan-proxy.conf").read_text("utf-8")
    assert "X-Forwarded-For $remote_addr;" in text
    assert "proxy_add_x_forwarded_for" not in text
    assert 'X-Forwarded-Host "";' in text


_INSTRUCTION = re.compile(
    r"(?:FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|ENTRYPOINT|CMD|HEALTHCHECK)\b"
)


def test_the_image_file_is_well_formed_and_copies_what_exists() -> None:
    text = (DEPLOY / "docker" / "Dockerfile").read_text("utf-8")
    joined = re.sub(r"\\\n", " ", text)
    lines = [line for line in joined.splitlines() if line.strip() and line[0] != "#"]
    assert all(_INSTRUCTION.match(line) for line in lines)
    for line in lines:
        if line.startswith("COPY") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source
    assert joined.rstrip().splitlines()[-1].startswith("HEALTHCHECK")
    assert "USER qingyuan" in lines


def test_the_compose_file_is_well_formed() -> None:
    """A small reader of the form used there: two spaces a level, keys and lists."""
    paths: dict[str, str] = {}
    stack: list[str] = []
    for line in (DEPLOY / "docker" / "compose.yaml").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        assert indent % 2 == 0
        assert "\t" not in line
        if line.lstrip().startswith("- "):
            continue
        key, colon, value = line.strip().partition(":")
        assert colon, line
        stack = [*stack[: indent // 2], key]
        path = ".".join(stack)
        assert path not in paths, f"{path} twice"
        paths[path] = value.strip()
    assert paths["services.qingyuan.build.dockerfile"] == "deploy/docker/Dockerfile"
    assert {"services.database.image", "volumes.data", "volumes.database"} <= paths.keys()


def test_scripts_are_well_formed() -> None:
    for script, shell in (("deploy/offline/install.sh", "sh"), (".ci/run", "bash")):
        subprocess.run([shell, "-n", str(ROOT / script)], check=True)


def test_the_offline_package_has_what_the_site_needs_and_no_tools_of_tests() -> None:
    needed = runpy.run_path(str(DEPLOY / "offline" / "needed.py"))["needed"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    kept = needed((ROOT / "requirements.lock").read_text("utf-8"), project)
    names = set(re.findall(r"^([A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==", kept, re.MULTILINE))
    assert {"django", "waitress", "psycopg-binary", "cffi", "qrcode", "sqlparse"} <= names
    assert not names & {"pytest", "mypy", "ruff", "playwright", "openpyxl", "django-stubs"}
    assert kept.count("==") <= kept.count("--hash=sha256:")
