"""What uv prints becomes one sentence with a next step; the texts are those of uv 0.13 on Linux,
and of Windows where it says so.
"""

from __future__ import annotations

import pytest

from flux2studio.services.engine_install_words import uv_failed

FETCH = "error: Failed to fetch: https://127.0.0.1:1/simple/torch/\n  cause: "
FILE = "error: Failed to download `torch==1.0`\n  cause: "
SENDING = FETCH + "error sending request for url (https://127.0.0.1:1/simple/torch/)\n  cause: "
NONE = "error: No solution found when resolving dependencies\n  cause: Because "
PYTHON = (
    "error: Request failed after 3 retries in 7.2s\n  cause: Failed to download"
    " `https://127.0.0.1/python-build-standalone/cpython-3.12.16.tar.gz`\n  cause: "
)
WRITE = "error: Failed to install: torch-1.0-py3-none-any.whl\n  cause: failed to write `a`: "


@pytest.mark.parametrize(
    ("said", "message", "step"),
    [
        (SENDING + "dns error", "network does not reach", "online"),
        (
            SENDING + "tcp connect error: Permission denied (os error 13)",
            "does not reach",
            "online",
        ),
        (FILE + "error decoding response body", "does not reach", "online"),
        (FETCH + "Broken pipe (os error 32)", "does not reach", "online"),
        (SENDING + "invalid peer certificate: UnknownIssuer", "right one", "sign in"),
        (SENDING + "invalid peer certificate: certificate expired", "right one", "date and time"),
        (FETCH + "(511 Network Authentication Required)", "sign in", "in the browser"),
        (FETCH + "(407 Proxy Authentication Required)", "sign in", "in the browser"),
        (FILE + "Invalid zip file structure", "not the one", "sign in"),  # a page came instead
        (NONE + "there is no version of torch==1.0", "not to be had", "sign in"),  # the same
        (FILE + "Hash mismatch for `torch==1.0`", "not the one", "on the way"),
        (FILE + "HTTP status client error (404 Not Found)", "not to be had", "update the app"),
        (FILE + "HTTP status server error (503 Service Unavailable)", "not work", "later"),
        (FETCH + "HTTP status client error (429 Too Many Requests)", "not work", "later"),
        (FILE + "HTTP status client error (403 Forbidden)", "refuses", "another network"),
        (NONE + "torch was not found\nhint: returned a 403 Forbidden error.", "refuses", "later"),
        (PYTHON + "error sending request\n  cause: dns error", "The Python", "name a Python"),
        (WRITE + "No space left on device (os error 28)", "full", "Free some space"),
        (WRITE + "Nicht genug Speicherplatz (os error 112)", "full", "Free some space"),
        (WRITE + "Read-only file system (os error 30)", "cannot be written", "yours"),
        (WRITE + "Zugriff verweigert (os error 5)", "cannot be written", "yours"),  # Windows
        (WRITE + "Input/output error (os error 5)", "reports an error", "Check the disk"),
        (WRITE + "wird verwendet (os error 32)", "Another program", "virus scanner"),  # Windows
        (FILE + "what nobody has seen yet", "could not be installed", "discard"),
    ],
)
def test_it_says_what_happened_and_what_to_do(said, message, step):
    error = uv_failed(2, said)

    assert message in str(error)
    assert step in error.hint
    assert said in error.details


def test_a_signal_is_told_as_such():
    assert "ended from outside" in str(uv_failed(-9, ""))
