"""Tries an engine before it is used: it starts, tells of its device, and computes there."""

from __future__ import annotations

import os
import time
from pathlib import Path
from queue import Empty, SimpleQueue

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import Ready, Unusable
from flux2studio.core.local import Hardware
from flux2studio.services.engine_command import engine_command, engine_environment
from flux2studio.services.engine_install_words import no_answer, not_computing
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.engine_process import Ended, EngineProcess, Heard
from flux2studio.services.engine_words import unusable
from flux2studio.services.kept_process import run_kept

PATIENCE_S = 300.0  # the first import of torch from a slow disk
_LOOK_S = 0.2
_TENSOR = (
    "import sys, torch; a = torch.eye(4, device=sys.argv[1]); b = a @ a;"
    " sys.exit(0 if float(b.sum()) == 4.0 else 'the sum is ' + str(float(b.sum())))"
)
_AS_TORCH_SAYS = {"rocm": "cuda"}


def check_engine(
    python: Path, journal: EngineLog, control: RunControl, patience_s: float = PATIENCE_S
) -> Hardware:
    """Return what the engine of this interpreter runs on. Blocking; it is gone afterwards.

    Raises EngineInstallError, BackendError in the engine's own words, and Cancelled.
    """
    hardware = _hello(python, journal, control, time.monotonic() + patience_s)
    device = _AS_TORCH_SAYS.get(hardware.device.kind, hardware.device.kind)
    _compute(python, device, control, time.monotonic() + patience_s)
    return hardware


def _hello(python: Path, journal: EngineLog, control: RunControl, until: float) -> Hardware:
    heard: SimpleQueue[Heard] = SimpleQueue()
    process = EngineProcess(
        engine_command(installed=python), journal, lambda _process, what: heard.put(what)
    )
    try:
        while time.monotonic() < until:
            control.check()
            try:
                what = heard.get(timeout=_LOOK_S)
            except Empty:
                continue
            match what:
                case Ready():
                    return what.hardware
                case Unusable():
                    raise unusable(what)
                case Ended():
                    break
    finally:
        process.close()
    raise no_answer(process.said)


def _compute(python: Path, device: str, control: RunControl, until: float) -> None:
    """What libraries print may be the reason, so all of it is told."""
    command = (str(python), "-I", "-c", _TENSOR, device)
    said: list[str] = []

    def look() -> None:
        if time.monotonic() > until:
            raise not_computing(device, "It did not answer.")

    try:
        code = run_kept(
            command, engine_environment(os.environ, command), control, said.append, look
        )
    except OSError as error:
        raise not_computing(device, str(error)) from error
    if code:
        raise not_computing(device, "".join(said).strip()[-2_000:])
