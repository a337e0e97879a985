"""What this disk can do at best: printed beside every durable figure, because it differs by a factor of twenty."""

import os
import sqlite3
import time

from .places import folder
from .report import median


def fdatasync(seconds=1.0):
    """(calls a second, median milliseconds) of writing 4 KiB over allocated space and forcing it out."""
    path = folder("disk") / "raw"
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    size, block = 16 << 20, b"x" * 4096
    os.write(file, bytes(size))
    os.fsync(file)
    took, at, start = [], 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        before = time.perf_counter()
        os.pwrite(file, block, at)
        os.fdatasync(file)
        took.append(time.perf_counter() - before)
        at = (at + 4096) % size
    rate = len(took) / (time.perf_counter() - start)
    os.close(file)
    path.unlink()
    return rate, median(took) * 1e3


def sqlite_rows(rows, seconds=1.0):
    """(rows a second, median milliseconds a commit) of SQLite in WAL mode with synchronous=FULL."""
    home = folder("disk")
    path = home / "rows.sqlite"
    for file in home.glob("rows.sqlite*"):
        file.unlink()
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("pragma journal_mode=wal")
    store.execute("pragma synchronous=full")
    store.execute("create table records (id integer primary key, name text unique, value text)")
    took, made, start = [], 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        before = time.perf_counter()
        store.execute("begin immediate")
        for _ in range(rows):
            made += 1
            name = f"{made * 0x9E3779B1 % 2**32:x}"
            store.execute("insert into records (name, value) values (?, '192.0.2.1')", (name,))
        store.execute("commit")
        took.append(time.perf_counter() - before)
    rate = made / (time.perf_counter() - start)
    store.close()
    for file in home.glob("rows.sqlite*"):
        file.unlink()
    return rate, median(took) * 1e3
