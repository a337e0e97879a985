"""The programs in C: the load clients and the echo."""

import json

from .machine import CLIENT_CORE, run
from .places import ROOT, folder


def built(name):
    """The path of the compiled program; compiles it when its source is newer."""
    source, program = ROOT / "bench/native" / f"{name}.c", folder("native") / name
    if not program.exists() or program.stat().st_mtime < source.stat().st_mtime:
        run(["gcc", "-O2", "-Wall", "-o", program, source])
    return program


def flood(port, queries, seconds):
    """One closed loop of queries from the client's core: what came back."""
    result = json.loads(run([built("flood"), "127.0.0.1", port, queries, seconds], core=CLIENT_CORE))
    result["rate"] = result["answers"] / result["seconds"]
    return result


def callers_command(port, templates, callers, seconds, options=()):
    return [built("callers"), "-c", callers, "-t", seconds, *options, "127.0.0.1", port, *templates]


def call(port, templates, callers, seconds, options=()):
    """HTTP callers in a closed loop: what they were told, and when."""
    result = json.loads(run(callers_command(port, templates, callers, seconds, options)))
    result["rate"] = result["ok"] / result["seconds"]
    return result
