"""Where fal answers, and on what terms one job is run there."""

from __future__ import annotations

from dataclasses import dataclass, field

from flux2studio.backends.addresses import is_loopback
from flux2studio.backends.base import UploadRecord
from flux2studio.backends.fal_files import FalFiles
from flux2studio.backends.fal_options import MINIMAL_S
from flux2studio.backends.fal_platform import FalPlatform
from flux2studio.backends.fal_upload import UploadLimits
from flux2studio.backends.pace import Budgets, Pace
from flux2studio.core.control import RunControl
from flux2studio.core.hosted import HostedOptions, Trace

_DAY_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class FalUrls:
    """Where fal answers: the queue, direct runs, files, and the account."""

    queue: str = "https://queue.fal.run"
    run: str = "https://fal.run"
    rest: str = "https://rest.fal.ai"
    api: str = "https://api.fal.ai/v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FalTerms:
    """What one run is made with; asked once, so that a setting counts from the next run on."""

    urls: FalUrls
    key: str | None = field(repr=False)
    options: HostedOptions
    pace: Pace
    budgets: Budgets

    @property
    def shows_previews(self) -> bool:
        """Only where fal stores the result: a stream that breaks is not found again otherwise."""
        stores = self.options.trace is not Trace.MINIMAL and not self.options.inline_results
        return self.options.preview and stores

    @property
    def is_local(self) -> bool:
        """Whether fal is a stand-in on this computer, and its pictures may be as well."""
        return is_loopback(self.urls.queue)

    def files(self, uploads: UploadRecord) -> FalFiles:
        """Where files are put for this run, for as long as the artist wants them to stay."""
        minimal = self.options.trace is Trace.MINIMAL
        return FalFiles(
            self.urls.rest,
            self.key,
            uploads,
            expires_s=MINIMAL_S if minimal else self.options.upload_days * _DAY_S,
            pace=self.pace,
            limits=UploadLimits(budget_s=self.budgets.upload),
        )

    def platform(self, control: RunControl) -> FalPlatform:
        """Raises KeyMissingError without a usable key."""
        return FalPlatform(self.urls.api, self.key, control)
