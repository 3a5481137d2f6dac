"""Shows a file in its folder, chosen in the system's file manager. Tried on Linux only."""

from __future__ import annotations

import sys
from pathlib import Path

_SERVICE = "org.freedesktop.FileManager1"  # freedesktop.org, File Manager DBus Interface
_OBJECT = "/org/freedesktop/FileManager1"


def show_file(path: Path) -> bool:
    """Return whether a file manager was asked: one that can do it is there. Blocking."""
    from PySide6.QtCore import QProcess

    if sys.platform == "win32":
        return QProcess.startDetached("explorer", ["/select,", str(path)])[0]
    if sys.platform == "darwin":
        return QProcess.startDetached("open", ["-R", str(path)])[0]
    return _ask_file_manager(path)


def _ask_file_manager(path: Path) -> bool:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    known = bus.interface().isServiceRegistered(_SERVICE).value()
    if not known and _SERVICE not in bus.interface().activatableServiceNames().value():
        return False
    call = QDBusMessage.createMethodCall(_SERVICE, _OBJECT, _SERVICE, "ShowItems")
    call.setArguments([[path.as_uri()], ""])
    return bus.send(call)
