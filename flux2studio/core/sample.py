"""The sample project: what it holds, as the file that is shipped beside its pictures says."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from flux2studio.core.errors import StorageError
from flux2studio.core.history import Label, Pick
from flux2studio.core.request import GenerationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleFile:
    """``name`` is that of the file in the folder of the sample."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleReference:
    """A picture that others are made from; ``width`` and ``height`` in pixels."""

    file: SampleFile
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLora:
    """A LoRA with what an artist wrote on its card; its file says the rest."""

    id: str
    file: SampleFile
    default_scale: float = 1.0
    rating: int = 0
    favourite: bool = False
    tags: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleUse:
    """``lora`` is the name of a LoRA's file."""

    lora: str
    scale: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRecipe:
    """``references`` are names of files: of references, or of pictures that come before.

    ``request`` is without references and LoRAs: where those lie is known when they are taken in.
    """

    request: GenerationRequest
    references: tuple[str, ...] = ()
    loras: tuple[SampleUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplePicture:
    """A picture with its recipe and marks, made ``minutes`` before it is taken in."""

    id: str
    file: SampleFile
    recipe: SampleRecipe
    width: int
    height: int
    minutes: int
    seconds: float
    rating: int = 0
    pick: Pick = Pick.NONE
    label: Label = Label.NONE
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """``pictures`` are in the order in which they were made; ``stage`` is the id of one of them.

    ``form`` is what the form is filled with at the first start.
    """

    album: str
    album_name: str
    references: tuple[SampleReference, ...]
    loras: tuple[SampleLora, ...]
    pictures: tuple[SamplePicture, ...]
    form: SampleRecipe
    stage: str

    @property
    def files(self) -> tuple[SampleFile, ...]:
        return (
            *(reference.file for reference in self.references),
            *(lora.file for lora in self.loras),
            *(picture.file for picture in self.pictures),
        )


def decode_sample(data: bytes) -> Sample:
    """Raises StorageError when it is something else."""
    try:
        return msgspec.json.decode(data, type=Sample)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StorageError("The sample cannot be read.", details=str(error)) from error


def encode_sample(sample: Sample) -> bytes:
    return msgspec.json.format(msgspec.json.encode(sample), indent=1) + b"\n"
