"""All benchmarks in one run: accuracy of forms and notices, matching, speed, memory.

    python -m benchmarks            # some five minutes
    python -m benchmarks --quick    # smaller inboxes, a minute

The seed of the accuracy inbox is the day, so that every day's forms are new ones; `--seed` runs a
given day's again.
"""

import argparse
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.inbox.generate import Plan, write_inbox
from benchmarks.inbox.report import print_score

_AUDIT = "from qingyuan.cli.main import main; main()"


def accuracy(schools: int, seed: int) -> None:
    """Prints how much of a freshly made messy inbox is read right, field by field."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        registry = write_inbox(
            Plan(seed=seed, schools=schools, counties=3, county_workbooks=3), out
        )
        result = out / "result" / "out"
        command = [sys.executable, "-c", _AUDIT, "audit", str(out / "inbox")]
        command += ["--registry", str(registry), "--out", str(result)]
        subprocess.run(command, check=False, capture_output=True)
        print(f"\n# 准确率：{schools} 所学校，种子 {seed}")
        print_score(out, result)


def main() -> None:
    """Runs all of them, one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--seed", type=int, default=date.today().toordinal())
    arguments = parser.parse_args()
    accuracy(100 if arguments.quick else 600, arguments.seed)
    print("\n# 读通知", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.notices"], check=True)
    print("\n# 名称匹配", flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.matching"], check=True)
    print("\n# 速度和内存", flush=True)
    schools = "300" if arguments.quick else "3000"
    subprocess.run([sys.executable, "-m", "benchmarks.audit", "--schools", schools], check=True)
    print("\n# 通知传达", flush=True)
    city = ["--units", "400", "--people", "10000"] if arguments.quick else []
    subprocess.run([sys.executable, "-m", "benchmarks.conveyance", *city], check=True)


if __name__ == "__main__":
    main()
