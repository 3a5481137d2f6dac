"""What differs between the recipes of the pictures compared, a column for each."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Catalogue
from flux2studio.ui import theme
from flux2studio.ui.viewmodels.compare import CompareViewModel, Side
from flux2studio.ui.viewmodels.compare_rows import Cell, Row
from flux2studio.ui.widgets import recipe_table
from flux2studio.ui.widgets.fields import label
from flux2studio.ui.widgets.steady_area import SteadyArea
from flux2studio.ui.words import listed

NAMES = 104  # width of the column of names, in pixels
_SPACING = 4
_TOP = Qt.AlignmentFlag.AlignTop


class CompareTable(QWidget):
    """Scrolls where prompts are long; the words only one of them has stand out."""

    def __init__(self, view_model: CompareViewModel, catalogue: Catalogue) -> None:
        super().__init__()
        self._view_model = view_model
        self._catalogue = catalogue
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = label(self.tr("What differs"), "section")
        self.told = label("", "soft")
        self.told.setWordWrap(True)
        self._page = QWidget()
        self._page.setProperty("role", "page")
        self._grid = QGridLayout(self._page)
        self._grid.setContentsMargins(12, 0, 12, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, NAMES)
        self.area = SteadyArea(self._page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        for part in (self.title, self.told):
            part.setContentsMargins(12, 8 if part is self.title else 0, 12, 4)
            layout.addWidget(part)
        layout.addWidget(self.area, 1)
        self._accent = ""  # that the texts are written in
        self._recolour = QTimer(self, singleShot=True, interval=0)
        self._recolour.timeout.connect(self.show_rows)
        view_model.rows_changed.connect(self.show_rows)
        self.show_rows()

    def wanted_height(self, width: int) -> int:
        """How much of the page it needs so that nothing is to be scrolled."""
        head = self.title.sizeHint().height() + _SPACING
        if not self._view_model.rows:
            return head + self.told.sizeHint().height() + _SPACING
        return head + max(self._grid.heightForWidth(max(200, width - 10)), 0)

    def show_rows(self) -> None:
        self._accent = self._accent_now()
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        sides, rows = self._view_model.sides, self._view_model.rows or ()
        for column in range(1, 5):
            self._grid.setColumnStretch(column, 1 if column <= len(sides) else 0)
        self.area.setVisible(bool(rows))
        self._say(sides, rows)
        for column, side in enumerate(sides if rows else (), start=1):
            self._add(label(side.name, "label"), 0, column)
        for number, row in enumerate(rows, start=1):
            self._put(number, row)
            self._grid.setRowStretch(number, 0)
        self._grid.setRowStretch(len(rows) + 1, 1)

    def changeEvent(self, event: QEvent) -> None:
        """The colour of words that stand out is in the texts; they follow once all is dressed."""
        if event.type() is QEvent.Type.PaletteChange and self._accent != self._accent_now():
            self._recolour.start()
        super().changeEvent(event)

    def _accent_now(self) -> str:
        return theme.of(self.palette()).accent

    def _say(self, sides: tuple[Side, ...], rows: tuple[Row, ...]) -> None:
        unknown = [side for side in sides if side.recipe is None]
        if self._view_model.rows is None:
            text = ""
        elif len(sides) - len(unknown) < 2:
            names = listed(side.file for side in unknown)
            text = self.tr("{0} was not made here, so its recipe is not known.").format(names)
        else:
            text = "" if rows else self.tr("Their recipes are the same.")
        self.told.setText(text)
        self.told.setVisible(bool(text))

    def _put(self, number: int, row: Row) -> None:
        name = label(field_name(row.field), "soft")
        name.setWordWrap(True)
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._add(name, number, 0)
        for column, cell in enumerate(row.cells, start=1):
            value = _text(self._rich(row.field, cell))
            plain = self._plain(row.field, cell)
            value.setAccessibleName(f"{name.text()}: {plain}")
            self._add(value, number, column)

    def _add(self, widget: QWidget, row: int, column: int) -> None:
        """Shown at once: what is hidden has no height, which is asked for next."""
        self._grid.addWidget(widget, row, column, _TOP)
        widget.show()

    def _plain(self, field: str, cell: Cell | None) -> str:
        if cell is None or not cell.text:
            return "–"
        if field == "backend":
            return recipe_table.backend_name(cell.text, self._catalogue)
        if field == "model":
            try:
                return self._catalogue.model(cell.text).name
            except InvalidRequestError:  # of another version of the app
                return cell.text
        return cell.text

    def _rich(self, field: str, cell: Cell | None) -> str:
        if cell is None or not cell.changed:
            return _html(self._plain(field, cell))
        look = theme.of(self.palette())
        parts, at = [], 0
        for change in cell.changed:
            told = _html(cell.text[change.start : change.end])
            parts.append(_html(cell.text[at : change.start]))
            parts.append(f'<span style="color:{look.accent};font-weight:600">{told}</span>')
            at = change.end
        return "".join(parts) + _html(cell.text[at:])


def field_name(field: str) -> str:
    names = {
        "model": _tr("Model"),
        "backend": _tr("Made with"),
        "references": _tr("References"),
        "mask": _tr("Mask"),
        "prompt": _tr("Prompt"),
        "sent_prompt": _tr("Prompt as sent"),
        "negative_prompt": _tr("Avoid"),
        "loras": _tr("LoRAs"),
        "size": _tr("Size"),
        "seed": _tr("Seed"),
        "steps": _tr("Steps"),
        "guidance": _tr("Guidance"),
        "acceleration": _tr("Acceleration"),
        "format": _tr("Format"),
        "cost": _tr("Cost"),
    }
    return names.get(field, field)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _text(rich: str) -> QLabel:
    """A text that can be read, selected and copied."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.RichText)
    result.setText(rich)
    result.setWordWrap(True)
    result.setAlignment(Qt.AlignmentFlag.AlignTop)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    result.setSizePolicy(policy)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


def _tr(text: str) -> str:
    return QCoreApplication.translate("compare_table", text)
