"""Sentences for what can stop an installation of the local engine, each with a next step."""

from __future__ import annotations

import re

from flux2studio.core.engine_install import EngineInstallError
from flux2studio.core.model_files import gigabytes
from flux2studio.core.phrase import phrase

_GO_ON = "Go on with the installation; what was downloaded is kept."
_TELL = "Repair the engine; if it stays, the details are for a report."

# What uv prints, in the order of how sure it is; all in small letters.
_CAUSES = (
    (r"no space left|os error 28\b|os error 112\b|disk quota|os error 122\b", (
        "The disk became full while the local engine was installed.",
        "Free some space on it, then go on with the installation.",
    )),
    (r"hash mismatch|failed to verify hash|expected hash", (
        "A library that came is not the one that this version of the app was tested with.",
        "Go on with the installation later; if it stays, see what changes downloads on the way.",
    )),
    (r"status server error|\b50[0-9] ", (
        "The site that the libraries come from does not work at the moment.",
        "Go on with the installation later; what was downloaded is kept.",
    )),
    (r"error sending request|error trying to connect|failed to lookup|dns error|connection"
     r"|timed? ?out|network|failed to fetch|request or response body|error decoding response", (
        "The libraries cannot be downloaded: the network does not reach them.",
        "See that you are online, then go on with the installation; what was downloaded is kept.",
    )),
    (r"no interpreter found|python installation|no python", (
        "No Python was found that the local engine could be made with.",
        "See that you are online, then try again.",
    )),
    (r"not found in the package registry|no solution found|no wheels|404 ", (
        "A library of the local engine is no longer to be had.",
        "Update the app: a newer version knows newer libraries.",
    )),
    (r"permission denied|os error 13\b|os error 5\b|read-only file system", (
        "The folder of the local engine cannot be written.",
        "See that the data folder is yours, then go on with the installation.",
    )),
)  # fmt: skip


def uv_failed(code: int, said: str) -> EngineInstallError:
    """It ended with ``code``, negative for a signal, and ``said`` what it did."""
    if code < 0 and not said.lower().strip().startswith("error"):
        return EngineInstallError(
            "The installation of the local engine was ended from outside.",
            hint=_GO_ON,
            details=f"{said}\n{code}".strip(),
        )
    low = said.lower()
    for pattern, (message, hint) in _CAUSES:
        if re.search(pattern, low):
            return EngineInstallError(message, hint=hint, details=said)
    return EngineInstallError(
        "The local engine could not be installed.", hint=_TELL, details=f"{said}\n{code}".strip()
    )


def no_room(needed: int, free: int, place: str) -> EngineInstallError:
    """Before anything is fetched."""
    return EngineInstallError(
        phrase(
            "The local engine needs {needed} on the disk, and {free} are free.",
            needed=gigabytes(needed),
            free=gigabytes(free),
        ),
        hint=phrase("Free {size}, then try again.", size=gigabytes(needed - free)),
        details=place,
    )


def room_ran_out(free: int, place: str) -> EngineInstallError:
    """In the middle of it."""
    return EngineInstallError(
        phrase("Only {free} are left on the disk of the local engine.", free=gigabytes(free)),
        hint="Free some space on it, then go on with the installation.",
        details=place,
    )


def interrupted() -> EngineInstallError:
    """The app was killed in the middle."""
    return EngineInstallError(
        "The installation of the local engine was interrupted.",
        hint=_GO_ON,
    )


def incomplete(details: str) -> EngineInstallError:
    """What was installed is not there any more."""
    return EngineInstallError(
        "Parts of the local engine are missing.", hint="Repair the engine.", details=details
    )


def not_computing(device: str, details: str) -> EngineInstallError:
    """The libraries are there, and cannot compute on the device."""
    return EngineInstallError(
        phrase("The new engine starts, but cannot compute on “{device}”.", device=device),
        hint="Update the graphics driver and restart the computer, then try again.",
        details=details,
    )


def no_answer(details: str) -> EngineInstallError:
    """It ended, or said nothing for too long."""
    return EngineInstallError(
        "The new engine was installed but does not start.", hint=_TELL, details=details
    )


def other_device(expected: str, found: str) -> EngineInstallError:
    """It was made for a GPU that it does not see."""
    return EngineInstallError(
        phrase("The new engine does not see the graphics card ({expected}).", expected=expected),
        hint="Update the graphics driver and restart the computer, then try again.",
        details=f"It would work on “{found}”.",
    )
