"""kill -9 at chosen system calls of a generation; the benchmark kill_sweep tries them all."""

import os

import pytest

from tests.benchmarks.kill_sweep import Point, Sweep
from tests.samples import ALL
from tests.storage.processes import has_strace

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here"),
]

EVERY = [
    Point("practice", "fsync", 4),  # while the folder is tried
    Point("fal", "pwrite64", 60, "unlink,unlinkat", 2),
    Point("fal", "recvfrom,recvmsg", 2),
    Point("aimlapi", "sendto,sendmsg", 1),  # the courier, with the request on its way
    Point("aimlapi", "unlink,unlinkat", 13),  # while the answer that is no longer needed goes
]
POINTS = EVERY if ALL in os.environ else EVERY[1::2]


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    return Sweep(tmp_path_factory.mktemp("kill-points"))


@pytest.mark.parametrize("point", POINTS, ids=str)
def test_a_kill_there_breaks_no_rule(sweep, point):
    outcome = sweep.try_point(point)

    assert outcome.broken == ()
