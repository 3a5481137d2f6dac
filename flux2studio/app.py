"""Opens the window: its outline first, everything in it a moment later."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing
from importlib import import_module
from traceback import format_exception
from typing import TYPE_CHECKING, NoReturn

from PySide6.QtCore import QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from flux2studio.core.errors import StudioError
from flux2studio.paths import Paths, find_paths, paths_below, remember_home
from flux2studio.ui import spoken
from flux2studio.ui.collector import Collector
from flux2studio.ui.first_page import FirstPages
from flux2studio.ui.language import chosen, restart_if_wanted, speak
from flux2studio.ui.opened_files import OpenedFiles
from flux2studio.ui.widgets.main_window import MainWindow

if TYPE_CHECKING:  # imported on a worker once the outline is painted
    from flux2studio.assembly import App
    from flux2studio.services.background import Background
    from flux2studio.studio import Studio

FAILED = 3


def run(arguments: Sequence[str]) -> int:
    """Open the window, or hand ``arguments`` (files) to the one that is open.

    Where a folder cannot be used the artist may choose another one, and it begins again.
    """
    qt = make_application()
    outcome: int | Paths = find_paths()
    while isinstance(outcome, Paths):
        outcome = _run_with(qt, outcome, arguments)
    restart_if_wanted(qt)
    return outcome


def end(code: int) -> NoReturn:
    """End the process, all of ours being closed: Qt takes its own down, Python nothing more.

    It would do so in any order, and the binding of Qt may crash on the way.
    """
    if qt := QApplication.instance():
        qt.shutdown()  # writes settings, hands the clipboard on
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # a frozen app without a console has none
            stream.flush()
    os._exit(code)


def _run_with(qt: QApplication, paths: Paths, arguments: Sequence[str]) -> int | Paths:
    """Return the exit code, or the places to try instead."""
    from flux2studio.storage.instance import WindowLock
    from flux2studio.ui.single_instance import Answer, call_first

    speak(qt, chosen(paths.settings))
    lock = WindowLock(paths.locks / "window.lock")
    try:
        if not lock.acquire():
            answer = call_first(paths.data, arguments, lock.acquire)
            if answer is not Answer.GONE:
                return 0 if answer is Answer.HEARD else _already_open()
    except StudioError as error:
        return tell(error, paths)
    collector = Collector()
    opening = open_window(qt, paths, arguments)
    opening.opened.connect(collector.spare)
    code = qt.exec()
    opening.close()
    collector.close()
    lock.release()
    return opening.instead or code


def make_application() -> QApplication:
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    spoken.install()
    qt.setApplicationName("flux2studio")
    qt.setApplicationDisplayName("flux2studio")
    qt.setDesktopFileName("flux2studio")
    return qt


def open_window(qt: QApplication, paths: Paths, arguments: Sequence[str]) -> Opening:
    """Show the window; what belongs in it follows once the artist sees it."""
    settings = QSettings(str(paths.window), QSettings.Format.IniFormat)
    window = MainWindow(settings, first_pages=FirstPages(settings, paths.first_page))
    opening = Opening(qt, window, paths, arguments)
    window.show()
    return opening


class Opening(QObject):
    """Loads on a worker, builds in the UI thread in short steps, then hands over."""

    opened = Signal(object)  # App
    _loaded = Signal()
    _failed = Signal(object)  # StudioError

    def __init__(
        self, qt: QApplication, window: MainWindow, paths: Paths, arguments: Sequence[str]
    ) -> None:
        super().__init__()
        self.window = window
        self._qt = qt
        self._paths = paths
        self._arguments = arguments
        self._app: App | None = None
        self._studio: Studio | None = None
        self._loading: Background | None = None
        self._steps: Generator[None, None, App] | None = None
        self._ends = ExitStack()
        self._is_open = True
        self._opened_files = OpenedFiles(qt) if sys.platform == "darwin" else None
        self.instead: Paths | None = None  # where to try again, when it could not be opened
        window.curtain.painted.connect(self._on_painted)
        self._loaded.connect(self._assemble)  # emitted by the worker, so delivered in this thread
        self._failed.connect(self._give_up)

    def close(self) -> None:
        """End what was opened; call it once the event loop has ended."""
        self._is_open = False
        if self._loading is not None:
            self._loading.close()
        while self._steps is not None:  # closed while it was furnished: what is begun is ended
            self._step()
        self._ends.close()

    @Slot()
    def _on_painted(self) -> None:
        QTimer.singleShot(0, self._begin)  # not inside the paint event

    @Slot()
    def _begin(self) -> None:
        from flux2studio.services.background import Background

        if self._is_open:
            self._loading = Background("opening", workers=1)
            self._loading.submit(self._load)

    def _load(self) -> None:
        """On a worker. Whatever goes wrong is said: an outline alone tells nobody anything."""
        try:
            self._open()
        except StudioError as error:
            self._failed.emit(error)
        except Exception as error:
            self._failed.emit(_broken(error))
            raise

    def _open(self) -> None:
        """The imports alone take longer than the first paint."""
        from flux2studio import logs
        from flux2studio.studio import open_studio

        import_module("flux2studio.assembly")  # so that the UI thread finds it imported
        self._ends.enter_context(closing(logs.LogFiles(self._paths.logs)))
        self._studio = open_studio(self._paths)
        self._studio.build_for_window()
        self._ends.callback(self._close_studio)
        self._loaded.emit()

    def _close_studio(self) -> None:
        if self._app is not None:
            self._app.close()
        elif self._studio is not None:  # closed before it was furnished
            self._studio.close()

    @Slot()
    def _assemble(self) -> None:
        from flux2studio.assembly import appearance_of, assemble

        if self._is_open and self._studio is not None:
            appearance = appearance_of(self._studio, self._qt)
            self._steps = assemble(self._studio, self.window, appearance)
            self._step()

    @Slot()
    def _step(self) -> None:
        if self._steps is None:
            return
        try:
            next(self._steps)
        except StopIteration as end:
            self._steps = None
            self._hand_over(end.value)
        except Exception as error:
            self._steps = None
            self._give_up(_broken(error))
            raise
        else:
            QTimer.singleShot(0, self._step)

    def _hand_over(self, app: App) -> None:
        from flux2studio import logs
        from flux2studio.ui.end_signals import EndSignals
        from flux2studio.ui.single_instance import SingleInstance

        self._app = app
        signals = self._ends.enter_context(closing(EndSignals()))
        signals.asked.connect(self.window.close)
        single = self._ends.enter_context(closing(SingleInstance(self._paths.data)))
        single.called.connect(app.conductor.on_called)
        self._ends.enter_context(logs.catching_strays(app.conductor.on_stray))
        app.start(self._arguments, sample=True)
        if self._opened_files is not None:
            self._opened_files.called.connect(app.conductor.on_called)
            self._opened_files.deliver()
        self.opened.emit(app)

    @Slot(object)
    def _give_up(self, error: StudioError) -> None:
        self.window.close()
        outcome = tell(error, self._paths)
        if isinstance(outcome, Paths):
            self.instead, outcome = outcome, FAILED
        QApplication.exit(outcome)


def _broken(error: Exception) -> StudioError:
    return StudioError(
        "flux2studio could not be started.",
        hint="Install it anew: parts of it are missing or do not fit each other.",
        details="".join(format_exception(error)),
    )


def _already_open() -> int | Paths:
    return tell(
        StudioError(
            "flux2studio is already open.",
            hint="Look for its window; it does not answer just now.",
        )
    )


def tell(error: StudioError, paths: Paths | None = None) -> int | Paths:
    """The only dialog that stops: there is no window to say it in.

    Returns the exit code; or, of ``paths`` that cannot be used, those to try instead.
    """
    from flux2studio.core.errors import StorageError
    from flux2studio.ui.theme import apply
    from flux2studio.ui.widgets.trouble_dialog import TroubleDialog

    qt = QApplication.instance()
    if isinstance(qt, QApplication):
        apply(qt)
    offers = paths is not None and isinstance(error, StorageError)
    dialog = TroubleDialog(error, offers_folder=offers)
    dialog.exec()
    if dialog.folder is not None:
        remember_home(dialog.folder)
        return paths_below(dialog.folder)
    return paths if paths is not None and dialog.wants_again else FAILED
