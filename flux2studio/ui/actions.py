"""Everything the keyboard can do, as data: one list for the shortcuts and for the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from flux2studio.ui import icons

SLOTS = 9

# Where a key is known by the part in focus itself; an action without a place works everywhere.
STAGE, HISTORY, COMPARE, LORAS, SLOT, PROMPT, MASK, JOBS = (
    "stage",
    "history",
    "compare",
    "loras",
    "slot",
    "prompt",
    "mask",
    "jobs",
)
PICTURES = (HISTORY, COMPARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """``keys`` in Qt's portable form, the first one shown: those it has until the artist's own.

    ``places``: the parts that know the key themselves while they have the focus. ``series``: what
    the list of keys says for all that share it. ``repeats``: a key held down does it again and
    again; for the others it is one wish.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    icon: str = ""
    places: tuple[str, ...] = ()
    series: str = ""
    repeats: bool = False

    def meets(self, other: ActionSpec) -> bool:
        """Whether one key could mean both, somewhere."""
        # Masks are painted in a window of their own.
        if MASK in self.places or MASK in other.places:
            return self.places == other.places
        return not self.places or not other.places or bool({*self.places} & {*other.places})


def specs() -> tuple[ActionSpec, ...]:
    """Return all actions in the order of the list of keys, in the language of now."""
    parts = (
        _make(),
        _jobs(),
        _slots(),
        _loras(),
        _look(),
        _picture(),
        _judge(),
        _history(),
        _compare(),
    )
    return tuple(spec for part in (*parts, _mask(), _window()) for spec in part)


def _make() -> Iterable[ActionSpec]:
    rows = (
        ("generate", _tr("Generate"), "Ctrl+Return Ctrl+Enter Shift+Return"),
        ("generate_front", _tr("Generate before what waits"), "Ctrl+Shift+Return Ctrl+Shift+Enter"),
        ("cancel", _tr("Close what is open, else cancel the running job"), "Esc Ctrl+."),
        ("cancel_all", _tr("Cancel all jobs"), "Ctrl+Shift+. Ctrl+Alt+Return"),
        ("pause_jobs", _tr("Pause the jobs, or go on"), "Ctrl+Shift+P"),
        ("paste", _tr("Paste a picture as reference"), "Ctrl+V"),
        ("add_reference", _tr("Choose reference files"), "Ctrl+O"),
        ("mask", _tr("Paint a mask on a reference"), "Alt+M"),
        ("presets", _tr("Presets"), "Alt+P"),
        ("prompts", _tr("Earlier prompts"), "Alt+H"),
    )
    yield from _rows(_tr("Make"), rows)
    prompts = (
        ("earlier_prompt", _tr("The prompt before"), "Alt+Up"),
        ("later_prompt", _tr("The prompt after"), "Alt+Down"),
    )
    yield from _rows(_tr("Make"), prompts, PROMPT)


def _jobs() -> Iterable[ActionSpec]:
    """Known by the row of a job that has the focus."""
    rows = (
        ("job_first", _tr("Run it next"), "Ctrl+Shift+Up"),
        ("job_up", _tr("Move it up"), "Alt+Up"),
        ("job_down", _tr("Move it down"), "Alt+Down"),
        ("job_stop", _tr("Cancel it, or take its row away"), "Del Backspace"),
        ("job_open", _tr("Show its picture"), "Return Enter"),
        ("job_details", _tr("Its details"), "F2"),
    )
    yield from _rows(_tr("Jobs"), rows, JOBS)


def _slots() -> Iterable[ActionSpec]:
    group = _tr("Reference slots")
    for number in range(1, SLOTS + 1):
        text = _tr("Go to reference slot %1").replace("%1", str(number))
        yield ActionSpec(
            id=f"slot_{number}",
            text=text,
            keys=(f"Alt+{number}",),
            group=group,
            series=_tr("Go to a reference slot"),
        )
    rows = (
        ("clear_slot", _tr("Clear the slot"), "Del Backspace"),
        ("slot_left", _tr("Move it to the left"), "Alt+Left"),
        ("slot_right", _tr("Move it to the right"), "Alt+Right"),
        ("slot_crop", _tr("Crop it"), "R"),
        ("slot_mask", _tr("Paint a mask on it"), "M"),
        ("slot_switch", _tr("Switch it off or on"), "O"),
        ("slot_name", _tr("Give it a name for the prompt"), "F2"),
    )
    yield from _rows(group, rows, SLOT)


def _loras() -> Iterable[ActionSpec]:
    group = _tr("LoRAs")
    rows = (
        ("lora_picker", _tr("Add a LoRA"), "Alt+L"),
        ("loras", _tr("Go to the LoRAs"), "Alt+Shift+L"),
    )
    yield from _rows(group, rows)
    held = (
        ("lora_use", _tr("Use the card"), "Return Enter"),
        ("lora_page", _tr("Its details"), "F2"),
    )
    yield from _rows(group, held, LORAS)


def _look() -> Iterable[ActionSpec]:
    group = _tr("Look")
    rows = (
        ("fit_or_full", _tr("Fit or 100 %"), "Z"),
        ("fit", _tr("Fit"), "Ctrl+0"),
        ("full", _tr("100 %"), "Ctrl+1"),
        ("zoom_in", _tr("Zoom in"), "Ctrl++ Ctrl+="),
        ("zoom_out", _tr("Zoom out"), "Ctrl+-"),
    )
    yield from _rows(group, rows)
    # Many keyboards have no key for the stroke; Y is what Lightroom knows beside it.
    yield from _rows(group, (("before", _tr("Before, while held"), "\\ Y"),), STAGE, COMPARE)
    yield from _rows(
        group, (("pan", _tr("Move the picture, while held"), "Space"),), STAGE, COMPARE
    )


def _picture() -> Iterable[ActionSpec]:
    group = _tr("Picture")
    rows = (
        ("recall", _tr("Use its recipe, new seed"), "Ctrl+R"),
        ("recall_all", _tr("Use its recipe, same seed"), "Ctrl+Shift+R"),
        ("info", _tr("Show its recipe"), "I"),
        ("undo", _tr("Undo"), "Ctrl+Z"),
        ("redo", _tr("Redo"), "Ctrl+Shift+Z Ctrl+Y"),
    )
    yield from _rows(group, rows)
    held = (
        ("open_picture", _tr("Show it on the stage"), "Return Enter"),
        ("copy", _tr("Copy the pictures"), "Ctrl+C"),
    )
    yield from _rows(group, held[:1], HISTORY, COMPARE)
    yield from _rows(group, held[1:], HISTORY)
    yield from _rows(group, (("trash", _tr("Delete"), "Del"),), HISTORY, LORAS)


def _judge() -> Iterable[ActionSpec]:
    """Known by the pages of pictures: letters are for words everywhere else."""
    group = _tr("Judge")
    rows = (
        ("pick", _tr("Pick; with Shift, go on to the next"), "P"),
        ("reject", _tr("Reject"), "X"),
        ("unflag", _tr("Neither"), "U"),
    )
    yield from _rows(group, rows, *PICTURES, STAGE)
    for stars in range(6):
        text = _tr("Stars: %1").replace("%1", str(stars))
        yield ActionSpec(
            id=f"star_{stars}",
            text=text,
            keys=(str(stars),),
            group=group,
            places=(*PICTURES, STAGE, LORAS),
            series=_tr("Stars"),
        )
    labels = (_tr("Red label"), _tr("Yellow label"), _tr("Green label"), _tr("Blue label"))
    for key, text in enumerate(labels, start=6):
        yield ActionSpec(
            id=f"label_{key}",
            text=text,
            keys=(str(key),),
            group=group,
            places=(HISTORY,),
            series=_tr("Red, yellow, green, blue label"),
        )
    yield from _rows(group, (("tags", _tr("Tags"), "T"),), HISTORY)


def _history() -> Iterable[ActionSpec]:
    group = _tr("History")
    yield from _rows(group, (("search", _tr("Search the history"), "Ctrl+F"),))
    rows = (
        ("delete_rejected", _tr("Delete all rejected"), "Ctrl+Backspace"),
        ("complete", _tr("List what can be searched by"), "Ctrl+Space"),
        ("save_search", _tr("Keep the search as an album"), "Ctrl+Shift+S"),
    )
    yield from _rows(group, rows, HISTORY)


def _compare() -> Iterable[ActionSpec]:
    """Known by the page itself, but for the first."""
    group = _tr("Compare")
    everywhere = (
        ("compare", _tr("With the reference, or those chosen"), "C"),
        ("difference", _tr("Where the two differ"), "D"),
    )
    yield from _rows(group, everywhere)
    rows = (
        ("compare_beside", _tr("Side by side"), "B"),
        ("compare_slider", _tr("Divided by a line"), "S"),
        ("compare_hold", _tr("One, the other while a key is held"), "H"),
        ("compare_swap", _tr("Change places"), "W"),
        ("compare_link", _tr("Zoom together, or each alone"), "L"),
        ("survey_out", _tr("Leave it out of the survey"), "/ Backspace"),
    )
    yield from _rows(group, rows, COMPARE)


def _mask() -> Iterable[ActionSpec]:
    """Known by the dialog in which masks are painted."""
    rows = (
        ("mask_brush", _tr("Brush"), "B"),
        ("mask_eraser", _tr("Eraser"), "E"),
        ("mask_rectangle", _tr("Rectangle"), "R"),
        ("mask_lasso", _tr("Lasso"), "L"),
        ("mask_smaller", _tr("Smaller brush"), "[ ,"),
        ("mask_larger", _tr("Larger brush"), "] ."),
        ("mask_swap", _tr("Brush or eraser"), "X"),
        ("mask_invert", _tr("Invert the mask"), "Ctrl+I"),
        ("mask_clear", _tr("Clear the mask"), "Del"),
    )
    return _rows(_tr("Mask"), rows, MASK)


def _window() -> Iterable[ActionSpec]:
    group = _tr("Window")
    rows = (
        ("studio", _tr("Studio"), "E"),
        ("history", _tr("History"), "G"),
        ("survey", _tr("Survey: choose among many"), "N"),
        ("panels", _tr("Hide or show the panels"), "Ctrl+B"),
        ("alone", _tr("The picture alone on the whole screen"), "F"),
        ("full_screen", _tr("Full screen"), "F11"),
        ("settings", _tr("Settings"), "Ctrl+,"),
        ("keys", _tr("This list of keys"), "F1 Ctrl+/ ?"),
        ("quit", _tr("Quit"), "Ctrl+Q"),
    )
    yield from _rows(group, rows)
    tab = ("panels_stage", _tr("Hide or show the panels, from the picture"), "Tab")
    yield from _rows(group, (tab,), STAGE)


_ICONS = {"fit": "fit", "undo": "undo", "redo": "redo"}
_REPEATING = {"zoom_in", "zoom_out", "earlier_prompt", "later_prompt"}


def _rows(group: str, rows: Iterable[tuple[str, str, str]], *places: str) -> Iterable[ActionSpec]:
    """``rows``: id, words, and the keys with a space between them."""
    for name, text, keys in rows:
        yield ActionSpec(
            id=name,
            text=text,
            keys=tuple(keys.split()),
            group=group,
            icon=_ICONS.get(name, ""),
            places=places,
            repeats=name in _REPEATING,
        )


def build(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action for each id that has a handler. The shortcuts work once a widget has them."""
    actions: dict[str, QAction] = {}
    for spec in specs():
        if spec.places or spec.id not in handlers:
            continue
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setAutoRepeat(spec.repeats)
        if spec.icon:
            icons.set_icon(action, spec.icon)
        action.triggered.connect(handlers[spec.id])
        actions[spec.id] = action
    return actions


def native(key: str) -> str:
    """One key as this system writes it, and as it is written on the key."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)
