"""The LoRAs of the draft: switch, scale, remove."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.lora import Lora, LoraProof
from flux2studio.core.models import LoraRule, NumberRange
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui import icons, theme, tips
from flux2studio.ui.models.lora_model import LORA_MIME
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.form_hints import FormHints
from flux2studio.ui.viewmodels.lora_hints import LoraHints, hints
from flux2studio.ui.viewmodels.lora_room import lora_rule, no_loras
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.advice_line import AdviceLine
from flux2studio.ui.widgets.effect_mark import EffectMark
from flux2studio.ui.widgets.fields import (
    ElidedLabel,
    FieldGuard,
    Sentence,
    bare,
    header,
    label,
    sentence,
)
from flux2studio.ui.widgets.good_slider import GoodSlider
from flux2studio.ui.widgets.lora_hint_line import LoraHintLine
from flux2studio.ui.widgets.lora_sets_menu import SetsMenu
from flux2studio.ui.words import decimal

_FALLBACK = NumberRange(minimum=0, maximum=4, default=1, step=0.05)


class LoraRow(QWidget):
    """One LoRA in use."""

    def __init__(self, compose: ComposeViewModel, index: int, guard: FieldGuard) -> None:
        super().__init__()
        self._compose = compose
        self._index = index
        self._step = _FALLBACK.step
        self._good = ""  # where it looks good, in words
        self.switch = QCheckBox()
        self.switch.setProperty("role", "switch")
        self.name = ElidedLabel()
        self.slider = GoodSlider()
        self.number = QDoubleSpinBox(decimals=2)
        self.number.setKeyboardTracking(False)
        self.remove = QToolButton()
        self.warning = Sentence()
        self.hints = LoraHintLine(compose)
        self.effect = EffectMark()
        guard.watch(self.slider, self.number)
        self._lay_out()
        self._connect()

    def show_use(
        self,
        use: LoraUse,
        scale: NumberRange,
        warning: str,
        problem: StudioError | None,
        proof: LoraProof | None = None,
        lora: Lora | None = None,
    ) -> None:
        """``problem`` says why it cannot be used here, and what would work.

        ``proof``: what it was seen to do. ``lora`` is its card, if there is one.
        """
        name = use.name or use.source
        self._step = scale.step
        blockers = [QSignalBlocker(w) for w in (self.switch, self.slider, self.number)]
        self.switch.setChecked(use.enabled)
        self.name.say(name)
        self.name.setEnabled(use.enabled)
        self.name.setToolTip(quoted(f"{name}\n{use.source}"))
        self.slider.setRange(0, round(scale.maximum / scale.step))
        self.slider.setPageStep(round(0.25 / scale.step) or 1)
        self.slider.setValue(round(use.scale / scale.step))
        self.number.setRange(min(scale.minimum, use.scale), max(scale.maximum, use.scale))
        self.number.setSingleStep(scale.step)
        self.number.setValue(use.scale)
        del blockers
        self.slider.setEnabled(use.enabled)
        self.number.setEnabled(use.enabled)
        self.warning.say(sentence(problem) or warning, "bad" if problem else "warn")
        asked = hints(lora, self._compose.draft) if use.enabled and not problem else LoraHints()
        self.hints.show_hints(name, asked)
        self.effect.show_proof(name, None if problem else proof)
        self._show_good(lora, scale)
        self._name_parts(name)

    def _show_good(self, lora: Lora | None, scale: NumberRange) -> None:
        usual = round(lora.default_scale / scale.step) if lora else None
        known = lora is not None and (lora.scale_low, lora.scale_high) != (None, None)
        if lora is None or not known:
            self.slider.show_good(usual, None)
            self._good = ""
            return
        low = scale.minimum if lora.scale_low is None else lora.scale_low
        high = scale.maximum if lora.scale_high is None else lora.scale_high
        self.slider.show_good(usual, (round(low / scale.step), round(high / scale.step)))
        form = self.tr("Looks good from {0} to {1}, usually {2}.")
        self._good = form.format(decimal(low), decimal(high), decimal(lora.default_scale))

    def _name_parts(self, name: str) -> None:
        self.switch.setAccessibleName(self.tr("Use {0}").format(name))
        self.slider.setAccessibleName(self.tr("Scale of {0}").format(name))
        self.number.setAccessibleName(self.tr("Scale of {0}, number").format(name))
        self.remove.setAccessibleName(self.tr("Remove {0}").format(name))
        scale = tips.tip("scale", self._compose.model)
        tips.explain(self.number, scale)
        tips.explain(self.slider, self._good, scale)
        self.switch.setToolTip(self.tr("Use it, or keep it without using it"))
        self.remove.setToolTip(self.tr("Remove from this picture; it stays in the library"))

    def _lay_out(self) -> None:
        icons.set_icon(self.remove, "close", icons.Tone.SOFT)
        self.remove.setProperty("role", "icon")
        self.number.setFixedWidth(theme.lines(56))
        self.number.setFixedHeight(32)
        bare(self.number, 6)
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.name.setMinimumWidth(48)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.switch)
        row.addWidget(self.name, 5)
        row.addWidget(self.slider, 4)
        row.addWidget(self.number)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        for part in (self.warning, self.hints, self.effect):
            column.addWidget(part)

    def _connect(self) -> None:
        self.switch.toggled.connect(self._on_switched)
        self.slider.valueChanged.connect(self._on_slid)
        self.number.valueChanged.connect(self._on_typed)
        self.remove.clicked.connect(self._on_removed)

    def _on_switched(self, on: bool) -> None:
        self._compose.set_lora(self._index, enabled=on)

    def _on_slid(self, value: int) -> None:
        snapped = self.slider.snapped(value)
        with QSignalBlocker(self.slider):
            self.slider.setValue(snapped)
        self._compose.set_lora(self._index, scale=round(snapped * self._step, 4))

    def _on_typed(self, scale: float) -> None:
        self._compose.set_lora(self._index, scale=round(scale, 4))

    def _on_removed(self) -> None:
        self._compose.remove_lora(self._index)


class LorasInUse(QWidget):
    def __init__(
        self,
        compose: ComposeViewModel,
        loras: LorasViewModel,
        hints: FormHints | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._loras = loras
        self._guard = FieldGuard(self)
        self._asked: tuple[tuple[LoraUse, ...], str] | None = None
        self._found: list[InvalidRequestError | None] = []
        self.setAcceptDrops(True)
        self.count = label("")
        self.sets = QToolButton()
        self.sets.setText(self.tr("Sets") + " ⌄")
        self.sets.setProperty("role", "link-soft")
        self.sets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.sets.setMenu(SetsMenu(loras, self.sets))
        self.sets.setAccessibleName(self.tr("Sets of LoRAs"))
        self.sets.setToolTip(self.tr("LoRAs that go together, with their scales"))
        self.empty = Sentence()
        self.problem = Sentence()
        self.rows: list[LoraRow] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(header(label(self.tr("LoRAs in use")), self.sets, self.count))
        column.addLayout(self._lines)
        column.addWidget(self.empty)
        column.addWidget(self.problem)
        if hints is not None:
            column.addWidget(AdviceLine(hints, "loras"))
        compose.draft_changed.connect(self._show)
        compose.rejected.connect(self._on_rejected)
        loras.changed.connect(self._refresh)
        self._show(compose.draft)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(LORA_MIME):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._loras.use(bytes(event.mimeData().data(LORA_MIME).data()).decode())
        event.acceptProposedAction()

    def _refresh(self) -> None:
        self._show(self._compose.draft)

    def _show(self, draft: GenerationRequest) -> None:
        compose = self._compose
        rule = lora_rule(compose.family)
        self._ensure(len(draft.loras))
        scale = rule.scale if rule else _FALLBACK
        found = self._problems(draft)
        for row, use, problem in zip(self.rows, draft.loras, found, strict=True):
            model = compose.model
            warning, proof = self._loras.warning(use, model), self._loras.proof(use, model)
            lora = self._loras.by_source(use.source)
            row.show_use(use, scale, warning, problem, proof, lora)
        counted = self._counted(draft, rule) if rule and draft.loras else ""
        self.count.setText(counted)
        self.count.setVisible(bool(counted))
        self.empty.say("" if draft.loras else self._nothing(rule))
        of_all = compose.problems.get("loras")
        said = {str(problem) for problem in found}  # at their rows
        self.problem.show_problem(None if of_all and str(of_all) in said else of_all)

    def _problems(self, draft: GenerationRequest) -> list[InvalidRequestError | None]:
        """What is wrong with each; asked for again once they or the model are others."""
        asked = (draft.loras, self._compose.model.id)
        if self._asked != asked:
            self._asked = asked
            self._found = [self._compose.lora_problem(use) for use in draft.loras]
        return self._found

    def _counted(self, draft: GenerationRequest, rule: LoraRule) -> str:
        """How many are on, and what their size adds to the price."""
        count = self.tr("{0} of {1}").format(len(draft.active_loras), rule.maximum)
        cost = self._compose.cost
        if cost is None or cost.surcharge == 1:
            return count
        return self.tr("{0} · price × {1}").format(count, decimal(cost.surcharge))

    def _nothing(self, rule: LoraRule | None) -> str:
        if rule is not None:
            return self.tr("None. Double-click a LoRA, or drag it here.")
        return sentence(no_loras(self._compose.catalogue, self._compose.model))

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "loras":
            self.problem.show_problem(error)

    def _ensure(self, count: int) -> None:
        while len(self.rows) > count:
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        while len(self.rows) < count:
            row = LoraRow(self._compose, len(self.rows), self._guard)
            self.rows.append(row)
            self._lines.addWidget(row)
