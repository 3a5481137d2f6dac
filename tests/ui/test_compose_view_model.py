"""ComposeViewModel: one draft, edited, checked, priced, sent once a click."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import BackendError, SpendingLimitError, StorageError
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from tests.ui.compose_parts import (
    DUSK,
    INK,
    TEAL,
    HandTasks,
    ManualClock,
    MemoryReferences,
    Starter,
    catalogue,
    picture,
)

EDIT_LORA = "aimlapi/flux-2-lora-edit"


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def clock():
    return ManualClock()


@pytest.fixture
def start():
    return Starter()


@pytest.fixture
def saved():
    return []


@pytest.fixture
def make(tasks, clock, start, saved):
    def make(draft=None, save=saved.append, **rest):
        references = MemoryReferences()
        return ComposeViewModel(catalogue(), draft, start, references, tasks, save, clock, **rest)

    return make


@pytest.fixture
def compose(make):
    return make()


@pytest.fixture
def settle(qtbot, hand, tasks):
    """Run what waits on worker threads, and deliver the results."""

    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    return settle


def test_an_edit_changes_the_draft_and_says_so(qtbot, compose):
    with qtbot.waitSignal(compose.draft_changed) as blocker:
        compose.edit(prompt="a fox", steps=12)

    assert blocker.args[0] == compose.draft
    assert (compose.draft.prompt, compose.draft.steps) == ("a fox", 12)


def test_an_edit_that_changes_nothing_is_silent(qtbot, compose):
    with qtbot.assertNotEmitted(compose.draft_changed):
        compose.edit(prompt=compose.draft.prompt)


def test_an_empty_prompt_says_why_there_is_nothing_to_generate(compose):
    assert not compose.can_generate
    assert (compose.why_not.field, str(compose.why_not)) == ("prompt", "The prompt is empty.")


@pytest.mark.parametrize(
    ("prompt", "fits"),
    [("x" * 4000, True), ("x" * 4001, False), ("😀" * 2000, True), ("😀" * 2001, False)],
)
def test_the_prompt_is_measured_in_utf_16_units(compose, prompt, fits):
    compose.edit(prompt=prompt)

    assert ("prompt" not in compose.problems) is fits
    assert compose.draft.prompt == prompt


def test_generate_starts_the_draft_and_keeps_the_seed_drawn(qtbot, compose, start):
    compose.edit(prompt="a fox")

    with qtbot.waitSignal(compose.started):
        compose.generate()

    assert start.requests == [compose.draft]
    assert compose.last_seed == 71042


def test_a_second_call_in_the_same_moment_is_the_same_click(compose, start, clock):
    compose.edit(prompt="a fox")

    for _ in range(5):
        compose.generate()
        clock.now += 0.05

    assert len(start.requests) == 1


def test_a_later_click_is_another_job(compose, start, clock):
    compose.edit(prompt="a fox")
    compose.generate()
    clock.now += 1

    compose.generate()

    assert len(start.requests) == 2


def test_a_draft_with_a_problem_is_not_started_but_answered(qtbot, compose, start):
    with qtbot.waitSignal(compose.rejected) as blocker:
        compose.generate()

    assert blocker.args[0].field == "prompt"
    assert start.requests == []


def test_a_refusal_of_the_service_is_passed_on(qtbot, compose, start):
    start.refusal = BackendError("Not part of this version.")
    compose.edit(prompt="a fox")

    with qtbot.waitSignal(compose.rejected) as blocker:
        compose.generate()

    assert blocker.args[0] is start.refusal


def test_the_price_counts_pictures_and_references(compose, settle):
    compose.choose_model(EDIT_LORA)
    compose.add_reference_bytes(picture(1600, 1200), "valley.png")
    settle()
    compose.edit(count=2, loras=(INK.use(),))

    assert compose.cost.usd == pytest.approx((2 + 2) * 0.021 * 1.05)
    assert compose.cost.reference_units == 2


def test_practice_costs_nothing(compose):
    assert compose.cost is None


def test_large_loras_raise_the_price(compose):
    compose.choose_model("fal/flux-2")

    compose.add_lora(replace(INK.use(), size=5 * 2**29))

    assert compose.cost.surcharge == 1.5
    assert compose.cost.usd == pytest.approx(0.021 * 1.5)


def test_the_price_of_today_counts(make):
    def dearer(model):
        return (
            replace(model, price=replace(model.price, usd_per_megapixel=1))
            if model.price
            else model
        )

    compose = make(priced=dearer)
    compose.choose_model("fal/flux-2")

    assert compose.cost.usd == 1


# The monthly limit


def test_beyond_the_limit_the_artist_is_asked_and_nothing_is_sent(compose, start):
    start.limit = SpendingLimitError("Above your limit.", field="price")
    compose.edit(prompt="a fox")

    compose.generate()

    assert compose.question is start.limit
    assert start.requests == []


def test_yes_sends_this_one_draft_once(compose, start, clock):
    start.limit = SpendingLimitError("Above your limit.", field="price")
    compose.edit(prompt="a fox")
    compose.generate()
    clock.now += 1

    compose.generate_anyway()
    compose.generate_anyway()

    assert start.requests == [compose.draft]
    assert compose.question is None
    clock.now += 1
    compose.generate()
    assert compose.question is start.limit


def test_the_second_half_of_a_double_click_is_no_yes(compose, start):
    """The answer lies where the button was."""
    start.limit = SpendingLimitError("Above your limit.", field="price")
    compose.edit(prompt="a fox")
    compose.generate()

    compose.generate_anyway()

    assert compose.question is start.limit
    assert start.requests == []


def test_no_sends_nothing(compose, start, clock):
    start.limit = SpendingLimitError("Above your limit.", field="price")
    compose.edit(prompt="a fox")
    compose.generate()
    clock.now += 1

    compose.not_now()
    compose.generate_anyway()

    assert compose.question is None
    assert start.requests == []


def test_another_draft_is_another_question(compose, start, clock):
    start.limit = SpendingLimitError("Above your limit.", field="price")
    compose.edit(prompt="a fox")
    compose.generate()
    clock.now += 1

    compose.edit(count=4)
    compose.generate_anyway()

    assert start.requests == []


# The endpoint follows from the form


def test_the_plainest_endpoint_that_takes_the_form_is_chosen(compose, settle):
    compose.choose_model("fal/flux-2")
    assert compose.draft.model == "fal/flux-2"

    compose.add_lora(INK.use())
    assert compose.draft.model == "fal/flux-2/lora"

    compose.add_reference_bytes(picture(), "valley.png")
    settle()
    assert compose.draft.model == "fal/flux-2/lora/edit"

    compose.set_lora(0, enabled=False)
    assert compose.draft.model == "fal/flux-2/edit"

    compose.slots.toggle(0)
    assert compose.draft.model == "fal/flux-2"


def test_a_lora_and_the_endpoint_it_needs_are_one_step_of_undo(compose):
    compose.choose_model("fal/flux-2")
    before = compose.draft

    compose.add_lora(INK.use())
    compose.undo()

    assert compose.draft == before


def test_the_endpoint_changes_no_value_of_the_form(compose, settle):
    compose.choose_model("fal/flux-2/turbo")
    before = compose.draft

    compose.add_reference_bytes(picture(), "valley.png")
    settle()

    assert compose.draft == replace(
        before, model="fal/flux-2/turbo/edit", references=compose.draft.references
    )


def test_a_recalled_request_keeps_its_endpoint_as_long_as_it_is_valid(compose):
    recalled = replace(compose.draft, model="fal/flux-2/lora", prompt="recalled")

    compose.load(recalled)
    compose.edit(steps=12)

    assert compose.draft.model == "fal/flux-2/lora"


def test_a_recalled_request_that_no_longer_fits_gets_the_endpoint_that_does(compose):
    compose.load(replace(compose.draft, model="fal/flux-2/edit", references=()))

    assert compose.draft.model == "fal/flux-2"


def test_there_is_room_for_as_many_references_as_the_family_takes(compose):
    rooms = {}
    for model in ("aimlapi/flux-2", "fal/flux-2", "fal/flux-2-pro"):
        compose.choose_model(model)
        rooms[model] = compose.slots.maximum

    assert rooms == {"aimlapi/flux-2": 3, "fal/flux-2": 4, "fal/flux-2-pro": 8}


def test_every_family_says_what_it_takes_and_costs(compose):
    compose.choose_model("fal/flux-2")

    words = {family.name: (family.words, family.price) for family in compose.families}

    assert len(words) == 10
    assert words["FLUX.2 turbo"] == ("fast · no LoRAs · 4 references", "$0.008 / MP")
    assert words["FLUX.2 pro"] == ("polished · no LoRAs · 8 references", "$0.030 / MP")
    assert words["FLUX.2 klein 4B"] == ("small, quick · LoRAs · 4 references", "$0.009 / MP")


def test_sentences_name_the_family_that_was_chosen(compose, settle):
    compose.choose_model("fal/flux-2")
    for number in range(4):
        compose.add_reference_bytes(picture(colour=f"#{number}0a0c0"), f"{number}.png")
    settle()
    compose.add_lora(INK.use())

    assert str(compose.problems["references"]) == (
        "FLUX.2 with LoRA takes at most 3 pictures as reference."
    )
    compose.choose_model("fal/flux-2-pro")
    assert str(compose.problems["loras"]) == "FLUX.2 pro takes no LoRAs."


# Switching models


def test_switching_the_model_keeps_prompt_loras_seed_and_references(compose, settle):
    compose.add_reference_bytes(picture(), "valley.png")
    settle()
    compose.edit(prompt="a fox", seed=7)
    compose.add_lora(INK.use())
    before = compose.draft

    compose.choose_model("aimlapi/flux-2")

    after = compose.draft
    assert after.model == EDIT_LORA
    assert (after.prompt, after.seed, after.loras, after.references) == (
        before.prompt,
        before.seed,
        before.loras,
        before.references,
    )


def test_a_changed_value_goes_along_and_a_default_gives_way_to_the_new_default(compose):
    compose.edit(steps=12)

    compose.choose_model(EDIT_LORA)

    assert compose.draft.steps == 12
    assert compose.draft.expand_prompt is True  # the default there


def test_a_size_is_snapped_to_the_new_models_rule(compose):
    compose.edit(size=Size(width=272, height=1040))

    compose.choose_model(EDIT_LORA)

    assert compose.draft.size == Size(width=512, height=1024)


def test_what_the_first_model_had_comes_back_with_it(compose):
    compose.edit(size=Size(width=272, height=1040))
    compose.choose_model(EDIT_LORA)
    compose.edit(size=compose.model.size.default)

    compose.choose_model("practice")

    assert compose.draft.size == Size(width=272, height=1040)


def test_a_value_kept_from_a_model_comes_back_with_one_that_takes_it(compose):
    compose.choose_model("fal/flux-2/klein/4b/base")
    compose.edit(negative_prompt="blurry")

    compose.choose_model("fal/flux-2-pro")
    compose.edit(safety_tolerance=4)
    compose.choose_model("fal/flux-2/klein/9b/base")
    assert compose.draft.negative_prompt == "blurry"

    compose.choose_model("fal/flux-2-max")
    assert compose.draft.safety_tolerance == 4


def test_the_steps_of_a_quick_model_are_not_carried_over_a_model_without_steps(compose):
    compose.choose_model("fal/flux-2/klein/4b")
    assert compose.draft.steps == 4

    compose.choose_model("fal/flux-2-pro")
    compose.choose_model("fal/flux-2")

    assert compose.draft.steps == 28


def test_choosing_a_backend_takes_the_family_most_like_the_present_one(compose):
    compose.choose_model("aimlapi/flux-2")
    compose.add_lora(INK.use())

    compose.choose_backend("fal")

    assert compose.draft.model == "fal/flux-2/lora"


def test_a_backend_comes_back_with_the_family_last_used(compose):
    compose.choose_model("fal/flux-2/turbo")
    compose.choose_backend("practice")

    compose.choose_backend("fal")

    assert compose.draft.model == "fal/flux-2/turbo"


def test_too_many_references_for_the_new_model_are_kept_and_named(compose, settle):
    for colour in ("red", "green", "blue", "black"):
        compose.add_reference_bytes(picture(colour=colour), colour)
    settle()
    compose.edit(prompt="x")

    compose.choose_model(EDIT_LORA)

    assert len(compose.draft.references) == 4
    assert "at most 3 pictures" in str(compose.problems["references"])


# LoRAs


def test_a_lora_is_put_in_use_at_its_own_scale(compose):
    compose.add_lora(INK.use())

    assert compose.draft.loras == (LoraUse(source=INK.source, name="Ink wash", scale=0.85),)


def test_a_lora_in_use_is_switched_on_instead_of_taken_twice(compose):
    compose.add_lora(INK.use())
    compose.set_lora(0, enabled=False)

    compose.add_lora(INK.use())

    assert [lora.enabled for lora in compose.draft.loras] == [True]


def test_one_lora_too_many_is_refused_with_a_sentence(qtbot, compose):
    compose.choose_model(EDIT_LORA)
    for number in range(3):
        compose.add_lora(LoraUse(source=f"atelier/{number}"))

    with qtbot.waitSignal(compose.rejected) as blocker:
        compose.add_lora(DUSK.use())

    assert "at most 3 LoRA" in str(blocker.args[0])
    assert len(compose.draft.loras) == 3


@pytest.mark.parametrize(
    ("model", "name"), [("fal/flux-2/turbo", "FLUX.2 turbo"), ("fal/flux-2-pro", "FLUX.2 pro")]
)
def test_a_lora_for_a_family_without_is_refused_with_a_sentence(qtbot, compose, model, name):
    compose.choose_model(model)

    with qtbot.waitSignal(compose.rejected) as blocker:
        compose.add_lora(INK.use())

    assert str(blocker.args[0]) == f"{name} takes no LoRAs."
    assert blocker.args[0].hint == "Choose FLUX.2 to use them."


def test_a_lora_file_is_refused_where_the_service_cannot_take_it(compose):
    compose.choose_model("aimlapi/flux-2")
    compose.add_lora(TEAL.use())

    found = compose.lora_problem(compose.draft.loras[0])

    assert "cannot read “Deep teal”: it is a file on this computer" in str(found)
    assert "fal takes files" in found.hint
    compose.choose_backend("fal")
    assert compose.lora_problem(compose.draft.loras[0]) is None


# Seed


def test_locking_keeps_the_seed_of_the_last_picture(compose):
    compose.edit(prompt="x")
    compose.generate()

    compose.lock_seed(True)

    assert compose.draft.seed == 71042


def test_unlocking_draws_a_new_seed_each_time(compose):
    compose.edit(seed=5)

    compose.lock_seed(False)

    assert compose.draft.seed is None


# Undo


def test_typing_is_taken_back_in_one_step_and_put_back(compose, clock):
    for prompt in ("a", "a f", "a fox"):
        compose.edit(prompt=prompt)
    clock.now += 5
    compose.edit(prompt="a fox in snow")

    compose.undo()
    compose.undo()
    assert compose.draft.prompt == ""

    compose.redo()
    assert compose.draft.prompt == "a fox"


def test_a_removed_reference_comes_back_with_undo(compose, settle):
    compose.add_reference_bytes(picture(), "valley.png")
    settle()
    before = compose.draft.references
    compose.slots.remove(0)

    compose.undo()
    settle()

    assert compose.draft.references == before
    assert compose.slots.slots[0].thumbnail


def test_the_pictures_of_one_drop_are_one_step_of_undo(compose, settle, clock, tmp_path):
    files = [tmp_path / f"{name}.png" for name in ("one", "two", "three", "four", "five")]
    for number, file in enumerate(files):
        file.write_bytes(picture(64 + number))
    said = []
    compose.slots.noticed.connect(said.append)
    room = compose.slots.maximum
    compose.add_reference_files(files)
    clock.now += 5
    settle()
    assert len(compose.draft.references) == room
    assert said[-1].startswith(f"{len(files) - room} picture")

    compose.undo()

    assert compose.draft.references == ()
    assert said[-1] == ""

    compose.redo()

    assert len(compose.draft.references) == room


# Saving


def test_the_draft_is_saved_a_moment_after_it_changed(qtbot, compose, hand, saved):
    compose.edit(prompt="a")
    compose.edit(prompt="a fox")

    qtbot.waitUntil(lambda: bool(hand.waiting))
    hand.run_all()

    assert [draft.prompt for draft in saved] == ["a fox"]


def test_a_saved_draft_is_restored(make, settle):
    first = make()
    first.add_reference_bytes(picture(), "valley.png")
    settle()
    first.edit(prompt="a fox", seed=9)

    second = make(first.draft)

    assert second.draft == first.draft
    assert [slot.name for slot in second.slots.slots] == ["valley.png"]


def test_a_draft_for_an_unknown_model_keeps_everything_but_the_model(make):
    compose = make(GenerationRequest(model="gone/away", prompt="a fox"))

    assert (compose.draft.model, compose.draft.prompt) == ("practice", "a fox")


def test_a_disk_that_cannot_save_is_told_once(qtbot, make, hand, tasks):
    def save(_draft):
        raise StorageError("The disk is full.")

    compose, told = make(save=save), []
    compose.saver.failed.connect(told.append)

    for prompt in ("a", "b"):
        compose.edit(prompt=prompt)
        qtbot.waitUntil(lambda: bool(hand.waiting))
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)

    assert [str(error) for error in told] == ["The disk is full."]


def test_closing_saves_at_once(compose, saved):
    compose.edit(prompt="a fox")

    compose.saver.flush()

    assert saved[-1].prompt == "a fox"


def test_a_recalled_draft_replaces_the_form(compose):
    recalled = replace(compose.draft, prompt="recalled", count=3)

    compose.load(recalled)

    assert compose.draft == recalled
