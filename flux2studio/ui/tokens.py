"""The colours of both themes. Knows no Qt, so that the first paint can use it."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colours as #rrggbb. Delegates read them from ``of(option.palette)``.

    ``overlay`` lies on pictures (floating bars, badges) and is dark in both themes;
    ``wash`` is the accent thinned out, for chips and selected rows, with ``accent`` text on it.
    """

    name: str
    window: str
    panel: str
    raised: str
    field: str
    line: str
    hover: str
    pressed: str
    text: str
    soft: str
    stage: str
    on_stage: str
    accent: str
    accent_hover: str
    on_accent: str
    wash: str
    overlay: str
    overlay_hover: str
    on_overlay: str
    ok: str
    warn: str
    bad: str
    checker: str
    checker_other: str


DARK = Theme(
    name="dark",
    window="#1d1d1d",
    panel="#252525",
    raised="#2f2f2f",
    field="#1a1a1a",
    line="#3a3a3a",
    hover="#363636",
    pressed="#1f1f1f",
    text="#ececec",
    soft="#a9a9a9",
    stage="#383838",
    on_stage="#ececec",
    accent="#f0b24a",
    accent_hover="#f6c26a",
    on_accent="#1b1408",
    wash="#463823",
    overlay="#1a1a1a",
    overlay_hover="#404040",
    on_overlay="#ececec",
    ok="#63c78d",
    warn="#f0b24a",
    bad="#ff7b72",
    checker="#4a4a4a",
    checker_other="#5a5a5a",
)

LIGHT = Theme(
    name="light",
    window="#e9e9e9",
    panel="#f5f5f5",
    raised="#ffffff",
    field="#ffffff",
    line="#cfcfcf",
    hover="#ececec",
    pressed="#d9d9d9",
    text="#1b1b1b",
    soft="#595959",
    stage="#bdbdbd",
    on_stage="#1b1b1b",
    accent="#9a5b00",
    accent_hover="#7f4b00",
    on_accent="#ffffff",
    wash="#f7ecdb",
    overlay="#2e2e2e",
    overlay_hover="#4c4c4c",
    on_overlay="#f5f5f5",
    ok="#1d7a46",
    warn="#8a5200",
    bad="#b3261e",
    checker="#ffffff",
    checker_other="#dcdcdc",
)

# Where the system asks for more contrast: plain grounds, and borders that can be seen.
DARK_HIGH = replace(
    DARK,
    window="#000000",
    panel="#0b0b0b",
    raised="#1c1c1c",
    field="#000000",
    line="#9a9a9a",
    hover="#2c2c2c",
    pressed="#000000",
    text="#ffffff",
    soft="#dedede",
    accent="#ffcb6b",
    accent_hover="#ffd990",
    on_accent="#000000",
    wash="#3a2c10",
    overlay="#000000",
    overlay_hover="#333333",
    on_overlay="#ffffff",
    ok="#8ee6b3",
    warn="#ffcb6b",
    bad="#ffa8a2",
)
LIGHT_HIGH = replace(
    LIGHT,
    window="#ffffff",
    panel="#fdfdfd",
    line="#5c5c5c",
    hover="#e4e4e4",
    text="#000000",
    soft="#333333",
    accent="#6b3f00",
    accent_hover="#4f2e00",
    wash="#ffefd2",
    overlay="#000000",
    overlay_hover="#333333",
    on_overlay="#ffffff",
    ok="#0b4f2b",
    warn="#5e3800",
    bad="#8c1912",
)
