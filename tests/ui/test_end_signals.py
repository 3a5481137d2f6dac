"""Ctrl+C and a shutdown reach the window between two of its steps."""

from __future__ import annotations

import signal

import pytest

from flux2studio.ui.end_signals import EndSignals


@pytest.fixture
def signals(qapp):
    signals = EndSignals()
    yield signals
    signals.close()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_to_end_comes_by_the_event_loop_and_interrupts_nothing(qtbot, signals, number):
    done = []
    with qtbot.waitSignal(signals.asked, timeout=5000):
        signal.raise_signal(number)
        done.append("to its end")

    assert done == ["to its end"]


def test_signals_are_as_before_when_the_window_has_gone(qapp):
    before = signal.getsignal(signal.SIGTERM)
    EndSignals().close()

    assert signal.getsignal(signal.SIGTERM) is before
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
