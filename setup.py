"""Puts the manual into the package: its pages lie in docs/, where people read them on the web.

Everything else about the build stands in pyproject.toml.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

_MANUAL = Path(__file__).parent / "docs" / "manual"


class BuildWithManual(build_py):
    """Copies docs/manual beside the pages that show it; an editable install reads docs itself."""

    def run(self) -> None:
        """Builds as usual, then copies."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "qingyuan" / "server" / "manual"
            shutil.copytree(_MANUAL, target, dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithManual})
