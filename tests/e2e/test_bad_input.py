"""Whatever is handed to the command line: one sentence, one next step, and nothing is lost."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sqlite3
import struct
import zipfile
from contextlib import closing

import pytest
from PIL import Image

from tests.e2e.app_process import App, kill
from tests.hosted import AimlapiStandIn, FalStandIn
from tests.imaging import corpus

FOX = ["generate", "a fox", "--steps", "4", "--size", "256x256"]


def refused(app, *arguments, field, words, code=2):
    """The command ends with ``code``, names the field, and says one line with ``words``."""
    given, answer = app.json("generate", *arguments)
    assert given == code
    assert answer["error"]["field"] == field
    assert words in answer["error"]["message"]
    assert answer["error"]["hint"]
    return answer


# References


def no_pictures():
    jpeg = corpus.encoded(corpus.photo(900, 700), "jpeg")
    return {
        "text.png": (b"not a picture", "is not a picture"),
        "page.jpg": (b"<html><body>403 Forbidden</body></html>", "page.jpg"),
        "empty.png": (b"", "is empty"),
        "cut.jpg": (jpeg[: len(jpeg) // 2], "is cut off"),
        "bomb.png": (corpus.bomb_png(30_000, rows=1), "200 megapixels"),
    }


@pytest.mark.parametrize("name", no_pictures())
def test_what_is_no_picture_is_refused_and_leaves_nothing(app, tmp_path, name):
    data, words = no_pictures()[name]
    path = corpus.write(tmp_path, name, data)

    answer = refused(app, "a fox", "--reference", path, field="references", words=words)

    assert name in answer["error"]["message"]
    assert list((app.home / "data" / "references").iterdir()) == []
    assert app.check() == []


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "loop", "device", "nobody"])
def test_what_is_no_file_is_refused_at_once(app, tmp_path, kind):
    path = tmp_path / kind
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "loop":
            path.symlink_to(path)
        case "device":
            path = "/dev/zero"
        case "nobody":
            path = "~nobody-of-this-name/fox.png"

    refused(app, "a fox", "--reference", path, field="references", words="")


def awkward_pictures():
    turned = Image.Exif()
    turned[0x0112] = 6
    frames = [corpus.quarters(400, 300), Image.new("RGB", (400, 300))]
    animation = io.BytesIO()
    frames[0].save(animation, "GIF", save_all=True, append_images=frames[1:])
    see_through = corpus.quarters(400, 300).convert("RGBA")
    see_through.putalpha(120)
    return {
        "cmyk.jpg": corpus.encoded(corpus.quarters(400, 300).convert("CMYK"), "jpeg", quality=95),
        "sixteen.png": corpus.rgb16_png(corpus.RED, 400),
        "moving.gif": animation.getvalue(),
        "turned.jpg": corpus.encoded(corpus.quarters(400, 300), "jpeg", exif=turned, quality=95),
        "glass.png": corpus.encoded(see_through, "png"),
    }


def test_awkward_pictures_reach_the_service_upright_plain_and_without_their_metadata(
    home, tmp_path
):
    paths = [corpus.write(tmp_path, name, data) for name, data in awkward_pictures().items()]
    with AimlapiStandIn() as aimlapi:
        app = App(home, aimlapi.environment)
        for some in (paths[:3], paths[3:]):
            given = [part for path in some for part in ("--reference", path)]
            lora = ["--lora", "owner/ink", "1", "--backend", "aimlapi", "--size", "512x512"]
            code, answer = app.json("generate", "as ink", *lora, *given)
            assert code == 0, answer
        aimlapi.ledger.check()
        sent = [
            Image.open(io.BytesIO(data)) for job in aimlapi.ledger.jobs for data in job.references
        ]

    sizes = [(400, 300), (400, 400), (400, 300), (300, 400), (400, 300)]
    assert [picture.size for picture in sent] == sizes
    assert [picture.mode for picture in sent] == ["RGB", "RGB", "RGB", "RGB", "RGBA"]
    assert not any(picture.getexif() for picture in sent)
    upright, quarter_turned = sent[2], sent[3]
    assert corpus.is_near(corpus.corners(upright)[0], corpus.RED, 30)
    assert corpus.is_near(corpus.corners(quarter_turned)[1], corpus.RED, 30)


# LoRAs


def no_loras():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("archive/data.pkl", b"\x80\x02}q\x00.")
    return {
        "ink.pt": (b"anything", "pickle"),
        "ink.ckpt": (b"anything", "pickle"),
        "ink.bin": (b"anything", "pickle"),
        "pickle.safetensors": (b"\x80\x02}q\x00.", "pickle"),
        "torch.safetensors": (archive.getvalue(), "pickle"),
        "huge.safetensors": (struct.pack("<Q", 2**63) + b"{}", "damaged"),
        "long.safetensors": (struct.pack("<Q", 99_000_000) + b"{}", "damaged"),
        "zero.safetensors": (bytes(8) + b"{}", "damaged"),
        "empty.safetensors": (b"", "is empty"),
        "pointer.safetensors": (b"version https://git-lfs.github.com/spec/v1\n", "pointer"),
    }


@pytest.mark.parametrize("name", no_loras())
def test_what_is_no_lora_is_refused(app, tmp_path, name):
    data, words = no_loras()[name]
    path = corpus.write(tmp_path, name, data)

    refused(app, "a fox", "--lora", path, "1", field="loras", words=words)


@pytest.mark.parametrize(
    "source", ["~nobody-of-this-name/ink.safetensors", "https://name:word@host/ink.safetensors"]
)
def test_a_source_that_leads_nowhere_good_is_refused(app, source):
    refused(app, "a fox", "--lora", source, "1", field="loras", words="")


# Words, folders and the terminal


def test_a_prompt_is_counted_as_the_services_count(app):
    refused(app, "\N{FOX FACE}" * 2001, field="prompt", words="4002 characters")


def test_a_prompt_that_is_no_text_is_refused(app):
    refused(app, b"caf\xe9".decode("utf-8", "surrogateescape"), field="prompt", words="no text")


def test_an_output_folder_of_nobody_is_refused(app):
    refused(app, "a fox", "--out", "~nobody-of-this-name/x", field="out", words="leads nowhere")


def test_an_output_folder_whose_name_is_no_text_is_refused_and_nothing_drawn(app, tmp_path):
    folder = tmp_path / b"caf\xe9".decode("utf-8", "surrogateescape")

    code, _, err = app.run(*FOX, "--out", folder)

    assert code == 3
    assert "no text" in err
    assert app.check() == []


def test_a_terminal_that_cannot_show_a_word_is_no_reason_to_fail(app):
    app.environment |= {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    _, answer = app.json("generate", "a café", *FOX[2:])
    code, out, err = app.run("history")

    assert answer["request"]["prompt"] == "a café"
    assert (code, err) == (0, "")
    assert "caf" in out


def test_ctrl_c_cancels_and_says_so(app):
    process = app.start("generate", "a fox", "--count", "4", "--steps", "50")
    while not _states(app):
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)

    assert process.returncode == 3
    assert "Traceback" not in err
    assert list(_states(app).values()) == ["cancelled"]
    assert app.resume() == {}


# Settings and addresses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"garbage", "kept as"),
        (b"\xff\xfe\x00\x01", "kept as"),
        (b"[1, 2]", "kept as"),
        (b'{"theme": "pink"}', "theme"),
        (b'{"pictures_folder": 5}', "pictures_folder"),
        (b'{"fal_queue_url": "http://example.org"}', "not encrypted"),
    ],
)
def test_settings_of_garbage_are_said_and_kept(app, text, words):
    settings = app.home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(text)

    code, _, err = app.run(*FOX)

    assert code == 0
    assert words in err
    assert [path.read_bytes() for path in settings.parent.iterdir()] == [text]
    assert len(app.check()) == 1


@pytest.mark.parametrize("url", ["http://example.org", "nonsense", "https://a:b@host", "https://"])
def test_an_address_that_cannot_be_meant_is_refused_by_name(app, url):
    app.environment["FLUX2STUDIO_FAL_QUEUE_URL"] = url

    code, answer = app.json(*FOX)
    _, findings = app.json("doctor")

    assert code == 3
    assert answer["error"]["field"] == "FLUX2STUDIO_FAL_QUEUE_URL"
    assert answer["error"]["hint"]
    assert "FLUX2STUDIO_FAL_QUEUE_URL" in str(findings)


def test_a_home_that_is_no_folder_is_a_sentence(app):
    app.home.write_text("in the way")

    for command in (FOX, ["history"]):
        code, _, err = app.run(*command)
        assert code == 3
        assert "FLUX2STUDIO_HOME" in err
        assert "Traceback" not in err


# The keyring


def test_a_keyring_that_never_answers_holds_nothing_up_for_long(home, tmp_path, photographs):
    (tmp_path / "stuck.py").write_text(
        "import threading\n"
        "from keyring.backend import KeyringBackend\n"
        "class Stuck(KeyringBackend):\n"
        "    priority = 1\n"
        "    def get_password(self, service, username):\n"
        "        threading.Event().wait()\n"
        "    set_password = delete_password = get_password\n"
    )
    with AimlapiStandIn() as aimlapi:
        app = App(home, {**aimlapi.environment, "PYTHON_KEYRING_BACKEND": "stuck.Stuck"})
        app.environment["PYTHONPATH"] += os.pathsep + str(tmp_path)
        edit = ["generate", "as ink", "--lora", "owner/ink", "1", "--backend", "aimlapi"]
        code, out, err = app.run(*edit, "--reference", photographs[1], timeout=40)
        aimlapi.ledger.check()

    assert (code, err) == (0, "")  # the key of the environment serves
    assert out


# The database


def _states(app):
    """The state of every job; none while there is no database, and it is not made here."""
    path = (app.home / "data" / "studio.db").as_uri()
    try:
        with closing(sqlite3.connect(f"{path}?mode=rw", uri=True)) as database:
            return dict(database.execute("SELECT id, state FROM job"))
    except sqlite3.OperationalError:
        return {}


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filled")
    app = App(folder / "home")
    app.json(*FOX, "--count", "2")
    app.json(*FOX, "--out", folder / "elsewhere")
    return app.home


@pytest.fixture
def filled(app, filled_once):
    """Three pictures, one of them elsewhere, in a database of some twenty pages."""
    shutil.copytree(filled_once, app.home)
    return app


@pytest.mark.parametrize("page", [1, 7, 16])
def test_a_page_of_garbage_costs_no_picture(filled, page):
    path = filled.home / "data" / "studio.db"
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xa5" * 4096)

    code, out, err = filled.run("history")

    assert code == 0
    assert "The database was damaged" in err
    assert "made again from" in err
    assert len(out.splitlines()) == 3
    assert list(path.parent.glob("studio.db.damaged-*"))
    assert filled.run(*FOX)[0] == 0
    assert len(filled.run("history")[1].splitlines()) == 4


@pytest.mark.parametrize("size", [1, 4096, 40_000])
def test_a_database_that_is_cut_off_costs_no_picture_of_the_folder(filled, size):
    os.truncate(filled.home / "data" / "studio.db", size)

    code, out, err = filled.run("history")

    assert code == 0
    assert "The database was damaged" in err
    assert len(out.splitlines()) >= 2


@pytest.mark.parametrize("content", [b"\xa5" * 50_000, b""])
def test_a_stale_log_beside_the_database_does_no_harm(app, content):
    app.json(*FOX)
    (app.home / "data" / "studio.db-wal").write_bytes(content)

    code, _, err = app.run("history")

    assert (code, err) == (0, "")
    assert len(app.check()) == 1


def test_a_database_damaged_while_it_is_used_ends_the_job_in_a_sentence(app):
    process = app.start("generate", "a fox", "--count", "4", "--steps", "20")
    while not list((app.home / "Pictures").rglob("*-0.png")):
        assert process.poll() is None, process.communicate()
    data = app.home / "data"
    for name in ("studio.db", "studio.db-wal"):
        (data / name).write_bytes(b"\xa5" * 100_000)
    _, err = process.communicate(timeout=40)

    assert "Traceback" not in err
    pictures = len(list((app.home / "Pictures").rglob("*.png")))
    app.run("history")
    assert len(app.check()) == pictures >= 1


# A second instance


def test_two_commands_at_once_both_do_their_work(app):
    both = [app.start("generate", f"fox {number}", *FOX[2:], "--count", "2") for number in (1, 2)]

    for process in both:
        _, err = process.communicate(timeout=40)
        assert (process.returncode, err) == (0, "")
    assert len(app.check()) == 4


def test_of_two_that_resume_at_once_one_gets_the_job(app):
    process = app.start("generate", "a fox", "--count", "3", "--steps", "12")
    while not list((app.home / "Pictures").rglob("*-0.png")):
        assert process.poll() is None, process.communicate()
    kill(process)

    both = [app.start("resume") for _ in range(2)]
    said = [process.communicate(timeout=40) for process in both]

    assert sorted(len(out.splitlines()) for out, _ in said) == [0, 1]
    assert sorted(item["index"] for item in app.check()) == [0, 1, 2]


def test_of_three_that_resume_at_once_none_sends_what_another_has_sent(home, photographs):
    with FalStandIn() as fal:
        app = App(home, fal.environment)
        edit = ["generate", "as ink", "--lora", "owner/ink", "1", "--backend", "fal"]
        for number in (1, 2):
            process = app.start(*edit, "--reference", photographs[0], "--seed", number)
            while len(_states(app)) < number:
                assert process.poll() is None, process.communicate()
            kill(process)

        several = [app.start("resume") for _ in range(3)]
        said = [process.communicate(timeout=40)[0].splitlines() for process in several]

        fal.ledger.check()
        assert len(fal.ledger.posts) <= 2
    taken = [line.split()[0] for lines in said for line in lines]
    assert sorted(taken) == sorted(_states(app))


def test_a_running_job_is_not_taken_over(app):
    process = app.start("generate", "a fox", "--count", "2", "--steps", "20")
    while not list((app.home / "Pictures").rglob("*-0.png")):
        assert process.poll() is None, process.communicate()

    assert app.resume() == {}

    process.communicate(timeout=40)
    assert process.returncode == 0
    assert len(app.check()) == 2
