"""``flux2studio engine``: what the local engine takes, its installation, repair and removal."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from flux2studio.cli_arguments import add_command
from flux2studio.cli_output import DONE, FAILED, INTERRUPTED, plain, print_json, say
from flux2studio.cli_progress import Line, time_left
from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import (
    EnginePlan,
    InstallPhase,
    InstallProgress,
    InstallState,
    InstallStatus,
)
from flux2studio.core.errors import Cancelled
from flux2studio.core.model_files import gigabytes
from flux2studio.services.engine_install import EngineInstaller

_STATES = {
    InstallState.ABSENT: "not installed",
    InstallState.INSTALLING: "being installed in another window",
    InstallState.BROKEN: "broken",
    InstallState.READY: "ready",
    InstallState.OUTDATED: "works; there is a newer one (flux2studio engine update)",
}
_PHASES = {
    InstallPhase.PLANNING: "Looking at this computer",
    InstallPhase.PYTHON: "Making its environment",
    InstallPhase.FETCHING: "Downloading",
    InstallPhase.PLACING: "Putting the libraries in place",
    InstallPhase.TESTING: "Trying it",
    InstallPhase.SWITCHING: "Switching to it",
}

_Act = Callable[[argparse.Namespace, EngineInstaller], int]


def add_engine(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the actions. Without one, it is said how the engine stands."""
    _add_options(parser, _tell)
    actions = parser.add_subparsers(metavar="ACTION")
    for name, words, act in (
        ("plan", "say what an installation takes; nothing is downloaded", _plan),
        ("install", "install the engine, or go on with that", _install),
        ("repair", "compare every file, and fetch anew what is wrong", _install),
        ("update", "fetch what is newer in this version of the app", _install),
    ):
        action = add_command(actions, name, words)
        action.add_argument("--build", default="", metavar="NAME", help="not what fits best")
        _add_options(action, act)
        action.set_defaults(what=name)
    _add_options(add_command(actions, "remove", "remove it; models and pictures stay"), _remove)


def run_engine(options: argparse.Namespace, installer: EngineInstaller) -> int:
    """Carry out one action; return the exit code."""
    action: _Act = options.action
    return action(options, installer)


def _add_options(parser: argparse.ArgumentParser, act: _Act) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(action=act)


def _plan(options: argparse.Namespace, installer: EngineInstaller) -> int:
    plan = installer.plan(options.build)
    if options.json:
        print_json({"plan": {**_builtins(plan), "fits": plan.fits}})
    else:
        sys.stdout.write("\n".join(_plan_lines(plan)) + "\n")
    return DONE


def _install(options: argparse.Namespace, installer: EngineInstaller) -> int:
    if not options.json:
        for text in _plan_lines(installer.plan(options.build)):
            say(text)
    acts = {"install": installer.install, "repair": installer.repair, "update": installer.update}
    line, control = Line(), RunControl()
    try:
        with _cancelled_by_interrupt(control):
            acts[options.what](control, lambda progress: line.show(_words(progress)), options.build)
    except Cancelled:
        line.end()
        say("Stopped. “flux2studio engine install” goes on; what was downloaded is kept.")
        return INTERRUPTED
    finally:
        line.end()
    return _tell(options, installer)


def _remove(options: argparse.Namespace, installer: EngineInstaller) -> int:
    installer.remove()
    return _tell(options, installer)


def _tell(options: argparse.Namespace, installer: EngineInstaller) -> int:
    status = installer.status()
    if options.json:
        print_json({"engine": _builtins(status)})
    else:
        sys.stdout.write("\n".join(_lines(status)) + "\n")
    return FAILED if status.state is InstallState.BROKEN else DONE


@contextmanager
def _cancelled_by_interrupt(control: RunControl) -> Generator[None, None, None]:
    """Ctrl+C ends what runs for the engine, too, and leaves nothing half done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda _number, _frame: control.cancel())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _plan_lines(plan: EnginePlan) -> Iterator[str]:
    yield f"{plan.build.name}: torch {plan.build.torch}. {plan.why}"
    yield f"  Download {gigabytes(plan.download_bytes)}, on the disk {gigabytes(plan.disk_bytes)}"
    free = "" if plan.free_bytes is None else f", {gigabytes(plan.free_bytes)} free"
    yield f"  {plan.place}{free}"


def _lines(status: InstallStatus) -> Iterator[str]:
    build = f" · {status.build}" if status.build else ""
    yield f"The local engine: {_STATES[status.state]}{build}"
    if status.versions:
        yield "    " + ", ".join(f"{name} {number}" for name, number in status.versions)
    if status.python:
        yield f"    {status.python}"
    if status.problem:
        yield f"    {status.problem} {status.hint}".rstrip()


def _words(progress: InstallProgress) -> str:
    parts = [_PHASES[progress.phase]]
    if progress.total:
        parts.append(f"{gigabytes(progress.done)} of {gigabytes(progress.total)}")
    if progress.seconds_left is not None:
        parts.append(time_left(progress.seconds_left))
    return " · ".join(parts)


def _builtins(value: object) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(value, enc_hook=plain)
    return found
