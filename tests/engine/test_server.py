"""The protocol as the engine process speaks it; pretended pictures, so that no torch is needed."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from flux2studio.core.engine_messages import (
    PROTOCOL,
    Alive,
    Ask,
    Done,
    EnginePhase,
    Failed,
    Made,
    Phased,
    Previewed,
    Ready,
    Started,
    State,
    Stop,
    Stopped,
    Unload,
    Unusable,
    decode_event,
    encode,
)
from flux2studio.engine.failures import is_fatal
from flux2studio.engine.installation import unusable
from flux2studio.engine.step_clock import StepClock
from tests.services.engine_parts import order, pretended

ROOT = Path(__file__).parents[2]


class Engine:
    """The process, spoken to line by line."""

    def __init__(self, *ways):
        self._process = subprocess.Popen(
            pretended(*ways),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )

    def tell(self, *commands):
        lines = [c if isinstance(c, bytes) else encode(c) for c in commands]
        self._process.stdin.write(b"".join(lines))
        self._process.stdin.flush()

    def hear(self):
        return decode_event(self._process.stdout.readline())

    def until(self, kind, **holds):
        """Return the events up to the first one of ``kind`` with these values."""
        heard = []
        while True:
            heard.append(self.hear())
            if isinstance(heard[-1], kind) and all(
                getattr(heard[-1], name) == value for name, value in holds.items()
            ):
                return heard

    def close(self):
        """Hang up; return what it printed."""
        if self._process.stdout.closed:
            return ""
        self._process.stdin.close()
        self._process.wait(10)
        with self._process.stdout, self._process.stderr:
            return self._process.stderr.read().decode()


@pytest.fixture
def start():
    engines = []

    def _start(*ways):
        engines.append(Engine(*ways))
        return engines[-1]

    yield _start
    for engine in engines:
        engine.close()


@pytest.fixture
def engine(start):
    return start()


def test_it_says_who_it_is_before_it_imports_anything(start):
    engine = start("slow")

    assert engine.hear().protocol == PROTOCOL
    heard = engine.until(Ready)
    assert [type(event) for event in heard[:-1]] in ([], [Alive])


def test_its_heart_beats_while_a_job_runs_and_tells_how_long_a_step_takes(engine, tmp_path):
    engine.tell(order(tmp_path, "slowly", steps=500))

    beat = engine.until(Alive, job="job-1")[-1]
    engine.tell(Stop(job="job-1"))

    assert 0.01 < beat.step_s < 0.5
    assert isinstance(engine.until(Stopped)[-1], Stopped)


def test_what_is_no_command_is_skipped(engine, tmp_path):
    engine.tell(b"no JSON\n", b'{"type": "dance"}\n', b"\xff\n", b"\n", order(tmp_path))

    assert isinstance(engine.until(Done)[-1], Done)
    assert engine.close().count("no command") == 4


def test_jobs_are_done_in_their_order(engine, tmp_path):
    engine.tell(*(order(tmp_path, job=f"job-{number}") for number in range(3)))

    ends = [e.job for e in engine.until(Done, job="job-2") if isinstance(e, Done)]
    assert ends == ["job-0", "job-1", "job-2"]


def test_a_job_that_waits_is_stopped_at_once(engine, tmp_path):
    engine.tell(order(tmp_path, "slowly", steps=300, job="first"))
    engine.until(Phased)
    engine.tell(order(tmp_path, job="second"), Stop(job="second"))

    assert engine.until(Stopped)[-1].job == "second"
    engine.tell(Stop(job="first"))
    assert not [e for e in engine.until(Stopped) if getattr(e, "job", "") == "second"]


def test_a_stop_for_a_job_that_nobody_knows_is_no_matter(engine, tmp_path):
    engine.tell(Stop(job="never"), order(tmp_path))

    assert isinstance(engine.until(Done)[-1], Done)


def test_a_stop_is_not_remembered_for_the_next_job_of_that_name(engine, tmp_path):
    engine.tell(order(tmp_path, "slowly", steps=300))
    engine.until(Previewed)
    engine.tell(Stop(job="job-1"))
    engine.until(Stopped)
    engine.tell(order(tmp_path))

    assert isinstance(engine.until(Done)[-1], Done)


def test_it_answers_while_a_job_runs_and_unloads_after_it(engine, tmp_path):
    engine.tell(order(tmp_path, "slowly", steps=60))
    engine.until(Previewed)
    engine.tell(Unload(), Ask())

    during = engine.until(State)
    assert not [event for event in during if isinstance(event, Done)]
    assert during[-1].model == "klein"
    engine.until(Done)
    assert engine.until(State)[-1].model == "klein"  # said after each job
    assert engine.until(State)[-1].model == ""


def test_asked_before_it_is_ready_it_answers_once_it_is(start):
    engine = start("slow")
    engine.tell(Ask())

    assert isinstance(engine.until(State)[-2], Ready | Alive)


def test_it_ends_when_nobody_speaks_to_it_any_more_whatever_runs(engine, tmp_path):
    engine.tell(order(tmp_path, "deaf", steps=1))
    engine.until(Phased)

    engine.close()


def test_a_library_that_is_missing_is_named(start):
    *_, said = start("broken").until(Unusable)

    assert "“torch”" in said.message
    assert "pip install" in said.hint


def test_a_picture_is_whole_when_it_is_said_to_be_made(engine, tmp_path):
    engine.tell(order(tmp_path))

    made = next(event for event in engine.until(Done) if isinstance(event, Made))
    assert Path(made.path).stat().st_size > 50
    assert Path(made.path).parent == tmp_path


def test_a_failed_job_says_so_once_and_the_next_one_runs(engine, tmp_path):
    engine.tell(order(tmp_path, "bug"), order(tmp_path, job="job-2"))

    heard = engine.until(Done)
    assert [e.job for e in heard if isinstance(e, Failed)] == ["job-1"]
    assert isinstance(heard[0], Started)


def test_a_library_that_ends_the_program_ends_the_job(engine, tmp_path):
    engine.tell(order(tmp_path, "exit"), order(tmp_path, job="job-2"))

    heard = engine.until(Done)

    assert [(e.job, e.kind) for e in heard if isinstance(e, Failed)] == [("job-1", "bug")]


def test_words_that_no_line_can_hold_are_said_all_the_same(engine, tmp_path):
    """A file of the model whose name is not UTF-8, for example."""
    engine.tell(order(tmp_path, "odd"), order(tmp_path, job="job-2"))

    heard = engine.until(Done)

    [failed] = [e for e in heard if isinstance(e, Failed)]
    assert failed.job == "job-1"
    assert "model-" in failed.details


# Words and clocks


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError("no", name="diffusers.pipelines"), "“diffusers” is not installed"),
        (RuntimeError("operator torchvision::nms does not exist"), "torchvision"),
        (OSError("libcudart.so.13: cannot open shared object file"), "cannot be loaded"),
        (ImportError("cannot import name 'x'"), "do not fit each other"),
        (ValueError("odd"), "could not start"),
    ],
)
def test_each_way_an_import_fails_has_its_words(error, said):
    explained = unusable(error)

    assert said in str(explained)
    assert explained.hint
    assert type(error).__name__ in explained.details


def test_running_out_of_memory_is_no_lost_device():
    assert not is_fatal(RuntimeError("CUDA error: out of memory"))
    assert not is_fatal(RuntimeError("CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"))


def test_a_lost_device_is_told_from_the_cause_too():
    error = ValueError("the step failed")
    error.__cause__ = RuntimeError("CUDA error: an illegal memory access was encountered")

    assert is_fatal(error)


def test_what_lies_between_two_pictures_is_no_step():
    clock = StepClock()
    clock.hear(Phased(job="a", phase=EnginePhase.RENDERING, done=1, total=4))
    clock.hear(Phased(job="a", phase=EnginePhase.DECODING))
    threading.Event().wait(0.05)
    clock.hear(Phased(job="a", phase=EnginePhase.RENDERING, done=2, total=4))

    assert clock.step_s == 0.0
