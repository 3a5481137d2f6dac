"""Keys of the hosted services: in the system keyring, for the session, or from the environment."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import TracebackType
from typing import Generic, Protocol, TypeVar

from flux2studio.core.errors import SecretsError
from flux2studio.core.phrase import phrase

Answer = TypeVar("Answer")

_USER = "key"
_PREFIX = re.compile(r"(?:authorization:\s*)?(?:(?:bearer|key)(?:\s+|$))?", re.IGNORECASE)


class KeyPlace(StrEnum):
    KEYRING = "keyring"
    SESSION = "session"  # gone when the app ends
    ENVIRONMENT = "environment"
    NONE = "none"


class Keyring(Protocol):
    """What is used of the ``keyring`` package."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class Secrets:
    """Thread-safe, blocking for up to ``timeout_s``: never call it on the UI thread.

    ``variables`` names the environment variable of each service.
    """

    def __init__(
        self,
        environment: Mapping[str, str],
        variables: Mapping[str, str],
        timeout_s: float = 5.0,
        open_keyring: Callable[[], Keyring] | None = None,
    ) -> None:
        self._environment = environment
        self._variables = variables
        self._keyring = _TimedKeyring(open_keyring or _system_keyring, timeout_s)
        self._keys: dict[str, tuple[str, KeyPlace]] = {}
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"Secrets({', '.join(self._variables)})"

    @property
    def reason(self) -> str:
        """Why the keyring does not keep keys, in a sentence; empty while it does."""
        return self._keyring.reason

    def get(self, service: str) -> str | None:
        """Return the key of ``service``: the one set last, the keyring's, the environment's."""
        return self._find(service)[0] or None

    def source(self, service: str) -> KeyPlace:
        """Say where the key of ``service`` comes from."""
        return self._find(service)[1]

    def set(self, service: str, key: str) -> KeyPlace:
        """Keep a key and return where. Raises SecretsError when it cannot be a key.

        SESSION means that the keyring would not take it; ``reason`` says why.
        """
        key = clean_key(key)
        place = KeyPlace.KEYRING if self._keyring.keep(service, key) else KeyPlace.SESSION
        with self._lock:
            self._keys[service] = (key, place)
        return place

    def forget(self, service: str) -> None:
        """Remove the key from the session and the keyring.

        Raises SecretsError when the keyring holds one and does not give it up.
        """
        with self._lock:
            _, place = self._keys.pop(service, ("", KeyPlace.NONE))
        if not self._keyring.remove(service) and place is KeyPlace.KEYRING:
            raise SecretsError(
                "The key could not be removed from the system keyring.",
                hint=phrase(
                    "Remove it with the keyring's own program: {name}",
                    name=f"flux2studio:{service}",
                ),
            )

    def _find(self, service: str) -> tuple[str, KeyPlace]:
        with self._lock:
            if service in self._keys:
                return self._keys[service]
        if kept := _as_key(self._keyring.find(service)):
            with self._lock:
                return self._keys.setdefault(service, (kept, KeyPlace.KEYRING))
        if given := _as_key(self._environment.get(self._variables.get(service, ""), "")):
            return given, KeyPlace.ENVIRONMENT
        return "", KeyPlace.NONE


def clean_key(text: str) -> str:
    """Return the bare key of what was pasted. Raises SecretsError when it cannot be one."""
    key = text.strip().strip("\"'`").strip()
    key = _PREFIX.sub("", key, count=1).strip("\"'`")
    if not key:
        raise SecretsError("The key is empty.", hint="Paste it from the service's own page.")
    if not key.isascii() or not key.isprintable() or " " in key:
        raise SecretsError(
            "This is not a key: it holds spaces, line breaks or foreign letters.",
            hint="Copy it again, and nothing around it.",
        )
    return key


def _as_key(text: str | None) -> str:
    """A key that somebody else stored; one that could not be sent counts as none."""
    try:
        return clean_key(text or "")
    except SecretsError:
        return ""


class _TimedKeyring:
    """Asks the keyring on a thread of its own: an unanswered prompt blocks it for ever."""

    def __init__(self, open_keyring: Callable[[], Keyring], timeout_s: float) -> None:
        self._open = open_keyring
        self._timeout_s = timeout_s
        self._waiting: threading.Thread | None = None
        self._lock = threading.Lock()
        self.reason = ""

    def find(self, service: str) -> str | None:
        return self._ask(lambda keyring: keyring.get_password(_name(service), _USER))

    def keep(self, service: str, key: str) -> bool:
        """Store the key and read it back: a keyring may take it and throw it away."""

        def store(keyring: Keyring) -> bool:
            keyring.set_password(_name(service), _USER, key)
            return keyring.get_password(_name(service), _USER) == key

        kept = self._ask(store)
        if kept is False:
            self.reason = "The system keyring does not keep anything."
        return bool(kept)

    def remove(self, service: str) -> bool:
        """Delete the key; whether none is there now."""

        def delete(keyring: Keyring) -> bool:
            if keyring.get_password(_name(service), _USER) is not None:
                keyring.delete_password(_name(service), _USER)
            return keyring.get_password(_name(service), _USER) is None

        return bool(self._ask(delete))

    def _ask(self, question: Callable[[Keyring], Answer]) -> Answer | None:
        with self._lock:
            if self._waiting and self._waiting.is_alive():
                return None  # still in a prompt that nobody answers
            asking = _Asking(lambda: question(self._open()))
            self._waiting = asking
            asking.start()
            asking.join(self._timeout_s)
            self.reason = _reason(asking)
            return None if asking.is_alive() else asking.answer


class _Asking(threading.Thread, Generic[Answer]):
    """One question; a daemon, so that it cannot keep the app from ending."""

    def __init__(self, question: Callable[[], Answer]) -> None:
        super().__init__(name="keyring", daemon=True)
        self._question = question
        self.answer: Answer | None = None
        self.error = ""

    def run(self) -> None:
        with self:
            self.answer = self._question()

    def __enter__(self) -> None:
        return

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        """Keep what went wrong, whatever it is: keyrings are plug-ins and raise anything."""
        if kind:
            self.error = kind.__name__  # the name alone: its text might hold the key
        return True


def _reason(asking: _Asking[Answer]) -> str:
    if asking.is_alive():
        return "The system keyring does not answer; unlock it, then try again."
    if asking.error == "NoKeyringError":
        return "This system has no keyring."
    if asking.error:
        return phrase("The system keyring cannot be used ({error}).", error=asking.error)
    return ""


def _name(service: str) -> str:
    return f"flux2studio:{service}"


def _system_keyring() -> Keyring:
    """Import takes a tenth of a second, so it happens on the asking thread."""
    import keyring
    import keyring.errors

    backend = keyring.get_keyring()
    if type(backend).__module__.startswith("keyrings.alt"):
        raise keyring.errors.NoKeyringError  # it would write keys into a plain text file
    return backend
