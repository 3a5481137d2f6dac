"""Without memory or a network: loading for real, in a process that is denied both."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from flux2studio.core.local import Pipeline
from flux2studio.engine.hardware import DEVICE_VARIABLE
from tests.engine.tiny import make_tiny

_SHORT_OF_MEMORY = """
import re, resource, sys
from pathlib import Path
from flux2studio.engine.errors import OutOfMemoryError
from flux2studio.engine.keeper import Keeper
from tests.engine.loads import EXACT, files, order, silent

def in_use(what):
    status = Path("/proc/self/status").read_text()
    return int(re.search(what + r":\\s+(\\d+) kB", status)[1]) * 1024

keeper = Keeper()
small, large = (order(files("klein", Path(path), hidden=0)) for path in sys.argv[1:])
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
print("done")
"""

_LOADS = """
import sys
from pathlib import Path
from tests.engine.loads import files, load

for kind, folder in zip(sys.argv[1::2], sys.argv[2::2]):
    load(files(kind, Path(folder)))
print("done")
"""


def run(code, *arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        env={name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}
        | environment
        | {DEVICE_VARIABLE: "cpu"},
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.stdout.endswith("done\n"), done.stderr


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform != "linux", reason="the limit is one of Linux")
def test_a_model_that_does_not_fit_leaves_room_for_one_that_does(tiny, tmp_path):
    large = make_tiny(Pipeline.KLEIN, tmp_path, heads=24)

    run(_SHORT_OF_MEMORY, tiny(Pipeline.KLEIN), large)


@pytest.mark.timeout(120)
def test_loading_never_asks_the_network(tiny, httpserver):
    kinds = [(kind, tiny(kind)) for kind in (Pipeline.KLEIN, Pipeline.KLEIN_KV)]
    kinds.append((Pipeline.DEV, tiny(Pipeline.DEV, processor=True)))
    arguments = [each for kind, folder in kinds for each in (kind.value, folder)]

    run(_LOADS, *arguments, HF_ENDPOINT=httpserver.url_for("").rstrip("/"))

    assert httpserver.log == []
