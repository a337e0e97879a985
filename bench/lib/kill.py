"""Kills the server a hundred times under load, and looks for everything that it had answered with 201."""

import argparse
import collections
import json
import random
import socket
import sqlite3
import subprocess
import time

from . import report
from .dns import address_of, query
from .hostmaster import Hostmaster, Store
from .machine import command, describe
from .native import callers_command
from .places import folder
from .report import median, progress
from .workloads import WORKLOADS

WORKLOAD = WORKLOADS["hundred-thousand"]
CALLERS = 16


class Load:
    """Creates under way until the server is gone; what was answered, by number."""

    def __init__(self, server, first):
        home = folder("requests")
        (home / "kill").write_bytes(server.create_template("k").encode())
        self.journal = home / "kill.journal"
        arguments = callers_command(server.api, [home / "kill"], CALLERS, 60, ["-x", "-s", first, "-l", self.journal])
        self.process = subprocess.Popen(command(arguments), stdout=subprocess.PIPE, text=True)

    def end(self):
        """(numbers answered with 201, other answers, the next number)."""
        result = json.loads(self.process.communicate()[0])
        answered, others = [], 0
        for line in self.journal.read_text().splitlines():
            number, status = map(int, line.split())
            if status == 201:
                answered.append(number)
            else:
                others += 1
        return answered, others, result["next"]


def label(number):
    return f"k{number:09d}"


def unserved(numbers, port):
    """Those of which DNS knows nothing."""
    missing = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(1)
        client.connect(("127.0.0.1", port))
        for number in numbers:
            message = query(f"{label(number)}.{WORKLOAD.domain(0)}", number & 0xFFFF)
            client.send(message)
            reply = client.recv(4096)
            if reply[:2] != message[:2] or reply[3] & 15 or reply[6:8] != b"\0\1":
                missing.append(number)
    return missing


def listed(server):
    """How often each name is in the API's list."""
    names, path = collections.Counter(), f"{server.records_path}?itemsPerPage=1000&cursor="
    while path:
        status, headers, body = server.fetch(path)
        if status != 200:
            raise SystemExit(f"GET {path}: {status}")
        names.update(record["name"] for record in json.loads(body))
        links = [part for part in (headers["Link"] or "").split(",") if 'rel="next"' in part]
        path = links[0].split("<")[1].split(">")[0] if links else None
    return names


def store_faults(store):
    """What does not agree in the file itself."""
    faults = []
    database = sqlite3.connect(store.path / "hostmaster.sqlite")
    if (found := database.execute("pragma integrity_check").fetchone()[0]) != "ok":
        faults.append(f"integrity_check: {found}")
    count, newest = database.execute("select count(*), max(number) from changes").fetchone()
    if count != newest:
        faults.append(f"{count} changes, the newest has number {newest}")
    records = database.execute("select count(*) from records").fetchone()[0]
    stated = database.execute("select sum(record_count) from domains").fetchone()[0]
    if records != stated:
        faults.append(f"{records} records, {stated} according to the domain")
    database.close()
    return faults


def main():
    parser = argparse.ArgumentParser(prog="bench/kill", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(10_000), help="of the moments of death")
    options = parser.parse_args()
    chance = random.Random(options.seed)

    store = Store.of(WORKLOAD).copy("killed")
    answered, others, lost, recoveries, number = [], 0, [], [], 0
    server = Hostmaster(store, port=5480)
    last_name = WORKLOAD.last_name
    for i in range(options.kills + 1):
        server.start()
        recovery = server.process.wait_until(lambda: address_of(last_name, server.port))
        if i:
            recoveries.append(recovery)
            lost += unserved(new, server.port)
        if i == options.kills:
            break
        if i % 10 == 0:
            progress(f"{i} of {options.kills} kills, {len(answered):,} creates answered, {len(lost)} lost")
        load = Load(server, number)
        time.sleep(chance.uniform(0.05, 0.6))
        server.process.kill()
        new, refused, number = load.end()
        answered += new
        others += refused

    names = listed(server)
    server.stop()
    ours = {name: count for name, count in names.items() if name.startswith("k")}
    gone = [n for n in answered if label(n) not in ours]
    doubled = [name for name, count in names.items() if count > 1]
    strangers = set(ours) - {label(n) for n in range(number)}
    faults = store_faults(store)

    print(f"{options.kills} SIGKILLs under the load of {CALLERS} callers, on a domain of {WORKLOAD.names:,} names\n")
    report.table(["", "found", "wanted"], [
        ["creates answered with 201", f"{len(answered):,}", ""],
        ["of these not served after the next start", len(lost), 0],
        ["of these not in the list at the end", len(gone), 0],
        ["names in the list twice", len(doubled), 0],
        ["names that nobody sent", len(strangers), 0],
        ["sent, not answered, and there", f"{len(ours) - len(answered):,}", "any"],
        ["answers other than 201", others, 0],
        ["faults in the file", "; ".join(faults) or 0, 0],
        ["seconds until served again: median", f"{median(recoveries):.2f}", ""],
        ["seconds until served again: longest", f"{max(recoveries):.2f}", "≤ 2"],
        ["records at the end", f"{sum(names.values()):,}", ""],
    ])
    report.what_ran([describe(), server.version(), f"seed {options.seed}", report.shell(server.command)])
    bad = lost or gone or doubled or strangers or others or faults or max(recoveries) > 2
    raise SystemExit(1 if bad else 0)


if __name__ == "__main__":
    main()
