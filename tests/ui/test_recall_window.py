"""In the whole window: the keys that recall, a picture dropped on the prompt, the family."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl

from flux2studio.assembly import build
from flux2studio.core.generation import Generation
from flux2studio.paths import paths_below
from flux2studio.ui.viewmodels.history import Recall
from flux2studio.ui.widgets.inspector import Inspector
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.recall_dialog import RecallDialog
from tests.storage.samples import make_recipe, picture_bytes


@pytest.fixture
def app(qtbot, qapp, home):
    app = build(paths_below(home), qapp)
    app.window.show()
    yield app
    app.window.close()
    app.close()


@pytest.fixture
def made(app):
    """A picture in the history that was made from another, which is gone."""
    folder = app.studio.paths.pictures
    folder.mkdir(parents=True, exist_ok=True)
    recipe = make_recipe(parents=("gone-0",))
    path = folder / "fox.png"
    path.write_bytes(picture_bytes(recipe))
    generation = Generation(recipe=recipe, path=path)
    app.studio.history.repository.add(generation)
    return generation


def test_the_key_recalls_the_picture_whose_family_is_shown_and_says_what_is_gone(qtbot, app, made):
    models, window = app.view_models, app.window
    before = models.compose.draft
    window.show_page(Page.HISTORY)
    models.history.choose(made)
    family = window.findChild(Inspector).family
    qtbot.waitUntil(lambda: any(tile.word == "lost" for tile in family.tiles))

    window.shortcuts["recall_all"].trigger()
    qtbot.waitUntil(lambda: window.page is Page.STUDIO)

    assert models.compose.draft.prompt == made.request.prompt
    assert models.compose.draft.seed == made.request.seed
    told = [message.sentence.text() for message in window.messages.messages]
    assert told == ["The reference “fox.jpg” is gone."]
    assert window.status.said.text() == "The recipe is in the form. Generate makes the picture."
    models.compose.undo()
    assert models.compose.draft == before


def test_parts_are_chosen_and_a_picture_dropped_on_the_prompt_is_offered(qtbot, app, made):
    compose, prompt = app.view_models.compose, app.compose_panel.prompt
    app.view_models.history.recall(made, Recall.PARTS)
    qtbot.waitUntil(lambda: bool(app.window.findChildren(RecallDialog)))
    (dialog,) = app.window.findChildren(RecallDialog)
    qtbot.waitUntil(dialog.take.isEnabled)
    dialog.take.click()
    qtbot.waitUntil(lambda: compose.draft.prompt == made.request.prompt)

    compose.undo()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(made.path))])
    prompt.text.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: not prompt.recall_offer.isHidden())
    prompt.recall_offer.but_seed.click()

    qtbot.waitUntil(lambda: compose.draft.prompt == made.request.prompt)
