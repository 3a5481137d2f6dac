"""Keys: in the keyring when there is one, for the session when not, and never in sight."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.errors import SecretsError
from flux2studio.storage.secrets import KeyPlace, Secrets, clean_key
from tests.storage.keyrings import (
    BlockedKeyring,
    FailingKeyring,
    MemoryKeyring,
    NoKeyringError,
    NullKeyring,
    StubbornKeyring,
)

VARIABLES = {"aimlapi": "AIML_API_KEY", "fal": "FAL_KEY"}
KEY = "marker-key-123:abc"


def make_secrets(keyring, environment=None, timeout_s=5.0):
    return Secrets(environment or {}, VARIABLES, timeout_s, open_keyring=lambda: keyring)


def test_a_key_is_kept_in_the_keyring_under_its_service():
    keyring = MemoryKeyring()
    secrets = make_secrets(keyring)

    assert secrets.set("fal", KEY) is KeyPlace.KEYRING

    assert keyring.kept == {("flux2studio:fal", "key"): KEY}
    assert secrets.get("fal") == KEY
    assert secrets.source("fal") is KeyPlace.KEYRING
    assert secrets.reason == ""
    assert secrets.get("aimlapi") is None


def test_a_key_of_an_earlier_session_is_found():
    keyring = MemoryKeyring()
    make_secrets(keyring).set("fal", KEY)

    secrets = make_secrets(keyring, {"FAL_KEY": "from-the-environment"})

    assert secrets.get("fal") == KEY
    assert secrets.source("fal") is KeyPlace.KEYRING


def test_the_environment_serves_when_the_keyring_has_none():
    secrets = make_secrets(MemoryKeyring(), {"FAL_KEY": f" {KEY}\n", "AIML_API_KEY": "no\x00key"})

    assert secrets.get("fal") == KEY
    assert secrets.source("fal") is KeyPlace.ENVIRONMENT
    assert secrets.get("aimlapi") is None
    assert secrets.source("aimlapi") is KeyPlace.NONE


def test_a_forgotten_key_is_gone_everywhere_but_in_the_environment():
    keyring = MemoryKeyring()
    secrets = make_secrets(keyring, {"FAL_KEY": "from-the-environment"})
    secrets.set("fal", KEY)

    secrets.forget("fal")

    assert keyring.kept == {}
    assert secrets.get("fal") == "from-the-environment"


def test_forgetting_a_key_that_nobody_has_is_fine():
    secrets = make_secrets(MemoryKeyring())

    secrets.forget("fal")

    assert secrets.get("fal") is None


def test_a_keyring_that_does_not_let_go_is_named():
    secrets = make_secrets(StubbornKeyring())
    secrets.set("fal", KEY)

    with pytest.raises(SecretsError, match="could not be removed") as caught:
        secrets.forget("fal")

    assert KEY not in f"{caught.value} {caught.value.hint} {caught.value.details}"


@pytest.mark.parametrize(
    ("keyring", "reason"),
    [
        (NullKeyring(), "does not keep"),
        (FailingKeyring(NoKeyringError("none")), "no keyring"),
        (FailingKeyring(PermissionError("locked")), "PermissionError"),
        (FailingKeyring(ValueError(f"rejected: {KEY}")), "ValueError"),
        (FailingKeyring(SystemExit(1)), "SystemExit"),
    ],
)
def test_without_a_keyring_that_works_a_key_lasts_for_the_session(keyring, reason):
    secrets = make_secrets(keyring)

    assert secrets.set("fal", KEY) is KeyPlace.SESSION

    assert reason in secrets.reason
    assert KEY not in secrets.reason
    assert secrets.get("fal") == KEY
    assert secrets.source("fal") is KeyPlace.SESSION
    secrets.forget("fal")
    assert secrets.get("fal") is None


def test_an_unanswered_prompt_holds_us_up_once_and_not_for_long():
    keyring = BlockedKeyring()
    secrets = make_secrets(keyring, {"AIML_API_KEY": "other"}, timeout_s=0.05)
    started = time.monotonic()

    assert secrets.set("fal", KEY) is KeyPlace.SESSION
    assert "does not answer" in secrets.reason
    assert secrets.get("fal") == KEY
    assert secrets.get("aimlapi") == "other"

    assert time.monotonic() - started < 4
    assert keyring.calls == 1  # not asked again while its prompt is open
    keyring.answer.set()


def test_a_prompt_answered_late_opens_the_keyring_for_the_next_question():
    keyring = BlockedKeyring()
    secrets = make_secrets(keyring, timeout_s=0.05)
    secrets.set("fal", KEY)
    keyring.answer.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()

    assert secrets.set("aimlapi", KEY) is KeyPlace.KEYRING
    assert secrets.reason == ""


def test_a_blocked_keyring_does_not_keep_the_app_from_ending():
    script = (
        "from tests.storage.keyrings import BlockedKeyring\n"
        "from flux2studio.storage.secrets import Secrets\n"
        "print(Secrets({}, {}, 0.05, open_keyring=BlockedKeyring).get('fal'))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True
    )

    assert done.stdout == "None\n"


def test_the_real_keyring_package_without_a_backend_is_said_so(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    secrets = Secrets({}, VARIABLES)

    assert secrets.set("fal", KEY) is KeyPlace.SESSION
    assert secrets.reason == "This system has no keyring."


def test_the_keyring_package_is_not_imported_before_it_is_needed():
    script = (
        "import sys, flux2studio.storage.secrets as s; s.Secrets({}, {});"
        "print('keyring' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_a_key_is_never_shown():
    secrets = make_secrets(MemoryKeyring())
    secrets.set("fal", KEY)

    assert KEY not in f"{secrets!r} {secrets}"


@pytest.mark.parametrize(
    "pasted",
    ["abc-1:2", "  abc-1:2\r\n", "Bearer abc-1:2", "Key abc-1:2", "key   abc-1:2", '"abc-1:2"',
     "'Bearer abc-1:2'", "Authorization: Key abc-1:2", "\tabc-1:2\u00a0", "`abc-1:2`"],
)  # fmt: skip
def test_what_was_pasted_around_a_key_is_taken_off(pasted):
    assert clean_key(pasted) == "abc-1:2"


@pytest.mark.parametrize(
    "pasted",
    ["", "   ", '""', "Bearer ", "a\nb", "a\r\nX-Evil: 1", "a b", "schlüssel", "a\0b", "\x7f"],
)
def test_what_cannot_be_a_key_is_refused_in_a_sentence(pasted):
    with pytest.raises(SecretsError) as caught:
        clean_key(pasted)

    assert caught.value.hint


@given(pasted=st.text())
def test_no_paste_ever_gets_control_characters_into_a_header(pasted):
    try:
        key = clean_key(pasted)
    except SecretsError:
        return
    assert key.isascii()
    assert key.isprintable()
    assert " " not in key
