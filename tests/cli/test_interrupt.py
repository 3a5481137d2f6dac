"""A Ctrl+C does not leave half done what must be whole, and is not forgotten."""

import signal

import pytest

from flux2studio.cli_interrupt import interrupts_held_back


def test_a_ctrl_c_comes_when_the_block_is_done():
    done = []

    def whole():
        with interrupts_held_back():
            signal.raise_signal(signal.SIGINT)
            done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        whole()
    assert done == ["all of it"]


def test_the_next_ctrl_c_is_heard_at_once():
    with interrupts_held_back():
        pass

    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_an_error_within_is_told_rather_than_the_ctrl_c():
    def fails():
        with interrupts_held_back():
            signal.raise_signal(signal.SIGINT)
            raise ValueError("what went wrong")

    with pytest.raises(ValueError, match="what went wrong"):
        fails()
