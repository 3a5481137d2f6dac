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
from flux2studio.backends.body import CHUNK, InlinePicture, JsonBody
from flux2studio.backends.http import Call, HttpSession, fetch_public
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    OutcomeUnknownError,
    UnreachableError,
)
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
        "ftp://example.com",
    ],
)
def test_a_redirect_to_where_no_picture_lives_is_not_followed(serve, session, target):
    server = serve(Reply(status=302, headers={"Location": target}))

    with pytest.raises(UnreachableError):
        get(session, server)


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
