"""Whether the desktop asks programs to move as little as can be.

Qt 6.11 does not tell. GNOME and KDE were tried; Windows and macOS were written after their own
documents and not run.
"""

from __future__ import annotations

import configparser
import ctypes
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

_GSETTINGS = ("get", "org.gnome.desktop.interface", "enable-animations")
_GSETTINGS_SECONDS = 3
_SPI_GETCLIENTAREAANIMATION = 0x1042
_MAC = "Library/Preferences/com.apple.universalaccess.plist"


def wants_less_motion(platform: str = sys.platform, home: Path | None = None) -> bool:
    """Ask the desktop. Blocking for some seconds at the most; False where it does not say."""
    ask = _ASKED.get(platform, _on_linux)
    with suppress(OSError, ValueError, configparser.Error):
        return ask(home or Path.home())
    return False


def _on_linux(home: Path) -> bool:
    return _kde_is_still(home / ".config" / "kdeglobals") or _gnome_is_still()


def _kde_is_still(file: Path) -> bool:
    """Plasma keeps how long its animations take; 0 is none."""
    with suppress(OSError, ValueError, configparser.Error):
        choices = configparser.ConfigParser(interpolation=None, strict=False)
        choices.read_string(file.read_text(encoding="utf-8"))
        return choices.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) == 0.0
    return False


def _gnome_is_still() -> bool:
    program = shutil.which("gsettings")
    if program is None:
        return False
    with suppress(subprocess.TimeoutExpired):
        told = subprocess.run(
            [program, *_GSETTINGS],
            capture_output=True,
            text=True,
            timeout=_GSETTINGS_SECONDS,
            check=False,
        )
        return told.stdout.strip() == "false"
    return False


def _on_windows(_home: Path) -> bool:
    """“Animation effects” under Accessibility."""
    if sys.platform == "win32":
        is_on = ctypes.c_int(1)
        ask = ctypes.windll.user32.SystemParametersInfoW
        took = ask(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(is_on), 0)
        return bool(took) and not is_on.value
    return False


def _on_mac(home: Path) -> bool:
    """“Reduce motion” under Accessibility."""
    with (home / _MAC).open("rb") as file:
        try:
            choices = plistlib.load(file)
        except plistlib.InvalidFileException:
            return False
    return bool(choices.get("reduceMotion", False))


_ASKED: Mapping[str, Callable[[Path], bool]] = {"win32": _on_windows, "darwin": _on_mac}
