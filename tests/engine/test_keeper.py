"""One model is kept for as long as the orders want it; what is not used takes no memory."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.core.engine_messages import EnginePhase, LoraOrder, MemoryWish, Phased
from flux2studio.core.local import (
    MemoryPlan,
    MemoryTier,
    Offload,
    Pipeline,
    Precision,
    Quantisation,
)
from flux2studio.core.request import Acceleration
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.hardware import DEVICE_VARIABLE
from flux2studio.engine.keeper import Keeper
from tests.engine.loads import EXACT, files, order, picture, silent, stop_at

KLEIN = Pipeline.KLEIN
GB = 10**9


@pytest.fixture
def keeper(monkeypatch):
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")
    return Keeper()


@pytest.fixture
def folder(tiny, tmp_path):
    return shutil.copytree(tiny(KLEIN), tmp_path / "model")


def ready(keeper, wanted, plan=EXACT):
    return keeper.ready(wanted, plan, silent, silent)


def test_the_plan_for_this_machine_can_be_loaded(keeper, tiny):
    wanted = order(files(KLEIN, tiny(KLEIN)))

    best, *_ = keeper.plans(wanted)

    assert best.offload is Offload.NONE
    assert best.peak_bytes > 0
    assert picture(ready(keeper, wanted, best).pipe).std() > 0.01


def test_a_plan_counts_references_and_loras(keeper, tiny, tmp_path):
    wanted = order(files(KLEIN, tiny(KLEIN)))
    lora = tmp_path / "lora.safetensors"
    lora.write_bytes(bytes(50_000_000))
    used = LoraOrder(name="lora", file=str(lora), scale=1.0)
    resting = LoraOrder(name="lora", file=str(lora), scale=0.0)

    bare, with_lora, with_resting = (
        keeper.plans(order(wanted.model, loras=loras))[0].peak_bytes
        for loras in ((), (used,), (resting,))
    )

    assert with_lora - bare == 50_000_000
    assert with_resting == bare


@pytest.mark.parametrize("kind", [KLEIN, Pipeline.KLEIN_KV])
def test_a_plan_counts_what_is_painted_in_as_large_as_the_picture(kind, keeper, tiny, tmp_path):
    sizes = {}
    for name, size in (("as large", (64, 64)), ("larger", (1024, 1024))):
        place = str(tmp_path / f"{name}.png")
        Image.new("RGB", size).save(place)
        for mask in ("", "mask.png"):
            wanted = order(files(kind, tiny(kind)), references=(place,), mask=mask)
            sizes[name, bool(mask)] = keeper.plans(wanted)[0].peak_bytes

    assert sizes["larger", False] > sizes["as large", False]
    assert sizes["larger", True] == sizes["as large", True] <= sizes["as large", False]


def test_a_reference_that_cannot_be_read_does_not_stop_the_plan(keeper, tiny, tmp_path):
    wanted = order(files(KLEIN, tiny(KLEIN)), references=(str(tmp_path / "gone.png"),))

    assert keeper.plans(wanted)


def test_broken_files_are_known_before_anything_is_planned(keeper, folder):
    shutil.rmtree(folder / "vae")

    with pytest.raises(EngineError, match="not complete"):
        keeper.plans(order(files(KLEIN, folder)))


def test_the_same_model_is_loaded_once(keeper, folder):
    wanted = order(files(KLEIN, folder))
    said = []

    first = keeper.ready(wanted, EXACT, said.append, silent)
    count = len(said)
    second = keeper.ready(wanted, replace(EXACT, peak_bytes=7), said.append, silent)

    assert second is first
    assert len(said) == count > 0
    assert all(isinstance(each, Phased) and each.phase is EnginePhase.LOADING for each in said)


def test_another_size_of_the_picture_moves_parts_and_loads_nothing(keeper, folder):
    wanted = order(files(KLEIN, folder))

    first = ready(keeper, wanted)
    tiled = replace(EXACT, tiling=True, offload=Offload.TEXT_ENCODER)

    assert ready(keeper, wanted, tiled) is first
    assert first.pipe.vae.use_tiling
    assert first.plan == tiled
    assert not ready(keeper, wanted).pipe.vae.use_tiling


@pytest.mark.parametrize(
    "plan",
    [
        MemoryPlan(precision=Precision.BF16),
        MemoryPlan(precision=Precision.FP32, quantisation=Quantisation.INT8),
        MemoryPlan(precision=Precision.FP32, truncated=False),
    ],
)
def test_other_weights_are_loaded_anew(plan, keeper, folder):
    wanted = order(files(KLEIN, folder))
    first = weakref.ref(ready(keeper, wanted).pipe.transformer)

    second = ready(keeper, wanted, plan)

    assert first() is None
    assert second.plan == plan


def test_what_is_loaded_stays_as_long_as_it_fits(keeper, folder):
    """Else a large picture and a small one in turn would load the model for each of them."""
    wanted = order(files(KLEIN, folder))
    best = keeper.plans(wanted)
    smaller = ready(keeper, wanted, best[1])

    again = keeper.plans(order(wanted.model, width=32, height=32))

    assert [plan.precision for plan in again] == [plan.precision for plan in best[1:]]
    assert ready(keeper, wanted, again[0]) is smaller


def test_another_wish_is_planned_anew(keeper, folder):
    wanted = order(files(KLEIN, folder))
    best = keeper.plans(wanted)
    ready(keeper, wanted, best[1])

    high = MemoryWish(tier=MemoryTier.HIGH)
    changes = ({"memory": high}, {"acceleration": Acceleration.HIGH})

    for change in changes:
        assert keeper.plans(order(wanted.model, **change))[0].precision is best[0].precision


def test_a_text_encoder_that_must_write_is_loaded_whole_and_then_kept(keeper, tiny):
    reads = order(files(Pipeline.DEV, tiny(Pipeline.DEV)))
    writes = order(reads.model, expand_prompt=True)

    assert not ready(keeper, reads).whole_encoder
    whole = ready(keeper, writes)

    assert whole.whole_encoder
    assert ready(keeper, reads) is whole


def test_files_that_changed_are_loaded_anew(keeper, folder):
    wanted = order(files(KLEIN, folder))
    first = ready(keeper, wanted).pipe
    weights = folder / "vae" / "diffusion_pytorch_model.safetensors"
    os.utime(weights, ns=(0, weights.stat().st_mtime_ns + 1))

    assert ready(keeper, wanted).pipe is not first


def test_a_loaded_model_outlives_its_folder(keeper, folder):
    wanted = order(files(KLEIN, folder))
    first = ready(keeper, wanted).pipe
    shutil.rmtree(folder)

    assert ready(keeper, wanted).pipe is first


def test_after_a_stop_nothing_is_loaded_and_the_next_order_is_served(keeper, folder):
    wanted = order(files(KLEIN, folder))

    with pytest.raises(StoppedError):
        keeper.ready(wanted, EXACT, silent, stop_at(300))

    assert keeper.state().model == ""
    assert ready(keeper, wanted)
    assert keeper.state().model == "tiny"


def test_unloading_frees_the_model(keeper, folder):
    transformer = weakref.ref(ready(keeper, order(files(KLEIN, folder))).pipe.transformer)
    assert keeper.state().used_bytes > 500_000

    keeper.unload()
    gc.collect()

    assert transformer() is None
    assert keeper.state().plan is None
    assert keeper.state().used_bytes == 0


def test_what_it_says_is_free_can_be_planned_with(monkeypatch, folder):
    """The window plans the next picture by it, while the model of the last one is loaded."""
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")

    def crowded(hardware, _device):
        return replace(hardware, ram_free_bytes=GB, device=replace(hardware.device, free_bytes=GB))

    keeper = Keeper(crowded)
    ready(keeper, order(files(KLEIN, folder)))

    state = keeper.state()

    assert state.hardware.ram_free_bytes == GB + state.used_bytes
    assert state.hardware.device.free_bytes == GB + state.used_bytes


def test_where_nobody_says_what_is_free_a_loaded_model_changes_nothing_of_the_plan(
    monkeypatch, folder
):
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")

    def silent_system(hardware, _device):
        device = replace(hardware.device, free_bytes=0, total_bytes=0)
        return replace(hardware, device=device, ram_free_bytes=0, ram_total_bytes=0)

    keeper = Keeper(silent_system)
    wanted = order(files(KLEIN, folder), memory=MemoryWish())
    before = keeper.plans(wanted)[0]
    ready(keeper, wanted, before)

    assert keeper.plans(wanted)[0] == before
    assert keeper.state().hardware.ram_free_bytes == 0


def test_the_memory_of_the_loaded_model_counts_as_free_for_the_next_plan(keeper, folder):
    wanted = order(files(KLEIN, folder), memory=MemoryWish())

    before = keeper.plans(wanted)[0]
    ready(keeper, wanted, before)

    assert keeper.plans(wanted)[0] == before
