"""Starts the window, a command, or one of the app's own child processes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

COMMANDS = frozenset(
    [
        "generate",
        "resume",
        "check",
        "history",
        "rebuild",
        "check-library",
        "spending",
        "models",
        "loras",
        "engine",
        "doctor",
        "--version",
        "-h",
        "--help",
    ]
)


def main() -> int:
    """Entry point of ``flux2studio``; returns the exit code."""
    arguments = sys.argv[1:]
    match arguments[:1]:
        case ["--decoder"]:
            from flux2studio.imaging.worker import main as decode

            return decode()
        case ["--courier"]:
            from flux2studio.courier import main as deliver

            return deliver()
        case ["--history-reader"]:
            from flux2studio.storage.rebuild_reader import main as read

            return read()
        case ["--keeper"]:
            from flux2studio.services.keeper import main as keep

            return keep(arguments[1:])
        case [first] if first in COMMANDS or not _is_file(first):
            try:
                from flux2studio.cli import run
            except KeyboardInterrupt:  # nothing was begun
                return 130
            return run(arguments)
    return _open_window(arguments)


def _is_file(argument: str) -> bool:
    """Pictures and LoRAs given on the command line open in the window."""
    return Path(argument).exists()


def _open_window(arguments: list[str]) -> int:
    if not _has_display():
        print(
            "There is no display to open the window on. Use “flux2studio generate PROMPT”"
            " to make pictures without one.",
            file=sys.stderr,
        )
        return 1
    from flux2studio.app import end, run

    return end(run(arguments))


def _has_display() -> bool:
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
