"""What the machine has is read from what its tools really print."""

import os
import time
from pathlib import Path

import pytest

from flux2studio.core.local import Device, Hardware
from flux2studio.services.engine_libraries import engine_libraries, features
from flux2studio.services.hardware import find_hardware, gpu_name, lacks_driver, unusable

RTX = "0, NVIDIA GeForce RTX 4090, 24564, 22010, 560.35.03, 8.9"
SMALL = "1, NVIDIA GeForce GT 1030, 2048, 1900, 560.35.03, 6.1"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the tools are stood in for by scripts")


@pytest.fixture
def machine(tmp_path):
    """A machine without any tool or card; returns what looks at it."""

    class Machine:
        tools = tmp_path / "tools"
        drm = tmp_path / "drm"
        pci = tmp_path / "pci"

        def nvidia_smi(self, script: str) -> None:
            tool = self.tools / "nvidia-smi"
            tool.write_text(f"#!/bin/sh\n{script}\n")
            tool.chmod(0o755)

        def amd(self, card: str, **files: str) -> Path:
            folder = self.drm / card / "device"
            folder.mkdir(parents=True)
            for name, text in files.items():
                (folder / name).write_text(text + "\n")
            return folder

        def find(self, time_limit_s: float = 5.0, **environment: str) -> Hardware:
            path = f"{self.tools}:/usr/bin:/bin"
            return find_hardware(
                {"PATH": path, **environment}, drm=self.drm, pci=self.pci, time_limit_s=time_limit_s
            )

    Machine.tools.mkdir()
    Machine.drm.mkdir()
    return Machine()


def test_an_nvidia_card_is_found_with_its_free_memory_and_driver(machine):
    machine.nvidia_smi(f"echo '{RTX}'")

    hardware = machine.find()

    assert hardware.device == Device(
        kind="cuda",
        name="NVIDIA GeForce RTX 4090",
        total_bytes=24564 * 2**20,
        free_bytes=22010 * 2**20,
        capability=(8, 9),
    )
    assert ("driver", "560.35.03") in hardware.libraries
    assert gpu_name(hardware) == "NVIDIA GeForce RTX 4090, 24 GB, driver 560.35.03"
    assert unusable(hardware) == ("", "")


def test_of_two_cards_the_larger_is_taken_unless_it_is_hidden(machine):
    machine.nvidia_smi(f"echo '{SMALL}'\necho '{RTX}'")

    assert machine.find().device.name.endswith("4090")
    assert machine.find(CUDA_VISIBLE_DEVICES="1").device.name.endswith("1030")
    assert machine.find(CUDA_VISIBLE_DEVICES="").device.kind == "cpu"


def test_an_old_driver_that_does_not_know_the_capability_is_asked_again(machine):
    old = RTX.rpartition(",")[0]
    machine.nvidia_smi(f"case $1 in *compute_cap*) exit 2;; esac\necho '{old}'")

    device = machine.find().device

    assert (device.total_bytes, device.capability) == (24564 * 2**20, (0, 0))


def test_memory_that_the_driver_does_not_tell_is_unknown(machine):
    machine.nvidia_smi("echo '0, NVIDIA GB10, [N/A], [N/A], 580.1, 12.1'")

    device = machine.find().device

    assert (device.kind, device.total_bytes, device.free_bytes) == ("cuda", 0, 0)


@pytest.mark.parametrize("script", ["exit 9", "echo 'Failed to initialize NVML'", "kill -9 $$"])
def test_a_driver_that_does_not_work_is_no_card(machine, script):
    machine.nvidia_smi(script)

    hardware = machine.find()

    assert hardware.device == Device()
    assert gpu_name(hardware) == ""
    assert "hosted" in unusable(hardware)[1]


@pytest.mark.parametrize("answers", [False, True])
@pytest.mark.parametrize(
    ("kind", "vendor"), [("0x030000", "0x10de"), ("0x040300", "0x10de"), ("0x030000", "0x8086")]
)
def test_a_card_whose_driver_does_not_answer_is_told_as_such(machine, answers, kind, vendor):
    card = machine.pci / "0000:01:00.0"
    card.mkdir(parents=True)
    (card / "class").write_text(f"{kind}\n")
    (card / "vendor").write_text(f"{vendor}\n")
    if answers:
        machine.nvidia_smi("echo '0, Card, 24564, 22000, 580.65, 8.9'")

    hardware = machine.find()

    is_card = (kind, vendor) == ("0x030000", "0x10de")
    assert lacks_driver(hardware) is (is_card and not answers)
    assert ("Install NVIDIA’s driver" in unusable(hardware)[1]) is lacks_driver(hardware)
    assert not lacks_driver(machine.find(CUDA_VISIBLE_DEVICES=""))


def test_a_driver_that_hangs_is_given_up_in_time(machine):
    machine.nvidia_smi("exec sleep 60")
    begun = time.monotonic()

    assert machine.find(time_limit_s=0.3).device.kind == "cpu"
    assert time.monotonic() - begun < 5


def test_the_tool_gets_no_key(machine, tmp_path):
    seen = tmp_path / "seen"
    machine.nvidia_smi(f"env > {seen}; echo '{RTX}'")

    machine.find(FAL_KEY="do-not-tell", HF_TOKEN="do-not-tell")

    assert "do-not-tell" not in seen.read_text()


def test_the_largest_amd_card_is_found(machine):
    machine.amd("card0", vendor="0x8086")
    machine.amd(
        "card1",
        vendor="0x1002",
        mem_info_vram_total=str(2**29),
        mem_info_vram_used=str(2**28),
    )
    machine.amd(
        "card2",
        vendor="0x1002",
        mem_info_vram_total=str(24 * 2**30),
        mem_info_vram_used=str(2**30),
        product_name="Radeon RX 7900 XTX",
    )

    device = machine.find().device

    assert device == Device(
        kind="rocm",
        name="Radeon RX 7900 XTX",
        total_bytes=24 * 2**30,
        free_bytes=23 * 2**30,
    )


def test_the_memory_of_the_machine_is_known(machine):
    hardware = machine.find()

    assert 0 < hardware.ram_free_bytes <= hardware.ram_total_bytes


def test_the_libraries_of_the_engine_are_read_without_importing_them():
    here = engine_libraries()

    assert "torch" in here
    assert "torchao" in features(here)


def test_another_interpreter_is_asked_for_its_own(tmp_path):
    other = tmp_path / "python"
    other.write_text('#!/bin/sh\necho \'{"torch": "2.99.0", "triton": "9.9"}\'\n')
    other.chmod(0o755)

    assert engine_libraries(str(other)) == {"torch": "2.99.0", "triton": "9.9"}
    assert features(engine_libraries(str(other))) == ("compile",)
    assert engine_libraries(str(tmp_path / "nothing")) == {}
