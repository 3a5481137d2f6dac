"""Every screen and dialog of the real app can be named, reached, seen and read."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from flux2studio.ui import spoken
from tests.ui import access_checks, access_rooms

pytestmark = pytest.mark.timeout(180)  # all screens are gone through for the first of them

CHECKS = (
    access_checks.nameless,
    access_checks.unexplained,
    access_checks.without_role,
    access_checks.out_of_order,
    access_checks.unreachable,
    access_checks.without_ring,
    access_checks.cut,
    access_checks.out_of_sight,
    access_checks.pale,
)
ROOM = (access_checks.cut, access_checks.out_of_sight)  # what larger words need


def walk(qapp, home, size, text_percent, checks):
    """Go through all screens once; return what each check found, and how many controls."""
    paths = paths_below(home)
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(json.dumps({"text_percent": text_percent, "motion": "off"}))
    app = build(paths, qapp, step_seconds=0.001)
    app.window.resize(*size)
    app.window.show()
    app.window.activateWindow()
    app.start(sample=True)
    access_rooms.wait_for(lambda: app.view_models.stage.shown is not None)
    found = {check.__name__: [] for check in checks}
    controls = {}
    for name, root in access_rooms.rooms(app, all_dialogs=checks is CHECKS):
        controls[name] = len(access_checks.controls(root))
        for check in checks:
            found[check.__name__] += [f"{name}: {what}" for what in check(root)]
    app.window.close()
    app.close()
    app.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return found, controls


@pytest.fixture(scope="module")
def undressed(qapp):
    """Give the application back as it was: other tests measure plain widgets."""
    spoken.install()
    font = qapp.font()
    yield qapp
    qapp.setProperty("textScale", None)
    qapp.setFont(font)
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


@pytest.fixture(scope="module")
def walked(undressed, tmp_path_factory):
    return walk(undressed, tmp_path_factory.mktemp("usual"), (1440, 900), 100, CHECKS)


@pytest.fixture(scope="module")
def walked_large(undressed, tmp_path_factory):
    return walk(undressed, tmp_path_factory.mktemp("large"), (1800, 1100), 200, ROOM)


def test_every_screen_was_seen(walked):
    _, controls = walked

    assert {"start", "studio", "history", "compare", "mask", "crop", "keys"} <= set(controls)
    assert [name for name, count in controls.items() if not count] == []


@pytest.mark.parametrize("check", [check.__name__ for check in CHECKS])
def test_no_control_is(walked, check):
    found, _ = walked

    assert found[check] == []


@pytest.mark.parametrize("check", [check.__name__ for check in ROOM])
def test_with_words_twice_as_large_no_control_is(walked_large, check):
    found, _ = walked_large

    assert found[check] == []
