"""Which of two versions is the newer one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from flux2studio.core.update import is_newer

_NUMBERS = st.integers(0, 12)
_VERSIONS = st.builds(
    "{}{}{}{}{}{}".format,
    st.sampled_from(["", "", "1!"]),
    st.lists(_NUMBERS, min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts))),
    st.sampled_from(["", "", "a1", "-beta.2", "rc3", "preview", "c1"]),
    st.sampled_from(["", "", ".post1", "-2", "rev"]),
    st.sampled_from(["", "", ".dev1", "dev"]),
    st.sampled_from(["", "+local.1"]),
)


@given(_VERSIONS, _VERSIONS)
def test_versions_come_as_packaging_has_them(one, other):
    first, second = Version(one), Version(other)
    is_tried = first.is_prerelease and not second.is_prerelease
    expected = Version(first.public) > Version(second.public) and not is_tried
    assert is_newer(one, other) is expected


@pytest.mark.parametrize(
    ("new", "old"),
    [("v0.2.0", "0.1.9"), ("1.10", "1.9"), ("1.0", "1.0rc2"), ("2026.1", "1.0"), ("1.0.1", "0")],
)
def test_a_newer_one_is_told(new, old):
    assert is_newer(new, old)
    assert not is_newer(old, new)


@pytest.mark.parametrize("found", ["1.0", "1.0.0", "1.0rc1", "1.1rc1", "nightly", "", "1" * 200])
def test_the_same_one_a_trial_and_what_is_no_version_are_not(found):
    assert not is_newer(found, "1.0")
