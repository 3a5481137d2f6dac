"""``python -m tests.screens OUT``: every main state, dark and light, at two sizes, as PNG."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from flux2studio.app import make_application
from flux2studio.assembly import App, build
from flux2studio.paths import paths_below
from tests.hosted.process import HostedProcess
from tests.screens.scenes import Tour
from tests.screens.waiting import wait

SIZES = (QSize(1280, 800), QSize(1920, 1080))
THEMES = ("dark", "light")
STEP_SECONDS = 0.05


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("python -m tests.screens OUT")
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, HostedProcess("fal") as fal:
        os.environ.update(fal.environment)
        app = build(paths_below(Path(home)), make_application(), step_seconds=STEP_SECONDS)
        app.window.resize(SIZES[0])
        app.window.show()
        app.start()
        wait()
        for name, widget in Tour(app).scenes():
            print(name, flush=True)
            take(app, out, name, widget)
        app.window.close()
        app.close()
    return 0


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
