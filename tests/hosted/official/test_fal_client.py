"""fal's own Python client against the stand-in: over TLS by its real names, and over plain HTTP."""

import http.client
from contextlib import closing

import pytest

from tests.hosted import Fault
from tests.hosted.asking import edit


def test_the_queue_serves_the_official_client(fal, behind_tls, tls_proxy):
    said = behind_tls("fal_queue.py", edit())

    assert said["status_url"].startswith("https://queue.fal.run/fal-ai/flux-2/requests/")
    assert [name for name, _ in said["updates"]] == [
        "Queued",
        "InProgress",
        "InProgress",
        "Completed",
    ]
    assert said["updates"][1][1] < said["updates"][2][1]
    assert said["result"]["seed"] == 7
    assert said["result"]["images"][0]["url"].startswith("https://v3.fal.media/")
    assert said["picture_bytes"] == said["result"]["images"][0]["file_size"]
    assert (said["status"], said["same_result"]) == ("Completed", True)
    fal.ledger.check()


def test_the_official_client_hears_of_cancels_and_mistakes(fal, behind_tls, tls_proxy):
    said = behind_tls("fal_queue.py", edit())

    (code, _, kind), status = said["cancelled"]
    assert (code, kind, status) == (499, "client_cancelled", "Completed")
    assert said["invalid"][0] == 422
    assert said["invalid"][1][0]["loc"] == ["body", "seed"]
    assert said["unknown"][0] == 404
    assert fal.ledger.as_json()["charged"] == 1


@pytest.mark.parametrize("name", ["falrun.com", "queue.falrun.com", "example.org"])
def test_no_other_name_is_reached_through_the_proxy(tls_proxy, name):
    through = http.client.HTTPSConnection("127.0.0.1", tls_proxy.server_address[1], timeout=10)
    through.set_tunnel(name)

    with closing(through), pytest.raises(OSError, match="403"):
        through.connect()

    assert tls_proxy.refused == [name]


def test_the_official_client_runs_streams_and_subscribes(fal, behind_tls, tls_proxy):
    said = behind_tls("fal_run.py", edit())

    assert [said["run"]["seed"], said["stream"][-1]["seed"], said["subscribe"]["seed"]] == [1, 2, 3]
    assert len(said["stream"]) == fal.previews + 1
    assert len(said["enqueued"]) == 1
    assert said["updates"][-1] == "Completed"
    assert len(fal.ledger.jobs) == 3
    fal.ledger.check()
    assert not tls_proxy.refused


def test_a_stream_that_ends_early_looks_finished_to_the_official_client(fal, behind_tls):
    fal.faults.add(Fault(kind="unframed", on="stream"))

    said = behind_tls("fal_run.py", edit())

    assert len(said["stream"]) == fal.previews
    assert "seed" not in said["stream"][-1]


def test_the_official_client_uploads_in_every_way_it_has(fal, behind_tls, tls_proxy):
    fal.fallback_key_allowed = True  # its fallback repository sends the key along

    said = behind_tls("fal_upload.py", edit())

    assert set(said["same"]) == {"bytes", "file", "picture", "parts", "fallback"}
    stored = [(upload.how, upload.expires_in_s) for upload in fal.ledger.uploads]
    assert stored == [
        ("token", 3600),
        ("token", None),
        ("token", None),
        ("token-parts", None),
        ("gcs", None),
    ]
    assert len(fal.ledger.jobs[0].references) == 2
    fal.ledger.check()


def test_the_official_client_falls_back_to_its_other_repository(fal, behind_tls, tls_proxy):
    fal.fallback_key_allowed = True
    fal.faults.add(Fault(kind="refuse", status=500, on="upload"))

    behind_tls("fal_upload.py", edit())

    assert [upload.how for upload in fal.ledger.uploads][:2] == ["gcs", "token"]


def test_the_key_that_the_fallback_repository_leaks_is_noticed(fal, behind_tls, tls_proxy):
    behind_tls("fal_upload.py", edit())

    assert set(fal.ledger.violations) == {"a key or cookie reached the host of the pictures"}


def test_everything_works_awaited(fal, behind_tls, tls_proxy):
    said = behind_tls("fal_async.py", edit())

    assert said["events"] == ["Queued", "InProgress", "InProgress", "Completed"]
    assert (said["status"], said["same_result"]) == ("Completed", True)
    seeds = [said[name]["seed"] for name in ("result", "run", "subscribe")]
    assert [*seeds, said["stream"][-1]["seed"]] == [7, 9, 11, 10]
    assert said["link"].startswith("https://v3.fal.media/files/b/")
    fal.ledger.check()
    assert not tls_proxy.refused


def test_the_official_client_cancels_what_it_gives_up(fal, behind_tls, tls_proxy):
    fal.held = True

    said = behind_tls("fal_timeout.py", edit())

    assert fal.ledger.count("PUT", f"/requests/{said['request_id']}/cancel") == 1
    assert fal.ledger.as_json()["charged"] == 0


def test_an_answer_that_is_lost_makes_the_official_client_pay_twice(fal, behind_tls, tls_proxy):
    fal.faults.add(Fault(kind="drop"))

    behind_tls("fal_queue.py", edit())

    assert "an accepted paid POST was sent a second time" in fal.ledger.violations


def test_the_official_client_works_over_plain_http(fal, python_client):
    said = python_client("fal_plain.py", edit(), BASE=fal.url, CDN=fal.cdn_url)

    assert (said["result"]["seed"], said["same_result"], said["run"]["seed"]) == (7, True, 8)
    assert said["link"].startswith(fal.cdn_url)
    fal.ledger.check()
