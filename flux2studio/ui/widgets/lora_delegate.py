"""Paints one card of the LoRA library: its cover, and below it what one looks for."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from flux2studio.core.lora import Lora
from flux2studio.core.lora_marks import is_away
from flux2studio.ui import effects, theme
from flux2studio.ui.models.lora_model import Card, LoraModel, LoraRole
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.widgets.card_plan import NARROWEST
from flux2studio.ui.widgets.drawings import Drawings, sheet
from flux2studio.ui.widgets.signs import Signs
from flux2studio.ui.widgets.thumbnail_paint import CellPictures

COVER = 76  # height of the picture on a card
WORDS = 62  # of what is written below it, in the size of the design
_RADIUS = 8
_STAR = 10
_KEPT = 600  # drawn words, some 30 KB each on a plain screen
_PLATES = 32  # grounds and frames: of each size, theme and state
_SEMIBOLD = QFont.Weight.DemiBold
_State = QStyle.StateFlag
Index = QModelIndex | QPersistentModelIndex


def card_height() -> int:
    return COVER + theme.lines(WORDS)


class _Screen(NamedTuple):
    """What every card of a frame is drawn for."""

    width: int
    ratio: float
    look: theme.Theme
    font: QFont

    @property
    def key(self) -> tuple[object, ...]:
        return (self.width, self.ratio, self.look.window, card_height())


class _Sign(NamedTuple):
    name: str
    colour: str


class _Words(NamedTuple):
    """What is written on a card: all that decides how it looks. Each sign stands by ``last``."""

    name: str
    is_soft: bool
    base: str
    stars: int
    last: str
    colour: str
    before: _Sign | None = None
    behind: _Sign | None = None


class LoraDelegate(QStyledItemDelegate):
    """Three lines: the name, the base with the stars, and the trigger word or what is wrong.

    A card whose file is gone offers to find it there. A card is put together from parts that
    are drawn once: a ground and a frame that many share, its cover, and its words.
    """

    def __init__(self, model: LoraModel, covers: LoraCovers | None) -> None:
        super().__init__(model)
        self._model = model
        self._covers = covers
        self._pictures = CellPictures(radius=_RADIUS, square_foot=True)
        self._signs = Signs()
        self._written = Drawings(_KEPT)
        self._plates = Drawings(_PLATES)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(NARROWEST, card_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card: Card = index.data(LoraRole.CARD)
        place, state = option.rect, option.state
        look = theme.of(QGuiApplication.palette())
        ratio = painter.device().devicePixelRatio()
        screen = _Screen(place.width(), ratio, look, option.font)
        corner = place.topLeft()
        hovered = bool(state & _State.State_MouseOver)
        key = ("ground", hovered, *screen.key)
        painter.drawPixmap(corner, self._plates.get(key, partial(_ground, screen, hovered)))
        self._paint_cover(painter, card, QRect(corner, QSize(place.width(), COVER)), screen)
        words = self._words(card, look)
        written = self._written.get((words, *screen.key), partial(self._write, words, screen))
        painter.drawPixmap(place.left(), place.top() + COVER, written)
        frame = (
            card.in_use,
            bool(state & _State.State_Selected),
            bool(state & _State.State_HasFocus),
        )
        key = ("frame", *frame, *screen.key)
        painter.drawPixmap(corner, self._plates.get(key, partial(_frame, screen, *frame)))

    def action_box(self, card: QRect) -> QRect:
        """Where a card whose file is missing offers to find it."""
        return QRect(card.left(), card.top() + COVER + 38, card.width(), 24)

    def _paint_cover(self, painter: QPainter, card: Card, place: QRect, screen: _Screen) -> None:
        lora, look = card.lora, screen.look
        cover = self._covers.pixmap(lora) if self._covers is not None else None
        painter.setOpacity(0.35 if lora.missing or card.wrong else 1.0)
        if cover is not None:
            self._pictures.draw(painter, place, cover, look, screen.ratio)
        else:
            painter.fillRect(place.adjusted(1, _RADIUS, -1, 0), QColor(look.window))
        painter.setOpacity(1.0)
        self._paint_badges(painter, card, place, look)

    def _paint_badges(self, painter: QPainter, card: Card, cover: QRect, look: theme.Theme) -> None:
        """On the cover: favourite, seen to work, in use; each a sign, the tooltip has words."""
        lora, right = card.lora, cover.right() - 22
        place = QRectF(cover.left() + 7, cover.top() + 7, 16, 16)
        if lora.favourite:
            self._badge(painter, place, look.overlay, "star-filled", DARK_ACCENT)
        if card.in_use:
            place.moveLeft(right)
            self._badge(painter, place, look.accent, "check", look.on_accent)
            right -= 20
        if lora.proof is not None and not effects.is_whole(lora.proof):
            place.moveLeft(right)
            self._badge(painter, place, look.overlay, "warning", DARK_ACCENT)

    def _badge(self, painter: QPainter, box: QRectF, ground: str, sign: str, colour: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box)
        self._signs.paint(painter, sign, colour, box.adjusted(3, 3, -3, -3))

    def _words(self, card: Card, look: theme.Theme) -> _Words:
        """Below the base: what is wrong, or else what is new, or else the words that call it up."""
        lora = card.lora
        base = short_base(lora.base) or self._model.kind_words(lora)
        if lora.missing:
            base, last, colour, sign = (
                self.tr("missing"),
                self.tr("Find file…"),
                look.warn,
                "warning",
            )
        elif card.wrong:
            last, colour, sign = self.tr("other base"), look.warn, "warning"
        elif card.has_update:
            last, colour, sign = self.tr("update"), look.accent, "refresh"
        else:
            last, colour, sign = ", ".join(lora.trigger_words), look.soft, ""
        words = _Words(lora.name, lora.missing, base, lora.rating, last, colour)
        if sign:
            return words._replace(before=_Sign(sign, colour))
        return words._replace(behind=_state_of(lora, look))

    def _write(self, words: _Words, screen: _Screen) -> QPixmap:
        look, result = screen.look, sheet(QSize(screen.width, theme.lines(WORDS)), screen.ratio)
        painter = QPainter(result)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.lines(18)
        line = QRectF(8, theme.lines(5), screen.width - 16, high)
        painter.setFont(theme.sized(screen.font, theme.TEXT - 0.5, _SEMIBOLD))
        paint_line(
            painter,
            placed(line, screen.width),
            words.name,
            look.soft if words.is_soft else look.text,
        )
        painter.setFont(theme.sized(screen.font, theme.LABEL))
        line.translate(0, high)
        used = self._write_stars(painter, words, line, look.accent)
        base = placed(line.adjusted(0, 0, -used - 4, 0), screen.width)
        paint_line(painter, base, words.base, look.soft)
        self._write_last(painter, words, line.translated(0, high))
        painter.end()
        return result

    def _write_stars(self, painter: QPainter, words: _Words, line: QRectF, colour: str) -> float:
        """A star for each, or their number and one where the base needs the room; the width."""
        whole = line.width() + 2 * line.left()
        shown, count, metrics = words.stars, "", painter.fontMetrics()
        if shown * (_STAR + 1) + 4 > line.width() - metrics.horizontalAdvance(words.base):
            shown, count = min(shown, 1), str(shown or "")
        used = shown * (_STAR + 1)
        for star in range(shown):
            left = line.right() - used + star * (_STAR + 1)
            box = QRectF(left, line.center().y() - _STAR / 2, _STAR, _STAR)
            self._signs.paint(painter, "star-filled", colour, placed(box, whole))
        if count:
            wide = metrics.horizontalAdvance(count) + 3
            box = QRectF(line.right() - used - wide, line.top(), wide, line.height())
            paint_line(painter, placed(box, whole), count, colour)
            used += wide
        return used

    def _write_last(self, painter: QPainter, words: _Words, line: QRectF) -> None:
        whole = line.width() + 2 * line.left()
        box = QRectF(line.left(), line.center().y() - 6, 12, 12)
        if words.before is not None:
            self._signs.paint(painter, *words.before, placed(box, whole))
            line = line.adjusted(16, 0, 0, 0)
        if words.behind is not None:
            box.moveLeft(line.right() - 12)
            self._signs.paint(painter, *words.behind, placed(box, whole))
            line = line.adjusted(0, 0, -16, 0)
        paint_line(painter, placed(line, whole), words.last, words.colour)


def _state_of(lora: Lora, look: theme.Theme) -> _Sign | None:
    """Not on this computer, or seen to take effect on it, or neither."""
    if is_away(lora):
        return _Sign("cloud", look.soft)
    if lora.proof is not None and effects.is_whole(lora.proof):
        return _Sign("check", look.ok)
    return None


def _ground(screen: _Screen, hovered: bool) -> QPixmap:
    result = sheet(QSize(screen.width, card_height()), screen.ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(screen.look.hover if hovered else screen.look.raised))
    painter.drawRoundedRect(QRectF(0, 0, screen.width, card_height()), _RADIUS, _RADIUS)
    painter.end()
    return result


def _frame(screen: _Screen, in_use: bool, chosen: bool, focused: bool) -> QPixmap:
    """In use: a fine line of the accent. Chosen: a strong one. Focus: one within that."""
    look, result = screen.look, sheet(QSize(screen.width, card_height()), screen.ratio)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.accent if in_use or chosen else look.line), 1))
    if chosen or focused:
        painter.setPen(QPen(QColor(look.accent if chosen else look.text), 2))
    inset = 1.0 if chosen or focused else 0.5
    box = QRectF(0, 0, screen.width, card_height()).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    if chosen and focused:
        painter.setPen(QPen(QColor(look.text), 1))
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), _RADIUS - 2, _RADIUS - 2)
    painter.end()
    return result


DARK_ACCENT = theme.DARK.accent  # on overlays, which are dark in both themes


def short_base(base: str) -> str:
    """As artists say it: "dev", "klein 4B"."""
    return base.removeprefix("FLUX.2 ")


def placed(box: QRectF, width: float) -> QRectF:
    """Where ``box`` lies on a card of ``width`` pixels as one reads."""
    if QGuiApplication.isRightToLeft():
        return QRectF(width - box.right(), box.top(), box.width(), box.height())
    return box


def paint_line(painter: QPainter, box: QRectF, text: str, colour: str) -> None:
    """Write one line into ``box``; what has no room ends in …"""
    painter.setPen(QColor(colour))
    painter.setLayoutDirection(QGuiApplication.layoutDirection())
    mode = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(text, mode, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
