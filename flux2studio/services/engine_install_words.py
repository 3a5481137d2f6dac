"""Sentences for what can stop an installation of the local engine, each with a next step."""

from __future__ import annotations

import re

from flux2studio.core.engine_install import EngineInstallError
from flux2studio.core.model_files import gigabytes
from flux2studio.core.phrase import phrase

_GO_ON = "Go on with the installation; what was downloaded is kept."
_TELL = "Go on with it; if it stays, discard what was begun and install it anew."

_OFFLINE = (
    "The libraries cannot be downloaded: the network does not reach them.",
    "See that you are online, then go on with the installation; what was downloaded is kept.",
)

# What uv prints, in the order of how sure it is; all in small letters. Those of Linux were seen.
_CAUSES = (
    (r"no space left|os error 28\b|os error 112\b|disk quota|os error 122\b", (
        "The disk became full while the local engine was installed.",
        "Free some space on it, then go on with the installation.",
    )),
    (r"invalid peer certificate", (
        "The site that the libraries come from cannot prove that it is the right one.",
        "See that date and time of this computer are right. If this network wants you to sign in,"
        " do so in the browser; then go on with the installation.",
    )),
    (r"network authentication required|proxy authentication required", (
        "The network wants you to sign in before anything can be downloaded.",
        "Do so in the browser, then go on with the installation.",
    )),
    (r"hash mismatch|failed to verify hash|expected hash|invalid zip", (
        "A library that came is not the one that this version of the app was tested with.",
        "If this network wants you to sign in, do so in the browser; then go on with the"
        " installation. If it stays, see what changes downloads on the way.",
    )),
    (r"status server error|\b50[0-9] |429 too many", (
        "The site that the libraries come from does not work at the moment.",
        "Go on with the installation later; what was downloaded is kept.",
    )),
    (r"python-build-standalone|failed to (?:download|install) cpython", (
        "The Python of the local engine cannot be downloaded: the network does not reach it.",
        "See that you are online, then go on with the installation. Where its site is blocked,"
        " name a Python that has “flux2studio[local]” in Settings, This computer.",
    )),
    (r"40[13] (?:forbidden|unauthorized)|\b451 ", (
        "The site that the libraries come from refuses this computer.",
        "Go on with the installation later, or from another network; what was downloaded is kept.",
    )),
    (r"not found in the package registry|no solution found|no wheels|\b404 ", (
        "A library of the local engine is not to be had.",
        "If this network wants you to sign in, do so in the browser and go on; else update the app:"
        " a newer version knows newer libraries.",
    )),
    (r"error sending request|error trying to connect|failed to lookup|dns error", _OFFLINE),
    (r"used by another process|(?<!broken pipe \()os error 32\b|os error 33\b", (
        "Another program holds a file of the local engine.",
        "A virus scanner may be looking at what is new: wait a minute, then go on with the"
        " installation.",
    )),
    (r"input/output error", (
        "The disk of the local engine reports an error.",
        "Check the disk, then go on with the installation.",
    )),
    (r"permission denied|os error 13\b|os error 5\b|read-only file system", (
        "The folder of the local engine cannot be written.",
        "See that the data folder is yours, then go on with the installation.",
    )),
    (r"connection|timed? ?out|network|failed to fetch|request or response body"
     r"|error decoding response", _OFFLINE),
    (r"no interpreter found|python installation|no python", (
        "No Python was found that the local engine could be made with.",
        "See that you are online, then try again.",
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
