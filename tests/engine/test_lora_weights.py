"""Weights are read as what they stand for, whatever they are kept as."""

from __future__ import annotations

import gguf
import pytest
import torch
from diffusers.quantizers.bfl.utils import BFLFP8RLinear
from diffusers.quantizers.gguf.utils import GGUFLinear, GGUFParameter
from torchao.quantization import Int8WeightOnlyConfig, quantize_

from flux2studio.engine.lora_weights import BaseWeights


def plain():
    torch.manual_seed(3)
    return torch.nn.Linear(64, 48, bias=False)


def of_gguf():
    layer = GGUFLinear(64, 48, compute_dtype=torch.float32)
    kind = gguf.GGMLQuantizationType.Q8_0
    data = torch.from_numpy(gguf.quants.quantize(plain().weight.detach().numpy(), kind))
    layer.weight = GGUFParameter(data, quant_type=kind)
    return layer


def of_bfl():
    layer = BFLFP8RLinear(64, 48, bias=False, compute_dtype=torch.float32)
    weight = plain().weight.detach()
    layer.weight_scale = weight.abs().amax(dim=1) / 448
    layer.weight.data = (weight / layer.weight_scale[:, None]).to(torch.float8_e4m3fn)
    return layer


def of_torchao():
    layer = plain()
    quantize_(layer, Int8WeightOnlyConfig(version=2))
    return layer


@pytest.mark.parametrize("make", [plain, of_gguf, of_bfl, of_torchao])
def test_the_weights_that_are_read_are_those_that_compute(make):
    layer = make()
    weights = BaseWeights({"layer": layer})

    dense = weights.dense("layer")

    with torch.no_grad():
        truth = layer(torch.eye(64)).T
    assert torch.allclose(dense.float(), truth, atol=1e-6)
    assert weights.square("layer") == pytest.approx(float(truth.square().sum()), rel=1e-5)


class _Foreign(torch.nn.Linear):
    """A layer of 8 bits with scales of its own."""


def test_a_format_that_nobody_knows_is_not_guessed():
    layer = _Foreign(64, 48)
    layer.weight.requires_grad_(False)
    layer.weight.data = layer.weight.data.to(torch.float8_e4m3fn)
    weights = BaseWeights({"layer": layer})

    assert weights.dense("layer") is None
    assert weights.square("layer") is None


@pytest.mark.parametrize("rows", [300, 4000])
def test_a_large_weight_is_measured_in_pieces(rows):
    torch.manual_seed(4)
    weight = torch.randn(rows, 4096).to(torch.bfloat16) * torch.rand(rows, 1)
    layer = torch.nn.Linear(1, 1, bias=False)
    layer.weight.data, layer.in_features, layer.out_features = weight, 4096, rows

    square = BaseWeights({"layer": layer}).square("layer")

    truth = float(weight.float().square().sum())
    assert square == pytest.approx(truth, rel=1e-4 if rows == 300 else 0.05)
