"""What pipx and uv install has all of the app in it, and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from release.wheel import contents, expected, faults

ROOT = Path(__file__).parents[2]
META = "flux2studio-1.2.3.dist-info"
ALL = {
    "flux2studio/app.py": "",
    f"{META}/entry_points.txt": "[console_scripts]\nflux2studio = flux2studio.__main__:main\n",
    f"{META}/licenses/LICENSE": "Apache",
}


def wheel(folder, files):
    path = folder / "flux2studio-1.2.3-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return path


def test_a_whole_wheel_has_no_fault(tmp_path):
    made = wheel(tmp_path, ALL)

    assert faults(made, {"flux2studio/app.py"}) == []
    assert set(contents(made)) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_what_is_left_out_of_a_wheel_is_told(tmp_path, name):
    files = {place: text for place, text in ALL.items() if place != name}

    assert len(faults(wheel(tmp_path, files), {"flux2studio/app.py"})) == 1


def test_what_does_not_belong_into_a_wheel_is_told(tmp_path):
    (told,) = faults(wheel(tmp_path, ALL | {"tests/x.py": ""}), {"flux2studio/app.py"})

    assert "tests/x.py" in told


def test_the_theme_the_texts_and_the_sample_belong_into_it():
    wanted = expected(ROOT)

    assert {
        "flux2studio/__main__.py",
        "flux2studio/resources/theme.qss",
        "flux2studio/resources/translations/flux2studio_de.qm",
        "flux2studio/resources/sample/sample.json",
    } <= wanted
