"""The draft: all of the form after every change, whole at the next start; texts of any kind."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData

from flux2studio.core.cropping import Crop
from flux2studio.core.request import (
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraUse,
    Mask,
    ReferenceImage,
    Size,
)
from flux2studio.storage.draft import DraftStore
from tests.ui.compose_bench import Bench

FULL = GenerationRequest(
    model="practice",
    prompt="a {red|green} fox beside @valley",
    references=(
        ReferenceImage(
            sha256="ab" * 32,
            name="valley.png",
            width=64,
            height=48,
            mask=Mask(sha256="cd" * 32, width=64, height=48, name="mask"),
            crop=Crop(x=0.1, y=0.2, width=0.5, height=0.5),
            handle="valley",
        ),
        ReferenceImage(
            sha256="ef" * 32, name="off.png", width=64, height=48, enabled=False, handle="off"
        ),
    ),
    loras=(LoraUse(source="atelier/ink-wash", name="Ink", scale=0.35, enabled=False, size=9),),
    size=Size(width=768, height=1024),
    count=3,
    seed=71042,
    steps=40,
    guidance=3.5,
    acceleration=Acceleration.HIGH,
    format=ImageFormat.WEBP,
    expand_prompt=True,
    safety_checker=False,
    negative_prompt="blur",
    safety_tolerance=4,
    strength=0.5,
    large_reference=True,
)


def test_the_whole_form_comes_back_at_the_next_start(qtbot, tmp_path):
    store = DraftStore(tmp_path / "draft.json")
    store.save(FULL)

    compose = Bench(qtbot, draft=store.load()).compose

    assert compose.draft == FULL


def test_the_draft_is_saved_while_one_types_on(qtbot):
    bench = Bench(qtbot)
    text = iter(range(10_000))

    def type_on():
        bench.compose.write(f"a fox {next(text)}")
        bench.hand.run_all()
        return len(bench.saved) >= 3

    qtbot.waitUntil(type_on, timeout=5000)

    assert bench.saved[-1].prompt.startswith("a fox")


def test_half_a_letter_anywhere_keeps_no_draft_from_being_saved(tmp_path):
    store = DraftStore(tmp_path / "draft.json")

    store.save(GenerationRequest(prompt="a \ud83d fox", negative_prompt="\udc00"))

    assert store.load().prompt.startswith("a ")


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\0 fox", "a fox"),
        ("a \u202efox", "a fox"),
        ("\N{MAN}\u200d\N{WOMAN}", "\N{MAN}\u200d\N{WOMAN}"),
        ("one\u2028two", "one\ntwo"),
    ],
)
def test_what_no_prompt_can_hold_is_left_out_of_what_is_pasted(bench, panel, text, kept):
    mime = QMimeData()
    mime.setText(text)

    panel.prompt.text.insertFromMimeData(mime)

    assert bench.compose.draft.prompt == kept


def test_ten_thousand_lines_are_pasted_without_a_freeze_and_counted(bench, panel):
    mime = QMimeData()
    mime.setText("a fox\n" * 10_000)
    begun = time.perf_counter()

    panel.prompt.text.insertFromMimeData(mime)

    assert time.perf_counter() - begun < 5
    assert panel.prompt.counter.text().startswith("60000")
    assert "too long" in panel.prompt.problem.text() or not panel.generate.isEnabled()
