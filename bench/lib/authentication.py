"""What it costs to know who sends a request with an API token, whether a revoked one is refused at once, and whether a
login that fails tells by its time if there is such an account."""

import argparse
import json
import shutil

from . import hostmaster, report
from .machine import describe, run
from .places import folder
from .report import median


def measure():
    """One line of figures, on a store of its own."""
    home = folder("stores") / "authentication"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    return json.loads(run([hostmaster.built("authentication"), "--data", home]))


def main():
    parser = argparse.ArgumentParser(prog="bench/authentication", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="default: 15")
    rounds = parser.parse_args().rounds

    found = []
    for number in range(rounds):
        report.progress(f"round {number + 1} of {rounds}")
        found.append(measure())

    def line(what, key):
        values = [figures[key] for figures in found]
        return [what, f"{median(values):.2f}", f"{min(values):.2f}", f"{max(values):.2f}"]

    report.table(["authenticate, µs a request", "median", "least", "most"], [
        line("one token", "one"), line(f"{found[0]['tokens']:,} tokens in turn", "many"),
        line("after a write to tokens (from the store)", "cold"),
    ])
    ratios = [figures["unknownAddress"] / figures["wrongPassword"] for figures in found]
    report.table(["a login that fails, ms", "median", "least", "most"], [
        line("wrong password", "wrongPassword"), line("address that nobody has", "unknownAddress"),
        ["the second to the first", f"{median(ratios):.3f}", f"{min(ratios):.3f}", f"{max(ratios):.3f}"],
    ])
    late = sum(figures["acceptedAfterRevocation"] for figures in found)
    tried = sum(figures["revocations"] for figures in found)
    report.goals([
        report.goal("µs a request, one token", median(f["one"] for f in found), 15, at_least=False),
        report.goal("µs a request, many tokens", median(f["many"] for f in found), 15, at_least=False),
        report.goal(f"accepted after revocation, of {tried:,}", late, 0, at_least=False),
    ])
    report.what_ran([describe(), hostmaster.version(), "authentication --data DIR (bench/Authentication)"])


if __name__ == "__main__":
    main()
