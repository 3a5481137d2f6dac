"""Presets as a file to be handed on: strict in what it takes, clear about what it does not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import msgspec

from flux2studio.core.lora import LoraIdentity
from flux2studio.core.phrase import phrase
from flux2studio.core.presets import (
    PRESETS_MAX,
    Preset,
    PresetError,
    PresetPart,
    checked_preset,
)
from flux2studio.core.request import GenerationRequest, LoraKind, LoraUse, lora_kind

FILE_MAX = 4 * 2**20  # bytes
VERSION = 1
_KIND = "flux2studio presets"
_LORAS_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    kind: str
    version: int
    presets: tuple[msgspec.Raw, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What was read, and a sentence for each preset that is left out."""

    presets: tuple[Preset, ...]
    problems: tuple[str, ...]


def encode(presets: Sequence[Preset]) -> bytes:
    """Return the file's bytes. References stay here, and so do the folders of LoRA files."""
    raw = tuple(msgspec.Raw(msgspec.json.encode(_for_others(preset))) for preset in presets)
    data = msgspec.json.encode(_File(kind=_KIND, version=VERSION, presets=raw))
    return msgspec.json.format(data, indent=2) + b"\n"


def decode(data: bytes) -> Taken:
    """Read a file of anybody's. Raises PresetError when it is no such file."""
    if len(data) > FILE_MAX:
        raise PresetError(
            "This file is too large to be one of presets.",
            hint=phrase(
                "Such files have up to {file_max} MB; choose another one.",
                file_max=FILE_MAX // 2**20,
            ),
        )
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_presets(str(error)) from error
    if file.kind != _KIND:
        raise _no_presets(f"kind: {file.kind[:80]}")
    if file.version > VERSION:
        raise PresetError(
            "This file was written by a newer version of flux2studio.",
            hint="Update flux2studio, then import it again.",
        )
    if len(file.presets) > PRESETS_MAX:
        raise PresetError(
            phrase(
                "This file holds {presets} presets; {presets_max} is the limit.",
                presets=len(file.presets),
                presets_max=PRESETS_MAX,
            ),
            hint="Import a part of them.",
        )
    return _taken(file.presets)


def _taken(raw: Iterable[msgspec.Raw]) -> Taken:
    presets, problems = [], []
    for number, data in enumerate(raw, start=1):
        try:
            presets.append(_checked(msgspec.json.decode(data, type=Preset)))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            problems.append(f"Preset {number} cannot be read: {error}")
        except PresetError as error:
            problems.append(f"Preset {number} is left out: {error}")
    return Taken(presets=tuple(presets), problems=tuple(problems))


def _checked(preset: Preset) -> Preset:
    """Return what anybody's preset is here: new, without pictures that only he has."""
    request = preset.request
    numbers = (request.guidance, request.strength, *(use.scale for use in request.loras))
    if not all(map(math.isfinite, numbers)):
        raise PresetError("a number of it is none.")
    if len(request.loras) > _LORAS_MAX:
        raise PresetError("it has too many LoRAs.")
    parts = tuple(part for part in preset.parts if part is not PresetPart.REFERENCES)
    fresh = Preset(
        name=preset.name, parts=parts, request=request, identities=preset.identities[:_LORAS_MAX]
    )
    return checked_preset(fresh)


def _for_others(preset: Preset) -> Preset:
    parts = tuple(part for part in preset.parts if part is not PresetPart.REFERENCES)
    usual = GenerationRequest()
    request = replace(
        preset.request,
        references=usual.references,
        loras=tuple(map(_without_folder, preset.request.loras)),
    )
    identities = tuple(
        LoraIdentity(source=_file_name(one.source), sha256=one.sha256, autov3=one.autov3)
        for one in preset.identities
    )
    return replace(preset, parts=parts, request=request, identities=identities)


def _without_folder(use: LoraUse) -> LoraUse:
    return replace(use, source=_file_name(use.source))


def _file_name(source: str) -> str:
    """A path says who somebody is and how his disk is ordered; the name of a file is enough."""
    if lora_kind(source) is not LoraKind.FILE:
        return source
    return PurePosixPath(source.replace("\\", "/")).name


def _no_presets(details: str) -> PresetError:
    return PresetError(
        "This file holds no presets.",
        hint="Choose one that was exported with “Export presets”.",
        details=details,
    )
