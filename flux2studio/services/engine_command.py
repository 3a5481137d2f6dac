"""How the engine process is started: by which interpreter, and with what environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import flux2studio
from flux2studio.core.environment import without_secrets
from flux2studio.core.errors import BackendError

_ROOT = Path(flux2studio.__file__).resolve().parent.parent

# In another environment its own packages come first, and ours are only there for what it lacks.
_FROM_ELSEWHERE = (
    "import runpy, sys; sys.path.append(sys.argv.pop());"
    "runpy.run_module('flux2studio.engine', run_name='__main__', alter_sys=True)"
)

# One that we installed has its own copy of the package, and nobody else's is to get in its way.
_INSTALLED = ("-I", "-X", "utf8", "-X", "faulthandler", "-u", "-m", "flux2studio.engine")

_SETTINGS = {
    "HF_HUB_OFFLINE": "1",  # models are fetched by the app, with the artist's consent
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TQDM_DISABLE": "1",
    "TOKENIZERS_PARALLELISM": "false",  # else they warn about each process that is started
    "PYTORCH_ENABLE_MPS_FALLBACK": "1",
    "PYTHONFAULTHANDLER": "1",  # the log then says where it crashed
    "PYTHONUNBUFFERED": "1",
    "PYTHONUTF8": "1",
}
_NOT_OURS = ("PYTHONWARNINGS", "PYTHONHOME", "PYTHONSTARTUP")


def engine_command(python: str = "", installed: Path | None = None) -> tuple[str, ...]:
    """Return how the engine is started by ``python``, which the artist named; else by that of the
    ``installed`` engine, else by this very interpreter.

    Raises BackendError when there is none to start it by.
    """
    if python and Path(python) != Path(sys.executable):
        if not Path(python).is_file():
            raise BackendError(
                "The Python that the local engine is set to is not there.",
                hint="Choose another one in Settings, This computer.",
                field="engine_python",
                details=python,
            )
        return (python, "-P", "-c", _FROM_ELSEWHERE, str(_source()))
    if installed and not python:
        return (str(installed), *_INSTALLED)
    if getattr(sys, "frozen", False):
        raise BackendError(
            "This computer has no local engine yet: torch is not part of the app.",
            hint="Install it in Settings, This computer.",
            field="engine_python",
        )
    return (sys.executable, "-P", "-m", "flux2studio.engine")


def _source() -> Path:
    """Return where another interpreter imports this package from: of a frozen app, its wheel."""
    return next(iter(sorted((_ROOT / "wheels").glob("flux2studio-*.whl"))), _ROOT)


def engine_environment(environment: Mapping[str, str], command: tuple[str, ...]) -> dict[str, str]:
    """Return what the engine gets of ``environment``: no key, and nothing that it would trip on."""
    kept = without_secrets(environment)
    for name in _NOT_OURS:
        kept.pop(name, None)
    if command[1:] == _INSTALLED:
        kept.pop("PYTHONPATH", None)
    if command[0] == sys.executable:  # so that “-m” finds this very package
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_ROOT), kept.get("PYTHONPATH"))))
    return kept | _SETTINGS
