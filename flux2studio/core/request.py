"""What the artist asks for: one immutable description of a run."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PureWindowsPath
from typing import Self

from flux2studio.core.cropping import Crop, box

SEED_MAX = 2**31 - 1  # the largest seed that every service takes (hosted-services.md, row 10)

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


class Acceleration(StrEnum):
    NONE = "none"
    REGULAR = "regular"
    HIGH = "high"


class ImageFormat(StrEnum):
    PNG = "png"
    JPEG = "jpeg"
    WEBP = "webp"


class LoraKind(StrEnum):
    """Where a LoRA's ``source`` points: what a service can fetch depends on it."""

    REPOSITORY = "repository"
    URL = "url"
    FILE = "file"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height of the output in pixels."""

    width: int
    height: int

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Where a picture is painted anew: grey, kept in the reference store under its sha256.

    What is white is painted anew, what is black stays. ``width`` and ``height`` are its own.
    """

    sha256: str
    width: int
    height: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceImage:
    """A picture the model looks at, kept in the reference store under its sha256.

    ``width`` and ``height`` are those of the upright picture (EXIF orientation applied).
    ``mask`` goes wherever its picture goes, and is in use while that is the first one sent; it
    has the size of the whole picture. ``crop`` is the part that is sent, None for the whole.
    ``handle`` is its name in the prompt; empty while that is the name of its file. ``frames``:
    of so many in the file the first is used.
    """

    sha256: str
    name: str
    width: int
    height: int
    enabled: bool = True
    mask: Mask | None = None
    crop: Crop | None = None
    handle: str = ""
    frames: int = 1

    @property
    def seen(self) -> Size:
        """The size of what is sent, before it is scaled down for a model."""
        used = box(self.crop, self.width, self.height)
        return Size(width=used.width, height=used.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraUse:
    """One LoRA in one request. ``source`` is a repository, an https link or a file path.

    ``size`` is that of its file in bytes, 0 when unknown: large ones cost more.
    """

    source: str
    name: str = ""
    scale: float = 1.0
    enabled: bool = True
    size: int = 0

    @property
    def kind(self) -> LoraKind:
        return lora_kind(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationRequest:
    """All that defines one run. ``model`` is an id of the model catalogue.

    ``seed`` None means that one is drawn when the job starts, so that every result can be
    repeated; picture i of a run uses ``seed + i``. Values the model does not take are kept,
    so that they come back with a model that does, and are not sent. ``safety_tolerance``: 1 is
    the strictest. ``strength``, 0-1, is how far what lies under the mask may leave what was there.
    ``large_reference``: a single reference is looked at with up to 4 megapixels instead of one.
    ``typed_prompt`` is the prompt as it stood in the form, where choices such as {red|green} were
    made or names of references replaced; empty where ``prompt`` is what was typed.
    """

    model: str = "practice"
    prompt: str = ""
    references: tuple[ReferenceImage, ...] = ()
    loras: tuple[LoraUse, ...] = ()
    size: Size = Size(width=1024, height=768)
    count: int = 1
    seed: int | None = None
    steps: int = 28
    guidance: float = 2.5
    acceleration: Acceleration = Acceleration.REGULAR
    format: ImageFormat = ImageFormat.PNG
    expand_prompt: bool = False
    safety_checker: bool = True
    negative_prompt: str = ""
    safety_tolerance: int = 2
    strength: float = 1.0
    large_reference: bool = False
    typed_prompt: str = ""

    @property
    def active_references(self) -> tuple[ReferenceImage, ...]:
        return tuple(reference for reference in self.references if reference.enabled)

    @property
    def mask(self) -> Mask | None:
        """That of the first reference sent; the masks of the others rest."""
        return next((reference.mask for reference in self.active_references), None)

    @property
    def active_loras(self) -> tuple[LoraUse, ...]:
        return tuple(lora for lora in self.loras if lora.enabled)

    def with_seed(self, seed: int) -> Self:
        return replace(self, seed=seed)


def draw_seed(count: int = 1) -> int:
    """Draw a seed that leaves room for ``count`` pictures below ``SEED_MAX``."""
    return random.SystemRandom().randint(1, SEED_MAX - count + 1)


def lora_kind(source: str) -> LoraKind:
    """Tell what ``source`` is, from its form alone."""
    if source.startswith(("https://", "http://")):
        return LoraKind.URL
    if source.startswith("/") or PureWindowsPath(source).is_absolute():
        return LoraKind.FILE
    if _REPOSITORY.fullmatch(source) and ".." not in source:
        return LoraKind.REPOSITORY
    return LoraKind.UNKNOWN


def prompt_length(prompt: str) -> int:
    """Length in UTF-16 units: the stricter reading of the services' ``maxLength``."""
    return len(prompt.encode("utf-16-le", "surrogatepass")) // 2
