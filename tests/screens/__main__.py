"""``python -m tests.screens OUT [--pseudo] [NAME ...]``: every main state, in all looks.

Dark and light, at two sizes. With names, only the scenes that begin with one of them are saved.
``--pseudo``: in a language half as long again, from right to left.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtWidgets import QWidget

from flux2studio.app import make_application
from flux2studio.assembly import App, assemble
from flux2studio.core.language import Language
from flux2studio.core.late import Late
from flux2studio.paths import paths_below
from flux2studio.studio import open_studio
from flux2studio.ui.collector import Collector
from flux2studio.ui.language import speak
from flux2studio.ui.theme import Appearance, Scheme
from flux2studio.ui.widgets.main_window import MainWindow
from tests.hosted.process import HostedProcess
from tests.screens.scenes import Tour
from tests.screens.waiting import wait
from tests.translations import pseudo
from tests.ui.local_parts import PretendEngine, PretendKeeping, PretendShelf

SIZES = (QSize(1280, 800), QSize(1920, 1080))
THEMES = ("dark", "light")
STEP_SECONDS = 0.05
SCREEN = {"width": 1920, "height": 1080, "dpr": 1}  # dialogs are as large as it has room for


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder for the pictures")
    parser.add_argument("names", nargs="*", metavar="NAME", help="what the scenes begin with")
    parser.add_argument("--pseudo", action="store_true", help="in longer words, right to left")
    options = parser.parse_args(arguments)
    out, names = options.out, options.names
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, HostedProcess("fal") as fal:
        os.environ.update(fal.environment)
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screens(Path(home))}"
        collector = Collector()
        app = build(Path(home), is_pseudo=options.pseudo)
        app.window.resize(SIZES[0])
        app.window.show()
        app.start()
        wait()
        for name, widget in Tour(app).scenes():
            if not names or any(name.startswith(wanted) for wanted in names):
                print(name, flush=True)
                take(app, out, name, widget)
        app.window.close()
        app.close()
        collector.close()
    return 0


def _screens(home: Path) -> Path:
    """Without a file that says otherwise the screen that is not there has 800 × 800 pixels."""
    file = home / "screens.json"
    screen = {"name": "screen", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, **SCREEN}
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return file


def build(home: Path, *, is_pseudo: bool = False) -> App:
    """The real app on a computer that is pretended: a GPU, models, an engine."""
    qt = make_application()
    speak(qt, Language.ENGLISH)
    if is_pseudo:
        pseudo.install(qt)
        qt.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    studio = open_studio(paths_below(home), step_seconds=STEP_SECONDS)
    parts: Any = studio.parts
    parts.models = Late(partial(PretendShelf, studio.catalogue))
    parts.engine = Late(PretendEngine)
    parts.engine_keeping = Late(PretendKeeping)
    window = MainWindow(QSettings(str(studio.paths.window), QSettings.Format.IniFormat))
    steps = assemble(studio, window, Appearance(qt, Scheme.SYSTEM))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            app: App = end.value
            return app


def take(app: App, out: Path, name: str, widget: QWidget) -> None:
    """Save the scene in every theme and size; a dialog keeps its own size."""
    for theme in THEMES:
        app.view_models.settings.choose_theme(theme)
        for size in SIZES if widget is app.window else (widget.size(),):
            widget.resize(size)
            wait()
            widget.grab().save(str(out / f"{name}-{theme}-{size.width()}x{size.height()}.png"))
    widget.resize(SIZES[0] if widget is app.window else widget.size())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
