"""From a task to an order for the engine, and from its events to pictures and errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from flux2studio.backends.base import LoraPayload, ReferencePayload, RunTask
from flux2studio.backends.local import LocalBackend
from flux2studio.backends.local_engine import LocalWishes
from flux2studio.core.engine_messages import (
    EnginePhase,
    Failed,
    FailureKind,
    Made,
    MemoryWish,
    ModelFiles,
    Phased,
    Planned,
    Previewed,
)
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    InvalidRequestError,
    LoraError,
    StorageError,
)
from flux2studio.core.job import Phase
from flux2studio.core.local import LocalRun, MemoryPlan, MemoryTier, Pipeline
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.paths import resource
from tests.backends.recorder import Recorder
from tests.fakes import png

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
FILES = ModelFiles(pipeline=Pipeline.KLEIN, folder="/models/klein", label="klein")
RUN = LocalRun(pipeline="klein", weights="klein", device="cpu", plan=MemoryPlan())


class ScriptedEngine:
    """Says what its script says of any order; ``PICTURE`` is one made of the next picture."""

    def __init__(self, *script):
        self.script = script
        self.orders = []
        self.ends = []

    def make_ready(self):
        self.ends.append("ready")

    def run(self, order, control):
        self.orders.append(order)
        try:
            for step in self.script:
                match step:
                    case "picture":
                        yield from self._pictures(order)
                    case BaseException():
                        raise step
                    case _:
                        yield step(order.job)
        finally:
            self.ends.append("run")

    def _pictures(self, order):
        for picture in order.pictures:
            path = Path(order.folder) / f"{order.job}-{picture.index}.png"
            path.write_bytes(png())
            yield Made(
                job=order.job, index=picture.index, seed=picture.seed, path=str(path), run=RUN
            )

    def close(self):
        self.ends.append("close")


def request(**changes):
    values = {"model": "local/klein-4b", "prompt": "a fox", "seed": 7, "steps": 4}
    return GenerationRequest(**{**values, **changes})


def task(model="local/klein-4b", done=frozenset(), loras=(), references=(), mask=None, **changes):
    return RunTask(
        job_id="job-1",
        request=request(model=model, **changes),
        model=CATALOGUE.model(model),
        done=done,
        loras=loras,
        references=references,
        mask=mask,
    )


def backend(folder, engine, find=lambda model: FILES, wishes=LocalWishes):
    return LocalBackend(engine, find, wishes, folder / "engine" / "me")


def order_of(folder, **changes):
    engine = ScriptedEngine()
    list(backend(folder, engine).generate(task(**changes), Recorder().control))
    return engine.orders[0]


def failing(folder, *script, **changes):
    return list(backend(folder, ScriptedEngine(*script)).generate(task(), Recorder().control))


# The order


def test_an_order_holds_what_was_asked_for(tmp_path):
    wish = MemoryWish(tier=MemoryTier.LOW)
    engine = ScriptedEngine()
    local = backend(tmp_path, engine, wishes=lambda: LocalWishes(memory=wish, previews=False))
    size = Size(width=640, height=512)
    list(local.generate(task(count=3, size=size, steps=6), Recorder().control))

    (order,) = engine.orders
    assert (order.prompt, order.width, order.height, order.steps) == ("a fox", 640, 512, 6)
    assert [(p.index, p.seed) for p in order.pictures] == [(0, 7), (1, 8), (2, 9)]
    assert (order.model, order.memory, order.previews) == (FILES, wish, False)
    assert Path(order.folder) == tmp_path / "engine" / "me" / "job-1"


def test_pictures_that_are_saved_are_not_made_again(tmp_path):
    order = order_of(tmp_path, count=4, done=frozenset({0, 2}))

    assert [(p.index, p.seed) for p in order.pictures] == [(1, 8), (3, 10)]


def test_what_a_model_does_not_take_is_not_sent(tmp_path):
    plain = order_of(tmp_path, guidance=7.0, negative_prompt="rain", expand_prompt=True)
    base = order_of(
        tmp_path, model="local/klein-base-4b", guidance=7.0, negative_prompt="rain", steps=20
    )

    assert (plain.guidance, plain.negative_prompt, plain.expand_prompt) == (1.0, "", False)
    assert (base.guidance, base.negative_prompt) == (7.0, "rain")


def test_loras_go_as_files_with_their_scale(tmp_path):
    ink = LoraPayload(
        source="owner/ink", scale=0.6, name="", file=tmp_path / "ink.safetensors", sha256="ab"
    )

    (lora,) = order_of(tmp_path, loras=(ink,)).loras

    assert (lora.name, lora.scale, lora.sha256) == ("ink", 0.6, "ab")
    assert Path(lora.file).is_absolute()


def test_references_and_the_mask_go_as_files(tmp_path):
    first, mask = (
        ReferencePayload(path=tmp_path / n, media_type="image/png", width=64, height=64, name=n)
        for n in ("first", "mask")
    )

    order = order_of(tmp_path, references=(first,), mask=mask, strength=0.4)

    assert order.references == (str(tmp_path / "first"),)
    assert (order.mask, order.strength) == (str(tmp_path / "mask"), 0.4)


def test_a_model_that_is_not_here_is_said_before_the_engine_is_asked(tmp_path):
    def find(model):
        raise BackendError("The model is not on this computer yet.", hint="Download it.")

    engine = ScriptedEngine()
    local = backend(tmp_path, engine, find)

    with pytest.raises(BackendError, match="not on this computer"):
        list(local.generate(task(), Recorder().control))

    assert engine.orders == []


# What comes back


def test_pictures_come_with_how_they_were_made_and_cost_nothing(tmp_path):
    local = backend(tmp_path, ScriptedEngine("picture"))

    pictures = list(local.generate(task(count=2), Recorder().control))

    assert [(p.index, p.seed, p.cost_usd, p.local, p.receipt) for p in pictures] == [
        (0, 7, 0.0, RUN, None),
        (1, 8, 0.0, RUN, None),
    ]
    assert pictures[0].data == png()
    assert not (tmp_path / "engine" / "me" / "job-1").exists()


def test_where_the_engine_stands_is_told(tmp_path):
    recorder = Recorder()
    script = [
        lambda job, phase=phase: Phased(job=job, phase=phase, done=1, total=2)
        for phase in EnginePhase
    ]
    script.insert(1, lambda job: Planned(job=job, plan=MemoryPlan()))
    script.append(lambda job: Previewed(job=job, index=0, data=b"jpeg"))

    list(backend(tmp_path, ScriptedEngine(*script)).generate(task(), recorder.control))

    assert recorder.phases == [
        Phase.STARTING_ENGINE,
        Phase.LOADING_MODEL,
        Phase.LOADING_LORAS,
        Phase.EXPANDING_PROMPT,
        Phase.READING_PROMPT,
        Phase.COMPILING,
        Phase.RENDERING,
        Phase.DECODING,
    ]
    assert recorder.previews == [b"jpeg"]


@pytest.mark.parametrize(
    ("kind", "error", "field"),
    [
        (FailureKind.REQUEST, InvalidRequestError, "size"),
        (FailureKind.LORA, LoraError, "loras"),
        (FailureKind.MODEL, BackendError, "model"),
        (FailureKind.MEMORY, BackendError, "size"),
        (FailureKind.INSTALLATION, BackendError, ""),
        (FailureKind.BUG, BackendError, ""),
    ],
)
def test_each_failure_becomes_an_error_with_its_words(tmp_path, kind, error, field):
    said = "size" if kind is FailureKind.REQUEST else ""

    def fail(job):
        return Failed(job=job, kind=kind, message="Refused", hint="So.", field=said, details="why")

    with pytest.raises(error, match="Refused") as caught:
        failing(tmp_path, fail)

    assert (caught.value.hint, caught.value.field, caught.value.details) == ("So.", field, "why")
    assert not (tmp_path / "engine" / "me" / "job-1").exists()


def test_a_picture_that_is_gone_is_a_sentence(tmp_path):
    def vanish(job):
        return Made(job=job, index=0, seed=7, path=str(tmp_path / "gone"), run=RUN)

    with pytest.raises(StorageError, match="cannot be read"):
        failing(tmp_path, vanish)


def unsaid(folder, *indices):
    """An engine that wrote pictures and could not say so any more."""

    def write(job):
        for index in indices:
            (folder / "engine" / "me" / job / f"{job}-{index}.png").write_bytes(png())
        raise BackendError("It crashed.", hint="Try again.")

    return ScriptedEngine(write)


def test_a_picture_that_lies_there_is_kept_though_the_engine_did_not_say_so(tmp_path):
    local = backend(tmp_path, unsaid(tmp_path, 1))
    pictures = local.generate(task(count=3), Recorder().control)
    kept = next(pictures)

    with pytest.raises(BackendError, match="crashed"):
        next(pictures)

    assert (kept.index, kept.seed, kept.data, kept.local) == (1, 8, png(), None)
    assert not (tmp_path / "engine" / "me" / "job-1").exists()


def test_a_job_that_misses_no_picture_has_not_failed(tmp_path):
    local = backend(tmp_path, unsaid(tmp_path, 0, 1))

    assert [p.index for p in local.generate(task(count=2), Recorder().control)] == [0, 1]


def test_half_a_file_is_no_picture(tmp_path):
    def write(job):
        (tmp_path / "engine" / "me" / job / f"{job}-0.png.part").write_bytes(png())
        raise BackendError("It crashed.", hint="Try again.")

    with pytest.raises(BackendError):
        failing(tmp_path, write)


def test_a_cache_that_cannot_be_written_is_a_sentence(tmp_path):
    (tmp_path / "engine").write_text("in the way")

    with pytest.raises(StorageError, match="cache cannot be written"):
        failing(tmp_path)


def test_a_cancel_leaves_the_run(tmp_path):
    recorder, engine = Recorder(), ScriptedEngine("picture")
    recorder.control.cancel()

    with pytest.raises(Cancelled):
        list(backend(tmp_path, engine).generate(task(), recorder.control))

    assert engine.orders == []


def test_whoever_stops_listening_ends_the_run(tmp_path):
    engine = ScriptedEngine("picture")
    pictures = backend(tmp_path, engine).generate(task(count=4), Recorder().control)
    next(pictures)
    pictures.close()

    assert engine.ends == ["run"]


# Its folder


def test_closed_it_leaves_nothing(tmp_path):
    engine = ScriptedEngine("picture")
    local = backend(tmp_path, engine)
    local.make_ready()
    list(local.generate(task(), Recorder().control))
    local.close()

    assert engine.ends == ["ready", "run", "close"]
    assert not (tmp_path / "engine" / "me").exists()


def test_nothing_goes_on_for_a_job_nobody_waits_for(tmp_path):
    local = backend(tmp_path, ScriptedEngine())

    assert local.abandon({}, CATALOGUE.model("local/klein-4b"), Recorder().control)
