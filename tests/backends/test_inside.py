"""Pictures inside a JSON answer become files; anything else stays as it came."""

import base64
import json

import pytest

from flux2studio.backends.aimlapi_result import read_result
from flux2studio.backends.http import Answer
from flux2studio.backends.inside import without_pictures

ONE, TWO = b"first picture", b"second"


def text(data):
    return base64.b64encode(data).decode()


def answer(body, status=200):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer(status=status, headers={}, body=data)


@pytest.mark.parametrize(
    "body",
    [
        {"data": [{"b64_json": text(ONE)}, {"url": None, "b64_json": text(TWO)}]},
        {"data": [{"url": f"data:image/png;base64,{text(ONE)}"}, {"b64_json": text(TWO)}]},
        {"images": [f"data:image/png;base64,{text(ONE)}", {"image_base64": text(TWO)}]},
        {"output": {"choices": [{"image_base64": text(ONE)}, {"image_base64": text(TWO)}]}},
    ],
)
def test_each_shape_gives_its_pictures_in_order(body):
    lighter, pictures = without_pictures(answer(body))

    assert pictures == [ONE, TWO]
    assert read_result(lighter).files == ((0, 0), (1, 1))
    assert text(ONE) not in lighter.body.decode()


def test_links_and_pictures_keep_their_places():
    body = {"data": [{"url": "https://a.example/1.png"}, {"b64_json": text(TWO)}]}

    lighter, pictures = without_pictures(answer(body))
    result = read_result(lighter)

    assert (result.files, [p.index for p in result.pictures]) == (((1, 0),), [0])
    assert pictures == [TWO]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"data": [ ]}  ', 200),
        (b"<html>", 200),
        (b'{"data": [{"b64_json": "***"}]}', 200),
        (b"[" * 100_000, 200),
        (json.dumps({"data": [{"b64_json": text(ONE)}]}).encode(), 500),
    ],
)
def test_an_answer_without_a_picture_stays_as_it_is(body, status):
    assert without_pictures(answer(body, status)) == (answer(body, status), [])
