"""What is dropped on the stage, or where no field of the window takes it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from flux2studio.app import make_application
from flux2studio.assembly import assemble
from flux2studio.paths import paths_below
from flux2studio.studio import open_studio
from flux2studio.ui.drop_desk import DropDesk
from flux2studio.ui.theme import Appearance, Scheme
from flux2studio.ui.widgets.main_window import MainWindow, Page
from tests.ui.compose_bench import files, urls
from tests.ui.compose_parts import picture

COPY, LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def app(qtbot, tmp_path):
    """The whole app, as it is put together at its start."""
    studio = open_studio(paths_below(tmp_path), step_seconds=0)
    window = MainWindow(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    steps = assemble(studio, window, Appearance(make_application(), Scheme.DARK))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            app = end.value
            break
    window.show()
    yield app
    window.close()
    app.close()


@pytest.fixture
def desk(app):
    return app.window.findChild(DropDesk)


def drop(place, mime):
    enter = QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, NO_KEYS)
    enter.ignore()
    QApplication.sendEvent(place, enter)
    if enter.isAccepted():
        event = QDropEvent(QPointF(9, 9), COPY, mime, LEFT, NO_KEYS)
        QApplication.sendEvent(place, event)
    return enter.isAccepted()


def test_each_kind_of_drop_lands_or_is_refused_in_words(qtbot, app, desk, tmp_path):
    compose, messages = app.view_models.compose, app.window.messages
    compose.slots.clear()
    path, lora = tmp_path / "a.png", tmp_path / "ink.safetensors"
    path.write_bytes(picture())
    lora.write_bytes(b"no LoRA")
    app.window.show_page(Page.HISTORY)

    assert desk.words(files(path)) == "Use as reference: image 1"
    assert desk.words(files(path, path)) == "Use as references"
    assert desk.words(files(lora)) == "Add to your LoRAs"
    assert desk.words(QMimeData()) == ""

    assert drop(app.window, files(path))
    qtbot.waitUntil(lambda: len(compose.draft.references) == 1)
    assert app.window.page is Page.STUDIO

    assert drop(desk.stage._place, files(path))
    qtbot.waitUntil(lambda: len(compose.draft.references) == 2)

    compose.slots.maximum = 2
    assert desk.words(files(path)) == "No slot is free: drop it on the one to replace"

    assert drop(app.window, urls("javascript:alert(1)"))
    assert any("not a picture" in message.sentence.text() for message in messages.messages)
    assert len(compose.slots.slots) == 2

    rejected = []
    app.view_models.loras.rejected.connect(rejected.append)
    assert drop(app.window, files(lora))
    qtbot.waitUntil(lambda: bool(rejected))
    assert len(compose.slots.slots) == 2
    assert not drop(app.window, QMimeData())


def test_a_folder_given_at_a_start_goes_where_what_lies_in_it_belongs(qtbot, app, tmp_path):
    loras, pictures = tmp_path / "given" / "loras", tmp_path / "given" / "pictures"
    (loras / "people").mkdir(parents=True)
    (loras / "people" / "ink.safetensors").write_bytes(b"no LoRA")
    pictures.mkdir()
    (pictures / "a.png").write_bytes(picture())
    app.view_models.compose.slots.clear()

    with qtbot.waitSignal(app.view_models.loras.import_asked) as asked:
        app.conductor.on_called([str(loras), str(pictures)])

    assert asked.args == [[loras]]
    qtbot.waitUntil(lambda: len(app.view_models.compose.draft.references) == 1)
