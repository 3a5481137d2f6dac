"""The icons: one family on one grid, crisp at every scale, and an icon of the app's own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor

from flux2studio.paths import resource
from flux2studio.ui import icons

NAMES = sorted(p.stem for p in resource("icons").glob("*.svg") if not p.stem.startswith("app"))
LARGEST, SMALLEST = 15.0, 9.0  # of 16: what is drawn, along its longer side
RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
AT_SCALE = """
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
qt = QApplication([])
from flux2studio.ui import icons
ratio = qt.primaryScreen().devicePixelRatio()
drawn = icons.coloured("plus", QColor("#ffffff")).pixmap(QSize(16, 16), ratio)
print(ratio, drawn.width(), drawn.devicePixelRatio())
"""


def drawing(name):
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")


def bounds(image):
    """What is drawn on, in pixels of the image."""
    found = QRect()
    for x in range(image.width()):
        for y in range(image.height()):
            if image.pixelColor(x, y).alpha() > 60:
                found = found.united(QRect(x, y, 1, 1))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_of_one_family(name):
    """A 16-pixel grid, strokes of 1.4 with round ends and corners, one colour."""
    root = ET.fromstring(drawing(name))
    assert root.get("viewBox") == "0 0 16 16"
    assert root.get("stroke-width") == f"{icons.STROKE}"
    assert root.get("stroke-linecap") == root.get("stroke-linejoin") == "round"
    colours = {*re.findall(r'(?:fill|stroke)="([^"]+)"', drawing(name))}
    assert colours <= {"none", "currentColor"}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_fills_its_square_and_lies_in_the_middle(qapp, name):
    scale = 4
    drawn = bounds(icons.pixmap(name, QColor("#000000"), ratio=scale).toImage())
    middle = drawn.center()
    assert SMALLEST * scale <= max(drawn.width(), drawn.height()) <= LARGEST * scale
    assert abs(middle.x() + 0.5 - 8 * scale) <= scale
    assert abs(middle.y() + 0.5 - 8 * scale) <= scale


@pytest.mark.parametrize("ratio", RATIOS)
def test_an_icon_is_drawn_in_the_pixels_of_the_screen(qapp, ratio):
    drawn = icons.pixmap("plus", QColor("#ffffff"), ratio=ratio)
    solid = [
        drawn.toImage().pixelColor(x, drawn.height() // 2).alpha() for x in range(drawn.width())
    ]
    assert drawn.width() == drawn.height() == round(icons.SIZE * ratio)
    assert drawn.devicePixelRatio() == ratio
    assert max(solid) > 150  # a line, no grey haze of an enlarged one
    assert solid.count(0) > 2 * ratio


@pytest.mark.parametrize("scale", ["1.5", "3"])
def test_buttons_get_icons_for_the_scale_that_the_system_asks_for(scale):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    done = subprocess.run(
        [sys.executable, "-c", AT_SCALE],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert [float(each) for each in done.stdout.split()] == [
        float(scale),
        16 * float(scale),
        float(scale),
    ]


@pytest.mark.parametrize("size", [16, 24, 32, 48, 64, 128, 256, 512])
def test_the_icon_of_the_app_is_drawn_for_every_size(qapp, size):
    icon = icons.app_icon()
    image = icon.pixmap(QSize(size, size), 1.0).toImage()
    sun = image.pixelColor(size // 2, round(size * 0.4))
    corner = image.pixelColor(0, 0)
    assert QSize(size, size) in icon.availableSizes()
    assert image.size() == QSize(size, size)
    assert sun.red() > 220
    assert sun.blue() < 150
    assert corner.alpha() == 0
