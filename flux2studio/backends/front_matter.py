"""The YAML before the text of a README, read as if it came from an enemy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

_BRACKETS_MAX = 500  # the time that nested ones take grows with their square


class _Loader(yaml.SafeLoader):
    """Refuses aliases, by which a few lines can stand for more than fits into any memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def read_front(text: str) -> Mapping[Any, Any]:
    """Return what ``text`` says; nothing where it is broken or tries to be clever."""
    if text.count("[") + text.count("{") > _BRACKETS_MAX:
        return {}
    try:
        found = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        return {}
    return found if isinstance(found, dict) else {}
