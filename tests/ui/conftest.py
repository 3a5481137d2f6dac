"""Parts that most tests of the window need."""

from __future__ import annotations

import pytest

from tests.ui.shell_parts import Shelf, Shell


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture
def shell(qtbot, shelf, tmp_path):
    shell = Shell(qtbot, shelf, tmp_path)
    shell.window.resize(1280, 800)
    with qtbot.waitActive(shell.window):
        shell.window.show()
    return shell
