"""What any reader of foreign words must hold to, and values that try to make it fail."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import strategies as st

from flux2studio.core.lora_base import DEV, KLEIN_4B, KLEIN_9B, OTHER
from flux2studio.core.lora_facts import LoraFacts

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**400, -1, 0, 5, float("nan"), float("inf"), -0.0, 1e308])
    | st.floats()
    | st.text(st.characters(), max_size=30)  # lone surrogates and control characters, too
    | st.sampled_from(
        ["<b>", "0.5-1.0", "{Image}", "https://a.b/c", "javascript:x", "\ud800", "{"]
    ),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=5,
)


def objects(*keys):
    """Objects with some of ``keys``, and any value under each; now and then no object at all."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, JSON)) | JSON


def assert_tame(facts):
    """Everything is of its type, printable and not too long, whatever it was made from."""
    assert isinstance(facts, LoraFacts)
    assert facts.base in {"", DEV, KLEIN_4B, KLEIN_9B, OTHER}
    for name in ("name", "layout", "licence", "credit", "page"):
        assert getattr(facts, name).isprintable()
        assert len(getattr(facts, name)) <= 2_000
    for name in ("description", "notes", "template"):
        assert getattr(facts, name).replace("\n", "").isprintable()
        assert len(getattr(facts, name)) <= 15_000
    for name in ("trigger_words", "optional_words", "tags", "collections"):
        words = getattr(facts, name)
        assert len(words) <= 50
        assert len(set(words)) == len(words)
        assert all(word.strip() and word.isprintable() and len(word) <= 200 for word in words)
    for name in ("default_scale", "scale_low", "scale_high"):
        value = getattr(facts, name)
        assert value is None or (type(value) is float and -4 <= value <= 4)
    assert (
        facts.scale_low is None or facts.scale_high is None or facts.scale_low <= facts.scale_high
    )
    assert type(facts.rating) is int
    assert 0 <= facts.rating <= 5
    assert type(facts.favourite) is bool
    assert type(facts.rank) is int
    assert facts.commercial in {None, True, False}
    assert facts.edits in {None, True, False}
    assert facts.page == "" or facts.page.startswith("https://")
    assert facts.from_artist <= {field.name for field in fields(LoraFacts)}
