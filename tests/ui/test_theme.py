"""The look: every word can be read in both themes, and both can be switched live."""

from __future__ import annotations

import re

import pytest
import shiboken6
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from flux2studio.paths import resource
from flux2studio.ui import icons, theme
from flux2studio.ui.theme import DARK, LIGHT, Scheme
from flux2studio.ui.tokens import DARK_HIGH, LIGHT_HIGH

LOOKS = {"dark": DARK, "light": LIGHT, "dark-high": DARK_HIGH, "light-high": LIGHT_HIGH}
GROUNDS = ("window", "panel", "raised", "field")
PAIRS = [
    *((text, ground) for text in ("text", "soft") for ground in GROUNDS),
    *(("accent", ground) for ground in ("panel", "raised", "field")),  # none is written on window
    *((text, ground) for text in ("ok", "warn", "bad") for ground in ("panel", "raised", "field")),
    *((text, "hover") for text in ("text", "soft", "accent")),  # rows of lists under the mouse
    *((text, "wash") for text in ("text", "soft", "accent", "warn")),  # rows that are chosen
    ("text", "pressed"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_overlay", "overlay"),
    ("on_overlay", "overlay_hover"),
    ("on_stage", "stage"),
]
ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.fixture
def dressed(qapp):
    """Give the application back undressed: other tests measure plain widgets."""
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


def luminance(colour):
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_words_stand_out_from_their_ground(look, pair):
    text, ground = (getattr(look, token) for token in pair)

    assert contrast(text, ground) >= (7 if look in (DARK_HIGH, LIGHT_HIGH) else 4.5)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
@pytest.mark.parametrize(
    ("sign", "ground"),
    [
        *(("accent", ground) for ground in (*GROUNDS, "hover", "wash")),
        *(("soft", ground) for ground in (*GROUNDS, "hover", "wash")),
        ("accent_hover", "stage"),
    ],
)
def test_signs_and_the_ring_of_the_focus_stand_out(look, sign, ground):
    assert contrast(getattr(look, sign), getattr(look, ground)) >= 3


@pytest.mark.parametrize("look", [DARK_HIGH, LIGHT_HIGH], ids=["dark", "light"])
def test_where_the_system_asks_for_contrast_borders_can_be_seen(look):
    assert all(contrast(look.line, getattr(look, ground)) >= 3 for ground in GROUNDS)


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_delegates_find_the_theme_again_in_the_palette(qapp, look):
    assert theme.of(theme.palette(look)) is look


def test_contrast_is_chosen_beside_light_and_dark():
    assert theme.chosen(dark=True, high=True) is DARK_HIGH
    assert theme.chosen(dark=False, high=True) is LIGHT_HIGH


def test_words_can_be_twice_as_large(dressed, qtbot):
    usual = theme.points(theme.TEXT)
    appearance = theme.Appearance(dressed, Scheme.DARK)

    appearance.scale_text(2.0)
    large = theme.points(theme.TEXT), dressed.font().pointSizeF()
    appearance.scale_text(1.0)
    appearance.deleteLater()

    assert large == pytest.approx((2 * usual, 2 * usual), rel=0.02)


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("WindowText", "Window"),
        ("Text", "Base"),
        ("ButtonText", "Button"),
        ("HighlightedText", "Highlight"),
        ("PlaceholderText", "Base"),
        ("Link", "Base"),
        ("ToolTipText", "ToolTipBase"),
        ("BrightText", "Window"),
    ],
)
def test_the_palette_keeps_words_readable_where_no_rule_reaches(qapp, look, text, ground):
    palette = theme.palette(look)
    roles = QPalette.ColorRole

    assert contrast(palette.color(roles[text]), palette.color(roles[ground])) >= 4.5


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_the_style_sheet_names_only_tokens_and_files_that_exist(qapp, look):
    sheet = theme.style_sheet(look)

    files = re.findall(r'url\("([^"]+)"\)', sheet)
    assert "$" not in sheet
    assert [name for name in files if not resource("icons/toolkit").joinpath(name).is_file()] == []


@pytest.mark.parametrize("look", [DARK, LIGHT], ids=lambda look: look.name)
def test_the_drawings_of_the_style_sheet_use_the_colours_of_their_theme(look):
    tokens = {look.text, look.soft, look.accent, look.on_accent}
    switch_off = {"#5c5c5c", "#d8d8d8", "#8a8a8a", "#ffffff"}
    drawings = resource("icons/toolkit").glob(f"*-{look.name}.svg")

    used = {c for path in drawings for c in re.findall(r"#[0-9a-f]{6}\b", path.read_text())}

    assert used <= tokens | switch_off


def test_the_theme_is_known_from_any_palette_even_of_a_see_through_list(dressed, qtbot):
    theme.apply(dressed, Scheme.LIGHT)
    label = QLabel()
    label.setStyleSheet("background: transparent")
    qtbot.addWidget(label)
    label.show()

    assert theme.of(label.palette()) is LIGHT


@pytest.fixture
def appearance(dressed):
    chosen = theme.Appearance(dressed, Scheme.DARK)
    yield chosen
    shiboken6.delete(chosen)


class Pages(QStackedWidget):
    """Two pages that have been seen, of which the first is in view."""

    def __init__(self, qtbot):
        super().__init__()
        qtbot.addWidget(self)
        self.labels = QLabel("in view"), QLabel("out of view")
        self.buttons = QToolButton(), QToolButton()
        for label, button in zip(self.labels, self.buttons, strict=True):
            icons.set_icon(button, "plus")
            page = QWidget()
            column = QVBoxLayout(page)
            column.addWidget(label)
            column.addWidget(button)
            self.addWidget(page)
        self.show()
        self.setCurrentIndex(1)
        self.setCurrentIndex(0)

    def looks(self, at):
        icon = self.buttons[at].icon().pixmap(16, 16).toImage()
        return self.labels[at].palette().color(QPalette.ColorRole.WindowText).name(), icon


def test_switching_the_theme_dresses_words_and_icons_in_view_at_once(appearance, qtbot):
    pages = Pages(qtbot)
    _, dark = pages.looks(0)

    appearance.choose(Scheme.LIGHT)

    words, light = pages.looks(0)
    assert words == LIGHT.text
    assert light != dark


def test_what_is_out_of_view_is_dressed_soon_after(appearance, qtbot):
    pages = Pages(qtbot)

    appearance.choose(Scheme.LIGHT)

    qtbot.waitUntil(lambda: pages.looks(1) == pages.looks(0))


def test_what_comes_into_view_before_its_turn_is_dressed_then(appearance, qtbot):
    pages = Pages(qtbot)

    appearance.choose(Scheme.LIGHT)
    pages.setCurrentIndex(1)

    assert pages.looks(1) == pages.looks(0)


def test_what_goes_away_before_its_turn_harms_nothing(appearance, qtbot):
    pages, other = Pages(qtbot), Pages(qtbot)

    appearance.choose(Scheme.LIGHT)
    shiboken6.delete(pages.widget(1))

    qtbot.waitUntil(lambda: other.looks(1) == other.looks(0))


def test_large_words_reach_what_is_out_of_view(appearance, qtbot):
    pages = Pages(qtbot)
    usual = pages.labels[1].font().pointSizeF()

    appearance.scale_text(2.0)

    qtbot.waitUntil(lambda: pages.labels[1].font().pointSizeF() > 1.9 * usual)
    appearance.scale_text(1.0)


@pytest.mark.parametrize("name", [name for name in ICONS if not name.startswith("app")])
def test_every_icon_takes_the_colour_it_is_given(qapp, name):
    image = icons.pixmap(name, QColor("#ff0000"), 32).toImage()

    solid = [
        image.pixelColor(x, y)
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() > 250
    ]
    assert solid
    assert {(colour.green(), colour.blue()) for colour in solid} == {(0, 0)}


def test_icons_are_sharp_on_a_screen_of_two_pixels_to_one(qapp):
    pixmap = icons.pixmap("gear", QColor("#ffffff"), 16, 2.0)

    assert (pixmap.width(), pixmap.deviceIndependentSize().width()) == (32, 16)
