"""The file dialogs open near the artist's files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from flux2studio.ui.widgets.file_dialogs import ask_folder, open_near

PICTURES = QStandardPaths.StandardLocation.PicturesLocation


def test_the_first_time_a_dialog_opens_at_home_and_not_where_the_app_was_started(qtbot):
    dialog = QFileDialog(directory=str(Path.cwd()))
    qtbot.addWidget(dialog)

    open_near(dialog, PICTURES)

    pictures = Path(QStandardPaths.writableLocation(PICTURES))
    home = pictures if pictures.is_dir() else Path.home()
    assert Path(dialog.directory().absolutePath()) == home


def test_a_dialog_goes_on_where_files_were_chosen_last(qtbot, tmp_path):
    dialog = QFileDialog(directory=str(tmp_path))
    qtbot.addWidget(dialog)

    open_near(dialog, PICTURES)

    assert Path(dialog.directory().absolutePath()) == tmp_path


def test_a_folder_is_chosen_from_home_on_where_none_was_chosen_yet(qtbot, tmp_path, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.chdir(tmp_path)

    ask_folder(window, "", lambda _: None)

    (dialog,) = window.findChildren(QFileDialog)
    assert Path(dialog.directory().absolutePath()) != tmp_path
    dialog.close()
