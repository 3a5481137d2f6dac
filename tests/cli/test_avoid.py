"""``generate --avoid``: sent where a model can be told so, and never passed over in silence."""

import pytest

from tests.e2e.app_process import App
from tests.hosted.process import HostedProcess


@pytest.fixture
def app(home):
    return App(home)


def test_what_to_avoid_is_sent_and_kept(home):
    with HostedProcess("fal") as fal:
        code, answer = App(home, fal.environment).json(
            "generate", "a fox", "--avoid", "a red coat", "--model", "fal-ai/flux-2/klein/4b/base"
        )

    assert code == 0
    assert answer["request"]["negative_prompt"] == "a red coat"


def test_a_model_of_this_computer_that_can_be_told_is_chosen(app):
    code, answer = app.json("generate", "a fox", "--backend", "local", "--avoid", "a red coat")

    assert code != 0
    assert "klein 4B base" in answer["error"]["message"]


def test_a_model_that_cannot_be_told_says_so(app):
    code, answer = app.json("generate", "a fox", "--avoid", "a red coat")

    assert (code, answer["error"]["field"]) == (2, "negative_prompt")
    assert answer["error"]["hint"]
