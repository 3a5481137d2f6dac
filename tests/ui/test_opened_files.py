"""A Mac hands files to the app that is opening or open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from flux2studio.ui.opened_files import OpenedFiles


@pytest.fixture
def opened(qapp):
    opened = OpenedFiles(qapp)
    opened.told = []
    opened.called.connect(opened.told.append)
    yield opened
    qapp.removeEventFilter(opened)


def hand(name):
    QCoreApplication.sendEvent(QCoreApplication.instance(), QFileOpenEvent(name))


def test_what_comes_before_the_window_waits_for_it(opened):
    hand("/one.png")
    hand("/two.png")
    assert opened.told == []

    opened.deliver()

    assert opened.told == [["/one.png", "/two.png"]]


def test_what_comes_later_is_opened_at_once(opened):
    opened.deliver()
    hand("/kite.safetensors")

    assert opened.told == [["/kite.safetensors"]]


def test_an_address_of_another_kind_is_none_of_its_files(opened):
    hand("")
    opened.deliver()

    assert opened.told == []
