"""The services' kinds of error as sentences (hosted-services.md sections 2.1, 2.7 and 6.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flux2studio.backends.http import Answer
from flux2studio.backends.sayings import kinds_of, message_of, places_of
from flux2studio.core.phrase import Phrase, phrase

_FIELDS = {
    "prompt": "prompt",
    "negative_prompt": "negative_prompt",
    "image_urls": "references",
    "image_size": "size",
    "width": "size",
    "height": "size",
    "loras": "loras",
    "seed": "seed",
    "num_inference_steps": "steps",
    "guidance_scale": "guidance",
    "num_images": "count",
    "output_format": "format",
    "acceleration": "acceleration",
    "enable_prompt_expansion": "expand_prompt",
    "enable_safety_checker": "safety_checker",
    "safety_tolerance": "safety_tolerance",
}
_NAMES = re.compile(r"(?<![\w.])({})\b".format("|".join(_FIELDS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """``field`` is ours; empty where the answer itself may say which."""

    message: str
    hint: str
    field: str = ""


_NOT_BILLED = phrase("A failed run is not billed. Try again.")
_ANOTHER = phrase("Use another one, or save it anew.")
_FILTERED = Meaning(
    message="{name} filtered this request: its rules do not allow the content.",
    hint="Change the prompt or the references.",
    field="prompt",
)
_LOST_RUNNER = Meaning(message="The machine at {name} that ran this broke off.", hint=_NOT_BILLED)
_NO_LORA = Meaning(
    message="{name} cannot fetch a LoRA.",
    hint="Its link or repository must be public and hold the file itself.",
    field="loras",
)
_KINDS = {
    "content_policy_violation": _FILTERED,
    "no_media_generated": Meaning(
        message="{name} made no picture of this.",
        hint="It may have been filtered. Change the prompt.",
        field="prompt",
    ),
    "image_too_small": Meaning(
        message="A reference is too small for {name}.", hint="Use a larger one.", field="references"
    ),
    "image_too_large": Meaning(
        message="A reference is too large for {name}.",
        hint="Use a smaller one.",
        field="references",
    ),
    "image_load_error": Meaning(
        message="{name} cannot read a reference.", hint=_ANOTHER, field="references"
    ),
    "unsupported_image_format": Meaning(
        message="{name} does not take a reference of this format.",
        hint="Save it as PNG or JPEG.",
        field="references",
    ),
    "face_detection_error": Meaning(
        message="{name} found no face in a reference.", hint=_ANOTHER, field="references"
    ),
    "file_download_error": Meaning(
        message="{name} cannot fetch a file of this request.",
        hint="Its link must be public, without a login.",
    ),
    "file_too_large": Meaning(
        message="A file of this request is too large for {name}.", hint="Use a smaller one."
    ),
    "feature_not_supported": Meaning(
        message="{name} does not offer this for the model.", hint="Choose another model."
    ),
    "generation_timeout": Meaning(
        message="The run took longer than {name} allows.",
        hint="A failed run is not billed. Use fewer steps or a smaller size.",
    ),
    "request_timeout": Meaning(
        message="{name} had no machine free in time.", hint="Nothing was billed. Try again."
    ),
    "startup_timeout": Meaning(
        message="No machine at {name} was ready in time.", hint="Nothing was billed. Try again."
    ),
    "downstream_service_error": Meaning(
        message="A service behind {name} failed.", hint=_NOT_BILLED
    ),
    "downstream_service_unavailable": Meaning(
        message="A service behind {name} does not answer.", hint=_NOT_BILLED
    ),
}
# What only words tell, the narrower first. Credit and keys count where a request is refused.
_WORDS = (
    (re.compile(r"content[ _]policy|moderation|flagged|inappropriate", re.I), _FILTERED),
    (re.compile(r"lora.*(download|fetch|cannot load|not found|access)", re.I), _NO_LORA),
)
_ACCOUNT_WORDS = (
    (
        re.compile(r"verif", re.I),
        Meaning(
            message="Your account at {name} has to be verified first.",
            hint="Follow the steps at {billing}. Nothing was billed.",
        ),
    ),
    (
        re.compile(r"\bkey\b.*\b(limit|quota|cap)|spend(ing)?[ -](limit|cap)", re.I),
        Meaning(
            message="This key has reached its own spending limit at {name}.",
            hint="Raise the limit of the key in your account. Nothing was billed.",
        ),
    ),
    (
        re.compile(r"credit|funds|balance|locked|top up|payment|billing", re.I),
        Meaning(
            message="Your account at {name} has no credit left.",
            hint="Top it up at {billing}. Nothing was billed.",
        ),
    ),
)


def meaning_of(answer: Answer, name: str, *, billing: str = "") -> Meaning | None:
    """What the kind or the words of an error mean; None: it is one like any other.

    ``name`` is the service's. ``billing``, its page for that, is given for a refused request.
    """
    found = _by_kind(answer) or _by_words(answer, is_refused=bool(billing))
    if found is None:
        return None
    return Meaning(
        message=Phrase(found.message, {"name": name}),
        hint=Phrase(found.hint, {"billing": billing}),
        field=found.field or field_of(answer),
    )


def field_of(answer: Answer) -> str:
    """The part of our request that the service complains of; empty when it does not say."""
    places = [*places_of(answer), *_NAMES.findall(message_of(answer))]
    return next((_FIELDS[place] for place in places if place in _FIELDS), "")


def _by_kind(answer: Answer) -> Meaning | None:
    for kind in kinds_of(answer):
        if kind == "file_download_error" and "loras" in places_of(answer):
            return _NO_LORA
        if kind.startswith("runner_"):
            return _LOST_RUNNER
        if kind in _KINDS:
            return _KINDS[kind]
    return None


def _by_words(answer: Answer, *, is_refused: bool) -> Meaning | None:
    said = message_of(answer)
    by_status = _ACCOUNT_WORDS if is_refused and answer.status in (402, 403) else ()
    return next((meaning for words, meaning in (*_WORDS, *by_status) if words.search(said)), None)
