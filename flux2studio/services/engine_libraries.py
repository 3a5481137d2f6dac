"""Which of the libraries that the local engine uses are installed, without importing any."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from flux2studio.core.environment import without_secrets

NEEDED = ("torch", "diffusers", "transformers", "peft", "accelerate")
_TRITON = ("triton", "triton-windows", "pytorch-triton-rocm")
_FEATURES = {  # as in Hardware.features
    "torchao": ("torchao",),
    "bitsandbytes": ("bitsandbytes",),
    "compile": _TRITON,
    "kernels": ("kernels",),
}
_NAMES = (*NEEDED, *(name for names in _FEATURES.values() for name in names))
_TIME_LIMIT_S = 10.0
_ASK = """
import json, sys
from importlib import metadata
found = {}
for name in sys.argv[1:]:
    try:
        found[name] = metadata.version(name)
    except metadata.PackageNotFoundError:
        pass
print(json.dumps(found))
"""


def engine_libraries(python: str = "") -> dict[str, str]:
    """Return name and version of those that are there, empty if ``python`` does not answer.

    ``python`` is the interpreter of the engine, by default our own. Blocking: for a worker.
    """
    if not python or Path(python) == Path(sys.executable):
        return dict(_installed(_NAMES))
    try:
        answer = subprocess.run(
            [python, "-I", "-c", _ASK, *_NAMES],
            env=without_secrets(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIME_LIMIT_S,
            check=True,
        )
        found = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return {}
    return {str(name): str(version) for name, version in found.items()}


def features(libraries: Iterable[str]) -> tuple[str, ...]:
    """Return what ``libraries`` make possible, if the hardware agrees."""
    there = set(libraries)
    return tuple(feature for feature, names in _FEATURES.items() if there.intersection(names))


def _installed(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    for name in names:
        try:
            yield name, metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
