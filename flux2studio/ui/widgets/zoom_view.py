"""Shows a picture at any zoom, sharp, beside or over what it was made from."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.ui import theme
from flux2studio.ui.widgets import picture_paint
from flux2studio.ui.widgets.view_transform import Gaze, ViewTransform

FOOT = 76.0  # room for the bar that floats below the picture
ZOOM_STEP = 1.25
SETTLE_MS = 90

Scale = Callable[[QImage, QSize, Callable[[QImage], None]], None]
_CopyKey = tuple[int, int, int]


class ZoomView(QWidget):
    """``scale`` makes a smooth copy of a picture on a worker and hands it back.

    A picture may come in fewer pixels than it has: ``wants_more`` says when they no longer do.
    """

    zoom_changed = Signal(float)  # pixels of the screen for one of the picture
    moved = Signal()  # zoomed or moved here, not by ``follow``
    wants_more = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._picture = QImage()
        self._before = QImage()
        self._preview = QImage()
        self._whole = self._before_whole = QSize()  # of the whole pictures
        self._words = (self.tr("Reference 1"), self.tr("Result"))
        self._always_named = False
        self._copies: dict[_CopyKey, QImage] = {}
        self._view = ViewTransform(picture=QSize(), view=QSizeF(self.size()), foot=FOOT)
        self._comparing = False
        self._holding_before = False
        self._split = 0.5
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._make_copies)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def transform(self) -> ViewTransform:
        return self._view

    @property
    def split(self) -> float:
        """Where the dividing line stands, 0.0-1.0 of the picture's width."""
        return self._split

    @property
    def zoom(self) -> float:
        return self._view.scale * self.devicePixelRatioF()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def set_picture(self, picture: QImage, size: QSize | None = None) -> None:
        """``size`` is that of the whole picture, where this is a smaller copy of it."""
        self._picture, self._whole = picture, size or picture.size()
        self._copies.clear()
        if self._preview.isNull():
            self._show(self._view.shown(self._whole))

    def set_before(self, before: QImage, size: QSize | None = None) -> None:
        self._before, self._before_whole = before, size or before.size()
        self._copies.clear()
        self._show(self._view)

    def set_words(self, before: str, after: str, *, always: bool = False) -> None:
        """Say what stands in the corners; ``always``: where there is one picture, too."""
        self._words, self._always_named = (before, after), always
        self.update()

    def set_preview(self, preview: QImage, size: QSize) -> None:
        """Show a small picture of what is drawn just now in the ``size`` it will have.

        Null brings the picture back.
        """
        self._preview = preview
        self._show(self._view.shown(self._whole if preview.isNull() else size))

    def compare(self, on: bool) -> None:
        self._comparing = on
        self.update()

    def hold_before(self, on: bool) -> None:
        """Show the reference in place of the picture for as long as this is on."""
        if on != self._holding_before:
            self._holding_before = on
            self.update()

    def follow(self, gaze: Gaze) -> None:
        """Show the part of this picture that another view shows of its own."""
        self._show(self._view.looking(gaze))

    def fit(self) -> None:
        self._look(self._view.fitted())

    def actual_size(self, about: QPointF | None = None) -> None:
        """One pixel of the picture on one of the screen."""
        self._look(self._view.zoomed_to(1 / self.devicePixelRatioF(), about))

    def toggle_fit(self, about: QPointF | None = None) -> None:
        if self._view.fits:
            self.actual_size(about)
        else:
            self.fit()

    def zoom_in(self) -> None:
        self._look(self._view.zoomed_to(self._view.scale * ZOOM_STEP))

    def zoom_out(self) -> None:
        self._look(self._view.zoomed_to(self._view.scale / ZOOM_STEP))

    def _look(self, view: ViewTransform) -> None:
        """Zoom or move by hand."""
        self._show(view)
        self.moved.emit()

    def _show(self, view: ViewTransform) -> None:
        self._view = view
        self._settled.start()
        self.zoom_changed.emit(self.zoom)
        self.update()

    def _make_copies(self) -> None:
        if self._is_short(self._picture, self._whole) or self._is_short(
            self._before, self._before_whole
        ):
            self.wants_more.emit()
        for image in (self._picture, self._before):
            size = self._copy_size(image)
            if not image.isNull() and size.width() < image.width() and not size.isEmpty():
                key = (image.cacheKey(), size.width(), size.height())
                if key not in self._copies:
                    self._scale(image, size, partial(self._keep_copy, key))

    def _is_short(self, image: QImage, whole: QSize) -> bool:
        """Whether the screen shows more pixels than ``image`` has, and there are more."""
        return image.width() < min(whole.width(), self._copy_size(image).width())

    def _keep_copy(self, key: _CopyKey, copy: QImage) -> None:
        self._copies = {k: v for k, v in self._copies.items() if k[0] != key[0]}
        self._copies[key] = copy
        self.update()

    def _copy_size(self, image: QImage) -> QSize:
        box = picture_paint.within(self._view.target(), image.size()).size()
        return (box * self.devicePixelRatioF()).toSize()

    def _best(self, image: QImage) -> QImage:
        size = self._copy_size(image)
        return self._copies.get((image.cacheKey(), size.width(), size.height()), image)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.of(self.palette())
        painter.fillRect(self.rect(), theme.colour(look.stage))
        target = self._view.target()
        if not self._preview.isNull():
            self._paint_preview(painter, target, look)
            return
        if self._picture.isNull():
            return
        if not target.contains(QRectF(event.rect())):
            picture_paint.shadow(painter, target)
        hold = self._holding_before and not self._before.isNull()
        if hold:
            whole = picture_paint.within(target, self._before_whole)
            picture_paint.picture(
                painter, self._best(self._before), whole, look, self._before_whole
            )
        else:
            picture_paint.picture(painter, self._best(self._picture), target, look, self._whole)
        if self._splits:
            picture_paint.before(
                painter, self._best(self._before), target, self._split, look, self._before_whole
            )
            picture_paint.divider(painter, target, self._split, self.rect())
        self._paint_badges(painter, target.intersected(QRectF(self.rect())), hold)

    def _paint_preview(self, painter: QPainter, target: QRectF, look: theme.Theme) -> None:
        picture_paint.shadow(painter, target)
        picture_paint.picture(painter, self._preview, target, look, self._view.picture)
        seen = target.intersected(QRectF(self.rect()))
        picture_paint.badge(painter, seen, self.tr("Preview"), look, self.font())

    def _paint_badges(self, painter: QPainter, seen: QRectF, hold: bool) -> None:
        look = theme.of(self.palette())
        before, after = self._words
        if hold or self._splits:
            picture_paint.badge(painter, seen, before, look, self.font())
        elif self._always_named:
            picture_paint.badge(painter, seen, after, look, self.font())
        if self._splits:
            picture_paint.badge(painter, seen, after, look, self.font(), right=True)

    @property
    def _splits(self) -> bool:
        return (
            self._comparing
            and self._preview.isNull()
            and not self._before.isNull()
            and not self._holding_before
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show(self._view.resized(QSizeF(event.size())))
