"""The history: pages, search, undo, and paths that move with the pictures folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import StorageError
from flux2studio.core.request import LoraUse
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from tests.storage.samples import REQUEST, make_generation, make_job

hypothesis_on_one_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100
)


PLAIN = {"loras": (), "references": ()}  # their names are found, too


@pytest.fixture
def add(history, root):
    """Add one picture with this prompt; further arguments change its request."""

    def _add(prompt="a fox", minute=0, sent_prompt="", **changes):
        request = replace(REQUEST, prompt=prompt, **{**PLAIN, **changes})
        generation = make_generation(root, minute=minute, request=request, sent_prompt=sent_prompt)
        history.add(generation)
        return generation

    return _add


def test_a_picture_comes_back_as_it_was(history, add):
    generation = add("ein Fuchs im Schnee 🦊")

    assert history.get(generation.id) == generation
    assert history.of_job(generation.recipe.job_id) == [generation]
    assert history.page() == [generation]


def test_the_newest_comes_first(history, add):
    old, new, middle = add(minute=0), add(minute=9), add(minute=5)

    assert history.page() == [new, middle, old]


def test_the_same_picture_of_a_job_is_added_once(history, root):
    job = make_job()
    first = make_generation(root, job, 1)
    again = replace(first, path=root / "elsewhere.png")

    assert history.add(first)
    assert not history.add(again)

    assert history.of_job(job.id) == [first]


def test_pictures_of_a_job_come_in_their_order(history, root):
    job = make_job()
    made = [make_generation(root, job, index, minute=9 - index) for index in (2, 0, 1)]
    for generation in made:
        history.add(generation)

    assert [generation.recipe.index for generation in history.of_job(job.id)] == [0, 1, 2]


def test_a_picture_that_is_not_there_is_said_in_a_sentence(history):
    with pytest.raises(StorageError, match="not in the history"):
        history.get("nobody")
    with pytest.raises(StorageError, match="not in the history"):
        history.remove("nobody")


def test_a_removed_picture_comes_back_at_its_place(history, add):
    old, middle, new = add("a", minute=0), add("the lost fox", minute=1), add("c", minute=2)

    removed = history.remove(middle.id)
    assert removed.generation == middle
    assert history.page() == [new, old]
    assert history.count("lost") == 0

    history.restore(removed)
    assert history.page() == [new, middle, old]
    assert history.page(query="lost") == [middle]


# Paths


def test_pictures_below_the_folder_move_with_it(database, root, tmp_path):
    outside = make_generation(tmp_path / "out", minute=1)
    inside = make_generation(root)
    history = HistoryRepository(database, root)
    history.add(outside)
    history.add(inside)

    moved = HistoryRepository(database, tmp_path / "other")

    assert [generation.path for generation in moved.page()] == [
        outside.path,
        tmp_path / "other" / inside.path.relative_to(root),
    ]


def test_every_path_is_told_once(history, root, database):
    with database.transaction():
        added = [make_generation(root, minute=minute) for minute in range(1201)]
        for generation in added:
            history.add(generation)

    assert list(history.paths()) == [generation.path for generation in added]


def test_paths_may_be_asked_for_while_pictures_come_and_go(history, root):
    added = [make_generation(root, minute=minute) for minute in range(3)]
    for generation in added:
        history.add(generation)

    seen = []
    for path in history.paths():
        seen.append(path)
        history.remove(added[len(seen) - 1].id)

    assert len(seen) == 3
    assert history.count() == 0


# Search


def found(history, query):
    return [generation.request.prompt for generation in history.page(query=query)]


@pytest.fixture
def shelf(add):
    add("a red fox in the snow", minute=1)
    add("a red house", minute=2, sent_prompt="a crimson villa by the sea")
    add("Café de Paris, at night", minute=3, seed=4711)
    add("wölfe", minute=4, model="fal/flux-2/lora/edit", loras=(LoraUse(source="me/Ink-Wash"),))
    add("雪の中の狐", minute=5)
    add("party 🎉🎉", minute=6)


@pytest.mark.parametrize(
    ("query", "prompts"),
    [
        ("red", ["a red house", "a red fox in the snow"]),
        ("RED fox", ["a red fox in the snow"]),
        ("fox red", ["a red fox in the snow"]),
        ("re", ["a red house", "a red fox in the snow"]),  # while it is being typed
        ("red -house", ["a red fox in the snow"]),
        ('"red fox"', ["a red fox in the snow"]),
        ('"fox red"', []),
        ('"red fo', []),
        ("“red fox”", ["a red fox in the snow"]),
        ('red -"in the snow"', ["a red house"]),
        ("crimson", ["a red house"]),
        ("cafe", ["Café de Paris, at night"]),
        ("4711", ["Café de Paris, at night"]),
        ("ink wash", ["wölfe"]),
        ("ink-wash", ["wölfe"]),
        ("flux-2", ["wölfe"]),
        ("woelfe", []),
        ("WÖLFE", ["wölfe"]),
        ("狐", ["雪の中の狐"]),
        ("🎉", ["party 🎉🎉"]),
        ("red -fox -house", []),
        ("nothing of the kind", []),
    ],
)
def test_search_finds(history, shelf, query, prompts):
    assert found(history, query) == prompts
    assert history.count(query) == len(prompts)


@pytest.mark.parametrize("query", ["", "   ", '"', '""', "-", '-""', "\0", "- -"])
def test_a_query_without_words_shows_everything(history, shelf, query):
    assert history.count(query) == len(history.page(query=query)) == 6


def test_only_exclusions_leave_the_rest(history, shelf):
    assert history.count("-red") == 4


@pytest.mark.parametrize(
    "query",
    ["fox OR", "NEAR(", "fox*", "words:fox", "^fox", "(", "fox AND NOT", "'; DROP TABLE job; --",
     "{fox}", "+fox", "a" * 100_000,
     "fox " * 2000, "-fox " * 2000, "🎉 " * 2000, "\ud800", '"\0', "%", "\u202efox", "*"],
)  # fmt: skip
def test_hostile_queries_only_find_nothing(history, shelf, query):
    assert isinstance(history.page(query=query), list)
    assert history.count(query) <= 6


@hypothesis_on_one_database
@given(
    query=st.text(
        st.characters(codec="utf-8") | st.sampled_from('"-*():^+{}\0\ud800 '), max_size=30
    )
)
def test_no_query_ever_raises(history, query):
    assert history.page(query=query) == []


words = st.sampled_from(["fox", "snow", "red", "house", "night"])


@hypothesis_on_one_database
@given(
    prompts=st.lists(st.lists(words, min_size=1, max_size=4), max_size=12),
    wanted=words,
    unwanted=words,
)
def test_search_agrees_with_looking_at_every_prompt(tmp_path_factory, prompts, wanted, unwanted):
    database = Database(tmp_path_factory.mktemp("search") / "studio.db")
    history = HistoryRepository(database, Path("/pictures"))
    with database.transaction():
        for prompt in prompts:
            request = replace(REQUEST, **PLAIN, prompt=" ".join(prompt))
            history.add(make_generation(Path("/pictures"), request=request))

    expected = sum(wanted in prompt and unwanted not in prompt for prompt in prompts)
    assert history.count(f"{wanted} -{unwanted}") == expected
    database.close()


# Pages


def newest_first(added):
    """By the moment; of equal ones the last that was added is the newest."""
    return sorted(added, key=lambda one: one.recipe.created_at)[::-1]


@settings(max_examples=25)
@given(
    minutes=st.lists(st.integers(-3, 3), max_size=40),
    limit=st.integers(1, 9),
    query=st.sampled_from(["", "fox", "-snow"]),
)
def test_pages_put_together_are_the_whole_sorted_list(tmp_path_factory, minutes, limit, query):
    database = Database(tmp_path_factory.mktemp("pages") / "studio.db")
    history = HistoryRepository(database, Path("/pictures"))
    added = [make_generation(Path("/pictures"), minute=minute) for minute in minutes]
    with database.transaction():
        for generation in added:
            history.add(generation)

    pages, cursor = [], None
    while page := history.page(cursor, limit, query):
        pages.append(page)
        cursor = history.cursor(page[-1])

    expected = newest_first(added)
    assert [one for page in pages for one in page] == ([] if query == "-snow" else expected)
    assert all(len(page) == limit for page in pages[:-1])
    database.close()


def test_a_new_picture_does_not_shift_the_next_page(history, add):
    for minute in range(6):
        add(minute=minute)
    first = history.page(limit=3)
    expected = history.page(history.cursor(first[-1]), limit=3)

    add(minute=99)

    assert history.page(history.cursor(first[-1]), limit=3) == expected


def test_pages_and_search_use_the_index_and_never_sort_everything(database):
    plan = "EXPLAIN QUERY PLAN SELECT id FROM generation"
    order = " ORDER BY number DESC LIMIT 100"
    with database.reading() as db:
        first = [row["detail"] for row in db.execute(plan + order)]
        after = [row["detail"] for row in db.execute(f"{plan} WHERE number < 1 {order}")]

    assert not [line for line in first + after if "TEMP B-TREE" in line]
    assert "SEARCH" in after[0]


def test_many_matches_come_in_the_same_order_as_few(history, root, database):
    added = [make_generation(root, minute=minute % 50) for minute in range(2050)]
    with database.transaction():
        for generation in added:
            history.add(generation)

    page = history.page(query="fox -night", limit=120)
    rest = history.page(history.cursor(page[-1]), query="fox", limit=5)

    expected = newest_first(added)
    assert page + rest == expected[:125]


def test_the_search_index_is_in_step_after_all_kinds_of_change(history, database, add):
    kept, gone = add("kept"), add("gone")
    history.remove(gone.id)
    history.restore(gone)
    history.remove(gone.id)
    with database.transaction() as db:
        db.execute("UPDATE generation SET words = 'changed' WHERE id = ?", (kept.id,))

    assert history.count("changed") == 1
    assert history.count("kept") == 0
    with database.transaction() as db:  # raises when index and table differ
        db.execute(
            "INSERT INTO generation_search (generation_search, rank) VALUES ('integrity-check', 1)"
        )
