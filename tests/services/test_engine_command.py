"""The engine is started by the interpreter that was named; what it prints is kept in bounds."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest

from flux2studio.core.engine_messages import Started, decode_event
from flux2studio.core.errors import BackendError
from flux2studio.services.engine_command import engine_command, engine_environment
from flux2studio.services.engine_log import EngineLog

posix = pytest.mark.skipif(os.name == "nt", reason="needs a shell script as interpreter")


def test_by_default_it_is_our_own_interpreter():
    assert engine_command() == (sys.executable, "-P", "-m", "flux2studio.engine")
    assert engine_command(sys.executable) == engine_command()


def test_an_interpreter_that_is_gone_is_a_sentence(tmp_path):
    with pytest.raises(BackendError, match="is not there") as caught:
        engine_command(str(tmp_path / "python"))

    assert caught.value.field == "engine_python"


@posix
def test_another_interpreter_runs_this_very_package(tmp_path):
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    command = engine_command(str(python))
    environment = engine_environment({}, command)

    ran = subprocess.run(command, input=b"", env=environment, capture_output=True, check=True)

    assert isinstance(decode_event(ran.stdout.splitlines()[0]), Started)
    assert "PYTHONPATH" not in environment  # our packages would get in the way of its own


def test_its_environment_holds_no_key_and_keeps_the_rest():
    environment = {
        "HOME": "/home/artist",
        "HF_TOKEN": "hf_x",
        "FAL_KEY": "k",
        "PYTHONWARNINGS": "error",
        "CUDA_VISIBLE_DEVICES": "1",
    }

    found = engine_environment(environment, engine_command())

    assert found["HOME"] == "/home/artist"
    assert found["CUDA_VISIBLE_DEVICES"] == "1"
    assert found["HF_HUB_OFFLINE"] == "1"
    assert not {"HF_TOKEN", "FAL_KEY", "PYTHONWARNINGS"} & set(found)


# What it prints


def test_the_log_is_bounded_and_the_part_before_is_kept(tmp_path):
    log = EngineLog(tmp_path / "logs" / "engine.log")
    for number in range(2_000):
        log.write(f"{number} {'x' * 1_000}\n".encode())

    sizes = {path.name: path.stat().st_size for path in (tmp_path / "logs").iterdir()}
    assert sorted(sizes) == ["engine.1.log", "engine.log"]
    assert max(sizes.values()) < 1_100_000


def test_the_last_lines_are_for_the_details_without_keys(tmp_path):
    log = EngineLog(tmp_path / "engine.log")
    for number in range(100):
        log.write(f"line {number}\n".encode())
    log.write(b"Authorization: Bearer hf_0123456789 \xff\n")

    lines = log.tail().splitlines()
    assert lines[-2] == "line 99"
    assert "hf_0123456789" not in lines[-1]
    assert len(lines) == 40


def test_a_disk_that_refuses_the_log_is_no_matter(tmp_path):
    (tmp_path / "logs").write_text("in the way")
    log = EngineLog(tmp_path / "logs" / "engine.log")
    log.write(b"a line\n")

    assert log.tail() == "a line"


def test_a_new_engine_is_not_blamed_for_what_the_last_one_said(tmp_path):
    log = EngineLog(tmp_path / "engine.log")
    log.write(b"it crashed\n")
    log.begin()

    assert log.tail() == ""
