"""Everything the keyboard can do, as data: one list for the shortcuts and for the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

from flux2studio.ui import icons

SLOTS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """``keys`` in Qt's portable form, the first one shown. ``held``: known by the stage itself.

    ``repeats``: a key held down does it again and again; for the others it is one wish.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    icon: str = ""
    held: bool = False
    repeats: bool = False


def specs() -> tuple[ActionSpec, ...]:
    """Return all actions in the order of the list of keys, in the language of now."""
    pictures = (*_look(), *_picture(), *_history(), *_compare())
    return (*_make(), *_loras(), *pictures, *_window())


def _make() -> tuple[ActionSpec, ...]:
    group = _tr("Make")
    return (
        ActionSpec(
            id="generate", text=_tr("Generate"), keys=("Ctrl+Return", "Ctrl+Enter"), group=group
        ),
        ActionSpec(
            id="cancel", text=_tr("Cancel the running job"), keys=("Esc", "Ctrl+."), group=group
        ),
        ActionSpec(
            id="paste", text=_tr("Paste a picture as reference"), keys=("Ctrl+V",), group=group
        ),
        ActionSpec(
            id="add_reference", text=_tr("Choose reference files"), keys=("Ctrl+O",), group=group
        ),
        ActionSpec(
            id="mask", text=_tr("Paint a mask on a reference"), keys=("Alt+M",), group=group
        ),
        *(
            ActionSpec(
                id=f"slot_{number}",
                text=_tr("Go to reference slot %1").replace("%1", str(number)),
                keys=(f"Alt+{number}",),
                group=group,
            )
            for number in range(1, SLOTS + 1)
        ),
    )


def _loras() -> tuple[ActionSpec, ...]:
    group = _tr("LoRAs")
    return (
        ActionSpec(id="lora_picker", text=_tr("Add a LoRA"), keys=("Alt+L",), group=group),
        ActionSpec(id="loras", text=_tr("Go to the LoRAs"), keys=("Alt+Shift+L",), group=group),
        ActionSpec(
            id="lora_use", text=_tr("Use the card"), keys=("Return",), group=group, held=True
        ),
        ActionSpec(id="lora_page", text=_tr("Its details"), keys=("F2",), group=group, held=True),
        ActionSpec(
            id="lora_stars", text=_tr("Rate it, 0 to 5"), keys=("0",), group=group, held=True
        ),
    )


def _compare() -> tuple[ActionSpec, ...]:
    """Known by the page itself, but for the first."""
    group = _tr("Compare")
    known = (
        ("beside", _tr("Side by side"), "B"),
        ("slider", _tr("Divided by a line"), "S"),
        ("hold", _tr("One, the other while \\ is held"), "H"),
        ("swap", _tr("Change places"), "W"),
        ("link", _tr("Zoom together, or each alone"), "L"),
    )
    return (
        ActionSpec(
            id="compare", text=_tr("With the reference, or those chosen"), keys=("C",), group=group
        ),
        *(
            ActionSpec(id=f"compare_{name}", text=text, keys=(key,), group=group, held=True)
            for name, text, key in known
        ),
    )


def _look() -> tuple[ActionSpec, ...]:
    group = _tr("Look")
    return (
        ActionSpec(id="fit_or_full", text=_tr("Fit or 100 %"), keys=("Z",), group=group),
        ActionSpec(id="fit", text=_tr("Fit"), keys=("Ctrl+0",), group=group, icon="fit"),
        ActionSpec(id="full", text=_tr("100 %"), keys=("Ctrl+1",), group=group),
        ActionSpec(
            id="zoom_in",
            text=_tr("Zoom in"),
            keys=("Ctrl++", "Ctrl+="),
            group=group,
            repeats=True,
        ),
        ActionSpec(
            id="zoom_out", text=_tr("Zoom out"), keys=("Ctrl+-",), group=group, repeats=True
        ),
        ActionSpec(
            id="before", text=_tr("Before, while held"), keys=("\\",), group=group, held=True
        ),
        ActionSpec(
            id="pan",
            text=_tr("Move the picture, while held"),
            keys=("Space",),
            group=group,
            held=True,
        ),
    )


def _picture() -> tuple[ActionSpec, ...]:
    group = _tr("Picture")
    return (
        ActionSpec(id="recall", text=_tr("Make again, new seed"), keys=("Ctrl+R",), group=group),
        ActionSpec(
            id="recall_all", text=_tr("Make again, same seed"), keys=("Ctrl+Shift+R",), group=group
        ),
        ActionSpec(id="info", text=_tr("Show its recipe"), keys=("I",), group=group),
        ActionSpec(id="trash", text=_tr("Delete"), keys=("Del",), group=group, held=True),
        ActionSpec(id="undo", text=_tr("Undo"), keys=("Ctrl+Z",), group=group, icon="undo"),
    )


def _history() -> tuple[ActionSpec, ...]:
    """Known by the page of the history itself: letters are for words everywhere else."""
    return tuple(
        ActionSpec(id=name, text=text, keys=keys, group=_tr("History"), held=True)
        for name, text, keys in (
            ("judge", _tr("Pick; X rejects, U neither"), ("P", "X", "U")),
            ("stars", _tr("Stars, 0 to 5; labels, 6 to 9"), ("5",)),
            ("tags", _tr("Tags"), ("T",)),
            ("copy", _tr("Copy the pictures"), ("Ctrl+C",)),
            ("redo", _tr("Do again what was undone"), ("Ctrl+Shift+Z",)),
            ("delete_rejected", _tr("Delete all rejected"), ("Ctrl+Backspace",)),
            ("complete", _tr("List what can be searched by"), ("Ctrl+Space",)),
            ("save_search", _tr("Keep the search as an album"), ("Ctrl+Shift+S",)),
        )
    )


def _window() -> tuple[ActionSpec, ...]:
    group = _tr("Window")
    return (
        ActionSpec(id="studio", text=_tr("Studio"), keys=("E",), group=group),
        ActionSpec(id="history", text=_tr("History"), keys=("G",), group=group),
        ActionSpec(id="search", text=_tr("Search the history"), keys=("Ctrl+F",), group=group),
        ActionSpec(id="panels", text=_tr("Hide or show the panels"), keys=("Ctrl+B",), group=group),
        ActionSpec(
            id="panels_stage",
            text=_tr("The same, with the picture in focus"),
            keys=("Tab",),
            group=group,
            held=True,
        ),
        ActionSpec(id="full_screen", text=_tr("Full screen"), keys=("F", "F11"), group=group),
        ActionSpec(id="settings", text=_tr("Settings"), keys=("Ctrl+,",), group=group),
        ActionSpec(id="keys", text=_tr("This list of keys"), keys=("F1",), group=group),
        ActionSpec(id="quit", text=_tr("Quit"), keys=("Ctrl+Q",), group=group),
    )


def build(parent: QObject, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make an action for each id that has a handler. The shortcuts work once a widget has them."""
    actions: dict[str, QAction] = {}
    for spec in specs():
        if spec.held or spec.id not in handlers:
            continue
        action = QAction(spec.text, parent)
        action.setObjectName(spec.id)
        action.setAutoRepeat(spec.repeats)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.icon:
            icons.set_icon(action, spec.icon)
        action.triggered.connect(handlers[spec.id])
        actions[spec.id] = action
    return actions


def shown_keys(spec: ActionSpec) -> str:
    """The first shortcut as this system writes it."""
    return QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)
