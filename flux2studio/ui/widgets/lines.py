"""Hairlines between the parts of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget


def horizontal(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "line")
    line.setFixedHeight(1)
    return line


def vertical(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setProperty("role", "line")
    line.setFixedWidth(1)
    return line
