"""This computer in words: its GPU, the engine, and what lies in memory."""

from __future__ import annotations

import pytest

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.errors import BackendError
from flux2studio.core.local import Hardware, MemoryPlan, MemoryTier, Quantisation
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.tasks import Tasks
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import GIB, GPU, KLEIN, NO_GPU, PLAN, Here


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def here(tasks):
    return Here(catalogue(), tasks)


@pytest.fixture
def settle(qtbot, hand, tasks):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)
        qtbot.wait(1)

    return settle


@pytest.fixture
def computer(here, settle):
    here.computer.look()
    settle()
    return here.computer


def test_the_gpu_is_named_with_its_memory_and_driver(computer):
    assert computer.name == "NVIDIA GeForce RTX 4090"
    assert computer.facts == "22 GB free of 24 GB · driver 550.54"
    assert computer.machine == "Main memory: 48 GB free of 64 GB"
    assert computer.short == "GPU: NVIDIA GeForce RTX 4090, 22 GB free"


def test_without_a_gpu_it_says_what_works_all_the_same(here, settle):
    here.hardware = NO_GPU
    here.computer.look()
    settle()

    assert here.computer.name == "No GPU that FLUX.2 can use was found"
    assert "hosted service" in here.computer.facts
    assert here.computer.short == ""


def test_an_engine_that_was_never_started_says_when_it_will_be(computer):
    assert computer.engine_words == "Not started. It starts with the first picture."
    assert computer.engine_problem is None


def test_missing_libraries_are_said_before_the_engine_fails(here, settle):
    here.hardware = Hardware(device=GPU.device)
    here.computer.look()
    settle()

    assert "torch, diffusers" in str(here.computer.engine_problem)
    assert "Settings, This computer" in here.computer.engine_problem.hint


def test_a_ready_engine_tells_its_versions(here, computer, settle):
    here.engine.put()
    settle()

    assert computer.engine_words == "Ready · torch 2.13.0 · diffusers 0.42.1"


def test_an_unusable_engine_says_why(here, computer, settle):
    problem = BackendError("The driver is too old.", hint="Install a newer one.")
    here.engine.put(EngineStatus.UNUSABLE, problem=problem)
    settle()

    assert computer.engine_problem is problem
    assert computer.can_start


def test_the_engine_can_be_tried_before_the_first_picture(here, computer, settle):
    here.engine.refusal = BackendError("There is no Python there.")
    computer.start_engine()
    settle()

    assert computer.engine_problem is here.engine.refusal


def test_the_loaded_model_is_named_and_its_memory_can_be_freed(here, computer, settle):
    label = "black-forest-labs/FLUX.2-klein-4B@5e67da950fce"
    here.engine.put(model=label, plan=PLAN, used_bytes=13 * GIB)
    settle()
    loaded, can_free = computer.loaded, computer.can_free

    computer.free_memory()
    settle()

    assert (loaded, can_free) == ("FLUX.2 klein 4B · 13 GB in use", True)
    assert here.engine.asked == ["release"]


def test_memory_is_not_freed_under_a_running_job(here, computer, settle):
    here.engine.put(EngineStatus.BUSY, model="a file.safetensors")
    settle()

    assert computer.loaded == "a file.safetensors"
    assert not computer.can_free


def test_the_plan_follows_the_size_of_the_picture(here, computer):
    klein = catalogue().model(KLEIN)
    small = here.fits.plan(GenerationRequest(model=KLEIN), klein)
    large = here.fits.plan(
        GenerationRequest(model=KLEIN, size=Size(width=2048, height=2048)), klein
    )

    assert small.words.startswith("full weights (bf16), all on the GPU, about ")
    assert small.words != large.words


def test_the_plan_counts_the_loras(here, computer):
    klein = catalogue().model(KLEIN)
    lora = LoraUse(source="/loras/huge.safetensors", size=6 * GIB)
    plain = here.fits.plan(GenerationRequest(model=KLEIN), klein)

    assert here.fits.plan(GenerationRequest(model=KLEIN, loras=(lora,)), klein) != plain


def test_the_plan_counts_a_chosen_file_as_small_as_it_is(here, computer):
    """The engine does; by the full model a file that fits would be called too large."""
    klein, request = catalogue().model(KLEIN), GenerationRequest(model=KLEIN)
    full = here.fits.plan(request, klein).words
    here.small_file = 3 * GIB

    assert full.startswith("full weights")
    assert here.fits.plan(request, klein).words.startswith("weights as the file has them")


def test_the_plan_follows_the_memory_setting(qtbot, here, computer):
    klein = catalogue().model(KLEIN)
    here.wish = MemoryWish(tier=MemoryTier.LOWEST)

    with qtbot.waitSignal(here.fits.changed):
        here.fits.look_again()

    assert "layer by layer" in here.fits.plan(GenerationRequest(model=KLEIN), klein).words


def test_the_plan_of_what_is_loaded_stays_until_the_artist_wishes_for_another(
    here, computer, settle
):
    request, model = GenerationRequest(model=KLEIN), catalogue().model(KLEIN)
    fresh = here.fits.plan(request, model).words
    kept = MemoryPlan(quantisation=Quantisation.FP8, text_encoder_quantisation=Quantisation.FP8)
    loaded = {"model": "black-forest-labs/FLUX.2-klein-4B@5e67da950fce", "plan": kept}

    here.engine.put(**loaded, wish=here.wish)
    settle()
    staying = here.fits.plan(request, model).words
    here.engine.put(wish=MemoryWish(tier=MemoryTier.LOW))
    settle()

    assert fresh.startswith("full weights")
    assert staying.startswith("8-bit weights (fp8)")
    assert here.fits.plan(request, model).words == fresh


def test_what_does_not_fit_is_a_warning_with_a_next_step(here, computer, settle):
    small = Hardware(device=GPU.device.__class__(kind="cuda", total_bytes=2 * GIB))
    here.engine.put(hardware=small)
    settle()

    fit = here.fits.plan(GenerationRequest(model=KLEIN), catalogue().model(KLEIN))

    assert fit.tone == "warn"
    assert "hosted" in fit.words
