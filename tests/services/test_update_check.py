"""The project is asked for a newer version: rarely, with nothing but the question."""

from __future__ import annotations

import pytest
from werkzeug import Response

from flux2studio.backends.release_feed import PAGE
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, UnreachableError
from flux2studio.services.update_check import EVERY_S, UpdateCheck, open_update_check
from flux2studio.storage.settings import Settings, SettingsStore
from flux2studio.storage.update_notes import UpdateNotes

PATH = "/repos/flux2studio/flux2studio/releases/latest"
NEW = {"tag_name": "v1.1", "html_url": f"{PAGE}/tag/v1.1"}


class Clock:
    now = 1_700_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def check(tmp_path, httpserver, clock):
    return UpdateCheck(
        notes=UpdateNotes(tmp_path / "updates.json"),
        is_on=lambda: True,
        current="1.0",
        feed=httpserver.url_for(PATH),
        clock=clock,
    )


def test_it_is_off_until_it_is_asked_for(tmp_path):
    settings = SettingsStore(tmp_path / "settings.json", {})
    asked = open_update_check(settings, tmp_path / "updates.json", "http://127.0.0.1:9/")

    assert not Settings().update_check
    assert asked.due(RunControl()) is None
    assert not (tmp_path / "updates.json").exists()


def test_a_newer_version_is_told_with_its_page_and_nothing_else_is_sent(check, httpserver):
    httpserver.expect_request(PATH).respond_with_json(NEW)

    release = check.due(RunControl())

    assert (release.version, release.page) == ("1.1", f"{PAGE}/tag/v1.1")
    (request, _), *others = httpserver.log
    assert not others
    assert (request.method, request.query_string, request.data) == ("GET", b"", b"")
    assert request.headers["User-Agent"] == "flux2studio"
    assert set(request.headers.keys()) <= {
        "Host", "Accept", "Accept-Encoding", "Connection", "User-Agent",
    }  # fmt: skip


def test_it_asks_once_a_day_and_remembers_what_was_said(check, httpserver, clock):
    httpserver.expect_request(PATH).respond_with_json(NEW)
    first, again = check.due(RunControl()), check.due(RunControl())
    clock.now += EVERY_S

    assert first == again == check.due(RunControl())
    assert len(httpserver.log) == 2


def test_a_version_that_is_waved_off_is_not_told_again_but_the_next_one_is(
    check, httpserver, clock
):
    httpserver.expect_request(PATH).respond_with_json(NEW)
    check.ignore(check.due(RunControl()).version)
    assert check.due(RunControl()) is None
    assert check.check(RunControl()).version == "1.1"  # the artist asked

    httpserver.clear()
    httpserver.expect_request(PATH).respond_with_json({"tag_name": "1.2"})
    clock.now += EVERY_S
    assert check.due(RunControl()).version == "1.2"


def test_the_same_version_is_no_news(check, httpserver):
    httpserver.expect_request(PATH).respond_with_json({"tag_name": "v1.0.0"})

    assert check.check(RunControl()) is None


def test_a_project_without_a_release_has_no_news(check, httpserver):
    httpserver.expect_request(PATH).respond_with_json({"message": "Not Found"}, status=404)

    assert check.check(RunControl()) is None


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>", status=200),
        Response("{}", status=200),
        Response('{"tag_name": 7}', status=200),
        Response("[" * 100_000, status=200),
        Response("slow down", status=429),
        Response("", status=302, headers={"Location": "https://elsewhere.example/"}),
        Response("x" * 2**21, status=200),
    ],
)
def test_a_bad_answer_is_silent_unasked_and_a_sentence_when_asked(check, httpserver, answer):
    httpserver.expect_request(PATH).respond_with_response(answer)

    assert check.due(RunControl()) is None
    assert check.due(RunControl()) is None
    assert len(httpserver.log) == 1  # nor is it asked again on that day
    with pytest.raises(BackendError) as caught:
        check.check(RunControl())
    assert str(caught.value).endswith(".")


def test_without_a_network_nothing_is_said_unasked_and_the_next_day_asks_again(
    check, httpserver, clock
):
    offline = UpdateCheck(
        notes=check.notes, is_on=check.is_on, current="1.0", feed="http://127.0.0.1:9/", clock=clock
    )
    assert offline.due(RunControl()) is None
    with pytest.raises(UnreachableError) as caught:
        offline.check(RunControl())
    assert caught.value.hint

    clock.now += EVERY_S
    httpserver.expect_request(PATH).respond_with_json(NEW)
    assert check.due(RunControl()).version == "1.1"


def test_a_page_of_another_host_is_not_led_to(check, httpserver):
    odd = {"tag_name": "1.1", "html_url": "https://elsewhere.example/"}
    httpserver.expect_request(PATH).respond_with_json(odd)

    assert check.check(RunControl()).page == PAGE


def test_a_project_that_was_renamed_is_followed_on_its_host(check, httpserver):
    moved = {"Location": httpserver.url_for("/repositories/7/releases/latest")}
    httpserver.expect_request(PATH).respond_with_data("", status=301, headers=moved)
    httpserver.expect_request("/repositories/7/releases/latest").respond_with_json(NEW)

    assert check.check(RunControl()).version == "1.1"


def test_a_damaged_note_costs_another_question(check, httpserver, tmp_path):
    (tmp_path / "updates.json").write_bytes(b'{"asked_at": "noon"')
    httpserver.expect_request(PATH).respond_with_json(NEW)

    assert check.due(RunControl()).version == "1.1"
