"""What is compiled once serves every size and every LoRA, and can be left out at any time.

Tracing the blocks takes seconds: most tests look at one model, compiled by the first of them.
"""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
import torch

from flux2studio.core.local import Pipeline
from flux2studio.core.request import Acceleration
from flux2studio.engine.acceleration import accelerate, confirmed
from flux2studio.engine.compiling import Compiler
from flux2studio.engine.jobs import run_job
from tests.engine import lora_files
from tests.engine.painting import Listener, Shelf, changed, pictures, plain, scenes

NONE, REGULAR, _ = Acceleration
KLEIN = Pipeline.KLEIN

pytestmark = pytest.mark.timeout(180)  # to trace what is compiled takes seconds of a busy machine


class Counting:
    """A backend that compiles nothing, and counts how often it is asked to."""

    def __init__(self):
        self.graphs = 0

    def __call__(self, graph, _inputs):
        self.graphs += 1
        return graph.forward


class Compiled:
    """A model whose second picture was compiled, and what it painted before."""

    def __init__(self, tiny, folder):
        self.folder = folder
        self.shelf = Shelf(tiny)
        self.backend = Counting()
        self.model = self.shelf.model(KLEIN)
        self.model.speed.compiler.backend = self.backend
        self.loras = [_lora(folder, name, seed) for seed, name in enumerate(("Ink", "Oil"), 1)]
        exact = self.shelf.order(KLEIN, folder)
        self.expected = plain(self.model, exact)
        self.plain_second = plain(self.model, changed(exact, pictures=pictures(6)))
        self.with_ink = self.painted(loras=self.loras[:1])
        self.first = Listener()
        order = self.order(acceleration=REGULAR, pictures=pictures(5, count=3))
        run_job(self.shelf, order, self.first.say, self.first.check)
        self.graphs = self.backend.graphs

    def order(self, **changes):
        return self.shelf.order(KLEIN, self.folder, **changes)

    def painted(self, **changes):
        """Return the picture of the usual seed, and see to it that it was compiled if asked to."""
        listener = Listener()
        run_job(self.shelf, self.order(**changes), listener.say, listener.check)
        [made], [picture] = listener.made, listener.pixels
        assert ("compiled" in made.run.acceleration) is ("acceleration" in changes)
        return picture

    def fast(self, **changes):
        return self.painted(acceleration=REGULAR, **changes)


@pytest.fixture(scope="module")
def compiled(tiny, tmp_path_factory):
    torch._dynamo.reset()
    yield Compiled(tiny, tmp_path_factory.mktemp("compiled"))
    torch._dynamo.reset()


def far(one, other):
    return np.abs(one.astype(int) - other.astype(int)).max()


def test_blocks_are_compiled_for_the_second_picture_of_a_shape(compiled):
    words = [made.run.acceleration for made in compiled.first.made]

    assert ["compiled" in each for each in words] == [False, True, True]
    assert compiled.graphs == 2  # one of the double blocks, one of the single ones
    assert compiled.first.phases().count("compiling 0/0") == 1
    assert far(compiled.first.pixels[1], compiled.plain_second) <= 1


def test_a_change_of_loras_compiles_nothing_anew(compiled):
    ink, oil = compiled.loras
    one = compiled.fast(loras=(ink,))
    before = compiled.backend.graphs
    other, both, weaker = (
        compiled.fast(loras=loras)
        for loras in ((oil,), (ink, oil), (msgspec.structs.replace(oil, scale=0.5),))
    )

    assert compiled.backend.graphs == before
    assert far(one, compiled.with_ink) <= 1
    assert far(other, both)
    assert far(other, weaker)
    assert far(other, compiled.painted(loras=(oil,))) <= 1


def test_another_size_or_number_of_references_costs_little_and_the_next_nothing(compiled, tmp_path):
    before = compiled.backend.graphs
    compiled.fast(width=96)
    at_most = before + compiled.graphs
    for changes in ({"height": 112}, {"references": scenes(tmp_path, 3)}, {"steps": 3}):
        compiled.fast(**changes)

    assert compiled.backend.graphs <= at_most


def test_none_is_plain_diffusers_also_after_compiling(compiled):
    compiled.fast(loras=compiled.loras[:1])

    assert np.array_equal(compiled.painted(), compiled.expected)
    assert np.array_equal(compiled.painted(loras=compiled.loras[:1]), compiled.with_ink)


def test_when_compiling_fails_the_picture_is_made_without_it(tiny, tmp_path):
    def broken(_graph, _inputs):
        raise RuntimeError("no C compiler")

    shelf = Shelf(tiny)
    model = shelf.model(KLEIN)
    model.speed.compiler.backend = broken
    order = shelf.order(KLEIN, tmp_path, acceleration=REGULAR)
    accelerate(model, order)
    words = accelerate(model, order)
    assert words == ("compiled",)

    listener = Listener()
    run_job(shelf, changed(order, pictures=pictures(5)), listener.say, listener.check)

    assert np.array_equal(listener.pixels[0], plain(model, order))
    assert "no C compiler" in model.speed.compiler.failure
    assert confirmed(model, words) == ("nothing to speed up on this device",)
    assert "compiled" not in accelerate(model, order)


def test_a_stop_while_compiled_leaves_the_model_whole(tiny):
    compiler = Compiler(Counting())
    transformer = Shelf(tiny).model(KLEIN).pipe.transformer

    compiler.switch_on(transformer)
    compiler.switch_on(transformer)
    assert compiler.is_warming
    compiler.switch_off()

    assert not compiler.is_on
    assert all(module._compiled_call_impl is None for module in transformer.modules())


def _lora(folder, name, seed):
    pairs = lora_files.original_pairs(seed=seed)
    path = lora_files.save(
        folder / f"{name}.safetensors", lora_files.written(pairs, "kohya without alpha")
    )
    return lora_files.order(path, name=name)
