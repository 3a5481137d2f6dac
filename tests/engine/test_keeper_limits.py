"""Without a network or memory: loading for real, in a process that is denied both."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from flux2studio.core.local import Pipeline
from flux2studio.engine.hardware import DEVICE_VARIABLE
from tests.engine.tiny import make_tiny

pytestmark = pytest.mark.timeout(180)  # a process of its own has to import torch

_LOADS = """
import re, sys
from pathlib import Path
from flux2studio.engine.errors import OutOfMemoryError
from flux2studio.engine.keeper import Keeper
from tests.engine.loads import EXACT, files, load, order, silent

folders = [Path(path) for path in sys.argv[1:]]
for kind, folder in zip(("klein", "klein-kv", "dev"), folders):
    load(files(kind, folder))
print("loaded", flush=True)
if sys.platform != "linux":  # the limit is one of Linux
    sys.exit()
import resource

def in_use(what):
    status = Path("/proc/self/status").read_text()
    return int(re.search(what + r":\\s+(\\d+) kB", status)[1]) * 1024

keeper = Keeper()
small, large = (order(files("klein", path, hidden=0)) for path in (folders[0], folders[-1]))
keeper.ready(small, EXACT, silent, silent)
keeper.unload()
before = in_use("VmRSS")
limit = in_use("VmSize") + 40_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
for _ in range(3):
    failed = None
    try:
        keeper.ready(large, EXACT, silent, silent)
    except OutOfMemoryError as error:
        failed = error
    assert failed is not None
    assert in_use("VmRSS") < before + 20_000_000  # while the error is still held
assert keeper.state().model == ""
keeper.ready(small, EXACT, silent, silent)
resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert keeper.ready(large, EXACT, silent, silent).pipe.transformer.inner_dim > 300
print("made room")
"""


@pytest.fixture(scope="module")
def denied(tiny, tmp_path_factory, make_httpserver):
    """Return what the process said, and what it asked the network for."""
    make_httpserver.clear()  # of what tests before asked of it
    large = make_tiny(Pipeline.KLEIN, tmp_path_factory.mktemp("large"), heads=24)
    folders = (tiny("klein"), tiny("klein-kv"), tiny("dev", processor=True), large)
    environment = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
    environment |= {
        "HF_ENDPOINT": make_httpserver.url_for("").rstrip("/"),
        "OMP_NUM_THREADS": "1",
        DEVICE_VARIABLE: "cpu",
    }
    done = subprocess.run(
        [sys.executable, "-c", _LOADS, *map(str, folders)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=170,
        check=False,
    )
    return done, list(make_httpserver.log)


def test_loading_never_asks_the_network(denied):
    done, asked = denied

    assert "loaded\n" in done.stdout, done.stderr
    assert asked == []


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux")
def test_a_model_that_does_not_fit_leaves_room_for_one_that_does(denied):
    done, _ = denied

    assert done.stdout.endswith("made room\n"), done.stderr
