"""Hostmaster itself: built as `./run` builds it, on stores that `fill` has made."""

import functools
import http.client
import json
import shutil
import subprocess
import time
from pathlib import Path

from .machine import Process, run
from .places import ROOT, folder
from .report import progress
from .workloads import NAME_SERVER

# The same to `fill` and to `serve`, or it would settle every domain's apex anew at its first start.
SETTINGS = ["--nameserver", NAME_SERVER]
BUILD = ["swift", "build", "-c", "release"]
_programs = None


def programs():
    """The folder of the release build."""
    global _programs
    if _programs is None:
        version()  # what is built now, whatever is committed during a long run
        for product in ("hostmaster", "fill"):
            _build(product)
        _programs = Path(run([*BUILD, "--show-bin-path"], cwd=ROOT).strip())
    return _programs


@functools.cache
def built(product):
    """The path of another program of the release build."""
    home = programs()
    _build(product)
    return home / product


def _build(product):
    progress(f"{' '.join(BUILD)} --product {product}")
    done = subprocess.run([*BUILD, "--product", product], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(done.stdout)


@functools.cache
def version():
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return f"Hostmaster {commit.stdout.strip() or '?'}"


class Store:
    """A data directory with what a workload holds. Made once and kept; `copy` makes one to write to."""

    def __init__(self, path):
        self.path = path
        self.about = json.loads((path / "bench.json").read_text())

    @property
    def token(self):
        return self.about["token"]

    @property
    def size(self):
        return sum(file.stat().st_size for file in self.path.glob("hostmaster.sqlite*"))

    @classmethod
    def of(cls, workload, again=False):
        path = folder("stores") / workload.name
        if again or not (path / "bench.json").exists():
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir()
            about = json.loads(run([programs() / "hostmaster", "bootstrap", "--data", path, "--email",
                                    "bench@example.test", "--organization", "Bench"], input="benchmarks only\n"))
            about["workload"] = workload.name
            if workload.domains:
                progress(f"filling the store: {workload.name}")
                with open(workload.records_file()) as records:
                    about["fill"] = json.loads(run([programs() / "fill", "--data", path, "--organization",
                                                    about["organization"], *SETTINGS, "--address", "127.0.0.1"],
                                                   stdin=records))
            (path / "bench.json").write_text(json.dumps(about))
        return cls(path)

    def copy(self, name):
        path = folder("stores") / name
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.path, path)
        return Store(path)


class Hostmaster:
    """The server on a store: `process`, `port` (DNS), `api` (HTTP) and `load`, the seconds until it was ready."""

    name = "Hostmaster"

    def __init__(self, store, port=5400, core=None, name="hostmaster"):
        self.store, self.port, self.api, self.core, self.label = store, port, port + 1, core, name

    def version(self):
        return version()

    def start(self):
        self.command = [programs() / "hostmaster", "serve", "--data", self.store.path,
                        "--http", f"127.0.0.1:{self.api}", "--dns", f"127.0.0.1:{self.port}", *SETTINGS]
        self.process = Process(self.label, self.command, core=self.core)
        self.load = self.process.wait_until(self.ready)
        return self

    def stop(self):
        self.process.stop()

    def ready(self):
        try:
            return self.fetch("/readyz")[0] == 200
        except OSError:
            return False

    def fetch(self, path):
        """(status, headers, body) of a GET in plain JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.api, timeout=10)
        try:
            connection.request("GET", path, headers={"X-API-TOKEN": self.store.token, "Accept": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def settled_memory(self):
        """Bytes resident 10 s after the load."""
        time.sleep(max(0.0, self.process.started + self.load + 10 - time.monotonic()))
        return self.process.memory()

    # Requests for `callers`.

    @property
    def records_path(self):
        """Of the only domain of the store."""
        about = self.store.about
        return f"/api/organizations/{about['organization']}/domains/{about['fill']['domain']}/dns-records"

    def create_template(self, prefix):
        body = '{"type":0,"name":"%s{n}","ttl":300,"value":"192.0.2.9"}' % prefix
        return (f"POST {self.records_path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-TOKEN: {self.store.token}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body) + 6}\r\n\r\n{body}")

    def delete_template(self):
        return (f"DELETE {self.records_path}/{{p}} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"X-API-TOKEN: {self.store.token}\r\n\r\n")
