"""The decoder process answers each line with a line, within its limits, and ends with its input."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

from flux2studio.core.phrase import unpacked
from tests.imaging.corpus import encoded, photo, rgb16_png, write

ROOT = Path(__file__).resolve().parents[2]


def talk(*requests: object) -> list[dict[str, object]]:
    """Send all requests to one process and return its answers, once it has ended by itself."""
    lines = "".join(json.dumps(request) + "\n" for request in requests)
    done = subprocess.run(
        [sys.executable, "-m", "flux2studio.imaging.worker"],
        input=lines.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        check=True,
        timeout=30,
    )
    return [_unpacked(json.loads(line)) for line in done.stdout.splitlines()]


def _unpacked(answer: dict[str, object]) -> dict[str, object]:
    """Read the sentences of a refusal as the app does."""
    if isinstance(error := answer.get("error"), dict):
        answer["error"] = {name: unpacked(text) for name, text in error.items()}
    return answer


def test_it_ends_when_its_input_ends():
    assert talk() == []


def test_it_describes_a_picture(tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(), "png"))

    (answer,) = talk({"op": "inspect", "path": str(path), "thumbnail": True, "max_pixels": 10**8})

    assert answer["info"] == {
        "width": 96,
        "height": 64,
        "format": "png",
        "frames": 1,
        "has_alpha": False,
        "note": "",
    }
    assert base64.b64decode(str(answer["thumbnail"])).startswith(b"\xff\xd8")


def test_it_goes_on_after_a_refusal(tmp_path):
    bad = write(tmp_path, "cat.txt", b"meow")
    good = write(tmp_path, "p.png", rgb16_png((1, 2, 3)))

    refused, taken = talk({"op": "inspect", "path": str(bad)}, {"op": "inspect", "path": str(good)})

    assert refused == {
        "error": {
            "message": "“cat.txt” is not a picture.",
            "hint": "PNG, JPEG, WebP, AVIF, TIFF, GIF and BMP can be used.",
            "details": "",
        }
    }
    assert "info" in taken


def test_it_prepares_a_reference(tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(), "png"))
    target = tmp_path / "sent"

    (answer,) = talk({"op": "prepare", "path": str(path), "target": str(target), "long_edge": 48})

    assert answer == {"media_type": "image/jpeg", "width": 48, "height": 32}
    assert target.read_bytes().startswith(b"\xff\xd8")


def test_a_bug_is_answered_with_its_trace(tmp_path):
    (answer,) = talk({"op": "no such thing", "path": "x.png"})

    error = answer["error"]
    assert isinstance(error, dict)
    assert error["message"] == "“x.png” cannot be read."
    assert "KeyError" in error["details"]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_its_memory_is_limited(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "flux2studio.imaging.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as decoder:
        assert decoder.stdin is not None
        assert decoder.stdout is not None
        decoder.stdin.write(json.dumps({"op": "inspect", "path": "x"}).encode() + b"\n")
        decoder.stdin.flush()
        decoder.stdout.readline()

        limits = Path(f"/proc/{decoder.pid}/limits").read_text()

    (line,) = [line for line in limits.splitlines() if line.startswith("Max address space")]
    assert int(line.split()[3]) == 4 * 2**30
