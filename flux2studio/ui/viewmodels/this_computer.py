"""The view models of this computer, which belong together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.fits import Fits
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisComputer:
    """``usual_folder``: where models go that are downloaded, unless the artist chose a place."""

    computer: ComputerViewModel
    fits: Fits
    models: ModelsOnDisk
    usual_folder: str = ""

    def look(self) -> None:
        """Ask the drivers, the engine and the disk, on workers."""
        self.computer.look()
        self.models.look()

    @property
    def invitation(self) -> str:
        """For the first card: what there is, and what the model to start with takes."""
        first = next(iter(self.models.rows), None)
        if self.computer.hardware is None or first is None:
            return _tr("FLUX.2 on your own graphics card: no key, no price, works offline.")
        if not self.computer.has_gpu:
            return self.computer.facts
        takes = _tr("{0} · {1}").format(first.state, first.licence.name)
        return f"{self.computer.name}. {first.name}: {takes}. " + _tr("Works offline.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ThisComputer", text)
