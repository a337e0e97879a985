"""The other name servers: configured to answer from memory, on one core, with nothing else to do."""

import re
import shutil
import subprocess

from .dns import address_of
from .machine import SERVER_CORE, Process, find
from .native import built
from .places import folder


def fresh(name):
    path = folder("peers", name)
    shutil.rmtree(path)
    path.mkdir()
    return path


def version(product, *arguments):
    """What the program itself says: "NSD 4.6.1"."""
    done = subprocess.run([*map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    number = re.search(r"\b\d+\.\d+(\.\d+)?\b", done.stdout)
    return f"{product} {number[0] if number else '?'}"


class Peer:
    """One server of a table: `start`, then `process`, `port` and `load` (seconds until it had answered)."""

    def __init__(self, name, port, core=SERVER_CORE):
        self.name, self.port, self.core = name, port, core

    def start(self, workload):
        self.command = self.configure(workload)
        self.process = Process(f"{self.name}-{workload.name}", self.command, core=self.core)
        last = workload.last_name
        self.load = self.process.wait_until(lambda: address_of(last, self.port))


class Echo(Peer):
    def __init__(self, port=5410):
        super().__init__("echo", port)

    def start(self, workload):
        self.command = [built("echo"), "127.0.0.1", self.port]
        self.process = Process("echo", self.command, core=self.core)
        self.load = 0

    def version(self):
        return "echo: recvmmsg and sendmmsg, 32 at a time (bench/native/echo.c)"


class NSD(Peer):
    def __init__(self, port=5411):
        super().__init__("NSD", port)

    def version(self):
        return version("NSD", find("nsd"), "-v")

    def configure(self, workload):
        home = fresh("nsd")
        zones = "".join(f'zone:\n  name: "{n}"\n  zonefile: "{p}"\n' for n, p in workload.zone_files())
        (home / "nsd.conf").write_text(f"""\
server:
  server-count: 1
  ip-address: 127.0.0.1@{self.port}
  do-ip6: no
  username: ""
  zonesdir: ""
  database: ""
  pidfile: "{home}/pid"
  zonelistfile: "{home}/zone.list"
  xfrdfile: "{home}/xfrd.state"
  xfrdir: "{home}"
  minimal-responses: yes
  rrl-ratelimit: 0
  rrl-whitelist-ratelimit: 0
  verbosity: 0
remote-control:
  control-enable: no
{zones}""")
        return [find("nsd"), "-d", "-c", home / "nsd.conf"]


class Knot(Peer):
    def __init__(self, port=5412):
        super().__init__("Knot", port)

    def version(self):
        return version("Knot", find("knotd"), "--version")

    def configure(self, workload):
        home = fresh("knot")
        zones = "".join(f" - domain: {n}\n   file: {p}\n" for n, p in workload.zone_files())
        (home / "knot.conf").write_text(f"""\
server:
    rundir: {home}
    listen: 127.0.0.1@{self.port}
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
log:
  - target: stderr
    any: error
database:
    storage: {home}
template:
  - id: default
    storage: {home}
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
zone:
{zones}""")
        return [find("knotd"), "-c", home / "knot.conf"]
