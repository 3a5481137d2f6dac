"""The card of the first start: what it says of this computer, and of a sample that is there."""

import pytest

from flux2studio.ui.tasks import Tasks
from flux2studio.ui.widgets.start_card import StartCard
from tests.ui.compose_parts import HandTasks, catalogue
from tests.ui.local_parts import KLEIN, NO_GPU, Here


@pytest.fixture
def look(qtbot, qapp):
    hand = HandTasks()
    tasks = Tasks(hand.submit)

    def _look(**changes):
        here = Here(catalogue(), tasks, **changes)
        here.view_models.look()
        qtbot.waitUntil(lambda: hand.run_all() or not tasks.busy)
        return here

    return _look


def test_it_names_the_model_that_fits_its_size_and_licence_and_offers_it_at_once(look):
    here = look().view_models

    assert here.first.id == KLEIN
    for part in (here.computer.name, "FLUX.2 klein 4B fits", "GB", "Apache", "Works offline"):
        assert part in here.invitation
    assert here.download == "Download FLUX.2 klein 4B"


def test_without_a_gpu_it_says_so_and_downloads_nothing(look):
    here = look(hardware=NO_GPU).view_models

    assert "No graphics card" in here.invitation
    assert here.download == ""


def test_what_is_here_already_is_not_offered_for_download(qtbot, look):
    here = look()
    here.shelf.whole(KLEIN)
    here.shelf.ring()

    qtbot.waitUntil(lambda: here.view_models.download == "")


def test_it_says_whether_there_is_a_sample_behind_it(qtbot):
    card = StartCard()
    qtbot.addWidget(card)
    bare = card.look_around.button.text(), card.words.text(), card.remove.isHidden()

    card.show_sample(True)

    assert bare[0] == card.look_around.button.text() == "Start with practice"
    assert bare[2]
    assert card.words.text().startswith("A sample project is open behind this card")
    assert not card.remove.isHidden()
