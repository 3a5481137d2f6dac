import hashlib
import json

import pytest

from flux2studio.backends.fal_files import FalFiles
from flux2studio.backends.fal_upload import UploadLimits
from flux2studio.core.errors import BackendError, Cancelled, KeyMissingError, StorageError
from flux2studio.core.job import Phase
from flux2studio.storage.database import Database
from flux2studio.storage.uploads import UploadRepository
from tests.backends.conftest import QUICK
from tests.backends.recorder import Recorder
from tests.hosted.faults import Fault
from tests.hosted.server import LoopbackServer, Reply, json_reply

SMALL = UploadLimits(whole_most=300_000, part=100_000, tries=4)
DATA = bytes(range(251)) * 1000  # 251 kB: whole
LARGE = bytes(range(253)) * 2000  # 506 kB: in six parts


@pytest.fixture
def uploads(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield UploadRepository(database)
    database.close()


@pytest.fixture
def files(fal, uploads):
    return FalFiles(f"{fal.url}/rest", fal.key, uploads, pace=QUICK, limits=SMALL)


@pytest.fixture
def place(files, recorder, tmp_path):
    """Place ``data``, through ``files`` or another door to fal."""

    def _place(data=DATA, *, through=files, to=recorder, phase=Phase.UPLOADING_LORA):
        path = tmp_path / f"{hashlib.sha256(data).hexdigest()[:8]}.safetensors"
        if not path.exists():
            path.write_bytes(data)
        return through.place(
            path,
            name="dusk.safetensors",
            media_type="application/octet-stream",
            sha256=hashlib.sha256(data).hexdigest(),
            phase=phase,
            control=to.control,
        )

    return _place


def sizes(fal, method="PUT"):
    return [one["size"] for one in fal.ledger.requests if one["method"] == method]


def test_a_file_is_put_at_fal_whole_and_with_an_end(fal, place):
    upload = place()

    (stored,) = fal.ledger.uploads
    assert (stored.url, stored.how, stored.expires_in_s) == (upload.url, "presigned", 86400)
    assert stored.sha256 == upload.sha256 == hashlib.sha256(DATA).hexdigest()


def test_a_large_file_goes_in_parts_and_is_looked_at_there(fal, place):
    place(LARGE)

    (stored,) = fal.ledger.uploads
    assert stored.how == "parts"
    assert stored.sha256 == hashlib.sha256(LARGE).hexdigest()
    assert sizes(fal) == [100_000] * 5 + [6_000]
    assert len(sizes(fal, "HEAD")) == 1


def test_the_listener_sees_the_kibibytes_grow(recorder, place):
    place(LARGE)

    seen = [(p.done, p.total) for p in recorder.progress if p.phase is Phase.UPLOADING_LORA]
    assert seen[0] == (0, 495)
    assert seen[-1] == (494, 495)
    assert seen == sorted(seen)
    assert len(seen) > 5


def test_the_same_file_is_uploaded_once_for_as_long_as_it_stays(fal, place):
    assert place().url == place().url

    assert len(fal.ledger.uploads) == 1


def test_a_file_that_was_deleted_at_fal_is_uploaded_anew(fal, place):
    place()
    fal.clock_s = 2 * 86400.0  # there it is over; here it is not
    place()

    assert len(fal.ledger.uploads) == 2


def test_a_file_host_that_does_not_say_is_believed(fal, place):
    place()
    fal.faults.add(Fault(kind="drop", on="picture"))
    place()

    assert len(fal.ledger.uploads) == 1


def test_a_file_that_is_about_to_go_is_uploaded_anew(fal, place, uploads):
    short = FalFiles(f"{fal.url}/rest", fal.key, uploads, expires_s=590, pace=QUICK, limits=SMALL)

    place(through=short)
    place(through=short)

    assert [stored.expires_in_s for stored in fal.ledger.uploads] == [590, 590]


def test_two_jobs_with_the_same_file_upload_it_once(fal, place, aside):
    fal.faults.add(Fault(kind="late", on="upload"))
    first = aside(place, LARGE)
    fal.ledger.wait_for("PUT", "/presigned/")
    second = aside(lambda: place(LARGE, to=Recorder()))
    fal.faults.release()

    assert first.result(20).url == second.result(20).url
    assert len(fal.ledger.uploads) == 1


@pytest.mark.parametrize("data", [DATA, LARGE], ids=["whole", "parts"])
@pytest.mark.parametrize("on", ["initiate", "upload"])
@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "refuse", "status": 500},
        {"kind": "html", "status": 502},
        {"kind": "refuse", "status": 429, "headers": {"Retry-After": "0"}},
        {"kind": "drop"},
        {"kind": "reset"},
    ],
    ids=lambda fault: f"{fault['kind']} {fault.get('status', '')}",
)
def test_a_hiccup_of_the_file_host_is_tried_again(fal, place, data, on, fault):
    fal.faults.add(Fault(on=on, **fault))

    place(data)

    assert {stored.size for stored in fal.ledger.uploads} == {len(data)}
    assert sizes(fal).count(100_000) <= 6  # only the part that failed went again


def test_an_upload_that_arrives_cut_is_sent_again_and_then_refused(fal, place):
    fal.loses_upload_bytes = True

    with pytest.raises(BackendError, match="did not arrive whole") as caught:
        place(LARGE)

    assert len(fal.ledger.uploads) == 2
    assert caught.value.field == "loras"


def test_an_address_that_ran_out_is_asked_for_again(fal, place):
    fal.faults.add(Fault(kind="refuse", on="upload", status=403))

    place()

    assert len(fal.ledger.uploads) == 1


@pytest.mark.parametrize(
    ("fault", "words", "hint"),
    [
        ({"status": 401}, "does not accept the key", "settings"),
        ({"status": 403, "message": "User is locked. Reason: Exhausted balance."}, "no credit", ""),
        ({"status": 413}, "too large", "smaller"),
        ({"kind": "html", "status": 200}, "web page", "browser"),
    ],
)
def test_a_refusal_is_a_sentence_with_the_next_step(fal, place, fault, words, hint):
    fal.faults.add(Fault(**{"kind": "refuse", "on": "initiate"} | fault))

    with pytest.raises(BackendError, match=words) as caught:
        place(phase=Phase.UPLOADING)

    assert hint in caught.value.hint
    assert caught.value.field == "references"
    assert fal.ledger.uploads == []


def test_without_a_key_nothing_is_sent(fal, place, uploads):
    with pytest.raises(KeyMissingError):
        place(through=FalFiles(f"{fal.url}/rest", None, uploads))

    assert fal.ledger.requests == []


def test_the_host_that_does_not_answer_is_given_up_after_some_tries(place, uploads, unused_url):
    with pytest.raises(BackendError, match="cannot be reached"):
        place(through=FalFiles(unused_url, "key-12345678", uploads, pace=QUICK, limits=SMALL))


@pytest.mark.parametrize("data", [DATA, LARGE], ids=["whole", "parts"])
def test_a_cancel_ends_an_upload_at_once(fal, place, recorder, aside, data):
    fal.faults.add(Fault(kind="late", on="upload"))
    placing = aside(place, data)
    fal.ledger.wait_for("PUT", "/presigned/")

    recorder.control.cancel()

    with pytest.raises(Cancelled):
        placing.result(20)
    fal.faults.release()


def test_a_file_that_is_gone_is_a_sentence(files, recorder, tmp_path):
    with pytest.raises(StorageError, match="The LoRA cannot be read"):
        files.place(
            tmp_path / "gone",
            name="x",
            media_type="a/b",
            sha256="0" * 64,
            phase=Phase.UPLOADING_LORA,
            control=recorder.control,
        )


def test_a_file_that_changes_while_it_is_sent_is_not_kept(fal, files, place, tmp_path, aside):
    fal.faults.add(Fault(kind="late", on="upload"))
    placing = aside(place)
    fal.ledger.wait_for("PUT", "/presigned/")
    next(tmp_path.glob("*.safetensors")).write_bytes(b"another")
    fal.faults.release()

    with pytest.raises(StorageError, match="changed"):
        placing.result(20)


@pytest.fixture
def host():
    """A host of files of our own making: ``answers`` are by path, ``seen`` is what came."""
    seen, answers = [], {}

    def respond(request):
        seen.append(request)
        found = answers.get(request.path, Reply(status=404))
        return found(request) if callable(found) else found

    server = LoopbackServer(respond)
    server.seen, server.answers = seen, answers
    server.start()
    yield server
    server.close()


@pytest.mark.parametrize(
    "address", ["http://files.example.com/x", "https://10.0.0.1/x", "file:///etc/x", "https://["]
)
def test_an_address_that_no_upload_goes_to_is_refused(host, place, uploads, address):
    answer = {"upload_url": f"{address}?signature=secret", "file_url": "https://v3.fal.media/x"}
    host.answers["/storage/upload/initiate"] = json_reply(answer)

    with pytest.raises(BackendError, match="not called") as caught:
        place(through=FalFiles(host.url, "key-12345678", uploads, pace=QUICK))

    assert "signature" not in caught.value.details + str(caught.value)


def test_the_key_goes_to_its_own_host_alone_and_no_redirect_carries_a_file_away(
    host, place, uploads
):
    other = host.url.replace("127.0.0.1", "localhost")
    links = {"upload_url": f"{other}/put?sig=s3cret", "file_url": f"{other}/f"}
    host.answers["/storage/upload/initiate"] = json_reply(links)
    host.answers["/put"] = Reply(status=307, headers={"Location": f"{other}/elsewhere"})
    key = "key-12345678"

    with pytest.raises(BackendError, match="refused the upload") as caught:
        place(through=FalFiles(host.url, key, uploads, pace=QUICK, limits=SMALL))

    with_key = [request.path for request in host.seen if key in json.dumps(dict(request.headers))]
    assert with_key == ["/storage/upload/initiate"]
    assert [request.path for request in host.seen] == ["/storage/upload/initiate", "/put"]
    assert caught.value.details == "HTTP 307 from localhost"


def test_parts_may_be_vouched_for_by_the_header_alone(host, place, uploads):
    links = {"upload_url": f"{host.url}/put?sig=1", "file_url": f"{host.url}/f"}
    host.answers["/storage/upload/initiate-multipart"] = json_reply(links)
    for number in range(1, 7):
        host.answers[f"/put/{number}"] = Reply(headers={"ETag": f'"part-{number}"'})
    host.answers["/put/complete"] = Reply(body=b"")
    host.answers["/f"] = Reply(status=405)  # it does not say how long the file is

    place(LARGE, through=FalFiles(host.url, "key-12345678", uploads, pace=QUICK, limits=SMALL))

    (complete,) = [request for request in host.seen if request.path == "/put/complete"]
    assert json.loads(complete.body)["parts"][-1] == {"partNumber": 6, "etag": '"part-6"'}
    assert complete.query == {"sig": ["1"]}


def test_a_waiting_upload_is_told_once_fal_is_busy(fal, place, recorder):
    busy = {"status": 429, "headers": {"Retry-After": "1"}}
    fal.faults.add(Fault(kind="refuse", on="initiate", **busy))

    place()

    assert Phase.PLEASE_WAIT in recorder.phases
