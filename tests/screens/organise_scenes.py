"""Putting LoRA files in order: every kind of row, moves under way, what stayed after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.lora_moves import MovePlan, MoveRow, MovesDone, MoveState
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_organising import LoraOrganisingViewModel
from flux2studio.ui.widgets.organise_dialog import OrganiseDialog
from tests.screens.waiting import wait

_ROOT = Path("/home/ada/loras")
_STAYS = (
    (MoveState.ELSEWHERE, "It would leave “comfy”, where other programs may look for it."),
    (MoveState.CONFLICT, "There is a “Riso print.safetensors” already."),
    (MoveState.OTHER_DISK, "It lies on another disk, and would have to be copied."),
    (MoveState.READ_ONLY, "You may not write to “shared”."),
    (MoveState.IN_USE, "A picture is being made with it."),
    (MoveState.GONE, "Its file is not there."),
    (MoveState.IN_PLACE, "It is there already."),
)


@dataclass(frozen=True)
class _Last:
    count: int = 12


class PretendOrganising:
    """Plans what the scenes show, and moves nothing."""

    def usual_root(self, _ids):
        return _ROOT

    def last(self):
        return _Last()

    def plan(self, root, _template, _ids, _control):
        moves = [_row(f"Study {number:02}", MoveState.MOVES, "") for number in range(6)]
        stays = [_row(f"Stays {at}", state, why) for at, (state, why) in enumerate(_STAYS)]
        return MovePlan(root=root, rows=(*moves, *stays))

    def move(self, rows, _control, on_moved):
        on_moved(len(rows), len(rows))
        left = (("Study 03", "There is a “Study 03.preview.png” already."),)
        return MovesDone(moved=(), left=left)


class OrganiseTour:
    def __init__(self, app: App) -> None:
        self._app = app

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        tasks = Tasks(self._app.studio.background.submit, self._app.window)
        organising = LoraOrganisingViewModel(PretendOrganising(), tasks)
        dialog = OrganiseDialog(organising, self._app.window)
        dialog.open()
        organising.begin(["1", "2"])
        wait()
        yield "lora-organise", dialog
        organising.move()
        wait()
        yield "lora-organise-left", dialog
        dialog.reject()


def _row(name: str, state: MoveState, why: str) -> MoveRow:
    source = _ROOT / "downloads" / f"{name.casefold().replace(' ', '-')}_v2.safetensors"
    target = _ROOT / "FLUX.2 dev" / "Book" / f"{name}.safetensors"
    beside = (source.with_suffix(".preview.png"), target.with_suffix(".preview.png"))
    return MoveRow(lora_id=name, name=name, files=((source, target), beside), state=state, why=why)
