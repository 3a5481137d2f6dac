"""HistoryViewModel: search, choose, recall, delete and bring back."""

from __future__ import annotations

import pytest

from flux2studio.core.history import MarkChange
from flux2studio.ui.viewmodels.history import Recall
from flux2studio.ui.viewmodels.history_source import Count


@pytest.fixture
def history(shell):
    return shell.history


def shown(history):
    return [history.model.index(row).data() for row in range(history.model.rowCount())]


def test_of_what_is_typed_fast_only_the_last_is_shown(qtbot, shell, shelf, history):
    shelf.put("red coat")
    shelf.put("blue sea")
    history.load()
    shell.settle()

    for query in ("b", "bl", "red"):
        history.search(query)
    with qtbot.waitSignal(history.model.modelReset):
        shell.settle()

    assert shown(history) == ["red coat"]
    assert history.count == Count(found=1, total=2)


def test_deleting_takes_the_picture_from_the_folder_and_undo_brings_it_back(shell, shelf, history):
    made = shelf.put("keep me")
    history.load()
    shell.settle()

    history.trash([made])
    shell.settle()
    gone = not made.path.exists() and shown(history) == []
    history.undo()
    shell.settle()

    assert gone
    assert made.path.exists()
    assert shown(history) == ["keep me"]
    assert not history.can_undo


def test_several_are_deleted_and_brought_back_together(shell, shelf, history):
    made = [shelf.put(name, minutes=number) for number, name in enumerate("abc")]
    history.load()
    shell.settle()

    history.trash(made[:2])
    shell.settle()
    after = shown(history)
    history.undo()
    shell.settle()

    assert after == ["c"]
    assert shown(history) == ["a", "b", "c"]


def test_a_delete_that_fails_says_why_and_shows_what_is_left(qtbot, shell, shelf, history):
    made = shelf.put()
    history.load()
    shell.settle()
    (shelf.folder / "held").write_text("a file where the folder should be")

    with qtbot.waitSignal(history.failed) as failed:
        history.trash([made])
        shell.settle()

    assert "cannot be moved to the trash" in str(failed.args[0])
    assert shown(history) == [made.request.prompt]


def test_deleting_the_chosen_picture_chooses_none(shell, shelf, history):
    made = shelf.put()
    history.load()
    shell.settle()
    history.choose(made)

    history.trash([made])
    shell.settle()

    assert history.current is None


def test_what_a_search_leaves_out_is_not_the_current_picture_until_it_is_found_again(
    shell, shelf, history
):
    coat, sea = shelf.put("red coat"), shelf.put("blue sea")
    history.load()
    shell.settle()
    history.choose(coat)
    shell.settle()

    chosen = []
    for query in ("blue", "nothing like it", "sea", ""):
        history.search(query)
        shell.settle()
        chosen.append(history.current)

    assert chosen == [sea, None, sea, coat]


def test_a_picture_chosen_in_a_search_stays_so_after_it(shell, shelf, history):
    coat = shelf.put("red coat")
    shelf.put("blue sea")
    shelf.put("blue sky", minutes=1)
    history.load()
    shell.settle()
    history.choose(coat)
    history.search("blue")
    shell.settle()

    history.choose_entry(history.model.entry(1))
    chosen = history.current
    history.search("")
    shell.settle()

    assert chosen not in (coat, None)
    assert history.current == chosen


def test_a_search_chooses_nothing_where_nothing_was_chosen(shell, shelf, history):
    shelf.put("red coat")
    history.load()
    shell.settle()

    history.search("red")
    shell.settle()

    assert history.current is None


def test_the_last_picture_of_a_search_that_no_longer_fits_it_is_not_judged_further(
    shell, shelf, history
):
    shelf.put("red coat")
    history.search("rating:0")
    history.load()
    shell.settle()
    entry = history.model.entry(0)
    history.choose_entry(entry)

    history.mark([entry], MarkChange(rating=3))
    shell.settle()

    assert (shown(history), history.current) == ([], None)


@pytest.mark.parametrize("what", list(Recall))
def test_recall_hands_on_the_picture_and_how_much_of_it(qtbot, shelf, history, what):
    made = shelf.put()

    with qtbot.waitSignal(history.recalled) as recalled:
        history.recall(made, what)

    assert recalled.args == [made, what]


def test_revealing_opens_the_folder_of_the_picture(shell, shelf, history):
    made = shelf.put()

    history.reveal(made)
    shell.queue.settle()

    assert shell.visited == [str(made.path.parent)]


def test_a_picture_that_is_gone_is_not_opened_but_explained(qtbot, shell, shelf, history):
    made = shelf.put()
    made.path.unlink()

    with qtbot.waitSignal(history.failed) as failed:
        history.open_outside(made)
        shell.queue.settle()

    assert str(failed.args[0]) == f"“{made.path.name}” is no longer there."
    assert shell.visited == []


def test_a_picture_made_before_the_history_was_seen_does_not_stand_for_all_of_it(
    shell, shelf, history
):
    shelf.put("old")
    history.add([shelf.put("new")])

    history.open_page()
    shell.settle()

    assert sorted(shown(history)) == ["new", "old"]


def test_a_history_once_seen_is_not_fetched_again(shell, shelf, history):
    shelf.put("old")
    history.open_page()
    shell.settle()
    shelf.put("unseen")

    history.open_page()
    shell.settle()

    assert shown(history) == ["old"]


def test_pictures_just_made_appear_without_a_reload(shell, shelf, history):
    history.load()
    shell.settle()

    history.add([shelf.put("new")])
    shell.settle()

    assert shown(history) == ["new"]
    assert history.count.total == 1


def test_a_new_picture_that_does_not_fit_the_search_is_not_shown(shell, shelf, history):
    history.load()
    history.search("red")
    shell.settle()

    history.add([shelf.put("blue sea"), shelf.put("red coat")])
    shell.settle()

    assert shown(history) == ["red coat"]


def test_pictures_that_were_never_looked_at_are_deleted_by_their_numbers(shell, shelf, history):
    for minutes in range(3):
        shelf.put(minutes=minutes)
    numbers = shelf.service.search.numbers("", lambda: None)

    history.trash_numbers(numbers[:2])
    shell.settle()
    history.load()
    shell.settle()

    assert [history.model.number(row) for row in range(history.model.rowCount())] == [numbers[2]]
