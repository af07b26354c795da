"""The worker's side of reading a registry: a path in, a `RegistryAnswer` in JSON out."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from qingyuan.formats.limits.refused import Refused
from qingyuan.formats.limits.system_errors import system_words
from qingyuan.formats.readers.registry import read_registry
from qingyuan.pipelines.registry import RegistryAnswer

_ENCODER = msgspec.json.Encoder()


def work(path: bytes) -> bytes:
    """Reads the registry file at a path given in the bytes of the disk."""
    return _ENCODER.encode(_answer(Path(os.fsdecode(path))))


def _answer(path: Path) -> RegistryAnswer:
    try:
        return RegistryAnswer(read_registry(path.read_bytes(), path.name))
    except Refused as refused:
        own = refused.code == "unknown_headers"
        sentence = refused.sentence if own else f"备案名录“{path.name}”用不了：{refused.sentence}"
        return RegistryAnswer(None, sentence, refused.code)
    except OSError as error:
        sentence = f"备案名录打不开：{system_words(error)}，请检查文件权限"
        return RegistryAnswer(None, sentence, "no_registry")
