"""Shows a notice through the portal, waits for its click and takes it back."""

import os
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from flux2studio.services.background import Background
from flux2studio.ui.notifications import Portal
from flux2studio.ui.tasks import Tasks


def main():
    qt = QCoreApplication(sys.argv)
    work = Background("notices", workers=1)
    tasks = Tasks(work.submit)
    portal = Portal(tasks, os.environ, qt)

    def on_clicked():
        sys.stdout.write("clicked\n")
        sys.stdout.flush()
        portal.take_back()
        leave.start()

    leave = QTimer(qt, interval=10)
    leave.timeout.connect(lambda: tasks.busy or qt.quit())
    portal.clicked.connect(on_clicked)
    portal.show("A picture is ready.", "a fox in the snow")
    qt.exec()
    work.close()


if __name__ == "__main__":
    main()
