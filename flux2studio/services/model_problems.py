"""Why a model of this computer cannot be used: one sentence and the next step."""

from __future__ import annotations

from pathlib import Path

from flux2studio.core.local import LocalModel
from flux2studio.core.model_files import ModelError, ModelOrigin, ModelPlace, gigabytes
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase


def local_of(model: Model) -> LocalModel:
    """Raises ModelError for a model that runs elsewhere."""
    if model.local is None:
        raise ModelError(
            phrase("“{model}” does not run on this computer.", model=model.name),
            hint="Choose a model of “This computer”.",
        )
    return model.local


def absent(model: Model) -> ModelError:
    size = gigabytes(local_of(model).download_bytes)
    return ModelError(
        phrase("“{model}” is not on this computer yet.", model=model.name),
        hint=phrase(
            "Download it in the settings ({size}), or choose a folder that holds it.", size=size
        ),
    )


def partial(model: Model, have: int, total: int) -> ModelError:
    return ModelError(
        phrase(
            "“{model}” is not whole yet: {size} of {size_2} are here.",
            model=model.name,
            size=gigabytes(have),
            size_2=gigabytes(total),
        ),
        hint="Go on with its download.",
    )


def lacking(model: Model, place: ModelPlace, missing: tuple[str, ...]) -> ModelError:
    hint = {
        ModelOrigin.CACHE: "Download it here, or finish the download with the tool that began it.",
        ModelOrigin.DOWNLOADED: "Go on with its download.",
    }.get(place.origin, "Add the files, or choose another folder.")
    name, more = missing[0], len(missing) - 1
    first = phrase("“{model}” is not whole: “{file}” is missing.", model=model.name, file=name)
    return ModelError(
        phrase(
            "“{model}” is not whole: “{file}” and %n more (is|are) missing.",
            n=more,
            model=model.name,
            file=name,
        )
        if more
        else first,
        hint=hint,
        details="\n".join((str(place.folder), *missing)),
    )


def damaged(path: Path, name: str) -> ModelError:
    return ModelError(
        phrase("“{name}” is damaged.", name=name),
        hint="Download the model again; what is whole stays.",
        details=str(path),
    )


def unreadable(name: str, error: OSError) -> ModelError:
    return ModelError(
        phrase("“{name}” cannot be read.", name=name),
        hint="See that its files are yours to read; if they are on a drive, connect it.",
        details=str(error),
    )


def away(model: Model, path: Path) -> ModelError:
    return ModelError(
        phrase(
            "“{path}”, which is chosen for {model}, is not there.", path=path.name, model=model.name
        ),
        hint="If it is on a drive, connect it; or forget it and choose another place.",
        details=str(path),
    )


def no_weights(path: Path) -> ModelError:
    return ModelError(
        phrase("“{path}” is no file that a model can be read from.", path=path.name),
        hint="Choose a .safetensors or .gguf file, or a folder with model_index.json.",
        details=str(path),
    )


def without_rest(model: Model, path: Path, rest_bytes: float, details: str) -> ModelError:
    return ModelError(
        phrase(
            "“{path}” needs the text encoder and the VAE of {model} beside it.",
            path=path.name,
            model=model.name,
        ),
        hint=phrase(
            "Download them ({size}), or choose a folder that holds them.",
            size=gigabytes(rest_bytes),
        ),
        details=details or str(path),
    )
