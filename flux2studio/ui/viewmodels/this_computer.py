"""The view models of this computer, which belong together."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Model
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.fits import Fits
from flux2studio.ui.viewmodels.model_rows import Act, Row
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk


@dataclass(frozen=True, slots=True, kw_only=True)
class ThisComputer:
    """``usual_folder``: where models go that are downloaded, unless the artist chose a place."""

    computer: ComputerViewModel
    engine: EngineInstallViewModel
    fits: Fits
    models: ModelsOnDisk
    usual_folder: str = ""

    def look(self) -> None:
        """Ask the drivers, the engine and the disk, on workers."""
        self.computer.look()
        self.models.look()

    def problem(self, model: Model) -> InvalidRequestError | None:
        """Why ``model`` cannot be used yet, or None; nothing is said of hosted ones."""
        if model.local is not None and self.engine.is_needed:
            return InvalidRequestError(
                _tr("This computer has no engine to make pictures with yet."),
                hint=_tr("Install it above, or choose a hosted service."),
                field="model",
            )
        return self.models.problem(model)

    def tag(self, model: Model) -> str:
        """What stands beside the name in the list of models; empty for what can be used."""
        return self.models.tag(model)

    @property
    def first(self) -> Row | None:
        """The model to start with: the first that fits, else the first of all."""
        rows = self.models.rows
        return next((row for row in rows if row.fit.tone != "warn"), next(iter(rows), None))

    @property
    def invitation(self) -> str:
        """For the first card: what there is, and what the model to start with takes."""
        first = self.first
        if self.computer.hardware is None or first is None:
            return _tr("FLUX.2 on your own graphics card: no key, no price, works offline.")
        if not self.computer.has_gpu:
            return self.computer.facts
        if self.engine.is_needed:
            engine = self.engine.face.takes
            comes = _tr("The engine for it comes first: {0}.").format(engine) if engine else ""
            told = (f"{self.computer.name}.", comes, _tr("No key, no price, works offline."))
            return " ".join(part for part in told if part)
        takes = _tr("{0} · {1}").format(first.state, first.licence.name)
        fits = _tr("{0} fits: {1}.") if first.fit.tone != "warn" else _tr("{0}: {1}.")
        told = (f"{self.computer.name}.", fits.format(first.name, takes), _tr("Works offline."))
        return " ".join(told)

    @property
    def download(self) -> str:
        """What the one button of that card fetches at once, empty where more has to be said.

        That is where a licence asks for consent, nothing fits or the engine is not installed.
        """
        first = self.first
        if first is None or not self.computer.has_gpu or self.computer.engine_problem is not None:
            return ""
        is_simple = first.act is Act.DOWNLOAD and not first.licence.needs_acceptance
        if not is_simple or first.fit.tone == "warn" or first.problem is not None:
            return ""
        return _tr("Download {0}").format(first.name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ThisComputer", text)
