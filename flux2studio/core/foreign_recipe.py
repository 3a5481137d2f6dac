"""How another program says that it made a picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flux2studio.core.request import LoraUse

TOOLS = {
    "a1111": "Stable Diffusion web UI",
    "comfyui": "ComfyUI",
    "invokeai": "InvokeAI",
    "swarmui": "SwarmUI",
    "fooocus": "Fooocus",
    "drawthings": "Draw Things",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignRecipe:
    """What could be read; what the file does not say is empty or None.

    ``tool`` is a key of ``TOOLS``. ``seed`` may be larger than any service takes. ``width`` and
    ``height`` are in pixels as told, 0 when they are not. ``notes``: what is there and could not
    be read, one sentence each.
    """

    tool: str
    prompt: str = ""
    negative: str = ""
    seed: int | None = None
    steps: int | None = None
    guidance: float | None = None
    width: int = 0
    height: int = 0
    model: str = ""
    loras: tuple[LoraUse, ...] = ()
    made_at: datetime | None = None
    notes: tuple[str, ...] = ()
