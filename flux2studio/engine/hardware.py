"""What the engine runs on: the device, its memory, the libraries, and what is wrong with them.

Only the CPU was tried. CUDA, ROCm, Apple's GPU and Intel's are asked as torch documents it.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Device, Hardware
from flux2studio.core.machine_memory import machine_memory
from flux2studio.core.phrase import phrase
from flux2studio.engine.errors import EngineError
from flux2studio.engine.memory import total_and_free

DEVICE_VARIABLE = "FLUX2STUDIO_ENGINE_DEVICE"  # "cpu", or "cuda:1": instead of the best one
_LIBRARIES = (
    "torch", "diffusers", "transformers", "accelerate", "peft", "torchao", "bitsandbytes", "gguf",
)  # fmt: skip
_FEATURES = ("torchao", "bitsandbytes", "gguf", "kernels", "sageattention", "flash_attn")
_PATIENCE_S = 5.0
_TOO_OLD = "driver on your system is too old"  # as torch says it


def device_of() -> torch.device:
    """Return the device to compute on: the one chosen by ``DEVICE_VARIABLE``, or the best."""
    if chosen := os.environ.get(DEVICE_VARIABLE):
        return torch.device(chosen)
    if torch.cuda.is_available():  # AMD's too, where torch was built for ROCm
        return torch.device("cuda", _emptiest_gpu())
    if torch.backends.mps.is_available():
        return torch.device("mps")
    if torch.xpu.is_available():
        return torch.device("xpu", 0)
    return torch.device("cpu")


def probe(device: torch.device) -> Hardware:
    """Return what there is, with the memory that is free now."""
    return now(
        Hardware(device=_described(device), libraries=_libraries(), features=_features(device)),
        device,
    )


def now(hardware: Hardware, device: torch.device) -> Hardware:
    """Return ``hardware`` with the memory that is free now."""
    total, free = total_and_free(device)
    ram_total, ram_free = machine_memory()
    return replace(
        hardware,
        device=replace(hardware.device, total_bytes=total, free_bytes=free),
        ram_total_bytes=ram_total,
        ram_free_bytes=ram_free,
    )


def problems() -> tuple[EngineError, ...]:
    """Return why the GPU of this computer cannot be used, though there is one; mostly nothing."""
    if os.environ.get(DEVICE_VARIABLE) or device_of().type != "cpu":
        return ()
    gpu = nvidia_gpu()
    if not gpu:
        return ()
    if torch.version.cuda is None and torch.version.hip is None:
        return (
            _problem(
                phrase("torch was installed without support for your {gpu}.", gpu=gpu),
                phrase(
                    "Install the CUDA version of torch, or set {device_variable} to “cpu”"
                    " to work slowly without the GPU.",
                    device_variable=DEVICE_VARIABLE,
                ),
                f"torch {torch.__version__}",
            ),
        )
    return (_driver_problem(gpu),)


def nvidia_gpu() -> str:
    """Return the name of an NVIDIA GPU that the system knows of, empty when there is none."""
    try:
        process = subprocess.Popen(
            ["nvidia-smi", "--query-gpu=name", "--format=csv,noheader"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return ""
    try:
        said, _ = process.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:  # a driver that hangs: not even a kill need end it
        process.kill()
        return ""
    return said.strip().partition("\n")[0] if process.returncode == 0 else ""


def _driver_problem(gpu: str) -> EngineError:
    try:
        torch.empty(1, device="cuda")
        reason = ""
    except (RuntimeError, AssertionError) as error:
        reason = str(error)
    if _TOO_OLD in reason:
        return _problem(
            phrase("The driver of your {gpu} is too old for this version of torch.", gpu=gpu),
            "Update the graphics driver, or install a torch made for an older CUDA.",
            reason,
        )
    return _problem(
        phrase("Your {gpu} is there, but torch cannot use it.", gpu=gpu),
        "Restart the computer, and update the graphics driver if that does not help.",
        reason,
    )


def _problem(message: str, hint: str, details: str) -> EngineError:
    return EngineError(FailureKind.INSTALLATION, message, hint=hint, details=details)


def _emptiest_gpu() -> int:
    """Return the number of the GPU with the most free memory; another program may use one."""
    if torch.cuda.device_count() < 2:
        return 0
    return max(range(torch.cuda.device_count()), key=lambda gpu: torch.cuda.mem_get_info(gpu)[0])


def _described(device: torch.device) -> Device:
    if device.type == "cuda":
        name = torch.cuda.get_device_name(device)
        if torch.version.hip:
            return Device(kind="rocm", name=name)
        return Device(kind="cuda", name=name, capability=torch.cuda.get_device_capability(device))
    if device.type == "xpu":
        return Device(kind="xpu", name=torch.xpu.get_device_name(device))
    return Device(kind=device.type, name=_processor())


def _processor() -> str:
    """Return the name of the processor, which is also Apple's GPU; empty when unknown."""
    try:
        if sys.platform == "darwin":
            command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
            said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=5)
            return said.stdout.strip()
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except (OSError, subprocess.SubprocessError):
        return os.environ.get("PROCESSOR_IDENTIFIER", "")
    names = (line.partition(":")[2] for line in lines if line.startswith("model name"))
    return next(names, "").strip()


def _libraries() -> tuple[tuple[str, str], ...]:
    found = []
    for name in _LIBRARIES:
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            continue
    for name, number in (("cuda", torch.version.cuda), ("rocm", torch.version.hip)):
        if number:
            found.append((name, number))
    return tuple(found)


def _features(device: torch.device) -> tuple[str, ...]:
    found = [name for name in _FEATURES if importlib.util.find_spec(name) is not None]
    if device.type in ("cuda", "xpu") and importlib.util.find_spec("triton") is not None:
        found.append("compile")
    return tuple(found)
