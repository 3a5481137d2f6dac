"""What the app and the engine process say to each other: one JSON object a line, each way.

The app writes commands to the engine's standard input, the engine events to its standard output.
Pictures go by file; only previews, small as they are, travel inside a line. The engine ends when
its standard input does.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from flux2studio.core.local import (
    Hardware,
    LocalRun,
    LoraEffect,
    MemoryPlan,
    MemoryTier,
    Pipeline,
    Quantisation,
)
from flux2studio.core.phrase import packed, unpacked
from flux2studio.core.request import Acceleration, ImageFormat

PROTOCOL = 1  # an engine of another number is not spoken to
HEARTBEAT_S = 1.0  # how often the engine says that it is alive


class EnginePhase(StrEnum):
    STARTING = "starting"  # libraries are imported
    LOADING = "loading"  # the model; ``done`` of ``total`` MiB
    LORAS = "loras"  # ``done`` of ``total`` LoRAs
    EXPANDING = "expanding"  # the prompt is rewritten
    READING = "reading"  # the prompt; too long, only ``done`` of its ``total`` tokens
    COMPILING = "compiling"
    RENDERING = "rendering"  # ``done`` of ``total`` steps, of all pictures of the job
    DECODING = "decoding"


class FailureKind(StrEnum):
    """What the app can do about it; the words are in the message."""

    REQUEST = "request"  # the request or a file in it
    LORA = "lora"
    MODEL = "model"  # its files are missing, damaged or of another model
    MEMORY = "memory"  # no plan fitted
    INSTALLATION = "installation"  # torch, diffusers, driver
    BUG = "bug"


class ModelFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Where a model lies. Paths are absolute.

    ``folder`` holds the diffusers layout. ``transformer`` is a single file that takes the place
    of its transformer, empty when there is none: bf16, fp8 or GGUF. ``label`` is what
    ``LocalRun.weights`` says.
    """

    pipeline: Pipeline
    folder: str
    transformer: str = ""
    label: str = ""
    hidden: int = 0
    base: str = ""
    name: str = ""


class LoraOrder(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    file: str
    scale: float
    sha256: str = ""


class PictureOrder(msgspec.Struct, frozen=True, kw_only=True):
    index: int
    seed: int


class MemoryWish(msgspec.Struct, frozen=True, kw_only=True):
    """``quantisation`` None: as the plan thinks best."""

    tier: MemoryTier = MemoryTier.AUTO
    quantisation: Quantisation | None = None


class Run(msgspec.Struct, frozen=True, kw_only=True, tag="run"):
    """Make ``pictures``, one after the other, each as a file ``<folder>/<job>-<index>.<format>``.

    ``references`` are upright sRGB files in the order of the prompt. ``mask``, when not empty,
    is a picture of the size of the first reference: white is painted anew, with ``strength``
    0-1, black stays. ``large_reference``: a single reference is looked at with up to 4 megapixels
    instead of one. ``previews``: send one for each step, at most ten a second.
    """

    job: str
    model: ModelFiles
    memory: MemoryWish
    folder: str
    prompt: str
    pictures: tuple[PictureOrder, ...]
    width: int
    height: int
    steps: int
    guidance: float
    acceleration: Acceleration
    format: ImageFormat
    negative_prompt: str = ""
    expand_prompt: bool = False
    references: tuple[str, ...] = ()
    large_reference: bool = False
    mask: str = ""
    strength: float = 1.0
    loras: tuple[LoraOrder, ...] = ()
    previews: bool = True


class Stop(msgspec.Struct, frozen=True, kw_only=True, tag="stop"):
    """Stop this job at the next step. The model stays loaded. Answered with ``Stopped``."""

    job: str


class Unload(msgspec.Struct, frozen=True, kw_only=True, tag="unload"):
    """Free the memory of the model, when no job runs. Answered with ``State``."""


class Ask(msgspec.Struct, frozen=True, kw_only=True, tag="ask"):
    """Answered with ``State``."""


Command = Run | Stop | Unload | Ask


class Started(msgspec.Struct, frozen=True, kw_only=True, tag="started"):
    """Said at once, before the libraries are imported."""

    protocol: int
    pid: int


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag="ready"):
    hardware: Hardware


class Unusable(msgspec.Struct, frozen=True, kw_only=True, tag="unusable"):
    """The engine cannot work here, and ends. ``kind`` is INSTALLATION."""

    message: str
    hint: str
    details: str = ""


class Alive(msgspec.Struct, frozen=True, kw_only=True, tag="alive"):
    """Every ``HEARTBEAT_S``; ``job`` is the running one, ``step_s`` how long its last step took."""

    job: str = ""
    step_s: float = 0.0


class State(msgspec.Struct, frozen=True, kw_only=True, tag="state"):
    """``model`` is the label of what is loaded, empty when nothing is.

    The memory of ``hardware`` that is free is what would be without the model. ``wish`` and
    ``fast`` are of the last picture made with it.
    """

    hardware: Hardware
    model: str = ""
    plan: MemoryPlan | None = None
    wish: MemoryWish | None = None
    fast: bool = False
    used_bytes: int = 0


class Planned(msgspec.Struct, frozen=True, kw_only=True, tag="planned"):
    """Said before anything is loaded, and again before a second try with a smaller plan."""

    job: str
    plan: MemoryPlan


class Phased(msgspec.Struct, frozen=True, kw_only=True, tag="phase"):
    job: str
    phase: EnginePhase
    done: int = 0
    total: int = 0


class Previewed(msgspec.Struct, frozen=True, kw_only=True, tag="preview"):
    """``data`` is a small JPEG (base64 on the wire)."""

    job: str
    index: int
    data: bytes


class Effects(msgspec.Struct, frozen=True, kw_only=True, tag="effects"):
    """What the LoRAs of the job do, said before its first step."""

    job: str
    loras: tuple[LoraEffect, ...]


class Made(msgspec.Struct, frozen=True, kw_only=True, tag="made"):
    """The file at ``path`` is whole. ``sent_prompt`` is the expanded prompt, or empty."""

    job: str
    index: int
    seed: int
    path: str
    run: LocalRun
    sent_prompt: str = ""


class Done(msgspec.Struct, frozen=True, kw_only=True, tag="done"):
    job: str


class Stopped(msgspec.Struct, frozen=True, kw_only=True, tag="stopped"):
    job: str


class Failed(msgspec.Struct, frozen=True, kw_only=True, tag="failed"):
    """``field`` as in ``StudioError``. The engine goes on."""

    job: str
    kind: FailureKind
    message: str
    hint: str = ""
    field: str = ""
    details: str = ""


Event = (
    Started
    | Ready
    | Unusable
    | Alive
    | State
    | Planned
    | Phased
    | Previewed
    | Effects
    | Made
    | Done
    | Stopped
    | Failed
)


class _Head(msgspec.Struct):
    type: str = ""
    job: str = ""


def encode(message: Command | Event) -> bytes:
    """Return one whole line."""
    if isinstance(message, Failed | Unusable):
        said, hint = packed(message.message), packed(message.hint)
        message = msgspec.structs.replace(message, message=said, hint=hint)
    return msgspec.json.encode(message) + b"\n"


def decode_command(line: bytes) -> Command:
    """Raises msgspec.DecodeError for a line that is none."""
    command: Command = msgspec.json.decode(line, type=Command)
    return command


def decode_event(line: bytes) -> Event:
    """Raises msgspec.DecodeError for a line that is none."""
    event: Event = msgspec.json.decode(line, type=Event)
    if isinstance(event, Failed | Unusable):
        said, hint = unpacked(event.message), unpacked(event.hint)
        return msgspec.structs.replace(event, message=said, hint=hint)
    return event


def head_of(line: bytes) -> tuple[str, str]:
    """Return the tag and the job of a line that cannot be decoded, empty where it tells none."""
    try:
        head = msgspec.json.decode(line, type=_Head)
    except msgspec.DecodeError:
        return "", ""
    return head.type, head.job
