"""The doctor's report: what is wrong comes first, and nothing in it says who or where one is."""

from __future__ import annotations

from flux2studio.core.models import read_catalogue
from flux2studio.paths import paths_below, resource
from flux2studio.services.doctor import examine
from flux2studio.services.doctor_engine import Finding
from flux2studio.services.doctor_report import Names, names_here, ordered, report, without_names
from flux2studio.services.prices import PriceBook
from flux2studio.storage.model_records import ChosenPlace, ModelRecords
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from tests.storage.model_folders import gguf, transformer_shapes

ANA = Names(home="/home/ana", user="ana", host="atelier-7")


def test_what_is_wrong_comes_first_and_the_rest_keeps_its_order():
    good, bad, plain = (
        Finding(name="Python", value="3.13", ok=True),
        Finding(name="Data", value="cannot be written", ok=False, hint="Choose another folder."),
        Finding(name="System", value="Linux"),
    )
    assert ordered([good, plain, bad]) == [bad, good, plain]


def test_the_report_says_what_to_do_about_what_is_wrong():
    bad = Finding(name="Data", value="cannot be written", ok=False, hint="Choose another folder.")
    assert report([bad], ANA) == ("!!  Data  cannot be written\n          Choose another folder.\n")


def test_the_home_folder_and_the_names_are_left_out():
    text = "/home/ana/Pictures on atelier-7, /media/ana/big and /srv/banana"
    assert without_names(text, ANA) == (
        "~/Pictures on [computer], /media/[user]/big and /srv/banana"
    )


def test_addresses_of_services_people_and_computers_are_left_out():
    text = "https://proxy.example:8080/v1?key=abc of ana.m@example.org at 192.168.1.20 fe80:0:0:0:1"
    assert without_names(text, ANA) == "[address] of [address] at [address] [address]"


def test_keys_are_left_out():
    told = without_names("Authorization: Bearer sk-12345678 and hf_abcdefgh12345", ANA)
    assert "sk-12345678" not in told
    assert "hf_abcdefgh" not in told


def test_versions_are_no_addresses():
    assert without_names("httpx 0.28.1, SQLite 3.46.1", ANA) == "httpx 0.28.1, SQLite 3.46.1"


def test_a_name_of_one_letter_does_not_take_every_letter():
    assert without_names("a b", Names(user="a")) == "a b"


def test_a_real_examination_names_neither_home_nor_key(tmp_path, monkeypatch):
    monkeypatch.setenv("FAL_KEY", "fal-secret-0123456789")
    catalogue = read_catalogue(resource("models.json").read_bytes())
    paths = paths_below(tmp_path / "home" / "ana")
    settings = SettingsStore(paths.settings, {})
    prices = PriceBook(catalogue, {}, paths.prices)
    findings = examine(paths, catalogue, Secrets({"FAL_KEY": "x" * 20}, {}), settings, prices)
    names = Names(home=str(tmp_path / "home" / "ana"), user="ana", host=names_here().host)
    text = report(findings, names)

    assert "~/data" in text
    assert str(tmp_path) not in text
    assert "fal-secret" not in text
    assert "x" * 20 not in text


def test_every_problem_of_a_folder_says_what_to_do(tmp_path):
    catalogue = read_catalogue(resource("models.json").read_bytes())
    (tmp_path / "data").write_text("a file where the folder should be")
    paths = paths_below(tmp_path)
    settings = SettingsStore(paths.settings, {})
    findings = examine(
        paths, catalogue, Secrets({}, {}), settings, PriceBook(catalogue, {}, paths.prices)
    )
    wrong = [finding for finding in findings if finding.ok is False]

    assert "Data" in {finding.name for finding in wrong}
    assert all(finding.hint for finding in wrong)


def test_a_chosen_file_is_planned_for_as_small_as_it_is(tmp_path):
    catalogue = read_catalogue(resource("models.json").read_bytes())
    paths = paths_below(tmp_path)
    settings = SettingsStore(paths.settings, {})
    file = tmp_path / "small.gguf"
    file.write_bytes(gguf(transformer_shapes()))

    def found():
        prices = PriceBook(catalogue, {}, paths.prices)
        findings = examine(paths, catalogue, Secrets({}, {}), settings, prices)
        return {finding.name: finding.value for finding in findings}

    before = found()
    ModelRecords(paths.data / "models.json").choose(
        "local/klein-4b", ChosenPlace(transformer=str(file))
    )
    after = found()

    names = {model.name for model in catalogue.models if model.local}
    assert {n for n in names if after[n] != before[n]} == {"FLUX.2 klein 4B"}
