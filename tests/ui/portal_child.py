"""A desktop's portal on the session bus: tells what it shows; a line on stdin is a click."""

import sys

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage

PATH, INTERFACE = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification"


def added(_portal, name, notice):
    say(f"AddNotification {name} {notice['title']} {notice['body']}")


def removed(_portal, name):
    say(f"RemoveNotification {name}")


def portal():
    """Methods whose names are those of the bus."""
    for method, called in ((added, "AddNotification"), (removed, "RemoveNotification")):
        method.__name__ = called
    methods = {
        "AddNotification": Slot(str, "QVariantMap")(added),
        "RemoveNotification": Slot(str)(removed),
    }
    kind = type(QObject)("Portal", (QObject,), methods)
    return ClassInfo({"D-Bus Interface": INTERFACE})(kind)()


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    qt = QCoreApplication(sys.argv)
    bus, served = QDBusConnection.sessionBus(), portal()
    bus.registerObject(PATH, served, QDBusConnection.RegisterOption.ExportAllContents)
    bus.registerService("org.freedesktop.portal.Desktop")
    say("ready")

    def on_line():
        if not (name := sys.stdin.readline().strip()):
            qt.quit()
            return
        click = QDBusMessage.createSignal(PATH, INTERFACE, "ActionInvoked")
        click.setArguments([name, "show", []])
        bus.send(click)

    lines = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    lines.activated.connect(on_line)
    qt.exec()


if __name__ == "__main__":
    main()
