"""ComposeViewModel: one draft, edited, checked, priced, sent once a click."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import BackendError, StorageError
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from tests.ui.compose_parts import (
    DUSK,
    INK,
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
    def make(draft=None, save=saved.append):
        return ComposeViewModel(catalogue(), draft, start, MemoryReferences(), tasks, save, clock)

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
    compose.edit(count=2)

    assert compose.price == pytest.approx((2 + 2) * 0.021 * 1.05)
    assert compose.billed_megapixels == 2


def test_practice_costs_nothing(compose):
    assert compose.price is None
    assert compose.billed_megapixels == 0


# Switching models


def test_switching_the_model_keeps_prompt_loras_seed_and_references(compose, settle):
    compose.add_reference_bytes(picture(), "valley.png")
    settle()
    compose.edit(prompt="a fox", seed=7)
    compose.add_lora(INK.use())
    before = compose.draft

    compose.choose_model(EDIT_LORA)

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


def test_choosing_a_backend_takes_the_model_most_like_the_present_one(compose, settle):
    compose.choose_model("fal/flux-2/lora/edit")

    compose.choose_backend("aimlapi")

    assert compose.draft.model == EDIT_LORA


def test_a_backend_comes_back_with_the_model_last_used(compose):
    compose.choose_model("aimlapi/flux-2-edit")
    compose.choose_backend("practice")

    compose.choose_backend("aimlapi")

    assert compose.draft.model == "aimlapi/flux-2-edit"


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


def test_a_lora_for_a_model_without_is_refused_with_a_sentence(qtbot, compose):
    compose.choose_model("aimlapi/flux-2-edit")

    with qtbot.waitSignal(compose.rejected) as blocker:
        compose.add_lora(INK.use())

    assert str(blocker.args[0]) == "FLUX.2 edit takes no LoRAs."


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
