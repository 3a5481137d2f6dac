"""The engine process may crash, hang, babble or be killed; the app hears one sentence of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import (
    Effects,
    Failed,
    FailureKind,
    LoraOrder,
    Made,
    ModelFiles,
    Phased,
    Planned,
    Previewed,
)
from flux2studio.core.errors import BackendError, Cancelled, Detached, StorageError
from flux2studio.core.local import Pipeline
from flux2studio.services.engine import EngineService
from flux2studio.services.engine_state import EngineStatus
from flux2studio.services.engine_talk import Patience
from tests.services.engine_parts import (
    QUICK,
    States,
    cancel_at,
    kinds,
    order,
    service,
)
from tests.services.pretend_engine import HARDWARE, PLAN

posix = pytest.mark.skipif(os.name == "nt", reason="needs signals")


@pytest.fixture
def engine(tmp_path):
    service_ = service(tmp_path)
    yield service_
    service_.close()


@pytest.fixture
def start(tmp_path):
    """Start a service around a pretended engine of one way or another."""
    started = []

    def _start(*ways, **options):
        started.append(service(tmp_path, *ways, **options))
        return started[-1]

    yield _start
    for each in started:
        each.close()


def run(engine, order, control=None):
    return list(engine.run(order, control or RunControl()))


def gone(pid):
    """Whether there is neither such a process nor what is left of one."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def ended(pid):
    """Whether it runs no more; an orphan is buried by the system, sooner or later."""
    command = ["ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(command, capture_output=True, text=True, check=False)
    return state.stdout.strip()[:1] in ("", "Z")


# A job


def test_nothing_is_started_before_it_is_needed(engine):
    assert engine.pid is None
    assert engine.state.status is EngineStatus.OFF


def test_a_job_is_told_from_its_plan_to_its_pictures(engine, tmp_path):
    events = run(engine, order(tmp_path / "made", pictures=2, steps=2))

    assert kinds(events)[1:] == [
        "Planned",
        "Phased",
        "Effects",
        *["Phased", *["Phased", "Previewed"] * 2, "Made"] * 2,
    ]
    assert [event.seed for event in events if isinstance(event, Made)] == [7, 8]
    assert all(Path(event.path).is_file() for event in events if isinstance(event, Made))


def test_the_second_job_finds_the_engine_and_its_model(engine, tmp_path):
    run(engine, order(tmp_path / "made"))
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert kinds(events)[:2] == ["Planned", "Effects"]
    assert engine.pid == pid


def test_a_renewed_engine_ends_with_its_job_and_the_next_job_has_a_new_one(engine, tmp_path):
    events = engine.run(order(tmp_path / "made"), RunControl())
    next(events)
    pid = engine.pid
    engine.renew()
    with engine.at_rest() as is_free:
        assert not is_free

    assert "Made" in kinds(events)
    assert engine.state.status is EngineStatus.OFF
    assert ended(pid)
    assert "Made" in kinds(run(engine, order(tmp_path / "made", job="job-2")))
    assert engine.pid != pid


def test_at_rest_it_is_gone_and_comes_back_when_it_is_needed(engine):
    engine.make_ready()
    pid = engine.pid
    with engine.at_rest() as is_free:
        assert is_free
        assert ended(pid)
    engine.make_ready()
    assert engine.pid != pid


def test_made_ready_it_is_started_once(engine, tmp_path):
    engine.make_ready()
    pid = engine.pid
    engine.make_ready()
    run(engine, order(tmp_path / "made"))

    assert engine.pid == pid


def test_two_jobs_at_once_are_done_one_after_the_other(engine, tmp_path):
    first, second = (order(tmp_path / "made", "slowly", job=job) for job in ("a", "b"))
    found = {}
    threads = [
        threading.Thread(target=lambda o=each: found.update({o.job: run(engine, o)}))
        for each in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert all(kinds(found[job])[-1] == "Made" for job in ("a", "b"))


@pytest.mark.parametrize(
    ("word", "kind", "said"),
    [
        ("refuse", FailureKind.REQUEST, "Too wide."),
        ("lora", FailureKind.LORA, "“Ink” does nothing."),
        ("crowded", FailureKind.MEMORY, "not enough memory"),
        ("bug", FailureKind.BUG, "Something went wrong inside"),
    ],
)
def test_a_failure_leaves_the_engine_as_it_is(engine, tmp_path, word, kind, said):
    *_, failed = run(engine, order(tmp_path / "made", word))
    pid = engine.pid
    run(engine, order(tmp_path / "made", job="job-2"))

    assert isinstance(failed, Failed)
    assert (failed.kind, said in failed.message) == (kind, True)
    assert engine.pid == pid


def test_a_bug_shows_where_it_was_in_the_details(engine, tmp_path):
    *_, failed = run(engine, order(tmp_path / "made", "bug"))

    assert "nobody foresaw this" in failed.details
    assert "Traceback" in failed.details


def test_a_failure_of_any_length_comes_through(engine, tmp_path):
    """Lines have a limit: a job whose end is longer would never end."""
    *_, failed = run(engine, order(tmp_path, "essay"))

    assert isinstance(failed, Failed)
    assert failed.details.startswith("Traceback")
    assert failed.details.endswith("the end\n")


def test_a_lost_graphics_processor_ends_the_engine_and_the_next_job_starts_another(
    engine, tmp_path
):
    *_, failed = run(engine, order(tmp_path / "made", "burn"))
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert "starts anew" in failed.hint
    assert kinds(events)[-1] == "Made"
    assert engine.pid != pid


# What it says is kept from what is printed


def test_what_libraries_print_never_reaches_the_app(engine, tmp_path):
    events = run(engine, order(tmp_path / "made", "chatter"))
    engine.close()  # the log is written by a thread of its own

    log = (tmp_path / "logs" / "engine.log").read_text()
    assert kinds(events)[-1] == "Made"
    assert "a progress bar" in log
    assert "from C" in log


def test_no_key_is_kept_of_what_it_prints(engine, tmp_path):
    run(engine, order(tmp_path / "made", "tattle"))
    engine.close()

    log = (tmp_path / "logs" / "engine.log").read_text()
    assert "Authorization" in log
    assert "hf_0123456789abcdef" not in log


def test_keys_and_what_python_is_told_do_not_reach_it(tmp_path, monkeypatch):
    monkeypatch.setenv("FAL_KEY", "s3cret")
    monkeypatch.setenv("HF_TOKEN", "hf_s3cret")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    told = tmp_path / "environment"
    script = f"import os; open({str(told)!r}, 'w').write(repr(dict(os.environ)))"
    engine = EngineService(lambda: (sys.executable, "-c", script), tmp_path / "engine.log")
    with pytest.raises(BackendError, match="ended before it had started"):
        run(engine, order(tmp_path / "made"))
    engine.close()

    environment = told.read_text()
    assert "s3cret" not in environment
    assert "PYTHONWARNINGS" not in environment
    assert "'HF_HUB_OFFLINE': '1'" in environment


BABBLE = """
import json, os, sys, threading
def say(**what):
    sys.stdout.write(json.dumps(what) + "\\n"); sys.stdout.flush()
say(type="started", protocol={protocol}, pid=os.getpid())
print("no JSON at all"); print("{{}}"); print('["ready"]'); print(json.dumps({{"type": "song"}}))
sys.stdout.flush(); os.write(1, b"\\xff\\xfe\\x00\\n" + b"x" * 200_000 + b"\\n")
say(type="ready", hardware={{}})
order = json.loads(sys.stdin.readline())
say(type="alive", job=order["job"], a_field="of a later version")
say(type="done", job="somebody else's")
say(type="song", job=order["job"])
say(type="phase", job=order["job"], phase="singing")
say(type="phase", job=order["job"], phase="reading")
say(type="done", job=order["job"])
sys.stdin.read()
"""


def test_lines_that_are_none_of_its_own_are_skipped(tmp_path):
    script = BABBLE.format(protocol=1)
    engine = EngineService(lambda: (sys.executable, "-c", script), tmp_path / "engine.log")

    events = run(engine, order(tmp_path / "made", pictures=0))
    engine.close()

    assert [event.phase for event in events][-1] == "reading"


@pytest.mark.parametrize(
    ("word", "said", "hint"),
    [
        ("blurred", "clearly what the LoRAs did", "Switch the LoRAs off"),
        ("garbled", "how it made the picture", "is kept"),
        ("forgetful", "without having told of all pictures", "Try again"),
    ],
)
def test_a_line_that_a_job_cannot_do_without_fails_it_when_it_cannot_be_read(
    engine, tmp_path, word, said, hint
):
    loras = (LoraOrder(name="Ink", file="/ink", scale=1.0),)
    *_, failed = run(engine, order(tmp_path / "made", f"{word} slowly", pictures=2, loras=loras))
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert isinstance(failed, Failed)
    assert said in failed.message
    assert hint in failed.hint
    assert kinds(events)[:2] == ["Planned", "Effects"]  # the model is still loaded
    assert engine.pid == pid


@pytest.mark.parametrize("kind", ["done", "failed"])
def test_an_end_that_cannot_be_read_is_an_end(tmp_path, kind):
    said = f'say(type="{kind}", job=order["job"])'
    script = BABBLE.format(protocol=1).replace('say(type="done", job=order["job"])', said)
    engine = EngineService(lambda: (sys.executable, "-c", script), tmp_path / "engine.log")

    *_, failed = run(engine, order(tmp_path / "made"))
    pid = engine.pid
    engine.make_ready()

    assert isinstance(failed, Failed)
    assert failed.hint
    assert engine.pid == pid
    engine.close()


def test_an_engine_of_another_version_is_not_spoken_to(tmp_path):
    script = BABBLE.format(protocol=2)
    engine = EngineService(lambda: (sys.executable, "-c", script), tmp_path / "engine.log")

    with pytest.raises(BackendError, match="another version") as caught:
        run(engine, order(tmp_path / "made"))

    assert "protocol 2" in caught.value.details
    assert engine.state.status is EngineStatus.UNUSABLE
    engine.close()


# It goes away


@posix
@pytest.mark.parametrize(
    ("word", "said", "hint", "details"),
    [
        ("killed", "memory ran out", "smaller size", "SIGKILL"),
        ("crash", "crashed in the middle", "run it on a service", "SIGABRT"),
        ("leave", "crashed in the middle", "lower memory", "code 7"),
    ],
)
def test_an_engine_that_goes_away_is_a_sentence_and_the_next_job_starts_another(
    engine, tmp_path, word, said, hint, details
):
    with pytest.raises(BackendError, match=said) as caught:
        run(engine, order(tmp_path / "made", word))
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert hint in caught.value.hint
    assert details in caught.value.details
    assert kinds(events)[-1] == "Made"


@posix
def test_where_it_crashed_is_in_the_details(engine, tmp_path):
    with pytest.raises(BackendError) as caught:
        run(engine, order(tmp_path / "made", "crash"))

    assert "pretend_engine.py" in caught.value.details


@posix
def test_one_that_was_killed_between_two_jobs_is_replaced_unseen(engine, tmp_path):
    run(engine, order(tmp_path / "made"))
    os.kill(engine.pid, signal.SIGKILL)
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert kinds(events)[-1] == "Made"


@posix
def test_one_that_hangs_is_ended_by_the_watchdog(engine, tmp_path):
    with pytest.raises(BackendError, match="did not answer for 2 seconds") as caught:
        run(engine, order(tmp_path / "made", "freeze"))
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert "smaller size" in caught.value.hint
    assert gone(pid)
    assert kinds(events)[-1] == "Made"


def test_a_long_import_is_no_hang(start, tmp_path):
    engine = start("slow")

    assert kinds(run(engine, order(tmp_path / "made")))[-1] == "Made"


ONLY_STARTS = """
import json, os, sys
print(json.dumps({"type": "started", "protocol": 1, "pid": os.getpid()}), flush=True)
sys.stdin.read()
"""


def test_a_cancel_while_it_starts_does_not_wait_for_its_answer(tmp_path):
    patience = Patience(stop_s=1000, starting_s=0.2, look_s=0.1)
    engine = EngineService(
        lambda: (sys.executable, "-c", ONLY_STARTS), tmp_path / "engine.log", patience=patience
    )
    control = RunControl()
    events = engine.run(order(tmp_path / "made"), control)
    next(events)
    control.cancel()

    with pytest.raises(Cancelled):
        list(events)
    engine.close()


def test_one_that_dies_at_its_start_is_a_sentence_with_its_last_words(start, tmp_path):
    engine = start("die")

    with pytest.raises(BackendError, match="local engine") as caught:
        run(engine, order(tmp_path / "made"))

    assert "no such thing" in caught.value.details


def test_missing_libraries_are_named_with_what_to_do(start, tmp_path):
    engine = start("broken")

    with pytest.raises(BackendError, match="“torch” is not installed") as caught:
        run(engine, order(tmp_path / "made"))

    assert "pip install" in caught.value.hint
    assert engine.state.status is EngineStatus.UNUSABLE
    assert str(engine.state.problem) == str(caught.value)


def test_a_command_that_no_system_takes_is_a_sentence(tmp_path):
    service = EngineService(lambda: ("/no\0where",), tmp_path / "engine.log")

    with pytest.raises(BackendError, match="cannot be started"):
        service.make_ready()

    service.close()


def test_a_command_that_does_not_exist_is_a_sentence(tmp_path):
    engine = EngineService(lambda: (str(tmp_path / "python"),), tmp_path / "engine.log")

    with pytest.raises(BackendError, match="cannot be started"):
        engine.make_ready()


# Cancel


def test_a_cancel_stops_it_at_the_next_step_and_the_model_stays(engine, tmp_path):
    slow = order(tmp_path / "made", "slowly", steps=500)
    with pytest.raises(Cancelled):
        cancel_at(Previewed, engine, slow)
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert engine.pid == pid
    assert kinds(events)[:2] == ["Planned", "Effects"]  # nothing was loaded again


def test_a_cancel_while_it_starts_ends_the_job_before_it_begins(start, tmp_path):
    engine = start("slow")

    with pytest.raises(Cancelled):
        cancel_at(Phased, engine, order(tmp_path / "made"))

    assert kinds(run(engine, order(tmp_path / "made", job="job-2")))[-1] == "Made"


def cancel_in_step(step, engine, order):
    """Cancel while this step runs; what is said when it begins is heard at once."""
    control = RunControl()
    for event in engine.run(order, control):
        if isinstance(event, Phased) and (event.phase, event.done) == ("rendering", step):
            control.cancel()


def test_a_first_step_that_takes_long_is_waited_for_and_the_model_stays(engine, tmp_path):
    with pytest.raises(Cancelled):
        cancel_in_step(0, engine, order(tmp_path / "made", "heavy", steps=1))
    pid = engine.pid
    events = run(engine, order(tmp_path / "made", job="job-2"))

    assert engine.pid == pid
    assert kinds(events)[:2] == ["Planned", "Effects"]  # nothing was loaded again


@posix
@pytest.mark.parametrize(("word", "unmeasured_s"), [("deaf", 0.7), ("freeze", 600.0)])
def test_a_first_step_that_hangs_is_not_waited_for(start, tmp_path, word, unmeasured_s):
    engine = start(patience=replace(QUICK, quiet_s=600.0, unmeasured_s=unmeasured_s))
    hanging = order(tmp_path / "made", word, steps=1)
    with pytest.raises(Cancelled):
        cancel_in_step(0, engine, hanging)

    assert kinds(run(engine, order(tmp_path / "made", job="job-2")))[-1] == "Made"


def test_one_that_does_not_stop_is_ended_and_the_next_job_starts_another(engine, tmp_path):
    deaf = order(tmp_path / "made", "deaf", steps=3)
    began = time.monotonic()
    with pytest.raises(Cancelled):
        cancel_in_step(2, engine, deaf)
    took = time.monotonic() - began

    assert took >= QUICK.stop_s  # it was asked first
    assert kinds(run(engine, order(tmp_path / "made", job="job-2")))[-1] == "Made"


def test_a_picture_that_was_made_before_the_cancel_comes_through(engine, tmp_path):
    control, made = RunControl(), []

    def listen():
        for event in engine.run(order(tmp_path / "made", pictures=2, steps=1), control):
            if isinstance(event, Effects):
                threading.Event().wait(0.3)  # meanwhile all of it is made
                control.cancel()
            if isinstance(event, Made):
                made.append(event.index)

    listen()

    assert made == [0, 1]  # and the job is whole, so it is no cancelled one


def test_leaving_the_run_early_stops_the_job(engine, tmp_path):
    events = engine.run(order(tmp_path / "made", "slowly", steps=500), RunControl())
    for event in events:
        if isinstance(event, Previewed):
            break
    events.close()
    pid = engine.pid

    assert kinds(run(engine, order(tmp_path / "made", job="job-2")))[:2] == ["Planned", "Effects"]
    assert engine.pid == pid


def test_a_cancel_before_it_began_asks_nothing_of_it(engine, tmp_path):
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        run(engine, order(tmp_path / "made"), control)

    assert engine.pid is None


# The end of the app


def test_closing_detaches_at_once_and_leaves_no_process(engine, tmp_path):
    control, ends = RunControl(), []

    def listen():
        try:
            run(engine, order(tmp_path / "made", "deaf"), control)
        except Detached as detached:
            ends.append(detached)

    states = States(engine)
    thread = threading.Thread(target=listen)
    thread.start()
    states.wait_for(lambda state: state.status is EngineStatus.BUSY)
    pid = engine.pid
    began = time.monotonic()
    control.detach()
    thread.join(5)
    engine.close()

    assert len(ends) == 1
    assert time.monotonic() - began < 10
    assert gone(pid)


def test_once_closed_nothing_is_started_any_more(engine, tmp_path):
    engine.close()

    with pytest.raises(StorageError, match="closing"):
        run(engine, order(tmp_path / "made"))


@posix
def test_what_is_closed_leaves_no_process(engine, tmp_path):
    run(engine, order(tmp_path / "made"))
    pid = engine.pid
    engine.close()

    assert gone(pid)


def assert_gone_with_its_app(owner, tmp_path, word):
    app = subprocess.Popen(
        [sys.executable, "-c", owner, str(tmp_path), word],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with app.stdout:
        pid = int(app.stdout.readline())
    app.kill()
    app.wait(10)
    until = time.monotonic() + 1

    while not ended(pid) and time.monotonic() < until:
        threading.Event().wait(0.02)

    assert ended(pid)


OWNER = """
import sys, threading
from pathlib import Path
from flux2studio.core.control import RunControl
from tests.services.engine_parts import order, service
engine = service(Path(sys.argv[1]))
for event in engine.run(order(Path(sys.argv[1]) / "made", sys.argv[2], steps=9000), RunControl()):
    if type(event).__name__ == "Previewed":
        print(engine.pid, flush=True)
        threading.Event().wait(60)
"""


HOLDER = """
import sys, threading
from pathlib import Path
from tests.services.engine_parts import service
home = Path(sys.argv[1])
engine, log = service(home, sys.argv[2]), home / "logs" / "engine.log"
engine.make_ready()
while not log.exists() or "holds" not in log.read_text():
    threading.Event().wait(0.02)
print(engine.pid, flush=True)
threading.Event().wait(60)
"""


@posix
@pytest.mark.kill
@pytest.mark.parametrize("word", ["slowly", "deaf"])
def test_an_app_that_is_killed_takes_its_engine_with_it(tmp_path, word):
    assert_gone_with_its_app(OWNER, tmp_path, word)


@pytest.mark.kill
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the import has to end first")
def test_an_app_that_is_killed_while_its_engine_imports_takes_it_with_it(tmp_path):
    assert_gone_with_its_app(HOLDER, tmp_path, "hold")


@posix
def test_ctrl_c_in_the_terminal_does_not_reach_it(engine, tmp_path):
    run(engine, order(tmp_path / "made"))
    pid = engine.pid
    os.kill(pid, signal.SIGINT)

    assert kinds(run(engine, order(tmp_path / "made", job="job-2")))[-1] == "Made"
    assert engine.pid == pid


# Its state


def test_its_state_follows_it_from_start_to_end(engine, tmp_path):
    states = States(engine)
    effects = (LoraOrder(name="Ink", file="/ink", scale=1.0),)
    run(engine, order(tmp_path / "made", loras=effects))
    loaded = states.wait_for(lambda state: state.model == "klein")
    engine.close()
    states.wait_for(lambda state: state.status is EngineStatus.OFF)

    seen = list(dict.fromkeys(state.status for state in states.seen))
    assert seen == [
        EngineStatus.OFF,
        EngineStatus.STARTING,
        EngineStatus.READY,
        EngineStatus.LOADING,
        EngineStatus.BUSY,
    ]
    assert (loaded.hardware, loaded.plan, loaded.used_bytes) == (HARDWARE, PLAN, 2**20)
    assert engine.state.hardware == HARDWARE


def test_the_model_is_freed_when_the_artist_says_so(engine, tmp_path):
    states = States(engine)
    run(engine, order(tmp_path / "made"))
    states.wait_for(lambda state: state.model)
    engine.release()

    assert states.wait_for(lambda state: not state.model).status is EngineStatus.READY


def test_the_model_is_freed_when_nothing_is_done_for_long(start, tmp_path):
    engine = start(idle_s=lambda: 0.5)
    states = States(engine)
    run(engine, order(tmp_path / "made"))
    states.wait_for(lambda state: state.model)

    assert states.wait_for(lambda state: not state.model).status is EngineStatus.READY


def test_another_model_takes_the_place_of_the_first(engine, tmp_path):
    states = States(engine)
    run(engine, order(tmp_path / "made"))
    dev = ModelFiles(pipeline=Pipeline.DEV, folder=str(tmp_path), label="dev")
    events = run(engine, order(tmp_path / "made", job="job-2", model=dev))

    assert any(isinstance(event, Phased) and event.phase == "loading" for event in events)
    assert states.wait_for(lambda state: state.model == "dev")


def test_the_plan_of_a_job_is_known_before_it_is_loaded(engine, tmp_path):
    for event in engine.run(order(tmp_path / "made"), RunControl()):
        if isinstance(event, Planned):
            assert engine.state.plan == PLAN
