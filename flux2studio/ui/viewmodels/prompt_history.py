"""The prompts of this session, to walk through with the keyboard."""

from __future__ import annotations

_KEPT = 100


class PromptHistory:
    """What was being written when the walk began waits at its end."""

    def __init__(self) -> None:
        self._sent: list[str] = []
        self._at: int | None = None
        self._waiting = ""

    def note(self, prompt: str) -> None:
        """Remember a prompt that was sent; the newest goes last, each once."""
        self._sent = [known for known in self._sent if known != prompt][-_KEPT + 1 :]
        self._sent.append(prompt)
        self._at = None

    def earlier(self, present: str) -> str | None:
        """The prompt before the one shown, or None at the first."""
        at = self._place(present)
        if at is None:
            at = len(self._sent) - (self._sent[-1:] == [present])
            if at > 0:
                self._waiting = present
        if at <= 0:
            return None
        self._at = at - 1
        return self._sent[self._at]

    def later(self, present: str) -> str | None:
        """The prompt after the one shown, at last what was being written; None beyond it."""
        if self._place(present) is None or self._at is None:
            return None
        self._at += 1
        if self._at < len(self._sent):
            return self._sent[self._at]
        self._at = None
        return self._waiting

    def _place(self, present: str) -> int | None:
        """Where the walk stands; an edited prompt begins a new one."""
        if self._at is not None and self._sent[self._at] != present:
            self._at = None
        return self._at
