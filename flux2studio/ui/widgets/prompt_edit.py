"""Where the prompt is written: the text, its length, and the trigger words of the LoRAs in use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.plain_text import plain
from flux2studio.core.prompt_names import key, mentions, name_of, sent_text, unmentioned
from flux2studio.core.request import GenerationRequest, prompt_length
from flux2studio.ui.keymap import keymap
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.recall import RecallViewModel
from flux2studio.ui.widgets.drop_hint import DropHint
from flux2studio.ui.widgets.drop_sources import holds_loras, may_hold_pictures
from flux2studio.ui.widgets.fields import Sentence, header, label, set_property
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.name_completer import NameCompleter
from flux2studio.ui.widgets.prompt_colours import PromptColours
from flux2studio.ui.widgets.recall_offer import RecallOffer

_PASTE_MAX = 200_000  # characters; beyond, laying them out would hold up the window
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Escape)
_LOWEST, _HIGHEST = 88, 220  # pixels


class PromptText(QPlainTextEdit):
    """Plain text that grows with its lines, from ``lowest`` pixels on. Tab goes on."""

    picture_pasted = Signal(object)  # QMimeData that holds a picture and no text
    paste_refused = Signal(str)
    earlier_asked = Signal()
    later_asked = Signal()
    typed = Signal()  # a key or an input method changed the text, or moved the cursor

    def __init__(self, lowest: int = _LOWEST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lowest = lowest
        self.drop_words = self.tr("Use as reference")
        self.name_list: QWidget | None = None  # open while one chooses from it
        self.drop_hint = DropHint(self)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(lowest)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def event(self, event: QEvent) -> bool:
        """Tab would lead on before the list of names hears of it."""
        if self._is_for_the_list(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down walk through the prompts sent before."""
        match keymap().pressed(event, ("earlier_prompt", "later_prompt")):
            case "earlier_prompt":
                self.earlier_asked.emit()
            case "later_prompt":
                self.later_asked.emit()
            case _:
                super().keyPressEvent(event)
                self.typed.emit()

    def _is_for_the_list(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        is_open = self.name_list is not None and self.name_list.isVisible()
        return is_open and event.key() in _CHOOSING

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        self.typed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.typed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text falls where the cursor is; a picture is for the whole field."""
        super().dragEnterEvent(event)
        if event.isAccepted() and _is_picture(event.mimeData()):
            self.drop_hint.say(self.drop_words)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drop_hint.say("")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_hint.say("")
        super().dropEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text only: control characters and styles stay outside."""
        if _is_picture(source) or not source.hasText():
            if may_hold_pictures(source):
                self.picture_pasted.emit(source)
            return
        text = source.text()
        if len(text) > _PASTE_MAX:
            self.paste_refused.emit(
                self.tr("This text is %Ln character(s) long, too long for a prompt.", "", len(text))
            )
            return
        self.insertPlainText(plain(text))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or may_hold_pictures(source)

    def show_text(self, text: str) -> None:
        """Silent; as an edit, so that undo in the field still reaches what was there."""
        if self.toPlainText() == text:  # setting it would move the cursor
            return
        if self.document().isEmpty() and not self.document().isUndoAvailable():
            with QSignalBlocker(self):
                self.setPlainText(text)  # what it begins with: there was nothing to go back to
                self.moveCursor(QTextCursor.MoveOperation.End)
            return
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        with QSignalBlocker(self):
            cursor.insertText(text)
            self.setTextCursor(cursor)

    def put_in(self, word: str) -> None:
        """Put a word where the cursor is, with a space or a comma as the text needs."""
        cursor = self.textCursor()
        text, at = self.toPlainText(), cursor.position()
        before, after = text[:at], text[at:]
        left = " " if before and not before[-1].isspace() else ""
        right = "" if after[:1] in ("", " ", ",", ".", "\n") else " "
        if not text.strip():
            right = ", "
        cursor.insertText(f"{left}{word}{right}")
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def point_at(self, word: str) -> None:
        """Select a word that is there already."""
        cursor = self.document().find(word)
        if not cursor.isNull():
            self.setTextCursor(cursor)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_size_changed(self, lines: object) -> None:
        count = lines.height() if isinstance(lines, QSize) else self.document().size().height()
        wanted = int(count * self.fontMetrics().lineSpacing()) + 20
        self.setFixedHeight(max(self._lowest, min(wanted, _HIGHEST)))


class PromptEdit(QWidget):
    pictures_dropped = Signal(object)  # QMimeData, of pictures that become references

    def __init__(self, compose: ComposeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compose = compose
        self._words: tuple[str, ...] = ()
        self._optional: tuple[str, ...] = ()
        self._problem: StudioError | None = None
        self.text = PromptText()
        self.text.setPlaceholderText(self.tr("Describe the picture, or the change"))
        self.text.setAccessibleName(self.tr("Prompt"))
        self.counter = label("")
        self.problem = Sentence()
        self.chips = FlowBox(6)
        self.chips.setVisible(False)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._head = header(label(self.tr("Prompt"), buddy=self.text), self.counter)
        column.addLayout(self._head)
        column.addWidget(self.text)
        column.addWidget(self.problem)
        column.addWidget(self.chips)
        self._recall: RecallViewModel | None = None
        self._colours = PromptColours(self.text)
        self.names = NameCompleter(self.text, compose)
        self.text.name_list = self.names.popup
        self.hint = Sentence()
        column.insertWidget(column.indexOf(self.problem) + 1, self.hint)
        self.text.typed.connect(self._on_typed)
        self.text.textChanged.connect(self._on_text_changed)
        self.text.picture_pasted.connect(self._on_picture)
        self.text.paste_refused.connect(self._on_paste_refused)
        self.text.earlier_asked.connect(compose.earlier_prompt)
        self.text.later_asked.connect(compose.later_prompt)

    def add_tools(self, *tools: QWidget) -> None:
        """Put controls for the whole prompt beside its heading."""
        for at, tool in enumerate(tools, start=1):
            self._head.insertWidget(at, tool)

    def add_below(self, *parts: QWidget) -> None:
        """Put what is said of the text below it."""
        for part in parts:
            self._column.insertWidget(self._column.count() - 1, part)

    def dismiss(self) -> bool:
        """Leave the form as it is, where a recipe was offered; False: none was."""
        offer = self.findChild(RecallOffer)
        return offer is not None and offer.dismiss()

    def offer_recall(self, recall: RecallViewModel) -> None:
        """Let a picture dropped here say how it was made."""
        self._recall = recall
        self.text.drop_words = self.tr("Use its recipe, or the picture as reference")
        recall.unread.connect(self.problem.show_problem)
        self.recall_offer = RecallOffer(recall, self)
        self._column.insertWidget(self._column.indexOf(self.problem), self.recall_offer)

    def show_prompt(
        self, prompt: str, limit: int, problem: StudioError | None, sent: str | None = None
    ) -> None:
        """``sent`` is the longest text that is made of it, where that is another one."""
        self.text.show_text(prompt)
        longest = prompt if sent is None else sent
        length = prompt_length(sent_text(longest, self._compose.draft.references))
        self._size_counter(limit)
        self.counter.setText(f"{length} / {limit}")
        self.counter.setAccessibleName(self.tr("{0} of {1} characters").format(length, limit))
        self._problem = wrong = problem if prompt.strip() else None
        set_property(self.counter, "role", "bad" if length > limit else "label")
        set_property(self.text, "state", "bad" if wrong else "")
        self._show_problem()
        self._show_names(self._compose.draft)
        self._mark_chips()

    def _size_counter(self, limit: int) -> None:
        """One size for every length: else each letter would lay out the whole form anew."""
        widest = self.fontMetrics().horizontalAdvance(f"{limit}0 / {limit}")
        self.counter.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.counter.setFixedSize(widest, self.counter.sizeHint().height())

    def offer(self, words: Sequence[str], optional: Sequence[str] = ()) -> None:
        """Show the trigger words of the LoRAs in use as chips, those that are needed first."""
        if (tuple(words), tuple(optional)) != (self._words, self._optional):
            self._words, self._optional = tuple(words), tuple(optional)
            self.chips.fill([self._chip(word) for word in (*words, *optional)])
            self.chips.setVisible(bool(words or optional))
        self._mark_chips()

    def _chip(self, word: str) -> QPushButton:
        chip = QPushButton(self.chips)
        chip.setProperty("word", word)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(partial(self._on_chip, word))
        return chip

    def _mark_chips(self) -> None:
        prompt = self._compose.draft.prompt.casefold()
        for chip in self.chips.findChildren(QPushButton):
            word = str(chip.property("word"))
            there = word.casefold() in prompt
            text = word if there else f"+ {word}"
            if chip.text() != text.replace("&", "&&"):
                chip.setText(text.replace("&", "&&"))
                set_property(chip, "role", "chip" if there or word in self._optional else "chip-on")
                tip = (
                    self.tr("“{0}” is in the prompt")
                    if there
                    else self.tr("Put the trigger word “{0}” into the prompt")
                )
                chip.setToolTip(quoted(tip.format(word)))
                chip.setAccessibleName(tip.format(word))
                self.chips.refresh()

    def _on_chip(self, word: str, _checked: bool = False) -> None:
        if word.casefold() in self._compose.draft.prompt.casefold():
            self.text.point_at(word)
        else:
            self.text.put_in(word)

    def _show_problem(self) -> None:
        """A name that is being typed is not wrong yet."""
        wrong, text = self._problem, self._compose.draft.prompt
        names = [name_of(each) for each in self._compose.draft.references]
        known = {key(name) for name in names}
        unknown = [each for each in mentions(text, names) if key(each.name) not in known]
        begins = len(unknown) == 1 and self.names.is_being_typed(unknown[0])
        self.problem.show_problem(None if wrong and begins else wrong)

    def _show_names(self, draft: GenerationRequest) -> None:
        names = [name_of(each) for each in draft.references]
        self._colours.show_names(names, [name_of(each) for each in draft.active_references])
        silent = unmentioned(draft)
        self.hint.say(self._silent_words(silent) if silent and not self._problem else "")

    def _silent_words(self, names: Sequence[str]) -> str:
        told = ", ".join(f"@{name}" for name in names)
        return self.tr(
            "Not mentioned: {0}. Say what it is for, or switch it off.", "", len(names)
        ).format(told)

    def _on_typed(self) -> None:
        if self.text.hasFocus():
            self.names.offer()
        self._colours.paint()
        self._show_problem()

    def _on_text_changed(self) -> None:
        self._compose.write(self.text.toPlainText())

    def _on_picture(self, mime: QMimeData) -> None:
        """One file may hold a recipe; several are references."""
        urls = mime.urls()
        if holds_loras(mime):
            self.problem.say(self.tr("A LoRA is no part of the text. Drop it on the LoRAs."), "bad")
        elif self._recall is not None and len(urls) == 1 and urls[0].isLocalFile():
            self._recall.drop(Path(urls[0].toLocalFile()))
        else:
            self.pictures_dropped.emit(mime)

    def _on_paste_refused(self, why: str) -> None:
        self.problem.say(why, "bad")


def _is_picture(mime: QMimeData) -> bool:
    """A file, or pixels that no text comes with."""
    is_file = any(url.isLocalFile() for url in mime.urls())
    return is_file or (not mime.hasText() and may_hold_pictures(mime))
