"""The tiny models are worth testing with: real, and always the same."""

from __future__ import annotations

import hashlib
import json

import pytest

from flux2studio.core.local import Pipeline
from tests.engine.tiny import make_tiny


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.mark.parametrize("kind", list(Pipeline))
def test_a_tiny_model_is_the_same_each_time_it_is_built(kind, tiny, tmp_path):
    assert digests(make_tiny(kind, tmp_path)) == digests(tiny(kind))


def test_the_folder_of_dev_can_ask_for_the_processor_of_the_real_one(tiny):
    index = json.loads((tiny(Pipeline.DEV, processor=True) / "model_index.json").read_text())

    assert index["_class_name"] == "Flux2Pipeline"
    assert index["tokenizer"] == ["transformers", "PixtralProcessor"]
