"""Texts in pictures that are made to cost time or memory, or to be taken for something else."""

from __future__ import annotations

import json
import time
import zlib

import pytest

from flux2studio.imaging.foreign_a1111 import read_a1111
from flux2studio.imaging.foreign_comfyui import read_comfyui
from flux2studio.imaging.foreign_invokeai import read_invokeai
from flux2studio.imaging.foreign_text import TEXTS_MAX, read_texts
from tests.imaging import foreign_files as files


def took(act):
    """Seconds of this thread, whoever else is busy."""
    start = time.thread_time()
    act()
    return time.thread_time() - start


def test_many_small_texts_that_unpack_to_gigabytes_end_the_reading(tmp_path):
    zipped = zlib.compress(bytes(7 * 2**20))
    bombs = [files.png_chunk(b"zTXt", b"key %d\0\0" % number + zipped) for number in range(40)]
    whole = files.png()
    path = tmp_path / "bombs.png"
    path.write_bytes(whole[:33] + b"".join(bombs) + whole[33:])

    assert sum(map(len, read_texts(path).values())) <= TEXTS_MAX


@pytest.mark.parametrize(
    "settings",
    [
        "Steps: 1," + " " * 50_000 + "-",
        "Steps: 1," + "a " * 25_000,
        'Steps: 1,a:"' + '\\"' * 25_000,
        'Steps: 1,' + 'a:"' * 16_000,
        "Steps: 1," + "a:\t\t" * 12_000,
    ],
)  # fmt: skip
def test_no_line_of_settings_takes_long(settings):
    assert took(lambda: read_a1111(f"a fox\n{settings}")) < 2


def test_a_graph_of_nothing_but_pictures_that_are_saved_takes_not_long():
    chain = {
        str(number): {"class_type": "SaveImage", "inputs": {"images": [str(number + 1), 0]}}
        for number in range(20_000)
    }

    assert took(lambda: read_comfyui(json.dumps(chain))) < 4


def test_the_sampler_is_found_behind_the_second_picture_that_is_saved():
    graph = {
        "1": {"class_type": "LoadImage", "inputs": {}},
        "2": {"class_type": "PreviewImage", "inputs": {"images": ["1", 0]}},
        "3": {"class_type": "KSampler", "inputs": {"seed": 5, "positive": ["4", 0]}},
        "4": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox"}},
        "5": {"class_type": "SaveImage", "inputs": {"images": ["3", 0], "more": ["1", 0]}},
        "6": {"class_type": "KSampler", "inputs": {"seed": 6, "positive": ["4", 0]}},
    }

    assert read_comfyui(json.dumps(graph)).seed == 5


@pytest.mark.parametrize("prompt", ["galaxy, Infinity, stars", "[NaN]", "a -Infinity, b"])
def test_what_is_a_number_elsewhere_is_a_word_in_a_prompt(prompt):
    for extra in ("", ', "is_changed": [NaN]', ', "cfg_scale": -Infinity'):
        source = f'{{"positive_prompt": {json.dumps(prompt)}, "seed": 7{extra}}}'

        recipe = read_invokeai(source)

        assert (recipe.prompt, recipe.seed) == (prompt, 7)


def test_half_a_character_costs_no_recipe_its_other_words():
    recipe = read_invokeai('{"positive_prompt": "a \\ud83d fox", "seed": 7}')

    assert (recipe.prompt.split(), recipe.seed) == (["a", "fox"], 7)


def test_a_number_of_ten_thousand_digits_is_no_recipe_and_no_harm():
    read_invokeai('{"positive_prompt": "a fox", "steps": [NaN], "seed": ' + "9" * 10_000 + "}")
