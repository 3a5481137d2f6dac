"""The menu of the history: the import, the check of the library, and its index made again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QLabel

from flux2studio.core.errors import StorageError
from flux2studio.paths import paths_below
from flux2studio.studio import open_studio
from flux2studio.ui.history_desk import HistoryDesk
from flux2studio.ui.viewmodels.history_work import LibraryWork
from flux2studio.ui.widgets.history_import_dialog import HistoryImportDialog
from flux2studio.ui.widgets.history_work_dialog import LibraryDialog
from tests.ui.compose_bench import files
from tests.ui.compose_parts import picture
from tests.ui.test_drop_desk import drop


@pytest.fixture
def studio(tmp_path):
    studio = open_studio(paths_below(tmp_path / "home"))
    yield studio
    studio.close()


@pytest.fixture
def desk(shell, studio):
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    return HistoryDesk(studio, shell.history, shell.tasks, shell.page)


def texts(dialog):
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_the_menu_of_the_history_offers_them(shell, desk):
    menu = shell.page.menu.menu()
    menu.aboutToShow.emit()

    offered = [action.text() for action in menu.actions() if action.text()]

    assert {"Import pictures…", "Check library…", "Make the index again…"} <= set(offered)


def test_a_library_in_order_is_said_to_be_so(shell, desk):
    dialog = desk.open_check()
    before = dialog.close_button.text()
    shell.settle()

    assert before == "Stop"
    assert "All is in order." in texts(dialog)
    assert dialog.close_button.text() == "Done"


def test_the_index_is_made_again_from_the_files(shell, desk):
    dialog = desk.open_rebuild()
    shell.settle()

    assert "There are no pictures." in texts(dialog)


def test_the_import_asks_for_a_folder(shell, desk):
    dialog = desk.open_import()

    assert dialog.isVisible()
    assert not dialog.take.isEnabled()


def test_what_goes_wrong_is_said_with_a_way_on(shell, page_work):
    dialog = page_work(StorageError("The disk is full.", hint="Free some space."))
    shell.settle()

    assert any("The disk is full." in text for text in texts(dialog))
    assert dialog.close_button.text() == "Done"


def test_a_check_that_is_stopped_says_so(shell, page_work):
    dialog = page_work(None)
    dialog.close_button.click()
    shell.settle()

    assert any(text.startswith("Stopped.") for text in texts(dialog))


@pytest.fixture
def page_work(shell):
    def _open(error):
        def work(control, tell):
            tell(50, 100)
            control.check()
            raise error

        dialog = LibraryDialog("Check", "Looks.", LibraryWork(work, shell.tasks), shell.page)
        dialog.open()
        return dialog

    return _open


def test_files_dropped_on_the_history_come_in_where_they_lie(qtbot, shell, desk, studio, tmp_path):
    photo = tmp_path / "photo.png"
    photo.write_bytes(picture())
    below = tmp_path / "others"
    below.mkdir()
    (below / "other.jpg").write_bytes(picture(kind="JPEG"))
    (below / "notes.txt").write_text("no picture")

    assert desk.words(files(photo)) == "Import into the history"
    assert desk.words(QMimeData()) == ""
    assert drop(shell.page, files(photo, below, below / "notes.txt"))
    shell.settle()
    dialog = shell.page.findChild(HistoryImportDialog)
    assert dialog.where.text() == "notes.txt, others, photo.png"
    assert dialog.words.text() == "Cannot be read: 1."
    assert dialog.take.text() == "Import 2"

    dialog.take.click()
    shell.settle()

    assert set(studio.history.repository.paths()) == {photo, below / "other.jpg"}


def test_a_lora_dropped_on_the_history_is_for_the_window(shell, desk, tmp_path):
    lora = tmp_path / "ink.safetensors"
    lora.write_bytes(b"")

    assert not drop(shell.page, files(lora))
