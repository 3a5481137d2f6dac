"""The middle of the window: the picture, what one can do with it, and the job on its way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from flux2studio.core.generation import Generation
from flux2studio.ui.keymap import keymap
from flux2studio.ui.mipmaps import Mipmaps
from flux2studio.ui.picture_mime import mime_of
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.culling import JUDGING, change_of, leads_on
from flux2studio.ui.widgets.marks_chip import MarksChip
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.stage_bar import AWAY, StageBar
from flux2studio.ui.widgets.stage_menu import ground_menu
from flux2studio.ui.widgets.stage_missing import MissingNotice
from flux2studio.ui.widgets.stage_pill import ArrivedChip, JobPill
from flux2studio.ui.widgets.stage_view import StageView

_TOP_ROW, _FOOT_ROW = 1, 3
_MARGIN, _FOOT = 32.0, 76.0

MakeMenu = Callable[[Generation, QWidget], QMenu]


class Stage(QWidget):
    """Shows what its view model says; ``dropped`` hands on what lands on it.

    ``make_menu`` makes the menu of a picture. ``copied``: the picture is on the clipboard.
    """

    dropped = Signal(QMimeData)
    panels_toggled = Signal()
    left_alone = Signal()  # Esc while nothing but the picture is shown
    copied = Signal()
    judged = Signal(object, object, bool)  # Generation, MarkChange, whether the next is to come

    def __init__(self, view_model: StageViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._is_alone = False
        self.make_menu: MakeMenu | None = None
        self.view = StageView(view_model.draw, self)
        self.bar = StageBar(self)
        self.pill = JobPill(self)
        self.arrived = ArrivedChip(self)
        self.missing = MissingNotice(self)
        self.marks = MarksChip(self)
        self.empty = Notice("image", self, on_stage=True)
        self.empty.say(
            self.tr("Your picture appears here"),
            self.tr(
                "Write a prompt and press Generate. A picture dropped on this area becomes"
                " a reference."
            ),
            self.tr("Choose a picture…"),
        )
        self._lay_out()
        self._connect()
        self._show_ground()
        self._show_shown(view_model.shown)
        self._show_picture(view_model.picture)
        self._show_before(view_model.before)
        self._show_reference()
        self.pill.show_note(view_model.note)
        self.arrived.show_arrived(view_model.arrived)
        self._show_preview(view_model.live.image)

    def hold_before(self, on: bool) -> None:
        self.view.hold_before(on)

    def toggle_compare(self) -> None:
        if self.bar.compare.isEnabled():
            self.bar.compare.toggle()

    def toggle_difference(self) -> None:
        if self.bar.difference.isEnabled():
            self.bar.difference.toggle()

    def show_alone(self, on: bool) -> None:
        """Leave away what floats, and give the picture all the room there is."""
        self._is_alone = on
        self.view.set_margins(*((0.0, 0.0) if on else (_MARGIN, _FOOT)))
        self._show_what_fits()

    def copy(self) -> None:
        """Put the picture on the clipboard, as a file and as pixels."""
        shown, pixels = self._view_model.shown, self.view.pixels()
        if shown is not None and pixels is not None and not self._view_model.is_missing:
            QGuiApplication.clipboard().setMimeData(mime_of([shown], pixels))
            self.copied.emit()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.fit_into(event.size().width())

    def dismiss(self) -> bool:
        """Esc leaves the full screen; elsewhere the window ends the running job with it."""
        if self._is_alone:
            self.left_alone.emit()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shown = self._view_model.shown
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif shown is not None and (action := keymap().pressed(event, JUDGING)):
            self.judged.emit(shown, change_of(action), leads_on(event, action))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        shown = self._view_model.shown
        if shown is not None and self.make_menu is not None:
            menu = self.make_menu(shown, self)
            menu.addSeparator()
        else:
            menu = rounded(QMenu(self))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addMenu(ground_menu(self._view_model.ground, menu))
        menu.popup(event.globalPos())

    def _lay_out(self) -> None:
        layout = self._layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(self.view, 0, 0, 5, 1)
        layout.addWidget(self.pill, _TOP_ROW, 0, middle)
        layout.addWidget(self.arrived, _TOP_ROW, 0, middle | Qt.AlignmentFlag.AlignTop)
        corner = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        layout.addWidget(self.marks, 0, 0, 5, 1, corner)
        layout.addWidget(self.empty, 2, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.missing, 2, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.bar, _FOOT_ROW, 0, middle)
        layout.setRowStretch(2, 1)
        for edge in (0, 4):
            layout.setRowMinimumHeight(edge, AWAY)

    def _connect(self) -> None:
        model, bar, view = self._view_model, self.bar, self.view
        model.shown_changed.connect(self._show_shown)
        model.picture_changed.connect(self._show_picture)
        model.before_changed.connect(self._show_before)
        model.reference_changed.connect(self._show_reference)
        model.note_changed.connect(self.pill.show_note)
        model.arrived_changed.connect(self.arrived.show_arrived)
        model.live.changed.connect(self._show_preview)
        model.live.away_changed.connect(self.pill.watch.setVisible)
        model.ground.changed.connect(self._show_ground)
        self.pill.watch.clicked.connect(model.watch)
        self.arrived.show_it.clicked.connect(model.show_arrived)
        self.missing.found.connect(model.find)
        self.missing.again.connect(model.try_again)
        bar.fit.clicked.connect(view.fit)
        bar.full.clicked.connect(self._on_full)
        bar.compare.toggled.connect(self._on_compare)
        bar.difference.toggled.connect(self._on_difference)
        bar.hold.pressed.connect(self._on_hold_pressed)
        bar.hold.released.connect(self._on_hold_released)
        bar.which.chosen.connect(model.choose_reference)
        bar.side.clicked.connect(model.side_by_side)
        bar.use.clicked.connect(model.use_as_reference)
        bar.copy.clicked.connect(self.copy)
        bar.reveal.clicked.connect(model.reveal)
        view.zoom_changed.connect(bar.show_zoom)
        view.dropped.connect(self.dropped)
        view.panels_toggled.connect(self.panels_toggled)

    def _show_shown(self, generation: Generation | None) -> None:
        self.view.carry(generation)
        what = generation.request.prompt if generation is not None else self.tr("nothing yet")
        self.view.setAccessibleDescription(what)

    def _show_picture(self, picture: Mipmaps) -> None:
        self.view.set_picture(picture)
        shown = self._view_model.shown
        if self._view_model.is_missing and shown is not None:
            self.missing.say(shown.path)
        self.view.carry(None if self._view_model.is_missing else shown)
        self._show_ground()
        self._show_what_fits()

    def _show_preview(self, preview: QImage) -> None:
        self.view.set_preview(preview, self._view_model.live.size)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """The bar works on the picture of the stage; while another is drawn there it is away."""
        model = self._view_model
        drawing = not model.live.image.isNull()
        nothing = model.picture.is_null
        self.empty.setVisible(nothing and not drawing and model.shown is None)
        self.missing.setVisible(model.is_missing and not drawing)
        is_wanted = not (drawing or self._is_alone or model.is_missing)
        self.bar.setVisible(is_wanted and not nothing)
        row = _FOOT_ROW if drawing else _TOP_ROW  # where the bar was it hides nothing
        self._layout.addWidget(self.pill, row, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_before(self, before: Mipmaps) -> None:
        self.view.set_before(before)
        self.bar.allow_comparing(not before.is_null)

    def _show_reference(self) -> None:
        """Which one it is compared with, of those it was made from."""
        model = self._view_model
        self.bar.which.offer(model.references, model.reference)
        self.bar.side.setEnabled(bool(model.references))
        self.bar.fit_into(self.width())
        name = self.tr("Reference {0}").format(model.reference + 1)
        self.view.set_words(name, self.tr("Result"))

    def _show_ground(self) -> None:
        """An empty stage says something, in colours that go with the theme's own grey."""
        ground = self._view_model.ground.colour
        self.view.set_ground(None if self._view_model.picture.is_null else ground)

    def _on_full(self) -> None:
        self.view.actual_size()

    def _on_compare(self, on: bool) -> None:
        self.view.compare(on)
        if on:
            self.bar.difference.setChecked(False)

    def _on_difference(self, on: bool) -> None:
        self.view.show_difference(on)
        if on:
            self.bar.compare.setChecked(False)

    def _on_hold_pressed(self) -> None:
        self.view.hold_before(True)

    def _on_hold_released(self) -> None:
        self.view.hold_before(False)
