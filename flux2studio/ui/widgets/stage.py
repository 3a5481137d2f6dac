"""The middle of the window: the picture, what one can do with it, and the job on its way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.generation import Generation
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.viewmodels.stage import JobNote, StageViewModel
from flux2studio.ui.widgets.notice import Notice
from flux2studio.ui.widgets.stage_view import StageView

AWAY = 16  # pixels between what floats and the edge
_TOP_ROW, _FOOT_ROW = 1, 3


class ReferenceButton(QPushButton):
    """Says which reference is compared, and offers the others where there are several."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = 0
        self.setProperty("role", "overlay")
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow behind the words
        icons.set_icon(self, "chevron-down", Tone.OVERLAY)
        self.setMenu(QMenu(self))
        self.hide()

    def offer(self, references: Sequence[ReferenceImage], index: int) -> None:
        self._index = index
        self.setVisible(len(references) > 1)
        self.menu().clear()
        for place, reference in enumerate(references):
            action = self.menu().addAction(f"{place + 1}  {reference.name}".replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(place == index)
            action.triggered.connect(partial(self._on_chosen, place))
        if references:
            name = references[index].name
            self.setAccessibleName(self.tr("Compared with reference {0}").format(index + 1))
            self.setToolTip(self.tr("Compared with reference {0}, {1}").format(index + 1, name))

    def say(self, *, with_words: bool) -> None:
        words = self.tr("Reference {0}") if with_words else "{0}"
        self.setText(words.format(self._index + 1))

    def _on_chosen(self, place: int, _checked: bool = False) -> None:
        self.chosen.emit(place)


class StageBar(QFrame):
    """Floats below the picture. The buttons are public: the window connects its actions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.fit = self._button("fit", self.tr("Fit"), self.tr("Show the whole picture (Ctrl+0)"))
        self.full = self._button(
            "", self.tr("100 %"), self.tr("One pixel of the picture on one of the screen (Ctrl+1)")
        )
        self.compare = self._button(
            "compare", self.tr("Before / after"), self.tr("Divide: reference and result (C)")
        )
        self.compare.setCheckable(True)
        self.hold = self._button(
            "eye", self.tr("Hold"), self.tr("Show the reference for as long as it is held (\\)")
        )
        self.which = ReferenceButton(self)
        self.side = self._button(
            "columns",
            "",
            self.tr("Reference and result side by side, with what differs"),
            self.tr("Side by side"),
        )
        self.use = self._button(
            "image", self.tr("Use as reference"), self.tr("Put this picture on a reference slot")
        )
        self.reveal = self._button(
            "folder", "", self.tr("Open the folder this picture lies in"), self.tr("Show in folder")
        )
        gives_way = (self.use, self.hold, self.fit, self.compare)
        self._words = {button: button.text() for button in gives_way}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        for button in self._buttons:
            layout.addWidget(button)

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        compared = (self.compare, self.hold, self.which, self.side)
        return (self.fit, self.full, *compared, self.use, self.reveal)

    def fit_into(self, width: int) -> None:
        """Leave words away, one by one, where there is no room; the tool tips say the same."""
        for silent in range(len(self._words) + 2):
            self.which.say(with_words=silent == 0)
            for place, (button, text) in enumerate(self._words.items(), start=2):
                button.setText(text if place > silent else "")
            if self.sizeHint().width() <= width - 2 * AWAY:
                return

    def _button(self, icon: str, text: str, tip: str, name: str = "") -> QPushButton:
        button = QPushButton(f" {text}" if icon and text else text, self)
        button.setProperty("role", "overlay")
        button.setToolTip(tip)
        button.setAccessibleName(name or text)
        if icon:
            icons.set_icon(button, icon, Tone.OVERLAY)
        return button


class JobPill(QFrame):
    """Says how far the running job is, above the picture.

    ``watch`` brings back the preview the artist has turned away from.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.words = QLabel(self)
        self.words.setProperty("role", "overlay")
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setFixedWidth(220)
        self.watch = QPushButton(self.tr(" Watch"), self)
        self.watch.setProperty("role", "overlay")
        self.watch.setToolTip(self.tr("Show the picture that is being drawn"))
        icons.set_icon(self.watch, "eye", Tone.OVERLAY)
        told = QVBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.words, alignment=Qt.AlignmentFlag.AlignHCenter)
        told.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(told)
        layout.addWidget(self.watch)
        self.watch.hide()
        self.hide()

    def show_note(self, note: JobNote | None) -> None:
        self.setVisible(note is not None)
        if note is not None:
            self.words.setText(note.text)
            self.bar.setRange(0, 0 if note.fraction is None else 1000)
            self.bar.setValue(round((note.fraction or 0) * 1000))


class Stage(QWidget):
    """Shows what its view model says; ``dropped`` hands on what lands on it."""

    dropped = Signal(QMimeData)
    panels_toggled = Signal()

    def __init__(self, view_model: StageViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self.view = StageView(view_model.scale, self)
        self.bar = StageBar(self)
        self.pill = JobPill(self)
        self.empty = Notice("image", self, on_stage=True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.empty.say(
            self.tr("Your picture appears here"),
            self.tr(
                "Write a prompt and press Generate. A picture dropped on this area becomes"
                " a reference."
            ),
        )
        self._lay_out()
        self._connect()
        self._show_shown(view_model.shown)
        self._show_picture(view_model.picture)
        self._show_before(view_model.before)
        self._show_reference()
        self.pill.show_note(view_model.note)
        self._show_preview(view_model.live.image)

    def hold_before(self, on: bool) -> None:
        self.view.hold_before(on)

    def toggle_compare(self) -> None:
        if self.bar.compare.isEnabled():
            self.bar.compare.toggle()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.bar.fit_into(event.size().width())

    def _lay_out(self) -> None:
        layout = self._layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view, 0, 0, 5, 1)
        layout.addWidget(self.pill, _TOP_ROW, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.empty, 2, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self.bar, _FOOT_ROW, 0, Qt.AlignmentFlag.AlignHCenter)
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
        model.live.changed.connect(self._show_preview)
        model.live.away_changed.connect(self.pill.watch.setVisible)
        self.pill.watch.clicked.connect(model.live.look_again)
        bar.fit.clicked.connect(view.fit)
        bar.full.clicked.connect(self._on_full)
        bar.compare.toggled.connect(view.compare)
        bar.hold.pressed.connect(self._on_hold_pressed)
        bar.hold.released.connect(self._on_hold_released)
        bar.which.chosen.connect(model.choose_reference)
        bar.side.clicked.connect(model.side_by_side)
        bar.use.clicked.connect(model.use_as_reference)
        bar.reveal.clicked.connect(model.reveal)
        view.dropped.connect(self.dropped)
        view.panels_toggled.connect(self.panels_toggled)

    def _show_shown(self, generation: Generation | None) -> None:
        self.view.set_file(generation.path if generation is not None else None)
        what = generation.request.prompt if generation is not None else self.tr("nothing yet")
        self.view.setAccessibleDescription(what)

    def _show_picture(self, picture: QImage) -> None:
        self.view.set_picture(picture)
        self._show_what_fits()

    def _show_preview(self, preview: QImage) -> None:
        self.view.set_preview(preview, self._view_model.live.size)
        self._show_what_fits()

    def _show_what_fits(self) -> None:
        """The bar works on the picture of the stage; while another is drawn there it is away."""
        drawing = not self._view_model.live.image.isNull()
        nothing = self._view_model.picture.isNull()
        self.empty.setVisible(nothing and not drawing and self._view_model.shown is None)
        self.bar.setVisible(not nothing and not drawing)
        row = _FOOT_ROW if drawing else _TOP_ROW  # where the bar was it hides nothing
        self._layout.addWidget(self.pill, row, 0, Qt.AlignmentFlag.AlignHCenter)

    def _show_before(self, before: QImage) -> None:
        self.view.set_before(before)
        for button in (self.bar.compare, self.bar.hold):
            button.setEnabled(not before.isNull())

    def _show_reference(self) -> None:
        """Which one it is compared with, of those it was made from."""
        model = self._view_model
        self.bar.which.offer(model.references, model.reference)
        self.bar.side.setEnabled(bool(model.references))
        self.bar.fit_into(self.width())
        name = self.tr("Reference {0}").format(model.reference + 1)
        self.view.set_words(name, self.tr("Result"))

    def _on_full(self) -> None:
        self.view.actual_size()

    def _on_hold_pressed(self) -> None:
        self.view.hold_before(True)

    def _on_hold_released(self) -> None:
        self.view.hold_before(False)
