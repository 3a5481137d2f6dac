"""What a release says of itself comes out of the changelog."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from release.notes import CHANGELOG, NotesError, as_appstream, checked, cut, section

LOG = """# Changelog

## Unreleased

## 0.2.0 – 2026-12-01

### Added

- Kites of **two**
  colours & more.
- `flux2studio fly`, see [the guide](https://example.org).

### Mended

- A knot.

## [0.1.0] - 2026-11-22

- The first kite.
"""


def test_each_version_has_its_own_section():
    assert section(LOG, "0.2.0").startswith("### Added\n\n- Kites")
    assert section(LOG, "0.2.0").endswith("- A knot.")
    assert section(LOG, "0.1.0") == "- The first kite."


def test_a_version_that_is_not_cut_yet_has_what_is_unreleased():
    log = LOG.replace("## Unreleased\n", "## Unreleased\n\n- A wind.\n")

    assert section(log, "0.3.0") == "- A wind."


@pytest.mark.parametrize("version", ["0.3.0", "Unreleased"])
def test_a_release_that_has_nothing_to_say_is_refused(version):
    with pytest.raises(NotesError, match=version):
        section(LOG, version)


def test_the_tag_has_to_name_the_version_of_the_package():
    package = '[project]\nname = "flux2studio"\nversion = "0.2.0"\n'

    assert checked("v0.2.0", package) == "0.2.0"
    with pytest.raises(NotesError, match=r"0\.3\.0"):
        checked("v0.3.0", package)


def test_what_is_unreleased_gets_version_and_date_and_a_new_section_above():
    log = LOG.replace("## Unreleased\n", "## Unreleased\n\n- A wind.\n")

    new = cut(log, "0.3.0", "2026-12-24")

    assert "## Unreleased\n\n## 0.3.0 – 2026-12-24\n\n- A wind." in new
    with pytest.raises(NotesError, match="Unreleased"):
        cut(new, "0.4.0", "2026-12-25")
    with pytest.raises(NotesError, match="already"):
        cut(log, "0.2.0", "2026-12-25")


def test_an_app_shop_gets_heads_and_lists_without_markup():
    told = ET.fromstring(as_appstream(section(LOG, "0.2.0")))

    assert [part.tag for part in told] == ["p", "ul", "p", "ul"]
    assert [part.text for part in told.iter("p")] == ["Added", "Mended"]
    assert [part.text for part in told.iter("li")] == [
        "Kites of two colours & more.",
        "flux2studio fly, see the guide.",
        "A knot.",
    ]


def test_the_changelog_of_this_version_can_be_told():
    text = section(CHANGELOG.read_text(encoding="utf-8"), "Unreleased")

    items = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(list(ET.fromstring(as_appstream(text)).iter("li"))) == len(items)
