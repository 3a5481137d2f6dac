"""What a LoRA is and was seen to do: identity with hashes to copy, proof, runs, best pictures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora
from flux2studio.ui import icons, theme, words
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.viewmodels.lora_work import size_words
from flux2studio.ui.widgets.fields import ElidedLabel, label
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.words import decimal

THUMB = QSize(84, 64)
HASHES = ("AutoV2", "AutoV3", "SHA-256")
AUTOV2, AUTOV3 = 10, 12  # digits that Civitai shows


class LoraIdentity(QWidget):
    """Folded away: one looks at it once in a while."""

    def __init__(self) -> None:
        super().__init__()
        self.toggle = QPushButton(self.tr("Identity"))
        self.toggle.setProperty("role", "flat-start")
        self.toggle.setCheckable(True)
        self.toggle.setAutoDefault(False)
        self.body = QWidget()
        self._rows = QVBoxLayout(self.body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self._shown: tuple[tuple[str, str], ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.toggle)
        column.addWidget(self.body)
        self.toggle.toggled.connect(self._on_toggled)
        self._on_toggled(False)

    def show_lora(self, lora: Lora) -> None:
        entries = tuple(
            (name, value)
            for name, value in (
                ("AutoV2", lora.sha256[:AUTOV2].upper()),
                ("AutoV3", lora.autov3[:AUTOV3].upper()),
                ("SHA-256", lora.sha256),
                (self.tr("Size"), size_words(lora.size)),
                (self.tr("Rank"), str(lora.rank or "")),
                (self.tr("Layout"), lora.layout),
                (self.tr("Added"), words.moment(lora.added_at)),
            )
            if value
        )
        if entries != self._shown:
            self._shown = entries
            while (item := self._rows.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for name, value in entries:
                self._rows.addWidget(_line(name, value, can_copy=name in HASHES))

    def _on_toggled(self, shown: bool) -> None:
        icon = "chevron-down" if shown else "chevron-right"
        icons.set_icon(self.toggle, icon, icons.Tone.SOFT)
        self.body.setVisible(shown)


class LoraSeenPart(QWidget):
    """``wanted``: a picture is to be shown in the history."""

    wanted = Signal(object)  # Generation

    def __init__(self, page: LoraPageViewModel, history: HistoryViewModel) -> None:
        super().__init__()
        self._page = page
        self._history = history
        self._thumbs: dict[str, QToolButton] = {}
        self.proof = _words("soft")
        self.runs = _words("soft")
        self.pictures = FlowBox(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.proof, self.runs, self.pictures):
            column.addWidget(part)
        history.thumbnail_ready.connect(self._on_thumbnail)
        self.show_seen()

    def show_seen(self) -> None:
        seen = self._page.seen
        used = self.tr("Used (once|%Ln times)", "", seen.runs)
        text = used if seen.runs else self.tr("Not used yet")
        if seen.last_used is not None:
            text = self.tr("{0}, last on {1}").format(text, words.moment(seen.last_used))
        self.runs.setText(text)
        self.show_proof(self._page.lora)
        ids = [made.id for made in self._page.best]
        if ids != list(self._thumbs):
            self._thumbs = {made.id: self._thumb(made) for made in self._page.best}
            self.pictures.fill(list(self._thumbs.values()))
        self.pictures.setVisible(bool(ids))
        for made in self._page.best:
            self._paint(made)

    def show_proof(self, lora: Lora) -> None:
        proof = lora.proof
        text = ""
        if proof is not None:
            form = self.tr("Changed {0} of {1} layers at scale {2}, {3}")
            when = words.moment(proof.made_at)
            text = form.format(proof.matched, proof.total, decimal(proof.scale), when)
        self.proof.setText(text)
        self.proof.setVisible(bool(text))

    def _thumb(self, made: Generation) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "thumb")
        button.setStyleSheet("QToolButton { padding: 0; border-radius: 6px; min-height: 0; }")
        button.setFixedSize(THUMB)
        button.setIconSize(THUMB - QSize(4, 4))
        prompt = made.request.prompt
        button.setAccessibleName(self.tr("Show in the history: {0}").format(prompt))
        button.setToolTip(quoted(prompt))
        button.clicked.connect(partial(self.wanted.emit, made))
        return button

    def _paint(self, made: Generation) -> None:
        pixmap = self._history.thumbnail(made)
        button = self._thumbs.get(made.id)
        if pixmap is not None and button is not None:
            copy = pixmap.scaled(
                button.iconSize() * self.devicePixelRatioF(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            button.setIcon(QIcon(copy))

    def _on_thumbnail(self, key: str) -> None:
        for made in self._page.best:
            if made.id == key:
                self._paint(made)


def _line(name: str, value: str, *, can_copy: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    title = label(name, "soft")
    title.setFixedWidth(theme.lines(64))
    text = ElidedLabel(value)
    text.setAccessibleName(f"{name}: {value}")
    copy = QToolButton(line)
    copy.setProperty("role", "icon")
    copy.setAccessibleName(_tr("Copy {0}").format(name))
    copy.setToolTip(_tr("Copy {0}").format(name))
    icons.set_icon(copy, "copy", icons.Tone.SOFT)
    copy.clicked.connect(partial(QGuiApplication.clipboard().setText, value))
    row.addWidget(title)
    row.addWidget(text, 1)
    row.addWidget(copy)
    copy.setVisible(can_copy)
    return line


def _words(role: str) -> QLabel:
    result = label("", role)
    result.setWordWrap(True)
    return result


def _tr(text: str) -> str:
    return QCoreApplication.translate("lora_facts", text)
