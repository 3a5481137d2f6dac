"""The panel where a request is written and sent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.request import GenerationRequest, prompt_length
from flux2studio.ui import theme, tips, words
from flux2studio.ui.actions import SLOTS
from flux2studio.ui.unhurried import Unhurried
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.form_hints import FormHints
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.widgets.advice_line import AdviceLine
from flux2studio.ui.widgets.avoid_field import AvoidField
from flux2studio.ui.widgets.choices_line import ChoicesLine
from flux2studio.ui.widgets.family_field import FamilyField
from flux2studio.ui.widgets.fields import FieldGuard, Sentence, roomy, sentence
from flux2studio.ui.widgets.file_dialogs import AskFiles, ask_files
from flux2studio.ui.widgets.generate_button import GenerateButton
from flux2studio.ui.widgets.limit_question import LimitQuestion
from flux2studio.ui.widgets.local_panel import LocalPanel
from flux2studio.ui.widgets.loras_in_use import LorasInUse
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.parameters import Parameters
from flux2studio.ui.widgets.prompt_edit import PromptEdit
from flux2studio.ui.widgets.reference_slots import ReferenceSlotsView
from flux2studio.ui.widgets.rounded import Choice
from flux2studio.ui.widgets.rule_fields import fill_choice
from flux2studio.ui.widgets.steady_area import SteadyArea
from flux2studio.ui.widgets.tab_order import follow_layout

_MARGIN = 12
_TOP = 4  # below the strip by which the panel is moved


class ComposePanel(QWidget):
    """Shows the draft and passes edits on. Holds no state of its own."""

    computer_wanted = Signal()  # the page of the models on this computer

    def __init__(
        self,
        compose: ComposeViewModel,
        loras: LorasViewModel,
        ask: AskFiles = ask_files,
        here: ThisComputer | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._loras = loras
        self._guard = FieldGuard(self)
        self._unfolded: QWidget | None = None
        self.backend = self._combo(self.tr("Backend"))
        self.model = FamilyField(self._guard)
        self.local = LocalPanel(compose, here) if here is not None else None
        self.references = ReferenceSlotsView(compose, ask, self)  # one without a parent flashes
        self.prompt = PromptEdit(compose)
        self.avoid = AvoidField(compose)
        self.hints = FormHints(compose, loras, self)
        self.prompt.add_below(ChoicesLine(compose), AdviceLine(self.hints, "prompt"))
        self.loras = LorasInUse(compose, loras, self.hints)
        self.parameters = Parameters(compose, self.hints)
        self.question = LimitQuestion(compose)
        self.generate = GenerateButton()
        self.why_not = Sentence()
        self._parts = (0, 0)  # by their number
        self._lay_out()
        self._connect()
        self._show(compose.draft)

    def send(self) -> None:
        """Generate, with what stands half typed in a field; not with what is no number."""
        if (wrong := self.parameters.commit()) is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form_area.ensureWidgetVisible(wrong)
        else:
            self._compose.generate()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the window's keys do here, by the ids of ``ui.actions``."""
        slots = {f"slot_{n}": partial(self.references.focus_slot, n) for n in range(1, SLOTS + 1)}
        return {
            **slots,
            "generate": self.send,
            "paste": self.references.paste,
            "add_reference": self.references.choose,
            "mask": self.references.paint_mask,
        }

    def sizeHint(self) -> QSize:
        """Tall enough for the whole form at its width, with nothing left to scroll."""
        form = self._column.totalHeightForWidth(self.form_area.viewport().width())
        foot = self._foot
        wraps = foot.hasHeightForWidth()  # with a reason below the button
        below = foot.totalHeightForWidth(self.width()) if wraps else foot.totalSizeHint().height()
        return QSize(super().sizeHint().width(), form + below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A picture is pasted into the slots, whichever field has the focus."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.references.paste()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setMinimumWidth(theme.lines(300))
        choice = QHBoxLayout()
        choice.setSpacing(8)
        choice.addWidget(self.backend, 43)
        choice.addWidget(self.model, 57)
        form = Page()
        form.setProperty("role", "page")
        column = self._column = QVBoxLayout(form)
        column.setSpacing(12)
        column.addLayout(choice)
        if self.local is not None:
            column.addWidget(self.local)
        for part in (self.references, self.prompt, self.avoid, self.loras, self.parameters):
            column.addWidget(part)
        column.addStretch(1)
        self.form_area = SteadyArea(form)
        self.form_area.frame(column, _MARGIN, _TOP, _MARGIN, 8)
        self.form_area.verticalScrollBar().rangeChanged.connect(self._on_grown)
        foot = self._foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 4, _MARGIN, _MARGIN)
        foot.setSpacing(6)
        foot.addWidget(self.question)
        foot.addWidget(self.generate)
        foot.addWidget(self.why_not)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.form_area, 1)
        outer.addLayout(foot)

    def _on_grown(self) -> None:
        self.updateGeometry()
        if self._unfolded is not None:
            self.form_area.ensureWidgetVisible(self._unfolded)
            self._unfolded = None

    def _on_more(self, unfolded: bool) -> None:
        """What was unfolded comes into view as soon as the form has grown by it."""
        self._unfolded = self.parameters.more.body if unfolded else None

    def _connect(self) -> None:
        self.backend.activated.connect(self._on_backend)
        self.model.activated.connect(self._on_model)
        if self.local is not None:
            self.local.page_wanted.connect(self.computer_wanted)
        self.parameters.more.toggle.clicked.connect(self._on_more)
        self.generate.clicked.connect(self.send)
        self.prompt.pictures_dropped.connect(self._on_picture_pasted)
        self.avoid.text.picture_pasted.connect(self._on_picture_pasted)
        self._compose.draft_changed.connect(self._show_prompt)
        Unhurried(self._compose, self).changed.connect(self._show_rest)
        self._compose.rejected.connect(self._on_rejected)
        self._loras.changed.connect(self._offer_words)

    def _show(self, draft: GenerationRequest) -> None:
        self._show_prompt(draft)
        self._show_rest(draft)

    def _show_prompt(self, draft: GenerationRequest) -> None:
        compose = self._compose
        longest = max((request.prompt for request in compose.requests), key=prompt_length)
        limit = compose.model.prompt_limit
        self.prompt.show_prompt(draft.prompt, limit, compose.problems.get("prompt"), longest)

    def _show_rest(self, draft: GenerationRequest) -> None:
        compose = self._compose
        catalogue = compose.catalogue
        fill_choice(
            self.backend, {b.id: words.said(b.name) for b in catalogue.backends}, compose.backend.id
        )
        self.model.show_families(compose.families, compose.model.family)
        self.model.setVisible(len(compose.families) > 1)  # practice has nothing to choose from
        problems, model = compose.problems, compose.model
        tips.explain(self.prompt.text, tips.tip("prompt", model))
        self.avoid.show_text(
            draft.negative_prompt, model.negative_prompt, problems.get("negative_prompt")
        )
        self._loras.mark_in_use(draft)
        self._offer_words()
        why = self._why_not()
        pictures = sum(request.count if model.count else 1 for request in compose.requests)
        is_free = not compose.backend.paid
        self.generate.show_state(compose.cost, why, is_free=is_free, pictures=pictures)
        self.why_not.say(why, "label")
        self._show_question()
        self._order_tabs(draft)

    def _order_tabs(self, draft: GenerationRequest) -> None:
        """What comes later comes last with Tab, wherever it is put; so the way is laid anew."""
        parts = len(self.references.buttons), len(draft.loras)
        if parts != self._parts:
            self._parts = parts
            follow_layout(self)

    def _show_question(self) -> None:
        """It stands in the place of the button, which takes the focus back afterwards."""
        question, had_focus = self._compose.question, self.question.has_focus
        self.generate.setVisible(question is None)
        self.question.show_question(question)
        if question is None and had_focus:
            self.generate.setFocus(Qt.FocusReason.OtherFocusReason)

    def _why_not(self) -> str:
        """One line is enough where the field itself says what to do."""
        problem = self._compose.why_not
        return (
            words.said(str(problem)) if problem and problem.field == "loras" else sentence(problem)
        )

    def _offer_words(self) -> None:
        draft = self._compose.draft
        self.prompt.offer(self._loras.trigger_words(draft), self._loras.optional_words(draft))

    def _on_backend(self, index: int) -> None:
        self._compose.choose_backend(str(self.backend.itemData(index)))

    def _on_model(self, index: int) -> None:
        self._compose.choose_model(str(self.model.itemData(index)))

    def _on_picture_pasted(self, mime: QMimeData) -> None:
        self.references.take(mime)

    def _on_rejected(self, error: StudioError) -> None:
        """Say it, and take the artist to the field it concerns."""
        if isinstance(error, InvalidRequestError) and (field := self._field_of(error.field)):
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form_area.ensureWidgetVisible(field)
        if error.field != "loras":
            self.why_not.show_problem(error)

    def _field_of(self, name: str) -> QWidget | None:
        if name == "prompt":
            return self.prompt.text
        if name == "model":
            return self.model
        if name == "references":
            return next(iter(self.references.buttons), None)
        if name == "negative_prompt":
            return self.avoid.text
        if name in ("mask", "strength"):
            return self.references.mask_row.field_of(name)
        return self.parameters.field_of(name)

    def _combo(self, name: str) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        roomy(box)
        self._guard.watch(box)
        return box
