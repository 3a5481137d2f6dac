"""Settings: what leaves the machine, and how much of it fal keeps for how long."""

from __future__ import annotations

from functools import partial
from typing import Any

from flux2studio.core.errors import StudioError
from flux2studio.core.hosted import Priority, Trace
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.settings_parts import (
    ChoiceList,
    Segments,
    SettingsPage,
    Switch,
    paragraph,
)


class PrivacyPage(SettingsPage):
    def __init__(self, settings: SettingsViewModel) -> None:
        super().__init__()
        self._settings = settings
        self.trace = ChoiceList(self.tr("What fal keeps"), self._traces())
        self.upload_days = Segments(
            self.tr("Uploads stay at fal for"),
            (
                ("1", self.tr("%n day(s)", "", 1)),
                ("7", self.tr("%n day(s)", "", 7)),
                ("30", self.tr("%n day(s)", "", 30)),
            ),
        )
        self.upload_note, self.preview_note, self.problem = Sentence(), Sentence(), Sentence()
        self.inline = Switch(
            self.tr("The picture comes inside the answer"),
            self.tr(
                "It is never put on fal's file host, where whoever has its link can open it."
                " A large answer can be fetched again for a shorter time."
            ),
        )
        self.preview = Switch(
            self.tr("Show the picture while it draws"),
            self.tr(
                "Where the model can. It streams the picture; if the line breaks, the picture"
                " is looked up afterwards."
            ),
        )
        self.priority = Segments(
            self.tr("Place in fal's queue"),
            ((Priority.NORMAL, self.tr("Normal")), (Priority.LOW, self.tr("Low"))),
        )
        self._lay_out()
        self._connect()
        self._show()

    def _traces(self) -> tuple[tuple[str, str, str], ...]:
        return (
            (
                Trace.RECOVERABLE,
                self.tr("Until the picture is safe here"),
                self.tr(
                    "Once your picture is saved and checked on this disk, fal is told to delete"
                    " its copy. Until then a lost answer can be looked up. Deleting needs a key"
                    " with admin rights; with another, fal keeps its copy."
                ),
            ),
            (
                Trace.MINIMAL,
                self.tr("As little as possible"),
                self.tr(
                    "fal does not store the request, and its files are gone after an hour. If the"
                    " line breaks, the picture can be fetched for an hour at most, a large answer"
                    " for 6 minutes; after that it is paid for and gone."
                ),
            ),
            (
                Trace.KEEP,
                self.tr("As fal likes"),
                self.tr(
                    "Nothing is deleted. fal keeps requests for 30 days and pictures for a week or"
                    " longer, and you find them on its site."
                ),
            ),
        )

    def _lay_out(self) -> None:
        self.section(
            self.tr("What leaves this computer"),
            self.tr(
                "To the service you chose and nobody else: the prompt, the references without GPS"
                " and other camera data, and the LoRAs it needs. Keys stay in the system's keyring"
                " or, without one, in memory. The practice backend sends nothing. flux2studio does"
                " not call home; only if you want to hear of new versions (About), it asks its"
                " project’s page which is the newest."
            ),
        )
        self.section(self.tr("What fal keeps"))
        self.column.addWidget(self.trace)
        self.section(
            self.tr("Uploads to fal"),
            self.tr(
                "References above 1 MB and LoRA files are uploaded, and whoever has the link can"
                " open them until they are gone. The same file is not uploaded again until then."
            ),
        )
        self.column.addWidget(self.upload_days)
        self.column.addWidget(self.upload_note)
        self.section(self.tr("How fal sends pictures"))
        self.column.addWidget(self.inline)
        self.column.addWidget(self.preview)
        self.column.addWidget(self.preview_note)
        self.column.addWidget(label(self.tr("Place in the queue")))
        self.column.addWidget(self.priority)
        self.column.addWidget(paragraph(self.tr("Low lets the jobs of others go first.")))
        self.column.addWidget(self.problem)
        self.section(
            self.tr("AIML API"),
            self.tr("References go inside the request. It offers no choice of what it keeps."),
        )
        self.finish()

    def _connect(self) -> None:
        for part, name in (
            (self.trace.chosen, "fal_trace"),
            (self.priority.chosen, "fal_priority"),
            (self.inline.toggled, "fal_inline_results"),
            (self.preview.toggled, "fal_preview"),
        ):
            part.connect(partial(self._on_chosen, name))
        self.upload_days.chosen.connect(self._on_days)
        self._settings.changed.connect(self._show)
        self._settings.rejected.connect(self._on_rejected)

    def _show(self) -> None:
        settings = self._settings.settings
        minimal = settings.fal_trace is Trace.MINIMAL
        self.trace.show_value(settings.fal_trace)
        self.priority.show_value(settings.fal_priority)
        self.inline.show_value(settings.fal_inline_results)
        self.preview.show_value(settings.fal_preview)
        self.upload_days.show_value(str(settings.upload_days))
        self.upload_days.setEnabled(not minimal)
        stores_nothing = minimal or settings.fal_inline_results
        unused = self.tr(
            "Not used as long as fal stores nothing to look up: choose another way above, and"
            " switch off the picture inside the answer."
        )
        self.preview_note.say(unused if settings.fal_preview and stores_nothing else "", "warn")
        other = str(settings.upload_days) not in self.upload_days.buttons
        if minimal:
            self.upload_note.say(self.tr("With “As little as possible” they are gone in an hour."))
        else:
            days = self.tr("%n day(s), as the settings file says.", "", settings.upload_days)
            self.upload_note.say(days if other else "")
        self.problem.say("")

    def _on_chosen(self, name: str, value: Any) -> None:
        kinds = {"fal_trace": Trace, "fal_priority": Priority}
        self._settings.change(**{name: kinds.get(name, bool)(value)})

    def _on_days(self, days: str) -> None:
        self._settings.change(upload_days=int(days))

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "upload_days":
            self.upload_note.show_problem(error)
        elif error.field.startswith("fal_") and not error.field.endswith("_url"):
            self.problem.show_problem(error)
