"""What this machine has, as far as it says so without torch: before the engine has started.

Only NVIDIA's driver on Linux was asked for real; the answers of the others are read as their
documents describe them.
"""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.environment import without_secrets
from flux2studio.core.local import Device, Hardware
from flux2studio.core.machine_memory import machine_memory
from flux2studio.services.engine_libraries import engine_libraries, features

_MIB = 2**20
_NVIDIA = ("index", "name", "memory.total", "memory.free", "driver_version")
_CAPABILITY = "compute_cap"  # drivers before 2022 do not know it
_AMD_VENDOR = "0x1002"
_NVIDIA_VENDOR = "0x10de"
_DISPLAY = "0x03"  # how the class of a graphics card begins
_DRM = Path("/sys/class/drm")
_PCI = Path("/sys/bus/pci/devices")


def find_hardware(
    environment: Mapping[str, str] = os.environ,
    python: str = "",
    drm: Path = _DRM,
    pci: Path = _PCI,
    time_limit_s: float = 5.0,
) -> Hardware:
    """Look once, never raises; for a worker. No tool is waited for longer than the limit.

    ``python`` is the interpreter of the engine, by default our own. The version of the GPU's
    driver is among the libraries as "driver", empty where an NVIDIA card has none that works.
    """
    tools = _Tools(without_secrets(environment), time_limit_s)
    device, driver = _nvidia(tools)
    if not device:
        device = _amd(drm) or _apple(tools) or Device()
    total, free = machine_memory()
    if device.kind == "mps":
        device = replace(device, total_bytes=total, free_bytes=free)
    libraries = engine_libraries(python)
    is_hidden = _visible(environment) is not None
    is_silent = device.kind == "cpu" and not is_hidden and _has_nvidia_card(pci)
    versions = (*libraries.items(), *([("driver", driver)] if driver or is_silent else []))
    return Hardware(
        device=device,
        ram_total_bytes=total,
        ram_free_bytes=free,
        libraries=versions,
        features=features(libraries),
    )


def unusable(hardware: Hardware) -> tuple[str, str]:
    """Return why pictures would be slow or impossible here and the next step; empty if not."""
    if hardware.device.kind != "cpu":
        return "", ""
    if lacks_driver(hardware):
        return (
            "The driver of the NVIDIA card does not answer: without it a picture takes minutes.",
            "Install NVIDIA’s driver, or start the computer anew after its update; or use a hosted"
            " service.",
        )
    return (
        "No graphics card that can make pictures was found: here it takes minutes a picture.",
        "Install the driver of an NVIDIA or AMD card, or use a hosted service.",
    )


def lacks_driver(hardware: Hardware) -> bool:
    """An NVIDIA card is here, and no driver of NVIDIA's that works."""
    return ("driver", "") in hardware.libraries


def gpu_name(hardware: Hardware) -> str:
    """Return card, memory and driver in one line, empty when there is none."""
    device = hardware.device
    if device.kind == "cpu":
        return ""
    size = f"{device.total_bytes / 2**30:.0f} GB" if device.total_bytes else ""
    driver = dict(hardware.libraries).get("driver", "")
    return ", ".join(filter(None, (device.name, size, driver and f"driver {driver}")))


@dataclass(frozen=True, slots=True)
class _Tools:
    """Asks the tools of the system."""

    environment: Mapping[str, str]
    time_limit_s: float

    def ask(self, *command: str) -> str | None:
        """Return what ``command`` prints, empty when it fails, None when it hangs.

        A driver that hangs can make its tool unkillable: it is then not waited for.
        """
        try:
            process = subprocess.Popen(
                command,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                errors="replace",
            )
        except OSError:
            return ""
        try:
            answer, _ = process.communicate(timeout=self.time_limit_s)
        except subprocess.TimeoutExpired:
            process.kill()
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            if process.stdout:
                process.stdout.close()
            return None
        return answer if process.returncode == 0 else ""


def _nvidia(tools: _Tools) -> tuple[Device | None, str]:
    """Return the card that torch would take, and the driver's version."""
    answer = _query(tools, *_NVIDIA, _CAPABILITY)
    if answer == "":
        answer = _query(tools, *_NVIDIA)
    visible = _visible(tools.environment)
    cards = [
        fields
        for line in (answer or "").splitlines()
        if len(fields := [field.strip() for field in line.split(",")]) >= len(_NVIDIA)
        and (visible is None or fields[0] in visible)
    ]
    if not cards:
        return None, ""
    # torch's first is the fastest; memory is what can be told of that from here.
    card = max(cards, key=lambda fields: _number(fields[2]))
    return _nvidia_device(card), card[4]


def _query(tools: _Tools, *fields: str) -> str | None:
    return tools.ask(
        "nvidia-smi", f"--query-gpu={','.join(fields)}", "--format=csv,noheader,nounits"
    )


def _has_nvidia_card(pci: Path) -> bool:
    """Ask Linux, which knows the cards without their driver."""
    for card in pci.glob("*"):
        with suppress(OSError, ValueError):
            kind = (card / "class").read_text(encoding="ascii")
            vendor = (card / "vendor").read_text(encoding="ascii").strip()
            if kind.startswith(_DISPLAY) and vendor == _NVIDIA_VENDOR:
                return True
    return False


def _nvidia_device(fields: list[str]) -> Device:
    capability = fields[5].partition(".") if len(fields) > len(_NVIDIA) else ("0", "", "0")
    return Device(
        kind="cuda",
        name=fields[1],
        total_bytes=_number(fields[2]) * _MIB,
        free_bytes=_number(fields[3]) * _MIB,
        capability=(_number(capability[0]), _number(capability[2])),
    )


def _visible(environment: Mapping[str, str]) -> set[str] | None:
    """Return the indices of the cards that torch may use, None for all."""
    said = environment.get("CUDA_VISIBLE_DEVICES")
    if said is None or said.startswith(("GPU-", "MIG-")):
        return None
    return {index.strip() for index in said.split(",")}


def _amd(drm: Path) -> Device | None:
    """Ask Linux: the card with the most memory of its own, so never the one in the processor."""
    found = []
    for card in drm.glob("card*/device"):
        with suppress(OSError, ValueError):
            if (card / "vendor").read_text(encoding="ascii").strip() != _AMD_VENDOR:
                continue
            total = int((card / "mem_info_vram_total").read_text(encoding="ascii"))
            used = int((card / "mem_info_vram_used").read_text(encoding="ascii"))
            found.append(
                Device(
                    kind="rocm",
                    name=_product(card),
                    total_bytes=total,
                    free_bytes=max(total - used, 0),
                )
            )
    return max(found, key=lambda device: device.total_bytes, default=None)


def _product(card: Path) -> str:
    with suppress(OSError, ValueError):
        return (card / "product_name").read_text(encoding="utf-8").strip() or "AMD GPU"
    return "AMD GPU"


def _apple(tools: _Tools) -> Device | None:
    if platform.system() != "Darwin" or platform.machine() != "arm64":
        return None
    name = tools.ask("/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string") or "Apple GPU"
    return Device(kind="mps", name=name.strip())


def _number(text: str) -> int:
    """Return 0 for what is "[N/A]"."""
    return int(text) if text.isdigit() else 0
