"""Every screen of the real app, one after the other, for the walks that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from flux2studio.assembly import App
from flux2studio.ui.lora_sheets import LoraSheets
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.in_turns import InTurns
from flux2studio.ui.widgets.main_window import Page

PATIENCE_MS = 20_000

_FULL = ("settings", "keys", "lora-p", "recall")  # where there is most to find room for

Room = tuple[str, QWidget]


def rooms(app: App, *, all_dialogs: bool = True) -> Iterator[Room]:
    """Each is there until the next is asked for; the app has the sample project.

    ``all_dialogs`` False leaves those away that have little in them.
    """
    window, models = app.window, app.view_models
    yield "start", window
    compose = app.compose_panel
    for card in window.findChildren(QWidget):
        if type(card).__name__ == "StartCard":
            card.sample_chosen.emit()
    compose.parameters.more.toggle.click()
    window.messages.warn("Something happened.", "Do this.", "details")
    settle()
    yield "studio", window
    window.messages.dismiss()
    window.show_page(Page.HISTORY)
    wait_for(lambda: models.history.model.rowCount() > 1)
    models.history.choose(models.history.model.entry(0).generation)
    settle()
    yield "history", window
    app.conductor._panels.history.grid.selectAll()
    settle()
    yield "history-several", window
    models.history.compare([models.history.model.entry(row) for row in range(2)])
    settle()
    yield "compare", window
    window.show_page(Page.SURVEY)
    settle()
    yield "survey", window
    window.show_page(Page.STUDIO)
    for name, begin in dialogs(app).items():
        if not all_dialogs and not name.startswith(_FULL):
            continue
        dialog = opened(begin)
        wait_for(lambda: not app.conductor._tasks.busy)
        settle()
        yield name, dialog
        dialog.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def dialogs(app: App) -> dict[str, Callable[[], object]]:
    """How the artist's wish for each dialog begins."""
    window, models = app.window, app.view_models
    lora = models.loras.all()[0].id
    history = next(widget for widget in window.findChildren(QWidget) if hasattr(widget, "more"))
    references = app.compose_panel.references
    sheets = window.findChild(LoraSheets)
    assert sheets is not None
    recipe = models.history.model.entry(0).generation.recipe
    settings = {f"settings-{part}": partial(app.surroundings.open_settings, part) for part in Part}
    return {
        **settings,
        "keys": window.shortcuts["keys"].trigger,
        "lora-picker": window.shortcuts["lora_picker"].trigger,
        "lora-add": partial(models.loras.add_asked.emit, ""),
        "lora-import": partial(models.loras.import_asked.emit, []),
        "lora-page": partial(models.loras.details_asked.emit, lora),
        "lora-organise": partial(models.loras.organise_asked.emit, [lora]),
        "lora-sheet": partial(sheets.open, lora),
        "mask": partial(references.paint_mask_at, 0),
        "crop": partial(references.crop_at, 0),
        "reference": partial(references.show_at, 0),
        "reference-name": partial(references.name_at, 0),
        "recall": partial(models.recall.choose, recipe),
        **{f"history-{at}": act for at, (_, _, act) in enumerate(history.more[:3])},
    }


def opened(begin: Callable[[], object]) -> QDialog:
    """Return the dialog that comes of it."""
    before = set(_dialogs())
    begin()
    wait_for(lambda: bool(set(_dialogs()) - before))
    dialog = next(iter(set(_dialogs()) - before))
    wait_for(lambda: all(turns.has_ended for turns in dialog.findChildren(InTurns)))
    settle()
    return dialog


def _dialogs() -> list[QDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, QDialog) and one.isVisible()]


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def wait_for(condition: Callable[[], bool]) -> None:
    waited = QElapsedTimer()
    waited.start()
    while not condition():
        assert waited.elapsed() < PATIENCE_MS, "the window never got there"
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
