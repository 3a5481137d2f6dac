"""A folder is told for what it is by names, sizes and headers, without reading a tensor."""

import json

import pytest

from flux2studio.core.local import Pipeline
from flux2studio.core.model_files import ModelError
from flux2studio.storage.model_layout import read_folder
from tests.storage.model_folders import TRANSFORMER, model_files, write_files, write_model

SHARD = "transformer/diffusion_pytorch_model-00002-of-00003.safetensors"
INDEX = "transformer/diffusion_pytorch_model.safetensors.index.json"


@pytest.mark.parametrize("kind", [kind.value for kind in Pipeline])
@pytest.mark.parametrize("shards", [0, 3])
def test_a_whole_model_is_told_by_its_kind_and_width(tmp_path, kind, shards):
    found = read_folder(write_model(tmp_path / "m", kind, hidden=64, shards=shards))

    assert found.pipeline.value == kind
    assert (found.hidden, found.double_blocks, found.single_blocks) == (64, 2, 3)
    assert (found.missing, found.damage) == ((), None)
    assert found.size_bytes == sum(map(len, model_files(kind, hidden=64, shards=shards).values()))


@pytest.mark.parametrize(
    "path",
    [
        SHARD,
        "transformer/config.json",
        "text_encoder/model.safetensors",
        "vae/diffusion_pytorch_model.safetensors",
        "scheduler/scheduler_config.json",
        "tokenizer/tokenizer.json",
    ],
)
def test_a_file_that_is_missing_is_named(tmp_path, path):
    files = model_files(shards=3)
    del files[path]

    assert read_folder(write_files(tmp_path, files)).missing == (path,)


@pytest.mark.parametrize("length", [0, 1, 7, 200, -1])
def test_a_shard_that_was_not_downloaded_to_its_end_is_named(tmp_path, length):
    files = model_files(shards=3)
    files[SHARD] = files[SHARD][:length]

    found = read_folder(write_files(tmp_path, files))

    assert SHARD in str(found.damage)
    assert found.damage.hint


@pytest.mark.parametrize(
    ("path", "data"),
    [
        (INDEX, b"{"),
        (INDEX, b'{"weight_map": {}}'),
        (INDEX, b'{"weight_map": {"a": "../../x.safetensors"}}'),
        (INDEX, b'{"weight_map": {"a": 3}}'),
        ("vae/config.json", b"null"),
        ("vae/config.json", b"[" * 100_000),
        (TRANSFORMER.replace("model.", "model-00001-of-00003."), b"<html>sign in</html>"),
        ("text_encoder/model.safetensors", b"version https://git-lfs.github.com/spec/v1\noid"),
        ("text_encoder/model.safetensors", b"PK\x03\x04" + bytes(100)),
    ],
)
def test_a_damaged_file_is_named(tmp_path, path, data):
    found = read_folder(write_files(tmp_path, {**model_files(shards=3), path: data}))

    assert path in str(found.damage)


@pytest.mark.parametrize("name", ["FluxPipeline", "StableDiffusionXLPipeline", None, 3, []])
def test_another_kind_of_model_is_refused_by_its_name(tmp_path, name):
    folder = write_model(tmp_path / "m")
    (folder / "model_index.json").write_text(json.dumps({"_class_name": name}))

    with pytest.raises(ModelError, match="another kind of model"):
        read_folder(folder)


def test_a_folder_that_is_no_model_says_what_to_choose(tmp_path):
    with pytest.raises(ModelError) as caught:
        read_folder(tmp_path)

    assert "model_index.json" in str(caught.value) + caught.value.hint


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(ModelError, match="not there"):
        read_folder(tmp_path / "away")


def test_pickles_are_refused_unopened(tmp_path):
    files = model_files()
    del files["text_encoder/model.safetensors"]
    folder = write_files(tmp_path, {**files, "text_encoder/pytorch_model.bin": b"\x80\x02}q."})

    with pytest.raises(ModelError, match="pickle"):
        read_folder(folder)


def test_a_pickle_beside_whole_weights_is_of_no_interest(tmp_path):
    folder = write_files(tmp_path, {**model_files(), "vae/old.bin": b"\x80"})

    assert read_folder(folder).damage is None


def test_the_weights_of_the_transformer_may_be_elsewhere(tmp_path):
    files = model_files()
    del files[TRANSFORMER]
    folder = write_files(tmp_path, files)

    assert read_folder(folder).missing == (TRANSFORMER,)
    assert read_folder(folder, without_transformer=True).missing == ()
