"""The engine says what it runs on, and in one sentence why it cannot."""

from __future__ import annotations

import gc
import os
import subprocess
import sys

import pytest
import torch

from flux2studio.core.engine_messages import FailureKind, Ready, Unusable, decode_event
from flux2studio.engine.hardware import DEVICE_VARIABLE, device_of, now, probe, problems
from flux2studio.engine.workshop import LocalWorkshop


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    """Return what puts a program that prints a text in front of all others."""

    def put(name, text):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    return put


@pytest.fixture
def engine(tmp_path):
    """Start the engine with a library in front of the installed ones; return what it says last.

    That is whether it can work here. ``text`` is the code of the library.
    """

    def say(library, text):
        place = tmp_path / library
        place.mkdir()
        (place / "__init__.py").write_text(text)
        details = tmp_path / f"{library}-9.9.dist-info"
        details.mkdir()
        (details / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: 9.9\n")
        paths = [str(tmp_path), *filter(None, sys.path)]
        process = subprocess.Popen(
            [sys.executable, "-m", "flux2studio.engine"],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), DEVICE_VARIABLE: "cpu"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        with process:
            events = (decode_event(line) for line in process.stdout)
            last = next(event for event in events if isinstance(event, Ready | Unusable))
            process.stdin.close()
            process.wait(20)
        return last

    return say


def test_the_device_has_a_name_and_memory(monkeypatch):
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")
    hardware = probe(device_of())

    assert hardware.device.kind == "cpu"
    assert hardware.device.name
    assert 0 < hardware.ram_free_bytes <= hardware.ram_total_bytes
    assert hardware.device.free_bytes > 0
    assert dict(hardware.libraries)["torch"] == torch.__version__
    assert "torchao" in hardware.features


def test_the_free_memory_is_that_of_now():
    cpu = torch.device("cpu")
    hardware = probe(cpu)
    held = torch.ones(2**29, dtype=torch.uint8)

    assert now(hardware, cpu).ram_free_bytes < hardware.ram_free_bytes + held.nbytes / 4
    assert now(hardware, cpu).libraries == hardware.libraries


@pytest.mark.skipif(device_of().type != "cpu", reason="there is a GPU that works")
@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_a_gpu_that_torch_was_not_built_for_is_named(on_path):
    on_path("nvidia-smi", "NVIDIA GeForce RTX 4090")

    (problem,) = problems()

    assert problem.kind is FailureKind.INSTALLATION
    assert "NVIDIA GeForce RTX 4090" in str(problem)
    assert "CUDA" in problem.hint or "driver" in problem.hint


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")
def test_whoever_chose_the_processor_hears_nothing_of_the_gpu(on_path, monkeypatch):
    on_path("nvidia-smi", "NVIDIA GeForce RTX 4090")
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")

    assert problems() == ()


def test_without_torch_the_engine_says_what_to_install(engine):
    said = engine("torch", "raise ModuleNotFoundError('No module named torch', name='torch')")

    assert isinstance(said, Unusable)
    assert "“torch” is not installed" in said.message
    assert "pip install" in said.hint


def test_a_torchvision_that_does_not_fit_torch_is_in_nobodys_way(engine):
    said = engine("torchvision", "raise RuntimeError('operator torchvision::nms does not exist')")

    assert isinstance(said, Ready)


def test_what_was_imported_is_no_longer_looked_through_for_garbage(monkeypatch):
    monkeypatch.setenv(DEVICE_VARIABLE, "cpu")
    gc.unfreeze()
    LocalWorkshop()

    assert gc.get_freeze_count() > 100_000
