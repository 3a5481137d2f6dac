"""A sheet: the same request at several scales and seeds, and nothing else changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import place_of
from flux2studio.core.lora_sheet import CELLS_MAX, Sheet, cell_request, fewer_or_more, usual_scales
from flux2studio.core.request import GenerationRequest, LoraUse

INK = Lora(source="owner/ink", name="Ink", default_scale=0.85)
WASH = LoraUse(source="owner/wash", scale=0.4)


def test_only_scale_and_seed_differ_from_cell_to_cell():
    draft = GenerationRequest(prompt="rain", loras=(INK.use(), WASH), count=3, steps=20)

    requests = [cell_request(draft, INK, cell) for cell in Sheet.parse("0.5, 1", "7 8").cells()]

    assert [(each.seed, each.loras[-1].scale) for each in requests] == [
        (7, 0.5),
        (7, 1.0),
        (8, 0.5),
        (8, 1.0),
    ]
    for each in requests:
        assert each.loras[:-1] == (WASH,)
        assert each.count == 1
        assert replace(each, loras=draft.loras, seed=draft.seed, count=3) == draft


def test_a_lora_that_is_in_use_from_where_it_was_before_is_not_applied_twice():
    moved = replace(INK, source="/new/ink.safetensors", places=(place_of("/old/ink.safetensors"),))
    draft = GenerationRequest(prompt="rain", loras=(LoraUse(source="/old/ink.safetensors"), WASH))
    cell = next(Sheet.parse("0.5", "7").cells())

    request = cell_request(draft, moved, cell)

    assert request.loras == (WASH, replace(moved.use(), scale=0.5))


def test_the_scales_to_begin_with_are_those_of_the_card():
    assert usual_scales(INK) == (0.0, 0.5, 0.75, 0.85, 1.0, 1.25)
    ranged = replace(INK, scale_low=0.6, scale_high=1.0)
    assert usual_scales(ranged) == (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 1.0)


@pytest.mark.parametrize(
    ("scales", "seeds", "field"),
    [
        ("", "1", "scales"),
        ("much", "1", "scales"),
        ("nan", "1", "scales"),
        ("9", "1", "scales"),
        ("1", "", "seeds"),
        ("1", "-4", "seeds"),
        ("1", "99999999999", "seeds"),
        (" ".join(str(n / 20) for n in range(20)), "1 2 3 4", "scales"),
    ],
)
def test_a_sheet_that_is_none_says_which_field(scales, seeds, field):
    with pytest.raises(InvalidRequestError) as caught:
        Sheet.parse(scales, seeds)
    assert caught.value.field == field


def test_more_seeds_keep_those_there_are():
    assert fewer_or_more((5, 6, 7), 2) == (5, 6)
    more = fewer_or_more((5, 6), CELLS_MAX)
    assert more[:2] == (5, 6)
    assert len(set(more)) == CELLS_MAX
