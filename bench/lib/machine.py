"""Processes on their own core, and what they cost."""

import os
import platform
import shutil
import signal
import subprocess
import time

from .places import WORK, folder

TICKS = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE, CLIENT_CORE = CORES[0], CORES[-1]


def describe():
    """One line: what the figures were made on."""
    with open("/proc/cpuinfo") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "unknown CPU")
    source = subprocess.run(["df", "--output=fstype,source", WORK.parent], capture_output=True, text=True)
    disk = " on ".join(source.stdout.splitlines()[-1].split())
    return f"{model}, {len(CORES)} cores; Linux {platform.release()}; {disk}; load average {os.getloadavg()[0]:.1f}"


def _own_session():
    # Kernels that group tasks by session share the cores between sessions, not processes: a session of its own, with a
    # raised weight where that is allowed, keeps other work on the machine out of the figures.
    os.setsid()
    try:
        with open("/proc/self/autogroup", "w") as file:
            file.write("-15")
    except OSError:
        pass


def command(arguments, core=None):
    return ["taskset", "-c", str(core), *map(str, arguments)] if core is not None else list(map(str, arguments))


def run(arguments, core=None, **options):
    """Runs to the end and returns the standard output; anything but success raises."""
    done = subprocess.run(
        command(arguments, core), preexec_fn=_own_session, stdout=subprocess.PIPE, text=True, check=True, **options
    )
    return done.stdout


class Process:
    """A server that is running, with the processes that it starts itself."""

    def __init__(self, name, arguments, core=None, **options):
        self.name = name
        self.log = folder("logs") / f"{name}.log"
        self.started = time.monotonic()
        with open(self.log, "w") as log:
            self.popen = subprocess.Popen(
                command(arguments, core), preexec_fn=_own_session, stdout=log, stderr=log, **options
            )

    def alive(self):
        return self.popen.poll() is None

    def wait_until(self, ready, what="an answer", timeout=300):
        """Seconds from the start until `ready()`."""
        while not ready():
            if not self.alive():
                raise RuntimeError(f"{self.name} ended: {self.log.read_text()[-2000:]}")
            if time.monotonic() - self.started > timeout:
                self.stop()
                raise RuntimeError(f"{self.name}: no {what} within {timeout} s; see {self.log}")
            time.sleep(0.005)
        return time.monotonic() - self.started

    def ids(self):
        found, todo = [], [self.popen.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            try:
                for thread in os.listdir(f"/proc/{pid}/task"):
                    with open(f"/proc/{pid}/task/{thread}/children") as file:
                        todo += map(int, file.read().split())
            except OSError:
                pass
        return found

    def cpu(self):
        """Seconds of CPU time so far, as (user, system), of all its processes."""
        user = system = 0
        for pid in self.ids():
            try:
                with open(f"/proc/{pid}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                user += int(fields[11])
                system += int(fields[12])
            except OSError:
                pass
        return user / TICKS, system / TICKS

    def memory(self):
        """Bytes resident. Pages that its processes share count once (Pss, which of one process is its Rss but for the
        C library's pages)."""
        key = "Rss:" if len(self.ids()) == 1 else "Pss:"
        total = 0
        for pid in self.ids():
            try:
                with open(f"/proc/{pid}/smaps_rollup") as lines:
                    total += sum(int(line.split()[1]) for line in lines if line.startswith(key))
            except OSError:
                pass
        return total * 1024

    def kill(self):
        self.popen.kill()
        self.popen.wait()

    def stop(self):
        ids = self.ids()
        self.popen.terminate()
        try:
            self.popen.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        for pid in ids[1:]:
            try:
                os.kill(pid, signal.SIGKILL)
            except OSError:
                pass


def find(program):
    """The path of a program that Debian puts into a folder for administrators."""
    path = shutil.which(program, path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    if not path:
        raise SystemExit(f"{program} is not installed: script/bootstrap --bench")
    return path
