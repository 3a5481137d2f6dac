"""How much memory a model takes, part by part: arithmetic, in bytes, without looking at anything.

Numbers with "section" are from local-engine.md; "counted" ones were counted on tensors without
data of the full-size models (bf16, diffusers 0.42.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flux2studio.core.local import MemoryPlan, Offload, Precision, Quantisation

TEXT_TOKENS = 512  # prompts are padded to it (section 1)
PIXELS_PER_TOKEN = 256  # 8 x 8 by the VAE, 2 x 2 by the patches
REFERENCE_PIXELS = 1024**2  # what diffusers scales a reference down to (section 1)
LARGE_REFERENCE_PIXELS = 2024**2  # the same for a single large one (section 1)

_PRECISION_BYTES = {Precision.BF16: 2.0, Precision.FP16: 2.0, Precision.FP32: 4.0}
# Bytes per parameter, embeddings and norms left as they are: 8 bit from the size of the published
# klein-4b-fp8 (4.07 GB of 3.876e9, section 7); 4 bit in blocks of 64 with a 32-bit scale each.
_TRANSFORMER_BYTES = {Quantisation.FP8: 1.05, Quantisation.INT8: 1.05, Quantisation.NF4: 0.5625}
# Much of a text encoder is its table of words (12 % of the 3.1e9 of klein 4B), kept in bf16.
_TEXT_ENCODER_BYTES = {Quantisation.FP8: 1.12, Quantisation.INT8: 1.12, Quantisation.NF4: 0.75}

_ACTIVATIONS = 22  # widths of hidden per token in a block; counted 19-21, the three sizes alike
_ATTENTION_HEAD = 128  # section 10
_DECODE_BYTES_PER_PIXEL = 2700  # 2.8 GB at 1 MP (section 4.7); counted 1540 without workspaces
_ENCODE_BYTES_PER_PIXEL = 2300  # by the same ratio as counted: 1286 to 1540
_TILE_PIXELS = 1024**2  # what the VAE cuts a picture into (section 4.7)
_READING_BYTES = 0.3e9  # the text encoder over 512 tokens, without logits
_EXPANDING_BYTES = 1.2e9  # 2,560 tokens kept of 40 layers, and the logits of a word
_CONTEXT_BYTES = 0.5e9  # of the CUDA context: 0.4-0.6 GB (section 8)
_BLOCKS_AT_ONCE = 4  # of those offloaded layer by layer: computing, coming, going, spare
_PROCESS_BYTES = 1.5e9  # Python, torch and the driver's libraries
_LOADING_BYTES = 2e9  # files are mapped: what was read can be dropped when memory is short


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWeights:
    """Numbers of parameters of a model's parts.

    ``text_encoder_used`` are needed to read a prompt, all of them to rewrite one. ``blocks``
    counts double and single ones. ``transformer_file_bytes`` is the size of a file that holds
    the transformer quantised (fp8, GGUF), 0 when there is none.
    """

    transformer: float
    text_encoder: float
    text_encoder_used: float
    vae: float
    hidden: int
    blocks: int = 32
    transformer_file_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """What of a request takes memory. Sizes are width and height in pixels.

    ``large_reference``: a single reference is looked at with up to 4 megapixels. ``masked``: the
    first reference is painted in, and looked at in the size of the picture.
    ``twice``: with true guidance. ``keeps_references``: what was computed of them is kept from
    step to step. ``expands``: the text encoder rewrites the prompt first.
    """

    width: int
    height: int
    references: tuple[tuple[int, int], ...] = ()
    large_reference: bool = False
    masked: bool = False
    lora_bytes: int = 0
    twice: bool = False
    keeps_references: bool = False
    expands: bool = False


@dataclass(frozen=True, slots=True)
class _Parts:
    """Bytes of each part, and of what computing with it takes on top."""

    transformer: float
    text_encoder: float
    vae: float
    drawing: float
    reading: float
    decoding: float


def device_bytes(plan: MemoryPlan, weights: ModelWeights, work: Workload, kind: str) -> int:
    """Return the expected peak on a device of this kind, its context included."""
    parts = _parts(plan, weights, work, kind)
    drawing = parts.transformer + parts.drawing
    reading = parts.text_encoder + parts.reading
    match plan.offload:
        case Offload.NONE:
            busiest = max(parts.drawing, parts.reading, parts.decoding)
            peak = parts.transformer + parts.text_encoder + parts.vae + busiest
        case Offload.TEXT_ENCODER:
            working = parts.transformer + max(parts.drawing, parts.decoding)
            peak = parts.vae + max(working, reading)
        case Offload.MODEL:
            peak = max(drawing, reading, parts.vae + parts.decoding)
        case Offload.GROUP:
            share = _BLOCKS_AT_ONCE / weights.blocks
            layers = share * max(parts.transformer, parts.text_encoder)
            peak = max(layers + max(parts.drawing, parts.reading), parts.vae + parts.decoding)
    return round(peak + (0 if kind == "cpu" else _CONTEXT_BYTES))


def ram_bytes(plan: MemoryPlan, weights: ModelWeights, work: Workload, kind: str) -> int:
    """Return the expected peak in the machine's memory, beside an accelerator."""
    parts = _parts(plan, weights, work, kind)
    kept = 0.0
    if plan.offload is not Offload.NONE:  # for a moment neither is on the device
        kept = parts.transformer + parts.text_encoder
    return round(_PROCESS_BYTES + _LOADING_BYTES + kept)


def process_bytes(plan: MemoryPlan, weights: ModelWeights, work: Workload, kind: str) -> int:
    """Return the expected peak where the device has no memory of its own."""
    return round(device_bytes(plan, weights, work, kind) + _PROCESS_BYTES)


def drawing_tokens(work: Workload) -> int:
    """Return how many tokens the transformer looks at in a step."""
    return work.width * work.height // PIXELS_PER_TOKEN + _reference_tokens(work) + TEXT_TOKENS


def _parts(plan: MemoryPlan, weights: ModelWeights, work: Workload, kind: str) -> _Parts:
    plain = _PRECISION_BYTES[plan.precision]
    transformer = weights.transformer * _TRANSFORMER_BYTES.get(plan.quantisation, plain)
    if plan.quantisation is Quantisation.FILE:
        transformer = float(weights.transformer_file_bytes)
    read = weights.text_encoder_used if plan.truncated else weights.text_encoder
    return _Parts(
        transformer=transformer + work.lora_bytes,
        text_encoder=read * _per_parameter(_TEXT_ENCODER_BYTES, plan, plain),
        vae=weights.vae * plain,
        drawing=_drawing(weights, work, kind) * plain,
        reading=_EXPANDING_BYTES if work.expands else _READING_BYTES,
        decoding=_coding(work, tiling=plan.tiling) * plain / 2,
    )


def _per_parameter(table: Mapping[Quantisation, float], plan: MemoryPlan, plain: float) -> float:
    return table.get(plan.text_encoder_quantisation, plain)


def _drawing(weights: ModelWeights, work: Workload, kind: str) -> float:
    """Numbers that a step holds at once."""
    tokens = drawing_tokens(work)
    numbers = float(_ACTIVATIONS * tokens * weights.hidden)
    if kind == "mps":  # its attention may hold every pair of tokens; not measured
        numbers += weights.hidden / _ATTENTION_HEAD * tokens**2
    if work.keeps_references:  # keys and values: 0.52 MB a token at 9B (section 4.7)
        numbers += 2 * weights.blocks * weights.hidden * _reference_tokens(work)
    return numbers * (1.05 if work.twice else 1.0)  # two passes, but one after the other


def _coding(work: Workload, *, tiling: bool) -> float:
    """Bytes, in bf16, that the VAE takes to encode the references or to decode the picture."""
    limit = _TILE_PIXELS if tiling else work.width * work.height
    decoding = _DECODE_BYTES_PER_PIXEL * min(work.width * work.height, limit)
    largest = max(_reference_pixels(work), default=0)
    return max(
        decoding, _ENCODE_BYTES_PER_PIXEL * (min(largest, _TILE_PIXELS) if tiling else largest)
    )


def _reference_tokens(work: Workload) -> int:
    return sum(pixels // PIXELS_PER_TOKEN for pixels in _reference_pixels(work))


def _reference_pixels(work: Workload) -> list[int]:
    large = work.large_reference and len(work.references) == 1
    limit = LARGE_REFERENCE_PIXELS if large else REFERENCE_PIXELS
    pixels = [min(width * height, limit) for width, height in work.references]
    if work.masked:
        pixels[:1] = [work.width * work.height]
    return pixels
