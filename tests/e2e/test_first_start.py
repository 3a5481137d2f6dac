"""The first start: from an empty home to a picture in three actions, and all works there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from flux2studio.assembly import build
from flux2studio.core.history import MarkChange
from flux2studio.imaging.metadata import read_recipe
from flux2studio.paths import paths_below
from flux2studio.ui.picture_mime import mime_of
from flux2studio.ui.widgets.compare_page import ComparePage
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.lora_empty import LoraEmpty
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.stage import Stage
from flux2studio.ui.widgets.stage_bar import StageBar
from flux2studio.ui.widgets.start_card import StartCard
from tests.e2e import real_window
from tests.fakes import png
from tests.hosted.process import HostedProcess

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def open_app(qtbot, home):
    """Open the app on the test's home, with the sample where that is right."""
    opened = []

    def _open(files=()):
        app = build(paths_below(home), QApplication.instance(), step_seconds=0.001)
        opened.append(app)
        app.window.resize(1440, 900)
        app.window.show()
        app.start([str(file) for file in files], sample=True)
        return app

    def _close(app):
        opened.remove(app)
        app.window.close()
        app.close()
        app.window.deleteLater()

    _open.close = _close
    yield _open
    for app in opened:
        _close(app)


@pytest.fixture
def app(qtbot, open_app):
    """A first start, with all of the sample in view."""
    app = open_app()
    models = app.view_models
    qtbot.waitUntil(lambda: app.sample.is_here, timeout=20_000)
    qtbot.waitUntil(lambda: models.loras.count == 8, timeout=20_000)
    qtbot.waitUntil(lambda: not models.stage.before.is_null, timeout=20_000)
    return app


def card_of(app):
    return app.window.findChild(StartCard)


@pytest.mark.skipif(not real_window.can_run(), reason="needs Xvfb and xdotool")
def test_from_an_empty_home_to_a_picture_in_three_real_actions(home, tmp_path):
    with real_window.x_server() as environment:
        window = real_window.RealWindow(home, environment, tmp_path / "log")
        try:
            window.wait(lambda: window.at_rest("Remove the sample"), "sample")
            window.click("Start with practice")
            window.click("Generate")
            pictures = home / "Pictures" / "flux2studio"
            made = window.wait(lambda: list(pictures.rglob("*.png")), "picture")
        finally:
            window.close()

    assert window.actions <= 3
    recipe = read_recipe(made[0])
    assert recipe.request.typed_prompt.startswith("Paint @valley")
    assert [lora.name for lora in recipe.request.loras] == ["Ink wash"]


def test_the_window_opens_on_the_sample(qtbot, app):
    models, card = app.view_models, card_of(app)

    assert not card.remove.isHidden()
    qtbot.mouseClick(card.look_around.button, LEFT)

    draft = models.compose.draft
    assert (draft.model, models.compose.can_generate) == ("practice", True)
    assert [reference.name for reference in draft.references] == ["valley.jpg"]
    assert models.stage.shown.path.name == "valley-ink.webp"
    qtbot.waitUntil(app.window.studio.findChild(StageBar).compare.isChecked, timeout=10_000)
    assert models.compose.steps.next_steps().undo is None

    models.compose.choose_backend("fal")
    qtbot.waitUntil(lambda: models.compose.draft.loras == (), timeout=10_000)
    assert models.compose.draft.references == draft.references
    models.compose.undo()
    models.compose.undo()
    assert models.compose.draft == draft


def test_all_that_is_done_to_pictures_works_on_the_sample(qtbot, app):
    models, window = app.view_models, app.window
    qtbot.mouseClick(card_of(app).look_around.button, LEFT)
    sample = models.stage.shown
    models.compose.edit(steps=4, size=models.compose.model.size.default)

    qtbot.mouseClick(app.compose_panel.generate, LEFT)
    qtbot.waitUntil(lambda: app.studio.history.count() == 9, timeout=20_000)
    models.history.use_as_reference(sample)
    qtbot.waitUntil(lambda: len(models.compose.draft.references) == 2, timeout=20_000)
    window.studio.findChild(StageBar).side.click()
    qtbot.waitUntil(lambda: window.page is Page.COMPARE, timeout=10_000)
    number = app.studio.history.repository.numbers_of([sample.id])
    models.history.marks.change(number, MarkChange(rating=2))
    models.history.recall(sample)

    qtbot.waitUntil(
        lambda: models.compose.draft.references == sample.request.references, timeout=10_000
    )
    qtbot.waitUntil(lambda: app.studio.history.entry(sample.id).marks.rating == 2, timeout=10_000)
    dragged = Path(mime_of([sample]).urls()[0].toLocalFile())
    assert read_recipe(dragged).id == sample.id


def test_removed_and_taken_back_it_leaves_the_form_as_it_was(qtbot, app):
    models = app.view_models
    before = models.compose.draft

    models.history.choose(models.stage.shown)
    app.sample.remove()
    qtbot.waitUntil(lambda: not app.sample.is_here, timeout=20_000)
    qtbot.waitUntil(lambda: models.loras.count == 0, timeout=10_000)
    assert models.history.current is None
    assert (models.compose.draft.prompt, models.compose.draft.references) == ("", ())
    assert models.stage.shown is None
    assert card_of(app).remove.isHidden()

    app.window.shortcuts["undo"].trigger()
    qtbot.waitUntil(lambda: app.sample.is_here, timeout=20_000)
    qtbot.waitUntil(lambda: models.loras.count == 8, timeout=10_000)
    assert models.compose.draft == before


def test_what_was_written_before_the_sample_came_stays(qtbot, open_app):
    app = open_app()
    app.view_models.compose.edit(prompt="my own words")

    qtbot.waitUntil(lambda: app.sample.is_here, timeout=20_000)

    assert app.view_models.compose.draft.prompt == "my own words"
    assert not app.view_models.compose.draft.references


def test_a_start_with_a_picture_is_past_the_card_and_has_no_sample(qtbot, open_app, tmp_path):
    picture = tmp_path / "mine.png"
    picture.write_bytes(png(300, 200))

    app = open_app([picture])
    qtbot.waitUntil(lambda: bool(app.view_models.compose.draft.references), timeout=20_000)

    assert app.window.studio.right_shown
    assert app.studio.settings_store.load().welcome_done
    assert not app.studio.paths.sample.exists()


def test_the_card_comes_again_until_a_way_is_chosen_and_then_when_asked_for(qtbot, app, open_app):
    draft = app.view_models.compose.draft
    open_app.close(app)
    again = open_app()
    qtbot.waitUntil(lambda: again.sample.is_here, timeout=20_000)
    assert again.view_models.compose.draft == draft
    assert not again.window.studio.right_shown

    qtbot.mouseClick(card_of(again).look_around.button, LEFT)
    assert again.window.studio.right_shown
    ways = next(act for _, text, act in again.surroundings.help.more if text.startswith("Ways"))
    ways()

    assert not again.window.studio.right_shown
    qtbot.mouseClick(again.window.findChildren(StartCard)[-1].look_around.button, LEFT)
    assert again.window.studio.right_shown


def test_a_key_a_price_a_balance_and_generate_are_all_on_the_card(qtbot, open_app, monkeypatch):
    with HostedProcess("aimlapi") as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        key = stand_in.environment["AIML_API_KEY"]
        monkeypatch.delenv("AIML_API_KEY")
        app = open_app()
        qtbot.waitUntil(lambda: app.sample.is_here, timeout=20_000)
        card = card_of(app)

        qtbot.mouseClick(card.hosted.button, LEFT)
        page = app.first_start.hosted
        page.keys["aimlapi"].key.setText(key)
        qtbot.keyClick(page.keys["aimlapi"].key, Qt.Key.Key_Return)
        qtbot.waitUntil(page.generate.isVisible, timeout=10_000)
        qtbot.waitUntil(lambda: "$" in page.keys["aimlapi"].balance.words.text(), timeout=10_000)
        assert page.prices["aimlapi"].text().startswith("From about $")
        assert "$" in page.generate.price
        qtbot.mouseClick(page.generate, LEFT)

        stage = app.view_models.stage
        qtbot.waitUntil(
            lambda: stage.shown is not None and stage.shown.recipe.backend == "aimlapi",
            timeout=40_000,
        )
        assert not stage.shown.request.loras
        stand_in.check()


def test_each_empty_place_leads_to_where_it_is_filled_from(qtbot, app):
    window, models = app.window, app.view_models
    qtbot.mouseClick(card_of(app).look_around.button, LEFT)
    app.sample.remove()
    qtbot.waitUntil(lambda: not app.sample.is_here and models.stage.shown is None, timeout=20_000)
    assert window.studio.findChild(Stage).empty.button.isVisible()

    window.show_page(Page.COMPARE)
    qtbot.mouseClick(window.findChild(ComparePage).empty.button, LEFT)
    assert window.page is Page.HISTORY
    history = window.findChild(HistoryPage)
    qtbot.waitUntil(history.notice.button.isVisible, timeout=10_000)
    qtbot.mouseClick(history.notice.button, LEFT)

    assert window.page is Page.STUDIO
    assert QApplication.focusWidget() is app.compose_panel.prompt.text
    qtbot.waitUntil(app.window.findChild(LoraEmpty).add.isVisible, timeout=10_000)
