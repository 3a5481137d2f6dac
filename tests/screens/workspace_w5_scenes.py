"""The stage: divided, the difference, what is missing, what arrived, the picture alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.ui.widgets.main_window import Page
from tests.screens.waiting import wait, wait_until


class StageTour:
    """Works on the picture that the stage shows, and leaves it there."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stage = app.window._panels.stage
        self._model = app.view_models.stage

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, stage, model = self._app.window, self._stage, self._model
        window.show_page(Page.STUDIO)
        shown = model.shown
        assert shown is not None
        wait_until(lambda: not model.before.is_null)
        stage.bar.compare.setChecked(True)
        wait()
        yield "stage-slider", window
        stage.bar.difference.setChecked(True)
        wait_until(lambda: not stage.view._differing.is_null)
        yield "stage-difference", window
        stage.bar.difference.setChecked(False)
        stage.view.actual_size()
        wait()
        yield "stage-full-size", window
        stage.view.fit()
        model._set_arrived(shown)
        wait()
        yield "stage-arrived", window
        model._set_arrived(None)
        model.ground.choose("light")
        wait()
        yield "stage-light-ground", window
        model.ground.choose("")
        window.shortcuts["alone"].trigger()
        wait()
        yield "stage-alone", window
        window.shortcuts["alone"].trigger()
        model.show(replace(shown, path=shown.path.with_name("moved away.png")))
        wait_until(lambda: model.is_missing)
        yield "stage-missing", window
        model.show(shown)
        wait_until(lambda: not model.is_missing)
