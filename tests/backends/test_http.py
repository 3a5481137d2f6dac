import asyncio
import base64
import json
import socket
import struct
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.backends.addresses import checked, is_loopback, is_public, same_host
from flux2studio.backends.arrival import Slowest
from flux2studio.backends.body import CHUNK, FileBody, InlinePicture, JsonBody
from flux2studio.backends.http import Call, HttpSession
from flux2studio.backends.links import fetch_public
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    OutcomeUnknownError,
    UnreachableError,
)
from tests.hosted.files import FileHost, file_of, ranges
from tests.hosted.server import LoopbackServer, Reply


@pytest.fixture
def control():
    return RunControl()


@pytest.fixture
def session(control):
    with HttpSession(control) as session:
        yield session


@pytest.fixture
def serve():
    """Start a server that answers with what it is given; its requests are kept."""
    servers = []

    def _serve(answer):
        def respond(request):
            server.requests.append(request)
            return answer(request) if callable(answer) else answer

        server = LoopbackServer(respond)
        server.requests = []
        servers.append(server)
        server.start()
        return server

    yield _serve
    for server in servers:
        server.close()


def get(session, server, **options):
    return session.fetch(
        server.url + "/x", **({"limit_bytes": 1000, "deadline_s": 10, "loopback": True} | options)
    )


async def join(body):
    return [piece async for piece in body.chunks()]


@given(
    payload=st.dictionaries(st.text(max_size=5), st.integers() | st.text(), max_size=3),
    pictures=st.lists(st.binary(max_size=50), max_size=3),
)
def test_a_body_is_the_json_it_says_and_as_long(payload, pictures):
    payload.pop("image_urls", None)
    body = JsonBody(payload, [InlinePicture(media_type="image/png", data=p) for p in pictures])

    sent = b"".join(asyncio.run(join(body)))

    links = ["data:image/png;base64," + base64.b64encode(p).decode() for p in pictures]
    assert json.loads(sent) == payload | ({"image_urls": links} if links else {})
    assert len(sent) == body.length


def test_a_large_picture_is_encoded_in_small_pieces():
    data = bytes(range(256)) * 8192
    body = JsonBody({}, [InlinePicture(media_type="image/png", data=data)])

    pieces = asyncio.run(join(body))

    assert max(map(len, pieces)) <= CHUNK * 4 / 3
    assert data == base64.b64decode(b"".join(pieces).split(b",", 1)[1][: -len(b'"]}')])


def test_a_body_says_all_out_only_with_its_last_piece():
    body = JsonBody({"a": 1})

    async def watch():
        return [body.all_out async for _ in body.chunks()]

    seen = asyncio.run(watch())

    assert seen == [*[False] * (len(seen) - 1), True]


def test_a_cancel_breaks_a_waiting_call_at_once(serve, session, control):
    release = threading.Event()
    server = serve(lambda _: release.wait(10) and Reply())
    threading.Timer(0.2, control.cancel).start()
    started = time.monotonic()

    with pytest.raises(Cancelled):
        session.send(Call(method="GET", url=server.url))

    assert time.monotonic() - started < 2
    release.set()


def test_a_paid_request_that_has_left_whole_is_waited_for(serve, session, control):
    came = threading.Event()
    server = serve(lambda _: control.cancel() or came.set() or Reply(body=b"{}"))

    answer = session.send(Call(method="POST", url=server.url, body=JsonBody({"a": 1}), paid=True))

    assert (answer.status, came.is_set(), control.cancelled) == (200, True, True)


def test_a_cancel_while_a_paid_body_is_on_its_way_proves_that_nothing_was_taken(
    session, control, deaf_port
):
    picture = InlinePicture(media_type="image/png", data=bytes(64 * 2**20))
    body = JsonBody({}, [picture])
    threading.Timer(0.5, control.cancel).start()

    with pytest.raises(Cancelled):
        session.send(Call(method="POST", url=deaf_port, body=body, paid=True))

    assert not body.all_out


@pytest.fixture
def deaf_port():
    """A server that connects and never reads."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_each_paid_post_gets_a_new_connection(serve, control):
    server = serve(Reply(body=b"{}"))

    with HttpSession(control, keep_alive=False) as session:
        for _ in range(3):
            session.send(Call(method="POST", url=server.url, body=JsonBody({}), paid=True))

    assert len({request.client_port for request in server.requests}) == 3


def test_no_redirect_is_followed_by_a_call_with_a_key(serve, session):
    target = serve(Reply())
    server = serve(Reply(status=307, headers={"Location": target.url}))

    answer = session.send(
        Call(method="GET", url=server.url, headers={"Authorization": "Key secret"})
    )

    assert (answer.status, target.requests) == (307, [])


def test_a_download_follows_redirects_without_any_key(serve, session):
    target = serve(Reply(body=b"picture"))
    server = serve(Reply(status=302, headers={"Location": target.url + "/there"}))

    answer = get(session, server)

    assert answer.body == b"picture"
    assert not {"authorization", "cookie"} & set(target.requests[0].headers)
    assert target.requests[0].headers["accept-encoding"] == "identity"


def test_a_download_does_not_run_in_circles(serve, session):
    server = serve(Reply(status=302, headers={"Location": "/again"}))

    with pytest.raises(BackendError, match="circles"):
        get(session, server)


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "http://example.com/x.png",
        "https://169.254.169.254/meta",
        "https://10.0.0.1/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://[fe80::1]/x",
        "https://user:word@example.com/x",
        "https://" + "a" * 70 + ".com/x",
        "https://:bad/",
        "https://[",
        "//[::1",
        "ftp://example.com",
    ],
)
def test_a_redirect_to_where_no_picture_lives_is_not_followed(serve, session, target):
    server = serve(Reply(status=302, headers={"Location": target}))

    with pytest.raises(UnreachableError):
        get(session, server)


@pytest.mark.parametrize("proxy", ["socks5://me:word@127.0.0.1:9", "socks://a", "http://a:b"])
def test_a_proxy_that_cannot_be_used_is_said_and_nothing_leaves(session, monkeypatch, proxy):
    monkeypatch.setenv("ALL_PROXY", proxy)

    with pytest.raises(UnreachableError, match="names a proxy that cannot be used") as caught:
        session.send(Call(method="POST", url="https://example.com/x", paid=True))

    assert "word" not in f"{caught.value} {caught.value.details}"


def test_a_proxy_for_other_things_is_in_nobodys_way(session, serve, monkeypatch, unused_url):
    """As a desktop sets them: one with http for the web, and one with socks for all else."""
    monkeypatch.setenv("HTTPS_PROXY", unused_url)
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:9")

    with pytest.raises(UnreachableError, match=r"example\.com cannot be reached"):
        session.send(Call(method="GET", url="https://example.com/x"))
    assert get(session, serve(Reply(body=b"here"))).body == b"here"


def test_a_host_without_a_proxy_is_called_without_one(session, monkeypatch):
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.2")

    with pytest.raises(UnreachableError, match="cannot be reached"):
        session.send(Call(method="GET", url="https://127.0.0.2:9/x"))


def test_certificates_that_are_not_there_are_said(session, monkeypatch, tmp_path):
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "gone.pem"))

    with pytest.raises(UnreachableError, match="SSL_CERT_FILE"):
        session.send(Call(method="GET", url="https://example.com/x"))


def test_a_dropped_link_to_this_computer_is_not_followed(serve):
    server = serve(Reply(body=b"router page"))

    with pytest.raises(UnreachableError, match="this computer"):
        fetch_public(server.url, RunControl())

    assert server.requests == []


def test_a_slow_drip_ends_at_the_deadline(serve, session):
    server = serve(Reply(body=b"x" * 100, drip_s=0.2))
    started = time.monotonic()

    with pytest.raises(UnreachableError, match="did not answer to the end"):
        get(session, server, deadline_s=0.6)

    assert time.monotonic() - started < 3


@pytest.mark.parametrize("extra", [1, 10_000])
def test_more_bytes_than_a_picture_has_are_not_read(serve, session, extra):
    server = serve(Reply(body=bytes(1000 + extra)))

    with pytest.raises(BackendError, match="larger"):
        get(session, server)


def test_a_body_that_stops_short_is_not_taken_for_whole(serve, session):
    server = serve(Reply(body=bytes(500), cut=200))

    with pytest.raises(UnreachableError):
        get(session, server)


def test_what_an_error_proves_depends_on_how_far_the_request_came(session, unused_url, serve):
    dropping = serve(Reply(drop=True))
    body = JsonBody({"a": 1})

    with pytest.raises(UnreachableError):
        session.send(Call(method="POST", url=unused_url, body=body, paid=True))
    with pytest.raises(OutcomeUnknownError):
        session.send(Call(method="POST", url=dropping.url, body=body, paid=True))


def test_a_paid_request_that_broke_off_half_way_was_not_taken(session, closing_port):
    picture = InlinePicture(media_type="image/png", data=bytes(64 * 2**20))
    body = JsonBody({}, [picture])

    with pytest.raises(UnreachableError, match="before the request was whole"):
        session.send(Call(method="POST", url=closing_port, body=body, paid=True))


@pytest.fixture
def closing_port():
    """A server that reads a little and closes the connection with a reset."""

    def serve():
        connection, _ = listener.accept()
        connection.recv(1000)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        thread.join()


def test_a_secret_in_the_answer_is_taken_out(serve, session):
    server = serve(Reply(body=b"your key s3cretkey is bad", headers={"X-Echo": "Key s3cretkey"}))

    answer = session.send(Call(method="GET", url=server.url, secret="s3cretkey"))

    assert b"s3cret" not in answer.body
    assert "s3cret" not in str(answer.headers)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:192.168.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:a00:1::", False),
        ("fe80::1%eth0", False),
        ("0.0.0.0", False),
    ],
)
def test_which_numbers_lie_in_the_open_internet(address, public):
    assert is_public(address) is public


def test_plain_http_is_for_this_computer_alone():
    checked("http://localhost:8080/x")
    checked("https://fal.run/x")
    assert is_loopback("http://[::1]:80/")
    assert not is_loopback("http://localhost.example.com/")

    with pytest.raises(UnreachableError):
        checked("http://localhost.example.com/")


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://queue.fal.run/x", True),
        ("http://queue.fal.run/x", False),
        ("https://queue.fal.run.evil.com/x", False),
        ("https://queue.fal.run@evil.com/x", False),
        ("https://queue.fal.run:444/x", False),
        ("", False),
        ("https://[", False),
    ],
)
def test_a_key_goes_to_its_own_host_alone(url, same):
    assert same_host(url, "https://queue.fal.run") is same


class Gauge:
    """Collects what a download or an upload says of itself."""

    def __init__(self):
        self.seen = []

    def __call__(self, *values):
        self.seen.append(values)


@pytest.fixture
def host():
    with FileHost() as host:
        yield host


def load(session, host, target, **options):
    return session.download(
        host.url + "/file",
        target,
        **({"limit_bytes": 10**7, "deadline_s": 20, "loopback": True} | options),
    )


BYTES = bytes(range(256)) * 2000


def test_a_file_is_sent_from_the_disk_piece_by_piece(serve, session, tmp_path):
    server, told = serve(Reply(body=b"{}")), Gauge()
    (tmp_path / "file").write_bytes(BYTES)
    body = FileBody(
        tmp_path / "file", offset=100, length=400_000, media_type="a/b", on_progress=told
    )

    session.send(Call(method="PUT", url=server.url, body=body))

    (request,) = server.requests
    assert request.body == BYTES[100:400_100]
    assert request.headers["content-type"] == "a/b"
    assert told.seen == [(CHUNK,), (2 * CHUNK,), (400_000,)]


def test_a_file_that_became_shorter_is_no_body(session, tmp_path, serve):
    (tmp_path / "file").write_bytes(b"short")
    server = serve(Reply())

    body = FileBody(tmp_path / "file", length=6)

    with pytest.raises(OSError, match="became shorter"):
        session.send(Call(method="PUT", url=server.url, body=body))

    assert server.requests == []


def test_a_call_needs_no_body(serve, session):
    server = serve(Reply(body=b"{}"))

    session.send(Call(method="POST", url=server.url))

    assert (server.requests[0].method, server.requests[0].body) == ("POST", b"")


def test_asking_for_the_length_of_a_large_file_is_no_large_answer(serve, session):
    server = serve(Reply(headers={"X-Big": "1"}, body=bytes(5000)))

    answer = session.send(Call(method="HEAD", url=server.url, limit_bytes=100))

    assert answer.headers["content-length"] == "5000"


def test_a_download_is_in_its_place_once_it_is_whole(host, session, tmp_path):
    host.answers["/file"], told = file_of(BYTES), Gauge()

    answer = load(session, host, tmp_path / "file", on_progress=told)

    assert (tmp_path / "file").read_bytes() == BYTES
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (answer.status, told.seen[-1]) == (200, (len(BYTES), len(BYTES)))


def test_a_download_that_broke_off_goes_on_where_it_stopped(host, session, tmp_path):
    host.answers["/file"] = [file_of(BYTES, cut=300_000), file_of(BYTES)]

    with pytest.raises(UnreachableError):
        load(session, host, tmp_path / "file")
    assert not (tmp_path / "file").exists()
    answer = load(session, host, tmp_path / "file")

    assert (tmp_path / "file").read_bytes() == BYTES
    assert answer.status == 206
    assert ranges(host.seen)[1] == "bytes=300000-"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("weak", [True, False])
def test_a_part_of_another_version_is_not_gone_on_with(host, session, tmp_path, weak):
    other = bytes(reversed(BYTES))
    host.answers["/file"] = [file_of(BYTES, 'W/"1"' if weak else "", cut=300_000), file_of(other)]

    with pytest.raises(UnreachableError):
        load(session, host, tmp_path / "file")
    load(session, host, tmp_path / "file")

    assert (tmp_path / "file").read_bytes() == other


def test_a_part_that_is_no_part_is_dropped(host, session, tmp_path):
    (tmp_path / "file.part").write_bytes(BYTES + b"more")
    (tmp_path / "file.part.tag").write_text('"tag"')
    host.answers["/file"] = file_of(BYTES, '"tag"')

    assert load(session, host, tmp_path / "file").status == 416
    load(session, host, tmp_path / "file")

    assert (tmp_path / "file").read_bytes() == BYTES


@pytest.mark.parametrize("span", ["", "bytes 9-10/*", "bytes 400000-511999/512000"])
def test_a_part_from_elsewhere_is_not_taken(host, session, tmp_path, span):
    (tmp_path / "file.part").write_bytes(BYTES[:1000])
    (tmp_path / "file.part.tag").write_text('"tag"')
    host.answers["/file"] = Reply(status=206, body=b"tail", headers={"Content-Range": span})

    with pytest.raises(UnreachableError):
        load(session, host, tmp_path / "file")

    assert list(tmp_path.iterdir()) == []


def test_a_download_begins_anew_when_nothing_is_to_be_kept(host, session, tmp_path):
    (tmp_path / "file.part").write_bytes(BYTES[:1000])
    (tmp_path / "file.part.tag").write_text('"tag"')
    host.answers["/file"] = file_of(BYTES, '"tag"')

    load(session, host, tmp_path / "file", resume=False)

    assert ranges(host.seen) == [""]


def test_a_cancel_keeps_what_came(serve, session, control, tmp_path):
    server = serve(Reply(body=BYTES, headers={"ETag": '"tag"'}, drip_s=0.01))

    with pytest.raises(Cancelled):
        session.download(
            server.url,
            tmp_path / "file",
            limit_bytes=10**7,
            deadline_s=20,
            loopback=True,
            on_progress=lambda done, total: done > 5 and control.cancel(),
        )

    assert (tmp_path / "file.part").stat().st_size > 5
    assert (tmp_path / "file.part.tag").read_text() == '"tag"'


def test_a_token_goes_to_the_first_host_alone(host, session, tmp_path):
    with FileHost() as other:
        other.answers["/there"] = Reply(status=302, headers={"Location": host.url + "/again"})
        host.answers["/file"] = Reply(status=302, headers={"Location": "/near"})
        host.answers["/near"] = Reply(status=307, headers={"Location": other.url + "/there"})
        host.answers["/again"] = file_of(BYTES)

        load(session, host, tmp_path / "file", headers={"Authorization": "Bearer s3cret-token"})

        assert host.saw("s3cret-token") == ["/file", "/near"]
        assert other.saw("s3cret-token") == []
    assert (tmp_path / "file").read_bytes() == BYTES


def test_a_host_that_gives_no_file_says_so(host, session, tmp_path):
    host.answers["/file"] = Reply(status=403, body=b"members only")

    answer = load(session, host, tmp_path / "file")

    assert (answer.status, answer.body) == (403, b"members only")
    assert list(tmp_path.iterdir()) == []


def test_a_file_larger_than_any_of_its_kind_is_not_stored(host, session, tmp_path):
    host.answers["/file"] = file_of(BYTES)

    with pytest.raises(BackendError, match="larger"):
        load(session, host, tmp_path / "file", limit_bytes=1000)

    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 1000


def test_a_server_that_sends_too_slowly_is_given_up(serve, session, tmp_path):
    server = serve(Reply(body=BYTES, drip_s=0.02))
    started = time.monotonic()

    with pytest.raises(UnreachableError, match="so slowly"):
        session.download(
            server.url,
            tmp_path / "file",
            limit_bytes=10**7,
            deadline_s=60,
            loopback=True,
            slowest=Slowest(bytes_per_s=1000, over_s=0.3),
        )

    assert time.monotonic() - started < 10


def test_a_download_is_not_followed_to_this_computer(host, session, tmp_path):
    with pytest.raises(UnreachableError, match="this computer"):
        load(session, host, tmp_path / "file", loopback=False)

    assert host.seen == []


def test_an_endless_stream_is_given_up(serve, session):
    class Listener:
        limit_bytes = 1000

        def asks(self):
            return {}

        def begin(self, status, headers):
            self.taken = 0

        def take(self, piece):
            self.taken += len(piece)

    server = serve(Reply(pieces=[bytes(600)] * 300))
    listener = Listener()

    with pytest.raises(OutcomeUnknownError):
        session.send(
            Call(
                method="POST",
                url=server.url,
                body=JsonBody({}),
                paid=True,
                limit_bytes=1000,
                stream=listener,
            )
        )

    assert listener.taken <= 1000


def test_a_call_does_not_show_its_key():
    call = Call(
        method="GET", url="https://fal.run", headers={"Authorization": "Key s3"}, secret="s3"
    )

    assert "s3" not in repr(call)
