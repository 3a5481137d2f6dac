"""Where each job row stands: the line of those that wait, and its changes by the artist."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from flux2studio.ui.models.job_model import Group, JobModel
from flux2studio.ui.viewmodels.job_parts import JobCommands

_NUMBERED = 99  # places in the line that are told


class JobLine:
    """``put_at`` gives a row another rank, ``say_place`` writes a row anew: its place changed."""

    def __init__(
        self,
        model: JobModel,
        commands: JobCommands,
        put_at: Callable[[str, int], None],
        say_place: Callable[[str], None],
    ) -> None:
        self._model = model
        self._commands = commands
        self._put_at = put_at
        self._say_place = say_place
        self._first: set[str] = set()  # jobs that go before all that wait, not queued yet
        self._places: dict[str, int] = {}  # each in the line of its backend
        self._ranks = count(1)

    def rank(self, job_id: str, group: Group) -> int:
        """Where a row that is new in its group stands: the newest last, or first."""
        number = next(self._ranks)
        is_first = group is Group.WAITING and job_id in self._first
        self._first.discard(job_id)
        return -number if is_first or group in (Group.NEEDS_YOU, Group.DONE) else number

    def place(self, job_id: str) -> int:
        """1 for the one that runs next; 0 where it is not told."""
        return self._places.get(job_id, 0)

    def move(self, job_id: str, steps: int) -> bool:
        """Move a waiting job down the line, up with a negative number; False: it cannot."""
        ids = self._ids()
        if job_id not in ids:
            return False
        at = ids.index(job_id)
        to = min(max(0, at + steps), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        self._arrange(ids)
        return to != at

    def move_before(self, job_id: str, other_id: str) -> None:
        """Let a waiting job run before another one; empty: after all of them."""
        ids = self._ids()
        if job_id in ids and job_id != other_id:
            ids.remove(job_id)
            ids.insert(ids.index(other_id) if other_id in ids else len(ids), job_id)
            self._arrange(ids)

    def put_first(self, job_id: str) -> None:
        """Let a job run before all that wait; also one that was only just started."""
        ids = self._ids()
        if job_id in ids:
            ids.remove(job_id)
            self._arrange([job_id, *ids])
        elif self._model.row(job_id) is None:
            self._first.add(job_id)
            self._commands.put_first(job_id)

    def renumber(self) -> None:
        """Tell each that waits its place in the line of its backend."""
        places: dict[str, int] = {}
        counts: dict[str, int] = {}
        for row in self._model.group(Group.WAITING)[:_NUMBERED]:
            backend = row.update.job.backend
            places[row.id] = counts[backend] = counts.get(backend, 0) + 1
        changed = [job_id for job_id, place in places.items() if self.place(job_id) != place]
        self._places = places
        for job_id in changed:
            self._say_place(job_id)

    def _ids(self) -> list[str]:
        return [row.id for row in self._model.group(Group.WAITING)]

    def _arrange(self, ids: Sequence[str]) -> None:
        """Show the new order at once, and have it kept."""
        if list(ids) == self._ids():
            return
        for job_id, rank in [(job_id, next(self._ranks)) for job_id in ids]:
            self._put_at(job_id, rank)
        self.renumber()
        self._commands.arrange(list(ids))
