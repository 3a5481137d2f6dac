"""Where compared pictures lie: all beside each other, or two in one place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.history import MarkChange
from flux2studio.ui import icons, theme, words
from flux2studio.ui.mipmaps import NOTHING
from flux2studio.ui.viewmodels.compare import CompareViewModel, Side, Way
from flux2studio.ui.widgets.compare_foot import HEIGHT, CompareFoot
from flux2studio.ui.widgets.compare_view import CompareView, LinkedViews
from flux2studio.ui.widgets.view_transform import Gaze


class Room(QWidget):
    """``show_all`` takes everything from the view model, ``clear`` lets the pictures go."""

    def __init__(
        self, view_model: CompareViewModel, links: LinkedViews, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._links = links
        view_model.marks_changed.connect(self._show_foot)
        view_model.active_changed.connect(self._show_feet)

    @property
    def active_view(self) -> CompareView:
        raise NotImplementedError

    def show_all(self) -> None:
        raise NotImplementedError

    def show_picture(self, index: int) -> None:
        raise NotImplementedError

    def clear(self) -> None:
        raise NotImplementedError

    def follow(self, gaze: Gaze) -> None:
        raise NotImplementedError

    def hold_before(self, on: bool) -> None:
        """Show the other one of two that lie in one place."""

    def _feet(self) -> dict[int, CompareFoot]:
        """The feet in use, by the places of their pictures."""
        raise NotImplementedError

    def _view(self) -> CompareView:
        view = CompareView(self._view_model.draw, self)
        view.wants_more.connect(self._view_model.want_whole)
        self._links.add(view)
        return view

    def _show_feet(self) -> None:
        for index in self._feet():
            self._show_foot(index)

    def _show_foot(self, index: int) -> None:
        model = self._view_model
        if index < len(model.sides) and (foot := self._feet().get(index)) is not None:
            foot.show_side(model.sides[index], is_active=index == model.active)

    def _problem(self, index: int) -> str:
        problem = self._view_model.problem(index)
        return "" if problem is None else words.told(problem, "\n")


class BesideRoom(Room):
    """As many columns as make the pictures largest. ``grown``: there are more feet."""

    grown = Signal()

    def __init__(
        self, view_model: CompareViewModel, links: LinkedViews, parent: QWidget | None = None
    ) -> None:
        super().__init__(view_model, links, parent)
        self.views: list[CompareView] = []
        self.feet: list[CompareFoot] = []
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)

    @property
    def active_view(self) -> CompareView:
        self._ensure(self._view_model.active + 1)
        return self.views[self._view_model.active]

    def show_all(self) -> None:
        self._ensure(len(self._view_model.sides))
        self._arrange()
        for index, cell in enumerate(self._cells):
            cell.setVisible(index < len(self._view_model.sides))
        for index in range(len(self._view_model.sides)):
            self.show_picture(index)
        self._show_feet()

    def show_picture(self, index: int) -> None:
        view, side = self.views[index], self._view_model.sides[index]
        view.say(self._problem(index))
        view.set_words("", side.name, always=True)
        view.carry(_to_drag(side))
        view.setAccessibleDescription(f"{side.name}: {side.file}")
        view.set_picture(self._view_model.picture(index) or NOTHING)

    def clear(self) -> None:
        for view in self.views:
            view.set_picture(NOTHING)

    def follow(self, gaze: Gaze) -> None:
        for view in self.views:
            view.follow(gaze)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _ensure(self, count: int) -> None:
        """Have at least so many places; few are in use, and each takes a moment to build."""
        for index in range(len(self.views), count):
            cell = QWidget(self)
            view, foot = self._view(), CompareFoot(cell)
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(view, 1)
            column.addWidget(foot)
            view.chosen.connect(partial(self._view_model.choose, index))
            foot.marked.connect(partial(self._on_marked, index))
            foot.use_wanted.connect(partial(self._view_model.use_as_reference, index))
            view.setAccessibleName(self.tr("Picture {0}").format(index + 1))
            self.views.append(view)
            self.feet.append(foot)
            self._cells.append(cell)
            self.grown.emit()

    def _feet(self) -> dict[int, CompareFoot]:
        return dict(enumerate(self.feet[: len(self._view_model.sides)]))

    def _on_marked(self, index: int, change: MarkChange) -> None:
        self._view_model.choose(index)
        self._view_model.mark(change, index)

    @property
    def columns(self) -> int:
        return best_columns(self._sizes(), self.size())

    def _arrange(self) -> None:
        columns = self.columns
        count = len(self._view_model.sides)
        for index, cell in enumerate(self._cells[:count]):
            self._grid.addWidget(cell, index // columns, index % columns)
        for place in range(self._view_model.most):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
            self._grid.setRowStretch(place, 1 if place * columns < count else 0)

    def _sizes(self) -> list[QSize]:
        recipes = (side.recipe for side in self._view_model.sides)
        return [QSize(one.width, one.height) if one else QSize(1, 1) for one in recipes]


class PairRoom(Room):
    """Before and after in one place: a line between them, or one while it is held."""

    def __init__(
        self, view_model: CompareViewModel, links: LinkedViews, parent: QWidget | None = None
    ) -> None:
        super().__init__(view_model, links, parent)
        self.view = self._view()
        self.view.setAccessibleName(self.tr("Before and after"))
        self.feet = (CompareFoot(self), CompareFoot(self))
        self.hold = QPushButton(self.tr(" Hold for the other"), self)
        self.hold.setProperty("role", "flat")
        self.hold.setToolTip(self.tr("Show the left one for as long as it is held down (\\)"))
        icons.set_icon(self.hold, "eye")
        self.hold.pressed.connect(partial(self.hold_before, True))
        self.hold.released.connect(partial(self.hold_before, False))
        foot = QWidget(self)
        foot.setProperty("role", "panel")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.feet[0], 1)
        row.addWidget(self.hold)
        row.addWidget(self.feet[1], 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(foot)
        for end, foot in enumerate(self.feet):
            foot.marked.connect(partial(self._on_marked, end))
            foot.use_wanted.connect(partial(self._on_use, end))
            foot.stepped.connect(partial(view_model.step, end))

    @property
    def active_view(self) -> CompareView:
        return self.view

    def hold_before(self, on: bool) -> None:
        self.view.hold_before(on)

    def show_all(self) -> None:
        model = self._view_model
        self.view.compare(model.way is Way.SLIDER)
        self.view.show_difference(model.way is Way.DIFFERENCE)
        self.hold.setVisible(model.way is Way.HOLD)
        if not model.sides:
            return
        before, after = (model.sides[index] for index in model.pair)
        self.view.set_words(before.name, after.name, always=True)
        self.view.carry(_to_drag(after))
        self.view.setAccessibleDescription(f"{before.file}, {after.file}")
        for index in model.pair:
            self.show_picture(index)
        for foot in self.feet:
            foot.show_steps(len(model.sides) > len(self.feet))
        self._show_feet()

    def show_picture(self, index: int) -> None:
        if index not in self._view_model.pair:
            return
        picture = self._view_model.picture(index) or NOTHING
        if index == self._view_model.pair[0]:
            self.view.set_before(picture)
        else:
            self.view.set_picture(picture)
        problems = (self._problem(each) for each in self._view_model.pair)
        self.view.say("\n".join(problem for problem in problems if problem))

    def follow(self, gaze: Gaze) -> None:
        self.view.follow(gaze)

    def clear(self) -> None:
        self.view.set_picture(NOTHING)
        self.view.set_before(NOTHING)

    def _feet(self) -> dict[int, CompareFoot]:
        return dict(zip(self._view_model.pair, self.feet, strict=True))

    def _on_use(self, end: int) -> None:
        self._view_model.use_as_reference(self._view_model.pair[end])

    def _on_marked(self, end: int, change: MarkChange) -> None:
        index = self._view_model.pair[end]
        self._view_model.choose(index)
        self._view_model.mark(change, index)


def _to_drag(side: Side) -> Generation | None:
    """A reference is kept under a name that is nothing to anybody else."""
    return side.entry.generation if side.entry is not None else None


def best_columns(sizes: list[QSize], room: QSize) -> int:
    """Return in how many columns pictures of these sizes come out largest, in pixels of area."""
    best, most = 1, 0.0
    for columns in range(1, len(sizes) + 1):
        rows = -(-len(sizes) // columns)
        high = room.height() / rows - theme.widths(HEIGHT)
        cell = QSizeF(max(1.0, room.width() / columns), max(1.0, high))
        shown = (QSizeF(size).scaled(cell, Qt.AspectRatioMode.KeepAspectRatio) for size in sizes)
        area = sum(one.width() * one.height() for one in shown)
        if area > most:
            best, most = columns, area
    return best
