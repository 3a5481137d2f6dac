"""Which build of torch fits the GPU and the driver of this computer.

The table is ``builds.json``; its numbers are those of NVIDIA and of PyTorch: CUDA 13 needs driver
580 and a card of compute capability 7.5 or newer, CUDA 12 driver 525 (CUDA Toolkit release notes,
"minimum required driver version for minor version compatibility"); what a wheel of torch was
built for stands in PyTorch's RELEASE.md. Only the processor was tried.
"""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flux2studio.core.engine_install import EngineBuild, EngineInstallError
from flux2studio.core.local import Hardware
from flux2studio.core.phrase import phrase
from flux2studio.services.hardware import lacks_driver

_MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}
_OWN = "Or name a Python that has “flux2studio[local]” in Settings, This computer."


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """``why`` is a sentence; ``is_slow``: it will work on the processor."""

    build: EngineBuild
    why: str
    is_slow: bool = False


def this_computer() -> tuple[str, str]:
    """Return system and machine as builds name them."""
    machine = platform.machine().lower()
    return platform.system().lower(), _MACHINES.get(machine, machine)


def choose(
    builds: Sequence[EngineBuild], hardware: Hardware, computer: tuple[str, str], name: str = ""
) -> Choice:
    """Return the first of ``builds`` that fits; ``name`` takes one whatever fits.

    Raises EngineInstallError when there is none, or the driver is too old for all of them.
    """
    here = [build for build in builds if (build.system, build.machine) == computer]
    if name:
        return _named(here, name, hardware)
    if not here:
        raise EngineInstallError(
            "The local engine is not made for this kind of computer yet.",
            hint="Use a hosted service, or name a Python that has “flux2studio[local]” in"
            " Settings, This computer.",
            details=" ".join(computer),
        )
    device = hardware.device
    if lacks_driver(hardware):
        return _on_processor(
            here,
            "The driver of the NVIDIA card does not answer: until it does, pictures take minutes.",
        )
    if device.kind == "cpu":
        return _on_processor(here, "No graphics card was found: pictures take minutes each.")
    able = [build for build in here if build.kind == device.kind and _can(build, hardware)]
    if not able:
        return _on_processor(
            here,
            phrase(
                "There is no build for the {gpu} here: pictures would take minutes each,"
                " on the processor.",
                gpu=device.name,
            ),
        )
    fitting = [build for build in able if _drives(build, hardware)]
    if not fitting:
        raise _old_driver(able, hardware)
    return Choice(build=fitting[0], why=phrase("It fits the {gpu}.", gpu=device.name))


def _named(here: Sequence[EngineBuild], name: str, hardware: Hardware) -> Choice:
    for build in here:
        if build.name == name:
            is_slow = build.kind != hardware.device.kind or build.kind == "cpu"
            return Choice(build=build, why="It was chosen by name.", is_slow=is_slow)
    known = ", ".join(build.name for build in here)
    raise EngineInstallError(
        phrase("There is no engine “{name}” for this computer.", name=name),
        hint=phrase("There are: {known}.", known=known or "–"),
    )


def _on_processor(here: Sequence[EngineBuild], why: str) -> Choice:
    """Torch for a GPU works on the processor too, where no smaller one is there."""
    first = next((build for build in here if build.kind == "cpu"), here[-1])
    return Choice(build=first, why=why, is_slow=True)


def _can(build: EngineBuild, hardware: Hardware) -> bool:
    """Whether torch was built for this card; a driver that does not tell is trusted."""
    major, minor = hardware.device.capability
    if build.capability is None or major == 0:
        return True
    lowest, highest = build.capability
    return lowest <= major + minor / 10 <= highest


def _drives(build: EngineBuild, hardware: Hardware) -> bool:
    driver = dict(hardware.libraries).get("driver", "")
    return not build.driver or not driver or _numbers(driver) >= _numbers(build.driver)


def _old_driver(builds: Sequence[EngineBuild], hardware: Hardware) -> EngineInstallError:
    needed = min((build.driver for build in builds), key=_numbers)
    driver = dict(hardware.libraries).get("driver", "")
    return EngineInstallError(
        phrase(
            "The driver {driver} of the {gpu} is too old: the engine needs {needed} or newer.",
            driver=driver,
            gpu=hardware.device.name,
            needed=needed,
        ),
        hint="Update the graphics driver, restart the computer, then try again.",
        details=_OWN,
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
