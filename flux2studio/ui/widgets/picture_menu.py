"""What can be done with a finished picture, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.core.generation import Generation
from flux2studio.core.history import MarkChange, Pick
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.history import HistoryViewModel, Recall
from flux2studio.ui.widgets.cull_bar import COMPARED_MAX, label_menu
from flux2studio.ui.widgets.culling import Culling
from flux2studio.ui.widgets.rounded import rounded


def picture_menu(
    history: HistoryViewModel,
    generation: Generation,
    parent: QWidget,
    chosen: Sequence[Generation] = (),
    culling: Culling | None = None,
    copy: Callable[[], object] | None = None,
) -> QMenu:
    """``chosen`` are all the pictures that Delete takes; without it, this one.

    With ``culling`` they can be marked, too, and put into albums. ``copy`` is that of the stage,
    for its own menu.
    """
    menu = rounded(QMenu(parent))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add = partial(_add, menu)
    if copy is None:
        add("image", _tr("Show on the stage"), partial(history.open, generation))
    making, recipe = history.again, generation.recipe
    if making is not None and (price := making.price(recipe)) is not None:
        again = _tr("Make again")
        words = f"{again}\t{price.tag}" if price.tag else again
        add("refresh", words, partial(making.make, recipe, price))
    recall = partial(history.recall, generation)
    add("pencil", _tr("Use this recipe"), partial(recall, Recall.ALL_BUT_SEED))
    add("lock", _tr("Use this recipe with its seed"), partial(recall, Recall.ALL))
    add("sliders", _tr("Use parts of the recipe…"), partial(recall, Recall.PARTS))
    add("upload", _tr("Use as reference"), partial(history.use_as_reference, generation))
    if culling is not None:
        _add_marks(menu, history, culling)
    menu.addSeparator()
    if (copied := culling.copy if culling is not None else copy) is not None:
        add("copy", _tr("Copy"), copied)
    add("open", _tr("Open in another program"), partial(history.open_outside, generation))
    add("folder", _tr("Show in folder"), partial(history.reveal, generation))
    menu.addSeparator()
    if more := history.more_actions(generation, chosen):
        for each in more:
            add(each.icon, each.text.replace("&", "&&"), each.act)
        menu.addSeparator()
    if culling is not None:
        count = max(1, len(culling.chosen()))
        add("trash", _delete_words(count), partial(history.trash_numbers, culling.chosen()))
    else:
        doomed = tuple(chosen) or (generation,)
        add("trash", _delete_words(len(doomed)), partial(history.trash, doomed))
    return menu


def _add(menu: QMenu, icon: str, text: str, act: Callable[[], object]) -> None:
    action = menu.addAction(text)
    icons.set_icon(action, icon)
    action.triggered.connect(lambda _checked=False: act())


def _add_marks(menu: QMenu, history: HistoryViewModel, culling: Culling) -> None:
    menu.addSeparator()
    entries = culling.entries()
    if 2 <= len(entries) <= COMPARED_MAX:
        _add(menu, "columns", _tr("Compare"), partial(history.compare, entries))
    rate = rounded(menu.addMenu(_tr("Rate")))
    icons.set_icon(rate.menuAction(), "star")
    for stars in range(5, -1, -1):
        text = "★" * stars or _tr("No stars")
        rate.addAction(f"{text}\t{stars}", partial(culling.mark, MarkChange(rating=stars)))
    judge = rounded(menu.addMenu(_tr("Pick or reject")))
    icons.set_icon(judge.menuAction(), "check")
    for pick, text, key in (
        (Pick.PICKED, _tr("Pick"), "P"),
        (Pick.REJECTED, _tr("Reject"), "X"),
        (Pick.NONE, _tr("Neither"), "U"),
    ):
        judge.addAction(f"{text}\t{key}", partial(culling.mark, MarkChange(pick=pick)))
    colours = label_menu(culling, menu)
    colours.setTitle(_tr("Colour label"))
    icons.set_icon(colours.menuAction(), "label")
    menu.addMenu(colours)
    _add(menu, "tag", _tr("Tags…"), culling.tags_wanted.emit)
    _add_albums(menu, history, culling)


def _add_albums(menu: QMenu, history: HistoryViewModel, culling: Culling) -> None:
    """Those that all of the pictures are in are ticked; choosing one takes them out."""
    albums = [album for album in history.albums.all if not album.query]
    if not albums:
        return
    entries, numbers = culling.entries(), culling.chosen()
    into = rounded(menu.addMenu(_tr("Albums")))
    icons.set_icon(into.menuAction(), "album")
    for album in sorted(albums, key=lambda one: history.albums.path(one).casefold()):
        is_in = bool(entries) and all(album.id in entry.marks.albums for entry in entries)
        act = history.albums.take_out if is_in else history.albums.put_in
        text = history.albums.path(album).replace("&", "&&")
        action = into.addAction(text, partial(act, album.id, numbers))
        action.setCheckable(True)
        action.setChecked(is_in)


def _delete_words(count: int) -> str:
    return _tr("Delete") if count == 1 else _tr("Delete %1").replace("%1", f"{count:,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("picture_menu", text)
