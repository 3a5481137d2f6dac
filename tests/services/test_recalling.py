"""What of a recipe can still be had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import moved_to
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import LoraUse, Mask, ReferenceImage
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.recalling import Recalling
from flux2studio.storage.database import open_database
from flux2studio.storage.references import ReferenceStore
from tests.fakes import png
from tests.services.lora_files import write_lora
from tests.storage.samples import make_recipe


@pytest.fixture
def catalogue():
    return read_catalogue(resource("models.json").read_bytes())


@pytest.fixture
def cards(tmp_path):
    database = open_database(tmp_path / "home" / "data.db", tmp_path / "backups").database
    yield LoraLibrary(database)
    database.close()


@pytest.fixture
def store(tmp_path):
    return ReferenceStore(tmp_path / "references")


@pytest.fixture
def pictures():
    return {}


@pytest.fixture
def recalling(store, cards, catalogue, pictures):
    def picture(generation_id):
        if generation_id not in pictures:
            raise StorageError("gone")
        return Generation(recipe=make_recipe(), path=pictures[generation_id])

    return Recalling(references=store, loras=lambda: cards, catalogue=catalogue, picture=picture)


def recipe_with(catalogue, model="local/klein-4b", parents=(), **changes):
    request = replace(starting_request(catalogue.model(model)), seed=7, **changes)
    return replace(make_recipe(), request=request, backend="local", parents=parents)


def reference(sha256, name="hat.png", mask=None):
    return ReferenceImage(sha256=sha256, name=name, width=64, height=48, mask=mask)


def test_what_is_all_there_comes_back_as_it_was(recalling, catalogue, store):
    recipe = recipe_with(catalogue, prompt="a fox", references=(reference(store.add_bytes(png())),))

    look = recalling.look(recipe)

    assert look.is_whole
    assert look.request == recipe.request


def test_a_reference_that_is_gone_is_named_and_left_out(recalling, catalogue, store):
    here = reference(store.add_bytes(png()))
    recipe = recipe_with(catalogue, references=(reference("a" * 64, "lost.png"), here))

    look = recalling.look(recipe)

    assert look.missing_references == ("lost.png",)
    assert look.request.references == (here,)


def test_a_reference_that_is_gone_is_taken_from_the_picture_it_was(
    recalling, catalogue, store, pictures, tmp_path
):
    path = tmp_path / "parent.png"
    path.write_bytes(png())
    pictures["parent"] = path
    sha256 = ReferenceStore(tmp_path / "elsewhere").add_file(path)
    recipe = recipe_with(catalogue, references=(reference(sha256),), parents=("gone", "parent"))

    look = recalling.look(recipe)

    assert look.missing_references == ()
    assert store.path(sha256).read_bytes() == png()


def test_a_mask_that_is_gone_leaves_its_picture(recalling, catalogue, store):
    mask = Mask(sha256="b" * 64, width=64, height=48)
    recipe = recipe_with(catalogue, references=(reference(store.add_bytes(png()), mask=mask),))

    assert recalling.look(recipe).request.references[0].mask is None


def test_a_lora_whose_file_moved_is_used_from_where_it_is(recalling, catalogue, cards, tmp_path):
    write_lora(tmp_path / "new" / "ink.safetensors", 1)
    card = Lora(source=str(tmp_path / "old" / "ink.safetensors"), name="Ink")
    cards.repository.add(card)
    now = str(tmp_path / "new" / "ink.safetensors")
    cards.repository.update(replace(card, source=now, places=moved_to(card, now)))
    use = LoraUse(source=str(tmp_path / "old" / "ink.safetensors"), name="Old name", scale=0.6)

    look = recalling.look(recipe_with(catalogue, loras=(use,)))

    assert look.missing_loras == ()
    (found,) = look.request.loras
    assert (found.source, found.name) == (str(tmp_path / "new" / "ink.safetensors"), "Ink")
    assert found.scale == 0.6


def test_a_lora_that_is_gone_stays_in_the_request_and_is_named(recalling, catalogue, tmp_path):
    use = LoraUse(source=str(tmp_path / "gone.safetensors"), name="Gone", scale=0.6)

    look = recalling.look(recipe_with(catalogue, loras=(use,)))

    assert look.missing_loras == (use,)
    assert look.request.loras == (use,)


def test_a_lora_that_another_program_knows_by_name_is_found_by_it(
    recalling, catalogue, cards, tmp_path
):
    write_lora(tmp_path / "InkWash.safetensors", 1)
    cards.repository.add(Lora(source=str(tmp_path / "InkWash.safetensors"), name="Ink & wash"))
    named, unknown = LoraUse(source="inkwash", scale=0.4), LoraUse(source="paper", scale=1.0)

    look = recalling.look(recipe_with(catalogue, loras=(named, unknown)))

    assert look.request.loras[0].source == str(tmp_path / "InkWash.safetensors")
    assert look.request.loras[0].scale == 0.4
    assert look.missing_loras == (unknown,)


def test_a_repository_needs_no_card(recalling, catalogue):
    look = recalling.look(recipe_with(catalogue, loras=(LoraUse(source="atelier/ink"),)))

    assert look.is_whole


def test_on_another_backend_it_says_what_will_differ(recalling, catalogue, store):
    sha256 = store.add_bytes(png())
    recipe = recipe_with(
        catalogue, references=(reference(sha256),), loras=(LoraUse(source="atelier/ink"),)
    )

    look = recalling.look(recipe, "fal")

    assert look.request.model == "fal/flux-2/klein/4b/edit/lora"
    assert look.request.references == recipe.request.references
    assert any("same seed gives another picture" in words for _, words in look.differs)


def test_a_model_that_is_not_here_gives_way_to_one_that_is(recalling, catalogue):
    recipe = recipe_with(catalogue)
    recipe = replace(recipe, request=replace(recipe.request, model="juggernautXL_v8"))

    look = recalling.look(recipe, "local")

    assert catalogue.model(look.request.model).backend == "local"
    assert "juggernautXL_v8, which is not here" in look.differs[0].sentence


def test_a_seed_beyond_what_services_take_is_drawn_anew(recalling, catalogue):
    recipe = recipe_with(catalogue)
    recipe = replace(recipe, request=replace(recipe.request, seed=2**53))

    look = recalling.look(recipe)

    assert look.request.seed is None
    assert "larger than FLUX.2 takes" in look.differs[0].sentence
