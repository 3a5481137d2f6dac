"""A folder that cannot be used is told in a window, with another one to choose."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from flux2studio import app
from flux2studio.core.errors import StorageError, StudioError
from flux2studio.paths import HOME_VARIABLE, find_paths, paths_below, remember_home
from flux2studio.ui import theme
from flux2studio.ui.widgets.trouble_dialog import TroubleDialog

FULL = StorageError("The data folder cannot be written.", hint="Let yourself write there.")


@pytest.fixture
def no_variable(monkeypatch, tmp_path):
    """As on an artist's computer: no variable, and settings in the usual place."""
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "usual"))
    return tmp_path


def answer(act):
    """Press a button of the dialog as soon as it is there."""

    def press():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, TroubleDialog):
            timer.stop()
            act(dialog)

    timer = QTimer(interval=10)
    timer.timeout.connect(press)
    timer.start()
    return timer


def test_another_folder_can_be_chosen_and_is_remembered(qapp, no_variable):
    elsewhere = no_variable / "elsewhere"

    def choose(dialog):
        dialog._ask = lambda parent: str(elsewhere)
        dialog.choose.click()

    timer = answer(choose)
    outcome = app.tell(FULL, paths_below(no_variable / "locked"))

    assert not timer.isActive()
    assert outcome == paths_below(elsewhere)
    assert find_paths() == paths_below(elsewhere)


def test_the_same_can_be_tried_again_and_one_can_quit(qapp, tmp_path):
    paths = paths_below(tmp_path)
    timer = answer(lambda dialog: dialog.again.click())
    again = app.tell(FULL, paths)
    other = answer(lambda dialog: dialog.quit.click())
    left = app.tell(FULL, paths)

    assert (again, left) == (paths, app.FAILED)
    assert not timer.isActive()
    assert not other.isActive()


def test_every_button_has_room_for_its_words(qtbot, qapp):
    theme.apply(qapp, theme.Scheme.DARK)
    try:
        dialog = TroubleDialog(FULL, offers_folder=True)
        qtbot.addWidget(dialog)
        dialog.show()
        buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
        qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in buttons))
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(qapp.style().standardPalette())


def test_closing_the_choice_leaves_the_question_open(qtbot):
    dialog = TroubleDialog(FULL, offers_folder=True, ask=lambda parent: "")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose.click()

    assert dialog.isVisible()
    assert dialog.folder is None


def test_what_no_other_folder_mends_offers_none(qtbot):
    dialog = TroubleDialog(StudioError("flux2studio is already open."))
    qtbot.addWidget(dialog)
    dialog.show()

    assert not dialog.choose.isVisible()
    assert dialog.quit.isVisible()


def test_details_are_folded_without_keys_and_can_be_copied(qtbot):
    error = StorageError("It cannot be read.", details="Bearer sk-1234567890abcdef")
    dialog = TroubleDialog(error)
    qtbot.addWidget(dialog)
    dialog.show()
    folded = dialog.details.isVisible()
    dialog.show_details.click()
    dialog.copy.click()

    assert not folded
    assert dialog.details.isVisible()
    copied = QApplication.clipboard().text()
    assert "It cannot be read." in copied
    assert "sk-1234567890abcdef" not in copied


def test_a_variable_wins_over_the_folder_chosen_once(no_variable, monkeypatch):
    assert remember_home(no_variable / "once")
    monkeypatch.setenv(HOME_VARIABLE, str(no_variable / "named"))

    assert not remember_home(no_variable / "twice")
    assert find_paths() == paths_below(no_variable / "named")


@pytest.mark.parametrize("text", ["", "relative/folder", "\0"])
def test_a_file_that_names_no_folder_is_passed_by(no_variable, text):
    remember_home(no_variable / "once")
    file = next((no_variable / "usual").rglob("home.txt"))
    file.write_text(text)

    assert find_paths().data != paths_below(Path(text or ".")).data


@pytest.fixture
def quits_once(qapp):
    """A second word to quit would come after the loop has ended, and end all later ones."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.mark.usefixtures("quits_once")
def test_the_app_begins_anew_in_the_folder_that_was_chosen(qapp, no_variable, monkeypatch):
    """Through the real start: the data folder is a file, so no lock can be taken in it."""
    locked, elsewhere = no_variable / "locked", no_variable / "elsewhere"
    locked.mkdir()
    (locked / "data").write_text("a file where the folder should be")
    monkeypatch.setenv(HOME_VARIABLE, str(locked))
    seen = []

    def choose(dialog):
        seen.append(dialog.sentence.text())
        dialog._ask = lambda parent: str(elsewhere)
        dialog.choose.click()

    timer = answer(choose)
    end = QTimer(interval=50)
    end.timeout.connect(lambda: _quit_when_open(elsewhere, end))
    end.start()
    limit = QTimer(singleShot=True, interval=40_000)  # no timeout of a test ends Qt's own loop
    limit.timeout.connect(QApplication.quit)
    limit.start()
    code = app.run([])

    assert limit.isActive()
    limit.stop()
    assert code == 0
    assert not timer.isActive()
    assert len(seen) == 1
    assert (elsewhere / "data" / "studio.db").is_file()
    assert (locked / "data").read_text() == "a file where the folder should be"


def _quit_when_open(folder, timer):
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    windows = [one for one in shown if hasattr(one, "header")]
    if windows and (folder / "data" / "studio.db").is_file():
        timer.stop()
        windows[0].close()
        QApplication.quit()  # windows of other tests may still be there
