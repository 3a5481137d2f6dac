"""What is sent of a form: the draft itself, or one request for each picture with choices."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.models import read_catalogue
from flux2studio.core.request import SEED_MAX, GenerationRequest
from flux2studio.core.sending import chosen, requests_of
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
MODEL = CATALOGUE.model("practice")


def sent(next_seed=500, **fields):
    return requests_of(GenerationRequest(**fields), MODEL, next_seed)


def test_a_plain_prompt_is_sent_as_the_form_has_it():
    draft = GenerationRequest(prompt="a fox", count=3)

    assert requests_of(draft, MODEL, 500) == (draft,)


def test_each_picture_has_its_own_choice_its_own_seed_and_the_prompt_as_typed():
    requests = sent(prompt="a {red|green} fox", count=2)

    assert {request.prompt for request in requests} == {"a red fox", "a green fox"}
    assert [request.seed for request in requests] == [500, 501]
    assert {request.count for request in requests} == {1}
    assert {request.typed_prompt for request in requests} == {"a {red|green} fox"}


def test_a_locked_seed_repeats_the_choices():
    once = sent(prompt="{a|b|c} fox", count=3, seed=71042, next_seed=1)
    again = sent(prompt="{a|b|c} fox", count=3, seed=71042, next_seed=2)

    assert once == again


def test_one_of_the_pictures_is_made_again_by_its_own_seed_alone():
    second = sent(prompt="{a|b|c} {d|e|f} fox", count=3, seed=71042)[1]

    again = replace(second, prompt=second.typed_prompt, typed_prompt="")

    assert requests_of(again, MODEL, 9) == (second,)
    assert chosen(again) == second


def test_choices_that_come_out_the_same_are_one_request():
    (request,) = sent(prompt="{fox|fox} in snow", count=4)

    assert (request.prompt, request.count, request.seed) == ("fox in snow", 4, 500)


def test_a_seed_at_the_end_leaves_room_for_all_pictures():
    requests = sent(prompt="{a|b}", count=4, seed=SEED_MAX)

    assert [request.seed for request in requests] == list(range(SEED_MAX - 3, SEED_MAX + 1))


def test_signs_with_a_backslash_are_sent_without_it():
    (request,) = sent(prompt=r"the sign \{a\|b\}")

    assert (request.prompt, request.typed_prompt) == ("the sign {a|b}", r"the sign \{a\|b\}")
