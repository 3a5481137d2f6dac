"""Real photographs, a LoRA, stand-ins as processes, and the app as a process."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFilter

from tests.e2e.app_process import App
from tests.hosted.process import HostedProcess


def photograph(path, size, seed):
    """Write a picture with the grain, size and EXIF of a photograph, orientation included."""
    noise = Image.effect_noise((size[0] // 8, size[1] // 8), 60 + seed).resize(size)
    picture = Image.merge("RGB", [noise, noise.filter(ImageFilter.GaussianBlur(9)), noise])
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees, as a phone held upright writes it
    exif.get_ifd(0x8825)[1] = "N"  # a place on the map, which must not leave the machine
    picture.save(path, "JPEG", quality=92, exif=exif)
    return path


@pytest.fixture(scope="session")
def photographs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("photographs")
    return [
        photograph(folder / "house.jpg", (4032, 3024), 1),
        photograph(folder / "paper.jpg", (3000, 2000), 2),
    ]


@pytest.fixture
def app(home):
    return App(home)


@pytest.fixture
def hosted(home):
    """Start the stand-in of a service; return it with an app that talks to it."""
    started = []

    def _start(service):
        started.append(HostedProcess(service))
        return started[-1], App(home, started[-1].environment)

    yield _start
    for process in started:
        process.script(release=True)
        process.close()
