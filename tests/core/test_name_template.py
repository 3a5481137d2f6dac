"""Names after a template of the artist's: safe everywhere, never one for two pictures."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.name_template import (
    FIELDS,
    PART_BYTES_MAX,
    USUAL,
    example,
    name_for,
    problem,
    slug,
)
from tests.storage.samples import NOON, make_job

TEMPLATES = st.lists(
    st.sampled_from([f"{{{field}}}" for field in FIELDS])
    | st.sampled_from(
        ["/", "-", "_", " ", ".", "CON", "aux.", "雪", "e\u0301", "🦊", "{", "}", "\\"]
    )
    | st.text(max_size=5),
    max_size=12,
).map("".join)
RESERVED = {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}


def test_the_usual_names_are_those_of_ever():
    job = make_job()

    stamp = f"{NOON.astimezone():%Y%m%d-%H%M%S}"
    assert name_for("", job, 3, 7) == f"{stamp}-a-fox-in-the-snow-{job.id[:8]}-3"
    assert name_for(USUAL, job, 3, 7) == name_for("", job, 3, 7)


def test_every_field_is_filled_in():
    job = make_job(model="fal/flux-2/turbo")
    template = "/".join(f"{{{field}}}" for field in FIELDS)

    local = NOON.astimezone()
    assert name_for(template, job, 1, 7).split("/") == [
        *(f"{local:%Y%m%d}", f"{local:%H%M%S}", f"{local:%Y}", f"{local:%m}", f"{local:%d}"),
        *("a-fox-in-the-snow", "7", "fal-flux-2-turbo", "practice", "512", "768"),
        *(job.id[:8], f"1-{job.id[:8]}"),
    ]


@given(template=TEMPLATES, prompt=st.text(max_size=200))
def test_a_template_is_refused_or_safe_on_every_system(template, prompt):
    if problem(template) is not None:
        return
    job = make_job(prompt=prompt)

    name = name_for(template, job, 3, 7)

    assert unicodedata.is_normalized("NFC", name)
    assert not PurePosixPath(name).is_absolute()
    for part in name.split("/"):
        assert len(part.encode()) <= PART_BYTES_MAX
        assert part.strip(" .") == part != ""
        assert PureWindowsPath(part).name == part
        assert part.partition(".")[0].strip().upper() not in RESERVED
        assert part.translate({0x200C: None, 0x200D: None}).isprintable()


@given(template=TEMPLATES)
def test_no_two_pictures_share_a_name(template):
    if problem(template) is not None:
        return
    jobs = [make_job(), make_job()]

    names = {name_for(template, job, index, 7) for job in jobs for index in range(3)}

    assert len(names) == 6


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{mood}", "no field “mood”"),
        ("{prompt.__class__}", "no field"),
        ("{seed:04}", "no field"),
        ("{}", "no field"),
        ("{prompt", "not closed"),
        ("{{job}}", "not closed"),
        ("a:b", "cannot hold :"),
        ("a\\b", "cannot hold"),
        ("a\nb", "control character"),
        ("../{prompt}", "dot or a space"),
        ("/etc/{prompt}", "empty"),
        ("a//b", "empty"),
        ("{year}/", "empty"),
        (".hidden/{prompt}", "dot"),
        ("a/b/c/d/e/f/g/h/i", "folders"),
        ("雪" * 60, "too long"),
        ("x" * 1000, "too long"),
    ],
)
def test_a_template_that_will_not_do_is_refused_at_its_field(template, said):
    found = problem(template)

    assert found is not None
    assert said in str(found)
    assert found.hint
    assert found.field == "name_template"


@pytest.mark.parametrize(
    "template", ["", USUAL, "{year}/{month}/{prompt}", "Bilder von Lea/雪 {seed}"]
)
def test_a_template_that_will_do_has_an_example(template):
    assert problem(template) is None
    assert Path(example(template)).suffix == ".png"
    assert "-0" in example(template)


def test_a_name_that_windows_keeps_for_itself_is_changed():
    assert name_for("con/{prompt}", make_job(), 0, 7).startswith("_con/")


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("A fox, in the snow!", "a-fox-in-the-snow"),
        ("Don't stop", "dont-stop"),
        ("Café & Crème", "cafe-creme"),
        ("Cafe\u0301", "cafe"),
        (
            "one two three four five six seven eight nine ten",
            "one-two-three-four-five-six-seven-eight",
        ),
        ("x" * 300, "x" * 40),
        ("🦊 雪", ""),
    ],
)
def test_a_slug_keeps_the_first_words(prompt, words):
    assert slug(prompt) == words
