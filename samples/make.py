"""`python -m samples.make [FOLDER]`: writes the sample county, byte for byte the same each time."""

from __future__ import annotations

import shutil
import sys
import tempfile
from codecs import BOM_UTF8
from pathlib import Path

from benchmarks.inbox.generate import write_inbox

from samples.county import COUNTY, SampleCounty, sample_plan

SEED = 51  # of the first two hundred, the one with every kind of mess in it
HOME = Path(__file__).parent
_NAMES = {
    "inbox": "收件箱",
    "registry.csv": "备案名录.csv",
    "truth.jsonl": "truth.jsonl",
    "truth_files.jsonl": "truth_files.jsonl",
}


def make(folder: Path, seed: int = SEED) -> Path:
    """Write the county under `folder`, in place of what is there; returns its own folder."""
    county = folder / COUNTY
    shutil.rmtree(county, ignore_errors=True)
    county.mkdir(parents=True)
    plan = sample_plan(seed)
    with tempfile.TemporaryDirectory() as beside:
        write_inbox(plan, Path(beside), SampleCounty(plan))
        for made, name in _NAMES.items():
            shutil.move(Path(beside) / made, county / name)
    _date(county / "备案名录.csv")
    return county


def _date(registry: Path) -> None:
    """Puts a line above the registry's table that says how old it is."""
    head = "教育移动应用备案名录（虚构的样例），截至2023-07-01\r\n"
    rest = registry.read_bytes().removeprefix(BOM_UTF8)
    registry.write_bytes(BOM_UTF8 + head.encode() + rest)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME)
