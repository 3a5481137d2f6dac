"""fal's own JavaScript client against the stand-in, by the three ways it can be led elsewhere."""

import shutil

import pytest

from tests.hosted import FAL_KEY, Fault
from tests.hosted.asking import edit
from tests.hosted.official.processes import talk


@pytest.fixture
def node_client(node_modules, plain_proxy):
    """Run one operation of ``client.js``; it must ask for nothing but fal's own hosts."""

    def run(operation, recipe):
        command = [shutil.which("node"), str(node_modules / "client.js"), operation]
        return talk(
            command, edit(), {"BASE": plain_proxy.url, "RECIPE": recipe, "FAL_KEY": FAL_KEY}
        )

    yield run
    assert not plain_proxy.refused


@pytest.mark.parametrize("recipe", ["proxy", "fetch", "middleware"])
def test_the_queue_serves_the_node_client(fal, node_client, recipe):
    said = node_client("queue", recipe)

    assert [status for status, _ in said["statuses"]] == [
        "IN_QUEUE",
        "IN_PROGRESS",
        "IN_PROGRESS",
        "COMPLETED",
    ]
    assert said["statuses"][1][1] > 0
    assert said["result"]["data"]["seed"] == 1
    assert said["result"]["requestId"] == said["submitted"]["request_id"]
    assert said["streamed"]["status"] == "COMPLETED"
    assert (said["cancelled"]["name"], said["cancelled"]["status"]) == ("ApiError", 499)
    assert (said["invalid"]["name"], said["invalid"]["status"]) == ("ValidationError", 422)
    assert said["invalid"]["body"]["detail"][0]["loc"] == ["body", "seed"]
    assert fal.ledger.as_json()["charged"] == 1
    fal.ledger.check()


@pytest.mark.parametrize("recipe", ["proxy", "fetch", "middleware"])
def test_the_node_client_runs_streams_and_subscribes(fal, node_client, recipe):
    said = node_client("direct", recipe)

    assert said["subscribed"]["data"]["seed"] == 3
    assert said["updates"][-1] == "COMPLETED"
    assert said["run"]["data"]["seed"] == 5
    assert len(said["events"]) == fal.previews + 1
    assert said["final"]["seed"] == 4
    fal.ledger.check()


def test_a_stream_that_ends_early_looks_finished_to_the_node_client(fal, node_client):
    fal.faults.add(Fault(kind="no_final", on="stream"))

    said = node_client("direct", "fetch")

    assert len(said["events"]) == fal.previews
    assert said["final"] == said["events"][-1]
    assert "seed" not in said["final"]


def test_a_character_cut_in_two_is_spoiled_by_the_node_client(fal, node_client):
    fal.preview_shape = "progress"
    fal.faults.add(Fault(kind="split_utf8", on="stream", seconds=0.05))

    said = node_client("direct", "fetch")

    assert "\N{REPLACEMENT CHARACTER}" in said["events"][0]["message"]


@pytest.mark.parametrize("recipe", ["proxy", "fetch"])
def test_the_node_client_uploads_by_presigned_addresses(fal, node_client, recipe):
    said = node_client("files", recipe)

    how = ["presigned", "presigned", "parts"] if recipe == "fetch" else ["presigned", "presigned"]
    assert [upload.how for upload in fal.ledger.uploads] == how
    assert fal.ledger.uploads[0].expires_in_s == 3600
    assert said["link"].startswith(fal.cdn_url)
    assert len(fal.ledger.jobs[0].references) == 1
    fal.ledger.check()


def test_an_answer_that_is_lost_makes_the_node_client_pay_twice(fal, node_client):
    fal.faults.add(Fault(kind="drop"))

    node_client("queue", "fetch")

    assert "an accepted paid POST was sent a second time" in fal.ledger.violations
