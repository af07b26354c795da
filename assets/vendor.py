"""Copies what pages load out of its packages into the site, with licences and a manifest.

    python assets/vendor.py

Only the person who changes a version in package.json runs this, and needs npm for it;
the copied files are committed.  Two runs write the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

HOME = Path(__file__).parent
PACKAGES = HOME / "node_modules"
VENDOR = HOME.parent / "src" / "qingyuan" / "server" / "static" / "vendor"
COPIED = {
    "bootstrap": ["dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js", "LICENSE"],
    "bootstrap-icons": ["LICENSE"],
    "htmx.org": ["dist/htmx.min.js", "LICENSE"],
}
_SVG = re.compile(r"^\s*<svg[^>]*>(.*)</svg>\s*$", re.DOTALL)


def main() -> None:
    """Empties the vendor folder and fills it again from what the lock file names."""
    _install()
    shutil.rmtree(VENDOR, ignore_errors=True)
    for package, names in COPIED.items():
        (VENDOR / package).mkdir(parents=True)
        for name in names:
            _copy_text(PACKAGES / package / name, VENDOR / package / Path(name).name)
    (VENDOR / "bootstrap-icons" / "icons.svg").write_text(_sprite(), encoding="utf-8")
    (VENDOR / "MANIFEST.json").write_text(_manifest(), encoding="utf-8")


def _install() -> None:
    subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=HOME, check=True)  # noqa: S607 npm is wherever its user put it


def _copy_text(source: Path, target: Path) -> None:
    # The maps stay behind, so the line that points to them goes too: browsers would ask for it.
    text = re.sub(
        r"(/\*|//)# sourceMappingURL=\S+( \*/)?\n?", "", source.read_text(encoding="utf-8")
    )
    target.write_text(text, encoding="utf-8")


def _sprite() -> str:
    names = (HOME / "icons.txt").read_text(encoding="utf-8").split()
    symbols = "".join(f"{_symbol(name)}\n" for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def _symbol(name: str) -> str:
    svg = (PACKAGES / "bootstrap-icons" / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    inner = re.sub(r"\s*\n\s*", "", _SVG.sub(r"\1", svg))
    return f'<symbol id="{name}" viewBox="0 0 16 16" fill="currentColor">{inner}</symbol>'


def _manifest() -> str:
    packages = [_entry(package) for package in COPIED]
    return json.dumps({"packages": packages}, ensure_ascii=False, indent=2) + "\n"


def _entry(package: str) -> dict[str, object]:
    about = json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))
    files = sorted(path for path in (VENDOR / package).iterdir())
    return {
        "name": package,
        "version": about["version"],
        "licence": about["license"],
        "files": [_file(path) for path in files],
    }


def _file(path: Path) -> dict[str, object]:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return {"name": path.name, "bytes": len(content), "sha256": digest}


if __name__ == "__main__":
    main()
