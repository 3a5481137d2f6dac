"""An error about one of several files says which one."""

import json
from dataclasses import replace

import pytest

from flux2studio.core.errors import BackendError
from flux2studio.core.request import LoraUse, ReferenceImage
from tests.hosted import Fault

LORAS = (
    LoraUse(source="artist/dusk-lora"),
    LoraUse(source="a/off", enabled=False),
    LoraUse(source="https://host.example/x.safetensors?token=abc", name="My style"),
)
REFERENCES = (
    ReferenceImage(sha256="0" * 64, name="my cat.jpg", width=900, height=700),
    ReferenceImage(sha256="1" * 64, name="b", width=320, height=640),
)


def detail(place, kind):
    return json.dumps({"detail": [{"loc": ["body", *place], "msg": "It failed.", "type": kind}]})


@pytest.mark.parametrize(
    ("place", "kind", "field", "words"),
    [
        (("loras", 0, "path"), "file_download_error", "loras", "LoRA. It is “artist/dusk-lora”."),
        (("loras", 1, "path"), "file_download_error", "loras", "LoRA. It is “My style”."),
        (("image_urls", 0), "image_too_small", "references", "It is “my cat.jpg”."),
        (("image_urls", 1), "image_too_large", "references", "It is “b”."),
        (("image_urls", 1), "file_too_large", "references", "It is “b”."),
        (("image_urls", 9), "image_load_error", "references", "cannot read a reference."),
        (("prompt",), "content_policy_violation", "prompt", "do not allow the content."),
        (("image_size", "width"), "multiple_of", "size", "does not take this request."),
        (("num_inference_steps",), "less_than_equal", "steps", "does not take this request."),
    ],
)
@pytest.mark.parametrize("on", ["submit", "result"])
def test_the_sentence_names_the_file_and_the_field(
    fal, fal_backend, fal_task, recorder, on, place, kind, field, words
):
    request = replace(fal_task.request, loras=LORAS, references=REFERENCES)
    fal.faults.add(*[Fault(kind="refuse", on=on, status=422, body=detail(place, kind))] * 9)

    with pytest.raises(BackendError) as caught:
        list(fal_backend.generate(replace(fal_task, request=request), recorder.control))

    assert str(caught.value).endswith(words)
    assert caught.value.field == field
    assert "token" not in f"{caught.value} {caught.value.details}"
