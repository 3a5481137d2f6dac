"""The family of a picture: what it was made from, what it led to, what is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.storage.family import FamilyRepository
from flux2studio.storage.history_reader import HistoryReader
from tests.storage.samples import make_generation


@pytest.fixture
def family(database, root):
    return FamilyRepository(database, HistoryReader(database, lambda: root))


@pytest.fixture
def add(history, root):
    """Add a picture made from these and return its entry."""

    def _add(*parents, minute=0):
        made = make_generation(root, minute=minute)
        history.add(replace(made, recipe=replace(made.recipe, parents=parents)))
        return history.entry(made.id)

    return _add


def test_a_picture_knows_what_it_was_made_from_and_what_it_led_to(family, add):
    one, two = add(), add(minute=1)
    child = add(two.id, one.id, minute=2)
    later = add(child.id, minute=4)
    sooner = add(child.id, minute=3)

    found = family.family(child.id)

    assert (found.parents, found.children, found.lost) == ((one, two), (sooner, later), ())
    assert family.family(later.id).parents == (child,)
    assert family.family("nobody").children == ()


def test_a_parent_that_is_gone_keeps_its_place_and_comes_back(family, add, history):
    parent = add()
    child = add(parent.id, "never", minute=1)
    removed = history.remove(parent.id)

    found = family.family(child.id)
    assert (found.parents, found.lost) == ((), tuple(sorted([parent.id, "never"])))

    history.restore(removed)
    assert family.family(child.id).parents == (parent,)


def test_a_child_that_is_gone_is_not_shown(family, add, history):
    parent = add()
    child = add(parent.id, minute=1)

    history.remove(child.id)

    assert family.family(parent.id).children == ()


def test_what_is_found_out_later_is_added(family, add):
    parent, child = add(), add(minute=1)

    family.link(child.id, [parent.id, child.id, "", parent.id])

    assert family.family(child.id).parents == (parent,)
    assert family.family(child.id).lost == ()


def test_of_many_children_the_first_are_told(family, add):
    parent = add()
    children = [add(parent.id, minute=minute) for minute in range(1, 60)]

    assert family.family(parent.id, limit=5).children == tuple(children[:5])
