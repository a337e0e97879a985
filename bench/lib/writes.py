"""Durable creates over HTTP with 1, 16 and 64 callers on one domain, beside PowerDNS and what the disk can do."""

import argparse

from . import disk, report
from .dns import address_of
from .hostmaster import Hostmaster, Store, version
from .machine import describe
from .native import call
from .places import folder
from .powerdns import OnPostgreSQL, OnSQLite
from .report import goal, median, progress
from .workloads import WORKLOADS

CALLERS = [1, 16, 64]
QUIET = 0.3  # milliseconds of an fdatasync, up to which a rate is wanted


def creates(server, port, prefix, callers, seconds):
    """One run; the last name that was answered with 2xx must be served."""
    template = folder("requests") / f"create-{server.name}"
    template.write_bytes(server.create_template(prefix).encode())
    journal = template.with_suffix(".journal")
    cpu = sum(server.process.cpu())
    result = call(port, [template], callers, seconds, ["-l", journal])
    result["cpu"] = (sum(server.process.cpu()) - cpu) / max(result["ok"], 1) * 1e6
    answered = [line.split()[0] for line in journal.read_text().splitlines() if line.split()[1] in ("201", "204")]
    for number in answered[-1:]:
        name = f"{prefix}{int(number):09d}.{server.domain}"
        if address_of(name, server.port, timeout=2) != "192.0.2.9":
            print(f"WARNING: {server.name}: {name} was answered with 2xx and is not served")
    return result


def ours_on(store, label, port):
    server = Hostmaster(store, port=port, name=label)
    server.domain = WORKLOADS[store.about["workload"]].domain(0)
    return server.start()


def compare(rounds, seconds):
    """The rates beside each other: (rows of the table, goal lines, versions)."""
    small = WORKLOADS["small"]
    original = Store.of(small)
    peers = [OnSQLite(), OnPostgreSQL()]
    results, raw, rows = {}, {"sync": [], "sync ms": [], 1: [], 64: []}, []
    try:
        for peer in peers:
            progress(f"starting PowerDNS on {peer.name}")
            peer.start(small)
        for i in range(rounds):
            progress(f"creates: round {i + 1} of {rounds}")
            # A new copy each time: the domain has its 1,000 names again, however many the last round made.
            ours = ours_on(original.copy("writes"), "hostmaster-writes", 5440)
            turns = [(ours, ours.api), *((peer, peer.api) for peer in peers)]
            try:
                for server, port in turns[i % 3:] + turns[:i % 3]:
                    if server is ours:
                        # Right before ours, because a disk that others use too changes from one second to the next.
                        for count in (64, 1):
                            raw[count].append(disk.sqlite_rows(count, 0.5)[0])
                        rate, milliseconds = disk.fdatasync(0.5)
                        raw["sync"].append(rate)
                        raw["sync ms"].append(milliseconds)
                    for callers in CALLERS:
                        result = creates(server, port, f"r{i:02d}c{callers:02d}-", callers, seconds)
                        results.setdefault((server.name, callers), []).append(result)
            finally:
                ours.stop()
    finally:
        for peer in peers:
            if hasattr(peer, "process"):
                peer.stop()

    def middle(name, callers, field):
        return median(result[field] for result in results[name, callers])

    for name in [Hostmaster.name, *(peer.name for peer in peers)]:
        for callers in CALLERS:
            runs = results[name, callers]
            mates = results[Hostmaster.name, callers]
            rows.append([
                name if name == Hostmaster.name else f"PowerDNS, {name}", callers,
                f"{middle(name, callers, 'rate'):,.0f}",
                f"{median(a['rate'] / max(b['rate'], 0.1) for a, b in zip(mates, runs)):.1f}",
                f"{middle(name, callers, 'p50'):.2f}", f"{middle(name, callers, 'p99'):.2f}",
                f"{middle(name, callers, 'cpu'):.0f}",
                f"{sum(r['answers'] - r['ok'] for r in runs) / max(sum(r['answers'] for r in runs), 1) * 100:.0f} %",
                sum(r["status5xx"] for r in runs), sum(r["broken"] for r in runs),
            ])
    print(f"Creates on one domain of 1,000 names: medians of {rounds} rounds of {seconds:g} s\n")
    report.table(["server", "callers", "2xx/s", "ours ÷ it", "p50 ms", "p99 ms", "CPU µs", "not 2xx", "5xx",
                  "broken"], rows)
    print("Beside them, in the same rounds:\n")
    sync, sync_ms = median(raw["sync"]), median(raw["sync ms"])
    report.table(["raw", "a second", "ms"], [
        ["fdatasync of 4 KiB", f"{sync:,.0f}", f"{sync_ms:.2f}"],
        ["SQLite, WAL, FULL: 1 row a commit", f"{median(raw[1]):,.0f}", ""],
        ["SQLite, WAL, FULL: 64 rows a commit", f"{median(raw[64]):,.0f}", ""],
    ])

    at_once = results[Hostmaster.name, 64]
    rounds_of_peers = [[results[peer.name, c] for c in CALLERS] for peer in peers]
    best = [max(runs[i]["rate"] for backend in rounds_of_peers for runs in backend) for i in range(rounds)]
    single = results[Hostmaster.name, 1]
    over = median(r["p50"] - 3 * ms for r, ms in zip(single, raw["sync ms"]))
    lines = [
        goal("one caller: p50 less 3 × raw fdatasync", over, 1, " ms", at_least=False),
        goal("64 callers ÷ PowerDNS on PostgreSQL at 64",
             median(a["rate"] / max(b["rate"], 0.1) for a, b in zip(at_once, results["PostgreSQL", 64])), 20),
        goal("64 callers ÷ PowerDNS's best of all", median(a["rate"] / b for a, b in zip(at_once, best)), 5),
        goal("5xx of ours", sum(r["status5xx"] for c in CALLERS for r in results[Hostmaster.name, c]), 0,
             at_least=False),
    ]
    if sync_ms <= QUIET:
        lines.insert(3, goal("64 callers", median(r["rate"] for r in at_once), 5000, "/s"))
    else:
        print(f"64 callers: {median(r['rate'] for r in at_once):,.0f}/s; the goal of 5,000/s is for disks whose "
              f"fdatasync takes at most {QUIET} ms, not {sync_ms:.2f}\n")
    return lines, [peer.version() for peer in peers]


def edit_cost(rounds, seconds):
    """One edit in a zone of ten and in one of a million, each in a store of its own, in turn."""
    servers = {name: ours_on(Store.of(WORKLOADS[name]).copy(f"edits-{name}"), f"hostmaster-{name}", 5450 + 10 * i)
               for i, name in enumerate(("ten", "million"))}
    runs = {name: [] for name in servers}
    try:
        for i in range(rounds):
            progress(f"edit cost: round {i + 1} of {rounds}")
            for name in sorted(servers, reverse=i % 2 == 1):
                server = servers[name]
                runs[name].append(creates(server, server.api, f"r{i:02d}-", 1, seconds))
    finally:
        for server in servers.values():
            server.stop()
    print(f"One edit, one caller: medians of {rounds} rounds of {seconds:g} s\n")
    report.table(["zone of", "p50 ms", "p99 ms", "CPU µs", "a second"], [
        [name, *(f"{median(r[field] for r in runs[name]):,.2f}" for field in ("p50", "p99", "cpu", "rate"))]
        for name in servers
    ])
    return [
        goal(f"an edit in a million ÷ in ten, {what}",
             median(a[field] / b[field] for a, b in zip(runs["million"], runs["ten"])), 1.2, at_least=False)
        for what, field in (("p50", "p50"), ("CPU time", "cpu"))
    ]


def main():
    parser = argparse.ArgumentParser(prog="bench/writes", description=__doc__)
    parser.add_argument("part", nargs="*", help="some of creates, edit-cost (default: both)")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=2, help="of one run in a round")
    options = parser.parse_args()
    parts = options.part or ["creates", "edit-cost"]

    machine, goals, peers = describe(), [], []
    if "creates" in parts:
        goals, versions = compare(options.rounds, options.seconds)
        peers = [
            *versions,
            "PowerDNS: default-api-rectify=no, SQLite with WAL and synchronous=FULL, PostgreSQL with its own defaults",
        ]
    if "edit-cost" in parts:
        goals += edit_cost(options.rounds, options.seconds)
    report.goals(goals)
    report.what_ran([
        machine, version(), *peers,
        "callers: keep-alive where the server allows it, each name new, nothing pinned to a core",
        "CPU µs: the server's alone (of PowerDNS on PostgreSQL without the database's)",
    ])


if __name__ == "__main__":
    main()
