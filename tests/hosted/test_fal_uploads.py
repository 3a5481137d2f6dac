import json
from hashlib import sha256

import pytest

from tests.hosted import FAL_KEY, Fault
from tests.hosted.asking import KEY, ask, call, edit, png, safetensors, submit_fal, submitted

NAMED = {"file_name": "my cat.png", "content_type": "image/png"}
HOUR = json.dumps({"expiration_duration_seconds": 3600})


def initiated(fal, how="initiate", storage="fal-cdn-v3", **headers):
    url = f"{fal.url}/rest/storage/upload/{how}?storage_type={storage}"
    status, answer = ask("POST", url, NAMED, **headers)
    assert status == 200, answer
    return answer


def uploaded(fal, data=None, **headers):
    ticket = initiated(fal, **headers)
    status, _, _ = call("PUT", ticket["upload_url"], data or png(), Content_Type="image/png")
    assert status == 200
    return ticket["file_url"]


def token(fal):
    url = f"{fal.url}/rest/storage/auth/token?storage_type=fal-cdn-v3"
    return ask("POST", url, {})[1]


def bearer(fal):
    return {"Authorization": f"Bearer {token(fal)['token']}"}


def test_a_presigned_upload_comes_back_byte_for_byte(fal):
    url = uploaded(fal, X_Fal_Object_Lifecycle=HOUR)

    _, _, data = call("GET", url)
    head, headers, nothing = call("HEAD", url)

    assert data == png()
    assert (head, headers["Content-Length"], nothing) == (200, str(len(data)), b"")
    (stored,) = fal.ledger.uploads
    assert (stored.how, stored.expires_in_s, stored.name) == ("presigned", 3600, "my cat.png")
    assert stored.sha256 == sha256(data).hexdigest()
    fal.ledger.check()


@pytest.mark.parametrize("reported", ["header", "json"])
def test_parts_may_be_completed_in_any_order(fal, reported):
    ticket, parts = initiated(fal, "initiate-multipart"), []
    address, _, search = ticket["upload_url"].partition("?")
    for number in (3, 1, 2):
        status, headers, body = call("PUT", f"{address}/{number}?{search}", b"%d" % number * 4)
        etag = headers["ETag"] if reported == "header" else json.loads(body)["etag"]
        assert status == 200
        parts.append({"partNumber": number, "etag": etag})

    status, _, _ = call("POST", f"{address}/complete?{search}", {"parts": parts})

    assert status == 200
    assert call("GET", ticket["file_url"])[2] == b"111122223333"
    fal.ledger.check()


@pytest.mark.parametrize("parts", [[], [{"partNumber": 1, "etag": "wrong"}], None])
def test_parts_that_are_not_all_there_are_not_completed(fal, parts):
    ticket = initiated(fal, "initiate-multipart")
    address, _, search = ticket["upload_url"].partition("?")
    call("PUT", f"{address}/1?{search}", b"part")

    status, _, _ = call("POST", f"{address}/complete?{search}", {"parts": parts})

    assert status == 400
    assert call("GET", ticket["file_url"])[0] == 404


def test_a_token_opens_the_host_of_the_files(fal):
    headers = bearer(fal) | {"X-Fal-File-Name": "a.png", "Content-Type": "image/png"}

    status, _, body = call("POST", f"{fal.cdn_url}/files/upload", png(), **headers)

    assert status == 200
    assert call("GET", json.loads(body)["access_url"])[2] == png()
    assert fal.ledger.uploads[0].how == "token"
    fal.ledger.check()


def test_a_token_opens_an_upload_in_parts(fal):
    given, base = bearer(fal), token(fal)["base_url"]
    _, _, body = call("POST", f"{base}/files/upload/multipart", b"", **given)
    ticket = json.loads(body)
    address = f"{ticket['access_url']}/multipart/{ticket['uploadId']}"
    _, headers, _ = call("PUT", f"{address}/1", b"whole", **given)
    parts = [{"partNumber": 1, "etag": headers["ETag"]}]

    status, _, _ = call("POST", f"{address}/complete", {"parts": parts}, **given)

    assert status == 200
    assert call("GET", ticket["access_url"])[2] == b"whole"
    fal.ledger.check()


def test_a_token_expires(fal):
    given = bearer(fal)
    fal.clock_s = fal.token_life_s

    assert call("POST", f"{fal.cdn_url}/files/upload", png(), **given)[0] == 401


def test_a_presigned_address_expires_and_is_bound_to_its_signature(fal):
    url = initiated(fal)["upload_url"]

    forged, _, _ = call("PUT", url + "0", png(), Content_Type="image/png")
    other_type, _, _ = call("PUT", url, png(), Content_Type="image/jpeg")
    fal.clock_s = fal.presigned_life_s
    late, _, _ = call("PUT", url, png(), Content_Type="image/png")

    assert (forged, other_type, late) == (403, 403, 403)


def test_the_key_at_a_presigned_address_is_a_violation(fal):
    call("PUT", initiated(fal)["upload_url"], png(), Content_Type="image/png", **KEY)

    with pytest.raises(AssertionError, match="host of the pictures"):
        fal.ledger.check()


@pytest.mark.parametrize("allowed", [True, False])
def test_the_documented_leak_of_the_official_client_is_let_through_by_name(fal, allowed):
    fal.fallback_key_allowed = allowed

    call("PUT", initiated(fal, storage="gcs")["upload_url"], png(), Content_Type="image/png", **KEY)

    assert bool(fal.ledger.violations) is not allowed


def test_a_file_is_gone_when_its_time_is_over(fal):
    url = uploaded(fal, X_Fal_Object_Lifecycle_Preference=HOUR)
    fal.clock_s = 3600

    status, _, body = submit_fal(fal, edit(image_urls=[url]))

    assert call("GET", url)[0] == 404
    assert (status, json.loads(body)["detail"][0]["type"]) == (422, "file_download_error")


@pytest.mark.parametrize(
    "lifecycle",
    [
        '{"expiration_duration_seconds": 0}',
        '{"expiration_duration_seconds": "1d"}',
        '{"expires_in": 60}',
        '{"initial_acl": {"default": "private"}}',
        "3600",
        "{",
    ],
)
def test_a_lifecycle_that_no_document_knows_is_refused(fal, lifecycle):
    url = f"{fal.url}/rest/storage/upload/initiate?storage_type=fal-cdn-v3"

    assert ask("POST", url, NAMED, X_Fal_Object_Lifecycle=lifecycle)[0] == 400
    assert fal.ledger.violations


@pytest.mark.parametrize(("decision", "status"), [("allow", 200), ("forbid", 403), ("hide", 404)])
def test_the_access_list_is_kept(fal, decision, status):
    acl = json.dumps({"initial_acl": {"default": decision, "rules": []}})
    url = uploaded(fal, X_Fal_Object_Lifecycle=acl)

    assert call("GET", url)[0] == status
    assert call("GET", url, **bearer(fal))[0] == 200


def test_a_run_reads_the_bytes_that_were_uploaded(fal):
    url = uploaded(fal)

    submitted(fal, edit(image_urls=[url]))

    assert fal.ledger.jobs[0].references == (png(),)
    fal.ledger.check()


def test_a_link_that_was_never_uploaded_is_a_violation(fal):
    status, _, _ = submit_fal(fal, edit(image_urls=[f"{fal.cdn_url}/files/b/0b77/none_a.png"]))

    assert status == 422
    with pytest.raises(AssertionError, match="never uploaded"):
        fal.ledger.check()


def test_an_uploaded_lora_is_read_and_kept(fal):
    url = uploaded(fal, safetensors())

    submitted(fal, edit(loras=[{"path": url, "scale": 1}, {"path": "a/b", "scale": 1}]))

    assert fal.ledger.jobs[0].loras == (safetensors(), b"")


@pytest.mark.parametrize("data", [b"no LoRA", safetensors()[:-1], safetensors() + b"x"])
def test_a_lora_that_is_not_whole_is_refused(fal, data):
    loras = [{"path": uploaded(fal, data), "scale": 1}]

    status, _, body = submit_fal(fal, edit(loras=loras))

    assert (status, json.loads(body)["detail"][0]["loc"]) == (422, ["body", "loras", 0, "path"])


def test_a_locked_account_shows_at_the_upload_first(fal):
    fal.locked = True
    url = f"{fal.url}/rest/storage/auth/token?storage_type=fal-cdn-v3"

    status, answer = ask("POST", url, {})

    assert (status, answer["detail"][:15]) == (403, "User is locked.")


def test_what_is_read_again_may_differ_from_what_was_sent(fal):
    fal.loses_upload_bytes = True

    assert call("GET", uploaded(fal))[2] != png()


@pytest.mark.parametrize("operation", ["initiate", "upload"])
def test_each_step_of_an_upload_can_fail(fal, operation):
    fal.faults.add(Fault(kind="refuse", on=operation, status=503))
    url = f"{fal.url}/rest/storage/upload/initiate?storage_type=fal-cdn-v3"

    first, answer = ask("POST", url, NAMED)
    if operation == "upload":
        first, _, _ = call("PUT", answer["upload_url"], png(), Content_Type="image/png")

    assert first == 503
    assert not fal.ledger.uploads


def test_the_upload_host_takes_no_other_key(fal):
    headers = {"Authorization": f"Bearer {FAL_KEY}"}

    assert call("POST", f"{fal.cdn_url}/files/upload", png(), **headers)[0] == 401
    assert fal.ledger.violations
