"""A model on this computer: what it is made of, what it needs, and how a picture was made by it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Pipeline(StrEnum):
    """Which of the diffusers pipelines runs a model."""

    DEV = "dev"  # guidance is an input of the model
    KLEIN = "klein"  # distilled to a few steps, without guidance
    KLEIN_BASE = "klein-base"  # true guidance: every step runs twice
    KLEIN_KV = "klein-kv"  # keeps what it computed of the references from step to step


class Precision(StrEnum):
    """The number format that the model computes in."""

    BF16 = "bf16"
    FP16 = "fp16"
    FP32 = "fp32"


class Quantisation(StrEnum):
    """How the weights are kept; less memory, and slightly other pictures."""

    NONE = "none"
    FP8 = "fp8"
    INT8 = "int8"
    NF4 = "nf4"
    FILE = "file"  # as the file that was chosen holds them: fp8, GGUF


class Offload(StrEnum):
    """What stays on the device. Each keeps less there than the one before, and is slower."""

    NONE = "none"
    TEXT_ENCODER = "text-encoder"  # leaves once the prompt is read
    MODEL = "model"  # one part at a time: text encoder, transformer, decoder
    GROUP = "group"  # layer by layer


class MemoryTier(StrEnum):
    """What the artist chose: by itself, or no more than this stays on the device."""

    AUTO = "auto"
    HIGH = "high"  # Offload.NONE
    MEDIUM = "medium"  # Offload.TEXT_ENCODER
    LOW = "low"  # Offload.MODEL
    LOWEST = "lowest"  # Offload.GROUP


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalModel:
    """What the catalogue says of a model that runs here.

    ``repository`` is at Hugging Face. ``hidden``, ``double_blocks`` and ``single_blocks`` tell
    the transformer from others, ``base`` is what ``Lora.base`` calls it. The numbers of parameters
    are those of local-engine.md section 4.1; of the text encoder ``text_encoder_used`` are needed
    to read a prompt. ``download_bytes`` is what a download of all of it takes.
    ``needs_acceptance``: its licence must be agreed to here before it is used.
    """

    pipeline: Pipeline
    repository: str
    base: str
    hidden: int
    double_blocks: int
    single_blocks: int
    transformer_parameters: float
    text_encoder_parameters: float
    text_encoder_used: float
    vae_parameters: float
    download_bytes: int
    licence_url: str
    licence_version: str = ""
    gated: bool = False
    needs_acceptance: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """``kind``: "cuda", "rocm", "mps", "xpu" or "cpu". Memory in bytes, 0 when nobody says."""

    kind: str = "cpu"
    name: str = ""
    total_bytes: int = 0
    free_bytes: int = 0
    capability: tuple[int, int] = (0, 0)  # of an NVIDIA GPU


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """What the engine runs on. ``libraries``: name and version of those that matter.

    ``features``: what is there beside the needed: "torchao", "bitsandbytes", "compile", ...
    """

    device: Device = Device()
    ram_total_bytes: int = 0
    ram_free_bytes: int = 0
    libraries: tuple[tuple[str, str], ...] = ()
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryPlan:
    """How a model is put into memory. The peaks are expected, in bytes.

    ``truncated``: the layers of the text encoder that no prompt needs are dropped; the prompt is
    read exactly as before. ``tiling``: the picture is decoded in tiles.
    """

    precision: Precision = Precision.BF16
    quantisation: Quantisation = Quantisation.NONE
    text_encoder_quantisation: Quantisation = Quantisation.NONE
    offload: Offload = Offload.NONE
    truncated: bool = True
    tiling: bool = False
    peak_bytes: int = 0
    ram_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraEffect:
    """Proof of what a LoRA did to the model.

    Of the ``total`` layers it changes in its file ``matched`` are in the model. ``strength`` is
    the Frobenius norm of the change at the scale used over that of the weights it changed;
    0 when it does nothing. ``ignored`` names some of the layers that are not in the model.
    """

    name: str
    sha256: str
    scale: float
    matched: int
    total: int
    strength: float
    layout: str = ""
    rank: int = 0
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalRun:
    """How a picture was made on this computer: what "the same seed" holds for.

    ``acceleration`` says in short words what was really in effect ("compiled", "cudnn
    attention", ...); ``seconds`` is the time of the pipeline alone, ``seconds_per_step`` a part
    of it. ``weights`` names the files' origin: repository and revision, or the name of a file.
    ``unread``: how the prompt, and the negative one, went on beyond what the model reads.
    """

    pipeline: str
    weights: str
    device: str
    plan: MemoryPlan
    acceleration: tuple[str, ...] = ()
    loras: tuple[LoraEffect, ...] = ()
    libraries: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    seconds_per_step: float = 0.0
    peak_bytes: int = 0
    negative_prompt: str = ""
    unread: tuple[str, ...] = ()
