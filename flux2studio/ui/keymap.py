"""The keys as the artist has them; they belong to the application, as its palette does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from flux2studio.ui.actions import ActionSpec, native, specs

_KEYS_MAX = 4
_IDLE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

Own = Mapping[str, Sequence[str]]


class Keymap(QObject):
    """``own`` has the keys of the actions that the artist gave others, in Qt's portable form.

    What no keyboard can give is left out and named in ``refused``, by the ids of the actions.
    """

    changed = Signal()

    def __init__(self, own: Own | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._usual = {spec.id: tuple(map(portable, spec.keys)) for spec in specs()}
        self._own: dict[str, tuple[str, ...]] = {}
        self.refused: tuple[str, ...] = ()
        self._take(own or {})
        self._told: dict[str, tuple[str, str]] = {}  # tooltip: words and action
        self.changed.connect(self._tell_anew)

    @property
    def own(self) -> dict[str, tuple[str, ...]]:
        """What differs from the usual keys, to be kept."""
        return dict(self._own)

    def use(self, own: Own) -> None:
        """Take all of the artist's keys, in place of those of now."""
        self._take(own)
        self.changed.emit()

    def keys(self, action: str) -> tuple[str, ...]:
        """Return all keys of an action; empty: it has none."""
        return self._own.get(action, self._usual.get(action, ()))

    def usual(self, action: str) -> tuple[str, ...]:
        return self._usual.get(action, ())

    def is_usual(self, action: str) -> bool:
        return action not in self._own

    def shown(self, action: str) -> str:
        """The first key as this system writes it; empty where there is none."""
        return next(map(native, self.keys(action)), "")

    def told(self, words: str, action: str) -> str:
        """Return ``words`` with the first key; what is told is told anew when that changes."""
        key = self.shown(action)
        text = f"{words} ({key})" if key else words
        self._told[text] = (words, action)
        return text

    def owners(self, key: str, of: ActionSpec) -> tuple[ActionSpec, ...]:
        """Return the actions that would get in the way of ``of`` on ``key``."""
        others = (spec for spec in specs() if spec.id != of.id and spec.meets(of))
        return tuple(spec for spec in others if key in self.keys(spec.id))

    def give(self, key: str, spec: ActionSpec, *, in_place_of: str = "") -> None:
        """Put ``key`` on an action, at the place of another of its keys; others lose it."""
        for other in self.owners(key, spec):
            self._set(other.id, [one for one in self.keys(other.id) if one != key])
        twin = in_place_of.replace("Return", "Enter")  # that of the keypad goes with it
        kept = [
            one for one in self.keys(spec.id) if one != key and (one != twin or one == in_place_of)
        ]
        if in_place_of in kept:
            kept[kept.index(in_place_of)] = key
        else:
            kept.append(key)
        self._set(spec.id, kept[:_KEYS_MAX])
        self.changed.emit()

    def take_away(self, action: str) -> None:
        """Leave an action without keys."""
        self._set(action, ())
        self.changed.emit()

    def reset(self, spec: ActionSpec) -> None:
        """Give an action its usual keys back; those who have them now lose them."""
        self._own.pop(spec.id, None)
        for key in self.keys(spec.id):
            for other in self.owners(key, spec):
                self._set(other.id, [one for one in self.keys(other.id) if one != key])
        self.changed.emit()

    def reset_all(self) -> None:
        self._own.clear()
        self.changed.emit()

    def pressed(self, event: QKeyEvent, actions: Iterable[str]) -> str:
        """Return which of ``actions`` a key press means, empty when none.

        A letter or digit counts as the sign that it types, wherever that is on the keyboard and
        with whatever it takes to type it there; a combination that is given out comes first.
        """
        known = tuple(actions)
        exact = combination(event)
        text = "" if event.modifiers() & _COMMANDS else event.text().upper()
        for key in (exact, text):
            for action in known:
                if key and key in self.keys(action):
                    return action
        return ""

    def _tell_anew(self) -> None:
        before = dict(self._told)
        for widget in QApplication.allWidgets():
            if (known := before.get(widget.toolTip())) is not None:
                if widget.accessibleName() == widget.toolTip():
                    widget.setAccessibleName(self.told(*known))
                widget.setToolTip(self.told(*known))

    def _take(self, own: Own) -> None:
        self._own, refused = {}, []
        for action, keys in own.items():
            clean = tuple(portable(key) for key in keys[:_KEYS_MAX])
            if action not in self._usual or not all(clean):
                refused.append(action)
            else:
                self._set(action, clean)
        self.refused = tuple(refused)

    def _set(self, action: str, keys: Sequence[str]) -> None:
        if tuple(keys) == self._usual[action]:
            self._own.pop(action, None)
        else:
            self._own[action] = tuple(dict.fromkeys(keys))


def keymap() -> Keymap:
    """Return the keys of this application: the usual ones until the artist's are known."""
    app = QCoreApplication.instance()
    found = app.findChild(Keymap) if app is not None else None
    return found if found is not None else Keymap(parent=app)


def portable(key: str) -> str:
    """Return ``key`` as Qt writes it on every system, empty when no keyboard can give it."""
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    if sequence.count() != 1:
        return ""
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def combination(event: QKeyEvent) -> str:
    """What was pressed, in the same form; empty for a key that only changes others."""
    key = Qt.Key(event.key())
    if key in _ALONE or key == Qt.Key.Key_unknown:
        return ""
    held = event.modifiers() & ~_IDLE
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    sequence = QKeySequence(key.value | held.value)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


_ALONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)


def bind(actions: Iterable[QAction]) -> None:
    """Give actions the keys of their names, those of now."""
    keys = keymap()
    for action in actions:
        action.setShortcuts([QKeySequence(key) for key in keys.keys(action.objectName())])


def with_key(words: str, action: str) -> str:
    """Return ``words`` with the key of an action behind them, for a tooltip.

    The tooltip follows when the key becomes another.
    """
    return keymap().told(words, action)


def explain(widget: QWidget, action: str, words: str) -> None:
    """Give a control such a tooltip."""
    widget.setToolTip(with_key(words, action))
