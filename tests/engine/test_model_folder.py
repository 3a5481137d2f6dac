"""A folder that does not hold the model that was ordered, whole, is refused before loading."""

from __future__ import annotations

import json
import shutil

import pytest

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError
from flux2studio.engine.model_folder import fingerprint_of, look
from tests.engine.loads import files
from tests.engine.tiny import make_tiny

WEIGHTS = "transformer/diffusion_pytorch_model.safetensors"


@pytest.fixture
def folder(tiny, tmp_path):
    """A copy of the tiny klein that may be damaged."""
    return shutil.copytree(tiny(Pipeline.KLEIN), tmp_path / "model")


def refusal(model):
    with pytest.raises(EngineError) as refused:
        look(model)
    error = refused.value
    assert error.kind is FailureKind.MODEL
    assert str(error).endswith(".")
    assert error.hint.endswith(".")
    return str(error)


def edit(path, **changes):
    values = json.loads(path.read_text()) | changes
    path.write_text(json.dumps({key: value for key, value in values.items() if value is not None}))


@pytest.mark.parametrize("kind", list(Pipeline))
def test_each_kind_of_model_is_known(kind, tiny):
    assert look(files(kind, tiny(kind))).hidden == 32


def test_a_folder_that_is_gone(folder):
    shutil.rmtree(folder)

    assert refusal(files(Pipeline.KLEIN, folder)) == "The folder of Tiny is gone."


@pytest.mark.parametrize(
    "name",
    [
        "model_index.json",
        "transformer/config.json",
        WEIGHTS,
        "text_encoder/model.safetensors",
        "vae/config.json",
        "tokenizer/tokenizer_config.json",
        "scheduler/scheduler_config.json",
    ],
)
def test_a_missing_file_is_named(name, folder):
    (folder / name).unlink()

    file = name.rpartition("/")[2].replace("model.safetensors", "")
    assert file.partition("diffusion")[0] in refusal(files(Pipeline.KLEIN, folder))


def test_a_shard_that_the_index_names_and_nobody_downloaded(folder):
    (folder / WEIGHTS).unlink()
    index = {
        "weight_map": {"proj_out.weight": "diffusion_pytorch_model-00001-of-00002.safetensors"}
    }
    (folder / f"{WEIGHTS}.index.json").write_text(json.dumps(index))

    assert "00001-of-00002" in refusal(files(Pipeline.KLEIN, folder))


def test_a_name_in_the_index_never_leads_out_of_the_folder(folder):
    (folder / WEIGHTS).unlink()
    index = {"weight_map": {"proj_out.weight": "../../../secrets.safetensors"}}
    (folder / f"{WEIGHTS}.index.json").write_text(json.dumps(index))

    with pytest.raises(EngineError) as refused:
        look(files(Pipeline.KLEIN, folder))

    assert refused.value.details == str(folder / "transformer" / "secrets.safetensors")


@pytest.mark.parametrize("size", [0, 5, 5_000, 300_000])
def test_a_file_that_was_downloaded_in_part_is_named(size, folder):
    with (folder / WEIGHTS).open("r+b") as file:
        file.truncate(size)

    assert "diffusion_pytorch_model" in refusal(files(Pipeline.KLEIN, folder))


@pytest.mark.parametrize("text", ["", "[]", "{", "\ufffd"])
def test_a_damaged_index_is_refused(text, folder):
    (folder / "model_index.json").write_text(text)

    assert refusal(files(Pipeline.KLEIN, folder)) == "“model_index.json” of Tiny is damaged."


def test_a_folder_of_another_pipeline_is_refused(folder):
    edit(folder / "model_index.json", _class_name="StableDiffusionPipeline")

    assert "another kind" in refusal(files(Pipeline.KLEIN, folder))


@pytest.mark.parametrize(
    ("held", "ordered"),
    [
        (Pipeline.DEV, Pipeline.KLEIN),
        (Pipeline.KLEIN, Pipeline.DEV),
        (Pipeline.KLEIN, Pipeline.KLEIN_BASE),
        (Pipeline.KLEIN_BASE, Pipeline.KLEIN),
        (Pipeline.KLEIN_KV, Pipeline.KLEIN),
    ],
)
def test_another_kind_of_model_than_ordered_is_refused(held, ordered, tiny):
    assert "Tiny holds" in refusal(files(ordered, tiny(held)))


@pytest.mark.parametrize("held", [Pipeline.KLEIN, Pipeline.KLEIN_BASE])
def test_the_kind_of_model_is_part_of_the_sentence_that_is_translated(held, tiny):
    ordered = Pipeline.KLEIN_BASE if held is Pipeline.KLEIN else Pipeline.KLEIN

    with pytest.raises(EngineError) as refused:
        look(files(ordered, tiny(held)))

    assert refused.value.args[0].values == {"name": "Tiny"}


def test_a_folder_that_does_not_say_whether_it_is_distilled_is_believed(folder):
    edit(folder / "model_index.json", is_distilled=None)

    assert look(files(Pipeline.KLEIN, folder))
    assert look(files(Pipeline.KLEIN_BASE, folder))
    assert look(files(Pipeline.KLEIN_KV, folder))


def test_a_model_of_another_size_is_refused(tmp_path):
    wide = make_tiny(Pipeline.KLEIN, tmp_path, heads=4)

    assert "another size" in refusal(files(Pipeline.KLEIN, wide))
    assert look(files(Pipeline.KLEIN, wide, hidden=64)).hidden == 64
    assert look(files(Pipeline.KLEIN, wide, hidden=0)).hidden == 64


def test_a_transformer_of_dev_in_a_folder_of_klein_is_refused(folder):
    edit(folder / "transformer" / "config.json", guidance_embeds=True)

    assert "another model" in refusal(files(Pipeline.KLEIN, folder))


def test_the_fingerprint_changes_with_any_file_of_the_model(folder):
    model = files(Pipeline.KLEIN, folder)
    before = fingerprint_of(model)
    (folder / "README.md").write_text("not a part of it")
    assert fingerprint_of(model) == before

    edit(folder / "vae" / "config.json", anything=1)

    assert fingerprint_of(model) != before
