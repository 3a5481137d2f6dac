"""The history page: a whole visit with the keyboard alone, and what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from flux2studio.core.hosted import Receipt, SentFile, Trace
from flux2studio.core.request import GenerationRequest, ImageFormat, ReferenceImage
from flux2studio.ui import words
from flux2studio.ui.viewmodels.history import Recall
from flux2studio.ui.viewmodels.making_again import Price
from flux2studio.ui.widgets import recipe_table
from flux2studio.ui.widgets.inspector import WIDTH
from flux2studio.ui.widgets.picture_menu import picture_menu
from tests.ui.local_parts import effect, run
from tests.ui.shell_parts import NOON, catalogue


@pytest.fixture
def page(shell, shelf):
    for number in range(30):
        shelf.put(f"prompt {number}", minutes=number, days=number // 10)
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    QApplication.processEvents()
    return shell.page


def current(page):
    return page.grid.currentIndex().data()


def test_the_count_tells_how_many_there_are(page):
    assert page.count.text() == "30 pictures"


def test_the_count_says_nothing_until_it_is_known(shell, shelf):
    shelf.put("a fox")
    at_first = shell.page.count.text()
    shell.history.load()
    shell.settle()

    assert (at_first, shell.page.count.text()) == ("", "1 picture")


def test_arrows_walk_the_grid_across_the_days(page):
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    columns = page.grid.plan.columns
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    QTest.keyClick(page.grid, Qt.Key.Key_Down)

    assert current(page) == f"prompt {1 + columns}"


def test_end_shows_the_last_picture(page):
    QTest.keyClick(page.grid, Qt.Key.Key_End)

    assert current(page) == "prompt 29"
    last = page.grid.visualRect(page.grid.currentIndex())
    assert page.grid.viewport().rect().contains(last.center())


def test_the_whole_way_by_keyboard_search_walk_open(qtbot, shell, page):
    QTest.keyClick(shell.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()

    QTest.keyClicks(page.search, "prompt 17")
    shell.settle()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_Return)
    shell.settle()

    assert shell.stage_model.shown.request.prompt == "prompt 17"


def test_delete_takes_all_that_are_selected(shell, page):
    QTest.keyClick(page.grid, Qt.Key.Key_Home)
    QTest.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    QTest.keyClick(page.grid, Qt.Key.Key_Delete)
    shell.settle()

    assert shell.history.model.rowCount() == 28


def test_a_click_shows_the_whole_recipe(qtbot, shell, page):
    place = page.grid.visualRect(page.grid.model().index(2, 0)).center()

    qtbot.mouseClick(page.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shell.settle()

    words = [label.text() for label in page.inspector.findChildren(QLabel) if label.isVisible()]
    assert page.inspector.prompt.text() == "prompt 2"
    assert {"71042", "Ink wash 1.00", "64 × 48 PNG"} <= set(words)
    assert not page.inspector.preview.is_empty


def test_words_without_a_break_do_not_push_the_buttons_out_of_sight(shell, shelf, page):
    shelf.put("x" * 300, days=-1)
    shell.history.load()
    shell.settle()

    shell.history.choose(shell.history.model.entry(0).generation)
    shell.settle()

    inspector = page.inspector
    assert inspector.prompt.text() == "x" * 300
    assert inspector.marks.mapTo(inspector, inspector.marks.rect().topRight()).x() < WIDTH


def test_a_picture_chosen_elsewhere_is_marked_in_the_grid(shell, shelf, page):
    made = shell.history.model.entry(7).generation

    shell.history.choose(made)

    assert page.grid.currentIndex().row() == 7
    assert page.chosen() == [made]


def test_what_a_search_leaves_out_is_not_chosen_any_more(shell, page):
    page.grid.selectAll()
    assert page.bar.chosen.text().endswith("chosen")

    page.search.setText("nothing like it")
    shell.settle()

    assert page.bar.chosen.text() == ""
    assert not page.culling.chosen()


class Again:
    """Knows a price, and what it was asked to make."""

    def __init__(self):
        self.made = []

    def price(self, recipe):
        return Price(tag="≈ $0.06", spoken="about $0.06")

    def make(self, recipe, price):
        self.made.append((recipe, price.tag))


def test_make_again_says_its_price_and_runs_for_that(shell, page):
    inspector, shown = page.inspector, shell.history.model.entry(1).generation
    without = inspector.again.isVisible()
    shell.history.again = again = Again()
    shell.history.choose(shown)
    menu = picture_menu(shell.history, shown, page)

    inspector.again.click()
    menu.actions()[1].trigger()

    assert not without
    assert (inspector.again.text(), inspector.again.accessibleName()) == (
        "Make again   ≈ $0.06",
        "Make again, about $0.06",
    )
    assert menu.actions()[1].text() == "Make again\t≈ $0.06"
    assert again.made == [(shown.recipe, "≈ $0.06")] * 2


def test_a_recipe_is_used_with_its_seed_only_when_asked(qtbot, shell, page):
    asked = []
    shell.history.recalled.connect(lambda made, what: asked.append(what))
    page.grid.setCurrentIndex(page.grid.model().index(0, 0))
    buttons = {
        button.text().strip(): button
        for button in page.inspector.findChildren(object)
        if hasattr(button, "click") and button.text()
    }

    buttons["Use this recipe"].click()
    buttons["Same seed"].click()

    assert asked == [Recall.ALL_BUT_SEED, Recall.ALL]


def test_a_picture_whose_file_is_gone_keeps_its_recipe_and_says_so(shell, shelf, page):
    made = shell.history.model.entry(1).generation
    made.path.unlink()

    shell.history.choose(made)
    shell.settle()

    assert page.inspector.preview.is_empty
    assert page.inspector.prompt.text() == "prompt 1"


def test_an_empty_history_says_what_will_be_there(shell):
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)

    assert shell.page.notice.isVisible()
    assert "kept here" in shell.page.notice.title.text()


def test_a_search_that_finds_nothing_says_so(qtbot, shell, page):
    page.search.setText("nowhere")
    shell.settle()

    assert page.notice.title.text() == "Nothing fits this search"
    assert page.count.text() == "0 of 30"


def test_new_pictures_do_not_move_what_one_looks_at(shell, shelf, page):
    shell.window.resize(700, 420)
    shell.settle()
    page.grid.verticalScrollBar().setValue(260)
    looked_at = page.grid.indexAt(QPoint(60, 120)).data()

    for number in range(20):
        shell.history.add([shelf.put(f"new {number}", minutes=-1 - number)])
    shell.settle()

    assert page.grid.indexAt(QPoint(60, 120)).data() == looked_at


def test_a_screen_reader_hears_every_picture(page):
    heard = QAccessible.queryAccessibleInterface(page.grid)

    assert heard.childCount() == 30
    assert heard.child(3).text(QAccessible.Text.Name).startswith("prompt 3, 64 by 48 pixels")


def lines(shelf, **recipe):
    told = recipe_table.lines(shelf.put(**recipe), catalogue())
    return {line.name: line.value for line in told}


def test_the_recipe_of_a_hosted_picture_tells_what_left_the_machine(shelf):
    reference = ReferenceImage(sha256="0" * 64, name="valley.jpg", width=8, height=8)
    request = GenerationRequest(
        model="fal-flux-2-lora-edit", prompt="x", references=(reference,), format=ImageFormat.JPEG
    )

    told = lines(shelf, backend="fal", request=request, cost_usd=0.063)

    assert told["Sent to"] == "fal: the prompt and 1 picture"
    assert told["Cost"] == "$0.063"
    assert told["References"] == "valley.jpg"


def test_a_model_no_longer_known_keeps_its_name_in_the_recipe(shelf):
    told = lines(shelf, backend="gone", request=GenerationRequest(model="old-model", prompt="x"))

    assert told["Model"] == "old-model, gone"


SENT = Receipt(
    service="fal",
    host="queue.fal.run",
    files=(
        SentFile(name="hat.jpg", how="inside the request"),
        SentFile(name="ink.safetensors", how="upload", until=NOON),
        SentFile(name="atelier/dusk", how="link"),
    ),
    trace=Trace.RECOVERABLE,
)


def test_the_receipt_tells_each_file_to_whom_and_until_when(shelf):
    told = lines(shelf, backend="fal", receipt=SENT)

    assert told["Sent to"].splitlines() == [
        "fal (queue.fal.run)",
        "• the prompt",
        "• hat.jpg, inside the request",
        f"• ink.safetensors, as upload, until {words.moment(NOON)}",
        "• atelier/dusk, as a link",
        "fal is told to delete its copy after saving. It obeys a key with admin rights.",
    ]


def test_a_service_without_a_choice_says_what_it_keeps_itself(shelf):
    receipt = Receipt(service="AIML API", host="", trace="It does not say {how long}.")

    told = lines(shelf, backend="aimlapi", receipt=receipt)

    assert told["Sent to"].splitlines()[0] == "AIML API"
    assert told["Sent to"].splitlines()[-1] == "It does not say {how long}."


def test_a_picture_made_here_has_no_receipt(shelf):
    assert "Sent to" not in lines(shelf, backend="practice")


def test_a_picture_made_on_this_computer_says_how(shelf):
    made = run(effect(), effect("Dusk", matched=144, total=152, strength=0.008, scale=0.4))

    told = lines(shelf, backend="local", local=made)

    assert told["Weights"] == "black-forest-labs/FLUX.2-klein-4B@5e67da950fce"
    assert told["Made on"] == "NVIDIA GeForce RTX 4090"
    assert told["Memory"].startswith("full weights (bf16), all on the GPU")
    assert told["Faster by"] == "compiled"
    assert told["Drawn in"] == "3.4 s, 0.71 s a step"
    assert told["What the LoRAs did"].splitlines() == [
        "• Ink wash 0.85: changed 120 of 120 layers, 2.1 %",
        "• Dusk 0.40: changed 144 of 152 layers, 0.8 %; 8 are not in this model",
    ]
    assert "Sent to" not in told
    assert "Too long, not read" not in told


def test_what_was_not_read_of_a_prompt_that_is_too_long_is_told(shelf):
    told = lines(shelf, backend="local", local=run(unread=(" and a moth on its nose",)))

    assert told["Too long, not read"] == "… and a moth on its nose"


def test_a_prompt_that_the_model_expanded_is_shown_as_such(shell, page, shelf):
    shell.history.choose(shelf.put(backend="local", local=run(), sent_prompt="A fox in deep snow"))

    assert page.inspector.rewritten_title.text() == "As the model expanded it"
    assert page.inspector.rewritten.text() == "A fox in deep snow"


def test_the_id_of_the_request_is_copied_alone(qtbot, shell, page, shelf):
    shell.history.choose(shelf.put(backend="fal", remote_id="b30e4c19-77", receipt=SENT))
    copy = button(page, "Copy: Request")

    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)

    assert QApplication.clipboard().text() == "b30e4c19-77"


def test_the_whole_recipe_is_copied_with_its_receipt(qtbot, shell, page, shelf):
    made = shelf.put("a hat", backend="fal", remote_id="b30e4c19-77", cost_usd=0.06, receipt=SENT)
    shell.history.choose(made)

    qtbot.mouseClick(button(page, "Copy the whole recipe"), Qt.MouseButton.LeftButton)

    copied = QApplication.clipboard().text()
    assert copied.startswith("a hat\n\nModel: ")
    for part in ("Cost: $0.060", "Request: b30e4c19-77", "hat.jpg, inside the request"):
        assert part in copied


def button(page, name):
    return next(b for b in page.findChildren(QToolButton) if b.accessibleName() == name)


def test_the_inspector_has_the_prompt_as_typed_and_as_sent(shelf):
    made = shelf.put(
        request=GenerationRequest(prompt="paint image 1", typed_prompt="paint @valley", seed=3)
    )
    told = {line.name: line.value for line in recipe_table.lines(made, catalogue())}

    assert recipe_table.prompt_as_typed(made.recipe) == "paint @valley"
    assert told["Prompt as sent"] == "paint image 1"
    assert recipe_table.text(made, catalogue()).startswith("paint @valley\n")
