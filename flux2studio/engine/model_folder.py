"""What lies in the folder of a model: looked at, and checked, before anything is loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flux2studio.core.engine_messages import FailureKind, ModelFiles
from flux2studio.core.errors import LoraError
from flux2studio.core.local import Pipeline
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import SafetensorsHeader, read_header
from flux2studio.engine.errors import EngineError

_PARTS = ("transformer", "text_encoder", "vae")
_OTHERS = {"tokenizer": "tokenizer_config.json", "scheduler": "scheduler_config.json"}
_STEMS = ("diffusion_pytorch_model", "model")
_CLASSES = {
    Pipeline.DEV: ("Flux2Pipeline",),
    Pipeline.KLEIN: ("Flux2KleinPipeline",),
    Pipeline.KLEIN_BASE: ("Flux2KleinPipeline",),
    Pipeline.KLEIN_KV: ("Flux2KleinKVPipeline", "Flux2KleinPipeline"),
}

Fingerprint = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The weights of one part of a model. ``files`` is empty where another file replaces them."""

    folder: Path
    config: Mapping[str, Any]
    files: Mapping[Path, SafetensorsHeader]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """``single`` takes the place of the transformer's weights."""

    path: Path
    transformer: Weights
    text_encoder: Weights
    vae: Weights
    single: Path | None
    fingerprint: Fingerprint

    @property
    def hidden(self) -> int:
        """How wide the transformer is."""
        return width(self.transformer.config)


def look(files: ModelFiles) -> ModelFolder:
    """Return what is in the folder. Raises EngineError for what is missing, cut off or another."""
    path = Path(files.folder)
    name = files.name or path.name
    fingerprint = fingerprint_of(files)
    if not path.is_dir():
        raise broken(
            phrase("The folder of {name} is gone.", name=name), hint=_GONE, details=files.folder
        )
    index = _read_json(path / "model_index.json", name)
    _check_kind(index, files, name)
    single = Path(files.transformer) if files.transformer else None
    parts = {part: _weights(path / part, name, single) for part in _PARTS}
    for other, file in _OTHERS.items():
        if not (path / other / file).is_file():
            raise _missing(name, path / other / file)
    folder = ModelFolder(path=path, single=single, fingerprint=fingerprint, **parts)
    _check_transformer(folder, files, name)
    return folder


def fingerprint_of(files: ModelFiles) -> Fingerprint:
    """Return name, size and time of each file that the model is made of; it differs if one does."""
    root = Path(files.folder)
    paths = [root / "model_index.json", *map(Path, filter(None, [files.transformer]))]
    try:
        for part in (*_PARTS, *_OTHERS):
            if (root / part).is_dir():
                paths += sorted((root / part).iterdir())
        seen = [(path, path.stat()) for path in paths if path.exists()]
    except OSError as error:
        raise vanished(error) from error
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in seen)


def width(config: Mapping[str, Any]) -> int:
    """Return how wide the transformer of this configuration is."""
    return int(config.get("num_attention_heads", 0)) * int(config.get("attention_head_dim", 0))


def broken(message: str, *, hint: str = "", details: str = "") -> EngineError:
    """Return the error for files that are missing, damaged or of another model."""
    return EngineError(
        FailureKind.MODEL, message, hint=hint or _AGAIN, field="model", details=details
    )


def vanished(error: OSError) -> EngineError:
    """Return the error for a file that could be read a moment ago."""
    name = Path(error.filename).name if error.filename else "A file of the model"
    return broken(
        phrase("“{name}” can no longer be read.", name=name), hint=_GONE, details=str(error)
    )


_GONE = "Connect the drive it lies on, or choose or download the model again in the settings."
_AGAIN = "Download the model again in the settings; what is whole is kept."
_OTHER = "Choose the model that this folder holds, or another folder for this one."


def _check_kind(index: Mapping[str, Any], files: ModelFiles, name: str) -> None:
    """Refuse the folder of another kind of model than the one that was ordered."""
    found = index.get("_class_name")
    if found not in _CLASSES[files.pipeline]:
        raise broken(
            phrase("The folder of {name} holds another kind of model.", name=name),
            hint=_OTHER,
            details=f"model_index.json says {found!r}.",
        )
    distilled = index.get("is_distilled")  # says nothing where it is missing
    if distilled is (files.pipeline is Pipeline.KLEIN_BASE) and files.pipeline is not Pipeline.DEV:
        held = (
            phrase("The folder of {name} holds the distilled model, not the base one.", name=name)
            if distilled
            else phrase(
                "The folder of {name} holds the base model, not the distilled one.", name=name
            )
        )
        raise broken(held, hint=_OTHER)


def _check_transformer(folder: ModelFolder, files: ModelFiles, name: str) -> None:
    config = folder.transformer.config
    if files.hidden and folder.hidden != files.hidden:
        raise broken(
            phrase("The folder of {name} holds a model of another size.", name=name),
            hint=_OTHER,
            details=f"Its transformer is {folder.hidden} wide, not {files.hidden}.",
        )
    if bool(config.get("guidance_embeds", True)) is not (files.pipeline is Pipeline.DEV):
        raise broken(
            phrase("The folder of {name} holds the transformer of another model.", name=name),
            hint=_OTHER,
        )


def _weights(folder: Path, name: str, single: Path | None) -> Weights:
    config = _read_json(folder / "config.json", name)
    replaced = folder.name == "transformer" and single is not None
    paths = [] if replaced else list(_weight_files(folder, name))
    return Weights(folder=folder, config=config, files={path: _header(path) for path in paths})


def _weight_files(folder: Path, name: str) -> Iterator[Path]:
    """Yield the files that the index names, or the only one."""
    for stem in _STEMS:
        index = folder / f"{stem}.safetensors.index.json"
        if index.is_file():
            shards = _read_json(index, name).get("weight_map")
            if not isinstance(shards, dict) or not shards:
                raise broken(
                    phrase("“{index}” of {name} is damaged.", index=index.name, name=name),
                    details=str(index),
                )
            yield from (folder / Path(str(shard)).name for shard in sorted(set(shards.values())))
            return
        if (folder / f"{stem}.safetensors").is_file():
            yield folder / f"{stem}.safetensors"
            return
    raise _missing(name, folder / f"{_STEMS[0]}.safetensors")


def _header(path: Path) -> SafetensorsHeader:
    if not path.is_file():
        raise _missing(path.parent.parent.name, path)
    try:
        return read_header(path)
    except LoraError as error:
        raise broken(str(error), details=f"{path}\n{error.details}") from error


def _read_json(path: Path, name: str) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _missing(name, path) from error
    except (OSError, ValueError) as error:
        raise broken(
            phrase("“{path}” of {name} is damaged.", path=path.name, name=name), details=str(error)
        ) from error
    if not isinstance(found, dict):
        raise broken(
            phrase("“{path}” of {name} is damaged.", path=path.name, name=name), details=str(path)
        )
    return found


def _missing(name: str, path: Path) -> EngineError:
    return broken(
        phrase("{name} is not complete: “{path}” is missing.", name=name, path=path.name),
        details=str(path),
    )
