"""The look: the palette and the one style sheet, made from the tokens of a theme."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

from flux2studio.paths import resource
from flux2studio.ui.dressing import Dressing
from flux2studio.ui.tokens import DARK, DARK_HIGH, LIGHT, LIGHT_HIGH, Theme

__all__ = ["DARK", "LIGHT", "Appearance", "Scheme", "Theme", "apply", "colour", "of", "sized"]


class Scheme(StrEnum):
    """What the artist chose; the values are those of the settings."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


# Pixels at 100 %; style sheets and delegates share them.
TEXT = 13.0
LABEL = 11.5
TITLE = 15.0
PAGE_TITLE = 20.0
CHIP = 18.0  # the height of its words

_TEXT_SCALE = "textScale"  # a property of the application

_THEMES = (DARK, LIGHT, DARK_HIGH, LIGHT_HIGH)


def of(palette: QPalette) -> Theme:
    """Return the theme this palette was made from."""
    # Shadow is the one ground that no rule of the style sheet replaces in a widget's palette.
    ground = palette.color(QPalette.ColorRole.Shadow)
    usual = DARK if ground.lightness() < 128 else LIGHT
    return next((look for look in _THEMES if look.window == ground.name()), usual)


def colour(token: str) -> QColor:
    return QColor(token)


def sized(font: QFont, pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return ``font`` at a size of the design in pixels, for delegates."""
    result = QFont(font)
    result.setPointSizeF(points(pixels))
    result.setWeight(weight)
    return result


def points(pixels: float) -> float:
    """Pixels of the design as points of this screen; a font cannot have 11.5 pixels."""
    screen = QGuiApplication.primaryScreen()
    return pixels * text_scale() * 72 / screen.logicalDotsPerInchY()


def text_scale() -> float:
    """How much larger than in the design words are."""
    app = QGuiApplication.instance()
    scale = app.property(_TEXT_SCALE) if app is not None else None
    return float(scale) if scale else 1.0


def lines(pixels: float) -> int:
    """Pixels of a place that is as high as the words in it."""
    return round(pixels * text_scale())


def widths(pixels: float) -> int:
    """Pixels of a panel that larger words need more of, but not as much more as they are larger."""
    return round(pixels * (1 + text_scale()) / 2)


def inset(box: QAbstractSpinBox) -> None:
    """Give the number some room on its left: Qt does not honour the style sheet's padding there."""
    for line in box.findChildren(QLineEdit):
        line.setTextMargins(8, 0, 0, 0)


def palette(theme: Theme) -> QPalette:
    result = QPalette()
    for role, token in _roles(theme).items():
        result.setColor(role, QColor(token))
    faded = QColor(theme.text)
    faded.setAlphaF(0.45)
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, faded)
    result.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(theme.line))
    return result


def _roles(theme: Theme) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.field,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.soft,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.overlay,
        role.ToolTipText: theme.on_overlay,
        role.Light: theme.raised,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.window,
    }


def style_sheet(theme: Theme) -> str:
    """The one style sheet: ``resources/theme.qss`` with the tokens put in."""
    sizes = {"text": TEXT, "label": LABEL, "title": TITLE, "page_title": PAGE_TITLE}
    template = Template(resource("theme.qss").read_text(encoding="utf-8"))
    return template.substitute(
        asdict(theme),
        icons=resource("icons/toolkit").as_posix(),
        chip=f"{lines(CHIP)}px",
        chip_radius=f"{lines(CHIP) // 2 + 1}px",
        **{f"size_{name}": f"{points(size):.2f}pt" for name, size in sizes.items()},
    )


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM, text: float = 1.0) -> Theme:
    """Dress the whole application before its widgets are there; ``text``: as ``text_scale``."""
    theme = _resolve(scheme)
    _colour(app, theme, text)
    app.setStyleSheet(style_sheet(theme))
    return theme


def _colour(app: QApplication, theme: Theme, text: float) -> None:
    """Choose the style, the font and the palette; the style sheet builds on them."""
    app.setProperty(_TEXT_SCALE, text)
    if not app.styleSheet() and app.style().objectName() != "fusion":  # no sheet lies on it yet
        app.setStyle("Fusion")
    app.setFont(sized(app.font(), TEXT))
    app.setPalette(palette(theme))


def _resolve(scheme: Scheme) -> Theme:
    hints = QGuiApplication.styleHints()
    dark = scheme is Scheme.DARK
    if scheme is Scheme.SYSTEM:
        dark = hints.colorScheme() is not Qt.ColorScheme.Light
    return chosen(dark=dark, high=_wants_contrast(hints))


def chosen(*, dark: bool, high: bool) -> Theme:
    """``high``: with more contrast than usual."""
    if high:
        return DARK_HIGH if dark else LIGHT_HIGH
    return DARK if dark else LIGHT


def _wants_contrast(hints: QStyleHints) -> bool:
    """Whether the system asks for it; older versions of Qt do not know."""
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


class Appearance(QObject):
    """Keeps the application in the scheme chosen, and follows the system where that is it.

    ``text``: how much larger than in the design words are.
    """

    changed = Signal(object)

    def __init__(
        self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, text: float = 1.0
    ) -> None:
        super().__init__(app)
        self.app = app
        self._scheme = scheme
        self._text = text
        self._dressing = Dressing(app, self)
        self.theme = apply(app, scheme, text)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._apply)

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    def choose(self, scheme: Scheme) -> None:
        """Switch at once; every widget and icon follows."""
        self._scheme = scheme
        self._apply()

    def scale_text(self, text: float) -> None:
        """Make words larger or smaller, at once."""
        if text != self._text:
            self._text = text
            self._apply()

    @Slot()
    def _apply(self) -> None:
        self.theme = _resolve(self._scheme)
        _colour(self.app, self.theme, self._text)
        self._dressing.put_on(style_sheet(self.theme))
        self.changed.emit(self.theme)

    @Slot()
    def _on_system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._apply()
