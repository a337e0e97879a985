"""PowerDNS with its HTTP API, on SQLite and on PostgreSQL: both set so that a 2xx is as durable as ours."""

import http.client
import json
import os
import pwd
import shutil
import sqlite3
import subprocess
from pathlib import Path

from .dns import address_of
from .machine import Process, find, run
from .peers import fresh, version

KEY = "bench"


class PowerDNS:
    """One zone, the workload's; port, and the API's port one above."""

    def __init__(self, name, port):
        self.name, self.port, self.api = name, port, port + 1

    def version(self):
        return version("PowerDNS", find("pdns_server"), "--version")

    def start(self, workload):
        home = fresh(f"powerdns-{self.name}")
        self.domain = workload.domain(0)
        backend = self.backend(home)
        # Without default-api-rectify=no every PATCH works through the whole zone.
        (home / "pdns.conf").write_text(f"""\
local-address=127.0.0.1
local-port={self.port}
socket-dir={home}
{backend}
api=yes
api-key={KEY}
webserver=yes
webserver-address=127.0.0.1
webserver-port={self.api}
webserver-allow-from=127.0.0.1
webserver-loglevel=none
default-api-rectify=no
default-soa-content=ns1.@ hostmaster.@ 1 3600 600 1209600 300
cache-ttl=0
query-cache-ttl=0
negquery-cache-ttl=0
zone-cache-refresh-interval=0
loglevel=0
guardian=no
daemon=no
""")
        self.process = Process(f"powerdns-{self.name}", [find("pdns_server"), f"--config-dir={home}"])
        self.process.wait_until(self._listens)
        self._request("POST", "/api/v1/servers/localhost/zones",
                      {"name": self.domain + ".", "kind": "Native", "nameservers": ["ns1.example.net."]})
        records = list(workload.records(0))
        for at in range(0, len(records), 250):
            self._request("PATCH", self.zone_path, {"rrsets": [
                {"name": f"{name}.{self.domain}.", "type": kind, "ttl": ttl, "changetype": "REPLACE",
                 "records": [{"content": value, "disabled": False}]}
                for name, kind, ttl, value in records[at:at + 250]]})
        self.process.wait_until(lambda: address_of(workload.last_name, self.port))

    @property
    def zone_path(self):
        return f"/api/v1/servers/localhost/zones/{self.domain}."

    def create_template(self, prefix):
        """A request that creates one new name, as `callers` takes it."""
        body = ('{"rrsets":[{"name":"%s{n}.%s.","type":"A","ttl":300,"changetype":"REPLACE",'
                '"records":[{"content":"192.0.2.9","disabled":false}]}]}' % (prefix, self.domain))
        return (f"PATCH {self.zone_path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-API-Key: {KEY}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body) + 6}\r\n\r\n{body}")

    def _request(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.api, timeout=60)
        connection.request(method, path, json.dumps(body) if body else None,
                           {"X-API-Key": KEY, "Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{self.name}: {method} {path}: {answer.status} {text[:300]}")

    def _listens(self):
        try:
            self._request("GET", "/api/v1/servers/localhost")
            return True
        except OSError:
            return False

    def stop(self):
        self.process.stop()


def _schema(backend, name):
    """Where Debian keeps it; machines without /usr/share/doc have the first alone."""
    for folder in (f"/usr/share/pdns-backend-{backend}/schema", f"/usr/share/doc/pdns-backend-{backend}"):
        if (path := Path(folder) / name).exists():
            return path
    raise SystemExit(f"no {name} of pdns-backend-{backend}")


class OnSQLite(PowerDNS):
    def __init__(self, port=5420):
        super().__init__("SQLite", port)

    def backend(self, home):
        store = sqlite3.connect(home / "pdns.sqlite")
        store.executescript(_schema("sqlite3", "schema.sqlite3.sql").read_text())
        store.execute("pragma journal_mode=wal")
        store.close()
        # 2 is FULL: every commit is forced out.
        return (f"launch=gsqlite3\ngsqlite3-database={home}/pdns.sqlite\n"
                "gsqlite3-pragma-synchronous=2\ngsqlite3-dnssec=yes")


class OnPostgreSQL(PowerDNS):
    def __init__(self, port=5430):
        super().__init__("PostgreSQL", port)
        self.database_port = port + 2
        self.programs = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)
        if not self.programs:
            raise SystemExit("postgresql is not installed: script/bootstrap --bench")

    def version(self):
        return super().version() + ", " + version("PostgreSQL", self.programs / "postgres", "--version")

    def backend(self, home):
        # PostgreSQL refuses to run as root: then as the user that its package makes, in a folder that it can reach.
        identity, cluster = {}, home / "cluster"
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            cluster = Path("/var/tmp/hostmaster-bench-postgresql")
            shutil.rmtree(cluster, ignore_errors=True)
            cluster.mkdir()
            os.chown(cluster, user.pw_uid, user.pw_gid)
        self.cluster = cluster
        run([self.programs / "initdb", "-D", cluster, "-A", "trust", "-U", "pdns"], cwd="/", **identity)
        with open(cluster / "postgresql.conf", "a") as file:
            file.write(f"port={self.database_port}\nlisten_addresses='127.0.0.1'\nunix_socket_directories='{cluster}'\n"
                       "shared_buffers=256MB\nmax_connections=200\n")
        self.database = Process("postgresql", [self.programs / "postgres", "-D", cluster], cwd="/", **identity)
        psql = [self.programs / "psql", "-q", "-h", "127.0.0.1", "-p", self.database_port, "-U", "pdns",
                "-d", "postgres"]

        def answers():
            done = subprocess.run([*map(str, psql), "-c", "select 1"], capture_output=True)
            return done.returncode == 0

        self.database.wait_until(answers)
        run([*psql, "-f", _schema("pgsql", "schema.pgsql.sql")])
        return (f"launch=gpgsql\ngpgsql-host=127.0.0.1\ngpgsql-port={self.database_port}\ngpgsql-user=pdns\n"
                "gpgsql-dbname=postgres\ngpgsql-dnssec=yes")

    def stop(self):
        super().stop()
        self.database.stop()
        shutil.rmtree(self.cluster, ignore_errors=True)
