"""A model is loaded from its folder as diffusers would, only less of it, and it can be stopped."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress

import pytest
import torch
from safetensors.torch import load_file, save_file

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import MemoryPlan, Pipeline, Precision
from flux2studio.engine.errors import EngineError, StoppedError
from tests.engine.loads import files, load, picture, plain, stop_at, transformers_in_memory


@pytest.fixture
def folder(tiny, tmp_path):
    """A copy of the tiny klein that may be damaged."""
    return shutil.copytree(tiny(Pipeline.KLEIN), tmp_path / "model")


@pytest.mark.parametrize("kind", list(Pipeline))
def test_a_loaded_model_makes_the_pictures_of_plain_diffusers(kind, tiny):
    model = load(files(kind, tiny(kind)))

    assert (picture(model.pipe) == picture(plain(tiny(kind)))).all()


def test_a_model_loaded_as_bf16_makes_the_pictures_of_plain_diffusers_in_bf16(tiny):
    folder = tiny(Pipeline.KLEIN)

    model = load(files(Pipeline.KLEIN, folder), MemoryPlan(precision=Precision.BF16))

    assert (picture(model.pipe) == picture(plain(folder, torch.bfloat16))).all()


def test_dev_loads_from_a_folder_that_asks_for_torchvision(tiny):
    wanting = load(files(Pipeline.DEV, tiny(Pipeline.DEV, processor=True)))

    assert (picture(wanting.pipe) == picture(plain(tiny(Pipeline.DEV)))).all()


@pytest.mark.parametrize(("kind", "layers"), [(Pipeline.DEV, 30), (Pipeline.KLEIN, 27)])
def test_what_no_prompt_needs_is_not_loaded_and_not_missed(kind, layers, tiny):
    part = load(files(kind, tiny(kind))).pipe
    whole = load(files(kind, tiny(kind)), whole=True).pipe

    assert part.text_encoder.config.get_text_config().num_hidden_layers == layers
    assert part.text_encoder.num_parameters() < whole.text_encoder.num_parameters()
    assert torch.equal(part.encode_prompt("a cat")[0], whole.encode_prompt("a cat")[0])


def test_a_whole_text_encoder_can_write(tiny):
    pipe = load(files(Pipeline.DEV, tiny(Pipeline.DEV)), whole=True).pipe
    tokens = pipe.tokenizer("a cat", return_tensors="pt")

    written = pipe.text_encoder.generate(**tokens, max_new_tokens=3, do_sample=False)

    assert written.shape[1] > tokens["input_ids"].shape[1]


def test_an_inpainting_pipeline_shares_the_parts_and_stays_the_same(tiny):
    from diffusers import Flux2KleinInpaintPipeline

    model = load(files(Pipeline.KLEIN, tiny(Pipeline.KLEIN)))
    other = model.pipe_of(Flux2KleinInpaintPipeline)

    assert other.transformer is model.pipe.transformer
    assert other.transformer.dtype is torch.float32
    assert other.config.is_distilled
    assert model.pipe_of(Flux2KleinInpaintPipeline) is other
    assert model.pipe_of(type(model.pipe)) is model.pipe


def test_how_much_was_read_is_told_up_to_all_of_it(folder):
    told = []

    load(files(Pipeline.KLEIN, folder), tell=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] >= 1


def test_a_stop_while_loading_leaves_nothing_behind(folder):
    before = transformers_in_memory()

    for call in (1, 2, 150, 500):
        with pytest.raises(StoppedError):
            load(files(Pipeline.KLEIN, folder), check=stop_at(call))

    assert transformers_in_memory() == before
    assert load(files(Pipeline.KLEIN, folder)).pipe.transformer.dtype is torch.float32


def test_several_files_are_read_as_one(folder, tiny):
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    pipe = plain(folder)
    weights.unlink()
    pipe.transformer.save_pretrained(folder / "transformer", max_shard_size="100KB")
    assert len(list((folder / "transformer").glob("*-of-*.safetensors"))) > 1

    model = load(files(Pipeline.KLEIN, folder))

    assert (picture(model.pipe) == picture(plain(tiny(Pipeline.KLEIN)))).all()


def test_a_transformer_that_was_saved_in_8_bits_is_taken_as_it_is(folder):
    from diffusers import Flux2Transformer2DModel, TorchAoConfig
    from torchao.quantization import Int8WeightOnlyConfig

    part = folder / "transformer"
    small = Flux2Transformer2DModel.from_pretrained(
        part,
        quantization_config=TorchAoConfig(Int8WeightOnlyConfig()),
        dtype=torch.bfloat16,
        local_files_only=True,
    )
    (part / "diffusion_pytorch_model.safetensors").unlink()
    small.save_pretrained(part)

    model = load(files(Pipeline.KLEIN, folder), MemoryPlan(precision=Precision.BF16))

    layer = model.pipe.transformer.transformer_blocks[0].attn.to_q
    assert type(layer.weight) is type(small.transformer_blocks[0].attn.to_q.weight)
    assert picture(model.pipe).std() > 0.01


@pytest.mark.parametrize(
    ("part", "file", "kind"),
    [
        ("tokenizer", "tokenizer_config.json", "AutoTokenizer"),
        ("text_encoder", "config.json", "AutoConfig"),
        ("text_encoder", "config.json", "AutoModelForCausalLM"),
    ],
)
def test_code_in_a_folder_is_never_run(part, file, kind, folder):
    trace = folder / "it-ran"
    (folder / part / "own.py").write_text(f"open({str(trace)!r}, 'w')\nclass Own: pass\n")
    settings = json.loads((folder / part / file).read_text())
    settings["auto_map"] = {kind: ["own.Own", None] if part == "tokenizer" else "own.Own"}

    for known in (True, False):
        if not known:
            settings |= {"model_type": "own", "tokenizer_class": "Own"}
        (folder / part / file).write_text(json.dumps(settings))
        with suppress(EngineError):
            load(files(Pipeline.KLEIN, folder))

    assert not trace.exists()


def test_a_missing_weight_is_named(folder):
    path = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    weights = load_file(path)
    del weights["proj_out.weight"]
    save_file(weights, path)
    before = transformers_in_memory()

    with pytest.raises(EngineError) as failed:
        load(files(Pipeline.KLEIN, folder))

    assert failed.value.kind is FailureKind.MODEL
    assert "proj_out.weight" in failed.value.details
    del failed
    assert transformers_in_memory() == before


def test_a_weight_of_another_shape_is_refused(folder):
    path = folder / "vae" / "diffusion_pytorch_model.safetensors"
    weights = load_file(path)
    weights["decoder.conv_out.bias"] = torch.zeros(7)
    save_file(weights, path)

    with pytest.raises(EngineError, match="do not fit"):
        load(files(Pipeline.KLEIN, folder))


def test_files_that_vanish_while_they_are_read_are_a_sentence(folder):
    def pull_the_plug(done, total):
        shutil.rmtree(folder / "transformer", ignore_errors=True)

    with pytest.raises(EngineError, match="can no longer be read") as failed:
        load(files(Pipeline.KLEIN, folder), tell=pull_the_plug)

    assert failed.value.kind is FailureKind.MODEL
    assert failed.value.hint


def test_a_file_that_is_cut_off_while_it_is_read_is_a_sentence(folder):
    weights = folder / "transformer" / "diffusion_pytorch_model.safetensors"

    def cut_off(done, total):
        with weights.open("r+b") as file:
            file.truncate(30_000)

    with pytest.raises(EngineError, match="cut off"):
        load(files(Pipeline.KLEIN, folder), tell=cut_off)
