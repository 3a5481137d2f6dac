"""Reference slots: named, cropped, off, under a drag; names offered and said in the prompt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.assembly import App
from flux2studio.core.cropping import Crop
from flux2studio.ui.widgets.crop_dialog import SIZE, CropDialog
from flux2studio.ui.widgets.reference_dialog import ReferenceDialog
from flux2studio.ui.widgets.stage_view import StageView
from tests.screens.waiting import wait, wait_until

_WISH = "Paint @valley as a loose ink wash drawing, keep the ridge line, paper texture of @paper"


class SlotTour:
    """Takes the form with two references, and leaves it as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._compose = app.view_models.compose
        self._panel = app.compose_panel
        self._files = [app.studio.paths.data / name for name in ("valley.png", "paper.png")]

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, before = self._app.window, self._compose.draft
        self._compose.choose_model("fal/flux-2/lora/edit")
        self._compose.edit(prompt=_WISH)
        wait()
        yield "slots-named", window
        yield from self._cropping()
        yield from self._typing()
        yield from self._dragging()
        self._compose.slots.toggle(0)
        wait()
        yield "slots-off", window
        self._compose.load(before)
        wait()

    def _cropping(self) -> Iterator[tuple[str, QWidget]]:
        self._panel.references.crop_at(0)
        crop = self._app.window.findChildren(CropDialog)[-1]
        wait_until(crop.use.isEnabled)
        crop.tools.shapes[4].click()
        crop.view.set_size(560, 420)
        crop.resize(SIZE)
        wait()
        yield "crop", crop
        crop.use.click()
        self._compose.slots.set_crop(
            self._compose.slots.slots[1].key, Crop(x=0.1, y=0.2, width=0.6, height=0.7)
        )
        wait()
        yield "slots-cropped", self._app.window
        self._panel.references.show_at(0)
        shown = self._app.window.findChildren(ReferenceDialog)[-1]
        wait()
        yield "reference-open", shown
        shown.accept()

    def _typing(self) -> Iterator[tuple[str, QWidget]]:
        self._compose.edit(prompt="Paint @valley on @hat, keep the light")
        wait()
        yield "names-wrong", self._app.window
        self._compose.edit(prompt=_WISH)

    def _dragging(self) -> Iterator[tuple[str, QWidget]]:
        slots = self._panel.references.buttons
        window = self._app.window
        places = {
            "drop-slot-new": slots[2],
            "drop-slot-replace": slots[0],
            "drop-prompt": self._panel.prompt.text.viewport(),
            "drop-stage": window.findChild(StageView),
            "drop-anywhere": window,
        }
        for name, place in places.items():
            self._over(place, self._files[:1])
            wait()
            yield name, window
            QApplication.sendEvent(place, QDragLeaveEvent())

    def _over(self, place: QWidget, files: list[Path]) -> None:
        mime = self._mime = QMimeData()  # kept: the drag is not over yet
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        event = QDragEnterEvent(
            QPoint(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(place, event)
