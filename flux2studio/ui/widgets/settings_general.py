"""Settings: where pictures are saved and how they are called, and how the window looks."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton

from flux2studio.core.errors import StudioError
from flux2studio.core.motion import Motion
from flux2studio.core.name_template import FIELDS, TEMPLATE_MAX, USUAL, example, problem
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, set_property, side_by_side
from flux2studio.ui.widgets.file_dialogs import AskFolder
from flux2studio.ui.widgets.finished_choice import FinishedChoice
from flux2studio.ui.widgets.language_choice import LanguageChoice
from flux2studio.ui.widgets.settings_parts import Segments, SettingsPage, paragraph

TEXT_PERCENTS = (100, 125, 150, 200)


class GeneralPage(SettingsPage):
    def __init__(self, settings: SettingsViewModel, ask: AskFolder) -> None:
        super().__init__()
        self._settings = settings
        self._ask = ask
        self.folder = ElidedLabel()
        self.folder_problem = Sentence()
        self.folder_note = Sentence()  # on a folder that works, and has its ways
        self.choose_folder = QPushButton(self.tr("Choose…"))
        self.usual_folder = QPushButton(self.tr("Usual place"))
        self.names = QLineEdit()
        self.names.setAccessibleName(self.tr("Names of pictures"))
        self.names.setPlaceholderText(USUAL)
        self.names.setMaxLength(TEMPLATE_MAX)
        self.names_said = Sentence()
        self.advice = QPushButton(self.tr("Give all advice again"))
        self.themes = Segments(
            self.tr("Appearance"),
            (
                ("system", self.tr("As the system")),
                ("dark", self.tr("Dark")),
                ("light", self.tr("Light")),
            ),
        )
        self.finished = FinishedChoice(settings)
        sizes = ((str(percent), f"{percent} %") for percent in TEXT_PERCENTS)
        self.texts = Segments(self.tr("Size of the words"), sizes)
        self.language = LanguageChoice(settings)
        self.motions = Segments(
            self.tr("Motion"),
            (
                (Motion.SYSTEM.value, self.tr("As the system")),
                (Motion.ON.value, self.tr("On")),
                (Motion.OFF.value, self.tr("Off")),
            ),
        )
        self._lay_out()
        self.motions.chosen.connect(self._on_motion)
        self.texts.chosen.connect(self._on_text)
        self.advice.clicked.connect(self._on_advice)
        self.themes.chosen.connect(settings.choose_theme)
        self.choose_folder.clicked.connect(self._on_choose_folder)
        self.usual_folder.clicked.connect(self._on_usual_folder)
        self.names.textChanged.connect(self._show_names)
        self.names.editingFinished.connect(self._on_names)
        settings.changed.connect(self._show)
        settings.rejected.connect(self._on_rejected)
        self._show()
        self.names.setText(settings.settings.name_template)
        self._show_names(self.names.text())

    def _lay_out(self) -> None:
        self.section(self.tr("Pictures folder"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose_folder)
        row.addWidget(self.usual_folder)
        self.column.addLayout(row)
        self.column.addWidget(self.folder_problem)
        self.column.addWidget(self.folder_note)
        self.section(
            self.tr("Names of pictures"),
            self.tr("A slash makes folders; without one, each day has its own."),
        )
        self.column.addWidget(self.names)
        self.column.addWidget(self.names_said)
        fields = " ".join(f"{{{field}}}" for field in FIELDS)
        self.column.addWidget(paragraph(self.tr("You can use {0}.").replace("{0}", fields)))
        self.section(self.tr("When a job ends"))
        self.column.addWidget(self.finished)
        self.section(self.tr("Language"))
        self.column.addWidget(self.language)
        self.section(self.tr("Appearance"))
        self.column.addWidget(self.themes)
        self.section(self.tr("Size of the words"))
        self.column.addWidget(self.texts)
        self.section(
            self.tr("Motion"),
            self.tr("Messages that fade in, and bars that move while nobody knows how long."),
        )
        self.column.addWidget(self.motions)
        self.section(
            self.tr("Advice in the form"),
            self.tr("What was waved off at a field is not said again."),
        )
        self.column.addLayout(side_by_side(self.advice))
        self.finish()

    def _show(self) -> None:
        self.themes.show_value(self._settings.theme)
        self.texts.show_value(str(self._settings.settings.text_percent))
        self.motions.show_value(self._settings.settings.motion.value)
        self.folder.say(self._settings.pictures_folder)
        self._show_note(self._settings.cloud)
        self.usual_folder.setVisible(bool(self._settings.settings.pictures_folder))
        hidden = bool(self._settings.settings.hidden_hints)
        self.advice.setEnabled(hidden)
        self.advice.setToolTip("" if hidden else self.tr("All of it is given."))

    def _show_note(self, program: str) -> None:
        words = self.tr(
            "{0} copies this folder. Let it keep the pictures on this computer, too: what is"
            " only online cannot be shown here."
        )
        self.folder_note.say(words.format(program) if program else "", "warn")

    def _on_advice(self) -> None:
        self._settings.change(hidden_hints=())

    def _on_text(self, percent: str) -> None:
        self._settings.change(text_percent=int(percent))

    def _on_motion(self, motion: str) -> None:
        self._settings.change(motion=Motion(motion))

    def _on_choose_folder(self) -> None:
        self._ask(self, self._settings.pictures_folder, self._on_folder)

    def _on_folder(self, folder: str) -> None:
        self._settings.change(pictures_folder=folder)
        self.folder_problem.say(
            self.tr("New pictures go there from now on; the history keeps finding the others."),
            "label",
        )

    def _on_usual_folder(self) -> None:
        self._on_folder("")

    def _show_names(self, template: str) -> None:
        """What a picture would be called, while one types."""
        found = problem(template.strip())
        set_property(self.names, "state", "bad" if found else "")
        if found is not None:
            self.names_said.show_problem(found)
        else:
            self.names_said.say(self.tr("As in {0}").replace("{0}", example(template.strip())))

    def _on_names(self) -> None:
        self._settings.change(name_template=self.names.text().strip())

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "pictures_folder":
            self.folder_problem.show_problem(error)
        elif error.field == "name_template":
            self.names_said.show_problem(error)
