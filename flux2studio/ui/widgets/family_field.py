"""The choice of a family of models; the open list says what each is for and costs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from flux2studio.ui import theme, words
from flux2studio.ui.viewmodels.families import FamilyChoice
from flux2studio.ui.widgets.fields import FieldGuard, roomy
from flux2studio.ui.widgets.rounded import Choice

WIDTH = 312  # of the open list: as wide as the form
_HEIGHT = 44
_SHOWN = 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_WORDS = Qt.ItemDataRole.UserRole + 1
_PRICE = Qt.ItemDataRole.UserRole + 2


class FamilyField(Choice):
    """``itemData`` is the id of a family's plainest model."""

    def __init__(self, guard: FieldGuard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[FamilyChoice, ...] = ()
        self.setAccessibleName(self.tr("Model"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(_SHOWN)
        self.setItemDelegate(FamilyDelegate(self))
        self.view().setMinimumWidth(WIDTH)
        roomy(self)
        guard.watch(self)

    def show_families(self, families: Sequence[FamilyChoice], chosen: str) -> None:
        """``chosen`` is the name of one of them. Silent."""
        with QSignalBlocker(self):
            if tuple(families) != self._shown:
                self._shown = tuple(families)
                self.clear()
                for family in families:
                    self._add(family)
            names = [family.name for family in families]  # what is shown may be translated
            self.setCurrentIndex(names.index(chosen) if chosen in names else -1)
        told = self._spoken(self.currentIndex())
        self.setToolTip(f"{words.said(chosen)}\n{told}")
        self.setAccessibleDescription(told)

    def _add(self, family: FamilyChoice) -> None:
        self.addItem(words.said(family.name), family.id)
        at = self.count() - 1
        self.setItemData(at, family.words, _WORDS)
        self.setItemData(at, family.price, _PRICE)
        self.setItemData(at, self._spoken(at), Qt.ItemDataRole.AccessibleDescriptionRole)

    def _spoken(self, at: int) -> str:
        return " · ".join(str(self.itemData(at, role) or "") for role in (_WORDS, _PRICE))


class FamilyDelegate(QStyledItemDelegate):
    """The name and the price, and under them, softer, what the family is for."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(WIDTH - 12, theme.widths(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.of(QGuiApplication.palette())
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.wash))
            painter.drawRoundedRect(place, 4, 4)
        half = place.height() / 2
        top, bottom = place.adjusted(8, 5, -8, -half), place.adjusted(8, half, -8, -5)
        text, soft = (look.accent, look.accent) if marked else (look.text, look.soft)
        painter.setFont(theme.sized(option.font, theme.TEXT))
        painter.setPen(QColor(text))
        painter.drawText(top, _LEFT, str(index.data()))
        painter.setFont(theme.sized(option.font, theme.LABEL))
        painter.setPen(QColor(soft))
        painter.drawText(top, _RIGHT, str(index.data(_PRICE)))
        words = painter.fontMetrics().elidedText(
            str(index.data(_WORDS)), Qt.TextElideMode.ElideRight, int(bottom.width())
        )
        painter.drawText(bottom, _LEFT, words)
        painter.restore()
