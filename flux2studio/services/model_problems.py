"""Why a model of this computer cannot be used: one sentence and the next step."""

from __future__ import annotations

from pathlib import Path

from flux2studio.core.local import LocalModel
from flux2studio.core.model_files import ModelError, ModelOrigin, ModelPlace, gigabytes
from flux2studio.core.models import Model


def local_of(model: Model) -> LocalModel:
    """Raises ModelError for a model that runs elsewhere."""
    if model.local is None:
        raise ModelError(
            f"“{model.name}” does not run on this computer.",
            hint="Choose a model of “This computer”.",
        )
    return model.local


def absent(model: Model) -> ModelError:
    size = gigabytes(local_of(model).download_bytes)
    return ModelError(
        f"“{model.name}” is not on this computer yet.",
        hint=f"Download it in the settings ({size}), or choose a folder that holds it.",
    )


def partial(model: Model, have: int, total: int) -> ModelError:
    return ModelError(
        f"“{model.name}” is not whole yet: {gigabytes(have)} of {gigabytes(total)} are here.",
        hint="Go on with its download.",
    )


def lacking(model: Model, place: ModelPlace, missing: tuple[str, ...]) -> ModelError:
    hint = {
        ModelOrigin.CACHE: "Download it here, or finish the download with the tool that began it.",
        ModelOrigin.DOWNLOADED: "Go on with its download.",
    }.get(place.origin, "Add the files, or choose another folder.")
    more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
    return ModelError(
        f"“{model.name}” is not whole: “{missing[0]}”{more} is missing.",
        hint=hint,
        details="\n".join((str(place.folder), *missing)),
    )


def damaged(path: Path, name: str) -> ModelError:
    return ModelError(
        f"“{name}” is damaged.",
        hint="Download the model again; what is whole stays.",
        details=str(path),
    )


def unreadable(name: str, error: OSError) -> ModelError:
    return ModelError(
        f"“{name}” cannot be read.",
        hint="See that its files are yours to read; if they are on a drive, connect it.",
        details=str(error),
    )


def away(model: Model, path: Path) -> ModelError:
    return ModelError(
        f"“{path.name}”, which is chosen for {model.name}, is not there.",
        hint="If it is on a drive, connect it; or forget it and choose another place.",
        details=str(path),
    )


def no_weights(path: Path) -> ModelError:
    return ModelError(
        f"“{path.name}” is no file that a model can be read from.",
        hint="Choose a .safetensors or .gguf file, or a folder with model_index.json.",
        details=str(path),
    )


def without_rest(model: Model, path: Path, rest_bytes: float, details: str) -> ModelError:
    return ModelError(
        f"“{path.name}” needs the text encoder and the VAE of {model.name} beside it.",
        hint=f"Download them ({gigabytes(rest_bytes)}), or choose a folder that holds them.",
        details=details or str(path),
    )
