"""The whole path in the real window: drop, LoRA, prompt, Generate, stage, disk, restart."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from flux2studio.assembly import build
from flux2studio.imaging.metadata import read_recipe
from flux2studio.paths import paths_below
from flux2studio.ui import words
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.stage import StageBar
from flux2studio.ui.widgets.start_card import StartCard
from tests.hosted.process import HostedProcess


@pytest.fixture
def open_app(qtbot, home):
    """Open the app on the test's home, as often as the test starts it."""
    opened = []

    def _open():
        app = build(paths_below(home), QApplication.instance(), step_seconds=0.001)
        opened.append(app)
        app.window.resize(1440, 900)
        app.window.show()
        app.start()
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


def drop(widget, *paths):
    """Drop files as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at = widget.rect().center()
    enter = QDragEnterEvent(
        at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
    )
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    event = QDropEvent(
        QPointF(at),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier(0),
    )
    QApplication.sendEvent(widget, event)


def fill_and_generate(qtbot, app, photographs):
    """Two photographs, one LoRA, a prompt, the button: as an artist would."""
    models, panel = app.view_models, app.compose_panel
    drop(panel.references.buttons[0], *photographs)
    models.loras.add("owner/ink-wash")
    qtbot.waitUntil(lambda: models.loras.count == 1, timeout=10_000)
    models.loras.use(models.loras.by_source("owner/ink-wash").id)
    panel.prompt.text.setFocus()
    qtbot.keyClicks(panel.prompt.text, "paint the house on the paper")
    qtbot.waitUntil(lambda: len(models.compose.draft.references) == 2, timeout=20_000)
    qtbot.waitUntil(panel.generate.isEnabled)
    qtbot.mouseClick(panel.generate, Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    qtbot.waitUntil(lambda: models.stage.shown is not None, timeout=40_000)
    qtbot.waitUntil(lambda: not models.stage.picture.is_null, timeout=10_000)
    return models.stage.shown


def test_a_first_picture_from_the_first_start(qtbot, open_app, photographs):
    app = open_app()

    made = fill_and_generate(qtbot, app, photographs)

    assert made.path.is_file()
    assert read_recipe(made.path) == made.recipe
    assert [lora.source for lora in made.request.loras] == ["owner/ink-wash"]
    assert len(made.request.references) == 2
    assert app.studio.history.page() == [made]


@pytest.mark.parametrize(
    ("service", "model"),
    [("aimlapi", "aimlapi/flux-2-lora-edit"), ("fal", "fal/flux-2/lora/edit")],
)
def test_a_hosted_service_makes_it_through_the_window(
    qtbot, open_app, photographs, monkeypatch, service, model
):
    with HostedProcess(service) as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        app = open_app()
        app.view_models.compose.choose_model(model)

        made = fill_and_generate(qtbot, app, photographs)

        assert made.recipe.backend == service
        assert made.recipe.cost_usd == pytest.approx(stand_in.log()["cost_usd"], rel=0.01)
        stand_in.check()
        assert stand_in.log()["posts"] == 1


def test_a_hosted_picture_is_counted_and_tells_what_left_the_machine(
    qtbot, open_app, photographs, monkeypatch
):
    with HostedProcess("fal") as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        app = open_app()
        app.view_models.compose.choose_model("fal/flux-2/lora/edit")
        notices = app.window.messages
        qtbot.waitUntil(lambda: bool(notices.messages), timeout=10_000)
        assert notices.messages[0].sentence.text().startswith("What you send goes to fal")

        made = fill_and_generate(qtbot, app, photographs)

        receipt = made.recipe.receipt
        assert [file.name for file in receipt.files] == ["house.jpg", "paper.jpg", "ink-wash"]
        assert app.window.header.cost.text().startswith(words.money(made.recipe.cost_usd))
        app.view_models.settings.change(monthly_limit_usd=0.05)
        assert app.studio.spending.limit_usd == 0.05


def test_the_first_key_is_one_click_away_from_the_start_card(qtbot, open_app):
    app = open_app()
    card = app.window.findChild(StartCard)

    qtbot.mouseClick(card.hosted.button, Qt.MouseButton.LeftButton)

    page = app.first_start.hosted
    assert app.window.focusWidget() is page.keys["aimlapi"].key
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert card.hosted.button.isVisible()


def test_the_service_whose_key_is_entered_first_is_the_one_in_use(qtbot, open_app, monkeypatch):
    with HostedProcess("fal") as stand_in:
        for name, value in stand_in.environment.items():
            monkeypatch.setenv(name, value)
        key = stand_in.environment["FAL_KEY"]
        monkeypatch.delenv("FAL_KEY")
        app = open_app()
        qtbot.mouseClick(app.window.findChild(StartCard).hosted.button, Qt.MouseButton.LeftButton)
        page = app.first_start.hosted
        field = page.keys["fal"]

        field.key.setText(key)
        qtbot.waitUntil(field.save.isEnabled)
        qtbot.mouseClick(field.save, Qt.MouseButton.LeftButton)

        compose = app.view_models.compose
        qtbot.waitUntil(lambda: compose.backend.id == "fal", timeout=10_000)
        qtbot.mouseClick(page.form, Qt.MouseButton.LeftButton)
        compose.choose_backend("practice")
        app.view_models.settings.key_accepted.emit("aimlapi")
        assert compose.backend.id == "practice"


def test_everything_is_there_after_a_restart(qtbot, open_app, photographs):
    app = open_app()
    made = fill_and_generate(qtbot, app, photographs)
    draft = app.view_models.compose.draft
    open_app.close(app)

    again = open_app()

    qtbot.waitUntil(lambda: again.view_models.stage.shown == made, timeout=10_000)
    qtbot.waitUntil(lambda: again.view_models.loras.count == 1, timeout=10_000)
    assert again.view_models.compose.draft == draft
    again.window.show_page(1)
    qtbot.waitUntil(lambda: again.view_models.history.model.rowCount() == 1, timeout=10_000)


def test_recall_brings_the_whole_recipe_back(qtbot, open_app, photographs):
    app = open_app()
    made = fill_and_generate(qtbot, app, photographs)
    app.view_models.compose.edit(prompt="something else", references=(), loras=())

    app.view_models.history.recall(made)

    qtbot.waitUntil(lambda: bool(app.view_models.compose.draft.references), timeout=10_000)
    draft = app.view_models.compose.draft
    assert (draft.prompt, draft.references, draft.loras) == (
        made.request.prompt,
        made.request.references,
        made.request.loras,
    )
    assert draft.seed is None


def test_a_result_is_set_beside_its_reference_rated_and_made_again_from_there(
    qtbot, open_app, photographs
):
    app = open_app()
    made = fill_and_generate(qtbot, app, photographs)
    window, compare = app.window, app.view_models.compare
    app.view_models.compose.edit(prompt="something else")

    window.studio.findChild(StageBar).side.click()
    qtbot.waitUntil(lambda: window.page is Page.COMPARE, timeout=10_000)
    qtbot.waitUntil(lambda: all(map(compare.picture, range(2))), timeout=10_000)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_5)
    qtbot.waitUntil(lambda: compare.sides[1].entry.marks.rating == 5, timeout=10_000)
    window.shortcuts["recall"].trigger()

    qtbot.waitUntil(lambda: window.page is Page.STUDIO, timeout=10_000)
    assert app.view_models.compose.draft.prompt == made.request.prompt
    assert app.studio.history.entry(made.id).marks.rating == 5


def test_the_window_closes_while_a_job_runs_and_the_next_start_finishes_it(qtbot, open_app):
    app = open_app()
    app.view_models.compose.edit(prompt="a fox", steps=50, count=4)
    app.view_models.compose.generate()
    qtbot.waitUntil(lambda: app.view_models.jobs.model.rowCount() == 1, timeout=10_000)
    open_app.close(app)

    again = open_app()

    qtbot.waitUntil(lambda: again.studio.history.count() == 4, timeout=40_000)


def test_typing_right_after_the_start_card_writes_the_prompt(qtbot, open_app):
    app = open_app()
    card = app.window.findChild(StartCard)

    qtbot.mouseClick(card.look_around.button, Qt.MouseButton.LeftButton)

    prompt = app.compose_panel.prompt.text
    qtbot.waitUntil(lambda: QApplication.focusWidget() is prompt, timeout=10_000)
    qtbot.keyClicks(prompt, "a fox")
    assert app.view_models.compose.draft.prompt == "a fox"


def test_undo_takes_back_what_was_done_last(qtbot, open_app):
    app = open_app()
    models = app.view_models
    models.compose.edit(prompt="a fox", steps=4)
    models.compose.generate()
    qtbot.waitUntil(lambda: models.stage.shown is not None, timeout=20_000)
    made = models.stage.shown
    models.history.trash([made])
    qtbot.waitUntil(lambda: app.studio.history.count() == 0, timeout=10_000)
    qtbot.waitUntil(lambda: models.history.can_undo, timeout=10_000)

    app.window.shortcuts["undo"].trigger()

    qtbot.waitUntil(lambda: app.studio.history.count() == 1, timeout=10_000)
    assert made.path.exists()
    assert models.compose.draft.prompt == "a fox"
    qtbot.waitUntil(lambda: not app.window.messages.messages, timeout=10_000)


def test_the_form_uses_the_height_the_window_gets(qtbot, open_app):
    app = open_app()
    app.window.studio.end_start()
    app.window.resize(1280, 800)
    qtbot.waitUntil(lambda: app.window.studio.jobs.height() <= 220)

    app.window.resize(1280, 1060)

    qtbot.waitUntil(lambda: app.window.studio.compose.height() > 700)
    assert app.window.studio.jobs.height() <= 220
