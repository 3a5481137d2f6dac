"""The form with "this computer" chosen: its plan, what is missing, and when it can generate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from flux2studio.core.engine_install import InstallState
from flux2studio.core.errors import BackendError
from flux2studio.core.request import Size
from flux2studio.core.starting import starting_request
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.widgets.compose_panel import ComposePanel
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import catalogue
from tests.ui.local_parts import GB, GPU, KLEIN, KLEIN_9B, Here, fetching

LEFT = Qt.MouseButton.LeftButton


class LocalBench(Bench):
    """A bench whose form knows this computer."""

    def __init__(self, qtbot):
        super().__init__(qtbot)
        self.here = Here(catalogue(), self.tasks)
        draft = replace(starting_request(catalogue().model(KLEIN)), prompt="a fox")
        self.compose = ComposeViewModel(
            catalogue(),
            draft,
            self.start,
            self.references,
            self.tasks,
            self.saved.append,
            self.clock,
            local=self.here.view_models,
        )
        self.here.models.readiness_changed.connect(self.compose.show_models)
        self.here.install.need_changed.connect(self.compose.show_models)
        self.here.view_models.look()
        self.settle()

    def compose_panel(self, width=346, height=760):
        panel = ComposePanel(self.compose, self.loras, self.ask, self.here.view_models)
        return self._shown(panel, width, height)

    def settle(self):
        super().settle()
        self.qtbot.wait(1)


@pytest.fixture
def bench(qtbot):
    return LocalBench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


@pytest.fixture
def here(bench):
    return bench.here


def test_a_missing_model_is_offered_right_there(qtbot, bench, panel, here):
    card = panel.local.missing
    assert card.isVisible()
    assert card.words.text() == "Not here · 16 GB to download · Apache-2.0"
    assert not panel.generate.isEnabled()
    assert panel.why_not.text().startswith("FLUX.2 klein 4B is not on this computer yet.")

    qtbot.mouseClick(card.main, LEFT)

    assert here.shelf.asked[-1] == ("download", KLEIN)


def test_its_download_is_followed_in_the_form(bench, panel, here):
    here.shelf.put(KLEIN, download=fetching(4 * GB, 16 * GB))
    bench.settle()

    card = panel.local.missing
    assert card.progress.text() == "4 of 16 GB · 42 MB/s · 5 min left"
    assert card.bar.value() == card.bar.maximum() // 4
    assert card.main.text() == "Pause"


def test_a_model_that_is_here_can_generate_for_nothing(qtbot, bench, panel, here):
    here.shelf.whole(KLEIN)
    bench.settle()

    assert panel.local.missing.isHidden()
    assert panel.generate.isEnabled()
    assert panel.generate.price == "free"
    assert panel.generate.accessibleName() == "Generate, free"
    assert panel.why_not.text() == ""


def test_a_model_with_a_licence_to_agree_to_leads_to_its_page(qtbot, bench, panel, here):
    bench.compose.choose_model(KLEIN_9B)

    with qtbot.waitSignal(panel.computer_wanted):
        qtbot.mouseClick(panel.local.missing.main, LEFT)

    assert here.models.question.model_id == KLEIN_9B
    assert ("download", KLEIN_9B) not in here.shelf.asked


def test_the_plan_follows_the_size(bench, panel):
    bench.compose.edit(size=Size(width=256, height=256))
    small = panel.local.plan.text()

    bench.compose.edit(size=Size(width=2048, height=2048))
    large = panel.local.plan.text()

    assert small.startswith("full weights (bf16), all on the GPU, about ")
    assert large.startswith("full weights (bf16), all on the GPU, ")
    assert large != small


def test_an_engine_that_cannot_be_used_is_said_in_the_form(bench, panel, here):
    problem = BackendError("The driver is too old.", hint="Install a newer one.")
    here.engine.put(EngineStatus.UNUSABLE, problem=problem)
    bench.settle()

    assert panel.local.trouble.text() == "The driver is too old. Install a newer one."


def test_a_hosted_model_has_no_plan_and_the_form_stays(bench, panel):
    bench.compose.edit(prompt="a fox in the snow")

    bench.compose.choose_backend("fal")

    assert panel.local.isHidden()
    assert bench.compose.draft.prompt == "a fox in the snow"
    assert bench.compose.model.family == "FLUX.2 klein 4B"


def test_the_list_of_models_says_which_are_not_here(bench, here):
    here.shelf.whole(KLEIN)
    bench.settle()

    prices = {family.name: family.price for family in bench.compose.families}

    assert prices["FLUX.2 klein 4B"] == "free"
    assert prices["FLUX.2 klein 9B"] == "35 GB to download"


def test_the_acceleration_says_what_it_means_here(bench, panel):
    assert "without a change to be seen" in panel.parameters.acceleration.box.toolTip()


def test_no_word_of_it_is_cut_in_the_narrowest_dock(bench, here):
    panel = bench.compose_panel(width=320)
    here.shelf.put(KLEIN, download=fetching(4 * GB, 16 * GB))
    bench.settle()

    card = panel.local.missing
    for button in (card.main, card.details):
        assert button.width() >= button.minimumSizeHint().width()
    assert panel.local.width() <= panel.form_area.viewport().width()


def test_the_form_comes_to_rest_at_every_height(qtbot, bench, panel):
    """Words that wrap must not need a scroll bar and not need it, in turns."""
    bench.compose.edit(size=Size(width=2048, height=2048))

    for height in range(420, 900, 6):
        panel.resize(346, height)
        qtbot.wait(1)

    inside = panel.form_area.widget()
    assert inside.width() == panel.form_area.viewport().width()


def test_without_an_engine_nothing_is_sent_and_it_is_installed_from_the_form(
    qtbot, bench, panel, here
):
    here.shelf.whole(KLEIN)
    here.hardware = replace(here.hardware, libraries=())
    here.computer.look()
    bench.settle()
    refused = (panel.generate.isEnabled(), panel.why_not.text())
    card = panel.local.engine
    assert card.isVisible()

    here.keeping.stand(InstallState.READY)
    here.hardware = GPU
    here.computer.look()
    bench.settle()

    assert refused[0] is False
    assert refused[1].startswith("This computer has no engine")
    assert card.isHidden()
    assert panel.generate.isEnabled()


def test_the_engine_comes_before_the_model_that_it_is_for(bench, panel, here):
    model, engine = panel.local.missing.main, panel.local.engine.main
    assert model.property("role") == "primary"

    here.hardware = replace(here.hardware, libraries=())
    here.computer.look()
    bench.settle()

    assert (engine.property("role"), model.property("role")) == ("primary", "")
