"""Size, pictures, seed, steps, guidance, acceleration and the rest: what the model takes."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.models import Model
from flux2studio.core.request import Acceleration, GenerationRequest, Size
from flux2studio.ui import tips
from flux2studio.ui.unhurried import Unhurried
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.form_hints import FormHints
from flux2studio.ui.widgets.advice_line import AdviceLine
from flux2studio.ui.widgets.fields import FieldGuard, Sentence, header, label, set_property
from flux2studio.ui.widgets.more_parameters import MoreParameters
from flux2studio.ui.widgets.rule_fields import ChoiceField, NumberField
from flux2studio.ui.widgets.seed_field import SeedField
from flux2studio.ui.widgets.size_field import SizeField
from flux2studio.ui.words import decimal


class Parameters(QWidget):
    """Shows only what the chosen model takes; a wrong value is marked at its field."""

    def __init__(
        self,
        compose: ComposeViewModel,
        hints: FormHints | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._explained: Model | None = None
        self._guard = FieldGuard(self)
        self.size_field = SizeField(self._guard)
        self.as_reference = QPushButton(self.tr("as reference 1"))
        self.as_reference.setProperty("role", "link-soft")
        self.as_reference.setToolTip(self.tr("Make the picture as large as reference 1"))
        place = self.as_reference.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # the row below must not move when it comes
        self.as_reference.setSizePolicy(place)
        self.count = ChoiceField(self.tr("Pictures"), self._guard)
        self.seed = SeedField(compose, self._guard)
        self.steps = NumberField(self.tr("Steps"), 0, self._guard)
        self.guidance = NumberField(self.tr("Guidance"), 1, self._guard)
        self.acceleration = ChoiceField(self.tr("Acceleration"), self._guard)
        self.more = MoreParameters(compose, self._guard)
        self.size_problem, self.problem = Sentence(), Sentence()
        self.size_advice = AdviceLine(hints, "seed") if hints else None
        self.advice = AdviceLine(hints, "steps", "guidance") if hints else None
        self._lay_out()
        self._connect()
        Unhurried(compose, self).changed.connect(self._show)
        self._show(compose.draft)

    def commit(self) -> QWidget | None:
        """Take over what stands half typed; return the field that holds no number, if one does."""
        for field in (self.steps, self.guidance):
            field.commit()
            if field.is_nonsense:
                return field.box
        if self.size_field.width_box.hasFocus() or self.size_field.height_box.hasFocus():
            self.size_field.commit()
        return None

    def field_of(self, name: str) -> QWidget | None:
        """The control an error with this field belongs to."""
        fields: dict[str, QWidget] = {
            "size": self.size_field.width_box,
            "count": self.count.box,
            "seed": self.seed.number,
            "steps": self.steps.box,
            "guidance": self.guidance.box,
            "acceleration": self.acceleration.box,
        }
        return fields.get(name) or self.more.field_of(name)

    def _lay_out(self) -> None:
        size, seed = _column(), _column()
        size.addLayout(header(label(self.tr("Size")), self.as_reference))
        size.addWidget(self.size_field)
        seed.addWidget(label(self.tr("Seed"), buddy=self.seed.number))
        seed.addWidget(self.seed)
        first, second = _row(), _row()
        first.addLayout(size, 44)
        first.addWidget(self.count, 15)
        first.addLayout(seed, 41)
        second.addWidget(self.steps, 28)
        second.addWidget(self.guidance, 28)
        second.addWidget(self.acceleration, 44)
        column = _column()
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.size_problem)
        if self.size_advice is not None:
            column.addWidget(self.size_advice)
        column.addSpacing(4)
        column.addLayout(second)
        column.addWidget(self.problem)
        if self.advice is not None:
            column.addWidget(self.advice)
        column.addWidget(self.more)
        self.setLayout(column)

    def _connect(self) -> None:
        self.size_field.chosen.connect(self._on_size)
        self.size_field.snapped.connect(self._on_snapped)
        self.as_reference.clicked.connect(self._on_as_reference)
        self.count.chosen.connect(self._on_count)
        self.seed.complained.connect(self._on_complaint)
        for box in (self.size_field.width_box, self.size_field.height_box):
            box.lineEdit().textEdited.connect(self._on_size_typed)
        for field in (self.steps, self.guidance):
            field.snapped.connect(self._on_number_said)
            field.complained.connect(self._on_no_number)
        self.steps.chosen.connect(self._on_steps)
        self.guidance.chosen.connect(self._on_guidance)
        self.acceleration.chosen.connect(self._on_acceleration)

    def _show(self, draft: GenerationRequest) -> None:
        model = self._compose.model
        self.size_field.show_size(draft, model.size)
        self.as_reference.setVisible(bool(draft.active_references))
        self.seed.show_seed(draft)
        rule = model.count
        counts = range(int(rule.minimum), int(rule.maximum) + 1) if rule else ()
        self.count.show_value(str(draft.count), map(str, counts), {})
        self.steps.show_value(draft.steps, model.steps)
        self.guidance.show_value(draft.guidance, model.guidance)
        taken = model.acceleration.values if model.acceleration else ()
        self.acceleration.show_value(draft.acceleration, taken, self._acceleration_words())
        self.more.show_draft(draft)
        self._explain(model, draft.acceleration)
        self._show_problems()

    def _explain(self, model: Model, level: Acceleration) -> None:
        """Tips that are right for this model; those that depend on nothing else once for each."""
        meaning = self._local_acceleration(level) if model.local else ""
        tips.explain(self.acceleration.box, meaning, tips.tip("acceleration", model))
        if model is self._explained:
            return
        self._explained = model
        for name, box in (
            ("size", self.size_field.width_box),
            ("size", self.size_field.height_box),
            ("count", self.count.box),
            ("steps", self.steps.box),
            ("guidance", self.guidance.box),
        ):
            tips.explain(box, tips.tip(name, model), _range_words(name, model))

    def _show_problems(self) -> None:
        problems = self._compose.problems
        first = next((problems[f] for f in ("size", "count", "seed") if f in problems), None)
        names = ("steps", "guidance", "acceleration", "format", "safety_tolerance")
        second = next((problems[f] for f in names if f in problems), None)
        if first is not None or self.size_problem.property("role") == "bad":
            self.size_problem.show_problem(first)
        if second is not None or self.problem.property("role") == "bad":
            self.problem.show_problem(second)
        for field, name in ((self.size_field, "size"), (self.seed, "seed")):
            set_property(field, "state", "bad" if name in problems else "")
        self.count.mark("count" in problems)
        self.steps.mark("steps" in problems)
        self.guidance.mark("guidance" in problems)
        self.acceleration.mark("acceleration" in problems)
        self.more.mark(problems)

    def _acceleration_words(self) -> dict[str, str]:
        return {
            Acceleration.NONE: self.tr("None"),
            Acceleration.REGULAR: self.tr("Regular"),
            Acceleration.HIGH: self.tr("High"),
        }

    def _local_acceleration(self, level: Acceleration) -> str:
        """What it means on this computer; the recipe says what was really in effect."""
        return {
            Acceleration.NONE: self.tr("Exactly as the model’s makers compute it; the slowest."),
            Acceleration.REGULAR: self.tr("As fast as it goes without a change to be seen."),
            Acceleration.HIGH: self.tr(
                "Faster still, with 8-bit arithmetic where the GPU can: pictures differ a little"
                " from those of the other levels, with the same seed too."
            ),
        }[level]

    def _on_size(self, size: Size) -> None:
        self._compose.edit(size=size)
        self.size_field.show_size(self._compose.draft, self._compose.model.size)

    def _on_snapped(self, words: str) -> None:
        self.size_problem.say(words, "label")

    def _on_size_typed(self) -> None:
        """Say what will become of it before the field is left."""
        typed = self.size_field.typed
        rule = self._compose.model.size
        size = rule.snapped(typed) if typed is not None else None
        if size is None or size == typed:
            self.size_problem.say("")
            return
        words = self.tr(
            "It will be {0} × {1}: this model takes {2} to {3} pixels, in steps of {4}."
        )
        values = (size.width, size.height, rule.minimum, rule.maximum, rule.step)
        self.size_problem.say(words.format(*values), "warn")

    def _on_complaint(self, words: str) -> None:
        self.size_problem.say(words, "warn")

    def _on_number_said(self, words: str) -> None:
        self.problem.say(words, "label")

    def _on_no_number(self, words: str) -> None:
        self.problem.say(words, "bad")

    def _on_as_reference(self) -> None:
        self.size_field.take_reference(self._compose.draft.active_references[0])

    def _on_count(self, count: str) -> None:
        self._compose.edit(count=int(count))

    def _on_steps(self, steps: float) -> None:
        self._compose.edit(steps=round(steps))

    def _on_guidance(self, guidance: float) -> None:
        self._compose.edit(guidance=round(guidance, 4))

    def _on_acceleration(self, value: str) -> None:
        self._compose.edit(acceleration=Acceleration(value))


def _range_words(name: str, model: Model) -> str:
    rule = {"steps": model.steps, "guidance": model.guidance}.get(name)
    return f"{decimal(rule.minimum)} – {decimal(rule.maximum)}" if rule else ""


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return row
