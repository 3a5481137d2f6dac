"""Doors to the stand-ins for clients that believe they speak with the services themselves."""

from __future__ import annotations

import shutil
import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.hosted import FAL_KEY, FalStandIn
from tests.hosted.official.processes import npm_install, talk
from tests.hosted.tls import HOSTS, PlainProxy, TlsProxy

Client = Callable[..., Any]

_HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_proxy(fal: FalStandIn, authority: trustme.CA) -> Iterator[TlsProxy]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    proxy = TlsProxy(fal, context)
    proxy.start()
    yield proxy
    proxy.close()


@pytest.fixture
def plain_proxy(fal: FalStandIn) -> Iterator[PlainProxy]:
    proxy = PlainProxy(fal)
    proxy.start()
    yield proxy
    proxy.close()


@pytest.fixture
def python_client(tmp_path: Path) -> Client:
    """Run a script of ``clients`` in a process of its own, with nothing but what is given."""

    def run(script: str, body: dict[str, Any], **environment: str) -> Any:
        command = [sys.executable, str(_HERE / "clients" / script)]
        return talk(command, body, {"HOME": str(tmp_path), "FAL_KEY": FAL_KEY, **environment})

    return run


@pytest.fixture
def behind_tls(
    python_client: Client, tls_proxy: TlsProxy, authority: trustme.CA, tmp_path: Path
) -> Client:
    """As ``python_client``, where the only way out is the proxy."""
    bundle = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(bundle)

    def run(script: str, body: dict[str, Any]) -> Any:
        return python_client(
            script, body, HTTPS_PROXY=tls_proxy.url, NO_PROXY="127.0.0.1", SSL_CERT_FILE=str(bundle)
        )

    return run


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the node client, installed once; skips where that cannot be."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("node")
    for file in (_HERE / "node").iterdir():
        shutil.copy(file, folder)
    if trouble := npm_install(npm, folder):
        pytest.skip(f"npm cannot install: {trouble}")
    return folder
