"""The local engine in its states: absent, on its way, broken, ready; and a newer app."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.engine_install import (
    EngineBuild,
    EngineInstallError,
    EnginePlan,
    InstallAct,
    InstallPhase,
    InstallProgress,
    InstallState,
)
from flux2studio.core.update import Release
from flux2studio.services.engine_install_words import interrupted
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.viewmodels.engine_install_face import Act
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.in_turns import InTurns
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from flux2studio.ui.widgets.start_card import StartCard
from tests.screens.waiting import wait, wait_until
from tests.ui.local_parts import GB, KLEIN

_NAME = "0123456789ab-0001"
_PYTHON = Path("/home/anna/.local/share/flux2studio/engines/0123456789ab-0001/bin/python")
_VERSIONS = (
    ("torch", "2.15.0"),
    ("diffusers", "0.42.1"),
    ("transformers", "5.23.0"),
    ("peft", "0.21.2"),
    ("accelerate", "1.20.0"),
)
_BUILD = EngineBuild(
    name="linux-cuda13",
    system="linux",
    machine="x86_64",
    kind="cuda",
    torch="2.15.0",
    python="3.12",
    download_bytes=3_066_816_460,
    disk_bytes=5_691_783_157,
)


class EngineTour:
    """Comes after the tour of this computer, whose graphics card is there."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models
        keeping: Any = app.studio.engine_keeping
        self._keeping = keeping
        self._engines = app.studio.paths.engines

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, compose = self._app.window, self._models.compose
        before = compose.draft
        self._take_engine_away()
        compose.choose_model(KLEIN)
        self._stand(InstallState.ABSENT, plan=_plan())
        yield "engine-form-absent", window
        self._app.first_start.offer()
        wait()
        yield "engine-card", window
        window.findChild(StartCard).look_around.button.click()
        compose.choose_model(KLEIN)
        self._install(InstallPhase.FETCHING, GB, 240.0)
        yield "engine-form-installing", window
        dialog = self._open()
        yield from self._states(dialog)
        dialog.close()
        shutil.rmtree(self._engines)
        self._stand(InstallState.ABSENT, plan=_plan())
        self._models.here.look()
        wait()
        compose.load(before)
        yield from self._updates(window)

    def _states(self, dialog: SettingsDialog) -> Iterator[tuple[str, QWidget]]:
        yield "engine-installing", dialog
        self._install(InstallPhase.TESTING)
        yield "engine-trying", dialog
        self._stand(InstallState.ABSENT, plan=_plan())
        yield "engine-absent", dialog
        self._stand(InstallState.ABSENT, plan=_plan(free_bytes=2 * GB))
        yield "engine-no-room", dialog
        self._stand(InstallState.ABSENT, no_plan=_old_driver())
        dialog.computer.engine.trouble.more.setChecked(True)
        yield "engine-old-driver", dialog
        self._stand(InstallState.INSTALLING)
        yield "engine-other-window", dialog
        why = interrupted()
        said = {"problem": str(why), "hint": why.hint, "unfinished": True}
        self._stand(InstallState.BROKEN, plan=_plan(), **said)
        yield "engine-unfinished", dialog
        self._stand(
            InstallState.BROKEN,
            plan=_plan(),
            problem="Parts of the local engine are missing.",
            hint="Repair the engine.",
        )
        yield "engine-broken", dialog
        works = {"python": _PYTHON, "versions": _VERSIONS}
        self._stand(InstallState.OUTDATED, plan=_plan(), **works)
        yield "engine-outdated", dialog
        self._stand(InstallState.READY, **works)
        dialog.computer.engine.versions.more.setChecked(True)
        yield "engine-ready", dialog
        self._models.here.engine.act(Act.REMOVE)
        dialog.computer.engine.versions.more.setChecked(False)
        yield "engine-remove", dialog
        self._models.here.engine.not_now()

    def _updates(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        about = self._app.surroundings.help.about
        release = Release(version="0.2.0", page="https://example.org")
        about.updates.found.emit(release)
        wait()
        yield "update-told", window
        self._app.window.messages.dismiss()
        dialog = self._open(Part.ABOUT)
        about.updates.newer, about.updates.words = release, "Version 0.2.0 is there."
        about.updates.changed.emit()
        yield "update-about", dialog
        dialog.close()

    def _take_engine_away(self) -> None:
        """Put an engine in place whose Python knows no library."""
        python = self._engines / _NAME / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text("#!/bin/sh\necho '{}'\n")
        python.chmod(0o755)
        active = {"engine": _NAME, "build": "x", "identity": "x", "python": "3.12"}
        (self._engines / "active.json").write_text(json.dumps(active))
        engine: Any = self._app.studio.engine
        engine.put(EngineStatus.OFF, hardware=None)
        self._models.here.look()
        self._models.here.engine.look()
        wait()

    def _install(self, phase: InstallPhase, done: int = 0, left: float | None = None) -> None:
        total = _BUILD.download_bytes if done else 0
        progress = InstallProgress(phase=phase, done=done, total=total, seconds_left=left)
        self._keeping.put(act=InstallAct.INSTALL, progress=progress)
        wait()

    def _stand(
        self,
        state: InstallState,
        *,
        plan: EnginePlan | None = None,
        no_plan: EngineInstallError | None = None,
        **rest: object,
    ) -> None:
        self._keeping.put(plan=plan, no_plan=no_plan)
        self._keeping.stand(state, **rest)
        wait()

    def _open(self, part: Part = Part.COMPUTER) -> SettingsDialog:
        self._app.surroundings.open_settings(part)
        wait()
        dialog = next(
            dialog for dialog in self._app.window.findChildren(SettingsDialog) if dialog.isVisible()
        )
        wait_until(lambda: all(turns.has_ended for turns in dialog.findChildren(InTurns)))
        return dialog


def _plan(free_bytes: int = 210 * GB) -> EnginePlan:
    return EnginePlan(
        build=_BUILD,
        gpu="NVIDIA GeForce RTX 4090, 24 GB, driver 580.65",
        why="It fits the NVIDIA GeForce RTX 4090.",
        is_slow=False,
        download_bytes=_BUILD.download_bytes,
        disk_bytes=_BUILD.disk_bytes,
        needed_bytes=_BUILD.disk_bytes + 512 * 2**20,
        free_bytes=free_bytes,
        place=_PYTHON.parents[2],
    )


def _old_driver() -> EngineInstallError:
    return EngineInstallError(
        "The driver 550.54 of the NVIDIA GeForce RTX 4090 is too old: the engine needs 580.65 or"
        " newer.",
        hint="Update the graphics driver, restart the computer, then try again.",
        details="Or name a Python that has “flux2studio[local]” in Settings, This computer.",
    )
