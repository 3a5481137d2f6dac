"""The first page of the history: kept when the window closes on it, there with the next start."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSettings, QSize, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from flux2studio.app import open_window
from flux2studio.core.generation import Generation
from flux2studio.paths import paths_below
from flux2studio.ui.first_page import FirstPage, FirstPages
from flux2studio.ui.tokens import DARK, LIGHT
from flux2studio.ui.widgets.history_grid import HistoryGrid
from flux2studio.ui.widgets.main_window import Page
from tests.ui.shell_parts import jpeg, plain, recipe_of
from tests.ui.test_thumbnail_loader import near

WINDOW = QSize(1000, 700)
PLACE = QRect(200, 100, 300, 200)
HEADING = QRect(0, 10, 300, 36)


@pytest.fixture
def pages(qapp, tmp_path):
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    return FirstPages(settings, tmp_path / "cache" / "first-page.jpg")


def page(colour="#c06040"):
    image = QImage(PLACE.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return FirstPage(image=image, place=PLACE, headings=(HEADING,))


def test_what_was_kept_is_there_for_the_same_window(pages):
    pages.keep(page(), WINDOW, DARK)

    taken = pages.take(WINDOW, DARK, 1.0)

    assert taken.place == PLACE
    assert near(taken.image.pixelColor(50, 20), "#c06040")
    assert near(taken.image.pixelColor(50, 100), "#c06040")


def test_on_another_day_the_headings_are_not_shown(pages):
    pages.keep(page(), WINDOW, DARK)
    pages._settings.setValue("first_page/day", "2001-01-01")

    taken = pages.take(WINDOW, DARK, 1.0)

    assert taken.image.pixelColor(HEADING.center()).name() == DARK.window
    assert near(taken.image.pixelColor(50, 100), "#c06040")


@pytest.mark.parametrize(
    ("window", "theme", "ratio"),
    [(QSize(1001, 700), DARK, 1.0), (WINDOW, LIGHT, 1.0), (WINDOW, DARK, 2.0)],
    ids=["size", "theme", "screen"],
)
def test_for_another_window_there_is_none(pages, window, theme, ratio):
    pages.keep(page(), WINDOW, DARK)

    assert pages.take(window, theme, ratio) is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pages: pages._path.unlink(),
        lambda pages: pages._path.write_bytes(b"no picture"),
        lambda pages: pages._settings.setValue("first_page/place", "here"),
        lambda pages: pages._settings.setValue("first_page/place", QRect(0, 0, 9, 9)),
        lambda pages: pages._settings.remove("first_page/window"),
    ],
    ids=["gone", "no picture", "no place", "another place", "no window"],
)
def test_what_is_not_as_it_was_written_counts_as_nothing(pages, spoil):
    pages.keep(page(), WINDOW, DARK)

    spoil(pages)

    assert pages.take(WINDOW, DARK, 1.0) is None


@pytest.mark.parametrize("kept", ["here", "1,2,3", "1,2,3,-4", "1,2,3,²", ["a", "b"], 5])
def test_headings_that_are_none_are_left_out(pages, kept):
    pages.keep(page(), WINDOW, DARK)
    pages._settings.setValue("first_page/day", "2001-01-01")
    pages._settings.setValue("first_page/headings", kept)

    taken = pages.take(WINDOW, DARK, 1.0)

    assert near(taken.image.pixelColor(HEADING.center()), "#c06040")


def test_what_is_kept_is_plain_text_and_numbers(pages, tmp_path):
    pages.keep(page(), WINDOW, DARK)
    pages._settings.sync()

    assert "PyObject" not in (tmp_path / "window.ini").read_text()


def test_where_nothing_can_be_written_nothing_is_kept_and_nothing_raised(qapp, tmp_path):
    (tmp_path / "cache").write_text("a file where the folder should be")
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    pages = FirstPages(settings, tmp_path / "cache" / "first-page.jpg")

    pages.keep(page(), WINDOW, DARK)

    assert pages.take(WINDOW, DARK, 1.0) is None


def test_nothing_to_keep_takes_away_what_was_kept(pages):
    pages.keep(page(), WINDOW, DARK)

    pages.keep(None, WINDOW, DARK)

    assert pages.take(WINDOW, DARK, 1.0) is None
    assert not pages._path.exists()


@pytest.fixture
def open_it(qtbot, home):
    opened = []

    def _open():
        opening = open_window(QApplication.instance(), paths_below(home), [])
        opened.append(opening)
        with qtbot.waitSignal(opening.window.curtain.painted, timeout=10_000):
            pass
        opening.seen_first = opening.window.curtain.first_page
        with qtbot.waitSignal(opening.opened, timeout=20_000) as app:
            pass
        return opening, app.args[0]

    def _close():
        for opening in opened:
            opening.window.close()
            opening.close()
            opening.window.deleteLater()
        opened.clear()

    _open.close = _close
    yield _open
    _close()
    QTimer.singleShot(0, QApplication.quit)
    QApplication.exec()  # uses up every wish to end the app, which would end the next test's loops


def put(app, count):
    service = app.studio.history
    for number in range(count):
        name = f"{number:032}"
        path = app.studio.paths.pictures / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        plain().save(str(path))
        made = Generation(recipe=recipe_of(name, "a fox", 0, number, (64, 48), {}), path=path)
        service.repository.add(made)
        service.thumbnails.put(name, jpeg(plain()))


def test_the_window_opens_on_the_history_it_was_closed_on(qtbot, open_it, home):
    first, app = open_it()
    assert first.window.page is Page.STUDIO
    put(app, 12)
    first.window.show_page(Page.HISTORY)
    grid = first.window.findChild(HistoryGrid)
    qtbot.waitUntil(lambda: grid.plan.count == 12 and grid.is_painted())
    open_it.close()

    second, _ = open_it()

    assert second.window.page is Page.HISTORY
    grid = second.window.findChild(HistoryGrid)
    qtbot.waitUntil(lambda: grid.plan.count == 12 and grid.is_painted())
    middle = grid.plan.rect(0).center()
    assert near(second.seen_first.image.pixelColor(middle), "#c06040")

    second.window.show_page(Page.STUDIO)
    open_it.close()
    assert not paths_below(home).first_page.exists()
