"""Parts that most tests of the window need."""

from __future__ import annotations

import pytest

from flux2studio.core.language import Language
from flux2studio.ui.language import use_words
from tests.ui.shell_parts import Shelf, Shell


@pytest.fixture(scope="session", autouse=True)
def _english(qapp):
    """The window counts in words: "1 picture", "2 pictures"."""
    use_words(qapp, Language.ENGLISH)


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
