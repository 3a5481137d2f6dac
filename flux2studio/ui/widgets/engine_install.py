"""The local engine of this computer: install it, see how far that is, repair, update, remove."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui import icons, theme
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.engine_install_face import Act, Face
from flux2studio.ui.widgets.engine_install_question import EngineQuestion
from flux2studio.ui.widgets.engine_install_words import act_words
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label, set_property
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.progress_line import ProgressLine
from flux2studio.ui.widgets.settings_parts import paragraph
from flux2studio.ui.widgets.trouble import Trouble


class EngineInstallPanel(QWidget):
    def __init__(self, engine: EngineInstallViewModel) -> None:
        super().__init__()
        self._engine = engine
        self._shown: Face | None = None
        self.sign = IconLabel("chip")
        self.state = label("", "title")
        self.note = paragraph("")
        self.facts = _Facts()
        self.main = QPushButton()
        self.why_not = Sentence()
        self.bar = ProgressLine()
        self.progress = label("")
        self.trouble = Trouble(self.tr("the installation of the engine"))
        self.others = {act: self._other(act) for act in _OTHERS}
        self.versions = _Versions()
        self.question = EngineQuestion(engine)
        self._lay_out()
        self.main.clicked.connect(self._on_main)
        engine.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        face = self._engine.face
        self.question.show_question(self._engine.question)
        if face == self._shown:
            return
        held = next((b for b in (self.main, *self.others.values()) if b.hasFocus()), None)
        before, self._shown = self._shown, face
        self.state.setText(face.state)
        self.sign.show_icon(*_SIGNS[face.tone])
        self.sign.setVisible(bool(face.tone))
        self.note.setText(face.note)
        self.note.setVisible(bool(face.note))
        self.facts.show_facts(face.facts)
        self._show_main(face)
        self.why_not.say(face.why_not, "warn")
        self.bar.setVisible(face.moving)
        self.bar.show_fraction(face.fraction)
        self.bar.setAccessibleName(f"{face.state}: {face.progress}")
        self.progress.setText(face.progress)
        self.progress.setVisible(bool(face.progress))
        self.trouble.show_problem(face.problem)
        for act, button in self.others.items():
            button.setVisible(act in face.others)
        self.versions.show_versions(face.versions)
        self.setAccessibleName(f"{self.tr('Engine')}: {face.state}")
        if held is not None and not _is_able(held):
            self._keep_focus()
        if before is not None and before.state != face.state and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, face.state))

    def _keep_focus(self) -> None:
        """What was pressed may be gone: Qt would go on to whatever comes next on the page."""
        buttons = (self.main, *self.others.values(), self.versions.more)
        if able := next(filter(_is_able, buttons), None):
            able.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_main(self, face: Face) -> None:
        self.main.setVisible(face.main is not None)
        if face.main is None:
            return
        self.main.setText(act_words(face.main))
        self.main.setAccessibleName(f"{self.main.text()}: {self.tr('Engine')}")
        self.main.setEnabled(not face.why_not)
        self.main.setToolTip(face.why_not)
        set_property(self.main, "role", "primary" if face.is_primary else "")
        self.main.ensurePolished()
        self.main.setMinimumWidth(max(theme.lines(104), self.main.sizeHint().width()))

    def _on_main(self) -> None:
        if self._shown is not None and self._shown.main is not None:
            self._engine.act(self._shown.main)

    def _other(self, act: Act) -> QPushButton:
        button = QPushButton(act_words(act))
        button.setProperty("role", "link-soft")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{button.text()}: {self.tr('Engine')}")
        button.clicked.connect(partial(self._on_other, act))
        return button

    def _on_other(self, act: Act, _checked: bool = False) -> None:
        self._engine.act(act)

    def _lay_out(self) -> None:
        self.main.setAutoDefault(False)
        self.state.setWordWrap(True)
        self.progress.setWordWrap(True)
        others = FlowBox(16)
        others.fill(list(self.others.values()))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.sign)
        head.addWidget(self.state, 1)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addLayout(head)
        words.addWidget(self.note)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(words, 1)
        top.addWidget(self.main, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        for part in (
            self.bar,
            self.progress,
            self.facts,
            self.why_not,
            self.trouble,
            others,
            self.versions,
            self.question,
        ):
            column.addWidget(part)


def _is_able(button: QPushButton) -> bool:
    return button.isVisible() and button.isEnabled()


_SIGNS = {
    "": ("chip", "soft"),
    "ok": ("check", "ok"),
    "warn": ("warning", "warn"),
    "bad": ("error", "bad"),
}
_OTHERS = (Act.LOOK, Act.REPAIR, Act.REMOVE, Act.DISCARD)


class _Facts(QWidget):
    """Names and what belongs to them, a line each; a path ends in … where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[tuple[str, str], ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        self.setVisible(bool(facts))
        if facts == self._shown:
            return
        self._shown = facts
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            self._grid.addWidget(label(name, "soft"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_value(name, value), row, 1)


def _value(name: str, value: str) -> QLabel:
    if " " in value:
        words = label(value, "")
        words.setWordWrap(True)
    else:
        words = ElidedLabel(value)
    words.setAccessibleName(f"{name}: {value}")
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


class _Versions(QWidget):
    """What the engine is made of, folded away."""

    def __init__(self) -> None:
        super().__init__()
        self.more = QPushButton(self.tr("What it is made of"))
        self.more.setProperty("role", "link-soft")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.facts = _Facts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.facts)
        self._versions: tuple[tuple[str, str], ...] = ()
        self.more.toggled.connect(self._on_more)
        self._on_more(False)

    def show_versions(self, versions: tuple[tuple[str, str], ...]) -> None:
        self._versions = versions
        self.setVisible(bool(versions))
        self._on_more(self.more.isChecked())

    def _on_more(self, open_: bool) -> None:
        icons.set_icon(self.more, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self.facts.show_facts(self._versions if open_ else ())
