"""Queries over UDP: ours, NSD, Knot and the socket ceiling, each on one core, in turn; the load from another."""

import argparse
import time

from . import report
from .hostmaster import Hostmaster, Store
from .machine import CLIENT_CORE, CORES, SERVER_CORE, describe
from .native import call, flood
from .peers import NSD, Echo, Knot
from .places import folder
from .report import goal, median, progress, ratio
from .workloads import WORKLOADS

EDITORS = 64  # callers that make the random edits
EDIT_SECONDS = 300


class Round:
    """What one server did in one round."""

    def __init__(self, server, queries, seconds):
        user, system = server.process.cpu()
        self.result = flood(server.port, queries, seconds)
        user, system = server.process.cpu()[0] - user, server.process.cpu()[1] - system
        answers = max(self.result["answers"], 1)
        self.rate = self.result["rate"]
        self.user, self.system = user / answers * 1e6, system / answers * 1e6
        self.busy = (user + system) / self.result["seconds"]


def measure(workload, rounds, seconds, again):
    """Table and goals of one workload; the goal lines are returned."""
    ours = Hostmaster(Store.of(workload, again), core=SERVER_CORE)
    echo, rivals = Echo(), [NSD(), Knot()]
    servers = [ours, echo, *rivals]
    runs = {server: [] for server in servers}
    queries = workload.queries_file()
    try:
        for server in servers:
            progress(f"{workload.name}: starting {server.name}")
            server.start() if server is ours else server.start(workload)
        time.sleep(10)
        memory = {server: server.process.memory() for server in servers}
        for server in servers:
            Round(server, queries, min(seconds, 1))  # warms it up
        for i in range(rounds):
            progress(f"{workload.name}: round {i + 1} of {rounds}")
            turn = i % len(servers)
            for server in servers[turn:] + servers[:turn]:
                runs[server].append(Round(server, queries, seconds))
    finally:
        for server in servers:
            if hasattr(server, "process"):
                server.process.stop()

    def values(server, field):
        return [getattr(run, field) for run in runs[server]]

    def own_code(server):
        return median(a - b for a, b in zip(values(server, "user"), values(echo, "user")))

    print(f"{workload.name}: {workload.domains:,} domain(s), {workload.domains * workload.names:,} names; "
          f"medians of {rounds} rounds of {seconds:g} s\n")
    rows = []
    for server in servers:
        rates = values(server, "rate")
        user, system = median(values(server, "user")), median(values(server, "system"))
        rows.append([
            server.name, f"{median(rates) / 1e3:.0f}", f"{ratio(values(ours, 'rate'), rates):.2f}",
            f"{min(rates) / 1e3:.0f}–{max(rates) / 1e3:.0f}", f"{user + system:.2f}", f"{user:.2f}", f"{system:.2f}",
            f"{own_code(server):.2f}", f"{median(values(server, 'busy')) * 100:.0f} %",
            sum(run.result["lost"] for run in runs[server]), f"{memory[server] / 1e6:.0f}", f"{server.load:.2f}",
        ])
    report.table(["server", "thousand/s", "ours ÷ it", "from–to", "CPU µs/query", "user", "system", "own code",
                  "core", "lost", "MB", "load s"], rows)
    compare_answers(servers, echo, runs)

    best = min(ratio(values(ours, "rate"), values(rival, "rate")) for rival in rivals)
    name = workload.name
    lines = [goal(f"{name}: ours ÷ the better of NSD and Knot", best, 1.1 if name == "small" else 1.6)]
    if name == "small":
        lines.insert(0, goal("small: ours ÷ echo", ratio(values(ours, "rate"), values(echo, "rate")), 0.9))
    if name != "zones":
        bound = 0.3 if name == "small" else 0.6
        lines.append(goal(f"{name}: own code a query", own_code(ours), bound, " µs", at_least=False))
    if name != "small":
        bound = 3 if name == "million" else 5
        lines.append(goal(f"{name}: load from the store", ours.load, bound, " s", at_least=False))
    return lines, memory[ours], [server.version() for server in servers], ours.command


def compare_answers(servers, echo, runs):
    """Fast wrong answers would be worth nothing: every server must have found as many names and records."""
    def shares(server):
        results = [run.result for run in runs[server]]
        answers = max(sum(result["answers"] for result in results), 1)
        return [sum(result[key] for result in results) / answers for key in ("noerror", "nxdomain", "withRecords")]

    for server in servers:
        if server is not echo and any(abs(a - b) > 0.01 for a, b in zip(shares(server), shares(servers[0]))):
            print(f"WARNING: {server.name} answered otherwise: NOERROR, NXDOMAIN, with records = {shares(server)}")


def empty_memory():
    server = Hostmaster(Store.of(WORKLOADS["empty"]), core=SERVER_CORE).start()
    try:
        return server.settled_memory()
    finally:
        server.stop()


def random_edits(workload, edits, empty):
    """Bytes a name after `edits` single edits over HTTP, in random places: a name goes, another comes."""
    progress(f"{workload.name}: {edits:,} random edits")
    store = Store.of(workload).copy("edited")
    server = Hostmaster(store).start()
    try:
        home = folder("requests")
        templates = [home / "create", home / "delete"]
        templates[0].write_bytes(server.create_template("e").encode())
        templates[1].write_bytes(server.delete_template().encode())
        filled = store.about["fill"]
        done = call(server.api, templates, EDITORS, EDIT_SECONDS,
                    ["-n", edits, "-p", f"{filled['firstRecord']},{filled['records']}"])
        time.sleep(10)
        names = workload.names
        per_name = (server.process.memory() - empty) / names
    finally:
        server.stop()
    print(f"Random edits: {done['ok']:,} of {edits:,} (creates and deletes over HTTP in turn, {EDITORS} callers, "
          f"at most {EDIT_SECONDS} s), {done['rate']:,.0f}/s, {done['answers'] - done['ok']} refused\n")
    return goal(f"memory a name after {done['ok']:,} random edits", per_name, 150, " B", at_least=False)


def main():
    parser = argparse.ArgumentParser(prog="bench/queries", description=__doc__)
    parser.add_argument("workload", nargs="*", help="some of small, million, zones (default: all)")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=2, help="of one server's turn in a round")
    parser.add_argument("--edits", type=int, default=1_000_000, help="random edits of the million; 0 = none")
    parser.add_argument("--again", action="store_true", help="make the stores anew")
    options = parser.parse_args()
    if len(CORES) < 2:
        raise SystemExit("bench/queries needs two cores: one for the server, one for the load")

    machine = describe()
    empty = empty_memory()
    goals, versions, command = [], [], []
    for name in options.workload or ["small", "million", "zones"]:
        workload = WORKLOADS[name]
        lines, memory, versions, command = measure(workload, options.rounds, options.seconds, options.again)
        if name == "million":
            lines.append(goal("memory a name", (memory - empty) / workload.names, 120, " B", at_least=False))
            if options.edits:
                lines.append(random_edits(workload, options.edits, empty))
        if name == "zones":
            lines.append(goal("memory of 100,000 zones", (memory - empty) / 1e6, 100, " MB", at_least=False))
        goals += lines
    report.goals(goals)
    report.what_ran([
        machine, *versions,
        f"servers on core {SERVER_CORE}, load on core {CLIENT_CORE}: flood, 8 sockets × 32 queries under way",
        "80 % hits, 10 % other types, 10 % names that are not there",
        "own code = user time an answer, less the echo's; MB = resident 10 s after the last had loaded; "
        f"an empty store: {empty / 1e6:.1f} MB",
        report.shell(command),
    ])


if __name__ == "__main__":
    main()
