"""The full-size pipelines of the benchmarks have the sizes of the published models."""

import pytest
import torch

from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from tests.benchmarks.full_size import KINDS, full_size

CATALOGUE = read_catalogue(resource("models.json").read_bytes())


@pytest.mark.parametrize("name", KINDS)
def test_each_has_as_many_parameters_as_the_published_model(name):
    pipe = full_size(name, torch.device("meta"))
    local = CATALOGUE.model(f"local/{name}").local

    counted = [
        sum(tensor.numel() for tensor in part.parameters())
        for part in (pipe.transformer, pipe.text_encoder, pipe.vae)
    ]
    said = [local.transformer_parameters, local.text_encoder_used, local.vae_parameters]

    assert counted == pytest.approx(said, rel=2e-3)
    assert pipe.transformer.config.num_attention_heads * 128 == local.hidden
