"""What a folder in the diffusers layout holds: which model, how whole, told without a tensor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flux2studio.core.errors import LoraError
from flux2studio.core.local import Pipeline
from flux2studio.core.model_files import ModelError
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import PICKLES, read_header

INDEX = "model_index.json"
JSON_MAX = 64 * 2**20  # the tokenizer of dev has 17 MB

_WEIGHTS = {
    "transformer": "diffusion_pytorch_model",
    "text_encoder": "model",
    "vae": "diffusion_pytorch_model",
}
_SCHEDULER = "scheduler/scheduler_config.json"
_TOKENIZERS = ("tokenizer.json", "vocab.json", "tokenizer.model", "tekken.json")  # any of them
_CLASSES = {
    "Flux2Pipeline": Pipeline.DEV,
    "Flux2KleinPipeline": Pipeline.KLEIN_BASE,  # unless it says that it is distilled
    "Flux2KleinInpaintPipeline": Pipeline.KLEIN_BASE,
    "Flux2KleinKVPipeline": Pipeline.KLEIN_KV,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderModel:
    """``hidden`` and the numbers of blocks are those that the transformer’s configuration gives.

    ``missing`` and ``damaged`` are files, relative to the folder; ``damage`` is what is wrong with
    the first of those. ``size_bytes`` of what is there.
    """

    pipeline: Pipeline
    hidden: int = 0
    double_blocks: int = 0
    single_blocks: int = 0
    size_bytes: int = 0
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    damage: ModelError | None = None


def read_folder(folder: Path, *, without_transformer: bool = False) -> FolderModel:
    """Look at names, sizes and headers. ``without_transformer``: its weights are a file elsewhere.

    Raises ModelError for a folder that is no FLUX.2 model at all, or holds pickles in place of
    weights.
    """
    index = _index_of(folder)
    survey = _Survey(folder)
    for part, stem in _WEIGHTS.items():
        survey.config(part)
        if part != "transformer" or not without_transformer:
            survey.weights(part, stem)
    survey.need(_SCHEDULER)
    survey.need_any("tokenizer", _TOKENIZERS)
    config = _object(folder / "transformer" / "config.json")
    return FolderModel(
        pipeline=_pipeline(index, folder),
        hidden=_number(config, "num_attention_heads") * _number(config, "attention_head_dim"),
        double_blocks=_number(config, "num_layers"),
        single_blocks=_number(config, "num_single_layers"),
        size_bytes=_size(folder),
        missing=tuple(survey.missing),
        damaged=tuple(survey.damaged),
        damage=survey.damage,
    )


@dataclass(slots=True)
class _Survey:
    folder: Path
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    damage: ModelError | None = None

    def need(self, name: str) -> bool:
        if (self.folder / name).is_file():
            return True
        self.missing.append(name)
        return False

    def need_any(self, part: str, names: tuple[str, ...]) -> None:
        if not any((self.folder / part / name).is_file() for name in names):
            self.missing.append(f"{part}/{names[0]}")

    def config(self, part: str) -> None:
        name = f"{part}/config.json"
        if self.need(name) and not _object(self.folder / name):
            self._blame(name)

    def weights(self, part: str, stem: str) -> None:
        """Either the shards that an index names, or one file."""
        index = f"{part}/{stem}.safetensors.index.json"
        if (self.folder / index).is_file():
            shards = _shards(_object(self.folder / index))
            if not shards:
                self._blame(index)
            for shard in sorted(shards):
                self._tensors(f"{part}/{shard}")
            return
        whole = f"{part}/{stem}.safetensors"
        if not (self.folder / whole).is_file():
            refuse_pickles(self.folder / part)
        self._tensors(whole)

    def _tensors(self, name: str) -> None:
        if not self.need(name):
            return
        try:
            read_header(self.folder / name)
        except LoraError as error:
            self._blame(name, str(error))

    def _blame(self, name: str, details: str = "") -> None:
        self.damaged.append(name)
        self.damage = self.damage or ModelError(
            phrase("“{name}” is damaged or was not downloaded to its end.", name=name),
            hint="Download the model again; what is whole stays.",
            details=f"{self.folder / name}: {details}" if details else str(self.folder / name),
        )


def refuse_pickles(folder: Path) -> None:
    """Raise ModelError where weights are there only in a form that can run programs."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in PICKLES:
                raise pickled(path)


def pickled(path: Path) -> ModelError:
    return ModelError(
        phrase(
            "“{path}” is a pickle, which can run programs, and is never opened.", path=path.name
        ),
        hint="Use a version with .safetensors files.",
        details=str(path),
    )


def _index_of(folder: Path) -> Mapping[str, Any]:
    if not folder.is_dir():
        raise ModelError(
            phrase("The folder “{folder}” is not there.", folder=folder.name),
            hint="If it is on a drive, connect it; or choose another place for the model.",
            details=str(folder),
        )
    path = folder / INDEX
    if not path.is_file():
        refuse_pickles(folder)
        raise ModelError(
            phrase(
                "“{folder}” is no folder of a model: it holds no {index}.",
                folder=folder.name,
                index=INDEX,
            ),
            hint=phrase(
                "Choose the folder with {index} in it, or one .safetensors or .gguf file.",
                index=INDEX,
            ),
            details=str(folder),
        )
    index = _object(path)
    if not index:
        raise ModelError(
            phrase("“{index}” in “{folder}” cannot be read.", index=INDEX, folder=folder.name),
            hint="Download the model again.",
            details=str(path),
        )
    return index


def _pipeline(index: Mapping[str, Any], folder: Path) -> Pipeline:
    name = index.get("_class_name")
    found = _CLASSES.get(name) if isinstance(name, str) else None
    if found is None:
        raise ModelError(
            phrase(
                "“{folder}” holds another kind of model ({name}), not FLUX.2.",
                folder=folder.name,
                name=str(name)[:60],
            ),
            hint="Choose a folder with FLUX.2 dev or FLUX.2 klein.",
            details=str(folder),
        )
    is_distilled = found is Pipeline.KLEIN_BASE and index.get("is_distilled") is True
    return Pipeline.KLEIN if is_distilled else found


def _shards(index: Mapping[str, Any]) -> set[str]:
    """The files that an index names; none where one of them lies outside the folder."""
    names = index.get("weight_map")
    found = set(names.values()) if isinstance(names, dict) else set()
    is_plain = all(isinstance(name, str) and Path(name).name == name for name in found)
    return found if is_plain else set()


def _object(path: Path) -> Mapping[str, Any]:
    """What a JSON file holds; nothing where it cannot be read or is no object."""
    with suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= JSON_MAX:
            found = json.loads(path.read_bytes())
            return found if isinstance(found, dict) else {}
    return {}


def _number(config: Mapping[str, Any], name: str) -> int:
    value = config.get(name)
    return value if type(value) is int and 0 < value < 2**20 else 0


def _size(folder: Path) -> int:
    size = 0
    for path in files_of(folder):
        with suppress(OSError):  # gone meanwhile
            size += path.stat().st_size
    return size


def files_of(folder: Path) -> Iterator[Path]:
    """The files of the layout: those of the folder itself and of its parts."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.is_dir():
                yield from (inner for inner in sorted(path.iterdir()) if inner.is_file())
            elif path.is_file():
                yield path
