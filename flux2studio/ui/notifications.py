"""Notices of the desktop: from the tray where there is one, else through the desktop's portal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from flux2studio.ui.tasks import Tasks

_STAYS_MS = 10_000
_PATIENCE_MS = 2000  # for a bus that does not answer; only a worker waits
_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Notification"
_ID = "flux2studio-jobs"  # a newer notice takes the place of the older one


class SystemNotices(QObject):
    """Shows one notice at a time. Without tray and bus nothing is shown, and nothing waits."""

    clicked = Signal()

    def __init__(self, icon: Callable[[], QIcon], tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._icon = icon
        self._tray: QSystemTrayIcon | None = None
        self._portal = Portal(tasks, os.environ, self)
        self._portal.clicked.connect(self.clicked)

    def show(self, title: str, text: str) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._from_tray(title, text)
        else:
            self._portal.show(title, text)

    def take_back(self) -> None:
        """The artist has seen it."""
        if self._tray is not None:
            self._tray.hide()
        self._portal.take_back()

    def _from_tray(self, title: str, text: str) -> None:
        """The icon is in the tray for as long as there is something to tell."""
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon(), self)
            self._tray.setToolTip("flux2studio")
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(self._on_activated)
        self._tray.show()
        self._tray.showMessage(title, text, self._icon(), _STAYS_MS)

    def _on_activated(self, _reason: QSystemTrayIcon.ActivationReason) -> None:
        self.clicked.emit()


class Portal(QObject):
    """org.freedesktop.portal.Notification on the session bus, asked by a worker.

    Qt has no Python way to send the unsigned number that org.freedesktop.Notifications wants;
    the portal takes plain texts, and leads to the same bubbles.
    """

    clicked = Signal()

    def __init__(self, tasks: Tasks, environment: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._environment = environment
        self._listens = False
        self._is_shown = False

    def show(self, title: str, text: str) -> None:
        self._is_shown = True
        notice = {"title": title, "body": text, "default-action": "show"}
        self._tasks.run(partial(self._call, "AddNotification", [_ID, notice]))

    def take_back(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._tasks.run(partial(self._call, "RemoveNotification", [_ID]))

    def _call(self, method: str, arguments: list[object]) -> None:
        """On a worker: a bus may be slow, or be gone."""
        if not _has_bus(self._environment):
            return
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        if not self._listens:
            slot: Any = SLOT("on_action(QString,QString,QVariantList)")  # the stubs want bytes
            signal = (_SERVICE, _PATH, _INTERFACE, "ActionInvoked")
            self._listens = bus.connect(*signal, self, slot)
        message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, method)
        message.setArguments(arguments)
        bus.call(message, QDBus.CallMode.Block, _PATIENCE_MS)

    @Slot(str, str, list)
    def on_action(self, notice: str, _action: str, _parameter: list[object]) -> None:
        if notice == _ID:
            self.clicked.emit()


def _has_bus(environment: Mapping[str, str]) -> bool:
    """Asking for a bus where there is none may start one, or wait for it."""
    if sys.platform != "linux":
        return False
    folder = environment.get("XDG_RUNTIME_DIR")
    named = bool(environment.get("DBUS_SESSION_BUS_ADDRESS"))
    return named or bool(folder and (Path(folder) / "bus").exists())
