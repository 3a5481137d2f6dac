"""A recipe comes back into the form: at once, part by part, or from a picture dropped there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest

from flux2studio.core.errors import SpendingLimitError
from flux2studio.core.job import Job
from flux2studio.core.recall import ALL, RecallPart
from flux2studio.core.request import LoraUse, ReferenceImage, Size
from flux2studio.services.history_import import HistoryImport
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.recalling import Recalling
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import open_database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.roots import Roots
from flux2studio.ui.recall_desk import RecallDesk
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.making_again import MakingAgain, Price
from flux2studio.ui.viewmodels.recall import RecallServices, RecallViewModel
from flux2studio.ui.viewmodels.recall_choice import AS_FORM
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.prompt_edit import PromptEdit
from flux2studio.ui.widgets.recall_dialog import RecallDialog
from tests.fakes import png
from tests.imaging import foreign_files
from tests.storage.samples import make_recipe, picture_bytes
from tests.ui.compose_parts import ManualClock, MemoryLibrary, MemoryReferences
from tests.ui.shell_parts import Queue, catalogue


class Bench:
    """The form and the recalling of recipes on real stores, with their work in a queue."""

    def __init__(self, folder):
        self.folder = folder
        self.queue = Queue()
        self.tasks = Tasks(self.queue.submit)
        self.database = open_database(folder / "studio.db", folder / "backups").database
        self.store = ReferenceStore(folder / "references")
        self.references = MemoryReferences()
        self.cards = LoraLibrary(self.database)
        history = HistoryRepository(self.database, folder)
        recalling = Recalling(
            references=self.store,
            loras=lambda: self.cards,
            catalogue=catalogue(),
            picture=history.get,
        )
        importing = HistoryImport(
            repository=history, roots=Roots(self.database), albums=AlbumRepository(self.database)
        )
        self.compose = ComposeViewModel(
            catalogue(), None, None, self.references, self.tasks, lambda _: None
        )
        self.look = recalling.look
        services = RecallServices(look=recalling.look, of_file=importing.of_file)
        self.recall = RecallViewModel(self.compose, services, self.tasks)
        self.asked, self.back, self.offered = [], [], []
        self.recall.asked.connect(self.asked.append)
        self.recall.came_back.connect(self.back.append)
        self.recall.offered.connect(self.offered.append)

    def recipe(self, model="local/klein-4b", **changes):
        made = make_recipe()
        request = replace(made.request, model=model, references=(), loras=(), steps=4)
        return replace(made, request=replace(request, **changes), backend="local")

    def put(self, recipe, parts=ALL):
        self.recall.recall(recipe, parts)
        self.queue.settle()

    def choose(self, recipe, parts=ALL):
        self.recall.choose(recipe, parts)
        self.queue.settle()
        return self.asked[-1]

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(tmp_path)
    yield bench
    bench.queue.settle()
    bench.database.close()


@pytest.fixture
def prompt(qtbot, bench):
    edit = PromptEdit(bench.compose)
    edit.offer_recall(bench.recall)
    qtbot.addWidget(edit)
    edit.show()
    return edit


def drop(prompt, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    prompt.text.insertFromMimeData(mime)


def test_all_of_a_recipe_is_one_step_of_undo(bench):
    before = bench.compose.draft
    recipe = bench.recipe(prompt="a harbour", size=Size(width=768, height=512), seed=77)

    bench.put(recipe)

    assert bench.compose.draft == recipe.request
    assert not bench.asked
    bench.compose.undo()
    assert bench.compose.draft == before


def test_all_but_the_seed_has_one_drawn(bench):
    bench.compose.edit(seed=5)

    bench.put(bench.recipe(prompt="a harbour", seed=77), ALL - {RecallPart.SEED})

    assert bench.compose.draft.seed is None
    assert bench.compose.draft.prompt == "a harbour"


def test_the_reference_pixels_come_back(bench):
    data = png()
    kept = ReferenceImage(sha256=bench.store.add_bytes(data), name="hat.png", width=8, height=8)

    bench.put(bench.recipe(references=(kept,)))

    assert bench.compose.draft.references == (kept,)
    assert bench.store.path(kept.sha256).read_bytes() == data


def test_what_is_missing_is_said_and_the_rest_comes_back(bench, tmp_path):
    gone = ReferenceImage(sha256="a" * 64, name="hat.png", width=8, height=8)
    lora = LoraUse(source=str(tmp_path / "ink.safetensors"), name="Ink", scale=0.7)

    bench.put(bench.recipe(prompt="a fox", references=(gone,), loras=(lora,)))

    (what,) = bench.back
    assert what.missing_references == ("hat.png",)
    assert what.missing_loras == (lora,)
    assert bench.compose.draft.prompt == "a fox"
    assert bench.compose.draft.references == ()
    assert bench.compose.draft.loras == (lora,)


def test_a_model_that_is_not_here_is_asked_about_before_anything_changes(bench):
    before = bench.compose.draft

    bench.put(bench.recipe(model="juggernautXL_v8", prompt="a fox"))

    (choice,) = bench.asked
    assert bench.compose.draft == before
    assert choice.place == AS_FORM
    assert "juggernautXL_v8, which is not here" in choice.differs[0]
    choice.take()
    assert bench.compose.draft.prompt == "a fox"
    assert bench.compose.draft.model == before.model


def test_a_part_comes_back_alone(bench):
    bench.compose.edit(prompt="mine", seed=5, steps=9)
    before = bench.compose.draft
    choice = bench.choose(bench.recipe(prompt="theirs", size=Size(width=768, height=512), seed=77))

    choice.choose_place(AS_FORM)
    for part in set(RecallPart) - {RecallPart.SIZE, RecallPart.MODEL}:
        choice.set_part(part, False)
    bench.queue.settle()
    choice.take()

    assert bench.compose.draft == replace(before, size=Size(width=768, height=512))


def test_on_another_backend_it_is_said_what_will_differ_and_the_form_fits_it(bench):
    lora = LoraUse(source="atelier/ink", name="Ink", scale=0.7)
    recipe = bench.recipe(loras=(lora,), steps=4, seed=77)
    before = bench.compose.draft
    choice = bench.choose(recipe)
    assert choice.differs == ()

    choice.choose_place("fal")
    assert not choice.can_take  # not before it is known what will differ
    bench.queue.settle()

    assert any("the same seed gives another picture" in words for words in choice.differs)
    assert bench.compose.draft == before
    choice.take()
    assert bench.compose.model.backend == "fal"
    assert bench.compose.draft.loras == (lora,)
    assert "steps" not in bench.compose.problems


def test_parts_that_stay_behind_differ_in_nothing(bench):
    choice = bench.choose(bench.recipe(seed=77))
    choice.choose_place("fal")
    bench.queue.settle()
    assert any("seed" in words for words in choice.differs)

    choice.set_part(RecallPart.SEED, False)

    assert not any("seed" in words for words in choice.differs)


def test_every_place_can_be_taken(bench):
    choice = bench.choose(bench.recipe(seed=77))

    for place in choice.places:
        choice.choose_place(place.id)
        bench.queue.settle()
        choice.take()

        assert set(bench.compose.problems) <= {"model", "references"}, place


def test_the_dialog_shows_what_differs_and_what_is_missing(qtbot, bench, tmp_path):
    gone = ReferenceImage(sha256="a" * 64, name="hat.png", width=8, height=8)
    lora = LoraUse(source=str(tmp_path / "ink.safetensors"), name="Ink", scale=0.7)
    choice = bench.choose(bench.recipe(references=(gone,), loras=(lora,), seed=77))
    dialog = RecallDialog(choice)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.differs.isVisible()

    dialog.place.setCurrentIndex(dialog.place.findData("fal"))
    dialog.place.activated.emit(dialog.place.currentIndex())
    bench.queue.settle()

    assert dialog.differs.isVisible()
    assert "seed" in dialog.differs_words.text()
    assert "“hat.png” is gone" in dialog.missing[RecallPart.REFERENCES].text()
    assert "“Ink” is missing" in dialog.missing[RecallPart.LORAS].text()
    dialog.boxes[RecallPart.REFERENCES].click()
    assert not dialog.missing[RecallPart.REFERENCES].isVisible()


def test_the_dialog_changes_nothing_until_recall(qtbot, bench):
    before = bench.compose.draft
    choice = bench.choose(bench.recipe(prompt="a fox"))
    dialog = RecallDialog(choice)
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.boxes[RecallPart.SEED].click()
    assert bench.compose.draft == before
    QTest.keyClick(dialog, Qt.Key.Key_Return)

    assert bench.compose.draft.prompt == "a fox"
    assert not dialog.isVisible()


def test_a_picture_dropped_on_the_prompt_offers_its_recipe(qtbot, bench, prompt):
    recipe = bench.recipe(prompt="a fox", seed=77)

    drop(prompt, bench.file("fox.png", picture_bytes(recipe)))
    bench.queue.settle()

    assert prompt.recall_offer.isVisible()
    assert "holds its recipe" in prompt.recall_offer.sentence.text()
    assert bench.compose.draft.prompt == ""
    prompt.recall_offer.all.click()
    bench.queue.settle()
    assert bench.compose.draft == recipe.request
    assert not prompt.recall_offer.isVisible()


def test_a_picture_of_another_program_says_which(bench, prompt):
    data = foreign_files.png([("parameters", foreign_files.A1111)])

    drop(prompt, bench.file("a.png", data))
    bench.queue.settle()
    assert "Stable Diffusion web UI" in prompt.recall_offer.sentence.text()
    prompt.recall_offer.but_seed.click()
    bench.queue.settle()

    assert "red coat" in bench.compose.draft.prompt
    assert bench.compose.draft.seed is None
    assert [use.name or use.source for use in bench.back[0].missing_loras] == ["inkwash"]


def test_a_workflow_dropped_on_the_prompt_offers_what_it_says(bench, prompt):
    drop(prompt, bench.file("flow.json", json.dumps(foreign_files.COMFYUI).encode()))
    bench.queue.settle()

    assert "ComfyUI" in prompt.recall_offer.sentence.text()
    assert not prompt.recall_offer.reference.isVisible()
    prompt.recall_offer.but_seed.click()
    bench.queue.settle()
    assert bench.compose.draft.prompt
    assert bench.compose.draft.references == ()


def test_a_json_file_without_a_recipe_says_so_at_the_prompt(bench, prompt):
    drop(prompt, bench.file("list.json", b'{"a": [1, 2]}'))
    bench.queue.settle()

    assert prompt.problem.text().startswith("“list.json” holds no recipe")
    assert bench.compose.slots.slots == ()


def test_a_prompt_with_names_comes_back_as_it_was_typed(bench, prompt):
    recipe = bench.recipe(prompt="a fox in image 1", typed_prompt="a fox in @coat", seed=77)

    drop(prompt, bench.file("fox.png", picture_bytes(recipe)))
    bench.queue.settle()
    assert prompt.recall_offer.prompt.full_text == "a fox in @coat"
    prompt.recall_offer.all.click()
    bench.queue.settle()

    assert bench.compose.draft.prompt == "a fox in @coat"
    assert bench.compose.draft.typed_prompt == ""


def test_a_picture_without_a_recipe_becomes_a_reference(bench, prompt):
    drop(prompt, bench.file("plain.png", png()))
    bench.queue.settle()

    assert not prompt.recall_offer.isVisible()
    assert [each.name for each in bench.compose.draft.references] == ["plain.png"]


def test_the_picture_with_a_recipe_can_be_a_reference(bench, prompt):
    drop(prompt, bench.file("fox.png", picture_bytes(bench.recipe(prompt="a fox"))))
    bench.queue.settle()

    prompt.recall_offer.reference.click()
    bench.queue.settle()

    assert [each.name for each in bench.compose.draft.references] == ["fox.png"]
    assert bench.compose.draft.prompt == ""


def test_what_is_no_picture_is_refused_at_its_slot(bench, prompt):
    drop(prompt, bench.file("notes.png", b"not a picture"))
    bench.queue.settle()

    assert not prompt.recall_offer.isVisible()
    assert "references" in bench.compose.problems or bench.compose.slots.slots[0].error


def test_several_pictures_are_references(bench, prompt):
    dropped = []
    prompt.pictures_dropped.connect(dropped.append)
    data = picture_bytes(bench.recipe())

    drop(prompt, bench.file("a.png", data), bench.file("b.png", data))

    assert len(dropped) == 1


def test_only_the_picture_dropped_last_is_offered(bench, prompt):
    first, last = bench.recipe(prompt="first"), bench.recipe(prompt="last")
    drop(prompt, bench.file("first.png", picture_bytes(first)))
    drop(prompt, bench.file("last.png", picture_bytes(last)))
    bench.queue.settle()

    (offered,) = bench.offered
    assert offered.path.name == "last.png"


def test_escape_leaves_the_form_as_it_is(bench, prompt):
    drop(prompt, bench.file("fox.png", picture_bytes(bench.recipe(prompt="a fox"))))
    bench.queue.settle()

    QTest.keyClick(prompt.recall_offer.but_seed, Qt.Key.Key_Escape)

    assert not prompt.recall_offer.isVisible()
    assert bench.compose.draft.prompt == ""


def test_the_window_shows_the_form_and_says_what_is_missing(bench, shell, tmp_path):
    marked = []
    RecallDesk(bench.recall, marked.extend, shell.window)
    shell.window.show_page(Page.HISTORY)
    gone = ReferenceImage(sha256="a" * 64, name="hat.png", width=8, height=8)
    lora = LoraUse(source=str(Path(tmp_path) / "ink.safetensors"), name="Ink", scale=0.7)

    bench.put(bench.recipe(references=(gone,), loras=(lora,)))

    assert shell.window.page is Page.STUDIO
    told = [message.sentence.text() for message in shell.window.messages.messages]
    assert told == ["The reference “hat.png” is gone.", "The LoRA “Ink” is missing."]
    assert all(message.hint.text() for message in shell.window.messages.messages)
    assert marked == [lora.source]


def test_a_lora_without_a_card_that_is_missing_is_marked_in_the_form(bench):
    loras = LorasViewModel(MemoryLibrary(), bench.tasks, bench.compose.add_lora, form=bench.compose)
    use, model = LoraUse(source="/drive/ink.safetensors", name="Ink"), bench.compose.model
    assert loras.warning(use, model) == ""

    loras.mark_missing([use.source])
    assert loras.warning(use, model) == "The file is not where it was."

    loras.mark_missing([])  # it is there when it is recalled again
    assert loras.warning(use, model) == ""


class Starts:
    """Stands where jobs begin: takes every request, or refuses them with ``error``."""

    def __init__(self):
        self.requests = []
        self.error = None

    def __call__(self, request, *, beyond_limit=False):
        if self.error is not None:
            raise self.error
        self.requests.append(request)
        return Job(request=request, backend="fal", folder=Path())


class Again:
    """Making again on the bench of recalls, with the price of now in ``dollars``."""

    def __init__(self, bench):
        self.starts, self.clock, self.failed = Starts(), ManualClock(), []
        self.dearer = 1.0
        services = RecallServices(look=bench.look, of_file=lambda path: None)
        self.making = MakingAgain(
            bench.compose,
            bench.recall,
            services,
            self.starts,
            bench.tasks,
            priced=self._priced,
            clock=self.clock,
        )
        self.making.failed.connect(self.failed.append)
        self.bench = bench

    def make(self, recipe, price=None):
        self.making.make(recipe, price or self.making.price(recipe))
        self.bench.queue.settle()

    def _priced(self, model):
        if model.price is None:
            return model
        usd = model.price.usd_per_megapixel * self.dearer
        return replace(model, price=replace(model.price, usd_per_megapixel=usd))


@pytest.fixture
def again(bench):
    return Again(bench)


def test_made_again_one_picture_is_sent_at_once_with_a_new_seed_and_the_form_stays(bench, again):
    before = bench.compose.draft
    recipe = bench.recipe(prompt="a harbour", seed=77, count=4)

    again.make(recipe)

    assert again.making.price(recipe) == Price()
    assert again.starts.requests == [replace(recipe.request, seed=None, count=1)]
    assert bench.compose.draft == before
    assert not again.failed


def test_two_clicks_on_make_again_are_one_paid_request(bench, again):
    recipe = bench.recipe(model="fal/flux-2", prompt="a harbour")
    price = again.making.price(recipe)

    again.making.make(recipe, price)
    again.make(recipe, price)
    again.make(recipe, price)

    assert price.tag.startswith("≈ $")
    assert len(again.starts.requests) == 1
    again.clock.now += 1
    again.make(recipe, price)
    assert len(again.starts.requests) == 2


def test_a_price_that_has_changed_since_it_was_shown_sends_nothing(bench, again):
    recipe = bench.recipe(model="fal/flux-2", prompt="a harbour")
    price = again.making.price(recipe)
    again.dearer = 3.0

    again.make(recipe, price)

    assert not again.starts.requests
    assert str(again.failed[0]) == "The price is another one now: nothing was sent."
    assert bench.compose.draft.prompt == "a harbour"


def test_what_is_missing_comes_into_the_form_instead_of_being_sent(bench, again):
    lost = ReferenceImage(sha256="0" * 64, name="lost.png", width=8, height=8)

    again.make(bench.recipe(prompt="a harbour", references=(lost,)))

    assert not again.starts.requests
    assert bench.back[0].missing_references == ("lost.png",)
    assert bench.compose.draft.prompt == "a harbour"


def test_beyond_the_limit_nothing_is_sent_and_the_form_can_ask(bench, again):
    again.starts.error = SpendingLimitError("This would go beyond the limit.")

    again.make(bench.recipe(prompt="a harbour"))

    assert [str(error) for error in again.failed] == ["This would go beyond the limit."]
    assert bench.compose.draft.prompt == "a harbour"


def test_choices_in_the_prompt_fall_anew(bench, again):
    recipe = bench.recipe(prompt="a red door", typed_prompt="a {red|green} door", seed=2)

    again.make(recipe)

    [sent] = again.starts.requests
    assert sent.typed_prompt == "a {red|green} door"
    assert sent.prompt in ("a red door", "a green door")
    assert sent.seed is not None


def test_a_recipe_of_an_unknown_model_cannot_be_made_again_at_once(bench, again):
    assert again.making.price(bench.recipe(model="gone/model")) is None
