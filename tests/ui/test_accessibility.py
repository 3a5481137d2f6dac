"""Every screen and dialog of the real app can be named, reached, seen and read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from flux2studio.assembly import build
from flux2studio.paths import paths_below
from flux2studio.ui import spoken, theme
from tests.ui import access_checks, access_rooms

CHECKS = (
    access_checks.nameless,
    access_checks.unexplained,
    access_checks.without_role,
    access_checks.out_of_order,
    access_checks.unreachable,
    access_checks.without_ring,
    access_checks.cut,
    access_checks.pale,
)


@pytest.fixture(scope="module")
def walked(qapp, tmp_path_factory):
    """Go through all screens once; return what each check found, and how many controls."""
    spoken.install()
    app = build(paths_below(tmp_path_factory.mktemp("home")), qapp, step_seconds=0.001)
    app.window.resize(1440, 900)
    app.window.show()
    app.window.activateWindow()
    app.start(sample=True)
    access_rooms.wait_for(lambda: app.view_models.stage.shown is not None)
    found = {check.__name__: [] for check in CHECKS}
    controls = {}
    for name, root in access_rooms.rooms(app):
        controls[name] = len(access_checks.controls(root))
        for check in CHECKS:
            found[check.__name__] += [f"{name}: {what}" for what in check(root)]
    app.window.close()
    app.close()
    app.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    yield found, controls
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


def test_every_screen_was_seen(walked):
    _, controls = walked

    assert {"start", "studio", "history", "compare", "mask", "crop", "keys"} <= set(controls)
    assert [name for name, count in controls.items() if not count] == []


@pytest.mark.parametrize("check", [check.__name__ for check in CHECKS])
def test_no_control_is(walked, check):
    found, _ = walked

    assert found[check] == []


def test_the_theme_of_the_test_is_gone_after_it(qapp):
    assert theme.text_scale() == 1.0
