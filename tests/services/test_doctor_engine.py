"""The doctor says what this computer would make of each local model."""

import pytest

from flux2studio.core.local import MemoryTier
from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from flux2studio.services.doctor_engine import examine_engine
from flux2studio.services.engine_install_folder import EngineFolder
from flux2studio.storage.settings import Settings, SettingsStore

CATALOGUE = read_catalogue(resource("models.json").read_bytes())


@pytest.fixture
def examined(tmp_path):
    def examine(**choices):
        store = SettingsStore(tmp_path / "settings.json")
        store.save(Settings(**choices))
        found = examine_engine(CATALOGUE, store, tmp_path / "engines", lambda _model: 0)
        return {finding.name: finding for finding in found}

    return examine


def test_every_local_model_has_its_plan_or_what_it_lacks(examined):
    findings = examined()

    local = [model.name for model in CATALOGUE.models if model.local]
    assert local
    assert all("GB" in findings[name].value for name in local)


def test_libraries_card_and_what_was_tested_are_told(examined):
    findings = examined(engine_memory=MemoryTier.LOW)

    assert findings["diffusers"].value.startswith("0.")
    assert findings["GPU"].value
    assert "tested" in findings["Tested"].value


def test_the_libraries_are_those_of_the_interpreter_that_was_chosen(examined, tmp_path):
    other = tmp_path / "python"
    other.write_text('#!/bin/sh\necho \'{"torch": "2.99.0"}\'\n')
    other.chmod(0o755)

    findings = examined(engine_python=str(other))

    assert findings["torch"].value == "2.99.0"
    assert findings["diffusers"].value == "not installed"


def test_where_the_engine_comes_from_is_told(examined, tmp_path):
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\necho '{}'\n")
    other.chmod(0o755)
    own, none = examined()["Engine"], examined(engine_python=str(other))["Engine"]
    folder = EngineFolder(tmp_path / "engines")
    folder.root.mkdir()
    folder.note("linux-cuda13", "The disk became full.", "Free some space.")
    broken = examined()["Engine"]

    assert (own.value, own.ok) == ("of the app's own Python", True)
    assert (none.value, none.ok) == ("not installed", None)
    assert "This computer" in none.hint
    assert (broken.value, broken.hint) == (
        "not installed: The disk became full.",
        "Free some space.",
    )
