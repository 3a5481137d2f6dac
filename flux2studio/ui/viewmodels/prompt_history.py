"""The prompts of before, to walk through with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence


class PromptHistory:
    """What was being written when the walk began waits at its end."""

    def __init__(self) -> None:
        self._sent: dict[str, None] = {}  # the newest last, each once
        self._order: list[str] = []  # the same, as a list; made when it is walked through
        self._at: int | None = None
        self._waiting = ""

    @property
    def before(self) -> int:
        """How many more there are to walk to."""
        return len(self._sent) if self._at is None else self._at

    def note(self, prompt: str) -> None:
        """Remember a prompt that was sent; the newest goes last, each once."""
        self._sent.pop(prompt, None)
        self._sent[prompt] = None
        self._order, self._at = [], None

    def add_older(self, prompts: Sequence[str]) -> None:
        """Put prompts of before all others, the newest of them first; a walk goes on."""
        new = [prompt for prompt in dict.fromkeys(prompts) if prompt not in self._sent]
        self._sent = {**dict.fromkeys(reversed(new)), **self._sent}
        self._order = []
        if self._at is not None:
            self._at += len(new)

    def earlier(self, present: str) -> str | None:
        """The prompt before the one shown, or None at the first."""
        sent = self._walk()
        at = self._place(present)
        if at is None:
            at = len(sent) - (sent[-1:] == [present])
            if at > 0:
                self._waiting = present
        if at <= 0:
            return None
        self._at = at - 1
        return sent[self._at]

    def later(self, present: str) -> str | None:
        """The prompt after the one shown, at last what was being written; None beyond it."""
        sent = self._walk()
        if self._place(present) is None or self._at is None:
            return None
        self._at += 1
        if self._at < len(sent):
            return sent[self._at]
        self._at = None
        return self._waiting

    def _walk(self) -> list[str]:
        if len(self._order) != len(self._sent):
            self._order = list(self._sent)
        return self._order

    def _place(self, present: str) -> int | None:
        """Where the walk stands; an edited prompt begins a new one."""
        if self._at is not None and self._order[self._at] != present:
            self._at = None
        return self._at
