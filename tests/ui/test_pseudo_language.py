"""Half as long again, with accents, and from right to left: no word of any screen is cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from tests.translations import pseudo
from tests.ui import access_checks, access_rooms


def out_of_view(root):
    """Controls beyond either edge of an area that does not scroll that far."""
    for area in root.findChildren(QScrollArea):
        never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.widget() is None or not never or not area.isVisible():
            continue
        for widget in access_checks.controls(root):
            if area.widget().isAncestorOf(widget):
                left = widget.mapTo(area.viewport(), QPoint()).x()
                if left < 0 or left + widget.width() > area.viewport().width():
                    yield f"{access_checks.told(widget)} from {left}"


@pytest.fixture(scope="module")
def walked(qapp, tmp_path_factory):
    translator = pseudo.install(qapp)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    app = build(paths_below(tmp_path_factory.mktemp("home")), qapp, step_seconds=0.001)
    app.window.resize(1280, 800)
    app.window.show()
    app.start(sample=True)
    access_rooms.wait_for(lambda: app.view_models.stage.shown is not None)
    found = {"cut": [], "out_of_view": [], "size": {}, "told": {}}
    for name, root in access_rooms.rooms(app):
        found["cut"] += [f"{name}: {what}" for what in access_checks.cut(root)]
        found["out_of_view"] += [f"{name}: {what}" for what in out_of_view(root)]
        found["size"][name] = root.size().toTuple()
        words = root.findChildren(QLabel) + root.findChildren(QAbstractButton)
        found["told"][name] = sum(pseudo.BEGIN in widget.text() for widget in words)
    app.window.close()
    app.close()
    app.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    yield found
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


def test_no_words_are_cut(walked):
    assert walked["cut"] == []


def test_nothing_lies_beyond_the_edge_of_its_page(walked):
    assert walked["out_of_view"] == []


def test_the_window_keeps_its_size(walked):
    assert walked["size"]["studio"] == walked["size"]["history"] == (1280, 800)


def test_every_screen_spoke_it(walked):
    silent = {name for name, count in walked["told"].items() if not count}

    assert silent <= {"lora-import"}  # a dialog of Qt
