"""Prompts are read once, and dev can rewrite them first."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from flux2studio.core.engine_messages import Phased
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.jobs import run_job
from flux2studio.engine.model_cache import ModelCache, TensorCache
from flux2studio.engine.prompts import embedding
from tests.engine.painting import Listener, Shelf, changed, pictures, scenes

DEV, KLEIN, BASE = Pipeline.DEV, Pipeline.KLEIN, Pipeline.KLEIN_BASE


@pytest.fixture(scope="module")
def shelf(tiny):
    shelf = Shelf(tiny)
    shelf.model(DEV).pipe.text_encoder.generation_config.max_new_tokens = 12
    return shelf


def run(shelf, order, stop_at=None):
    listener = Listener(stop_at)
    run_job(shelf, order, listener.say, listener.check)
    return listener


@pytest.mark.parametrize("kind", list(Pipeline))
def test_what_is_remembered_of_a_prompt_is_what_was_read(kind, shelf):
    model = shelf.model(kind)
    with torch.no_grad():
        read, _ = model.pipe.encode_prompt(prompt="a red door", device=model.device)

    first, second = embedding(model, "a red door"), embedding(model, "a red door")

    assert torch.equal(first, read)
    assert torch.equal(second, read)
    assert first.shape[1] == 512


LONG = "a lighthouse, ünd 🗼 " * 40


@pytest.mark.parametrize("kind", list(Pipeline))
def test_the_end_of_a_prompt_that_is_too_long_is_kept_with_the_picture(kind, shelf, tmp_path):
    said = run(shelf, shelf.order(kind, tmp_path, prompt=LONG, pictures=pictures(5, count=2)))
    [unread] = said.made[1].run.unread
    total = next(event.total for event in said.of(Phased) if event.phase == "reading")

    assert LONG.endswith(unread)
    assert f"reading 512/{total}" in said.phases()
    assert total > 512
    read = LONG.removesuffix(unread)
    model = shelf.model(kind)
    whole = embedding(model, LONG)
    assert torch.equal(whole, embedding(model, read + "x" * len(unread.encode())))
    assert not torch.equal(whole, embedding(model, read[:-1] + "#" * (len(unread.encode()) + 4)))


def test_of_a_prompt_that_is_read_whole_nothing_is_said(shelf, tmp_path):
    said = run(shelf, shelf.order(KLEIN, tmp_path))

    assert said.made[0].run.unread == ()
    assert "reading 0/0" in said.phases()


def test_the_end_of_a_negative_prompt_is_kept_too(shelf, tmp_path):
    order = shelf.order(BASE, tmp_path, negative_prompt=LONG)
    [made] = run(shelf, order).made
    [unguided] = run(shelf, changed(order, guidance=1.0)).made

    assert len(made.run.unread) == 1
    assert unguided.run.unread == ()


def test_a_prompt_that_was_read_needs_no_text_encoder(shelf, tmp_path):
    model, order = shelf.model(KLEIN), shelf.order(KLEIN, tmp_path, prompt="read before")
    [picture] = run(shelf, order).pixels
    encoder, model.pipe.text_encoder = model.pipe.text_encoder, None
    try:
        [again] = run(shelf, order).pixels
    finally:
        model.pipe.text_encoder = encoder

    assert np.array_equal(picture, again)


def test_the_cache_drops_what_was_not_asked_for_the_longest():
    cache = TensorCache(limit=3 * 400)
    for name in "abc":
        cache.put(name, torch.zeros(100))
    cache.get("a")

    cache.put("d", torch.zeros(100))

    assert [name for name in "abcd" if cache.get(name) is not None] == ["a", "c", "d"]
    assert cache.used == 3 * 400


def test_the_cache_keeps_nothing_that_is_larger_than_itself():
    cache = TensorCache(limit=100)

    cache.put("large", torch.zeros(100))

    assert cache.get("large") is None
    assert cache.used == 0


def test_a_negative_prompt_changes_what_a_base_model_paints(shelf, tmp_path):
    order = shelf.order(BASE, tmp_path)

    without, with_one = run(shelf, order), run(shelf, changed(order, negative_prompt="fog"))

    assert not np.array_equal(without.pixels, with_one.pixels)
    assert without.made[0].run.negative_prompt == ""
    assert with_one.made[0].run.negative_prompt == "fog"


def test_a_negative_prompt_without_guidance_is_not_said_to_have_been_used(shelf, tmp_path):
    order = shelf.order(BASE, tmp_path, guidance=1.0)

    without, with_one = run(shelf, order), run(shelf, changed(order, negative_prompt="fog"))

    assert np.array_equal(without.pixels, with_one.pixels)
    assert with_one.made[0].run.negative_prompt == ""


@pytest.mark.parametrize("kind", [DEV, KLEIN, Pipeline.KLEIN_KV])
def test_a_negative_prompt_is_refused_where_it_would_do_nothing(kind, shelf, tmp_path):
    with pytest.raises(EngineError, match="negative prompt") as refused:
        run(shelf, shelf.order(kind, tmp_path, negative_prompt="fog"))

    assert refused.value.field == "negative_prompt"


def test_dev_paints_the_expanded_prompt_and_says_it(shelf, tmp_path):
    order = shelf.order(DEV, tmp_path, expand_prompt=True, pictures=pictures(5, count=2))

    listener = run(shelf, order)

    words = {made.sent_prompt for made in listener.made}
    assert len(words) == 1
    assert words != {""}
    assert words != {order.prompt}
    sent = changed(order, expand_prompt=False, prompt=words.pop())
    assert np.array_equal(listener.pixels, run(shelf, sent).pixels)
    assert listener.phases()[:2] == ["expanding 0/0", "expanding 1/12"]


def test_the_expansion_depends_on_the_seed_of_the_job_and_on_nothing_else(shelf, tmp_path):
    order = shelf.order(DEV, tmp_path, expand_prompt=True, pictures=pictures(5, count=3))
    torch.manual_seed(1)
    before = torch.get_rng_state()

    words = run(shelf, order).made[0].sent_prompt

    assert torch.equal(torch.get_rng_state(), before)
    rest = changed(order, pictures=order.pictures[1:])
    assert run(shelf, rest).made[0].sent_prompt == words


def test_an_expansion_can_be_stopped_at_any_word(shelf, tmp_path):
    order = shelf.order(DEV, tmp_path, expand_prompt=True)

    with pytest.raises(StoppedError):
        run(shelf, order, stop_at=5)

    assert run(shelf, order).made


def test_an_edit_is_asked_for_in_other_words_than_a_new_picture(shelf, tmp_path):
    order = shelf.order(DEV, tmp_path, expand_prompt=True)

    scene = run(shelf, order).made[0].sent_prompt
    edit = run(shelf, changed(order, references=scenes(tmp_path, 1))).made[0].sent_prompt

    assert scene != edit


@pytest.mark.parametrize("kind", [KLEIN, BASE, Pipeline.KLEIN_KV])
def test_models_that_cannot_expand_a_prompt_say_so(kind, shelf, tmp_path):
    with pytest.raises(EngineError, match="expand") as refused:
        run(shelf, shelf.order(kind, tmp_path, expand_prompt=True))

    assert refused.value.field == "expand_prompt"
    assert refused.value.hint


def test_half_a_text_encoder_does_not_write(shelf, tmp_path):
    model = shelf.model(DEV)
    model.whole_encoder = False
    try:
        with pytest.raises(EngineError, match="text encoder"):
            run(shelf, shelf.order(DEV, tmp_path, expand_prompt=True))
    finally:
        model.whole_encoder = True


def test_every_model_remembers_for_itself():
    one, other = ModelCache(), ModelCache()

    one.prompts.put("a", torch.zeros(1))

    assert other.prompts.get("a") is None
