"""What a good teacher says of a form, and when he is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.advice import BESIDE, AdviceKind, Known, advice
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import LoraUse
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
MODEL = CATALOGUE.model("practice")
KLEIN = CATALOGUE.model("local/klein-4b")
DRAFT = replace(starting_request(MODEL), prompt="a fox")
INK, DUSK, CLAY = (LoraUse(source=f"a/{name}", name=name) for name in ("ink", "dusk", "clay"))


def said(draft, model=MODEL, **known):
    return {found.kind: found for found in advice(draft, model, Known(**known))}


def test_a_form_as_it_starts_needs_no_advice():
    assert said(DRAFT) == {}
    assert said(replace(DRAFT, loras=(INK, DUSK))) == {}


def test_three_strong_loras_spoil_each_other_and_the_others_can_be_lowered():
    draft = replace(DRAFT, loras=(INK, replace(DUSK, scale=1.2), CLAY))

    found = said(draft)[AdviceKind.SEVERAL_STRONG]

    assert (found.field, found.name, found.value) == ("loras", "dusk", 3)
    assert [use.scale for use in found.changes["loras"]] == [BESIDE, 1.2, BESIDE]


def test_one_that_is_off_or_weak_spoils_nothing():
    for change in ({"enabled": False}, {"scale": 0.5}):
        assert said(replace(DRAFT, loras=(INK, DUSK, replace(CLAY, **change)))) == {}


def test_a_scale_far_above_the_usual_can_go_back_to_one():
    draft = replace(DRAFT, loras=(replace(INK, scale=2.5),))

    found = said(draft)[AdviceKind.SCALE_HIGH]

    assert (found.name, found.changes["loras"][0].scale) == ("ink", 1)
    assert said(draft, good={INK.source: 3.0}) == {}


def test_the_seed_is_to_be_kept_once_only_settings_change():
    sent = replace(DRAFT, loras=(INK,), seed=71042)
    now = replace(sent, seed=None, loras=(replace(INK, scale=0.6),))

    assert said(now, before=sent)[AdviceKind.KEEP_SEED].changes == {"seed": 71042}
    assert said(replace(sent, seed=None), before=sent) == {}
    assert said(replace(now, prompt="an owl"), before=sent) == {}


def test_two_changes_at_once_with_one_seed_can_be_made_one():
    sent = replace(DRAFT, loras=(INK, DUSK), seed=71042)
    now = replace(sent, loras=(replace(INK, scale=0.6), replace(DUSK, scale=0.4)), guidance=3.5)

    found = said(now, before=sent)[AdviceKind.ONE_AT_A_TIME]

    assert (found.name, found.value) == ("ink", 3)
    after = replace(now, **found.changes)
    assert [use.scale for use in after.loras] == [0.6, 1.0]
    assert after.guidance == sent.guidance
    assert AdviceKind.ONE_AT_A_TIME not in said(after, before=sent)


@pytest.mark.parametrize(("guidance", "high"), [(2.5, False), (6, False), (6.5, True)])
def test_a_guidance_that_burns_can_go_back_to_the_usual(guidance, high):
    found = said(replace(DRAFT, guidance=guidance)).get(AdviceKind.GUIDANCE_HIGH)

    assert (found is not None) is high
    assert found is None or found.changes == {"guidance": 2.5}


def test_half_the_usual_steps_are_a_sketch_but_not_where_few_are_usual():
    assert said(replace(DRAFT, steps=13))[AdviceKind.FEW_STEPS].changes == {"steps": 28}
    assert said(replace(DRAFT, steps=14)) == {}
    few = replace(starting_request(KLEIN), prompt="a fox", steps=1)
    assert said(few, KLEIN) == {}


def test_a_rewrite_may_lose_the_trigger_word():
    draft = replace(DRAFT, prompt="Inkwash style fox", expand_prompt=True)

    found = said(draft, words=["inkwash style"])[AdviceKind.REWRITTEN_WORDS]

    assert (found.field, found.name, found.changes) == (
        "prompt",
        "inkwash style",
        {"expand_prompt": False},
    )
    assert said(draft, words=["dsk"]) == {}
    assert said(draft, KLEIN, words=["inkwash style"]) == {}


def test_a_choice_that_does_not_close_is_told():
    assert AdviceKind.OPEN_BRACE in said(replace(DRAFT, prompt="a {red|green fox"))
    assert said(replace(DRAFT, prompt="a { fox")) == {}
