"""The number formats of plans as torch has them."""

from __future__ import annotations

import torch

from flux2studio.core.local import Precision

DTYPES = {
    Precision.BF16: torch.bfloat16,
    Precision.FP16: torch.float16,
    Precision.FP32: torch.float32,
}
