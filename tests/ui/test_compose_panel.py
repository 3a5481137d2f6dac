"""The compose panel: typing, clicking, and the keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
)

from flux2studio.core.errors import BackendError, SpendingLimitError
from flux2studio.core.request import Acceleration, ImageFormat, Size
from flux2studio.ui import theme
from flux2studio.ui.models.lora_model import LORA_MIME
from flux2studio.ui.theme import Scheme
from tests.ui.compose_bench import Bench, drop
from tests.ui.compose_parts import CLAY, DUSK, INK, TEAL, picture

FAL = "fal/flux-2/lora/edit"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


@pytest.fixture
def undressed(qapp):
    """The application without a look, which another test may have left, and so again after."""
    font = qapp.font()
    strip(qapp)
    yield qapp
    strip(qapp)
    qapp.setFont(font)


def strip(qapp):
    qapp.setStyleSheet("")
    qapp.setPalette(qapp.style().standardPalette())


def type_number(box, text):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def choose(combo, value):
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def chips(panel):
    return [c for c in panel.prompt.chips.findChildren(QPushButton) if c.isVisible()]


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self):
        super().__init__()
        self.shown = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and watched.isWidgetType() and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_of_the_form_flashes_as_a_window_of_its_own(qapp, bench):
    windows = Windows()
    qapp.installEventFilter(windows)

    bench.compose_panel()

    qapp.removeEventFilter(windows)
    assert windows.shown == ["ComposePanel"]


def test_the_form_says_how_tall_it_is_with_all_its_references(qtbot, bench, panel):
    bench.fill([f"{number}.png" for number in range(8)])
    bar = panel.form_area.verticalScrollBar()

    def fits():
        """With a look that another test left, it grows until the last word has its letters."""
        panel.resize(336, panel.sizeHint().height())
        return bar.maximum() == 0

    qtbot.waitUntil(fits)
    panel.resize(336, panel.height() - 20)

    qtbot.waitUntil(lambda: bar.maximum() > 0)


def test_it_says_how_tall_it_is_also_with_nothing_said_below_the_button(qtbot, bench, panel):
    bench.fill()
    bench.compose.edit(prompt="x")
    bar = panel.form_area.verticalScrollBar()

    def fits():
        panel.resize(336, panel.sizeHint().height())
        return bar.maximum() == 0

    assert panel.why_not.isHidden()
    qtbot.waitUntil(fits)


def test_typing_and_clicking_starts_the_draft(qtbot, bench, panel):
    qtbot.keyClicks(panel.prompt.text, "make it night")
    qtbot.mouseClick(panel.generate, LEFT)

    assert [request.prompt for request in bench.start.requests] == ["make it night"]


def test_generate_is_never_disabled_without_saying_why(panel):
    assert not panel.generate.isEnabled()
    assert "The prompt is empty." in panel.generate.toolTip()
    assert "The prompt is empty." in panel.why_not.text()
    assert panel.why_not.isVisible()


def test_the_price_stands_on_the_button(bench, panel):
    bench.compose.choose_model(FAL)
    bench.fill()
    bench.compose.edit(prompt="x")

    assert panel.generate.price == "≈ $0.036"
    assert panel.generate.accessibleName() == "Generate, about $0.036"


def test_a_price_that_may_be_more_says_so(bench, panel):
    bench.compose.choose_model(FAL)
    bench.fill()
    bench.compose.edit(prompt="x", count=2)

    assert panel.generate.price.endswith("≥ $0.048")
    assert panel.generate.accessibleName().startswith("Generate, 2 picture")
    assert panel.generate.accessibleName().endswith(", at least $0.048")
    assert "It may be more" in panel.generate.toolTip()


def test_the_price_is_taken_apart_in_the_tooltip(bench, panel):
    bench.compose.choose_model("aimlapi/flux-2")
    bench.fill()
    bench.compose.edit(prompt="x", size=Size(width=2048, height=1024))

    assert panel.generate.toolTip().splitlines() == [
        "Generate (Ctrl+Enter)",
        "2 MP of pictures + 2 MP of references",
        "$0.012 a megapixel",
        "What this service adds: × 1.05",
        "Prices of August 2026",
    ]


def test_the_question_stands_in_the_place_of_the_button(qtbot, bench, panel):
    bench.start.limit = SpendingLimitError("Above your limit.", hint="Or raise it.", field="price")
    bench.compose.edit(prompt="x")

    panel.send()

    assert panel.question.isVisible()
    assert not panel.generate.isVisible()
    assert panel.question.sentence.text() == "Above your limit."
    assert panel.question.not_now.hasFocus()
    bench.clock.now += 1
    qtbot.mouseClick(panel.question.sure, LEFT)
    assert len(bench.start.requests) == 1
    assert panel.generate.isVisible()
    assert panel.generate.hasFocus()


def test_escape_answers_no(qtbot, bench, panel):
    bench.start.limit = SpendingLimitError("Above your limit.", field="price")
    bench.compose.edit(prompt="x")
    panel.send()

    QTest.keyClick(panel.question.not_now, Qt.Key.Key_Escape)

    assert not panel.question.isVisible()
    assert bench.start.requests == []


def test_a_double_click_is_one_job(qtbot, bench, panel):
    bench.compose.edit(prompt="x")

    qtbot.mouseClick(panel.generate, LEFT)
    qtbot.mouseDClick(panel.generate, LEFT)

    assert len(bench.start.requests) == 1


def test_enter_held_on_the_button_is_one_job(bench, panel):
    bench.compose.edit(prompt="x")
    panel.generate.setFocus()

    for repeated in (False, *[True] * 20):
        bench.clock.now += 0.03
        press = QKeyEvent(
            QKeyEvent.Type.KeyPress,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.NoModifier,
            "\r",
            repeated,
        )
        QApplication.sendEvent(panel.generate, press)

    assert len(bench.start.requests) == 1


def test_the_generate_key_held_for_a_minute_is_one_job(bench, panel):
    bench.compose.edit(prompt="x")

    for _ in range(2000):
        bench.clock.now += 0.03
        panel.handlers()["generate"]()

    assert len(bench.start.requests) == 1


def test_a_refusal_is_said_under_the_button(bench, panel):
    bench.start.refusal = BackendError("No such backend.", hint="Choose another.")
    bench.compose.edit(prompt="x")

    panel.send()

    assert panel.why_not.text() == "No such backend. Choose another."


def test_asking_without_a_prompt_leads_to_the_prompt(panel):
    panel.send()

    assert panel.prompt.text.hasFocus()


# Prompt


@pytest.mark.parametrize(
    ("text", "counter", "wrong"),
    [
        ("x" * 4000, "4000 / 4000", False),
        ("x" * 4001, "4001 / 4000", True),
        ("😀" * 2001, "4002 / 4000", True),
    ],
)
def test_the_counter_counts_as_the_service_does(panel, text, counter, wrong):
    panel.prompt.text.insertPlainText(text)

    assert panel.prompt.counter.text() == counter
    assert panel.prompt.problem.isVisible() is wrong
    assert panel.prompt.text.toPlainText() == text


def test_pasted_text_comes_plain_and_clean(bench, panel):
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("a\x00 fox\r\nin\tsnow\x07")

    panel.prompt.text.insertFromMimeData(mime)

    assert bench.compose.draft.prompt == "a fox\nin snow"


def test_ten_megabytes_of_text_are_refused_with_a_sentence(bench, panel):
    mime = QMimeData()
    mime.setText("x" * 10_000_000)

    panel.prompt.text.insertFromMimeData(mime)

    assert bench.compose.draft.prompt == ""
    assert "too long" in panel.prompt.problem.text()


def test_a_picture_pasted_into_the_prompt_becomes_a_reference(bench, panel):
    mime = QMimeData()
    mime.setData("image/png", picture())

    panel.prompt.text.insertFromMimeData(mime)
    bench.settle()

    assert len(bench.compose.draft.references) == 1


def test_a_recalled_prompt_fills_the_field_and_leaves_the_cursor_alone_while_typing(bench, panel):
    bench.compose.edit(prompt="a fox")
    assert panel.prompt.text.toPlainText() == "a fox"

    cursor = panel.prompt.text.textCursor()
    cursor.setPosition(2)
    panel.prompt.text.setTextCursor(cursor)
    QTest.keyClicks(panel.prompt.text, "red ")

    assert bench.compose.draft.prompt == "a red fox"


def test_alt_and_arrows_walk_through_the_prompts_sent_before(bench, panel):
    for prompt in ("one", "two"):
        bench.compose.edit(prompt=prompt)
        bench.clock.now += 1
        bench.compose.generate()
    bench.compose.edit(prompt="draft")
    alt, text = Qt.KeyboardModifier.AltModifier, panel.prompt.text

    QTest.keyClick(text, Qt.Key.Key_Up, alt)
    QTest.keyClick(text, Qt.Key.Key_Up, alt)
    assert text.toPlainText() == "one"

    QTest.keyClick(text, Qt.Key.Key_Down, alt)
    QTest.keyClick(text, Qt.Key.Key_Down, alt)
    assert text.toPlainText() == "draft"


# Trigger words


def test_trigger_words_of_the_loras_in_use_are_offered(bench, panel):
    bench.compose.add_lora(INK.use())
    bench.compose.add_lora(DUSK.use())

    assert [chip.text() for chip in chips(panel)] == ["+ inkwash style", "+ loose ink", "+ dsk"]


def test_one_click_puts_the_word_in(qtbot, bench, panel):
    bench.compose.edit(prompt="a fox")
    bench.compose.add_lora(DUSK.use())
    panel.prompt.text.moveCursor(panel.prompt.text.textCursor().MoveOperation.End)

    qtbot.mouseClick(chips(panel)[0], LEFT)

    assert bench.compose.draft.prompt == "a fox dsk"
    assert chips(panel)[0].text() == "dsk"


# LoRAs in use


def test_a_lora_row_switches_scales_and_removes(qtbot, bench, panel):
    bench.compose.add_lora(INK.use())
    row = panel.loras.rows[0]

    row.slider.setValue(20)
    assert bench.compose.draft.loras[0].scale == 1.0
    type_number(row.number, "0.4")
    assert bench.compose.draft.loras[0].scale == 0.4
    row.switch.click()
    assert not bench.compose.draft.loras[0].enabled
    row.remove.click()
    assert bench.compose.draft.loras == ()


def test_a_scale_outside_the_range_cannot_be_typed(bench, panel):
    bench.compose.add_lora(INK.use())

    type_number(panel.loras.rows[0].number, "9")

    assert 0 <= bench.compose.draft.loras[0].scale <= 4


def test_the_number_in_use_is_counted(bench, panel):
    bench.compose.choose_model(FAL)
    bench.compose.add_lora(INK.use())
    bench.compose.add_lora(DUSK.use())

    assert panel.loras.count.text() == "2 of 3"


def test_a_lora_for_another_base_carries_a_warning(bench, panel):
    bench.compose.choose_model(FAL)
    bench.compose.add_lora(CLAY.use())

    assert "Made for FLUX.2 klein 4B" in panel.loras.rows[0].warning.text()


def test_a_card_dropped_on_the_list_is_put_in_use(bench, panel):
    mime = QMimeData()
    mime.setData(LORA_MIME, INK.id.encode())

    drop(panel.loras, mime)

    assert [lora.name for lora in bench.compose.draft.loras] == ["Ink wash"]


def test_one_lora_too_many_is_said_at_the_list(bench, panel):
    bench.compose.choose_model(FAL)
    for lora in (INK, DUSK, CLAY):
        bench.compose.add_lora(lora.use())

    bench.loras.use(bench.shelf.loras[3].id)

    assert "at most 3" in panel.loras.problem.text()


def test_a_family_without_loras_says_so_in_their_place(bench, panel):
    bench.compose.choose_model("fal/flux-2/turbo")

    assert panel.loras.empty.text() == "FLUX.2 turbo takes no LoRAs. Choose FLUX.2 to use them."


def test_a_lora_the_service_cannot_take_is_marked_where_it_is_in_use(bench, panel):
    bench.compose.choose_model("aimlapi/flux-2")
    bench.compose.add_lora(INK.use())
    bench.compose.add_lora(TEAL.use())

    good, bad = panel.loras.rows
    assert not good.warning.isVisible()
    assert "it is a file on this computer" in bad.warning.text()
    assert "fal takes files" in bad.warning.text()
    assert bad.warning.property("role") == "bad"
    assert not panel.loras.problem.isVisible()


def test_what_large_loras_add_to_the_price_stands_beside_them(bench, panel):
    bench.compose.choose_model(FAL)
    bench.compose.add_lora(replace(INK.use(), size=5 * 2**29))

    assert panel.loras.count.text() == "1 of 3 · price × 1.5"


# What to avoid


def test_what_to_avoid_is_asked_only_where_the_model_takes_it(bench, panel):
    assert not panel.avoid.isVisible()

    bench.compose.choose_model("fal/flux-2/klein/4b/base")

    assert panel.avoid.isVisible()
    assert not panel.avoid.text.isVisible()


def test_avoid_unfolds_and_reaches_the_draft(qtbot, bench, panel):
    bench.compose.choose_model("fal/flux-2/klein/4b/base")

    qtbot.mouseClick(panel.avoid.toggle, LEFT)
    QTest.keyClicks(panel.avoid.text, "blurry")
    assert panel.avoid.text.hasFocus()
    qtbot.mouseClick(panel.avoid.toggle, LEFT)

    assert bench.compose.draft.negative_prompt == "blurry"
    assert panel.avoid.toggle.text() == "Avoid: in use"


def test_avoid_is_open_when_a_draft_uses_it(bench, panel):
    bench.compose.choose_model("fal/flux-2/klein/4b/base")

    bench.compose.edit(negative_prompt="blurry")

    assert panel.avoid.text.isVisible()
    assert panel.avoid.text.toPlainText() == "blurry"


def test_too_much_to_avoid_is_marked_at_its_field(bench, panel):
    bench.compose.choose_model("fal/flux-2/klein/4b/base")
    bench.compose.edit(prompt="a fox", negative_prompt="x" * 4001)

    panel.send()

    assert panel.avoid.counter.text() == "4001 / 4000"
    assert panel.avoid.text.property("state") == "bad"
    assert "Shorten it by 1." in panel.avoid.problem.text()
    assert panel.avoid.text.hasFocus()


# Parameters


def test_safety_tolerance_is_chosen_in_words_where_the_model_takes_it(bench, panel):
    more = panel.parameters.more
    more.toggle.click()
    assert not more.tolerance.isVisible()

    bench.compose.choose_model("fal/flux-2-pro")
    levels = [more.tolerance.box.itemText(at) for at in range(more.tolerance.box.count())]
    choose(more.tolerance.box, "5")

    assert (levels[0], levels[-1]) == ("1 · strict", "5 · permissive")
    assert bench.compose.draft.safety_tolerance == 5
    assert not more.expand.isVisible()


def test_what_more_unfolds_comes_into_view(qtbot, bench):
    panel = bench.compose_panel(height=420)
    more, area = panel.parameters.more, panel.form_area
    bar = area.verticalScrollBar()
    area.ensureWidgetVisible(more.toggle)
    before = bar.maximum()

    more.toggle.click()
    qtbot.waitUntil(lambda: bar.maximum() > before)
    QApplication.processEvents()

    place = more.safety.mapTo(area.viewport(), more.safety.rect().bottomLeft())
    assert 0 < place.y() <= area.viewport().height()


def test_a_tolerance_out_of_range_is_unfolded_and_marked(bench, panel):
    bench.compose.choose_model("fal/flux-2-pro")
    bench.compose.edit(prompt="a fox", safety_tolerance=6)

    panel.send()

    box = panel.parameters.more.tolerance.box
    assert box.isVisible()
    assert (box.currentText(), box.property("state")) == ("6", "bad")
    assert "Safety tolerance must lie between 1 and 5" in panel.parameters.problem.text()
    assert box.hasFocus()


@pytest.mark.parametrize(
    ("typed", "becomes"), [("1000", 992), ("511", 512), ("2049", 2048), ("1", 512)]
)
def test_a_size_is_snapped_to_the_models_rule_and_says_so(bench, panel, typed, becomes):
    bench.compose.choose_model("aimlapi/flux-2-lora")

    type_number(panel.parameters.size_field.width_box, typed)

    assert bench.compose.draft.size.width == becomes
    assert "in steps of 32" in panel.parameters.size_problem.text()


def test_a_size_half_typed_counts_when_generate_is_asked(qtbot, bench, panel):
    bench.compose.edit(prompt="x")
    box = panel.parameters.size_field.width_box
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "512")

    panel.send()

    assert bench.start.requests[0].size.width == 512


def test_swap_turns_the_picture(qtbot, bench, panel):
    qtbot.mouseClick(panel.parameters.size_field.swap, LEFT)

    assert bench.compose.draft.size == Size(width=768, height=1024)


def test_a_preset_sets_the_size(bench, panel):
    menu = panel.parameters.size_field.menu()

    next(a for a in menu.actions() if a.text().startswith("Landscape 16:9")).trigger()

    assert bench.compose.draft.size == Size(width=1024, height=576)


def test_as_reference_1_keeps_the_proportions(qtbot, bench, panel):
    bench.compose.choose_model(FAL)
    bench.compose.add_reference_bytes(picture(300, 200), "small.png")
    bench.settle()

    qtbot.mouseClick(panel.parameters.as_reference, LEFT)

    assert bench.compose.draft.size == Size(width=768, height=512)


def test_the_seed_is_locked_by_typing_and_freed_by_the_lock(qtbot, bench, panel):
    qtbot.keyClicks(panel.parameters.seed.number, "12a3")
    assert bench.compose.draft.seed == 123

    qtbot.mouseClick(panel.parameters.seed.lock, LEFT)
    assert bench.compose.draft.seed is None
    assert panel.parameters.seed.number.text() == ""


@pytest.mark.parametrize("seed", ["0", "18446744073709551616"])
def test_a_wrong_seed_is_marked_at_its_field(qtbot, panel, seed):
    qtbot.keyClicks(panel.parameters.seed.number, seed)

    assert panel.parameters.seed.property("state") == "bad"
    assert "The seed must lie between" in panel.parameters.size_problem.text()


@pytest.mark.parametrize("steps", ["3", "51", "999"])
def test_steps_outside_the_range_cannot_be_typed(bench, panel, steps):
    type_number(panel.parameters.steps.box, steps)

    assert 4 <= bench.compose.draft.steps <= 50


def test_a_recalled_value_outside_the_range_is_shown_and_marked(bench, panel):
    bench.compose.edit(steps=99)

    assert panel.parameters.steps.box.value() == 99
    assert panel.parameters.steps.box.property("state") == "bad"
    assert "Steps must lie between 4 and 50" in panel.parameters.problem.text()


def test_choices_reach_the_draft(bench, panel):
    choose(panel.parameters.count.box, "3")
    choose(panel.parameters.acceleration.box, "high")
    choose(panel.parameters.more.format.box, "webp")
    panel.parameters.more.expand.click()
    panel.parameters.more.safety.click()

    draft = bench.compose.draft
    assert (draft.count, draft.acceleration) == (3, Acceleration.HIGH)
    assert (draft.format, draft.expand_prompt, draft.safety_checker) == (
        ImageFormat.WEBP,
        True,
        False,
    )


def test_the_wheel_changes_nothing_that_is_not_in_focus(bench, panel):
    panel.prompt.text.setFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(),
        QPoint(0, 120),
        LEFT & Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(panel.parameters.steps.box, wheel)

    assert bench.compose.draft.steps == 28


def test_switching_backend_and_model_keeps_the_form(bench, panel):
    bench.compose.edit(prompt="a fox", steps=12)

    choose(panel.backend, "fal")
    choose(panel.model, "fal/flux-2-flex")

    assert bench.compose.draft.model == "fal/flux-2-flex"
    assert panel.model.currentText() == "FLUX.2 flex"
    assert panel.prompt.text.toPlainText() == "a fox"
    assert panel.parameters.steps.box.value() == 12


# The keyboard alone


def test_a_picture_is_asked_for_by_keyboard_alone(qtbot, bench, panel):
    QGuiApplication.clipboard().setImage(QImage(50, 40, QImage.Format.Format_RGB32))
    handlers = panel.handlers()

    handlers["slot_1"]()
    assert panel.references.buttons[0].hasFocus()
    handlers["paste"]()
    bench.settle()
    panel.prompt.text.setFocus()
    QTest.keyClicks(QApplication.focusWidget(), "make it night")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert not panel.prompt.text.hasFocus()
    handlers["generate"]()

    request = bench.start.requests[0]
    assert request.prompt == "make it night"
    assert len(request.references) == 1


def test_tab_goes_through_the_panel_from_top_to_bottom(bench, panel):
    bench.compose.edit(prompt="x")
    panel.backend.setFocus()
    seen = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)

    places = [widget.mapTo(panel, QPoint(0, widget.height() // 2)).y() for widget in seen]
    assert panel.generate in seen
    assert all(after >= before - 24 for before, after in pairwise(places))
    assert len(seen) > 12


def test_every_number_field_is_at_home_in_the_narrowest_dock(bench, panel):
    panel.resize(320, 700)
    bench.compose.add_lora(INK.use())

    for box in panel.findChildren(QDoubleSpinBox):
        if box.isVisible():
            wide = box.fontMetrics().horizontalAdvance(box.text())
            assert box.lineEdit().width() >= wide


@pytest.mark.parametrize("name", ["seed", "width", "steps"])
def test_a_picture_pasted_into_a_field_leaves_the_field_alone(bench, panel, name):
    field = {
        "seed": panel.parameters.seed.number,
        "width": panel.parameters.size_field.width_box,
        "steps": panel.parameters.steps.box,
    }[name]
    field.setFocus()
    field.selectAll()
    before = field.text()
    QGuiApplication.clipboard().setImage(QImage(50, 40, QImage.Format.Format_RGB32))

    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    bench.settle()

    assert field.text() == before
    assert len(bench.compose.draft.references) == 1


def test_text_is_pasted_into_a_field_as_ever(bench, panel):
    QGuiApplication.clipboard().setText("4711")
    panel.parameters.seed.number.setFocus()

    QTest.keyClick(panel.parameters.seed.number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert bench.compose.draft.seed == 4711


def test_the_fields_stay_where_they_are_when_a_reference_comes(bench, panel):
    before = panel.parameters.size_field.mapTo(panel.parameters, QPoint()).y()

    bench.fill()
    QApplication.processEvents()

    assert panel.parameters.size_field.mapTo(panel.parameters, QPoint()).y() == before


@pytest.mark.parametrize("look", [Scheme.DARK, Scheme.LIGHT])
def test_a_long_seed_and_a_large_size_are_read_in_the_usual_width(look, undressed, bench):
    theme.apply(undressed, look)
    panel = bench.compose_panel(width=336)
    size, seed = panel.parameters.size_field, panel.parameters.seed.number

    bench.compose.edit(seed=2147483647, size=Size(width=1024, height=1024))

    for line in (seed, size.width_box.lineEdit(), size.height_box.lineEdit()):
        room = line.width() - 4  # what a line edit keeps free at its sides
        assert line.fontMetrics().horizontalAdvance(line.text()) <= room, line.text()


@pytest.mark.parametrize("look", [Scheme.DARK, Scheme.LIGHT])
def test_the_names_of_the_backend_and_the_model_are_read_whole(look, undressed, bench):
    theme.apply(undressed, look)
    panel = bench.compose_panel(width=336)

    bench.compose.choose_model("local/klein-base-9b")

    for combo in (panel.backend, panel.model):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
        words = combo.currentText()
        assert combo.fontMetrics().horizontalAdvance(words) <= room.width(), words


def test_what_an_untouched_prompt_begins_with_is_no_edit_of_the_field(bench):
    """Ctrl+Z in it takes back what was done last, not a text that nobody typed."""
    document = bench.compose_panel().prompt.text.document()
    bench.compose.begin_with(replace(bench.compose.draft, prompt="a fox"))
    at_first = document.isUndoAvailable()

    bench.compose.load(replace(bench.compose.draft, prompt="a house"))

    assert (at_first, document.isUndoAvailable()) == (False, True)
