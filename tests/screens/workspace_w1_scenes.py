"""The first start: the card over the sample, its ways, the sample itself, and without it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.start_card import StartCard
from tests.screens.waiting import wait, wait_until

Scene = tuple[str, QWidget]


class FirstStartTour:
    """Begins with the card, and leaves an empty studio without it."""

    def __init__(self, app: App) -> None:
        self._app = app

    def scenes(self) -> Iterator[Scene]:
        app, models, window = self._app, self._app.view_models, self._app.window
        card = window.findChild(StartCard)
        assert card is not None
        yield "start-bare", window
        app.sample.begin()
        wait_until(lambda: app.sample.is_here and models.loras.count == 8)
        wait_until(lambda: not models.stage.before.is_null)
        yield "start", window
        card.hosted.button.click()
        yield "start-hosted", window
        card.show_ways()
        card.look_around.button.click()
        yield "start-sample", window
        window.show_page(Page.HISTORY)
        models.history.choose(models.stage.shown)
        wait()
        yield "start-sample-history", window
        app.sample.remove()
        wait_until(lambda: not app.sample.is_here and models.stage.shown is None)
        for message in window.messages.messages:
            message.close_message()
        yield "start-empty-history", window
        window.show_page(Page.COMPARE)
        yield "start-empty-compare", window
        window.show_page(Page.STUDIO)
        yield "start-empty", window
        models.compose.choose_backend("practice")  # the card of the services chose another one
