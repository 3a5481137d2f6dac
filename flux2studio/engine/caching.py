"""MagCache: steps that would change little are not computed, for models of many steps.

How much each step changes was measured once for a model, with ``calibrate``; the ratios lie in
``mag_ratios.json`` beside its parts. Without that file nothing is left out.

    python -m flux2studio.engine.calibrating FOLDER

MagCache: arxiv.org/abs/2506.09045, in diffusers since 0.37.
"""

from __future__ import annotations

import json
import logging
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diffusers import MagCacheConfig

log = logging.getLogger(__name__)

FILE_NAME = "mag_ratios.json"
_RETAINED = 0.2  # the first steps, which lay out the picture, are all computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Leniency:
    """``threshold`` of the error that may add up over at most ``steps`` left out in a row."""

    threshold: float
    steps: int


UNSEEN = Leniency(threshold=0.06, steps=2)
DRAFT = Leniency(threshold=0.12, steps=4)


def read_ratios(folder: str) -> tuple[float, ...]:
    """Return the ratio of each step, empty when there is no file or it is damaged."""
    file = Path(folder) / FILE_NAME
    try:
        ratios = tuple(float(ratio) for ratio in json.loads(file.read_bytes())["ratios"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.info("Steps are not left out, %s cannot be read: %s", file, error)
        return ()
    return ratios if all(math.isfinite(ratio) and ratio > 0 for ratio in ratios) else ()


def write_ratios(folder: Path, ratios: tuple[float, ...]) -> Path:
    """Write them beside the parts of the model, and return the file."""
    file = folder / FILE_NAME
    file.write_text(json.dumps({"ratios": ratios}), encoding="utf-8")
    return file


def cache_steps(
    transformer: Any, ratios: tuple[float, ...], leniency: Leniency, steps: int
) -> None:
    """Leave out steps of the next picture, of ``steps`` steps; also after one was stopped."""
    uncached(transformer)
    transformer.enable_cache(
        MagCacheConfig(
            threshold=leniency.threshold,
            max_skip_steps=leniency.steps,
            retention_ratio=_RETAINED,
            num_inference_steps=steps,
            mag_ratios=list(ratios),
        )
    )


def uncached(transformer: Any) -> None:
    """Compute all steps, exactly as before."""
    if transformer.is_cache_enabled:
        transformer.disable_cache()
