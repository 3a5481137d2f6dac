"""The row of reference slots: drop, paste, choose, order, switch off, clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.prompt_names import key, mentions, name_of
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.reference_costs import Share, share_of, share_of_all
from flux2studio.ui.viewmodels.reference_names import rename_reference
from flux2studio.ui.viewmodels.slot import Slot
from flux2studio.ui.widgets.crop_dialog import CropDialog
from flux2studio.ui.widgets.drop_sources import (
    accept_copy,
    find_pictures,
    in_order,
    local_files,
    may_hold_pictures,
)
from flux2studio.ui.widgets.fields import Sentence, header, label, sentence
from flux2studio.ui.widgets.file_dialogs import AskFiles, ask_files
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.mask_dialog import MaskDialog
from flux2studio.ui.widgets.mask_row import MaskRow
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.reference_dialog import ReferenceDialog
from flux2studio.ui.widgets.slot_button import SLOT_MIME, SlotButton
from flux2studio.ui.widgets.slot_paint import EDGE
from flux2studio.ui.widgets.slot_words import SlotState

_LINE = 3  # slots beside each other in a panel of the usual width


class ReferenceSlotsView(QWidget):
    """``ask`` opens a file dialog; tests hand in one without a screen."""

    def __init__(
        self, compose: ComposeViewModel, ask: AskFiles = ask_files, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._ask = ask
        self.setAcceptDrops(True)
        self.billed = label("")
        self.notice = Sentence()
        self.problem = Sentence()
        self.mask_row = MaskRow(compose)
        self.buttons: list[SlotButton] = []
        self._flow = FlowBox(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(header(label(self.tr("References")), self.billed))
        column.addWidget(self._flow)
        column.addWidget(self.notice)
        column.addWidget(self.problem)
        column.addWidget(self.mask_row)
        compose.draft_changed.connect(self._show)
        compose.slots.noticed.connect(self._on_noticed)
        compose.masks.refused.connect(self._on_mask_refused)
        compose.intake.counted.connect(self._on_counted)
        self.mask_row.edit_asked.connect(self.paint_mask)
        self.mask_row.remove_asked.connect(self._on_remove_mask)
        self._show(compose.draft)

    def paste(self) -> None:
        """Take the clipboard's picture into the slot in focus, or the next free one."""
        focused = (button.index for button in self.buttons if button.hasFocus())
        self.paste_at(next(focused, None))

    def paste_at(self, at: int | None) -> None:
        held: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.take(held or QMimeData(), at)

    def take(self, mime: QMimeData, at: int | None = None) -> None:
        """Read what was dropped or pasted into the slot aimed at, and the next ones."""
        self._compose.intake.forget_count()
        if mime.hasFormat(SLOT_MIME):
            self._move(int(mime.data(SLOT_MIME).toStdString() or 0), at)
            return
        found = find_pictures(mime)
        if found.refusal is not None:
            self._compose.slots.refuse(found.refusal, at)
        elif found.files:
            self._compose.add_reference_files(found.files, at)
        elif found.data is not None:
            self._compose.add_reference_bytes(found.data, found.name, at)
        else:
            self._compose.add_reference_urls(found.links, at)

    def focus_slot(self, number: int) -> None:
        if number <= len(self.buttons):
            self.buttons[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def count(self, mime: QMimeData) -> int:
        """How many pictures a drop would bring; of a folder that is known a little later."""
        files = local_files(mime)
        return self._compose.intake.count(files) if files else max(1, len(mime.urls()))

    def choose(self) -> None:
        """Ask for files for the free slots."""
        self._ask(self, partial(self._on_chosen, None))

    def choose_at(self, at: int) -> None:
        """Ask for files for the slot ``at`` and the next ones."""
        self._ask(self, partial(self._on_chosen, at))

    def crop_at(self, index: int) -> None:
        """Choose the part of a reference that is sent."""
        slot = self._ready(index)
        if slot is None or slot.reference is None:
            return
        compose, reference = self._compose, slot.reference
        dialog = CropDialog(
            compose.masks,
            reference,
            compose.draft.size,
            lambda crop: share_of(replace(reference, crop=crop), compose).words,
            partial(compose.slots.set_crop, slot.key),
            self.window(),
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def name_at(self, index: int) -> None:
        """Ask what the reference is to be called in the prompt."""
        slots = self._compose.slots.slots
        reference = slots[index].reference if index < len(slots) else None
        if reference is not None:
            title = self.tr("Name of {0} in the prompt").format(reference.name)
            named = partial(rename_reference, self._compose, index)
            ask_name(self.window(), title, name_of(reference), named)

    def show_at(self, index: int) -> None:
        """Look at a reference closely, as it is sent."""
        slot = self._ready(index)
        if slot is not None and slot.reference is not None:
            dialog = ReferenceDialog(self._compose.masks, slot.reference, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def paint_mask(self) -> None:
        """Paint the mask of the slot in focus, or of the first picture that is sent."""
        focused = next((button.index for button in self.buttons if button.hasFocus()), None)
        self.paint_mask_at(self._first_sent() if focused is None else focused)

    def paint_mask_at(self, index: int) -> None:
        """Open the mask of a slot, where it holds a picture and the model takes a mask."""
        slots = self._compose.slots.slots
        reference = slots[index].reference if index < len(slots) else None
        if reference is None or self._compose.model.strength is None:
            self._on_noticed(self._why_no_mask(reference is not None))
            return
        dialog = MaskDialog(self._compose.masks, reference, self._ask, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if may_hold_pictures(event.mimeData()):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Beside the slots: the free ones."""
        if not event.mimeData().hasFormat(SLOT_MIME):
            self.take(event.mimeData())
            accept_copy(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = (self.width() - _LINE * EDGE) // (_LINE - 1)  # two lines would hide the prompt
        self._flow.set_gap(min(12, max(2, room)))
        super().resizeEvent(event)

    def _on_counted(self, pictures: int) -> None:
        for button in self.buttons:
            button.show_count(pictures)

    def _ready(self, index: int) -> Slot | None:
        slots = self._compose.slots.slots
        slot = slots[index] if index < len(slots) else None
        return slot if slot and slot.reference and not slot.error else None

    def _on_noticed(self, text: str) -> None:
        self.notice.say(text, "warn")

    def _on_mask_refused(self, error: StudioError) -> None:
        self._on_noticed(sentence(error))

    def _why_no_mask(self, has_picture: bool) -> str:
        if not has_picture:
            return self.tr("A mask is painted on a reference. Drop a picture on the slot first.")
        name = self._compose.model.family
        return self.tr("{0} cannot paint under a mask.").format(name)

    def _first_sent(self) -> int:
        slots = enumerate(self._compose.slots.slots)
        return next((at for at, slot in slots if slot.reference and slot.reference.enabled), 0)

    def _on_remove_mask(self) -> None:
        self._compose.masks.remove(self._first_sent())

    def _take_mask(self, index: int, mime: QMimeData) -> None:
        """Use what was dropped as the mask of a slot."""
        found, masks = find_pictures(mime), self._compose.masks
        if found.refusal is not None:
            masks.refuse(found.refusal)
        elif found.files:
            masks.take(index, found.files[0], found.files[0].name)
        elif found.data is not None:
            masks.take(index, found.data, found.name)
        else:
            self._on_noticed(self.tr("A mask must be a file or a picture, not a link."))

    def _choose_mask(self, index: int) -> None:
        self._ask(self, partial(self._on_mask_chosen, index))

    def _on_mask_chosen(self, index: int, files: list[str]) -> None:
        for file in files[:1]:
            self._compose.masks.take(index, Path(file), Path(file).name)

    def _show(self, draft: GenerationRequest) -> None:
        slots, maximum = self._compose.slots.slots, self._compose.slots.maximum
        self.setVisible(bool(maximum or slots))
        # A second line of empty places would only push the prompt down.
        self._ensure(max(min(maximum, max(_LINE, len(slots) + 1)), len(slots)))
        for button, state in zip(self.buttons, self._states(draft), strict=True):
            button.show_slot(state)
        self.mask_row.show_draft(draft)
        self._show_problem(draft)
        self.billed.setText(share_of_all(self._compose).words)

    def _states(self, draft: GenerationRequest) -> Iterator[SlotState]:
        slots = self._compose.slots.slots
        names = [name_of(each) for each in self._compose.slots.references]
        said = {key(each.name) for each in mentions(draft.prompt, names)}
        sent = len(draft.active_references)
        number = 0
        for index in range(len(self.buttons)):
            slot = slots[index] if index < len(slots) else None
            reference = slot.reference if slot else None
            is_sent = reference is not None and reference.enabled
            number += is_sent
            name = name_of(reference) if reference else ""
            yield SlotState(
                index=index,
                slot=slot,
                badge=str(number) if is_sent else "",
                next_number=sent + 1,
                name=name,
                mentioned=key(name) in said,
                share=share_of(reference, self._compose) if reference else Share(),
                first_free=index == len(slots),
                last=index == len(slots) - 1,
                takes_mask=self._compose.model.strength is not None,
                room=self._compose.slots.room(index),
            )

    def _show_problem(self, draft: GenerationRequest) -> None:
        problem = self._compose.problems.get("references")
        loading = self._compose.slots.loading
        missing = not draft.active_references
        self.problem.show_problem(None if loading else problem, role="label" if missing else "bad")

    def _ensure(self, count: int) -> None:
        if count == len(self.buttons):
            return
        del self.buttons[count:]
        while len(self.buttons) < count:
            self.buttons.append(self._make_button(len(self.buttons)))
        self._flow.fill(list(self.buttons))

    def _make_button(self, index: int) -> SlotButton:
        button = SlotButton(index, self._flow, self.count)
        slots = self._compose.slots
        button.open_asked.connect(partial(self.choose_at, index))
        button.dropped.connect(partial(self.take, at=index))
        button.paste_asked.connect(partial(self.paste_at, index))
        button.clear_asked.connect(partial(self._clear, index))
        button.toggle_asked.connect(partial(slots.toggle, index))
        button.move_asked.connect(partial(self._move, index))
        button.crop_asked.connect(partial(self.crop_at, index))
        button.name_asked.connect(partial(self.name_at, index))
        button.show_asked.connect(partial(self.show_at, index))
        button.mask_asked.connect(partial(self.paint_mask_at, index))
        button.mask_file_asked.connect(partial(self._choose_mask, index))
        button.mask_dropped.connect(partial(self._take_mask, index))
        button.mask_removed.connect(partial(self._compose.masks.remove, index))
        return button

    def _clear(self, index: int) -> None:
        """Take a refusal away first; the picture that was there before stays."""
        slot = self._compose.slots.slots[index]
        if slot.error is not None and not slot.broken:
            self._compose.slots.forgive(index)
        else:
            self._compose.slots.remove(index)

    def _move(self, index: int, to: int | None) -> None:
        filled: tuple[Slot, ...] = self._compose.slots.slots
        if to is None or not 0 <= index < len(filled):
            return
        to = max(0, min(to, len(filled) - 1))
        self._compose.slots.move(index, to)
        self.buttons[to].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, at: int | None, files: list[str]) -> None:
        self._compose.add_reference_files(in_order(map(Path, files)), at)
