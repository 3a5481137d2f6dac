"""The decoder process may crash, hang or burst; the service answers with a sentence and goes on."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError, StorageError, StudioError
from flux2studio.imaging.formats import RESULT_PIXELS_MAX
from flux2studio.services.pictures import PictureService, decoder_command
from tests.imaging.corpus import bomb_png, encoded, photo, write

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="needs signals")

# Obeys one word in the request's name, so that the service meets every way to fail.
AWKWARD = """
import json, os, sys
for line in sys.stdin:
    request = json.loads(line)
    word = request["name"]
    if word == "die":
        os._exit(3)
    if word == "die once" and not os.path.exists(request["path"] + "/died"):
        open(request["path"] + "/died", "w").close()
        os._exit(3)
    if word == "hang":
        sys.stdin.read()
    if word == "babble":
        print("no JSON", flush=True)
        continue
    if word == "silent":
        os.close(1)
        sys.stdin.read()
    info = {"width": os.getpid(), "height": 1, "format": "png"}
    print(json.dumps({"info": info}), flush=True)
"""


@pytest.fixture
def pictures():
    service = PictureService()
    yield service
    service.close()


@pytest.fixture
def awkward(tmp_path):
    script = write(tmp_path, "awkward.py", AWKWARD.encode())
    service = PictureService([sys.executable, str(script)], processes=1, inspect_seconds=1)
    yield service
    service.close()


def test_a_picture_is_described_and_comes_with_a_thumbnail(pictures, tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(640, 480), "png"))

    inspection = pictures.inspect(path)

    assert (inspection.info.width, inspection.info.height) == (640, 480)
    with Image.open(BytesIO(inspection.thumbnail)) as thumbnail:
        assert (thumbnail.format, thumbnail.size) == ("JPEG", (320, 240))


def test_no_thumbnail_is_made_when_none_is_wanted(pictures, tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(), "png"))

    assert pictures.inspect(path, thumbnail=False).thumbnail == b""


def test_a_reference_is_prepared_for_sending(pictures, tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(640, 480), "png"))

    prepared = pictures.prepare(path, tmp_path / "sent", 320)

    assert (prepared.media_type, prepared.width, prepared.height) == ("image/jpeg", 320, 240)
    with Image.open(prepared.path) as sent:
        assert (sent.format, sent.size) == ("JPEG", (320, 240))


def test_a_refusal_keeps_sentence_and_hint_and_the_name_given(pictures, tmp_path):
    path = write(tmp_path, "5e1f", b"no picture")

    with pytest.raises(PictureError) as caught:
        pictures.inspect(path, name="holiday.jpg")

    assert str(caught.value) == "“holiday.jpg” is not a picture."
    assert "JPEG" in caught.value.hint


@posix
def test_a_name_that_is_no_text_reaches_the_decoder(pictures, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.png"))
    path.write_bytes(encoded(photo(), "png"))

    assert pictures.inspect(path).info.width == 96


def test_a_target_that_cannot_be_written_is_a_sentence(pictures, tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(), "png"))

    with pytest.raises(PictureError, match="could not be prepared"):
        pictures.prepare(path, tmp_path / "missing" / "sent", 320)


@pytest.mark.parametrize("word", ["die", "babble", "silent"])
def test_a_decoder_that_fails_is_replaced_for_the_next_picture(awkward, tmp_path, word):
    with pytest.raises(PictureError, match=f"“{word}” c"):
        awkward.inspect(tmp_path, name=word)

    assert awkward.inspect(tmp_path, name="well").info.height == 1


def test_a_decoder_that_went_away_once_is_asked_again(awkward, tmp_path):
    assert awkward.inspect(tmp_path, name="die once").info.height == 1


def test_a_decoder_that_hangs_is_killed_after_its_time(awkward, tmp_path):
    hung = awkward.inspect(tmp_path, name="first").info.width

    with pytest.raises(PictureError, match="“hang” could not be read within 1 seconds"):
        awkward.inspect(tmp_path, name="hang")

    assert awkward.inspect(tmp_path, name="well").info.width != hung
    assert not is_running(hung)


@posix
def test_a_decoder_killed_from_outside_between_pictures_is_replaced(awkward, tmp_path):
    first = awkward.inspect(tmp_path, name="first").info.width
    os.kill(first, signal.SIGKILL)

    with ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(picture_or_sentence, awkward, tmp_path).result()

    assert outcome == "a picture"
    assert awkward.inspect(tmp_path, name="second").info.width != first


def test_one_decoder_serves_one_picture_after_the_other(awkward, tmp_path):
    assert len({awkward.inspect(tmp_path, name=str(i)).info.width for i in range(5)}) == 1


def test_many_threads_share_two_decoders(pictures, tmp_path):
    paths = [write(tmp_path, f"{i}.png", encoded(photo(40 + i, 30), "png")) for i in range(16)]

    with ThreadPoolExecutor(8) as pool:
        widths = list(pool.map(lambda path: pictures.inspect(path).info.width, paths))

    assert widths == [40 + i for i in range(16)]


def test_a_bomb_is_refused_and_the_next_picture_is_read(pictures, tmp_path):
    bomb = write(tmp_path, "bomb.png", bomb_png(12000))
    good = write(tmp_path, "good.png", encoded(photo(), "png"))

    with pytest.raises(PictureError, match="64 megapixels is the limit"):
        pictures.inspect(bomb, max_pixels=RESULT_PIXELS_MAX)

    assert pictures.inspect(good).info.width == 96


def test_a_picture_that_claims_too_much_is_named_with_its_size(pictures, tmp_path):
    claim = write(tmp_path, "claim.png", bomb_png(30000, rows=1))

    with pytest.raises(
        PictureError, match=r"“claim\.png” has 30000 × 30000 pixels; 200 megapixels"
    ):
        pictures.inspect(claim)


def test_closing_ends_the_decoders_and_refuses_more(tmp_path, awkward):
    running = awkward.inspect(tmp_path, name="first").info.width

    awkward.close()

    assert not is_running(running)
    with pytest.raises(StorageError, match="closing"):
        awkward.inspect(tmp_path, name="late")


def test_closing_frees_a_thread_that_waits_for_a_decoder(tmp_path):
    script = write(tmp_path, "awkward.py", AWKWARD.encode())
    service = PictureService([sys.executable, str(script)], processes=1)
    service.inspect(tmp_path, name="first")
    outcomes: list[str] = []
    waiting = threading.Thread(
        target=lambda: outcomes.append(picture_or_sentence(service, tmp_path, "hang"))
    )
    waiting.start()

    service.close()
    waiting.join(10)

    assert outcomes[0].endswith(".")


def test_a_decoder_that_cannot_be_started_is_a_sentence(tmp_path):
    service = PictureService([str(tmp_path / "nothing")])

    with pytest.raises(StorageError, match="could not be started"):
        service.inspect(tmp_path)


# A small app: reads one picture, tells its decoder's process id, waits to be killed.
PARENT = """
import sys, threading
from pathlib import Path
from flux2studio.services.pictures import PictureService

told = Path(sys.argv[1] + ".pid")
code = (
    f"import os, pathlib; pathlib.Path({str(told)!r}).write_text(str(os.getpid()));"
    "from flux2studio.imaging.worker import main; main()"
)
PictureService([sys.executable, "-c", code]).inspect(Path(sys.argv[1]))
print(told.read_text(), flush=True)
threading.Event().wait()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
@pytest.mark.kill
def test_the_decoder_ends_when_the_app_is_killed(tmp_path):
    path = write(tmp_path, "p.png", encoded(photo(), "png"))
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as app:
        assert app.stdout is not None
        decoder = os.pidfd_open(int(app.stdout.readline()))

        app.kill()

        ended, _, _ = select.select([decoder], [], [], 10)
    os.close(decoder)
    assert ended


def test_the_decoder_is_this_interpreter_running_the_worker():
    assert decoder_command() == (sys.executable, "-m", "flux2studio.imaging.worker")


def picture_or_sentence(service: PictureService, path: Path, name: str = "any") -> str:
    try:
        service.inspect(path, name=name)
    except StudioError as error:
        return str(error)
    return "a picture"


def is_running(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except OSError:
        return False
    return True


def test_a_preview_comes_back_as_a_small_jpeg(pictures):
    small = pictures.preview(encoded(photo(1024, 768), "webp"))

    with Image.open(BytesIO(small)) as image:
        assert (image.format, image.size) == ("JPEG", (512, 384))


@pytest.mark.parametrize("data", [b"", b"<html>", bomb_png(20_000, 2)])
def test_a_preview_that_is_none_is_refused_and_the_next_one_taken(pictures, data):
    with pytest.raises(PictureError):
        pictures.preview(data)

    assert pictures.preview(encoded(photo(), "png"))


def test_no_key_is_in_the_environment_of_the_process_that_reads_foreign_pictures(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("FAL_KEY", "canary-of-fal")
    monkeypatch.setenv("HF_TOKEN", "canary-of-hf")
    seen = tmp_path / "seen"
    write_down = f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))"
    service = PictureService((sys.executable, "-c", write_down))

    with pytest.raises(StudioError):
        service.inspect(write(tmp_path, "p.png", encoded(photo(), "png")))

    service.close()
    assert "canary" not in seen.read_text()
    assert "PATH" in seen.read_text()
