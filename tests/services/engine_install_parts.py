"""An index of packages on loopback, tiny libraries in it, and the locks of engines made of them.

``uv``, the environments, the engine's process and its words are the real ones; only torch and
what paints are tiny.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import threading
import zipfile
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import flux2studio
from flux2studio.core.engine_install import InstallState
from flux2studio.core.local import Device, Hardware
from flux2studio.services.engine_install import EngineInstaller
from flux2studio.services.engine_install_choice import this_computer
from flux2studio.services.engine_install_sources import Sources

CPU = Hardware(device=Device(kind="cpu"))
ABSENT, READY, BROKEN = InstallState.ABSENT, InstallState.READY, InstallState.BROKEN
_LIBRARIES = ("torch", "diffusers", "transformers", "peft", "accelerate")
_PACKAGE = Path(flux2studio.__file__).parent
TORCH = """
class _Tensor:
    def __matmul__(self, other): return self
    def sum(self): return {total}
def eye(size, device): return _Tensor()
"""
SLOW = "import threading; threading.Event().wait(30)"
WORKSHOP = """
from flux2studio.core.engine_messages import Made, State
from flux2studio.core.local import Device, Hardware, LocalRun, MemoryPlan
import torch

_PLAN = MemoryPlan(peak_bytes=1)

class LocalWorkshop:
    def hardware(self): return Hardware(device=Device(kind="{kind}", name="Tiny"))
    def state(self): return State(hardware=self.hardware())
    def unload(self): pass
    def run(self, order, say, check):
        run = LocalRun(pipeline="klein", weights="tiny", device="tiny", plan=_PLAN)
        for picture in order.pictures:
            say(Made(job=order.job, index=picture.index, seed=1, path="/none", run=run))
"""


def wheel(name, version, files):
    """Return the bytes of a wheel with ``files``: what is in them by path."""
    info = f"{name}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    hashes = [f"{path},sha256={_hash(data)},{len(data)}\n" for path, data in files.items()]
    files[f"{info}/RECORD"] = "".join([*hashes, f"{info}/RECORD,,\n"])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for path, data in files.items():
            opened.writestr(zipfile.ZipInfo(path), data)
    return made.getvalue()


def _hash(data):
    digest = hashlib.sha256(data if isinstance(data, bytes) else data.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@cache
def _msgspec():
    """The one that is installed here, as a wheel: the engine's words need it."""
    found = metadata.distribution("msgspec")
    files = {
        str(path): path.locate().read_bytes()
        for path in found.files or ()
        if path.parts[0].startswith("msgspec") and path.suffix != ".pyc"
        if not path.parts[0].endswith(".dist-info")
    }
    return found.version, wheel("msgspec", found.version, files)


@cache
def _package(kind):
    """What the engine imports of flux2studio, around a workshop that paints nothing."""
    files = {
        f"flux2studio/{path.relative_to(_PACKAGE).as_posix()}": path.read_bytes()
        for part in ("core", "engine")
        for path in (_PACKAGE / part).glob("*.py")
    }
    files["flux2studio/__init__.py"] = ""
    files["flux2studio/ui/window.py"] = "the engine does without"
    files["flux2studio/engine/workshop.py"] = WORKSHOP.replace("{kind}", kind)
    return wheel("flux2studio", "1", files)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that was killed is no matter."""


class Index:
    """Serves what is in ``wheels``. ``broken``: the status that files of a library get instead;
    ``held``: libraries of which only half comes, until ``let_go``; ``wants_sign_in``: a page comes
    in the place of another, as in a hotel."""

    def __init__(self):
        self.wheels = {}
        self.asked = []
        self.broken = {}
        self.held = set()
        self.wants_sign_in = False
        self.holding = threading.Event()
        self._gone_on = threading.Event()
        self._server = _Server(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/simple"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def close(self):
        self.let_go()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def let_go(self):
        self.held.clear()
        self._gone_on.set()

    def fetched(self, name):
        """How often the file of a library was asked for."""
        return sum(path.rpartition("/")[2].startswith(f"{name}-") for path in self.asked)

    def _handler(self):
        index = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                kind, name = self.path.strip("/").split("/")[:2]
                if kind == "simple":
                    self._answer(200, "text/html", index.page(name))
                    return
                index.asked.append(self.path)
                library = name.split("-")[0]
                if library in index.broken:
                    self._answer(index.broken[library], "text/plain", b"")
                else:
                    data = index.wheels[name]
                    self._answer(200, "application/octet-stream", data, library in index.held)

            def _answer(self, status, kind, data, is_held=False):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                half = len(data) // 2 if is_held else 0
                try:
                    self.wfile.write(data[:half])
                    self.wfile.flush()
                    if is_held:
                        index.holding.set()
                        index._gone_on.wait(30)
                    self.wfile.write(data[half:])
                except OSError:
                    self.close_connection = True

            def log_message(self, *_):
                return

        return Handler

    def page(self, name):
        if self.wants_sign_in:
            return b"<html><body>Welcome! Your room number?</body></html>"
        links = [f for f in self.wheels if f.split("-")[0] == name]
        return "".join(f'<a href="/files/{f}">{f}</a>' for f in links).encode()


class House:
    """Index, sources and the data folder of one test."""

    def __init__(self, folder):
        self.index = Index()
        self.sources = folder / "sources"
        self.sources.mkdir()
        self.engines = folder / "data" / "engines"
        self.log_file = folder / "logs" / "engine-install.log"
        self.kind = "cpu"
        self.publish()

    def publish(self, *, torch="1.0", total="4.0", kind="cpu", build_kind="cpu", is_slow=False):
        """Offer an engine with this torch, which sums to ``total``, on a device of ``kind``."""
        version, msgspec = _msgspec()
        files = {name: wheel(name, "1.0", {f"{name}/__init__.py": ""}) for name in _LIBRARIES}
        body = TORCH.replace("{total}", total) + (SLOW if is_slow else "")
        files["torch"] = wheel("torch", torch, {"torch/__init__.py": body})
        files["msgspec"] = msgspec
        versions = {**dict.fromkeys(_LIBRARIES, "1.0"), "torch": torch, "msgspec": version}
        for name, data in files.items():
            self.index.wheels[f"{name}-{versions[name]}-py3-none-any.whl"] = data
        self._write_lock(files, versions)
        (self.sources / "flux2studio-1-py3-none-any.whl").write_bytes(_package(kind))
        self.describe(kind=build_kind)

    def describe(self, **other):
        system, machine = this_computer()
        build = {
            "name": "tiny", "system": system, "machine": machine, "kind": "cpu", "torch": "1.0",
            "python": "3.12", "download_bytes": 300_000, "disk_bytes": 900_000, **other,
        }  # fmt: skip
        said = {"builds": [build], "index": self.index.url, "python": sys.executable}
        (self.sources / "builds.json").write_text(json.dumps(said))

    def _write_lock(self, files, versions):
        lines = (
            f"{name}=={versions[name]} --hash=sha256:{hashlib.sha256(data).hexdigest()}\n"
            for name, data in files.items()
        )
        (self.sources / "tiny.lock").write_text("".join(lines))

    def installer(self, hardware=CPU, **options):
        return EngineInstaller(
            Sources(self.sources), self.engines, self.log_file, look=lambda: hardware, **options
        )

    def environments(self):
        """The names of the folders of engines, whole or not."""
        if not self.engines.is_dir():
            return []
        return sorted(p.name for p in self.engines.iterdir() if p.is_dir() and "-" in p.name)
