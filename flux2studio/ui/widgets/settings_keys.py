"""Settings: the keys of every action, to be given others."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from flux2studio.ui import icons
from flux2studio.ui.actions import ActionSpec, native, specs
from flux2studio.ui.keymap import Keymap, keymap
from flux2studio.ui.widgets.fields import Sentence, label
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.key_catcher import KeyCatcher
from flux2studio.ui.widgets.offer_bar import OfferBar
from flux2studio.ui.widgets.scroll_shade import ScrollShade
from flux2studio.ui.widgets.settings_parts import SettingsPage
from flux2studio.ui.words import listed

_ID = Qt.ItemDataRole.UserRole
_HEIGHT = 320  # pixels
# They lead through the window, or press what is in focus.
RESERVED = frozenset(
    {"Tab", "Shift+Tab", "Up", "Down", "Left", "Right", "Return", "Enter", "Space", "Esc"}
)


class KeysPage(SettingsPage):
    """What is changed counts at once; ``keys`` are those of the application."""

    def __init__(self, keys: Keymap | None = None) -> None:
        super().__init__()
        self._keys = keys or keymap()
        self._specs = {spec.id: spec for spec in specs()}
        self._items: dict[str, QTreeWidgetItem] = {}
        self._asked = ""  # a key that others have
        self._before = self._keys.own  # all keys became the usual ones
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search for an action or a key"))
        self.search.setAccessibleName(self.tr("Search the keys"))
        icons.add_clear_button(self.search)
        self.tree = self._tree()
        self.chosen = label("", "title")
        self.add = KeyCatcher(self.tr("Press new keys…"), self.tr("Press the keys now"))
        self.take_away = QPushButton(self.tr("Take its keys away"))
        self.usual = QPushButton(self.tr("Its usual keys"))
        self.all_usual = QPushButton(self.tr("All usual keys"))
        self.said = Sentence()
        self.take_over = QPushButton(self.tr("Take it over"))
        self.undo = OfferBar(self.tr("Undo"), self.tr("Undo: all usual keys"))
        self.shade = ScrollShade(self.tree)
        self._lay_out()
        self._connect()
        self._fill()

    def choose(self, action: str) -> None:
        """Make an action the one whose keys are shown and changed."""
        self.tree.setCurrentItem(self._items[action])
        self.tree.scrollToItem(self._items[action], QAbstractItemView.ScrollHint.PositionAtCenter)

    @property
    def spec(self) -> ActionSpec | None:
        item = self.tree.currentItem()
        return self._specs.get(item.data(0, _ID)) if item is not None else None

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.setAccessibleName(self.tr("Actions and their keys"))
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setMinimumHeight(_HEIGHT)
        tree.setRootIsDecorated(False)
        tree.setIndentation(12)
        tree.setTabKeyNavigation(False)
        return tree

    def _lay_out(self) -> None:
        self.section(
            self.tr("Shortcuts"),
            self.tr(
                "Choose an action and press the keys it is to have. Single letters work while"
                " no text field has the focus."
            ),
        )
        self.column.addWidget(self.search)
        self.column.addWidget(self.tree, 1)
        self.column.addWidget(self.chosen)
        what_to_do = FlowBox(8)
        what_to_do.fill([self.add, self.take_away, self.usual])
        self.column.addWidget(what_to_do)
        told = QHBoxLayout()
        told.addWidget(self.said, 1)
        told.addWidget(self.take_over)
        self.column.addLayout(told)
        foot = QHBoxLayout()
        foot.addWidget(self.all_usual)
        foot.addWidget(self.undo, 1)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.take_over.hide()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._show_found)
        self.tree.currentItemChanged.connect(self._show_chosen)
        self.tree.itemActivated.connect(self._on_activated)
        self.add.caught.connect(self._on_caught)
        self.take_away.clicked.connect(self._on_take_away)
        self.usual.clicked.connect(self._on_usual)
        self.take_over.clicked.connect(self._on_take_over)
        self.all_usual.clicked.connect(self._on_all_usual)
        self.undo.button.clicked.connect(self._on_undo)
        self._keys.changed.connect(self._show_keys)

    def _fill(self) -> None:
        """The tree comes last: it measures its columns anew with each word put into it."""
        tops = []
        for group, members in groupby(self._specs.values(), key=lambda spec: spec.group):
            top = QTreeWidgetItem([group])
            tops.append(top)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            for spec in members:
                item = QTreeWidgetItem(top, [spec.text])
                item.setData(0, _ID, spec.id)
                self._items[spec.id] = item
        self._show_keys()
        self.tree.addTopLevelItems(tops)
        self.tree.expandAll()
        self.choose(next(iter(self._items)))

    def _show_keys(self) -> None:
        for action, item in self._items.items():
            words = ", ".join(dict.fromkeys(map(native, self._keys.keys(action))))
            item.setText(1, words)
            font = item.font(1)
            font.setBold(not self._keys.is_usual(action))
            item.setFont(1, font)
            own = "" if self._keys.is_usual(action) else self.tr("changed")
            item.setToolTip(1, own)
            item.setData(1, Qt.ItemDataRole.AccessibleTextRole, f"{words} {own}".strip())
        self._show_chosen()

    def _show_chosen(self, _now: object = None, _before: object = None) -> None:
        spec = self.spec
        self._ask("")
        self.said.say("")
        for part in (self.add, self.take_away, self.usual):
            part.setEnabled(spec is not None)
        if spec is not None:
            self.chosen.setText(spec.text)
            self.add.setAccessibleName(self.tr("Press new keys for {0}").format(spec.text))
            self.take_away.setEnabled(bool(self._keys.keys(spec.id)))
            self.usual.setEnabled(not self._keys.is_usual(spec.id))

    def _show_found(self, text: str) -> None:
        words = text.casefold().split()
        for action, item in self._items.items():
            said = f"{self._specs[action].group} {item.text(0)} {item.text(1)}".casefold()
            item.setHidden(not all(word in said for word in words))
        groups = {spec.group for action, spec in self._specs.items() if not self._is_away(action)}
        for at in range(self.tree.topLevelItemCount()):
            if (top := self.tree.topLevelItem(at)) is not None:
                top.setHidden(top.text(0) not in groups)

    def _is_away(self, action: str) -> bool:
        return self._items[action].isHidden()

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        if item.data(0, _ID):
            self.add.click()

    def _on_caught(self, key: str) -> None:
        """Give the key, or say who has it already."""
        spec = self.spec
        if spec is None:
            return
        if key in RESERVED and not spec.places:
            self.said.say(
                self.tr("“{0}” leads through the window and stays with it.").format(native(key)),
                "bad",
            )
        elif owners := self._keys.owners(key, spec):
            names = listed(owner.text for owner in owners)
            self.said.say(self.tr("“{0}” belongs to {1}.").format(native(key), names), "warn")
            self._ask(key)
        else:
            self._give(key, spec)

    def _on_take_over(self) -> None:
        if (spec := self.spec) is not None and self._asked:
            self._give(self._asked, spec)
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, key: str, spec: ActionSpec) -> None:
        """The first one is the one that is shown everywhere: a new key takes its place."""
        self._keys.give(key, spec, in_place_of=next(iter(self._keys.keys(spec.id)), ""))
        self.said.say(self.tr("“{0}” it is.").format(native(key)), "ok")

    def _on_take_away(self) -> None:
        if (spec := self.spec) is not None:
            self._keys.take_away(spec.id)

    def _on_usual(self) -> None:
        if (spec := self.spec) is not None:
            self._keys.reset(spec)

    def _on_all_usual(self) -> None:
        self._before = self._keys.own
        self._keys.reset_all()
        self.undo.say(self.tr("All actions have their usual keys."), offers=bool(self._before))

    def _on_undo(self) -> None:
        self.undo.say("")
        self._keys.use(self._before)

    def _ask(self, key: str) -> None:
        self._asked = key
        self.take_over.setVisible(bool(key))
