"""Moves finished results to where they belong: all of them, or none."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.pipelines.audit.sources import WORK_FOLDER

_PROCESS = re.compile(rf"{re.escape(WORK_FOLDER)}(\d+)-")


def move_results(results: Path, out: Path) -> None:
    """Replaces what lies in `out` by the files in `results`.

    Raises:
        Refused: one of the old files is open or protected; nothing has been replaced then.
    """
    files = sorted(results.iterdir())
    for file in files:
        _check_replaceable(out / file.name)
    for file in files:
        file.replace(out / file.name)


def _check_replaceable(target: Path) -> None:
    if not target.exists():
        return
    try:
        with target.open("r+b"):
            pass
    except OSError as error:
        sentence = (
            f"“{target.name}”换不了新的（{system_words(error)}）：可能正被打开，或设成了只读，"
            "请关闭后再运行。结果文件夹里的东西都没有动"
        )
        raise Refused(sentence, code="out_not_writable") from error


def remove_left_over(out: Path) -> None:
    """Clears away what a run that was killed has left behind."""
    for folder in out.glob(f"{WORK_FOLDER}*"):
        process = _PROCESS.match(folder.name)
        if process and not _is_running(int(process[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # signal 0 is Ctrl-C there: asking would stop the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
