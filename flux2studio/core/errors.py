"""Errors the user can act on; anything else that escapes is a bug."""


class StudioError(Exception):
    """Base of every expected failure.

    ``str(error)`` is one sentence fit to show, ``hint`` one next step, ``field`` the part of the
    request it concerns ("prompt", "references", "loras", "size", ...; empty: none), ``details``
    what a curious user may unfold and copy. None of them ever holds a key.
    """

    def __init__(self, message: str, *, hint: str = "", field: str = "", details: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.field = field
        self.details = details


class InvalidRequestError(StudioError):
    """The request cannot be run as it stands; ``field`` names the part."""


class SpendingLimitError(InvalidRequestError):
    """The month would cost more than the artist's own limit; it may be sent all the same."""


class PictureError(StudioError):
    """A file or some bytes that cannot be taken as a picture."""


class LoraError(StudioError):
    """A file, link or repository that cannot be taken as a LoRA."""


class StorageError(StudioError):
    """The disk, the database or a folder does not let us work."""


class SecretsError(StudioError):
    """The system keyring cannot be used."""


class BackendError(StudioError):
    """The backend refused or failed; nothing more will come of this job."""


class KeyMissingError(BackendError):
    """The service needs a key and none is known, or it refused the one it got."""


class NotAllowedError(BackendError):
    """The service knows the key, and does not allow it this; another key may do it."""


class RateLimitError(BackendError):
    """Too many requests; ``retry_after`` is in seconds."""

    def __init__(
        self, message: str, *, retry_after: float, hint: str = "", details: str = ""
    ) -> None:
        super().__init__(message, hint=hint, details=details)
        self.retry_after = retry_after


class UnreachableError(BackendError):
    """No connection was made, so nothing can have been accepted or billed."""


class OutcomeUnknownError(BackendError):
    """Bytes of a paid request were sent and no answer came: it may have been billed."""


class Cancelled(BaseException):
    """Raised inside a job once it was cancelled; ``except Exception`` must not swallow it."""


class Detached(BaseException):
    """Raised inside a job when the app closes: stop waiting, tell nobody, it is picked up again."""
