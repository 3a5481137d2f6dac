"""What all tests share: no screen, no home of anybody's, no unexpected warning in the log."""

from __future__ import annotations

import gc
import logging
import os
import signal
import threading

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

EXAMPLES = int(os.environ.get("FLUX2STUDIO_EXAMPLES", "20"))  # for each property; more when asked

# How long an example takes says more about the machine than about us.
settings.register_profile("steady", deadline=None, max_examples=EXAMPLES)
settings.load_profile("steady")

# A run in the background ignores Ctrl+C, and so would every process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in ("FAL_KEY", "AIML_API_KEY", "HF_TOKEN", "HF_ENDPOINT", "CIVITAI_API_TOKEN"):
    os.environ.pop(_name, None)


@pytest.fixture(scope="session", autouse=True)
def _imports_are_no_garbage():
    """Leave out of every collection what stays for good; it is most of what there is."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def windows():
    """Names of tests whose windows and timers have still to go."""
    return []


@pytest.fixture(scope="session")
def qapp(qapp, windows):
    yield qapp
    qapp.clipboard().clear()  # what is ours in it would go after Python has
    windows.clear()
    gc.collect()


@pytest.fixture(autouse=True)
def _garbage_is_collected_here(_imports_are_no_garbage, windows, request):
    """No worker of any test takes down the widgets of a test before; see ``ui.collector``.

    They go when the next test begins: until then pytest has hold of what it made for theirs.
    """
    gc.disable()
    if windows:
        windows.clear()
        _close_what_was_left()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
    yield
    if "qapp" in request.fixturenames:
        windows.append(request.node.name)
        return
    counts, most = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > most[generation]:
            gc.collect(generation)
            break


def _close_what_was_left():
    """A dialog that a test left open would be the one that the next test's dialogs stand over."""
    while (left := QApplication.activeModalWidget()) is not None:
        left.hide()
        left.deleteLater()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Root everything the app keeps in the test's own folder."""
    monkeypatch.setenv("FLUX2STUDIO_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def _quiet_log(caplog, request):
    """Fail a test that logs a warning it does not expect (mark: ``expects_log``)."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    records = [r for when in ("setup", "call") for r in caplog.get_records(when)]
    loud = [r for r in records if r.levelno >= logging.WARNING and r.name.startswith("flux2studio")]
    assert not loud, f"unexpected log: {[record.getMessage() for record in loud]}"


@pytest.fixture(autouse=True)
def _no_thread_left():
    """Fail a test that leaves one of our threads behind."""
    before = set(threading.enumerate())
    yield
    left = [t for t in threading.enumerate() if t not in before and t.name.startswith("job-")]
    for thread in left:
        thread.join(5)
    assert not [t.name for t in left if t.is_alive()]
