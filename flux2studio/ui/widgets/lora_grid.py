"""The cards of the LoRA library: used by double click, Enter and drag, rated by the digits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QScrollBar, QWidget

from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import Source, sources
from flux2studio.ui import theme
from flux2studio.ui.keymap import keymap
from flux2studio.ui.models.lora_model import LoraRole
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.card_plan import GAP, NARROWEST, CardPlan
from flux2studio.ui.widgets.cell_grid import CellGrid
from flux2studio.ui.widgets.lora_delegate import LoraDelegate, card_height
from flux2studio.ui.widgets.lora_menu import LoraMenu

_STARS = {f"star_{stars}": stars for stars in range(6)}
_KEYS = (*_STARS, "lora_use", "lora_page", "trash")
_BAR = 10  # pixels


class LoraGrid(CellGrid):
    """The cards keep a gap at the end of the lines, where the scroll bar lies."""

    chosen = Signal(str)  # ids of LoRAs to put in use, one a line
    _plan = CardPlan(card_height=1)  # Qt asks for places before there is a model

    def __init__(self, loras: LorasViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._loras = loras
        self._kept: tuple[str, frozenset[str]] = ("", frozenset())
        self.setModel(loras.model)
        self._delegate = LoraDelegate(loras.model, loras.covers)
        self.setItemDelegate(self._delegate)
        # A bar of its own in the gap of the last column: the list would keep room for its own.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.hide()
        self._bar.valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(self._bar.setValue)
        self.verticalScrollBar().rangeChanged.connect(self._on_scrollable)
        self.setAccessibleName(self.tr("LoRA library"))
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._on_double_clicked)
        loras.model.modelAboutToBeReset.connect(self._keep_chosen)
        loras.model.modelReset.connect(self._choose_kept)
        if loras.covers is not None:
            loras.covers.ready.connect(self._on_cover)

    @property
    def plan(self) -> CardPlan:
        return self._plan

    def lay_out(self) -> None:
        width, count = self.viewport().width() - GAP, self._loras.model.rowCount()
        least = theme.widths(NARROWEST)
        self._plan = CardPlan(width=width, narrowest=least, card_height=card_height(), count=count)

    def chosen_loras(self) -> list[Lora]:
        """Return those selected, from the top, or the one under the keyboard."""
        rows = self.chosen_rows() or [self.currentIndex().row()]
        found = [self._loras.model.index(row).data(LoraRole.LORA) for row in rows]
        return [lora for lora in found if lora is not None]

    def show_lora(self, lora_id: str) -> None:
        """Choose a card and bring it into view, where it is shown."""
        row = self._loras.model.row_of(lora_id)
        if row >= 0:
            index = self._loras.model.index(row)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def menu(self, loras: list[Lora]) -> QMenu:
        return LoraMenu(self._loras, loras, self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        loras = self.chosen_loras()
        if not loras or not self._did(event, loras):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu is for all that are selected, and opens with the keyboard as well."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            menu = self.menu(self.chosen_loras())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            place = self.visualRect(index).center() if by_key else event.pos()
            menu.popup(self.viewport().mapToGlobal(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        lora = self._finds(event.position().toPoint())
        if lora is not None and event.button() is Qt.MouseButton.LeftButton:
            self._loras.locate_asked.emit(lora.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        offers = self._finds(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if offers else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """A card half hidden has its tooltip too."""
        if isinstance(event, QHelpEvent) and not self.indexAt(event.pos()).isValid():
            self.setToolTip("")
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = 0 if self.isRightToLeft() else self.width() - _BAR
        self._bar.setGeometry(left, 0, _BAR, self.height())

    def _did(self, event: QKeyEvent, loras: list[Lora]) -> bool:
        """Do what a key means for the cards chosen; False: nothing."""
        ids = [lora.id for lora in loras]
        match keymap().pressed(event, _KEYS):
            case "lora_use":
                if not event.isAutoRepeat():
                    self._use(loras)
            case "trash":
                self._loras.edits.remove(ids)
            case "lora_page":
                self._loras.details_asked.emit(ids[0])
            case key if key in _STARS:
                self._loras.edits.edit(ids, rating=_STARS[key])
            case _:
                return False
        return True

    def _use(self, loras: list[Lora]) -> None:
        """A single one whose file is gone can only be looked for."""
        if len(loras) == 1 and _is_lost(loras[0]):
            self._loras.locate_asked.emit(loras[0].id)
        else:
            self.chosen.emit("\n".join(lora.id for lora in loras))

    def _finds(self, point: QPoint) -> Lora | None:
        """The card whose offer to find its file lies under ``point``."""
        index = self.indexAt(point)
        lora: Lora | None = index.data(LoraRole.LORA)
        if lora is None or not lora.missing:
            return None
        return lora if self._delegate.action_box(self.visualRect(index)).contains(point) else None

    def _keep_chosen(self) -> None:
        current: Lora | None = self.currentIndex().data(LoraRole.LORA)
        ids = frozenset(lora.id for lora in self.chosen_loras()) if self.chosen_rows() else ()
        self._kept = (current.id if current is not None else "", frozenset(ids))

    def _choose_kept(self) -> None:
        """Another search or order: what was chosen and is still there stays so."""
        model, selection = self._loras.model, self.selectionModel()
        current, ids = self._kept
        flag = selection.SelectionFlag
        for row in sorted(row for lora_id in ids if (row := model.row_of(lora_id)) >= 0):
            selection.select(model.index(row), flag.Select)
        if (row := model.row_of(current)) >= 0:
            selection.setCurrentIndex(model.index(row), flag.NoUpdate)

    def _on_double_clicked(self) -> None:
        index = self.currentIndex()
        if index.isValid():
            self._use([index.data(LoraRole.LORA)])

    def _on_scrollable(self, low: int, high: int) -> None:
        self._bar.setRange(low, high)
        self._bar.setPageStep(self.verticalScrollBar().pageStep())
        self._bar.setSingleStep(self.verticalScrollBar().singleStep())
        self._bar.setVisible(high > low)

    def _on_cover(self, _key: str) -> None:
        self.viewport().update()


def _is_lost(lora: Lora) -> bool:
    """Whether it is gone from this computer, and nowhere else to be had."""
    return lora.missing and sources(lora) == {Source.FILE}
