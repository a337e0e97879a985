"""Tables, ratios and goals, printed."""

import shlex
import statistics
import sys

median = statistics.median


def table(header, rows):
    """Prints columns as wide as they must be; the first one to the left, numbers to the right."""
    cells = [[str(cell) for cell in row] for row in [header, *rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    for row in cells:
        print("  ".join(c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths))).rstrip())
    print(flush=True)


def ratio(ours, theirs):
    """The median over the rounds of ours to theirs, paired."""
    return median(a / b for a, b in zip(ours, theirs) if b)


def goal(what, value, bound, unit="", at_least=True):
    """A line that says what was reached beside what was to be."""
    reached = value >= bound if at_least else value <= bound
    sign = "≥" if at_least else "≤"
    return [what, f"{value:.3g}{unit}" if value < 1000 else f"{value:,.0f}{unit}",
            f"{sign} {bound:g}{unit}" if bound < 1000 else f"{sign} {bound:,.0f}{unit}", "yes" if reached else "NO"]


def goals(lines):
    if lines:
        table(["goal", "reached", "wanted", "holds"], lines)


def progress(text):
    print(f"… {text}", file=sys.stderr, flush=True)


def what_ran(lines):
    """How the figures were made: the machine, versions, commands."""
    print("What ran:")
    for line in lines:
        print(f"  {line}")
    print(flush=True)


def shell(arguments):
    return shlex.join(map(str, arguments))
