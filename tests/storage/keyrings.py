"""Keyrings that behave like the ones found in the field."""

from __future__ import annotations

import threading


class NoKeyringError(RuntimeError):
    """Named as in the keyring package."""


class MemoryKeyring:
    """A good one."""

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class NullKeyring(MemoryKeyring):
    """Takes everything and keeps nothing."""

    def set_password(self, service, username, password):
        return


class FailingKeyring:
    """Raises at every call."""

    def __init__(self, error):
        self.error = error

    def get_password(self, service, username):
        raise self.error

    def set_password(self, service, username, password):
        raise self.error

    def delete_password(self, service, username):
        raise self.error


class StubbornKeyring(MemoryKeyring):
    """Does not let go of a key."""

    def delete_password(self, service, username):
        raise PermissionError("locked")


class BlockedKeyring(MemoryKeyring):
    """Waits for a prompt that nobody answers, until ``answer`` is set."""

    def __init__(self):
        super().__init__()
        self.answer = threading.Event()
        self.calls = 0

    def get_password(self, service, username):
        self.calls += 1
        self.answer.wait()
        return super().get_password(service, username)

    def set_password(self, service, username, password):
        self.calls += 1
        self.answer.wait()
        super().set_password(service, username, password)
