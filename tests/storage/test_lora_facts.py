"""What the header of a LoRA tells, and how it goes together with what other tools wrote."""

from __future__ import annotations

import json

import pytest

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import merged
from flux2studio.storage.lora_facts import read_facts
from tests.storage.lora_sidecar_files import data_uri, picture
from tests.storage.safetensors_files import pack, pair

DIFFUSERS = "transformer.transformer_blocks.0.attn.to_q"
TOOLKIT = "diffusion_model.double_blocks.0.img_attn.proj"
KOHYA = "lora_unet_double_blocks_0_img_attn_proj"


@pytest.fixture
def write(tmp_path):
    def _write(metadata=None, shapes=None):
        path = tmp_path / "ink.safetensors"
        path.write_bytes(pack(shapes or pair(TOOLKIT, 4096, 4096), metadata))
        return path

    return _write


@pytest.fixture
def header_of(write):
    return lambda metadata=None, shapes=None: read_facts(write(metadata, shapes))[0]


def beside(path, end, value):
    path.with_name(path.stem + end).write_text(json.dumps(value), encoding="utf-8")


def record_of(path):
    """The record as a library makes it: facts merged in their order."""
    lora = Lora(source=str(path), name="")
    for facts in read_facts(path):
        lora = merged(lora, facts)
    return lora


# The header


def test_a_header_written_by_the_standard_tells_all_of_it(header_of):
    facts = header_of(
        {
            "modelspec.title": "Ink wash",
            "modelspec.architecture": "Flux.2-klein-9b/lora",
            "modelspec.trigger_phrase": "ink wash, inkstyle",
            "modelspec.description": "<p>Paints with ink.</p>",
            "modelspec.usage_hint": "Keep it below 1.",
            "modelspec.merged_from": "a, b",
            "modelspec.author": "brush",
            "modelspec.license": "CC-BY-4.0",
            "modelspec.tags": "style, ink",
            "modelspec.lora_default_weight": "0.8",
            "modelspec.hash_sha256": "0x1234",
            "modelspec.thumbnail": data_uri(picture()),
        }
    )

    assert facts.name == "Ink wash"
    assert facts.trigger_words == ("ink wash", "inkstyle")
    assert facts.description == "Paints with ink.\n\nUse: Keep it below 1.\n\nMerged from a, b"
    assert (facts.credit, facts.licence) == ("brush", "CC-BY-4.0")
    assert facts.tags == ("style", "ink")
    assert facts.default_scale == 0.8
    assert facts.preview == picture()
    assert (facts.sha256, facts.autov3) == ("", "")  # a hash that somebody wrote proves nothing


def test_a_kohya_header_tells_rank_name_words_and_comment(header_of):
    facts = header_of(
        {
            "ss_base_model_version": "flux_2_klein_9b",
            "ss_network_dim": "16",
            "ss_network_alpha": "8",
            "ss_output_name": "ink_v3",
            "ss_training_comment": "of my own sketches",
            "ss_dataset_dirs": json.dumps({"10_ink": {"n_repeats": 10, "img_count": 12}}),
            "ss_tag_frequency": json.dumps({"10_ink": {"ink": 12, "paper": 12, "cat": 3}}),
        },
        pair(KOHYA, 4096, 4096, rank=16, layout="lora_down lora_up"),
    )

    assert (facts.base, facts.rank, facts.layout) == ("FLUX.2 klein 9B", 16, "kohya")
    assert (facts.name, facts.description) == ("ink_v3", "of my own sketches")
    assert facts.trigger_words == ()
    assert facts.optional_words == ("ink", "paper")  # they are in every caption


def test_an_ai_toolkit_header_tells_its_trigger_word(header_of):
    facts = header_of(
        {
            "software": json.dumps({"name": "ai-toolkit"}),
            "training_info": json.dumps({"step": 2000, "epoch": 10}),
            "name": "my_ink",
            "ss_base_model_version": "flux2_klein_9b",
            "ss_tag_frequency": json.dumps({"1_inkstyle": {"inkstyle": 1}}),
        }
    )

    assert (facts.name, facts.layout) == ("my_ink", "ai-toolkit")
    assert facts.trigger_words == ("inkstyle",)


def test_diffusers_notes_tell_a_rank_that_the_tensors_do_not(header_of):
    notes = {"lora_adapter_metadata": json.dumps({"transformer.r": 32})}
    shapes = {f"{TOOLKIT}.lokr_w1": (2, 2), f"{TOOLKIT}.lokr_w2": (2048, 2048)}

    assert header_of(notes, shapes).rank == 32


LAYOUTS = [
    (pair(KOHYA, 8, 8, layout="lora_down lora_up"), "kohya"),
    (pair(DIFFUSERS, 8, 8), "diffusers"),
    (pair(TOOLKIT, 8, 8), "ai-toolkit"),
    (pair(TOOLKIT, 8, 8) | {f"{TOOLKIT}.alpha": ()}, "ComfyUI"),
    (pair(f"base_model.model.{DIFFUSERS}", 8, 8), "fal"),
    (pair("lora_transformer_transformer_blocks_0_attn_to_q", 8, 8), "OneTrainer"),
    (pair("double_blocks.0.img_attn.proj", 8, 8), "Black Forest Labs"),
    (pair(DIFFUSERS, 8, 8) | {f"{DIFFUSERS}.dora_scale": (8,)}, "diffusers DoRA"),
    ({f"{TOOLKIT}.lokr_w1": (2, 2), f"{TOOLKIT}.lokr_w2": (4, 4)}, "ai-toolkit LoKr"),
    (
        {
            f"lycoris_double_blocks_0_img_attn_proj.hada_w{n}_{end}": shape
            for n in (1, 2)
            for end, shape in (("a", (8, 4)), ("b", (4, 8)))
        },
        "LyCORIS LoHa",
    ),
]


@pytest.mark.parametrize(("shapes", "layout"), LAYOUTS, ids=[name for _, name in LAYOUTS])
def test_the_layout_is_named_in_plain_words(header_of, shapes, layout):
    assert header_of(shapes=shapes).layout == layout


@pytest.mark.parametrize(
    ("shapes", "base"),
    [
        ({f"{TOOLKIT}.lokr_w1": (64, 64), f"{TOOLKIT}.lokr_w2": (96, 96)}, "FLUX.2 dev"),
        (
            {
                f"{TOOLKIT}.lokr_w1_a": (64, 4),
                f"{TOOLKIT}.lokr_w1_b": (4, 64),
                f"{TOOLKIT}.lokr_w2_a": (48, 4),
                f"{TOOLKIT}.lokr_w2_b": (4, 48),
            },
            "FLUX.2 klein 4B",
        ),
        (
            {
                f"{TOOLKIT}.hada_w1_a": (4096, 8),
                f"{TOOLKIT}.hada_w1_b": (8, 4096),
                f"{TOOLKIT}.hada_w2_a": (4096, 8),
                f"{TOOLKIT}.hada_w2_b": (8, 4096),
            },
            "FLUX.2 klein 9B",
        ),
        ({f"{TOOLKIT}.lokr_w1": (64, 64), f"{TOOLKIT}.lokr_w2": (20, 20)}, "other"),
        ({f"{TOOLKIT}.lokr_w1": (64, 64)}, ""),  # half of it tells nothing
        ({f"{TOOLKIT}.lokr_w1": (64, 64), f"{TOOLKIT}.lokr_w2": (96,)}, ""),
    ],
)
def test_the_base_of_other_kinds_is_told_from_their_factors(header_of, shapes, base):
    assert header_of(shapes=shapes).base == base


@pytest.mark.parametrize(
    "metadata",
    [
        {"modelspec.architecture": "Flux.1-kontext-dev/lora"},
        {"modelspec.architecture": "Qwen-Image-Edit/lora"},
        {"ss_datasets": json.dumps([{"has_control": True, "control_directory": "before"}])},
        {"ss_datasets": json.dumps([{"subsets": [{"control_images": ["a.png"]}]}])},
        {"training_info": json.dumps({"datasets": [{"control_path": "/x"}]})},
    ],
)
def test_a_lora_that_was_taught_to_edit_needs_a_reference(header_of, metadata):
    facts = header_of(metadata)

    assert (facts.edits, facts.references) == (True, 1)


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"modelspec.architecture": "Flux.2-dev/lora"},
        {"modelspec.architecture": "credit-edited"},
        {"ss_datasets": json.dumps([{"has_control": False, "control_directory": ""}])},
        {"ss_datasets": json.dumps([{"caption": "control"}])},
        {"ss_datasets": '{"control": '},
        {"ss_datasets": '{"control": ' + "[" * 100_000},
    ],
)
def test_nothing_is_said_of_editing_where_no_trainer_says_it(header_of, metadata):
    assert header_of(metadata).edits is None


@pytest.mark.parametrize(
    "uri",
    [
        "https://example.com/a.jpg",
        "file:///etc/passwd",
        "data:image/jpeg;base64,!!!",
        "data:image/jpeg;base64,aGVsbG8=",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html;base64,PGh0bWw+",
        "data:image/png;base64," + "A" * 8_000_000,
        "",
    ],
)
def test_only_a_picture_inside_the_header_is_a_preview(header_of, uri):
    assert header_of({"modelspec.thumbnail": uri}).preview == b""


def test_hostile_words_in_a_header_are_cut_and_cleaned(header_of):
    facts = header_of(
        {
            "modelspec.title": "a\u202eb\x00" + "x" * 1_000_000,
            "modelspec.tags": ",".join(map(str, range(10_000))),
            "modelspec.trigger_phrase": "word," * 100_000,
            "ss_tag_frequency": json.dumps({"1_x": {"y" * 100_000: 1}}),
            "ss_network_dim": "9" * 4000,
        }
    )

    assert facts.name == "ab" + "x" * 198
    assert len(facts.tags) == 50
    assert facts.trigger_words == ("word", "y" * 200)


# With other files


def test_header_and_sidecars_make_one_record(write):
    path = write({"modelspec.title": "Ink wash"})
    beside(path, ".cm-info.json", {"ModelId": 1, "VersionId": 2, "TrainedWords": ["inkstyle"]})
    path.with_name("ink.preview.webp").write_bytes(picture("WEBP"))

    facts = read_facts(path)
    record = record_of(path)

    assert [said.origin for said in facts] == [
        "the file",
        "the picture beside it",
        "Stability Matrix",
    ]
    assert (record.name, record.trigger_words) == ("Ink wash", ("inkstyle",))
    assert record.page == "https://civitai.com/models/1?modelVersionId=2"
    assert facts[1].preview == picture("WEBP")
    assert record.own == ()


def test_what_the_artist_typed_elsewhere_stands_before_the_header(write):
    path = write({"modelspec.trigger_phrase": "of the trainer", "modelspec.title": "Ink wash"})
    beside(path, ".json", {"activation text": "my words", "preferred weight": 0.7, "notes": "mine"})

    record = record_of(path)

    assert record.trigger_words == ("my words",)
    assert (record.default_scale, record.notes) == (0.7, "mine")
    assert record.own == ("default_scale", "notes", "trigger_words")
    assert record.name == "Ink wash"


def test_the_shapes_stand_before_what_any_tool_says_of_the_base(write):
    path = write()
    beside(path, ".civitai.info", {"baseModel": "Flux.1 D", "trainedWords": ["a"]})
    beside(path, ".cm-info.json", {"BaseModel": "SDXL 1.0", "ModelName": "x"})

    assert record_of(path).base == "FLUX.2 klein 9B"


def test_a_tool_tells_the_base_where_the_file_does_not(write):
    path = write(shapes={"diffusion_model.x.lokr_w1": (4, 4)})
    beside(path, ".civitai.info", {"baseModel": "Flux.1 D"})
    beside(path, ".cm-info.json", {"BaseModel": "Flux.2 Klein 4B-base", "ModelName": "x"})

    assert record_of(path).base == "FLUX.2 klein 4B"


def test_a_working_name_is_only_used_where_nobody_gave_a_title(write):
    path = write({"ss_output_name": "ink_v3-000012"})
    assert record_of(path).name == "ink_v3-000012"

    beside(path, ".cm-info.json", {"ModelName": "Ink wash"})
    assert record_of(path).name == "Ink wash"


def test_a_picture_beside_the_file_stands_before_the_one_inside(write):
    path = write({"modelspec.thumbnail": data_uri(picture(colour="red"))})
    path.with_name("ink.png").write_bytes(picture("PNG", "blue"))

    found = [facts.preview for facts in read_facts(path) if facts.preview]

    assert found == [picture("PNG", "blue"), picture(colour="red")]


def test_a_scan_reads_no_pictures(write):
    path = write({"modelspec.thumbnail": data_uri(picture())})
    path.with_name("ink.png").write_bytes(picture("PNG"))
    beside(
        path, ".swarm.json", {"modelspec.title": "x", "modelspec.thumbnail": data_uri(picture())}
    )

    assert not any(facts.preview for facts in read_facts(path, pictures=False))


def test_a_scan_that_knows_the_names_looks_for_no_other(write):
    path = write()
    beside(path, ".cm-info.json", {"ModelName": "Ink wash"})

    assert len(read_facts(path, beside={"ink.safetensors"})) == 1
    assert len(read_facts(path, beside={"ink.safetensors", "ink.cm-info.json"})) == 2


def test_nothing_is_written_and_no_time_changes(write, tmp_path):
    path = write({"modelspec.title": "Ink"})
    beside(path, ".metadata.json", {"model_name": "x"})
    before = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()}

    read_facts(path)

    after = {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in tmp_path.iterdir()}
    assert before == after


def test_sidecars_of_what_is_no_lora_are_not_read(tmp_path):
    path = tmp_path / "ink.safetensors"
    path.write_bytes(b"no lora")
    beside(path, ".metadata.json", {"model_name": "x"})

    with pytest.raises(LoraError, match="damaged"):
        read_facts(path)
