"""The whole way by the keyboard alone, from the first start to a picture rated and made again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from flux2studio.ui.widgets.compare_view import CompareView
from flux2studio.ui.widgets.lora_picker import LoraPicker
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.start_card import StartCard

Key, Held = Qt.Key, Qt.KeyboardModifier
CONTROL, SHIFT, ALT = Held.ControlModifier, Held.ShiftModifier, Held.AltModifier
PATIENCE_MS = 20_000


@pytest.fixture
def app(qtbot, home):
    """The first start, with the sample project in it."""
    app = build(paths_below(home), QApplication.instance(), step_seconds=0.001)
    app.window.resize(1440, 900)
    with qtbot.waitActive(app.window):
        app.window.show()
    app.start(sample=True)
    yield app
    app.window.close()
    app.close()
    app.window.deleteLater()


class Artist:
    """Has a keyboard and no mouse."""

    def __init__(self, app, qtbot):
        self.app, self.models, self._qtbot = app, app.view_models, qtbot

    def press(self, key, held=Held.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or self.app.window, key, held)

    def types(self, text):
        QTest.keyClicks(QApplication.focusWidget(), text)

    def waits(self, condition):
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def is_at(self, widget):
        """Here no window manager gives the window its turn again when a dialog has closed."""
        if QApplication.activeWindow() is None:
            self.app.window.activateWindow()
        self.waits(lambda: QApplication.focusWidget() is widget)

    def tabs_to(self, widget, key=Key.Key_Tab):
        for _ in range(80):
            if QApplication.focusWidget() is widget:
                return
            self.press(key)
        raise AssertionError(f"Tab does not lead to {widget.accessibleName()}")


@pytest.fixture
def artist(app, qtbot):
    return Artist(app, qtbot)


def test_the_whole_way_by_the_keyboard_alone(artist, tmp_path):
    app, models, window = artist.app, artist.models, artist.app.window
    prompt = app.compose_panel.prompt.text
    artist.waits(lambda: models.loras.count > 0 and models.compose.slots.slots)

    # The first start
    artist.is_at(window.findChild(StartCard).look_around.button)
    artist.press(Key.Key_Return)
    artist.is_at(prompt)

    # References: from the clipboard, and from a file
    references = len(models.compose.draft.references)
    QGuiApplication.clipboard().setImage(picture("#4060a0"))
    artist.press(Key.Key_V, CONTROL)
    artist.waits(lambda: len(models.compose.draft.references) == references + 1)
    artist.is_at(prompt)
    picture("#a06040").save(str(tmp_path / "wall.png"))
    artist.press(Key.Key_O, CONTROL)
    artist.waits(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
    files = QApplication.activeWindow()
    artist.is_at(files.findChild(QLineEdit, "fileNameEdit"))
    artist.types(str(tmp_path / "wall.png"))
    artist.press(Key.Key_Return)
    artist.waits(lambda: len(models.compose.draft.references) == references + 2)
    artist.is_at(prompt)

    # A slot of a form that is hidden comes into sight
    artist.press(Key.Key_B, CONTROL)
    assert not window.studio.right_shown
    artist.press(Key.Key_1, ALT)
    assert window.studio.right_shown
    assert QApplication.focusWidget().isVisible()
    artist.press(Key.Key_B, CONTROL)
    artist.press(Key.Key_B, CONTROL)
    prompt.setFocus()

    # The prompt, whose letters are only letters
    artist.press(Key.Key_A, CONTROL)
    artist.types("a fox with eggs")
    assert models.compose.draft.prompt == "a fox with eggs"
    assert window.page is Page.STUDIO

    # A LoRA
    for _ in range(len(models.compose.draft.loras)):
        models.compose.remove_lora(0)
    artist.press(Key.Key_L, ALT)
    picker = window.findChild(LoraPicker)
    artist.is_at(picker.search)
    artist.press(Key.Key_Down)
    artist.press(Key.Key_Return)
    artist.waits(lambda: len(models.compose.draft.loras) == 1)
    artist.is_at(prompt)

    # Generate
    before = models.stage.shown
    artist.press(Key.Key_Return, CONTROL)
    artist.waits(lambda: models.stage.shown is not before)
    made = models.stage.shown
    assert made.request.prompt == "a fox with eggs"
    assert made.path.is_file()
    artist.is_at(prompt)

    # To the history, whose letter is no letter once the prompt is left
    artist.press(Key.Key_Tab)
    assert QApplication.focusWidget() is not prompt
    artist.press(Key.Key_G)
    grid = app.conductor._panels.history.grid
    artist.is_at(grid)
    artist.waits(lambda: models.history.model.rowCount() > 2)

    # Walk, rate, take back
    artist.press(Key.Key_Home)
    artist.waits(lambda: models.history.current == made)
    artist.press(Key.Key_5)
    artist.waits(lambda: models.history.entry and models.history.entry.marks.rating == 5)
    artist.press(Key.Key_Right)
    artist.waits(lambda: models.history.current != made)
    artist.press(Key.Key_P)
    artist.waits(lambda: models.history.entry and models.history.entry.marks.pick.value == 1)
    artist.press(Key.Key_Z, CONTROL)
    artist.waits(lambda: models.history.entry and models.history.entry.marks.pick.value == 0)
    artist.is_at(grid)

    # Compare two, and back
    artist.press(Key.Key_Home)
    artist.press(Key.Key_Right, SHIFT)
    artist.press(Key.Key_C)
    artist.waits(lambda: isinstance(QApplication.focusWidget(), CompareView))
    assert window.page is Page.COMPARE
    artist.press(Key.Key_Escape)
    artist.is_at(grid)

    # Copy it as a file, and make it again
    artist.press(Key.Key_Home)
    artist.waits(lambda: models.history.current == made)
    artist.press(Key.Key_C, CONTROL)
    artist.waits(lambda: QGuiApplication.clipboard().mimeData().hasUrls())
    assert QGuiApplication.clipboard().mimeData().urls()[0].toLocalFile() == str(made.path)
    models.compose.edit(prompt="something else")
    artist.press(Key.Key_R, CONTROL)
    artist.waits(lambda: models.compose.draft.prompt == "a fox with eggs")
    artist.is_at(app.conductor._panels.stage.view)
    assert window.page is Page.STUDIO


def test_the_focus_goes_back_to_where_it_was_when_a_dialog_closes(artist):
    artist.is_at(artist.app.window.findChild(StartCard).look_around.button)
    artist.press(Key.Key_Return)
    prompt = artist.app.compose_panel.prompt.text
    artist.is_at(prompt)
    for key, held in ((Key.Key_F1, Held.NoModifier), (Key.Key_Comma, CONTROL)):
        artist.press(key, held)
        artist.waits(lambda: isinstance(QApplication.activeWindow(), QDialog))
        artist.press(Key.Key_Escape)
        artist.is_at(prompt)


def test_esc_closes_what_is_open_before_it_cancels_a_job(artist):
    models, messages = artist.models, artist.app.window.messages
    artist.press(Key.Key_Return)
    artist.is_at(artist.app.compose_panel.prompt.text)
    for message in messages.messages:
        messages.take_back(message)
    models.compose.edit(prompt="a fox", steps=50, count=4)
    models.compose.generate()
    artist.waits(lambda: any(row.running for row in models.jobs.model))
    messages.warn("Look at this.")

    artist.press(Key.Key_Escape)
    running, said = [row.running for row in models.jobs.model], list(messages.messages)
    artist.press(Key.Key_Escape)

    assert any(running)
    assert said == []
    artist.waits(lambda: not any(row.running for row in models.jobs.model))


def picture(colour):
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image
