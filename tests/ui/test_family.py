"""The inspector shows what a picture was made from and led to, and what is thought of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import Album, Label, MarkChange, Pick
from flux2studio.core.request import GenerationRequest, ReferenceImage
from flux2studio.imaging.metadata import embed
from flux2studio.services.family import Families
from flux2studio.storage.family import FamilyRepository
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.references import ReferenceStore
from flux2studio.ui.viewmodels.family import FamilyViewModel
from flux2studio.ui.widgets import recipe_table
from flux2studio.ui.widgets.inspector import Inspector
from tests.fakes import png
from tests.ui.shell_parts import catalogue, jpeg, plain


@pytest.fixture
def store(tmp_path):
    return ReferenceStore(tmp_path / "references")


@pytest.fixture
def families(shelf, store):
    reader = HistoryReader(shelf.database, lambda: shelf.folder)
    repository = FamilyRepository(shelf.database, reader)
    return Families(repository=repository, references=store)


@pytest.fixture
def inspector(qtbot, shell, shelf, families):
    def thumbnail(_sha256):
        return jpeg(plain())

    model = FamilyViewModel(families.look, thumbnail, shell.loader, shell.tasks)
    inspector = Inspector(shell.history)
    inspector.show_families(model)
    qtbot.addWidget(inspector)
    inspector.resize(inspector.width(), 900)
    inspector.show()
    shell.history.load()
    shell.settle()
    return inspector


@pytest.fixture
def show(shell):
    def choose(generation):
        shell.history.choose(generation)
        shell.settle()

    return choose


def words(inspector):
    return [tile.accessibleName().partition("\n")[0] for tile in inspector.family.tiles]


def test_a_picture_without_family_has_no_strip(shelf, inspector, show):
    show(shelf.put())

    assert not inspector.family.isVisible()


def test_what_it_was_made_from_and_what_it_led_to(shelf, inspector, show):
    parents = [shelf.put(f"parent {n}", minutes=9 - n) for n in range(3)]
    this = shelf.put("this", minutes=5, parents=tuple(each.id for each in parents))
    for number in range(5):
        shelf.put(f"child {number}", minutes=4 - number, parents=(this.id,))

    show(this)

    assert inspector.family.isVisible()
    assert words(inspector) == [
        "Made from: parent 0",
        "Made from: parent 1",
        "Made from: parent 2",
        *(f"Led to: child {number}" for number in range(5)),
        "This picture",
    ]


def test_a_click_and_enter_open_a_step(shelf, shell, inspector, show):
    parent = shelf.put("parent", minutes=2)
    this = shelf.put("this", parents=(parent.id,))
    show(this)

    QTest.mouseClick(inspector.family.tiles[0], Qt.MouseButton.LeftButton)
    shell.settle()

    assert shell.history.current == parent
    assert words(inspector) == ["Led to: this", "This picture"]
    QTest.keyClick(inspector.family.tiles[0], Qt.Key.Key_Return)
    assert shell.history.current == this


def test_a_double_click_puts_a_step_on_the_stage(shelf, shell, inspector, show):
    parent = shelf.put("parent", minutes=2)
    show(shelf.put("this", parents=(parent.id,)))
    opened = []
    shell.history.opened.connect(opened.append)

    QTest.mouseDClick(inspector.family.tiles[0], Qt.MouseButton.LeftButton)

    assert opened == [parent]


def test_what_is_lost_is_grey_with_a_word(shelf, inspector, show):
    show(shelf.put("this", parents=("gone-0",)))

    lost = inspector.family.tiles[0]
    assert lost.word == "lost"
    assert not lost.can_open
    assert "no longer in the history" in lost.toolTip()


def test_references_from_elsewhere_are_shown_and_parents_only_once(shelf, store, inspector, show):
    parent = shelf.put("parent", minutes=2)
    inside = embed(png(), encode_recipe(parent.recipe))
    request = GenerationRequest(
        prompt="this",
        references=(
            ReferenceImage(sha256=store.add_bytes(inside), name="copy.png", width=8, height=8),
            ReferenceImage(sha256=store.add_bytes(png()), name="hat.png", width=8, height=8),
        ),
    )

    show(shelf.put(request=request, parents=(parent.id,)))

    assert words(inspector) == [
        "Made from: parent",
        "Made from a reference: hat.png",
        "This picture",
    ]


def test_a_child_that_comes_is_shown_at_once(shelf, shell, inspector, show):
    this = shelf.put("this", minutes=5)
    show(this)
    assert not inspector.family.isVisible()

    child = shelf.put("child", parents=(this.id,))
    shell.history.add([child])
    shell.settle()

    assert words(inspector) == ["Led to: child", "This picture"]


def test_stars_pick_and_label_are_given_in_the_inspector(shelf, shell, inspector, show):
    show(shelf.put())

    inspector.marks.stars.stars[3].click()
    shell.settle()
    inspector.marks.pick.click()
    shell.settle()
    inspector.marks.label.menu().actions()[Label.GREEN].trigger()
    shell.settle()

    marks = shell.history.entry.marks
    assert (marks.rating, marks.pick, marks.label) == (4, Pick.PICKED, Label.GREEN)
    assert inspector.marks.stars.rating == 4
    assert inspector.marks.pick.isChecked()
    inspector.marks.pick.click()
    shell.settle()
    assert shell.history.entry.marks.pick is Pick.NONE


def test_tags_are_given_and_taken_in_the_inspector(shelf, shell, inspector, show):
    show(shelf.put())

    inspector.marks.tags.chips.field.setText("harbour, night")
    inspector.marks.tags.chips.field.editingFinished.emit()
    shell.settle()
    assert shell.history.entry.marks.tags == ("harbour", "night")

    inspector.marks.tags.chips.changed.emit(("night",))
    shell.settle()
    assert shell.history.entry.marks.tags == ("night",)
    assert inspector.marks.tags.chips.words == ("night",)


def test_albums_are_chosen_in_the_inspector(shelf, shell, inspector, show):
    shelf.marking.save_album(Album(id="winter", name="Winter"))
    shelf.marking.save_album(Album(id="harbour", name="Harbour", parent="winter"))
    shell.history.albums.load()
    show(shelf.put())

    (more,) = inspector.marks.album_buttons
    paths = [action.text() for action in more.menu().actions()]
    assert paths == ["Winter", "Winter/Harbour"]
    more.menu().actions()[1].trigger()
    shell.settle()

    chip, _ = inspector.marks.album_buttons
    assert shell.history.entry.marks.albums == ("harbour",)
    assert chip.accessibleName() == "Album: Winter/Harbour"
    chip.menu().actions()[1].trigger()
    shell.settle()
    assert shell.history.entry.marks.albums == ()


def test_marks_given_elsewhere_are_shown(shelf, shell, inspector, show):
    show(shelf.put())

    shell.history.marks.change([shell.history.entry.number], MarkChange(rating=5))
    shell.settle()

    assert inspector.marks.stars.rating == 5


def test_a_picture_of_another_program_says_which_and_was_sent_nowhere(shelf, show):
    request = GenerationRequest(model="sd_xl", prompt="a fox", negative_prompt="blurry", seed=7)
    made = shelf.put(request=request, backend="comfyui", tool="comfyui")

    told = {line.name: line.value for line in recipe_table.lines(made, catalogue())}

    assert told["Made with"] == "ComfyUI"
    assert told["Model"] == "sd_xl"
    assert told["Avoided"] == "blurry"
    assert told["Size"].endswith("PNG")
    assert "Sent to" not in told


def test_a_plain_file_says_no_numbers(shelf):
    made = shelf.put(request=GenerationRequest(model=""), backend="file", tool="file")

    told = {line.name for line in recipe_table.lines(made, catalogue())}

    assert told == {"Size", "Made", "File", "Time"}
