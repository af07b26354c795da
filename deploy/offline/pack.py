"""An archive that installs the site without a network: `python pack.py FOLDER`.

It holds the wheels of everything the site needs to run on x86-64, as pinned in the lock, the
project's own wheel with the manual in it, the files of deploy/ and a script that installs them.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import needed

ROOT = Path(__file__).parents[2]
_BESIDE = ("systemd", "nginx")


def main(folder: Path) -> None:
    """Fetches, builds, packs."""
    if platform.machine() != "x86_64":
        raise SystemExit("离线包要在 x86-64 的机器上打")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name = f"{project['name']}-{project['version']}-x86_64"
    shutil.rmtree(folder, ignore_errors=True)
    staged = folder / name
    (staged / "wheels").mkdir(parents=True)
    needed.main(ROOT / "requirements.lock", staged / "requirements.txt")
    _fetch(staged)
    _build(staged / "wheels")
    shutil.copy(ROOT / "deploy/offline/install.sh", staged)
    for each in _BESIDE:
        shutil.copytree(ROOT / "deploy" / each, staged / each)
    _sum_up(staged)
    archive = folder / f"{name}.tar.gz"
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(staged, arcname=name)
    sys.stdout.write(f"{archive}（{archive.stat().st_size >> 20} MB）\n")


def _fetch(staged: Path) -> None:
    """Wheels only: nothing is compiled where there is no network."""
    options = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    wanted = ["-r", str(staged / "requirements.txt"), "-d", str(staged / "wheels")]
    _pip("download", *options, *wanted)


def _build(wheels: Path) -> None:
    """The project's wheel, from a copy that has the manual where an installed site looks."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "source"
        source.mkdir()
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, source)
        leave = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / "src", source / "src", ignore=leave)
        shutil.copytree(ROOT / "docs/manual", source / "src/qingyuan/server/manual")
        _pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(source))


def _pip(command: str, *arguments: str) -> None:
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", command, *quiet, *arguments], check=True)  # noqa: S603 - our own words


def _sum_up(staged: Path) -> None:
    """`sha256sum -c SHA256SUMS` proves that nothing was lost on the way."""
    files = sorted(path for path in staged.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(staged)}\n"
        for path in files
    ]
    (staged / "SHA256SUMS").write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
