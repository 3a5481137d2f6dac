"""Stand-ins that behave like the real thing as far as tests need it; each is used openly."""

from __future__ import annotations

import io
import threading

from PIL import Image

from flux2studio.backends.base import GeneratedImage
from flux2studio.core.job import JobState, Phase, Progress


def png(width=64, height=48, colour=(90, 120, 150)):
    """Return the bytes of a small plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


class ScriptedBackend:
    """Does what its script says, step by step, on the worker's thread.

    A step is bytes (a picture), an exception (raised), a ``Pause`` (waits for the test or the
    cancel), a ``Preview`` (shown on the way), or a (state, remote) pair (a checkpoint).
    """

    id = "practice"

    def __init__(self, *script):
        self.script = list(script)
        self.tasks = []
        self.forgotten = []
        self.abandoned = []
        self.too_late = False

    def generate(self, task, control):
        self.tasks.append(task)
        index = 0
        for step in list(self.script):
            control.progress(Progress(phase=Phase.RENDERING))
            match step:
                case bytes():
                    if index not in task.done:
                        yield GeneratedImage(data=step, index=index, seed=task.request.seed + index)
                    index += 1
                case BaseException():
                    raise step
                case Pause():
                    step.wait(control)
                case Preview():
                    control.preview(step.data)
                case (JobState() as state, remote):
                    control.checkpoint(state, remote)

    def make_ready(self):
        pass

    def abandon(self, remote, model, control):
        self.abandoned.append(dict(remote))
        return not self.too_late

    def forget(self, job_id):
        self.forgotten.append(job_id)

    def close(self):
        pass


class Pause:
    """A point where a backend waits until the test lets it go on, or the job is cancelled."""

    def __init__(self):
        self.reached = threading.Event()
        self._go = threading.Event()

    def wait(self, control):
        self.reached.set()
        with control.abort_with(self._go.set):
            self._go.wait(30)
        control.check()

    def go_on(self):
        self._go.set()


class Preview:
    """What a backend shows while it draws: encoded, and not to be trusted."""

    def __init__(self, data):
        self.data = data


class Updates:
    """Collects job updates and lets a test wait for a state instead of sleeping."""

    def __init__(self):
        self.seen = []
        self._changed = threading.Condition()

    def __call__(self, update):
        with self._changed:
            self.seen.append(update)
            self._changed.notify_all()

    def wait_for(self, job, state):
        def find():
            return next((u for u in self.seen if u.job.id == job.id and u.state is state), None)

        with self._changed:
            assert self._changed.wait_for(find, timeout=20), f"never {state}: {self.states(job)}"
            return find()

    def wait_for_preview(self, job):
        """Return the first update of ``job`` that shows how far it has come."""

        def find(seen):
            return next((u for u in seen if u.job.id == job.id and u.preview), None)

        return self.wait_until(find)

    def wait_until(self, condition):
        """Wait until something came and ``condition(seen)`` holds; return what it says."""
        with self._changed:
            is_there = self._changed.wait_for(
                lambda: self.seen and condition(self.seen), timeout=20
            )
            assert is_there, "never"
            return condition(self.seen)

    def states(self, job):
        return [update.state for update in self.seen if update.job.id == job.id]

    def ends(self, job):
        return [state for state in self.states(job) if state.is_final]
