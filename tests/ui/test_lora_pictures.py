"""Pictures of one's own on the cards: as preview, and as a pair without and with the LoRA."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.generation import Generation
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.lora_pictures import LoraPictures
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import INK
from tests.ui.shell_parts import recipe_of


class Desk:
    def __init__(self, qtbot, folder):
        self.bench = Bench(qtbot)
        self.folder = folder
        self.pairs = []
        self.said = []
        self.pictures = LoraPictures(self.bench.loras, self.set_pair, self.bench.tasks)
        self.pictures.said.connect(self.said.append)

    def set_pair(self, lora_id, without, with_lora):
        self.pairs.append((lora_id, without.name, with_lora.name))
        kept = replace(self.bench.loras.find(lora_id), pair=("a" * 64, "b" * 64))
        self.bench.shelf.update(kept)
        return kept

    def made(self, name, *loras):
        request = GenerationRequest(prompt=name, loras=tuple(lora.use() for lora in loras))
        recipe = recipe_of(name, name, 0, 0, (64, 48), {"request": request})
        return Generation(recipe=recipe, path=self.folder / f"{name}.png")

    def texts(self, *pictures):
        return [each.text for each in self.pictures.actions(pictures[0], pictures)]

    def do(self, text, *pictures):
        actions = self.pictures.actions(pictures[0], pictures)
        next(each for each in actions if each.text == text).act()
        self.bench.settle()


@pytest.fixture
def desk(qtbot, tmp_path):
    return Desk(qtbot, tmp_path)


def test_a_picture_offers_itself_to_the_loras_of_its_recipe(desk):
    assert desk.texts(desk.made("one", INK)) == [
        "Set as preview of “Ink wash”",
        "Keep as the picture with “Ink wash”",
    ]
    assert desk.texts(desk.made("plain")) == []


def test_a_pair_is_kept_in_two_clicks(desk):
    with_ink, without = desk.made("with", INK), desk.made("without")

    desk.do("Keep as the picture with “Ink wash”", with_ink)
    desk.do("Keep as the picture without “Ink wash”", without)

    assert desk.pairs == [(INK.id, "without.png", "with.png")]
    assert desk.bench.loras.find(INK.id).pair is not None
    assert desk.texts(without) == []


def test_two_chosen_pictures_are_a_pair_at_once(desk):
    with_ink, without = desk.made("with", INK), desk.made("without")

    desk.do("Keep both as without and with “Ink wash”", with_ink, without)

    assert desk.pairs == [(INK.id, "without.png", "with.png")]


def test_a_preview_is_set_with_one_click(desk):
    asked = []
    desk.bench.shelf.set_preview = lambda lora_id, path: asked.append(path.name) or INK

    desk.do("Set as preview of “Ink wash”", desk.made("one", INK))

    assert asked == ["one.png"]
