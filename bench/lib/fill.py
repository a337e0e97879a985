"""Makes stores through the change log, in sets of 1,000 edits; the other benchmarks take them from here."""

import argparse

from . import disk, hostmaster, report
from .machine import describe
from .workloads import WORKLOADS


def main():
    parser = argparse.ArgumentParser(prog="bench/fill", description=__doc__)
    parser.add_argument("workload", nargs="*", help=f"some of {', '.join(WORKLOADS)} (default: small million zones)")
    chosen = parser.parse_args().workload or ["small", "million", "zones"]

    rows = []
    for name in chosen:
        store = hostmaster.Store.of(WORKLOADS[name], again=True)
        filled = store.about.get("fill")
        if not filled:
            continue
        records, seconds = filled["records"], filled["seconds"]
        rows.append([name, f"{filled['domains']:,}", f"{records:,}", f"{seconds:.2f}", f"{records / seconds:,.0f}",
                     f"{store.size / 1e6:.0f}", f"{store.size / records:.0f}"])
    report.table(["store", "domains", "records", "seconds", "records/s", "MB on disk", "bytes a record"], rows)
    rate, milliseconds = disk.fdatasync()
    report.what_ran([
        describe(), hostmaster.version(),
        f"raw fdatasync of 4 KiB: {rate:,.0f}/s, median {milliseconds:.2f} ms",
        "fill --data DIR --organization 1 --nameserver NAME --address ADDRESS < records.txt (bench/Fill)",
    ])


if __name__ == "__main__":
    main()
