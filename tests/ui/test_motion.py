"""With motion off nothing moves: no bar, no wheel, no fading message."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPropertyAnimation
from PySide6.QtWidgets import QApplication

from flux2studio.core.motion import Motion
from flux2studio.paths import resource
from flux2studio.services.system_motion import wants_less_motion
from flux2studio.ui import motion
from flux2studio.ui.widgets.message_bar import MessageBar
from flux2studio.ui.widgets.progress_line import ProgressLine

UI = resource("theme.qss").parents[1] / "flux2studio" / "ui"


@pytest.fixture
def choice(qapp):
    choice = motion.MotionChoice(qapp, Motion.ON)
    yield choice
    choice.choose(Motion.ON)
    choice.deleteLater()


def shown(qtbot, widget):
    qtbot.addWidget(widget)
    widget.resize(400, 60)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def moving(widget):
    timers = [each for each in widget.findChildren(motion.Ticker) if each.isActive()]
    fades = widget.findChildren(QPropertyAnimation)
    return [*timers, *fades]


def test_a_bar_moves_while_nobody_knows_how_long(qtbot, choice):
    line = shown(qtbot, ProgressLine())
    line.show_fraction(None)
    assert line.ticker.isActive()


def test_with_motion_off_the_same_bar_stands_still_and_pale(qtbot, choice):
    line = shown(qtbot, ProgressLine())
    line.show_fraction(0.0)
    empty = line.grab().toImage()
    choice.choose(Motion.OFF)
    line.show_fraction(None)
    still = line.grab().toImage()
    assert moving(line) == []
    assert still != empty


def test_a_bar_that_moves_already_stops_when_motion_is_switched_off(qtbot, choice):
    line = shown(qtbot, ProgressLine())
    line.show_fraction(None)
    choice.choose(Motion.OFF)
    qtbot.waitUntil(lambda: not line.ticker.isActive())


def test_a_message_fades_in_briefly_and_then_is_all_there(qtbot, choice):
    bar = shown(qtbot, MessageBar())
    message = bar.say("Saved")
    fade = message.findChild(QPropertyAnimation)
    assert 120 <= fade.duration() <= 180
    qtbot.waitUntil(lambda: not message.graphicsEffect().isEnabled())


def test_with_motion_off_a_message_is_there_at_once(qtbot, choice):
    choice.choose(Motion.OFF)
    bar = shown(qtbot, MessageBar())
    message = bar.say("Saved")
    assert moving(bar) == []
    assert message.graphicsEffect() is None


def test_with_motion_off_the_text_cursor_does_not_blink_and_menus_do_not_slide(qapp, choice):
    usual = qapp.cursorFlashTime()
    choice.choose(Motion.OFF)
    assert qapp.cursorFlashTime() == 0
    assert not any(QApplication.isEffectEnabled(effect) for effect in motion._EFFECTS)
    choice.choose(Motion.ON)
    assert qapp.cursorFlashTime() == usual


def test_as_the_system_wants_it_is_the_default(choice):
    choice.choose(Motion.SYSTEM)
    assert motion.is_on()
    choice.show_system(True)
    assert not motion.is_on()
    choice.choose(Motion.ON)
    assert motion.is_on()


def test_every_animation_of_the_window_starts_in_one_place():
    """Else the switch would not reach it."""
    kinds = ("QPropertyAnimation", "QVariantAnimation", "QTimeLine", "setAnimated(True)")
    moved = {
        file.relative_to(UI).as_posix()
        for file in UI.rglob("*.py")
        if any(kind in file.read_text(encoding="utf-8") for kind in kinds)
    }
    assert moved == {"motion.py"}


@pytest.mark.parametrize(("factor", "still"), [("0", True), ("0.5", False), ("fast", False)])
def test_plasma_says_how_much_may_move(tmp_path: Path, monkeypatch, factor: str, still: bool):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / ".config").mkdir()
    choices = f"[KDE]\nAnimationDurationFactor={factor}\n"
    (tmp_path / ".config" / "kdeglobals").write_text(choices, encoding="utf-8")
    assert wants_less_motion("linux", tmp_path) is still


def test_a_desktop_that_says_nothing_wants_no_less(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))  # no gsettings
    assert not wants_less_motion("linux", tmp_path)
    assert not wants_less_motion("darwin", tmp_path)
