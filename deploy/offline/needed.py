"""Of the lock, what the site needs to run: `python needed.py requirements.lock OUT`.

The lock also pins what tests need.  This follows the dependencies in pyproject.toml, `server` and
`postgresql` included, through the comments of the lock that say who asked for what.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

_ENTRY = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)(?:\[[\w,-]+\])?==", re.MULTILINE)


def entries(lock: str) -> dict[str, str]:
    """Each package's part of the lock, by its name."""
    starts = list(_ENTRY.finditer(lock))
    ends = [*(start.start() for start in starts[1:]), len(lock)]
    return {
        _plain(start["name"]): lock[start.start() : end]
        for start, end in zip(starts, ends, strict=True)
    }


def needed(lock: str, project: dict[str, object]) -> str:
    """The parts of the lock that are wanted, in their order."""
    parts = entries(lock)
    wanted = {_plain(name) for name in _roots(project)}
    while True:
        more = {name for name, part in parts.items() if _asked_by(part) & wanted}
        if more <= wanted:
            break
        wanted |= more
    missing = wanted - parts.keys()
    if missing:
        raise SystemExit(f"not in the lock: {', '.join(sorted(missing))}")
    return "".join(part for name, part in parts.items() if name in wanted)


def _roots(project: dict[str, object]) -> list[str]:
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["server"], *extras["postgresql"]]  # type: ignore[misc,index]
    return [re.split(r"[\[<>=~!; ]", line, maxsplit=1)[0] for line in lines]


def _asked_by(part: str) -> set[str]:
    """Who asked for a package, as the lock's comments say."""
    comment = part.partition("# via")[2]
    return {_plain(word) for word in re.findall(r"[A-Za-z0-9][\w.-]*", comment)} - {"qingyuan"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main(lock: Path, out: Path) -> None:
    """Reads pyproject.toml beside the lock."""
    project = tomllib.loads((lock.parent / "pyproject.toml").read_text("utf-8"))["project"]
    out.write_text(needed(lock.read_text("utf-8"), project), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute(), Path(sys.argv[2]))
