"""The window opens as an outline, is furnished behind it, and closes at any moment of that."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from flux2studio.app import FAILED, open_window
from flux2studio.paths import paths_below
from flux2studio.ui.widgets.trouble_dialog import TroubleDialog
from tests.fakes import png

ROOT = Path(__file__).parents[2]
READ_AND_CLOSE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from flux2studio import app
from flux2studio.ui.widgets.trouble_dialog import TroubleDialog

def read_and_close():
    box = QApplication.activeModalWidget()
    if isinstance(box, TroubleDialog):
        print(*box.text.split())
        box.quit.click()

qt = app.make_application()
timer = QTimer(interval=50)
timer.timeout.connect(read_and_close)
timer.start()
raise SystemExit(app.run([]))
"""


@pytest.fixture
def paths(home):
    return paths_below(home)


@pytest.fixture
def open_it(qtbot, paths):
    opened = []

    def _open(*files):
        opening = open_window(QApplication.instance(), paths, [str(file) for file in files])
        opened.append(opening)
        return opening

    yield _open
    for opening in opened:
        opening.window.close()
        opening.close()
        opening.window.deleteLater()
    QTimer.singleShot(0, QApplication.quit)
    QApplication.exec()  # uses up every wish to end the app, which would end the next test's loops


def test_the_outline_comes_first_and_the_panels_follow(qtbot, open_it):
    opening = open_it()
    assert opening.window.centralWidget() is opening.window.curtain

    with qtbot.waitSignal(opening.opened, timeout=20_000):
        pass

    qtbot.waitUntil(opening.window.status.isVisible)


def test_a_window_closed_before_it_is_furnished_ends_cleanly(qtbot, open_it):
    opening = open_it()
    with qtbot.waitSignal(opening.window.curtain.painted, timeout=10_000):
        pass

    opening.window.close()
    opening.close()

    assert not opening.window.isVisible()


def test_files_given_at_the_start_become_references(qtbot, open_it, tmp_path):
    pictures = [tmp_path / "house.png", tmp_path / "paper.png"]
    for number, path in enumerate(pictures):
        path.write_bytes(png(300 + number, 200))

    opening = open_it(*pictures)
    with qtbot.waitSignal(opening.opened, timeout=20_000) as opened:
        pass

    compose = opened.args[0].view_models.compose
    qtbot.waitUntil(lambda: len(compose.draft.references) == 2, timeout=20_000)


def test_a_newer_database_is_told_in_one_sentence_and_left_alone(qtbot, open_it, paths):
    paths.database.parent.mkdir(parents=True)
    database = sqlite3.connect(paths.database)
    database.execute("PRAGMA application_id = 0x46325354")
    database.execute("PRAGMA user_version = 9999")
    database.close()
    before, said = paths.database.read_bytes(), []

    def read_and_close():
        box = QApplication.activeModalWidget()
        if isinstance(box, TroubleDialog):
            said.append(box.sentence.text())
            box.quit.click()

    timer = QTimer(interval=50)
    timer.timeout.connect(read_and_close)
    timer.start()
    open_it()
    code = QApplication.exec()  # as the app runs: an exit outside of it would end later loops

    assert code == FAILED
    assert "newer version" in said[0]
    assert paths.database.read_bytes() == before


def started_from(home, *places):
    """Start the app in a process that finds its modules in ``places`` first; wait for its end."""
    environment = {
        **os.environ,
        "FLUX2STUDIO_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(map(str, places)),
    }
    return subprocess.run(
        [sys.executable, "-c", READ_AND_CLOSE],
        env=environment,
        cwd=home.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_part_of_another_version_is_told_and_leaves_no_empty_window(home, tmp_path):
    copy = tmp_path / "installed"
    for folder in ("flux2studio", "resources"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("*.pyc"))
    older = "class JobPanel:\n    def __init__(self, model, jobs, theme):\n        pass\n"
    (copy / "flux2studio" / "ui" / "widgets" / "job_panel.py").write_text(older)

    done = started_from(home, copy)

    assert done.returncode == FAILED
    assert "could not be started. Install it anew" in done.stdout
    assert "missing 2 required positional arguments" in done.stdout


def test_a_broken_installation_is_told_and_leaves_no_empty_window(home, tmp_path):
    (tmp_path / "send2trash.py").write_text("raise ImportError('half of it is missing')")

    done = started_from(home, tmp_path, ROOT)

    assert done.returncode == FAILED
    assert "could not be started. Install it anew" in done.stdout
    assert "half of it is missing" in done.stdout
