"""The dialog that takes folders of pictures into the history, on the real service."""

from __future__ import annotations

import json

import pytest

from flux2studio.services.background import Background
from flux2studio.services.history_import import HistoryImport
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import open_database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.roots import Roots
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history_import import HistoryImportViewModel, Phase
from flux2studio.ui.widgets.history_import_dialog import HistoryImportDialog
from tests.imaging import foreign_files as files


@pytest.fixture
def history(tmp_path):
    database = open_database(tmp_path / "home" / "data.db", tmp_path / "backups").database
    yield HistoryRepository(database, tmp_path / "pictures"), Roots(database), database
    database.close()


@pytest.fixture
def background():
    background = Background("test", workers=1)
    yield background
    background.close()


@pytest.fixture
def model(qtbot, background, history):
    repository, roots, database = history
    albums = AlbumRepository(database)
    service = HistoryImport(repository=repository, roots=roots, albums=albums)
    model = HistoryImportViewModel(lambda: service, Tasks(background.submit))
    yield model
    model.stop()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "outputs"
    folder.mkdir()
    for number in range(3):
        text = files.A1111.replace("1234567890", str(number))
        (folder / f"{number}.png").write_bytes(files.png([("parameters", text)]))
    (folder / "s.jpg").write_bytes(files.with_comment("JPEG", json.dumps(files.SWARMUI)))
    (folder / "plain.png").write_bytes(files.png())
    (folder / "broken.png").write_bytes(b"no picture")
    return folder


@pytest.fixture
def dialog(qtbot, model, folder):
    dialog = HistoryImportDialog(model, ask=lambda _parent, _now, tell: tell(str(folder)))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def counts(dialog):
    items = [dialog.counts.itemAt(index).widget() for index in range(dialog.counts.count())]
    return [item.text() for item in items]


def test_a_folder_is_counted_by_program_then_taken_in(qtbot, dialog, model, history):
    assert not dialog.take.isEnabled()
    dialog.choose.click()

    qtbot.waitUntil(lambda: model.phase is Phase.READY)
    assert counts(dialog) == ["Stable Diffusion web UI", "3", "SwarmUI", "1"]
    assert dialog.take.text() == "Import 4"
    assert dialog.words.text() == "Cannot be read: 1."
    assert dialog.focusWidget() is dialog.take

    with qtbot.waitSignal(model.taken):
        dialog.take.click()
    qtbot.waitUntil(lambda: model.phase is Phase.DONE)

    assert history[0].count() == 4
    assert dialog.words.text() == (
        "New in the history: 4. Cannot be read: 1. Left out, without a recipe: 1. (broken.png)"
    )
    dialog.take.click()
    assert not dialog.isVisible()


def test_pictures_without_a_recipe_come_when_ticked(qtbot, dialog, model, history):
    dialog.choose.click()
    qtbot.waitUntil(lambda: model.phase is Phase.READY)

    dialog.plain.click()
    assert dialog.take.text() == "Import 5"
    dialog.take.click()
    qtbot.waitUntil(lambda: model.phase is Phase.DONE)

    assert history[0].count() == 5


def test_closing_ends_what_runs_and_keeps_what_is_in(qtbot, dialog, model, history):
    dialog.choose.click()
    dialog.reject()

    qtbot.waitUntil(lambda: model.phase in (Phase.ASKING, Phase.READY))
    assert history[0].count() == 0


def test_a_folder_that_is_gone_is_told_at_its_place(qtbot, dialog, model, folder, tmp_path):
    model.look(tmp_path / "gone")

    qtbot.waitUntil(lambda: model.problem is not None)
    assert "cannot be looked into" in dialog.trouble.words.text()
    assert model.phase is Phase.ASKING
    assert dialog.choose.isEnabled()


def test_an_empty_folder_is_told(qtbot, dialog, model, tmp_path):
    (tmp_path / "empty").mkdir()
    model.look(tmp_path / "empty")

    qtbot.waitUntil(lambda: model.phase is Phase.READY)
    assert dialog.words.text() == "There are no pictures here."
    assert not dialog.take.isEnabled()
