"""Names for files, made from cards: below the folder one chose, whatever is on the card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_moves import FIELDS, USUAL_TEMPLATE, MoveTemplate
from flux2studio.storage.lora_collection import safe_stem

INK = Lora(
    source="/loras/ink-v2.safetensors",
    name="Ink wash",
    base="FLUX.2 dev",
    collections=("Book", "Rain"),
    tags=("paper",),
    credit="A. Painter",
    rating=4,
)


def place(template, lora=INK, stem="ink-v2"):
    return "/".join(MoveTemplate.parse(template).place(lora, stem, safe_stem))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (USUAL_TEMPLATE, "FLUX.2 dev/Book/Ink wash"),
        ("{tag}/{author}/{file}", "paper/A. Painter/ink-v2"),
        (
            "by {credit}/{rating} stars/{name} ({base})",
            "by A. Painter/4 stars/Ink wash (FLUX.2 dev)",
        ),
        (r"{base}\{name}", "FLUX.2 dev/Ink wash"),
    ],
)
def test_a_template_is_filled_from_the_card(template, expected):
    assert place(template) == expected


def test_a_folder_of_which_nothing_is_known_is_left_out():
    bare = Lora(source="/loras/x.safetensors", name="x")

    assert place(USUAL_TEMPLATE, bare) == "x"
    assert place("sorted/by {credit}/{name}", bare) == "sorted/x"


@pytest.mark.parametrize(
    "template",
    [
        *("", "...", "/{name}", "../{name}", "{base}/../{name}", "{name}/", "{base}"),
        *("{nothing}/{name}", "{name", "{}", "{name!r}", "{name:>9}", "{name.source}", "{name[0]}"),
    ],
)
def test_a_template_that_is_none_is_a_sentence(template):
    with pytest.raises(LoraError) as caught:
        MoveTemplate.parse(template)
    assert caught.value.field == "template"


@given(st.text(), st.text(), st.text(), st.text())
def test_nothing_on_a_card_leads_out_of_the_folder(name, tag, collection, credit):
    lora = Lora(source="/x", name=name, tags=(tag,), collections=(collection,), credit=credit)
    template = "/".join(f"{{{field}}}" for field in FIELDS if field != "name") + "/{name}"

    parts = MoveTemplate.parse(template).place(lora, "x", safe_stem)

    assert parts
    for part in parts:
        assert part not in ("", ".", "..")
        assert not set("/\\\0") & set(part)
