"""This computer in the real window: a model on disk, an engine process, a picture on the stage."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtWidgets import QApplication

from flux2studio.assembly import assemble
from flux2studio.core.job import Phase
from flux2studio.paths import paths_below
from flux2studio.studio import open_studio
from flux2studio.ui.theme import Appearance
from flux2studio.ui.widgets.main_window import MainWindow
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from flux2studio.ui.widgets.start_card import StartCard
from tests.services.engine_parts import pretended
from tests.storage.model_folders import write_model

LEFT = Qt.MouseButton.LeftButton
KLEIN = "local/klein-4b"


@pytest.fixture
def app(qtbot, home):
    """The app on the test's home, with an engine process that pretends its pictures."""
    studio = open_studio(paths_below(home), engine_command=pretended)
    window = MainWindow(QSettings(str(studio.paths.window), QSettings.Format.IniFormat))
    steps = assemble(studio, window, Appearance(QApplication.instance()))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            app = end.value
            break
    window.resize(1440, 900)
    window.show()
    app.start()
    yield app
    window.close()
    app.close()
    window.deleteLater()


def test_the_card_leads_to_the_models_of_this_computer(qtbot, app):
    qtbot.mouseClick(app.window.findChild(StartCard).computer.button, LEFT)
    qtbot.waitUntil(app.compose_panel.local.missing.isVisible, timeout=20_000)

    dialog = app.window.findChild(SettingsDialog)
    assert dialog.computer.isVisible()
    assert app.view_models.compose.model.id == KLEIN
    dialog.close()


def test_a_model_that_is_put_in_place_makes_a_picture(qtbot, app, tmp_path):
    models, panel = app.view_models, app.compose_panel
    qtbot.mouseClick(app.window.findChild(StartCard).look_around.button, LEFT)
    phases = []
    models.bridge.updated.connect(lambda update: phases.append(update.progress.phase))
    models.compose.choose_model(KLEIN)
    qtbot.waitUntil(panel.local.missing.isVisible, timeout=20_000)

    models.here.models.take(KLEIN, str(write_model(tmp_path / "klein")))
    qtbot.waitUntil(panel.local.missing.isHidden, timeout=20_000)
    models.compose.edit(prompt="a fox in the snow", steps=3)
    qtbot.mouseClick(panel.generate, LEFT, pos=QPoint(40, 20))

    qtbot.waitUntil(lambda: not models.stage.picture.is_null, timeout=40_000)
    assert models.stage.shown.recipe.local is not None
    assert Phase.LOADING_MODEL in phases
    assert Phase.RENDERING in phases
    assert models.stage.live.image.isNull()
    qtbot.waitUntil(lambda: models.here.computer.is_running, timeout=10_000)
