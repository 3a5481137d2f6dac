"""huggingface_hub: a model into its cache, and what it calls the doors that are closed."""

import json
import sys
from typing import Any

from huggingface_hub import HfApi, snapshot_download
from huggingface_hub.errors import HfHubHTTPError


def main() -> None:
    body = json.load(sys.stdin)
    told = {"errors": [told_of(entry) for entry in body["closed"]]}
    told["files"] = sorted(file.rfilename for file in siblings(body["repository"]))
    told["folder"] = snapshot_download(body["repository"])
    json.dump(told, sys.stdout)


def siblings(repository: str) -> list[Any]:
    about = HfApi().model_info(repository, revision="main", files_metadata=True)
    return list(about.siblings or ())


def told_of(entry: dict[str, str]) -> str:
    try:
        snapshot_download(entry["repository"], token=entry.get("token", False))
    except (HfHubHTTPError, OSError) as error:
        return type(error).__name__
    return ""


main()
