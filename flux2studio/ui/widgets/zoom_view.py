"""Shows a picture at any zoom, sharp, beside or over what it was made from."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from flux2studio.ui import mipmaps, theme
from flux2studio.ui.mipmaps import Difference, Mipmaps
from flux2studio.ui.rects import without
from flux2studio.ui.widgets import picture_paint
from flux2studio.ui.widgets.picture_layer import Draw, PictureLayer
from flux2studio.ui.widgets.view_transform import Gaze, ViewTransform

FOOT = 76.0  # room for the bar that floats below the picture
ZOOM_STEP = 1.25
SETTLE_MS = 90


class Shown(NamedTuple):
    """A layer, where all of it lies, and the part of the view that is for it. Device pixels."""

    layer: PictureLayer
    place: QRect
    room: QRect


class ZoomView(QWidget):
    """``draw`` has pictures made on a worker.

    A picture may come in fewer pixels than it has: ``wants_more`` says when they no longer do.
    Everything is painted in pixels of the device, so that at 100 % each is one of the picture.
    """

    spoken_role = QAccessible.Role.Graphic
    zoom_changed = Signal(float)  # pixels of the screen for one of the picture
    moved = Signal()  # zoomed or moved here, not by ``follow``
    wants_more = Signal()

    def __init__(self, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._picture, self._before, self._preview, self._differing = (
            self._new_layer(draw) for _ in range(4)
        )
        self._difference_of: tuple[Mipmaps, Mipmaps] | None = None
        self._is_same = False
        self._words = (self.tr("Reference 1"), self.tr("Result"))
        self._always_named = False
        self._ground: QColor | None = None
        self._view = ViewTransform(picture=QSize(), view=QSizeF(self.size()), foot=FOOT)
        self._comparing = False
        self._shows_difference = False
        self._holding_before = False
        self._split = 0.5
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._settle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

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

    def spoken_value(self) -> str:
        """How large it is shown, and where it is divided."""
        zoom = self.tr("{0} percent").format(round(100 * self.zoom))
        if not self._splits:
            return zoom
        split = self.tr("divided at {0} percent").format(round(100 * self._split))
        return f"{zoom}, {split}"

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def set_picture(self, picture: Mipmaps | QImage, size: QSize | None = None) -> None:
        """``size`` is that of the whole picture, where an image is a smaller copy of it."""
        self._picture.show(_mipmaps(picture, size))
        if self._preview.is_null:
            self._show(self._view.shown(self._picture.picture.whole))
        self._compare_pixels()
        self._refine()

    def set_before(self, before: Mipmaps | QImage, size: QSize | None = None) -> None:
        self._before.show(_mipmaps(before, size))
        self._show(self._view)
        self._compare_pixels()
        self._refine()

    def set_words(self, before: str, after: str, *, always: bool = False) -> None:
        """Say what stands in the corners; ``always``: where there is one picture, too."""
        self._words, self._always_named = (before, after), always
        self.update()

    def set_preview(self, preview: QImage, size: QSize) -> None:
        """Show a small picture of what is drawn just now in the ``size`` it will have.

        Null brings the picture back.
        """
        self._preview.show(mipmaps.single(preview, size))
        self._show(self._view.shown(self._picture.picture.whole if preview.isNull() else size))

    def set_ground(self, ground: QColor | None) -> None:
        """Paint this grey around the picture; None: that of the theme."""
        self._ground = ground
        self.update()

    def set_margins(self, margin: float, foot: float) -> None:
        """How much stays free around a picture that fits, and below it; logical pixels."""
        view = replace(self._view, margin=margin, foot=foot)
        self._show(view.fitted() if view.fits else view)

    def compare(self, on: bool) -> None:
        """Divide: what it was made from on the left, the picture on the right."""
        self._comparing = on
        self._refine()
        self.update()

    def show_difference(self, on: bool) -> None:
        """Show where the two differ, as bright as they do; black where they are the same."""
        self._shows_difference = on
        self._compare_pixels()
        self._refine()
        self.update()

    def hold_before(self, on: bool) -> None:
        """Show the reference in place of the picture for as long as this is on."""
        if on != self._holding_before:
            self._holding_before = on
            self._refine()
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
        self._zoom_by(ZOOM_STEP)

    def zoom_out(self) -> None:
        self._zoom_by(1 / ZOOM_STEP)

    def _zoom_by(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom; a step that would go past 100 % ends there."""
        now = self.zoom
        passes = min(now, now * factor) < 0.999 and max(now, now * factor) > 1.001
        wanted = 1.0 if passes and abs(now - 1) > 0.001 else now * factor
        self._look(self._view.zoomed_to(wanted / self.devicePixelRatioF(), about))

    def _look(self, view: ViewTransform) -> None:
        """Zoom or move by hand."""
        self._show(view)
        self.moved.emit()

    def _show(self, view: ViewTransform) -> None:
        is_same_size = view.scale == self._view.scale and view.picture == self._view.picture
        self._view = view
        self._settled.start()
        if is_same_size:
            self._refine()
        else:
            self.zoom_changed.emit(self.zoom)
        self.update()

    def _settle(self) -> None:
        width = self._device_place(self._device).width()
        if self._picture.is_short_at(width) or self._before.is_short_at(width):
            self.wants_more.emit()
        self._refine()

    def _refine(self) -> None:
        """Have made on a worker what cannot be painted well at once."""
        view = self._device.mapRect(QRectF(self.rect())).toAlignedRect()
        for shown in self._shown(self._device_place(self._device), view):
            shown.layer.refine(shown.place, shown.room)

    def _compare_pixels(self) -> None:
        """Have the difference made, once it is wanted and both pictures are there."""
        pair = (self._picture.picture, self._before.picture)
        if pair[0].is_null or pair[1].is_null:
            self._difference_of = None
            self._differing.show(mipmaps.NOTHING)
        elif self._shows_difference and pair != self._difference_of:
            self._difference_of = pair
            self._draw(partial(mipmaps.difference, *pair), partial(self._on_difference, pair))

    def _on_difference(self, pair: tuple[Mipmaps, Mipmaps], found: Difference) -> None:
        if pair == self._difference_of:
            self._is_same = found.is_none
            self._differing.show(found.picture)
            self._refine()
            self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        device = painter.deviceTransform()
        place = self._device_place(device)
        painter.setWorldTransform(device.inverted()[0])
        exposed = device.mapRect(QRectF(event.rect())).toAlignedRect()
        self._paint_pixels(painter, place, exposed)
        painter.resetTransform()
        if self._splits:
            where = device.inverted()[0].mapRect(QRectF(place))
            picture_paint.divider(painter, where, self._split, self.rect())
        self._paint_badges(painter)
        painter.end()

    def _paint_pixels(self, painter: QPainter, place: QRect, exposed: QRect) -> None:
        look, moving = theme.of(self.palette()), self._settled.isActive()
        everything = self._shown(place, exposed)
        bare = [exposed]
        for shown in everything:
            bare = without(bare, shown.place.intersected(shown.room))
        ground = self._ground or theme.colour(look.stage)
        for rect in bare:
            painter.fillRect(rect, ground)
        if everything and not place.contains(exposed):
            picture_paint.shadow(painter, place, exposed)
        for shown in everything:
            shown.layer.paint(painter, shown.place, shown.room, look, moving=moving)

    @property
    def _device(self) -> QTransform:
        """From pixels of the view to those of the device, when nothing is painted just now."""
        return QTransform.fromScale(self.devicePixelRatioF(), self.devicePixelRatioF())

    def _device_place(self, device: QTransform) -> QRect:
        """Where the picture lies, on whole pixels of the device."""
        target = device.mapRect(self._view.target())
        width, height = max(1, round(target.width())), max(1, round(target.height()))
        return QRect(round(target.left()), round(target.top()), width, height)

    def _shown(self, place: QRect, room: QRect) -> tuple[Shown, ...]:
        """What is painted; ``room`` is the part of the view that it is wanted for."""
        if not self._preview.is_null:
            return (Shown(self._preview, place, room),)
        if self._picture.is_null:
            return ()
        if self._holds:
            return (Shown(self._before, self._before_place(place), room),)
        if self._shows_difference and not self._differing.is_null:
            return (Shown(self._differing, place, room),)
        if not self._splits:
            return (Shown(self._picture, place, room),)
        line = round(place.left() + place.width() * self._split)
        left = QRect(room.left(), room.top(), line - room.left(), room.height())
        return (
            Shown(self._before, self._before_place(place), left.intersected(room)),
            Shown(self._picture, place, room.adjusted(max(0, line - room.left()), 0, 0, 0)),
        )

    def _before_place(self, place: QRect) -> QRect:
        return picture_paint.within(place, self._before.picture.whole)

    def _paint_badges(self, painter: QPainter) -> None:
        look = theme.of(self.palette())
        seen = self._view.target().intersected(QRectF(self.rect()))
        left, right = self._badges()
        if left:
            picture_paint.badge(painter, seen, left, look, self.font())
        if right:
            picture_paint.badge(painter, seen, right, look, self.font(), right=True)

    def _badges(self) -> tuple[str, str]:
        before, after = self._words
        if not self._preview.is_null:
            return self.tr("Preview"), ""
        if self._picture.is_null:
            return "", ""
        if self._splits:
            return before, after
        if self._holds:
            return before, ""
        if self._shows_difference and not self._differing.is_null:
            same = self.tr("Not one pixel differs")
            return (same if self._is_same else self.tr("Difference")), ""
        return (after if self._always_named else ""), ""

    @property
    def _holds(self) -> bool:
        return self._holding_before and not self._before.is_null

    @property
    def _splits(self) -> bool:
        """Whether a line divides the picture just now."""
        is_two = not self._before.is_null and not self._picture.is_null
        is_other = self._holding_before or self._shows_difference
        return self._comparing and is_two and self._preview.is_null and not is_other

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._show(self._view)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show(self._view.resized(QSizeF(event.size())))

    def _new_layer(self, draw: Draw) -> PictureLayer:
        layer = PictureLayer(draw, self)
        layer.ready.connect(self._on_finer)
        return layer

    def _on_finer(self) -> None:
        self._refine()
        self.update()


def _mipmaps(picture: Mipmaps | QImage, size: QSize | None) -> Mipmaps:
    return picture if isinstance(picture, Mipmaps) else mipmaps.single(picture, size)
