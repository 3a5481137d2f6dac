"""Which of our base models another tool means by its name for one."""

from __future__ import annotations

import re

from flux2studio.core.foreign_words import line
from flux2studio.core.lora_base import DEV, KLEIN_4B, KLEIN_9B, OTHER

_FLUX_2 = re.compile(r"flux[ ._-]?2(?!\d)(?P<rest>.*)")
_SIZE = re.compile(r"(?<![\d.])(?P<size>[49]) ?b(?![a-z0-9])")
_DEV = re.compile(r"(?:d|dev|dev(?:elopment)?[^a-z].*)?(?:/.*)?")
_OTHERS = re.compile(
    r"(?<![a-z])(?:sd|sdxl|sd[ ._-]?[123](?:[ ._]\d)?|stable[ _-]diffusion|pony|illustrious|noobai"
    r"|flux[ ._-]?1|flux|kontext|qwen|wan|hunyuan|chroma|z[ _-]?image[a-z]*|ltxv?|hidream|kolors"
    r"|aura[ _-]?flow|pixart|lumina|cascade|svd|cogvideox?|mochi|krea|anima|ernie)(?![a-z])"
)


def base_named(value: object) -> str:
    """Return our name, OTHER for another family of models, "" when it tells nothing.

    Known are Civitai’s names ("Flux.2 Klein 9B-base"), those of repositories at Hugging Face
    ("black-forest-labs/FLUX.2-dev"), of trainers ("flux2_klein_4b", "Flux.2-klein-4b/lora") and
    of Draw Things ("flux2_9b"). One that is only "FLUX.2 klein" tells no size, so nothing.
    """
    name = line(value).lower()
    if not (found := _FLUX_2.search(name)):
        return OTHER if _OTHERS.search(name.replace("_", " ")) else ""
    rest = found["rest"].replace("_", " ").replace("-", " ").strip()
    if size := _SIZE.search(rest):
        return KLEIN_9B if size["size"] == "9" else KLEIN_4B
    return DEV if _DEV.fullmatch(rest) else ""
