"""The list of models: what it says of each, what it asks, and what it sets going."""

from __future__ import annotations

from pathlib import Path

import pytest

from flux2studio.core.errors import BackendError, StorageError
from flux2studio.core.model_files import DownloadState, ModelOrigin, ModelState
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.models_on_disk import Ask
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import DEV, GB, KLEIN, KLEIN_9B, NO_GPU, Here, fetching, place


@pytest.fixture
def hand():
    return HandTasks()


@pytest.fixture
def tasks(qapp, hand):
    return Tasks(hand.submit)


@pytest.fixture
def settle(qtbot, hand, tasks, here):
    def settle():
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)
        qtbot.wait(1)

    return settle


@pytest.fixture
def here(tasks):
    return Here(catalogue(), tasks)


@pytest.fixture
def models(here):
    return here.models


@pytest.fixture
def looked(here, settle):
    here.view_models.look()
    settle()
    return here


def row(here, settle, model_id=KLEIN):
    settle()
    return here.models.row(model_id)


def test_the_one_to_start_with_comes_first(models):
    rows = models.rows

    assert rows[0].id == KLEIN
    assert [each.is_first for each in rows] == [True] + [False] * (len(rows) - 1)


def test_a_model_that_is_not_here_says_how_much_there_is_to_fetch(models):
    absent = models.row(KLEIN)

    assert (absent.state, absent.act) == ("Not here · 16 GB to download", Act.DOWNLOAD)


def test_a_download_tells_how_far_it_is(here, settle):
    here.shelf.put(KLEIN, download=fetching(3_200_000_000, 16 * GB))

    moving = row(here, settle)

    assert moving.progress == "3.2 of 16 GB · 42 MB/s · 5 min left"
    assert (moving.moving, moving.act) == (True, Act.PAUSE)
    assert moving.fraction == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("state", "words", "fraction"),
    [
        (DownloadState.LISTING, "asking what there is to fetch", None),
        (DownloadState.WAITING, "the site is busy; it is asked again", None),
        (DownloadState.CHECKING, "checking what came · 3.2 of 16 GB", 0.2),
    ],
)
def test_where_nothing_comes_in_the_words_say_why(here, settle, state, words, fraction):
    here.shelf.put(KLEIN, download=fetching(3_200_000_000, 16 * GB, state=state))

    moving = row(here, settle)

    assert (moving.progress, moving.fraction) == (words, fraction)


def test_what_is_partly_here_is_resumed_and_that_it_is_not_whole_is_said_once(here, settle):
    here.shelf.put(
        KLEIN,
        state=ModelState.PARTIAL,
        place=place(),
        have_bytes=3_100_000_000,
        problem="It is not whole yet.",
    )

    part = row(here, settle)

    assert (part.state, part.act) == ("Partly here · 3.1 of 16 GB", Act.RESUME)
    assert part.problem is None
    assert Act.DISCARD in part.others


def test_a_failed_download_keeps_its_reason_at_the_row(here, settle):
    problem = BackendError("The line broke.", hint="Go on with it.", details="reset")
    failed = fetching(GB, 16 * GB, state=DownloadState.FAILED)
    here.shelf.put(KLEIN, state=ModelState.PARTIAL, place=place(), download=failed)
    here.shelf.put(KLEIN, download=type(failed)(state=DownloadState.FAILED, problem=problem))

    assert row(here, settle).problem is problem


def test_damage_in_the_artists_own_folder_is_mended_by_another_folder(here, settle):
    own = place(ModelOrigin.FOLDER, "/media/models/klein")
    here.shelf.put(KLEIN, state=ModelState.DAMAGED, place=own, problem="Damaged.", hint="Choose.")

    damaged = row(here, settle)

    assert (damaged.state, damaged.tone, damaged.act) == ("Damaged", "bad", Act.FOLDER)
    assert (str(damaged.problem), damaged.problem.hint) == ("Damaged.", "Choose.")
    assert damaged.place == "Your folder: /media/models/klein"


def test_a_check_of_the_files_can_be_stopped(here, settle):
    here.shelf.whole(KLEIN, checking=(4 * GB, 16 * GB))

    checked = row(here, settle)
    here.models.act(KLEIN, checked.act)

    assert checked.progress == "checking the files · 4 of 16 GB"
    assert ("pause", KLEIN) in here.shelf.asked


def test_a_free_model_is_fetched_without_a_question(here, models):
    models.act(KLEIN, Act.DOWNLOAD)

    assert models.question is None
    assert here.shelf.asked == [("download", KLEIN)]


def test_a_licence_is_agreed_to_before_anything_is_fetched(here, models, settle):
    models.act(KLEIN_9B, Act.DOWNLOAD)
    assert models.question == (KLEIN_9B, Ask.LICENCE)
    assert here.shelf.asked == []

    models.answer()
    settle()

    assert here.shelf.asked == [("accept", KLEIN_9B), ("download", KLEIN_9B)]
    assert models.question is None


def test_no_to_a_licence_fetches_nothing(here, models, settle):
    models.act(DEV, Act.DOWNLOAD)
    models.not_now()
    settle()

    assert here.shelf.asked == []


def test_what_is_here_already_only_needs_the_licence(here, models, settle):
    here.shelf.whole(KLEIN_9B, accepted=False)
    settle()
    assert models.row(KLEIN_9B).act is Act.AGREE

    models.act(KLEIN_9B, Act.AGREE)
    models.answer()
    settle()

    assert here.shelf.asked == [("accept", KLEIN_9B)]


def test_removing_is_asked_about(here, models, settle):
    here.shelf.whole(KLEIN)
    settle()

    models.act(KLEIN, Act.REMOVE)
    settle()
    asked_first = list(here.shelf.asked)
    models.answer()
    settle()

    assert asked_first == []
    assert here.shelf.asked == [("remove", KLEIN)]


def test_a_folder_of_the_artists_is_used_where_it_lies(here, models, settle):
    models.take(KLEIN, "/media/models/klein")
    settle()

    assert here.shelf.asked == [("use", KLEIN, str(Path("/media/models/klein")))]


def test_a_refusal_stands_at_its_row_until_the_next_try(here, models, settle):
    here.shelf.refusal = StorageError("That folder holds no model.", hint="Choose another.")
    models.take(KLEIN, "/nothing")
    settle()
    refused = models.row(KLEIN).problem

    models.act(KLEIN, Act.DOWNLOAD)

    assert refused is here.shelf.refusal
    assert models.row(KLEIN).problem is None


def test_what_was_forgotten_can_be_taken_back(here, models, settle):
    models.act(KLEIN, Act.FORGET)
    settle()
    forgotten = models.forgotten

    models.undo_forget()
    settle()

    assert forgotten == KLEIN
    assert models.forgotten == ""
    assert here.shelf.asked == [("forget", KLEIN), ("undo_forget", KLEIN)]


def test_pages_open_in_the_browser(here, models):
    models.open_licence(KLEIN)
    models.open_page(KLEIN_9B)

    assert here.visited == [
        "https://www.apache.org/licenses/LICENSE-2.0",
        "https://huggingface.co/black-forest-labs/FLUX.2-klein-9B",
    ]


def test_before_the_disk_was_looked_at_no_model_is_said_to_be_missing(here, models, settle):
    klein = catalogue().model(KLEIN)
    before = models.problem(klein)

    here.view_models.look()
    settle()

    assert before is None
    assert str(models.problem(klein)) == "FLUX.2 klein 4B is not on this computer yet."
    assert models.tag(klein) == "16 GB to download"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"state": ModelState.PARTIAL}, "FLUX.2 klein 4B is only partly here."),
        ({"state": ModelState.DAMAGED}, "The files of FLUX.2 klein 4B are damaged."),
        (
            {"state": ModelState.WHOLE, "accepted": False},
            "The licence of FLUX.2 klein 4B was not agreed to yet.",
        ),
        ({"download": fetching(GB, 16 * GB)}, "FLUX.2 klein 4B is not whole yet."),
    ],
)
def test_each_state_says_why_nothing_can_be_generated(looked, settle, changes, sentence):
    looked.shelf.put(KLEIN, **changes)
    settle()

    assert str(looked.models.problem(catalogue().model(KLEIN))) == sentence


def test_progress_alone_does_not_disturb_the_form(qtbot, looked, settle):
    looked.shelf.put(KLEIN, download=fetching(GB, 16 * GB))
    settle()
    told = []
    looked.models.readiness_changed.connect(lambda: told.append(True))

    looked.shelf.put(KLEIN, download=fetching(2 * GB, 16 * GB))
    settle()
    assert told == []

    looked.shelf.whole(KLEIN)
    settle()
    assert told == [True]


def test_hosted_models_are_none_of_its_business(looked):
    hosted = catalogue().model("fal/flux-2")

    assert looked.models.problem(hosted) is None
    assert looked.models.tag(hosted) == ""


def test_each_row_says_what_fits_this_gpu(looked):
    assert looked.models.row(KLEIN).fit.words.startswith(
        "full weights (bf16), all on the GPU, about "
    )
    assert looked.models.row(KLEIN).fit.tone == "label"


def test_without_a_gpu_a_row_says_that_it_is_slow(here, settle):
    here.hardware = NO_GPU
    here.view_models.look()
    settle()

    assert here.models.row(KLEIN).fit.words.endswith("slow without a GPU")
    assert here.models.row(DEV).fit.tone == "warn"


def test_the_room_for_downloads_is_shown(looked):
    assert looked.models.room == "210 GB free on its drive"
